package cell

import (
	"slices"

	"duban/internal/char"
	"duban/internal/clause"
)

// asked is what a row asks for: which sort of task it is decides what ends it.
type asked struct {
	text    *reading
	groups  group // of its words
	events  bool  // something that happens once: a meeting, an office that is set up
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
		a.events = a.events || w.is(rd.r.words.events)
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

// isSpokenOf reports a piece of another text that has a name in common with this one, or has none.
func (rd *reading) isSpokenOf(piece []rune) bool {
	named := slices.ContainsFunc(piece, char.IsIdeograph)
	return !named || rd.sharesName(piece)
}

// isPaper reports a task that is over with the paper that it asks for.
func (a *asked) isPaper() bool {
	switch {
	case a.upkeep, a.counted:
		return false
	}
	return a.is(groupDrafts)
}

// sharesName reports two characters that stand together in the text and in a piece of another: what both speak of.
func (rd *reading) sharesName(piece []rune) bool {
	for at := range max(len(piece)-1, 0) {
		if two := piece[at : at+2]; char.IsIdeograph(two[0]) && char.IsIdeograph(two[1]) && rd.holdsRunes(two) {
			return true
		}
	}
	return false
}

// holdsRunes reports whether these characters stand in the text.
func (rd *reading) holdsRunes(piece []rune) bool {
	for at := range len(rd.text) - len(piece) + 1 {
		if slices.Equal(rd.text[at:at+len(piece)], piece) {
			return true
		}
	}
	return false
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
