package odt

import (
	"duban/parse/block"
	"duban/parse/grid"
)

// table is one that is being read.
type table struct {
	rows  []row
	outer bool // it stands in no cell and no box
}

// row is one row, or several that are alike.
type row struct {
	cells    []cell
	end      int // the column behind its last
	repeated int
	header   bool
}

// cell is what a row has in one column, or in several that are alike.
type cell struct {
	*block.Cell
	col, repeated int
	cols, rows    int // that it spans
	covered       bool
}

// table reads <table:table>.
func (r *reader) table() {
	r.endJoined()
	t := table{outer: r.w.InBody() && r.w.Depth() == 0}
	r.rows(&t, false)
	r.s.fail(r.endTable(&t))
}

// rows reads what the element at hand holds as rows.
func (r *reader) rows(t *table, header bool) {
	r.s.each(func(e element) {
		switch e.name {
		case "table:table-header-rows":
			r.rows(t, true)
		case "table:table-rows", "table:table-row-group":
			r.rows(t, header)
		case "table:table-row":
			if e.attr("table:visibility") == "collapse" || e.attr("table:visibility") == "filter" {
				return
			}
			if t.outer {
				r.w.Row = len(t.rows) + 1
			}
			t.rows = append(t.rows, r.row(e, header))
		}
	}, nil)
}

func (r *reader) row(e element, header bool) row {
	row := row{header: header, repeated: max(e.number("table:number-rows-repeated", 1), 1)}
	r.s.each(func(e element) {
		if e.name == "table:table-cell" || e.name == "table:covered-table-cell" {
			r.cell(&row, e)
		}
	}, nil)
	return row
}

func (r *reader) cell(row *row, e element) {
	c := cell{Cell: r.w.OpenCell(), col: row.end, covered: e.name == "table:covered-table-cell"}
	c.repeated = min(max(e.number("table:number-columns-repeated", 1), 1), r.budget.Cells)
	c.cols = max(e.number("table:number-columns-spanned", 1), 1)
	c.rows = max(e.number("table:number-rows-spanned", 1), 1)
	silent := r.w.Mute(c.covered)
	r.blocks(nil)
	r.endJoined()
	r.w.Mute(silent)
	r.w.CloseCell()
	const longest = 60
	if c.covered && c.Text != "" {
		r.w.Trouble("a merged cell hides the text “%s”, which was left out", block.Head(c.Text, longest))
	}
	row.end += c.repeated
	row.cells = append(row.cells, c)
}

func (c *cell) isEmpty() bool { return c.Text == "" && c.cols == 1 && c.rows == 1 }

// trim drops the cells and rows with which sheets fill a page.
func (t *table) trim() {
	const filling = 100 // that many alike
	for i := range t.rows {
		row := &t.rows[i]
		if n := len(row.cells) - 1; n >= 0 && row.cells[n].isEmpty() && row.cells[n].repeated > filling {
			row.end -= row.cells[n].repeated
			row.cells = row.cells[:n]
		}
	}
	for n := len(t.rows) - 1; n >= 0 && t.rows[n].repeated > filling && t.rows[n].isEmpty(); n-- {
		t.rows = t.rows[:n]
	}
}

func (row *row) isEmpty() bool {
	for i := range row.cells {
		if !row.cells[i].isEmpty() {
			return false
		}
	}
	return true
}

// endTable makes a block of a table.
func (r *reader) endTable(t *table) error {
	t.trim()
	if err := t.check(r.budget); err != nil || len(t.rows) == 0 {
		return err
	}
	var spots []grid.Spot
	height, width, headers := 0, t.width(), 0
	for i := range t.rows {
		row := &t.rows[i]
		for k := range row.repeated {
			spots = row.lay(spots, height, k == 0)
			height++
		}
		if row.header {
			headers += row.repeated
		}
	}
	result, err := grid.Lay(r.budget, height, width, spots)
	if err != nil || width == 0 {
		return err
	}
	at := 0
	for i := range t.rows {
		for range t.rows[i].repeated {
			result.Rows[at].Header = t.rows[i].header && headers < height
			result.Rows[at].Missing = max(width-t.rows[i].end, 0)
			at++
		}
	}
	return r.w.Table(result)
}

// check refuses tables that would be larger than is allowed.
func (t *table) check(b *block.Budget) error {
	cells := 0
	for i := range t.rows {
		row := &t.rows[i]
		if row.repeated > b.Cells/max(row.end, 1) {
			return block.Exceeded("", "more than the limit of %d cells", b.Cells)
		}
		if cells += row.repeated * max(row.end, 1); cells > b.Cells {
			return block.Exceeded("", "more than the limit of %d cells", b.Cells)
		}
	}
	return nil
}

// width returns the number of columns. Those at the right end that only spans reach are left out.
func (t *table) width() int {
	started, shortest := 0, t.rows[0].end
	for i := range t.rows {
		row := &t.rows[i]
		shortest = min(shortest, row.end)
		for k := len(row.cells) - 1; k >= 0; k-- {
			if c := &row.cells[k]; !c.covered {
				started = max(started, c.col+c.repeated)
				break
			}
		}
	}
	return max(started, shortest)
}

// lay adds the cells of a row, whose first copy has them as they are.
func (row *row) lay(spots []grid.Spot, at int, first bool) []grid.Spot {
	for i := range row.cells {
		c := &row.cells[i]
		if c.covered {
			continue
		}
		for k := range c.repeated {
			if k > 0 && c.isEmpty() {
				break
			}
			of := c.Cell
			if k > 0 || !first {
				copied := *c.Cell
				of = &copied
			}
			spots = append(spots, grid.Spot{Cell: of, Row: at, Col: c.col + k, Rows: c.rows, Cols: c.cols})
		}
	}
	return spots
}
