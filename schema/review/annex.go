package review

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"duban/internal/shown"
	"duban/schema"
)

// annex is a table. Its first column says which row it is and how it was read; the others are those of the report.
type annex struct {
	*schema.Annex
	ID       string
	Place    string
	Lines    []string // what lines above the table say of all of it
	Findings []*finding
	Columns  []column
	Rows     []row
}

// column is a column of the report's table, or one for a field of rows of which no column is known to hold it (a
// category that is a row of its own, say).
type column struct {
	schema.Column
	Index   int    // in the report's table; -1 if it is none of its columns
	Name    string // its header as it is shown
	Class   string
	Meaning string // what it was read as, and what its header says of bare figures, in short
	Whole   string // the same with what its unit and its period are exactly
}

// annex makes a table ready for the page. When the context ends it leaves out rows, as nobody sees the page then.
func (v *view) annex(ctx context.Context, a *schema.Annex) annex {
	out := annex{Annex: a, ID: fmt.Sprintf("a%d", a.Index), Place: v.place(a.Location), Lines: v.lines(a), Columns: v.columns(a)}
	for _, f := range a.Findings {
		found := v.finding(f, v.annexPlace(a, f))
		found.At = found.To // as it is about the words of no row
		out.Findings = append(out.Findings, found)
	}
	t := &table{view: v, annex: a, columns: out.Columns}
	for i := range a.Rows {
		if ctx.Err() != nil {
			break
		}
		out.Rows = append(out.Rows, t.row(&a.Rows[i]))
	}
	return out
}

// annexPlace names the place of a finding on a table as a whole.
func (in language) annexPlace(a *schema.Annex, f schema.Finding) string {
	name := in.say("annex %d", a.Index)
	if f.Column != nil && *f.Column < len(a.Columns) {
		name += ", " + in.say("column %s", shown.Visible(a.Columns[*f.Column].Header))
	}
	return name
}

// lines returns what lines between title and table say of all of it.
func (in language) lines(a *schema.Annex) []string {
	var out []string
	if unit := unitOf(a.UnitText, a.Unit, a.Factor); unit != "" {
		out = append(out, in.say("unit %s", unit))
	}
	if p := periodOf(a.Period); p != "" {
		out = append(out, in.say("period %s", p))
	}
	return out
}

// unitOf returns a unit as printed, with what it is in the base unit: "万元 = 10,000 元".
func unitOf(text, unit string, factor int64) string {
	switch {
	case text == "":
		return shown.Visible(unit)
	case factor > 1:
		return shown.Visible(strings.TrimSpace(text + " = " + shown.Grouped(strconv.FormatInt(factor, 10)) + " " + unit))
	case unit != "" && unit != text:
		return shown.Visible(text + " = " + unit)
	}
	return shown.Visible(text)
}

// periodOf returns a period with its days: "一季度 (2021-01-01 – 2021-03-31)".
func periodOf(p *schema.Period) string {
	if p == nil {
		return ""
	}
	days := strings.Join(slices.DeleteFunc([]string{p.Start, p.End}, func(day string) bool { return day == "" }), " – ")
	if days == "" {
		return shown.Visible(p.Text)
	}
	return shown.Visible(p.Text + " (" + days + ")")
}

// ownFields are the roles whose cells have a field of their own in a row.
var ownFields = []schema.Role{schema.RoleCategory, schema.RoleItem, schema.RoleTarget, schema.RoleLeadUnits,
	schema.RoleSupportUnits, schema.RoleProgress, schema.RoleRate, schema.RoleDeadline, schema.RoleNote}

// columns returns the columns of a table without that of the row numbers, and one more for each field of which the
// column is not known in some row.
func (in language) columns(a *schema.Annex) []column {
	var out []column
	for i, c := range a.Columns {
		if c.Role != schema.RoleNumber {
			out = append(out, in.columnOf(i, c))
		}
	}
	unknown := map[schema.Role]bool{}
	for i := range a.Rows {
		cells := filled(&a.Rows[i])
		for _, role := range ownFields {
			if !unknown[role] && hasField(&a.Rows[i], role) {
				unknown[role] = len(free(cells, out, withRole(out, role))) != 1
			}
		}
	}
	for _, role := range ownFields {
		if unknown[role] {
			out = append(out, in.columnApart(role, len(withRole(out, role))))
		}
	}
	if i := slices.IndexFunc(out, isGroup); i > 0 {
		return slices.Concat(out[i:i+1], out[:i], out[i+1:])
	}
	return out
}

// isGroup reports whether a column is for headings of groups that are no column of the table: they stand in front.
func isGroup(c column) bool { return c.Index < 0 && c.Role == schema.RoleCategory }

// columnOf returns a column of the report's table.
func (in language) columnOf(index int, c schema.Column) column {
	period, unit := "", c.UnitText
	if c.Period != nil {
		period = c.Period.Text
	}
	if unit == "" {
		unit = c.Unit
	}
	class := string(c.Role)
	if c.Total {
		class += " sum-up"
	}
	return column{c, index, shown.Visible(c.Header), class, in.meaning(c, unit, period),
		in.meaning(c, unitOf(c.UnitText, c.Unit, c.Factor), periodOf(c.Period))}
}

// columnApart returns a column for a field that n columns of the report's table may hold.
func (in language) columnApart(role schema.Role, n int) column {
	from := in.say("no column of its own")
	if n > 0 {
		from = in.say("of one of several columns")
	}
	return column{schema.Column{Role: role}, -1, in.words(role), string(role), from, from}
}

// withRole returns the places of the columns with a role.
func withRole(columns []column, role schema.Role) []int {
	var places []int
	for i, c := range columns {
		if c.Role == role {
			places = append(places, i)
		}
	}
	return places
}

// free returns those of some columns of the report's table in which a row has no cell: the field of the row is in one
// of them.
func free(filled map[int]bool, columns []column, places []int) []int {
	var out []int
	for _, i := range places {
		if index := columns[i].Index; index >= 0 && !filled[index] {
			out = append(out, i)
		}
	}
	return out
}

// filled returns the columns in which a row has a cell that is no field of its own.
func filled(r *schema.Row) map[int]bool {
	columns := make(map[int]bool, len(r.Cells))
	for _, c := range r.Cells {
		columns[c.Column] = true
	}
	return columns
}

func hasField(r *schema.Row, role schema.Role) bool {
	text, units := content(r, role)
	return text != "" || len(units) > 0
}

// content returns what a row has in the field of a role: a text, or units.
func content(r *schema.Row, role schema.Role) (string, []schema.Unit) {
	switch role {
	case schema.RoleLeadUnits:
		return "", r.LeadUnits
	case schema.RoleSupportUnits:
		return "", r.SupportUnits
	}
	return r.Text(schema.Field(role), 0), nil
}

// meaning returns what a column was read as: "figure · 投资 · 亿元 · target · 2021年 · cumulative".
func (in language) meaning(c schema.Column, unit, period string) string {
	state := in.words(c.State)
	if string(c.State) == string(c.Role) {
		state = ""
	}
	parts := []string{in.words(c.Role), shown.Visible(c.Measure), shown.Visible(unit), in.words(c.Kind), state, shown.Visible(in.basis(c.Basis)),
		shown.Visible(period), wordIf(in.say("cumulative"), c.Cumulative), wordIf(in.say("total"), c.Total)}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}

func wordIf(word string, is bool) string {
	if is {
		return word
	}
	return ""
}

// basis returns what a change is measured against, in words: yoy, mom, vs:2019年.
func (in language) basis(name string) string {
	if name == "yoy" || name == "mom" {
		return in.say(name)
	}
	return name
}
