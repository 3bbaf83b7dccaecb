package table

import (
	"slices"
	"strings"

	"duban/extract/internal/text"
	"duban/internal/char"
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
		if r.lostLabels(&h, t, i) {
			return h
		}
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
	texts, known := labelsIn(row, r.labelLike)
	return known >= 2 && 2*known >= float64(texts) || row.Header && texts > 1 && known > 0
}

// labelsIn returns how many cells a row has, and how many of them are known as labels, by a function that tells whether a text can be one
// and how well it is known; none where a cell can be none.
func labelsIn(row block.Row, like func(string) (ok bool, known float64)) (cells int, known float64) {
	for _, x := range distinct(row) {
		ok, k := like(x.Text)
		if !ok {
			return 0, 0
		}
		cells++
		known += k
	}
	return cells, known
}

// isPlainLabelRow reports labels that the vocabulary does not know: the source says so, or all are short words without
// figures above a row with some.
func isPlainLabelRow(t *block.Table, i int) bool {
	if i+1 >= len(t.Rows) {
		return false
	}
	for _, x := range t.Rows[i].Cells {
		s := text.Trim(x.Text)
		if text.Len(s) > 12 || s == "" || strings.ContainsAny(s, "0123456789"+char.Stop+char.Comma+char.Colon) {
			return false
		}
	}
	return t.Rows[i].Header || slices.ContainsFunc(t.Rows[i+1].Cells, func(c *block.Cell) bool { return strings.ContainsAny(c.Text, "0123456789"+char.Stop) })
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
			h.Units = r.units(row)
			continue
		}
		break
	}
	if lower != nil {
		sure := false
		upper, lower, sure = r.spread(upper, lower, bodyWidth(t.Rows[h.End:]))
		h.Loose = !sure
	} else if t.Layout == block.LayoutFlat {
		if r.lostLine(h, t.Rows[h.End:], upper) {
			return
		}
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

// lostLine reads labels that stand one a line, where there are more of them than most rows have cells.
func (r *Reader) lostLine(h *Head, body []block.Row, cells []*block.Cell) bool {
	cells = joinAdjacent(cells)
	if whole := wholeLabels(cells); len(whole) >= bodyWidth(body) {
		cells = whole
	}
	labels := make([]string, len(cells))
	for c, x := range cells {
		labels[c] = joinLines(x.Text)
	}
	width := bodyWidth(body)
	uneven := slices.ContainsFunc(body, func(row block.Row) bool { return len(row.Cells) != width })
	switch {
	case len(body) < 2:
		return false
	case uneven && !r.repeatsLabels(labels):
		return false // cells are lost
	case uneven: // some labels stand below others for sure
		h.Loose = true
		for _, row := range body {
			width = max(width, len(row.Cells))
		}
	}
	paths, sure, ok := r.lostSplit(labels, width, body)
	if !ok || !sure {
		h.Loose = h.Loose || ok && !r.mayBeEmpty(cells[width:])
		return false
	}
	h.Loose = false
	for _, path := range paths {
		h.Labels = append(h.Labels, r.Labels.Read(path))
	}
	return true
}

// joinAdjacent puts cells together that stand in lines right below each other, where blank lines part most of the others.
func joinAdjacent(cells []*block.Cell) []*block.Cell {
	apart := 0
	for c := 1; c < len(cells); c++ {
		if cells[c].Line > cells[c-1].EndLine+1 {
			apart++
		}
	}
	if 2*apart < len(cells) {
		return cells
	}
	var out []*block.Cell
	for c, x := range cells {
		if c == 0 || x.Line != cells[c-1].EndLine+1 {
			out = append(out, x)
			continue
		}
		whole := *out[len(out)-1]
		whole.Text += x.Text
		out[len(out)-1] = &whole
	}
	return out
}

// repeatsLabels reports whether labels of figures that are known stand more than once: 任务 | 完成 | 任务 | 完成.
func (r *Reader) repeatsLabels(labels []string) bool {
	twins := 0
	for i, s := range labels {
		l := r.Labels.Read([]string{s})
		if l.State != "" && slices.Contains(labels[:i], s) {
			twins++
		}
	}
	return twins > 1
}

// mayBeEmpty reports whether columns of all these labels may hold nothing in any row: notes, problems.
func (r *Reader) mayBeEmpty(cells []*block.Cell) bool {
	return !slices.ContainsFunc(cells, func(x *block.Cell) bool {
		role := r.roleOf(x)
		return role != schema.RoleNote && role != schema.RoleExtra
	})
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

// spread brings two rows of labels that are no grid to the same columns, of which rows have width cells. A label above an empty place
// covers it. Where the lower row has labels alone, they stand below as many of the upper row as the width tells; sure is false where more
// than one way is as good.
func (r *Reader) spread(upper, lower []*block.Cell, width int) (up, low []*block.Cell, sure bool) {
	if len(lower) == width || len(lower) >= len(upper) && len(upper) >= width {
		up = slices.Clone(upper)
		for c := range up {
			if c > 0 && text.Trim(up[c].Text) == "" && c < len(lower) && text.Trim(lower[c].Text) != "" {
				up[c] = up[c-1]
			}
		}
		return up, lower, true
	}
	covered := max(1, len(upper)+len(lower)-width) // labels of the upper row that have others below
	size := len(lower) / covered
	if covered > len(upper) || size*covered != len(lower) || covered > 1 && !repeatsEvery(lower, size) {
		return upper, lower, false
	}
	at, sure := r.coveredAt(upper, lower, covered)
	for c, u := range upper {
		if c < at || c >= at+covered {
			up, low = append(up, u), append(low, u)
			continue
		}
		for _, l := range lower[(c-at)*size : (c-at+1)*size] {
			up, low = append(up, u), append(low, l)
		}
	}
	return up, low, sure
}

// coveredAt returns the first of the labels that others stand below: all but the first, which is none of figures, or the one of the role of
// those below it.
func (r *Reader) coveredAt(upper, lower []*block.Cell, covered int) (at int, sure bool) {
	if covered == len(upper)-1 {
		return 1, true
	}
	at = len(upper) - covered
	first, same := r.roleOf(lower[0]), 0
	for c, u := range upper {
		if role := r.roleOf(u); role != "" && role == first && covered == 1 {
			at = c
			same++
		}
	}
	return at, covered == len(upper) || same == 1
}

// repeatsEvery reports whether labels come round after n of them.
func repeatsEvery(cells []*block.Cell, n int) bool {
	for i := n; i < len(cells); i++ {
		if text.RemoveSpace(cells[i].Text) != text.RemoveSpace(cells[i-n].Text) {
			return false
		}
	}
	return true
}

// bodyWidth returns the number of cells that most of the rows behind the header have.
func bodyWidth(rows []block.Row) int {
	counts := map[int]int{}
	best := 0
	for _, row := range rows[:min(len(rows), mostBody)] {
		n := len(row.Cells)
		if counts[n]++; counts[n] > counts[best] || counts[n] == counts[best] && n > best {
			best = n
		}
	}
	return best
}

func (r *Reader) roleOf(x *block.Cell) schema.Role {
	l := r.Labels.Read(appendLabel(nil, x))
	return l.Role
}
