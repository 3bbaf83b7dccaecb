package extract

import (
	"duban/schema"
)

// This file reads tables with their things across, whose rows are the aim and what has been reached: what the items say of how real the
// figures are holds for columns that say nothing of it.

// itemsNameStates reports whether the items of a sheet name an aim in one row and what was reached in another, or nothing but an aim:
// 2024年目标值, and no column does.
func (r *sheetReader) itemsNameStates() bool {
	item := -1
	for i := range r.columns {
		switch c := &r.columns[i]; {
		case c.As == schema.RoleItem:
			item = i
		case c.As == schema.RoleFigure && c.State != "":
			return false
		}
	}
	if item < 0 {
		return false
	}
	aims, reached, bare, rows := false, false, false, 0
	for row := range r.sheet.rows() {
		if rows++; rows > mostNames {
			break
		}
		if item < len(row.Cells) {
			state := r.stateOf(row.Cells[item].Text)
			aims = aims || state == schema.Target
			bare = bare || state == schema.Target && r.isBareAim(row.Cells[item].Text)
			reached = reached || state == schema.Actual
		}
	}
	return bare || aims && reached
}

// isBareAim reports a name that says that figures are an aim, and of when, but not of what.
func (r *sheetReader) isBareAim(item string) bool {
	l := r.tables.Labels.Read([]string{item})
	return l.Period != nil && l.Measure == "" && l.Thing == ""
}

// stateOf returns how real the figures are whose row is called so, read as a label: 新辟线路年度目标, 实际完成; "" where it does not say it.
func (r *sheetReader) stateOf(item string) schema.State {
	l := r.tables.Labels.Read([]string{item})
	switch {
	case l.Role == schema.RoleTarget:
		return schema.Target
	case l.State == schema.Actual, l.Role == schema.RoleProgress:
		return schema.Actual
	}
	return l.State
}

// stateByItem returns the state that the item of a row gives to the figures of a column; "" where it gives none.
func (r *sheetReader) stateByItem(d *draft, c int) schema.State {
	x := &r.columns[c]
	if !r.byItem || x.As != schema.RoleFigure && x.As != schema.RoleExtra || x.State != "" {
		return ""
	}
	return r.stateOf(d.Item)
}
