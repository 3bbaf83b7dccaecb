package check

import (
	"fmt"
	"math/big"
	"strings"

	"duban/schema"
)

// This file sets places against each other that report the same thing. That they do is taken for sure where the same
// target stands in two rows, where two rows bear the same name, or where a part of a project is named alike and a
// figure of the whole is the same.

// cross compares every two places. The finding stands at the later one and names both.
func cross(places []*place) {
	for i, b := range places {
		for _, a := range places[:i] {
			switch {
			case a.row != nil && b.row != nil:
				compareRows(a, b)
			case a.section != nil && b.row != nil:
				compareNarrative(a, b, places)
			}
		}
	}
}

func compareRows(a, b *place) {
	if a.annex != b.annex {
		sameTargets(a, b)
		if sameName(a.row.Item, b.row.Item) || sameName(a.row.Target, b.row.Target) {
			sameFigures(a, b)
			return
		}
	}
	sameProjects(a, b)
}

// sameTargets compares what was reached, and what is under way, of a target that stands in two rows.
func sameTargets(a, b *place) {
	for _, x := range a.figuresOf(schema.FieldTarget) {
		for _, y := range b.figuresOf(schema.FieldTarget) {
			if !sameTarget(x, y) {
				continue
			}
			if reached, other := a.actualOf(x), b.actualOf(y); reached != nil && other != nil {
				disagree(a, b, reached, other, x.Subject)
			}
			if going, other := a.ongoingOf(x), b.ongoingOf(y); going != nil && other != nil {
				disagree(a, b, going, other, x.Subject)
			}
		}
	}
}

// sameTarget reports two targets that are one: 新改建污水管网约60公里, 新改建60公里管网.
func sameTarget(x, y *figure) bool {
	ends := strings.HasSuffix(x.Subject, y.Subject) || strings.HasSuffix(y.Subject, x.Subject)
	return x.counts() && y.counts() && x.Unit == y.Unit && x.value.Cmp(y.value) == 0 && x.value.Cmp(big.NewRat(10, 1)) >= 0 &&
		ends && commonRun(x.Subject, y.Subject) >= 2 && commonRun(x.before+x.after, y.before+y.after) >= 3
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

// sameFigures compares the figures of rows that bear the same name: of what is measured once in each.
func sameFigures(a, b *place) {
	for _, x := range a.figuresOf(schema.FieldProgress) {
		if y := b.only(x); y != nil && a.only(x) == x {
			disagree(a, b, x, y, x.Subject)
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

// sameProjects compares how far a project is by two rows: 完成总工程量的92.7%.
func sameProjects(a, b *place) {
	linked := link(a, b)
	for _, x := range a.figuresOf(schema.FieldProgress) {
		for _, y := range b.figuresOf(schema.FieldProgress) {
			if x.Kind != schema.Completion || y.Kind != schema.Completion || x.State != y.State || !ofWhole(x) || kindCue(x) != kindCue(y) || x.Period != y.Period {
				continue
			}
			name, other := a.project(x), b.project(y)
			if name == other && isName(name) && a.onceNamed(name) && b.onceNamed(name) || linked && namedAlike(name, other) {
				disagree(a, b, x, y, name)
			}
		}
	}
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

// link reports rows that state the same figure of the same thing, printed with a fraction: 3.7万平方米.
func link(a, b *place) bool {
	for _, x := range a.figures() {
		for _, y := range b.figures() {
			if x.counts() && y.counts() && x.decimals > 0 && x.Unit == y.Unit && x.value.Cmp(y.value) == 0 && commonRun(x.Subject, y.Subject) >= 4 {
				return true
			}
		}
	}
	return false
}

// namedAlike reports two forms of a name: 融汇温泉城社区公园, 融汇社区公园地块.
func namedAlike(x, y string) bool {
	a, b := []rune(x), []rune(y)
	return len(a) >= 4 && len(b) >= 4 && string(a[:2]) == string(b[:2]) && commonRun(x, y) >= 4
}

// compareNarrative compares the figures of a section with those of a row that measure the same: growth, and what is
// measured in money, areas and the like, where the clause itself names it. The row has to be the only one that does.
func compareNarrative(section, row *place, places []*place) {
	for _, x := range section.figuresOf(schema.FieldText) {
		if !comparableFact(x) || count([]*place{section}, x) != 1 {
			continue
		}
		for _, y := range row.figuresOf(schema.FieldProgress) {
			if comparableFact(y) && sameFact(x, y) && countRows(places, x) == 1 {
				disagree(section, row, x, y, x.Subject)
			}
		}
	}
}

func comparableFact(f *figure) bool {
	return (f.Kind == schema.Growth && f.Basis != "" || f.counts() && measured[f.Unit]) && f.State == schema.Actual && len([]rune(f.Subject)) >= 4 &&
		strings.Contains(f.before, f.Subject)
}

func sameFact(x, y *figure) bool {
	return plainSubject(x) == plainSubject(y) && x.Kind == y.Kind && x.Unit == y.Unit && x.Basis == y.Basis &&
		(x.Period == y.Period || x.Period == "" || y.Period == "")
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

func count(places []*place, x *figure) int {
	n := 0
	for _, p := range places {
		for _, f := range p.figures() {
			if comparableFact(f) && sameFact(f, x) {
				n++
			}
		}
	}
	return n
}

func countRows(places []*place, x *figure) int {
	n := 0
	for _, p := range places {
		if p.row != nil {
			n += count([]*place{p}, x)
		}
	}
	return n
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

// sameName reports texts that are equal and long enough to name one thing.
func sameName(a, b string) bool { return a == b && len([]rune(a)) >= 4 }

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
