package cell

import "duban/schema"

// stateOf says how real a figure is, as far as its own clause tells. Figures of which it tells nothing are left
// without a state for carry.
func (rd *reading) stateOf(f *figure) {
	if state, ok := rd.decided(f, saysState, schema.ForState); ok {
		f.state, f.stateBy, f.stated = schema.State(state), rd.wordAtVerdict(f), true
		return
	}
	if k := rd.stateCue(f); k >= 0 {
		rd.decide(f, k, rd.stateAt(k, f))
	}
}

// wordAtVerdict returns the word by which a construction decided the state of f, so that it goes on to further figures, or -1.
func (rd *reading) wordAtVerdict(f *figure) int {
	k := rd.beginning(rd.verdict(f.token, saysState).cue.start)
	if k >= f.token || rd.token(k).kind != wordToken {
		return -1
	}
	return k
}

// decide gives f a state because of token k.
func (rd *reading) decide(f *figure, k int, s schema.State) {
	f.state, f.stateBy = s, k
	f.prelim = s == schema.Actual && rd.preliminary(k, f)
}

// stateCue returns the token that decides the state of f within its clause, or -1. What governs the figure from the
// front goes before what is said of it behind, and words of aspect before plain verbs.
func (rd *reading) stateCue(f *figure) int {
	front, frontPlain := rd.stateBefore(f)
	back, backPlain := rd.stateAfter(f)
	if rd.saysOther(front, max(back, backPlain)) && rd.markBetween(front, f.token, itemMark) {
		front, frontPlain = -1, -1 // 2个正在建设、1个未开工; 4个已竣工、1个在建
	}
	if k := max(back, backPlain); front >= 0 && rd.endsRest(front, k, f) {
		front = -1
	}
	for _, k := range [...]int{front, back, frontPlain, backPlain} {
		if k >= 0 {
			return k
		}
	}
	return -1
}

// saysOther reports whether the word of state behind a figure, beside one in front, says by itself how things stand: one of aspect does,
// and where the one in front tells what is done also one of what is not.
func (rd *reading) saysOther(front, back int) bool {
	w := rd.wordOf(back)
	switch {
	case front < 0:
		return false
	case w.aspect:
		return true
	case rd.wordOf(front).state != schema.Actual:
		return false
	}
	return isOneOf(w.state, schema.Ongoing, schema.Remaining)
}

// endsRest reports whether the word at token k says that all of the rest is done, which the word in front names: 其余12个项目全部完工; but not
// 其余12个项目年底前全部完工.
func (rd *reading) endsRest(front, k int, f *figure) bool {
	if rd.wordOf(front).state != schema.Remaining || !rd.wordOf(k).all {
		return false
	}
	for n := range rd.upTo(f.token+1, rd.token(k).start) {
		if rd.isDue(n) {
			return false
		}
	}
	return true
}

// stateBefore returns the nearest word of aspect in front of f, and the plain verb that governs it: the one right in
// front, else the first of the clause, as others may be part of a name.
func (rd *reading) stateBefore(f *figure) (aspect, plain int) {
	aspect, plain = -1, -1
	verb := rd.verbBefore(f.token)
	for k := range rd.back(f.token) {
		w := rd.wordOf(k)
		switch {
		case rd.isDue(k):
			if aspect < 0 && !rd.tellsStock(k, f) {
				aspect = k
			}
		case aspect < 0 && rd.isYearToCome(k):
			aspect = k
		case !rd.reaches(k, f):
		case !w.aspect:
			if plain < 0 || plain != verb {
				plain = k
			}
		case aspect < 0, w.state == schema.Planned && rd.wordOf(aspect).state == schema.Projected:
			aspect = k // 拟签约项目预估面积: planned
		}
	}
	switch {
	case plain < 0, plain == verb, rd.headsClause(plain):
		return aspect, plain
	}
	return aspect, -1 // 黑臭水体整治工程审计项目4个: part of the name
}

// reaches reports whether token k is a word of state that can speak of f behind it; one that says what sort of things there are
// cannot: 新开工项目完成投资3亿元. A rate is not under way itself, so that only words of aspect reach it.
func (rd *reading) reaches(k int, f *figure) bool {
	w := rd.wordOf(k)
	switch {
	case w.state == "", rd.isNoun(k), rd.isLevel(k, f), rd.qualifies(k), rd.verdict(k, saysState) != nil:
		return false
	case rd.tokens[k].end+1 == f.Start && rd.verdict(f.token, saysKind) != nil:
		return false
	}
	switch w.state {
	case schema.Remaining:
		return rd.governs(k, f)
	case schema.Target:
		return rd.restates(k, f)
	case schema.Ongoing:
		if f.kind == schema.Difference { // 新开工8个，比上年增加3个: so many more there are
			return false
		}
	case schema.Planned:
		return !rd.isComparedWith(k) // 较计划推迟3个月
	}
	return w.aspect || f.kind == schema.Quantity
}

// isLevel reports a word within what a construction read as the aim or level of f: the 计划 of 快于计划5个百分点 and 完成计划65%.
func (rd *reading) isLevel(k int, f *figure) bool {
	switch rd.wordOf(k).state {
	case schema.Planned, schema.Target:
		v := rd.verdict(f.token, saysKind)
		return v != nil && rd.tokens[k].start >= v.whole.start
	}
	return false
}

// qualifies reports a verb right behind a figure, which only says what sort of things that counts: 203个在建项目.
func (rd *reading) qualifies(k int) bool {
	if !rd.touches(k-1) || !rd.isFigure(k-1) {
		return false
	}
	w := rd.wordOf(k)
	return !w.aspect || w.state == schema.Planned
}

// isDue reports a date before which something is to be done, or that lies behind the period of the report, which makes a
// plan of it: 年底前完工11个, 年内完成4个.
func (rd *reading) isDue(k int) bool {
	d := rd.dateOf(k)
	switch {
	case d == nil, rd.comparesWith(k): // 较一季度前移6位
		return false
	case d.by:
		return true
	}
	return !d.since && rd.endsLater(d)
}

// isYearToCome reports 全年 in front of what is done in a year that runs on behind the period of the report: 全年实现减排2万吨.
func (rd *reading) isYearToCome(k int) bool {
	switch {
	case !rd.isYearlong(k), rd.tokens[k].start != rd.skip(rd.clauseOf(k).Start), !rd.touches(k), rd.lastDay() == 0:
		return false
	}
	w := rd.wordOf(k + 1)
	return w.is(classDoing) && !w.running && rd.runsOn(&date{shape: yearShape, year: rd.ctx.Year})
}

// tellsStock reports the end of a year at which a thing is counted, and nothing is done: 年末户籍人口218.7万人.
func (rd *reading) tellsStock(k int, f *figure) bool {
	d := rd.dateOf(k)
	switch {
	case d.by, d.shape != yearEndShape, !rd.headsClause(k):
		return false
	}
	for n := range rd.upTo(k+1, f.Start) {
		if rd.tokens[n].kind == numberToken || rd.wordOf(n).saysNoAim() {
			return false
		}
	}
	return true
}

// restates reports whether token k, which names a target, names the figure, and not what it is a share of.
func (rd *reading) restates(k int, f *figure) bool {
	switch {
	case f.isRate() && !rd.namesAim(k, f), rd.isAt(rd.tokens[k].end, signOf), !rd.governs(k, f):
		return false
	case f.UnitKind == "money" && rd.spends(k, f):
		return false
	}
	listed := rd.classBefore(k, classAlready)
	return listed < 0 || !rd.governs(listed, f) // 已列入年度计划12个
}

// spends reports a word for what is spent in a year right behind a verb of completion, which tells how much of it is: 完成年度投资3亿元;
// but 完成年度投资3亿元的65%.
func (rd *reading) spends(k int, f *figure) bool {
	if k == 0 || !rd.near(k-1) || rd.isAt(f.End, signOf) {
		return false
	}
	return rd.wordOf(k-1).kind == schema.Completion && rd.wordOf(k).money
}

// namesAim reports whether token k, a word for an aim, names the rate f, which is no share of the aim, and no distance from it:
// 目标为85%; 年度目标增长8%.
func (rd *reading) namesAim(k int, f *figure) bool {
	switch {
	case !isOneOf(f.kind, schema.Ratio, schema.Growth), rd.verbBefore(k) >= 0, rd.isComparedWith(k):
		return false
	}
	for n := range rd.upTo(k+1, f.Start) {
		switch w := rd.wordOf(n); {
		case w.fills():
		case f.kind != schema.Growth, w.kind != schema.Growth:
			return false
		}
	}
	first := rd.token(k + 1).start
	if f.kind == schema.Ratio && rd.adjacent(rd.tokens[k].end, first) {
		return true
	}
	return rd.headsClause(k) && rd.touches(k)
}

// isComparedWith reports whether the word at token k names what another figure is compared with: 高于年度目标, 较年度目标.
func (rd *reading) isComparedWith(k int) bool {
	if k == 0 || !rd.near(k-1) {
		return false
	}
	w := rd.wordOf(k - 1)
	return w.before != "" || w.basis != ""
}

// stateAfter returns the words of state that are said of f behind it: up to the next figure, save one of the same list.
func (rd *reading) stateAfter(f *figure) (aspect, plain int) {
	if rd.wordStarting(f.End).conjunction {
		return -1, -1 // what follows is another thing
	}
	if f.UnitKind == "money" && rd.isAt(f.End, signOf) {
		return -1, -1 // 总投资5亿元的项目已开工
	}
	for k := range rd.clauseAhead(f.token) {
		if rd.isFigure(k) && !rd.markBetween(f.token, k, itemMark) { // but not 3公里、2公里正在施工
			return -1, -1
		}
		w := rd.wordOf(k)
		switch {
		case w.state == "", w.state == schema.Target, rd.isNoun(k):
		case rd.isAt(rd.tokens[k].start-1, signAmong): // 303个项目中在建项目为278个
			return -1, -1
		case rd.isAttribute(k, f): // 112个续建项目
		case rd.leadsToPart(k, f): // 12个项目已开工8个
			return -1, -1
		case w.step == done && rd.isRightBehind(k, f):
			return -1, k // 1个完成布线、2个正在施工
		case w.state == schema.Remaining && rd.leadsToFigure(k):
			return -1, -1 // 12个卫生室尚有4个未完成
		case rd.leadsToItem(k, f):
			return -1, -1 // 在建水库2座、待建水库1座
		case w.aspect:
			return k, -1
		case w.state != schema.Actual, w.breaks&breakLead == 0: // else it may be part of the name: 6个治理项目
			return -1, k
		}
	}
	return -1, -1
}

// isAttribute reports a plain verb right behind f that tells more of what it counts.
func (rd *reading) isAttribute(k int, f *figure) bool {
	if k != f.token+1 || rd.wordOf(k).aspect {
		return false
	}
	return rd.attributes(f.End, rd.clauseOf(f.token).End) > f.End
}

// leadsToPart reports whether words from token k on lead to another figure in the unit of f with nothing between.
func (rd *reading) leadsToPart(k int, f *figure) bool {
	g := rd.numberOf(rd.pastWords(k))
	return g.role == indicator && g.Unit == f.Unit
}

// isRightBehind reports a token that f touches.
func (rd *reading) isRightBehind(k int, f *figure) bool { return k-1 == f.token && rd.touches(f.token) }

// leadsToItem reports whether token k stands in an item of a list behind that of f, in front of the figure of that item.
func (rd *reading) leadsToItem(k int, f *figure) bool {
	if !rd.markBetween(f.token, k, itemMark) {
		return false
	}
	for n := range rd.clauseAhead(k) {
		if rd.isFigure(n) {
			return !rd.markBetween(k, n, itemMark)
		}
	}
	return false
}

// leadsToFigure reports whether token k stands in front of a number with nothing between.
func (rd *reading) leadsToFigure(k int) bool { return rd.token(k+1).kind == numberToken && rd.near(k) }

// stateAt returns the state that token k gives to f.
func (rd *reading) stateAt(k int, f *figure) schema.State {
	w := rd.wordOf(k)
	if w.state == "" { // a date
		return schema.Planned
	}
	switch {
	case w.is(classAlready) && rd.beginsWork(k, f):
		return schema.Ongoing // 已全面开工
	case w.state == schema.Projected && rd.meansLater(k, f):
		return schema.Planned
	}
	return w.state
}

// beginsWork reports whether the verb behind the word of aspect at token k is one of work that goes on.
func (rd *reading) beginsWork(k int, f *figure) bool {
	n := rd.nextState(k)
	if verb := rd.verbBefore(f.token); verb > k && rd.wordOf(verb).state != "" {
		n = verb
	}
	w := rd.wordOf(n)
	return w.state == schema.Ongoing && !w.aspect
}

// nextState returns the next word of state that follows token k at once, or with a date between; or -1.
func (rd *reading) nextState(k int) int {
	for n := range rd.runAhead(k) {
		switch {
		case rd.tokens[n].kind == numberToken, rd.tokens[n].kind == markToken:
			return -1
		case rd.wordOf(n).state != "":
			return n
		}
	}
	return -1
}

// meansLater reports whether 预计 speaks of something to be finished at a later day, or of a time that ends behind the period
// of the report, and not of a figure that is estimated.
func (rd *reading) meansLater(k int, f *figure) bool {
	if d := rd.dateOf(k - 1); d != nil && rd.touches(k-1) {
		return rd.runsOn(d) // 四季度预计
	}
	for n := range rd.runAhead(k) {
		if d := rd.dateOf(n); d != nil {
			return !d.span && f.kind != schema.Growth || rd.runsOn(d)
		}
		if rd.isYearlong(n) {
			return rd.runsOn(&date{shape: yearShape, year: rd.ctx.Year})
		}
	}
	return false
}

func (rd *reading) isYearlong(k int) bool { return rd.wordOf(k).isOf(groupYearlong) }

// preliminary reports whether what is said to be done of f is only a step before the work: 已完成方案设计.
func (rd *reading) preliminary(k int, f *figure) bool {
	own := rd.tokens[k].clause
	for n := range rd.upTo(k, rd.tree.Clauses[own].End) {
		if rd.numberOf(n).Start > f.Start {
			return false
		}
		if rd.tokens[n].clause == own && rd.wordOf(n).step == prepared {
			return true
		}
	}
	return false
}
