package cell

import (
	"duban/internal/clause"
	"duban/schema"
)

// This file finds the relations that ask for what the judgements say: of parts to their wholes, and of differences to the levels
// that they are measured from.

// mostBetween is how many figures may stand between a part and its whole.
const mostBetween = 60

// wholes gives the first figure of a clause that opens with the word for a part what it is a part of: 办结16件，其中旧存9件. It
// comes behind the judgements, since it asks what counts things.
func (rd *reading) wholes() {
	last := clause.None // of which the first figure was seen
	for i := range rd.numbers {
		f := &rd.numbers[i]
		if f.role != indicator || rd.stopped() {
			continue
		}
		own := rd.tokens[f.token].clause
		isFirst := own != last
		last = own
		if f.of != nil || !isFirst || !f.countsThings() || rd.namesSize(i) || !rd.opensPart(own) {
			continue
		}
		if g := rd.wholeOf(i); g != nil {
			f.of, f.relation = g, schema.RelationWhole
		}
	}
}

// countsThings reports a single quantity.
func (f *figure) countsThings() bool { return f.kind == schema.Quantity && !f.Range }

// namesSize reports a figure that says how large the things are that the next figure of its clause counts: 10亿元以上项目2个.
func (rd *reading) namesSize(i int) bool {
	f := &rd.numbers[i]
	if f.modifier == "" || i+1 == len(rd.numbers) {
		return false
	}
	next := &rd.numbers[i+1]
	return next.Unit != f.Unit && rd.tokens[next.token].clause == rd.tokens[f.token].clause
}

// opensPart reports a clause that begins with a word for a part, or stands behind a colon that such a word stands in front of.
func (rd *reading) opensPart(id int32) bool {
	c := &rd.tree.Clauses[id]
	if k := rd.tokenFrom(rd.skip(c.Start)); k < len(rd.tokens) && rd.tokens[k].start == rd.skip(c.Start) && rd.isPartWord(k) {
		return true
	}
	if c.Head == clause.None || rd.tree.Clauses[c.Head].End+1 != c.Start {
		return false
	}
	k := rd.tokenFrom(c.Start-1) - 1
	return k >= 0 && rd.tokens[k].end == c.Start-1 && rd.isPartWord(k)
}

func (rd *reading) isPartWord(k int) bool { return rd.classesOf(k)&rd.r.words.partly != 0 }

// wholeOf returns the largest count of its unit in front of number i in its sentence; nil where the clause in front counts
// something else of which it may be a part as well: 留言15件；来电80个，其中转办20件.
func (rd *reading) wholeOf(i int) *figure {
	f := &rd.numbers[i]
	sentence := rd.sentenceOf(f.token)
	var whole *figure
	for k := i - 1; k >= max(0, i-mostBetween) && rd.sentenceOf(rd.numbers[k].token) == sentence; k-- {
		g := &rd.numbers[k]
		switch {
		case g.role != indicator || !g.countsThings():
		case g.Unit != f.Unit:
			if whole == nil && rd.isCountedRightBefore(g, f) {
				return nil
			}
		case whole == nil || g.Value.Cmp(&whole.Value) >= 0:
			whole = g
		}
	}
	return whole
}

// isCountedRightBefore reports a count in the clause in front of a part that is large enough to hold it.
func (rd *reading) isCountedRightBefore(g, f *figure) bool {
	return rd.clauseOf(f.token).Before == rd.tokens[g.token].clause && g.Value.Cmp(&f.Value) >= 0
}

// levels gives differences the level that stands in the bracket in front of them: 比去年同期（24.1%）高5.4个百分点.
func (rd *reading) levels() {
	for i := 1; i < len(rd.numbers); i++ {
		f, g := &rd.numbers[i], &rd.numbers[i-1]
		if f.role == indicator && f.kind == schema.Difference && f.of == nil && rd.isMeasuredFrom(g, f) {
			f.of, f.relation = g, schema.RelationAnchor
		}
	}
}

// isMeasuredFrom reports a share in a bracket of the clause in which a difference in points is counted behind it.
func (rd *reading) isMeasuredFrom(g, f *figure) bool {
	c := rd.clauseOf(g.token)
	if g.role != indicator || g.UnitKind != "rate" || f.UnitKind != "point" {
		return false
	}
	return c.Level == clause.Bracket && c.Parent == rd.tokens[f.token].clause
}
