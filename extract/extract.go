// Package extract turns a parsed document into a schema.Report: its head, its narrative, its annex tables row by row,
// and every number that they state.
package extract

import (
	"context"
	"encoding/hex"
	"slices"

	"duban/extract/cell"
	"duban/extract/org"
	"duban/extract/place"
	"duban/extract/table"
	"duban/parse"
	"duban/schema"
)

// Options say how a document is read. The zero value is right for reports.
type Options struct {
	Vocabulary *Vocabulary // nil for the built-in words
}

// Report reads doc. It does no input or output and cannot fail: what could not be read for sure is said in the
// findings and the coverage of the report.
func Report(doc *parse.Document, o Options) *schema.Report {
	report, err := ReportContext(context.Background(), doc, o) // which never ends
	if err != nil {
		panic(err) // the built-in words, which a test checks
	}
	return report
}

// ReportContext is Report with a context, which is honoured everywhere: when it ends, there is no report, and the error,
// which names no file, wraps the context's. Else an error can only be that of Builtin.
func ReportContext(ctx context.Context, doc *parse.Document, o Options) (*schema.Report, error) {
	v := o.Vocabulary
	if v == nil {
		var err error
		if v, err = Builtin(); err != nil {
			return nil, err
		}
	}
	r := &reader{Vocabulary: v, ctx: ctx, doc: doc, org: org.NewReader(v.organs), budget: cell.NewBudget(doc.Size), out: &schema.Report{
		SchemaVersion: schema.Version,
		ID:            "sha256:" + hex.EncodeToString(doc.SHA256[:]),
		Source:        schema.Source{Name: doc.Name, Format: string(doc.Format), Encoding: doc.Encoding, Size: doc.Size},
		Sections:      []schema.Section{}, Annexes: []schema.Annex{}, Unread: []schema.Unread{}, Findings: []schema.Finding{},
	}}
	r.read()
	if err := ctx.Err(); err != nil {
		return nil, &parse.Error{What: "reading stopped: " + context.Cause(ctx).Error(), Do: "allow more time if the file is worth it", Kind: err}
	}
	return r.out, nil
}

// reader reads one document.
type reader struct {
	*Vocabulary
	ctx context.Context
	doc *parse.Document
	org *org.Reader
	out *schema.Report

	budget *cell.Budget
	tables *table.Reader

	unitRoles map[string]schema.Role // that words give to units, as far as they have been looked up
	unitCells unitCells

	blocks []parse.Block // of the document, without what a page says around the report
	page   page

	sectionSpans [][2]int // the first and the last paragraph of each section, where the source numbers them

	review   bool  // the title says that the report tells what came about
	plan     bool  // it says that the report tells what is to be done
	headed   []int // years that headings of sections name
	workYear int   // that the section at hand speaks of, in a report on the work of one year and the plans for the next
}

func (r *reader) read() {
	r.blocks = r.content()
	r.tables, r.unitRoles, r.unitCells = r.tableReader(), map[string]schema.Role{}, newUnitCells()
	r.blocks = r.tables.Unflatten(r.blocks)
	o := r.outline()
	lines := r.head(o)
	r.period(o, lines)
	r.review, r.plan = r.cells.IsReview(r.out.Title), r.cells.IsPlan(r.out.Title) && !r.isPartYear() && !r.isNews(lines)
	r.sections(lines)
	r.annexes(o.sheets)
	r.listFindings(o.listed)
	if n := r.budget.Untold(); n > 0 {
		r.out.Findings = append(r.out.Findings, schema.Finding{Code: schema.NumberLimit, Severity: schema.Info}.Saying(
			"more figures than a document of its size may have: those of %d more texts are unexplained", n))
	}
	r.region()
	r.unread()
	fill(&r.out.Coverage.Unexplained)
	for i, s := range r.out.Sections {
		addCoverage(&r.out.Coverage, s.Coverage, schema.Unexplained{Section: i + 1})
	}
	for _, a := range r.out.Annexes {
		addCoverage(&r.out.Coverage, a.Coverage, schema.Unexplained{Annex: a.Index})
	}
}

// region sets the place that the report speaks of.
func (r *reader) region() {
	p := r.places().Region(place.Texts{Title: r.out.Title + " " + r.page.subtitle, Issuer: r.out.Issuer, Body: r.texts, Year: r.reportYear()})
	if p != nil {
		r.out.Region = &schema.Region{Code: p.Code, Name: p.Name, Level: schema.RegionLevel(p.Level)}
	}
}

// texts yields the texts of the narrative and the titles of the annexes.
func (r *reader) texts(yield func(string) bool) {
	for i := range r.out.Sections {
		if s := &r.out.Sections[i]; !yield(s.Heading) || !yield(s.Text) {
			return
		}
	}
	for i := range r.out.Annexes {
		if !yield(r.out.Annexes[i].Title) {
			return
		}
	}
}

// isNews reports what a newspaper tells, whose title names what it is about, and not what is to be done.
func (r *reader) isNews(lines []line) bool {
	const few = 2 // lines
	return slices.ContainsFunc(lines[:min(few, len(lines))], func(l line) bool { return r.contains(wordNews, l.text) })
}

// isPartYear reports a report on a part of a year.
func (r *reader) isPartYear() bool {
	p := r.out.Period
	return p != nil && p.Quarter+p.Month+p.Half > 0
}

// reportYear is the year that the report speaks of, else that of its issue; 0 where neither is known.
func (r *reader) reportYear() (year int) {
	switch {
	case r.out.Period != nil && r.out.Period.Year > 0:
		return r.out.Period.Year
	case r.out.Date != "":
		year, _ = integer(r.out.Date[:4])
	}
	return year
}

// stopped reports that the report is not wanted any more. Loops over what can be long ask for it and break off.
func (r *reader) stopped() bool { return r.ctx.Err() != nil }

// context is what the texts of a table, or of the narrative, cannot know of themselves.
func (r *reader) context(kind schema.Kind) cell.Context {
	return cell.Context{Budget: r.budget, Done: r.ctx.Done(), Period: r.out.Period, Kind: kind, Year: r.reportYear(), Review: r.review, Plan: r.plan}
}

// documentResidue reports mark-up that was left in the document outside of its tables.
func (r *reader) documentResidue(mark string, _ int) {
	r.out.Findings = append(r.out.Findings, residueFinding("", mark, 0))
}
