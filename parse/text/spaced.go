package text

import (
	"slices"
	"strings"
	"unicode/utf8"

	"duban/internal/char"
	"duban/parse/block"
	"duban/parse/words"
)

// This file reads tables of which a conversion has left one row a line, the cells run together by single spaces
// (LayoutSpaced). Texts of cells can have spaces of their own, and empty cells leave nothing behind: which piece belongs to
// which column is for the caller to tell.

// spacedAt reports whether such a table begins at line i: three labels or more of which at least three and half head
// columns, and a line of several pieces below.
func (t *Reader) spacedAt(i int) bool {
	labels := joinSpread(strings.Fields(t.lines[i].text), isLabelWord)
	if len(labels) < 3 || len(labels) > words.MostColumns || len(t.lines[i].text) > 400 || words.IsAnnexLabel(labels[0]) {
		return false
	}
	for _, l := range labels {
		if !words.IsShort(l) || numbered(l) || l == "|" {
			return false
		}
	}
	heads := headerWords(labels)
	if t.figuresBelow(i, labels, heads) {
		return true
	}
	if heads < 3 && !(heads == 2 && words.IsNumberLabel(labels[0])) || 2*heads < len(labels) || i+1 == len(t.lines) {
		return false
	}
	next := strings.Fields(t.lines[i+1].text)
	return !t.lines[i+1].gap && len(next) >= 2 && len(next) <= mostCells
}

// figuresBelow reports whether the labels of line i, and maybe more labels in the next, stand above two lines that have figures in the
// same places: as many pieces as there are labels, or where some of them stand above others, no more than both lines have.
func (t *Reader) figuresBelow(i int, labels []string, heads int) bool {
	const enough = 2
	if t.alikeAt(i+1, enough) == len(labels) || t.alikeAmong(i+1, len(labels)) {
		return heads > 0
	}
	lower := t.pieces(i + 1)
	width := t.alikeAt(i+2, enough)
	if len(lower) < 2 || width <= len(labels) || t.lines[i+1].gap != t.lines[i+2].gap || width < len(lower) || width > len(labels)+len(lower) {
		return false
	}
	for _, l := range lower {
		if !words.IsShort(l) || figureAlone().MatchString(l) {
			return false
		}
	}
	return heads+headerWords(lower) >= enough
}

// alikeAt returns the number of pieces of line i, where the next has as many and both have so many figures, in the same places; else 0. Both
// stand apart from the line above, or neither does.
func (t *Reader) alikeAt(i, figures int) int {
	first, second := t.pieces(i), t.pieces(i+1)
	if len(second) == 0 || len(first) != len(second) || t.lines[i].gap != t.lines[i+1].gap {
		return 0
	}
	for k := range first {
		if figureAlone().MatchString(first[k]) && figureAlone().MatchString(second[k]) {
			figures--
		}
	}
	if figures > 0 {
		return 0
	}
	return len(first)
}

// alikeAmong reports whether among the lines right below line i some have n pieces, all but the first figures, and the others one piece, as
// rows have whose figures are blank.
func (t *Reader) alikeAmong(i, n int) bool {
	const near, several = 6, 3
	found := 0
	for k := i; k < min(len(t.lines), i+near); k++ {
		pieces := t.pieces(k)
		switch {
		case len(pieces) == 1 && k > i && !t.lines[k].gap && words.IsShort(pieces[0]):
			continue
		case len(pieces) != n || n < several || t.lines[k].gap && k > i:
			return found >= several
		}
		for _, s := range pieces[1:] {
			if !figureAlone().MatchString(s) {
				return false
			}
		}
		found++
	}
	return found >= several
}

func (r *rows) readSpaced() {
	r.table.Layout = block.LayoutSpaced
	t := r.t
	first := t.next
	r.apart = first+1 < len(t.lines) && t.lines[first+1].gap
	for ; t.next < len(t.lines) && r.err == nil; t.next++ {
		l := t.lines[t.next]
		pieces := t.pieces(t.next)
		if t.next == first {
			pieces = joinSpread(pieces, isLabelWord)
		}
		switch {
		case len(pieces) >= 2 && len(pieces) <= mostCells:
			if t.next > first && r.endsSpaced(l, pieces) {
				return
			}
			r.end()
			for _, p := range pieces {
				r.cell(p, l.place())
			}
		case (!l.gap || r.apart) && t.next > first && r.groupHeading():
			t.next-- // which the loop counts on
		case len(pieces) == 1 && !l.gap && t.next > first && r.rowsBelow():
			r.end()
			r.cell(pieces[0], l.place())
		case !l.gap && t.next > first+1 && r.goesOn(t.pieces(t.next+1)):
			r.extend(l)
		default:
			return
		}
	}
}

// endsSpaced reports whether a line of several pieces is none of the table: it opens an annex or another table, or stands apart and is
// not the row that comes next.
func (r *rows) endsSpaced(l line, pieces []string) bool {
	if l.gap && !r.goesOn(pieces) && !(r.apart && r.isRowLike(pieces)) {
		return true
	}
	return words.IsAnnexLabel(pieces[0]) || r.startsAnew(pieces, r.t.pieces(r.t.next+1))
}

// rowsBelow reports whether lines of the table stand soon below line t.next, so that it is a row whose other cells are blank.
func (r *rows) rowsBelow() bool {
	const soon = 3
	t := r.t
	if !words.IsShort(block.Trim(t.lines[t.next].text)) {
		return false
	}
	for i := t.next + 1; i <= t.next+soon && i < len(t.lines) && !t.lines[i].gap; i++ {
		switch pieces := t.pieces(i); {
		case len(pieces) != 1:
			return len(pieces) == r.columns() && r.columns() > 2 && r.isRowLike(pieces)
		case !words.IsShort(pieces[0]):
			return false
		}
	}
	return false
}

// isRowLike reports as many pieces as there are columns, one of them a figure, or the row of a total.
func (r *rows) isRowLike(pieces []string) bool {
	if words.IsTotal(pieces[0]) {
		return len(pieces) <= r.columns()
	}
	return len(pieces) == r.columns() && slices.ContainsFunc(pieces, figureAlone().MatchString)
}

// pieces returns what spaces part in line i.
func (t *Reader) pieces(i int) []string {
	if i >= len(t.lines) {
		return nil
	}
	return joinName(joinSpread(strings.Fields(t.lines[i].text), words.IsTotal))
}

// joinName joins the characters of a name that was set apart at the front of a row of figures: 大 冶 镇 126. What numbers columns is no name.
func joinName(pieces []string) []string {
	const least, most = 2, 4 // characters
	n := 0
	for n < len(pieces) && utf8.RuneCountInString(pieces[n]) == 1 && isHan(pieces[n]) && !strings.Contains(char.Stems, pieces[n]) {
		n++
	}
	if n < least || n > most || n+1 >= len(pieces) || !figureAlone().MatchString(pieces[n]) || !figureAlone().MatchString(pieces[n+1]) {
		return pieces
	}
	return append([]string{strings.Join(pieces[:n], "")}, pieces[n:]...)
}

// isHan reports a text that begins with an ideograph.
func isHan(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return char.IsIdeograph(r)
}

// joinSpread joins pieces of one character each that are a word whose characters were set apart: 合 计, and among labels 序 号. In
// other cells characters by themselves can be cells (是 是 否).
func joinSpread(pieces []string, isWord func(string) bool) []string {
	joined := pieces[:0]
	for len(pieces) > 0 {
		n := spread(pieces, isWord)
		joined = append(joined, strings.Join(pieces[:n], ""))
		pieces = pieces[n:]
	}
	return joined
}

// spread returns how many pieces from the first on are characters of one word, 1 where they are none.
func spread(pieces []string, isWord func(string) bool) int {
	const longest = 4
	n := 0
	for n < len(pieces) && n < longest && utf8.RuneCountInString(pieces[n]) == 1 {
		n++
	}
	for ; n > 1; n-- {
		if isWord(strings.Join(pieces[:n], "")) {
			return n
		}
	}
	return 1
}

// isLabelWord reports the label of one column: 责任单位, and not 排名乡镇.
func isLabelWord(s string) bool {
	if runes := []rune(s); len(runes) > 2 {
		front, behind := words.Role(string(runes[:2])), words.Role(string(runes[2:]))
		if front != "" && behind != "" && front != behind {
			return false
		}
	}
	return words.IsHeader(s)
}
