package table

import (
	"duban/parse/block"
	"duban/schema"
)

// This file gives the last column the end of its label that a conversion has left in a row of its own, at the left: 累计 | 增长%, where the
// cells above the other columns were merged over both rows in print.

// takeStray takes such a row below the header into it.
func (r *Reader) takeStray(h *Head, t *block.Table) {
	n := len(h.Labels)
	if t.Layout == block.LayoutGrid || n < 3 || h.End+1 >= len(t.Rows) {
		return
	}
	s, single := Single(t.Rows[h.End])
	last := &h.Labels[n-1]
	if !single || s == "" || !last.isOpen() {
		return
	}
	rest := r.Labels.Read([]string{joinLines(s)})
	if whole := r.Labels.Read(append(last.Path[:len(last.Path):len(last.Path)], joinLines(s))); rest.isChange() && whole.isChange() {
		*last = whole
		h.rows = append(h.rows, compactTexts(t.Rows[h.End]))
		h.End++
	}
}

// isOpen reports a label that says since or against when its figures are counted, but not of what kind they are.
func (l *Label) isOpen() bool {
	says := l.Cumulative || l.Basis != "" || l.Earlier != "" || l.Current
	return says && l.Kind == "" && l.Unit.Base == "" && l.Period == nil && l.Measure == ""
}

// isChange reports a label of rates of change.
func (l *Label) isChange() bool { return l.Kind == schema.Growth && l.Measure == "" }
