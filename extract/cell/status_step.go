package cell

import (
	"slices"

	"duban/schema"
)

// clauseStep says how far one clause puts the task. What is only a step before the work counts as that even when it
// is done, unless the row asks for just this; what is meant for later is a plan.
func (rd *reading) clauseStep(c int32, target *reading) (step, token) {
	var steps [done + 1]token // of each, the first that says it
	later, aspect := false, false
	var ongoing token
	for k := range rd.within(c) {
		t := rd.tokens[k]
		switch w := rd.word(t); {
		case w.state == schema.Planned && w.aspect, w.state == schema.Projected, rd.isStillDue(k):
			later = true
		case w.aspect && w.state != schema.Target:
			if aspect = true; w.state == schema.Ongoing {
				ongoing = t
			}
		}
		if s := rd.stepToward(k, target); steps[s].end == 0 {
			steps[s] = t
		}
	}
	for _, s := range [...]step{stalled, waiting, prepared, going, done, busy} {
		if steps[s].end == 0 {
			continue
		}
		if later && !aspect {
			return min(s, prepared), steps[s]
		}
		return s, steps[s]
	}
	if ongoing.end > 0 {
		return busy, ongoing
	}
	return noStep, token{}
}

// isStillDue reports a date at token k by which something is to be done, and that the period of the report does not reach.
func (rd *reading) isStillDue(k int) bool { return rd.isDue(k) && !rd.reported(rd.dateOf(k)) }

// stepToward returns how far token k puts the task; what the row asks for is no step before the work. A frame that is done
// is all of it only where the row asks for just that.
func (rd *reading) stepToward(k int, target *reading) step {
	s := rd.stepOf(k)
	switch w, t := rd.wordOf(k), rd.tokens[k]; {
	case s == prepared && target.mentions(t):
		return rd.stepAsked(k)
	case w.isOf(groupFrame):
		return frameStep(s, target.mentions(t))
	case w.is(rd.r.words.events) && !target.asksFor(rd.r.words.events):
		return besideTask(s)
	}
	return s
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
	switch {
	case k == 0, !rd.touches(k - 1):
		return noStep
	case rd.classesOf(k-1)&classAlready != 0:
		return done
	}
	return noStep
}

// besideTask returns how far something that happens once puts a row that asks for nothing like it: 已召开动员会 says that it is on its
// way, 尚未公布 says nothing.
func besideTask(s step) step {
	switch s {
	case done:
		return busy
	case waiting:
		return noStep
	}
	return s
}

// asksFor reports a text with a word of a class.
func (rd *reading) asksFor(of class) bool {
	return slices.ContainsFunc(rd.tokens[:min(mostAsked, len(rd.tokens))], func(t token) bool { return rd.word(t).is(of) })
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

// reached returns the first figure of a clause that was reached.
func (rd *reading) reached(c int32) (token, bool) {
	for k := range rd.within(c) {
		t := rd.tokens[k]
		if f := rd.numberOf(k); f.role == indicator && f.state == schema.Actual {
			return t, true
		}
	}
	return token{}, false
}
