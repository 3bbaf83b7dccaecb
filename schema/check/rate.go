package check

import (
	"math/big"
	"slices"
	"strings"
	"unicode"

	"duban/schema"
)

// This file sets a printed rate against the figures that it is the rate of.

var hundred = big.NewRat(100, 1)

// pair is a share and what it is a share of.
type pair struct{ part, whole *figure }

// rate checks figure i if it is a percentage.
func (p *place) rate(t *passage, i int) {
	r := t.figures[i]
	if r.Unit != "%" || r.Kind != schema.Ratio && r.Kind != schema.Completion || !r.exact() || r.ValueMax != nil || r.digits == nil ||
		r.State == schema.Target || r.State == schema.Planned && !genitive.is(r.before) || r.State == schema.Remaining { // 完成计划30座的120%
		return
	}
	earlier := p.usable(t.figures[:i], r)
	if best, ok := p.pairOf(r, earlier); ok && best.mismatch(r) && !p.holds(r, best, earlier) {
		p.add(rateFinding(t, r, best))
	} else if r.value.Cmp(hundred) > 0 && ofAll.ends(rateWords(r)) {
		f := t.finding(r, schema.PartExceedsWhole, schema.Error, "%s of what there is cannot be", r.Text)
		f.Claimed = &r.Value
		p.add(f)
	}
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

// pairOf finds the figures that rate r must be made of; not ok where a reader could doubt it.
func (p *place) pairOf(r *figure, earlier []*figure) (pair, bool) {
	if n := len(earlier); n > 1 && genitive.is(r.before) && earlier[n-1].clause == r.clause {
		return ofNamed(earlier[n-2], earlier[n-1])
	}
	words := rateWords(r)
	if name, ok := rateName(words); ok {
		return p.namedRate(r, name, earlier)
	}
	if n := len(earlier); isShareOfTarget(words) && n > 0 && earlier[n-1].bracket == r.bracket {
		if cumulative.in(words) && !cumulative.in(earlier[n-1].before) { // of more than what stands in front
			return pair{}, false
		}
		if x, ok := ofPlan(earlier[:n-1], earlier[n-1]); ok {
			return x, true
		}
		return p.ofOnlyTarget(earlier[n-1])
	}
	if sharesOf.ends(genitive.cutEnd(words)) {
		return p.share(r, earlier)
	}
	return pair{}, false
}

// dueAndReal pairs a figure of what should be with that of what is: 应到会186人，实到172人，到会率95.4%.
func dueAndReal(name string, earlier []*figure) (pair, bool) {
	verb := string([]rune(name)[:1])
	whole, part := withVerb(dueWords, verb, earlier), withVerb(realWords, verb, earlier)
	if len(whole) != 1 || len(part) != 1 {
		whole, part = withVerb(dueWords, "", earlier), withVerb(realWords, "", earlier)
	}
	if len(whole) != 1 || len(part) != 1 || whole[0].Unit != part[0].Unit || part[0].clause != whole[0].clause+1 {
		return pair{}, false
	}
	return pair{part[0], whole[0]}, exact(whole[0], part[0])
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
	said := (shareVerbs.begins(whole.before) || aims.in(whole.before)) &&
		!cumulative.in(whole.before) && part.clause >= whole.clause-1
	return pair{part, whole.asGoal()}, said && part.Unit == whole.Unit && part.segment == whole.segment && exact(part, whole)
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
	return goals.ends(genitive.cutEnd(words)) && reaching.in(words) &&
		!otherGoals.in(words) && !beyond.in(words)
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
	if len(targets) != 1 || !isGoal(targets[0]) || !done.exact() {
		return pair{}, false
	}
	return pair{done, targets[0].asGoal()}, true
}

// isGoal reports a figure that a share can be taken of.
func isGoal(f *figure) bool {
	return f.counts() && f.Modifier != schema.About && f.Modifier != schema.AtMost && !longRun.in(f.before)
}

// asGoal is a figure that was set and not counted, so that nobody has rounded it: a target of 3万人 is one of 30000.
func (f *figure) asGoal() *figure {
	goal := *f
	goal.rounded, goal.slack = false, zero
	return &goal
}

// ofPlan pairs what was done with the only plan in front of it: 年度计划投资50亿元，完成26.3亿元.
func ofPlan(earlier []*figure, done *figure) (pair, bool) {
	var plans []*figure
	for _, f := range earlier {
		if f.Unit == done.Unit && isYearsPlan(f.before) {
			plans = append(plans, f)
		}
	}
	if len(plans) != 1 || !exact(plans[0], done) {
		return pair{}, false
	}
	return pair{done, plans[0].asGoal()}, true
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
	n := len(earlier)
	if n == 0 || earlier[n-1].segment != r.segment {
		return pair{}, false
	}
	part := earlier[n-1]
	if n > 1 && part.clause >= r.clause-1 && p.isOfAll(part, earlier[0], r) {
		return pair{part, earlier[0]}, true
	}
	var wholes []*figure
	for _, f := range earlier[:n-1] {
		if f.Unit == part.Unit && f.segment == part.segment {
			wholes = append(wholes, f)
		}
	}
	if len(wholes) != 1 || !ofThese.begins(part.before) || !exact(wholes[0], part) {
		return pair{}, false
	}
	return pair{part, wholes[0]}, true
}

// isOfAll reports a part of what the sentence says that it is all of (20项中，5项正常，占比25%), or of which another share holds.
func (p *place) isOfAll(part, all, r *figure) bool {
	if all.Unit != part.Unit || !exact(all, part) {
		return false
	}
	return among.begins(all.after) || wholes.begins(all.before) && p.otherShareHolds(all, r)
}

// otherShareHolds reports another share of the sentence that is one of the same whole, and of the figure in front of it.
func (p *place) otherShareHolds(all, r *figure) bool {
	figures := p.passageOf(r).figures
	at := slices.Index(figures, r)
	for i := max(1, at-mostTerms); i < min(len(figures), at+mostTerms); i++ {
		share, part := figures[i], figures[i-1]
		if i == at || share.sentence != r.sentence || share.Unit != "%" || share.value.Cmp(hundred) >= 0 {
			continue
		}
		named := sharesOf.ends(genitive.cutEnd(rateWords(share)))
		if named && part != all && part.Unit == all.Unit && !(pair{part, all}).mismatch(share) {
			return true
		}
	}
	return false
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
	part, rest, ok := partOf(name, earlier)
	if !ok {
		part, ok = justDone(r, name, earlier)
	}
	if n := len(earlier); !ok && n > 0 && completing.is(name) && earlier[n-1].clause+1 == r.clause { // 新建31座，完成率86.1%
		return p.ofTarget(earlier[n-1])
	}
	if !ok || !part.exact() || beside(part, earlier) || slices.ContainsFunc(earlier, func(f *figure) bool { // which the rate may be of
		return f.Start > part.Start && ofThese.begins(f.before)
	}) {
		return pair{}, false
	}
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
		return whole.clause+1 == part.clause && intake.in(whole.before) && !whole.isLookedOver()
	}
	return !handling.in(name) || !whole.isLookedOver()
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
	return lookedOver.in(f.before) && f.thing() != "" && !finding.in(f.before) && !isMatter(f)
}

// wholeFor returns the figure in front of the part that the part can be of; nil where there are several, unless the
// nearest says that it is what came in (检查200个，发现50个，整改40个).
func wholeFor(part *figure, verb string, earlier []*figure) *figure {
	var wholes []*figure // the nearest first
	for _, f := range slices.Backward(earlier[:slices.Index(earlier, part)]) {
		if f.Unit == part.Unit && f.exact() && f.value.Cmp(part.value) >= 0 && sameObject(part, verb, f) {
			wholes = append(wholes, f)
		}
	}
	if len(wholes) == 0 || len(wholes) > 1 && !intake.in(wholes[0].before) || beside(wholes[0], earlier) {
		return nil
	}
	return wholes[0]
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
		return x != f && x.clause == f.clause && x.Unit == f.Unit && x.bracket == f.bracket && !doneOf(first, second)
	})
}

// partOf finds the only figure whose words hold the verb of a rate, and returns what the name says beside the verb.
func partOf(name string, earlier []*figure) (part *figure, rest string, ok bool) {
	runes := []rune(name)
	for i := 0; i+2 <= len(runes); i++ {
		verb := string(runes[i:])
		var found []*figure
		for _, f := range earlier {
			if f.State != schema.Planned && (done(f.before, verb) || done(f.after, verb)) {
				found = append(found, f)
			}
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
	return i >= 0 && !undone.ends(words[:i]) && !rates.begins(words[i+len(verb):])
}

// justDone finds the figure right in front of the rate that says nothing but 已完成: 交办问题4844项，已完成4682项，整改率96.66%.
func justDone(r *figure, name string, earlier []*figure) (part *figure, ok bool) {
	n := len(earlier)
	if n == 0 || !handling.is(name) || earlier[n-1].clause+1 != r.clause {
		return nil, false
	}
	f := earlier[n-1]
	verb := fully.cutFront(soFar.cutFront(f.before))
	return f, f.after == "" && settled.is(verb)
}

// qualifies reports whether the words of a rate in front of its verb name the very things that are counted.
func qualifies(rest string, whole, part *figure) bool {
	if rest == "" || neutral.is(rest) {
		return true
	}
	for _, f := range []*figure{whole, part} {
		if strings.HasSuffix(f.before, rest) || strings.HasPrefix(f.after, rest) {
			return true
		}
	}
	return false
}

func exact(figures ...*figure) bool {
	return !slices.ContainsFunc(figures, func(f *figure) bool { return !f.exact() })
}

// mismatch reports whether the printed rate cannot come from the pair: one unit of its last printed digit is allowed,
// and what rounding does to the two figures.
func (x pair) mismatch(r *figure) bool {
	low := percent(new(big.Rat).Sub(x.part.value, x.part.slack), new(big.Rat).Add(x.whole.value, x.whole.slack))
	high := percent(new(big.Rat).Add(x.part.value, x.part.slack), new(big.Rat).Sub(x.whole.value, x.whole.slack))
	low.Sub(low, r.last)
	high.Add(high, r.last)
	return r.value.Cmp(low) < 0 || r.value.Cmp(high) > 0
}

func percent(part, whole *big.Rat) *big.Rat {
	if whole.Sign() <= 0 {
		return new(big.Rat)
	}
	q := new(big.Rat).Quo(part, whole)
	return q.Mul(q, hundred)
}

// holds reports whether any two figures of the sentence but the pair that is known not to, or neighbouring ones taken
// together, or one of them or several and a target, or all with a target and their targets, give the rate.
func (p *place) holds(r *figure, x pair, earlier []*figure) bool {
	for _, whole := range earlier {
		targets := p.targetsIn(whole.Unit)
		if len(targets) > mostRelated { // one of them may well give it
			return true
		}
		for i, part := range earlier {
			if part == whole || part.Unit != whole.Unit {
				continue
			}
			known := part.index == x.part.index && whole.index == x.whole.index && whole.isRound()
			if !known && !(pair{part, whole}).mismatch(r) {
				return true
			}
			if i+1 < len(earlier) && earlier[i+1].Unit == part.Unit && earlier[i+1] != whole && !(pair{together(part, earlier[i+1]), whole}).mismatch(r) {
				return true
			}
		}
		several := allFrom(whole, earlier)
		for _, target := range targets {
			if target.counts() && (!(pair{whole, target.asGoal()}).mismatch(r) || !(pair{several, target.asGoal()}).mismatch(r)) {
				return true
			}
		}
	}
	var done, goals []*figure
	for _, f := range earlier {
		if goal := p.goals[f]; goal != nil && f.Unit == x.part.Unit {
			done, goals = append(done, f), append(goals, goal)
		}
	}
	return len(done) > 1 && !(pair{together(done...), together(goals...)}).mismatch(r)
}

// allFrom is the sum of a figure and those of its unit behind it: 上半年462万人次，三季度312万人次.
func allFrom(first *figure, figures []*figure) *figure {
	var of []*figure
	for _, f := range figures {
		if f.Start >= first.Start && f.Unit == first.Unit {
			of = append(of, f)
		}
	}
	return together(of...)
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
	if t == nil || target == nil || len(t.figures) != 1 || len(target.figures) != 1 || len(p.comparisons) != 1 {
		return
	}
	r := t.figures[0]
	done := p.reached[target.figures[0]]
	if done == nil || r.Unit != "%" || !r.exact() || p.suspect[done.index] || p.isBare(done) && p.isBare(target.figures[0]) {
		return // of bare figures, see wrongRates
	}
	if x, ok := p.ofTarget(done); ok && x.mismatch(r) && x.whole.exact() {
		p.add(rateFinding(t, r, x))
	}
}
