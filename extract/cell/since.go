package cell

import (
	"slices"

	"duban/internal/char"
	"duban/internal/clause"
	"duban/schema"
)

// What a paragraph, a sentence or the clause in front has said of time, or of what was missed, before it comes to a figure.

// nextSince returns the word with which the paragraph turns to what comes next, as far as no more than some sentences are in between,
// or -1: 下一步，计划培训2600人；新增教室80间.
func (rd *reading) nextSince(f *figure) int {
	for k := range rd.recent(f.token, farthestDate) {
		t := rd.tokens[k]
		switch w := rd.word(t); {
		case rd.markOf(t) == '\n':
			return -1
		case w.opensNext() && rd.opensSentence(k):
			return k
		}
	}
	return -1
}

// meantBefore returns the word by which the clause in front of that of f, which has no figure, means for later what f goes on with; or -1:
// 计划年底前建成停车场，新增车位400个.
func (rd *reading) meantBefore(f *figure) int {
	c := rd.clauseOf(f.token)
	switch {
	case c.Before == clause.None, rd.figuresIn(c.Before) > 0, rd.classBefore(f.token, classAlready|classNow) >= 0:
		return -1
	case rd.before(f.token, func(w *word) bool { return w.isOf(groupPresent) }) >= 0: // 计划6月完工，目前完成投资3亿元
		return -1
	}
	verb := rd.wordStarting(rd.skip(c.Start)).is(classVerb)
	if !verb && (f.state != "" || f.kind != schema.Quantity) {
		return -1
	}
	for k := range rd.within(c.Before) {
		switch w := rd.wordOf(k); {
		case w.state == schema.Projected && verb && rd.datedLater(k):
			return k // 预计年底前完工
		case !w.aspect, w.state != schema.Planned:
		case rd.tokens[k].end == rd.tokens[k].start+1, rd.nextState(k) >= 0, w.is(rd.r.words.strive): // 拟流转滩涂; but 工作计划 is a name
			return k
		}
	}
	return -1
}

// opensNext reports a word by which a report turns to what comes next: 下一步.
func (w *word) opensNext() bool { return w.heading == schema.Planned && !w.timed }

// aimSince returns the word by which the paragraph of f begins to say what the aims are, as far as nothing tells what was done; or -1:
// 主要任务是：新建渠道3公里。改造农田200亩.
func (rd *reading) aimSince(f *figure) int {
	at, _ := slices.BinarySearch(rd.aims, f.token)
	if at == 0 || f.token-rd.aims[at-1] > farthestDate || !f.mayBeMeant() || rd.classBefore(f.token, classShare) >= 0 {
		return -1
	}
	for k := range rd.recent(f.token, farthestDate) {
		t := rd.tokens[k]
		switch w := rd.word(t); {
		case rd.markOf(t) == '\n', w.is(classAlready | classNow), rd.isPartOfYear(k) && !rd.isDue(k):
			return -1
		case k == rd.aims[at-1]:
			return k
		}
	}
	return -1
}

// opensSentence reports a word that is all of the clause that a sentence begins with.
func (rd *reading) opensSentence(k int) bool {
	c := rd.clauseOf(k)
	switch {
	case c.Level != clause.Text, c.Before != clause.None:
		return false
	}
	return rd.isAll(k, c)
}

// farthestDate is how many tokens may stand between a figure and the date that its sentence begins with.
const farthestDate = 200

// dueSince returns the date behind the period of the report that the sentence begins with, if that is a clause by itself or what stands
// in front of f is planned, and no other time is named; or -1: 2025年，计划扩面3万人；新增定点280家.
func (rd *reading) dueSince(f *figure) int {
	found := -1
	for k := range rd.sentenceBack(f.token, rd.sentenceOf(f.token)) {
		if f.token-k > farthestDate {
			return -1
		}
		switch {
		case rd.wordOf(k).thisYear, rd.wordOf(k).running, found >= 0 && rd.dateOf(k) != nil:
			return -1
		case rd.dateOf(k) != nil:
			found = k
		}
	}
	switch {
	case found < 0, rd.clauseOf(found).Before != clause.None, !rd.isDue(found), !rd.headsClause(found), rd.tellsStock(found, f):
		return -1
	case rd.fillsClause(found) && rd.classBefore(f.token, classSame) < 0:
		return found
	}
	if g := rd.previous(f); g == nil || g.state != schema.Planned {
		return -1
	}
	return found
}

// findAims notes the words by which the text begins to say what the aims are, which few texts have.
func (rd *reading) findAims() {
	rd.aims = rd.aims[:0]
	for c := range rd.tree.Clauses {
		end := rd.tree.Clauses[c].End
		if !char.IsColon(rd.at(end)) {
			continue
		}
		switch k := rd.tokenEnding(end); {
		case k > 0 && rd.headsAims(k-1):
			rd.aims = append(rd.aims, k-1)
		case rd.opensAgenda(k):
			rd.aims = append(rd.aims, k)
		}
	}
	slices.Sort(rd.aims)
}

// opensAgenda reports a word at token k by which a list of work is announced, in a sentence that means it for later, and tells nothing of what
// was done: 围绕上述目标，重点抓好以下工作：.
func (rd *reading) opensAgenda(k int) bool {
	if !rd.wordOf(k).isOf(groupAgenda) {
		return false
	}
	meant := false
	for n := range rd.sentenceBack(k, rd.sentenceOf(k)) {
		switch w, d := rd.wordOf(n), rd.dateOf(n); {
		case w.is(classAlready), w.isOf(groupPast | groupPresent), d != nil && d.since:
			return false
		case w.isAhead(), rd.isDue(n):
			meant = true
		}
	}
	return meant
}

// headsAims reports a word for what is to be done in front of 是 and a colon.
func (rd *reading) headsAims(k int) bool {
	if w := rd.wordOf(k); w.state != schema.Target && !isOneOf(w.heading, schema.Target, schema.Planned) {
		return false
	}
	return rd.touches(k) && rd.wordOf(k+1).copula && char.IsColon(rd.at(rd.tokens[k+1].end))
}

// mayBeMeant reports a figure of a kind that aims have.
func (f *figure) mayBeMeant() bool {
	switch f.kind {
	case schema.Completion, schema.Difference, schema.Rank:
		return false
	}
	return true
}

// datedLater reports a word in front of a date by which something is to be done that the period of the report does not reach.
func (rd *reading) datedLater(k int) bool {
	for n := range rd.runAhead(k) {
		if rd.dateOf(n) != nil {
			return rd.isDue(n)
		}
	}
	return false
}

// isAimedAt reports a rate that a list of what was missed names as the aim: 覆盖率达80%, where 甲镇45% says how far things are.
func (rd *reading) isAimedAt(f *figure) bool {
	switch f.kind {
	case schema.Ratio, schema.Growth:
		return rd.wordEnding(f.Start).isOf(groupTo) && rd.clauseOf(f.token).Level != clause.Bracket
	}
	return false
}

// tellsOutcome reports a figure that says how far an aim was missed, in a list of such: of a time that is over, or behind the aim itself in the
// same unit: 收入，上半年完成4亿元; 目标15家，仅新增4家.
func (rd *reading) tellsOutcome(f *figure) bool {
	if f.kind == schema.Rank {
		return true
	}
	for k := range rd.inFront(f.token) {
		if rd.wordOf(k).isOf(groupReal) || rd.isPartOfYear(k) && !rd.isDue(k) {
			return true
		}
	}
	g := rd.previous(f)
	switch {
	case g == nil, g.Unit != f.Unit, !g.isAhead():
		return false
	}
	return rd.inClauseBehind(f, g)
}

// missed returns the word of a clause, or one in front of it in its sentence, that says that something was missed, or -1.
func (rd *reading) missed(c int32) int {
	for ; c != clause.None; c = rd.tree.Clauses[c].Before {
		for k := range rd.within(c) {
			if rd.wordOf(k).is(rd.r.words.missed) {
				return k
			}
		}
	}
	return -1
}
