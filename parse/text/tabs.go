package text

import (
	"strings"

	"duban/parse/block"
	"duban/parse/words"
)

// This file reads the tables that have all cells of a row in one line, parted by tabs (LayoutTabs) or, as spreadsheets
// write them, by commas.

// separatedAt reports whether such rows begin at line i. With tabs either two of its labels head columns, or the line
// and the next have as many cells, at least three. Commas stand in every text, so there at least half of the labels
// have to head columns, and the next line must have as many cells.
func (t *Reader) separatedAt(i int, sep byte) bool {
	lead := led(t.lines[i].text) && t.isLed(i)
	cells, end := t.quotedAt(i, sep, lead)
	if len(cells) < 2 {
		return false
	}
	heads := headerWords(cells)
	if sep == '\t' && heads >= 2 {
		return true
	}
	if len(cells) < 3 || end+1 == len(t.lines) || sep == ',' && (heads < 2 || 2*heads < len(cells)) {
		return false
	}
	return len(splitCells(t.lines[end+1].text, sep, lead)) == len(cells)
}

// quotedAt returns the cells of the row at line i and its last line: a cell in quotation marks, as spreadsheets write it, can hold line
// breaks. Where the marks do not close, the row is the line.
func (t *Reader) quotedAt(i int, sep byte, lead bool) (cells []string, end int) {
	const most = 100 // lines of one row
	lines := t.lines[i:min(len(t.lines), i+most)]
	marks := strings.Count(lines[0].text, `"`)
	if marks%2 == 0 {
		return splitCells(lines[0].text, sep, lead), i
	}
	whole := lines[0].text
	for n, l := range lines[1:] {
		whole += "\n" + l.text
		if marks += strings.Count(l.text, `"`); marks%2 == 0 {
			if cells := splitCells(whole, sep, lead); len(cells) > 1 {
				return cells, i + n + 1
			}
			break
		}
	}
	return splitCells(lines[0].text, sep, lead), i
}

// isLed reports whether a tab in front of line i is no cell, as where such tabs lead the lines of the table. Where the lines below begin
// without one and have as many cells as line i with a blank one in its corner, it is.
func (t *Reader) isLed(i int) bool {
	const several = 3
	n := len(splitCells(t.lines[i].text, '\t', false))
	for k := i + 1; k < min(i+several, len(t.lines)); k++ {
		below := t.lines[k].text
		if strings.HasPrefix(strings.TrimLeft(below, " "), "\t") || len(splitCells(below, '\t', false)) != n {
			return true
		}
	}
	return n < several || i+1 == len(t.lines)
}

// splitCells returns the cells of a line, none if it has but one. A tab in front of the line is no cell where such
// tabs lead the lines of the table. A cell in quotation marks, as spreadsheets write it, can hold the separator.
func splitCells(s string, sep byte, lead bool) []string {
	s = strings.TrimRight(s, " ")
	if lead && sep == '\t' {
		s = strings.TrimPrefix(strings.TrimLeft(s, " "), "\t")
	}
	if n := strings.Count(s, string(sep)); n == 0 || n > mostCells || block.Trim(s) == "" {
		return nil
	}
	var cells []string
	for {
		cell, rest, quoted := cutQuoted(s, sep)
		if !quoted {
			var more bool
			if cell, rest, more = strings.Cut(s, string(sep)); !more {
				return append(cells, CellText(cell))
			}
		} else if rest == "" {
			return append(cells, CellText(cell))
		} else {
			rest = rest[1:]
		}
		cells = append(cells, CellText(cell))
		s = rest
	}
}

// cutQuoted takes a cell in quotation marks off the front of s; rest is empty or begins with sep.
func cutQuoted(s string, sep byte) (cell, rest string, ok bool) {
	if !strings.HasPrefix(s, `"`) {
		return "", "", false
	}
	for i := 1; i < len(s); i++ {
		if s[i] != '"' {
			continue
		}
		if i+1 < len(s) && s[i+1] == '"' {
			i++
			continue
		}
		if rest = s[i+1:]; rest == "" || rest[0] == sep {
			return strings.ReplaceAll(s[1:i], `""`, `"`), rest, true
		}
		return "", "", false
	}
	return "", "", false
}

func (r *rows) readTabs() {
	r.table.Layout = block.LayoutTabs
	t := r.t
	r.lead = led(t.lines[t.next].text) && t.isLed(t.next)
	for t.next < len(t.lines) && r.err == nil {
		cells, end := r.quoted(t.next)
		switch {
		case t.lines[t.next].blank():
			t.next++
		case len(cells) >= 2:
			if r.startsAnew(cells, r.split(end+1)) {
				return
			}
			r.end()
			r.tabRow(cells, end)
		case r.skip(func(i int) bool { return r.wraps(i) }):
		case r.wraps(t.next):
			if !r.groupHeading() {
				r.extend(t.lines[t.next])
				t.next++
			}
		default:
			return
		}
	}
}

// split returns the cells of line i, none behind the last line.
func (r *rows) split(i int) []string {
	if i >= len(r.t.lines) {
		return nil
	}
	return splitCells(r.t.lines[i].text, '\t', r.lead)
}

// quoted returns the cells of the row at line i and its last line. No row has more cells than the first.
func (r *rows) quoted(i int) (cells []string, end int) {
	cells, end = r.t.quotedAt(i, '\t', r.lead)
	if end > i && r.width > 0 && len(cells) > r.columns() {
		return r.split(i), i
	}
	return cells, end
}

// tabRow opens the row whose cells stand in the lines t.next to end. Where a line break inside a cell has cut a row,
// the pieces behind it are read as well.
func (r *rows) tabRow(cells []string, end int) {
	t := r.t
	place := block.Place{Line: t.lines[t.next].number, EndLine: t.lines[end].number}
	for _, c := range cells {
		r.cell(c, place)
	}
	t.next = end + 1
	for last := r.lastPiece(len(cells)); t.next <= last; t.next++ {
		l := t.lines[t.next]
		r.extend(l)
		if cells := r.split(t.next); len(cells) >= 2 {
			r.more[len(r.more)-1] = cells[0]
			for _, c := range cells[1:] {
				r.cell(c, l.place())
			}
		}
	}
}

// lastPiece returns the last line of a row that begins with n cells before line t.next, where more lines give it just
// as many cells as the table has columns; or 0. Of the pieces just the first begins with a running number.
func (r *rows) lastPiece(n int) int {
	const most = 60 // lines of one row
	t := r.t
	if _, ok := r.printed(); !ok {
		return 0
	}
	for i := t.next; n < r.columns() && i < min(len(t.lines), t.next+most) && !t.lines[i].gap; i++ {
		cells := r.split(i)
		if len(cells) < 2 {
			continue
		}
		if _, ok := r.numberOf(cells); ok {
			return 0
		}
		if n += len(cells) - 1; n == r.columns() {
			return i
		}
	}
	return 0
}

// wraps reports whether the table goes on at line i: with a row, or with further lines of the last cell, which are
// enumerated points or stand right between rows.
func (r *rows) wraps(i int) bool {
	const most = 60 // lines of one cell
	t := r.t
	if i <= r.wrapped {
		return true
	}
	for n := i; n < min(len(t.lines), i+most); n++ {
		l := t.lines[n]
		if cells := r.split(n); len(cells) >= 2 {
			goes := !r.startsAnew(cells, r.split(n+1)) && (n == i || !l.gap || r.goesOn(cells))
			if goes {
				r.wrapped = n
			}
			return goes
		}
		if text := block.Trim(l.text); words.IsAnnexLabel(text) || words.EndsLikeTitle(text) && l.gap {
			return false
		}
	}
	return words.IsPoint(block.Trim(t.lines[i].text)) && !t.lines[i].gap
}

// readCommas reads rows whose cells are parted by commas. As a comma can be text as well, the table ends where a line
// has not as many cells as the header.
func (r *rows) readCommas() {
	r.table.Layout = block.LayoutTabs
	t := r.t
	for ; t.next < len(t.lines) && r.err == nil; t.next++ {
		l := t.lines[t.next]
		cells := splitCells(l.text, ',', false)
		if r.end(); len(cells) == 0 || len(r.table.Rows) > 0 && len(cells) != r.columns() {
			return
		}
		for _, c := range cells {
			r.cell(c, l.place())
		}
	}
}
