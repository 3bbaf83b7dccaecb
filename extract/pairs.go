package extract

import (
	"math"
	"strconv"
	"strings"

	"duban/extract/cell"
	"duban/extract/table"
	"duban/internal/char"
	"duban/schema"
)

// This file finds columns of an aim and of how far it was reached that their labels alone do not show to measure the same: by a column of
// rates that nearly all rows bear out, or by one of what the whole is to cost.

// pairs makes such columns measure the same.
func (r *sheetReader) pairs(facts []cell.Column) {
	for t := range facts {
		if !r.isAim(t) {
			continue
		}
		if a := r.ratedBy(t, facts); a >= 0 {
			facts[a].Thing = facts[t].Thing
		}
		r.investment(t, facts)
	}
}

// isAim reports a column of amounts that are to be reached.
func (r *sheetReader) isAim(i int) bool {
	c := &r.columns[i]
	return c.State == schema.Target && (c.Kind == "" || c.Kind == schema.Quantity)
}

// ratedBy returns the column of figures that a column of rates says to be so much of column t, in nearly all rows; -1 where there is none, or
// where two are.
func (r *sheetReader) ratedBy(t int, facts []cell.Column) int {
	found := -1
	for a := range r.columns {
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
	for rate := range r.columns {
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
	const several, most = 2, 300
	all, held := 0, 0
	for row := range r.sheet.rows() {
		if len(row.Cells) != len(r.columns) {
			continue
		}
		if all++; all > most {
			break
		}
		whole, ok1, _ := figureIn(row.Cells[t].Text)
		part, ok2, _ := figureIn(row.Cells[a].Text)
		printed, ok3, places := figureIn(row.Cells[rate].Text)
		switch {
		case !ok1 || !ok2 || !ok3 || whole <= 0:
			all--
		case math.Abs(part/whole*r.ofHundred(t, a)-printed) <= 0.5001*math.Pow10(-places):
			held++
		}
	}
	return held >= several && 4*held >= 3*all
}

// ofHundred is what the quotient of figures of two columns is to be multiplied with for per cent.
func (r *sheetReader) ofHundred(t, a int) float64 {
	whole, part := &r.columns[t].Unit, &r.columns[a].Unit
	if whole.Factor > 0 && part.Factor > 0 {
		return 100 * float64(part.Factor) / float64(whole.Factor)
	}
	return 100
}

// figureIn reads a bare figure, and how many places behind the point it has.
func figureIn(s string) (value float64, ok bool, places int) {
	s = strings.Trim(strings.ReplaceAll(removeSpace(s), ",", ""), char.Percents)
	value, err := strconv.ParseFloat(s, 64)
	if at := strings.IndexByte(s, '.'); at >= 0 {
		places = len(s) - at - 1
	}
	return value, err == nil, places
}

// investment makes an aim whose label names no measure, 年度计划, one of what is invested, where columns beside it say what all of it costs
// and how much was: 总投资, 完成投资.
func (r *sheetReader) investment(t int, facts []cell.Column) {
	if facts[t].Thing != "" {
		return
	}
	thing := ""
	for i := range r.columns {
		x := &r.columns[i]
		if x.State != schema.Actual || x.Thing == "" || !r.costs(x) {
			continue
		}
		if thing != "" && thing != x.Thing {
			return
		}
		thing = x.Thing
	}
	facts[t].Thing = thing
	facts[t].Figures = facts[t].Figures || thing != "" && r.columns[t].HoldsQuantities()
}

// costs reports whether a column beside another says what all of it costs.
func (r *sheetReader) costs(done *table.Column) bool {
	for i := range r.columns {
		if x := &r.columns[i]; x.State == schema.Planned && strings.HasSuffix(x.Thing, done.Thing) {
			return true
		}
	}
	return false
}
