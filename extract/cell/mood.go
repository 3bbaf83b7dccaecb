package cell

import (
	"cmp"
	"slices"

	"duban/internal/char"
	"duban/internal/clause"
	"duban/schema"
)

// A heading speaks for its section: under one that names plans or aims, figures of which nothing is said are planned or
// aimed at. It does so in the text of a section as well, in a line of its own.

// mood is the state of the figures from a place of the text on of which nothing else is said; empty where that is usual.
type mood struct {
	from  int
	state schema.State
}

// headingState returns the state that a heading gives to the figures under it: none where it speaks of what has come
// about.
func (rd *reading) headingState(c int32) schema.State {
	e := rd.extents[c]
	if e.empty() {
		return ""
	}
	return rd.stateBetween(e.first, e.end-1)
}

func (rd *reading) stateBetween(first, last int) schema.State {
	var s schema.State
	timed := !rd.ctx.Review || rd.wordOf(last).copula || rd.namesTime(first, last) // 主要任务是：
	for k := range rd.between(first, last+1) {
		w := rd.wordOf(k)
		switch h := w.heading; {
		case h == schema.Actual:
			return ""
		case w.timed && !timed:
		case h == schema.Target, s == "":
			s = h
		}
	}
	return s
}

// namesTime reports a date, or a word for this year, from one token to another.
func (rd *reading) namesTime(first, last int) bool {
	return slices.ContainsFunc(rd.tokens[first:last+1], func(t token) bool { return t.kind == dateToken || rd.word(t).thisYear })
}

// textState returns the state that a text gives as a heading.
func (rd *reading) textState() schema.State { return rd.stateBetween(0, len(rd.tokens)-1) }

// saysPast reports a heading that tells what has come about.
func (rd *reading) saysPast() bool {
	return slices.ContainsFunc(rd.tokens, func(t token) bool { return rd.word(t).heading == schema.Actual })
}

// moods finds the lines of the text that are headings, and the labels that speak for what stands behind them in their line.
func (rd *reading) moods() {
	rd.mood = append(rd.mood[:0], mood{0, rd.ctx.mood})
	if rd.field != schema.FieldText {
		return
	}
	labelled := 0 // where the line of the last label ends
	for c := range rd.tree.Clauses {
		switch line := &rd.tree.Clauses[c]; {
		case rd.isHeadingLine(line):
			rd.addMood(int32(c), line.Start)
		case rd.isLabel(line, line.Start < labelled):
			labelled = rd.addLabel(int32(c), labelled)
		}
	}
}

const longestLabel = 12 // characters of a label in a line

// isLabel reports a short clause that a line or a sentence begins with, in front of a colon or in brackets, and that ends in a word
// which headings are known by: 年度任务：, 【进展情况】. Any will do that is further in a line with one.
func (rd *reading) isLabel(c *clause.Clause, further bool) bool {
	known := rd.labelState(c) != ""
	switch {
	case c.Head != clause.None, c.End-c.Start > longestLabel, !known && !further:
		return false
	case c.Level == clause.Bracket:
		return rd.startsLine(c.Open)
	case c.Level != clause.Text, !char.IsColon(rd.at(c.End)):
		return false
	}
	return rd.opensPoint(rd.skipBack(c.Start)) || known && further
}

// labelState returns the state that the word at the end of a label gives to what stands behind: one that headings are known by, or one
// that is the whole label: 目标：.
func (rd *reading) labelState(c *clause.Clause) schema.State {
	end := rd.skipBack(c.End)
	w := rd.wordEnding(end)
	if k := rd.tokenEnding(end); k >= 0 && rd.tokens[k].start == rd.skip(c.Start) {
		return cmp.Or(w.heading, w.label)
	}
	return w.heading
}

// addLabel lets a label speak for its line, up to another label or to a word that tells what has come about, and returns where
// the line ends, which is known behind a label in the same: 年度任务：新建管网25公里，完成投资1.2亿元。进展情况：….
func (rd *reading) addLabel(c int32, end int) int {
	label := &rd.tree.Clauses[c]
	above := rd.mood[len(rd.mood)-1].state
	for rd.mood[len(rd.mood)-1].from > label.Start {
		rd.mood = rd.mood[:len(rd.mood)-1] // the end of the label in front
	}
	if end <= label.Start {
		end = rd.lineEnd(label.End)
	}
	told := end
	if k := rd.tells(rd.extents[c].end, end); k >= 0 {
		told = rd.tokens[k].start
	}
	state := rd.headingState(c)
	if !rd.saysHeading(c) {
		state = cmp.Or(rd.labelState(label), above)
	}
	rd.mood = append(rd.mood, mood{label.End, state}, mood{told, above})
	return end
}

// tells returns the first word from token k on, up to a place of the text, behind which the text tells what has come about, or -1:
// 已, 截至9月底.
func (rd *reading) tells(k, end int) int {
	if !rd.outcomesKnown {
		rd.outcomesKnown, rd.outcomes = true, rd.outcomes[:0]
		for n := range rd.every() {
			if rd.opensOutcome(n) {
				rd.outcomes = append(rd.outcomes, n)
			}
		}
	}
	next, _ := slices.BinarySearch(rd.outcomes, k)
	if next == len(rd.outcomes) || rd.tokens[rd.outcomes[next]].start >= end {
		return -1
	}
	return rd.outcomes[next]
}

// opensOutcome reports a token behind which a text tells what has come about.
func (rd *reading) opensOutcome(k int) bool {
	if d := rd.dateOf(k); d != nil {
		return d.since
	}
	w := rd.wordOf(k)
	return w.is(classAlready|classNow) || w.isOf(groupPresent)
}

// addMood lets a line speak for the text from a place on, unless it says nothing of that within a section that has a mood.
func (rd *reading) addMood(c int32, from int) {
	if !rd.extents[c].empty() && (rd.ctx.mood == "" || rd.saysHeading(c)) {
		rd.mood = append(rd.mood, mood{from, rd.headingState(c)})
	}
}

const longestHeading = 30 // characters of a line in the text

// saysHeading reports whether a line holds a word that headings are known by.
func (rd *reading) saysHeading(c int32) bool {
	e := rd.extents[c]
	return slices.ContainsFunc(rd.tokens[e.first:e.end], func(t token) bool { return rd.word(t).heading != "" })
}

// isHeadingLine reports a clause that is a short line without a full stop, and no row of labels.
func (rd *reading) isHeadingLine(c *clause.Clause) bool {
	switch {
	case c.Level != clause.Text, c.Before != clause.None, c.After != clause.None, c.End-c.Start > longestHeading:
		return false
	}
	if rd.blanks(c.Start, c.End) > 1 {
		return false
	}
	return rd.startsLine(c.Start) && rd.endsLine(c.End)
}

// moodOf returns the state that the heading above gives to f.
func (rd *reading) moodOf(f *figure) schema.State {
	above, isAt := slices.BinarySearchFunc(rd.mood, f.Start, func(m mood, at int) int { return cmp.Compare(m.from, at) })
	if !isAt {
		above-- // the first is at 0
	}
	s := rd.mood[above].state
	switch {
	case s == "", rd.origin(f) >= 0, rd.isPast(f), rd.isTold(f):
		return ""
	}
	return s
}

// isTold reports a sentence that has come to how things stand, in front of f, and to nothing that is to be done: 截至9月底，;
// 检查中发现，. The words for the present alone stand in front of plans too: 目前，….
func (rd *reading) isTold(f *figure) bool {
	for k := range rd.sentenceBack(f.token, rd.sentenceOf(f.token)) {
		w, d := rd.wordOf(k), rd.dateOf(k)
		switch {
		case f.token-k > farthestDate, w.thisYear, rd.plansAt(k):
			return false
		case d != nil:
			if rd.endsLater(d) {
				return false
			}
			return d.since
		case !rd.headsClause(k) && !rd.endsClause(k):
		case w.isOf(groupPresent):
			return rd.tellsHowFar(k)
		case w.isOf(groupHolds):
			return rd.endsClause(k)
		}
	}
	return false
}

// plansAt reports a word of aspect that makes a plan.
func (rd *reading) plansAt(k int) bool {
	w := rd.wordOf(k)
	return w.aspect && w.state == schema.Planned
}

// endsClause reports a word that its clause ends with.
func (rd *reading) endsClause(k int) bool { return rd.tokens[k].end == rd.clauseOf(k).End }

// tellsHowFar reports a word of aspect behind token k in its sentence that says how far things are: 已, 正在, 未开工.
func (rd *reading) tellsHowFar(k int) bool {
	end := min(len(rd.tokens), k+farthestDate)
	for n := range rd.between(k+1, end) {
		if rd.sentenceOf(n) != rd.sentenceOf(k) {
			return false
		}
		switch w := rd.wordOf(n); w.state {
		case schema.Actual, schema.Ongoing:
			if w.aspect {
				return true
			}
		case schema.Remaining:
			if w.step != noStep {
				return true
			}
		}
	}
	return false
}

// isPast reports a figure that is set back to a year before that of the report.
func (rd *reading) isPast(f *figure) bool {
	for k := range rd.runBack(f.token) {
		if d := rd.dateOf(k); d != nil {
			return d.isBefore(rd.ctx.Year) && !rd.comparesWith(k)
		}
	}
	return rd.isLedByPast(f)
}

// isLedByPast reports a clause in front of that of f, in its sentence, that is nothing but a time in the past: 过去一年，….
func (rd *reading) isLedByPast(f *figure) bool {
	for c := range rd.clausesBefore(f.token) {
		at := rd.skip(rd.tree.Clauses[c].Start)
		if clause.Kind(rd.at(at)) == clause.Open {
			at++ // “十三五”末
		}
		k := rd.beginning(at)
		if d := rd.dateOf(k); d != nil {
			return d.isBefore(rd.ctx.Year) && d.end == rd.tree.Clauses[c].End
		}
		if w := rd.wordOf(k); w.thisYear || w.isOf(groupPast) {
			return !w.thisYear
		}
	}
	return false
}
