package cell

import (
	"strconv"
	"strings"

	"duban/internal/clause"
	"duban/schema"
)

// datePeriods gives dates the years that are not printed, and tells which of them are periods that figures speak of.
func (rd *reading) datePeriods() {
	year, sentence := 0, int32(-1)
	for i := range rd.tokens {
		t := rd.tokens[i]
		if t.kind != dateToken {
			continue
		}
		d := &rd.dates[t.id]
		if s := rd.sentenceOf(i); s != sentence {
			year, sentence = 0, s
		}
		rd.byReport(d)
		switch {
		case d.printed && d.shape != yearShape:
			year = d.year // 2020年11月开工，12月完工
		case d.relative && rd.ctx.Year != 0:
			d.year = rd.ctx.Year + d.shift
			if !d.byReport {
				year = d.year // 去年11月开工，12月完工
			}
		case d.relative, d.printed:
		case year != 0:
			d.year = year
		default:
			d.year = rd.ctx.Year
		}
		d.span = rd.isSpan(i, d)
	}
}

// byReport finds the quarter of 上一季度 and the like from the period of the report.
func (rd *reading) byReport(d *date) {
	p := rd.ctx.Period
	if !d.byReport || p == nil || p.Quarter == 0 {
		return
	}
	n := p.Quarter - 1 + d.quarters
	d.n = (n+4)%4 + 1
	d.relative, d.shift = true, (n+4)/4-1
}

// isSpan reports whether figures behind the date speak of it.
func (rd *reading) isSpan(i int, d *date) bool {
	switch l := rd.clauseOf(i).Level; {
	case l == clause.Title, l == clause.Quotation:
		return false
	case d.since:
		return true
	case d.edge != whole, d.by:
		return false
	}
	switch d.shape {
	case quarterShape, quartersShape, halfShape, monthsShape:
		if i > 0 && rd.tokens[i-1].end == d.start && rd.word(rd.tokens[i-1]).state == schema.Projected && !rd.runsOn(d) {
			return true // 预计上半年增长12%
		}
		return !rd.isDeadline(i, d) && !rd.comesLater(d) && !rd.comparesWith(i)
	case monthShape:
		said := strings.HasSuffix(string(rd.text[d.start:d.end]), "月份") || d.printed && rd.fillsClause(i)
		return said && !rd.isDeadline(i, d) && !rd.comesLater(d)
	case yearShape:
		return d.year >= rd.ctx.Year-1 && rd.opensFigures(i) && !rd.comparesWith(i) && !rd.isDeadline(i, d)
	}
	return false
}

// opensFigures reports whether the year at token i stands at the front of a clause that states figures, and is not
// itself part of a name: 2021年，新增就业5万人, but 2021年度高新技术企业.
func (rd *reading) opensFigures(i int) bool {
	c := rd.clauseOf(i)
	if d := rd.dates[rd.tokens[i].id]; !rd.headsClause(i) || rd.text[d.end-1] == '度' {
		return false
	}
	for k := range rd.within(rd.tokens[i].clause) {
		if rd.tokens[k].kind == numberToken && k > i {
			return true
		}
	}
	return rd.tokens[i].end == c.End
}

// fillsClause reports a date that is a clause by itself: 2024年5月，财政收入完成3亿元.
func (rd *reading) fillsClause(i int) bool {
	c := rd.clauseOf(i)
	return rd.headsClause(i) && rd.tokens[i].end == c.End && c.After != clause.None
}

// comparesWith reports a date that figures are compared with: 较2019年, 比上年.
func (rd *reading) comparesWith(i int) bool {
	return i > 0 && rd.word(rd.tokens[i-1]).basis != "" && rd.tokens[i-1].end == rd.tokens[i].start
}

// isDeadline reports a date by which something is to be done, as the words around it say: 计划6月完成, 年底前.
func (rd *reading) isDeadline(i int, d *date) bool {
	if d.by {
		return true
	}
	if rd.reported(d) {
		return false
	}
	if k := i + 1; k < len(rd.tokens) && rd.tokens[k].start == d.end && rd.word(rd.tokens[k]).state == schema.Planned {
		return true // 四季度拟集中开工
	}
	for k := range rd.runBack(i) {
		switch w := rd.word(rd.tokens[k]); {
		case w.deadline:
			return true
		case w.state == schema.Actual && w.aspect:
			return false
		}
	}
	return false
}

// reported reports whether the date lies in the period that the report speaks of.
func (rd *reading) reported(d *date) bool {
	p := rd.ctx.Period
	return p != nil && p.End != "" && d.year != 0 && d.until() <= isoDay(p.End)
}

// comesLater reports whether the date begins after the period that the report speaks of.
func (rd *reading) comesLater(d *date) bool {
	p := rd.ctx.Period
	return p != nil && p.End != "" && d.year != 0 && d.from() > isoDay(p.End)
}

// runsOn reports a time that ends behind the period of the report.
func (rd *reading) runsOn(d *date) bool {
	p := rd.ctx.Period
	return p != nil && p.End != "" && d.year != 0 && d.until() > isoDay(p.End)
}

// endsLater reports a date that lies behind the period of the report, or an end of the year that the report does not reach.
func (rd *reading) endsLater(d *date) bool {
	if d.shape != yearEndShape && d.edge != late {
		return rd.comesLater(d)
	}
	p := rd.ctx.Period
	if p == nil || p.End == "" {
		return d.shape == yearEndShape && d.year == rd.ctx.Year && d.year != 0
	}
	return d.year != 0 && d.until() > isoDay(p.End)
}

func isoDay(s string) int {
	n, _ := strconv.Atoi(strings.ReplaceAll(s, "-", ""))
	return n
}

// dateRoles says what each date is for.
func (rd *reading) dateRoles() {
	for i, t := range rd.tokens {
		if t.kind == dateToken {
			d := &rd.dates[t.id]
			d.role = rd.dateRole(i, d)
		}
	}
}

func (rd *reading) dateRole(i int, d *date) schema.DateRole {
	l := rd.clauseOf(i).Level
	switch {
	case l == clause.Title, l == clause.Quotation:
		return schema.Plan
	case d.shape == yearsShape, d.shape == yearShape && rd.comparesWith(i):
		return schema.Plan
	case d.span, rd.comparesWith(i):
		return schema.PeriodRole
	case d.shape == yearShape && !d.by:
		if rd.isDeadline(i, d) && d.year >= rd.ctx.Year {
			return schema.Deadline
		}
		return schema.Plan
	case rd.isDeadline(i, d), rd.field == schema.FieldTarget:
		return schema.Deadline
	case rd.happened(i), d.edge != late && (rd.reported(d) || rd.ctx.Period == nil):
		return schema.Event
	case rd.reported(d):
		return schema.Event
	}
	return schema.Deadline
}

// happened reports whether the clause says that what the date belongs to is past: 已于2月3日.
func (rd *reading) happened(i int) bool {
	for k := range rd.within(rd.tokens[i].clause) {
		if w := rd.word(rd.tokens[k]); w.state == schema.Actual && w.aspect {
			return true
		}
	}
	return false
}

// allDates returns the dates as the contract has them; those without a year that is known are left out.
func (rd *reading) allDates() []schema.Date {
	out := []schema.Date{}
	for i := range rd.dates {
		d := &rd.dates[i]
		if v := d.value(); v != "" {
			d.role = rd.columnRole(d.role, v)
			out = append(out, schema.Date{Field: rd.field, Column: rd.cellColumn(), Text: string(rd.text[d.start:d.end]), Start: d.start, End: d.end, Value: v, Role: d.role})
		}
	}
	return out
}

// columnRole returns the role of a date in a column that says it: of deadlines, or of when the work begins, which is an event up
// to the end of the report's period.
func (rd *reading) columnRole(role schema.DateRole, value string) schema.DateRole {
	if rd.column == nil {
		return role
	}
	switch rd.column.Role {
	case schema.RoleDeadline:
		return schema.Deadline
	case schema.RoleStart:
		if p := rd.ctx.Period; p != nil && p.End != "" && value[:min(len(value), len(p.End))] > p.End {
			return schema.Deadline
		}
		return schema.Event
	}
	return role
}
