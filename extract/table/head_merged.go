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

// respread returns the table with the labels of a second header row put under those of the first that reach over several columns, where
// the cells above the others, merged over both rows in print, have lost that and the labels have moved to the left; or else the table.
func (r *Reader) respread(t *block.Table) *block.Table {
	for i := range min(len(t.Rows)-1, mostAbove) {
		upper, lower := t.Rows[i], t.Rows[i+1]
		n := leadingTexts(lower)
		if n == 0 || len(lower.Cells) != len(upper.Cells) || !r.isUnder(upper, lower.Cells[:n]) {
			continue
		}
		out := *t
		out.Rows = slices.Clone(out.Rows)
		row := lower
		row.Cells, row.Missing = slices.Clone(upper.Cells), 0
		k := 0
		for c, x := range upper.Cells {
			if x.ColSpan > 1 {
				row.Cells[c] = lower.Cells[k]
				k++
			}
		}
		out.Rows[i+1] = row
		return &out
	}
	return t
}

// leadingTexts returns how many cells of a row hold a text, if none stands behind a blank one and there are such; else 0.
func leadingTexts(row block.Row) int {
	n := 0
	for c, x := range row.Cells {
		switch blank := text.Trim(x.Text) == ""; {
		case blank:
		case c > n:
			return 0
		default:
			n++
		}
	}
	if n == len(row.Cells) {
		return 0
	}
	return n
}

// isUnder reports whether the cells are labels, one for each column below the labels of a row that reach over several, which are not the
// first.
func (r *Reader) isUnder(upper block.Row, cells []*block.Cell) bool {
	covered := 0
	for _, x := range upper.Cells {
		if x.ColSpan > 1 {
			covered++
		}
		if text.Trim(x.Text) == "" {
			return false
		}
	}
	if covered != len(cells) || covered == 0 || upper.Cells[0].ColSpan > 1 {
		return false
	}
	known := 0.0
	for _, x := range cells {
		isLabel, k := r.labelLike(x.Text)
		if !isLabel || x.ColSpan > 1 || slices.Contains(upper.Cells, x) {
			return false
		}
		known += k
	}
	return 2*known >= float64(len(cells))
}
