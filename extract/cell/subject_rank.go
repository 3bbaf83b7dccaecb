package cell

import (
	"duban/extract/number"
	"duban/internal/clause"
)

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
		return firstOf(rd.rankedHere(k, f), rd.rankedBefore(k), rd.former(f))
	}
	place := rd.nameBefore(f.token)
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

// rankedBefore returns the name in front of the word for a rank, past the places that the thing is ranked among: 总量在全省91个县中排名第一.
func (rd *reading) rankedBefore(k int) span {
	s := rd.nameBefore(k)
	if number.Digit(rd.at(s.start)) >= 0 && rd.isAt(s.end-1, signArea) {
		return span{} // 六县市排名第五
	}
	many := rd.figureOf(rd.tokenEnding(s.start))
	if many == nil || !rd.isAt(rd.skip(rd.bracketAhead(s.end)), signAmong) {
		return s
	}
	for i := range rd.inFront(many.token) {
		if rd.wordOf(i).isOf(groupToward) {
			s = rd.nameBefore(i)
			if rd.entryOver(s).head {
				s = span{} // 总量
			}
			return firstOf(s, rd.former(many))
		}
	}
	return rd.former(many)
}

// rankedHere returns what stands between the word for a rank, or the rank in front of it, and the rank, if it is no place that the thing
// is ranked in: 位居全国投资潜力第3、科技创新第6.
func (rd *reading) rankedHere(k int, f *figure) span {
	g, isList, goesOn := rd.numberIn(rd.idOf(f)-1), false, false
	s := span{rd.tokens[k].end, f.Start}
	switch {
	case g.is(counts, 0) && g.kind == f.kind && g.token > k:
		s.start, isList = g.End+1, true
		goesOn = g.subject.start > rd.tokens[k].start // 科技创新第6、工业百强第7
	case rd.idOf(f)+1 < len(rd.numbers):
		next := &rd.numbers[rd.idOf(f)+1]
		isList = areFigures(f, next) && next.kind == f.kind && rd.tokens[next.token].clause == rd.tokens[f.token].clause
	}
	whole := s.start
	for w, end := rd.longest(s.start); w.isOf(groupOurs | groupScope); w, end = rd.longest(s.start) {
		s.start = end
	}
	const shortest = 3
	s = rd.trim(s)
	switch {
	case s.end-s.start < shortest, !isList && s.start == whole, !goesOn && rd.isAt(s.end-1, signAmid):
		return span{}
	case rd.figureWithin(s.start, s.end):
		return span{}
	}
	return s
}
