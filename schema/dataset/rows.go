package dataset

import (
	"fmt"
	"path"
	"strconv"

	"duban/schema"
)

// Rows are rows of all tables, by the place of the table in Tables and in order. A row has a text for each column; an
// empty one is a cell without a value.
type Rows [tableCount][][]string

// reportRows returns the rows that a report gives, and a line on each value that the tables cannot hold.
func reportRows(r *schema.Report) (*Rows, []string) {
	b := &builder{id: r.ID}
	b.report(r)
	b.findings(place{}, r.Findings)
	for i := range r.Sections {
		b.section(i, &r.Sections[i])
	}
	for i := range r.Annexes {
		b.annex(&r.Annexes[i])
	}
	total := len(b.rows[findings])
	b.rows[reports][0][len(tables[reports].Columns)-1] = strconv.Itoa(total)
	return &b.rows, b.unfit
}

// builder makes the rows of one report.
type builder struct {
	id    string
	rows  Rows
	unfit []string
}

// place is where in a report a thing stands: annex, row and section, each empty where it is not in one.
type place struct{ annex, row, section string }

// add adds a row to a table. A value that its column cannot hold in every format is left out, and said so.
func (b *builder) add(table int, cells ...string) {
	for i, c := range tables[table].Columns {
		switch {
		case !fits(c.Type, cells[i]):
			b.unfit = append(b.unfit, fmt.Sprintf("%s: %s %.50s is left out of the tables, as it has more digits than they hold",
				path.Join(tables[table].Name, cells[1], cells[2]), c.Name, cells[i]))
			cells[i] = ""
		case c.Type == Text:
			cells[i] = shown(cells[i])
		}
	}
	b.rows[table] = append(b.rows[table], cells)
}

func (b *builder) report(r *schema.Report) {
	var p schema.Period
	if r.Period != nil {
		p = *r.Period
	}
	rows := 0
	for _, a := range r.Annexes {
		rows += len(a.Rows)
	}
	b.add(reports, b.id, r.Source.Name, r.Source.Format, r.Source.Encoding, r.Title, r.Issuer, known(r.Serial), r.Date,
		known(p.Year), p.Text, p.Start, p.End, strconv.Itoa(len(r.Annexes)), strconv.Itoa(rows),
		strconv.Itoa(r.Coverage.Numbers), strconv.Itoa(r.Coverage.Explained), "")
}

func (b *builder) section(i int, s *schema.Section) {
	at := place{section: strconv.Itoa(i)}
	b.add(sections, b.id, at.section, s.Heading, s.Text)
	b.indicators(at, s.Indicators)
	b.dates(at, s.Dates)
	b.findings(at, s.Findings)
}

func (b *builder) annex(a *schema.Annex) {
	index := strconv.Itoa(a.Index)
	b.add(annexes, b.id, index, known(a.Number), string(a.Kind), a.Title, known(a.DeclaredRows), strconv.Itoa(len(a.Rows)))
	for i := range a.Rows {
		b.task(place{annex: index, row: strconv.Itoa(a.Rows[i].Index)}, a.Kind, &a.Rows[i])
	}
}

func (b *builder) task(at place, kind schema.Kind, r *schema.Row) {
	evidence := ""
	if r.StatusEvidence != nil {
		evidence = r.StatusEvidence.Text
	}
	b.add(tasks, b.id, at.annex, at.row, known(r.Number), string(r.NumberSource), string(kind), r.Category, r.Item, r.Target,
		r.Progress, string(r.Status), evidence)
	b.units(at, "lead", 0, r.LeadUnits)
	b.units(at, "support", len(r.LeadUnits), r.SupportUnits)
	b.indicators(at, r.Indicators)
	b.dates(at, r.Dates)
	b.comparisons(at, r)
	b.findings(at, r.Findings)
}

func (b *builder) units(at place, role string, from int, list []schema.Unit) {
	for i, u := range list {
		b.add(units, b.id, at.annex, at.row, strconv.Itoa(from+i), role, u.Name, u.Text, u.Note)
	}
}

func (b *builder) indicators(at place, list []schema.Indicator) {
	for i := range list {
		n := &list[i]
		b.add(indicators, b.id, at.annex, at.row, at.section, strconv.Itoa(i), string(n.Field), n.Text,
			strconv.Itoa(n.Start), strconv.Itoa(n.End), n.Value.String(), decimal(n.ValueMax), n.Unit, string(n.Kind),
			string(n.State), string(n.Modifier), n.Subject, n.Period, n.Basis, cues(n.Cues))
	}
}

func (b *builder) dates(at place, list []schema.Date) {
	for i, d := range list {
		b.add(dates, b.id, at.annex, at.row, at.section, strconv.Itoa(i), string(d.Field), d.Text,
			strconv.Itoa(d.Start), strconv.Itoa(d.End), d.Value, string(d.Role))
	}
}

func (b *builder) comparisons(at place, r *schema.Row) {
	for i, c := range r.Comparisons {
		target, actual := &r.Indicators[c.Target], &r.Indicators[c.Actual]
		b.add(comparisons, b.id, at.annex, at.row, strconv.Itoa(i), strconv.Itoa(c.Target), strconv.Itoa(c.Actual), target.Unit,
			target.Value.String(), actual.Value.String(), decimal(c.Ratio), decimal(c.Difference))
	}
}

func (b *builder) findings(at place, list []schema.Finding) {
	for i, f := range list {
		from, to := "", ""
		if f.Field != "" {
			from, to = strconv.Itoa(f.Start), strconv.Itoa(f.End)
		}
		b.add(findings, b.id, at.annex, at.row, at.section, strconv.Itoa(i), string(f.Code), string(f.Severity), f.Message,
			string(f.Field), from, to, decimal(f.Claimed), decimal(f.Computed), f.From)
	}
}

// known returns a number as text, and nothing for 0, which stands for a number that is not known.
func known(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func decimal(d *schema.Decimal) string {
	if d == nil {
		return ""
	}
	return d.String()
}

func cues(list []schema.Cue) string {
	if len(list) == 0 {
		return "[]"
	}
	return string(encodedJSON(list, ""))
}
