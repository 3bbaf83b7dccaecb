package cell

import (
	"slices"
	"strings"

	"duban/internal/exact"
	"duban/schema"
)

// This file sets columns of figures against each other: 年度计划投资 against 累计完成投资.

// side is one figure of a column that can be compared.
type side struct {
	*figure
	column *Column
	alone  bool // the target of the row, of which no column says that it is the progress towards it: a cumulative one may be
}

// compareColumns sets each target in a column of figures against the figure that says how far it was reached: of the same
// measure, unit, kind and group, cumulative rather than not, and never of a month alone.
func (w *rowReading) compareColumns() []schema.Comparison {
	var targets, actuals, rates []side
	for i, rd := range w.readings {
		t := &w.texts[i]
		switch {
		case t.Merged, t.Again, !rd.hasFigures(), rd.only() == nil:
			continue
		}
		s := side{figure: rd.only(), column: rd.column}
		if s.isRate() {
			rates = append(rates, s)
		}
		if !w.isUnpaired(rd.field) {
			continue
		}
		s.alone = rd.field == schema.FieldTarget && rd.column.Thing == ""
		switch s.state {
		case schema.Target:
			targets = append(targets, s)
		case schema.Actual, schema.Projected:
			actuals = append(actuals, s)
		}
	}
	out := []schema.Comparison{}
	for _, t := range targets {
		a := t.reached(actuals)
		if a == nil {
			a = t.reachedBy(rates, targets, actuals)
		}
		if t.isSure(a, rates, targets) {
			if c, ok := comparison(t.comparable(), a.comparable()); ok {
				out = append(out, c)
			}
		}
	}
	return out
}

// isUnpaired reports a field whose figures no cell of the row has the one figure to be compared with.
func (w *rowReading) isUnpaired(field schema.Field) bool {
	switch field {
	case schema.FieldCell:
		return true
	case schema.FieldTarget, schema.FieldProgress: // 年初预算 beside 本年累计, 完成 beside 年度目标投资
		t, p := w.target.only(), w.progress.only()
		switch {
		case t == nil, p == nil:
			return true
		case t.Unit == "", p.Unit == "":
			return false
		}
		return t.Unit != p.Unit // 15000万元 beside 完成堤防3.2公里
	}
	return false
}

// isSure reports whether a, which is nil where there is none, surely says how far s was reached: no other target measures the
// same, or a rate of the row says it of s alone.
func (s *side) isSure(a *side, rates, targets []side) bool {
	switch {
	case a == nil:
		return false
	case s.only(targets):
		return true
	}
	return s.isRatedBy(a, rates) && !s.rivaled(a, rates, targets)
}

func (s *side) comparable() comparable { return comparable{figure: s.figure} }

// only reports whether no other target measures the same.
func (s *side) only(targets []side) bool {
	n := 0
	for i := range targets {
		if s.alike(&targets[i]) {
			n++
		}
	}
	return n == 1
}

// alike reports whether two figures measure the same.
func (s *side) alike(other *side) bool { return s.column.Thing == other.column.Thing && s.akin(other) }

// isDone reports whether the other figure is of what s measures being done: 建设面积 / 完工 of 建设面积 / 计划.
func (s *side) isDone(other *side) bool { return s.column.Thing == other.column.Core && s.akin(other) }

// akin reports whether two figures are of one kind, unit and time.
func (s *side) akin(other *side) bool {
	switch a, b := s.column, other.column; {
	case s.kind != other.kind, s.kind == schema.Rank, s.Unit != other.Unit, a.Total != b.Total:
		return false
	default:
		return a.sameTime(b)
	}
}

// sameTime reports whether the periods of two columns agree, as far as both name one, or that of one is the whole year of the
// other's.
func (c *Column) sameTime(other *Column) bool {
	const year, firstDay, lastDay = len("2021"), "-01-01", "-12-31"
	switch {
	case c.Start == "", other.Start == "":
		return true
	case c.Start == other.Start && c.End == other.End:
		return true
	}
	return c.Start == other.Start[:year]+firstDay && c.End[year:] == lastDay
}

// reached returns the figure that says how far a target was reached, or nil where there is none or one as good.
func (s *side) reached(actuals []side) *side {
	if slices.ContainsFunc(actuals, func(a side) bool { return s.alike(&a) && !a.column.Partial }) {
		return s.best(actuals, s.alike)
	}
	reaches := func(a side) bool { return s.isDone(&a) && a.mayReach() }
	if !s.alone || slices.ContainsFunc(actuals, reaches) {
		return s.best(actuals, s.isDone)
	}
	over := *s
	over.alone = false
	return over.best(actuals, func(a *side) bool { return a.isOver() && s.isDone(a) })
}

// isOver reports a figure of which the label only says that the work is over: 完工（个） beside 改造任务（个）.
func (s *side) isOver() bool { return s.column.Thing != "" && s.column.Core == "" }

// reachedBy returns the figure of which a rate of the row says that it is so much of s, whatever the labels call it: 应参保人数,
// 已缴费人数 and 参保率. It is nil where the rates say it of none or of two, or of it and another target.
func (s *side) reachedBy(rates, targets, actuals []side) *side {
	if s.isRate() {
		return nil
	}
	var found *side
	for i := range actuals {
		a := &actuals[i]
		switch {
		case a.column.Partial, !s.akin(a), !s.isRatedBy(a, rates):
			continue
		case found != nil, s.rivaled(a, rates, targets):
			return nil
		}
		found = a
	}
	return found
}

// rivaled reports whether the rates say of another target that a is so much of it.
func (s *side) rivaled(a *side, rates, targets []side) bool {
	return slices.ContainsFunc(targets, func(t side) bool {
		earlier := t.column.Index < s.column.Index && t.Value.Cmp(&s.Value) == 0 // 年初预算, which was not changed
		return t.figure != s.figure && !earlier && t.isRatedBy(a, rates)
	})
}

// shareDigits is how many digits of a share are computed.
const shareDigits = 20

// isRatedBy reports whether one of the rates is a in per cent of s, as exactly as it is printed.
func (s *side) isRatedBy(a *side, rates []side) bool {
	if s.Value.Sign() <= 0 || a.Value.Sign() < 0 {
		return false
	}
	var share exact.Decimal
	if _, err := share.Quo(&a.Value, &s.Value, shareDigits); err != nil {
		return false
	}
	share.Exponent += 2
	return slices.ContainsFunc(rates, func(r side) bool {
		var printed exact.Decimal
		err := printed.Round(&share, r.Value.Exponent, shareDigits)
		return err == nil && r.kind != schema.Growth && printed.Cmp(&r.Value) == 0
	})
}

// best returns the best of the figures that measure what s does.
func (s *side) best(actuals []side, measures func(*side) bool) *side {
	var best *side
	tie := false
	for i := range actuals {
		a := &actuals[i]
		switch {
		case !measures(a), a.column.Partial, s.alone && !a.mayReach():
		case best == nil, a.speaksFor() > best.speaksFor():
			best, tie = a, false
		case a.speaksFor() == best.speaksFor():
			tie = true
		}
	}
	if tie {
		return nil
	}
	return best
}

// speaksFor tells how well the column of a figure says that this is all that was reached of an aim: best a cumulative one with a time,
// 1—8月累计, which 开工以来累计 is not.
func (s *side) speaksFor() int {
	switch c := s.column; {
	case c.Cumulative && c.Start != "":
		return 2
	case c.Cumulative:
		return 1
	}
	return 0
}

// mayReach reports a figure that may be all that was reached of the target of the row: a cumulative one, or one of which the label names
// neither what it measures nor a time of its own: 本年完成 beside 本年计划.
func (s *side) mayReach() bool {
	switch c := s.column; {
	case c.Cumulative:
		return true
	case c.Thing != "":
		return false
	default:
		return c.Start == ""
	}
}

// schedule says how much of the year had gone, where the target is an amount of the year that the report is of.
func (w *rowReading) schedule(c *schema.Comparison, ctx *Context) {
	t := &w.row.Indicators[c.Target]
	switch {
	case c.Ratio == nil, w.isOfProject(t):
		return
	case !isOneOf(t.Kind, schema.Quantity, schema.Difference):
		return
	case strings.Contains(t.Unit, "/"): // a density or a rate by the piece does not grow with the year
		return
	}
	months := monthsGone(ctx.Period)
	if months == 0 {
		return
	}
	var share exact.Decimal
	if _, err := share.Quo(exact.New(int64(months), 0), exact.New(12, 0), shareDigits); err != nil {
		return
	}
	if err := share.Round(&share, -4, shareDigits); err != nil {
		return
	}
	d := schema.NewDecimal(share)
	c.Schedule = &d
}

// isOfProject reports a target that is the total of a project, and no amount of the year: 总投资12亿元.
func (w *rowReading) isOfProject(t *schema.Indicator) bool {
	switch {
	case w.endsInTotal([]rune(t.Subject)):
		return true
	case t.Field != w.target.field:
		return false
	}
	return w.endsInTotal(w.target.text[:t.Start])
}

// endsInTotal reports a text that ends in a word for a total of a project, no year in front of it: 总投资, but not 年度总投资.
func (w *rowReading) endsInTotal(text []rune) bool {
	const longest = 6 // characters of such a word
	for n := min(longest, len(text)); n > 1; n-- {
		at := len(text) - n
		if !w.words.means(string(text[at:]), signWhole) {
			continue
		}
		for _, part := range []datePart{partYear, partLong} {
			if w.words.dates.end(part, text, at) != nil {
				return false
			}
		}
		return true
	}
	return false
}
