package cell

import (
	"cmp"

	"duban/internal/char"
	"duban/internal/clause"
	"duban/schema"
)

// datePeriods gives dates the years that are not printed, and tells which of them are periods that figures speak of.
func (rd *reading) datePeriods() {
	year, sentence := 0, int32(-1)
	for i, d := range rd.eachDate() {
		if s := rd.sentenceOf(i); s != sentence {
			year, sentence = 0, s
		}
		rd.byReport(d)
		year = d.takeYear(year, rd.ctx.Year)
		d.span = rd.isSpan(i, d)
	}
}

// takeYear gives the date its year: the one that was named before in the sentence, or that of the report; and returns that which
// holds for those behind it, 0 where that is the report's.
func (d *date) takeYear(named, ofReport int) int {
	switch {
	case d.printed && d.shape != yearShape:
		return d.year // 2020年11月开工，12月完工
	case d.relative && ofReport != 0:
		if d.year = ofReport + d.shift; !d.byReport {
			return d.year // 去年11月开工，12月完工
		}
	case d.relative, d.printed:
	default:
		d.year = cmp.Or(named, ofReport)
	}
	return named
}

// byReport finds the quarter of 上一季度 and the like from the period of the report.
func (rd *reading) byReport(d *date) {
	p := rd.ctx.Period
	switch {
	case p == nil, !d.byReport, p.Quarter == 0:
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
	case d.since, rd.isMonthEnd(i, d):
		return true
	case d.edge != whole, d.by:
		return false
	}
	switch d.shape {
	case quarterShape, quartersShape, halfShape, monthsShape:
		if rd.wordEnding(d.start).state == schema.Projected && !rd.runsOn(d) {
			return true // 预计上半年增长12%
		}
		return !rd.isAhead(i, d) && !rd.comparesWith(i)
	case monthShape:
		if rd.isAhead(i, d) {
			return false
		}
		return rd.isNamedMonth(i, d) || rd.isToldInTurn(i)
	case yearShape:
		switch {
		case rd.comparesWith(i), rd.isDeadline(i, d):
			return false
		case d.year < rd.ctx.Year-1 && !rd.opensTopic(i):
			return rd.isToldInTurn(i)
		}
		return rd.opensFigures(i)
	}
	return false
}

// isMonthEnd reports the end of a month up to which, or at which, something is counted: 9月末，贷款余额8亿元; 至9月底，累计完成3亿元.
func (rd *reading) isMonthEnd(i int, d *date) bool {
	switch {
	case d.shape != monthShape, d.edge != late, d.by, !rd.reported(d), !rd.headsClause(i), rd.comparesWith(i):
		return false
	case rd.fillsClause(i):
		return true
	}
	for k := range rd.runAhead(i) {
		if rd.tokens[k].kind == numberToken || rd.wordOf(k).saysNoAim() {
			return rd.tokens[k].kind == numberToken
		}
	}
	return false
}

// isNamedMonth reports a month that is told as a time: 3月份, 3月当月, or 2024年3月 as a clause by itself.
func (rd *reading) isNamedMonth(i int, d *date) bool {
	if d.isLong || rd.wordStarting(d.end).isOf(groupMonthly) {
		return true
	}
	return d.printed && rd.fillsClause(i)
}

// isAhead reports a date by which something is to be done, or that comes behind the period of the report.
func (rd *reading) isAhead(i int, d *date) bool { return rd.isDeadline(i, d) || rd.comesLater(d) }

// opensTopic reports a year at the front of a sentence on what is reported on: 2020年全市地区生产总值达到480亿元.
func (rd *reading) opensTopic(i int) bool {
	c := rd.clauseOf(i)
	switch {
	case rd.skip(c.Start) != rd.tokens[i].start:
		return false
	case rd.field == schema.FieldText && rd.isKind(i+1, numberToken) && rd.touches(i): // 2018年57个村全部退出
		return true
	}
	return c.Before == clause.None && rd.wordStarting(rd.tokens[i].end).isOf(groupOurs|groupYearlong)
}

// isToldInTurn reports a date at the front of a clause beside one that tells the same of another time: 1月检查36次，2月检查41次.
func (rd *reading) isToldInTurn(i int) bool {
	c := rd.clauseOf(i)
	return rd.headsClause(i) && (rd.tellsLike(i, c.Before) || rd.tellsLike(i, c.After))
}

// tellsLike reports whether a clause begins with a date of the shape of that at token i, with the same word and a figure behind.
func (rd *reading) tellsLike(i int, c int32) bool {
	const shared = 2 // characters
	if c == clause.None {
		return false
	}
	k := rd.beginning(rd.skip(rd.tree.Clauses[c].Start))
	d, other := rd.dateOf(i), rd.dateOf(k)
	switch {
	case other == nil, d.shape != other.shape, !rd.isKind(i+2, numberToken), !rd.isKind(k+2, numberToken):
		return false
	}
	word := rd.printed(d.end, min(d.end+shared, len(rd.text)))
	return word == rd.printed(other.end, min(other.end+shared, len(rd.text)))
}

// opensFigures reports whether the year at token i stands at the front of a clause that states figures, and is not
// itself part of a name: 2021年，新增就业5万人, but 2021年度高新技术企业.
func (rd *reading) opensFigures(i int) bool {
	c := rd.clauseOf(i)
	if !rd.headsClause(i) || rd.isAt(rd.dateOf(i).end-1, signLasting) {
		return false
	}
	for k := range rd.clauseAhead(i) {
		if rd.tokens[k].kind == numberToken {
			return true
		}
	}
	return rd.tokens[i].end == c.End
}

// fillsClause reports a date that is a clause by itself: 2024年5月，财政收入完成3亿元.
func (rd *reading) fillsClause(i int) bool {
	c := rd.clauseOf(i)
	switch {
	case c.After == clause.None, rd.tokens[i].end != c.End:
		return false
	}
	return rd.headsClause(i)
}

// comparesWith reports a date that figures are compared with: 较2019年, 比上年.
func (rd *reading) comparesWith(i int) bool {
	return rd.wordEnding(rd.tokens[i].start).basis != ""
}

// isDeadline reports a date by which something is to be done, as the words around it say: 计划6月完成, 年底前.
func (rd *reading) isDeadline(i int, d *date) bool {
	if d.by {
		return true
	}
	if rd.reported(d) {
		return false
	}
	if rd.wordStarting(d.end).state == schema.Planned {
		return true // 四季度拟集中开工
	}
	for k := range rd.runBack(i) {
		switch w := rd.wordOf(k); {
		case w.deadline:
			return true
		case w.is(classAlready):
			return false
		}
	}
	return false
}

// reported reports whether the date lies in the period that the report speaks of.
func (rd *reading) reported(d *date) bool {
	return rd.isPlaced(d) && d.until() <= rd.lastDay()
}

// isPlaced reports whether it is known where the date lies beside the period that the report speaks of.
func (rd *reading) isPlaced(d *date) bool { return d.year != 0 && rd.lastDay() > 0 }

// lastDay returns the last day of the period that the report speaks of as date.until does, or 0 where it is not known.
func (rd *reading) lastDay() int {
	if rd.ctx.Period == nil {
		return 0
	}
	return isoDay(rd.ctx.Period.End)
}

// comesLater reports whether the date begins after the period that the report speaks of, or after its year where no period is known.
func (rd *reading) comesLater(d *date) bool {
	switch {
	case rd.lastDay() > 0, rd.ctx.Year == 0, !d.printed:
		return rd.isPlaced(d) && d.from() > rd.lastDay()
	}
	return d.year > rd.ctx.Year
}

// runsOn reports a time that ends behind the period of the report.
func (rd *reading) runsOn(d *date) bool {
	return rd.isPlaced(d) && d.until() > rd.lastDay()
}

// endsLater reports a date that lies behind the period of the report, or an end of the year that the report does not reach.
func (rd *reading) endsLater(d *date) bool {
	isEnd := d.shape == yearEndShape
	switch {
	case rd.isHorizon(d):
		return true
	case !isEnd && d.edge != late:
		return rd.comesLater(d)
	case rd.lastDay() > 0:
		return rd.runsOn(d)
	case d.year == 0 && rd.ctx.Year == 0:
		return isEnd // of the year, whichever that is
	}
	return isEnd && d.isIn(rd.ctx.Year)
}

// isHorizon reports a year with 到 in front, with which a clause begins that says of nothing that it has been done, in a report of no known
// time: 到2030年，森林覆盖率达到62%.
func (rd *reading) isHorizon(d *date) bool {
	switch {
	case d.shape != yearShape, rd.ctx.Year != 0, rd.lastDay() > 0, !rd.isAt(d.start-1, signReaching):
		return false
	}
	k := rd.beginning(d.start)
	if k < 0 || d.start-1 != rd.skip(rd.clauseOf(k).Start) {
		return false
	}
	for i := range rd.clauseAhead(k) {
		if rd.wordOf(i).is(classAlready) {
			return false
		}
	}
	return true
}

// isoDay returns a day that is written 2021-04-10 as date.until does, or 0 where it is none.
func isoDay(s string) int {
	n := 0
	for i := range len(s) {
		switch c := rune(s[i]); {
		case c == '-':
		case !char.IsDigit(c):
			return 0
		default:
			n = n*10 + int(c-'0')
		}
	}
	return n
}

// dateRoles says what each date is for.
func (rd *reading) dateRoles() {
	for i, d := range rd.eachDate() {
		d.role = rd.dateRole(i, d)
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
	case rd.happened(i), rd.reported(d), d.edge != late && rd.ctx.Period == nil:
		return schema.Event
	}
	return schema.Deadline
}

// happened reports whether the clause says that what the date belongs to is past: 已于2月3日.
func (rd *reading) happened(i int) bool {
	for k := range rd.within(rd.tokens[i].clause) {
		if rd.wordOf(k).is(classAlready) {
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
			out = append(out, schema.Date{Field: rd.field, Column: rd.cellColumn(), Text: rd.printed(d.start, d.end), Start: d.start, End: d.end, Value: v, Role: d.role})
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
		if p := rd.ctx.Period; rd.lastDay() > 0 && value[:min(len(value), len(p.End))] > p.End {
			return schema.Deadline
		}
		return schema.Event
	}
	return role
}

// isPartOfYear reports a date of less than a year: what was done in 11月.
func (rd *reading) isPartOfYear(k int) bool {
	t := rd.tokens[k]
	return t.kind == dateToken && rd.dates[t.id].shape != yearShape
}
