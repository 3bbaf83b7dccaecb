package table

import (
	"strings"

	"duban/extract/internal/text"
	"duban/internal/char"
	"duban/parse/block"
)

// This file adds up what speaks for rows as the header of a grid, and against them.

// score adds up what speaks for the rows from s to e as the header.
func (v *view) score(s, e int) float64 {
	score := v.skipped(s, e) + v.headerRows(s, e) + v.boundary(e) + v.contrast(s, e)
	return score - 0.3*float64(e-s-1)
}

// skipped is what the rows above say against a header of the rows from s to e.
func (v *view) skipped(s, e int) float64 {
	score := 0.0
	for i, w := range v.rows[:s] {
		switch {
		case w.single:
		case w.figures > 0, w.known >= 2:
			score -= 6
		case v.labelsBlank(i, s, e):
			score -= 2
		case !w.header:
			score -= 0.6
		}
	}
	return score
}

// labelsBlank reports whether row i is of labels, with a known one above a column for which the rows from s to e have none.
func (v *view) labelsBlank(i, s, e int) bool {
	if v.rows[i].labels < v.rows[i].cells {
		return false
	}
	for c, x := range distinct(v.t.Rows[i]) {
		if strings.ContainsAny(x.Text, char.Colons) {
			return false
		}
		if _, known := v.labelLike(x.Text); known >= 1 && !v.hasLabel(s, e, c) {
			return true
		}
	}
	return false
}

// headerRows is how far the rows from s to e are labels.
func (v *view) headerRows(s, e int) float64 {
	cells, known, others := 0, 0.0, 0
	rows := 0
	for i := s; i < e; i++ {
		w := &v.rows[i]
		if w.numbered || w.units && i > s {
			rows++
			continue
		}
		if w.group || w.single && w.cells > 0 && v.fills(i) {
			others++ // a text over the whole width is none of several labels
		}
		cells += w.cells
		known += w.known
		others += w.cells - w.labels + w.figures // which no label is at all
	}
	if cells == 0 || rows == e-s {
		return -10
	}
	return min(known, 3) + 3*known/float64(cells) - 4*float64(others) + 0.6*float64(rows)
}

// fills reports whether the only text of a row stands over its whole width.
func (v *view) fills(i int) bool {
	for _, x := range distinct(v.t.Rows[i]) {
		return x.ColSpan >= v.wide
	}
	return false
}

// boundary is what speaks for an end of the header above row e: no cell reaches over it, the source's own marks, and
// that what follows are no labels.
func (v *view) boundary(e int) float64 {
	score := 0.0
	if e == len(v.rows) {
		return -1
	}
	before, next := v.t.Rows[e-1], &v.rows[e]
	for c, x := range before.Cells {
		if c < len(v.t.Rows[e].Cells) && v.t.Rows[e].Cells[c] == x {
			score -= 6
			break
		}
	}
	switch {
	case before.Header && !next.header:
		score += v.marked()
	case next.header:
		score--
	}
	if next.numbered || next.units {
		score -= 3
	}
	if next.labels < next.cells || next.single && !v.continuesLabel(e) {
		return score
	}
	if next.known >= 2 && 2*next.known >= float64(next.cells) || v.headsFigures(e) {
		score -= 3
	}
	return score
}

// marked is what the source's mark of a header speaks for its last row: in pipes no more than one row can have it.
func (v *view) marked() float64 {
	if v.t.Layout == block.LayoutPipes {
		return 0.5
	}
	return 1.5
}

// continuesLabel reports whether the only text of row e stands below a label other than the first: the rest of it, where the source
// has no merged cells.
func (v *view) continuesLabel(e int) bool {
	for c, x := range distinct(v.t.Rows[e]) {
		return v.t.Layout != block.LayoutGrid && c > 0 && x.ColSpan == 1 && text.Trim(v.t.Rows[e-1].Cells[min(c, len(v.t.Rows[e-1].Cells)-1)].Text) != ""
	}
	return false
}

// headsFigures reports whether each cell of row e is a short text above a column whose cells are none, as labels are.
func (v *view) headsFigures(e int) bool {
	heads := 0
	for c, x := range distinct(v.t.Rows[e]) {
		if v.rows[e].wordy[c] {
			return false
		}
		for i := c; i < len(v.t.Rows[e].Cells) && v.t.Rows[e].Cells[i] == x; i++ {
			if cells, wordy := v.below(e+1, i); cells == 0 || 4*wordy < 3*cells {
				return false
			}
		}
		heads++
	}
	return heads > 0
}

// below counts the cells of a column from row i on that are not blank, and of these the ones that are no short labels.
func (v *view) below(i, c int) (cells, wordy int) {
	for end := min(len(v.rows), i+mostBody); i < end; i++ {
		row := v.t.Rows[i]
		if c >= len(row.Cells) || v.rows[i].single || IsBlank(row.Cells[c].Text) {
			continue
		}
		cells++
		if v.rows[i].wordy[c] {
			wordy++
		}
	}
	return cells, wordy
}

// contrast is how far the cells of the columns differ from their labels.
func (v *view) contrast(s, e int) float64 {
	columns, labelled := 0, 0
	for c := range v.wide {
		if !v.hasLabel(s, e, c) {
			continue
		}
		labelled++
		cells, wordy := v.below(e, c)
		if cells > 0 && 2*wordy >= cells {
			columns++
		}
	}
	wide := float64(max(v.wide, 1))
	return 3*float64(columns)/wide - 2*(wide-float64(labelled))/wide
}

// hasLabel reports whether a column has a label in the rows from s to e.
func (v *view) hasLabel(s, e, c int) bool {
	for i := e - 1; i >= s; i-- {
		w := &v.rows[i]
		isLabels := !w.numbered && !(w.units && i > s)
		if isLabels && c < len(w.blank) && !w.blank[c] {
			return true
		}
	}
	return false
}
