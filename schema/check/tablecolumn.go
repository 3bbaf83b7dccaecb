package check

import (
	"context"
	"slices"
	"sort"

	"duban/internal/exact"
)

// This file sets the total columns of an annex against their parts, as tablesum.go does for rows: of the columns that may be
// the parts those are meant with which most rows hold.

// columnRange is one way to read which columns a total sums up: those of a range, without its end, that are like the total.
type columnRange struct {
	lo, hi int
	kind   partKind
	parts  int // how many columns that are
}

// partKind is which columns of a range are parts.
type partKind int

const (
	plainColumns partKind = iota
	totalColumns          // that are totals themselves
)

// mostTotalColumns is how many total columns of an annex are set against all its other columns.
const mostTotalColumns = 8

// columnSums returns the sums of total columns that do not hold.
func (g *grid) columnSums(ctx context.Context) []*miss {
	var totals []int
	for i, c := range g.columns {
		if c.total && c.isAmount() {
			totals = append(totals, i)
		}
	}
	var misses []*miss
	for at, k := range totals {
		if ctx.Err() != nil || len(misses) > mostMisses {
			return nil
		}
		misses = append(misses, g.missesOfColumn(ctx, k, g.rangesOf(totals, at))...)
	}
	return misses
}

// rangesOf lists the ways to read the total column totals[at].
func (g *grid) rangesOf(totals []int, at int) []columnRange {
	k, above, below := totals[at], -1, len(g.columns)
	if at > 0 {
		above = totals[at-1]
	}
	if at+1 < len(totals) {
		below = totals[at+1]
	}
	all := []columnRange{{above + 1, k, plainColumns, 0}, {k + 1, below, plainColumns, 0}}
	if lo, hi := g.columns[k].first, g.columns[k].end; above < lo && hi <= below {
		all = append(all, columnRange{lo, hi, plainColumns, 0})
	}
	if len(totals) <= mostTotalColumns {
		n := len(g.columns)
		all = append(all, columnRange{0, n, plainColumns, 0}, columnRange{0, k, totalColumns, 0}, columnRange{k + 1, n, totalColumns, 0})
	}
	var out []columnRange
	for _, r := range all {
		for i := r.lo; i < r.hi; i++ {
			if g.isPartColumn(k, i, r.kind) {
				r.parts++
			}
		}
		if r.parts > 1 && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}

// isPartColumn reports whether column i can be a part of total column k: in the same unit, as real, and no part of a part.
func (g *grid) isPartColumn(k, i int, kind partKind) bool {
	whole, part := &g.columns[k], &g.columns[i]
	switch {
	case i == k, part.part, !part.isAmount():
		return false
	case part.total != (kind == totalColumns):
		return false
	}
	return sameUnit(whole, part) && sameState(whole, part)
}

// sameUnit reports columns of figures in one unit, as far as their headers say.
func sameUnit(a, b *column) bool { return agree(a.Unit, b.Unit) }

// sameState reports columns that are as real, as far as their headers say.
func sameState(a, b *column) bool { return agree(a.State, b.State) }

// agree reports what is the same on both sides, or not said on one.
func agree[T ~string](a, b T) bool { return a == b || min(a, b) == "" }

// rowSum adds up the parts of a total in its row.
func (g *grid) rowSum(total *entry, r columnRange) (amount, []*entry) {
	a := amount{sum: new(exact.Rat), slack: new(exact.Rat), empty: r.parts}
	cells := g.byRow[total.row]
	from := sort.Search(len(cells), func(i int) bool { return cells[i].col >= r.lo })
	var parts []*entry
	for _, e := range cells[from:] {
		if e.col >= r.hi {
			break
		}
		if !g.isPartColumn(total.col, e.col, r.kind) {
			continue
		}
		a.empty--
		if !e.adds() || e.Unit != total.Unit {
			a.unread = true
			continue
		}
		a.sum.Add(a.sum, e.signedValue())
		a.slack.Add(a.slack, e.slack)
		a.figures++
		if e.value.Sign() != 0 {
			a.some++
		}
		parts = append(parts, e)
	}
	return a, parts
}

// missesOfColumn returns the figures of total column k that are not what their parts give.
func (g *grid) missesOfColumn(ctx context.Context, k int, ranges []columnRange) []*miss {
	best, most, emptyIsZero := -1, -1, false
	for i, r := range ranges {
		fits, empty := 0, false
		for _, e := range g.byCol[k] {
			if !g.canSum(e) {
				continue
			}
			if a, _ := g.rowSum(e, r); a.shows(e, g.columns[k].sums) {
				fits++
				empty = empty || a.empty > 0
			}
		}
		if fits > most {
			best, most, emptyIsZero = i, fits, empty
		}
	}
	if best < 0 {
		return nil
	}
	if most == 0 && !g.arePeriods(k, ranges[best]) { // of one row alone, parts can't be told from parts of parts
		return nil
	}
	var misses []*miss
	for _, e := range g.byCol[k] {
		if !g.canSum(e) {
			continue
		}
		a, parts := g.rowSum(e, ranges[best])
		if a.some == 0 || !a.isWhole(e, emptyIsZero) {
			continue
		}
		if !g.sumHolds(e, ranges) && !g.columnsOverlap(e, a, parts) {
			misses = append(misses, &miss{total: e, parts: parts, amount: a, column: true})
		}
	}
	if len(misses) > max(most, 1) {
		return nil
	}
	return slices.DeleteFunc(misses, func(m *miss) bool { return m.partsExplain(ctx) })
}

// arePeriods reports parts of a sum that are all called by times, of which none is in another: 一季度, 二季度.
func (g *grid) arePeriods(k int, r columnRange) bool {
	if r.parts > mostTerms || len(g.byCol[k]) > 1 || !g.columns[k].sums {
		return false
	}
	of := -1
	for i := r.lo; i < r.hi; i++ {
		if !g.isPartColumn(k, i, r.kind) {
			continue
		}
		label := withoutBracket(g.columns[i].label)
		kind := slices.IndexFunc(periods, func(names []string) bool { return slices.Contains(names, label) })
		if of < 0 {
			of = kind
		}
		if kind < 0 || kind != of {
			return false
		}
	}
	return true
}

// canSum reports an entry that can be the sum of others in its row.
func (g *grid) canSum(e *entry) bool { return e.adds() && !g.lines[e.row].mean }

// sumHolds reports whether the parts of any reading give the total.
func (g *grid) sumHolds(total *entry, ranges []columnRange) bool {
	return slices.ContainsFunc(ranges, func(r columnRange) bool {
		a, _ := g.rowSum(total, r)
		return a.holds(total)
	})
}

// columnsOverlap reports whether the sum holds without some columns that may hold what others hold as well.
func (g *grid) columnsOverlap(total *entry, a amount, parts []*entry) bool {
	apart := slices.DeleteFunc(slices.Clone(parts), func(e *entry) bool { return !g.columns[e.col].overlap })
	return len(apart) > mostOverlap || without(a, total, apart)
}

// roundedWithoutUnit gives figures without a unit the slack of rounded ones, unless their labels say that they count.
func (g *grid) roundedWithoutUnit(e *entry) {
	if e.figure == nil || e.rounded || e.Unit != "" {
		return
	}
	if counted.in(g.columns[e.col].label + g.lines[e.row].label) {
		return
	}
	e.rounded, e.slack = true, new(exact.Rat).Mul(e.last, half)
}
