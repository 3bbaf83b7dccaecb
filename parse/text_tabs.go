package parse

import (
	"strings"
)

// This file reads the tables that conversions leave with tabs: all cells of a row in one line (LayoutTabs), or one
// cell a line, each led by a tab (LayoutLines).

// tabsAt reports whether rows of tab-separated cells begin at line i: either its labels head columns, or the line and
// the next with text have as many cells, at least three.
func (t *textReader) tabsAt(i int) bool {
	cells := splitTabs(t.lines[i].text)
	if len(cells) < 2 {
		return false
	}
	words := 0
	for _, c := range cells {
		if isHeaderWord(c) {
			words++
		}
	}
	if words >= 2 {
		return true
	}
	next := t.textAfter(i)
	return len(cells) >= 3 && next >= 0 && len(splitTabs(t.lines[next].text)) == len(cells)
}

// splitTabs returns the cells of a line; a single tab in front of it is no cell. Less than two cells mean none.
func splitTabs(s string) []string {
	s = strings.TrimRight(s, "\r\n ")
	if strings.IndexByte(trim(s), '\t') < 0 {
		return nil
	}
	s = strings.TrimPrefix(s, "\t")
	return strings.Split(s, "\t")
}

// textAfter returns the index of the next line with text after i, or -1.
func (t *textReader) textAfter(i int) int {
	for i++; i < len(t.lines); i++ {
		if !t.lines[i].blank() {
			return i
		}
	}
	return -1
}

func (t *textReader) readTabs(table *Table) error {
	table.Layout = LayoutTabs
	width := len(splitTabs(t.lines[t.next].text))
	for t.next < len(t.lines) {
		l := t.lines[t.next]
		if l.blank() {
			if n := t.textAfter(t.next); n < 0 || len(splitTabs(t.lines[n].text)) < 2 {
				return nil
			}
			t.next++
			continue
		}
		if len(splitTabs(l.text)) < 2 {
			if !t.continues(table, width) {
				return nil
			}
			row := &table.Rows[len(table.Rows)-1]
			last := row.Cells[len(row.Cells)-1]
			last.Text = cellText(last.Text + "\n" + l.text)
			last.EndLine = l.number
			t.next++
			continue
		}
		row := t.tabbedRow()
		width = max(width, len(row.Cells))
		if joinBroken(table, row, width) {
			continue
		}
		if err := t.addRow(table, row); err != nil {
			return err
		}
	}
	return nil
}

// tabbedRow reads the row at t.next, which is one line, or several where a cell is quoted as spreadsheets do with
// line breaks in a cell.
func (t *textReader) tabbedRow() Row {
	text, end := t.lines[t.next].text, t.next
	if strings.HasPrefix(text, `"`) || strings.Contains(text, "\t\"") {
		const most = 100 // lines of one cell
		whole := text
		for i := t.next; i < min(len(t.lines), t.next+most); i++ {
			if i > t.next {
				whole += "\n" + t.lines[i].text
			}
			if strings.Count(whole, `"`)%2 == 0 {
				text, end = whole, i
				break
			}
		}
	}
	row := Row{Place: Place{Line: t.lines[t.next].number, EndLine: t.lines[end].number}}
	for _, s := range splitTabs(text) {
		if len(s) > 1 && s[0] == '"' && s[len(s)-1] == '"' {
			s = strings.ReplaceAll(s[1:len(s)-1], `""`, `"`)
		}
		row.Cells = append(row.Cells, &Cell{Text: cellText(s), Place: row.Place})
	}
	t.next = end + 1
	return row
}

// continues reports whether the line at t.next, which has no tabs, belongs to the last cell read: the row is still
// short of cells, or it is an enumerated point or a further unit right below.
func (t *textReader) continues(table *Table, width int) bool {
	if len(table.Rows) < 2 {
		return false
	}
	text := trim(t.lines[t.next].text)
	if annexLabel(text) || t.next > 0 && t.lines[t.next-1].blank() {
		return false
	}
	row := table.Rows[len(table.Rows)-1]
	if len(row.Cells) < width {
		return true
	}
	n := t.textAfter(t.next)
	return n >= 0 && len(splitTabs(t.lines[n].text)) >= 2 && !t.tabsHeaderAt(n) || isPoint(text)
}

func (t *textReader) tabsHeaderAt(i int) bool {
	words := 0
	for _, c := range splitTabs(t.lines[i].text) {
		if isHeaderWord(c) {
			words++
		}
	}
	return words >= 2
}

// joinBroken joins row to the last row of the table where a line break inside a cell has cut one row in two: both
// together are as wide as the table, and the second half does not begin with a number of its own.
func joinBroken(table *Table, row Row, width int) bool {
	if len(table.Rows) < 2 {
		return false
	}
	last := &table.Rows[len(table.Rows)-1]
	if _, numbered := runningNumber(row.Cells[0].Text); numbered || len(last.Cells)+len(row.Cells)-1 != width || len(last.Cells) == width {
		return false
	}
	seam := last.Cells[len(last.Cells)-1]
	seam.Text = cellText(seam.Text + "\n" + row.Cells[0].Text)
	seam.EndLine = row.EndLine
	last.Cells = append(last.Cells, row.Cells[1:]...)
	return true
}

// isPoint reports a line that begins with the mark of an enumerated point.
func isPoint(s string) bool {
	for _, r := range s {
		return '①' <= r && r <= '⒛' || '⑴' <= r && r <= '⒇'
	}
	return false
}
