package check

import (
	"slices"

	"duban/internal/exact"
	"duban/schema"
)

// This file sets a printed rate against the figures that it is the rate of.

var hundred = exact.NewRat(100, 1)

// rate checks figure i if it is a percentage.
func (p *place) rate(t *passage, i int) {
	r := t.figures[i]
	if !r.isRate() {
		return
	}
	earlier := p.usable(t.figures[:i], r)
	if best, ok := p.pairOf(r, earlier); ok && p.misses(r, best, earlier) && !best.isStage(t, r) {
		p.add(rateFinding(t, r, best))
		return
	}
	if r.value.Cmp(hundred) > 0 && ofAll.ends(rateWords(r)) {
		f := t.finding(r, schema.PartExceedsWhole, schema.Error, "%s of what there is cannot be", r.Text)
		f.Claimed = &r.Value
		p.add(f)
	}
}

// isStage reports a rate of the same whole as that of the figure in front, which has a rate of its own: of 74 项目, 开工68个，开工率91.9%，
// 完工39个，完工率52.7%. What has only begun, or stands in front of a semicolon, is not the whole of what is over at all: 新开工96个，
// 开工率94.1%；竣工58个，竣工率63.7%, of those that were to be completed.
func (x pair) isStage(t *passage, r *figure) bool {
	i := slices.Index(t.figures, x.whole) + 1
	if i == 0 || i >= len(t.figures) {
		return false
	}
	own := t.figures[i]
	if own == r || !own.isRate() || own.value.Cmp(hundred) >= 0 {
		return false
	}
	if x.whole.State == schema.Ongoing || x.whole.segment != r.segment {
		return true
	}
	share := new(exact.Rat).Quo(percent(x.part.value, x.whole.value), hundred)
	low := new(exact.Rat).Mul(share, new(exact.Rat).Sub(own.value, own.last))
	high := new(exact.Rat).Mul(share, new(exact.Rat).Add(own.value, own.last))
	return r.value.Cmp(low.Sub(low, r.last)) >= 0 && r.value.Cmp(high.Add(high, r.last)) <= 0
}

// isRate reports a printed percentage of something that was counted.
func (f *figure) isRate() bool {
	switch {
	case f.Unit != "%", f.digits == nil, f.ValueMax != nil, !f.exact():
		return false
	}
	switch f.State {
	case schema.Target:
		return false
	case schema.Remaining:
		return f.isShare() && sharesOf.ends(rateWords(f)) // 3个未开工，占比17%
	case schema.Planned:
		return f.isShare() && genitive.is(f.before) // 完成计划30座的120%
	}
	return f.isShare()
}

func (f *figure) isShare() bool { return isShareKind(f.Kind) }

// misses reports a rate that neither the pair gives nor anything else that it may be of.
func (p *place) misses(r *figure, x pair, earlier []*figure) bool {
	return x.mismatch(r) && !p.holds(r, x, earlier)
}

// rateWords are the words in front of a rate without those that tie it to its figure: 整改率 of 整改率达到.
func rateWords(r *figure) string {
	return rateTies.cutEnd(r.before)
}

// usable are the figures of the sentence in front of f that arithmetic can use.
func (p *place) usable(figures []*figure, f *figure) []*figure {
	var out []*figure
	for _, x := range slices.Backward(figures[max(0, len(figures)-mostRelated):]) {
		if x.sentence != f.sentence {
			break
		}
		if x.counts() && !p.suspect[x.index] {
			out = append(out, x)
		}
	}
	slices.Reverse(out)
	return out
}

// filter returns the figures that keep says yes to.
func filter(figures []*figure, keep func(*figure) bool) []*figure {
	var kept []*figure
	for _, f := range figures {
		if keep(f) {
			kept = append(kept, f)
		}
	}
	return kept
}

func allExact(figures ...*figure) bool {
	return !slices.ContainsFunc(figures, func(f *figure) bool { return !f.exact() })
}

// mismatch reports whether the printed rate cannot come from the pair: one unit of its last printed digit is allowed,
// and what rounding does to the two figures.
func (x pair) mismatch(r *figure) bool {
	low := percent(new(exact.Rat).Sub(x.part.value, x.part.slack), new(exact.Rat).Add(x.whole.value, x.whole.slack))
	high := percent(new(exact.Rat).Add(x.part.value, x.part.slack), new(exact.Rat).Sub(x.whole.value, x.whole.slack))
	low.Sub(low, r.last)
	high.Add(high, r.last)
	return r.value.Cmp(low) < 0 || r.value.Cmp(high) > 0
}

// gives reports whether the rate can come from the pair.
func (x pair) gives(r *figure) bool { return !x.mismatch(r) }

func percent(part, whole *exact.Rat) *exact.Rat {
	if whole.Sign() <= 0 {
		return new(exact.Rat)
	}
	q := new(exact.Rat).Quo(part, whole)
	return q.Mul(q, hundred)
}

// holds reports whether any two figures of the sentence but the pair that is known not to, or neighbouring ones taken
// together, or one of them or several and a target, or all with a target and their targets, give the rate.
func (p *place) holds(r *figure, x pair, earlier []*figure) bool {
	for _, whole := range earlier {
		if x.isOtherShare(r, whole, earlier) || p.isShareOfTargets(r, whole, earlier) {
			return true
		}
	}
	var done, goals []*figure
	for _, f := range earlier {
		if goal := p.goals[f]; goal != nil && f.Unit == x.part.Unit {
			done, goals = append(done, f), append(goals, goal)
		}
	}
	return len(done) > 1 && (pair{together(done...), together(goals...)}).gives(r)
}

// isOtherShare reports a rate that a figure and the whole give, or two that stand next to each other, the pair aside.
func (x pair) isOtherShare(r, whole *figure, earlier []*figure) bool {
	for i, part := range earlier {
		if part == whole || part.Unit != whole.Unit {
			continue
		}
		if !x.isKnown(part, whole) && (pair{part, whole}).gives(r) {
			return true
		}
		if i+1 == len(earlier) || earlier[i+1] == whole {
			continue
		}
		if next := earlier[i+1]; next.Unit == part.Unit && (pair{together(part, next), whole}).gives(r) {
			return true
		}
	}
	return false
}

// isKnown reports the figures of the pair, where its whole is the figure itself and not the rounded form of another.
func (x pair) isKnown(part, whole *figure) bool {
	return part.index == x.part.index && whole.index == x.whole.index && whole.isRound()
}

// isShareOfTargets reports a rate that a figure, or it and those of its unit behind it, give with one of the targets.
func (p *place) isShareOfTargets(r, done *figure, earlier []*figure) bool {
	targets := p.targetsIn(done.Unit)
	if len(targets) > mostRelated { // one of them may well give it
		return true
	}
	targets = slices.Concat(targets, p.otherAimsIn(done.Unit))
	several := allFrom(done, earlier)
	return slices.ContainsFunc(targets, func(target *figure) bool {
		goal := target.asGoal()
		return target.counts() && ((pair{done, goal}).gives(r) || (pair{several, goal}).gives(r))
	})
}

// allFrom is the sum of a figure and those of its unit behind it: 上半年462万人次，三季度312万人次.
func allFrom(first *figure, figures []*figure) *figure {
	return together(filter(figures, func(f *figure) bool { return f.Start >= first.Start && f.Unit == first.Unit })...)
}

// together is the sum of figures as if it were one.
func together(figures ...*figure) *figure {
	total, slack := sum(figures)
	return &figure{number: number{value: total, slack: slack}}
}

func rateFinding(t *passage, r *figure, x pair) schema.Finding {
	computed := decimal(percent(x.part.value, x.whole.value), r.decimals)
	from := arithmetic("/", x.part, x.whole)
	f := t.finding(r, schema.RateMismatch, schema.Error, "%s is printed, but %s of %s is %s%%", r.Text, x.part.Text, x.whole.Text, computed)
	f.Claimed, f.Computed, f.From = &r.Value, computed, from
	return f
}

// isBare reports a figure that is all that its cell holds.
func (p *place) isBare(f *figure) bool {
	t := p.passageOf(f)
	return len(t.figures) == 1 && isBare(f.Indicator, string(t.runes))
}

// rateColumn checks the cell of the completion rate of a row with one target, which is set against what was reached.
func (p *place) rateColumn() {
	t := p.text(schema.FieldRate)
	target := p.text(schema.FieldTarget)
	r, goal := t.onlyFigure(), target.onlyFigure()
	if r == nil || goal == nil || len(p.comparisons) != 1 {
		return
	}
	done := p.reached[goal]
	switch {
	case r.Unit != "%", !r.exact(), done == nil, p.suspect[done.index]:
		return
	case p.isBare(done) && p.isBare(goal): // see wrongRates
		return
	}
	if x, ok := p.ofTarget(done); ok && x.mismatch(r) && x.whole.exact() {
		p.add(rateFinding(t, r, x))
	}
}

// onlyFigure returns the figure of a text that has one alone, or nil.
func (t *passage) onlyFigure() *figure {
	if t == nil || len(t.figures) != 1 {
		return nil
	}
	return t.figures[0]
}
