package table

import (
	"slices"

	"duban/extract/internal/text"
	"duban/parse/block"
)

// This file takes tables apart that a page has put into one: below the rows of the first a header with other labels,
// mostly under a row with nothing but a title.

// leastLabels is how many cells the header of a further table has at least.
const leastLabels = 3

// Parts returns the tables that one holds below each other, with the text of the row that heads one between them.
// A table that holds no other is returned alone, as it is.
func (r *Reader) Parts(t *block.Table) []block.Block {
	switch t.Layout {
	case block.LayoutGrid, block.LayoutPipes, block.LayoutTabs:
	default: // no row is sure to be one
		return []block.Block{t}
	}
	var parts []block.Block
	from, figures := 0, false
	for i := range t.Rows {
		switch {
		case !figures:
		case r.beginsTable(t.Rows, from, i):
			title, _ := Single(t.Rows[i])
			parts = append(parts, partOf(t, from, i), &block.Paragraph{Text: title, Place: t.Rows[i].Place})
			from, figures = i+1, false
		case r.beginsUntitled(t.Rows, from, i):
			parts = append(parts, partOf(t, from, i))
			from, figures = i, false
		}
		figures = figures || hasFigure(t.Rows[i])
	}
	if from == 0 {
		return []block.Block{t}
	}
	return append(parts, partOf(t, from, len(t.Rows)))
}

// beginsTable reports whether row i is the title of a table of its own: a header that is not the table's own stands below,
// and a row of figures below that.
func (r *Reader) beginsTable(rows []block.Row, from, i int) bool {
	if i+2 >= len(rows) {
		return false
	}
	title, single := Single(rows[i])
	if !single || title == "" || !r.isOtherHeader(rows[i+1]) {
		return false
	}
	labels := compactTexts(rows[i+1])
	if _, known := r.labelLike(labels[0]); known == 0 { // 道路改造 | 已完成 | 已完成 is an entry of words
		return false
	}
	again := func(row block.Row) bool { return slices.Equal(compactTexts(row), labels) }
	if !hasFigure(rows[i+2]) || slices.ContainsFunc(front(rows[from:i]), again) {
		return false
	}
	return slices.ContainsFunc(front(rows[from:i]), r.isOtherHeader) // else what stands in front is the head of this one
}

// beginsUntitled reports whether row i is a header that has the first label of one in front of it and no other of them, and a row of
// figures below it.
func (r *Reader) beginsUntitled(rows []block.Row, from, i int) bool {
	if i+1 >= len(rows) || !hasFigure(rows[i+1]) || !r.isOtherHeader(rows[i]) {
		return false
	}
	labels := compactTexts(rows[i])
	first := front(rows[from:i])
	at := slices.IndexFunc(first, func(row block.Row) bool {
		own := compactTexts(row)
		return len(own) >= leastLabels && own[0] == labels[0]
	})
	return at >= 0 && !slices.ContainsFunc(compactTexts(first[at])[1:], func(s string) bool { return slices.Contains(labels[1:], s) })
}

// front returns the rows of a table among which its header is.
func front(rows []block.Row) []block.Row { return rows[:min(len(rows), mostAbove+mostHead)] }

// isOtherHeader reports a row of nothing but labels, of which the vocabulary knows most.
func (r *Reader) isOtherHeader(row block.Row) bool {
	cells, sure := labelsIn(row, r.onlyLabel)
	return cells >= leastLabels && 2*sure > float64(cells)
}

// hasFigure reports whether a cell behind the first of a row is a bare figure.
func hasFigure(row block.Row) bool {
	return slices.ContainsFunc(row.Cells[min(1, len(row.Cells)):], func(x *block.Cell) bool { return isBare(text.Trim(x.Text)) })
}

// partOf returns the rows of a table up to one as a table of their own.
func partOf(t *block.Table, from, to int) *block.Table {
	part := &block.Table{Layout: t.Layout, Place: t.Place, Rows: slices.Clone(t.Rows[from:to])}
	if from == 0 {
		part.Caption = t.Caption
		return part
	}
	moved := map[*block.Cell]*block.Cell{}
	for i := range part.Rows {
		cells := slices.Clone(part.Rows[i].Cells)
		for k, x := range cells {
			if moved[x] == nil {
				c := *x
				c.Row -= from
				moved[x] = &c
			}
			cells[k] = moved[x]
		}
		part.Rows[i].Cells = cells
	}
	return part
}
