package extract

import (
	"strings"

	"duban/extract/cell"
	"duban/internal/exact"
	"duban/schema"
)

// This file finds columns of an aim and of how far it was reached that their labels alone do not show to measure the same: by a column of
// rates that nearly all rows bear out, or by one of what the whole is to cost.

// pairs makes such columns measure the same.
func (r *sheetReader) pairs(facts []cell.Column) {
	invested := r.invested()
	for t := range facts {
		if !r.isAim(t) {
			continue
		}
		if a := r.ratedBy(t, facts); a >= 0 {
			facts[a].Thing = facts[t].Thing
		}
		if facts[t].Thing == "" && invested != "" { // 年度计划
			facts[t].Thing = invested
			facts[t].Figures = facts[t].Figures || r.columns[t].HoldsQuantities()
		}
	}
}

// isAim reports a column of amounts that are to be reached.
func (r *sheetReader) isAim(i int) bool {
	c := &r.columns[i]
	return c.State == schema.Target && (c.Kind == "" || c.Kind == schema.Quantity)
}

// mostApart is how many columns may stand between an aim, what was reached of it and the rate.
const mostApart = 24

// nearby returns the columns from which column c stands no farther.
func (r *sheetReader) nearby(c int) (first, end int) {
	return max(0, c-mostApart), min(len(r.columns), c+mostApart+1)
}

// ratedBy returns the column of figures that a column of rates says to be so much of column t, in nearly all rows; -1 where there is none, or
// where two are.
func (r *sheetReader) ratedBy(t int, facts []cell.Column) int {
	found := -1
	first, end := r.nearby(t)
	for a := first; a < end; a++ {
		x := &r.columns[a]
		done := x.State == schema.Actual && x.IsFigures() && !x.IsRate() && !facts[a].Partial
		if !done || !r.columns[t].IsFigures() || x.Unit.Base != r.columns[t].Unit.Base || !r.isRated(t, a) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = a
	}
	return found
}

// isRated reports whether a column of rates is column a in per cent of column t.
func (r *sheetReader) isRated(t, a int) bool {
	first, end := r.nearby(t)
	for rate := first; rate < end; rate++ {
		x := &r.columns[rate]
		if x.IsFigures() && (x.Kind == schema.Ratio || x.Kind == schema.Completion) && r.bearsOut(t, a, rate) {
			return true
		}
	}
	return false
}

// bearsOut reports whether of the rows with figures in three columns three in four, and several, show the third to be the second in per cent
// of the first.
func (r *sheetReader) bearsOut(t, a, rate int) bool {
	const several = 2
	wholes, parts, rates := r.values(t), r.values(a), r.values(rate)
	whole, part := r.inUnits(t, a)
	held, missed := 0, 0
	for row, w := range wholes {
		p, printed := parts[row], rates[row]
		switch {
		case w == nil, p == nil, printed == nil, w.Sign() <= 0:
		case isPerCent(w, p, printed, whole, part):
			held++
		default:
			if missed++; 4*missed > len(wholes) {
				return false
			}
		}
	}
	return held >= several && held >= 3*missed
}

// inUnits returns what figures of two columns are to be multiplied with to be in one unit.
func (r *sheetReader) inUnits(t, a int) (whole, part int64) {
	w, p := r.columns[t].Unit.Factor, r.columns[a].Unit.Factor
	if w > 0 && p > 0 {
		return w, p
	}
	return 1, 1
}

// isPerCent reports whether a rate, as far as it is printed, is that of a part by its whole, each of which is so many times its unit.
func isPerCent(whole, part, rate *exact.Decimal, ofWhole, ofPart int64) bool {
	var all, some, share exact.Decimal
	if all.Mul(whole, exact.New(ofWhole, 0)) != nil || some.Mul(part, exact.New(100*ofPart, 0)) != nil {
		return false
	}
	return share.QuoRound(&some, &all, rate.Exponent) == nil && share.Cmp(rate) == 0
}

// invested returns what is invested where columns say what all of it is to cost and how much was: 总投资, 完成投资. It is "" where
// they do not, or say it of two things.
func (r *sheetReader) invested() string {
	costs := map[string]bool{}
	for i := range r.columns {
		if x := &r.columns[i]; x.State == schema.Planned && x.Thing != "" {
			costs[x.Thing] = true
		}
	}
	isCost := map[string]bool{}
	found := ""
	for i := range r.columns {
		x := &r.columns[i]
		if x.State != schema.Actual || x.Thing == "" || x.Thing == found {
			continue
		}
		is, known := isCost[x.Thing]
		if !known {
			is = endsOne(costs, x.Thing)
			isCost[x.Thing] = is
		}
		switch {
		case !is:
		case found != "":
			return ""
		default:
			found = x.Thing
		}
	}
	return found
}

// endsOne reports whether one of the names ends with another: 总投资 with 投资.
func endsOne(names map[string]bool, end string) bool {
	for name := range names {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}
