package review

import (
	"fmt"
	"slices"
	"strings"

	"duban/schema"
)

// section is a part of the narrative.
type section struct {
	ID       string
	Heading  []group
	Text     []group
	Place    string
	Findings []*finding
}

func (v *view) section(i int, s *schema.Section) section {
	id := fmt.Sprintf("s%d", i+1)
	found := v.findings(s.Findings, fmt.Sprintf("section %d", i+1))
	marked := func(f schema.Field, text string) []group {
		return cut(text, append(marks(f, s.Indicators, s.Dates, s.Coverage.Unexplained), wordsFound(f, found)...))
	}
	return section{
		ID:       id,
		Heading:  marked(schema.FieldHeading, s.Heading),
		Text:     marked(schema.FieldText, s.Text),
		Place:    place(s.Location),
		Findings: found,
	}
}

// annex is a table. Its first column says which row it is and how it was read; the others are those of the report.
type annex struct {
	*schema.Annex
	ID      string
	Place   string
	Columns []schema.Column
	Rows    []row
}

type row struct {
	ID         string
	Number     string
	NumberNote string
	Status     schema.Status
	Place      string
	Units      string // names, one a line
	Findings   int
	Cells      []cell
}

type cell struct {
	schema.Column
	Text     []group
	Units    []schema.Unit
	Findings []*finding
	Compared []*comparison
}

func (v *view) annex(a *schema.Annex) annex {
	out := annex{Annex: a, ID: fmt.Sprintf("a%d", a.Index), Place: place(a.Location), Columns: columns(a)}
	for i := range a.Rows {
		out.Rows = append(out.Rows, v.row(a, &a.Rows[i], out.Columns))
	}
	return out
}

// columns returns the columns of a table without that of the row numbers, and with those that the rows have although
// the table has none of their own (a category that is a row of its own, say).
func columns(a *schema.Annex) []schema.Column {
	var out []schema.Column
	known := map[schema.Column]bool{}
	add := func(c schema.Column) {
		key := c
		if c.Role != schema.RoleExtra {
			key.Header = ""
		}
		if !known[key] && c.Role != schema.RoleNumber {
			known[key] = true
			out = append(out, c)
		}
	}
	for _, c := range a.Columns {
		add(c)
	}
	for i := range a.Rows {
		for _, role := range []schema.Role{schema.RoleCategory, schema.RoleItem, schema.RoleTarget, schema.RoleLeadUnits,
			schema.RoleSupportUnits, schema.RoleProgress, schema.RoleRate, schema.RoleDeadline, schema.RoleNote} {
			if text, units := content(&a.Rows[i], schema.Column{Role: role}); text != "" || len(units) > 0 {
				add(schema.Column{Header: words(role), Role: role})
			}
		}
	}
	return out
}

// content returns what a row has in a column: a text, or units.
func content(r *schema.Row, c schema.Column) (string, []schema.Unit) {
	switch c.Role {
	case schema.RoleCategory:
		return r.Category, nil
	case schema.RoleItem:
		return r.Item, nil
	case schema.RoleTarget:
		return r.Target, nil
	case schema.RoleLeadUnits:
		return "", r.LeadUnits
	case schema.RoleSupportUnits:
		return "", r.SupportUnits
	case schema.RoleProgress:
		return r.Progress, nil
	case schema.RoleRate:
		return r.Rate, nil
	case schema.RoleDeadline:
		return r.Deadline, nil
	case schema.RoleNote:
		return r.Note, nil
	}
	return "", nil
}

func (v *view) row(a *schema.Annex, r *schema.Row, columns []schema.Column) row {
	id := fmt.Sprintf("a%d-r%d", a.Index, r.Index)
	name := fmt.Sprintf("annex %d, row %d", a.Index, r.Index)
	found := v.findings(r.Findings, name)
	compared := v.comparisons(r, name, id)
	out := row{ID: id, Number: "–", Status: r.Status, Place: place(r.Location), Findings: len(found)}
	if r.Number != 0 {
		out.Number = fmt.Sprint(r.Number)
	}
	if r.NumberSource != schema.NumberPrinted {
		out.NumberNote = string(r.NumberSource)
	}
	out.Units = strings.Join(unitNames(r), "\n")
	for _, c := range columns {
		out.Cells = append(out.Cells, cellOf(r, c, found))
	}
	if len(out.Cells) > 0 {
		at := max(0, slices.IndexFunc(columns, func(c schema.Column) bool { return c.Role == schema.RoleProgress }))
		out.Cells[at].Compared = compared
		out.Cells[at].Findings = append(out.Cells[at].Findings, elsewhere(found, columns)...)
	}
	return out
}

func cellOf(r *schema.Row, c schema.Column, found []*finding) cell {
	text, units := content(r, c)
	if c.Role == schema.RoleExtra { // of which there may be many, and nothing is read
		return cell{Column: c, Text: plain(text)}
	}
	field := schema.Field(c.Role)
	spans := append(marks(field, r.Indicators, r.Dates, r.Coverage.Unexplained), wordsFound(field, found)...)
	if field == schema.FieldProgress {
		spans = append(spans, labels(r.Points)...)
		if e := r.StatusEvidence; e != nil {
			spans = append(spans, span{start: e.Start, end: e.End, class: "evidence"})
		}
	}
	out := cell{Column: c, Text: cut(text, spans), Units: units}
	for _, f := range found {
		if f.Field == field {
			out.Findings = append(out.Findings, f)
		}
	}
	return out
}

// elsewhere returns the findings that are in none of the columns.
func elsewhere(found []*finding, columns []schema.Column) []*finding {
	shown := map[schema.Field]bool{}
	for _, c := range columns {
		shown[schema.Field(c.Role)] = true
	}
	var out []*finding
	for _, f := range found {
		if !shown[f.Field] {
			out = append(out, f)
		}
	}
	return out
}
