package check

import (
	"cmp"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"

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
func cross(places []*place, period string) {
	targets, names, linked, projects := map[string][]spot{}, map[string][]spot{}, map[string][]spot{}, map[string][]spot{}
	facts := map[string][]spot{}
	for _, p := range places {
		for _, f := range p.figures() {
			at := spot{p, f}
			if comparableFact(f) {
				put(facts, factKey(f, period), at)
			}
			if p.row == nil {
				continue
			}
			if f.Field == schema.FieldTarget && f.counts() && f.value.Cmp(big.NewRat(10, 1)) >= 0 {
				put(targets, figureKey(f), at)
			}
			if f.counts() && f.decimals > 0 {
				put(linked, figureKey(f), at)
			}
			if f.Field == schema.FieldProgress && f.Kind == schema.Completion && ofWhole(f) {
				put(projects, p.project(f), at)
			}
		}
		if name := p.title(); name != "" {
			put(names, name, spot{place: p})
		}
	}
	pairs(targets, sameTargets)
	pairs(names, sameNames)
	pairs(linked, sameLink)
	pairs(projects, sameProject)
	for _, at := range facts {
		compareFacts(at)
	}
}

func put(m map[string][]spot, key string, at spot) { m[key] = append(m[key], at) }

// pairs hands every two spots of one key to compare, the earlier first.
func pairs(m map[string][]spot, compare func(a, b spot)) {
	for _, key := range slices.Sorted(maps.Keys(m)) {
		spots := m[key]
		if len(spots) > mostShared {
			continue
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

// title is the text of a row that can tell that another row speaks of the same.
func (p *place) title() string {
	if p.row == nil {
		return ""
	}
	name := cmp.Or(p.row.Item, p.row.Target)
	if len([]rune(name)) < 4 {
		return ""
	}
	return name
}

// sameTargets compares what was reached, and what is under way, of a target that stands in two annexes.
func sameTargets(a, b spot) {
	if a.place.annex == b.place.annex || !sameTarget(a.figure, b.figure) || sameTitle(a.place, b.place) {
		return
	}
	for _, of := range []func(*place, *figure) *figure{(*place).actualOf, (*place).ongoingOf} {
		if x, y := of(a.place, a.figure), of(b.place, b.figure); x != nil && y != nil && x.Period == y.Period && qualified(x) == qualified(y) {
			disagree(a.place, b.place, x, y, a.Subject)
		}
	}
}

// sameTitle reports rows that are compared by their names.
func sameTitle(a, b *place) bool {
	return a.title() != "" && a.title() == b.title() && a.annex != b.annex
}

// sameTarget reports two targets that are one: 新改建污水管网约60公里, 新改建60公里管网.
func sameTarget(x, y *figure) bool {
	ends := strings.HasSuffix(x.Subject, y.Subject) || strings.HasSuffix(y.Subject, x.Subject)
	return ends && qualified(x) == qualified(y) && commonRun(x.Subject, y.Subject) >= 2 && commonRun(x.before+x.after, y.before+y.after) >= 3
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

// actualOf returns the figure of the progress with which the target is compared.
func (p *place) actualOf(target *figure) *figure {
	for _, c := range p.comparisons {
		if c.Target == target.index {
			for _, f := range p.figuresOf(schema.FieldProgress) {
				if f.index == c.Actual {
					return f
				}
			}
		}
	}
	return nil
}

// ongoingOf returns the only figure of the progress that says how much of the target is under way.
func (p *place) ongoingOf(target *figure) *figure {
	var found *figure
	for _, f := range p.figuresOf(schema.FieldProgress) {
		if f.State != schema.Ongoing || f.Unit != target.Unit {
			continue
		}
		if found != nil || commonRun(f.Subject, target.Subject) < 2 {
			return nil
		}
		found = f
	}
	return found
}

// sameNames compares the figures of rows in two annexes that bear the same name: of what is measured once in each.
func sameNames(a, b spot) {
	if a.place.annex == b.place.annex {
		return
	}
	for _, x := range a.place.figuresOf(schema.FieldProgress) {
		if y := b.place.only(x); y != nil && a.place.only(x) == x {
			disagree(a.place, b.place, x, y, x.Subject)
		}
	}
}

// only returns the only figure of the progress that measures what x does.
func (p *place) only(x *figure) *figure {
	var found *figure
	for _, f := range p.figuresOf(schema.FieldProgress) {
		if sameMeasure(f, x) {
			if found != nil {
				return nil
			}
			found = f
		}
	}
	return found
}

func sameMeasure(x, y *figure) bool {
	return x.Subject != "" && x.Subject == y.Subject && x.Kind == y.Kind && x.Unit == y.Unit && x.State == y.State &&
		x.Period == y.Period && x.Basis == y.Basis && kindCue(x) == kindCue(y) && x.Kind != schema.Rank
}

// sameProject compares how far a project is by two rows that name it alike: 完成总工程量的92.7%.
func sameProject(a, b spot) {
	name := a.place.project(a.figure)
	if sameProgress(a.figure, b.figure) && isName(name) && a.place.onceNamed(name) && b.place.onceNamed(name) && !sameTitle(a.place, b.place) {
		disagree(a.place, b.place, a.figure, b.figure, name)
	}
}

// sameLink compares how far projects are that bear forms of one name, in rows that state the same figure of the same
// thing, printed with a fraction: 3.7万平方米.
func sameLink(a, b spot) {
	if commonRun(a.Subject, b.Subject) < 4 {
		return
	}
	for _, x := range a.place.figuresOf(schema.FieldProgress) {
		for _, y := range b.place.figuresOf(schema.FieldProgress) {
			name, other := a.place.project(x), b.place.project(y)
			if sameProgress(x, y) && name != other && namedAlike(name, other) {
				disagree(a.place, b.place, x, y, name)
			}
		}
	}
}

// sameProgress reports two completions of whole projects that are said in the same way.
func sameProgress(x, y *figure) bool {
	return x.Kind == schema.Completion && y.Kind == schema.Completion && x.State == y.State && x.Period == y.Period &&
		ofWhole(x) && kindCue(x) == kindCue(y)
}

// ofWhole reports a completion of a project as a whole.
func ofWhole(f *figure) bool {
	return containsAny(kindCue(f), "总进度", "总工程量", "总体进度", "总量")
}

// kindCue returns the words that say what kind a figure is of.
func kindCue(f *figure) string {
	for _, c := range f.Cues {
		if c.For == schema.ForKind {
			return c.Text
		}
	}
	return ""
}

// project returns the name of what a completion speaks of: its subject, or that of the figure in the clause before.
func (p *place) project(f *figure) string {
	if !strings.Contains(kindCue(f), f.Subject) {
		return f.Subject
	}
	for _, x := range p.figuresOf(f.Field) {
		if x.clause+1 == f.clause && x.sentence == f.sentence {
			return x.Subject
		}
	}
	return ""
}

// isName reports the name of a project, and not of a part that any project has.
func isName(s string) bool { return len([]rune(s)) >= 5 && !isProcess(s) }

// onceNamed reports whether one figure alone speaks of how far the project is.
func (p *place) onceNamed(name string) bool {
	n := 0
	for _, f := range p.figuresOf(schema.FieldProgress) {
		if f.Kind == schema.Completion && f.Subject == name {
			n++
		}
	}
	return n == 1
}

// namedAlike reports two forms of a name: 融汇温泉城社区公园, 融汇社区公园地块.
func namedAlike(x, y string) bool {
	a, b := []rune(x), []rune(y)
	return len(a) >= 4 && len(b) >= 4 && string(a[:2]) == string(b[:2]) && commonRun(x, y) >= 4
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
	return (f.Kind == schema.Growth && f.Basis != "" || f.counts() && measured[f.Unit]) && f.State == schema.Actual && len([]rune(f.Subject)) >= 4 &&
		(f.Field == schema.FieldText || f.Field == schema.FieldProgress) && strings.Contains(f.before, f.Subject)
}

// factKey is equal for figures that measure the same. A figure that names no period speaks of the report's.
func factKey(f *figure, period string) string {
	return strings.Join([]string{plainSubject(f), qualified(f), string(f.Kind), f.Unit, f.Basis, cmp.Or(f.Period, period)}, "\x00")
}

// plainSubject is the subject without the words that say that it is the whole area's.
func plainSubject(f *figure) string {
	for _, area := range []string{"全区", "全市", "全县"} {
		if s, ok := strings.CutPrefix(f.Subject, area); ok {
			return s
		}
	}
	return f.Subject
}

// disagree reports two figures of the same thing that differ by more than rounding.
func disagree(a, b *place, x, y *figure, what string) {
	if !x.exact() || !y.exact() || x.ValueMax != nil || y.ValueMax != nil || a.suspect[x.index] || b.suspect[y.index] {
		return
	}
	slack := x.slack()
	if y.slack().Cmp(slack) > 0 {
		slack = y.slack()
	}
	difference := new(big.Rat).Sub(signed(x), signed(y))
	if difference.Abs(difference).Cmp(slack) <= 0 {
		return
	}
	b.add(schema.Finding{Code: schema.CrossDisagree, Severity: schema.Warning, Field: y.Field, Start: y.Start, End: y.End,
		Message: fmt.Sprintf("%s: %s here (%s), %s in %s", what, y.Text, b.name, x.Text, a.name),
		Claimed: &y.Value, Computed: &x.Value, From: a.name})
}

// signed is the value of a figure with its sign.
func signed(f *figure) *big.Rat {
	if f.Value.Sign() < 0 {
		return new(big.Rat).Neg(f.value)
	}
	return f.value
}

func (p *place) figures() []*figure {
	var out []*figure
	for _, t := range p.texts {
		out = append(out, t.figures...)
	}
	return out
}

func (p *place) figuresOf(field schema.Field) []*figure {
	if t := p.text(field); t != nil {
		return t.figures
	}
	return nil
}

// commonRun returns the length of the longest piece that both texts hold.
func commonRun(a, b string) int {
	x, y := []rune(a), []rune(b)
	best := 0
	row := make([]int, len(y)+1) // row[j+1]: the length of the piece that ends at y[j]
	for i := range x {
		for j := len(y) - 1; j >= 0; j-- {
			if x[i] != y[j] {
				row[j+1] = 0
				continue
			}
			row[j+1] = row[j] + 1
			best = max(best, row[j+1])
		}
	}
	return best
}
