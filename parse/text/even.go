package text

import (
	"duban/parse/block"
	"duban/parse/words"
)

// This file reads tables without running numbers whose cells runs of spaces part, as many in each line (LayoutAligned).

// evenAt returns the reader of such a table that begins at line i, or nil: labels of which two and half head columns, and all lines below
// up to a gap, several, with as many cells and figures in the same places.
func (t *Reader) evenAt(i int) func(*rows) {
	const several = 2
	header := fieldTexts(t.lines[i].text)
	n := len(header)
	if n < 3 || n > words.MostColumns || i+2 >= len(t.lines) || !figuresAlike(fieldTexts(t.lines[i+1].text), fieldTexts(t.lines[i+2].text)) {
		return nil
	}
	if heads := headerWords(header); heads < 2 || 2*heads < n {
		return nil
	}
	end := i + 1
	for ; end < len(t.lines) && !t.lines[end].apart(); end++ {
		if cells := fieldTexts(t.lines[end].text); len(cells) != n {
			if len(cells) > 1 {
				return nil
			}
			break // a note
		}
	}
	if end-i-1 < several {
		return nil
	}
	return func(r *rows) {
		r.table.Layout = block.LayoutAligned
		for ; t.next < end; t.next++ {
			for _, s := range fieldTexts(t.lines[t.next].text) {
				r.cell(s, t.lines[t.next].place())
			}
			if r.end(); r.err != nil {
				return
			}
		}
	}
}

// figuresAlike reports whether two rows have as many cells and a figure in the same place.
func figuresAlike(first, second []string) bool {
	if len(first) != len(second) {
		return false
	}
	for k, s := range first {
		if figureAlone().MatchString(s) && figureAlone().MatchString(second[k]) {
			return true
		}
	}
	return false
}

// fieldTexts returns what runs of two spaces or more, or wide ones, part in a line.
func fieldTexts(s string) []string {
	var texts []string
	for _, f := range fields(s, 2) {
		texts = append(texts, f.text)
	}
	return texts
}
