package cell

import (
	"cmp"
	"slices"

	"duban/schema"
)

// told is how far one clause puts the task, while its tokens are gone through.
type told struct {
	step step  // of the clause as a whole
	word token // that says it

	said    [done + 1]token // of each step, the first word that says it
	here    [done + 1]bool  // the steps said in the part of the clause that is gone through
	best    step            // of the parts before it
	later   bool            // it is meant for later
	aspect  bool            // it is said to go on now, or to have been done
	meant   bool            // the last word on this says that it is meant for later
	lacks   bool            // something is said to be lacking
	lacking token           // the last word that says so
	ended   bool            // what ends a task of this sort has come about
	strict  bool            // a step before the work is named that ends nothing
	over    bool            // work is said to be over, whatever the work is
	due     bool            // that it is done is only meant
	now     token           // the word by which it goes on now
}

// clauseStep says how far one clause puts the task. What is only a step before the work counts as that even when it
// is done, unless the row asks for just this; what is meant for later is no more than that. Of what 并 joins the furthest holds.
func (rd *reading) clauseStep(c int32, a *asked) told {
	var t told
	for k := range rd.within(c) {
		if rd.isJoined(k) {
			t.best = max(t.best, t.part())
			t.here, t.over = [done + 1]bool{}, false
		}
		t.mood(rd, k)
		rd.takeStep(&t, k, a)
	}
	t.step, t.word = t.outcome()
	return t
}

// mood notes what word k says of when and whether things are done.
func (t *told) mood(rd *reading, k int) {
	switch w := rd.wordOf(k); {
	case w.intends(), w.state == schema.Projected, rd.isStillDue(k):
		t.later, t.meant = true, true
	case w.isOf(groupLacking), w.state == schema.Actual && rd.isAt(rd.tokens[k].start-1, signNot):
		t.lacks, t.lacking = true, rd.tokens[k]
	case !w.aspect, w.state == schema.Target:
	default:
		t.aspect, t.meant, t.now = true, false, token{}
		if w.state == schema.Ongoing {
			t.now = rd.tokens[k]
		}
	}
}

// intends reports a word of aspect by which something is meant for later.
func (w *word) intends() bool { return w.aspect && w.state == schema.Planned }

// takeStep notes how far token k puts the task.
func (rd *reading) takeStep(t *told, k int, a *asked) {
	if t.isDue(rd.wordOf(k), rd.stepOf(k)) {
		t.due = true
	}
	s := rd.stepToward(k, a)
	if s == prepared {
		s = rd.prepares(t, k, a)
	}
	if t.add(s, rd.tokens[k]) != done {
		return
	}
	t.over = t.over || rd.wordOf(k).isOf(groupFinish)
	t.ended = t.ended || rd.endsTask(k, a)
}

// isDue reports a word of which it is only meant that it will be done, be it by itself or by a construction around it.
func (t *told) isDue(w *word, said step) bool {
	switch {
	case !t.later, w.step != done, said == prepared:
		return false
	}
	return t.meant || said == noStep
}

// prepares returns what a step before the work, at token k, says of the task. A paper says nothing where it only tells why, or where amounts of it are
// told, and one that is lacking is meant for later.
func (rd *reading) prepares(t *told, k int, a *asked) step {
	paper := rd.stepOf(k) == noStep
	c := rd.tokens[k].clause
	first := rd.beginning(rd.skip(rd.tree.Clauses[c].Start))
	switch {
	case rd.wordOf(first).isOf(groupBecause):
		return noStep
	case !paper:
		t.strict = true
		return prepared
	case rd.figuresIn(c) > 0 && !a.is(groupDealing):
		return noStep
	case t.lacks:
		return meant
	}
	return prepared
}

// add notes a step that a word says, and returns it. What is meant for later, or lacking, is not done, and what goes on now not over.
func (t *told) add(s step, word token) step {
	switch {
	case t.meant:
		s = s.intended()
	case s == prepared:
		s = t.lackedAt(word.start)
	case s == done && t.now.end > 0:
		s = going
	}
	if t.here[s] = true; t.said[s].end == 0 {
		t.said[s] = word
	}
	return s
}

// intended returns what is left of a step that is meant for later.
func (s step) intended() step {
	if s == busy {
		return noStep
	}
	return min(s, meant)
}

// lackedAt returns what is left of a step before the work, told at a place, beside what is said to be lacking.
func (t *told) lackedAt(at int) step {
	switch {
	case !t.lacks:
		return prepared
	case t.lacking.end == at:
		return waiting
	}
	return meant
}

// part returns how far the part of the clause puts the task that is gone through.
func (t *told) part() step {
	if t.ended && !t.strict {
		t.here[prepared] = false
	}
	if t.over {
		t.here[going] = false // the name of the work that is over: 隐患治理任务完成
	}
	for _, s := range [...]step{stalled, waiting, prepared, going, done, busy, meant} {
		if t.here[s] {
			return s
		}
	}
	return noStep
}

func (t *told) outcome() (step, token) {
	s := t.part()
	switch s {
	case waiting, stalled:
	default:
		s = max(s, t.best)
	}
	switch {
	case t.later && !t.aspect:
		s = min(s, meant)
	case s == noStep:
		return t.untold()
	}
	return s, t.said[s]
}

// untold returns the step of a clause in which no verb says how far the task is.
func (t *told) untold() (step, token) {
	if t.now.end > 0 {
		return busy, t.now
	}
	return noStep, token{}
}

// isFact reports a clause that tells what is, and neither what is lacking nor what is meant.
func (t *told) isFact() bool {
	switch {
	case t.lacks, t.later:
		return false
	}
	return true
}

// isJoined reports a word at token k that 并 joins to those in front.
func (rd *reading) isJoined(k int) bool {
	at := rd.tokens[k].start
	for i := range rd.nearBack(k) {
		if !rd.wordOf(i).aspect {
			break
		}
		at = rd.tokens[i].start
	}
	return rd.isAt(at-1, signThen)
}

// stepToward returns how far token k puts the task. What the row asks for is no step before the work, and what it asks for once is done
// when it has come about; a frame that is done is all of it only where the row asks for just that.
func (rd *reading) stepToward(k int, a *asked) step {
	s, w := rd.stepOf(k), rd.wordOf(k)
	if w.saysNothing(s) {
		return noStep
	}
	same := a.text.mentions(rd.tokens[k])
	switch {
	case s == prepared:
		return rd.stepBefore(k, a, same)
	case w.isOf(groupFrame):
		return frameStep(s, same)
	case w.is(rd.r.words.events):
		return rd.eventStep(k, a)
	case w.isOf(groupEndings):
		return rd.endStep(k, a)
	case w.isOf(groupAmounts):
		return a.amountStep(s, same)
	case rd.isOnceDone(k, a, same):
		return done
	case s == noStep && !same:
		return rd.unsaidStep(k)
	}
	return s
}

// saysNothing reports a word of which nothing says how far a task is.
func (w *word) saysNothing(s step) bool {
	switch {
	case s != noStep, w.all:
		return false
	}
	return w.groups == 0
}

// groupEndings are the words that end a task of one sort, and are a step before any other.
const groupEndings = groupDeals | groupSettles | groupHonours

// stepBefore returns how far a step before the work, at token k, puts the task.
func (rd *reading) stepBefore(k int, a *asked, same bool) step {
	switch w := rd.wordOf(k); {
	case w.intends():
		return meant
	case rd.isForTask(k, a):
		return done
	case same:
		return rd.stepAsked(k)
	case w.isOf(groupEndings):
		return rd.endStep(k, a)
	}
	return prepared
}

// isOnceDone reports a verb at token k by which the task is over, since it asks for what is done once and this has come about.
func (rd *reading) isOnceDone(k int, a *asked, same bool) bool {
	switch w := rd.wordOf(k); {
	case a.asksOnce(w, same):
		return rd.cameAbout(k)
	case w.isOf(groupForce):
		return rd.isInForce(k)
	}
	return false
}

// unsaidStep returns how far a word at token k puts the task that is no verb of work: what things come to, or a paper.
func (rd *reading) unsaidStep(k int) step {
	w := rd.wordOf(k)
	switch {
	case w.isOf(groupPapers):
		return prepared
	case rd.isDenied(k):
		if w.all {
			return going // not all of it
		}
	case w.isOf(groupEnds):
		return done
	}
	return noStep
}

// isDenied reports a negation close in front of token k.
func (rd *reading) isDenied(k int) bool {
	const reach = 6
	at := rd.tokens[k].start
	return slices.ContainsFunc(rd.piece(max(at-reach, 0), at), func(c rune) bool { return rd.is(c, signNot) })
}

// endStep returns how far a word puts a row that ends a task of one sort: all of it where the row asks for such. A contract or a
// paper is a step before any other work, and a title something that was done beside it.
func (rd *reading) endStep(k int, a *asked) step {
	s := rd.stepOf(k)
	switch {
	case a.isNone(), s == waiting, s == stalled, rd.verdict(k, saysStep).says(stepNone):
		return s
	case rd.endsTask(k, a):
		return done
	case s == prepared:
		return prepared
	case rd.figuresIn(rd.tokens[k].clause) > 0, a.counted:
		return noStep // which the figures tell
	case rd.wordOf(k).isOf(groupHonours):
		return busy
	}
	return prepared
}

// endsTask reports a word at token k by which a task of this sort comes to its end.
func (rd *reading) endsTask(k int, a *asked) bool {
	switch w := rd.wordOf(k); {
	case w.is(rd.r.words.events):
		return a.asksEvent(w)
	case w.isOf(groupDeals) && a.is(groupDealing), w.isOf(groupEnds), rd.endsOccasion(k, a):
		return true
	case w.isOf(groupHonours | groupSettles):
		return a.is(groupContests | groupPapers)
	case w.isOf(groupConducts):
		return a.is(groupOccasions)
	}
	return !rd.wordOf(k).isOf(groupFinish|groupReaches|groupAmounts) && a.text.mentions(rd.tokens[k])
}

// endsOccasion reports a word at token k, at the end of its clause, that an occasion like the one asked for is over: 活动圆满结束.
func (rd *reading) endsOccasion(k int, a *asked) bool {
	c := rd.clauseOf(k)
	switch {
	case !a.is(groupOccasions), !rd.wordOf(k).isOf(groupFinish), rd.tokens[k].end != c.End:
		return false
	}
	n := rd.beginning(rd.skip(c.Start))
	return rd.wordOf(n).isOf(groupOccasions) && a.text.mentions(rd.tokens[n])
}

// isForTask reports means that are there, where these are what the row asks for: 资金已全部兑付.
func (rd *reading) isForTask(k int, a *asked) bool {
	v := rd.verdict(k, saysStep)
	return v != nil && rd.word(rd.tokens[k]).step == done && a.text.contains(rd.piece(v.whole.start, v.whole.start+2))
}

// frameStep returns how far a frame that was put up, were it called a part, puts a row: all of it where the row asks for it.
func frameStep(s step, asked bool) step {
	switch s {
	case going, done:
		if asked {
			return done
		}
		return going
	}
	return s
}

// stepAsked returns how far a step before the work, at token k, puts a row that asks for just this: 已签订协议.
func (rd *reading) stepAsked(k int) step {
	if rd.cameAbout(k) {
		return done
	}
	return noStep
}

// cameAbout reports a verb at token k that is said to have come about: 已 in front, 了 behind, or its day.
func (rd *reading) cameAbout(k int) bool {
	switch {
	case rd.isAt(rd.tokens[k].end, signPerfect):
		return true
	case rd.classBefore(k, classAlready) >= 0:
		return true
	}
	for i := range rd.inFront(k) {
		if d := rd.dateOf(i); d != nil {
			return !d.span && rd.reported(d)
		}
	}
	return false
}

// isInForce reports a verb at token k with the day in front from which on it holds: 4月1日起全区实施.
func (rd *reading) isInForce(k int) bool {
	for i := range rd.back(k) {
		if d := rd.dateOf(i); d != nil {
			return rd.isAt(rd.tokens[i].end, signFrom) && rd.reported(d)
		}
	}
	return false
}

// eventStep returns how far something that happens once, at token k, puts a row: 已召开动员会 says of one that asks for nothing like it that it
// is on its way, 尚未公布 says nothing.
func (rd *reading) eventStep(k int, a *asked) step {
	s := rd.stepOf(k)
	switch {
	case a.asksEvent(rd.wordOf(k)):
		return s
	case s == done:
		return busy
	case s == waiting:
		return noStep
	}
	return s
}

// isAmountDone reports a clause in which a verb of completion at token t has an amount for its object, which completes a
// row only where it reaches the target.
func (rd *reading) isAmountDone(c int32, t token) bool {
	for k := range rd.within(c) {
		if f := rd.numberOf(k); f.Start >= t.end && f.isAmount() {
			return true
		}
	}
	return false
}

// reached returns the first figure of a clause that was reached. That all of something is so is no amount: 满意率100%.
func (rd *reading) reached(c int32, a *asked) (token, bool) {
	if a.isPaper() {
		return token{}, false
	}
	for k := range rd.within(c) {
		switch f := rd.numberOf(k); {
		case f.role != indicator, f.state != schema.Actual, f.isWhole(), rd.sizesUp(f, a):
		default:
			return rd.tokens[k], true
		}
	}
	return token{}, false
}

// sizesUp reports the size of what one thing that the row asks for will be: 总投资1.8亿元.
func (rd *reading) sizesUp(f *figure, a *asked) bool {
	return a.single && rd.r.words.means(cmp.Or(f.named, rd.plain(f.subject)), signWhole)
}

// isWhole reports a ratio of 100%.
func (f *figure) isWhole() bool { return f.kind == schema.Ratio && f.Value.Cmp(hundred) == 0 }
