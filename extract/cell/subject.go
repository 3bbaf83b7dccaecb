package cell

import (
	"slices"

	"duban/internal/char"
	"duban/internal/clause"
	"duban/schema"
)

// subjects finds what each indicator measures: the noun phrase that stands where Chinese puts it, else what the
// figure in front of it in the sentence measures. The row's own words are for Row to fill in.
func (rd *reading) subjects() {
	for f := range rd.eachFigure() {
		if !rd.stopped() {
			rd.findSubject(f)
		}
	}
	for f, g := range rd.neighbours(-1) {
		if areFigures(f, g) && rd.lacksNoun(f, g) {
			f.subject = g.subject // 3个国家级、5个省级医疗中心
		}
	}
}

func (rd *reading) findSubject(f *figure) {
	if f.subject = rd.subject(f); !rd.hasWord(f.subject) { // 开通7806、2754等4条
		f.subject = rd.former(f)
	}
	if rd.isBareBracket(f) {
		f.subject = firstOf(rd.spokenOf(f), f.subject)
	}
	switch {
	case rd.saysHow(f.subject): // 达到时序进度的30项
		f.subject = rd.former(f)
	case rd.saysAmount(f.subject): // 办理退税24笔，金额1.4亿元
		if g := rd.previous(f); g != nil {
			f.subject = g.subject
		}
	}
	f.subject = firstOf(f.subject, rd.spokenOf(f), rd.topicOf(f), rd.askedBefore(f))
	rd.nameMeasure(f)
	rd.nameLike(f)
}

// hasWord reports a name that is more than digits and signs.
func (rd *reading) hasWord(s span) bool {
	for _, c := range rd.piece(s.start, max(s.start, s.end)) {
		if char.IsIdeograph(c) || isLatin(c) {
			return true
		}
	}
	return false
}

// isBareBracket reports a figure at the front of a bracket, which has no name of its own: 甲县（93%）.
func (rd *reading) isBareBracket(f *figure) bool {
	c := rd.clauseOf(f.token)
	if c.Level != clause.Bracket || rd.skip(c.Start) != f.Start {
		return false
	}
	return rd.nameAfter(f).empty()
}

// saysHow reports a subject that is nothing but a word for how far things are: 滞后, 时序进度, 审批.
func (rd *reading) saysHow(s span) bool {
	k := rd.tokenFrom(s.start)
	if s.empty() || rd.token(k).end != s.end {
		return false
	}
	switch w := rd.wordOf(k); w.step {
	case prepared, stalled:
		return true
	default:
		return w.classes&(rd.r.words.missed|rd.r.words.schedule) != 0
	}
}

// saysAmount reports a subject that is nothing but a word for how much there is of what was told before: 金额, 总量.
func (rd *reading) saysAmount(s span) bool {
	t := rd.tokenStarting(s.start)
	return t.end == s.end && rd.word(t).is(rd.r.words.amounts)
}

// lacksNoun reports a name that is only what sort of things the next figure of the list names: 国家级.
func (rd *reading) lacksNoun(f, g *figure) bool {
	s := f.subject
	switch {
	case s.empty(), s.start < f.End, s.end+1 != g.Start, f.Unit != g.Unit:
		return false
	}
	return rd.isAt(s.end, signList) && rd.isAt(s.end-1, signSort)
}

// firstName returns the name in front of the first figure of a clause.
func (rd *reading) firstName(c int32) span {
	for k := range rd.within(c) {
		if rd.isFigure(k) {
			return rd.nameBefore(k)
		}
	}
	h := rd.tree.Clauses[c]
	return rd.trim(span{h.Start, h.End})
}

// nameMeasure names a figure after the thing and its measure, where a verb stands between the two: 公路项目完成投资21亿元.
func (rd *reading) nameMeasure(f *figure) {
	s := f.subject
	t := rd.tokenStarting(s.start)
	if t.end != s.end || !rd.word(t).money {
		return
	}
	k := rd.tokenEnding(s.start)
	if rd.wordOf(k).state == "" || rd.tokens[k].clause != t.clause {
		return
	}
	if thing := rd.plain(rd.nameBefore(k)); thing != "" {
		f.named = thing + rd.plain(s)
	}
}

func (rd *reading) subject(f *figure) span {
	if s := firstOf(rd.respective(f), rd.inTurn(f)); !s.empty() {
		return s
	}
	if k := rd.origin(f); k >= 0 {
		if f.kind == schema.Rank {
			return firstOf(rd.nameBefore(k), rd.former(f))
		}
		return firstOf(rd.nameBefore(k), rd.nameBefore(f.token), rd.former(f))
	}
	if from := rd.before(f.token, func(w *word) bool { return w.origin }); from >= 0 && rd.numbersBetween(from, f.token) == 1 {
		return firstOf(rd.nameBefore(from), rd.former(f)) // the level that a change leads to: 从1.88缩小至1.79
	}
	switch f.kind {
	case schema.Growth:
		return rd.grown(f)
	case schema.Completion:
		return rd.completed(f)
	case schema.Rank:
		return rd.ranked(f)
	case schema.Ratio:
		return firstOf(rd.nameBefore(f.token), rd.former(f))
	case schema.Difference:
		return rd.differing(f)
	}
	if rd.namesBehind(f) {
		return firstOf(rd.nameAfter(f), rd.workAfter(f), rd.nameBefore(f.token), rd.toldToBe(f), rd.counted(f))
	}
	return firstOf(rd.nameBefore(f.token), rd.nameAfter(f), rd.counted(f))
}

// namesBehind reports a figure whose name stands behind it, where there is one: what is counted or paid, and the sum of a list
// of names (A、B等30公里步道).
func (rd *reading) namesBehind(f *figure) bool {
	switch {
	case f.UnitKind == "count", f.Unit == "" && f.kind == schema.Quantity, rd.wordEnding(rd.tokens[f.token].start).classes&rd.r.words.others != 0:
		return true
	}
	return rd.wordAt(f.End, func(w *word) bool { return w.money }) || rd.goesOnNaming(f)
}

// goesOnNaming reports a further thing of a list in which the names stand behind the figures: 200亩玉米和500亩叶菜.
func (rd *reading) goesOnNaming(f *figure) bool {
	g := rd.previous(f)
	switch {
	case g == nil, g.Unit != f.Unit, g.subject.empty(), g.subject.start != g.End:
		return false
	}
	return rd.isAt(rd.skipBack(f.Start)-1, signList)
}

// ranked returns what has a place in an order: the thing, and not the place that it is ranked in (农产品出口额保持西部第2位).
func (rd *reading) ranked(f *figure) span {
	c := rd.clauseOf(f.token)
	if c.After != clause.None && rd.isWholeOf(f, c) {
		return firstOf(rd.firstName(c.After), rd.former(f)) // 第二名：城西镇88.7分
	}
	if k := rd.classBefore(f.token, classRank); k >= 0 {
		if g := rd.numberOf(k - 1); g.End == rd.tokens[k].start && rd.tokens[k-1].clause == rd.tokens[k].clause {
			k-- // 连续三年居全国第一
		}
		if in := rd.amongBefore(rd.nameBefore(k)); in >= 0 {
			k = in // 增速在全省27个基地中居第7位
		}
		return firstOf(rd.nameBefore(k), rd.former(f))
	}
	place := rd.nameBefore(f.token)
	if in := rd.amongBefore(place); in >= 0 {
		return firstOf(rd.nameBefore(in), rd.former(f))
	}
	if v := rd.tokenEnding(place.start); !place.empty() && rd.partsAt(v) {
		return firstOf(rd.nameBefore(v), rd.former(f))
	}
	return firstOf(place, rd.former(f))
}

// partsAt reports whether token k, if there is one, can be no part of a name.
func (rd *reading) partsAt(k int) bool { return k >= 0 && rd.parts(rd.tokens[k]) }

// isWholeOf reports a figure that is all of its clause.
func (rd *reading) isWholeOf(f *figure, c *clause.Clause) bool {
	return rd.isAll(f.token, c)
}

// differing returns what a difference is of: the name in front of the words for it.
func (rd *reading) differing(f *figure) span {
	v := rd.verdict(f.token, saysKind)
	if v == nil || v.whole.start >= f.Start {
		return rd.grown(f)
	}
	if s := rd.nameBefore(f.token); s.start <= v.cue.start && v.cue.end+1 < s.end && rd.verdict(f.token, saysBasis) == nil {
		return span{v.cue.end, s.end} // 减少产值1.2亿元, but not 超年度计划4个百分点
	}
	s := rd.nameBefore(rd.tokenFrom(v.whole.start))
	s.end = min(s.end, v.whole.start)
	return firstOf(rd.trim(s), rd.former(f), rd.grown(f))
}

// inTurn returns the name of one of several figures that follow as many names: 改造供热、燃气、排水管网70公里、50公里、20公里.
func (rd *reading) inTurn(f *figure) span {
	first, last := rd.runOf(f)
	if last == first || last-first > mostInTurn {
		return span{}
	}
	at := rd.numbers[first].token
	for _, names := range [...][]span{rd.namesBefore(at), rd.namesOfFigures(at)} { // 分别达18650元、8920元，增长5.8%和7.6%
		if len(names) == last-first+1 {
			place := rd.idOf(f) - first
			f.named = rd.withLastNoun(names, place)
			return names[place]
		}
	}
	return span{}
}

// runOf returns the first and the last of the figures in one unit that f stands among, with nothing but marks of lists between.
func (rd *reading) runOf(f *figure) (first, last int) {
	id := rd.idOf(f)
	return rd.runEnd(id, -1, mostInTurn, rd.sameRun), rd.runEnd(id, 1, mostInTurn-1, rd.sameRun)
}

// mostInTurn is how many figures a person writes in turn.
const mostInTurn = 12

// sameRun reports whether nothing but a mark of lists stands between two figures of a unit.
func (rd *reading) sameRun(f, g *figure) bool {
	return areFigures(f, g) && f.Unit == g.Unit && rd.listed(f, g)
}

// counted returns what a figure without a name next to it counts: the subject of the verb in front, or what was
// counted before in the same unit; else the verb itself (处分10人).
func (rd *reading) counted(f *figure) span {
	verb := rd.verbBefore(f.token)
	if verb < 0 {
		return rd.former(f)
	}
	alike := rd.formerAlike(f)
	if rd.isOneVerb(alike) {
		alike = span{}
	}
	itself := span{}
	if t := rd.tokens[verb]; rd.word(t).isParticular() && t.end-t.start > 1 {
		itself = span{t.start, t.end}
	}
	if rd.wordOf(verb).money {
		alike = span{} // 收入93亿元；支出85亿元
	}
	return firstOf(rd.nameBefore(verb), alike, itself, rd.former(f))
}

// origin returns the token that makes f the level that a change starts from (由36.5%提升至43.1%), or -1.
func (rd *reading) origin(f *figure) int {
	from := rd.before(f.token, func(w *word) bool { return w.origin })
	switch {
	case from < 0, !rd.governs(from, f), !rd.numberAhead(f.token):
		return -1
	}
	return from
}

// respective returns the name that 分别 gives to one of several figures: 货物、集装箱吞吐量分别增长5.2%和11.7%.
func (rd *reading) respective(f *figure) span {
	word := rd.classBefore(f.token, classEach)
	if word < 0 {
		return span{}
	}
	place, total := rd.placeBehind(word, f)
	names := rd.namesBefore(word)
	if place < 0 || len(names) < total {
		return span{}
	}
	f.named = rd.withLastNoun(names[len(names)-total:], place)
	return names[len(names)-total+place]
}

// namesBefore returns the names of a list in front of token k; where nothing stands there, those of the figures in
// front of it in the sentence. What no mark of lists joins to two names or more tells of all of them: 第一、第二产业占GDP的比重.
func (rd *reading) namesBefore(k int) []span {
	var names []span
	at, joined, run := rd.clauseOf(k).Start, false, 0
	for i := range rd.within(rd.tokens[k].clause) {
		t := rd.tokens[i]
		if i != k && !rd.partsList(t) || rd.isOrdinalItem(t) {
			continue
		}
		if s := rd.trim(span{at, t.start}); !s.empty() && !rd.saysChange(s) {
			if run++; !joined {
				if run > 2 {
					break
				}
				run = 1
			}
			names, joined = append(names, s), false
		}
		joined = joined || rd.word(t).conjunction || rd.isAt(t.start, signList)
		if at = t.end; i == k {
			break
		}
	}
	if len(names) == 0 {
		names = rd.namesListed(rd.clauseOf(k).Before)
	}
	if len(names) > 0 {
		return names
	}
	return rd.namesOfFigures(k)
}

// saysChange reports a piece that is nothing but a word of growth.
func (rd *reading) saysChange(s span) bool {
	t := rd.tokenStarting(s.start)
	return t.end == s.end && rd.word(t).kind == schema.Growth
}

// partsList reports a token that parts the names of a list.
func (rd *reading) partsList(t token) bool { return rd.parts(t) || rd.word(t).conjunction }

// namesOfFigures returns the names of the figures that stand in front of the clause of token k in its sentence.
func (rd *reading) namesOfFigures(k int) []span {
	c := rd.clauseOf(k)
	var names []span
	for i := range rd.sentenceBack(rd.tokenFrom(c.Start), c.Sentence) {
		if rd.isFigure(i) {
			names = append(names, rd.numberOf(i).subject)
		}
	}
	slices.Reverse(names)
	return names
}

// grown returns what a rate of change is of: the name in front of the words for the change, else the former subject,
// else the word itself (增速).
func (rd *reading) grown(f *figure) span {
	if g := rd.listedBehind(f); g.kind == schema.Growth && !g.subject.empty() {
		return g.subject // 分别增长5.1%和7.2%
	}
	first := f.token
	for k := range rd.downTo(f.token, rd.clauseOf(f.token).Start) {
		if rd.isFigure(k) {
			break
		}
		switch w := rd.wordOf(k); {
		case w.basis != "", w.kind == schema.Growth && rd.leadsTo(k, first, f):
			first = k
		}
	}
	return firstOf(rd.nameBefore(first), rd.namedThen(first), rd.formerThing(f), rd.former(f))
}

// formerThing returns the subject of the last figure in front of f in its sentence that is no share of an aim, which itself does not
// change: 完成投资1.8亿元，占年度计划的72%，增长12.4%.
func (rd *reading) formerThing(f *figure) span {
	g := rd.previous(f)
	for g != nil && g.kind == schema.Completion && rd.namesTarget(g.subject) {
		g = rd.previous(g)
	}
	if g == nil {
		return span{}
	}
	return g.subject
}

// namesTarget reports a name that is that of an aim: 年度计划.
func (rd *reading) namesTarget(s span) bool { return rd.wordEnding(s.end).state == schema.Target }

// leadsTo reports whether no word that token first leads is parted from token k by more than a space.
func (rd *reading) leadsTo(k, first int, f *figure) bool {
	return first == f.token || rd.adjacent(rd.tokens[k].end, rd.tokens[first].start)
}

// completed returns what a degree of completion is of: the name in front of the verb, or the clause in front that is
// nothing but a name; else what it is a share of.
func (rd *reading) completed(f *figure) span {
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
	if s := rd.nameBefore(verb); !s.empty() {
		return s
	}
	if c := rd.clauseOf(f.token).Before; c >= 0 && rd.isName(c) && !rd.endsInTime(c) {
		return rd.trim(span{rd.tree.Clauses[c].Start, rd.tree.Clauses[c].End})
	}
	return firstOf(rd.share(verb, f), rd.former(f))
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

// former returns the subject of a figure in front of f in its sentence: of the last; for an amount, of the last in the
// same unit if there is one.
func (rd *reading) former(f *figure) span {
	last := rd.previous(f)
	switch {
	case last == nil:
		return span{}
	case f.isRate():
		return last.subject
	}
	return firstOf(rd.formerAlike(f), last.subject)
}

// formerAlike returns the subject of the last figure in the unit of f that stands in front of it in its sentence, of one that is no
// aim if there is one: 收入3.8亿元，为全年预算4.7亿元的80%，比上年同期3.5亿元增收0.3亿元.
func (rd *reading) formerAlike(f *figure) span {
	var aim span
	for g := rd.previous(f); g != nil; g = rd.previous(g) {
		switch {
		case g.Unit != f.Unit:
		case f.state == schema.Target, !rd.namesTarget(g.subject):
			return g.subject
		default:
			aim = firstOf(aim, g.subject)
		}
	}
	return aim
}

// endsInTime reports a clause that says up to when what follows is: 截至6月底.
func (rd *reading) endsInTime(c int32) bool {
	end := rd.tree.Clauses[c].End
	for end > 0 && isSpace(rd.at(end-1)) {
		end--
	}
	k := rd.tokenEnding(end)
	if w := rd.wordOf(k); w.breaks&breakLead != 0 {
		return w.state == "" && w.step == noStep // 截至目前
	}
	return rd.token(k).kind == dateToken
}

// isName reports a clause that is nothing but a name: no verb of state, and no figure but one inside of the name
// (庆龙路6.5公里整治道路).
func (rd *reading) isName(clause int32) bool {
	end := rd.tree.Clauses[clause].End
	for k := range rd.within(clause) {
		if rd.numberOf(k).End == end {
			return false
		}
		if w := rd.wordOf(k); w.state != "" && w.breaks&breakLead == 0 {
			return false
		}
	}
	return true
}
