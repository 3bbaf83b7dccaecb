package parse

import "strings"

// This file reads the tables that conversions leave as LayoutLines: one cell a line, each led by a tab; further
// lines of a cell without it; rows parted by blank lines.

// ledCell returns the cell of a line that a tab leads. before reports white space in front of the tab, which is what
// is left of a row break and the empty cells behind it.
func ledCell(s string) (cell string, before, ok bool) {
	i := strings.IndexByte(s, '\t')
	if i < 0 || trim(s[:i]) != "" {
		return "", false, false
	}
	return trim(s[i+1:]), i > 0, true
}

func led(s string) bool {
	_, _, ok := ledCell(s)
	return ok
}

// linesAt reports whether such a table begins at line i: with a group of short cells of which two head columns, or
// with groups of as many cells that follow one another.
func (t *textReader) linesAt(i int) bool {
	words, n, end := t.group(i)
	if n < 2 {
		return false
	}
	if words >= 2 {
		return true
	}
	_, second, end := t.group(end + 1)
	_, third, _ := t.group(end + 1)
	return n >= 3 && second == n && third == n
}

// group counts the cells in the run of lines from i to the next blank one, and those among them that head columns.
// It stops where a line is no cell or too long to be a label, and returns that line.
func (t *textReader) group(i int) (words, cells, end int) {
	for ; i < len(t.lines); i++ {
		cell, _, ok := ledCell(t.lines[i].text)
		if !ok || cell != "" && !shortLine(cell) {
			break
		}
		cells++
		if isHeaderWord(cell) {
			words++
		}
	}
	return words, cells, i
}

func (t *textReader) readLines(table *Table) error {
	table.Layout = LayoutLines
	r := &lineRows{t: t, table: table}
	for t.next < len(t.lines) && r.err == nil {
		l := t.lines[t.next]
		cell, before, isLed := ledCell(l.text)
		switch {
		case isLed:
			if before && r.complete() {
				r.end()
				r.row.LostLead = true
			}
			r.add(cell, l)
		case l.blank():
			if !r.gap() {
				r.end()
				return r.err
			}
			continue
		case t.titleAt(t.next):
			r.end()
			return r.err
		default:
			r.extend(l)
		}
		t.next++
	}
	r.end()
	return r.err
}

// lineRows gathers the rows of a table of LayoutLines.
type lineRows struct {
	t     *textReader
	table *Table
	row   Row
	width int // cells of the first row
	err   error
}

func (r *lineRows) add(cell string, l line) {
	if len(r.row.Cells) == 0 {
		r.row.Place = l.place()
	}
	r.row.Cells = append(r.row.Cells, &Cell{Text: cell, Place: l.place()})
}

// extend takes a line without a tab into the last cell.
func (r *lineRows) extend(l line) {
	if len(r.row.Cells) == 0 { // the first line behind a blank one; gap has found the row unfinished
		r.add(trim(l.text), l)
		return
	}
	last := r.row.Cells[len(r.row.Cells)-1]
	if last.Text != "" {
		last.Text += "\n"
	}
	last.Text += trim(l.text)
	last.EndLine = l.number
}

// complete reports whether the row has cells enough to be one: conversions lose two at the most, a number and an
// empty category.
func (r *lineRows) complete() bool {
	return len(r.row.Cells) > 0 && len(r.row.Cells) >= r.width-2
}

// end closes the row.
func (r *lineRows) end() {
	if len(r.row.Cells) == 0 {
		return
	}
	if r.width == 0 {
		r.width = len(r.row.Cells)
	}
	r.err = r.t.addRow(r.table, r.row)
	r.row = Row{}
}

// gap passes over the blank lines at t.next and reports whether the table goes on behind them.
func (r *lineRows) gap() bool {
	t := r.t
	n := t.textAfterBlank(t.next)
	if n < 0 {
		return false
	}
	switch cell, _, isLed := ledCell(t.lines[n].text); {
	case isLed && r.onlyNumber() && !numbered(cell):
		// The blank line is the empty cell that stood between the number and what follows.
		r.add("", t.lines[t.next])
	case isLed:
		r.end()
	case isPageNumber(t.lines[n].text) && t.ledAfter(n):
		n++
	case r.complete() || !t.ledAfter(n) || t.titleAt(n):
		return false
	}
	t.next = n
	return true
}

// onlyNumber reports whether all that the row has so far is its running number.
func (r *lineRows) onlyNumber() bool {
	return len(r.row.Cells) == 1 && r.width > 2 && numbered(r.row.Cells[0].Text)
}

func numbered(s string) bool {
	_, ok := runningNumber(s)
	return ok
}

// textAfterBlank returns the index of the first line from i on that is not blank, or is an empty cell; or -1.
func (t *textReader) textAfterBlank(i int) int {
	for ; i < len(t.lines); i++ {
		if !t.lines[i].blank() || led(t.lines[i].text) {
			return i
		}
	}
	return -1
}

// ledAfter reports whether the next line with text behind i is a cell.
func (t *textReader) ledAfter(i int) bool {
	n := t.textAfterBlank(i + 1)
	return n >= 0 && led(t.lines[n].text)
}

// isPageNumber reports the foot of a page: - 3 -, —3—, 第3页 共9页.
func isPageNumber(s string) bool {
	s = trim(s)
	if strings.HasPrefix(s, "第") && strings.Contains(s, "页") && len(s) < 40 {
		return true
	}
	inner := strings.Trim(s, "-—－–· ")
	return inner != s && numbered(inner)
}

// titleAt reports whether the heading of a further annex begins at line i, which has no tab: an annex label, or a
// line that ends like a title, with nothing but short lines between it and the next header.
func (t *textReader) titleAt(i int) bool {
	text := trim(t.lines[i].text)
	if annexLabel(text) {
		return true
	}
	if !endsLikeTitle(text) {
		return false
	}
	for i++; i < len(t.lines); i++ {
		l := t.lines[i]
		if led(l.text) && !l.blank() {
			words, _, _ := t.group(i)
			return words >= 2
		}
		if !l.blank() && !shortLine(trim(l.text)) {
			return false
		}
	}
	return false
}

// endsLikeTitle reports a line that can be the title of a table.
func endsLikeTitle(s string) bool {
	s = strings.TrimRight(s, "（）() ")
	if len(s) > 180 || strings.ContainsAny(s, "。；，") {
		return false
	}
	for _, end := range []string{"表", "清单", "台账", "一览", "汇总", "情况", "统计"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}
