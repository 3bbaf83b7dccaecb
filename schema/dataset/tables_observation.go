package dataset

import (
	"slices"
	"strings"

	"duban/schema"
)

// The table for those who chart: one flat line for each figure.

var observationTable = Table{Name: "observations", Unique: inPlace, Derived: true,
	About:   "every figure as one flat line, with the place, the time and the thing that it speaks of",
	Foreign: []Foreign{toReport, toTask, toSection, toColumn, {inRow, "indicators", inRow}},
	Indexes: [][]string{{"measure", "region_code", "period_start"}, {"entity"}},
	Columns: []Column{reportID, anyAnnex, anyRow, anySection, position,
		{"field", Text, true, "the field that the figure stands in",
			func(l *line) string { return string(l.indicator.Field) }},
		{"column_index", Integer, false, columnIndexAbout,
			func(l *line) string { return optional(l.indicator.Column) }},
		issuer,
		{"region_code", Text, false, "of the place that the report speaks of, by GB/T 2260",
			func(l *line) string { return region(l).Code }},
		{"entity", Text, false, "the item that the row speaks of: a project, a place, an indicator", entityOf},
		{"measure", Text, false, "the standard name of what is measured, where it is a known one",
			func(l *line) string { return l.indicator.Measure }},
		{"subject", Text, false, "what is measured, in the words of the report",
			func(l *line) string { return l.indicator.Subject }},
		{"kind", Text, true, "growth, difference, completion, ratio, rank, quantity",
			func(l *line) string { return string(l.indicator.Kind) }},
		{"basis", Text, false, "of growth and difference: yoy, mom, or vs: and what it is measured against",
			func(l *line) string { return l.indicator.Basis }},
		{"state", Text, true, "target, actual, ongoing, planned, projected, remaining",
			func(l *line) string { return string(l.indicator.State) }},
		{"modifier", Text, false, "about, more_than, at_least, at_most, less_than",
			func(l *line) string { return string(l.indicator.Modifier) }},
		{"period_start", Date, false, "first day of the time that the figure speaks of: its own, else that of its column, " +
			"annex, report; absent where only an end is known",
			func(l *line) string { return observed(l).start }},
		{"period_end", Date, false, "last day of that time",
			func(l *line) string { return observed(l).end }},
		{"period_source", Text, false, "whose time it is: figure, column, annex, report",
			func(l *line) string { return observed(l).source }},
		{"unit", Text, false, "base unit or measure word",
			func(l *line) string { return l.indicator.Unit }},
		{"value", Decimal, false, "in the base unit; of a range the lower bound",
			func(l *line) string { return l.indicator.Value.String() }},
		{"value_max", Decimal, false, "upper bound of a range",
			func(l *line) string { return decimal(l.indicator.ValueMax) }},
		{"total", Integer, false, "1 if its row or its column sums others up",
			func(l *line) string { return flag(isTotal(l)) }},
	}}

func entityOf(l *line) string {
	if l.row == nil {
		return ""
	}
	return l.row.Item
}

// isTotal reports whether a figure stands in a row or a column that sums others up.
func isTotal(l *line) bool {
	if l.row == nil {
		return false
	}
	column := columnAt(l)
	return l.row.Total || column != nil && column.Total
}

// columnAt returns the column that a figure stands in; nil if it stands in none, or in one of several of a role.
func columnAt(l *line) *schema.Column {
	if l.annex == nil {
		return nil
	}
	if i := l.indicator.Column; i != nil && *i < len(l.annex.Columns) {
		return &l.annex.Columns[*i]
	}
	var found *schema.Column
	for i := range l.annex.Columns {
		if c := &l.annex.Columns[i]; string(c.Role) == string(l.indicator.Field) {
			if found != nil {
				return nil
			}
			found = c
		}
	}
	return found
}

// timeSpan is the time that a figure speaks of, in days, and whose it is.
type timeSpan struct {
	start, end, source string
}

// observed returns the time that a figure speaks of: its own, else that of its column, of its annex, of the report. Where
// a time of its own is not known in days, there is none. What has been counted since the beginning of the year, or of the work, by the
// end of a month or of a later quarter does not begin with that.
func observed(l *line) timeSpan {
	if first, last := days(dateOfPeriod(l)); last != "" {
		if first == last {
			first = "" // a day up to which is counted
		}
		return timeSpan{first, last, "figure"}
	}
	printed := l.indicator.Period
	for _, c := range periodsAround(l) {
		if c.of == nil || printed != "" && printed != c.of.Text {
			continue
		}
		if c.source != "report" && goesBeyond(l, c.of) {
			continue
		}
		if isCounted(l) && !tellsStart(l, c) && !strings.HasSuffix(c.of.Start, newYear) {
			return timeSpan{"", c.of.End, c.source}
		}
		return timeSpan{c.of.Start, c.of.End, c.source}
	}
	return timeSpan{}
}

// goesBeyond reports a time of a plan, which goes on when that of the report is over: what is done by then is not of all of it.
func goesBeyond(l *line, p *schema.Period) bool {
	switch l.indicator.State {
	case schema.Actual, schema.Ongoing, schema.Remaining:
	default:
		return false
	}
	whole := l.report.Period
	if whole == nil || whole.End == "" {
		return false
	}
	return p.Start <= whole.End && whole.End < p.End
}

// tellsStart reports the time of a column that says when it begins: of several months, or of a month alone where the column does not
// count up to then: 8月完成投资 / 累计.
func tellsStart(l *line, c sourcedPeriod) bool {
	if c.source != "column" {
		return false
	}
	return !columnAt(l).Cumulative || c.of.Month == 0 && c.of.Quarter == 0
}

// newYear is the end of a first day of a year.
const newYear = "-01-01"

// isCounted reports a figure of a column that counts since the beginning of the year, or of the work; one of change belongs to the
// amounts in front of it: 本月, 同比, 累计, 同比.
func isCounted(l *line) bool {
	if l.annex == nil || l.indicator.Column == nil || *l.indicator.Column >= len(l.annex.Columns) {
		return false
	}
	i := *l.indicator.Column
	for columns := l.annex.Columns; i >= 0; i-- {
		isChange := columns[i].Kind == schema.Growth || columns[i].Kind == schema.Difference
		if columns[i].Cumulative || !isChange {
			return columns[i].Cumulative
		}
	}
	return false
}

type sourcedPeriod struct {
	of     *schema.Period
	source string
}

// periodsAround returns the times of what a figure stands in, the nearest first.
func periodsAround(l *line) []sourcedPeriod {
	var list []sourcedPeriod
	if column := columnAt(l); column != nil {
		list = append(list, sourcedPeriod{column.Period, "column"})
	}
	if l.annex != nil {
		list = append(list, sourcedPeriod{l.annex.Period, "annex"})
	}
	return append(list, sourcedPeriod{l.report.Period, "report"})
}

// dateOfPeriod returns the date that the words for the period of a figure are; "" where they are none.
func dateOfPeriod(l *line) string {
	var list []schema.Date
	switch {
	case l.row != nil:
		list = l.row.Dates
	case l.narrative != nil:
		list = l.narrative.Dates
	}
	for _, c := range l.indicator.Cues {
		if c.For != schema.ForPeriod {
			continue
		}
		field := c.Field
		if field == "" {
			field = l.indicator.Field
		}
		at := slices.IndexFunc(list, func(d schema.Date) bool {
			return d.Field == field && sameColumn(d.Column, l.indicator.Column) && d.Start < c.End && c.Start < d.End
		})
		if at >= 0 {
			return list[at].Value
		}
	}
	return ""
}

func sameColumn(a, b *int) bool { return a == b || a != nil && b != nil && *a == *b }
