package cell

import (
	"github.com/cockroachdb/apd/v3"

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
	var targets, actuals []side
	for i, rd := range w.readings {
		t := &w.texts[i]
		alone := rd.field == schema.FieldTarget && w.progress.only() == nil // 年初预算 beside 本年累计
		switch {
		case t.Merged, t.Again, !rd.hasFigures(), !alone && rd.field != schema.FieldCell, rd.only() == nil:
			continue
		}
		s := side{rd.only(), rd.column, alone}
		switch s.state {
		case schema.Target:
			targets = append(targets, s)
		case schema.Actual, schema.Projected:
			actuals = append(actuals, s)
		}
	}
	out := []schema.Comparison{}
	for _, t := range targets {
		if a := t.reached(actuals); a != nil && t.only(targets) {
			if c, ok := comparison(t.comparable(), a.comparable()); ok {
				out = append(out, c)
			}
		}
	}
	return out
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
func (s *side) alike(other *side) bool {
	switch a, b := s.column, other.column; {
	case s.kind != other.kind, s.kind == schema.Rank, s.Unit != other.Unit, a.Thing != b.Thing, a.Total != b.Total:
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
	var best *side
	tie := false
	for i := range actuals {
		a := &actuals[i]
		switch {
		case !s.alike(a), a.column.Partial, s.alone && !a.column.Cumulative:
		case best == nil || a.column.Cumulative && !best.column.Cumulative:
			best, tie = a, false
		case a.column.Cumulative == best.column.Cumulative:
			tie = true
		}
	}
	if tie {
		return nil
	}
	return best
}

// schedule says how much of the year had gone, where the target is an amount of the year that the report is of.
func (w *rowReading) schedule(c *schema.Comparison, ctx *Context) {
	t := &w.row.Indicators[c.Target]
	switch {
	case c.Ratio == nil:
		return
	case t.Kind != schema.Quantity && t.Kind != schema.Difference:
		return
	}
	months := monthsGone(ctx.Period)
	if months == 0 {
		return
	}
	var share apd.Decimal
	precise := apd.BaseContext.WithPrecision(20)
	if _, err := precise.Quo(&share, apd.New(int64(months), 0), apd.New(12, 0)); err != nil {
		return
	}
	if _, err := precise.Quantize(&share, &share, -4); err != nil {
		return
	}
	d := schema.NewDecimal(share)
	c.Schedule = &d
}
