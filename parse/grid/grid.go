// Package grid lays cells out as the rectangular grid that a table is: from their places and spans, or from their edges
// where a format has rows of cells that know how wide they are and nothing of columns.
package grid

import (
	"math"
	"slices"

	"duban/parse/block"
)

// Spot is a cell with the places of the grid that it covers: Rows and Cols of them, at least 1, from its Row and Col.
type Spot struct {
	*block.Cell
	Row, Col, Rows, Cols int
}

// Lay makes a table of height rows and width columns. Where two spots overlap, the place belongs to the one that stands
// further in front in spots; a spot whose own first place is taken is left out, and keeps a RowSpan of 0 by which the caller can
// tell. Places that no spot covers get an empty cell. Row, Col and the spans of the cells are set.
func Lay(b *block.Budget, height, width int, spots []Spot) (*block.Table, error) {
	if width > 0 && height > b.Cells/width { // before the product overflows
		return nil, block.Exceeded("", "more than the limit of %d cells", b.Cells)
	}
	if err := b.Grid(height * width); err != nil {
		return nil, err
	}
	table := &block.Table{Layout: block.LayoutGrid, Rows: make([]block.Row, height)}
	cells := make([]*block.Cell, height*width)
	for i := range table.Rows {
		table.Rows[i].Cells = cells[i*width : (i+1)*width : (i+1)*width]
	}
	for _, s := range spots {
		s.put(table, height, width)
	}
	for i := range table.Rows {
		for col, c := range table.Rows[i].Cells {
			if c == nil {
				table.Rows[i].Cells[col] = &block.Cell{Row: i, Col: col, RowSpan: 1, ColSpan: 1}
			}
		}
	}
	return table, nil
}

// put lays a spot into the places that are free: a rectangle, as wide as its first row has them and as far down as rows have all.
func (s Spot) put(table *block.Table, height, width int) {
	if s.Row < 0 || s.Row >= height || s.Col < 0 {
		return
	}
	right := s.Col
	first := table.Rows[s.Row].Cells
	for right < min(s.Col+s.Cols, width) && first[right] == nil {
		right++
	}
	if right == s.Col {
		return
	}
	row := s.Row
	for row < min(s.Row+s.Rows, height) && isFree(table.Rows[row].Cells[s.Col:right]) {
		for col := s.Col; col < right; col++ {
			table.Rows[row].Cells[col] = s.Cell
		}
		row++
	}
	s.Cell.Row, s.Cell.Col, s.Cell.RowSpan, s.Cell.ColSpan = s.Row, s.Col, row-s.Row, right-s.Col
}

func isFree(cells []*block.Cell) bool {
	return !slices.ContainsFunc(cells, func(c *block.Cell) bool { return c != nil })
}

// Edged is a cell that says where its left and right edges are, in any unit. Up says that it goes on with the cell above whose
// left edge is at the same place; its own text is not shown then.
type Edged struct {
	*block.Cell
	Left, Right int
	Up          bool
}

// FromEdges makes a table of rows of cells in order. Edges that are no further apart than near are one; each is a border of the
// grid's columns. Cells without a width are left out if they have no text, and get a column of their own if they have, so that
// no text is lost. Missing of a row are the columns behind its last cell.
func FromEdges(b *block.Budget, rows [][]Edged, near int) (*block.Table, error) {
	near = min(near, sideBySide(rows)-1)
	columns := columnsOf(rows, near)
	width := max(len(columns.starts)-1, 0)
	var spots []Spot
	ends := make([]int, len(rows))
	var above map[int]int // by column, the spot of the row before that begins there
	for i, row := range rows {
		if err := b.Live(); err != nil {
			return nil, err
		}
		here := make(map[int]int, len(row))
		for _, c := range row {
			left, right := columns.at(c.Left), columns.at(c.Right)
			if right == left { // nothing stands in it
				continue
			}
			ends[i] = max(ends[i], min(right, width))
			if k, ok := above[left]; c.Up && ok && spots[k].Cols == right-left {
				spots[k].Rows++
				here[left] = k
				continue
			}
			here[left] = len(spots)
			spots = append(spots, Spot{c.Cell, i, left, 1, right - left})
		}
		above = here
	}
	table, err := Lay(b, len(rows), width, spots)
	if err != nil {
		return nil, err
	}
	for i := range table.Rows {
		table.Rows[i].Missing = width - ends[i]
	}
	return table, nil
}

// sideBySide puts the cells of each row beside each other where they overlap, in place, and returns the width of the
// narrowest that has text.
func sideBySide(rows [][]Edged) int {
	narrowest := math.MaxInt
	for _, row := range rows {
		end := math.MinInt
		for i := range row {
			c := &row[i]
			c.Left = max(c.Left, end)
			c.Right = max(c.Right, c.Left)
			if c.Text != "" {
				c.Right = max(c.Right, c.Left+1)
				narrowest = min(narrowest, c.Right-c.Left)
			}
			end = c.Right
		}
	}
	return narrowest
}

// columns are the borders of columns, from the left, each with the place at which it starts.
type columns struct {
	starts []int
}

// columnsOf collects the edges of all cells. An edge belongs to the border before it if it is no further than near from
// where that starts, so that borders cannot run into each other by small steps.
func columnsOf(rows [][]Edged, near int) columns {
	var all []int
	for _, row := range rows {
		for _, c := range row {
			all = append(all, c.Left, c.Right)
		}
	}
	slices.Sort(all)
	var c columns
	for _, edge := range all {
		if n := len(c.starts); n == 0 || edge-c.starts[n-1] > near {
			c.starts = append(c.starts, edge)
		}
	}
	return c
}

// at returns the border that an edge belongs to.
func (c columns) at(edge int) int {
	i, found := slices.BinarySearch(c.starts, edge)
	if !found {
		i--
	}
	return i
}
