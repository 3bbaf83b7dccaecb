package dataset

import (
	"strings"
	"unicode"

	"duban/schema"
)

// rowNames are what the rows are called of tables that have no column for the item, where another one serves for it. The view
// naming_columns has the same rule.
type rowNames struct {
	column map[string]string // by the annex: the place of the column
	of     map[place]string
}

// rowNames finds the column that names the rows of each table without one for the item: the last of no known role in front of
// the target, no two cells of which are alike. So 工作任务 stands beside 年度目标.
func (r *Report) rowNames() rowNames {
	names := rowNames{map[string]string{}, map[place]string{}}
	target, extra := map[string]int{}, map[place]bool{}
	for _, c := range r.lines(columns, "annex", "column_index", "role") {
		_, found := target[c[0]]
		switch {
		case c[2] == string(schema.RoleItem):
			target[c[0]] = 0 // nothing stands in front of that
		case c[2] == string(schema.RoleTarget) && !found:
			target[c[0]] = integer(c[1])
		}
		extra[place{c[0], c[1]}] = c[2] == string(schema.RoleExtra)
	}
	all := r.lines(cells, "annex", "row", "column_index", "text")
	twice := twiceInColumn(all)
	for _, c := range all {
		column := place{c[0], c[2]}
		isNaming := extra[column] && !twice[column] && integer(c[2]) < target[c[0]]
		if isNaming && integer(c[2]) >= integer(names.column[c[0]]) {
			names.column[c[0]] = c[2]
		}
	}
	for _, c := range all {
		if names.column[c[0]] == c[2] && strings.ContainsFunc(c[3], unicode.IsLetter) {
			names.of[place{c[0], c[1]}] = c[3]
		}
	}
	return names
}

// twiceInColumn reports which columns, by annex and place, have a text more than once.
func twiceInColumn(all [][]string) map[place]bool {
	type cell struct{ annex, column, text string }
	seen, twice := map[cell]bool{}, map[place]bool{}
	for _, c := range all {
		at := cell{c[0], c[2], c[3]}
		if seen[at] {
			twice[place{c[0], c[2]}] = true
		}
		seen[at] = true
	}
	return twice
}

// field returns the field that a place of a row is of: that of the item where its column names the row.
func (n rowNames) field(annex, field, column string) string {
	if field == string(schema.FieldCell) && n.column[annex] == column && column != "" {
		return string(schema.FieldItem)
	}
	return field
}
