package text

import (
	"slices"
	"strings"

	"duban/internal/char"
	"duban/internal/message"
	"duban/parse/block"
	"duban/parse/words"
)

// rows gathers the rows of a table from the line t.next on, for the readers of all layouts of text.
type rows struct {
	t       *Reader
	table   *block.Table
	row     block.Row // not finished yet
	more    []string  // lines of its last cell, where it has several
	width   int       // cells of the first row
	lead    bool      // a tab in front of each row is no cell
	apart   bool      // a blank line stands in front of each row
	wrapped int       // the lines before this one are known to belong to the table
	column  int       // of the running numbers
	number  int       // running number of the last row, printed or counted on; 0 before the first
	err     error
}

// cell opens a cell of the row.
func (r *rows) cell(text string, place block.Place) {
	r.endCell()
	if len(r.row.Cells) == 0 {
		r.row.Place = place
		r.row.Cells = make([]*block.Cell, 0, max(r.width, 4))
	}
	c := r.t.newCell()
	*c = block.Cell{Text: text, Row: len(r.table.Rows), Col: len(r.row.Cells), RowSpan: 1, ColSpan: 1, Place: place}
	r.row.Cells = append(r.row.Cells, c)
	r.row.EndLine = max(r.row.EndLine, place.EndLine)
}

// newCell allocates cells in blocks, as nearly every line of a table makes one.
func (t *Reader) newCell() *block.Cell {
	if len(t.cells) == cap(t.cells) {
		t.cells = make([]block.Cell, 0, min(128, len(t.lines)))
	}
	t.cells = t.cells[:len(t.cells)+1]
	return &t.cells[len(t.cells)-1]
}

// extend takes a further line into the last cell.
func (r *rows) extend(l line) {
	if len(r.row.Cells) == 0 { // right behind the heading of a group
		r.cell(block.Trim(l.text), l.place())
		return
	}
	last := r.last()
	if r.more == nil && last.Text != "" {
		r.more = append(r.more, last.Text)
	}
	r.more = append(r.more, block.Trim(l.text))
	last.EndLine, r.row.EndLine = l.number, l.number
	if l.gap {
		r.t.note(l, "read as part of the cell before it, from which it stands apart")
	}
}

// groupHeading reads the line at t.next as a row of its own if it heads a group of rows and is no point of the last
// cell.
func (r *rows) groupHeading() bool {
	l := r.t.lines[r.t.next]
	text := block.Trim(l.text)
	point := len(r.row.Cells) > 0 && words.IsGroupHeading(r.last().Text)
	if point || !words.IsGroupHeading(text) || strings.ContainsAny(text, char.Stop+char.Semicolon+char.Comma+char.Colon) {
		return false
	}
	number := r.current()
	r.end()
	r.cell(text, l.place())
	r.end()
	r.number = number // the row counts for none
	r.t.next++
	return true
}

// note reports how a line of a table was read where that is not certain.
func (t *Reader) note(l line, how message.Format) {
	t.Doc.Diagnostics = append(t.Doc.Diagnostics, block.Diagnostic{Place: l.place()}.Saying("%s: %.60q", how, block.Trim(l.text)))
}

func (r *rows) last() *block.Cell { return r.row.Cells[len(r.row.Cells)-1] }

func (r *rows) endCell() {
	if r.more != nil {
		r.last().Text = strings.Join(r.more, "\n")
		r.more = nil
	}
}

// end closes the row.
func (r *rows) end() {
	if len(r.row.Cells) == 0 || r.err != nil {
		return
	}
	r.endCell()
	if r.err = r.t.Budget.Live(); r.err == nil {
		r.err = r.t.Budget.Grid(len(r.row.Cells))
	}
	if len(r.table.Rows) == 0 {
		r.width = len(r.row.Cells)
		r.column = numberColumn(cellTexts(r.row))
	}
	r.number = r.current()
	r.table.Rows = append(r.table.Rows, r.row)
	r.table.EndLine = r.row.EndLine
	r.row = block.Row{}
}

func cellTexts(row block.Row) []string {
	texts := make([]string, len(row.Cells))
	for i, c := range row.Cells {
		texts[i] = c.Text
	}
	return texts
}

// numberOf returns the running number of a row.
func (r *rows) numberOf(cells []string) (int, bool) {
	if r.column >= len(cells) {
		return 0, false
	}
	return words.RunningNumber(cells[r.column])
}

// printed returns the running number that the open row has printed.
func (r *rows) printed() (int, bool) {
	if r.column >= len(r.row.Cells) {
		return 0, false
	}
	return words.RunningNumber(r.row.Cells[r.column].Text)
}

// current returns the running number of the open row, counted on from the one before where none is printed; 0 before
// the first.
func (r *rows) current() int {
	if n, ok := r.printed(); ok {
		return n
	}
	if r.number > 0 && len(r.row.Cells) > 0 {
		return r.number + 1
	}
	return r.number
}

// columns returns the number of cells of the first row.
func (r *rows) columns() int {
	if r.width == 0 {
		return len(r.row.Cells)
	}
	return r.width
}

// startsAnew reports whether cells, with next behind them, are the header of a further table: the numbers begin with
// 1 once more.
func (r *rows) startsAnew(cells, next []string) bool {
	if r.current() == 0 || len(cells) == 0 || numbered(cells[0]) || headerWords(cells) < 2 {
		return false
	}
	column := numberColumn(cells)
	if column >= len(next) {
		return false
	}
	n, ok := words.RunningNumber(next[column])
	return ok && n == 1
}

// goesOn reports whether cells begin the row that follows the open one.
func (r *rows) goesOn(cells []string) bool {
	n, ok := r.numberOf(cells)
	return ok && n == r.current()+1
}

const leftOut = "left out of a table as the head or foot of a page"

// skip passes over the lines at t.next that are the foot or head of a page, if the table goes on behind them as goes
// says of the line there, and says so.
func (r *rows) skip(goes func(int) bool) bool {
	t := r.t
	n := t.next
	for n < len(t.lines) && n < t.next+4 && t.furniture(n) {
		n++
	}
	if n == t.next || n == len(t.lines) || !goes(n) {
		return false
	}
	for ; t.next < n; t.next++ {
		if l := t.lines[t.next]; !l.blank() {
			t.note(l, leftOut)
		}
	}
	return true
}

// furniture reports a line that is the foot or the head of a page.
func (t *Reader) furniture(i int) bool {
	text := block.Trim(t.lines[i].text)
	return text == "" || isPageNumber(text) || t.lines[i].apart() && t.repeated(text)
}

// repeated reports a short line that occurs three times or more, apart from figures in it.
func (t *Reader) repeated(text string) bool {
	if !words.IsShort(text) || words.IsAnnexLabel(text) {
		return false
	}
	if t.counts == nil {
		t.counts = map[string]int{}
		for _, l := range t.lines {
			if l.apart() && len(l.text) < 150 {
				t.counts[withoutDigits(block.Trim(l.text))]++
			}
		}
	}
	return t.counts[withoutDigits(text)] >= 3
}

func withoutDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return -1
		}
		return r
	}, s)
}

// isPageNumber reports the foot of a page: - 3 -, —3—, 第3页 共9页.
func isPageNumber(s string) bool {
	if strings.HasPrefix(s, "第") && strings.Contains(s, "页") && len(s) < 40 {
		return strings.ContainsAny(s, "0123456789") && !strings.ContainsAny(s, char.Comma+char.Stop+char.Semicolon)
	}
	const marks = "-—" + char.Hyphen + "–─"
	inner := strings.TrimLeft(s, marks)
	return inner != s && strings.TrimRight(inner, marks) != inner && numbered(strings.Trim(inner, marks))
}

func numbered(s string) bool {
	_, ok := words.RunningNumber(s)
	return ok
}

// headerWords counts the cells that head columns.
func headerWords(cells []string) int {
	n := 0
	for _, c := range cells {
		if words.IsHeader(c) {
			n++
		}
	}
	return n
}

// numberColumn returns the column that a header gives the running numbers, the first if it gives none.
func numberColumn(header []string) int { return max(0, slices.IndexFunc(header, words.IsNumberLabel)) }

// titleAt reports whether the heading of a further annex begins at line i: an annex label, or a line that ends like a
// title, with nothing but short lines between it and the next header.
func (t *Reader) titleAt(i int) bool {
	text := block.Trim(t.lines[i].text)
	if words.IsAnnexLabel(text) {
		return true
	}
	if !words.EndsLikeTitle(text) {
		return false
	}
	const most = 6 // lines between a title and the header: a subtitle, the unit of the figures, a date
	for n := i + 1; n < len(t.lines) && n <= i+most; n++ {
		if t.layoutAt(n) != nil {
			return true
		}
		if !words.IsShort(block.Trim(t.lines[n].text)) {
			return false
		}
	}
	return false
}

// CellText trims each line of a cell, and drops the blank ones.
func CellText(s string) string {
	s = block.Trim(s)
	if strings.IndexByte(s, '\n') < 0 {
		return s
	}
	var kept []string
	for l := range strings.SplitSeq(s, "\n") {
		if l = block.Trim(l); l != "" {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, "\n")
}
