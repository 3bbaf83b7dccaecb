package cell

import (
	"slices"

	"duban/internal/clause"
	"duban/schema"
)

// What a token, or the number or date that it is, has beside it. Places of tokens are called k and i; -1 is none.

// clauseOf returns the clause of token k.
func (rd *reading) clauseOf(k int) *clause.Clause { return &rd.tree.Clauses[rd.tokens[k].clause] }

// sentenceOf returns the number of the sentence of token k.
func (rd *reading) sentenceOf(k int) int32 { return rd.clauseOf(k).Sentence }

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
	for k, t := range rd.tokens {
		fill(rd.from[at:t.start+1], int32(k))
		at = t.start + 1
	}
	fill(rd.from[at:], int32(len(rd.tokens)))
}

func fill(places []int32, with int32) {
	for i := range places {
		places[i] = with
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

// isKind reports whether token k is there and of a kind.
func (rd *reading) isKind(k int, kind tokenKind) bool {
	return uint(k) < uint(len(rd.tokens)) && rd.tokens[k].kind == kind
}

// markOf returns the mark that a token is, or 0.
func (rd *reading) markOf(t token) rune {
	if t.kind != markToken {
		return 0
	}
	return rd.at(t.start)
}

// wordOf returns the word that token k is, or a word that says nothing.
func (rd *reading) wordOf(k int) *word {
	if !rd.isKind(k, wordToken) {
		return &noWord
	}
	return &rd.r.words.byID[rd.tokens[k].id]
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
	if !rd.isKind(k, numberToken) {
		return &noFigure
	}
	return &rd.numbers[rd.tokens[k].id]
}

// dateOf returns the date that token k is, or nil.
func (rd *reading) dateOf(k int) *date {
	if !rd.isKind(k, dateToken) {
		return nil
	}
	return &rd.dates[rd.tokens[k].id]
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

// entryOver returns the word of the vocabulary that a piece of the text is, whatever the tokens are; or one that says nothing.
func (rd *reading) entryOver(s span) *word {
	if w, end := rd.longest(s.start); end == s.end {
		return w
	}
	return &noWord
}

// wordOver returns the word of the token that a piece of the text is, or one that says nothing.
func (rd *reading) wordOver(s span) *word {
	if t := rd.tokenStarting(s.start); t.end == s.end {
		return rd.word(t)
	}
	return &noWord
}

// figureOf returns the indicator that token k is, or nil.
func (rd *reading) figureOf(k int) *figure {
	if f := rd.numberOf(k); f.role == indicator {
		return f
	}
	return nil
}

// isFigure reports whether token k is an indicator.
func (rd *reading) isFigure(k int) bool {
	return rd.figureOf(k) != nil
}

// figureAt returns the indicator that begins at a place of the text, or nil.
func (rd *reading) figureAt(at int) *figure {
	return rd.figureOf(rd.beginning(at))
}

// boundBehind returns the modifier right behind a figure, if any, and the place behind both.
func (rd *reading) boundBehind(f *figure) (end int, bound schema.Modifier) {
	t := rd.tokenStarting(f.End)
	if bound = rd.word(t).after; bound == "" {
		return f.End, ""
	}
	return t.end, bound
}

// isBorder reports a place that lies within no word of the vocabulary: names and gaps end there alone, so that the 高 of
// 提高 is not taken for a word.
func (rd *reading) isBorder(at int) bool {
	k := rd.tokenFrom(at) - 1
	t := rd.token(k)
	return t.end <= at || t.kind != wordToken
}
