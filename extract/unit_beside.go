package extract

import (
	"slices"
	"strings"

	"duban/extract/table"
	"duban/internal/exact"
)

// This file gives columns of money without a unit the one that is printed once, in the label of a column beside them that measures
// the same: 总投资（万元） | 年度计划投资 | 完成投资. The figures have to bear it out.

// lastUnits returns by column the unit of bare figures to which neither header, row nor line gives one; nil where none has.
func (r *sheetReader) lastUnits() []table.Unit {
	units := r.besideUnits()
	for i := range r.columns {
		u := r.tables.Counted(&r.columns[i])
		if u.Base == "" || units != nil && units[i].Base != "" {
			continue
		}
		if units == nil {
			units = make([]table.Unit, len(r.columns))
		}
		units[i] = u
	}
	return units
}

// besideUnits returns by column the unit of a column beside it, where one has none itself; nil where none has.
func (r *sheetReader) besideUnits() []table.Unit {
	if len(r.lines.Units) > 0 {
		return r.lineBeside()
	}
	at := -1
	for i := range r.columns {
		u := &r.columns[i].Unit
		switch {
		case u.Kind != "money" || u.IsEach():
		case at >= 0 && u.Text != r.columns[at].Unit.Text:
			return nil // written in several
		case at < 0:
			at = i
		}
	}
	if at < 0 {
		return nil
	}
	units := make([]table.Unit, len(r.columns))
	for i := range r.columns {
		if i != at && r.sharesUnit(i, at) {
			units[i] = r.columns[at].Unit
		}
	}
	return units
}

// lineBeside returns by column the unit of money that a line above the table gives to the columns beside it, where the label of one
// names no measure: 单位：万元 above 总投资 | 年度计划 | 完成投资.
func (r *sheetReader) lineBeside() []table.Unit {
	if len(r.lines.Units) > 1 || r.lines.Units[0].Kind != "money" {
		return nil
	}
	units := make([]table.Unit, len(r.columns))
	money := r.moneyColumns()
	for i := range r.columns {
		isLike := func(at int) bool { return at != i && r.sameOrder(i, at) }
		if r.namesNoMeasure(&r.columns[i]) && slices.ContainsFunc(money, isLike) {
			units[i] = r.lines.Units[0]
		}
	}
	return units
}

// mostMoney is how many columns of money are looked at for those beside them.
const mostMoney = 16

// moneyColumns returns the first columns of figures that the line above the table gives its unit.
func (r *sheetReader) moneyColumns() (money []int) {
	for i := range r.columns {
		x := &r.columns[i]
		if x.Unit.Base != "" || !x.IsFigures() || len(money) == mostMoney {
			continue
		}
		if _, fits := r.tables.Fitting(r.lines, x.Header()); fits {
			money = append(money, i)
		}
	}
	return money
}

// namesNoMeasure reports a column of plans, or of what was done, that does not say of what.
func (r *sheetReader) namesNoMeasure(x *table.Column) bool {
	if x.Unit.Base != "" || x.Measure != "" || x.IsRate() || r.tables.IsCount(x.Header()) {
		return false
	}
	return x.State != "" && r.takesUnit(x)
}

// sharesUnit reports whether column i, which has no unit, measures what column at does and holds figures of the same order.
func (r *sheetReader) sharesUnit(i, at int) bool {
	x, with := &r.columns[i], &r.columns[at]
	if x.Unit.Base != "" || x.IsRate() || !x.IsFigures() || x.Thing == "" || with.Thing == "" {
		return false
	}
	if !strings.HasSuffix(x.Thing, with.Thing) && !strings.HasSuffix(with.Thing, x.Thing) {
		return false
	}
	_, fits := r.tables.Fitting(table.Lines{Units: []table.Unit{with.Unit}}, x.Header())
	return fits && r.sameOrder(i, at)
}

// sameOrder reports whether all figures of column i are from a thousandth of those of column at to five times as much.
func (r *sheetReader) sameOrder(i, at int) bool {
	const least = 2
	rows := 0
	others := r.values(at)
	for row, a := range r.values(i) {
		b := others[row]
		if a == nil || b == nil || a.Sign() <= 0 || b.Sign() <= 0 {
			continue
		}
		low, high := *b, exact.Decimal{}
		low.Exponent -= 3
		if err := high.Mul(b, exact.New(5, 0)); err != nil || a.Cmp(&low) < 0 || a.Cmp(&high) > 0 {
			return false
		}
		rows++
	}
	return rows >= least
}
