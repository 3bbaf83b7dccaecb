package table

import (
	"slices"

	"duban/extract/internal/text"
	"duban/parse/block"
)

// This file gives tables the merged labels back that a conversion has lost, or that the source never merged, with blanks in place of
// them. A table of text whose rows have all their cells is read like a grid then.

// isRectangular reports whether the first rows of a table have a cell for each column.
func isRectangular(t *block.Table) bool {
	switch t.Layout {
	case block.LayoutPipes, block.LayoutAligned, block.LayoutTabs, block.LayoutLines:
	default:
		return false
	}
	width := len(t.Rows[0].Cells)
	for _, row := range t.Rows[:min(len(t.Rows), mostHead+mostBody)] {
		if len(row.Cells) != width || row.LostLead {
			return false
		}
	}
	return width > 1 && t.Width() == width
}

// merged returns the table with the labels of its header, the rows from s to e, merged over the columns whose labels stand below
// them: a blank beside a label is part of it where both have labels below. It returns nil where there is nothing to merge.
func (v *view) merged(s, e int) *block.Table {
	if e-s < 2 {
		return nil
	}
	changed := false
	out := *v.t
	out.Rows = slices.Clone(out.Rows)
	for i := s; i < e-1; i++ {
		row := &out.Rows[i]
		if slices.ContainsFunc(row.Cells, func(x *block.Cell) bool { return x.ColSpan > 1 }) {
			continue // what the source merges, it does itself
		}
		row.Cells = slices.Clone(row.Cells)
		for c := 1; c < len(row.Cells); c++ {
			blank := text.Trim(row.Cells[c].Text) == "" && text.Trim(row.Cells[c-1].Text) != ""
			if !blank || !v.hasLabel(i+1, e, c) || !v.hasLabel(i+1, e, c-1) {
				continue
			}
			changed = true
			first := row.Cells[c-1]
			if c < 2 || row.Cells[c-2] != first {
				own := *first
				first = &own
				row.Cells[c-1] = first
			}
			first.ColSpan++
			row.Cells[c] = first
		}
	}
	if !changed {
		return nil
	}
	return &out
}
