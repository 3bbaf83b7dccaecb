package cell

import (
	"cmp"
	"slices"

	"duban/schema"
)

// times is how long a figure counts: its first and last day as numbers, yyyymmdd, or 0 where the words around do not say.
type times struct{ first, last int }

// known reports whether the words say which time a figure counts.
func (t times) known() bool { return t.last != 0 }

// covers reports whether all of other lies in t.
func (t times) covers(other times) bool { return t.first <= other.first && other.last <= t.last }

// besides reports whether both are known and share no day.
func (t times) besides(other times) bool {
	if !t.known() || !other.known() {
		return false
	}
	return t.last < other.first || other.last < t.first
}

// isLaterPart reports a figure of a time that does not begin with its year, beside a larger one of which no time is said: 3月建成2座，已建成5座.
func (c comparable) isLaterPart(other comparable) bool {
	const newYear = 101
	if c.times.first%10000 == newYear {
		return false
	}
	return other.Value.Cmp(&c.Value) > 0
}

// timesOf returns the time that f counts: that of the last date in front of it in its clause, or of the period that it
// has from an earlier one.
func (rd *reading) timesOf(f *figure) times {
	for k := range rd.runBack(f.token) {
		switch t := rd.tokens[k]; {
		case t.kind == dateToken:
			return rd.dates[t.id].times()
		case rd.word(t).thisYear:
			return times{}
		}
	}
	if d := rd.dateBefore(f.token, f.period); d != nil {
		return d.times()
	}
	return times{}
}

// times returns the time that an amount counts which stands behind the date. What is reached by the end of a month is
// reached since the year began; a day is when a thing happened, and no time that is counted.
func (d *date) times() times {
	switch {
	case d.year == 0, d.edge == before, d.edge == early, d.shape == dayShape, d.shape == yearEndShape:
		return times{}
	}
	if d.since || d.edge == late {
		return times{d.year*10000 + 101, d.until()}
	}
	return times{d.from(), d.until()}
}

// isRunning reports a figure that counts up what went before: 累计建成5座.
func (rd *reading) isRunning(f *figure) bool {
	return rd.saidBefore(f, func(w *word) bool { return w.running }) || rd.isTotal(f)
}

// withoutPartialTimes leaves out what counts only a part of the time in which the target was to be reached: beside the
// figure of the whole time (二月建成3座，三月建成2座，累计建成5座) the others, and of figures that follow one another
// (上半年完成9亿元，下半年完成11亿元) all.
func (rd *reading) withoutPartialTimes(actuals []comparable) []comparable {
	whole := rd.reportTimes()
	partial := func(a comparable) bool {
		if !a.times.known() || whole.known() && a.times.covers(whole) {
			return false
		}
		return slices.ContainsFunc(actuals, func(b comparable) bool {
			switch {
			case a.figure == b.figure, !a.sameThing(b):
				return false
			case a.running != b.running:
				return b.running
			case !b.times.known():
				return a.isLaterPart(b)
			case b.times.besides(a.times):
				return a.times.last < whole.first || b.times.last >= whole.first
			}
			return b.times != a.times && b.times.covers(a.times)
		})
	}
	return slices.DeleteFunc(slices.Clone(actuals), partial)
}

// reportTimes is the time from the beginning of the year to the end of the report's period.
func (rd *reading) reportTimes() times {
	end := rd.lastDay()
	if end == 0 {
		return times{}
	}
	return times{end - end%10000 + 101, end}
}

// sameThing reports whether two figures of a cell count the same thing in the same unit.
func (c comparable) sameThing(other comparable) bool {
	switch {
	case c.Unit != other.Unit, c.kind != other.kind, c.kind == schema.Growth:
		return false
	}
	return cmp.Or(c.subject, other.subject) == cmp.Or(other.subject, c.subject)
}

// isTotal reports a figure that sums up what was told before: 合计, or 共 behind the name of an area or at the front of its clause.
func (rd *reading) isTotal(f *figure) bool {
	switch {
	case rd.isAt(f.Start-1, signTotal):
		return rd.isAt(f.Start-2, signTotalled)
	case rd.opensTotal(rd.skip(rd.clauseOf(f.token).Start)):
		return rd.previous(f) != nil
	}
	return rd.isAt(f.Start-1, signTogether) && rd.isAt(f.Start-2, signArea)
}

// opensTotal reports a word for all together at a place, alone or with a verb: 新建63座，改造41座，共完成104座.
func (rd *reading) opensTotal(at int) bool {
	switch w := rd.wordStarting(at); {
	case w.breaks != 0, w.state != "":
		return rd.isAt(at, signTogether) || rd.isAt(at, signTotalled) && rd.isAt(at+1, signTotal)
	}
	return false // 共享单车
}
