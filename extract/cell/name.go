package cell

import (
	"iter"
	"strings"
	"unicode/utf8"

	"duban/internal/char"
	"duban/internal/clause"
	"duban/schema"
)

// A name is a noun phrase: it ends in front of a figure or word, or begins behind one, and goes as far as no word parts it.

// nameBefore returns the name that ends in front of token i: as far to the front as no word parts it.
func (rd *reading) nameBefore(i int) span {
	k := i
	for n := range rd.nearBack(i) { // words between the name and the figure: 为, 达到, 约
		if !rd.isFiller(rd.tokens[n]) && !rd.datesBase(n) {
			break
		}
		k = n
	}
	s := span{rd.clauseOf(i).Start, rd.tokens[k].start}
	for n := range rd.back(k) {
		if rd.cutsName(n, rd.bracketBack(s.end)) {
			s.start = rd.tokens[n].end
			break
		}
	}
	return rd.widen(rd.trim(s))
}

// widen adds to a name that is nothing but the noun for what is measured what stands in front of the place that it is measured in
// (生产总值在全市占比), and to one with 的 what stands in front of the word that leads to it (服务业对经济增长的贡献率).
func (rd *reading) widen(s span) span {
	k := rd.tokenEnding(s.start)
	if rd.entryOver(s).kind == schema.Ratio {
		for rd.wordOf(k).isOf(groupOurs) && rd.touches(k-1) {
			k--
		}
	} else if !rd.hasOf(s) {
		return s
	}
	if !rd.wordOf(k).isOf(groupToward) {
		return s
	}
	if more := rd.nameBefore(k); !more.empty() && more.end == rd.tokens[k].start {
		return span{more.start, s.end}
	}
	return s
}

// hasOf reports a name with 的 within.
func (rd *reading) hasOf(s span) bool {
	for i := s.start + 1; i < s.end-1; i++ {
		if rd.isAt(i, signOf) {
			return true
		}
	}
	return false
}

// datesBase reports a date that says by what the figure behind it is measured: 总产值是2022年的2.4倍.
func (rd *reading) datesBase(k int) bool {
	t := rd.tokens[k]
	return t.kind == dateToken && rd.isAt(t.end, signOf) && rd.isFiller(rd.token(k-1)) && rd.touches(k-1)
}

// totalsNext reports a word that parts names and bounds nothing, in front of a figure: 共, 合计.
func (rd *reading) totalsNext(k int) bool {
	w := rd.wordOf(k)
	switch {
	case w.breaks != breakAll, w.before != "":
		return false
	}
	return rd.isFigure(k + 1)
}

// cutsName reports a token in front of which a name that ends at a place cannot begin.
func (rd *reading) cutsName(k, end int) bool {
	t := rd.tokens[k]
	switch {
	case !rd.parts(t), rd.isNoun(k):
		return false
	}
	return t.kind != wordToken || !rd.isHead(t.end, end)
}

// isHead reports a piece too short to be a name by itself, so that a verb in front of it is part of the name: the 点 of
// 安置点, the 占比 of 研发投入占比.
func (rd *reading) isHead(start, end int) bool {
	if start >= end-1 {
		return start == end-1
	}
	w, to := rd.longest(start)
	switch {
	case to != end:
		return false
	case w.head, w.kind == schema.Ratio:
		return true
	}
	return w.kind == schema.Growth && rd.isAt(end-1, signRate) // the 增速 of 研发投入增速
}

// isHeadNoun reports a piece that is a noun which names something only with what stands in front: the 总量 of 支出总量.
func (rd *reading) isHeadNoun(start, end int) bool {
	return rd.entryOver(span{start, end}).head
}

// isFiller reports words between a name and its figure, or its verb.
func (rd *reading) isFiller(t token) bool { return rd.word(t).fills() }

// namedBy reports whether a number is part of a name that goes on behind it: 一般公共预算, 5A级景区, but not the last of the lines
// 599B、2754.
func (rd *reading) namedBy(t token) bool {
	switch rd.numbers[t.id].role {
	case part, trait, session, absent:
		return true
	case code:
		switch after := rd.at(t.end); {
		case isLetter(after), isLetter(rd.at(t.start - 1)): // CR8
			return true
		case after == 0, rd.is(after, signList):
			return false
		}
		return isLetter(rd.at(t.end - 1))
	}
	return false
}

// parts reports a token that can be no part of a name.
func (rd *reading) parts(t token) bool {
	switch t.kind {
	case markToken, dateToken:
		return true
	case numberToken:
		return !rd.namedBy(t)
	case wordToken:
		switch w := rd.word(t); {
		case w.is(classParts):
			return true
		case w.after != "":
			return rd.endsFigure(t.start)
		}
	}
	return false
}

// endsFigure reports whether a number ends at i, so that 以上 behind it bounds it; in 硕士以上 it is part of a name.
func (rd *reading) endsFigure(i int) bool { return rd.token(rd.tokenEnding(i)).kind == numberToken }

// nameAfter returns the name behind a figure: up to the next word that parts it, or a verb.
func (rd *reading) nameAfter(f *figure) span { return rd.nameBehind(f, mostChained) }

// mostChained is how many figures may stand between a figure and its name without a word: 8条10公里道路.
const mostChained = 3

func (rd *reading) nameBehind(f *figure, chained int) span {
	start, k := f.End, f.token+1
	if rd.near(f.token) && rd.wordOf(k).after != "" {
		start = rd.tokens[k].end
		k++
	}
	if f.isRate() && rd.isAt(start, signOf) {
		start++ // 90%以上的贫困户
	}
	if f.UnitKind == "count" && rd.totalsNext(k) && rd.adjacent(start, rd.tokens[k].start) {
		start = rd.tokens[k].end // 27条共320公里水泥路
		k++
	}
	if g := rd.numberOf(k); g.role == indicator && rd.adjacent(start, g.Start) {
		if chained == 0 {
			return span{}
		}
		return rd.nameBehind(g, chained-1)
	}
	if rd.wordStarting(start).step == done && !rd.isNoun(k) {
		return span{} // 1座完成招标
	}
	if rd.wordStarting(start).conjunction {
		return span{} // 文化馆1个和文化站22个
	}
	c := rd.clauseOf(f.token)
	start = rd.attributes(start, c.End) // 203个在建重点项目
	end := c.End
	for n := range rd.upTo(rd.tokenFrom(start), c.End) {
		if !rd.namesSort(n, start) && rd.endsAt(n, f, start) { // 196个省、市重点项目
			if end = rd.tokens[n].start; rd.isRankWord(n) && rd.isAt(end-1, signAmong) {
				end-- // 16个设区市中居第5位
			}
			break
		}
	}
	s := rd.trim(span{start, rd.didTo(start, end)})
	switch last := rd.tokenEnding(end); {
	case !s.empty(), end != c.End, !rd.wordOf(last).is(classPlain), rd.tokens[last].start <= start:
		return s
	}
	return rd.trimSigns(span{start, end}) // 2次工作对接
}

// didTo returns the place in front of the first verb of several in a row of words that ends in one: 60个排污口排查溯源和整改.
func (rd *reading) didTo(start, end int) int {
	last := rd.tokenEnding(end)
	switch w := rd.wordOf(last); {
	case w.state == "" && w.breaks&breakLead == 0, rd.isNoun(last):
		return end
	}
	for k := range rd.upTo(rd.tokenFrom(start+2), end) {
		if rd.wordOf(k).is(classVerb) && !rd.isNoun(k) {
			return rd.tokens[k].start
		}
	}
	return end
}

// endsAt reports a token in front of which the name of f ends that begins at a place.
func (rd *reading) endsAt(k int, f *figure, start int) bool {
	t := rd.tokens[k]
	switch {
	case t.kind == openToken && rd.at(t.start) != '“':
		return true
	case t.clause != rd.tokens[f.token].clause:
		return false
	case rd.isRankWord(k):
		return true
	case rd.parts(t) && !rd.endsName(k, start, rd.clauseOf(f.token).End):
		return true
	case t.start < start+2:
		return false
	case rd.word(t).breaks&breakNone != 0, rd.word(t).amount && rd.word(rd.token(k+1)).money: // 5个园区实现增加值
		return true
	case t.end == t.start+1 && rd.isAt(t.start, signAmong) && rd.near(k): // 30项实事中已完成20项
		return true
	case rd.word(t).kind == schema.Rank && t.end > t.start+1: // 5家企业位列百强
		return true
	case f.UnitKind == "count" && rd.isRateWord(t): // 6个乡镇完成率低于80%
		return true
	}
	return rd.isPredicate(k, start)
}

// isRateWord reports a word for a rate: 完成率.
func (rd *reading) isRateWord(t token) bool {
	switch rd.word(t).kind {
	case schema.Completion, schema.Ratio:
		return rd.isAt(t.end-1, signRate)
	}
	return false
}

// isRankWord reports a word by which a thing has a place in an order: 居.
func (rd *reading) isRankWord(k int) bool { return rd.wordOf(k).is(classRank) }

// namesSort reports a mark of lists behind a name of one character for a sort of things, in front of another such name.
func (rd *reading) namesSort(k, start int) bool {
	t := rd.tokens[k]
	if t.start != start+1 || clause.Kind(rd.at(t.start)) != clause.Item {
		return false
	}
	return rd.isAt(start, signSort) && rd.numberOf(k+1).Start != t.end
}

// withoutVerbs returns a name without the verbs at its end: 护栏 of 护栏安装.
func (rd *reading) withoutVerbs(s span) span {
	for k := range rd.chainBack(s.end) {
		start := rd.tokens[k].start
		if start <= s.start+1 || rd.wordOf(k).breaks&breakLead == 0 {
			break
		}
		s.end = start
	}
	return s
}

// attributes returns the end of the plain verbs at a place that stand in front of a noun and tell more of it; the place, where
// none do.
func (rd *reading) attributes(start, end int) int {
	past := start
	for k := range rd.chain(start) {
		if !rd.wordOf(k).is(classPlain) {
			break
		}
		past = rd.tokens[k].end
	}
	next := end
	if t := rd.token(rd.tokenFrom(past)); t.start >= 0 {
		next = min(end, t.start)
	}
	if next < past+2 || !char.IsIdeograph(rd.at(past)) {
		return start
	}
	return past
}

// endsName reports a verb that is used as a noun, because the name would be too short without it and nothing follows:
// 2次工作对接.
func (rd *reading) endsName(k, start, end int) bool {
	t := rd.tokens[k]
	if t.end != end || !rd.word(t).is(classPlain) {
		return false
	}
	return rd.trim(span{start, t.start}).empty()
}

// isPredicate reports a verb behind a name of at least two characters that no noun follows: 4所中小学新建. With one
// behind it the verb is part of the name: 政务服务事项.
func (rd *reading) isPredicate(k, start int) bool {
	t := rd.tokens[k]
	return rd.word(t).breaks&breakLead != 0 && t.start >= start+2 && rd.near(k)
}

// trim takes off what is no part of a name at its two ends: white space, and words that lead to it or follow it.
func (rd *reading) trim(s span) span {
	for was := (span{}); s != was; {
		was = s
		s = rd.trimLabel(rd.trimSigns(s))
		if s.empty() {
			break
		}
		if t := rd.tokenStarting(s.start); rd.leadsName(t, s) {
			s.start = t.end
		}
		if k := rd.tokenEnding(s.end); rd.token(k).start >= s.start && rd.trails(k, s) {
			s.end = rd.token(k).start
		}
	}
	return s
}

// trimLabel takes off a label in brackets that the line begins with: 【目标任务】新建幼儿园.
func (rd *reading) trimLabel(s span) span {
	if s.empty() || !strings.ContainsRune(char.OpenBrackets, rd.at(s.start)) || !rd.startsLine(s.start) {
		return s
	}
	for end := s.start + 1; end < s.end; end++ {
		if clause.Kind(rd.at(end)) == clause.Close {
			s.start = end + 1
			break
		}
	}
	return s
}

// needsVerb reports a name that is none without the verb that it begins with: 参保人数, 慰问金.
func (rd *reading) needsVerb(verb token, s span) bool {
	switch {
	case rd.isHeadNoun(verb.end, s.end):
		return true
	case verb.end+1 != s.end, verb.end == verb.start+1:
		return false
	}
	return rd.word(verb).isParticular()
}

// trimSigns takes off white space, the dashes that open a point, and the sign behind the mark of one.
func (rd *reading) trimSigns(s span) span {
	for !s.empty() && (endsMark(rd.at(s.start)) || char.IsDash(rd.at(s.start))) {
		s.start++
	}
	for !s.empty() && (isBlank(rd.at(s.end-1)) || rd.is(rd.at(s.end-1), signDenied)) {
		s.end--
	}
	return s
}

// leadsName reports a word at the front of s that is no part of the name behind it, were it one for an aim in front of what is to be done:
// 年度计划新增绿地.
func (rd *reading) leadsName(t token, s span) bool {
	switch {
	case t.end > s.end:
		return false
	case rd.leads(t):
		return !rd.needsVerb(t, s)
	case t.end == s.end, !rd.word(t).isAhead():
		return false
	}
	return rd.leads(rd.tokenStarting(t.end))
}

// leads reports a word that is no part of the name behind it.
func (rd *reading) leads(t token) bool {
	w := rd.word(t)
	switch {
	case rd.isNounToken(t):
		return false
	case w.conjunction:
		return true
	}
	return w.breaks&(breakLead|breakAll) != 0
}

// trails reports a word at the end of s that is no part of the name in front of it.
func (rd *reading) trails(k int, s span) bool {
	w := rd.wordOf(k)
	switch {
	case rd.isNoun(k), rd.tokens[k].start == s.start && w.breaks != breakTail, rd.isTurning(k):
		return false
	case w.conjunction, w.breaks&(breakTail|breakAll) != 0, w.all:
		return true
	case w.state == "":
		return false
	}
	return w.step != noStep
}

// isTurning reports a noun for work at token k that a character in front makes part of its name: 适老化改造.
func (rd *reading) isTurning(k int) bool {
	return rd.wordOf(k).breaks == breakLead|breakTail && rd.isAt(rd.tokens[k].start-1, signTurned)
}

// isNoun reports a verb that is part of a rate's name: 推进率, 开工率.
func (rd *reading) isNoun(k int) bool { return rd.isNounToken(rd.tokens[k]) }

func (rd *reading) isNounToken(t token) bool { return rd.isAt(t.end, signNoun) }

// isOneVerb reports a subject that is nothing but a verb: 处分10人.
func (rd *reading) isOneVerb(s span) bool {
	t := rd.tokenStarting(s.start)
	w := rd.word(t)
	switch {
	case t.end != s.end:
		return false
	case w.breaks&breakLead != 0:
		return true
	case w.state == schema.Target:
		return false
	}
	return w.state != ""
}

// plain returns a subject as text, without what stands in brackets and without the figures in it.
func (rd *reading) plain(s span) string {
	var sb strings.Builder
	from := s.start
	for start, end := range rd.plainPieces(s) {
		if start == s.start && end == s.end {
			return rd.printed(start, end)
		}
		sb.Grow(utf8.UTFMax * (s.end - from))
		for _, c := range rd.piece(start, end) {
			sb.WriteRune(c)
		}
		from = s.end
	}
	return sb.String()
}

// saysPlain reports whether anything is left of a subject as plain has it.
func (rd *reading) saysPlain(s span) bool {
	for range rd.plainPieces(s) {
		return true
	}
	return false
}

// plainPieces yields the pieces of a subject between brackets, figures and blanks.
func (rd *reading) plainPieces(s span) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		depth, begin := 0, s.start
		for i := s.start; i < s.end; i++ {
			end, after := i, i+1
			if n := rd.figureAt(i); n != nil && n.End <= s.end {
				after = n.End
			} else {
				switch c := rd.at(i); {
				case char.IsOpeningBracket(c):
					depth++
				case char.IsClosingBracket(c):
					depth--
				case depth <= 0 && !isBlank(c):
					continue
				}
			}
			if end > begin && !yield(begin, end) {
				return
			}
			begin, i = after, after-1
		}
		if s.end > begin {
			yield(begin, s.end)
		}
	}
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
