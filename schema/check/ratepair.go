package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"duban/schema"
)

// This file finds the figures that a printed rate is made of.

// pair is a share and what it is a share of.
type pair struct{ part, whole *figure }

// pairOf finds the figures that rate r must be made of; not ok where a reader could doubt it.
func (p *place) pairOf(r *figure, earlier []*figure) (pair, bool) {
	if len(earlier) == 0 {
		return pair{}, false
	}
	last, front := earlier[len(earlier)-1], earlier[:len(earlier)-1]
	if r.Relation == schema.RelationAim {
		return ofAim(r.of, earlier)
	}
	if genitive.is(r.before) && last.clause == r.clause && len(front) > 0 {
		return ofNamed(front[len(front)-1], last)
	}
	words := rateWords(r)
	if name, ok := rateName(words); ok {
		return p.namedRate(r, name, earlier)
	}
	switch {
	case last.bracket == r.bracket && isShareOfTarget(words):
		if cumulative.in(words) && !cumulative.in(last.before) { // of more than what stands in front
			return pair{}, false
		}
		if x, ok := ofPlan(front, last); ok {
			return x, true
		}
		return p.ofOnlyTarget(last)
	case sharesOf.ends(genitive.cutEnd(words)):
		return p.share(r, earlier)
	}
	return pair{}, false
}

// dueAndReal pairs a figure of what should be with that of what is: 应到会186人，实到172人，到会率95.4%.
func dueAndReal(name string, earlier []*figure) (pair, bool) {
	verb := string([]rune(name)[:1])
	x, ok := withVerbs(verb, earlier)
	if !ok {
		x, ok = withVerbs("", earlier)
	}
	if !ok || x.whole.Unit != x.part.Unit || !x.part.follows(x.whole) {
		return pair{}, false
	}
	return x, allExact(x.whole, x.part)
}

// withVerbs returns the only figure of what should be and the only one of what is, both with the verb.
func withVerbs(verb string, figures []*figure) (x pair, ok bool) {
	due, real := withVerb(dueWords, verb, figures), withVerb(realWords, verb, figures)
	if len(due) != 1 || len(real) != 1 {
		return pair{}, false
	}
	return pair{real[0], due[0]}, true
}

// withVerb returns the figures whose words begin with one of the words and a verb.
func withVerb(words []string, verb string, figures []*figure) []*figure {
	var found []*figure
	for _, f := range figures {
		if slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(f.before, w+verb) }) {
			found = append(found, f)
		}
	}
	return found
}

// ofNamed pairs a figure with the next one, of which it is said to be a share: 新建36座，完成计划30座的120%.
func ofNamed(part, whole *figure) (pair, bool) {
	if !aims.in(whole.before) && !shareVerbs.begins(whole.before) {
		return pair{}, false
	}
	return reachedOf(part, whole)
}

// ofAim pairs an aim that the report says a rate is a share of with the figure in front of it.
func ofAim(aim *figure, earlier []*figure) (pair, bool) {
	i := slices.Index(earlier, aim)
	if i < 1 {
		return pair{}, false
	}
	return reachedOf(earlier[i-1], aim)
}

// reachedOf pairs what was reached with the aim behind it.
func reachedOf(done, aim *figure) (pair, bool) {
	switch {
	case !done.goesWith(aim), done.clause < aim.clause-1, cumulative.in(aim.before):
		return pair{}, false
	}
	return pair{done, aim.asGoal()}, allExact(done, aim)
}

// rateName returns what stands in front of 率 at the end of words: 整改 of 整改率; the same of 支出进度.
func rateName(words string) (string, bool) {
	for _, name := range rateNames { // 支出进度 is 支出率
		if front, ok := strings.CutSuffix(words, name[0]); ok {
			words = front + name[1]
		}
	}
	words, ok := rates.cutLast(words)
	if !ok {
		return "", false
	}
	foreign := max(strings.LastIndexFunc(words, isForeign), 0)
	name := ofThese.cutFront(strings.TrimLeftFunc(words[foreign:], isForeign))
	return name, len([]rune(name)) >= 2
}

// isForeign reports a character that is not Chinese.
func isForeign(r rune) bool { return !unicode.Is(unicode.Han, r) }

// isShareOfTarget reports words that make a rate a share of the year's target: 完成年度任务的, 占全年计划的, 为年度目标的.
func isShareOfTarget(words string) bool {
	switch {
	case !goals.ends(genitive.cutEnd(words)), otherGoals.in(words), beyond.in(words):
		return false
	}
	return reaching.in(words)
}

// ofTarget pairs what was reached with the target that it is compared with.
func (p *place) ofTarget(done *figure) (pair, bool) {
	goal := p.goals[done]
	if isTotal(done) && len(p.targetsIn(done.Unit)) > 1 { // of several, whatever it was compared with
		return pair{}, false
	}
	return pair{done, goal}, goal != nil && done.exact()
}

// ofOnlyTarget is ofTarget also where nothing is compared, but a single target in that unit can be meant.
func (p *place) ofOnlyTarget(done *figure) (pair, bool) {
	if x, ok := p.ofTarget(done); ok {
		return x, true
	}
	targets := p.targetsIn(done.Unit)
	if len(targets) != 1 || !isGoal(targets[0]) {
		return pair{}, false
	}
	return pair{done, targets[0].asGoal()}, done.exact()
}

// isGoal reports a figure that a share can be taken of.
func isGoal(f *figure) bool {
	return f.counts() && f.mayBeWhole() && !longRun.in(f.before)
}

// asGoal is a figure that was set and not counted, so that nobody has rounded it: a target of 3万人 is one of 30000.
func (f *figure) asGoal() *figure {
	goal := *f
	goal.rounded, goal.slack = false, zero
	return &goal
}

// ofPlan pairs what was done with the only plan in front of it: 年度计划投资50亿元，完成26.3亿元.
func ofPlan(earlier []*figure, done *figure) (pair, bool) {
	plans := filter(earlier, func(f *figure) bool { return f.Unit == done.Unit && f.isYearsPlan() })
	if len(plans) != 1 {
		return pair{}, false
	}
	return pair{done, plans[0].asGoal()}, allExact(plans[0], done)
}

// isYearsPlan reports a figure of what the year is to bring, which its clause says alone: 任务数50户.
func (f *figure) isYearsPlan() bool {
	if f.State == schema.Target && aimsAlone.is(f.before) {
		return true
	}
	return isYearsPlan(f.before)
}

// isYearsPlan reports words that say what the year is to bring, and not what was done of it: 已完成年度任务的2项.
func isYearsPlan(words string) bool {
	for _, goal := range yearsPlans {
		if front, _, found := strings.Cut(words, goal); found {
			return !completing.in(front)
		}
	}
	return false
}

// share pairs the figure of a clause with 其中 with the only one in front of it (收入500万元，其中税收300万元，占比60%), or the last
// figure with what the sentence says that it is all of.
func (p *place) share(r *figure, earlier []*figure) (pair, bool) {
	part, front := earlier[len(earlier)-1], earlier[:len(earlier)-1]
	if part.segment != r.segment || len(front) == 0 {
		return pair{}, false
	}
	if part.clause >= r.clause-1 && p.isOfAll(part, front[0], r) {
		return pair{part, front[0]}, true
	}
	wholes := filter(front, part.goesWith)
	if len(wholes) != 1 || !part.hangsOn(wholes[0], schema.RelationWhole) || isLevelBeside(r, wholes[0]) {
		return pair{}, false
	}
	return pair{part, wholes[0]}, allExact(wholes[0], part)
}

// isLevelBeside reports a share that is said to have reached a level, beside what was added alone: 新增床位500张，其中护理型350张，占比达到62%.
func isLevelBeside(r, added *figure) bool {
	_, tie, _ := sharesOf.cut(r.before)
	return altering.in(added.before) && comeTo.in(tie)
}

// isOfAll reports a part of what the sentence says that it is all of (20项中，5项正常，占比25%), or of which another share holds.
func (p *place) isOfAll(part, all, r *figure) bool {
	if all.Unit != part.Unit || !allExact(all, part) {
		return false
	}
	if among.ends(all.after) || all.countsSame(part) {
		return true
	}
	return wholes.begins(all.before) && p.otherShareHolds(all, r)
}

// countsSame reports two counts of the same thing, which stands behind both, of which the second is only of some: 12个乡镇，已有9个乡镇达标.
func (f *figure) countsSame(part *figure) bool {
	name := f.after
	return utf8.RuneCountInString(name) >= 2 && strings.HasPrefix(part.after, name) && already.in(part.before)
}

// otherShareHolds reports another share of the sentence that is one of the same whole, and of the figure in front of it.
func (p *place) otherShareHolds(all, r *figure) bool {
	figures := p.passageOf(r).figures
	at := slices.Index(figures, r)
	for i := max(1, at-mostTerms); i < min(len(figures), at+mostTerms); i++ {
		share, part := figures[i], figures[i-1]
		if i == at || !isNamedShare(share, r) || part == all {
			continue
		}
		if part.Unit == all.Unit && !(pair{part, all}).mismatch(share) {
			return true
		}
	}
	return false
}

// isNamedShare reports a share of less than all in the sentence of another whose words say that it is one of all there is.
func isNamedShare(share, other *figure) bool {
	switch {
	case share.sentence != other.sentence, share.Unit != "%", share.value.Cmp(hundred) >= 0:
		return false
	}
	return sharesOf.ends(genitive.cutEnd(rateWords(share)))
}

// namedRate pairs the figure that is said to be what the name of the rate says (整改3629个 for 整改率) with the one in front
// of it that it can be a part of.
func (p *place) namedRate(r *figure, name string, earlier []*figure) (pair, bool) {
	if x, ok := dueAndReal(name, earlier); ok {
		return x, true
	}
	if verb, ok := completing.cutLast(name); ok && handling.is(verb) { // 整改完成率
		name = verb
	}
	last := earlier[len(earlier)-1]
	part, rest, ok := partOf(name, earlier)
	if !ok {
		part, ok = justDone(r, name, last)
	}
	switch {
	case ok && (!isAlone(part, earlier) || p.countsOld(part)):
	case ok:
		return p.ofWholeOrTarget(r, part, name, rest, earlier)
	case completing.is(name) && r.follows(last): // 新建31座，完成率86.1%
		return p.ofTarget(last)
	}
	return pair{}, false
}

// countsOld reports a figure that counts things from before as well, which the whole may not: 收到320件，审结310件（含旧存25件）.
func (p *place) countsOld(f *figure) bool {
	t := p.passageOf(f)
	return t.isOld(slices.Index(t.figures, f))
}

// isAlone reports the part of a rate that stands beside no other, and with no part of it behind, which the rate may be of.
func isAlone(part *figure, earlier []*figure) bool {
	if !part.exact() || beside(part, earlier) {
		return false
	}
	return !slices.ContainsFunc(earlier, func(f *figure) bool { return f.Start > part.Start && f.Relation == schema.RelationWhole })
}

// ofWholeOrTarget pairs a part with the whole in front of it, or else with the target that it completes. What the name says
// beside the verb is rest.
func (p *place) ofWholeOrTarget(r, part *figure, name, rest string, earlier []*figure) (pair, bool) {
	if whole := wholeFor(part, strings.TrimPrefix(name, rest), earlier); whole != nil {
		return pair{part, whole}, qualifies(rest, whole, part) && isBase(r, name, part, whole)
	}
	if completing.ends(name) && qualifies(rest, part, part) {
		return p.ofTarget(part)
	}
	return pair{}, false
}

// isBase reports whether the whole can be what the rate is taken of. All of what the text does not count may be done:
// 筛查7938人，高风险转诊211人，转诊率100%.
func isBase(r *figure, name string, part, whole *figure) bool {
	runes := []rune(name)
	verb := string(runes[len(runes)-2:])
	narrowed, _, found := strings.Cut(withoutTime(part), verb)
	switch {
	case leaving.is(name), found && !whole.counted(thing(narrowed)):
		return false
	case r.value.Cmp(hundred) == 0:
		if !part.follows(whole) || !intake.in(whole.before) {
			return false
		}
	case !handling.in(name):
		return true
	}
	return !whole.isLookedOver()
}

// withoutTime is what stands in front of a figure without the time that it begins with: 筛查 of 截至6月底筛查.
func withoutTime(f *figure) string {
	words := asOf.without(f.before)
	if f.Period != "" {
		words = strings.ReplaceAll(words, f.Period, "")
	}
	for {
		rest := timeMarks.cutFront(strings.TrimLeft(words, "0123456789"))
		if rest == words {
			return words
		}
		words = rest
	}
}

// counted reports whether the figure counts what the name says, as far as its words tell.
func (f *figure) counted(name string) bool {
	return len([]rune(name)) < 2 || strings.Contains(f.before+f.after, name)
}

// isLookedOver reports things that were looked at, and not what was found wrong: 排查企业300家, but not 排查隐患300处.
func (f *figure) isLookedOver() bool {
	if !lookedOver.in(f.before) || finding.in(f.before) {
		return false
	}
	return f.thing() != "" && !isMatter(f)
}

// wholeFor returns the figure in front of the part that the part can be of; nil where there are several, unless the
// nearest says that it is what came in (检查200个，发现50个，整改40个).
func wholeFor(part *figure, verb string, earlier []*figure) *figure {
	wholes := filter(earlier[:slices.Index(earlier, part)], func(f *figure) bool {
		return part.fitsIn(f) && f.exact() && sameObject(part, verb, f)
	})
	if len(wholes) == 0 {
		return nil
	}
	nearest := wholes[len(wholes)-1]
	if len(wholes) > 1 && !intake.in(nearest.before) || beside(nearest, earlier) {
		return nil
	}
	return nearest
}

// fitsIn reports a figure that can be a part of another by its unit and size.
func (f *figure) fitsIn(whole *figure) bool {
	return f.Unit == whole.Unit && f.value.Cmp(whole.value) <= 0
}

// sameObject reports whether the words between the verb and the part, if there are any, name what the whole counts:
// 化解积案32件 is no part of 受理信访事项856件.
func sameObject(part *figure, verb string, whole *figure) bool {
	i := strings.LastIndex(part.before, verb)
	if i < 0 {
		return true
	}
	return whole.counted(thing(part.before[i+len(verb):]))
}

// beside reports a figure that is one of several side by side: 新建6座、改造15座. What is done of it (52处已完成31处) does
// not stand beside it.
func beside(f *figure, figures []*figure) bool {
	return slices.ContainsFunc(figures, func(x *figure) bool {
		first, second := f, x
		if x.Start < f.Start {
			first, second = x, f
		}
		return x != f && x.clause == f.clause && x.standsWith(f) && !doneOf(first, second)
	})
}

// partOf finds the only figure whose words hold the verb of a rate, and returns what the name says beside the verb. Of 54个项目已开工46个
// it is the figure that the verb stands in front of.
func partOf(name string, earlier []*figure) (part *figure, rest string, ok bool) {
	runes := []rune(name)
	for i := 0; i+2 <= len(runes); i++ {
		verb := string(runes[i:])
		found := filter(earlier, func(f *figure) bool { return f.State != schema.Planned && done(f.before, verb) })
		if len(found) == 0 {
			found = filter(earlier, func(f *figure) bool { return f.State != schema.Planned && done(f.after, verb) })
		}
		if len(found) > 1 {
			return nil, "", false
		}
		if len(found) == 1 {
			return found[0], string(runes[:i]), true
		}
	}
	return nil, "", false
}

// done reports words that say that something was done by that verb, and not that it is still to be.
func done(words, verb string) bool {
	i := strings.LastIndex(words, verb)
	if i < 0 || undone.ends(words[:i]) {
		return false
	}
	return !rates.begins(words[i+len(verb):])
}

// justDone finds the figure right in front of the rate that says nothing but 已完成: 交办问题4844项，已完成4682项，整改率96.66%.
func justDone(r *figure, name string, last *figure) (part *figure, ok bool) {
	if !handling.is(name) || !r.follows(last) {
		return nil, false
	}
	verb := fully.cutFront(soFar.cutFront(last.before))
	return last, last.after == "" && settled.is(verb)
}

// qualifies reports whether the words of a rate in front of its verb name the very things that are counted.
func qualifies(rest string, whole, part *figure) bool {
	if rest == "" || neutral.is(rest) {
		return true
	}
	return whole.isNextTo(rest) || part.isNextTo(rest)
}

// isNextTo reports a figure that words stand right in front of or right behind.
func (f *figure) isNextTo(words string) bool {
	return strings.HasSuffix(f.before, words) || strings.HasPrefix(f.after, words)
}
