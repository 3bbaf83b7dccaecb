package docx

import (
	"slices"

	"duban/parse/block"
)

// wordTable is a table as the document has it: rows of cells that say how many columns of the grid they cover.
type wordTable struct {
	grid     []int // the widths of its columns
	rows     []wordRow
	last     []gridPlace // the places of the row before, one that was deleted included
	floating bool        // it stands beside the text
}

type wordRow struct {
	places []gridPlace
	end    int // the column behind its last
	header bool
}

// gridPlace is what a row has in some columns of the grid.
type gridPlace struct {
	cell      *block.Cell // nil in a row that was deleted
	col, span int
	merged    bool // it is part of a vertical merge
	first     bool // the cell begins here
}

// readTable reads <w:tbl>. Two tables with nothing between them and with the same columns are one in Word.
func (r *reader) readTable() {
	r.endJoined()
	var t wordTable
	r.tableRows(&t)
	before := &r.text.table
	if len(before.rows) > 0 && len(t.grid) > 0 && !t.floating && !before.floating && slices.Equal(before.grid, t.grid) {
		before.rows = append(before.rows, t.rows...)
		return
	}
	r.endTable()
	r.text.table = t
}

// tableRows reads what the element at hand holds as rows.
func (r *reader) tableRows(t *wordTable) {
	s := r.s
	for d := s.depth(); s.child(d); {
		switch {
		case s.space == spaceCompat:
			r.alternative(func() { r.tableRows(t) })
		case s.space == spaceOther:
			r.foreign(func() { r.tableRows(t) })
		case s.is("tr"):
			r.row(t)
		case s.is("tblPr"):
			for d := s.depth(); s.child(d); {
				t.floating = t.floating || s.is("tblpPr")
			}
		case s.is("tblGrid"):
			for d := s.depth(); s.child(d); {
				if s.is("gridCol") {
					t.grid = append(t.grid, s.intAttr("w", 0))
				}
			}
		case s.is("sdt"), s.is("sdtContent"), s.is("customXml"), s.is("ins"), s.is("moveTo"):
			r.tableRows(t)
		}
	}
}

// rowReader is a row that is being read.
type rowReader struct {
	table *wordTable
	wordRow
	above   int // index of the place in the row before that may be above the next cell
	after   int // columns left free at its end
	deleted bool
	room    []block.Cell // for cells to come, made at once
}

// newCell returns a cell, of as many as the row before had.
func (row *rowReader) newCell() *block.Cell {
	if len(row.room) == 0 {
		row.room = make([]block.Cell, max(len(row.table.last)-len(row.places), 1))
	}
	cell := &row.room[0]
	row.room = row.room[1:]
	cell.RowSpan, cell.ColSpan = 1, 1
	return cell
}

func (r *reader) row(t *wordTable) {
	top := r.text.cell == nil && !r.text.box
	if top {
		r.rows = len(t.rows) + len(r.text.table.rows) + 1
	}
	const usual = 64 // columns at most in Word
	row := rowReader{table: t, wordRow: wordRow{places: make([]gridPlace, 0, min(len(t.last), usual))}}
	r.rowCells(&row)
	t.last = row.places
	row.end += row.after
	if !row.deleted && len(row.places) > 0 {
		t.rows = append(t.rows, row.wordRow)
		r.produced++
	}
	if top && r.s.err == nil { // else the row is where the document breaks off
		r.rows = 0
	}
}

// rowCells reads what the element at hand holds as cells.
func (r *reader) rowCells(row *rowReader) {
	s := r.s
	for d := s.depth(); s.child(d); {
		switch {
		case s.space == spaceCompat:
			r.alternative(func() { r.rowCells(row) })
		case s.space == spaceOther:
			r.foreign(func() { r.rowCells(row) })
		case s.is("trPr"):
			r.rowProps(row)
		case s.is("tc"):
			r.cell(row)
		case s.is("sdt"), s.is("sdtContent"), s.is("customXml"), s.is("ins"), s.is("moveTo"):
			r.rowCells(row)
		}
	}
}

func (r *reader) rowProps(row *rowReader) {
	s := r.s
	for d := s.depth(); s.child(d); {
		switch {
		case s.is("gridBefore"):
			row.end = max(s.intAttr("val", 0), 0)
		case s.is("gridAfter"):
			row.after = max(s.intAttr("val", 0), 0)
		case s.is("tblHeader"):
			row.header = s.onOff() == on
		case s.is("del"), s.deletion():
			row.deleted = true
		}
	}
}

// cellProps are the properties of a cell.
type cellProps struct {
	span     int
	vertical mergeKind
	across   mergeKind
	deleted  bool
}

type mergeKind int8

const (
	unmerged  mergeKind = iota
	starts              // it begins a merge
	continues           // it belongs to the cell above or before it
)

func (s *xmlScanner) mergeKind(name string) mergeKind {
	switch string(s.attr(name)) {
	case "restart", "rest":
		return starts
	}
	return continues
}

func (r *reader) cellProps() cellProps {
	s := r.s
	p := cellProps{span: 1}
	for d := s.depth(); s.child(d); {
		switch {
		case s.is("gridSpan"):
			p.span = max(s.intAttr("val", 1), 1)
		case s.is("vMerge"), s.is("vmerge"):
			p.vertical = s.mergeKind("val")
		case s.is("hMerge"), s.is("hmerge"):
			p.across = s.mergeKind("val")
		case s.is("cellMerge"): // a merge that is tracked
			p.vertical = s.mergeKind("vMerge")
		case s.is("cellDel"), s.deletion():
			p.deleted = true
		}
	}
	return p
}

// cell reads <w:tc> into its row.
func (r *reader) cell(row *rowReader) {
	cell := row.newCell()
	p := cellProps{span: 1}
	outer := r.enter(flow{cell: cell, box: r.text.box, mute: r.text.mute || row.deleted})
	for d := r.s.depth(); r.s.child(d); {
		if r.s.is("tcPr") {
			p = r.cellProps()
			r.text.merged = !r.text.mute && !p.deleted && row.hides(p)
			r.text.mute = r.text.mute || p.deleted || r.text.merged
		} else {
			r.block()
		}
	}
	_, start := r.leave(outer)
	text := r.buf[start:]
	r.buf = r.buf[:start]
	if p.deleted {
		return
	}
	if row.hides(p) && !row.deleted {
		r.reportHidden(text)
	} else {
		cell.Text = string(block.Tidy(text))
	}
	row.place(cell, p)
}

// place puts the next cell into the row, or lengthens the one that it belongs to.
func (row *rowReader) place(cell *block.Cell, p cellProps) {
	above := row.aboveOf(p)
	n := len(row.places)
	switch {
	case p.across == continues && n > 0:
		row.places[n-1].span += p.span
		row.end += p.span
		return
	case above != nil:
		cell = above.cell
		if !row.deleted {
			cell.RowSpan++
		}
	case row.deleted:
		cell = nil
	}
	row.places = append(row.places, gridPlace{cell, row.end, p.span, p.vertical != unmerged, above == nil})
	row.end += p.span
}

// hides reports that the next cell does not show, as it belongs to the one above or before it.
func (row *rowReader) hides(p cellProps) bool {
	return row.aboveOf(p) != nil || p.across == continues && len(row.places) > 0
}

// aboveOf returns the place in the row before that the next cell goes on with, or nil.
func (row *rowReader) aboveOf(p cellProps) *gridPlace {
	last := row.table.last
	for row.above < len(last) && last[row.above].col < row.end {
		row.above++
	}
	if p.vertical != continues || row.above == len(last) {
		return nil
	}
	if above := &last[row.above]; above.col == row.end && above.merged && above.cell != nil {
		return above
	}
	return nil
}

// reportHidden reports text that a merge hides.
func (r *reader) reportHidden(text []byte) {
	if text = block.Tidy(text); len(text) > 0 {
		r.trouble("a merged cell hides the text “%s”, which was left out", block.Head(text, 60))
	}
}

// endTable makes a block of the table at hand.
func (r *reader) endTable() {
	t := r.text.table
	r.text.table = wordTable{}
	if len(t.rows) == 0 {
		return
	}
	table, err := t.assemble(r.budget)
	if err != nil {
		r.s.err = err
		return
	}
	if r.text.cell == nil && !r.text.box && r.rows == 0 {
		r.tables++
		r.reportMissing(table)
	}
	r.emitBlock(table)
}

// reportMissing reports rows that lack cells: what is missing may as well stand further in front.
func (r *reader) reportMissing(t *block.Table) {
	count, first := 0, 0
	for i, row := range t.Rows {
		if row.Missing == 0 {
			continue
		}
		if count++; count == 1 {
			first = i + 1
		}
	}
	if count > 0 {
		r.troubleAt(block.Place{Table: r.tables, Row: first}, "%d rows, this first, have fewer cells than the table's %d columns, and do not say which are missing", count, t.Width())
	}
}

// assemble lays the rows out on the grid. Columns at the right end that only spans reach are left out; places that no
// cell covers get an empty one.
func (t *wordTable) assemble(b *block.Budget) (*block.Table, error) {
	started, shortest, headers := 0, t.rows[0].end, 0
	for _, row := range t.rows {
		started = max(started, row.places[len(row.places)-1].col+1)
		shortest = min(shortest, row.end)
		if row.header {
			headers++
		}
	}
	width := max(started, shortest)
	if err := b.Grid(min(width, b.Limits.Cells+1) * len(t.rows)); err != nil {
		return nil, err
	}
	table := &block.Table{Layout: block.LayoutGrid, Rows: make([]block.Row, len(t.rows))}
	cells := make([]*block.Cell, width*len(t.rows))
	for i, row := range t.rows {
		line := cells[i*width : (i+1)*width : (i+1)*width]
		row.lay(line, i)
		table.Rows[i] = block.Row{Cells: line, Header: row.header && headers < len(t.rows), Missing: max(width-row.end, 0)}
	}
	return table, nil
}

// lay puts the cells of row i into line.
func (row wordRow) lay(line []*block.Cell, i int) {
	for _, p := range row.places {
		span := min(p.span, len(line)-p.col)
		for col := p.col; col < p.col+span; col++ {
			line[col] = p.cell
		}
		if p.first {
			p.cell.Row, p.cell.Col, p.cell.ColSpan = i, p.col, span
		}
	}
	for col, c := range line {
		if c == nil {
			line[col] = &block.Cell{Row: i, Col: col, RowSpan: 1, ColSpan: 1}
		}
	}
}
