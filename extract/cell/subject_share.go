package cell

import "duban/schema"

// What shares and degrees of completion are of.

// shared returns what a ratio is of: the thing, and not the whole that it is a share of (占总收入的82.4%).
func (rd *reading) shared(f *figure) span {
	k := rd.before(f.token, func(w *word) bool { return w.isOf(groupSharing) || w.copula })
	if k >= 0 && rd.governs(k, f) && rd.isAt(rd.skipBack(f.Start)-1, signOf) {
		return firstOf(rd.nameBefore(k), rd.formerThing(f), rd.former(f), rd.nameBefore(f.token))
	}
	own := rd.nameBefore(f.token)
	if of := rd.tokenEnding(own.start); rd.wordOf(of).isOf(groupSharing) && rd.headsClause(of) {
		return firstOf(rd.formerThing(f), rd.former(f), own) // 民间投资增长8%，占固定资产投资的比重为61.5%
	}
	return firstOf(own, rd.former(f))
}

// completed returns what a degree of completion is of: the name in front of the verb, or the clause in front that is
// nothing but a name; else what it is a share of, where that is no aim of a thing that the sentence names in front.
func (rd *reading) completed(f *figure) span {
	of := rd.completedPart(f)
	if rd.field == schema.FieldText && rd.leadsAim(of) {
		return firstOf(rd.formerAmount(f), rd.formerThing(f), of) // 收入3亿元，完成年初预算的43%
	}
	return of
}

func (rd *reading) completedPart(f *figure) span {
	k := rd.classBefore(f.token, classShare)
	if k < 0 {
		return firstOf(rd.nameBefore(f.token), rd.former(f))
	}
	verb := k
	if rd.touches(k-1) && rd.wordOf(k-1).kind == schema.Completion {
		verb = k - 1 // 完成总工程量的84%
	}
	if rd.wordOf(verb).state == "" { // 完成率, 接种进度: the word is the name
		return firstOf(rd.nameThrough(k), rd.former(f))
	}
	if s := rd.trimSigns(span{rd.tokens[verb].end, f.Start}); rd.namesPart(s) {
		return s // 城市公园完成场地平整40%
	}
	if s := firstOf(rd.nameBefore(verb), rd.workBefore(verb)); !s.empty() {
		return s
	}
	if c := rd.clauseOf(f.token).Before; c >= 0 && rd.isName(c) && !rd.endsInTime(c) {
		return rd.trim(span{rd.tree.Clauses[c].Start, rd.tree.Clauses[c].End})
	}
	return firstOf(rd.share(verb, f), rd.former(f))
}

// leadsAim reports a name that is that of an aim, or the front of one: 春播计划.
func (rd *reading) leadsAim(s span) bool {
	switch {
	case rd.namesAimIn(s), rd.wordStarting(s.end).isAhead():
		return true
	}
	return rd.wordEnding(rd.bracketBack(s.end)).isAhead()
}

// workBefore returns the name of work in front of token k that ends in its verb: 管网更换完成66%.
func (rd *reading) workBefore(k int) span {
	if !rd.wordOf(k-1).is(classVerb) || !rd.touches(k-1) {
		return span{}
	}
	work, s := rd.tokens[k-1], rd.nameBefore(k-1)
	if s.empty() || s.end != work.start {
		return span{}
	}
	return span{s.start, work.end}
}

// namesAimIn reports a piece of the text with the name of an aim in it: 年初预算4亿元的.
func (rd *reading) namesAimIn(s span) bool {
	for k := range rd.upTo(rd.tokenFrom(s.start), s.end) {
		if rd.wordOf(k).state == schema.Target {
			return true
		}
	}
	return false
}

// namesPart reports a piece of the text in which nothing but words stand, none of which is one for an aim or for what is worked off.
func (rd *reading) namesPart(s span) bool {
	if s.end-s.start < 2 || rd.hasOf(span{s.start, s.end + 1}) {
		return false
	}
	for k := range rd.upTo(rd.tokenFrom(s.start), s.end) {
		switch w := rd.wordOf(k); {
		case w == &noWord, w.state == schema.Target, w.kind != "", w.money, w.fills():
			return false
		}
	}
	return true
}

// share returns what a figure is a share of, which stands between the verb and it: 完成年度任务的27.3%.
func (rd *reading) share(verb int, f *figure) span {
	s := span{rd.tokens[verb].end, f.Start}
	for k := range rd.nearBack(f.token) {
		t := rd.tokens[k]
		switch w := rd.word(t); {
		case k == verb:
			return s
		case w.kind == schema.Completion && t.start > s.start: // 北段总工程量
		case !w.fills():
			return s
		}
		s.end = t.start
	}
	return s
}

// nameThrough returns the name that ends with token k.
func (rd *reading) nameThrough(k int) span {
	t := rd.tokens[k]
	if s := rd.nameBefore(k); !s.empty() && s.end == t.start {
		return span{s.start, t.end}
	}
	return span{t.start, t.end}
}

// endsInTime reports a clause that says up to when what follows is: 截至6月底.
func (rd *reading) endsInTime(c int32) bool {
	end := rd.tree.Clauses[c].End
	for end > 0 && isSpace(rd.at(end-1)) {
		end--
	}
	k := rd.tokenEnding(end)
	if w := rd.wordOf(k); w.breaks&breakLead != 0 {
		return !w.is(classSays) // 截至目前
	}
	return rd.token(k).kind == dateToken
}
