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
	at := rd.verdict(f.token, saysState).cue.start
	if k := rd.tokenFrom(at); k < f.token && rd.tokens[k].start == at && rd.tokens[k].kind == wordToken {
		return k
	}
	return -1
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
	if front >= 0 && back >= 0 && rd.markBetween(front, f.token, itemMark) {
		front = -1 // 2个正在建设、1个未开工
	}
	for _, k := range []int{front, back, frontPlain, backPlain} {
		if k >= 0 {
			return k
		}
	}
	return -1
}

// stateBefore returns the nearest word of aspect in front of f, and the plain verb that governs it: the one right in
// front, else the first of the clause, as others may be part of a name.
func (rd *reading) stateBefore(f *figure) (aspect, plain int) {
	aspect, plain = -1, -1
	clause, verb := rd.tokens[f.token].clause, rd.verbBefore(f.token)
	for k := f.token - 1; k >= max(0, f.token-mostReach) && rd.tokens[k].start >= rd.tree.Clauses[clause].Start; k-- {
		if rd.tokens[k].clause != clause {
			continue
		}
		w := rd.word(rd.tokens[k])
		switch {
		case rd.isDue(k):
			if aspect < 0 && !rd.tellsStock(k, f) {
				aspect = k
			}
		case !rd.reaches(k, f):
		case !w.aspect:
			if plain < 0 || plain != verb {
				plain = k
			}
		case aspect < 0, w.state == schema.Planned && rd.word(rd.tokens[aspect]).state == schema.Projected:
			aspect = k // 拟签约项目预估面积: planned
		}
	}
	if plain >= 0 && plain != verb && !rd.headsClause(plain) {
		plain = -1 // 黑臭水体整治工程审计项目4个: part of the name
	}
	return aspect, plain
}

// reaches reports whether token k is a word of state that can speak of f behind it. A rate is not under way itself, so
// that only words of aspect reach it.
func (rd *reading) reaches(k int, f *figure) bool {
	switch w := rd.word(rd.tokens[k]); {
	case w.state == "", rd.isNoun(k), rd.isLevel(k, f), rd.qualifies(k), rd.tokens[k].end+1 == f.Start && rd.verdict(f.token, saysKind) != nil:
		return false
	case w.state == schema.Remaining:
		return rd.governs(k, f)
	case w.state == schema.Target:
		return rd.restates(k, f)
	default:
		return w.aspect || f.kind == schema.Quantity
	}
}

// isLevel reports a word within what a construction read as the aim or level of f: the 计划 of 快于计划5个百分点 and 完成计划65%.
func (rd *reading) isLevel(k int, f *figure) bool {
	v := rd.verdict(f.token, saysKind)
	if v == nil || rd.tokens[k].start < v.whole.start {
		return false
	}
	w := rd.word(rd.tokens[k])
	return w.state == schema.Planned || w.state == schema.Target
}

// qualifies reports a verb right behind a figure, which only says what sort of things that counts: 203个在建项目.
func (rd *reading) qualifies(k int) bool {
	if k == 0 || rd.tokens[k-1].kind != numberToken || rd.tokens[k-1].end != rd.tokens[k].start {
		return false
	}
	w := rd.word(rd.tokens[k])
	return rd.numbers[rd.tokens[k-1].id].role == indicator && (!w.aspect || w.state == schema.Planned)
}

// isDue reports a date before which something is to be done, or that lies behind the period of the report, which makes a
// plan of it: 年底前完工11个, 年内完成4个.
func (rd *reading) isDue(k int) bool {
	t := rd.tokens[k]
	if t.kind != dateToken {
		return false
	}
	d := &rd.dates[t.id]
	return d.by || !d.since && rd.endsLater(d)
}

// tellsStock reports the end of a year at which a thing is counted, and nothing is done: 年末户籍人口218.7万人.
func (rd *reading) tellsStock(k int, f *figure) bool {
	d := &rd.dates[rd.tokens[k].id]
	if d.shape != yearEndShape || d.by || !rd.headsClause(k) {
		return false
	}
	for n := k + 1; n < f.token; n++ {
		if w := rd.word(rd.tokens[n]); w.state != "" || w.step != 0 || rd.tokens[n].kind == numberToken {
			return false
		}
	}
	return true
}

// restates reports whether token k, which names a target, names the figure, and not what it is a share of.
func (rd *reading) restates(k int, f *figure) bool {
	end := rd.tokens[k].end
	if f.isRate() || !rd.governs(k, f) || end < len(rd.text) && rd.text[end] == '的' {
		return false
	}
	listed := rd.before(k, func(w *word) bool { return w.state == schema.Actual && w.aspect })
	return listed < 0 || !rd.governs(listed, f) // 已列入年度计划12个
}

// stateAfter returns the words of state that are said of f behind it: up to the next figure, save one of the same list.
func (rd *reading) stateAfter(f *figure) (aspect, plain int) {
	clause := rd.tokens[f.token].clause
	if k := f.token + 1; k < len(rd.tokens) && rd.tokens[k].start == f.End && rd.word(rd.tokens[k]).conjunction {
		return -1, -1 // what follows is another thing
	}
	last := min(len(rd.tokens)-1, f.token+mostReach)
	for k := f.token + 1; k <= last && rd.tokens[k].start < rd.tree.Clauses[clause].End; k++ {
		t := rd.tokens[k]
		if t.clause != clause {
			continue
		}
		if rd.isFigure(k) && !rd.markBetween(f.token, k, itemMark) { // but not 3公里、2公里正在施工
			return -1, -1
		}
		switch w := rd.word(t); {
		case w.state == "" || w.state == schema.Target || rd.isNoun(k):
		case !w.aspect && k == f.token+1 && rd.attributes(f.End, rd.tree.Clauses[clause].End) > f.End: // 112个续建项目
		case rd.leadsToPart(k, f):
			return -1, -1 // 12个项目已开工8个
		case w.step == done && rd.tokens[k-1].end == t.start && k-1 == f.token:
			return -1, k // 1个完成布线、2个正在施工
		case w.state == schema.Remaining && rd.leadsToFigure(k):
			return -1, -1 // 12个卫生室尚有4个未完成
		case w.aspect:
			return k, -1
		case w.state != schema.Actual || w.breaks&breakLead == 0: // else it may be part of the name: 6个治理项目
			return -1, k
		}
	}
	return -1, -1
}

// leadsToPart reports whether words from token k on lead to another figure in the unit of f with nothing between.
func (rd *reading) leadsToPart(k int, f *figure) bool {
	for ; k+1 < len(rd.tokens) && rd.tokens[k].kind == wordToken && rd.adjacent(rd.tokens[k].end, rd.tokens[k+1].start); k++ {
		if t := rd.tokens[k+1]; t.kind == numberToken {
			return rd.numbers[t.id].role == indicator && rd.numbers[t.id].Unit == f.Unit
		}
	}
	return false
}

// leadsToFigure reports whether token k stands in front of a figure with nothing between.
func (rd *reading) leadsToFigure(k int) bool {
	return k+1 < len(rd.tokens) && rd.tokens[k+1].kind == numberToken && rd.adjacent(rd.tokens[k].end, rd.tokens[k+1].start)
}

// stateAt returns the state that token k gives to f.
func (rd *reading) stateAt(k int, f *figure) schema.State {
	w := rd.word(rd.tokens[k])
	switch {
	case rd.tokens[k].kind == dateToken:
		return schema.Planned
	case w.state == schema.Actual && w.aspect:
		n := rd.nextState(k)
		if verb := rd.verbBefore(f.token); verb > k && rd.word(rd.tokens[verb]).state != "" {
			n = verb
		}
		if n >= 0 && rd.word(rd.tokens[n]).state == schema.Ongoing && !rd.word(rd.tokens[n]).aspect {
			return schema.Ongoing // 已全面开工
		}
	case w.state == schema.Projected:
		if rd.meansLater(k, f) {
			return schema.Planned
		}
	}
	return w.state
}

// nextState returns the next word of state that follows token k at once, or with a date between; or -1.
func (rd *reading) nextState(k int) int {
	for n := range rd.runAhead(k) {
		switch {
		case rd.tokens[n].kind == numberToken, rd.tokens[n].kind == markToken:
			return -1
		case rd.word(rd.tokens[n]).state != "":
			return n
		}
	}
	return -1
}

// meansLater reports whether 预计 speaks of something to be finished at a later day, or of a time that ends behind the period
// of the report, and not of a figure that is estimated.
func (rd *reading) meansLater(k int, f *figure) bool {
	for n := range rd.runAhead(k) {
		if t := rd.tokens[n]; t.kind == dateToken {
			d := &rd.dates[t.id]
			return !d.span && f.kind != schema.Growth || rd.runsOn(d)
		}
		if rd.classesOf(n)&rd.r.words.yearlong != 0 {
			return rd.runsOn(&date{shape: yearShape, year: rd.ctx.Year})
		}
	}
	return false
}

// preliminary reports whether what is said to be done of f is only a step before the work: 已完成方案设计.
func (rd *reading) preliminary(k int, f *figure) bool {
	clause := rd.tokens[k].clause
	for ; k < len(rd.tokens) && rd.tokens[k].start < rd.tree.Clauses[clause].End; k++ {
		if t := rd.tokens[k]; t.kind == numberToken && t.start > f.Start {
			return false
		}
		if rd.tokens[k].clause == clause && rd.word(rd.tokens[k]).step == prepared {
			return true
		}
	}
	return false
}
