// Package check finds what does not add up in a report: rates that their own numbers contradict, parts that are not
// their whole, counts that do not count what they name, the same thing reported with different figures, and more.
//
// A check speaks only where a careful reader would agree. Wherever the text allows a reading under which the figures
// hold, there is no finding.
package check

import (
	"cmp"
	"context"
	"slices"
	"unicode/utf8"

	"duban/internal/message"
	"duban/internal/parallel"
	"duban/schema"
)

// Report adds to r the findings that come from arithmetic and from setting places of the report against each other. They
// stand with the row or section whose words they speak of, behind the findings that are there already; what concerns
// the whole document stands in r.Findings. Call it once, on a report as it was extracted.
func Report(r *schema.Report) {
	_ = ReportContext(context.Background(), r) // which never ends
}

// ReportContext is Report with a context, which is honoured everywhere: when it ends, r is as it was, and the error is the
// context's.
func ReportContext(ctx context.Context, r *schema.Report) error {
	places := placesOf(ctx, r)
	grids := tablesOf(ctx, r, places)
	narrative(ctx, r, places)
	cross(ctx, r, places)
	mentions(ctx, r, places, grids)
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, p := range places {
		unexplained(p)
		p.flush()
	}
	for _, g := range grids {
		g.annex.Findings = append(g.annex.Findings, g.new...)
	}
	empty(r)
	return nil
}

// empty says that a document states nothing: any text can be read, and what is no report should not pass for one.
func empty(r *schema.Report) {
	for _, a := range r.Annexes {
		if len(a.Rows) > 0 {
			return
		}
	}
	for _, s := range r.Sections {
		if len(s.Indicators) > 0 {
			return
		}
	}
	r.Findings = append(r.Findings, schema.Finding{Code: schema.ReportEmpty, Severity: schema.Info}.Saying(
		"no annex row and no figure was found; it may be no report"))
}

// place is a row of an annex or a section of the narrative, with its texts.
type place struct {
	name        message.Text // as messages call it: annex 2, row 6
	annex       *schema.Annex
	row         *schema.Row
	section     *schema.Section
	title       string // of a row, by which another can be told to speak of the same
	indicators  []schema.Indicator
	comparisons []schema.Comparison
	coverage    *schema.Coverage
	texts       []*passage
	goals       map[*figure]*figure  // the target that was reached so far, by what was reached
	reached     map[*figure]*figure  // the other way
	targets     map[string][]*figure // see targetsIn
	otherAims   map[string][]*figure // see otherAimsIn
	progress    *progress            // see ofProgress
	suspect     map[int]bool         // indicators whose magnitude is doubtful, and which no arithmetic should use
	new         []schema.Finding
	said        map[said]bool
}

// placesOf returns the places of a report, each read and checked by itself, which is done side by side.
func placesOf(ctx context.Context, r *schema.Report) []*place {
	var places []*place
	for i := range r.Sections {
		s := &r.Sections[i]
		places = append(places, &place{name: sectionName(i, s), section: s, indicators: s.Indicators, coverage: &s.Coverage})
	}
	for a := range r.Annexes {
		annex := &r.Annexes[a]
		for i := range annex.Rows {
			row := &annex.Rows[i]
			places = append(places, &place{name: rowName(annex, row), annex: annex, row: row, indicators: row.Indicators,
				comparisons: row.Comparisons, coverage: &row.Coverage})
		}
	}
	parallel.Each(len(places), func() func(int) {
		var room room
		return func(i int) {
			places[i].readTexts(ctx, &room)
			places[i].cells(ctx)
			room.leave(places[i])
		}
	})
	return places
}

// readTexts reads the texts of a place.
func (p *place) readTexts(ctx context.Context, room *room) {
	if s := p.section; s != nil {
		p.read(ctx, []cellText{{schema.FieldHeading, nil, s.Heading}, {schema.FieldText, nil, s.Text}}, room)
		return
	}
	p.read(ctx, textsOf(p.row), room)
	p.setComparisons()
	p.title = title(p.row)
}

// cellText is a text that figures stand in.
type cellText struct {
	field  schema.Field
	column *int // of field cell
	text   string
}

// textsOf returns the texts of a row, as a reader goes through them. What is merged with an earlier row is read there.
func textsOf(row *schema.Row) []cellText {
	texts := []cellText{{schema.FieldTarget, nil, row.Target}, {schema.FieldProgress, nil, row.Progress}, {schema.FieldRate, nil, row.Rate},
		{schema.FieldNote, nil, row.Note}}
	for i := range row.Cells {
		c := &row.Cells[i]
		texts = append(texts, cellText{schema.FieldCell, &c.Column, c.Text})
	}
	if len(row.Shared) == 0 {
		return texts
	}
	fields, columns := map[schema.Field]bool{}, map[int]bool{}
	for _, s := range row.Shared {
		if s.Field == schema.FieldCell {
			columns[s.Column] = true
		} else {
			fields[s.Field] = true
		}
	}
	return slices.DeleteFunc(texts, func(c cellText) bool { return fields[c.field] || c.column != nil && columns[*c.column] })
}

// cells runs the checks that need no other place.
func (p *place) cells(ctx context.Context) {
	p.eachFigure(ctx, p.magnitude)
	p.eachFigure(ctx, func(t *passage, i int) {
		p.rate(t, i)
		p.part(t, i)
		p.sum(t, i)
		p.list(t, i)
	})
	for _, t := range p.texts {
		p.points(t)
		p.tooMany(t)
	}
	p.rateColumn()
}

// tooMany says where a sentence has more figures than are set against each other.
func (p *place) tooMany(t *passage) {
	for i := mostRelated; i < len(t.figures); i++ {
		if f := t.figures[i]; f.sentence == t.figures[i-mostRelated].sentence {
			p.add(t.finding(f, schema.PartSum, schema.Info, "more than %d figures in one sentence: each was set against the %d next to it alone", mostRelated, mostRelated))
			return
		}
	}
}

// eachFigure calls check for each figure of the place. The work for one is bounded, so that it ends soon after the context.
func (p *place) eachFigure(ctx context.Context, check func(t *passage, i int)) {
	for _, t := range p.texts {
		for i := range t.figures {
			if ctx.Err() != nil {
				return
			}
			check(t, i)
		}
	}
}

// passageOf returns the text that a figure of the place stands in.
func (p *place) passageOf(f *figure) *passage {
	i := slices.IndexFunc(p.texts, func(t *passage) bool {
		return t.field == f.Field && placeOfColumn(t.column) == placeOfColumn(f.Column)
	})
	return p.texts[i]
}

// text returns the text of a field of which a place has but one.
func (p *place) text(f schema.Field) *passage {
	for _, t := range p.texts {
		if t.field == f {
			return t
		}
	}
	return nil
}

// add adds a finding, unless the same is said of the figure already.
func (p *place) add(f schema.Finding) {
	key := said{f.Code, f.Field, placeOfColumn(f.Column), f.Start, f.Message}
	if p.said[key] {
		return
	}
	if p.said == nil {
		p.said = map[said]bool{}
	}
	p.said[key] = true
	p.new = append(p.new, f)
}

// said is what tells one finding from another.
type said struct {
	code    schema.Code
	field   schema.Field
	column  int
	start   int
	message string
}

// flush hands the findings over, in the order of their places.
func (p *place) flush() {
	order := []schema.Field{schema.FieldHeading, schema.FieldText, schema.FieldTarget, schema.FieldProgress, schema.FieldRate, schema.FieldNote, schema.FieldCell}
	slices.SortStableFunc(p.new, func(a, b schema.Finding) int {
		return cmp.Or(slices.Index(order, a.Field)-slices.Index(order, b.Field), placeOfColumn(a.Column)-placeOfColumn(b.Column), a.Start-b.Start)
	})
	if p.row != nil {
		p.row.Findings = append(p.row.Findings, p.new...)
	} else {
		p.section.Findings = append(p.section.Findings, p.new...)
	}
}

// placeOfColumn is the column of field cell; -1 for other fields.
func placeOfColumn(c *int) int {
	if c == nil {
		return -1
	}
	return *c
}

// mostUnexplained is how many numbers of one place get a finding of their own; the coverage names all of them.
const mostUnexplained = 1000

// unexplained reports the numbers that no rule explains.
func unexplained(p *place) {
	numbers := p.withinLimit()
	if len(numbers) == 0 {
		return
	}
	numbers = slices.DeleteFunc(slices.Clone(numbers), p.readAllTheSame())
	told := min(len(numbers), mostUnexplained)
	for _, u := range numbers[:told] {
		p.add(schema.Finding{Code: schema.NumberUnexplained, Severity: schema.Info, Field: u.Field, Column: u.Column,
			Start: u.Start, End: u.End}.Saying("no rule explains the number %s", shortened(u.Text)))
	}
	if more := len(numbers) - told; more > 0 {
		p.add(schema.Finding{Code: schema.NumberUnexplained, Severity: schema.Info}.Saying(
			"no rule explains %d more numbers, which the coverage lists", more))
	}
}

// withinLimit returns the unexplained numbers but for the ranges past the limit of figures, which have a finding already.
func (p *place) withinLimit() []schema.Unexplained {
	var limits []schema.Finding
	for _, f := range p.findings() {
		if f.Code == schema.NumberLimit {
			limits = append(limits, f)
		}
	}
	if limits == nil {
		return p.coverage.Unexplained
	}
	return slices.DeleteFunc(slices.Clone(p.coverage.Unexplained), func(u schema.Unexplained) bool {
		return slices.ContainsFunc(limits, func(f schema.Finding) bool {
			return f.Field == u.Field && placeOfColumn(f.Column) == placeOfColumn(u.Column) && f.Start == u.Start
		})
	})
}

// findings returns those that the place had before it was checked.
func (p *place) findings() []schema.Finding {
	if p.row != nil {
		return p.row.Findings
	}
	return p.section.Findings
}

// shortened cuts a number that would fill a message.
func shortened(number string) string {
	const most = 100 // characters
	if utf8.RuneCountInString(number) <= most {
		return number
	}
	return string([]rune(number)[:most]) + "…"
}
