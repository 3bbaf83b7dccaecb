package odt

import (
	"slices"

	"duban/parse/block"
	"duban/parse/grid"
)

// This file reads tables as OpenOffice up to version 2 wrote them: where cells of a row are parted into rows, these
// are a table in the cell that shows no borders of its own. The cells have edges instead of columns then.

func (r *reader) column(t *table, e element) {
	const most = 1 << 14 // that any program has
	width := r.styles.find("table-column", e.attr("table:style-name")).width
	for range min(max(e.number("table:number-columns-repeated", 1), 1), most-len(t.widths)) {
		t.widths = append(t.widths, width)
	}
}

// part takes the tables that part a cell which has ended. Where they are not all that the cell holds, they are
// tables in it.
func (r *reader) part(c *cell, parts []*table) error {
	if len(parts) == 1 && c.Text == "" {
		c.parted = parts[0]
		return nil
	}
	for _, t := range parts {
		nested, err := r.lay(t)
		if err != nil || nested == nil {
			return err
		}
		c.Tables = append(c.Tables, nested)
		if err := r.budget.Unpack(r.s.part, int64(len(c.Text))); err != nil {
			return err
		}
		c.Text = string(block.Tidy([]byte(c.Text + "\n" + nested.Text())))
	}
	return nil
}

func (t *table) isParted() bool {
	return slices.ContainsFunc(t.rows, func(row row) bool {
		return slices.ContainsFunc(row.cells, func(c cell) bool { return c.parted != nil })
	})
}

// layParted makes a block of a table with parted cells.
func (r *reader) layParted(t *table) (*block.Table, error) {
	const width, near = 100_000, 20 // of the whole table in any unit, and what makes no difference
	p := parter{budget: r.budget, allow: r.allow, used: map[*block.Cell]bool{}}
	lines, headers := p.lines(t, 0, width)
	if p.err != nil {
		return nil, p.err
	}
	result, err := grid.FromEdges(r.budget, lines, near)
	if err != nil {
		return nil, err
	}
	cells := len(result.Rows) * result.Width()
	if err := r.allow(cells); err != nil {
		return nil, err
	}
	r.laid += cells
	for i := range result.Rows {
		result.Rows[i].Header = i < headers && headers < len(lines)
	}
	return result, nil
}

// parter lays out tables in the cells of others.
type parter struct {
	budget *block.Budget
	used   map[*block.Cell]bool // that have a place
	cells  int
	allow  func(cells int) error
	err    error
}

// once returns a cell, or a copy of it if it has a place already.
func (p *parter) once(c *block.Cell) *block.Cell {
	if !p.used[c] {
		p.used[c] = true
		return c
	}
	copied := *c
	return &copied
}

// lines returns the rows that a table shows between two edges, and how many of them are headers.
func (p *parter) lines(t *table, left, right int) (lines [][]grid.Edged, headers int) {
	borders, above := t.borders(left, right), map[int]spanned{}
	leading := true
	for i := range t.rows {
		row := &t.rows[i]
		for range row.repeated {
			lines = append(lines, p.row(row, borders, above)...)
			if p.err != nil {
				return nil, 0
			}
		}
		if leading = leading && row.header; leading {
			headers = len(lines)
		}
	}
	return lines, headers
}

// spanned is a cell that goes on in so many of the rows below.
type spanned struct{ left, right, rows int }

// borders returns the left edge of each column and the right edge of the last.
func (t *table) borders(left, right int) []int {
	columns := len(t.widths)
	for i := range t.rows {
		n := 0
		for _, c := range t.rows[i].cells {
			n += c.repeated
		}
		columns = max(columns, n)
	}
	widths := append(slices.Clone(t.widths), make([]float64, columns-len(t.widths))...)
	sum := 0.0
	for i, w := range widths {
		if w <= 0 {
			widths[i] = 1
		}
		sum += widths[i]
	}
	borders, at := []int{left}, 0.0
	for _, w := range widths {
		at += w
		borders = append(borders, left+int(float64(right-left)*at/sum))
	}
	return borders
}

// row returns the rows that one shows: as many as the cell that is parted into most.
func (p *parter) row(row *row, borders []int, above map[int]spanned) [][]grid.Edged {
	var parts [][][]grid.Edged
	height, col := 1, 0
	for i := range row.cells {
		c := &row.cells[i]
		if c.covered {
			if s, ok := above[col]; ok && s.rows > 0 {
				s.rows--
				above[col] = s
				parts = append(parts, [][]grid.Edged{{{Cell: p.once(c.Cell), Left: s.left, Right: s.right, Up: true}}})
			}
			col += c.repeated
			continue
		}
		for range c.repeated {
			left, right := borders[min(col, len(borders)-1)], borders[min(col+c.cols, len(borders)-1)]
			part := [][]grid.Edged{{{Cell: p.once(c.Cell), Left: left, Right: right}}}
			if c.parted != nil {
				part, _ = p.lines(c.parted, left, right)
			}
			parts = append(parts, part)
			above[col] = spanned{left, right, c.rows - 1}
			height = max(height, len(part))
			col++
		}
	}
	return p.beside(parts, height)
}

// beside puts cells with their rows beside each other. The last row of each goes on to the end.
func (p *parter) beside(parts [][][]grid.Edged, height int) [][]grid.Edged {
	lines := make([][]grid.Edged, height)
	for i := range lines {
		p.cells++
		if p.err == nil {
			p.err = p.budget.Live()
		}
		for _, part := range parts {
			if p.err != nil || len(part) == 0 {
				continue
			}
			line := part[min(i, len(part)-1)]
			if p.cells += len(line); p.cells > p.budget.Cells {
				p.err = block.Exceeded("", "more than the limit of %d cells", p.budget.Cells)
			} else {
				p.err = p.allow(p.cells)
			}
			for _, c := range line {
				if i >= len(part) {
					c.Cell, c.Up = &block.Cell{RowSpan: 1, ColSpan: 1}, true
				}
				lines[i] = append(lines[i], c)
			}
		}
	}
	return lines
}
