package cell

import (
	"duban/internal/clause"
	"duban/schema"
)

// asked is what a row asks for: which sort of task it is decides what ends it.
type asked struct {
	text    *reading
	groups  group // of its words
	counted bool  // figures, for the larger part
	single  bool  // one thing, and no figure
	upkeep  bool  // what goes on for ever, so that no part of it is the end: 常态化, 每季度
}

// asks says what a text asks for.
func (rd *reading) asks() *asked {
	a := asked{text: rd, counted: rd.isCounted()}
	a.single = !a.counted && rd.isOneClause()
	for k := range rd.between(0, min(mostAsked, len(rd.tokens))) {
		w := rd.wordOf(k)
		a.groups |= w.groups
		if w.isOf(groupUpkeep) && rd.tokens[k].clause == 0 && !a.counted {
			a.upkeep = true
		}
	}
	if a.is(groupEver) {
		a.upkeep = true
	}
	return &a
}

// isOneClause reports a text of one clause, and what that quotes.
func (rd *reading) isOneClause() bool {
	for i := range rd.tree.Clauses {
		if i > 0 && rd.tree.Clauses[i].Level == clause.Text {
			return false
		}
	}
	return true
}

// is reports a task with a word of one of these groups.
func (a *asked) is(g group) bool { return a.groups&g != 0 }

// isNone reports a row that does not say what it asks for.
func (a *asked) isNone() bool { return len(a.text.text) == 0 }

// asksEvent reports what happens once that the task asks for, or something of the same sort.
func (a *asked) asksEvent(w *word) bool {
	const sorts = groupHolding | groupIssuing | groupFounding
	if w.isOf(groupHolding) && a.is(groupOccasions) {
		return true
	}
	return a.groups&w.groups&sorts != 0
}

// amountStep returns how far a verb puts the task of which only amounts are told: nowhere, where the task does not have it too.
func (a *asked) amountStep(s step, same bool) step {
	switch {
	case same, a.isNone():
		return s
	}
	return noStep
}

// asksOnce reports a verb that, once it has come about, ends the task: one that the task has too, or that of an occasion like it.
func (a *asked) asksOnce(w *word, same bool) bool {
	switch {
	case w.isOf(groupOnce):
		return same
	case w.isOf(groupConducts):
		return a.is(groupOccasions)
	}
	return false
}

// isOne reports a task that asks for one thing, were it with the numeral.
func (a *asked) isOne() bool {
	if !a.counted {
		return a.single
	}
	for f := range a.text.eachFigure() {
		if f.Value.Cmp(one) != 0 {
			return false
		}
	}
	return true
}

// isMany reports a task that asks for figures, and not for one thing.
func (a *asked) isMany() bool { return a.counted && !a.isOne() }

// partStep returns how far a part that is done puts the task.
func (a *asked) partStep() step {
	if a.isPaper() {
		return prepared
	}
	return going
}

// busyStatus returns how far a task is of which nothing is known but that something goes on.
func (a *asked) busyStatus() schema.Status {
	if a.isPaper() {
		return schema.StatusPreparing
	}
	return schema.StatusUnderway
}

// isPaper reports a task that is over with the paper that it asks for.
func (a *asked) isPaper() bool {
	switch {
	case a.upkeep, a.counted:
		return false
	}
	return a.is(groupDrafts)
}

// isCounted reports whether at least half of the clauses of a target state a figure.
func (rd *reading) isCounted() bool {
	with := 0
	for c := range rd.tree.Clauses {
		if rd.figuresIn(int32(c)) > 0 {
			with++
		}
	}
	return 2*with >= len(rd.tree.Clauses)
}

// isStillDue reports a date at token k by which something is to be done, and that the period of the report does not reach.
func (rd *reading) isStillDue(k int) bool { return rd.isDue(k) && !rd.reported(rd.dateOf(k)) }
