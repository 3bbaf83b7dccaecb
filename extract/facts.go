package extract

import (
	"slices"
	"strings"

	"duban/extract/cell"
	"duban/extract/internal/text"
	"duban/extract/table"
	"duban/schema"
)

// This file hands the texts of a row over to the reader of cells, with what the header, the row and the lines above the
// table say of bare figures.

// facts are what the header says of a column, as package cell wants it.
func (r *sheetReader) facts() []cell.Column {
	facts := make([]cell.Column, len(r.columns))
	for i := range r.columns {
		c := &r.columns[i]
		facts[i] = cell.Column{
			Index: i, Role: c.As, Figures: c.IsFigures(), Kind: c.Kind, State: c.State, Basis: c.Basis, Modifier: c.Modifier,
			Measure: c.Words(), Thing: thingOf(c), Core: c.Core,
			Cumulative: c.Cumulative || isFromJanuary(c.Period) && !r.isOneOfSeveral(c), Partial: r.isPartial(c), Total: c.Total, Code: c.Code, Less: c.Less,
		}
		switch {
		case c.Next:
			facts[i].State = schema.Planned
		case c.As == schema.RoleExtra && c.Role == schema.RoleTarget && !c.Figures: // 建设规模及内容 beside 年度计划
			facts[i].State = schema.Target
		}
		if c.Period != nil {
			facts[i].Period, facts[i].Start, facts[i].End = c.Period.Text, c.Period.Start, c.Period.End
		} else if own := r.ownSpan(c); own != "" {
			facts[i].Period = own
		} else if r.sheet.period != nil {
			facts[i].Period = r.sheet.period.Text
		}
		for _, cue := range c.Cues {
			facts[i].Cues = append(facts[i].Cues, schema.Cue{For: cue.For, Text: cue.Text, Start: cue.Start, End: cue.End})
		}
	}
	return facts
}

// ownSpan returns the words of a column for a month or a quarter that is only a part of the time of its table or report.
func (r *sheetReader) ownSpan(c *table.Column) string {
	around := r.sheet.period
	if around == nil {
		around = r.out.Period
	}
	switch {
	case around == nil:
		return ""
	case c.Monthly != "" && around.Month == 0:
		return c.Monthly
	case c.Quarterly != "" && around.Quarter == 0:
		return c.Quarterly
	}
	return ""
}

// thingOf returns what a column measures, to compare plan and actual by: nothing where its label only says that its unit is counted, 完成户数
// （户）, so that it may be what any other column asks for.
func thingOf(c *table.Column) string {
	rest, ok := strings.CutPrefix(c.Measure, c.Unit.Base)
	if ok && c.Unit.Base != "" && runeLen(rest) == 1 && c.Kind == schema.Quantity {
		return ""
	}
	return c.Thing
}

// isPartial reports a column of a month or a quarter alone, or of an earlier year.
func (r *sheetReader) isPartial(c *table.Column) bool {
	p := c.Period
	switch {
	case c.Current, c.Earlier != "":
		return true
	case p == nil || c.Cumulative:
		return false
	case r.isOneOfSeveral(c):
		return true
	case isFromJanuary(p):
		return false
	case r.out.Period != nil && p.Year > 0 && p.Year < r.out.Period.Year:
		return true
	}
	return isLater(p)
}

// isOneOfSeveral reports the first month or quarter of a year beside others: 一季度 in front of 二季度.
func (r *sheetReader) isOneOfSeveral(c *table.Column) bool {
	p := c.Period
	if p == nil || c.Cumulative || p.Month != 1 && p.Quarter != 1 {
		return false
	}
	return slices.ContainsFunc(r.columns, func(x table.Column) bool { return x.Period != nil && !x.Cumulative && isLater(x.Period) })
}

// isLater reports a month or a quarter that is none of those with which the year begins.
func isLater(p *schema.Period) bool {
	return (p.Month > 1 || p.Quarter > 1) && p.Half == 0 && !strings.HasSuffix(p.Start, "-01-01")
}

// isFromJanuary reports a period of several months from the beginning of the year on.
func isFromJanuary(p *schema.Period) bool {
	return p != nil && p.Month == 0 && p.Quarter < 2 && strings.HasSuffix(p.Start, "-01-01")
}

// texts are the texts of a row that state something, each with its column and the unit of a bare figure, until those of the next row
// are asked for.
func (r *sheetReader) texts(d *draft) []cell.Text {
	texts := slices.Grow(r.textRoom[:0], len(r.columns)+1)
	defer func() { r.textRoom = texts }()
	if d.opens && !d.headed && d.Category != "" {
		texts = append(texts, cell.Text{Field: schema.FieldCategory, Text: d.Category})
	}
	units := r.rowUnits(d)
	for c := range r.columns {
		s := d.texts[c]
		field := r.fieldIn(d, c)
		if r.columns[c].As == schema.RoleNumber && d.Number == 0 && !d.chinese && s != "" && s != d.Item {
			field = schema.FieldCell
		}
		if field == "" || s == "" {
			continue
		}
		t := cell.Text{Field: field, Text: s, Column: &r.columnFacts[c], Again: d.again(c), Merged: d.merged(c)}
		if table.IsBlank(s) {
			t.Text = "" // a sign for nothing
		}
		t.Unit = r.unitOf(c, d, units)
		t.Unsure = d.isUnsure(c)
		r.bySource(&t, c)
		if x := &r.columns[c]; x.Change && x.Kind == "" && t.Unit.Base != "" && t.Unit.Kind != "rate" {
			change := r.columnFacts[c]
			change.Kind = schema.Difference
			t.Column = &change
		}
		if state := r.stateByItem(d, c); state != "" {
			own := *t.Column
			own.State = state
			t.Column = &own
		}
		texts = append(texts, t)
	}
	return texts
}

// again reports whether the cell of a column has been read in an earlier row.
func (d *draft) again(c int) bool {
	_, is := d.sharedIn(c)
	return is
}

// merged reports whether the cell of a column reaches over several rows.
func (d *draft) merged(c int) bool { return d.cells[c] != nil && d.cells[c].RowSpan > 1 }

// rowUnits are the units that a row itself gives to its bare figures.
type rowUnits struct {
	measure, item table.Unit
	several       table.Lines // where the cell of units names several: 亿元、%
}

// amount returns the unit of amounts among several that a row gives to its bare figures: the one that is none of rates, where one is.
func (u rowUnits) amount() table.Unit {
	amounts := slices.DeleteFunc(slices.Clone(u.several.Units), func(u table.Unit) bool { return isRateUnit(&u) })
	if len(amounts) != 1 {
		return table.Unit{}
	}
	return amounts[0]
}

func (r *sheetReader) rowUnits(d *draft) rowUnits {
	var u rowUnits
	for c := range r.columns {
		if r.columns[c].As == schema.RoleMeasureUnit && d.texts[c] != "" {
			if u.measure, _ = r.Unit(d.texts[c]); u.measure.Base == "" {
				u.several = r.tables.Lines(d.texts[c])
			}
		}
	}
	u.item = r.unitIn(d.Item)
	if c := r.measureColumn(); u.item.Base == "" && c >= 0 {
		u.item = r.unitIn(d.texts[c])
	}
	if u.item.Base == "" && d.whole != "" {
		u.item = r.unitIn(d.whole) // 零售总额（亿元） over 其中：批发业
	}
	if u.item.Factor == 0 {
		u.item = d.unitAbove
	}
	return u
}

// measureColumn returns the column that names what is measured of the item, by a label that could have been that of the item: 指标 beside
// 项目; -1 where there is none.
func (r *sheetReader) measureColumn() int {
	return slices.IndexFunc(r.columns, func(c table.Column) bool { return c.As == schema.RoleExtra && c.Role == schema.RoleItem && !c.Figures })
}

// takeUnitAbove gives a row whose item has no unit in brackets that of the last one above that has: 货运量（万吨）, 铁路, 公路. What the
// item is known to measure must fit it; an item with words for a rate takes none.
func (r *sheetReader) takeUnitAbove(d *draft) {
	own := r.unitIn(d.Item)
	if own.Factor > 0 {
		r.itemUnit = own
		return
	}
	if r.itemUnit.Base == "" || len(r.lines.Units) > 0 || isRateUnit(&r.itemUnit) || d.Item == "" || d.Total || d.printed > 0 {
		return
	}
	l := r.tables.Labels.Read([]string{d.Item})
	switch _, fits := r.tables.Fitting(table.Lines{Units: []table.Unit{r.itemUnit}}, d.Item); {
	case fits, l.IsPlain() && (!r.tables.KnowsMeasure(d.Item) || r.tables.IsThing(d.Item)):
		d.unitAbove = r.itemUnit
	default:
		r.itemUnit = table.Unit{} // and what follows may be its parts
	}
}

// unitIn returns the unit that stands in brackets in the name of a row: 城镇新增就业（人）.
func (r *sheetReader) unitIn(name string) table.Unit {
	var found table.Unit
	_, inside := text.WithoutBrackets(name)
	for _, s := range inside {
		if unit, ok := r.Unit(s); ok {
			found = unit
		}
	}
	return found
}

// unitOf returns the unit of a bare figure in a column that has none itself: of the header, the row's cell of units, the item,
// or a line above the table that fits what is measured. A rate takes no unit of a count, and a count no per cent.
func (r *sheetReader) unitOf(c int, d *draft, row rowUnits) cell.Unit {
	x := &r.columns[c]
	units := [5]table.Unit{x.Unit}
	if d.further != nil {
		units[0] = d.further[c]
	}
	if r.takesUnit(x) {
		units[1], units[2], units[3] = r.fitting(x, row.measure), r.fitting(x, row.item), r.lineUnit(c, d)
		if x.Absolute && len(row.several.Units) > 1 {
			units[1] = row.amount()
		}
	}
	if r.beside != nil {
		units[4] = r.beside[c]
	}
	for i := range units {
		u := &units[i]
		if i > 0 {
			*u = r.tables.Counting(*u, d.Item)
		}
		if u.Factor > 0 && (isRateUnit(u) || !x.IsRate()) {
			return unitAs(*u)
		}
	}
	if x.IsPercent() {
		return r.percent
	}
	return cell.Unit{}
}

// takesUnit reports whether the figures of a column may take a unit that does not stand in its header: no places in an order,
// and none of a column of which nothing is known to be figures.
func (r *sheetReader) takesUnit(x *table.Column) bool {
	return x.Kind != schema.Rank && (x.IsFigures() || isOfWork(x.As))
}

func isOfWork(role schema.Role) bool {
	return role == schema.RoleTarget || role == schema.RoleProgress || role == schema.RoleRate
}

// fitting returns the unit that a row gives to its figures, where it fits what the column measures: beside a length of roads
// 投资 is no length.
func (r *sheetReader) fitting(x *table.Column, u table.Unit) table.Unit {
	if x.Measure == "" || u.Base == "" || !r.tables.KnowsMeasure(x.Header()) {
		return u
	}
	fitted, _ := r.tables.Fitting(table.Lines{Units: []table.Unit{u}}, x.Header())
	return fitted
}

func isRateUnit(u *table.Unit) bool {
	return u.Kind == "rate" || u.Kind == "point" || u.Kind == "multiple"
}

// broader returns the text of the column that could have been the target, were another not narrower: 工作内容 beside 2024年目标.
func (r *sheetReader) broader(d *draft) string {
	for i := range r.columns {
		c := &r.columns[i]
		if c.As == schema.RoleExtra && c.Role == schema.RoleTarget && !c.Next && text.Len(d.texts[i]) <= longestName {
			return d.texts[i]
		}
	}
	return ""
}

// longestName is how many characters the name of what a row speaks of has at most.
const longestName = 30
