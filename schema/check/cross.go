package check

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"duban/internal/exact"
	"duban/schema"
)

// This file sets places against each other that report the same thing. That they do is taken for sure where the same
// target stands in two rows, where two rows bear the same name, or where a part of a project is named alike and a
// figure of the whole is the same.

// spot is a figure and the place that it stands in.
type spot struct {
	place *place
	*figure
}

// mostShared is in how many places the same thing may stand to be compared: what stands in more is no name of one thing.
const mostShared = 8

// cross compares the places that share something. A finding stands at the later one and names both.
func cross(ctx context.Context, r *schema.Report, places []*place) {
	period := ""
	if r.Period != nil {
		period = r.Period.Text
	}
	targets, names, linked, projects := map[string][]spot{}, map[string][]spot{}, map[string][]spot{}, map[string][]spot{}
	facts := map[string][]spot{}
	for _, p := range places {
		p.eachFigure(ctx, func(t *passage, i int) {
			f := t.figures[i]
			at := spot{p, f}
			if comparableFact(f) {
				put(facts, factKey(f, period), at)
			}
			if p.row == nil {
				return
			}
			if f.Field == schema.FieldTarget && isTellingCount(f) {
				put(targets, figureKey(f), at)
			}
			if f.counts() && f.decimals > 0 {
				put(linked, figureKey(f), at)
			}
			if f.Field == schema.FieldProgress && isWholeCompletion(f) {
				put(projects, p.project(f), at)
			}
		})
		if p.title != "" {
			put(names, p.title, spot{place: p})
		}
	}
	pairs(ctx, targets, sameTargets)
	pairs(ctx, names, sameNames)
	pairs(ctx, linked, sameLinks())
	pairs(ctx, projects, sameProject)
	for _, at := range facts {
		compareFacts(at)
	}
}

// isTellingCount reports a count that is too large to be that of many other things as well.
func isTellingCount(f *figure) bool { return f.counts() && f.value.Cmp(ten) >= 0 }

var ten = exact.NewRat(10, 1)

func put(m map[string][]spot, key string, at spot) { m[key] = append(m[key], at) }

// pairs hands every two spots of one key to compare, the earlier first.
func pairs(ctx context.Context, m map[string][]spot, compare func(a, b spot)) {
	for _, key := range slices.Sorted(maps.Keys(m)) {
		spots := m[key]
		if len(spots) > mostShared {
			continue
		}
		if ctx.Err() != nil {
			return
		}
		for i, b := range spots {
			for _, a := range spots[:i] {
				if a.place != b.place {
					compare(a, b)
				}
			}
		}
	}
}

// figureKey is equal for equal figures in one unit.
func figureKey(f *figure) string { return f.value.RatString() + f.Unit }

// title is the text of a row that can tell that another row speaks of the same; empty where it is too short for that.
func title(row *schema.Row) string {
	name := cmp.Or(row.Item, row.Target)
	if utf8.RuneCountInString(name) < 4 {
		return ""
	}
	return name
}

// sameTargets compares what was reached, and what is under way, of a target that stands in two annexes.
func sameTargets(a, b spot) {
	if a.place.annex == b.place.annex || sameTitle(a.place, b.place) || !sameTarget(a.figure, b.figure) {
		return
	}
	for _, at := range [][2]*figure{
		{a.place.reached[a.figure], b.place.reached[b.figure]},
		{a.place.ongoingOf(a.figure), b.place.ongoingOf(b.figure)},
	} {
		x, y := at[0], at[1]
		if x == nil || y == nil || x.Period != y.Period {
			continue
		}
		if qualified(x) == qualified(y) {
			disagree(a.place, b.place, x, y, a.Subject)
		}
	}
}

// sameTitle reports rows that are compared by their names.
func sameTitle(a, b *place) bool {
	return a.title == b.title && a.title != "" && a.annex != b.annex
}

// sameTarget reports two targets that are one: 新改建污水管网约60公里, 新改建60公里管网.
func sameTarget(x, y *figure) bool {
	switch {
	case !strings.HasSuffix(x.Subject, y.Subject) && !strings.HasSuffix(y.Subject, x.Subject):
		return false
	case qualified(x) != qualified(y), !overlap(x.Subject, y.Subject, 2):
		return false
	}
	return overlap(x.before+x.after, y.before+y.after, 3)
}

// qualified returns the words in front of a figure that part it from others of its name.
func qualified(f *figure) string {
	var found []string
	for _, w := range qualifiers {
		if strings.Contains(f.before, w) {
			found = append(found, w)
		}
	}
	return strings.Join(found, " ")
}

// ongoingOf returns the only figure of the progress that says how much of the target is under way.
func (p *place) ongoingOf(target *figure) *figure {
	found := p.ofProgress().ongoing[target.Unit]
	if len(found) != 1 || !overlap(found[0].Subject, target.Subject, 2) {
		return nil
	}
	return found[0]
}

// sameNames compares the figures of rows in two annexes that bear the same name: of what is measured once in each.
func sameNames(a, b spot) {
	if a.place.annex == b.place.annex {
		return
	}
	for measure, x := range a.place.ofProgress().measures {
		if y := b.place.ofProgress().measures[measure]; len(x) == 1 && len(y) == 1 {
			disagree(a.place, b.place, x[0], y[0], measure.subject)
		}
	}
}

// sameProject compares how far a project is by two rows that name it alike: 完成总工程量的92.7%.
func sameProject(a, b spot) {
	name := a.place.project(a.figure)
	if !isName(name) || sameTitle(a.place, b.place) || !sameProgress(a.figure, b.figure) {
		return
	}
	if a.place.onceNamed(name) && b.place.onceNamed(name) {
		disagree(a.place, b.place, a.figure, b.figure, name)
	}
}

// sameLinks compares how far projects are that bear forms of one name, in rows that state the same figure of the same
// thing, printed with a fraction: 3.7万平方米. Two rows are compared once.
func sameLinks() func(a, b spot) {
	compared := map[[2]*place]bool{}
	return func(a, b spot) {
		rows := [2]*place{a.place, b.place}
		if compared[rows] || !overlap(a.Subject, b.Subject, 4) {
			return
		}
		compared[rows] = true
		a.place.sameProjects(b.place)
	}
}

// sameProjects compares how far projects are whose names in two rows are forms of one. Rows of many projects are lists
// of them, which share more than that.
func (p *place) sameProjects(q *place) {
	a, b := p.ofProgress().projects, q.ofProgress().projects
	if len(a) > mostShared || len(b) > mostShared {
		return
	}
	for _, x := range a {
		for _, y := range b {
			name, other := p.project(x), q.project(y)
			if name != other && sameProgress(x, y) && namedAlike(name, other) {
				disagree(p, q, x, y, name)
			}
		}
	}
}

// sameProgress reports two completions of whole projects that are said in the same way.
func sameProgress(x, y *figure) bool {
	if !isWholeCompletion(x) || !isWholeCompletion(y) {
		return false
	}
	return x.State == y.State && x.Period == y.Period && kindCue(x) == kindCue(y)
}

// isWholeCompletion reports how far a project is as a whole.
func isWholeCompletion(f *figure) bool { return f.Kind == schema.Completion && ofWhole(f) }

// ofWhole reports a completion of a project as a whole.
func ofWhole(f *figure) bool {
	return wholeProgress.in(kindCue(f))
}

// kindCue returns the words that say what kind a figure is of, as far as the figure: 完成总工程量的.
func kindCue(f *figure) string {
	for _, c := range f.Cues {
		if c.For != schema.ForKind {
			continue
		}
		if at := strings.LastIndex(f.before, c.Text); at >= 0 {
			return genitive.cutEnd(rateTies.cutEnd(f.before[at:]))
		}
		return c.Text
	}
	return ""
}

// project returns the name of what a completion speaks of: its subject, or that of the figure in the clause before.
func (p *place) project(f *figure) string {
	if !strings.Contains(kindCue(f), f.Subject) {
		return f.Subject
	}
	figures := p.figuresOf(f.Field)
	before := sort.Search(len(figures), func(i int) bool { return figures[i].clause+1 >= f.clause })
	if x := figures[before]; x.clause+1 == f.clause && x.sentence == f.sentence {
		return x.Subject
	}
	return ""
}

// isName reports the name of a project, and not of a part that any project has.
func isName(s string) bool { return len([]rune(s)) >= 5 && !isProcess(s) }

// onceNamed reports whether one figure alone speaks of how far the project is.
func (p *place) onceNamed(name string) bool {
	return p.ofProgress().named[name] == 1
}

// namedAlike reports two forms of a name: 融汇温泉城社区公园, 融汇社区公园地块.
func namedAlike(x, y string) bool {
	a, b := []rune(x), []rune(y)
	if min(len(a), len(b)) < 4 {
		return false
	}
	return slices.Equal(a[:2], b[:2]) && overlap(x, y, 4)
}

// compareFacts compares the only figure of the narrative with the only one of the annexes that measures the same.
func compareFacts(spots []spot) {
	var section, row []spot
	for _, at := range spots {
		if at.place.row != nil {
			row = append(row, at)
		} else {
			section = append(section, at)
		}
	}
	if len(section) != 1 || len(row) != 1 {
		return
	}
	disagree(section[0].place, row[0].place, section[0].figure, row[0].figure, row[0].Subject)
}

// comparableFact reports growth, and what is measured in money, areas and the like, where the clause itself names it.
func comparableFact(f *figure) bool {
	switch {
	case f.State != schema.Actual, f.Field != schema.FieldText && f.Field != schema.FieldProgress:
		return false
	case !isMeasure(f), utf8.RuneCountInString(f.Subject) < 4:
		return false
	}
	return strings.Contains(f.before, f.Subject)
}

// isMeasure reports growth against a level that is named, or what is measured and not counted.
func isMeasure(f *figure) bool {
	if f.Kind == schema.Growth {
		return f.Basis != ""
	}
	return measured[f.Unit] && f.counts()
}

// factKey is equal for figures that measure the same. A figure that names no period speaks of the report's.
func factKey(f *figure, period string) string {
	return strings.Join([]string{plainSubject(f), qualified(f), string(f.Kind), f.Unit, f.Basis, cmp.Or(f.Period, period)}, "\x00")
}

// plainSubject is the subject without the words that say that it is the whole area's.
func plainSubject(f *figure) string {
	return wholeAreas.cutFront(f.Subject)
}

// disagree reports two figures of the same thing that differ by more than rounding.
func disagree(a, b *place, x, y *figure, what string) {
	if !a.canCompare(x) || !b.canCompare(y) || a.monthOf(x) != b.monthOf(y) {
		return
	}
	slack := x.slack
	if y.slack.Cmp(slack) > 0 {
		slack = y.slack
	}
	difference := new(exact.Rat).Sub(signed(x), signed(y))
	if difference.Abs(difference).Cmp(slack) <= 0 {
		return
	}
	b.add(schema.Finding{Code: schema.CrossDisagree, Severity: schema.Warning, Field: y.Field, Column: y.Column, Start: y.Start, End: y.End,
		Claimed: &y.Value, Computed: &x.Value}.FromPlace(a.name).Saying("%s: %s here (%s), %s in %s", what, y.Text, b.name, x.Text, a.name))
}

// canCompare reports one exact value that nothing is wrong with.
func (p *place) canCompare(f *figure) bool {
	return f.exact() && f.ValueMax == nil && !p.suspect[f.index]
}

// monthOf returns the month that the clause of a figure names last in front of it, which is all of the time that it counts (3月完工5.5公里);
// "" where none does.
func (p *place) monthOf(f *figure) string {
	const month = len("2021-03")
	from, value := f.Start-utf8.RuneCountInString(f.before), ""
	for _, d := range p.dates() {
		switch {
		case d.Field != f.Field, placeOfColumn(d.Column) != placeOfColumn(f.Column), d.Role == schema.Deadline:
		case d.Start < from, d.End > f.Start:
		case len(d.Value) == month && d.Value[month-3] == '-':
			value = d.Value
		default:
			value = ""
		}
	}
	return value
}

// signed is the value of a figure with its sign.
func signed(f *figure) *exact.Rat {
	if f.Value.Sign() < 0 {
		return new(exact.Rat).Neg(f.value)
	}
	return f.value
}

func (p *place) figuresOf(field schema.Field) []*figure {
	if t := p.text(field); t != nil {
		return t.figures
	}
	return nil
}

// overlap reports whether both texts hold the same n characters, one behind the other.
func overlap(a, b string, n int) bool {
	runes := []rune(a)
	for i := range max(0, len(runes)-n+1) {
		if strings.Contains(b, string(runes[i:i+n])) {
			return true
		}
	}
	return false
}
