package check

import (
	"math/big"
	"math/bits"
	"slices"
	"strings"

	"duban/schema"
)

// This file sets parts against the whole that they are said to be parts of.

// part reports figure i if it is larger than the whole that it is a part of.
func (p *place) part(t *passage, i int) {
	part, whole := t.figures[i], p.wholeOf(t, i)
	if whole == nil || part.value.Cmp(new(big.Rat).Add(whole.value, whole.slack)) <= 0 || p.isOfSeveral(t, i) {
		return
	}
	f := t.finding(part, schema.PartExceedsWhole, schema.Error, "%s is more than the %s that it is a part of", part.Text, whole.Text)
	f.Claimed, f.Computed, f.From = &part.Value, &whole.Value, arithmetic(">", part, whole)
	p.add(f)
}

// isOfSeveral reports a part of what several things in front of it count together: 东街2个，西街1个，北镇2个，其中4个已建成.
func (p *place) isOfSeveral(t *passage, i int) bool {
	part := t.figures[i]
	all := new(big.Rat)
	for _, f := range slices.Backward(p.usable(t.figures[:i], part)) {
		if f.Unit != part.Unit || f.segment != part.segment || f.bracket != part.bracket || f.thing() == "" {
			break
		}
		if all.Add(all, f.value); included.begins(f.before) {
			break
		}
	}
	return all.Cmp(part.value) >= 0
}

// wholeOf returns the figure that figure i is said to be a part of; nil where a reader could doubt it.
func (p *place) wholeOf(t *passage, i int) *figure {
	part := t.figures[i]
	if !p.adds(part) || !part.mayBeWhole() {
		return nil
	}
	earlier := p.usable(t.figures[:i], part)
	earlier = slices.DeleteFunc(earlier, func(f *figure) bool { return f.Unit != part.Unit || !f.exact() || f.mean })
	if len(earlier) == 0 {
		return nil
	}
	last := earlier[len(earlier)-1]
	switch {
	case part.bracket >= 0 && part.bracket != last.bracket:
		if t.opensBehind(last, part) && included.begins(part.before) {
			return last
		}
		return nil
	case part.bracket >= 0:
		return t.brokenDown(earlier, part)
	case included.begins(part.before):
		if t.countedOtherwise(i) {
			return nil
		}
		return slices.MaxFunc(earlier, func(a, b *figure) int { return a.value.Cmp(b.value) })
	case last.bracket == part.bracket && last.segment == part.segment && part.real() && last.real() && !t.isOld(i) &&
		(last.clause == part.clause && already.in(part.before) || handled(last, part)) && !beside(last, earlier):
		return last
	}
	return nil
}

// adds reports a figure that counts things and that nothing else is wrong with.
func (p *place) adds(f *figure) bool { return f.counts() && !f.mean && !p.suspect[f.index] }

// mayBeWhole reports a figure that the real one is not said to be less than.
func (f *figure) mayBeWhole() bool { return f.Modifier != schema.AtMost && f.Modifier != schema.About }

// countedOtherwise reports a part right behind a count in another measure word, of which it may be a part as well:
// 留言15件；来电80个，其中转办20件.
func (t *passage) countedOtherwise(i int) bool {
	if i == 0 {
		return false
	}
	part, last := t.figures[i], t.figures[i-1]
	return last.counts() && last.Unit != part.Unit && last.segment == part.segment && last.clause == part.clause-1 &&
		last.value.Cmp(part.value) >= 0
}

// brokenDown returns the figure that a bracket with several figures breaks down: 平台18个（国家级3个、市级15个）.
func (t *passage) brokenDown(earlier []*figure, part *figure) *figure {
	first := slices.IndexFunc(earlier, func(f *figure) bool { return f.bracket == part.bracket })
	if first < 1 || !t.opensBehind(earlier[first-1], earlier[first]) {
		return nil
	}
	for _, f := range append(earlier[first:], part) {
		if f.clause != part.clause || notParts.in(f.before) {
			return nil
		}
	}
	return earlier[first-1]
}

// opensBehind reports a bracket that belongs to figure f: 办结16件（含旧存9件）.
func (t *passage) opensBehind(f, inside *figure) bool {
	return f.End <= inside.bracket && inside.bracket-f.End <= 8 && !strings.ContainsAny(t.slice(f.End, inside.bracket), "0123456789")
}

// isOld reports a figure that counts things from before as well: 办结16件（含旧存9件）; 办结16件，包括上年结转9件.
func (t *passage) isOld(i int) bool {
	end := t.figures[i].End
	if end == len(t.runes) {
		return false
	}
	behind := t.slice(end+1, min(len(t.runes), end+mostWords))
	ends := "。；，"
	if isOpen(t.runes[end]) {
		ends = "）"
	} else if !included.begins(behind) {
		return false
	}
	if i := strings.IndexAny(behind, ends); i >= 0 {
		behind = behind[:i]
	}
	return carriedOver.in(behind)
}

// handled reports what was dealt with of what came in: 收到18件，受理17件.
func handled(in, out *figure) bool {
	front, dealt := handledBy.cutLast(out.before)
	return out.clause == in.clause+1 && intake.in(in.before) && dealt &&
		!undone.ends(front)
}

// sum reports parts of which figure i is the rest, the total or the whole, and that do not add up.
func (p *place) sum(t *passage, i int) {
	f := t.figures[i]
	switch {
	case !f.counts() || f.mean || p.suspect[f.index]:
	case f.State == schema.Remaining && leftOver.begins(f.before):
		p.remaining(t, i)
	case isTotal(f):
		p.total(t, i)
	case altogether.is(f.before) && i > 1 && t.figures[i-2].clause == f.clause-1 && !t.opensBracket(f.End): // 改造20座、新建12座，共32座
		p.total(t, i)
	default:
		p.pieces(t, i)
	}
}

func (t *passage) opensBracket(at int) bool { return at < len(t.runes) && isOpen(t.runes[at]) }

// isTotal reports the total of what was counted before.
func isTotal(f *figure) bool {
	return totals.ends(f.before) || totalHeads.begins(f.before)
}

// remaining sets a whole against what was done and what is said to be left: 179栋已有169栋完工，剩余10栋. The whole stands
// in front, or it is the target with which the part done is compared.
func (p *place) remaining(t *passage, i int) {
	left := t.figures[i]
	var same []*figure // in front of it, the nearest first
	for _, f := range slices.Backward(t.figures[max(0, i-mostRelated):i]) {
		if f.sentence < left.sentence-2 || f.sentence != left.sentence && len(same) == 2 {
			break
		}
		if f.counts() && f.Unit == left.Unit && f.bracket == left.bracket && !containing.begins(f.before) {
			same = append(same, f)
		}
	}
	if len(same) == 0 || !exact(append(same, left)...) || !same[0].real() || p.suspect[same[0].index] {
		return
	}
	if chainHolds(left, same) {
		return
	}
	if whole := t.wholeBefore(left, same); whole != nil {
		p.sumFinding(t, left, whole, same[:slices.Index(same, whole)])
		return
	}
	if done, goal := p.onlyGoal(same); goal != nil && done.sentence == left.sentence &&
		(done == same[0] || done == same[len(same)-1] && !isOther(same[0], done)) && (done.counted(left.thing()) || goal.counted(left.thing())) {
		p.sumFinding(t, left, goal, same)
	}
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
	all := new(big.Rat).Set(left.value)
	for k := 1; k < min(len(same), mostParts+1); k++ {
		whole := same[k]
		all.Add(all, same[k-1].value)
		if whole.value.Cmp(left.value) <= 0 || !whole.rounded && whole.value.Cmp(all) > 0 {
			continue // no choice can be the whole
		}
		if adds(whole, closest(left, whole, same[:k])) {
			return true
		}
	}
	return false
}

// wholeBefore returns the whole among the figures in front of what is left: the first that is larger than all that
// follow it.
func (t *passage) wholeBefore(left *figure, same []*figure) *figure {
	rest := left.thing()
	for k := 1; k < len(same); k++ {
		whole := same[k]
		if besides.begins(same[k-1].before) || whole.before != "" && whole.before == same[k-1].before { // beside it
			continue
		}
		plan := k == len(same)-1 && planning.begins(whole.before) // of all, and not for later
		if whole.value.Cmp(same[k-1].value) <= 0 || whole.value.Cmp(left.value) < 0 || !plan && isPiece(whole, same[k-1]) || isOther(same[k-1], whole) || !whole.counted(rest) {
			continue
		}
		if whole.clause == same[k-1].clause && !already.in(same[k-1].before) && !completing.in(same[k-1].before) { // side by side: 干道5公里、支路3公里
			continue
		}
		if whole.sentence == left.sentence && whole.segment == same[k-1].segment || k == 1 && ofThese.begins(t.sentenceStart(same[0])) {
			return whole
		}
	}
	return nil
}

// isPiece reports a figure that says how much is done, going on or planned, so that it is no whole of the next one. Of one
// clause, what is done is the next: 179栋建筑已有169栋.
func isPiece(f, next *figure) bool {
	return f.State == schema.Planned || f.State == schema.Ongoing || doing.ends(f.before) ||
		f.clause != next.clause && doing.in(f.after)
}

// isOther reports a part that is named as another thing than the whole, or as a stage of it.
func isOther(part, whole *figure) bool {
	name := part.thing()
	verb := already.begins(part.before) && already.cutFront(part.before) == name && len([]rune(name)) == 2 // 已签约298户
	return !verb && !whole.counted(name) || stages.in(part.before)
}

// sentenceStart returns the words of the sentence in front of f, as far as mostWords.
func (t *passage) sentenceStart(f *figure) string {
	at := f.Start
	for at > max(0, f.Start-mostWords) && !t.endsSentence(at-1) {
		at--
	}
	return t.slice(at, f.Start)
}

// sumFinding reports the whole unless what is left and some of the parts, the nearest first, add up to it. A sum that
// falls short is left alone where things are named without a number between, and any where the whole has changed since.
func (p *place) sumFinding(t *passage, left, whole *figure, parts []*figure) {
	if len(parts) > mostParts || parts[0].value.Cmp(whole.value) > 0 || slices.ContainsFunc(parts, func(f *figure) bool { return changes(f, whole) }) {
		return
	}
	best := closest(left, whole, parts)
	total, _ := sum(best)
	if adds(whole, best) || total.Cmp(whole.value) < 0 && t.namesMore(parts[len(parts)-1], left) {
		return
	}
	slices.Reverse(best)
	p.add(notTheSum(t, left, whole, best))
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
	missing := []*big.Rat{new(big.Rat).Sub(whole.value, left.value)} // of the whole, by the choice of parts that each bit makes
	best := 1
	for choice := 1; choice < 1<<len(parts); choice++ {
		k := bits.Len(uint(choice)) - 1
		missing = append(missing, new(big.Rat).Sub(missing[choice&^(1<<k)], parts[k].value))
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

func size(r *big.Rat) *big.Rat { return new(big.Rat).Abs(r) }

// namesMore reports a clause without a number, from the sentence of the first part to what is left, that says that
// something was done: 沙磁路已完工，3条正在施工，其余35条….
func (t *passage) namesMore(first, left *figure) bool {
	start := first.Start - len([]rune(t.sentenceStart(first)))
	clause := start
	for i := start; i <= left.Start; i++ {
		if i < left.Start && !t.isCut(i) {
			continue
		}
		if doing.in(t.slice(clause, i)) && t.figureFrom(clause) == t.figureFrom(i) {
			return true
		}
		clause = i + 1
	}
	return false
}

// notTheSum is the finding on a whole that its parts do not add up to. It marks the figure that closes the sum.
func notTheSum(t *passage, at, whole *figure, parts []*figure) schema.Finding {
	total, _ := sum(parts)
	f := t.finding(at, schema.PartSum, schema.Error, "%s add up to %s, not to %s", texts(" and ", parts), inTermsOf(whole, total), whole.Text)
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
	parts := p.usable(t.figures[:i], whole)
	parts = slices.DeleteFunc(parts, func(f *figure) bool { return f.Unit != whole.Unit })
	if len(parts) > mostTerms || yearsTogether.in(whole.before) || slices.ContainsFunc(parts, isLevel) {
		return
	}
	for k := range parts {
		total, slack := new(big.Rat), new(big.Rat)
		for end, f := range parts[k:] {
			total.Add(total, f.value)
			slack.Add(slack, f.slack)
			if end > 0 && within(whole, total, slack) {
				return
			}
		}
	}
	if len(parts) < 2 || slices.ContainsFunc(parts, func(f *figure) bool { return included.begins(f.before) || f.bracket >= 0 }) {
		return
	}
	p.add(notTheSum(t, whole, whole, parts))
}

// pieces sets a whole against parts behind it that are all there is, by what their words say.
func (p *place) pieces(t *passage, i int) {
	whole := t.figures[i]
	var parts []*figure
	for _, f := range t.figures[i+1 : min(i+mostRelated, len(t.figures))] {
		if f.sentence != whole.sentence {
			break
		}
		if f.Unit == whole.Unit && f.counts() && (f.segment == whole.segment || len(parts) == 1 && complement(parts[0], f)) {
			parts = append(parts, f)
		}
		if len(parts) > mostTerms {
			return
		}
	}
	if len(parts) < 2 || !exact(append(parts, whole)...) || slices.ContainsFunc(parts, func(f *figure) bool {
		return f.bracket != whole.bracket || f.State == schema.Planned || f.Period != whole.Period || f.mean || p.suspect[f.index]
	}) || adds(whole, parts) {
		return
	}
	total, _ := sum(parts)
	if t.isBrokenDown(whole, parts) || total.Cmp(whole.value) > 0 && (areApart(whole, parts) || areExclusive(parts)) {
		p.add(notTheSum(t, parts[len(parts)-1], whole, parts))
	}
}

// areApart reports parts of a whole of which none counts what another does, as some are finished and the others are not
// yet: 36个项目中，完工20个、在建18个.
func areApart(whole *figure, parts []*figure) bool {
	if !among.ends(whole.after) && !ofThese.begins(parts[0].before) {
		return false
	}
	done, going := 0, 0
	for _, f := range parts {
		switch words := already.cutFront(ofThese.cutFront(strings.Trim(f.before, "、"))); {
		case finished.is(words):
			done++
		case unfinished.is(words):
			going++
		}
	}
	return done == 1 && going == 1 && len(parts) == 2
}

// areExclusive reports parts that are named by kinds of which a thing is of one alone: 其中山区村75个、平原村55个; 其中8个镇、6个乡.
func areExclusive(parts []*figure) bool {
	if !ofThese.begins(parts[0].before) {
		return false
	}
	return slices.ContainsFunc(exclusive, func(kinds []string) bool { return areOf(kinds, parts) })
}

// areOf reports parts of which each is of another of the kinds, and apart from that named alike.
func areOf(kinds []string, parts []*figure) bool {
	seen, rest := map[string]bool{}, ""
	for i, f := range parts {
		words := f.before[strings.LastIndex("、"+f.before, "、"):]
		if words == "" || ofThese.is(words) {
			words, _, _ = strings.Cut(f.after, "、")
		}
		k := slices.IndexFunc(kinds, func(kind string) bool { return strings.Contains(words, kind) })
		if k < 0 || seen[kinds[k]] || startsDone(words) {
			return false
		}
		seen[kinds[k]] = true
		name := thing(strings.Replace(words, kinds[k], "", 1))
		if i > 0 && name != rest {
			return false
		}
		rest = name
	}
	return true
}

// isBrokenDown reports parts that are all there is of the whole: what was done and what was not (整改3629个，限期整改415个),
// a thing and what is not it (税收7.22亿元，非税0.26亿元), problems that are solved or being solved, tasks by how far they are.
func (t *passage) isBrokenDown(whole *figure, parts []*figure) bool {
	first, last := parts[0], parts[len(parts)-1]
	return len(parts) == 2 && (notYet(first, last) && !startsDone(whole.before) && !ofOtherTime(whole, first) && !altering.in(whole.before) ||
		complement(first, last) && !opposed(whole, first) && !opposed(whole, last) ||
		isMatter(whole) && isSolved(first) && isBeingSolved(last)) ||
		t.byStanding(whole, parts)
}

// notYet reports a part that is to be done as the other was: 整改3629个，限期整改415个; 已开工79个，7个尚未开工.
func notYet(part, other *figure) bool {
	verb := []rune(part.before)
	if len(verb) < 2 {
		return false
	}
	v := string(verb[len(verb)-2:])
	for _, words := range []string{other.before, other.after} {
		if i := strings.Index(words, v); i >= 0 && undone.ends(words[:i]) {
			return !undone.ends(string(verb[:len(verb)-2]))
		}
	}
	return false
}

// complement reports names of a thing and of what is not it: 税收收入, 非税收入.
func complement(part, other *figure) bool {
	if opposed(part, other) {
		return true
	}
	_, name, found := notOf.cut(other.before)
	return found && name != "" && strings.Contains(part.before, string([]rune(name)[:1])) && !notOf.in(part.before)
}

// opposed reports names of two things that are all there is: 出口, 进口; but not 出口, 进出口 and not 进口增值税, 出口退税.
func opposed(part, other *figure) bool {
	if both.in(part.before) || both.in(other.before) {
		return false
	}
	return slices.ContainsFunc(opposites, func(x [2]string) bool {
		return sideBySide(part.before, x[0], other.before, x[1]) || sideBySide(part.before, x[1], other.before, x[0])
	})
}

// sideBySide reports names that hold a word each, and apart from it the same.
func sideBySide(a, inA, b, inB string) bool {
	if !strings.Contains(a, inA) || !strings.Contains(b, inB) {
		return false
	}
	x, y := thing(strings.Replace(a, inA, "", 1)), thing(strings.Replace(b, inB, "", 1))
	return strings.Contains(x, y) || strings.Contains(y, x)
}

// isMatter reports things that are handed over to be dealt with, of which all that are not settled are in hand.
func isMatter(f *figure) bool {
	return matterUnits.is(f.Unit) || matters.in(f.before+f.after)
}

func isSolved(f *figure) bool {
	return f.State == schema.Actual && handling.in(f.before)
}

func isBeingSolved(f *figure) bool {
	return beingSolved.in(f.before + f.after)
}
