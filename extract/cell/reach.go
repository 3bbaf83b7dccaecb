package cell

import (
	"slices"
	"strings"

	"duban/internal/clause"
)

// What walks over the tokens of a text stands here. Places of tokens are called k and i; -1 is none.

// extent says where the tokens of a clause stand; those of brackets lie between.
type extent struct{ first, last, count int }

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
		if e.count++; e.count == 1 {
			e.first = i
		}
		e.last = i
	}
}

// clauseOf returns the clause of token k.
func (rd *reading) clauseOf(k int) *clause.Clause { return &rd.tree.Clauses[rd.tokens[k].clause] }

// sentenceOf returns the number of the sentence of token k.
func (rd *reading) sentenceOf(k int) int32 { return rd.clauseOf(k).Sentence }

// within returns the places of the tokens of a clause.
func (rd *reading) within(clause int32) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		e := &rd.extents[clause]
		for k := e.first; e.count > 0 && k <= e.last; k++ {
			if rd.tokens[k].clause == clause && !yield(k) {
				return
			}
		}
	}
}

// inFront returns the places of the tokens of the clause of token k in front of it.
func (rd *reading) inFront(k int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		own := rd.tokens[k].clause
		for i := rd.extents[own].first; i < k; i++ {
			if rd.tokens[i].clause == own && !yield(i) {
				return
			}
		}
	}
}

// ahead returns the places of the tokens behind token k, as far as no other clause begins, were it in a bracket.
func (rd *reading) runAhead(k int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		own := rd.tokens[k].clause
		for i := k + 1; i < len(rd.tokens) && rd.tokens[i].clause == own && yield(i); i++ {
		}
	}
}

// runBack returns the places of the tokens in front of token k likewise, the nearest first.
func (rd *reading) runBack(k int) func(yield func(int) bool) {
	return rd.clauseBack(k, rd.tokens[k].clause)
}

// nearBack returns the places of the tokens in front of token k in its clause, the nearest first, as far as nothing but a
// space lies between one and the next.
func (rd *reading) nearBack(k int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for i := k - 1; i >= 0 && rd.tokens[i].clause == rd.tokens[k].clause && rd.near(i) && yield(i); i-- {
		}
	}
}

// tokenFrom returns the place of the first token that begins at or behind a place of the text.
func (rd *reading) tokenFrom(at int) int {
	if at >= len(rd.from) {
		return len(rd.tokens)
	}
	return int(rd.from[at])
}

// place notes for each place of the text which token is the first from there on.
func (rd *reading) place() {
	rd.from = slices.Grow(rd.from[:0], len(rd.text))[:len(rd.text)]
	at := 0
	for k := range rd.tokens {
		for ; at <= rd.tokens[k].start; at++ {
			rd.from[at] = int32(k)
		}
	}
	for ; at < len(rd.text); at++ {
		rd.from[at] = int32(len(rd.tokens))
	}
}

// tokenStarting returns the token that begins at a place of the text, or one that says nothing.
func (rd *reading) tokenStarting(at int) token {
	if k := rd.tokenFrom(at); k < len(rd.tokens) && rd.tokens[k].start == at {
		return rd.tokens[k]
	}
	return token{kind: markToken}
}

// wordEnding returns the word of the token that ends at a place of the text, or one that says nothing.
func (rd *reading) wordEnding(at int) *word { return rd.wordOf(rd.tokenEnding(at)) }

// wordStarting returns the word of the token that begins at a place of the text, or one that says nothing.
func (rd *reading) wordStarting(at int) *word { return rd.wordOf(rd.beginning(at)) }

// tokenEnding returns the place of the token that ends at a place of the text, or -1.
func (rd *reading) tokenEnding(at int) int {
	k := rd.tokenFrom(at) - 1
	if k < 0 || rd.tokens[k].end != at {
		return -1
	}
	return k
}

// beginning returns the place of the token that begins at a place of the text, or -1.
func (rd *reading) beginning(at int) int {
	k := rd.tokenFrom(at)
	if k == len(rd.tokens) || rd.tokens[k].start != at {
		return -1
	}
	return k
}

// token returns token k, or where there is none one that says nothing and is nowhere.
func (rd *reading) token(k int) token {
	if uint(k) < uint(len(rd.tokens)) {
		return rd.tokens[k]
	}
	return token{kind: markToken, start: -1, end: -1, clause: clause.None}
}

// wordOf returns the word that token k is, or a word that says nothing.
func (rd *reading) wordOf(k int) *word {
	if uint(k) < uint(len(rd.tokens)) && rd.tokens[k].kind == wordToken {
		return &rd.r.words.byID[rd.tokens[k].id]
	}
	return &noWord
}

// touches reports whether token k ends right in front of token k+1.
func (rd *reading) touches(k int) bool { return rd.token(k).end == rd.token(k+1).start }

// near reports whether nothing but a space lies between token k and token k+1.
func (rd *reading) near(k int) bool {
	next := rd.token(k + 1)
	return next.start >= 0 && rd.adjacent(rd.token(k).end, next.start)
}

// numberOf returns the number that token k is, or one that is nowhere.
func (rd *reading) numberOf(k int) *figure {
	if uint(k) < uint(len(rd.tokens)) && rd.tokens[k].kind == numberToken {
		return &rd.numbers[rd.tokens[k].id]
	}
	return &noFigure
}

// dateOf returns the date that token k is, or nil.
func (rd *reading) dateOf(k int) *date {
	if uint(k) < uint(len(rd.tokens)) && rd.tokens[k].kind == dateToken {
		return &rd.dates[rd.tokens[k].id]
	}
	return nil
}

// numberIn returns a number by its place among the numbers of the text, or one that is nowhere.
func (rd *reading) numberIn(id int) *figure {
	if uint(id) < uint(len(rd.numbers)) {
		return &rd.numbers[id]
	}
	return &noFigure
}

// idOf returns the place of f among the numbers.
func (rd *reading) idOf(f *figure) int { return int(rd.tokens[f.token].id) }

// numberBefore and numberBehind return the number that touches f in front or behind, or one that is nowhere.
func (rd *reading) numberBefore(f *figure) *figure {
	if g := rd.numberIn(rd.idOf(f) - 1); g.End == f.Start {
		return g
	}
	return &noFigure
}

func (rd *reading) numberBehind(f *figure) *figure {
	if g := rd.numberIn(rd.idOf(f) + 1); g.Start == f.End {
		return g
	}
	return &noFigure
}

// listed reports whether nothing but a mark of lists, or a word like 和, stands between two numbers.
func (rd *reading) listed(f, g *figure) bool { return g.Start == f.End+1 && rd.isAt(f.End, signList) }

// longest returns the longest word of the vocabulary at a place of the text and its end, whatever the tokens are; or a word
// that says nothing.
func (rd *reading) longest(at int) (w *word, end int) {
	if at >= len(rd.text) {
		return &noWord, at
	}
	id, end := rd.r.words.trie.Longest(rd.text, at)
	if id < 0 {
		return &noWord, at
	}
	return &rd.r.words.byID[id], end
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
	return func(yield func(int) bool) {
		for k--; k >= 0 && rd.tokens[k].clause == clause && yield(k); k-- {
		}
	}
}

// upTo returns the places of the tokens from token k on that begin in front of a place of the text, of whatever clause.
func (rd *reading) upTo(k, end int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for ; k < len(rd.tokens) && rd.tokens[k].start < end && yield(k); k++ {
		}
	}
}

// downTo returns the places of the tokens in front of token k that do not begin in front of a place of the text, of whatever
// clause, the nearest first.
func (rd *reading) downTo(k, start int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for k--; k >= 0 && rd.tokens[k].start >= start && yield(k); k-- {
		}
	}
}

// sentenceBack returns the places of the tokens in front of token k in a sentence, the nearest first.
func (rd *reading) sentenceBack(k int, sentence int32) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for k--; k >= 0 && rd.sentenceOf(k) == sentence && yield(k); k-- {
		}
	}
}

// clauseAhead returns the places of the tokens of the clause of token k behind it.
func (rd *reading) clauseAhead(k int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		own := rd.tokens[k].clause
		for i := k + 1; i <= min(rd.extents[own].last, k+mostReach); i++ {
			if rd.tokens[i].clause == own && !yield(i) {
				return
			}
		}
	}
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
	for k := range rd.runBack(f.token) {
		if rd.tokens[k].kind == numberToken {
			return false
		}
		if is(rd.wordOf(k)) {
			return true
		}
	}
	return false
}

func (rd *reading) saidBehind(f *figure, is func(*word) bool) bool {
	for k := range rd.runAhead(f.token) {
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

// areFigures reports two indicators.
func areFigures(f, g *figure) bool { return f.role == indicator && g.role == indicator }

func isOpening(c rune) bool { return c == '（' || c == '(' }

func isClosing(c rune) bool { return c == '）' || c == ')' }

func isBlank(c rune) bool {
	switch c {
	case ' ', '\u3000', '\u00A0', '\n':
		return true
	}
	return false
}

// adjacent reports whether nothing but a space lies between two places.
func (rd *reading) adjacent(end, start int) bool {
	for end < start && isSpace(rd.text[end]) {
		end++
	}
	return end == start
}

// governs reports whether no other figure stands between token k and f.
func (rd *reading) governs(k int, f *figure) bool {
	return !slices.ContainsFunc(rd.tokens[min(k+1, f.token):f.token], func(t token) bool {
		return t.kind == numberToken && rd.numbers[t.id].role == indicator
	})
}

// isFigure reports whether token k is an indicator.
func (rd *reading) isFigure(k int) bool {
	return rd.numberOf(k).role == indicator
}

// figureAt returns the indicator that begins at a place of the text, or nil.
func (rd *reading) figureAt(at int) *figure {
	if f := rd.numberOf(rd.beginning(at)); f.role == indicator {
		return f
	}
	return nil
}

// Marks that may stand between two tokens.
const (
	itemMark   = "、"
	semicolons = "；;"
)

// markBetween reports whether one of the marks stands between tokens i and k.
func (rd *reading) markBetween(i, k int, marks string) bool {
	return i+1 < k && slices.ContainsFunc(rd.tokens[i+1:k], func(t token) bool {
		return t.kind == markToken && strings.ContainsRune(marks, rd.text[t.start])
	})
}

// wordBefore returns the nearest token in front of token i, in its clause, whose word has one of the classes; or -1.
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

// at returns the character at a place of the text, or 0 where it ends before.
func (rd *reading) at(i int) rune {
	if uint(i) < uint(len(rd.text)) {
		return rd.text[i]
	}
	return 0
}

// around returns the characters next to a piece of the text, 0 where there is none.
func (rd *reading) around(start, end int) (before, after rune) {
	return rd.at(start - 1), rd.at(end)
}

// skip returns the first place from one on at which no white space stands.
func (rd *reading) skip(at int) int {
	for isSpace(rd.at(at)) {
		at++
	}
	return at
}

// skipBack returns the last place up to one in front of which no white space stands.
func (rd *reading) skipBack(at int) int {
	for isSpace(rd.at(at - 1)) {
		at--
	}
	return at
}

// isSpace reports the white space that may stand within a phrase.
func isSpace(c rune) bool { return c == ' ' || c == '\u3000' }

// bracketBack returns where the bracket opens that closes right in front of a place, or the place.
func (rd *reading) bracketBack(at int) int {
	if clause.Kind(rd.at(at-1)) != clause.Close {
		return at
	}
	depth := 0
	for i := at - 1; i >= max(0, at-longestBracket); i-- {
		switch clause.Kind(rd.text[i]) {
		case clause.Close:
			depth++
		case clause.Open:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return at
}

// bracketAhead returns where the bracket ends that opens at a place, or the place.
func (rd *reading) bracketAhead(at int) int {
	if clause.Kind(rd.at(at)) != clause.Open {
		return at
	}
	depth := 0
	for i := at; i < min(len(rd.text), at+longestBracket); i++ {
		switch clause.Kind(rd.text[i]) {
		case clause.Open:
			depth++
		case clause.Close:
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return at
}

const longestBracket = 60 // characters of one that is passed over

// figureWithin reports whether an indicator begins in a piece of the text.
func (rd *reading) figureWithin(start, end int) bool {
	for k := range rd.upTo(rd.tokenFrom(start), end) {
		if rd.isFigure(k) {
			return true
		}
	}
	return false
}

// startsLine reports whether nothing but white space stands in front of a place in its line.
func (rd *reading) startsLine(at int) bool {
	at = rd.skipBack(at)
	return at == 0 || rd.text[at-1] == '\n'
}

// endsLine reports whether nothing but white space stands behind a place in its line.
func (rd *reading) endsLine(at int) bool {
	at = rd.skip(at)
	return at == len(rd.text) || rd.text[at] == '\n'
}

// blanks counts the white space within a piece of the text.
func (rd *reading) blanks(start, end int) int {
	n := 0
	for _, c := range rd.text[start:end] {
		if isSpace(c) {
			n++
		}
	}
	return n
}

// isBorder reports a place that lies within no word of the vocabulary: names and gaps end there alone, so that the 高 of
// 提高 is not taken for a word.
func (rd *reading) isBorder(at int) bool {
	k := rd.tokenFrom(at) - 1
	t := rd.token(k)
	return t.end <= at || t.kind != wordToken
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

// endsSentence reports the marks behind which a sentence is whole.
func endsSentence(c rune) bool {
	kind := clause.Kind(c)
	return kind == clause.Stop || kind == clause.Paragraph
}
