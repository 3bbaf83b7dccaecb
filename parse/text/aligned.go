package text

import (
	"slices"
	"strings"

	"duban/parse/block"
	"duban/parse/words"
)

// This file reads tables whose columns are aligned by runs of spaces (LayoutAligned). They are taken only where there
// is no doubt: 序号 heads the first column, the running numbers rise by one, a row is one line or stands between blank
// lines, and each piece of text stands under just one column. Everything else stays lines of text.

// field is a piece of text between runs of two spaces or more, with the columns of the screen that it covers.
type field struct {
	text       string
	start, end int
}

// fields cuts a line; wide is how many columns a Chinese character covers: two on a screen, one in what some
// converters write.
func fields(s string, wide int) []field {
	var all []field
	column, spaces, open := 0, 2, false
	begin := 0
	for i, r := range s {
		width := runeWidth(r, wide)
		if block.IsSpace(r) {
			if spaces += width; spaces >= 2 {
				open = false
			}
		} else {
			if !open {
				all = append(all, field{start: column})
				begin, open = i, true
			}
			last := &all[len(all)-1]
			last.end, last.text = column+width, s[begin:i+len(string(r))]
			spaces = 0
		}
		column += width
	}
	return all
}

// aligned is a table of LayoutAligned that is being read: the columns, and the lines of each row.
type aligned struct {
	columns []field
	rows    [][]alignedLine
	number  int
}

type alignedLine struct {
	cells []string
	place block.Place
}

// alignedAt returns the reader of such a table that begins at line i, or nil where there is no header of one.
func (t *Reader) alignedAt(i int) func(*rows) {
	for _, wide := range []int{2, 1} {
		header := fields(t.lines[i].text, wide)
		if len(header) < 3 || len(header) > words.MostColumns || !words.IsNumberLabel(header[0].text) {
			return nil
		}
		texts := make([]string, len(header))
		for c, f := range header {
			texts[c] = f.text
		}
		if heads := headerWords(texts); heads < 2 || 2*heads < len(header) {
			return nil
		}
		a := &aligned{columns: header}
		a.rows = append(a.rows, []alignedLine{{texts, t.lines[i].place()}})
		if end := a.read(t.lines, i+1, wide); a.number > 0 && end > 0 {
			return func(r *rows) { r.addAligned(a, end) }
		}
	}
	return (*rows).refuseAligned
}

// refuseAligned reads the header of a table that is in doubt as the paragraph that it is without it.
func (r *rows) refuseAligned() {
	l := r.t.lines[r.t.next]
	r.t.paragraph(l)
	r.t.note(l, "heads columns that spaces align, but the rows below cannot be told for sure")
}

// read takes lines from i on, block by block, and returns the line behind the table; 0 where it is in doubt.
func (a *aligned) read(lines []line, i, wide int) int {
	for i < len(lines) {
		end := i + 1
		for end < len(lines) && !lines[end].gap {
			end++
		}
		next, ok := a.block(lines[i:end], wide)
		if !ok {
			return 0
		}
		if i += next; i < end {
			return i
		}
	}
	return i
}

// block takes lines that no blank line parts and returns how many belong to the table: one row that covers them all,
// or rows of one line each and perhaps a text behind them, which begins before the second column and is not parted.
func (a *aligned) block(lines []line, wide int) (taken int, ok bool) {
	starts := 0
	for _, l := range lines {
		if a.begins(fields(l.text, wide), starts) {
			starts++
		}
	}
	if starts == 1 && len(lines) > 1 && len(lines) <= 60 && !a.isText(fields(lines[1].text, wide)) {
		row := make([]alignedLine, 0, len(lines))
		for _, l := range lines {
			cells := a.place(fields(l.text, wide))
			if cells == nil {
				return 0, false
			}
			row = append(row, alignedLine{cells, l.place()})
		}
		a.rows = append(a.rows, row)
		a.number++
		return len(lines), true
	}
	for n, l := range lines {
		pieces := fields(l.text, wide)
		if !a.begins(pieces, 0) {
			if n > 0 && a.goesOn(pieces, lines[n:], wide) {
				continue
			}
			return n, n == 0 || a.isText(pieces)
		}
		cells := a.place(pieces)
		if cells == nil {
			return 0, false
		}
		a.rows = append(a.rows, []alignedLine{{cells, l.place()}})
		a.number++
	}
	return len(lines), true
}

// begins reports whether a line begins the row that comes after the last one and skip more, or is one of totals, whose label may
// stand under that of the things.
func (a *aligned) begins(pieces []field, skip int) bool {
	switch {
	case len(pieces) < 2:
		return false
	case words.IsTotal(pieces[0].text):
		return a.number > 0
	case pieces[0].start >= a.columns[1].start:
		return false
	}
	n, ok := words.RunningNumber(pieces[0].text)
	return ok && n == a.number+skip+1
}

// goesOn takes the first of lines as further text of the cells of the row above, which the width of their columns has broken: each piece
// begins where a column does, none where the numbers stand, and one alone has the next row right below it, or nothing.
func (a *aligned) goesOn(pieces []field, lines []line, wide int) bool {
	for _, p := range pieces {
		begins := func(c field) bool { return max(p.start-c.start, c.start-p.start) <= 1 }
		if p.start < a.columns[1].start || !slices.ContainsFunc(a.columns, begins) {
			return false
		}
	}
	if len(pieces) == 1 && len(lines) > 1 && !a.begins(fields(lines[1].text, wide), 0) {
		return false
	}
	columns := a.columns
	cells := a.place(pieces)
	if cells == nil {
		a.columns = columns
		return false
	}
	last := &a.rows[len(a.rows)-1]
	*last = append(*last, alignedLine{cells, lines[0].place()})
	return true
}

// isText reports a line that is one piece from the left edge on.
func (a *aligned) isText(pieces []field) bool {
	return len(pieces) == 1 && pieces[0].start < a.columns[1].start
}

// place returns the cells of a line, "" where a column has nothing; nil where a piece does not stand under just one
// column of its own. What stands there widens the columns.
func (a *aligned) place(pieces []field) []string {
	cells := make([]string, len(a.columns))
	columns := slices.Clone(a.columns)
	for i, p := range pieces {
		c := i
		if len(pieces) != len(columns) {
			under := func(c field) bool { return p.start < c.end && c.start < p.end }
			c = slices.IndexFunc(columns, under)
			if c < 0 || cells[c] != "" || c+1 < len(columns) && under(columns[c+1]) {
				return nil
			}
		}
		columns[c].start, columns[c].end = min(columns[c].start, p.start), max(columns[c].end, p.end)
		cells[c] = p.text
	}
	for c := 1; c < len(columns); c++ {
		if columns[c].start < columns[c-1].end {
			return nil
		}
	}
	a.columns = columns
	return cells
}

// addAligned makes the rows of the table, of which the lines up to end have been read.
func (r *rows) addAligned(a *aligned, end int) {
	r.table.Layout = block.LayoutAligned
	for _, lines := range a.rows {
		for c := range a.columns {
			var parts []string
			for _, l := range lines {
				if l.cells[c] != "" {
					parts = append(parts, l.cells[c])
				}
			}
			r.cell(strings.Join(parts, "\n"), block.Place{Line: lines[0].place.Line, EndLine: lines[len(lines)-1].place.Line})
		}
		if r.end(); r.err != nil {
			return
		}
	}
	r.t.next = end
}
