package check

import (
	"context"
	"fmt"
	"unicode/utf8"

	"duban/internal/exact"
	"duban/schema"
)

// This file holds the figures of the narrative against the rows of the tables that it names, and against the sums of rows
// that it names by what they are: 州直项目58个，完成投资114.8亿元；县市区项目258个，完成投资359.7亿元. That a text speaks of a table is taken
// for sure only where another of its figures stands in that table as well.

// named is a row, or rows of one kind, that the narrative may name.
type named struct {
	grid  *grid
	row   int      // -1 for rows of a kind
	ends  []string // of their labels; none for all
	label string
}

// rowsFigure is what the rows have in one column.
type rowsFigure struct {
	parts []*entry
	apart []*entry // those that may hold what others hold as well
	amount
}

// mention is a figure of the narrative and what a table has for it.
type mention struct {
	named
	figure *figure
	rows   *rowsFigure
}

// mentioned finds what the narrative speaks of. What was looked up once is kept, as narratives speak of the same again.
type mentioned struct {
	report  *schema.Report
	names   map[string][]named
	columns map[columnKey]int
	figures map[figuresKey]*rowsFigure
}

type columnKey struct {
	*grid
	measure, unit, period string
}

type figuresKey struct {
	*grid
	row    int
	label  string
	column int
	unit   string
}

// mentions compares the narrative with the tables.
func mentions(ctx context.Context, r *schema.Report, places []*place, grids []*grid) {
	m := &mentioned{r, namesOf(grids), map[columnKey]int{}, map[figuresKey]*rowsFigure{}}
	for _, p := range places {
		if p.section == nil || len(m.names) == 0 {
			continue
		}
		for _, t := range p.texts {
			p.compareMentions(t, m.in(ctx, p, t))
		}
	}
}

// in returns what the tables have for the figures of a text: of the thing that the words of a figure name, or that those of
// a figure in front of it name, in the same part of the sentence.
func (m *mentioned) in(ctx context.Context, p *place, t *passage) []mention {
	var found []mention
	var of []named
	segment, part := -1, false
	for _, f := range t.figures {
		if ctx.Err() != nil {
			return nil
		}
		if f.segment != segment {
			segment, part, of = f.segment, false, nil
		}
		what := f.before
		if here, rest := m.nameAt(f.before); here != nil {
			of, what, part = here, rest, false
		}
		part = part || f.opensPart
		if !part && len(of) <= mostNamed && p.canMention(f) {
			found = append(found, m.of(of, measureOf(what), f)...)
		}
	}
	return found
}

// canMention reports a figure that a table may have.
func (p *place) canMention(f *figure) bool {
	if f.bracket >= 0 || !p.adds(f) {
		return false
	}
	return f.exact() && f.real()
}

// of returns what the tables have for a measure of the rows.
func (m *mentioned) of(rows []named, measure string, f *figure) []mention {
	var found []mention
	for _, n := range rows {
		if col := m.columnLike(n.grid, measure, f); col >= 0 {
			if figures := m.figuresOf(n, col, f.Unit); figures != nil {
				found = append(found, mention{n, f, figures})
			}
		}
	}
	return found
}

// namesOf are the rows by what the narrative may call them. What several are called names none.
func namesOf(grids []*grid) map[string][]named {
	names := map[string][]named{}
	for _, g := range grids {
		entries, totals := 0, 0
		for i, l := range g.lines {
			if l.bare || l.part || utf8.RuneCountInString(l.label) < 2 {
				continue
			}
			names[l.label] = append(names[l.label], named{grid: g, row: i, label: l.label})
			if l.total {
				totals++
			} else {
				entries++
			}
		}
		if entries < 2 {
			continue
		}
		for _, kind := range rowKinds {
			if len(kind) == 1 && totals > 0 { // which says itself what all rows have
				continue
			}
			names[kind[0]] = append(names[kind[0]], named{grid: g, row: -1, ends: kind[1:], label: kind[0]})
		}
	}
	return names
}

// mostName is how long a name may be that the narrative is searched for, in characters.
const mostName = 20

// nameAt returns what the words begin with the name of, the longest name first, and the words behind it.
func (m *mentioned) nameAt(words string) ([]named, string) {
	runes := []rune(conjunctions.cutFront(words))
	for n := min(mostName, len(runes)); n >= 2; n-- {
		if found := m.names[string(runes[:n])]; len(found) > 0 {
			return found, string(runes[n:])
		}
	}
	return nil, ""
}

// mostNamed is how many tables may have a row of one name for it to be looked up.
const mostNamed = 4

// measureOf is what is left of words that say what is measured without those that any measure may have: 投资 of 累计完成投资额.
func measureOf(words string) string {
	return anyMeasure.without(withoutBracket(squeeze(words)))
}

// columnLike returns the only column that has what the figure measures; -1 where none or several do.
func (m *mentioned) columnLike(g *grid, measure string, f *figure) int {
	key := columnKey{g, measure, f.Unit, f.Period}
	found, known := m.columns[key]
	if !known {
		found = g.columnLike(measure, f, m.report)
		m.columns[key] = found
	}
	return found
}

func (g *grid) columnLike(measure string, f *figure, r *schema.Report) int {
	found := -1
	if measure == "" {
		return found
	}
	for i := range g.columns {
		c := &g.columns[i]
		if !c.canBeMentioned(f) || !c.measures(measure) {
			continue
		}
		if found >= 0 || !g.samePeriod(c, f, r) {
			return -1
		}
		found = i
	}
	return found
}

func (c *column) measures(measure string) bool {
	return measureOf(c.label) == measure || measureOf(c.Measure) == measure
}

// canBeMentioned reports a column of figures that are real, in the unit of the figure.
func (c *column) canBeMentioned(f *figure) bool {
	switch {
	case c.State == schema.Target, c.State == schema.Planned, c.Unit != "" && c.Unit != f.Unit:
		return false
	}
	return c.isAmount()
}

// samePeriod reports whether a column can be of the time that the figure speaks of.
func (g *grid) samePeriod(c *column, f *figure, r *schema.Report) bool {
	of := r.Period
	if g.annex.Period != nil {
		of = g.annex.Period
	}
	if c.Period != nil {
		of = c.Period
	}
	switch {
	case of == nil:
		return f.Period == ""
	case f.Period != "":
		return f.Period == of.Text
	}
	return r.Period == nil || of.End == r.Period.End
}

// figuresOf returns what the rows have in a column; nil where one of them can't be added.
func (m *mentioned) figuresOf(n named, col int, unit string) *rowsFigure {
	key := figuresKey{n.grid, n.row, n.label, col, unit}
	found, known := m.figures[key]
	if known {
		return found
	}
	if parts := n.parts(col, unit); len(parts) > 0 {
		found = &rowsFigure{parts: parts, amount: amount{sum: new(exact.Rat), slack: new(exact.Rat)}}
		for _, e := range parts {
			found.sum.Add(found.sum, e.signedValue())
			found.slack.Add(found.slack, e.slack)
			if n.row < 0 && n.grid.lines[e.row].overlap {
				found.apart = append(found.apart, e)
			}
		}
	}
	m.figures[key] = found
	return found
}

// parts are the figures of the rows in a column; none where one of them can't be added.
func (n named) parts(col int, unit string) []*entry {
	if n.row >= 0 {
		if e := n.grid.figureAt(n.row, col); e.addsIn(unit) {
			return []*entry{e}
		}
		return nil
	}
	var parts []*entry
	for _, e := range n.grid.byCol[col] {
		if !n.is(n.grid.lines[e.row]) {
			continue
		}
		if !e.addsIn(unit) {
			return nil
		}
		parts = append(parts, e)
	}
	if len(parts) < 2 {
		return nil
	}
	return parts
}

// addsIn reports a figure that can be added to others of that unit.
func (e *entry) addsIn(unit string) bool {
	return e != nil && e.adds() && e.Unit == unit
}

// is reports whether a row is of the kind that is named, and no sum or part of others.
func (n named) is(l line) bool {
	if l.total || l.part || l.style > 0 {
		return false
	}
	return len(n.ends) == 0 || terms(n.ends).ends(l.label)
}

// compareMentions reports the figures that differ from those of a table that others show to be meant.
func (p *place) compareMentions(t *passage, found []mention) {
	type side struct{ agree, differ int }
	byGrid, byRows := map[*grid]side{}, map[string]side{}
	for _, m := range found {
		s, of := byGrid[m.grid], byRows[m.key()]
		switch agrees := m.agrees(); {
		case !agrees:
			s.differ++
			of.differ++
		case m.isTelling():
			s.agree++
			of.agree++
		}
		byGrid[m.grid], byRows[m.key()] = s, of
	}
	for _, m := range found {
		isMeant := byGrid[m.grid].agree > 0 && byGrid[m.grid].differ <= byGrid[m.grid].agree
		if m.row < 0 {
			isMeant = isMeant && byRows[m.key()].agree > 0
		}
		if !isMeant || m.agrees() {
			continue
		}
		if m.row >= 0 {
			disagree(p, m.grid.places[m.row], m.figure, m.rows.parts[0].figure, m.label)
			continue
		}
		p.add(m.sumFinding(t))
	}
}

// key is equal for mentions of the same rows.
func (m mention) key() string { return fmt.Sprint(m.grid.annex.Index, " ", m.row, " ", m.label) }

// isTelling reports a figure that no other thing is likely to have by chance.
func (m mention) isTelling() bool {
	return m.figure.digits != nil && m.figure.digits.Cmp(ten) >= 0
}

// agrees reports whether the table has what the narrative says, or may be read so.
func (m mention) agrees() bool {
	return len(m.rows.apart) > mostOverlap || without(m.rows.amount, &entry{figure: m.figure}, m.rows.apart)
}

func (m mention) sumFinding(t *passage) schema.Finding {
	f := t.finding(m.figure, schema.CrossDisagree, schema.Warning, "%s: %s here, but its rows in annex %d add up to %s",
		m.label, m.figure.Text, m.grid.annex.Index, inTermsOf(m.figure, m.rows.sum))
	f.Claimed, f.Computed, f.From = &m.figure.Value, decimal(m.rows.sum, 4), sumOf(m.rows.parts)
	return f
}
