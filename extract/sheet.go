package extract

import (
	"cmp"
	"slices"
	"strings"

	"duban/extract/cell"
	"duban/extract/table"
	"duban/parse"
	"duban/schema"
)

// tableReader returns the reader of tables of this document, which knows its offices and its year.
func (r *reader) tableReader() *table.Reader {
	labels := *r.labels
	labels.Units, labels.Period = r.Unit, r.periodAt
	return &table.Reader{
		Labels: &labels,
		Office: r.org.Looks,
		Words: table.Words{
			Total: r.words[wordTotal], Whole: r.words[wordWhole], Sum: r.words[wordSum], Part: r.words[wordPart],
			Footnote: r.words[wordFootnote], Caption: r.words[wordCaption], Unit: r.words[wordUnit], Measures: r.measures,
			Date: r.words[wordDate], Table: r.words[wordTable], Annex: r.words[wordAttached],
			Money: cell.Yuan,
		},
	}
}

// Unit reads a text that is nothing but a unit: 万元, 微克/立方米.
func (v *Vocabulary) Unit(s string) (table.Unit, bool) {
	compact := removeSpace(s)
	u, ok := v.cells.Unit(compact)
	if !ok {
		u, ok = v.cells.Power(compact)
	}
	return table.Unit{Base: u.Base, Text: s, Factor: u.Factor, Kind: u.Kind}, ok
}

// sheetReader returns the reader of the rows of a sheet.
func (r *reader) sheetReader(s *sheet) *sheetReader {
	sr := &sheetReader{reader: r, sheet: s, notes: s.stated, percent: cell.Unit{Base: "%", Kind: "rate", Factor: 1}}
	head := *s.head
	head.Labels = make([]table.Label, len(s.head.Labels))
	for i, l := range s.head.Labels { // anew, since the year is known by now
		head.Labels[i] = r.tables.Labels.Read(l.Path)
	}
	sr.columns = r.tables.Columns(table.Sheet{
		Head: &head, Width: s.width, Layout: s.tables[0].table.Layout, Records: s.tables[0].table.Records, Rows: s.rows(),
	})
	for i := range sr.columns {
		c := &sr.columns[i]
		c.Unit = r.tables.Counting(c.Unit, c.Header())
	}
	sr.planned()
	sr.parts()
	if s.unit != "" {
		sr.lines = r.tables.Lines(s.unit)
		sr.degrees()
		sr.changeLine()
		sr.ofThings = sr.speaksOfThings()
	}
	if s.measure != "" {
		sr.measureLine()
	}
	if s.period != nil && s.period.Year == 0 {
		s.period, _, _, _ = r.periodAt(s.period.Text) // anew, since the year is known by now
	}
	sr.earlierPeriods()
	sr.growthTimes()
	sr.beside = sr.lastUnits()
	layout := s.tables[0].table.Layout
	crossed := layout != parse.LayoutGrid && table.Crossed(sr.columns)
	sr.loose = s.head.Loose || crossed || table.Apart(sr.columns, layout, s.rows())
	sr.columnFacts = sr.facts()
	sr.pairs(sr.columnFacts)
	sr.byItem = sr.itemsNameStates()
	return sr
}

// planned takes the figures of the last year that the labels of a plan name, and the growth up to it, for what is to be reached:
// 2020年, 2025年, 年均增长.
func (r *sheetReader) planned() {
	title := cmp.Or(strings.Join(r.sheet.title, ""), r.out.Title)
	if !r.contains(wordPlan, title) || r.contains(wordOutturn, title) {
		return
	}
	last := 0
	for i := range r.columns {
		if c := &r.columns[i]; c.As == schema.RoleFigure && c.State == "" && isYear(c.Period) {
			last = max(last, c.Period.Year)
		}
	}
	if last == 0 || r.out.Period != nil && r.out.Period.Year >= last {
		return
	}
	for i := range r.columns {
		c := &r.columns[i]
		years := isYear(c.Period) && c.Period.Year == last
		growth := c.Kind == schema.Growth && c.Period == nil && c.Basis == ""
		if c.As == schema.RoleFigure && c.State == "" && (years || growth) {
			c.State = schema.Target
		}
	}
}

// parts gives a column that begins as a part of the one in front of it the state that the label of that names: 其中：财政资金 beside 计划投资.
func (r *sheetReader) parts() {
	for i := 1; i < len(r.columns); i++ {
		c, whole := &r.columns[i], &r.columns[i-1]
		isPart := slices.ContainsFunc(r.words[wordPart], func(w string) bool { return strings.HasPrefix(c.Header(), w) })
		if isPart && c.As == schema.RoleFigure && whole.IsFigures() && c.State == "" && !c.IsRate() {
			c.State = whole.State
		}
	}
}

// degrees gives the sign of per cent that a line above the table names (单位：亩、%) to the columns that say how far the work is
// and have no unit: 去年同期进度.
func (r *sheetReader) degrees() {
	k := slices.IndexFunc(r.lines.Units, func(u table.Unit) bool { return u.Base == "%" })
	if k < 0 {
		return
	}
	for i := range r.columns {
		c := &r.columns[i]
		if r.isDegree(c) && c.IsFigures() && c.Unit.Base == "" && c.Kind == "" {
			c.Kind, c.Unit = schema.Completion, r.lines.Units[k]
		}
	}
}

// changeLine takes the figures below a title that speaks of rates of change and a line of per cent alone (…涨跌幅度, 单位：%) for such, where
// their labels say nothing of a measure or a kind: 城镇, 农村.
func (r *sheetReader) changeLine() {
	title := cmp.Or(strings.Join(r.sheet.title, ""), r.out.Title)
	if u := r.lines.Units; len(u) != 1 || u[0].Base != "%" {
		return
	}
	l := r.tables.Labels.Read([]string{title})
	if l.Kind != schema.Growth {
		return
	}
	for i := range r.columns {
		c := &r.columns[i]
		if c.As == schema.RoleFigure && c.Kind == "" && c.Unit.Base == "" && !r.tables.KnowsMeasure(c.Header()) {
			c.Kind, c.Unit, c.Basis = l.Kind, r.lines.Units[0], cmp.Or(c.Basis, l.Basis)
		}
	}
}

// isDegree reports a column whose own label, not only one above it, says how far the work is: 进展 / 完成投资 is none.
func (r *sheetReader) isDegree(c *table.Column) bool {
	return c.Degree && r.tables.Labels.Read(c.Path[len(c.Path)-1:]).Degree
}

// isYear reports the period of a whole year.
func isYear(p *schema.Period) bool {
	return p != nil && p.Year > 0 && strings.HasSuffix(p.Start, "-01-01") && strings.HasSuffix(p.End, "-12-31")
}

// measureLine gives all bare figures what the line 指标：X（%） above the table says.
func (r *sheetReader) measureLine() {
	l := r.tables.Labels.Read([]string{r.sheet.measure})
	for i := range r.columns {
		c := &r.columns[i]
		if c.As != schema.RoleFigure || c.Measure != "" {
			continue
		}
		c.Measure, c.Thing, c.Core = l.Measure, l.Thing, l.Core
		if c.Unit.Base == "" {
			c.Unit = l.Unit
		}
		if c.Kind == "" {
			c.Kind = l.Kind
		}
		if c.Basis == "" {
			c.Basis = l.Basis
		}
	}
}

// lineUnit returns the unit that a line above the table gives to a bare figure: the one that fits what is measured by the
// column, else the item, else the title.
func (r *sheetReader) lineUnit(c int, d *draft) table.Unit {
	if len(r.lines.Units) == 0 {
		return table.Unit{}
	}
	x := &r.columns[c]
	several := len(r.lines.Units) > 1
	if before := r.changed(c); several && before >= 0 {
		return r.lineUnit(before, d)
	}
	title := cmp.Or(strings.Join(r.sheet.title, ""), r.out.Title)
	measures := []string{d.Item, d.whole, title}
	if several && !r.tables.EndsInMeasure(d.Item) { // it is no name of a measure
		measures = measures[1:]
	}
	switch {
	case x.Measure != "":
		measures = []string{x.Header()}
	case x.Header() == "": // nothing says that the column is what the title speaks of
		measures = measures[:len(measures)-1]
	case r.tables.IsCount(x.Header()): // 数量 may be that of what the item names, but never the money of a title
		last := len(measures) - 1
		if measures[last] = x.Header(); len(x.Path) > 1 { // 项目数 / 总数
			measures = measures[last:]
		}
	}
	if u := r.lines.Units[0]; len(r.lines.Units) == 1 && u.IsEach() && x.Measure == "" && x.Kind != schema.Quantity && !r.tables.KnowsMeasure(d.Item) {
		return u // 单位：元/公斤, of the prices of a table
	}
	if u := r.lines.Units[0]; len(r.lines.Units) == 1 && isRateUnit(&u) && x.IsRate() && x.Kind != schema.Rank {
		return u // 单位：%
	}
	for _, measure := range measures {
		if u, ok := r.tables.Fitting(r.lines, measure); ok {
			return u
		}
		if r.tables.KnowsMeasure(measure) && !(r.ofThings && measure != measures[len(measures)-1]) {
			return table.Unit{}
		}
	}
	if x.Header() == "" {
		return table.Unit{}
	}
	own := !strings.Contains(title, x.Measure) // 网点 below 粮食收购情况 may be counted
	if x.Measure == "" {
		own = !r.ofThings // 网点 beside 粮食产量
	}
	if u := r.lines.Units[0]; len(r.lines.Units) == 1 && !own && u.Kind != "money" && !isRateUnit(&u) && x.Kind != schema.Quantity {
		return u // 单位：吨 above what no word tells the sort of; money would be none of counts
	}
	return table.Unit{}
}

// changed returns the column of figures right in front of one that names no measure, whose change it is or what was done of it: 期末参保人数,
// 较上年末净增; 营造林任务, 已完成; -1 where there is none.
func (r *sheetReader) changed(c int) int {
	x := &r.columns[c]
	if c == 0 || x.Measure != "" {
		return -1
	}
	before := &r.columns[c-1]
	if !before.IsFigures() || before.Measure == "" || before.IsRate() || before.Kind == schema.Difference {
		return -1
	}
	done := x.Kind == "" && x.State == schema.Actual && before.State == schema.Target
	if done || x.Kind == schema.Difference {
		return c - 1
	}
	return -1
}

// speaksOfThings reports whether the rows speak of things alone, as far as their names say anything of a measure, so that what is
// measured of them is told elsewhere: 高速公路, 农村公路 below 公路投资.
func (r *sheetReader) speaksOfThings() bool {
	item := slices.IndexFunc(r.columns, func(c table.Column) bool { return c.As == schema.RoleItem })
	if item < 0 {
		return false
	}
	n := 0
	for row := range r.sheet.rows() {
		if item >= len(row.Cells) {
			continue
		}
		name := row.Cells[item].Text
		if r.tables.KnowsMeasure(name) && !r.tables.IsThing(name) {
			return false
		}
		if n++; n > mostNames {
			break
		}
	}
	return true
}

// mostNames is how many rows are looked at for what the rows speak of.
const mostNames = 300

// columnOf is a column as the contract has it.
func columnOf(c *table.Column) schema.Column {
	out := schema.Column{Header: c.Header(), Role: c.As}
	if !c.IsFigures() {
		return out
	}
	out.Measure, out.Kind, out.State, out.Basis = c.Measure, c.Kind, c.State, c.Basis
	out.Unit, out.UnitText = c.Unit.Base, c.Unit.Text
	if c.Unit.Factor != 1 || c.Unit.Text != c.Unit.Base {
		out.Factor = c.Unit.Factor
	}
	out.Period, out.Cumulative, out.Total = c.Period, c.Cumulative, c.Total
	return out
}
