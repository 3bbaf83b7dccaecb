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
			rd.takeNoun(f, g)
		}
	}
}

func (rd *reading) findSubject(f *figure) {
	if g := rd.memberOf(f); g != nil {
		f.subject, f.named, f.period = g.subject, g.named, g.period
		return
	}
	if n := rd.listedName(f); !n.empty() {
		f.subject, f.named = n.span, n.text
	} else {
		f.subject = rd.subject(f)
	}
	if f.subject.start < rd.clauseOf(f.token).Start && f.named == "" {
		f.subject = firstOf(rd.pointTopic(f), f.subject)
	}
	switch {
	case !rd.hasWord(f.subject), rd.isTimeWord(f.subject), rd.isVerbAlone(f): // 开通7806、2754等4条; 由上年的29公里增加到79公里; 已建870个
		f.subject = rd.former(f)
	}
	if rd.isBareBracket(f) {
		f.subject = firstOf(rd.spokenOf(f), f.subject)
	}
	f.subject = firstOf(rd.bracketed(f), f.subject)
	step := span{}
	if rd.saysHow(f.subject) { // 达到时序进度的30项
		if rd.mayCount(rd.wordStarting(f.subject.start)) {
			step = f.subject
		}
		if f.subject = rd.former(f); !f.isRate() {
			f.subject = firstOf(rd.formerAlike(f), f.subject)
		}
	}
	f.subject = firstOf(f.subject, rd.topicOf(f), rd.spokenOf(f), step, rd.askedBefore(f), rd.saidBecome(f), rd.formerTopic(f))
	if f.subject.empty() {
		f.subject = rd.ledBy(f)
	}
	if rd.isRateOfChange(f.subject) {
		f.subject = firstOf(rd.formerThing(f), rd.former(f), f.subject) // 增长8.4%，增速提高0.8个百分点
	}
	if rd.namesLevel(f) {
		f.subject = firstOf(rd.former(f), f.subject)
	}
	rd.nameMeasure(f)
	rd.nameHead(f)
	rd.nameOne(f)
	rd.nameAlike(f)
}

// mayCount reports a word for a step before the work that, in a narrative, may be what is counted.
func (rd *reading) mayCount(w *word) bool { return rd.field == schema.FieldText && w.step == prepared }

// hasWord reports a name that is more than digits and signs.
func (rd *reading) hasWord(s span) bool {
	for _, c := range rd.piece(s.start, max(s.start, s.end)) {
		if char.IsIdeograph(c) || isLatin(c) {
			return true
		}
	}
	return false
}

// isTimeWord reports a name that is nothing but a word for the time that is compared with: 上年.
func (rd *reading) isTimeWord(s span) bool {
	w := rd.entryOver(s)
	return w.formerTime || w.basis != ""
}

// isVerbAlone reports a subject of one character between a word of aspect and f, which is a verb and no name: 已建870个, 再清17万立方米.
func (rd *reading) isVerbAlone(f *figure) bool {
	s := f.subject
	switch {
	case s.end != s.start+1, s.end != f.Start:
		return false
	}
	w := rd.wordEnding(s.start)
	return w.aspect || w.breaks == breakAll
}

// isBareBracket reports a figure at the front of a bracket, which has no name of its own: 甲县（93%）.
func (rd *reading) isBareBracket(f *figure) bool {
	c := rd.clauseOf(f.token)
	if c.Level != clause.Bracket || rd.skip(c.Start) != f.Start {
		return false
	}
	return rd.nameAfter(f).empty()
}

// saysHow reports a subject of nothing but words for how far things are, and for a bound: 滞后, 审批, 达到或超过时序进度.
func (rd *reading) saysHow(s span) bool {
	told, end := false, s.start
	for k := range rd.chain(s.start) {
		t := rd.tokens[k]
		w := rd.word(t)
		if t.start >= s.end || !rd.tellsHow(w) && w.before == "" {
			break
		}
		told, end = told || rd.tellsHow(w), t.end
	}
	return told && end == s.end
}

// tellsHow reports a word for how far things are.
func (rd *reading) tellsHow(w *word) bool {
	switch w.step {
	case prepared, stalled:
		return true
	}
	return w.is(rd.r.words.missed | rd.r.words.schedule)
}

// nameMeasure names a figure after the thing and its measure, where a verb stands between the two: 公路项目完成投资21亿元.
func (rd *reading) nameMeasure(f *figure) {
	s := f.subject
	if f.named != "" {
		return
	}
	for k := range rd.upTo(rd.tokenFrom(s.start+2), s.end) {
		if t := rd.token(k + 1); rd.wordOf(k).amount && t.end == s.end && rd.word(t).money { // 第一产业实现增加值
			f.named = rd.plain(span{s.start, rd.tokens[k].start}) + rd.plain(span{rd.tokens[k].end, t.end}) // with 营业 of 营业收入
			return
		}
	}
	k := rd.tokenEnding(s.start)
	switch {
	case !rd.wordOver(s).money, rd.wordOf(k).state == "", rd.tokens[k].clause != rd.tokenStarting(s.start).clause:
		return
	}
	if thing := rd.plain(rd.nameBefore(k)); thing != "" {
		f.named = thing + rd.plain(s)
	}
}

// nameHead names f, of which nothing is said but a noun for what is measured, after the thing in front too: 办理退税246笔，金额1.4亿元.
func (rd *reading) nameHead(f *figure) {
	s := f.subject
	w, end := rd.longest(s.start)
	switch {
	case s.empty(), end != s.end, f.named != "":
		return
	}
	if rd.isShareAlone(s) {
		rd.nameShare(f)
	}
	if !w.head {
		return
	}
	if f.subject = rd.withVerbs(s); f.subject != s && rd.r.words.endsMeasured(rd.plain(s)) {
		return // 治理面积
	}
	f.subject = s
	g := rd.previous(f)
	if g == nil || g.subject.empty() {
		return
	}
	own, thing := rd.plain(s), rd.textOf(name{g.subject, g.named})
	if rd.r.words.endsMeasured(own) && !rd.r.words.endsMeasured(thing) {
		f.named = thing + own
	}
}

// nameShare names f, of which nothing is said but a word for a share, after what the figure in front measures, or as that share where it is
// one: 税收5亿元，占比64%，比重提高2个百分点.
func (rd *reading) nameShare(f *figure) {
	g := rd.previous(f)
	switch {
	case g == nil, g.subject.empty():
	case rd.isShareAlone(g.subject):
		f.named = g.named
	default:
		f.named = rd.textOf(name{g.subject, g.named}) + rd.plain(f.subject)
	}
}

// isShareAlone reports a name that is nothing but a noun for a share: 占比.
func (rd *reading) isShareAlone(s span) bool {
	const longest = 6 // characters, spaces among them
	if s.end-s.start > longest {
		return false
	}
	own := rd.plain(s)
	return slices.ContainsFunc(rd.r.words.shared, func(n noun) bool { return n.any && n.word == own })
}

func (rd *reading) subject(f *figure) span {
	if k := rd.origin(f); k >= 0 {
		if f.kind == schema.Rank {
			return firstOf(rd.nameBefore(k), rd.former(f))
		}
		return firstOf(rd.nameBefore(k), rd.nameBefore(f.token), rd.former(f))
	}
	if from := rd.before(f.token, func(w *word) bool { return w.origin }); from >= 0 && rd.numbersBetween(from, f.token) == 1 {
		return firstOf(rd.nameBefore(from), rd.former(f)) // the level that a change leads to: 从1.88缩小至1.79
	}
	if f.kind == schema.Ratio && rd.hasOfBehind(f) && rd.headsClause(f.token) {
		return firstOf(rd.nameBefore(f.token), rd.nameAfter(f), rd.former(f)) // 90%以上的贫困户
	}
	switch f.kind {
	case schema.Growth:
		return rd.grown(f)
	case schema.Completion:
		return rd.completed(f)
	case schema.Rank:
		return rd.ranked(f)
	case schema.Ratio:
		return rd.shared(f)
	case schema.Difference:
		return rd.differing(f)
	}
	if s := firstOf(rd.outdone(f), rd.levelOf(f)); !s.empty() {
		return s
	}
	if s := rd.countedAmong(f); !s.empty() {
		return s
	}
	if rd.isOfThose(f) {
		return firstOf(rd.nameAfter(f), rd.formerWhole(f), rd.formerTopic(f), rd.saidOfThose(f))
	}
	if rd.namesBehind(f) {
		return firstOf(rd.nameAfter(f), rd.workAfter(f), rd.nameBefore(f.token), rd.toldToBe(f), rd.counted(f))
	}
	before := rd.nameBefore(f.token)
	if rd.isAt(rd.skipBack(f.Start)-1, signOf) {
		before = firstOf(rd.nameAfter(f), before) // 下达的4.5万亩造林任务
	}
	if g := rd.numberIn(rd.idOf(f) - 1); g.End == before.start && rd.wordEnding(f.Start).conjunction {
		before = span{} // 200亩玉米和500亩蔬菜
	}
	return firstOf(before, rd.nameAfter(f), rd.counted(f))
}

// levelOf returns what f was at another time, if it stands right behind the words for that: 收入5亿元，较上年4亿元增长25%.
func (rd *reading) levelOf(f *figure) span {
	for k := range rd.nearBack(f.token) {
		switch w := rd.wordOf(k); {
		case w.is(classSame):
			return firstOf(rd.nameBefore(k), rd.former(f))
		case !w.fills():
			return span{}
		}
	}
	return span{}
}

// isRateOfChange reports a name that is nothing but a word for how fast something changes: 增速, 降幅.
func (rd *reading) isRateOfChange(s span) bool {
	return rd.wordOver(s).kind == schema.Growth && rd.isAt(s.end-1, signRate)
}

// namesLevel reports a subject that is but the beginning of the name of an aim which something is compared with: 比“十五”计划目标3000亿元.
func (rd *reading) namesLevel(f *figure) bool {
	s := f.subject
	switch rd.wordStarting(s.end).state {
	case schema.Target, schema.Planned:
	default:
		return false
	}
	return s.end <= f.Start && rd.wordEnding(s.start).is(classThan)
}

// outdone returns what exceeds the level in front of f: 比计划3000亿元超过1070亿元.
func (rd *reading) outdone(f *figure) span {
	than := rd.classBefore(f.token, classThan)
	g := rd.previous(f)
	switch {
	case than < 0, g == nil, g.token < than, g.Unit != f.Unit:
		return span{}
	}
	if h := rd.previous(g); h != nil && h.token > than {
		return span{}
	}
	return firstOf(rd.nameBefore(than), rd.former(g))
}

// hasOfBehind reports a figure with 的 behind it, or behind the word that bounds it.
func (rd *reading) hasOfBehind(f *figure) bool {
	end, _ := rd.boundBehind(f)
	if rd.isAt(end, signOf) {
		return true
	}
	return end > f.End && rd.isAt(end-1, signOf)
}

// namesBehind reports a figure whose name stands behind it, where there is one: what is counted or paid, and the sum of a list
// of names (A、B等30公里步道).
func (rd *reading) namesBehind(f *figure) bool {
	switch {
	case f.UnitKind == "count", f.Unit == "" && f.kind == schema.Quantity, rd.wordEnding(rd.tokens[f.token].start).isOf(groupOthers):
		return true
	case rd.wordAt(f.End, func(w *word) bool { return w.money }):
		return true
	}
	return rd.goesOnNaming(f)
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

// differing returns what a difference is of: the name in front of the words for it.
func (rd *reading) differing(f *figure) span {
	if than := rd.classBefore(f.token, classThan); than >= 0 && rd.classBefore(f.token, classEach) > than {
		if s := rd.nameBefore(than); !s.empty() {
			return s
		}
		for g := rd.previous(f); g != nil; g = rd.previous(g) { // 增长8.4%，比全省（7.7%）和全国（7.0%）分别高0.7、1.4个百分点
			if g.token < than {
				return g.subject
			}
		}
	}
	v := rd.verdict(f.token, saysKind)
	if v == nil || v.whole.start >= f.Start {
		return rd.grown(f)
	}
	if s := rd.nameBefore(f.token); s.start <= v.cue.start && v.cue.end+1 < s.end && rd.verdict(f.token, saysBasis) == nil {
		return span{v.cue.end, s.end} // 减少产值1.2亿元, but not 超年度计划4个百分点
	}
	s := rd.nameBefore(rd.tokenFrom(v.whole.start))
	s.end = min(s.end, v.whole.start)
	if s = firstOf(rd.trim(s), rd.former(f)); rd.basisCovers(f, v) {
		return s
	}
	return firstOf(s, rd.grown(f))
}

// basisCovers reports a construction that names what f is compared with, so that no name stands between its words and f: 高于全省平均2.1个百分点.
func (rd *reading) basisCovers(f *figure, v *verdict) bool {
	b := rd.verdict(f.token, saysBasis)
	return b != nil && b.whole == v.whole
}

// counted returns what a figure without a name next to it counts: the subject of the verb in front, or what was
// counted before in the same unit; else the verb itself (处分10人).
func (rd *reading) counted(f *figure) span {
	before := rd.countBefore(f)
	if before.End == f.Start {
		return before.subject // 52种126万株
	}
	verb := rd.verbBefore(f.token)
	alike := rd.formerCounted(f)
	if verb < 0 {
		return firstOf(alike, rd.verbBehind(f), rd.former(f))
	}
	if rd.isOneVerb(alike) || rd.wordOf(verb).money { // 收入93亿元；支出85亿元
		alike = span{}
	}
	if before != &noFigure && rd.wordOf(verb).isOf(groupBenefits) {
		return firstOf(rd.nameBefore(verb), before.subject) // 改造小区12个，惠及1800户
	}
	t := rd.tokens[verb]
	itself, step := span{}, span{}
	if rd.mayCount(rd.word(t)) {
		step = span{t.start, t.end} // 累计摸排3万人次
	}
	if rd.word(t).isParticular() && t.end-t.start > 1 {
		itself = span{t.start, t.end}
		if s := rd.saidOf(verb); !s.empty() {
			itself = s
		}
	}
	named := rd.nameBefore(verb)
	if named.end == named.start+1 && t.start == named.end && rd.word(t).state != "" {
		named.end = t.end // 新造林
	}
	return firstOf(named, rd.doneTo(verb), alike, itself, rd.former(f), step)
}

// countBefore returns the figure in front of f in its sentence where that counts things, or one that is nowhere.
func (rd *reading) countBefore(f *figure) *figure {
	if g := rd.previous(f); g != nil && g.UnitKind == "count" {
		return g
	}
	return &noFigure
}

// verbBehind returns the verb that is all that stands behind a count in its list or clause: 20个村退出、1100人脱贫.
func (rd *reading) verbBehind(f *figure) span {
	t := rd.token(f.token + 1)
	next := rd.token(f.token + 2)
	switch {
	case f.UnitKind != "count", t.start != f.End, !rd.word(t).isParticular(), rd.word(t).state == "":
		return span{}
	case next.kind == markToken && next.start == t.end, t.end == rd.clauseOf(f.token).End:
		return span{t.start, t.end}
	}
	return span{}
}

// saidOf returns what the same verb in a clause in front of it in the sentence is said of: 查处违规问题，累计查处4件; 推进疫苗接种，接种900人.
func (rd *reading) saidOf(verb int) span {
	for c := range rd.clausesBefore(verb) {
		for k := range rd.within(c) {
			t := rd.tokens[k]
			if !t.isWord(rd.tokens[verb].id) {
				continue
			}
			if end := rd.tree.Clauses[c].End; t.end < end && !rd.entryOver(span{t.end, end}).isOf(groupTopic) {
				return rd.trim(span{t.end, end})
			}
			return span{rd.nameBefore(k).start, t.end}
		}
	}
	return span{}
}

// doneTo returns the name that is all of the clause in front of a verb, and ends in what is done: 棚户区改造，基本建成154套.
func (rd *reading) doneTo(verb int) span {
	c := rd.clauseOf(verb).Before
	switch {
	case c == clause.None, !rd.isName(c), !rd.headsClause(verb):
		return span{}
	}
	h := rd.tree.Clauses[c]
	if rd.wordEnding(h.End).breaks != breakLead|breakTail {
		return span{}
	}
	return rd.trim(span{h.Start, h.End})
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
		case w.is(classSame) && rd.isNamedBehind(k, f):
			return rd.nameBefore(first) // 同比起数下降11.4%
		case w.basis != "", w.kind == schema.Growth && rd.leadsTo(k, first, f):
			first = k
		}
	}
	return firstOf(rd.nameBefore(first), rd.namedThen(first), rd.formerThing(f), rd.former(f))
}

// leadsTo reports whether no word that token first leads is parted from token k by more than a space.
func (rd *reading) leadsTo(k, first int, f *figure) bool {
	return first == f.token || rd.adjacent(rd.bracketAhead(rd.tokens[k].end), rd.tokens[first].start) // 同比（下同）下降3.8%
}
