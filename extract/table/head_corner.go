package table

import (
	"slices"

	"duban/extract/internal/text"
	"duban/parse/block"
	"duban/schema"
)

// This file moves the labels of a header to the right where the cell in front of them is missing, a blank corner or the one above the
// running numbers: labels of figures stand above names then, and the columns of figures at the end have none.

// mostCorner is how many columns such a cell stands above.
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
	if !inFront(columns[:blank], t.Rows[h.End:]) || labelsFit(h.Labels, columns) || !labelsFit(h.Labels[:n-blank], columns[blank:]) {
		return
	}
	for c := n - blank; c < n; c++ { // no label is missing there
		if !columns[c].ofFigures() {
			return
		}
	}
	h.Labels = append(slices.Clone(h.Labels[n-blank:]), h.Labels[:n-blank]...)
	h.Units = nil
}

// inFront reports columns of names, or of running numbers, as they stand in front of a table.
func inFront(columns []lostColumn, rows []block.Row) bool {
	for c := range columns {
		if x := &columns[c]; x.cells == 0 || x.ofFigures() && !(c == 0 && countRows(rows)) {
			return false
		}
	}
	return true
}

// countRows reports whether the first cells of the rows are the numbers from 1 on.
func countRows(rows []block.Row) bool {
	for i, row := range rows[:min(len(rows), mostBody)] {
		if n, ok := text.Ordinal(row.Cells[0].Text); !ok || n != i+1 {
			return false
		}
	}
	return true
}

// ofFigures reports whether most cells of a column are figures.
func (x *lostColumn) ofFigures() bool { return 2*x.figures > x.cells }

// labelsFit reports whether no label of figures stands above names and none of names above figures.
func labelsFit(labels []Label, columns []lostColumn) bool {
	figures := 0
	for c := range labels {
		l, x := &labels[c], &columns[c]
		isName := l.Role == schema.RoleItem || l.Role == schema.RoleCategory
		switch {
		case x.cells == 0:
		case l.ofFigures() && !x.ofFigures(), isName && x.ofFigures():
			return false
		case l.ofFigures():
			figures++
		}
	}
	return figures > 0
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
