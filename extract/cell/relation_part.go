package cell

import (
	"slices"

	"duban/internal/clause"
	"duban/schema"
)

// Parts hang on the whole that they are parts of.

// mostBetween is how many figures may stand between a part and its whole.
const mostBetween = 60

// wholes gives the first figure of a clause that opens with the word for a part what it is a part of: 办结16件，其中旧存9件. It
// comes behind the judgements, since it asks what counts things.
func (rd *reading) wholes() {
	last := clause.None // of which the first figure was seen
	for f := range rd.eachFigure() {
		if rd.stopped() {
			continue
		}
		own := rd.tokens[f.token].clause
		isFirst := own != last
		last = own
		if g := rd.partBefore(f); g != nil {
			f.of, f.relation = g.of, schema.RelationWhole
			continue
		}
		switch {
		case !isFirst, !f.countsThings(), rd.namesSize(f), !rd.opensPart(own):
			continue
		case f.relation == schema.RelationHost:
			f.becomePart()
			continue
		case f.of != nil:
			continue
		}
		if g := rd.wholeOf(f); g != nil {
			f.of, f.relation = g, schema.RelationWhole
		}
	}
}

// partBefore returns the part in front of f in the list that f goes on, of the same unit and whole: 其中新建9座、改建7座; or nil.
func (rd *reading) partBefore(f *figure) *figure {
	g := rd.previous(f)
	switch {
	case g == nil, !f.countsThings(), rd.namesSize(f), g.relation != schema.RelationWhole:
		return nil
	case g.Unit != f.Unit, !rd.shareClause(f, g), !rd.isListedOn(g.End):
		return nil
	case rd.saidBefore(f, func(w *word) bool { return w.isOf(groupOurs) }):
		return nil // 口袋公园2个、全区口袋公园达到18个
	}
	return g
}

// isListedOn reports a mark of lists, or a word that joins the names of one, at a place, were it behind a bracket: 9座（56%）、改建7座.
func (rd *reading) isListedOn(at int) bool {
	at = rd.bracketAhead(at)
	return rd.isAt(at, signList) || rd.wordStarting(at).conjunction
}

// becomePart makes a figure in a bracket a part of the figure in front, if both count the same: 办结16件（其中旧存9件）.
func (f *figure) becomePart() {
	if f.of.countsThings() && f.of.Unit == f.Unit {
		f.relation = schema.RelationWhole
	}
}

// countsThings reports a single quantity.
func (f *figure) countsThings() bool { return f.kind == schema.Quantity && !f.Range }

// namesSize reports a figure that says how large the things are that the next figure of its clause counts: 10亿元以上项目2个.
func (rd *reading) namesSize(f *figure) bool {
	next := rd.numberIn(rd.idOf(f) + 1)
	switch {
	case f.modifier == "", next == &noFigure:
		return false
	}
	return next.Unit != f.Unit && rd.shareClause(f, next)
}

// opensPart reports a clause that begins with a word for a part, or stands behind a comma or colon that such a word stands in front of.
func (rd *reading) opensPart(id int32) bool {
	c := &rd.tree.Clauses[id]
	switch {
	case rd.wordStarting(rd.skip(c.Start)).isOf(groupParts), rd.isPartWord(c.Before):
		return true
	case c.Head == clause.None, rd.tree.Clauses[c.Head].End+1 != c.Start:
		return false
	}
	return rd.wordEnding(c.Start - 1).isOf(groupParts)
}

// isPartWord reports a clause that is nothing but a word for a part: 其中，出口5亿元.
func (rd *reading) isPartWord(id int32) bool {
	if id == clause.None {
		return false
	}
	c := &rd.tree.Clauses[id]
	return rd.entryOver(span{rd.skip(c.Start), c.End}).isOf(groupParts)
}

// wholeOf returns the largest count of its unit in front of f in its sentence, or in the one in front that its sentence goes on, an aim
// only for an aim if there is another (收入7亿元，为预算11亿元的64%，其中税收5亿元); nil where the clause in front counts something else of which it may be a part as well: 留言15件；来电80个，其中转办20件.
func (rd *reading) wholeOf(f *figure) *figure {
	var whole *figure
	for g := range rd.beforePart(f) {
		switch {
		case rd.idOf(f)-rd.idOf(g) > mostBetween:
			return whole
		case g.role != indicator, !g.countsThings():
		case g.Unit != f.Unit:
			if whole == nil && rd.isCountedRightBefore(g, f) {
				return nil
			}
		case whole == nil || f.suits(g, whole):
			whole = g
		}
	}
	return whole
}

// beforePart returns the numbers in front of a part in its sentence, the nearest first; where it opens that, those of the sentence in
// front on the same line: 办结16件。其中积案9件.
func (rd *reading) beforePart(f *figure) func(yield func(*figure) bool) {
	last := rd.numberIn(rd.idOf(f) - 1)
	switch {
	case last == &noFigure, !rd.opensBehind(f, last):
		return rd.earlier(f)
	}
	return func(yield func(*figure) bool) {
		if yield(last) {
			rd.earlier(last)(yield)
		}
	}
}

// opensBehind reports whether f stands at the front of the sentence behind that of g, on the same line.
func (rd *reading) opensBehind(f, g *figure) bool {
	c := rd.clauseOf(f.token)
	if rd.isPartWord(c.Before) {
		c = &rd.tree.Clauses[c.Before]
	}
	switch {
	case c.Before != clause.None, c.Level != clause.Text, rd.sentenceOf(g.token) != c.Sentence-1:
		return false
	}
	return !slices.Contains(rd.piece(g.End, f.Start), '\n')
}

// suits reports whether g is likelier to be what f is a part of than another figure.
func (f *figure) suits(g, whole *figure) bool {
	if g.isAhead() != whole.isAhead() {
		return g.isAhead() == f.isAhead()
	}
	if g.isCap() != whole.isCap() {
		return whole.isCap() // 债务7亿元，控制在限额9亿元以内，其中专项债务5亿元
	}
	return g.Value.Cmp(&whole.Value) >= 0
}

// isCountedRightBefore reports a count in the clause in front of a part that is large enough to hold it.
func (rd *reading) isCountedRightBefore(g, f *figure) bool {
	return rd.inClauseBehind(f, g) && g.Value.Cmp(&f.Value) >= 0
}
