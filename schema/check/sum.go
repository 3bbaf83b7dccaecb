package check

import (
	"math/bits"
	"slices"
	"strings"

	"duban/internal/char"
	"duban/internal/exact"
	"duban/schema"
)

// This file sets a whole against its parts and the rest of it, and a total against what was counted before.

// sum reports parts of which figure i is the rest, the total or the whole, and that do not add up.
func (p *place) sum(t *passage, i int) {
	f := t.figures[i]
	switch {
	case p.isRest(f):
		p.remaining(t, i)
	case !p.adds(f):
	case isTotal(f), t.closesSeveral(i):
		p.total(t, i)
	default:
		p.pieces(t, i)
	}
}

// isRest reports what is said to be left, which may be nothing: 其余0件.
func (p *place) isRest(f *figure) bool {
	if f.State != schema.Remaining || !leftOver.begins(f.before) {
		return false
	}
	return p.adds(f) || f.countsNone() && !p.suspect[f.index]
}

func (t *passage) opensBracket(at int) bool {
	return at < len(t.runes) && char.IsOpeningBracket(t.runes[at])
}

// closesSeveral reports the sum of the two or more figures of the clause in front of it: 改造20座、新建12座，共32座.
func (t *passage) closesSeveral(i int) bool {
	f := t.figures[i]
	if i < 2 || !f.follows(t.figures[i-2]) || t.opensBracket(f.End) {
		return false
	}
	verb, all := altogether.cutOne(f.before)
	return all && strings.HasSuffix(t.figures[i-1].before, verb) && strings.HasSuffix(t.figures[i-2].before, verb)
}

// isTotal reports the total of what was counted before.
func isTotal(f *figure) bool {
	return totals.ends(f.before) || totalHeads.begins(f.before)
}

// remaining sets a whole against what was done and what is said to be left: 179栋已有169栋完工，剩余10栋. The whole stands
// in front, or it is the target with which the part done is compared.
func (p *place) remaining(t *passage, i int) {
	left := t.figures[i]
	same := t.countedBefore(i)
	if len(same) == 0 || !allExact(append(same, left)...) {
		return
	}
	if nearest := same[0]; !nearest.real() || p.suspect[nearest.index] || chainHolds(left, same) {
		return
	}
	if p.isRestOfTarget(left, same) {
		return
	}
	if whole := t.wholeBefore(left, same); whole != nil {
		p.sumFinding(t, left, whole, same[:slices.Index(same, whole)])
		return
	}
	if done, goal := p.onlyGoal(same); goal != nil && isRestOf(left, done, goal, same) {
		p.sumFinding(t, left, goal, same)
	}
}

// isRestOfTarget reports what with some of the figures in front of it makes up a target, whatever larger one is told as well: of 1500户,
// 摸排2300户，改造960户，剩余540户.
func (p *place) isRestOfTarget(left *figure, same []*figure) bool {
	done := same[:min(len(same), mostParts)]
	goals := p.targetsIn(left.Unit)
	return slices.ContainsFunc(goals[:min(len(goals), mostRelated)], func(goal *figure) bool {
		return goal.counts() && adds(goal, closest(left, goal, done))
	})
}

// countedBefore returns the figures in front of figure i that count the same, the nearest first: of its sentence, or two of the
// sentences in front.
func (t *passage) countedBefore(i int) []*figure {
	left := t.figures[i]
	var same []*figure
	for _, f := range slices.Backward(t.figures[max(0, i-mostRelated):i]) {
		if f.sentence < left.sentence-2 || f.sentence != left.sentence && len(same) == 2 {
			break
		}
		if f.counts() && f.standsWith(left) && !containing.begins(f.before) {
			same = append(same, f)
		}
	}
	return same
}

// isRestOf reports what is left of a target of which the figures in front say what was done.
func isRestOf(left, done, goal *figure, same []*figure) bool {
	if done.sentence != left.sentence {
		return false
	}
	if rest := left.thing(); !done.counted(rest) && !goal.counted(rest) {
		return false
	}
	nearest, farthest := same[0], same[len(same)-1]
	return done == nearest || done == farthest && !isOther(nearest, done)
}

// onlyGoal returns the one figure that is compared with a target, and that target; nil where there are several.
func (p *place) onlyGoal(figures []*figure) (done, goal *figure) {
	for _, f := range figures {
		if p.goals[f] != nil {
			if goal != nil {
				return nil, nil
			}
			done, goal = f, p.goals[f]
		}
	}
	return done, goal
}

// chainHolds reports whether any of the figures is what is left and some of those between: of several wholes the reader
// takes the one that fits.
func chainHolds(left *figure, same []*figure) bool {
	all := new(exact.Rat).Set(left.value)
	for k := 1; k < min(len(same), mostParts+1); k++ {
		whole := same[k]
		all.Add(all, same[k-1].value)
		tooSmall := whole.value.Cmp(left.value) <= 0
		tooLarge := !whole.rounded && whole.value.Cmp(all) > 0
		if !tooSmall && !tooLarge && adds(whole, closest(left, whole, same[:k])) {
			return true
		}
	}
	return false
}

// wholeBefore returns the whole among the figures in front of what is left: the first that is larger than all that
// follow it.
func (t *passage) wholeBefore(left *figure, same []*figure) *figure {
	for k := 1; k < len(same); k++ {
		if t.isWholeOf(k, left, same) {
			return same[k]
		}
	}
	return nil
}

// isWholeOf reports whether figure k of those in front of what is left is the whole of it and of the one behind.
func (t *passage) isWholeOf(k int, left *figure, same []*figure) bool {
	whole, next := same[k], same[k-1]
	plansAll := k == len(same)-1 && planning.begins(whole.before) // and not what is to come later
	switch {
	case standsBeside(whole, next):
		return false
	case next.value.Cmp(whole.value) >= 0, whole.value.Cmp(left.value) < 0:
		return false
	case !plansAll && isPiece(whole, next), isOther(next, whole), !whole.counted(left.thing()):
		return false
	}
	return whole.sentence == left.sentence && whole.segment == next.segment ||
		k == 1 && ofThese.begins(t.sentenceStart(same[0]))
}

// standsBeside reports a figure of which the next one is no part: it has the same words or says that it comes besides, or both
// stand in one clause that says nothing of what was done: 干道5公里、支路3公里.
func standsBeside(whole, next *figure) bool {
	switch {
	case besides.begins(next.before):
		return true
	case whole.before != "" && whole.before == next.before:
		return true
	case whole.clause != next.clause:
		return false
	}
	return !doneMarks.in(next.before)
}

// isPiece reports a figure that says how much is done, going on or planned, so that it is no whole of the next one. Of one
// clause, what is done is the next: 179栋建筑已有169栋.
func isPiece(f, next *figure) bool {
	switch {
	case f.State == schema.Planned, f.State == schema.Ongoing, doing.ends(f.before):
		return true
	}
	return f.clause != next.clause && doing.in(f.after)
}

// isOther reports a part that is named as another thing than the whole, or as a stage of it.
func isOther(part, whole *figure) bool {
	if stages.in(part.before) {
		return true
	}
	name := part.thing()
	if verb, ok := already.cutOne(part.before); ok && verb == name && len([]rune(name)) == 2 { // 已签约298户
		return false
	}
	return !whole.counted(name)
}

// sentenceStart returns the words of the sentence in front of f, as far as mostWords.
func (t *passage) sentenceStart(f *figure) string {
	start, _ := t.tree.Sentence(int32(f.clause))
	return t.slice(max(start, f.Start-mostWords), f.Start)
}

// sumFinding reports the whole unless what is left and some of the parts, the nearest first, add up to it. A sum that
// falls short is left alone where things are named without a number between, and any where the whole has changed since.
func (p *place) sumFinding(t *passage, left, whole *figure, parts []*figure) {
	if len(parts) > mostParts || parts[0].value.Cmp(whole.value) > 0 {
		return
	}
	if slices.ContainsFunc(parts, func(f *figure) bool { return changes(f, whole) }) {
		return
	}
	best := closest(left, whole, parts)
	total, _ := sum(best)
	if t.addsToTwo(whole, total) {
		return
	}
	if adds(whole, best) || total.Cmp(whole.value) < 0 && (t.namesMore(parts[len(parts)-1], left) || t.restGoesOn(left, whole, best)) {
		return
	}
	slices.Reverse(best)
	p.add(notTheSum(t, left, whole, best))
}

// addsToTwo reports a sum that is that of the whole and a count in front of it in its sentence: 旧存113件，新收345件，结案229件，未结229件.
func (t *passage) addsToTwo(whole *figure, total *exact.Rat) bool {
	rest := new(exact.Rat).Sub(total, whole.value)
	i := max(0, slices.Index(t.figures, whole))
	return slices.ContainsFunc(t.figures[max(0, i-mostTerms):i], func(f *figure) bool {
		return f.sentence == whole.sentence && f.standsWith(whole) && f.value.Cmp(rest) == 0
	})
}

// restGoesOn reports a figure behind what is left that is the other part of the rest: 20条中已完工10条，其余8条正在施工，2条尚未启动.
func (t *passage) restGoesOn(left, whole *figure, parts []*figure) bool {
	i := slices.Index(t.figures, left) + 1
	if i == len(t.figures) {
		return false
	}
	next := t.figures[i]
	return next.goesWith(left) && next.counts() && adds(whole, append(slices.Clone(parts), next))
}

// changes reports a figure by which the whole has become larger or smaller since, and not one of what the whole counts as
// well: 新增860张 of 新增1000张.
func changes(f, whole *figure) bool {
	return slices.ContainsFunc(altering, func(w string) bool { return strings.Contains(f.before, w) && !strings.Contains(whole.before, w) })
}

// mostParts is of how many parts every choice is tried.
const mostParts = 6

// closest returns what is left with those of the parts, one at least, that come closest to the whole.
func closest(left, whole *figure, parts []*figure) []*figure {
	missing := []*exact.Rat{new(exact.Rat).Sub(whole.value, left.value)} // of the whole, by the choice of parts that each bit makes
	best := 1
	for choice := 1; choice < 1<<len(parts); choice++ {
		k := bits.Len(uint(choice)) - 1
		missing = append(missing, new(exact.Rat).Sub(missing[choice&^(1<<k)], parts[k].value))
		if size(missing[choice]).Cmp(size(missing[best])) <= 0 { // of two, the one that reaches farther back
			best = choice
		}
	}
	chosen := []*figure{left}
	for k := range parts {
		if best>>k&1 == 1 {
			chosen = append(chosen, parts[k])
		}
	}
	return chosen
}

func size(r *exact.Rat) *exact.Rat { return new(exact.Rat).Abs(r) }

// namesMore reports a clause without a number, from the sentence of the first part to what is left, that says that
// something was done: 沙磁路已完工，3条正在施工，其余35条….
func (t *passage) namesMore(first, left *figure) bool {
	if doing.in(left.before) {
		return true
	}
	start, _ := t.tree.Sentence(int32(first.clause))
	for id := left.clause - 1; id >= 0 && t.tree.Clauses[id].Start >= max(start, first.Start-mostWords); id-- {
		c := &t.tree.Clauses[id]
		if doing.in(t.slice(c.Start, c.End)) && t.figureFrom(c.Start) == t.figureFrom(c.End) {
			return true
		}
	}
	return false
}

// notTheSum is the finding on a whole that its parts do not add up to. It marks the figure that closes the sum.
func notTheSum(t *passage, at, whole *figure, parts []*figure) schema.Finding {
	total, _ := sum(parts)
	f := t.finding(at, schema.PartSum, schema.Error, "%s add up to %s, not to %s", texts(parts), inTermsOf(whole, total), whole.Text)
	f.Claimed, f.Computed, f.From = &whole.Value, decimal(total, 4), arithmetic("+", parts...)
	return f
}

// mostTerms is how many figures a text adds up, or breaks a whole down into.
const mostTerms = 12

// isLevel reports one of two levels between which something has changed: 由610亿元增加到3950亿元.
func isLevel(f *figure) bool {
	return risen.ends(f.before) || risen.begins(f.after)
}

// total sets a figure that is said to be the total against those in front of it: 2.5万平方米…3.95万平方米，合计6.45万平方米.
func (p *place) total(t *passage, i int) {
	whole := t.figures[i]
	parts := filter(p.usable(t.figures[:i], whole), func(f *figure) bool { return f.Unit == whole.Unit })
	switch {
	case len(parts) < 2, len(parts) > mostTerms, yearsTogether.in(whole.before):
	case adding.begins(parts[0].before): // to a figure of the sentence in front
	case slices.ContainsFunc(parts, isLevel), slices.ContainsFunc(parts, isAside):
	case someAdd(whole, parts), t.holdsMore(i):
	default:
		p.add(notTheSum(t, whole, whole, parts))
	}
}

// holdsMore reports a total in whose bracket stands something that is in it, and perhaps in none of the parts in front of it:
// 改造县道120公里、乡道80公里，合计220公里（含村道20公里）.
func (t *passage) holdsMore(i int) bool {
	whole := t.figures[i]
	if i+1 == len(t.figures) {
		return false
	}
	next := t.figures[i+1]
	return next.bracket >= 0 && next.of == whole && containing.begins(next.before)
}

// isAside reports a figure that stands in a bracket or is said to be a part of the one in front of it.
func isAside(f *figure) bool { return f.bracket >= 0 || f.opensPart }

// someAdd reports whether two or more of the parts that follow one another add up to the whole.
func someAdd(whole *figure, parts []*figure) bool {
	for k := range parts {
		total, slack := new(exact.Rat), new(exact.Rat)
		for end, f := range parts[k:] {
			total.Add(total, f.value)
			slack.Add(slack, f.slack)
			if end > 0 && within(whole, total, slack) {
				return true
			}
		}
	}
	return false
}
