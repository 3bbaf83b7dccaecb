package table

import (
	"slices"

	"duban/parse/block"
	"duban/schema"
)

// This file moves the labels of a header of text to the right where the conversion has dropped the blank corner: labels of figures stand
// above names then, and the columns of figures at the end have none.

// mostCorner is how many columns of names such a corner stands above.
const mostCorner = 2

// cornered moves the labels to their columns.
func (r *Reader) cornered(h *Head, t *block.Table) {
	n := len(h.Labels)
	blank := 0
	for blank < n && len(h.Labels[n-1-blank].Path) == 0 {
		blank++
	}
	if blank == 0 || blank > mostCorner || 2*blank >= n || h.End >= len(t.Rows) {
		return
	}
	columns := lostColumns(t.Rows[h.End:], n)
	for c := range columns {
		x := &columns[c]
		ofFigures := 2*x.figures > x.cells
		if x.cells == 0 || ofFigures != (c >= blank) {
			return
		}
	}
	if slices.ContainsFunc(h.Labels[:n-blank], func(l Label) bool { return !l.ofFigures() }) {
		return
	}
	h.Labels = append(slices.Clone(h.Labels[n-blank:]), h.Labels[:n-blank]...)
	h.Units = nil
}

// ofFigures reports a label that cannot stand above names.
func (x *Label) ofFigures() bool {
	switch x.Role {
	case schema.RoleFigure, schema.RoleRate:
		return true
	case "", schema.RoleTarget, schema.RoleProgress:
		return x.Unit.Base != "" || x.Kind != "" || x.Basis != "" || x.Period != nil || x.figures != nil
	}
	return false
}
