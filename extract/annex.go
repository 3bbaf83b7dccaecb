package extract

import (
	"slices"
	"strings"

	"duban/extract/cell"
	"duban/extract/internal/forms"
	"duban/internal/message"
	"duban/internal/parallel"
	"duban/schema"
)

// annexes reads the sheets. Units are read last, when the names in all of them are known. Lines of a table that are no
// rows become a section.
func (r *reader) annexes(sheets []*sheet) {
	readers := make([]*sheetReader, len(sheets))
	for i, s := range sheets {
		readers[i] = r.sheetReader(s)
		readers[i].alone = len(sheets) == 1 && len(r.out.Sections) == 0
		readers[i].read()
	}
	for i, sr := range readers {
		r.out.Annexes = append(r.out.Annexes, sr.annex(i+1))
		r.sections(sr.notes)
	}
}

// annex puts what was read together.
func (r *sheetReader) annex(index int) schema.Annex {
	s := r.sheet
	title := r.clean(strings.Join(s.title, ""), r.documentResidue)
	if title == "" && r.alone {
		title = r.out.Title // one heading above a report of one table is the title of both
	}
	a := schema.Annex{
		Index: index, Number: s.number, Title: title, DeclaredRows: declaredRows(title),
		Kind: r.kind(title), Columns: []schema.Column{}, Location: location(s.place),
	}
	a.Period, a.UnitText = s.period, s.unit
	if u := r.lines.Units; len(u) == 1 {
		a.Unit, a.Factor = u[0].Base, u[0].Factor
	}
	for i := range r.columns {
		a.Columns = append(a.Columns, columnOf(&r.columns[i]))
	}
	if r.loose {
		f := schema.Finding{Code: schema.RowShape, Severity: schema.Warning}
		a.Findings = append(a.Findings, f.Saying("cells of which it is not certain what labels stand above them"))
	}
	fill(&a.Findings)
	fill(&a.Coverage.Unexplained)
	r.numberRows(a.DeclaredRows)
	r.numberFindings()
	r.countFinding(a)
	source := r.recognizedBy()
	a.Rows = r.finished(a.Kind, source)
	for i := range a.Rows {
		addCoverage(&a.Coverage, a.Rows[i].Coverage, schema.Unexplained{Row: i + 1})
	}
	return a
}

// annexName is how findings call an annex.
func annexName(a schema.Annex) message.Text {
	if a.Title != "" {
		return message.New("annex %d (%s)", a.Index, a.Title)
	}
	return message.New("annex %d", a.Index)
}

// finished returns the rows as they are reported. The drafts are gone then.
func (r *sheetReader) finished(kind schema.Kind, source string) []schema.Row {
	rows := make([]schema.Row, len(r.drafts))
	for begin := 0; begin < len(rows); begin += sideBySide {
		end := min(begin+sideBySide, len(rows))
		r.finishAll(rows[begin:end], r.drafts[begin:end], kind, source)
		clear(r.drafts[begin:end])
	}
	r.drafts = nil
	return rows
}

// sideBySide is how many rows are read before their drafts are let go, as these take more room than the rows.
const sideBySide = 2048

// finishAll makes the rows of drafts. They are read side by side, as what a row says depends on no other, but for the figures
// that all of them together may have: where these are more than there is room for, they are read once more, in their order.
func (r *sheetReader) finishAll(rows []schema.Row, drafts []*draft, kind schema.Kind, source string) {
	var budgets []*cell.Budget
	parallel.Each(len(rows), func() func(int) {
		w := r.worker()
		budgets = append(budgets, w.budget)
		return func(i int) {
			if !r.stopped() {
				rows[i] = w.finish(drafts[i], kind, source)
			}
		}
	})
	if r.budget.Join(budgets) {
		return
	}
	for i, d := range drafts {
		if r.stopped() {
			break
		}
		rows[i] = r.finish(d, kind, source)
	}
}

// worker returns a reader of rows that can be used beside others.
func (r *sheetReader) worker() *sheetReader {
	own, document := *r, *r.reader
	document.unitRoles, document.unitCells, document.budget = map[string]schema.Role{}, newUnitCells(), r.budget.Fork()
	own.reader, own.textRoom = &document, nil
	return &own
}

// finish reads the texts of a row and makes its lists. The source is the program that has recognised them in a picture, or "".
func (r *sheetReader) finish(d *draft, kind schema.Kind, source string) schema.Row {
	row := d.Row
	for _, cell := range d.unitCells {
		r.units(&row, cell)
	}
	row.Points = points(row.Progress)
	c := r.context(kind)
	c.Source = source
	if c.Name = r.measuredItem(d); d.Item == "" {
		c.Name = r.broader(d)
	}
	r.cells.Row(&row, r.texts(d), c)
	r.pace(&row, d)
	fillRow(&row)
	return row
}

// recognizedBy returns the program that has recognised the table, or a part of it, in a picture, or "".
func (r *sheetReader) recognizedBy() string {
	all := &r.doc.Recognized
	on := func(d *draft) bool { return d.Location == nil || all.Has(d.Location.Page) }
	if all.Has(r.sheet.place.Page) || len(all.Pages) > 0 && slices.ContainsFunc(r.drafts, on) {
		return all.By
	}
	return ""
}

// fillRow makes the lists of a row that nobody has made.
func fillRow(row *schema.Row) {
	fill(&row.LeadUnits)
	fill(&row.SupportUnits)
	fill(&row.Cells)
	fill(&row.Shared)
	fill(&row.Points)
	fill(&row.Indicators)
	fill(&row.Dates)
	fill(&row.Comparisons)
	fill(&row.Findings)
	fill(&row.Coverage.Unexplained)
	if row.Status == "" {
		row.Status = schema.StatusUnclear
	}
}

func fill[T any](list *[]T) {
	if *list == nil {
		*list = []T{}
	}
}

// addCoverage adds the coverage of a part to that of the whole; at says where the part stands.
func addCoverage(whole *schema.Coverage, part schema.Coverage, at schema.Unexplained) {
	whole.Numbers += part.Numbers
	whole.Explained += part.Explained
	for _, u := range part.Unexplained {
		if at.Annex > 0 {
			u.Annex = at.Annex
		}
		if at.Row > 0 {
			u.Row = at.Row
		}
		if at.Section > 0 {
			u.Section = at.Section
		}
		whole.Unexplained = append(whole.Unexplained, u)
	}
}

// announced finds the count of rows in a title: 137项…, 20件民生实事, 十件实事.
var announced = forms.Of("announced")

func declaredRows(title string) int {
	for _, m := range announced().FindAllStringSubmatch(title, -1) {
		if n, ok := integer(m[2]); ok && m[1] == "" {
			return n
		}
	}
	return 0
}

// countFinding sets the rows against the count that the title announces. Rows that share a number count once.
func (r *sheetReader) countFinding(a schema.Annex) {
	if a.DeclaredRows == 0 {
		return
	}
	rows := r.counted()
	numbers := map[int]bool{}
	for _, d := range rows {
		numbers[d.Number] = true
	}
	if n := len(rows); n != a.DeclaredRows && len(numbers) != a.DeclaredRows {
		claimed, computed := decimal(a.DeclaredRows), decimal(n)
		f := schema.Finding{Code: schema.CountDeclared, Severity: schema.Warning, Claimed: &claimed, Computed: &computed}
		r.out.Findings = append(r.out.Findings, f.Saying("the title of %s announces %d rows, the table has %d", annexName(a), a.DeclaredRows, n))
	}
}
