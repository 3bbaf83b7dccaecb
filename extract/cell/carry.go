package cell

import (
	"cmp"

	"duban/internal/char"
	"duban/internal/clause"
	"duban/schema"
)

// What is said of one figure goes on to others: to the further things of a list, over a sentence, from the clause behind,
// from the head of a list, from the heading of a section.

// carry gives a state to the figures that have none of their own: from the clauses in front in the same sentence, from
// the clause behind that says what becomes of them, or what is usual in the field.
func (rd *reading) carry() {
	for f := range rd.eachFigure() {
		rd.carryTo(f)
		if rd.countsStep(f) || rd.stepBehind(f) {
			f.prelim = true
		}
		switch {
		case f.state == "":
			f.state = schema.Actual
		case f.stateBy >= 0 && !f.stated:
			f.note(rd.cue(schema.ForState, rd.tokens[f.stateBy]))
		}
	}
}

func (rd *reading) carryTo(f *figure) {
	switch {
	case rd.field == schema.FieldTarget && !f.isStated(schema.Actual):
		rd.targetState(f)
	case rd.continuesPair(f), rd.continuesAim(f), rd.dividesAim(f):
	case f.isStated(schema.Ongoing):
		rd.takeMood(f)
	case f.stated:
	case !rd.hasAspect(f):
		rd.carryInto(f)
		if rd.takeHead(f) {
			return
		}
		rd.takeMood(f)
	}
}

// continuesPair gives f the state that a construction gave the figure right in front of it, which counts the same things in
// another unit: 未脱贫78户262人.
func (rd *reading) continuesPair(f *figure) bool {
	g := rd.previous(f)
	switch {
	case g == nil, f.state != "", f.isRate():
		return false
	case g.state != schema.Remaining, g.isRate():
		return false
	case !rd.adjacent(g.End, f.Start) && !rd.listsOn(f, g):
		return false
	}
	f.state, f.stateBy, f.stated = g.state, g.stateBy, true
	return true
}

// listsOn reports a further thing of the list that a construction says something of: 未投运的有2座水厂、3座泵站.
func (rd *reading) listsOn(f, g *figure) bool {
	switch {
	case !g.stated, !rd.shareClause(f, g):
		return false
	}
	return rd.markBetween(g.token, f.token, itemMark)
}

// continuesAim makes a plan of f, of which a plain verb speaks, where the sentence strives for what stands in front of it:
// 力争实现签约120个，新开工60个，投产40个.
func (rd *reading) continuesAim(f *figure) bool {
	g := rd.previousLevel(f)
	switch {
	case g == nil, rd.hasAspect(f), rd.origin(f) >= 0:
		return false
	case !g.isMeant(), !rd.isMeantToo(g, f), rd.endsBetween(g, f):
		return false
	}
	rd.decide(f, g.stateBy, g.state)
	return true
}

// isMeantToo reports a figure that is part of what g means to reach: what it strives for, or whom that is of use to.
func (rd *reading) isMeantToo(g, f *figure) bool {
	if rd.decidedBy(g).is(rd.r.words.strive) || rd.before(g.token, (*word).opensNext) >= 0 {
		return true // 明年计划实施项目52个，完成投资16亿元
	}
	return rd.inClauseBehind(f, g) && rd.decidedBy(f).isOf(groupBenefits)
}

// previousLevel returns the indicator in front of f in its sentence that is no level which a change starts from, or nil.
func (rd *reading) previousLevel(f *figure) *figure {
	g := rd.previous(f)
	for g != nil && rd.origin(g) >= 0 {
		g = rd.previous(g)
	}
	return g
}

// dividesAim makes an aim, or a plan, of f, which is a part of one or counts the same things in another unit: 任务286公里，其中县道42公里;
// 应交付22个项目、1.86万套. Parts of what is under way or left of which nothing is said are that too: 在建16个，其中道路9个.
func (rd *reading) dividesAim(f *figure) bool {
	g := rd.previous(f)
	switch {
	case g == nil, f.kind != schema.Quantity, rd.hasAspect(f):
		return false
	case g.state == schema.Actual, f.state != "" && !g.isAhead():
		return false
	case rd.isPartOf(f, g), g.state == schema.Target && rd.isOtherCount(f, g):
		f.state, f.stateBy, f.stated = g.state, g.stateBy, true
		return true
	}
	return false
}

// isPartOf reports a part of an aim, of which no verb says that it is done.
func (rd *reading) isPartOf(f, g *figure) bool {
	own := rd.tokens[f.token].clause
	switch {
	case f.Unit != g.Unit, !rd.opensPart(own):
		return false
	}
	for k := range rd.inFront(f.token) {
		switch w := rd.wordOf(k); {
		case rd.stepOf(k) == done:
			return false
		case w.state != schema.Ongoing, w == rd.decidedBy(g):
		default:
			return false // 计划建设项目270个，其中新建项目开工127个
		}
	}
	return true
}

// ledByWord reports a figure whose state a word in front of it decided.
func (f *figure) ledByWord() bool { return 0 <= f.stateBy && f.stateBy <= f.token }

// isOtherCount reports a figure that counts what is made an aim in front of it in another unit, in the same list or right behind its thing:
// 应化解14个项目3260套.
func (rd *reading) isOtherCount(f, g *figure) bool {
	switch {
	case !g.stated && !g.ledByWord(), f.state != "" && f.stateBy > g.token, f.Unit == g.Unit, !rd.shareClause(f, g):
		return false
	}
	return rd.markBetween(g.token, f.token, itemMark) || rd.followsThing(f, g)
}

// followsThing reports whether nothing but the name of what g counts stands between it and f, which is no share of it.
func (rd *reading) followsThing(f, g *figure) bool {
	if rd.isAt(f.Start-1, signOf) {
		return false // 目标6000个的1.38倍
	}
	for k := range rd.upTo(g.token+1, f.Start) {
		switch w := rd.wordOf(k); {
		case rd.tokens[k].kind == markToken, w.state != "", w.step != noStep:
			return false
		}
	}
	return true
}

// decidedBy returns the word that decided the state of f, or one that says nothing.
func (rd *reading) decidedBy(f *figure) *word { return rd.wordOf(f.stateBy) }

// stepBehind reports a figure behind which its clause says that a step before the work is done: 5座公厕完成招标.
func (rd *reading) stepBehind(f *figure) bool {
	for k := range rd.clauseAhead(f.token) {
		switch {
		case rd.isFigure(k):
			return false
		case rd.stepOf(k) == done:
			return rd.preliminary(k, f)
		}
	}
	return false
}

// countsStep reports a figure right behind a word for a step before the work, which counts that and not the work: 评估1500户.
func (rd *reading) countsStep(f *figure) bool {
	w := rd.wordEnding(f.Start)
	return w.step == prepared && w.state == ""
}

// hasAspect reports whether a word of aspect, or a date, has decided the state of f.
func (rd *reading) hasAspect(f *figure) bool {
	return rd.token(f.stateBy).kind == dateToken || rd.decidedBy(f).aspect
}

// takeMood gives f the state of the heading above it, where no word of aspect says otherwise.
func (rd *reading) takeMood(f *figure) {
	if rd.hasAspect(f) {
		return
	}
	if rd.clauseOf(f.token).Level == clause.Quotation {
		f.state, f.stateBy = schema.Target, -1 // 改造5000套住房 in a task that is quoted
		return
	}
	if s := rd.moodOf(f); s != "" {
		f.state, f.stateBy, f.prelim = s, -1, false
	}
}

// takeHead makes aims of the figures of a list of aims, and of what was missed: 没有达到进度的3项，为：交通投资80亿元、安置区5个;
// and reports whether a heading of the list says what they are.
func (rd *reading) takeHead(f *figure) bool {
	head := rd.headOf(f.token)
	if head == clause.None || rd.hasAspect(f) || rd.tells(rd.extents[head].end, f.Start) >= 0 {
		return false
	}
	if s := rd.headingState(head); s != "" {
		f.state, f.stateBy = s, -1 // 主要目标：增长5%
		return s == schema.Target
	}
	if k := rd.estimatesAt(head); k >= 0 {
		rd.decide(f, k, schema.Projected) // 预计全年：生产总值165亿元
		return true
	}
	if k := rd.aimsAt(head); k >= 0 && rd.isAim(f) {
		rd.decide(f, k, rd.wordOf(k).state) // 全年目标：营业收入560亿元; 2024年计划：新建食堂1处
		return true
	}
	if f.isRate() && !rd.isAimedAt(f) {
		return false
	}
	if k := rd.missed(head); k >= 0 && !rd.tellsOutcome(f) {
		rd.decide(f, k, schema.Target)
	}
	return false
}

// aimsAt returns the word for an aim or a plan that ends a clause in which no verb stands, or -1.
func (rd *reading) aimsAt(c int32) int {
	k := rd.tokenEnding(rd.tree.Clauses[c].End)
	switch rd.wordOf(k).state {
	case schema.Target, schema.Planned:
	default:
		return -1
	}
	for n := range rd.within(c) {
		if n != k && rd.stepOf(n) != noStep {
			return -1
		}
	}
	return k
}

// isAim reports a figure in front of which its clause speaks neither of what was done nor of how far things are.
func (rd *reading) isAim(f *figure) bool {
	return f.mayBeMeant() && rd.classBefore(f.token, classDone|classShare|classAlready) < 0
}

// targetState makes every figure of a target cell a target, unless it is said to have been reached before.
func (rd *reading) targetState(f *figure) {
	if f.state == schema.Actual && rd.decidedBy(f).aspect {
		return
	}
	f.state, f.stateBy, f.prelim = schema.Target, -1, false
}

func (rd *reading) carryInto(f *figure) {
	if k, s := rd.carried(f); s != "" {
		rd.decide(f, k, s)
		return
	}
	if k := rd.estimateBefore(f); k >= 0 {
		rd.decide(f, k, schema.Projected)
		return
	}
	if k := max(rd.dueSince(f), rd.nextSince(f), rd.meantBefore(f)); k >= 0 {
		rd.decide(f, k, schema.Planned)
		return
	}
	if k := rd.aimSince(f); k >= 0 {
		rd.decide(f, k, rd.aimedAs(k))
		return
	}
	if f.state == "" && f.kind == schema.Quantity {
		rd.fromNext(f)
	}
}

// aimedAs returns the state of what a word at token k leads to that says what the aims are, or what the work.
func (rd *reading) aimedAs(k int) schema.State {
	w := rd.wordOf(k)
	if w.isOf(groupAgenda) {
		return schema.Planned
	}
	return cmp.Or(w.heading, schema.Target)
}

// carried returns the state that goes on from the figure in front of f, and the token that decided it: an estimate to
// the end of the sentence, a plan to what belongs to it, any state to the further things of a list.
func (rd *reading) carried(f *figure) (int, schema.State) {
	g := rd.previousLevel(f)
	switch {
	case g == nil, g.stateBy < 0, rd.origin(f) >= 0:
		return -1, ""
	}
	switch {
	case rd.goesOnEstimating(g, f), f.state == "" && rd.holdsFor(g, f), rd.isFurtherAim(g, f):
		return g.stateBy, g.state
	}
	return -1, ""
}

// goesOnEstimating reports whether the estimate that g is goes on to f.
func (rd *reading) goesOnEstimating(g, f *figure) bool {
	if rd.decidedBy(g).state != schema.Projected {
		return false
	}
	return rd.estimatesPeriod(g.stateBy) || rd.isGrowthOf(f, g)
}

// isGrowthOf reports a rate of change that is all that a clause says, of what the clause in front estimates: 产值预计达186亿元，增长6.8%.
func (rd *reading) isGrowthOf(f, g *figure) bool {
	switch {
	case f.kind != schema.Growth, !rd.inClauseBehind(f, g):
		return false
	}
	return rd.headsClause(f.token)
}

// isFurtherAim reports whether f stands in the list of what an aim is, of which g is the figure in front: 全年任务是开工
// 8座、建成5座. Behind a comma a verb of completion may as well tell what came of the aim: 任务是8座，建成5座.
func (rd *reading) isFurtherAim(g, f *figure) bool {
	switch {
	case g.state != schema.Target, !rd.leadsToAims(g.stateBy):
		return false
	}
	for k := range rd.upTo(g.token+1, f.Start) {
		t := rd.tokens[k]
		switch {
		case clause.Kind(rd.at(t.start)) == clause.Item:
			return true
		case t.kind == dateToken, rd.word(t).step == done:
			return false
		}
	}
	return g.Unit != f.Unit && !rd.markBetween(g.token, f.token, semicolons)
}

// leadsToAims reports a word for an aim with a verb behind it that tells what the aim is: 年度任务为.
func (rd *reading) leadsToAims(k int) bool {
	switch {
	case rd.wordOf(k).state != schema.Target, !rd.touches(k):
		return false
	}
	return rd.wordOf(k + 1).copula
}

// holdsFor reports whether what is said of g holds for f, of which nothing is said, as well.
func (rd *reading) holdsFor(g, f *figure) bool {
	if rd.endsBetween(g, f) {
		return false
	}
	switch g.state {
	case schema.Planned:
		return true
	case schema.Projected:
		return rd.headsClause(g.stateBy)
	case schema.Ongoing:
		return !g.stated && g.Unit == f.Unit && rd.isBareItem(f) || rd.sameList(g, f)
	case schema.Remaining:
		return rd.sameList(g, f)
	}
	return false
}

// endsBetween reports a semicolon between g and f, a date that is not yet to come, or 目前: what is meant for later ends there.
func (rd *reading) endsBetween(g, f *figure) bool {
	if rd.markBetween(g.token, f.token, semicolons) && !rd.opensEstimates(g, f) {
		return true
	}
	for k := range rd.upTo(g.token+1, f.Start) {
		switch {
		case rd.wordOf(k).isOf(groupPresent) && !rd.isAt(rd.tokens[k].end, signOf): // 由目前的46家
			return true
		case rd.tokens[k].kind == dateToken && !rd.isDue(k):
			return true
		}
	}
	return false
}

// opensEstimates reports an estimate that its sentence begins with, and a clause behind that is nothing but a name and its figure:
// 预计实现生产总值391亿元；财政收入38.7亿元，增长4%.
func (rd *reading) opensEstimates(g, f *figure) bool {
	switch {
	case g.state != schema.Projected, !rd.headsClause(g.stateBy), rd.toldBefore(g.stateBy):
		return false
	}
	return rd.isBareItem(f)
}

// sameList reports whether g and f stand in one clause, and the word that decided on g in front of both: 未启动的有41个村、
// 2760户.
func (rd *reading) sameList(g, f *figure) bool {
	own := rd.tokens[f.token].clause
	switch {
	case f.isRate(), g.stateBy > g.token, rd.tokens[g.token].clause != own, rd.tokens[g.stateBy].clause != own:
		return false
	}
	for k := range rd.upTo(g.token+1, f.Start) {
		if rd.wordOf(k).state != "" {
			return false
		}
	}
	return true
}

// isBareItem reports a clause that is nothing but a name and its figure, as a further thing of a list is: no verb of
// state at its front or right in front of the figure, and no word of aspect.
func (rd *reading) isBareItem(f *figure) bool {
	start := rd.clauseOf(f.token).Start
	for k := range rd.within(rd.tokens[f.token].clause) {
		t := rd.tokens[k]
		w := rd.word(t)
		switch {
		case w.aspect, w.step == stalled:
			return false
		case w.state == "":
		case rd.adjacent(start, t.start), rd.adjacent(t.end, f.Start):
			return false
		}
	}
	return true
}

// fromNext takes the state from the clause behind, if that goes on about what the figure counts: 3公里管网，正在施工.
// Work of which a share is done is under way.
func (rd *reading) fromNext(f *figure) {
	next := rd.clauseOf(f.token).After
	if next < 0 {
		return
	}
	for k := range rd.opening(next) { // up to a subject of its own
		if rd.isFigure(k) {
			return
		}
		w := rd.wordOf(k)
		if w.opensNext() {
			return // 清淤27.9万立方米，下一步将加大力度
		}
		switch w.state {
		case "":
		case schema.Remaining:
			return // 修了50公里，其余年底前修完
		default:
			rd.takeNext(f, next, k)
			return
		}
	}
}

// takeNext gives f the state by token k of the clause behind.
func (rd *reading) takeNext(f *figure, next int32, k int) {
	switch {
	case rd.shareIn(next):
		if rd.isTopic(f) {
			rd.decide(f, k, schema.Ongoing)
		}
	case rd.figuresIn(next) == 0:
		rd.decide(f, k, rd.stateAt(k, f))
	}
}

// shareIn reports whether the only figure of a clause is a completion below 100 %.
func (rd *reading) shareIn(clause int32) bool {
	found := false
	for k := range rd.within(clause) {
		switch g := rd.figureOf(k); {
		case g == nil:
		case found, g.kind != schema.Completion, g.Value.Cmp(hundred) >= 0:
			return false
		default:
			found = true
		}
	}
	return found
}

// isTopic reports whether the clause of f is nothing but what the next one speaks about: 庆龙路6.5公里整治道路, but not 30个项目完成
// 投资2亿元.
func (rd *reading) isTopic(f *figure) bool {
	switch {
	case !rd.goesOnInClause(f), !rd.isBareItem(f):
		return false
	}
	return rd.figuresIn(rd.tokens[f.token].clause) == 1
}

// goesOnInClause reports a character of words right behind a figure in its clause.
func (rd *reading) goesOnInClause(f *figure) bool {
	return f.End < rd.clauseOf(f.token).End && char.IsIdeograph(rd.at(f.End))
}
