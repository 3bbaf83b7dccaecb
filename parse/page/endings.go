package page

import (
	"strings"
	"unicode/utf8"
)

// This file tells from what a document shows for sure whether a line that is full and ends with a sentence ends its paragraph.

// endings counts, for each mark that ends sentences, what comes behind it where that is seen: a new paragraph, as the line had room
// for more, or the rest of the line.
type endings struct {
	ended, wentOn map[rune]int
	indented      int // lines behind the sure end of a paragraph that begin farther to the right,
	flush         int // and those that do not
}

func newEndings() *endings { return &endings{ended: map[rune]int{}, wentOn: map[rune]int{}} }

// learn counts the sentences of the lines of one place.
func (e *endings) learn(lines []textLine, r room) {
	for i := range lines {
		e.inner(&lines[i])
		if i+1 < len(lines) && lines[i].endsSentence() && !isFull(lines, i+1, r) {
			e.ended[lines[i].mark()]++
		}
	}
}

// inner counts the sentences that end within a line.
func (e *endings) inner(l *textLine) {
	for _, g := range l.glyphs[:len(l.glyphs)-1] {
		if r, _ := utf8.DecodeRuneInString(g.Text); strings.ContainsRune(sentenceEnds, r) {
			e.wentOn[r]++
		}
	}
}

// end reports whether line i of a place, whose last mark ends a sentence, ends its paragraph as well: because others near it in the
// place do, or where these tell nothing, or both, more of all do than go on.
func (e *endings) end(lines []textLine, i int, r room) bool {
	const near = 50 // lines
	own := newEndings()
	own.learn(lines[max(0, i-near):min(len(lines), i+near)], r)
	mark := lines[i].mark()
	if ended, wentOn := own.ended[mark] > 0, own.wentOn[mark] > 0; ended != wentOn {
		return ended
	}
	return e.ended[mark] > e.wentOn[mark]
}

// areIndented reports that paragraphs begin farther to the right than their other lines do.
func (e *endings) areIndented() bool {
	const fewest, times = 3, 4
	return e.indented >= fewest && e.indented >= times*e.flush
}

// mark returns the last character of a line.
func (l *textLine) mark() rune {
	r, _ := utf8.DecodeLastRuneInString(l.glyphs[len(l.glyphs)-1].Text)
	return r
}

// learnBody counts the sentences and the beginnings of the lines outside of tables, which begin at left.
func (e *endings) learnBody(sheets []sheet, left int, r room) {
	var last *textLine
	for i := range sheets {
		for _, it := range sheets[i].items {
			l := it.line
			if l == nil || l.hasGaps() {
				last = nil
				continue
			}
			e.inner(l)
			if last != nil {
				e.learnPair(last, l, left, r)
			}
			last = l
		}
	}
}

// learnPair counts the end of a line in front of another, if it is a sure one.
func (e *endings) learnPair(a, b *textLine, left int, r room) {
	if !a.endsSentence() || isFull([]textLine{*a, *b}, 1, r) {
		return
	}
	e.ended[a.mark()]++
	switch {
	case b.Left > left+b.size:
		e.indented++
	case b.Left < left+b.size/2:
		e.flush++
	}
}
