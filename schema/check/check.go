// Package check finds what does not add up in a report: rates that their own numbers contradict, parts that are not
// their whole, counts that do not count what they name, the same thing reported with different figures, and more.
//
// A check speaks only where a careful reader would agree. Wherever the text allows a reading under which the figures
// hold, there is no finding.
package check

import (
	"cmp"
	"fmt"
	"slices"

	"duban/schema"
)

// Report adds to r the findings that come from arithmetic and from setting places of the report against each other. They
// stand with the row or section whose words they speak of, behind the findings that are there already; what concerns
// the whole document stands in r.Findings. Call it once, on a report as it was extracted.
func Report(r *schema.Report) {
	places := placesOf(r)
	for _, p := range places {
		p.cells()
	}
	narrative(r, places)
	period := ""
	if r.Period != nil {
		period = r.Period.Text
	}
	cross(places, period)
	for _, p := range places {
		unexplained(p)
		p.flush()
	}
}

// place is a row of an annex or a section of the narrative, with its texts.
type place struct {
	name        string // as messages call it: annex 2, row 6
	annex       *schema.Annex
	row         *schema.Row
	section     *schema.Section
	indicators  []schema.Indicator
	comparisons []schema.Comparison
	coverage    *schema.Coverage
	texts       []*passage
	suspect     map[int]bool // indicators whose magnitude is doubtful, and which no arithmetic should use
	new         []schema.Finding
	said        map[said]bool
}

func placesOf(r *schema.Report) []*place {
	var places []*place
	for i := range r.Sections {
		s := &r.Sections[i]
		p := &place{name: sectionName(i, s), section: s, indicators: s.Indicators, coverage: &s.Coverage}
		p.read(schema.FieldHeading, s.Heading)
		p.read(schema.FieldText, s.Text)
		places = append(places, p)
	}
	for a := range r.Annexes {
		annex := &r.Annexes[a]
		for i := range annex.Rows {
			row := &annex.Rows[i]
			p := &place{name: rowName(annex, row), annex: annex, row: row, indicators: row.Indicators,
				comparisons: row.Comparisons, coverage: &row.Coverage}
			p.read(schema.FieldTarget, row.Target)
			p.read(schema.FieldProgress, row.Progress)
			p.read(schema.FieldRate, row.Rate)
			p.read(schema.FieldNote, row.Note)
			places = append(places, p)
		}
	}
	return places
}

// cells runs the checks that need no other place.
func (p *place) cells() {
	p.suspect = map[int]bool{}
	for _, t := range p.texts {
		p.magnitudes(t)
	}
	for _, t := range p.texts {
		p.rates(t)
		p.parts(t)
		p.sums(t)
		p.lists(t)
		p.points(t)
	}
	p.rateColumn()
}

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
	key := said{f.Code, f.Field, f.Start, f.Message}
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
	start   int
	message string
}

// flush hands the findings over, in the order of their places.
func (p *place) flush() {
	order := []schema.Field{schema.FieldHeading, schema.FieldText, schema.FieldTarget, schema.FieldProgress, schema.FieldRate, schema.FieldNote}
	slices.SortStableFunc(p.new, func(a, b schema.Finding) int {
		return cmp.Or(slices.Index(order, a.Field)-slices.Index(order, b.Field), a.Start-b.Start)
	})
	if p.row != nil {
		p.row.Findings = append(p.row.Findings, p.new...)
	} else {
		p.section.Findings = append(p.section.Findings, p.new...)
	}
}

// mostUnexplained is how many numbers of one place get a finding of their own; the coverage names all of them.
const mostUnexplained = 1000

// unexplained reports the numbers that no rule explains.
func unexplained(p *place) {
	numbers := p.coverage.Unexplained
	told := min(len(numbers), mostUnexplained)
	for _, u := range numbers[:told] {
		p.add(schema.Finding{Code: schema.NumberUnexplained, Severity: schema.Info, Field: u.Field, Start: u.Start, End: u.End,
			Message: "no rule explains the number " + u.Text})
	}
	if more := len(numbers) - told; more > 0 {
		p.add(schema.Finding{Code: schema.NumberUnexplained, Severity: schema.Info,
			Message: fmt.Sprintf("no rule explains %d more numbers, which the coverage lists", more)})
	}
}
