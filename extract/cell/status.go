package cell

import (
	"slices"

	"duban/internal/char"
	"duban/internal/exact"
	"duban/schema"
)

// progress counts the clauses of a text by how far they say the task is, and keeps the words that said so first.
type progress struct {
	clauses [done + 1]int
	said    [done + 1]token
	acts    bool  // something is being done, or has been, were it only prepared
	ongoing bool  // something is said to go on now
	all     bool  // all is said to be done
	halted  bool  // what goes on was halted, as far as the last words on it say
	early   bool  // it asks for growth over a year, or bounds what a year brings, of which only a part is over
	traits  []int // places of the figures of the target that only say which things are meant
	figures bool  // something was reached that no word of the vocabulary says
	whole   bool  // something is said to be done, before any figure is told
	task    bool  // the task is said to be done, by that name
	due     bool  // that all is done is only meant
	settled bool  // what ends a task of this sort was said
	tells   bool  // something is told that is neither lacking nor meant
	asked   *asked
}

func (p *progress) has(s step) bool { return p.clauses[s] > 0 }

// hasAny reports whether one of the steps was said.
func (p *progress) hasAny(of ...step) bool { return slices.ContainsFunc(of, p.has) }

func (p *progress) add(s step, t token) {
	if p.clauses[s] == 0 {
		p.said[s] = t
	}
	p.clauses[s]++
}

// status says how far the row is as a whole, and by which words.
func (rd *reading) status(target *reading, row *schema.Row) (schema.Status, *schema.Evidence) {
	var p progress
	rd.overall(&p)
	p.asked = target.asks()
	for c := range rd.tree.Clauses {
		rd.addClause(&p, int32(c))
	}
	if rateSaysAll(row) || rateColumnFull(row) {
		p.all = true
	}
	p.early, p.traits = rd.asksForYear(row, target), target.traits()
	switch f := rd.wholeShare(); {
	case f == nil:
	case f.Value.IsZero():
		p.add(waiting, rd.tokens[f.token])
		return schema.StatusNotStarted, p.evidence(rd, waiting)
	case f.Value.Cmp(hundred) >= 0:
		p.all = true
	}
	status, s := p.judge(row)
	if k := rd.leavesSome(); k >= 0 && status == schema.StatusCompleted && !p.all {
		p.add(going, rd.tokens[k])
		status, s = schema.StatusUnderway, going
	}
	if s == noStep {
		return status, nil
	}
	return status, p.evidence(rd, s)
}

// evidence returns the words that said a step first.
func (p *progress) evidence(rd *reading, s step) *schema.Evidence {
	t := p.said[s]
	return &schema.Evidence{Text: rd.printed(t.start, t.end), Start: t.start, End: t.end}
}

// wholeShare returns the degree of completion that is all that a text says, or nil.
func (rd *reading) wholeShare() *figure {
	f := rd.only()
	switch {
	case f == nil, f.kind != schema.Completion, !rd.fills(f):
		return nil
	}
	return f
}

// addClause notes how far one clause puts the task.
func (rd *reading) addClause(p *progress, c int32) {
	told := rd.clauseStep(c, p.asked)
	s, t := told.step, told.word
	p.due = p.due || told.due
	p.tells = p.tells || told.isFact()
	if s >= going && rd.tellsNone(c) {
		s = waiting
	}
	switch s {
	case stalled:
		p.halted = rd.figuresIn(c) == 0
	case busy, going:
		p.halted = false
	case noStep:
		if k := rd.allOf(c, p.asked); k >= 0 {
			p.all, s, t = true, done, rd.tokens[k]
		}
	case done:
		if rd.isOfPart(c, t, p.asked) {
			s = p.asked.partStep()
		}
	}
	switch {
	case s == done:
		rd.addDone(p, c, t)
	case s != noStep:
		p.add(s, t)
	default:
		if t, ok := rd.reached(c, p.asked); ok {
			p.figures = true
			p.add(done, t)
		}
	}
}

// tellsNone reports a clause of which the only figure says that nothing was done, or begun: 完成0个.
func (rd *reading) tellsNone(c int32) bool {
	if rd.figuresIn(c) != 1 {
		return false
	}
	for k := range rd.within(c) {
		if f := rd.figureOf(k); f != nil {
			return f.Value.IsZero() && rd.wordEnding(rd.skipBack(f.Start)).step >= going
		}
	}
	return false
}

// addDone notes a clause in which token t says that something is done.
func (rd *reading) addDone(p *progress, c int32, t token) {
	p.add(done, t)
	if k := rd.before(rd.tokenEnding(t.end), func(w *word) bool { return w.isOf(groupWhole) }); k >= 0 {
		p.all = true
	}
	if rd.tellsOn(c) {
		p.clauses[going] = 0 // which is over
	}
	if rd.endsTask(rd.tokenEnding(t.end), p.asked) {
		p.settled = true
		p.endsEarlier()
	}
	switch {
	case rd.isAmountDone(c, t):
		p.figures = true
	case !p.figures && rd.isOfAll(c):
		p.whole = true
	}
}

// endsEarlier takes the stages for over that were told before what ended the task, where nothing is said to go on now.
func (p *progress) endsEarlier() {
	if !p.ongoing {
		p.clauses[going], p.clauses[busy], p.clauses[prepared] = 0, 0, 0
	}
}

// asksForYear reports a row that asks for growth rates of a year of which the report sees a part, or bounds what it brings: 控制在5起以内.
func (rd *reading) asksForYear(row *schema.Row, target *reading) bool {
	switch monthsGone(rd.ctx.Period) {
	case 0, 12:
		return false
	}
	asks := func(ind schema.Indicator) bool { return isAim(&ind) && ind.Kind == schema.Growth }
	return slices.ContainsFunc(row.Indicators, asks) || target.capsYear()
}

// capsYear reports an aim that bounds what a year brings: 控制在5起以内, but not how long a thing takes.
func (rd *reading) capsYear() bool {
	for f := range rd.eachFigure() {
		if f.state == schema.Target && f.isCap() {
			return true
		}
	}
	return false
}

// traits returns the places among the indicators of a row of the figures that only say which things are meant: 100人以上的村.
func (rd *reading) traits() []int {
	var found []int
	for f := range rd.eachFigure() {
		if rd.isQualifier(f) {
			found = append(found, f.index)
		}
	}
	return found
}

// isAsked reports whether number i of the indicators of a row is what it asks for.
func (p *progress) isAsked(row *schema.Row, i int) bool {
	return isAim(&row.Indicators[i]) && !slices.Contains(p.traits, i)
}

// isAim reports what a row asks for.
func isAim(ind *schema.Indicator) bool {
	return ind.Field == schema.FieldTarget && ind.State == schema.Target
}

// overall notes what words of aspect say: that something goes on or has been done, and whether all of it has.
func (rd *reading) overall(p *progress) {
	seen := class(0)
	for k := range rd.every() {
		seen |= rd.classesOf(k)
		if rd.stepOf(k) == done {
			p.acts = true
		}
		if rd.saysAll(k) {
			p.all = true
		}
		if rd.completesAll(k) {
			p.task = true
		}
	}
	p.ongoing = seen&classNow != 0
	if seen&(classNow|classAlready) != 0 {
		p.acts = true
	}
}

// saysAll reports a verb at token k by which all is done.
func (rd *reading) saysAll(k int) bool {
	if rd.stepOf(k) != done {
		return false
	}
	switch {
	case rd.wordOf(k).all, rd.verdict(k, saysStep).says(saysAllDone):
		return true
	}
	return rd.completesAll(k)
}

// completesAll reports a verb of completion at token k whose object is the whole of the target: 完成全年任务, but not
// 完成全年任务的60%.
func (rd *reading) completesAll(k int) bool {
	switch {
	case rd.wordOf(k).kind != schema.Completion, rd.wordOf(k+1).state != schema.Target, !rd.touches(k):
		return false
	}
	t := rd.tokens[k+1]
	return !char.IsIdeograph(rd.at(t.end)) && rd.figuresIn(t.clause) == 0
}

// judge takes the clauses together: a mix of done and going on is underway.
func (p *progress) judge(row *schema.Row) (schema.Status, step) {
	switch {
	case p.isEarly():
		return schema.StatusUnderway, done
	case p.isReached(row):
		return schema.StatusCompleted, p.furthest()
	case p.halted:
		return schema.StatusStalled, stalled
	case p.isOver():
		return schema.StatusCompleted, done
	case p.has(going):
		return schema.StatusUnderway, going
	case p.has(done):
		if p.isPartial(row) {
			return schema.StatusUnderway, done
		}
		return schema.StatusCompleted, done
	case p.has(stalled):
		return schema.StatusStalled, stalled
	}
	return p.judgeBegun()
}

// judgeBegun judges a row of which no work was told that is known to be work.
func (p *progress) judgeBegun() (schema.Status, step) {
	switch {
	case p.isBusy():
		return p.asked.busyStatus(), busy
	case p.has(waiting) && !p.acts:
		return schema.StatusNotStarted, waiting
	case p.has(prepared):
		return schema.StatusPreparing, prepared
	case p.has(waiting):
		return schema.StatusNotStarted, waiting
	case p.has(meant):
		return schema.StatusPreparing, meant
	case p.asked.upkeep && p.tells:
		return schema.StatusUnderway, noStep
	}
	return schema.StatusUnclear, noStep
}

// isEarly reports a row that asks for what only the whole year brings.
func (p *progress) isEarly() bool {
	switch {
	case !p.early, p.all:
		return false
	}
	return p.has(done)
}

// isBusy reports a row of which nothing is known but that something goes on.
func (p *progress) isBusy() bool { return p.has(busy) && !p.hasAny(prepared, waiting) }

// isEndless reports a row that asks for what goes on, and of which it is not said that the task is done.
func (p *progress) isEndless() bool { return p.asked.upkeep && !p.task }

// isOver reports a task of one thing that has come to its end, whatever goes on after it.
func (p *progress) isOver() bool {
	switch {
	case !p.settled, p.ongoing, p.due, p.isEndless(), p.hasAny(prepared, waiting, meant):
		return false
	}
	return p.asked.isOne()
}

// isReached reports a row that asks for figures, has reached them all, and of which nothing is said to be still under way.
func (p *progress) isReached(row *schema.Row) bool {
	switch {
	case !p.asked.counted, p.ongoing, p.hasAny(meant, prepared, waiting, stalled):
		return false
	}
	return p.reachedAll(row)
}

// isMeasured reports a row whose comparisons tell how far it is, or one without a target, or with that of one thing, of which something is
// done beside its figures.
func (p *progress) isMeasured(row *schema.Row) bool {
	switch {
	case len(row.Comparisons) > 0:
		return true
	case p.settled && !p.asked.isMany():
		return true
	case !p.whole:
		return false
	}
	return p.asked.isOne() || row.Target == ""
}

// isPartial reports that beside what is done there is more, or that it is less than what was asked for.
func (p *progress) isPartial(row *schema.Row) bool {
	switch {
	case p.due, p.isEndless(), p.hasAny(meant, busy, prepared, waiting, stalled):
		return true
	case p.all, !p.figures, p.isMeasured(row):
		return p.isShort(row)
	}
	return true
}

// furthest returns the step that was said and is furthest.
func (p *progress) furthest() step {
	for s := done; s > noStep; s-- {
		if p.has(s) {
			return s
		}
	}
	return noStep
}

// reachedAll reports whether every figure of the target has been reached, and nothing of the progress is still to come.
func (p *progress) reachedAll(row *schema.Row) bool {
	reached := map[int]bool{}
	for _, c := range row.Comparisons {
		t, a := &row.Indicators[c.Target], &row.Indicators[c.Actual]
		reached[c.Target] = reaches(a, t) && a.State == schema.Actual
	}
	targets := 0
	for i, ind := range row.Indicators {
		switch {
		case p.isAsked(row, i):
			if targets++; !reached[i] {
				return false
			}
		case isUndone(&ind), ind.State == schema.Projected:
			return false
		}
	}
	return targets > 0
}

// rateSaysAll reports a row that asks for one figure and tells nothing but full degrees of completion: 完成率100%.
func rateSaysAll(row *schema.Row) bool {
	targets, full := 0, 0
	for _, ind := range row.Indicators {
		switch {
		case ind.Field == schema.FieldTarget:
			targets++
		case ind.Kind != schema.Completion:
		case ind.State != schema.Actual, isBelow(&ind, hundred):
			return false
		default:
			full++
		}
	}
	return targets == 1 && full > 0
}

// rateColumnFull reports a row whose rate column says that all is done.
func rateColumnFull(row *schema.Row) bool {
	full := false
	for _, ind := range row.Indicators {
		if ind.Field == schema.FieldRate {
			if full = !isBelow(&ind, hundred); !full {
				return false
			}
		}
	}
	return full
}

// isShort reports whether the figures of a row say that not all is done.
func (p *progress) isShort(row *schema.Row) bool {
	compared := map[int]bool{}
	for _, c := range row.Comparisons {
		compared[c.Target] = true
		if !reaches(&row.Indicators[c.Actual], &row.Indicators[c.Target]) {
			return true
		}
	}
	for i := range row.Indicators {
		ind := &row.Indicators[i]
		switch {
		case isUndone(ind), ind.Field == schema.FieldProgress && fallsShort(row, ind):
			return true
		case compared[i], p.all, isSingle(ind): // nothing is asked for beside what was done
		case p.isAsked(row, i):
			return true
		}
	}
	return false
}

// isUndone reports what is still to come. A column of what all of it costs says nothing of how far it is: 总投资.
func isUndone(ind *schema.Indicator) bool {
	switch ind.State {
	case schema.Remaining:
		return true
	case schema.Ongoing:
		return ind.Field != schema.FieldCell // what an earlier column says
	case schema.Planned:
		return !saidByHeader(ind)
	}
	return false
}

// saidByHeader reports a figure whose state is that of its column.
func saidByHeader(ind *schema.Indicator) bool {
	return slices.ContainsFunc(ind.Cues, func(c schema.Cue) bool { return c.For == schema.ForState && c.Field == schema.FieldHeader })
}

// fallsShort reports a figure of the progress that is only expected, a share of less than all, or an aim that was missed.
func fallsShort(row *schema.Row, ind *schema.Indicator) bool {
	switch ind.State {
	case schema.Projected:
		return true
	case schema.Target:
		if missesRestated(row, ind) {
			return true
		}
	}
	return ind.Kind == schema.Completion && isBelow(ind, hundred)
}

// isBelow reports a figure that is less than a bound.
func isBelow(ind *schema.Indicator, bound *exact.Decimal) bool {
	return ind.Value.Cmp(schema.NewDecimal(*bound)) < 0
}

// reaches reports whether a figure is as far as its aim: not above one that bounds it or that asks for a decrease.
func reaches(actual, aim *schema.Indicator) bool {
	switch {
	case aim.Modifier == schema.AtMost, aim.Modifier == schema.LessThan, aim.Value.Sign() < 0:
		return actual.Value.Cmp(aim.Value) <= 0
	}
	return actual.Value.Cmp(aim.Value) >= 0
}

// isSingle reports an aim of one thing, which is reached when it is done: 新建水厂1座.
func isSingle(aim *schema.Indicator) bool {
	return aim.Kind == schema.Quantity && aim.Value.Cmp(schema.NewDecimal(*one)) == 0
}

// missesRestated reports an aim that the progress restates, and figures in its unit of which none reaches it.
func missesRestated(row *schema.Row, aim *schema.Indicator) bool {
	found := false
	for _, ind := range row.Indicators {
		switch {
		case ind.Field != schema.FieldProgress, ind.State != schema.Actual, ind.Unit != aim.Unit, ind.Kind != aim.Kind:
			continue
		case ind.Value.Cmp(aim.Value) >= 0:
			return false
		}
		found = true
	}
	return found
}
