package table

import (
	"slices"
	"strings"

	"duban/extract/internal/text"
	"duban/parse/block"
	"duban/schema"
)

// This file finds the header of a table of text, whose rows hold just the cells that a conversion has left.

// lineHead finds the header of a table without a grid.
func (r *Reader) lineHead(t *block.Table) Head {
	var h Head
	if n := flatHead(t); n > 0 {
		v := r.view(t)
		v.wide = len(t.Rows[0].Cells)
		v.read(&h, 0, n)
		return h
	}
	for i := 0; i < min(len(t.Rows), mostAbove); i++ {
		row := t.Rows[i]
		if r.isLabelRow(row) {
			r.lineLabels(&h, t, i)
			return h
		}
		s, single := Single(row)
		if !single {
			if isPlainLabelRow(t, i) {
				r.lineLabels(&h, t, i)
				return h
			}
			break
		}
		if s != "" {
			h.Above = append(h.Above, s)
		}
		h.End = i + 1
	}
	return h
}

// flatHead returns the number of rows of labels of a flattened table, of which Unflatten has made several; 0 for other tables.
func flatHead(t *block.Table) int {
	n := 0
	for t.Layout == block.LayoutFlat && n < len(t.Rows) && t.Rows[n].Header {
		n++
	}
	if n < 2 {
		return 0
	}
	return n
}

// isLabelRow reports a row of labels: short, no running number among them, and at least two and half of them known.
func (r *Reader) isLabelRow(row block.Row) bool {
	texts, known := 0, 0.0
	for _, x := range distinct(row) {
		ok, k := r.labelLike(x.Text)
		if !ok {
			return false
		}
		texts++
		known += k
	}
	return known >= 2 && 2*known >= float64(texts) || row.Header && texts > 1 && known > 0
}

// isPlainLabelRow reports labels that the vocabulary does not know: the source says so, or all are short words without
// figures above a row with some.
func isPlainLabelRow(t *block.Table, i int) bool {
	if i+1 >= len(t.Rows) {
		return false
	}
	for _, x := range t.Rows[i].Cells {
		s := text.Trim(x.Text)
		if text.Len(s) > 12 || s == "" || strings.ContainsAny(s, "0123456789。，：") {
			return false
		}
	}
	return t.Rows[i].Header || slices.ContainsFunc(t.Rows[i+1].Cells, func(c *block.Cell) bool { return strings.ContainsAny(c.Text, "0123456789。") })
}

// lineLabels reads the labels that begin in row i.
func (r *Reader) lineLabels(h *Head, t *block.Table, i int) {
	upper := t.Rows[i].Cells
	h.rows = append(h.rows, compactTexts(t.Rows[i]))
	h.End = i + 1
	var lower []*block.Cell
	if h.End < len(t.Rows) && r.isLowerHeader(upper, t.Rows[h.End]) {
		lower = t.Rows[h.End].Cells
		h.rows = append(h.rows, compactTexts(t.Rows[h.End]))
		h.End++
	}
	for ; h.End < len(t.Rows); h.End++ {
		row := t.Rows[h.End]
		switch {
		case isNumbering(row):
			continue
		case len(row.Cells) == len(upper) && r.isUnits(row):
			h.Units = (&view{Reader: r}).units(row)
			continue
		}
		break
	}
	if lower != nil {
		upper, lower = r.spread(upper, lower)
	} else if t.Layout == block.LayoutFlat {
		upper = wholeLabels(upper)
	}
	for c := range upper {
		path := appendLabel(nil, upper[c])
		if c < len(lower) && lower[c] != upper[c] {
			path = appendLabel(path, lower[c])
		}
		h.Labels = append(h.Labels, r.Labels.Read(path))
	}
	for n := len(h.Labels); n > 0 && len(h.Labels[n-1].Path) == 0 && t.Width() < n; n-- {
		h.Labels = h.Labels[:n-1]
	}
}

// wholeLabels puts the pieces of labels together that stand in lines of their own: 完成目标 | （%）.
func wholeLabels(cells []*block.Cell) []*block.Cell {
	var out []*block.Cell
	for _, x := range cells {
		n := len(out)
		if n == 0 || !isBracket(joinLines(out[n-1].Text), joinLines(x.Text)) {
			out = append(out, x)
			continue
		}
		whole := *out[n-1]
		whole.Text += x.Text
		out[n-1] = &whole
	}
	return out
}

func appendLabel(path []string, x *block.Cell) []string {
	if label := joinLines(x.Text); label != "" {
		path = append(path, label)
	}
	return path
}

// isLowerHeader reports a second row of labels: cells of the first reach into it, or it has labels alone, and none in
// the column of the numbers.
func (r *Reader) isLowerHeader(upper []*block.Cell, row block.Row) bool {
	shared, own, known := 0, 0, 0.0
	for c, x := range row.Cells {
		if c < len(upper) && upper[c] == x {
			shared++
			continue
		}
		if text.Trim(x.Text) == "" {
			continue
		}
		ok, k := r.labelLike(x.Text)
		if !ok {
			return false
		}
		own++
		known += k
	}
	if own == 0 {
		return false
	}
	return shared > 0 && 2*known >= float64(own) || own >= 2 && known == float64(own) && (len(row.Cells) < len(upper) || text.Trim(row.Cells[0].Text) == "")
}

// spread brings two rows of labels that are no grid to the same columns. A label above an empty place covers it; where
// the lower row has labels alone, they stand below the label of the same role, or below the last.
func (r *Reader) spread(upper, lower []*block.Cell) (up, low []*block.Cell) {
	if len(lower) >= len(upper) {
		up = slices.Clone(upper)
		for c := range up {
			if c > 0 && text.Trim(up[c].Text) == "" && text.Trim(lower[c].Text) != "" {
				up[c] = up[c-1]
			}
		}
		return up, lower
	}
	at := len(upper) - 1
	first := r.roleOf(lower[0])
	for c, u := range upper {
		if role := r.roleOf(u); role != "" && role == first {
			at = c
		}
	}
	for c, u := range upper {
		if c != at {
			up, low = append(up, u), append(low, u)
			continue
		}
		for _, l := range lower {
			up, low = append(up, u), append(low, l)
		}
	}
	return up, low
}

func (r *Reader) roleOf(x *block.Cell) schema.Role {
	l := r.Labels.Read(appendLabel(nil, x))
	return l.Role
}
