package text

import (
	"strings"

	"duban/parse/block"
	"duban/parse/words"
)

// This file reads the tables of LayoutPipes: Markdown, and tables drawn with + - | or with box-drawing characters.

// uprights turns the box-drawing characters between the cells of a row into pipes.
var uprights = strings.NewReplacer("│", "|", "┃", "|", "║", "|")

// pipeLine returns line i as text of a pipe table, "" behind the last line.
func (t *Reader) pipeLine(i int) string {
	if i >= len(t.lines) {
		return ""
	}
	return block.Trim(uprights.Replace(t.lines[i].text))
}

// isRule reports a line between the rows of a table: `|---|:--:|`, `+---+---+`, `├──┼──┤`.
func isRule(s string) bool {
	const level, joint = "-=─━═", "|+┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝┏┳┓┣╋┫┗┻┛╒╤╕╞╪╡╘╧╛"
	return len(s) > 2 && strings.ContainsAny(s, level) && strings.ContainsAny(s, joint) && strings.Trim(s, level+joint+": \t") == ""
}

// pipesAt returns the reader of the table of cells between pipes that begins at line i, or nil. A rule is above or
// below the first line, or its labels head columns, or it and the next both begin and end with a pipe.
func (t *Reader) pipesAt(i int) func(*rows) {
	first, second := t.pipeLine(i), t.pipeLine(i+1)
	if strings.IndexByte(second, '|') < 0 && words.IsGroupHeading(second) { // of the first rows
		second = t.pipeLine(i + 2)
	}
	if isRule(first) {
		if first[0] != '|' && fenced(second) && !t.lines[i+1].gap {
			return (*rows).readFrame
		}
		return nil
	}
	outer := t.isFenced(i)
	cells := splitPipes(first, outer)
	switch n := len(splitPipes(second, outer)); {
	case len(cells) < 2 || strings.IndexByte(second, '|') < 0:
	case isRule(second), headerWords(cells) >= 2, !outer && n > 1 && t.widensBelow(i, max(n, len(cells))), !outer && n == len(cells) && t.evenPipes(i, n), fenced(first) && fenced(second) && n == len(cells),
		closed(first, cells) && closed(second, splitPipes(second, outer)):
		return (*rows).readPipes
	}
	return nil
}

// isFenced reports whether the pipe in front of line i stands around the row: it does not where the lines below begin with a cell and have as
// many cells as it has with a blank one in its corner.
func (t *Reader) isFenced(i int) bool {
	s := t.pipeLine(i)
	if !strings.HasPrefix(s, "|") {
		return false
	}
	n := len(splitPipes(s, false))
	for _, below := range []string{t.pipeLine(i + 1), t.pipeLine(i + 2)} {
		if strings.HasPrefix(below, "|") || len(splitPipes(below, false)) != n {
			return true
		}
	}
	return false
}

// widensBelow reports whether two rows of labels that have lost their merged cells, of so many cells at most, stand above two rows of more
// that are as long as each other.
func (t *Reader) widensBelow(i, cells int) bool {
	first, second := splitPipes(t.pipeLine(i+2), false), splitPipes(t.pipeLine(i+3), false)
	return len(first) > cells && len(first) == len(second) && figuresAlike(first, second)
}

// evenPipes reports whether the third line and the fourth from line i on have so many cells, several, as well.
func (t *Reader) evenPipes(i, cells int) bool {
	const several = 3
	for n := i + 2; n < i+4; n++ {
		if s := t.pipeLine(n); len(splitPipes(s, false)) != cells {
			return false
		}
	}
	return cells >= several
}

// closed reports a row of several cells whose last one ends with a pipe, too.
func closed(s string, cells []string) bool { return len(cells) > 2 && s[len(s)-1] == '|' }

// fenced reports a row that begins and ends with a pipe.
func fenced(s string) bool { return len(s) > 2 && s[0] == '|' && s[len(s)-1] == '|' }

func (r *rows) readPipes() {
	r.table.Layout = block.LayoutPipes
	t := r.t
	outer := t.isFenced(t.next)
	ends := !outer && t.endsRows(t.next)
	for first := t.next; t.next < len(t.lines) && r.err == nil; t.next++ {
		l := t.lines[t.next]
		text := t.pipeLine(t.next)
		if isRule(text) {
			continue
		}
		if t.next > first && r.headsRows(t.next, ends) {
			continue
		}
		if outer && t.next > first && text[0] != '|' && t.closedAt(t.next) != nil { // the next table, which another writing closes
			return
		}
		if strings.IndexByte(text, '|') < 0 || l.gap && t.next > first && !(outer && fenced(text) && !isRule(t.pipeLine(t.next+1))) {
			return
		}
		begin, place := t.next, l.place()
		for outer && !fenced(text) && t.broken() { // a line break inside a cell
			t.next++
			text += "\n" + t.pipeLine(t.next)
			place.EndLine = t.lines[t.next].number
		}
		if ends {
			text = strings.TrimSuffix(text, "|")
		}
		cells := splitPipes(text, outer)
		if len(cells) == 0 {
			t.next = begin
			return
		}
		r.end()
		for _, c := range cells {
			r.cell(c, place)
		}
		r.row.Header = r.row.Header || isRule(t.pipeLine(t.next+1)) && len(r.table.Rows) == 0
	}
}

// headsRows reads line i as a row of its own, which the loop over the lines is still to count on, if it holds no pipe, heads a group of rows,
// and a row stands right below it.
func (r *rows) headsRows(i int, ends bool) bool {
	t := r.t
	if i+1 == len(t.lines) {
		return false
	}
	next := t.pipeLine(i + 1)
	if ends {
		next = strings.TrimSuffix(next, "|")
	}
	isRow := len(splitPipes(next, false)) == r.columns() && !isRule(next)
	if strings.IndexByte(t.pipeLine(i), '|') >= 0 || !isRow || t.lines[i].gap || t.lines[i+1].gap || !r.groupHeading() {
		return false
	}
	t.next--
	return true
}

// endsRows reports whether a pipe closes the last cell of rows, too, as most of the lines from line i on show: of others, a pipe at the
// end says that the last cell is blank.
func (t *Reader) endsRows(i int) bool {
	const enough = 20
	if !strings.HasSuffix(t.pipeLine(i), "|") {
		return false
	}
	closed, all := 0, 0
	for n := i; n < min(len(t.lines), i+enough) && strings.Contains(t.pipeLine(n), "|"); n++ {
		all++
		if strings.HasSuffix(t.pipeLine(n), "|") {
			closed++
		}
	}
	return 2*closed > all
}

// broken reports whether the row at t.next goes on in the next line: that does not begin with a pipe, and the row is
// closed before another begins.
func (t *Reader) broken() bool {
	const most = 30
	for n := t.next + 1; n < min(len(t.lines), t.next+most); n++ {
		text := t.pipeLine(n)
		if t.lines[n].gap || text == "" || text[0] == '|' || isRule(text) {
			return false
		}
		if text[len(text)-1] == '|' {
			return true
		}
	}
	return false
}

// readFrame reads a table with a frame. Where rules stand between all rows, the lines between two of them are one row;
// where there are just those around the header, each line is one.
func (r *rows) readFrame() {
	r.table.Layout = block.LayoutPipes
	t := r.t
	rules := 0
	end := t.next
	for ; end < len(t.lines) && (end == t.next || !t.lines[end].gap); end++ {
		if text := t.pipeLine(end); isRule(text) {
			rules++
		} else if len(splitPipes(text, true)) == 0 || text[0] != '|' {
			break
		}
	}
	for ; t.next < end && r.err == nil; t.next++ {
		l, text := t.lines[t.next], t.pipeLine(t.next)
		if isRule(text) {
			r.row.Header = len(r.row.Cells) > 0 && len(r.table.Rows) == 0 && (rules == 3 || strings.ContainsAny(text, "=═╪"))
			r.end()
			continue
		}
		cells := splitPipes(text, true)
		if rules <= 3 || len(cells) != len(r.row.Cells) {
			r.end()
		}
		r.frameLine(cells, l.place())
	}
}

// frameLine adds a line to the open row, cell by cell, or opens one.
func (r *rows) frameLine(cells []string, place block.Place) {
	if len(r.row.Cells) == 0 {
		for _, c := range cells {
			r.cell(c, place)
		}
		return
	}
	for i, c := range r.row.Cells {
		c.Text = joinWrapped(c.Text, cells[i])
		c.EndLine = place.EndLine
	}
	r.row.EndLine = place.EndLine
}

// LineBreaks returns s with the line breaks that are written as marks inside a cell of a Markdown table.
func LineBreaks(s string) string { return pipeBreaks.Replace(s) }

// pipeBreaks are the ways in which a line break inside a cell of a Markdown table is written.
var pipeBreaks = strings.NewReplacer("<br>", "\n", "<br/>", "\n", "<br />", "\n", "<BR>", "\n", "<BR/>", "\n")

// splitPipes returns the cells of one row. A pipe behind a backslash is a character of the cell. Pipes around the row
// are no cells' ends where outer says that the table has them.
func splitPipes(s string, outer bool) []string {
	if strings.Count(s, "|") > mostCells {
		return nil
	}
	if outer {
		s = strings.TrimPrefix(s, "|")
	}
	var cells []string
	var cell strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && s[i+1] == '|':
			cell.WriteByte('|')
			i++
		case s[i] == '|':
			cells = append(cells, CellText(LineBreaks(cell.String())))
			cell.Reset()
		default:
			cell.WriteByte(s[i])
		}
	}
	if rest := cell.String(); !outer || block.Trim(rest) != "" {
		cells = append(cells, CellText(LineBreaks(rest)))
	}
	return cells
}
