package table

import (
	"slices"

	"duban/schema"
)

// This file holds what the labels of the columns claim against what their cells hold.

// holdsFigures reports whether the column holds bare figures, or where its label names a measure, figures with units.
func (c *Column) holdsFigures() bool {
	if c.cells.figures() {
		return true
	}
	return c.Measure != "" && c.cells.share(Quantity)+c.cells.share(Running) > 0.7
}

// isPerCent reports a column of bare figures that all have the sign of per cent, of which the label says no kind.
func (x *Column) isPerCent() bool {
	return x.Figures && x.Kind == "" && x.cells.percent > 0 && x.cells.percent == x.cells.bare
}

// umbrella reads the measures of columns anew without labels that stand above all of several levels: they name the table.
func (r *Reader) umbrella(columns []Column) {
	var deep []*Column
	for i := range columns {
		if len(columns[i].Path) > 2 {
			deep = append(deep, &columns[i])
		}
	}
	if len(deep) < 2 {
		return
	}
	shared := 0
	for shared < len(deep[0].Path)-2 {
		label := deep[0].Path[shared]
		if slices.ContainsFunc(deep, func(c *Column) bool { return len(c.Path) <= shared+2 || c.Path[shared] != label }) {
			break
		}
		shared++
	}
	for _, c := range deep {
		if shared > 0 {
			l := r.Labels.Read(c.Path[shared:])
			c.Measure, c.Thing, c.Core = l.Measure, l.Thing, l.Core
		}
	}
}

// refute takes or changes the claims that the cells contradict.
func (c claims) refute() {
	for i := range c {
		c[i].refute(i)
		if leads := i == 0 || i == 1 && c[0].Role == schema.RoleNumber; leads && c[i].isYears() {
			c[i].claim(schema.RoleItem)
			c[i].Figures = false
		}
	}
	if c.inWords(schema.RoleProgress) || c.inWords(schema.RoleTarget) || c.countsDone() {
		for i := range c {
			if x := &c[i]; x.Role == schema.RoleProgress && x.isPerCent() && c.others(i) {
				x.claim(schema.RoleRate) // 形象进度 in per cent beside words or counts
			}
		}
	}
}

// isYears reports a column of years, one a row: 年份.
func (x *Column) isYears() bool {
	return x.Figures && x.cells.part(x.cells.years) > 0.9 && x.Unit.Base == ""
}

// countsDone reports whether a column counts what is done, beside which per cent are a rate: 实际完成（个） beside 完成进度.
func (c claims) countsDone() bool {
	return slices.ContainsFunc(c, func(x Column) bool {
		return x.Role == schema.RoleProgress && x.Figures && !x.Degree && x.cells.percent == 0
	})
}

// others reports whether a column of words besides i says how far things are.
func (c claims) others(i int) bool {
	for k := range c {
		if k != i && c[k].Role == schema.RoleProgress && !c[k].Next {
			return true
		}
	}
	return false
}

// words reports whether the cells of a column hold no bare figures.
func words(c *Column) bool { return !c.Figures }

// inWords reports whether a column of words claims the role.
func (c claims) inWords(role schema.Role) bool {
	return slices.ContainsFunc(c, func(x Column) bool { return x.Role == role && words(&x) })
}

func (x *Column) claim(role schema.Role) { x.Role, x.Rank = role, 5 }

// officeShare is the share of names of offices below which a label 单位 means units of measure.
const officeShare = 0.4

func (x *Column) refute(at int) {
	cells := &x.cells
	switch x.Role {
	case schema.RoleLeadUnits, schema.RoleSupportUnits:
		switch {
		case cells.full() > 0 && cells.part(cells.units) > 0.5 && cells.share(Offices) < officeShare:
			x.claim(schema.RoleMeasureUnit)
		case x.Figures:
			x.claim(schema.RoleFigure)
		}
	case schema.RoleFigure:
		if at == 0 && !x.Figures && x.Unit.Base == "" && cells.words()+cells.share(Offices) > 0.7 {
			x.Role = "" // of the table: 现价工业产值 over names of industries
		}
	case schema.RoleItem, schema.RoleCategory, schema.RoleDeadline:
		if x.Role == schema.RoleDeadline && cells.part(cells.months+cells.years) > 0.5 {
			x.Figures = false // 2024.3
		}
		if x.Figures && !(x.Role == schema.RoleItem && at == 0 && cells.share(Running) > 0.9) {
			x.readFigures("")
		}
	case schema.RoleExtra:
		coded := cells.isCoded() && !x.figures.tellsFigures()
		if x.Figures && !x.Code && !x.Next && !coded && cells.part(cells.years) < 0.5 {
			x.readFigures(schema.RoleFigure) // 建议 over counts of them
		}
	case schema.RoleNumber:
		if cells.full() > 0 && cells.words() > 0.7 {
			x.Role = ""
		}
	case schema.RoleMeasureUnit:
		if x.Figures {
			x.Role = ""
		}
	case "":
		x.guess(at)
	}
}

// tellsFigures reports whether a label says that figures are counts, or what their unit is.
func (l *Label) tellsFigures() bool {
	return l != nil && (l.Kind == schema.Quantity || l.Unit.Base != "")
}

// readFigures takes the label of a column of words, whose cells are figures, for one of figures.
func (x *Column) readFigures(role schema.Role) {
	if f := x.figures; f != nil {
		label := *f
		label.Period, label.Total, label.Cues = x.Period, x.Total, append(label.Cues, x.Cues...)
		if label.Unit.Base == "" {
			label.Unit = x.Unit // of a row of units
		}
		x.Label = label
	}
	x.Role, x.Rank = role, 5
}

// guess claims a role for a label that the vocabulary does not know, where the cells leave no doubt.
func (x *Column) guess(at int) {
	cells := &x.cells
	switch {
	case len(x.Path) == 0 && at == 0 && cells.share(Running) > 0.8:
		x.Role, x.Rank = schema.RoleNumber, 1
	case len(x.Path) == 0 && at > 0 && cells.full() > 1 && cells.part(cells.units) > 0.8:
		x.claim(schema.RoleMeasureUnit)
	case len(x.Path) == 0 && cells.share(Offices) > 0.6:
		x.claim(schema.RoleLeadUnits)
	case x.Period != nil && x.Measure == "" && x.Kind == "" && !x.Figures && cells.full() > 0:
		x.claim(schema.RoleProgress) // 一季度
	}
}

// guess tells target and progress in a table without labels that has running numbers and units: the text in front of
// the units, and the one behind them.
func (c claims) guess() {
	units := slices.IndexFunc(c, func(x Column) bool { return x.Role == schema.RoleLeadUnits })
	if units < 1 || c[0].Role != schema.RoleNumber {
		return
	}
	longest := func(from, to int) int {
		best := -1
		for i := from; i < to; i++ {
			if c[i].Role == "" && c[i].cells.size > 0 && (best < 0 || c[i].cells.size > c[best].cells.size) {
				best = i
			}
		}
		return best
	}
	if i := longest(0, units); i >= 0 {
		c[i].claim(schema.RoleTarget)
		if i > 1 && c[i-1].Role == "" {
			c[i-1].claim(schema.RoleItem)
		}
	}
	if i := longest(units, len(c)); i >= 0 {
		c[i].claim(schema.RoleProgress)
	}
}
