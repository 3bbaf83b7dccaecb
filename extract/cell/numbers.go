package cell

import "slices"

// What walks over the numbers of a text stands here.

// eachFigure returns the indicators of the text.
func (rd *reading) eachFigure() func(yield func(*figure) bool) { return figuresOf(rd.numbers) }

// firstFigures returns those of the figures of a cell that are compared with those of another.
func (rd *reading) firstFigures() func(yield func(*figure) bool) {
	return figuresOf(rd.numbers[:min(mostCompared, len(rd.numbers))])
}

func figuresOf(numbers []figure) func(yield func(*figure) bool) {
	return func(yield func(*figure) bool) {
		for f := range numbersOf(numbers) {
			if f.role == indicator && !yield(f) {
				return
			}
		}
	}
}

// mostCompared is how many figures of a cell are compared with those of another; no cell that a person wrote has more.
const mostCompared = 200

// eachNumber returns all numbers of the text, whatever they are.
func (rd *reading) eachNumber() func(yield func(*figure) bool) { return numbersOf(rd.numbers) }

func numbersOf(numbers []figure) func(yield func(*figure) bool) {
	return func(yield func(*figure) bool) {
		for i := range numbers {
			if !yield(&numbers[i]) {
				return
			}
		}
	}
}

// areFigures reports two indicators.
func areFigures(f, g *figure) bool { return f.role == indicator && g.role == indicator }

// neighbours returns the numbers of the text with those behind them, from the first on (1) or from the last (-1).
func (rd *reading) neighbours(by int) func(yield func(f, next *figure) bool) {
	return func(yield func(f, next *figure) bool) {
		last := len(rd.numbers) - 2
		for i := max(0, -by*last); 0 <= i && i <= last && yield(&rd.numbers[i], &rd.numbers[i+1]); i += by {
		}
	}
}

// earlier returns the numbers in front of f in its sentence, the nearest first.
func (rd *reading) earlier(f *figure) func(yield func(*figure) bool) {
	return func(yield func(*figure) bool) {
		sentence := rd.sentenceOf(f.token)
		for i := rd.idOf(f) - 1; i >= 0 && rd.sentenceOf(rd.numbers[i].token) == sentence && yield(&rd.numbers[i]); i-- {
		}
	}
}

// previous returns the indicator in front of f in its sentence, or nil.
func (rd *reading) previous(f *figure) *figure {
	for g := range rd.earlier(f) {
		if g.role == indicator {
			return g
		}
	}
	return nil
}

// formers returns the indicators in front of f in its sentence, the nearest first, no more than so many.
func (rd *reading) formers(f *figure, most int) func(yield func(*figure) bool) {
	return func(yield func(*figure) bool) {
		for g := rd.previous(f); most > 0 && g != nil && yield(g); most-- {
			g = rd.previous(g)
		}
	}
}

// runEnd returns where a run of numbers from number i on ends, ahead (1) or back (-1): it holds no more than so many, of which
// any two next to one another go together.
func (rd *reading) runEnd(i, by, most int, together func(f, next *figure) bool) int {
	for range most {
		f, g := rd.numberIn(min(i, i+by)), rd.numberIn(max(i, i+by))
		if f.Start < 0 || !together(f, g) { // none of none
			break
		}
		i += by
	}
	return i
}

// shareClause reports two numbers of one clause.
func (rd *reading) shareClause(f, g *figure) bool {
	return rd.tokens[f.token].clause == rd.tokens[g.token].clause
}

// inClauseBehind reports whether f stands in the clause behind that of g.
func (rd *reading) inClauseBehind(f, g *figure) bool {
	return rd.clauseOf(f.token).Before == rd.tokens[g.token].clause
}

// numberAhead reports whether a number stands behind token k, as far as no other clause begins.
func (rd *reading) numberAhead(k int) bool {
	for i := range rd.runAhead(k) {
		if rd.tokens[i].kind == numberToken {
			return true
		}
	}
	return false
}

// numbersBetween counts the numbers between tokens i and k.
func (rd *reading) numbersBetween(i, k int) int {
	n := 0
	for range rd.ofKind(numberToken, i+1, k) {
		n++
	}
	return n
}

// figuresIn counts the figures of a clause.
func (rd *reading) figuresIn(clause int32) int {
	n := 0
	for k := range rd.within(clause) {
		if rd.isFigure(k) {
			n++
		}
	}
	return n
}

// figureWithin reports whether an indicator begins in a piece of the text.
func (rd *reading) figureWithin(start, end int) bool {
	for k := range rd.upTo(rd.tokenFrom(start), end) {
		if rd.isFigure(k) {
			return true
		}
	}
	return false
}

// governs reports whether no other figure stands between token k and f.
func (rd *reading) governs(k int, f *figure) bool {
	for i := range rd.between(k+1, f.token) {
		if rd.isFigure(i) {
			return false
		}
	}
	return true
}

// fills reports whether the figure, with the words that bound it, is all that the cell holds: 5.5以内.
func (rd *reading) fills(f *figure) bool {
	if !rd.isUnbroken() || f.token > 0 && !rd.touches(f.token-1) {
		return false
	}
	return !slices.ContainsFunc(rd.tokens, func(t token) bool { return t.kind != numberToken && !rd.word(t).is(classBounds) })
}

// only returns the only indicator of the text, or nil.
func (rd *reading) only() *figure {
	var found *figure
	for f := range rd.eachFigure() {
		if found != nil {
			return nil
		}
		found = f
	}
	return found
}

// numbersAfter returns some of the numbers behind f.
func (rd *reading) numbersAfter(f *figure, most int) []figure {
	from := rd.idOf(f) + 1
	return rd.numbers[from:min(len(rd.numbers), from+most)]
}

// mostRespective is how many figures a person writes behind 分别.
const mostRespective = 64

// placeBehind returns the place of f among the figures behind a word, as far as no other clause begins, and how many there are; -1 where
// it is none of them, or they are more than anybody lists.
func (rd *reading) placeBehind(word int, f *figure) (place, total int) {
	place = -1
	for k := range rd.runAhead(word) {
		if k == f.token {
			place = total
		}
		if rd.isFigure(k) {
			total++
		}
		if total > mostRespective {
			return -1, total
		}
	}
	return place, total
}

// figureAhead returns the first figure behind token k, as far as no other clause begins, or -1.
func (rd *reading) figureAhead(k int) int {
	for i := range rd.runAhead(k) {
		if rd.isFigure(i) {
			return i
		}
	}
	return -1
}
