package facts

import (
	"strconv"
	"strings"

	"duban/internal/message"
	"duban/schema"
)

// path is a path on its way through a report. As texts and codes may hold slashes, it is read from its front.
type path struct {
	rest     string
	location *schema.Location
	indexes  indexes
}

// next cuts off the first part.
func (p *path) next() string {
	part, rest, _ := strings.Cut(p.rest, "/")
	p.rest = rest
	return part
}

// index cuts off a number from 1 to n.
func (p *path) index(what message.Format, n int) (int, error) {
	part := p.next()
	i, err := strconv.Atoi(part)
	if err != nil || i < 1 {
		return 0, message.Errorf("%q is no number of a %s", part, what)
	}
	if i > n {
		return 0, message.Errorf("there is no %s %d; the last is %d", what, i, n)
	}
	return i - 1, nil
}

// column cuts off the number of one of n columns, which are counted from 0.
func (p *path) column(n int) (int, error) {
	part := p.next()
	i, err := strconv.Atoi(part)
	if err != nil || i < 0 {
		return 0, message.Errorf("%q is no number of a column", part)
	}
	if i >= n {
		return 0, message.Errorf("there is no column %d; the last is %d, counted from 0", i, n-1)
	}
	return i, nil
}

// end returns the value of a part that nothing may follow.
func (p *path) end(value string) (string, error) {
	if p.rest != "" {
		return "", message.Errorf("nothing stands below, but %q is asked for", p.rest)
	}
	return strings.ReplaceAll(value, "\n", `\n`), nil
}

func unknown(part string, of message.Format) (string, error) {
	return "", message.Errorf("%q is no part of %s", part, of)
}

func (p *path) report(r *schema.Report) (string, error) {
	name := p.next()
	if value, ok := part(reportParts, name, r); ok {
		return p.end(value)
	}
	switch name {
	case "source":
		return last(p, sourceParts, &r.Source, "a source")
	case "region":
		return last(p, regionParts, r.Region, "a region")
	case "period":
		return p.period(r.Period)
	case "unread":
		return p.unread(r.Unread)
	case "findings":
		return p.findings(r.Findings)
	case "coverage":
		return last(p, coverageParts, &r.Coverage, "a coverage")
	case "annex":
		i, err := p.index("annex", len(r.Annexes))
		if err != nil {
			return "", err
		}
		return p.annex(&r.Annexes[i])
	case "section":
		i, err := p.index("section", len(r.Sections))
		if err != nil {
			return "", err
		}
		return p.section(&r.Sections[i])
	}
	return unknown(name, "a report")
}

// last returns the part of a thing with which the path ends; nothing where the report has no such thing.
func last[T any](p *path, parts map[string]func(*T) string, of *T, what message.Format) (string, error) {
	name := p.next()
	if of == nil {
		of = new(T)
	}
	value, ok := part(parts, name, of)
	if !ok {
		return unknown(name, what)
	}
	return p.end(value)
}

// period returns the text of a period, or the part of it that the path names.
func (p *path) period(of *schema.Period) (string, error) {
	if p.rest == "" {
		p.rest = "text"
	}
	return last(p, periodParts, of, "a period")
}

// unread counts what is not read, of one kind if the path names it.
func (p *path) unread(list []schema.Unread) (string, error) {
	n := 0
	kind := p.next()
	for _, u := range list {
		if kind == "" || string(u.What) == kind {
			n++
		}
	}
	return p.end(strconv.Itoa(n))
}

func (p *path) annex(a *schema.Annex) (string, error) {
	p.location = a.Location
	name := p.next()
	if value, ok := part(annexParts, name, a); ok {
		return p.end(value)
	}
	switch name {
	case "period":
		return p.period(a.Period)
	case "findings":
		return p.findings(a.Findings)
	case "coverage":
		return last(p, coverageParts, &a.Coverage, "a coverage")
	case "location":
		return last(p, locationParts, a.Location, "a location")
	case "column":
		i, err := p.column(len(a.Columns))
		if err != nil {
			return "", err
		}
		return p.columnPart(&a.Columns[i])
	case "row":
		i, err := p.index("row", len(a.Rows))
		if err != nil {
			return "", err
		}
		return p.row(a, &a.Rows[i])
	}
	return unknown(name, "an annex")
}

func (p *path) columnPart(c *schema.Column) (string, error) {
	name := p.next()
	if value, ok := part(columnParts, name, c); ok {
		return p.end(value)
	}
	if name == "period" {
		return p.period(c.Period)
	}
	return unknown(name, "a column")
}

func (p *path) section(s *schema.Section) (string, error) {
	p.location = s.Location
	name := p.next()
	if value, ok := part(sectionParts, name, s); ok {
		return p.end(value)
	}
	if name == "location" {
		return last(p, locationParts, s.Location, "a location")
	}
	return p.lists(name, figures{s.Indicators, s.Dates}, s.Findings, &s.Coverage, "a section")
}

func (p *path) row(a *schema.Annex, row *schema.Row) (string, error) {
	p.location = row.Location
	name := p.next()
	if value, ok := part(rowParts, name, row); ok {
		return p.end(value)
	}
	switch name {
	case "cells":
		return p.cell(a, row)
	case "shared":
		return p.shared(a, row)
	case "compare":
		return p.comparison(row)
	case "location":
		return last(p, locationParts, row.Location, "a location")
	}
	return p.lists(name, figures{row.Indicators, row.Dates}, row.Findings, &row.Coverage, "a row")
}

// lists goes on into what rows and sections both have.
func (p *path) lists(name string, f figures, found []schema.Finding, c *schema.Coverage, of message.Format) (string, error) {
	switch name {
	case "indicators":
		return p.indicator(f, nil)
	case "dates":
		return p.date(f, nil)
	case "findings":
		return p.findings(found)
	case "coverage":
		return last(p, coverageParts, c, "a coverage")
	}
	return unknown(name, of)
}

// findings counts findings, of one code if the path names it.
func (p *path) findings(findings []schema.Finding) (string, error) {
	if p.rest == "" {
		return p.end(count(findings))
	}
	n := 0
	for _, f := range findings {
		if string(f.Code) == p.rest {
			n++
		}
	}
	p.rest = ""
	return p.end(strconv.Itoa(n))
}

// shared returns the row that has what stands in a column of this one too.
func (p *path) shared(a *schema.Annex, row *schema.Row) (string, error) {
	if p.rest == "" {
		return p.end(count(row.Shared))
	}
	i, err := p.column(len(a.Columns))
	if err != nil {
		return "", err
	}
	for _, s := range row.Shared {
		if s.Column == i {
			return p.end(strconv.Itoa(s.Row))
		}
	}
	return p.end("")
}

// cell returns the text of a column, or goes on into its figures and dates.
func (p *path) cell(a *schema.Annex, row *schema.Row) (string, error) {
	if p.rest == "" {
		return p.end(count(row.Cells))
	}
	i, err := p.column(len(a.Columns))
	if err != nil {
		return "", err
	}
	in := cellOf(a, row, i)
	if p.rest == "" {
		return p.end(in.text)
	}
	f := figures{row.Indicators, row.Dates}
	whole := p.rest
	value, err := p.indicator(f, &in.place)
	if err != nil {
		p.rest = whole
		if date, noDate := p.date(f, &in.place); noDate == nil {
			return date, nil
		}
	}
	return value, err
}

// cell is the text of a row in a column, and where its figures say that they stand.
type cell struct {
	text  string
	place place
}

// cellOf returns what a row has in a column. A column whose role has a field of its own in the row is that field,
// unless several columns claim it: then the row does not say whose it is.
func cellOf(a *schema.Annex, row *schema.Row, column int) cell {
	for _, c := range row.Cells {
		if c.Column == column {
			return cell{c.Text, place{schema.FieldCell, column}}
		}
	}
	role := a.Columns[column].Role
	for i := range a.Columns {
		if i != column && a.Columns[i].Role == role {
			return cell{"", place{schema.FieldCell, column}}
		}
	}
	text, _ := part(rowParts, string(role), row)
	if role == schema.RoleStatus { // the field status is judged, and no cell's text
		text = ""
	}
	return cell{text, place{schema.Field(role), 0}}
}

// comparison finds a comparison by the text of its target.
func (p *path) comparison(row *schema.Row) (string, error) {
	text, property := p.property()
	list := row.Comparisons
	places := p.indexes.of(listKey{first: first(list)}, len(list), func(i int) string { return row.Indicators[list[i].Target].Text })
	i, err := find(places, text, "compared target")
	if err != nil {
		return "", err
	}
	value, ok := part(comparisonParts, property, compared{&list[i], row.Indicators})
	if !ok {
		return unknown(property, "a comparison")
	}
	return p.end(value)
}
