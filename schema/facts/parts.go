package facts

import (
	"strconv"

	"duban/schema"
)

// The last parts of paths: what each names, as a text. A path that asks for anything else leads nowhere.

var reportParts = map[string]func(*schema.Report) string{
	"schema_version":  func(r *schema.Report) string { return r.SchemaVersion },
	"id":              func(r *schema.Report) string { return r.ID },
	"annexes":         func(r *schema.Report) string { return count(r.Annexes) },
	"sections":        func(r *schema.Report) string { return count(r.Sections) },
	"title":           func(r *schema.Report) string { return r.Title },
	"issuer":          func(r *schema.Report) string { return r.Issuer },
	"serial":          func(r *schema.Report) string { return known(r.Serial) },
	"date":            func(r *schema.Report) string { return r.Date },
	"document_number": func(r *schema.Report) string { return r.DocumentNumber },
}

var sourceParts = map[string]func(*schema.Source) string{
	"name":     func(s *schema.Source) string { return s.Name },
	"format":   func(s *schema.Source) string { return s.Format },
	"encoding": func(s *schema.Source) string { return s.Encoding },
	"size":     func(s *schema.Source) string { return known(s.Size) },
}

var regionParts = map[string]func(*schema.Region) string{
	"code":  func(r *schema.Region) string { return r.Code },
	"name":  func(r *schema.Region) string { return r.Name },
	"level": func(r *schema.Region) string { return string(r.Level) },
}

var periodParts = map[string]func(*schema.Period) string{
	"text":    func(p *schema.Period) string { return p.Text },
	"year":    func(p *schema.Period) string { return known(p.Year) },
	"quarter": func(p *schema.Period) string { return known(p.Quarter) },
	"month":   func(p *schema.Period) string { return known(p.Month) },
	"half":    func(p *schema.Period) string { return known(p.Half) },
	"start":   func(p *schema.Period) string { return p.Start },
	"end":     func(p *schema.Period) string { return p.End },
}

var locationParts = map[string]func(*schema.Location) string{
	"line":     func(l *schema.Location) string { return known(l.Line) },
	"end_line": func(l *schema.Location) string { return known(l.EndLine) },
	"table":    func(l *schema.Location) string { return known(l.Table) },
	"row":      func(l *schema.Location) string { return known(l.Row) },
	"page":     func(l *schema.Location) string { return known(l.Page) },
	"sheet":    func(l *schema.Location) string { return l.Sheet },
	"cell":     func(l *schema.Location) string { return l.Cell },
}

var coverageParts = map[string]func(*schema.Coverage) string{
	"numbers":     func(c *schema.Coverage) string { return strconv.Itoa(c.Numbers) },
	"explained":   func(c *schema.Coverage) string { return strconv.Itoa(c.Explained) },
	"unexplained": func(c *schema.Coverage) string { return count(c.Unexplained) },
}

var sectionParts = map[string]func(*schema.Section) string{
	"heading": func(s *schema.Section) string { return s.Heading },
	"text":    func(s *schema.Section) string { return s.Text },
}

var annexParts = map[string]func(*schema.Annex) string{
	"rows":          func(a *schema.Annex) string { return count(a.Rows) },
	"columns":       func(a *schema.Annex) string { return count(a.Columns) },
	"title":         func(a *schema.Annex) string { return a.Title },
	"number":        func(a *schema.Annex) string { return known(a.Number) },
	"kind":          func(a *schema.Annex) string { return string(a.Kind) },
	"declared_rows": func(a *schema.Annex) string { return known(a.DeclaredRows) },
	"unit":          func(a *schema.Annex) string { return a.Unit },
	"unit_text":     func(a *schema.Annex) string { return a.UnitText },
	"factor":        func(a *schema.Annex) string { return known(a.Factor) },
}

var columnParts = map[string]func(*schema.Column) string{
	"header":     func(c *schema.Column) string { return c.Header },
	"role":       func(c *schema.Column) string { return string(c.Role) },
	"measure":    func(c *schema.Column) string { return c.Measure },
	"unit":       func(c *schema.Column) string { return c.Unit },
	"unit_text":  func(c *schema.Column) string { return c.UnitText },
	"factor":     func(c *schema.Column) string { return known(c.Factor) },
	"kind":       func(c *schema.Column) string { return string(c.Kind) },
	"state":      func(c *schema.Column) string { return string(c.State) },
	"basis":      func(c *schema.Column) string { return c.Basis },
	"cumulative": func(c *schema.Column) string { return strconv.FormatBool(c.Cumulative) },
	"total":      func(c *schema.Column) string { return strconv.FormatBool(c.Total) },
}

var rowParts = map[string]func(*schema.Row) string{
	"number":          func(r *schema.Row) string { return known(r.Number) },
	"number_source":   func(r *schema.Row) string { return string(r.NumberSource) },
	"category":        func(r *schema.Row) string { return r.Category },
	"item":            func(r *schema.Row) string { return r.Item },
	"total":           func(r *schema.Row) string { return strconv.FormatBool(r.Total) },
	"target":          func(r *schema.Row) string { return r.Target },
	"lead_units":      func(r *schema.Row) string { return UnitNames(r.LeadUnits) },
	"support_units":   func(r *schema.Row) string { return UnitNames(r.SupportUnits) },
	"progress":        func(r *schema.Row) string { return r.Progress },
	"rate":            func(r *schema.Row) string { return r.Rate },
	"deadline":        func(r *schema.Row) string { return r.Deadline },
	"note":            func(r *schema.Row) string { return r.Note },
	"points":          func(r *schema.Row) string { return count(r.Points) },
	"status":          func(r *schema.Row) string { return string(r.Status) },
	"status_evidence": statusEvidence,
	"pace":            func(r *schema.Row) string { return string(r.Pace) },
	"pace_evidence":   paceEvidence,
	"comparisons":     func(r *schema.Row) string { return count(r.Comparisons) },
}

func statusEvidence(r *schema.Row) string {
	if r.StatusEvidence == nil {
		return ""
	}
	return r.StatusEvidence.Text
}

func paceEvidence(r *schema.Row) string {
	if r.PaceEvidence == nil {
		return ""
	}
	return r.PaceEvidence.Text
}

var indicatorParts = map[string]func(*schema.Indicator) string{
	"value":     func(i *schema.Indicator) string { return i.Value.String() },
	"value_max": func(i *schema.Indicator) string { return decimal(i.ValueMax) },
	"unit":      func(i *schema.Indicator) string { return i.Unit },
	"kind":      func(i *schema.Indicator) string { return string(i.Kind) },
	"state":     func(i *schema.Indicator) string { return string(i.State) },
	"modifier":  func(i *schema.Indicator) string { return string(i.Modifier) },
	"subject":   func(i *schema.Indicator) string { return i.Subject },
	"period":    func(i *schema.Indicator) string { return i.Period },
	"basis":     func(i *schema.Indicator) string { return i.Basis },
	"measure":   func(i *schema.Indicator) string { return i.Measure },
	"relation":  func(i *schema.Indicator) string { return string(i.Relation) },
	"field":     func(i *schema.Indicator) string { return string(i.Field) },
	"column":    func(i *schema.Indicator) string { return optional(i.Column) },
	"start":     func(i *schema.Indicator) string { return strconv.Itoa(i.Start) },
	"end":       func(i *schema.Indicator) string { return strconv.Itoa(i.End) },
}

var dateParts = map[string]func(*schema.Date) string{
	"value":  func(d *schema.Date) string { return d.Value },
	"role":   func(d *schema.Date) string { return string(d.Role) },
	"field":  func(d *schema.Date) string { return string(d.Field) },
	"column": func(d *schema.Date) string { return optional(d.Column) },
	"start":  func(d *schema.Date) string { return strconv.Itoa(d.Start) },
	"end":    func(d *schema.Date) string { return strconv.Itoa(d.End) },
}

// compared is a comparison with the figures of its row.
type compared struct {
	*schema.Comparison
	figures []schema.Indicator
}

var comparisonParts = map[string]func(compared) string{
	"ratio":      func(c compared) string { return decimal(c.Ratio) },
	"difference": func(c compared) string { return decimal(c.Difference) },
	"schedule":   func(c compared) string { return decimal(c.Schedule) },
	"actual":     func(c compared) string { return c.figures[c.Actual].Text },
}

// part looks up what a path ends with.
func part[T any](parts map[string]func(T) string, name string, of T) (value string, ok bool) {
	get, ok := parts[name]
	if !ok {
		return "", false
	}
	return get(of), true
}

func count[T any](list []T) string { return strconv.Itoa(len(list)) }

// known returns a number that may be absent, which 0 says.
func known[T int | int64](n T) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(int64(n), 10)
}

func optional(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

func decimal(d *schema.Decimal) string {
	if d == nil {
		return ""
	}
	return d.String()
}
