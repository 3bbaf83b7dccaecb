package cell

import (
	"slices"

	"duban/extract/number"
	"duban/internal/clause"
	"duban/schema"
)

// What figures without a name of their own are about, as other clauses tell it.

// spokenOf returns what a figure without any name of its own is about: what its bracket hangs on, what stands behind the
// colon, or the head of its list.
func (rd *reading) spokenOf(f *figure) span {
	c := rd.clauseOf(f.token)
	if c.Level == clause.Bracket {
		if f.of != nil && f.of.token < rd.tokenFrom(c.Open) && !f.of.subject.empty() {
			return f.of.subject
		}
		if s := rd.nameBefore(rd.tokenFrom(c.Open)); !s.empty() {
			return s
		}
	}
	if head := rd.headOf(f.token); head != clause.None {
		h := rd.tree.Clauses[head]
		if rd.wordEnding(h.End).heading == "" { // 进展情况：
			return rd.trim(span{h.Start, h.End})
		}
	}
	return span{}
}

// bracketed returns the name right in front of the bracket that f stands in, where that names nothing itself: 公厕改造（完成45%）.
func (rd *reading) bracketed(f *figure) span {
	c := rd.clauseOf(f.token)
	switch {
	case c.Level != clause.Bracket, f.subject.start >= c.Open, f.named != "":
		return span{}
	}
	s := rd.nameBefore(rd.tokenFrom(c.Open))
	if rd.figureWithin(s.start, c.Open) {
		return span{}
	}
	return s
}

// withVerbs returns a name with the verbs that were taken off its front: 治理面积.
func (rd *reading) withVerbs(s span) span {
	for k := range rd.chainBack(s.start) {
		if rd.wordOf(k).breaks&breakLead == 0 {
			break
		}
		s.start = rd.tokens[k].start
	}
	return s
}

// pointTopic returns what the point of a list that f stands in begins with, where that is a clause without a figure right in front:
// （3）新增规上企业，目标15家.
func (rd *reading) pointTopic(f *figure) span {
	c := rd.clauseOf(f.token).Before
	if c == clause.None || rd.figuresIn(c) > 0 {
		return span{}
	}
	at := rd.markEnd(c)
	if at == rd.tree.Clauses[c].Start {
		return span{}
	}
	return rd.trim(span{at, rd.tree.Clauses[c].End})
}

// topicOf returns the topic that a clause without a figure names in front of f in its sentence: 生产总值方面，降幅收窄2个百分点.
func (rd *reading) topicOf(f *figure) span {
	for c := range rd.clausesBefore(f.token) {
		if k := rd.tokenEnding(rd.tree.Clauses[c].End); rd.wordOf(k).isOf(groupTopic) && rd.figuresIn(c) == 0 {
			return rd.nameBefore(k)
		}
	}
	return span{}
}

// saidBecome returns what the clause in front of f, which has no figure, says something of: 未成年人犯罪人数减少，共210人.
func (rd *reading) saidBecome(f *figure) span {
	c := rd.clauseOf(f.token).Before
	switch {
	case c == clause.None, rd.figuresIn(c) > 0, !rd.headsClause(f.token):
		return span{}
	}
	k := rd.tokenEnding(rd.tree.Clauses[c].End)
	if w := rd.wordOf(k); w.kind == "" && w.state == "" {
		return span{}
	}
	return rd.nameBefore(k)
}

// saidOfThose returns what is so of the things that f counts: 正常推进 of 正常推进的有4项.
func (rd *reading) saidOfThose(f *figure) span {
	if s := rd.nameBefore(f.token); rd.isAt(rd.skip(s.end), signOf) && s.end-s.start > shortestSaid {
		return s
	}
	s := span{rd.clauseOf(f.token).Start, f.Start}
	for k := range rd.nearBack(f.token) {
		if s.end = rd.tokens[k].start; rd.isAt(s.end, signOf) {
			break
		}
	}
	if at := rd.bracketBack(f.Start); at < f.Start {
		s.end = at - 1
	}
	for k := range rd.chain(rd.skip(s.start)) {
		if w := rd.wordOf(k); w.is(classSays) || w.breaks&(breakLead|breakAll) == 0 {
			break
		}
		s.start = rd.tokens[k].end // 其中
	}
	return rd.trimSigns(s)
}

const shortestSaid = 3 // characters that say by themselves what is so of things

// askedBefore returns what the clause in front of f asks for, in a cell of aims: 建设公厕，6月底前完成4座.
func (rd *reading) askedBefore(f *figure) span {
	c := rd.clauseOf(f.token).Before
	switch {
	case rd.field != schema.FieldTarget, c == clause.None, rd.figuresIn(c) > 0:
		return span{}
	}
	h := rd.tree.Clauses[c]
	s := span{h.Start, h.End}
	for k := range rd.within(c) {
		if rd.cutsName(k, s.end) {
			s.start = rd.tokens[k].end
		}
	}
	return rd.trim(s)
}

// namesListed returns the names of a list that a clause ends with: 甲镇、乙镇进度较快，分别为90%、65%; 最低的2个依次是甲镇和乙镇，分别为90%、65%.
func (rd *reading) namesListed(c int32) []span {
	if c == clause.None || rd.extents[c].end-rd.extents[c].first > mostReach {
		return nil
	}
	at, listed := rd.tree.Clauses[c].Start, false
	for i := range rd.within(c) {
		if rd.isFigure(i) || rd.wordOf(i).copula {
			at, listed = rd.tokens[i].end, false
		}
		listed = listed || rd.joinsNames(i)
	}
	if !listed {
		return nil
	}
	var names []span
	for i := range rd.within(c) {
		if t := rd.tokens[i]; t.start >= at && rd.joinsNames(i) {
			names, at = append(names, rd.trim(span{at, t.start})), t.end
		}
	}
	return append(names, rd.trim(span{at, rd.tree.Clauses[c].End}))
}

// joinsNames reports what stands between the names of a list.
func (rd *reading) joinsNames(k int) bool {
	t := rd.tokens[k]
	if t.kind == markToken {
		return clause.Kind(rd.at(t.start)) == clause.Item
	}
	return rd.word(t).conjunction
}

// namedThen returns the name in front of a date that stands right in front of token k: 工业增加值8月增长8.9%.
func (rd *reading) namedThen(k int) span {
	for n := range rd.nearBack(k) {
		if rd.tokens[n].kind == dateToken {
			return rd.nameBefore(n)
		}
		if !rd.wordOf(n).is(classParts) {
			break
		}
	}
	return span{}
}

// toldToBe returns what a figure is said to be, where that is all that its clause says: 14宗为产业项目.
func (rd *reading) toldToBe(f *figure) span {
	c := rd.clauseOf(f.token)
	if k := f.token + 1; rd.near(f.token) && rd.wordOf(k).copula && rd.tokens[k].clause == rd.tokens[f.token].clause {
		return rd.trim(span{rd.tokens[k].end, c.End})
	}
	return span{}
}

// workAfter returns the word for work behind a figure of which what stands in front only says what sort it is: 无法完成的8项工作.
func (rd *reading) workAfter(f *figure) span {
	t := rd.tokenStarting(f.End)
	if !rd.isAt(rd.skipBack(f.Start)-1, signOf) || rd.word(t).breaks != breakTail {
		return span{}
	}
	return span{t.start, t.end}
}

// isOrdinalItem reports a numeral in front of a mark of lists that stands for a thing of the list: 第一、第二、第三产业.
func (rd *reading) isOrdinalItem(t token) bool {
	if t.kind != numberToken || !rd.isAt(t.end, signList) {
		return false
	}
	f := &rd.numbers[t.id]
	return f.role != indicator && (f.Form == number.Ordinal || f.Chinese && f.Unit == "")
}

// withLastNoun returns one of several names with the noun that the last of them has for all: 省级 of 省级、国家级实验室, 城镇 of
// 城镇、农村居民人均可支配收入; or "" where that is not sure.
func (rd *reading) withLastNoun(names []span, i int) string {
	last := len(names) - 1
	switch {
	case last == 0, names[i].empty(), names[last].end-names[last].start > longestShared:
		return ""
	}
	name, whole := rd.piece(names[i].start, names[i].end), rd.piece(names[last].start, names[last].end)
	first := rd.tokenStarting(names[0].start)
	if first.end == names[0].end && rd.isOrdinalItem(first) {
		return rd.ordinalName(names[0], name, whole)
	}
	if i == last {
		return ""
	}
	if end := name[len(name)-1]; rd.is(end, signSort) {
		if at := slices.Index(whole, end); at >= 0 && at+2 < len(whole) {
			return string(name) + string(whole[at+1:])
		}
		return ""
	}
	if len(whole) < len(name)+2 {
		return ""
	}
	both := string(name) + string(whole[len(name):])
	if _, known := rd.r.measures[both]; known {
		return both
	}
	return ""
}

// ordinalName returns a name that begins with a numeral, of a list the last of which is whole: 第一、二、三产业增加值.
func (rd *reading) ordinalName(first span, name, whole []rune) string {
	nth := rd.piece(first.start, max(first.start, first.end-1)) // 第
	name = slices.Clone(name)
	for _, part := range []*[]rune{&name, &whole} {
		if len(nth) > 0 && holdsAt(*part, 0, nth) {
			*part = (*part)[len(nth):]
		}
	}
	if len(name) == 0 || len(whole) <= len(name) {
		return ""
	}
	return string(nth) + string(name[:1]) + string(whole[1:])
}

const longestShared = 20 // characters of a name whose noun belongs to those in front of it
