package cell

import (
	"slices"

	"duban/extract/number"
	"duban/internal/char"
	"duban/internal/clause"
	"duban/schema"
)

// scan goes through the text once and cuts it into tokens: dates, set phrases, numbers, words, marks. Where several
// could begin at a place, a date goes before a word that is no longer, and that before a number that it holds whole.
func (rd *reading) scan() {
	text := rd.text
	rd.tokens = slices.Grow(rd.tokens, len(text)/4+4)
	room := rd.room()
	for i := 0; i < len(text) && rd.figures() <= room && !rd.stopped(); {
		end := rd.tokenAt(i)
		if end == i {
			end = i + 1
		}
		i = end
	}
	rd.pay(room)
	switch {
	case rd.isWrapped():
		rd.unwrap(rd.breaksPhrase)
	case rd.field != schema.FieldText:
		rd.unwrap(rd.breaksClause)
	}
}

// isWrapped reports whether the width of the cell has put a figure into two lines: 12亿⏎元.
func (rd *reading) isWrapped() bool {
	for f := range rd.eachNumber() {
		if f.Unit != "" && slices.Contains(rd.piece(f.Start, f.End), '\n') {
			return true
		}
	}
	return false
}

// unwrap takes away the marks for breaks of lines that break what belongs together, as all within a phrase do where the cell is so
// narrow that it breaks figures.
func (rd *reading) unwrap(breaks func(before token, at int) bool) {
	all, before := len(rd.tokens), token{}
	rd.tokens = slices.DeleteFunc(rd.tokens, func(t token) bool {
		taken := t.kind == markToken && breaks(before, t.start)
		if t.kind != wordToken || rd.word(t).is(classSays) {
			before = t // 正在建设⏎6所
		}
		return taken
	})
	if len(rd.tokens) == all {
		return
	}
	for k := range rd.ofKind(numberToken, 0, len(rd.tokens)) {
		rd.numberOf(k).token = k
	}
}

// breaksPhrase reports the break of a line between words, with no mark in front of it.
func (rd *reading) breaksPhrase(_ token, at int) bool {
	before, after := rd.around(at, at+1)
	if rd.at(at) != '\n' || !char.IsIdeograph(before) {
		return false
	}
	return char.IsIdeograph(after) || char.IsDigit(after)
}

// breaksClause reports the break of a line between a verb and the amount that it speaks of: 已建成⏎18所.
func (rd *reading) breaksClause(verb token, at int) bool {
	const most = 3 // characters behind the verb
	switch {
	case rd.at(at) != '\n', !char.IsDigit(rd.at(at + 1)), at-verb.end > most, !rd.word(verb).is(classSays):
		return false
	}
	n, ok := rd.r.numbers.At(rd.text, at+1)
	return ok && slices.Contains(number.Kinds, n.UnitKind)
}

// tokenAt appends the token that begins at i and returns its end, or i where none does.
func (rd *reading) tokenAt(i int) int {
	if kind, ok := punctuation(rd.at(i)); ok {
		rd.add(kind, i, i+1, 0)
		return i + 1
	}
	id, wordEnd := rd.r.words.trie.Longest(rd.text, i)
	if id >= 0 && rd.cutsWord(id, i, wordEnd) {
		id, wordEnd = -1, i
	}
	if rd.beginsDate(rd.at(i)) {
		if end := rd.takeDate(i, wordEnd); end > i {
			return end
		}
	}
	if rd.r.numbers.Begins(rd.at(i)) {
		if end := rd.takeNumber(i, id, wordEnd); end > i {
			return end
		}
	}
	if id >= 0 {
		rd.add(wordToken, i, wordEnd, id)
		return wordEnd
	}
	return i
}

// cutsWord reports a set phrase that begins within a word of Latin letters (O3 in IPO3家), or a time before that is no more than part
// of one or does not lead its clause.
func (rd *reading) cutsWord(id int32, at, end int) bool {
	switch w := &rd.r.words.byID[id]; {
	case w.fixed:
		return rd.isWithinLetters(at)
	case !w.leadsTime:
		return false
	case rd.startsClause(at):
		return rd.isInTime(end)
	}
	return true
}

// startsClause reports a place with nothing or a mark in front of it.
func (rd *reading) startsClause(at int) bool {
	if at == 0 {
		return true
	}
	_, ok := punctuation(rd.at(at - 1))
	return ok
}

// isInTime reports a word for a time up to a place that a part of it follows: 去年11月, 去年底, 上月末.
func (rd *reading) isInTime(end int) bool {
	for _, part := range []datePart{partEnd, partLate, partEarly, partMiddle} {
		if rd.r.words.dates.at(part, rd.text, end) != nil {
			return true
		}
	}
	_, ok := rd.dateAt(end)
	return ok
}

// isWithinLetters reports a place with letters on both sides.
func (rd *reading) isWithinLetters(at int) bool { return isLatin(rd.at(at)) && isLatin(rd.at(at-1)) }

// takeDate appends the date that begins at i, unless there is none or a longer word, and returns its end or i.
func (rd *reading) takeDate(i, wordEnd int) int {
	d, ok := rd.dateAt(i)
	if !ok || d.end < wordEnd {
		return i
	}
	rd.dates = append(rd.dates, d)
	rd.add(dateToken, i, d.end, int32(len(rd.dates)-1))
	return d.end
}

// takeNumber appends the number that begins at i, unless there is none or the word with that id holds it, and returns its end
// or i.
func (rd *reading) takeNumber(i int, id int32, wordEnd int) int {
	n, ok := rd.r.numbers.At(rd.text, i)
	if !ok || rd.holdsNumber(id, wordEnd, &n) {
		return i
	}
	rd.numbers = append(rd.numbers, figure{Number: n, token: len(rd.tokens), stateBy: -1})
	rd.add(numberToken, i, n.End, int32(len(rd.numbers)-1))
	return n.End
}

// holdsNumber reports a word up to a place of the text that has the number in it: all of it, or of a set phrase its digits.
func (rd *reading) holdsNumber(id int32, end int, n *number.Number) bool {
	switch {
	case id < 0:
		return false
	case rd.r.words.byID[id].fixed:
		return end >= n.Bare
	}
	return end >= n.End
}

func (rd *reading) add(kind tokenKind, start, end int, id int32) {
	rd.tokens = append(rd.tokens, token{start: start, end: end, kind: kind, id: id})
}

// punctuation tells the marks that part names, clauses and sentences, and the brackets.
func punctuation(c rune) (tokenKind, bool) {
	switch clause.Kind(c) {
	case clause.NoMark:
		return markToken, false
	case clause.Open:
		return openToken, true
	case clause.Close:
		return closeToken, true
	}
	return markToken, true
}
