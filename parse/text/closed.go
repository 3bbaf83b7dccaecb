package text

import (
	"slices"
	"strings"
	"unicode/utf8"

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
	if i < t.notClosed || !closes(t.pipeLine(i)) && !t.closesBelow(i) || isClosedRule(t.pipeLine(i+1)) {
		return nil
	}
	for _, width := range t.closedWidths(i) {
		table, ok := t.closedTable(i, width)
		if ok && len(table.rows) >= leastClosedRows && table.begins(t.pipeLine(i) == "|") {
			return func(r *rows) { r.readClosed(table) }
		}
	}
	t.skipClosed(i)
	return nil
}

// skipClosed goes on behind line i, at which no such table begins: to the next line that may be the title of one, and where there are many
// of these, behind all of them.
func (t *Reader) skipClosed(i int) {
	const most = 16
	for t.notClosed = i + 1; closes(t.pipeLine(t.notClosed)); t.notClosed++ {
		s := t.pipeLine(t.notClosed)
		if pad := fill(s); t.closedTries < most && isTitleRow(strings.Split(s[:len(s)-pad], "|"), pad) {
			t.closedTries++
			return
		}
	}
}

// begins reports whether the first row can be one of labels or a title: no number in it, and no blank cell amid others. Rows that all
// begin with a pipe are those of other tables, unless it stands apart, as a blank cell with a line of its own does.
func (c *closedTable) begins(apart bool) bool {
	if !apart && !slices.ContainsFunc(c.rows, func(row []closedCell) bool { return len(row) > 0 && row[0].text != "" }) {
		return false
	}
	first, labels := c.rows[0], 0
	for k, cell := range first {
		_, number := words.RunningNumber(cell.text)
		if number || cell.text == "" && labels > 0 && k < len(first)-1 {
			return false
		}
		if cell.text != "" {
			labels++
		}
	}
	return labels > 0
}

// closes reports a line that ends with the pipe behind a cell.
func closes(s string) bool { return strings.HasSuffix(s, "|") }

// closesBelow reports a line of several cells of which the last goes on in the next line, where a pipe closes it and nothing else stands.
func (t *Reader) closesBelow(i int) bool {
	next := t.pipeLine(i + 1)
	if !strings.Contains(t.pipeLine(i), "|") || !closes(next) {
		return false
	}
	return strings.Count(next[:len(next)-fill(next)], "|") <= 1
}

// isClosedRule reports a line between the rows of a table, and no cell that holds a sign for nothing: - |.
func isClosedRule(s string) bool { return isRule(s) && strings.Count(s, "|") != 1 }

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

// closedWidths returns the numbers of cells that the rows of such a table can have: those of the first line, where it ends a row; those
// of the rows up to the first that is filled up; else, where each cell has a line of its own, those in front of the first running number.
func (t *Reader) closedWidths(i int) []int {
	pipes, filled, broken := 0, false, false
	n := i
	for ; n < len(t.lines) && n < i+mostClosedLines; n++ {
		s := t.pipeLine(n)
		open := !closes(s) && t.closesBelow(n)
		if !closes(s) && !open || isClosedRule(s) {
			break
		}
		broken = broken || open
		pipes += strings.Count(s, "|")
		broken = broken || n > i && s[0] == '|' && fill(s) < len(s)
		if fill(s) > 0 {
			filled = true
			break
		}
	}
	var widths []int
	first := strings.Count(t.pipeLine(i), "|")
	goesOn := t.pipeLine(i)[0] == '|' || strings.HasPrefix(t.pipeLine(i+1), "|") && fill(t.pipeLine(i+1)) < len(t.pipeLine(i+1))
	if first > 1 && !goesOn && (filled || broken) {
		widths = append(widths, first)
	}
	for k := 1; filled && k <= mostClosedRows; k++ {
		if pipes%k == 0 && pipes/k > 1 {
			widths = append(widths, pipes/k)
		}
	}
	if first > 1 && goesOn && (filled || broken) {
		widths = append(widths, first)
	}
	if !filled && first == 1 {
		width := evenWidth(t.cellLines(i, n))
		if width == 0 {
			width = evenWidth(t.openCells(i))
		}
		if width > 1 {
			widths = append(widths, width)
		}
	}
	return widths
}

// cellLines returns the cells of lines that hold one each; nil where one holds more.
func (t *Reader) cellLines(i, end int) []string {
	cells := make([]string, 0, end-i)
	for n := i; n < end; n++ {
		s := t.pipeLine(n)
		if strings.Count(s, "|") > 1 {
			return nil
		}
		cells = append(cells, block.Trim(strings.TrimRight(s, "|")))
	}
	return cells
}

// openCells returns the cells from line i on of which each has lines of its own, and the pipe that closes it may have one, too; nil where a
// line holds several.
func (t *Reader) openCells(i int) []string {
	var cells, open []string
	for n := i; n < len(t.lines) && n < i+mostClosedLines; n++ {
		s := t.pipeLine(n)
		switch {
		case isClosedRule(s) || strings.Count(s, "|") > 1:
			return nil
		case closes(s):
			open = append(open, strings.TrimRight(s, "|"))
			cells = append(cells, block.Trim(strings.Join(open, "")))
			open = nil
		case !strings.Contains(s, "|") && t.closesSoon(n):
			open = append(open, s)
		default:
			return cells
		}
	}
	return cells
}

// closesSoon reports whether a pipe closes the cell whose text line n is, at the end of the next line or of the one below.
func (t *Reader) closesSoon(n int) bool {
	return closes(t.pipeLine(n+1)) || !strings.Contains(t.pipeLine(n+1), "|") && closes(t.pipeLine(n+2))
}

// mostClosedWidth is how many columns are tried where nothing says how many there are.
const mostClosedWidth = 40

// evenWidth returns after how many cells running numbers stand below the label of such, or else figures in the same columns, again and
// again to the end; 0 where they do not.
func evenWidth(cells []string) int {
	if len(cells) == 0 {
		return 0
	}
	is := isEven
	if words.IsNumberLabel(cells[0]) {
		is = isNumbered
	}
	for width := 2; width <= min(mostClosedWidth, len(cells)/2); width++ {
		if len(cells)%width == 0 && is(cells, width) {
			return width
		}
	}
	return 0
}

// isNumbered reports whether each row of so many cells but the first begins with a running number or a blank, and most with a number.
func isNumbered(cells []string, width int) bool {
	numbers, rows := 0, 0
	for k := width; k < len(cells); k += width {
		_, ok := words.RunningNumber(cells[k])
		if !ok && cells[k] != "" {
			return false
		}
		rows++
		if ok {
			numbers++
		}
	}
	return width > 2 && numbers > 1 && 2*numbers > rows
}

// isEven reports whether nearly all rows of so many cells but the first have figures in the same columns.
func isEven(cells []string, width int) bool {
	const few = 10                                         // one in so many
	if slices.Equal(cells[:width], cells[width:2*width]) { // tables side by side
		return false
	}
	columns, odd, all := 0, 0, 0
	for c := range width {
		if isNumeric(cells[c]) || cells[c] == "" && c > 0 && c < width-1 {
			return false
		}
		numeric, other := 0, 0
		for k := c + width; k < len(cells); k += width {
			switch {
			case cells[k] == "":
			case isNumeric(cells[k]):
				numeric++
			default:
				other++
			}
		}
		odd += min(numeric, other)
		all += numeric + other
		if numeric > other {
			columns++
		}
	}
	return columns > 0 && few*odd <= all
}

// isNumeric reports a cell of digits, with a sign in front or a unit of one character behind.
func isNumeric(s string) bool {
	s = strings.TrimLeft(s, "-+−↑↓ ")
	rest := strings.TrimLeft(s, "0123456789.,")
	return rest != s && utf8.RuneCountInString(rest) <= 1
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
		begins := len(row) == 0 && open == nil && !closes(t.pipeLine(n+1))
		if isClosedRule(s) || !strings.Contains(s, "|") && (begins || len(open) > mostOpenLines) {
			break
		}
		if !strings.Contains(s, "|") {
			if open == nil && width-len(row) <= mostLostEnd && !t.pipeWithin(n) {
				break
			}
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
		switch odd := len(row)+pad > width || pad > 0 && (rest != "" || len(row)+pad < width); {
		case odd && isTitleRow(pieces, pad) && len(table.rows) > leastClosedRows && len(row) <= 2:
			return table, true // the next table; a cell in front of it is a note
		case odd:
			return closedTable{}, false
		case len(row)+pad == width && rest == "":
			table.rows, table.end = append(table.rows, row), n+1
			row = nil
		case rest != "":
			open = append(open, rest)
		}
	}
	if n := len(row); open == nil && n > 0 && n < width && width-n <= mostLostEnd { // of the last row what fills it up is cut off
		table.rows, table.end = append(table.rows, row), row[n-1].last+1
		row = nil
	}
	if len(row) == 1 && open == nil && len(table.rows) > leastClosedRows { // a note
		return table, true
	}
	return table, len(row) == 0 && open == nil
}

// isTitleRow reports a line of one cell that is filled up.
func isTitleRow(pieces []string, pad int) bool {
	return pad > 0 && len(pieces) == 2 && block.Trim(pieces[0]) != ""
}

// pipeWithin reports whether one of the next lines holds a pipe.
func (t *Reader) pipeWithin(n int) bool {
	const few = 4
	for k := n; k < min(len(t.lines), n+few); k++ {
		if strings.Contains(t.pipeLine(k), "|") {
			return true
		}
	}
	return false
}

// mostLostEnd is how many pipes may be missing at the end of such a table.
const mostLostEnd = 2

// mostOpenLines is how many lines without a pipe a cell of such a table has at most.
const mostOpenLines = 30

// margin reports whether the first cell of each row of several is blank, and that of one at least.
func (c *closedTable) margin() bool {
	several := false
	for _, row := range c.rows {
		if len(row) > 2 {
			several = true
		}
		if len(row) > 1 && row[0].text != "" {
			return false
		}
	}
	return several
}

func (r *rows) readClosed(table closedTable) {
	r.table.Layout = block.LayoutPipes
	t := r.t
	margin := table.margin()
	for i, row := range table.rows {
		if margin && len(row) > 1 {
			row = row[1:]
		}
		if n := len(row); i == 0 && n > 1 && row[n-1].text == "" {
			row = row[:n-1] // a column has its label rather from one beside it
		}
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
