package check

import (
	"context"
	"slices"

	"duban/internal/exact"
)

// This file tells what explains a total of a table that its parts do not add up to.

// rowsExplain reports whether the rows next to the total alone may be its parts.
func (m *miss) rowsExplain() bool {
	r := m.reach()
	return runHolds(m.total, m.parts, 1, r) || runHolds(m.total, m.parts, -1, r)
}

// partsExplain reports whether the sum holds with one of the parts as the sum of those next to it: the whole of a group, where
// nothing but its figures says so.
func (m *miss) partsExplain(ctx context.Context) bool {
	over := new(exact.Rat).Sub(m.amount.sum, m.total.signedValue())
	slack, r := m.slack(), m.reach()
	for i, x := range m.parts {
		d := new(exact.Rat).Sub(x.signedValue(), over)
		if d.Abs(d).Cmp(slack) > 0 {
			continue
		}
		if ctx.Err() != nil {
			return true
		}
		if runHolds(x, m.parts[i+1:], 1, r) || runHolds(x, m.parts[:i], -1, r) {
			return true
		}
	}
	return false
}

// reach is by how much a sum of some of the parts may at most be too large for more of them still to make it hold: by
// what rounding can do, and what is negative.
func (m *miss) reach() *exact.Rat {
	r := new(exact.Rat).Set(m.amount.slack)
	for _, x := range m.parts {
		if v := x.signedValue(); v.Sign() < 0 {
			r.Sub(r, v)
		}
	}
	return r
}

// behindPartExplains reports whether the sum holds without rows that stand behind one that is called 其中, and may be parts
// of the same.
func (s *sumTable) behindPartExplains(m *miss) bool {
	rest := new(exact.Rat).Sub(m.amount.sum, m.total.signedValue())
	over := &entry{figure: &figure{Indicator: m.total.Indicator, number: number{value: rest, slack: m.slack()}}}
	if over.value.Sign() <= 0 {
		return false
	}
	a, behind, last := amount{sum: new(exact.Rat), slack: new(exact.Rat)}, false, 0
	for _, x := range m.parts {
		if s.partBetween(last, x.row) {
			a.sum, behind = new(exact.Rat), true
		}
		last = x.row
		a.sum.Add(a.sum, x.signedValue())
		if behind && a.fits(over) {
			return true
		}
	}
	return false
}

// partBetween reports whether a row behind a and in front of b is called 其中.
func (s *sumTable) partBetween(a, b int) bool {
	return slices.ContainsFunc(s.lines[min(a+1, b):b], func(l line) bool { return l.part })
}

// runHolds reports whether some of the parts from one end, two at least, add up to the total. A sum that is too large by
// more than reach can't get there any more.
func runHolds(total *entry, parts []*entry, step int, reach *exact.Rat) bool {
	most := new(exact.Rat).Add(total.signedValue(), total.slack)
	most.Add(most, reach)
	a := amount{sum: new(exact.Rat), slack: new(exact.Rat)}
	for i := range min(len(parts), mostRun) {
		x := parts[i]
		if step < 0 {
			x = parts[len(parts)-1-i]
		}
		a.sum.Add(a.sum, x.signedValue())
		a.slack.Add(a.slack, x.slack)
		if i > 0 && a.fits(total) {
			return true
		}
		if a.sum.Cmp(most) > 0 {
			return false
		}
	}
	return false
}

// mostWritten is how many terms of a sum are written out.
const mostWritten = 40
