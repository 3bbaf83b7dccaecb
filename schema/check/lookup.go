package check

import "duban/schema"

// This file finds the figures of a row that belong together, without going through all of them for each.

// setComparisons notes what the comparisons of the row tie together.
func (p *place) setComparisons() {
	if len(p.comparisons) == 0 {
		return
	}
	p.goals, p.reached = map[*figure]*figure{}, map[*figure]*figure{}
	byIndex := p.byIndex()
	for _, c := range p.comparisons {
		target, done := byIndex[c.Target], byIndex[c.Actual]
		if target == nil || done == nil || target.Field != schema.FieldTarget || done.Field != schema.FieldProgress {
			continue
		}
		if p.reached[target] == nil {
			p.reached[target] = done
		}
		if p.goals[done] == nil && c.Ratio != nil && isGoal(target) && target.Unit == done.Unit {
			p.goals[done] = target.asGoal()
		}
	}
}

// targetsIn returns the figures of the target that have a unit.
func (p *place) targetsIn(unit string) []*figure {
	if p.targets == nil {
		p.targets = map[string][]*figure{}
		for _, f := range p.figuresOf(schema.FieldTarget) {
			p.targets[f.Unit] = append(p.targets[f.Unit], f)
		}
	}
	return p.targets[unit]
}

// otherAimsIn returns the first aims of a row that stand in other cells than the target and have a unit, as that of the year beside that of a quarter.
func (p *place) otherAimsIn(unit string) []*figure {
	if p.row == nil {
		return nil
	}
	if p.otherAims == nil {
		p.otherAims = map[string][]*figure{}
		for i := range p.indicators {
			x := &p.indicators[i]
			if x.Field != schema.FieldTarget && x.State == schema.Target && len(p.otherAims[x.Unit]) < mostRelated {
				p.otherAims[x.Unit] = append(p.otherAims[x.Unit], &figure{Indicator: x, index: i, number: printed(x)})
			}
		}
	}
	return p.otherAims[unit]
}

// measure is what a figure measures.
type measure struct {
	subject, unit, period, basis, cue string
	kind                              schema.IndicatorKind
	state                             schema.State
}

// progress are the figures of the progress of a row, by what they can be compared by.
type progress struct {
	ongoing  map[string][]*figure  // by unit
	measures map[measure][]*figure // those that name what they measure
	projects []*figure             // how far projects as a whole are
	named    map[string]int        // how many figures say how far a project of that name is
}

func (p *place) ofProgress() *progress {
	if p.progress != nil {
		return p.progress
	}
	p.progress = &progress{ongoing: map[string][]*figure{}, measures: map[measure][]*figure{}, named: map[string]int{}}
	for _, f := range p.figuresOf(schema.FieldProgress) {
		p.progress.add(f)
	}
	return p.progress
}

func (g *progress) add(f *figure) {
	if f.State == schema.Ongoing {
		g.ongoing[f.Unit] = append(g.ongoing[f.Unit], f)
	}
	if f.Subject != "" && f.Kind != schema.Rank {
		m := f.measure()
		g.measures[m] = append(g.measures[m], f)
	}
	if f.Kind == schema.Completion {
		g.named[f.Subject]++
		if ofWhole(f) {
			g.projects = append(g.projects, f)
		}
	}
}

func (f *figure) measure() measure {
	return measure{f.Subject, f.Unit, f.Period, f.Basis, kindCue(f), f.Kind, f.State}
}
