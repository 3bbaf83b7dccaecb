package odt

import (
	"math"

	"duban/parse/block"
	"duban/parse/grid"
)

// table is one that is being read.
type table struct {
	rows   []row
	outer  bool      // it stands in no cell and no box
	widths []float64 // of its columns, where they are said
}

// row is one row, or several that are alike.
type row struct {
	cells    []cell
	repeated int
	header   bool
}

// cell is what a row has in one column, or in several that are alike.
type cell struct {
	*block.Cell
	repeated   int
	cols, rows int // that it spans
	covered    bool
	parted     *table // which it is parted into, and holds nothing else
}

// table reads <table:table>. One that parts a cell into further cells is left for that cell to take.
func (r *reader) table(e element) {
	r.endJoined()
	t := table{outer: r.w.InBody() && r.w.Depth() == 0}
	r.rows(&t, false)
	if e.attr("table:is-sub-table") == "true" && r.w.Depth() > 0 {
		r.parts = append(r.parts, &t)
		return
	}
	result, err := r.lay(&t)
	if !r.s.fail(err) && result != nil {
		r.s.fail(r.w.Table(result))
	}
}

// rows reads what the element at hand holds as rows.
func (r *reader) rows(t *table, header bool) {
	r.s.each(func(e element) {
		switch e.name {
		case "table:table-header-rows":
			r.rows(t, true)
		case "table:table-rows", "table:table-row-group", "table:table-columns", "table:table-column-group",
			"table:table-header-columns":
			r.rows(t, header)
		case "table:table-column":
			r.column(t, e)
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
	r.cells++
	c := cell{Cell: r.w.OpenCell(), covered: e.name == "table:covered-table-cell"}
	c.repeated = min(max(e.number("table:number-columns-repeated", 1), 1), r.budget.Cells)
	c.cols = min(max(e.number("table:number-columns-spanned", 1), 1), r.budget.Cells)
	c.rows = max(e.number("table:number-rows-spanned", 1), 1)
	silent := r.w.Mute(c.covered)
	outer := r.parts
	r.parts = nil
	r.blocks(nil)
	r.endJoined()
	r.w.Mute(silent)
	r.w.CloseCell()
	r.s.fail(r.part(&c, r.parts))
	r.parts = outer
	const longest = 60
	if c.covered && c.Text != "" {
		r.w.Trouble("a merged cell hides the text “%s”, which was left out", block.Head(c.Text, longest))
	}
	row.cells = append(row.cells, c)
}

func (c *cell) isEmpty() bool { return c.Text == "" && c.cols == 1 && c.rows == 1 && c.parted == nil }

// trim drops the cells and rows with which sheets fill a page, with the empty ones behind them.
func (t *table) trim() {
	const filling = 100 // that many alike
	for i := range t.rows {
		row := &t.rows[i]
		for n := len(row.cells) - 1; n >= 0 && row.cells[n].isEmpty(); n-- {
			if row.cells[n].repeated > filling {
				row.cells = row.cells[:n]
			}
		}
	}
	for n := len(t.rows) - 1; n >= 0 && t.rows[n].isEmpty(); n-- {
		if t.rows[n].repeated > filling {
			t.rows = t.rows[:n]
		}
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

// lay makes a block of a table; nil where nothing is in it.
func (r *reader) lay(t *table) (*block.Table, error) {
	t.trim()
	if err := r.check(t); err != nil || len(t.rows) == 0 {
		return nil, err
	}
	if t.isParted() {
		return r.layParted(t)
	}
	l := layout{shortest: math.MaxInt}
	headers := 0
	for i := range t.rows {
		row := &t.rows[i]
		for k := range row.repeated {
			l.row(row, k == 0)
		}
		if row.header {
			headers += row.repeated
		}
	}
	height, width := len(l.ends), max(l.started, l.shortest)
	if err := r.allow(height * width); err != nil {
		return nil, err
	}
	result, err := grid.Lay(r.budget, height, width, l.spots)
	if err != nil || width == 0 {
		return nil, err
	}
	r.laid += height * width
	at := 0
	for i := range t.rows {
		for range t.rows[i].repeated {
			result.Rows[at].Header = t.rows[i].header && headers < height
			result.Rows[at].Missing = max(width-l.ends[at], 0)
			at++
		}
	}
	return result, nil
}

// layout finds the places of cells.
type layout struct {
	spots    []grid.Spot
	ends     []int // for each row, the column behind its last
	taken    []int // for each column, the row behind the last that a cell from above covers
	started  int   // the column behind the last that a cell begins in
	shortest int   // of ends
}

// row lays a row out. Covered cells have a place of their own, but some programs leave them out: what would stand in
// a place that is taken stands in the next that is free.
func (l *layout) row(row *row, first bool) {
	at, col := len(l.ends), 0
	for i := range row.cells {
		c := &row.cells[i]
		if c.covered || c.isEmpty() && c.repeated > 1 {
			col += c.repeated
			continue
		}
		for k := range c.repeated {
			for col < len(l.taken) && l.taken[col] > at {
				col++
			}
			l.put(c, at, col, first && k == 0)
			col++
		}
	}
	for col < len(l.taken) && l.taken[col] > at {
		col++
	}
	l.ends = append(l.ends, col)
	l.shortest = min(l.shortest, col)
}

// put lays one cell, or a copy of it.
func (l *layout) put(c *cell, at, col int, first bool) {
	of := c.Cell
	if !first {
		copied := *c.Cell
		of = &copied
	}
	l.spots = append(l.spots, grid.Spot{Cell: of, Row: at, Col: col, Rows: c.rows, Cols: c.cols})
	l.started = max(l.started, col+1)
	for k := col; k < col+c.cols; k++ {
		if k >= len(l.taken) {
			l.taken = append(l.taken, make([]int, k+1-len(l.taken))...)
		}
		l.taken[k] = max(l.taken[k], at+c.rows)
	}
}

// check refuses tables that would be larger than is allowed.
func (r *reader) check(t *table) error {
	most, cells, laid := r.budget.Cells, 0, 0
	for i := range t.rows {
		row := &t.rows[i]
		width, alone := 1, 0
		for k := range row.cells {
			width += max(row.cells[k].repeated, row.cells[k].cols)
			alone += row.cells[k].repeated
		}
		if row.repeated > most/width {
			return block.Exceeded("", "more than the limit of %d cells", most)
		}
		if cells += row.repeated * width; cells > most {
			return block.Exceeded("", "more than the limit of %d cells", most)
		}
		laid += row.repeated * alone
	}
	return r.allow(laid)
}

// most returns how many cells the tables yet to be laid may have: far more than the document has, as these repeat and
// span, but a few words must not stand for millions.
func (r *reader) most() int {
	const free, each = 100_000, 10
	return free + each*r.cells - r.laid
}

// allow refuses a grid of so many cells if that is too much.
func (r *reader) allow(cells int) error {
	if cells <= r.most() {
		return nil
	}
	return block.Failed(block.ErrLimit, "", "delete the rows and columns of its tables that are not used, and save it anew",
		"%d cells that repeat and span to more than %d", r.cells, r.laid+r.most())
}
