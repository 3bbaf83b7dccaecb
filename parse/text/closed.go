package text

import (
	"strings"

	"duban/parse/block"
	"duban/parse/words"
)

// This file reads tables of LayoutPipes in which a pipe closes each cell and no line need end where its row does: a blank cell or one
// of several paragraphs breaks the line, or each cell has a line of its own; and rows that the source has merged cells in are filled
// up to the width with pipes that stand close together.
//
//	区县 | 收入 | 支出 | |||
//	累计 | 增幅 | 累计 | 增幅 | |
//	甲县 | 54 |
//	| 61 | -3 |

// closedTable is such a table: rows of as many cells as the width, those that fill it up left out.
type closedTable struct {
	rows [][]closedCell
	end  int // index of the line behind it
}

type closedCell struct {
	text        string
	first, last int // indexes of its lines
}

// Limits of such tables.
const (
	leastClosedRows = 2
	mostClosedRows  = 8   // in front of the first that is filled up
	mostClosedLines = 400 // of the first rows, which show the width
)

// closedAt returns the reader of such a table that begins at line i, or nil. What has a row in each line is left to the others.
func (t *Reader) closedAt(i int) func(*rows) {
	if i < t.notClosed || !closes(t.pipeLine(i)) || isRule(t.pipeLine(i+1)) {
		return nil
	}
	for _, width := range t.closedWidths(i) {
		table, ok := t.closedTable(i, width)
		if ok && len(table.rows) >= leastClosedRows {
			return func(r *rows) { r.readClosed(table) }
		}
	}
	for t.notClosed = i; closes(t.pipeLine(t.notClosed)); t.notClosed++ {
	}
	return nil
}

// closes reports a line that ends with the pipe behind a cell.
func closes(s string) bool { return strings.HasSuffix(s, "|") }

// fill returns how many pipes stand close together at the end of a line, where they are no cells but fill up the row.
func fill(s string) int {
	n := len(s) - len(strings.TrimRight(s, "|"))
	if n < 2 {
		return 0
	}
	if n < len(s) && s[len(s)-n-1] != ' ' {
		n-- // the first closes a cell
	}
	return n
}

// closedWidths returns the numbers of cells that the rows of such a table can have: those of the rows up to the first that is filled
// up; else those of the first line; else, where each cell has a line of its own, those in front of the first running number.
func (t *Reader) closedWidths(i int) []int {
	pipes, filled, broken := 0, false, false
	n := i
	for ; n < len(t.lines) && n < i+mostClosedLines; n++ {
		s := t.pipeLine(n)
		if !closes(s) || isRule(s) {
			break
		}
		pipes += strings.Count(s, "|")
		broken = broken || n > i && s[0] == '|' && fill(s) < len(s)
		if fill(s) > 0 {
			filled = true
			break
		}
	}
	var widths []int
	for k := 1; filled && k <= mostClosedRows; k++ {
		if pipes%k == 0 && pipes/k > 1 {
			widths = append(widths, pipes/k)
		}
	}
	first := strings.Count(t.pipeLine(i), "|")
	switch {
	case filled:
	case first > 1 && broken && t.pipeLine(i)[0] != '|':
		widths = append(widths, first)
	case first == 1:
		if width := t.numberedWidth(i, n); width > 1 {
			widths = append(widths, width)
		}
	}
	return widths
}

// numberedWidth returns how many cells of a line each stand in front of the first running number, the first of them the label of such;
// 0 where they do not, or where no such numbers, each larger, stand after so many cells each.
func (t *Reader) numberedWidth(i, end int) int {
	cell := func(n int) string { return block.Trim(strings.TrimRight(t.pipeLine(n), "|")) }
	if !words.IsNumberLabel(cell(i)) {
		return 0
	}
	width := 0
	before := 0
	for n := i + 1; n < end; n++ {
		if strings.Count(t.pipeLine(n), "|") > 1 {
			return 0
		}
		number, ok := words.RunningNumber(cell(n))
		switch {
		case ok && width == 0:
			width = n - i
		case width == 0 || (n-i)%width > 0:
			continue
		case !ok || number <= before:
			return 0
		}
		before = number
	}
	return width
}

// closedTable reads the rows of so many cells from line i on; ok is false where the lines do not part into such.
func (t *Reader) closedTable(i, width int) (table closedTable, ok bool) {
	if width > mostCells {
		return closedTable{}, false
	}
	var row []closedCell
	var open []string // lines of a cell that no pipe has closed yet
	table.end = i
	for n := i; n < len(t.lines); n++ {
		s := t.pipeLine(n)
		if isRule(s) || !strings.Contains(s, "|") && (len(row) == 0 || len(open) > mostOpenLines) {
			break
		}
		if !strings.Contains(s, "|") {
			open = append(open, s)
			continue
		}
		pad := fill(s)
		pieces := strings.Split(s[:len(s)-pad], "|")
		rest := block.Trim(pieces[len(pieces)-1])
		for k, piece := range pieces[:len(pieces)-1] {
			first := n
			if k == 0 {
				first -= len(open)
				piece = strings.Join(append(open, piece), "\n")
				open = nil
			}
			row = append(row, closedCell{CellText(LineBreaks(piece)), first, n})
		}
		switch {
		case len(row)+pad > width, pad > 0 && (rest != "" || len(row)+pad < width):
			return closedTable{}, false
		case len(row)+pad == width && rest == "":
			table.rows, table.end = append(table.rows, row), n+1
			row = nil
		case rest != "":
			open = append(open, rest)
		}
	}
	return table, len(row) == 0 && open == nil
}

// mostOpenLines is how many lines without a pipe a cell of such a table has at most.
const mostOpenLines = 30

func (r *rows) readClosed(table closedTable) {
	r.table.Layout = block.LayoutPipes
	t := r.t
	for _, row := range table.rows {
		for _, c := range row {
			r.cell(c.text, block.Place{Line: t.lines[c.first].number, EndLine: t.lines[c.last].number})
		}
		r.end()
		if r.err != nil {
			return
		}
	}
	t.next = table.end
}
