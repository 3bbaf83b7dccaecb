package cell

import (
	"duban/internal/clause"
	"duban/schema"
)

// What figures in front have for a name goes on to those behind that have none.

// former returns the subject of a figure in front of f in its sentence: of the last; for an amount, of the last in the
// same unit if there is one.
func (rd *reading) former(f *figure) span {
	last := rd.previous(f)
	switch {
	case last == nil:
		return span{}
	case f.isRelative(), f.kind == schema.Rank:
		return last.subject
	case rd.goesOnUnnamed(f):
		return span{}
	}
	return firstOf(rd.formerAlike(f), last.subject)
}

// goesOnUnnamed reports an amount that goes on from one of its unit in front of it in its sentence, none of which the sentence names: 建成9所，新增
// 学位2430个，其余3所正在装修.
func (rd *reading) goesOnUnnamed(f *figure) bool {
	for g := range rd.formers(f, mostAhead) {
		if g.Unit == f.Unit {
			return g.subject.empty()
		}
	}
	return false
}

// formerCounted returns what was counted before in the unit of f; a multiple is of the figure in front of it: 人均产值达到3万元，是2017年的2.5倍.
func (rd *reading) formerCounted(f *figure) span {
	if f.UnitKind == "multiple" {
		return rd.former(f)
	}
	return rd.formerAlike(f)
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

// formerWhole returns the subject of the last figure in the unit of f in front of it in its sentence of the things of which f counts those
// that something is so of: 66件信访件，已办结的有19件.
func (rd *reading) formerWhole(f *figure) span {
	for g := range rd.formers(f, mostAhead) {
		switch {
		case g.Unit != f.Unit, g.Value.Cmp(&f.Value) < 0, rd.isOfThose(g), rd.isOneVerb(g.subject):
		default:
			return g.subject
		}
	}
	return span{}
}

// countedAmong returns the things that the clause in front of f is about, where its own says what became of so many of them and names none
// itself: 12个国考断面中，水质达标11个; but not 86个项目中，工业项目竣工30个.
func (rd *reading) countedAmong(f *figure) span {
	g := rd.previous(f)
	switch {
	case g == nil, !rd.inClauseBehind(f, g), !rd.isAmong(g), g.Unit != f.Unit, g.subject.end-g.subject.start < 2:
		return span{}
	case rd.wordEnding(f.Start).step != done:
		return span{}
	}
	own, all := rd.nameBefore(f.token-1), g.subject
	if holdsAt(rd.text, max(own.end-2, own.start), rd.piece(all.end-2, all.end)) {
		return span{}
	}
	return all
}

// isOfThose reports a figure that counts those of the things spoken of of which something is so: 已办结的有19件.
func (rd *reading) isOfThose(f *figure) bool {
	if at := rd.bracketBack(f.Start); at < f.Start && rd.isAt(at-1, signOf) {
		return true // 已办结的（A类）19件
	}
	for k := range rd.nearBack(f.token) {
		switch t := rd.tokens[k]; {
		case rd.isAt(t.start, signOf) && t.end == t.start+1:
			return k+1 < f.token
		case !rd.isFiller(t):
			return false
		}
	}
	return false
}

// formerThing returns the subject of the last figure in front of f in its sentence that is no share of an aim, which itself does not
// change: 完成投资1.8亿元，占年度计划的72%，增长12.4%.
func (rd *reading) formerThing(f *figure) span {
	for g := range rd.formers(f, mostAhead) {
		switch {
		case rd.namesTarget(g.subject), rd.isAside(g, f):
		default:
			return g.subject
		}
	}
	return span{}
}

// formerAmount returns the subject of the last quantity in front of f in its sentence that is no aim.
func (rd *reading) formerAmount(f *figure) span {
	for g := range rd.formers(f, mostAhead) {
		switch {
		case g.kind != schema.Quantity, g.state == schema.Target, rd.namesTarget(g.subject), rd.isAside(g, f):
		default:
			return g.subject
		}
	}
	return span{}
}

// isAside reports a figure in a bracket that is closed in front of f: 收案32万件（不含旧存2万件），下降1.3%.
func (rd *reading) isAside(g, f *figure) bool {
	c := rd.clauseOf(g.token)
	return c.Level == clause.Bracket && c.End < f.Start
}

// namesTarget reports a name that is that of an aim: 年度计划.
func (rd *reading) namesTarget(s span) bool { return rd.wordEnding(s.end).state == schema.Target }

// formerTopic returns what the sentence in front of that of f, which names nothing, begins with: 全市实现生产总值385亿元。按可比价格计算，增长5.2%.
func (rd *reading) formerTopic(f *figure) span {
	if rd.field != schema.FieldText {
		return span{}
	}
	own, topic := rd.sentenceOf(f.token), span{}
	for k := range rd.steps(f.token-1, -1, func(k int) bool { return k > f.token-mostReach && rd.text[rd.tokens[k].start] != '\n' }) {
		g, sentence := rd.figureOf(k), rd.sentenceOf(k)
		switch {
		case sentence < own-1:
			return topic
		case g != nil && sentence == own-1:
			topic = g.subject
		}
	}
	return topic
}

// ledBy returns the name that leads the paragraph of f as a sentence of its own behind the mark of a point, or stands in the line above:
// （二）规模以上工业增加值。增长6.8%.
func (rd *reading) ledBy(f *figure) span {
	own := rd.tokens[f.token].clause
	above := false
	for c := own; c >= 0 && own-c < mostReach; c-- {
		h := &rd.tree.Clauses[c]
		switch {
		case h.Level != clause.Text, !rd.startsLine(h.Start):
		case rd.isLead(c, above):
			return rd.trim(span{rd.markEnd(c), h.End})
		case above:
			return span{}
		default:
			above = true
		}
	}
	return span{}
}

// isLead reports a clause that is a whole sentence or line without a figure, and no more than a name behind the mark of a point; a heading
// may do without the mark.
func (rd *reading) isLead(c int32, line bool) bool {
	h := &rd.tree.Clauses[c]
	switch {
	case h.Before != clause.None, h.After != clause.None, h.End-h.Start > longestHeading, rd.figuresIn(c) > 0:
		return false
	}
	if line {
		return rd.endsLine(h.End) && rd.isName(c)
	}
	return endsSentence(rd.at(h.End)) && rd.markEnd(c) > h.Start && rd.isName(c)
}

// markEnd returns where the number of a point ends that a clause begins with, （二）or 3., or where the clause begins.
func (rd *reading) markEnd(c int32) int {
	at := rd.tree.Clauses[c].Start
	for k := range rd.upTo(rd.tokenFrom(at), at+longestMark) {
		if n := rd.numberOf(k); n.role == mark {
			return n.End
		}
	}
	return at
}

// longestMark is how many characters stand in front of the number of a point at most: （ and a space.
const longestMark = 2
