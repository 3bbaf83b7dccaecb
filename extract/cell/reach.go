package cell

import (
	"slices"
	"strings"

	"duban/internal/char"
)

// What walks over the tokens of a text stands here. Places of tokens are called k and i; -1 is none.

// extent says where the tokens of a clause stand, from the first to behind the last; those of brackets lie between.
type extent struct{ first, end int }

func (e extent) empty() bool { return e.first == e.end }

// structure hangs the tokens into the clauses of the text.
func (rd *reading) structure() {
	rd.place()
	rd.tree.Reset(rd.text)
	for i := range rd.tokens {
		t := &rd.tokens[i]
		switch t.kind {
		case markToken, openToken, closeToken:
			t.clause = rd.tree.Mark(t.start)
		default:
			t.clause = rd.tree.At(t.start)
		}
	}
	rd.tree.Finish()
	rd.extents = append(rd.extents, make([]extent, len(rd.tree.Clauses))...)
	for i := range rd.tokens {
		e := &rd.extents[rd.tokens[i].clause]
		if e.empty() {
			e.first = i
		}
		e.end = i + 1
	}
}

// within returns the places of the tokens of a clause.
func (rd *reading) within(clause int32) func(yield func(int) bool) {
	e := rd.extents[clause]
	return rd.members(clause, e.first, e.end)
}

// members returns the places from one to in front of another whose tokens are of a clause.
func (rd *reading) members(clause int32, from, end int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for k := from; k < end; k++ {
			if rd.tokens[k].clause == clause && !yield(k) {
				return
			}
		}
	}
}

// inFront returns the places of the tokens of the clause of token k in front of it.
func (rd *reading) inFront(k int) func(yield func(int) bool) {
	own := rd.tokens[k].clause
	return rd.members(own, rd.extents[own].first, k)
}

// steps returns the places of the tokens from one on, ahead (1) or back (-1), as far as they hold.
func (rd *reading) steps(from, by int, holds func(k int) bool) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for k := from; uint(k) < uint(len(rd.tokens)) && holds(k) && yield(k); k += by {
		}
	}
}

// runAhead returns the places of the tokens behind token k, as far as no other clause begins, were it in a bracket.
func (rd *reading) runAhead(k int) func(yield func(int) bool) {
	own := rd.tokens[k].clause
	return rd.steps(k+1, 1, func(i int) bool { return rd.tokens[i].clause == own })
}

// runBack returns the places of the tokens in front of token k likewise, the nearest first.
func (rd *reading) runBack(k int) func(yield func(int) bool) {
	return rd.clauseBack(k, rd.tokens[k].clause)
}

// nearBack returns the places of the tokens in front of token k in its clause, the nearest first, as far as nothing but a
// space lies between one and the next.
func (rd *reading) nearBack(k int) func(yield func(int) bool) {
	own := rd.tokens[k].clause
	return rd.steps(k-1, -1, func(i int) bool { return rd.tokens[i].clause == own && rd.near(i) })
}

// mostReach is how many tokens away from a figure a word can be that says something of it. No sentence of a report has so many.
const mostReach = 2000

// back returns the places of the tokens of the clause of token k in front of it, the nearest first.
func (rd *reading) back(k int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		own := rd.tokens[k].clause
		for i := k - 1; i >= max(rd.extents[own].first, k-mostReach); i-- {
			if rd.tokens[i].clause == own && !yield(i) {
				return
			}
		}
	}
}

// before returns the nearest token in front of token i, in its clause, whose word is of that sort; or -1.
func (rd *reading) before(i int, is func(*word) bool) int {
	for k := range rd.back(i) {
		if is(rd.wordOf(k)) {
			return k
		}
	}
	return -1
}

// clauseBack returns the places of the tokens in front of token k, as far as they are of a clause, the nearest first.
func (rd *reading) clauseBack(k int, clause int32) func(yield func(int) bool) {
	return rd.steps(k-1, -1, func(i int) bool { return rd.tokens[i].clause == clause })
}

// upTo returns the places of the tokens from token k on that begin in front of a place of the text, of whatever clause.
func (rd *reading) upTo(k, end int) func(yield func(int) bool) {
	return rd.steps(k, 1, func(i int) bool { return rd.tokens[i].start < end })
}

// downTo returns the places of the tokens in front of token k that do not begin in front of a place of the text, of whatever
// clause, the nearest first.
func (rd *reading) downTo(k, start int) func(yield func(int) bool) {
	return rd.steps(k-1, -1, func(i int) bool { return rd.tokens[i].start >= start })
}

// sentenceBack returns the places of the tokens in front of token k in a sentence, the nearest first.
func (rd *reading) sentenceBack(k int, sentence int32) func(yield func(int) bool) {
	return rd.steps(k-1, -1, func(i int) bool { return i >= k-mostReach && rd.sentenceOf(i) == sentence })
}

// clauseAhead returns the places of the tokens of the clause of token k behind it.
func (rd *reading) clauseAhead(k int) func(yield func(int) bool) {
	own := rd.tokens[k].clause
	return rd.members(own, k+1, min(rd.extents[own].end, k+1+mostReach))
}

// pastWords returns the place of the first token from token k on that is no word, as far as nothing but a space lies between;
// or -1.
func (rd *reading) pastWords(k int) int {
	for rd.token(k).kind == wordToken {
		if !rd.near(k) {
			return -1
		}
		k++
	}
	return k
}

// chain returns the places of the tokens that follow one another from a place of the text on with nothing between.
func (rd *reading) chain(at int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for k := rd.beginning(at); k >= 0 && yield(k); k = rd.beginning(rd.tokens[k].end) {
		}
	}
}

// verbBefore returns the verb that stands right in front of token i, or -1.
func (rd *reading) verbBefore(i int) int {
	for k := range rd.nearBack(i) {
		switch w := rd.wordOf(k); {
		case w.before != "", w.breaks == breakAll: // 超过, 共
		case w.state != "", w.breaks&breakLead != 0:
			return k
		default:
			return -1
		}
	}
	return -1
}

// previous returns the indicator in front of f in its sentence, or nil.
func (rd *reading) previous(f *figure) *figure {
	sentence := rd.sentenceOf(f.token)
	for i := rd.idOf(f) - 1; i >= 0; i-- {
		g := &rd.numbers[i]
		if rd.sentenceOf(g.token) != sentence {
			return nil
		}
		if g.role == indicator {
			return g
		}
	}
	return nil
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
	for _, t := range rd.tokens[i+1 : k] {
		if t.kind == numberToken {
			n++
		}
	}
	return n
}

// saidBefore and saidBehind report whether a word of that sort stands between f and the next number, as far as no other clause
// begins.
func (rd *reading) saidBefore(f *figure, is func(*word) bool) bool {
	return rd.saidOn(rd.runBack(f.token), is)
}

func (rd *reading) saidBehind(f *figure, is func(*word) bool) bool {
	return rd.saidOn(rd.runAhead(f.token), is)
}

// saidOn reports whether a word of that sort stands on a way through the tokens, up to the next number.
func (rd *reading) saidOn(way func(yield func(int) bool), is func(*word) bool) bool {
	for k := range way {
		if rd.tokens[k].kind == numberToken {
			return false
		}
		if is(rd.wordOf(k)) {
			return true
		}
	}
	return false
}

// dateBefore returns the nearest date in front of token k that is printed so, or nil.
func (rd *reading) dateBefore(k int, printed string) *date {
	if printed == "" {
		return nil
	}
	for k--; k >= 0; k-- {
		if t := rd.tokens[k]; t.kind == dateToken && string(rd.text[t.start:t.end]) == printed {
			return &rd.dates[t.id]
		}
	}
	return nil
}

// isUnbroken reports a text that is nothing but tokens, with no more than spaces between.
func (rd *reading) isUnbroken() bool {
	at := 0
	for _, t := range rd.tokens {
		if !rd.adjacent(at, t.start) {
			return false
		}
		at = t.end
	}
	return rd.adjacent(at, len(rd.text))
}

// eachDate returns the dates of the text with the places of their tokens.
func (rd *reading) eachDate() func(yield func(int, *date) bool) {
	return func(yield func(int, *date) bool) {
		for k, t := range rd.tokens {
			if t.kind == dateToken && !yield(k, &rd.dates[t.id]) {
				return
			}
		}
	}
}

// mentions reports whether the text holds that word.
func (rd *reading) mentions(word token) bool {
	for _, t := range rd.tokens[:min(mostAsked, len(rd.tokens))] {
		if t.kind == wordToken && t.id == word.id {
			return true
		}
	}
	return false
}

// mostAsked is how many tokens of a target are looked through; no cell that a person wrote has more.
const mostAsked = 2000

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

// eachFigure returns the indicators of the text.
func (rd *reading) eachFigure() func(yield func(*figure) bool) { return figuresOf(rd.numbers) }

// firstFigures returns those of the figures of a cell that are compared with those of another.
func (rd *reading) firstFigures() func(yield func(*figure) bool) {
	return figuresOf(rd.numbers[:min(mostCompared, len(rd.numbers))])
}

func figuresOf(numbers []figure) func(yield func(*figure) bool) {
	return func(yield func(*figure) bool) {
		for i := range numbers {
			if f := &numbers[i]; f.role == indicator && !yield(f) {
				return
			}
		}
	}
}

// mostCompared is how many figures of a cell are compared with those of another; no cell that a person wrote has more.
const mostCompared = 200

// areFigures reports two indicators.
func areFigures(f, g *figure) bool { return f.role == indicator && g.role == indicator }

// governs reports whether no other figure stands between token k and f.
func (rd *reading) governs(k int, f *figure) bool {
	return !slices.ContainsFunc(rd.tokens[min(k+1, f.token):f.token], func(t token) bool {
		return t.kind == numberToken && rd.numbers[t.id].role == indicator
	})
}

// Marks that may stand between two tokens.
const (
	itemMark   = char.Pause
	semicolons = char.Semicolons
)

// markBetween reports whether one of the marks stands between tokens i and k.
func (rd *reading) markBetween(i, k int, marks string) bool {
	return i+1 < k && slices.ContainsFunc(rd.tokens[i+1:k], func(t token) bool {
		return t.kind == markToken && strings.ContainsRune(marks, rd.text[t.start])
	})
}

// classBefore returns the nearest token in front of token i, in its clause, whose word has one of the classes; or -1.
func (rd *reading) classBefore(i int, of class) int {
	return rd.before(i, func(w *word) bool { return w.classes&of != 0 })
}

// opening returns the places of the tokens at the front of a clause, as far as nothing but a space lies between.
func (rd *reading) opening(c int32) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		at := rd.tree.Clauses[c].Start
		for k := range rd.within(c) {
			t := rd.tokens[k]
			if t.start < at {
				continue // the mark in front
			}
			if !rd.adjacent(at, t.start) || !yield(k) {
				return
			}
			at = t.end
		}
	}
}

// headsClause reports whether nothing but words of the vocabulary and dates stands in front of token k in its clause.
func (rd *reading) headsClause(k int) bool {
	for i := range rd.opening(rd.tokens[k].clause) {
		if i == k {
			return true
		}
	}
	return false
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

// tokenUpTo returns the place of the first token from k on that ends behind a place of the text.
func (rd *reading) tokenUpTo(k, at int) int {
	for k < len(rd.tokens) && rd.tokens[k].end <= at {
		k++
	}
	return k
}

// wholeSentences returns how many tokens stand in sentences that have their end, and where that is.
func (rd *reading) wholeSentences() (count, end int) {
	for k, t := range slices.Backward(rd.tokens) {
		if t.kind == markToken && endsSentence(rd.text[t.start]) {
			return k + 1, t.end
		}
	}
	return 0, 0
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
