package table

import (
	"slices"

	"duban/parse/block"
)

// This file reads the header of a grid that has lost its merged cells: its rows have fewer cells than those below, which stand to the left.

// raggedHead reads the labels of such a header like those of text, which have lost their columns, too; ok is false where the table has none.
// Where more than one way fits, none of its labels is sure.
func (r *Reader) raggedHead(t *block.Table) (h Head, ok bool) {
	out := *t
	out.Rows = slices.Clone(t.Rows)
	for i, row := range out.Rows {
		row.Cells = row.Cells[:len(row.Cells)-row.Missing]
		out.Rows[i] = row
	}
	return h, r.lostLabels(&h, &out, 0)
}

// raggedRows returns how many rows of labels at the top lack cells, of which there are several rows; 0 where there are none.
func (r *Reader) raggedRows(t *block.Table) int {
	rows := 0
	for rows < len(t.Rows) && rows < mostLostRows && r.isRagged(t.Rows[rows]) {
		rows++
	}
	if rows > 1 || rows == 1 && len(t.Rows) > 2 && r.isLabels(t.Rows[1]) {
		return rows
	}
	return 0
}

// isRagged reports a row of labels that lacks cells, none of which is merged.
func (r *Reader) isRagged(row block.Row) bool { return row.Missing > 0 && r.isLabels(row) }

func (r *Reader) isLabels(row block.Row) bool {
	cells := row.Cells[:len(row.Cells)-row.Missing]
	if slices.ContainsFunc(cells, func(x *block.Cell) bool { return x.ColSpan > 1 || x.RowSpan > 1 }) {
		return false
	}
	_, _, plain := r.lostRow(block.Row{Cells: cells}, true)
	return plain && len(cells) > 1
}
