package extract

import (
	"strings"

	"duban/extract/internal/text"
	"duban/extract/table"
	"duban/internal/exact"
	"duban/parse"
)

// This file gives columns of money without a unit the one that is printed once, in the label of a column beside them that measures
// the same: 总投资（万元） | 年度计划投资 | 完成投资. The figures have to bear it out.

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
	for i := range r.columns {
		if r.namesNoMeasure(&r.columns[i]) && r.besideMoney(i) {
			units[i] = r.lines.Units[0]
		}
	}
	return units
}

// namesNoMeasure reports a column of plans, or of what was done, that does not say of what.
func (r *sheetReader) namesNoMeasure(x *table.Column) bool {
	if x.Unit.Base != "" || x.Measure != "" || x.IsRate() || r.tables.IsCount(x.Header()) {
		return false
	}
	return x.State != "" && r.takesUnit(x)
}

// besideMoney reports whether column i holds figures of the same order as some column that measures money does.
func (r *sheetReader) besideMoney(i int) bool {
	for at := range r.columns {
		x := &r.columns[at]
		if at == i || x.Unit.Base != "" || !x.IsFigures() {
			continue
		}
		if _, fits := r.tables.Fitting(r.lines, x.Header()); fits && r.sameOrder(i, at) {
			return true
		}
	}
	return false
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
	for row := range r.sheet.rows() {
		if len(row.Cells) != len(r.columns) {
			continue
		}
		a, b := bareValue(row.Cells[i]), bareValue(row.Cells[at])
		if a == nil || b == nil || a.Sign() <= 0 || b.Sign() <= 0 {
			continue
		}
		low, high := *b, exact.Decimal{}
		low.Exponent -= 3
		if err := high.Mul(b, exact.New(5, 0)); err != nil || a.Cmp(&low) < 0 || a.Cmp(&high) > 0 {
			return false
		}
		if rows++; rows > mostNames {
			break
		}
	}
	return rows >= least
}

// bareValue returns the value of a cell that holds nothing but a figure; nil where it does not.
func bareValue(x *parse.Cell) *exact.Decimal {
	s := strings.NewReplacer(",", "", "，", "").Replace(text.RemoveSpace(x.Text))
	value, err := exact.Parse(s)
	if s == "" || err != nil {
		return nil
	}
	return &value
}
