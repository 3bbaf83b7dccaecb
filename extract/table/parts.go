package table

import (
	"slices"

	"duban/extract/internal/text"
	"duban/parse/block"
)

// This file takes tables apart that a page has put into one: below the rows of the first a row with nothing but a title, and below that a
// header with other labels.

// leastLabels is how many cells the header of a further table has at least.
const leastLabels = 3

// Parts returns the tables that one holds below each other, each but the first headed by the only text of a row.
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
		if figures && r.beginsTable(t.Rows, from, i) {
			title, _ := Single(t.Rows[i])
			parts = append(parts, partOf(t, from, i), &block.Paragraph{Text: title, Place: t.Rows[i].Place})
			from, figures = i+1, false
		}
		figures = figures || hasFigure(t.Rows[i])
	}
	if from == 0 {
		return []block.Block{t}
	}
	return append(parts, partOf(t, from, len(t.Rows)))
}

// beginsTable reports whether row i is the title of a table of its own: a header that none of the rows in front of it is stands below,
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
	again := func(row block.Row) bool { return slices.Equal(compactTexts(row), labels) }
	return hasFigure(rows[i+2]) && !slices.ContainsFunc(rows[from:i], again)
}

// isOtherHeader reports a row of nothing but labels, of which the vocabulary knows most.
func (r *Reader) isOtherHeader(row block.Row) bool {
	cells, sure := 0, 0.0
	for _, x := range distinct(row) {
		ok, known := r.labelLike(x.Text)
		sort := r.Look(x.Text) == Offices // 乡镇: one that names an office is not like a label
		if !ok || r.dataLike(x.Text) && !sort {
			return false
		}
		cells++
		sure += known
	}
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
