package cell

import (
	"slices"
	"strings"

	"duban/internal/char"
	"duban/internal/clause"
)

// What walks over the tokens of a text stands here. Places of tokens are called k and i; -1 is none.

// extent says where the tokens of a clause stand, from the first to behind the last; those of brackets lie between.
type extent struct{ first, end int }

func (e extent) empty() bool { return e.first == e.end }

// structure hangs the tokens into the clauses of the text.
func (rd *reading) structure() {
	rd.place()
	rd.tree.Reset(rd.text)
	for k := range rd.tokens {
		rd.hang(k)
	}
	rd.tree.Finish()
	rd.spread()
}

// hang gives token k its clause.
func (rd *reading) hang(k int) {
	t := &rd.tokens[k]
	switch t.kind {
	case markToken, openToken, closeToken:
		t.clause = rd.tree.Mark(t.start)
	default:
		t.clause = rd.tree.At(t.start)
	}
	rd.spread()
	e := &rd.extents[t.clause]
	if e.empty() {
		e.first = k
	}
	e.end = k + 1
}

// spread gives each clause that there is by now an extent.
func (rd *reading) spread() {
	if n := len(rd.tree.Clauses) - len(rd.extents); n > 0 {
		rd.extents = append(rd.extents, make([]extent, n)...)
	}
}

// every returns the places of all tokens.
func (rd *reading) every() func(yield func(int) bool) { return rd.between(0, len(rd.tokens)) }

// between returns the places of the tokens from one to in front of another, of whatever clause.
func (rd *reading) between(from, end int) func(yield func(int) bool) {
	return rd.steps(from, 1, func(k int) bool { return k < end })
}

// recent returns the places of so many tokens in front of token k, of whatever clause, the nearest first.
func (rd *reading) recent(k, count int) func(yield func(int) bool) {
	return rd.steps(k-1, -1, func(i int) bool { return i >= k-count })
}

// within returns the places of the tokens of a clause.
func (rd *reading) within(clause int32) func(yield func(int) bool) {
	e := rd.extents[clause]
	return rd.members(clause, e.first, e.end, 1)
}

// members returns the places from one on to in front of another, ahead (1) or back (-1), whose tokens are of a clause.
func (rd *reading) members(clause int32, from, end, by int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for k := from; (end-k)*by > 0; k += by {
			if rd.tokens[k].clause == clause && !yield(k) {
				return
			}
		}
	}
}

// inFront returns the places of the tokens of the clause of token k in front of it.
func (rd *reading) inFront(k int) func(yield func(int) bool) {
	own := rd.tokens[k].clause
	return rd.members(own, rd.extents[own].first, k, 1)
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
	own := rd.tokens[k].clause
	return rd.members(own, k-1, max(rd.extents[own].first, k-mostReach)-1, -1)
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
	return rd.members(own, k+1, min(rd.extents[own].end, k+1+mostReach), 1)
}

// clausesBefore returns the clauses in front of that of token k in its sentence and level, the nearest first, no more than mostAhead.
func (rd *reading) clausesBefore(k int) func(yield func(int32) bool) {
	return func(yield func(int32) bool) {
		c := rd.clauseOf(k).Before
		for n := 0; n < mostAhead && c != clause.None && yield(c); n++ {
			c = rd.tree.Clauses[c].Before
		}
	}
}

// pastWords returns the place of the first token from token k on that is no word, as far as nothing but a space lies between;
// or -1.
func (rd *reading) pastWords(k int) int {
	for i := range rd.steps(k, 1, func(i int) bool { return rd.isKind(i, wordToken) }) {
		if !rd.near(i) {
			return -1
		}
		k = i + 1
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

// chainBack returns the places of the tokens in front of a place of the text with nothing between, the nearest first.
func (rd *reading) chainBack(at int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for k := rd.tokenEnding(at); k >= 0 && yield(k); k = rd.tokenEnding(rd.tokens[k].start) {
		}
	}
}

// verbBefore returns the verb that stands right in front of token i, or -1.
func (rd *reading) verbBefore(i int) int {
	for k := range rd.nearBack(i) {
		switch w := rd.wordOf(k); {
		case w.before != "", w.breaks == breakAll, rd.isOurs(w): // 超过, 共, 我区
		case w.state != "", w.breaks&breakLead != 0:
			return k
		default:
			return -1
		}
	}
	return -1
}

// isOurs reports a word for where the report is from: 我区.
func (rd *reading) isOurs(w *word) bool {
	return w.isOf(groupOurs) && !w.is(classSays)
}

// isAll reports whether token k is all that a clause holds.
func (rd *reading) isAll(k int, c *clause.Clause) bool {
	return rd.skip(c.Start) == rd.tokens[k].start && rd.tokens[k].end == c.End
}

// ahead returns the clause in front of one, or that in front of the bracket or of the colon that it stands behind, or None.
func (rd *reading) ahead(id int32) int32 {
	c := &rd.tree.Clauses[id]
	switch {
	case c.Before != clause.None:
		return c.Before
	case c.Level == clause.Bracket:
		return c.Parent
	}
	return c.Head
}

// clausesFrom returns a clause and those ahead of it, no more than so many.
func (rd *reading) clausesFrom(c int32, most int) func(yield func(int32) bool) {
	return func(yield func(int32) bool) {
		for n := 0; n < most && c != clause.None && yield(c); n++ {
			c = rd.ahead(c)
		}
	}
}

// ofKind returns the places of the tokens of a kind from one place to in front of another.
func (rd *reading) ofKind(kind tokenKind, from, end int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for k := range rd.between(from, end) {
			if rd.tokens[k].kind == kind && !yield(k) {
				return
			}
		}
	}
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
	for i := range rd.recent(k, k) {
		if d := rd.dateOf(i); d != nil && rd.printed(d.start, d.end) == printed {
			return d
		}
	}
	return nil
}

// isUnbroken reports a text that is nothing but tokens, with no more than spaces between.
func (rd *reading) isUnbroken() bool {
	at := 0
	apart := slices.ContainsFunc(rd.tokens, func(t token) bool {
		end := at
		at = t.end
		return !rd.adjacent(end, t.start)
	})
	return !apart && rd.adjacent(at, len(rd.text))
}

// eachDate returns the dates of the text with the places of their tokens.
func (rd *reading) eachDate() func(yield func(int, *date) bool) {
	return func(yield func(int, *date) bool) {
		for k := range rd.ofKind(dateToken, 0, len(rd.tokens)) {
			if !yield(k, rd.dateOf(k)) {
				return
			}
		}
	}
}

// mentions reports whether the text holds that word.
func (rd *reading) mentions(word token) bool {
	return slices.ContainsFunc(rd.tokens[:min(mostAsked, len(rd.tokens))], func(t token) bool { return t.isWord(word.id) })
}

// mostAsked is how many tokens of a target are looked through; no cell that a person wrote has more.
const mostAsked = 2000

// Marks that may stand between two tokens.
const (
	itemMark   = char.Pause
	semicolons = char.Semicolons
)

// markBetween reports whether one of the marks stands between tokens i and k.
func (rd *reading) markBetween(i, k int, marks string) bool {
	return i+1 < k && slices.ContainsFunc(rd.tokens[i+1:k], func(t token) bool {
		return strings.ContainsRune(marks, rd.markOf(t))
	})
}

// classBefore returns the nearest token in front of token i, in its clause, whose word has one of the classes; or -1.
func (rd *reading) classBefore(i int, of class) int {
	return rd.before(i, func(w *word) bool { return w.is(of) })
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

// isRun reports whether tokens i and k follow one another with no more than spaces between, but for the token behind i and those of a sort.
func (rd *reading) isRun(i, k int, is func(token) bool) bool {
	for n := range rd.between(i+2, k) {
		switch {
		case !rd.near(n - 1), !is(rd.tokens[n]):
			return false
		}
	}
	return rd.near(i) && rd.near(k-1)
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

// tokenUpTo returns the place of the first token from k on that ends behind a place of the text.
func (rd *reading) tokenUpTo(k, at int) int {
	next := rd.tokenFrom(at)
	if next > 0 && rd.tokens[next-1].end > at {
		next--
	}
	return max(k, next)
}

// wholeSentences returns how many tokens stand in sentences that have their end, and where that is.
func (rd *reading) wholeSentences() (count, end int) {
	for k, t := range slices.Backward(rd.tokens) {
		if endsSentence(rd.markOf(t)) {
			return k + 1, t.end
		}
	}
	return 0, 0
}
