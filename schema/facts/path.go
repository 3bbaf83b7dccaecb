package facts

import (
	"fmt"
	"strconv"
	"strings"

	"duban/schema"
)

// path is a path on its way through a report. As texts and codes may hold slashes, it is read from its front.
type path struct {
	rest     string
	location *schema.Location
	indexes  indexes
}

// indexes are the places of the things of each list by their texts. The first of its things names a list.
type indexes map[any]map[string][]int

// first is what names a list.
func first[T any](list []T) any {
	if len(list) == 0 {
		return nil
	}
	return &list[0]
}

// of returns the index of a list of n things.
func (x indexes) of(first any, n int, textOf func(int) string) map[string][]int {
	if x[first] == nil {
		x[first] = map[string][]int{}
		for i := range n {
			x[first][textOf(i)] = append(x[first][textOf(i)], i)
		}
	}
	return x[first]
}

// next cuts off the first part.
func (p *path) next() string {
	part, rest, _ := strings.Cut(p.rest, "/")
	p.rest = rest
	return part
}

// index cuts off a number from 1 to n.
func (p *path) index(what string, n int) (int, error) {
	part := p.next()
	i, err := strconv.Atoi(part)
	if err != nil || i < 1 {
		return 0, fmt.Errorf("%q is no number of a %s", part, what)
	}
	if i > n {
		return 0, fmt.Errorf("there is no %s %d; the last is %d", what, i, n)
	}
	return i - 1, nil
}

// end returns the value of a part that nothing may follow.
func (p *path) end(value string) (string, error) {
	if p.rest != "" {
		return "", fmt.Errorf("nothing stands below, but %q is asked for", p.rest)
	}
	return strings.ReplaceAll(value, "\n", `\n`), nil
}

func (p *path) count(n int) (string, error) { return p.end(strconv.Itoa(n)) }

// number returns a number that may be absent, which 0 says.
func (p *path) number(n int) (string, error) {
	if n == 0 {
		return p.end("")
	}
	return p.count(n)
}

func (p *path) report(r *schema.Report) (string, error) {
	switch part := p.next(); part {
	case "annexes":
		return p.count(len(r.Annexes))
	case "sections":
		return p.count(len(r.Sections))
	case "title":
		return p.end(r.Title)
	case "issuer":
		return p.end(r.Issuer)
	case "serial":
		return p.number(r.Serial)
	case "date":
		return p.end(r.Date)
	case "period":
		if r.Period == nil {
			return p.end("")
		}
		return p.end(r.Period.Text)
	case "findings":
		return p.findings(r.Findings)
	case "coverage":
		return p.coverage(r.Coverage)
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
	default:
		return unknown(part, "a report")
	}
}

func unknown(part, of string) (string, error) { return "", fmt.Errorf("%q is no part of %s", part, of) }

func (p *path) coverage(c schema.Coverage) (string, error) {
	switch part := p.next(); part {
	case "numbers":
		return p.count(c.Numbers)
	case "explained":
		return p.count(c.Explained)
	case "unexplained":
		return p.count(len(c.Unexplained))
	default:
		return unknown(part, "a coverage")
	}
}

func (p *path) annex(a *schema.Annex) (string, error) {
	p.location = a.Location
	switch part := p.next(); part {
	case "rows":
		return p.count(len(a.Rows))
	case "title":
		return p.end(a.Title)
	case "number":
		return p.number(a.Number)
	case "kind":
		return p.end(string(a.Kind))
	case "declared_rows":
		return p.number(a.DeclaredRows)
	case "coverage":
		return p.coverage(a.Coverage)
	case "row":
		i, err := p.index("row", len(a.Rows))
		if err != nil {
			return "", err
		}
		return p.row(&a.Rows[i])
	default:
		return unknown(part, "an annex")
	}
}

func (p *path) section(s *schema.Section) (string, error) {
	p.location = s.Location
	switch part := p.next(); part {
	case "heading":
		return p.end(s.Heading)
	case "text":
		return p.end(s.Text)
	default:
		return p.lists(part, s.Indicators, s.Dates, s.Findings, s.Coverage, "a section")
	}
}

func (p *path) row(row *schema.Row) (string, error) {
	p.location = row.Location
	texts := map[string]string{
		"category": row.Category, "item": row.Item, "target": row.Target, "progress": row.Progress, "rate": row.Rate,
		"deadline": row.Deadline, "note": row.Note, "status": string(row.Status), "number_source": string(row.NumberSource),
	}
	part := p.next()
	if text, ok := texts[part]; ok {
		return p.end(text)
	}
	switch part {
	case "lead_units":
		return p.end(unitNames(row.LeadUnits))
	case "support_units":
		return p.end(unitNames(row.SupportUnits))
	case "number":
		return p.number(row.Number)
	case "points":
		return p.count(len(row.Points))
	case "comparisons":
		return p.count(len(row.Comparisons))
	case "status_evidence":
		if row.StatusEvidence == nil {
			return p.end("")
		}
		return p.end(row.StatusEvidence.Text)
	case "compare":
		return p.comparison(row)
	default:
		return p.lists(part, row.Indicators, row.Dates, row.Findings, row.Coverage, "a row")
	}
}

func unitNames(units []schema.Unit) string {
	var names []string
	for _, u := range units {
		names = append(names, u.Name)
	}
	return strings.Join(names, "、")
}

// lists goes on into what rows and sections both have.
func (p *path) lists(part string, indicators []schema.Indicator, dates []schema.Date, findings []schema.Finding, c schema.Coverage, of string) (string, error) {
	switch part {
	case "indicators":
		return p.indicator(indicators)
	case "dates":
		return p.date(dates)
	case "findings":
		return p.findings(findings)
	case "coverage":
		return p.coverage(c)
	default:
		return unknown(part, of)
	}
}

// findings counts findings, of one code if the path names it.
func (p *path) findings(findings []schema.Finding) (string, error) {
	if p.rest == "" {
		return p.count(len(findings))
	}
	n := 0
	for _, f := range findings {
		if string(f.Code) == p.rest {
			n++
		}
	}
	p.rest = ""
	return p.count(n)
}

// property cuts the rest into a text and the property behind it.
func (p *path) property() (text, property string) {
	i := strings.LastIndexByte(p.rest, '/')
	if i < 0 {
		text, p.rest = p.rest, ""
		return text, ""
	}
	text, property, p.rest = p.rest[:i], p.rest[i+1:], ""
	return text, property
}

func (p *path) indicator(list []schema.Indicator) (string, error) {
	if p.rest == "" {
		return p.count(len(list))
	}
	text, property := p.property()
	i, err := find(p.indexes.of(first(list), len(list), func(i int) string { return list[i].Text }), text, "indicator")
	if err != nil {
		return "", err
	}
	x := list[i]
	texts := map[string]string{
		"value": x.Value.String(), "value_max": optional(x.ValueMax), "unit": x.Unit, "kind": string(x.Kind), "state": string(x.State),
		"modifier": string(x.Modifier), "subject": x.Subject, "period": x.Period, "basis": x.Basis, "field": string(x.Field),
	}
	if value, ok := texts[property]; ok {
		return p.end(value)
	}
	return unknown(property, "an indicator")
}

func optional(d *schema.Decimal) string {
	if d == nil {
		return ""
	}
	return d.String()
}

func (p *path) date(list []schema.Date) (string, error) {
	if p.rest == "" {
		return p.count(len(list))
	}
	text, property := p.property()
	i, err := find(p.indexes.of(first(list), len(list), func(i int) string { return list[i].Text }), text, "date")
	if err != nil {
		return "", err
	}
	switch property {
	case "value":
		return p.end(list[i].Value)
	case "role":
		return p.end(string(list[i].Role))
	}
	return unknown(property, "a date")
}

// comparison finds a comparison by the text of its target.
func (p *path) comparison(row *schema.Row) (string, error) {
	text, property := p.property()
	list := row.Comparisons
	i, err := find(p.indexes.of(first(list), len(list), func(i int) string { return row.Indicators[list[i].Target].Text }), text, "compared target")
	if err != nil {
		return "", err
	}
	switch property {
	case "ratio":
		return p.end(optional(list[i].Ratio))
	case "difference":
		return p.end(optional(list[i].Difference))
	case "actual":
		return p.end(row.Indicators[list[i].Actual].Text)
	}
	return unknown(property, "a comparison")
}

// find returns the place of the thing with that text. Of several, text says which: 2所[2].
func find(places map[string][]int, text, what string) (int, error) {
	switch found := places[text]; len(found) {
	case 0:
		plain, nth := cutNth(text)
		if found = places[plain]; 1 <= nth && nth <= len(found) {
			return found[nth-1], nil
		}
		return 0, fmt.Errorf("there is no %s %s", what, text)
	case 1:
		return found[0], nil
	default:
		return 0, fmt.Errorf("%d %ss read %s; write %s[1] to %s[%d]", len(found), what, text, text, text, len(found))
	}
}

// cutNth parts 2所[2] into 2所 and 2; 0 where there is no number.
func cutNth(text string) (plain string, nth int) {
	i := strings.LastIndexByte(text, '[')
	if i < 0 || !strings.HasSuffix(text, "]") {
		return text, 0
	}
	nth, err := strconv.Atoi(text[i+1 : len(text)-1])
	if err != nil {
		return text, 0
	}
	return text[:i], nth
}
