package cell

import (
	"duban/internal/clause"
	"duban/schema"
)

// Relations say which figure another hangs on, before any judgement is passed on it, save for wholes and levels, which ask for
// judgements:
//
//	host    of a figure in a bracket: the one in front of the bracket
//	aim     of a share: the aim that it is a share of; a construction says so
//	anchor  of a difference: the level that it is measured from; likewise, or the one in the bracket in front of it
//	whole   of a part: the figure that it is a part of
//
// and which words speak for a figure that stands in a list behind them: its head.

// relate finds the figures that others hang on.
func (rd *reading) relate() {
	for f := range rd.eachFigure() {
		rd.relateOne(f)
	}
}

func (rd *reading) relateOne(f *figure) {
	if v := rd.verdict(f.token, saysRelation); v != nil && !v.from.empty() {
		f.of, f.relation = rd.figureAt(v.from.start), relationNames[v.gift.value]
	} else if g := rd.host(f); g != nil {
		f.of, f.relation = g, schema.RelationHost
	}
	if f.of == f {
		f.of = nil
	}
	if f.of == nil {
		f.relation = ""
	}
}

// host returns the figure in front of the bracket that f stands in, with what it counts: 建成2个站点（50%）. Of several
// figures in the bracket, only the first of its clause hangs on it.
func (rd *reading) host(f *figure) *figure {
	c := rd.clauseOf(f.token)
	if c.Level != clause.Bracket {
		return nil
	}
	end := rd.tree.Host(rd.tokens[f.token].clause)
	for k := range rd.clauseBack(rd.tokenFrom(end), c.Parent) {
		t := rd.tokens[k]
		switch {
		case rd.isFigure(k) && end-t.end <= longestCountedNoun:
			return &rd.numbers[t.id]
		case t.kind == numberToken, t.kind == markToken:
			return nil
		}
	}
	return nil
}

const longestCountedNoun = 10 // characters between a figure and a bracket that belongs to it

// headOf returns the clause in front of the colon that speaks for a token, or None.
func (rd *reading) headOf(k int) int32 {
	c := rd.clauseOf(k)
	for range deepestHead {
		if c.Head != clause.None || c.Parent == clause.None {
			break
		}
		c = &rd.tree.Clauses[c.Parent]
	}
	return c.Head
}

// deepestHead is how many brackets may lie between a figure and the list that its head speaks for.
const deepestHead = 3

// headKind returns the token of the head of a list that says what kind its rates have: 按完成率由高到低：甲县（93%）; or of a clause
// in front of a head that says nothing of that: 增速高于全市的5个，依次为：甲县（16%）.
func (rd *reading) headKind(f *figure) int {
	for head := range rd.clausesFrom(rd.headOf(f.token), mostHeads) {
		if k, told := rd.kindIn(head); told {
			return k
		}
	}
	return -1
}

// mostHeads is how many clauses in front of a list may say what its rates are.
const mostHeads = 3

// kindIn returns the word of a clause that says a kind of rates, unless it speaks of a rate in the clause itself: then it is -1; and
// whether there is one.
func (rd *reading) kindIn(c int32) (found int, told bool) {
	found = -1
	for k := range rd.within(c) {
		switch w := rd.wordOf(k); {
		case rd.isFigure(k) && rd.numberOf(k).isRate():
			found = -1 // the word speaks of that figure
		case !w.is(rateClasses), w.kind != schema.Completion && rd.wordOf(found).kind == schema.Completion:
		default:
			found, told = k, true
		}
	}
	return found, told
}

// topicKind returns the token by which a clause in front of f in its sentence says what its rates are: 从开工率看，甲区为95%.
func (rd *reading) topicKind(f *figure) int {
	for c := range rd.clausesFrom(rd.ahead(rd.tokens[f.token].clause), mostAhead) {
		w := rd.wordStarting(rd.skip(rd.tree.Clauses[c].Start))
		switch {
		case rd.figuresIn(c) > 0, !w.origin && !w.isOf(groupView):
			continue
		}
		if k := rd.viewIn(c); k >= 0 {
			return k
		}
	}
	return -1
}

// viewIn returns the word near the end of a clause that says what rates are of, or -1.
func (rd *reading) viewIn(c int32) int {
	for k := range rd.within(c) {
		if rd.wordOf(k).is(rateClasses) && rd.tree.Clauses[c].End-rd.tokens[k].end <= longestView {
			return k
		}
	}
	return -1
}

const (
	longestView = 3  // characters behind what is looked at: 从完成率来看
	mostAhead   = 20 // clauses, or figures, in front of one that say what it is
)

// comparedWith returns the rate for which the one in a bracket is a level: 增长6.3%，比全国（5.0%）高1.3个百分点; or nil.
func (rd *reading) comparedWith(f *figure) *figure {
	c := rd.clauseOf(f.token)
	switch {
	case c.Level != clause.Bracket:
		return nil
	case f.relation == schema.RelationHost && f.of.UnitKind == "rate" && rd.wordStarting(rd.skip(c.Start)).isOf(groupOurs):
		return f.of // 增长7.5%（全市11.1%）
	case !rd.pointsIn(c.Parent, f):
		return nil
	}
	for g := range rd.formers(f, mostAhead) {
		if g.UnitKind == "rate" && rd.clauseOf(g.token).Level != clause.Bracket {
			return g
		}
	}
	return nil
}

// pointsIn reports a distance in points behind f in a clause.
func (rd *reading) pointsIn(clause int32, f *figure) bool {
	for k := range rd.within(clause) {
		if k > f.token && rd.numberOf(k).UnitKind == "point" {
			return true
		}
	}
	return false
}

// headRate returns the rate that the head of a list names, which those of the list are like: 完成90%以上的县区：甲县96.5%; or nil.
func (rd *reading) headRate(f *figure) *figure {
	head := rd.headOf(f.token)
	if head == clause.None {
		return nil
	}
	for k := range rd.within(head) {
		switch g := rd.figureOf(k); {
		case g == nil, !g.isRate(), g.kind == schema.Ratio:
		default:
			return g
		}
	}
	return nil
}

// aimOfRate returns the rate of the clause in front that an aim is set against: 增长3.1%，全年目标9%; 未达到7.5%的目标; or, of one in a bracket, the one in front.
func (rd *reading) aimOfRate(f *figure) *figure {
	if !rd.saysTarget(f) {
		return nil
	}
	if rd.clauseOf(f.token).Level == clause.Bracket {
		return rd.rateBefore(f)
	}
	g := rd.previous(f)
	switch {
	case g == nil, g.UnitKind != "rate", !rd.inClauseBehind(f, g):
		return nil
	}
	return g
}

// rateBefore returns the last rate in front of the bracket of f in its sentence: 增长5.9%，居全市第1位（预期目标8.5%）; or nil.
func (rd *reading) rateBefore(f *figure) *figure {
	for g := range rd.formers(f, mostAhead) {
		if g.UnitKind == "rate" && rd.tokens[g.token].clause != rd.tokens[f.token].clause {
			return g
		}
	}
	return nil
}

// saysTarget reports that a construction, or the word in front, makes a rate an aim.
func (rd *reading) saysTarget(f *figure) bool {
	if v := rd.verdict(f.token, saysState); v.says(string(schema.Target)) {
		return true
	}
	return rd.wordOf(f.token-1).state == schema.Target && rd.near(f.token-1)
}

// wholeKind returns the rate in front of f that says what the rates of a list of parts are: 增速超过10%的9户，其中甲集团26.4%; or nil.
func (rd *reading) wholeKind(f *figure) *figure {
	own := rd.tokens[f.token].clause
	if c := rd.tree.Clauses[own]; c.Level == clause.Bracket {
		own = c.Parent // 其中造林8.4万亩（102%）
	}
	if own == clause.None || !rd.opensPart(own) {
		return nil
	}
	for g := range rd.formers(f, mostAhead) {
		switch {
		case g.UnitKind != "rate":
		case g.kind == schema.Growth, g.kind == schema.Completion:
			return g
		}
	}
	return nil
}

// number gives the indicators their places in the list that they become part of, which so many stand in already.
func (rd *reading) number(before int) (count int) {
	for f := range rd.eachFigure() {
		f.index = before + count
		count++
	}
	return count
}

// shareStates gives shares the state of the count that they are shares of. Of what is under way or not begun, a share of an
// aim is no completion: 正常推进4项，占目标任务的40%. Nor is it of what is behind its schedule, or ahead of it.
func (rd *reading) shareStates() {
	for f := range rd.eachFigure() {
		if f.UnitKind != "rate" {
			continue
		}
		if rd.takesState(f) {
			f.state = f.of.state
		}
		if g := rd.sharedOut(f); g != nil {
			f.shareState(g)
			if f.kind == schema.Completion && rd.tellsPace(g) {
				f.kind = schema.Ratio
			}
		}
	}
}

// takesState reports a share in a bracket behind the count that it is a share of, without a state of its own.
func (rd *reading) takesState(f *figure) bool {
	switch {
	case f.relation != schema.RelationHost, f.hasState():
		return false
	}
	return f.of.kind == schema.Quantity
}

// shareState gives a share the state of the count that it is a share of.
func (f *figure) shareState(g *figure) {
	if g.kind != schema.Quantity || g.state == schema.Target {
		return
	}
	f.state = g.state
	switch {
	case f.kind != schema.Completion, g.state == schema.Actual, g.state == schema.Projected:
	default:
		f.kind = schema.Ratio
	}
}

// tellsPace reports a figure of whose things its clause says how they are beside their schedule, but not that they are done:
// 欠进度的17个.
func (rd *reading) tellsPace(g *figure) bool {
	found := false
	for k := range rd.within(rd.tokens[g.token].clause) {
		switch w := rd.wordOf(k); {
		case w.step == done:
			return false
		case w.is(rd.r.words.missed | rd.r.words.schedule):
			found = true
		}
	}
	return found && g.countsThings()
}

// hasState reports whether a word or a construction decided the state of a figure.
func (f *figure) hasState() bool { return f.stateBy >= 0 || f.stated }

// sharedOut returns the figure of the clause in front of which a rate is a share, because its clause begins with the word that
// makes it one (占); or nil.
func (rd *reading) sharedOut(f *figure) *figure {
	own := rd.tokens[f.token].clause
	if !rd.wordStarting(rd.tree.Clauses[own].Start).isOf(groupSharing) {
		return nil
	}
	g := rd.previous(f)
	switch {
	case g == nil, rd.clauseOf(g.token).After != own:
		return nil
	}
	return g
}

// levels gives differences the level that stands in the bracket in front of them: 比去年同期（24.1%）高5.4个百分点.
func (rd *reading) levels() {
	for g, f := range rd.neighbours(1) {
		if areFigures(f, g) && rd.isMeasuredFrom(g, f) {
			f.of, f.relation = g, schema.RelationAnchor
		}
	}
}

// isMeasuredFrom reports a share in a bracket of the clause in which a difference in points, which hangs on nothing yet, is
// counted behind it.
func (rd *reading) isMeasuredFrom(g, f *figure) bool {
	c := rd.clauseOf(g.token)
	switch {
	case f.kind != schema.Difference, f.of != nil, g.UnitKind != "rate", f.UnitKind != "point":
		return false
	}
	return c.Level == clause.Bracket && c.Parent == rd.tokens[f.token].clause
}

// isQualifier reports a figure that only says which things are meant, or where: 年收入20万元以上的村, 在46个小区.
func (rd *reading) isQualifier(f *figure) bool {
	switch end, bound := rd.boundBehind(f); {
	case rd.isAmong(f), rd.wordEnding(f.Start).isOf(groupToward):
		return true
	case bound == "":
		return false
	case rd.isAt(end-1, signOf), rd.isAt(end, signOf):
		return true
	default:
		return rd.numberOf(rd.beginning(end)).Start == end // 10亿元以上6个
	}
}

// isAmong reports a figure of which the next clause counts a part: 6座中转站中，3座已投运.
func (rd *reading) isAmong(f *figure) bool {
	c := rd.clauseOf(f.token)
	switch {
	case c.After < 0, c.End <= f.End:
		return false
	}
	return rd.isAt(c.End-1, signAmong)
}

// listedBehind returns the rate in front of f in the same list, or one that is nowhere.
func (rd *reading) listedBehind(f *figure) *figure {
	g := rd.numberIn(rd.idOf(f) - 1)
	if !g.is(counts|rated, 0) || !rd.listed(g, f) {
		return &noFigure
	}
	return g
}
