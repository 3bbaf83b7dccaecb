package html

import (
	"strconv"
	"strings"

	"duban/parse/block"

	"golang.org/x/net/html/atom"
)

// tableRow is a row of an HTML table that has yet to be read.
type tableRow struct {
	at    int  // its node
	group int  // rows of one row group share a number
	head  bool // it stands in a thead
}

// rows returns the rows of table i in the order in which they show: those of the first thead, then all others, at
// last those of the first tfoot.
func (p *page) rows(i int) []tableRow {
	var first, middle, last []tableRow
	headSeen, footSeen := false, false
	group := 0
	var loose func(int)
	loose = func(c int) {
		switch n := &p.nodes[c]; n.display {
		case isRow:
			if !p.isRuler(c) {
				middle = append(middle, tableRow{at: c, group: group})
			}
		case isHead, isRows, isFoot:
			group++
			rows := p.groupRows(c, group)
			switch {
			case n.display == isHead && !headSeen:
				headSeen, first = true, rows
			case n.display == isFoot && !footSeen:
				footSeen, last = true, rows
			default:
				middle = append(middle, rows...)
			}
			group++
		case isInline, isBlock: // the forms and other wrappers that stand in tables made of <div>
			for c := range p.children(c) {
				loose(c)
			}
		}
	}
	for c := range p.children(i) {
		loose(c)
	}
	return append(append(first, middle...), last...)
}

func (p *page) groupRows(i, group int) []tableRow {
	var rows []tableRow
	head := p.nodes[i].display == isHead
	for c := range p.children(i) {
		if p.nodes[c].display == isRow && !p.isRuler(c) {
			rows = append(rows, tableRow{c, group, head})
		}
	}
	return rows
}

// isRuler reports the row of no height and no text by which Word sets the widths of columns.
func (p *page) isRuler(row int) bool {
	n := &p.nodes[row]
	return n.text+n.linked == 0 && attr(n.Node, "height") == "0"
}

// cells returns the nodes of the cells of a row. In tables made of <div> every block in a row is one; in a <tr> the
// only other block is a <form> whose content the tree has put elsewhere.
func (p *page) cells(row int) func(yield func(int) bool) {
	made := p.nodes[row].DataAtom != atom.Tr
	return func(yield func(int) bool) {
		for c := range p.children(row) {
			if d := p.nodes[c].display; (d == isCell || d == isBlock && made) && !yield(c) {
				return
			}
		}
	}
}

// caption returns the node of the caption of table i, or -1.
func (p *page) caption(i int) int {
	for c := range p.children(i) {
		if p.nodes[c].display == isCaption {
			return c
		}
	}
	return -1
}

// spans returns the colspan and rowspan of a cell by the rules of the standard: what is no number, or 0, is 1, except
// that a rowspan of 0 means to the end of the row group.
func (p *page) spans(cell int) (cols, rows int) {
	const mostCols, mostRows = 1000, 65534
	n := p.nodes[cell].Node
	cols = leadingInt(or2(attr(n, "colspan"), attr(n, "aria-colspan")))
	if cols <= 0 {
		cols = 1
	}
	rows = leadingInt(or2(attr(n, "rowspan"), attr(n, "aria-rowspan")))
	if rows < 0 {
		rows = 1
	}
	return min(cols, mostCols), min(rows, mostRows)
}

func or2(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// leadingInt reads the digits that s begins with, or returns -1.
func leadingInt(s string) int {
	s = strings.TrimLeft(s, blanks)
	s = strings.TrimPrefix(s, "+")
	end := 0
	for end < len(s) && '0' <= s[end] && s[end] <= '9' {
		end++
	}
	if end == 0 {
		return -1
	}
	n, err := strconv.Atoi(s[:end])
	if err != nil {
		return 1 << 30
	}
	return n
}

// grid reads the rows of table i into a rectangular grid by the rules of the HTML standard ("forming a table"), with
// three departures where those give nothing that a reader would call a table:
//
//   - A rowspan that reaches beyond its row group ends with the group, unless the next group's first row is short of
//     just those cells: then it was meant to go on. Converters put the first of two header rows in a thead.
//   - Where two spans overlap, the place belongs to the one that began further up.
//   - Columns at the right end that only a colspan too large reaches are left out, as are rows without a cell of
//     their own.
func (r *reader) grid(i int) (*block.Table, error) {
	g := grid{reader: r, table: &block.Table{Layout: block.LayoutGrid}}
	if c := r.page.caption(i); c >= 0 {
		caption, err := r.readCell(c)
		if err != nil {
			return nil, err
		}
		g.table.Caption = caption.Text
	}
	rows := r.page.rows(i)
	g.allHead = len(rows) > 3 && rows[len(rows)-1].head
	for k := range rows {
		if err := r.budget.Live(); err != nil {
			return nil, err
		}
		if k > 0 && rows[k].group != rows[k-1].group {
			g.settle(rows[k])
		}
		if err := g.row(rows[k]); err != nil {
			return nil, err
		}
	}
	g.trim()
	return g.table, g.pad()
}

// grid is a table that grows row by row.
type grid struct {
	reader  *reader
	table   *block.Table
	allHead bool    // every row stands in a thead, which says nothing then
	above   []reach // by column: what reaches down from the rows before
	started int     // columns in which a cell begins
}

// reach is a cell that covers rows to come.
type reach struct {
	cell *block.Cell
	rows int // how many; toEnd for all of its row group
}

const toEnd = -1

// row reads one row.
func (g *grid) row(row tableRow) error {
	p := g.reader.page
	count := 0
	for range p.cells(row.at) {
		count++
	}
	reached := g.reached()
	cells := make([]*block.Cell, reached, max(reached, count))
	if err := g.charge(reached); err != nil {
		return err
	}
	index := len(g.table.Rows)
	g.carry(cells, count > 0)
	headers, col := 0, 0
	for c := range p.cells(row.at) {
		cell, err := g.reader.readCell(c)
		if err != nil {
			return err
		}
		for col < len(cells) && cells[col] != nil {
			col++
		}
		cell.Row, cell.Col = index, col
		cols, rows := p.spans(c)
		if cells, err = g.place(cells, cell, cols, rows); err != nil {
			return err
		}
		col += cols
		if p.nodes[c].marks&isHeader != 0 {
			headers++
		}
	}
	if count > 0 {
		header := row.head && !g.allHead || headers == count
		g.table.Rows = append(g.table.Rows, block.Row{Cells: cells, Header: header})
	}
	return nil
}

// reached returns the number of columns up to the last that a cell from above covers.
func (g *grid) reached() int {
	n := len(g.above)
	for n > 0 && g.above[n-1].rows == 0 {
		n--
	}
	return n
}

// carry puts the cells that reach down into their columns of a new row. A row that shows none of its own uses up a
// row of each span without lengthening the cell.
func (g *grid) carry(cells []*block.Cell, shows bool) {
	for col := range g.above {
		s := &g.above[col]
		if s.rows == 0 {
			continue
		}
		if s.rows > 0 {
			s.rows--
		}
		cells[col] = s.cell
		if shows && s.cell.Col == col {
			s.cell.RowSpan++
		}
	}
}

// place puts a new cell into its columns, as far as they are free.
func (g *grid) place(cells []*block.Cell, cell *block.Cell, cols, rows int) ([]*block.Cell, error) {
	if err := g.charge(cols); err != nil {
		return nil, err
	}
	cell.RowSpan, cell.ColSpan = 1, cols
	g.started = max(g.started, cell.Col+1)
	below := rows - 1
	if rows == 0 {
		below = toEnd
	}
	for col := cell.Col; col < cell.Col+cols; col++ {
		if col == len(cells) {
			cells = append(cells, nil)
		}
		if col == len(g.above) {
			g.above = append(g.above, reach{})
		}
		if cells[col] == nil {
			cells[col] = cell
			g.above[col] = reach{cell, below}
		}
	}
	return cells, nil
}

// settle ends the spans of a row group, save those that the first row of the next is short of.
func (g *grid) settle(next tableRow) {
	width, own, reaching := 0, 0, 0
	if n := len(g.table.Rows); n > 0 {
		width = len(g.table.Rows[n-1].Cells) // a title above may span more columns than there are
	}
	for c := range g.reader.page.cells(next.at) {
		cols, _ := g.reader.page.spans(c)
		own += cols
	}
	for i := range g.above {
		if g.above[i].rows == toEnd {
			g.above[i].rows = 0
		}
		if g.above[i].rows != 0 {
			reaching++
		}
	}
	if own < width && own+reaching <= width {
		return
	}
	for i := range g.above {
		g.above[i].rows = 0
	}
}

// trim leaves out the columns at the right end in which no cell begins, and which not all rows reach.
func (g *grid) trim() {
	shortest := len(g.above)
	for i := range g.table.Rows {
		shortest = min(shortest, len(g.table.Rows[i].Cells))
	}
	width := max(g.started, shortest)
	for i := range g.table.Rows {
		row := &g.table.Rows[i]
		row.Cells = row.Cells[:min(len(row.Cells), width)]
	}
}

// pad fills the places that no cell covers with empty cells of their own, and cuts spans to what is left.
func (g *grid) pad() error {
	width := g.table.Width()
	for i := range g.table.Rows {
		row := &g.table.Rows[i]
		if missing := width - len(row.Cells); missing > 0 {
			if err := g.charge(missing); err != nil {
				return err
			}
			row.Cells = append(row.Cells, make([]*block.Cell, missing)...)
			row.Missing = missing
		}
		for col, c := range row.Cells {
			if c == nil {
				row.Cells[col] = &block.Cell{Row: i, Col: col, RowSpan: 1, ColSpan: 1}
			} else {
				c.ColSpan = min(c.ColSpan, width-c.Col)
			}
		}
	}
	return nil
}

func (g *grid) charge(cells int) error { return g.reader.budget.Grid(cells) }
