package check

import (
	"cmp"
	"context"
	"slices"

	"duban/internal/exact"
	"duban/schema"
)

// This file checks the annexes as tables of figures, and sees to it that one wrong figure gives one finding, however many
// sums and rates it stands in.

// tablesOf lays out the annexes of a report and checks them.
func tablesOf(ctx context.Context, r *schema.Report, places []*place) []*grid {
	var grids []*grid
	first := slices.IndexFunc(places, func(p *place) bool { return p.row != nil })
	for i := range r.Annexes {
		annex := &r.Annexes[i]
		n := len(annex.Rows)
		if n == 0 {
			continue
		}
		g := gridOf(ctx, annex, places[first:first+n])
		first += n
		if g == nil {
			continue
		}
		grids = append(grids, g)
		g.check(ctx)
	}
	return grids
}

// check finds what does not add up in the table.
func (g *grid) check(ctx context.Context) {
	sums := withoutEffects(append(g.rowSums(ctx), g.columnSums(ctx)...))
	exceeding := g.exceeding(ctx)
	rates, borneOut := g.wrongRates(ctx)
	sums = slices.DeleteFunc(sums, func(m *miss) bool { return m.lone && borneOut[m.total] }) // other parts are not shown
	rates = slices.DeleteFunc(rates, func(w *wrongRate) bool {
		for _, m := range sums {
			if explainsRate(m, w) {
				m.shares = append(append(m.shares, w.rate), w.others...)
				return true
			}
		}
		return false
	})
	for _, m := range sums {
		if m.column {
			g.new = append(g.new, m.finding(g))
		} else {
			g.places[m.total.row].add(m.finding(g))
		}
	}
	for _, x := range exceeding {
		if !slices.ContainsFunc(sums, func(m *miss) bool { return explainsPart(m, x) }) {
			g.places[x.part.row].add(x.finding(g))
		}
	}
	for i, w := range rates {
		if slices.ContainsFunc(exceeding, func(x *exceeds) bool { return explainsPart(w, x) }) {
			continue
		}
		if !slices.ContainsFunc(rates[:i], func(x *wrongRate) bool { return x.rate.row == w.rate.row && explainsRate(x, w) }) {
			g.places[w.rate.row].add(w.finding(g))
		}
	}
}

// withoutEffects drops the sums that are wrong only because a figure is that another one shows to be wrong.
func withoutEffects(all []*miss) []*miss {
	var causes []*miss
	for _, m := range all {
		if !slices.ContainsFunc(causes, func(c *miss) bool { return c.explains(m) }) {
			causes = append(causes, m)
		}
	}
	return causes
}

// change returns by how much a figure of the sum is to change for it to hold; nil for other figures.
func (m *miss) change(e *entry) *exact.Rat {
	switch {
	case e == m.total:
		return new(exact.Rat).Neg(m.over())
	case m.hasPart(e):
		return m.over()
	}
	return nil
}

// over is by how much the total is more than its parts.
func (m *miss) over() *exact.Rat { return new(exact.Rat).Sub(m.total.signedValue(), m.amount.sum) }

func (m *miss) hasPart(e *entry) bool {
	if m.column {
		i, found := slices.BinarySearchFunc(m.parts, e.col, func(x *entry, col int) int { return cmp.Compare(x.col, col) })
		return found && m.parts[i] == e
	}
	return slices.Contains(m.parts, e)
}

// explains reports whether the other sum holds as well once the figure that both have is set right.
func (m *miss) explains(other *miss) bool {
	rounding := new(exact.Rat).Add(m.slack(), other.slack())
	same := func(a, b *exact.Rat) bool {
		if a == nil || b == nil {
			return false
		}
		d := new(exact.Rat).Sub(a, b)
		return d.Abs(d).Cmp(rounding) <= 0
	}
	if same(m.change(m.total), other.change(m.total)) || same(m.change(other.total), other.change(other.total)) {
		return true
	}
	return same(m.over(), other.over()) && slices.ContainsFunc(other.parts[:min(len(other.parts), mostRun)], m.hasPart)
}

func (m *miss) slack() *exact.Rat { return new(exact.Rat).Add(m.amount.slack, m.total.slack) }

func (m *miss) changed(e *entry) (number, bool) {
	change := m.change(e)
	if change == nil {
		return e.number, false
	}
	n := e.number
	n.value = new(exact.Rat).Add(e.signedValue(), change)
	n.slack = m.slack()
	return n, true
}

// cause is a sum or a rate that does not hold.
type cause interface {
	// changed returns the figure as it would make the sum or the rate hold; not ok for figures that it is not made of.
	changed(*entry) (n number, ok bool)
}

// explainsRate reports whether the rate holds once a figure of what does not hold is set right.
func explainsRate(c cause, w *wrongRate) bool {
	part, inPart := c.changed(w.part)
	whole, inWhole := c.changed(w.whole)
	if inPart && rateHolds(w.rate, part, w.whole.number) {
		return true
	}
	return inWhole && rateHolds(w.rate, w.part.number, whole)
}

// explainsPart reports whether the part is within its whole once a figure of what does not hold is set right.
func explainsPart(c cause, x *exceeds) bool {
	part, inPart := c.changed(x.part)
	whole, inWhole := c.changed(x.whole)
	if !inPart && !inWhole {
		return false
	}
	return part.value.Cmp(new(exact.Rat).Add(whole.value, whole.slack)) <= 0
}

func (w *wrongRate) changed(e *entry) (n number, ok bool) {
	share, rounding := new(exact.Rat).Quo(w.rate.value, hundred), new(exact.Rat).Quo(w.rate.last, hundred)
	n = e.number
	switch {
	case e == w.part:
		n.value = new(exact.Rat).Mul(w.whole.value, share)
		n.slack = new(exact.Rat).Mul(w.whole.value, rounding)
	case e == w.whole && share.Sign() > 0:
		n.value = new(exact.Rat).Quo(w.part.value, share)
		n.slack = new(exact.Rat).Mul(n.value, new(exact.Rat).Quo(rounding, share))
	default:
		return n, false
	}
	return n, true
}

// exceeds is a part that is larger than its whole.
type exceeds struct{ part, whole *entry }

func (x *exceeds) finding(g *grid) schema.Finding {
	f := x.part.finding(schema.PartExceedsWhole, "%s of %q is more than the %s of %q that it is a part of",
		x.part.Text, g.labelOf(x.part), x.whole.Text, g.labelOf(x.whole))
	f.Computed, f.From = &x.whole.Value, arithmetic(">", x.part.figure, x.whole.figure)
	return f
}

// labelOf names the row of an entry, or its column where the row has no name.
func (g *grid) labelOf(e *entry) string {
	return cmp.Or(g.lines[e.row].label, squeeze(g.columns[e.col].Header))
}

// exceeding returns the parts that are larger than their wholes: rows and columns that are called 其中.
func (g *grid) exceeding(ctx context.Context) []*exceeds {
	var found []*exceeds
	whole := -1
	for i, l := range g.lines {
		switch {
		case ctx.Err() != nil:
			return nil
		case l.bare:
			whole = -1
		case !l.part:
			whole = i
		case whole >= 0:
			found = append(found, g.exceedingIn(g.byRow[i], func(e *entry) *entry { return g.figureAt(whole, e.col) })...)
		}
	}
	for i, c := range g.columns {
		if j := g.wholeColumn(i); c.part && j >= 0 {
			found = append(found, g.exceedingIn(g.byCol[i], func(e *entry) *entry { return g.figureAt(e.row, j) })...)
		}
	}
	return found
}

// exceedingIn returns the figures of a row or column that are larger than those of its whole. Where most are, it is no part.
func (g *grid) exceedingIn(parts []*entry, wholeOf func(*entry) *entry) []*exceeds {
	var found []*exceeds
	within := 0
	for _, e := range parts {
		w := wholeOf(e)
		if w == nil || !g.canExceed(e, w) {
			continue
		}
		if isMore(e, w) {
			found = append(found, &exceeds{e, w})
		} else {
			within++
		}
	}
	if len(found) > 1 && len(found) > within {
		return nil
	}
	return found
}

// canExceed reports figures of which one can be a part of the other.
func (g *grid) canExceed(part, whole *entry) bool {
	if !g.isCount(part) || !g.isCount(whole) || part.Unit != whole.Unit {
		return false
	}
	return whole.signedValue().Sign() >= 0
}

// isCount reports a quantity in a row and a column of what adds up.
func (g *grid) isCount(e *entry) bool {
	switch {
	case !e.adds(), e.Kind != schema.Quantity, !g.columns[e.col].adds:
		return false
	}
	return !g.lines[e.row].mean
}

func isMore(part, whole *entry) bool {
	slack := new(exact.Rat).Add(part.slack, whole.slack)
	return part.signedValue().Cmp(slack.Add(slack, whole.value)) > 0
}

// wholeColumn returns the column that a column 其中 is a part of: the next to its left that is none, and is like it; -1 for none.
func (g *grid) wholeColumn(i int) int {
	for j := i - 1; j >= max(0, i-mostLeft); j-- {
		if c := &g.columns[j]; !c.part {
			if c.isAmount() && c.isLike(&g.columns[i]) {
				return j
			}
			return -1
		}
	}
	return -1
}

// isLike reports columns of one group in one unit that are as real.
func (c *column) isLike(other *column) bool {
	return c.group == other.group && sameUnit(c, other) && sameState(c, other)
}
