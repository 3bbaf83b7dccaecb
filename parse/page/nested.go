package page

import (
	"slices"
	"strings"
)

// fold makes a cell of what is a table within a cell: several rows in some columns, beside which all other cells are at least as high as
// all of them, and with borders between their columns that no other row of the table has.
func (t *ruled) fold() {
	const most = 200 // heights to look at
	seen := map[[2]int]bool{}
	for k := 0; k < len(t.cells) && len(seen) < most; k++ {
		c := t.cells[k]
		at := [2]int{c.row, c.rows}
		if c.rows == 1 || c.row == 0 || seen[at] {
			continue
		}
		seen[at] = true
		if inner := t.nested(c.row, c.rows); inner != nil {
			t.foldCells(inner, c.row, c.rows)
			clear(seen) // as rows have gone
			k = -1
		}
	}
}

// nested returns the indexes of the cells that are parts of one in so many rows, or nil.
func (t *ruled) nested(row, rows int) (inner []int) {
	end := row + rows
	left, right := len(t.xs), 0
	for k, c := range t.cells {
		isBeside := c.row <= row && c.row+c.rows >= end // as high as all of it, or merged with rows about it
		switch {
		case c.row+c.rows <= row || c.row >= end || isBeside:
		case c.row < row || c.row+c.rows > end:
			return nil
		default:
			inner = append(inner, k)
			left, right = min(left, c.col), max(right, c.col+c.cols)
		}
	}
	if len(inner) < 4 || len(t.bordersWithin(inner, left, right)) == 0 {
		return nil
	}
	for k, c := range t.cells {
		isWithin := func(col int) bool { return left < col && col < right }
		if (isWithin(c.col) || isWithin(c.col+c.cols)) && !slices.Contains(inner, k) {
			return nil
		}
	}
	return inner
}

// bordersWithin returns between which columns cells are parted.
func (t *ruled) bordersWithin(cells []int, left, right int) (cols []int) {
	for _, k := range cells {
		if col := t.cells[k].col; left < col && col < right {
			cols = append(cols, col)
		}
	}
	return cols
}

// foldCells puts cells together, and takes out the borders between them.
func (t *ruled) foldCells(inner []int, row, rows int) {
	whole := region{row: row, rows: rows, col: len(t.xs)}
	end := 0
	for _, k := range inner {
		c := t.cells[k]
		whole.col, end = min(whole.col, c.col), max(end, c.col+c.cols)
		whole.parts = append(whole.parts, c)
		whole.lines = append(whole.lines, c.lines...)
		whole.room = whole.room.around(c.room)
	}
	whole.cols = end - whole.col
	slices.SortFunc(whole.parts, func(a, b region) int { return (a.row-b.row)*len(t.xs) + a.col - b.col })
	slices.SortStableFunc(whole.lines, func(a, b textLine) int { return a.base - b.base })
	first := inner[0]
	t.cells[first] = whole
	for _, k := range slices.Backward(inner[1:]) {
		t.cells = slices.Delete(t.cells, k, k+1)
	}
	t.xs = t.without(t.xs, whole.col+1, end, func(c *region) (*int, *int) { return &c.col, &c.cols })
	t.ys = t.without(t.ys, row+1, row+rows, func(c *region) (*int, *int) { return &c.row, &c.rows })
	slices.SortStableFunc(t.cells, func(a, b region) int { return (a.row-b.row)*len(t.xs) + a.col - b.col })
}

// without takes out the borders from one to another, at which no cell begins or ends any more.
func (t *ruled) without(borders []int, from, to int, place func(*region) (at, span *int)) []int {
	for i := range t.cells {
		at, span := place(&t.cells[i])
		end := *at + *span
		if end >= to {
			end -= to - from
		}
		if *at >= to {
			*at -= to - from
		}
		*span = end - *at
	}
	return slices.Delete(slices.Clone(borders), from, to)
}

// nestedText returns the texts of cells within a cell, a line a row, those of one row parted by tabs.
func (c *region) nestedText() string {
	var rows []string
	var cells []string
	for i := range c.parts {
		if p := &c.parts[i]; p.text != "" || p.rows == 1 { // else it is the room beside the table
			cells = append(cells, strings.ReplaceAll(p.text, "\n", " "))
		}
		if i+1 == len(c.parts) || c.parts[i+1].row > c.parts[i].row {
			if row := strings.TrimRight(strings.Join(cells, "\t"), "\t"); row != "" {
				rows = append(rows, row)
			}
			cells = nil
		}
	}
	return strings.Join(rows, "\n")
}
