package parse

// grid reads the rows of table i into a rectangular grid by the rules of the HTML standard ("forming a table"), with
// three departures where those give nothing that a reader would call a table:
//
//   - A rowspan that reaches beyond its row group ends with the group, unless the next group's first row is short of
//     just those cells: then it was meant to go on. Converters put the first of two header rows in a thead.
//   - Where two spans overlap, the place belongs to the one that began further up.
//   - Columns at the right end that only a colspan too large reaches are left out, as are rows without a cell of
//     their own.
func (r *htmlReader) grid(i int) (*Table, error) {
	g := grid{reader: r, table: &Table{Layout: LayoutGrid}}
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
		if err := r.budget.live(); err != nil {
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
	reader  *htmlReader
	table   *Table
	allHead bool    // every row stands in a thead, which says nothing then
	above   []reach // by column: what reaches down from the rows before
	started int     // columns in which a cell begins
}

// reach is a cell that covers rows to come.
type reach struct {
	cell *Cell
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
	cells := make([]*Cell, len(g.above), max(len(g.above), count))
	if err := g.charge(len(cells)); err != nil {
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
		g.table.Rows = append(g.table.Rows, Row{Cells: cells, Header: header})
	}
	return nil
}

// carry puts the cells that reach down into their columns of a new row. A row that shows none of its own uses up a
// row of each span without lengthening the cell.
func (g *grid) carry(cells []*Cell, shows bool) {
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
func (g *grid) place(cells []*Cell, cell *Cell, cols, rows int) ([]*Cell, error) {
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
	own, reaching := 0, 0
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
	if own < len(g.above) && own+reaching <= len(g.above) {
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
		if len(row.Cells) <= width {
			continue
		}
		row.Cells = row.Cells[:width:width]
		last := row.Cells[width-1]
		last.ColSpan = min(last.ColSpan, width-last.Col)
	}
}

// pad fills the places that no cell covers with empty cells of their own.
func (g *grid) pad() error {
	width := g.table.Width()
	for i := range g.table.Rows {
		row := &g.table.Rows[i]
		if missing := width - len(row.Cells); missing > 0 {
			if err := g.charge(missing); err != nil {
				return err
			}
			row.Cells = append(row.Cells, make([]*Cell, missing)...)
		}
		for col, c := range row.Cells {
			if c == nil {
				row.Cells[col] = &Cell{Row: i, Col: col, RowSpan: 1, ColSpan: 1}
			}
		}
	}
	return nil
}

func (g *grid) charge(cells int) error { return g.reader.budget.grid("", cells) }
