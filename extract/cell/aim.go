package cell

import (
	"iter"
	"strings"

	"duban/internal/clause"
	"duban/internal/exact"
	"duban/schema"
)

// This file tells an aim by what was reached of it, which its sentence says behind: 新增停车位1500个，已建成1320个.

// aimsByDone makes an aim of each figure that no word says to be reached, where the text goes on with how much of it already is: done
// by the same verb, or by one of completion, or as much as the rate of completion behind says. Both stand for the same things.
func (rd *reading) aimsByDone() {
	for f := range rd.eachFigure() {
		if !rd.mayBeAim(f) {
			continue
		}
		if k := rd.doneBehind(f); k >= 0 {
			rd.setAim(f, k)
		} else if k := rd.doneInNext(f); k >= 0 {
			rd.setAims(f, k)
		}
	}
}

// setAim makes an aim of f because of token k.
func (rd *reading) setAim(f *figure, k int) {
	f.forget(schema.ForState)
	f.state, f.stateBy = schema.Target, k
	f.note(rd.cue(schema.ForState, rd.tokens[k]))
}

// setAims makes aims of f and of what else its sentence asks for.
func (rd *reading) setAims(f *figure, k int) {
	for g := range rd.inSentenceOf(f) {
		if rd.mayBeAim(g) {
			rd.setAim(g, k)
		}
	}
}

// inSentenceOf returns f and the figures around it in its sentence.
func (rd *reading) inSentenceOf(f *figure) iter.Seq[*figure] {
	return func(yield func(*figure) bool) {
		id := rd.idOf(f)
		for g := range figuresOf(rd.numbers[max(0, id-mostPassed):min(len(rd.numbers), id+mostPassed+1)]) {
			if rd.sentenceOf(g.token) == rd.sentenceOf(f.token) && !yield(g) {
				return
			}
		}
	}
}

// mayBeAim reports an amount, or a level in per cent, of which only a plain verb, if any, says that it is there.
func (rd *reading) mayBeAim(f *figure) bool {
	switch {
	case !rd.tellsProgress(), !isOneOf(f.state, schema.Actual, schema.Ongoing), f.basis != "":
		return false
	case !isOneOf(f.kind, schema.Quantity, schema.Growth, schema.Ratio):
		return false
	case f.stated, f.of != nil, rd.hasAspect(f), rd.isAmong(f), rd.isShareTold(f): // 303个项目中，已竣工52个
		return false
	}
	for k := range rd.inFront(f.token) {
		switch w := rd.wordOf(k); {
		case rd.isPartOfYear(k), w.is(classAlready | classNow | classGuess), w.isOf(groupHolds):
			return false
		}
	}
	return true
}

// isFirst reports a figure in front of which its clause has none but aims.
func (rd *reading) isFirst(f *figure) bool {
	for k := range rd.inFront(f.token) {
		if rd.isFigure(k) && rd.numberOf(k).state != schema.Target {
			return false
		}
	}
	return true
}

// isShareTold reports a figure of which the clause behind says what share of an aim it is: 完成投资5亿元，占年度计划的70%; but not
// how far the aim itself is: 新增车位900个，完成率70%.
func (rd *reading) isShareTold(f *figure) bool {
	for g := range figuresOf(rd.numbersAfter(f, 1)) {
		switch k := rd.classBefore(g.token, classShare); {
		case g.kind != schema.Completion, !rd.inClauseBehind(g, f):
			return false
		case rd.before(g.token, (*word).shares) >= 0:
			return true
		case k < 0, rd.isRateWord(rd.tokens[k]):
			return false
		default:
			return rd.restatesAim(k, g)
		}
	}
	return false
}

// shares reports a word in front of a share: 占, 为.
func (w *word) shares() bool { return w.copula || w.isOf(groupSharing) }

// restatesAim reports a word for an aim between token k and g: 完成年度投资计划的16.4%.
func (rd *reading) restatesAim(k int, g *figure) bool {
	for n := range rd.upTo(k+1, g.Start) {
		if rd.wordOf(n).isAhead() {
			return true
		}
	}
	return false
}

// tellsProgress reports a text that says what was done.
func (rd *reading) tellsProgress() bool {
	switch rd.field {
	case schema.FieldProgress, schema.FieldText:
		return true
	}
	return false
}

// mostPassed is how many figures may stand between an aim and what was reached of it.
const mostPassed = 4

// doneBehind returns the word by which a figure behind f is already reached of what f is the aim of, or -1.
func (rd *reading) doneBehind(f *figure) int {
	if f.kind != schema.Quantity || f.state != schema.Actual || !rd.isFirst(f) {
		return -1
	}
	sentence := rd.sentenceOf(f.token)
	for g := range figuresOf(rd.numbersAfter(f, mostPassed)) {
		k := rd.already(f, g)
		switch {
		case rd.sentenceOf(g.token) != sentence:
			return -1
		case k < 0 && rd.isOfSame(f, g) && rd.completesNext(f, g):
			return rd.tokenEnding(rd.skipBack(g.Start))
		case k < 0, !rd.isOfSame(f, g):
		case rd.verbsAgree(f, g), rd.rateFits(f, g):
			return k
		default:
			return -1
		}
	}
	return -1
}

// doneInNext returns the word by which the sentence behind the first one of a point tells how much is reached of f, or -1, which stands
// for a task there: 3. 改造厕所2500户。截至9月底，完工1705户，完工率68.2%; （一）新建幼儿园12所，新增学位3600个。已开工12所.
func (rd *reading) doneInNext(f *figure) int {
	if rd.isPast(f) || !rd.isInFirstOfPoint(f) {
		return -1
	}
	next := rd.sentenceOf(f.token) + 1
	for g := range figuresOf(rd.numbersAfter(f, 2*mostPassed)) {
		switch s := rd.sentenceOf(g.token); {
		case s > next:
			return -1
		case s < next, g.UnitKind != f.UnitKind, g.Unit != f.Unit && rd.called(f) != rd.called(g): // but 3名老人, 4人
		case rd.rateFits(f, g), rd.isReachedBy(f, g), rd.goOnAt(f, g):
			return max(rd.tokenEnding(rd.skipBack(g.Start)), rd.extents[rd.tokens[g.token].clause].first)
		}
	}
	return -1
}

// isInFirstOfPoint reports a figure in the sentence that a point begins with, which its mark tells, or in the one behind its title:
// 1. 完善路网。新建道路12公里。实际建成13公里.
func (rd *reading) isInFirstOfPoint(f *figure) bool {
	c := rd.tokens[f.token].clause
	for before := range rd.clausesBefore(f.token) {
		c = before
	}
	if rd.isMarked(c) {
		return true
	}
	title := rd.tree.Clauses[c].Sentence - 1
	for c--; c >= 0 && rd.tree.Clauses[c].Sentence == title; c-- {
		switch {
		case rd.figuresIn(c) > 0:
			return false
		case rd.isMarked(c):
			return true
		}
	}
	return false
}

// isMarked reports a clause that begins with the mark of a point.
func (rd *reading) isMarked(c int32) bool { return rd.markEnd(c) > rd.tree.Clauses[c].Start }

// isReachedBy reports whether the sentence of g, which begins with a time or with what says how things are, tells how much is reached of f:
// of an amount by its verb, or by one of completion.
func (rd *reading) isReachedBy(f, g *figure) bool {
	switch {
	case g.kind != f.kind, g.Unit != f.Unit, !isOneOf(g.state, schema.Actual, schema.Ongoing), !rd.isCalledLike(f, g):
		return false
	}
	start, _ := rd.tree.Sentence(rd.tokens[g.token].clause)
	switch {
	case !rd.tellsNow(rd.tokenFrom(start), g.Start):
		return false
	case rd.wordStarting(rd.skip(start)).isOf(groupParts): // 其中，上半年发放1500万元
		return false
	case f.kind != schema.Quantity:
		return isRoundLevel(f) && rd.hasNoAmount(f)
	}
	return isShareOfAim(f, g) && rd.verbsAgree(f, g)
}

// isRoundLevel reports a level as aims are set, in whole per cent or with a bound: 6%, 6.5%左右; but not 91.2%.
func isRoundLevel(f *figure) bool { return f.modifier != "" || f.Value.Exponent >= 0 }

// hasNoAmount reports a level that no amount beside it in its sentence has, as one that was reached would: 增长6.5%; but not 完成90亿元，增长6.5%.
func (rd *reading) hasNoAmount(f *figure) bool {
	for g := range rd.inSentenceOf(f) {
		if g.kind != f.kind {
			return false
		}
	}
	return true
}

// goOnAt reports whether as many things as f counts, which a plain verb of making asks for, are under way, or all done: 新建学校8所。8所学校
// 均已开工. What was completed or has come in is no aim of what is told of all of it: 完成改造60户。60户均已入住; 获批项目18个。18个均已开工.
func (rd *reading) goOnAt(f, g *figure) bool {
	switch {
	case g.Unit != f.Unit, g.Value.Cmp(&f.Value) != 0, !rd.asksToMake(f):
		return false
	case g.state == schema.Ongoing:
		return true
	}
	for k := range rd.clauseAhead(g.token) {
		if w := rd.wordOf(k); w.is(classAlready) || w.isOf(groupWhole) || w.all {
			return rd.before(f.token, func(w *word) bool { return w.kind == schema.Completion }) < 0
		}
	}
	return false
}

// asksToMake reports a verb in front of f in its clause that does not say by itself that things are there: 新建, 改造; but not 建成, 获批.
func (rd *reading) asksToMake(f *figure) bool {
	return rd.before(f.token, func(w *word) bool { return w.breaks == breakLead|breakTail && w.state == "" }) >= 0
}

// tellsNow reports a word or a time from token k on, up to a place of the text, that says how things are at the time of the report.
func (rd *reading) tellsNow(k, end int) bool {
	if rd.tells(k, end) >= 0 {
		return true
	}
	for n := range rd.upTo(k, end) {
		switch w := rd.wordOf(n); {
		case w.isOf(groupReal | groupPresent), w.aspect && w.state == schema.Actual, rd.tellsReach(n) && !rd.isDue(n):
			return true
		}
	}
	return false
}

// tellsReach reports a time that begins with the year, as far as the text tells, so that it can say how much of an aim is reached: 1—6月,
// 一季度, 6月末; but not 12月, 四季度, 下半年.
func (rd *reading) tellsReach(k int) bool {
	d := rd.dateOf(k)
	switch {
	case d == nil:
		return false
	case d.shape == monthShape, d.shape == tenDaysShape:
		return d.since || d.edge == late
	case d.shape == quarterShape, d.shape == halfShape:
		return d.n <= 1 || d.edge == late
	}
	return rd.isPartOfYear(k)
}

// already returns the word between f and g in a clause behind that of f that says that things are done: 已, 目前已; or -1. One that
// speaks of another figure in a bracket or a sentence says nothing of g: 建成6个（主体已完工2个），完成投资3亿元.
func (rd *reading) already(f, g *figure) int {
	own := rd.tokens[f.token].clause
	for k := range rd.upTo(f.token+1, g.Start) {
		if w := rd.wordOf(k); w.is(classAlready) && rd.tokens[k].clause != own && rd.mayReach(k, g) {
			return k
		}
	}
	return -1
}

// mayReach reports whether what word k says can go on to g: in a sentence of its text, and no bracket beside it.
func (rd *reading) mayReach(k int, g *figure) bool {
	c := rd.clauseOf(k)
	return c.Level != clause.Bracket || rd.tokens[k].clause == rd.tokens[g.token].clause
}

// aimsByText makes aims of the figures of a heading of which the text begins with how much was reached: 一、改造小区60个 above 实际完成64个.
func (rd *reading) aimsByText(text *reading) {
	const longest = 60 // characters of what is a heading, and no text itself
	if len(rd.text) > longest {
		return
	}
	for f := range rd.eachFigure() {
		if f.kind != schema.Quantity || f.state != schema.Actual || f.stated || rd.hasAspect(f) {
			continue
		}
		for g := range text.eachFigure() {
			if text.sentenceOf(g.token) > 0 {
				break
			}
			if g.Unit == f.Unit {
				rd.aimAt(f, g, text)
				break
			}
		}
	}
}

// aimAt makes an aim of a figure of a heading, where the first one of its unit in the text is said to be reached of it.
func (rd *reading) aimAt(f, g *figure, text *reading) {
	verb := text.tokenEnding(text.skipBack(g.Start))
	switch w := text.wordOf(verb); {
	case !isShareOfAim(f, g), !text.hasTold(g.Start) && (w.kind != schema.Completion || !text.headsClause(verb)):
		return
	}
	f.state, f.stateBy = schema.Target, -1
	for done := range text.eachFigure() {
		if done.Unit == f.Unit && !text.saysPlain(done.subject) {
			done.named = rd.called(f)
		}
	}
}

// hasTold reports a word in front of a place of the text that tells what has come about, and not only when that was: 已, and no 目前.
func (rd *reading) hasTold(end int) bool {
	for k := rd.tells(0, end); k >= 0; k = rd.tells(k+1, end) {
		if !rd.wordOf(k).isOf(groupPresent) {
			return true
		}
	}
	return false
}

// completesNext reports whether a verb of completion alone leads to g, right behind the clause of f or in the list that this heads, and what f
// counts is not what has come in or is new: 再就业800人，完成812人; 改造小区18个：开工18个、完工11个.
func (rd *reading) completesNext(f, g *figure) bool {
	verb := rd.tokenEnding(rd.skipBack(g.Start))
	w := rd.wordOf(verb)
	reaches := w.isOf(groupReaches)
	switch {
	case !reaches && w.kind != schema.Completion, !rd.headsClause(verb):
		return false
	}
	own, next := rd.tokens[f.token].clause, rd.clauseOf(g.token)
	if next.Before != own && next.Head != own {
		return false
	}
	for k := range rd.inFront(f.token) {
		switch v := rd.wordOf(k); {
		case v.isOf(groupNew) && reaches, v.state != "" && v.breaks != breakLead|breakTail:
			return false
		}
	}
	return true
}

// isOfSame reports whether g counts the same things as f, and so many that it can be a part of them, or some more.
func (rd *reading) isOfSame(f, g *figure) bool {
	switch {
	case g.kind != schema.Quantity, g.state != schema.Actual, g.Unit != f.Unit, f.Range, g.Range, g.relation == schema.RelationWhole:
		return false
	case rd.called(f) != rd.called(g):
		return false
	}
	return isShareOfAim(f, g)
}

// isShareOfAim reports so many things that they can be a part of an aim, or some more.
func isShareOfAim(aim, done *figure) bool {
	var most, least exact.Decimal
	if most.Mul(&aim.Value, exact.New(15, -1)) != nil || least.Mul(&aim.Value, exact.New(1, -3)) != nil {
		return false
	}
	return isWithin(&done.Value, &least, &most)
}

// called returns the subject of a figure in words.
func (rd *reading) called(f *figure) string {
	if f.named != "" {
		return f.named
	}
	return rd.plain(f.subject)
}

// isCalledLike reports whether g is called what f is, or by either end of that, or by nothing: 公共停车位, 停车位; 抽检食品, 抽检.
func (rd *reading) isCalledLike(f, g *figure) bool {
	a, b := rd.called(f), rd.called(g)
	return strings.HasSuffix(a, b) || strings.HasPrefix(a, b)
}

// verbsAgree reports whether the verb in front of g is one in front of f, or one of completion behind one that asks for it.
func (rd *reading) verbsAgree(f, g *figure) bool {
	verb, completes := -1, false
	for k := range rd.back(g.token) {
		w := rd.wordOf(k)
		if !w.is(classVerb) || w.is(classAlready) {
			continue
		}
		if verb < 0 {
			verb = k
		}
		completes = completes || w.isOf(groupReaches) || w.kind == schema.Completion
	}
	for k := range rd.inFront(f.token) {
		switch w := rd.wordOf(k); {
		case verb >= 0 && w == rd.wordOf(verb), completes && w.breaks == breakLead|breakTail:
			return true
		}
	}
	return false
}

// sharesOf makes rates of completion of those shares of which no word says what they are of, and that are, as far as they are printed, those
// of what was done by the aim: a figure of the aims, or one in front in the sentence: 目标400台，完成265台，占66.3%.
func (rd *reading) sharesOf(aims *reading) {
	for f := range rd.eachFigure() {
		switch {
		case f.kind != schema.Ratio, f.Unit != "%", !rd.wordEnding(rd.skipBack(f.Start)).isOf(groupSharing):
			continue
		}
		if g := rd.previous(f); g != nil && rd.hasAimOf(aims, g, f) {
			f.kind = schema.Completion
		}
	}
}

// hasAimOf reports an aim of which the part done is the share f: of those of another text, or in front of it in its sentence.
func (rd *reading) hasAimOf(aims *reading, part, f *figure) bool {
	if !part.isDone() {
		return false
	}
	front := rd.formers(part, mostPassed)
	if aims != rd {
		front = aims.firstFigures()
	}
	for g := range front {
		switch {
		case g.state != schema.Target, g.Unit != part.Unit:
		case isShareAs(part, g, f):
			return true
		}
	}
	return false
}

// isDone reports an amount that is there.
func (f *figure) isDone() bool { return f.kind == schema.Quantity && f.state == schema.Actual }

// isShareAs reports whether a part is that share of the whole, as far as the share is printed.
func isShareAs(part, whole, share *figure) bool {
	var got, of exact.Decimal
	switch {
	case of.Mul(&part.Value, hundred) != nil, got.QuoRound(&of, &whole.Value, share.Value.Exponent) != nil:
		return false
	}
	return got.Cmp(&share.Value) == 0
}

// rateFits reports whether a rate of completion behind g in its sentence is that of g by f, as far as it is printed.
func (rd *reading) rateFits(f, g *figure) bool {
	if f.kind != schema.Quantity {
		return false
	}
	for c := range figuresOf(rd.numbersAfter(g, 1)) {
		switch {
		case c.kind != schema.Completion, c.Unit != "%", rd.sentenceOf(c.token) != rd.sentenceOf(g.token):
			return false
		}
		return isShareAs(g, f, c)
	}
	return false
}
