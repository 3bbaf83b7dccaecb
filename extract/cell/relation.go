package cell

import (
	"duban/internal/clause"
	"duban/schema"
)

// Relations say which figure another hangs on, before any judgement is passed on it:
//
//	host    of a figure in a bracket: the one in front of the bracket
//	aim     of a share: the aim that it is a share of; a construction says so
//	anchor  of a difference: the level that it is measured from; likewise
//	whole   of a part: the figure that it is a part of
//
// and which words speak for a figure that stands in a list behind them: its head.

// relate finds the figures that others hang on.
func (rd *reading) relate() {
	for f := range rd.eachFigure() {
		rd.relateOne(f)
	}
}

func (rd *reading) relateOne(f *figure) {
	if v := rd.verdict(f.token, saysRelation); v != nil && !v.from.empty() {
		f.of, f.relation = rd.figureAt(v.from.start), relationNames[v.gift.value]
	} else if g := rd.host(f); g != nil {
		f.of, f.relation = g, schema.RelationHost
	}
	if f.of == nil || f.of == f {
		f.of, f.relation = nil, ""
	}
}

// host returns the figure in front of the bracket that f stands in, with what it counts: 建成2个站点（50%）. Of several
// figures in the bracket, only the first of its clause hangs on it.
func (rd *reading) host(f *figure) *figure {
	c := rd.clauseOf(f.token)
	if c.Level != clause.Bracket {
		return nil
	}
	end := rd.tree.Host(rd.tokens[f.token].clause)
	for k := range rd.clauseBack(rd.tokenFrom(end), c.Parent) {
		t := rd.tokens[k]
		switch {
		case rd.isFigure(k) && end-t.end <= longestCountedNoun:
			return &rd.numbers[t.id]
		case t.kind == numberToken, t.kind == markToken:
			return nil
		}
	}
	return nil
}

const longestCountedNoun = 10 // characters between a figure and a bracket that belongs to it

// headOf returns the clause in front of the colon that speaks for a token, or None.
func (rd *reading) headOf(k int) int32 {
	c := rd.clauseOf(k)
	for depth := 0; c.Head == clause.None && c.Parent != clause.None && depth < deepestHead; depth++ {
		c = &rd.tree.Clauses[c.Parent]
	}
	return c.Head
}

// deepestHead is how many brackets may lie between a figure and the list that its head speaks for.
const deepestHead = 3

// headKind returns the token of the head of a list that says what kind its rates have: 按完成率由高到低：甲县（93%）.
func (rd *reading) headKind(f *figure) int {
	head := rd.headOf(f.token)
	if head == clause.None {
		return -1
	}
	found := -1
	for k := range rd.within(head) {
		switch w := rd.wordOf(k); {
		case rd.isFigure(k):
			found = -1 // the word speaks of that figure
		case w.classes&rateClasses == 0, w.kind != schema.Completion && rd.wordOf(found).kind == schema.Completion:
		default:
			found = k
		}
	}
	return found
}

// number gives the indicators their places in the list that they become part of, which so many stand in already.
func (rd *reading) number(before int) (count int) {
	for f := range rd.eachFigure() {
		f.index = before + count
		count++
	}
	return count
}

// shareStates gives shares the state of the count that they are shares of. Of what is under way or not begun, a share of an
// aim is no completion: 正常推进4项，占目标任务的40%.
func (rd *reading) shareStates() {
	for f := range rd.eachFigure() {
		if f.UnitKind != "rate" {
			continue
		}
		if f.relation == schema.RelationHost && f.of.kind == schema.Quantity && !f.hasState() {
			f.state = f.of.state
		}
		if g := rd.sharedOut(f); g != nil {
			f.shareState(g)
		}
	}
}

// shareState gives a share the state of the count that it is a share of.
func (f *figure) shareState(g *figure) {
	if g.kind != schema.Quantity || g.state == schema.Target {
		return
	}
	f.state = g.state
	switch {
	case f.kind != schema.Completion, g.state == schema.Actual, g.state == schema.Projected:
	default:
		f.kind = schema.Ratio
	}
}

// hasState reports whether a word or a construction decided the state of a figure.
func (f *figure) hasState() bool { return f.stateBy >= 0 || f.stated }

// sharedOut returns the figure of the clause in front of which a rate is a share, because its clause begins with the word that
// makes it one (占); or nil.
func (rd *reading) sharedOut(f *figure) *figure {
	own := rd.tokens[f.token].clause
	if rd.wordStarting(rd.tree.Clauses[own].Start).classes&rd.r.words.sharing == 0 {
		return nil
	}
	g := rd.previous(f)
	if g == nil || rd.clauseOf(g.token).After != own {
		return nil
	}
	return g
}
