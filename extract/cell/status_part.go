package cell

import (
	"slices"
	"strings"

	"duban/internal/char"
	"duban/internal/clause"
	"duban/schema"
)

// What a clause speaks of: the whole of the task, or a part of it.

// isOfPart reports a clause by which a part of the task is done at token t: what it names is not in the task, nor is it the task by that
// name. 外墙粉刷完成 is a part of a new building, 任务完成 all of it.
func (rd *reading) isOfPart(c int32, t token, a *asked) bool {
	w := rd.word(t)
	switch {
	case a.isNone(), rd.figuresIn(c) > 0, !w.isOf(groupFinish | groupReaches):
		return false
	}
	h := &rd.tree.Clauses[c]
	named := rd.namedIn(c, h.Start, t.start)
	if len(named) == 0 {
		named = rd.namedIn(c, t.end, rd.untilNext(t.end, h.End))
	}
	switch {
	case len(named) == 0, a.text.sharesName(named):
		return false
	}
	return !w.isOf(groupReaches) || !a.text.contains(named[len(named)-1:])
}

// untilNext returns where the object of a verb ends that ends at a place: at 并, or the end of the clause.
func (rd *reading) untilNext(at, end int) int {
	if i := slices.IndexFunc(rd.piece(at, end), func(c rune) bool { return rd.is(c, signThen) }); i >= 0 {
		return at + i
	}
	return end
}

// namedIn returns the characters of a piece of a clause that name something, with a space for each run of others: not words of aspect, dates,
// numbers, and such that name no part of a task.
func (rd *reading) namedIn(c int32, start, end int) []rune {
	named := slices.Clone(rd.piece(start, end))
	for k := range rd.within(c) {
		if t := rd.tokens[k]; !rd.isNaming(k) {
			blank(named, t.start-start, t.end-start)
		}
	}
	for at := range named {
		for _, w := range rd.r.words.light[named[at]] {
			if startsWith(named[at:], w) {
				blank(named, at, at+len(w))
				break
			}
		}
	}
	if !slices.ContainsFunc(named, char.IsIdeograph) {
		return nil
	}
	return []rune(strings.TrimSpace(string(named)))
}

// blank puts spaces in the place of a piece of a text.
func blank(text []rune, start, end int) {
	for at := max(start, 0); at < min(end, len(text)); at++ {
		text[at] = ' '
	}
}

func startsWith(text, piece []rune) bool {
	return len(text) >= len(piece) && slices.Equal(text[:len(piece)], piece)
}

// isNaming reports a token that may be of the name of a part of a task.
func (rd *reading) isNaming(k int) bool {
	w := rd.wordOf(k)
	switch {
	case rd.tokens[k].kind != wordToken, w.aspect, w.isOf(groupFinish | groupReaches | groupWhole | groupOurs | groupEnds):
		return false
	}
	return w.step != done
}

// tellsOn reports a clause in which nothing but words of aspect and dates stands in front of what is done, so that it tells the next stage of
// what the clause in front speaks of: 8月试营业，9月正式开放.
func (rd *reading) tellsOn(c int32) bool {
	if rd.tree.Clauses[c].Before == clause.None || rd.figuresIn(c) > 0 {
		return false
	}
	for k := range rd.opening(c) {
		if rd.stepOf(k) == done {
			return true
		}
	}
	return false
}

// allOf returns the token of a clause that says that all of what the row speaks of has come about, whatever the verb: 车辆全部纳入平台管理; or -1.
func (rd *reading) allOf(c int32, a *asked) int {
	found := -1
	for k := range rd.within(c) {
		if rd.wordOf(k).isOf(groupWhole) {
			found = k
		}
	}
	if found < 0 || !a.text.isSpokenOf(rd.piece(rd.tree.Clauses[c].Start, rd.tokens[found].start)) {
		return -1
	}
	for k := range rd.within(c) {
		switch w := rd.wordOf(k); {
		case w.state == schema.Remaining, w.aspect && w.state != schema.Actual, w.isOf(groupLacking), rd.isStillDue(k):
			return -1
		}
	}
	return found
}

// isOfAll reports a clause that speaks of no number of things but all there are: 全州586个村顺利完成换届.
func (rd *reading) isOfAll(c int32) bool {
	if rd.figuresIn(c) == 0 {
		return true
	}
	for k := range rd.within(c) {
		if rd.wordOf(k).isOf(groupOurs) {
			return true
		}
	}
	return false
}

// isSpokenOf reports a piece of another text that has a name in common with this one, or has none.
func (rd *reading) isSpokenOf(piece []rune) bool {
	named := slices.ContainsFunc(piece, char.IsIdeograph)
	return !named || rd.sharesName(piece)
}

// sharesName reports two characters that stand together in the text and in a piece of another: what both speak of.
func (rd *reading) sharesName(piece []rune) bool {
	for at := range max(len(piece)-1, 0) {
		if two := piece[at : at+2]; char.IsIdeograph(two[0]) && char.IsIdeograph(two[1]) && rd.contains(two) {
			return true
		}
	}
	return false
}

// leavesSome returns the word behind which a text says how many of what it has counted are dealt with, where some are left, or -1:
// 排查完成，发现隐患460处，已整改212处.
func (rd *reading) leavesSome() int {
	left := -1
	for g, f := range rd.neighbours(1) {
		if !areFigures(f, g) || !f.isAmount() || f.Unit != g.Unit || f.state != schema.Actual {
			continue
		}
		k := rd.classBefore(f.token, classAlready)
		switch {
		case k < 0, !rd.inClauseBehind(f, g), f.Value.Cmp(&g.Value) >= 0:
			left = -1
		default:
			left = k
		}
	}
	return left
}
