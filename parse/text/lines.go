package text

import (
	"strings"

	"duban/parse/block"
	"duban/parse/words"
)

// This file reads the tables that conversions leave as LayoutLines: one cell a line, each led by a tab; further
// lines of a cell without it; rows parted by blank lines.

const mostCells = 200 // in one line; what has more is no row

// ledCell returns the cell of a line that a tab leads. before reports white space in front of the tab, which is what
// is left of a row break and the empty cells behind it.
func ledCell(s string) (cell string, before, ok bool) {
	i := strings.IndexByte(s, '\t')
	if i < 0 || block.Trim(s[:i]) != "" {
		return "", false, false
	}
	return block.Trim(s[i+1:]), i > 0, true
}

func led(s string) bool {
	_, _, ok := ledCell(s)
	return ok
}

// linesAt reports whether such a table begins at line i: with a group of short cells of which two head columns, or
// with groups of as many cells that follow one another, or with 序号 and the number 1 behind.
func (t *Reader) linesAt(i int) bool {
	first, end := t.group(i)
	if len(first) < 2 {
		return false
	}
	if headerWords(first) >= 2 {
		return true
	}
	second, end := t.group(end)
	if words.IsNumberLabel(first[0]) && len(second) > 0 && second[0] == "1" {
		return true
	}
	third, _ := t.group(end)
	return len(first) >= 3 && len(second) == len(first) && len(third) == len(first)
}

// isCorner reports whether such a table begins at line i with a blank cell.
func (t *Reader) isCorner(i int) bool {
	if i+1 >= len(t.lines) || block.Trim(t.lines[i].text) != "" {
		return false
	}
	cell, _, ok := ledCell(t.lines[i+1].text)
	return ok && cell != "" && !t.lines[i+1].gap && led(t.lines[i].text) && t.linesAt(i)
}

// group returns the cells from line i to the next gap, and the line behind them. It stops at a cell that is too long
// to be a label.
func (t *Reader) group(i int) (cells []string, end int) {
	for start := i; i < len(t.lines) && len(cells) <= words.MostColumns; i++ {
		l := t.lines[i]
		if i > start && l.gap {
			break
		}
		cell, _, ok := ledCell(l.text)
		if !ok {
			if len(cells) == 0 {
				break
			}
			cell = cells[len(cells)-1] + block.Trim(l.text) // a label of two lines
			cells = cells[:len(cells)-1]
		}
		if cell != "" && !words.IsShort(cell) {
			break
		}
		cells = append(cells, cell)
	}
	return cells, i
}

func (r *rows) readLines() {
	r.table.Layout = block.LayoutLines
	t := r.t
	for t.next < len(t.lines) && r.err == nil {
		l := t.lines[t.next]
		cell, before, isLed := ledCell(l.text)
		switch {
		case !isLed:
			if r.skip(r.ledOn) {
				t.lines[t.next].gap = !r.cutByPage(t.next)
				continue
			}
			if t.titleAt(t.next) || l.gap && !r.takes(t.next) {
				r.splitLast()
				return
			}
			if l.gap && r.groupHeading() {
				continue
			}
			r.extend(l)
		case l.gap && len(r.row.Cells) > 0 && r.onlyNumber() && !numbered(cell):
			// The blank line is the empty cell that stood between the number and what follows.
			r.cell("", r.row.Place)
			r.cell(cell, l.place())
		case l.gap && len(r.row.Cells) > 0:
			r.end()
			if r.startsAnewAt(t.next) {
				return
			}
			r.cell(cell, l.place())
		default:
			if before && r.complete() {
				r.end()
				r.row.LostLead = !numbered(cell)
			}
			r.cell(cell, l.place())
		}
		t.next++
	}
	r.splitLast()
}

// complete reports whether the row has cells enough to be one: conversions lose two at the most, a number and an
// empty category.
func (r *rows) complete() bool {
	return len(r.row.Cells) > 0 && len(r.row.Cells) >= r.width-2
}

// onlyNumber reports whether all that the row has so far is its running number.
func (r *rows) onlyNumber() bool {
	return len(r.row.Cells) == 1 && r.width > 2 && numbered(r.row.Cells[0].Text)
}

// cutByPage reports whether the row goes on at line i behind a page break: it has its number but not all of its
// cells, and no other number follows.
func (r *rows) cutByPage(i int) bool {
	cell, _, _ := ledCell(r.t.lines[i].text)
	_, ok := r.printed()
	return ok && len(r.row.Cells) < r.columns() && !numbered(cell)
}

// ledOn reports whether the table goes on at line i, behind the foot and head of a page.
func (r *rows) ledOn(i int) bool { return led(r.t.lines[i].text) && !r.startsAnewAt(i) }

// startsAnewAt reports whether the group at line i, with the one behind it, is startsAnew.
func (r *rows) startsAnewAt(i int) bool {
	if cell, _, _ := ledCell(r.t.lines[i].text); numbered(cell) {
		return false
	}
	first, end := r.t.group(i)
	second, _ := r.t.group(end)
	return r.startsAnew(first, second)
}

// takes reports whether the line i without a tab, behind a gap, is a paragraph of the last cell: the row is not
// complete and goes on, or the next row is the one that follows.
func (r *rows) takes(i int) bool {
	for n := i + 1; n < len(r.t.lines) && n < i+20; n++ {
		if led(r.t.lines[n].text) {
			next, _ := r.t.group(n)
			return !r.complete() || r.goesOn(next)
		}
	}
	return false
}

// splitLast closes the last row. Where nothing parted the rows it is all of them, which only the running numbers give
// back.
func (r *rows) splitLast() {
	if n := len(r.more); n > 1 && words.EndsSentence(r.more[n-2]) && !words.IsPoint(r.more[n-1]) {
		r.t.note(line{r.more[n-1], r.row.EndLine, false, false}, "read as part of the last cell of a table, from which nothing parts it")
	}
	r.endCell()
	cells := r.row.Cells
	texts := cellTexts(r.row)
	width, body := r.width, 0
	if width == 0 && len(texts) > 0 && words.IsNumberLabel(texts[0]) { // the header is in it as well
		for body < len(texts) && texts[body] != "1" {
			body++
		}
		width = body
	}
	if width < 3 || body == len(texts) || len(texts)-body < width+3 {
		r.end()
		return
	}
	starts := words.RowStarts(texts[body:], width)
	for k, s := range starts {
		starts[k] = body + s
	}
	if body > 0 {
		starts = append([]int{0}, starts...)
	}
	if len(starts) == 0 {
		r.end()
		return
	}
	r.row = block.Row{}
	for k, s := range starts {
		stop := len(cells)
		if k+1 < len(starts) {
			stop = starts[k+1]
		}
		r.moveRow(cells[s:stop])
	}
}

// moveRow makes cells a row of their own.
func (r *rows) moveRow(cells []*block.Cell) {
	r.row = block.Row{Cells: cells, Place: cells[0].Place}
	r.row.EndLine = cells[len(cells)-1].EndLine
	for col, c := range cells {
		c.Row, c.Col = len(r.table.Rows), col
	}
	r.end()
}
