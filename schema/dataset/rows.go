package dataset

import (
	"cmp"
	"path"
	"slices"

	"duban/internal/message"
	"duban/schema"
)

// Rows are rows of all tables, by the place of the table in Tables and in order. A row has a text for each column; an
// empty one is a cell without a value.
type Rows [tableCount][][]string

// reportRows returns the rows that a report gives, and a line on each value that the tables cannot hold.
func reportRows(r *schema.Report) (*Rows, []message.Text) {
	b := &builder{}
	at := line{report: r}
	b.add(reports, at)
	for i := range r.Unread {
		at.position, at.unread = i, &r.Unread[i]
		b.add(unread, at)
	}
	b.findings(at, r.Findings)
	for i := range r.Sections {
		b.section(line{report: r, section: i + 1, narrative: &r.Sections[i]})
	}
	for i := range r.Annexes {
		b.annex(line{report: r, annex: &r.Annexes[i]})
	}
	return &b.rows, b.unfit
}

// builder makes the rows of one report.
type builder struct {
	rows  Rows
	unfit []message.Text
}

// add adds a row to a table.
func (b *builder) add(table int, l line) {
	texts, unfit := tables[table].row(&l)
	for _, i := range unfit {
		value := texts[i]
		texts[i] = ""
		if tables[table].Derived {
			continue // it is said of the table that it comes from
		}
		b.unfit = append(b.unfit, message.New("%s: %s %.50s is left out of the tables, as it has more digits than they hold",
			path.Join(tables[table].Name, anyAnnex.cell(&l), anyRow.cell(&l)), tables[table].Columns[i].Name, value))
	}
	b.rows[table] = append(b.rows[table], texts)
}

// row returns the cells of a line, and the places of those that their columns cannot hold in every format.
func (t *Table) row(l *line) (texts []string, unfit []int) {
	texts = make([]string, len(t.Columns))
	for i := range t.Columns {
		c := &t.Columns[i]
		texts[i] = c.cell(l)
		switch {
		case !fits(c.Type, texts[i]):
			unfit = append(unfit, i)
		case c.Type == Text:
			texts[i] = shown(texts[i])
		}
	}
	return texts, unfit
}

func (b *builder) section(at line) {
	s := at.narrative
	b.add(sections, at)
	b.indicators(at, s.Indicators)
	b.dates(at, s.Dates)
	b.findings(at, s.Findings)
}

func (b *builder) annex(at line) {
	a := at.annex
	b.add(annexes, at)
	for i := range a.Columns {
		at.position, at.column = i, &a.Columns[i]
		b.add(columns, at)
	}
	b.findings(at, a.Findings)
	for i := range a.Rows {
		at.row = &a.Rows[i]
		b.task(at)
	}
}

func (b *builder) task(at line) {
	r := at.row
	b.add(tasks, at)
	b.cells(at)
	b.units(at, "lead", 0, r.LeadUnits)
	b.units(at, "support", len(r.LeadUnits), r.SupportUnits)
	b.indicators(at, r.Indicators)
	b.dates(at, r.Dates)
	for i := range r.Comparisons {
		at.position, at.comparison = i, &r.Comparisons[i]
		b.add(comparisons, at)
	}
	b.findings(at, r.Findings)
}

// cells adds the cells of a row that have no field of their own, and those of fields that it shares with an earlier
// one.
func (b *builder) cells(at line) {
	list := slices.Clone(at.row.Cells)
	inCells := map[int]bool{}
	for _, c := range list {
		inCells[c.Column] = true
	}
	shared := map[int]int{}
	for _, s := range at.row.Shared {
		shared[s.Column] = s.Row
		if !inCells[s.Column] {
			list = append(list, schema.Cell{Column: s.Column, Text: at.row.Text(s.Field, s.Column)})
		}
	}
	slices.SortStableFunc(list, func(a, b schema.Cell) int { return cmp.Compare(a.Column, b.Column) })
	for i := range list {
		at.cell, at.sharedRow = &list[i], shared[list[i].Column]
		b.add(cells, at)
	}
}

func (b *builder) units(at line, role string, from int, list []schema.Unit) {
	for i := range list {
		at.position, at.unit, at.unitRole = from+i, &list[i], role
		b.add(units, at)
	}
}

func (b *builder) indicators(at line, list []schema.Indicator) {
	for i := range list {
		at.position, at.indicator = i, &list[i]
		b.add(indicators, at)
		b.add(observations, at)
	}
}

func (b *builder) dates(at line, list []schema.Date) {
	for i := range list {
		at.position, at.date = i, &list[i]
		b.add(dates, at)
	}
}

func (b *builder) findings(at line, list []schema.Finding) {
	for i := range list {
		at.position, at.finding = i, &list[i]
		b.add(findings, at)
	}
}
