package dataset

import (
	"strconv"

	"duban/schema"
)

// The tables on what rows and sections state, and on what does not add up in them.

var indicatorTable = Table{Name: "indicators", About: "every quantity that a task or a section states", Unique: inPlace,
	Foreign: []Foreign{toReport, toTask, toSection, toColumn}, Indexes: [][]string{{"unit", "kind", "state"}, {"measure"}},
	Columns: []Column{reportID, anyAnnex, anyRow, anySection, position,
		{"field", Text, true, fieldAbout,
			func(l *line) string { return string(l.indicator.Field) }},
		{"column_index", Integer, false, columnIndexAbout,
			func(l *line) string { return optional(l.indicator.Column) }},
		{"text", Text, true, "the number with its unit, as written",
			func(l *line) string { return l.indicator.Text }},
		{"text_start", Integer, true, startAbout,
			func(l *line) string { return strconv.Itoa(l.indicator.Start) }},
		{"text_end", Integer, true, endAbout,
			func(l *line) string { return strconv.Itoa(l.indicator.End) }},
		{"value", Decimal, false, "in the base unit; of a range the lower bound; a percentage is the number before its sign",
			func(l *line) string { return l.indicator.Value.String() }},
		{"value_max", Decimal, false, "upper bound of a range",
			func(l *line) string { return decimal(l.indicator.ValueMax) }},
		{"unit", Text, false, "base unit or measure word",
			func(l *line) string { return l.indicator.Unit }},
		{"kind", Text, true, "growth, difference, completion, ratio, rank, quantity",
			func(l *line) string { return string(l.indicator.Kind) }},
		{"state", Text, true, "target, actual, ongoing, planned, projected, remaining",
			func(l *line) string { return string(l.indicator.State) }},
		{"modifier", Text, false, "about, more_than, at_least, at_most, less_than",
			func(l *line) string { return string(l.indicator.Modifier) }},
		{"subject", Text, false, "what is measured, in the words of the report",
			func(l *line) string { return l.indicator.Subject }},
		{"period", Text, false, "the time that the figure speaks of, where the text, its column or its annex says so",
			func(l *line) string { return l.indicator.Period }},
		{"basis", Text, false, "of growth and difference: yoy, mom, or vs: and what it is measured against",
			func(l *line) string { return l.indicator.Basis }},
		{"measure", Text, false, "the standard name of what is measured, where it is a known one",
			func(l *line) string { return l.indicator.Measure }},
		{"of", Integer, false, "the figure that this one hangs on: its position in the same row or section",
			func(l *line) string { return optional(l.indicator.Of) }},
		{"relation", Text, false, "how it hangs on it: host (in a bracket of it), whole (a part of it), aim (a share of it), " +
			"anchor (a difference from it)",
			func(l *line) string { return string(l.indicator.Relation) }},
		{"cues", List, false, "the words that decided the judgements",
			func(l *line) string { return cues(l.indicator.Cues) }},
	}}

var dateTable = Table{Name: "dates", About: "every date that a task or a section states", Unique: inPlace,
	Foreign: []Foreign{toReport, toTask, toSection, toColumn},
	Columns: []Column{reportID, anyAnnex, anyRow, anySection, position,
		{"field", Text, true, fieldAbout,
			func(l *line) string { return string(l.date.Field) }},
		{"column_index", Integer, false, columnIndexAbout,
			func(l *line) string { return optional(l.date.Column) }},
		{"text", Text, true, "as written",
			func(l *line) string { return l.date.Text }},
		{"text_start", Integer, true, startAbout,
			func(l *line) string { return strconv.Itoa(l.date.Start) }},
		{"text_end", Integer, true, endAbout,
			func(l *line) string { return strconv.Itoa(l.date.End) }},
		{"value", Text, true, "ISO 8601, as exact as the text: 2021-04-10, 2021-08, 2021-Q1, 2021-01/2021-02",
			func(l *line) string { return l.date.Value }},
		{"value_start", Date, false, "first day of value", func(l *line) string {
			first, _ := days(l.date.Value)
			return first
		}},
		{"value_end", Date, false, "last day of value", func(l *line) string {
			_, last := days(l.date.Value)
			return last
		}},
		{"role", Text, true, "deadline, event, period, plan",
			func(l *line) string { return string(l.date.Role) }},
	}}

var comparisonTable = Table{Name: "comparisons", About: "targets set against what was reached", Key: inRow,
	Foreign: []Foreign{toTask, toIndicator("target_indicator"), toIndicator("actual_indicator")},
	Columns: []Column{reportID, annex, row, position,
		{"target_indicator", Integer, true, "position among the indicators of the row",
			func(l *line) string { return strconv.Itoa(l.comparison.Target) }},
		{"actual_indicator", Integer, true, "position among the indicators of the row",
			func(l *line) string { return strconv.Itoa(l.comparison.Actual) }},
		{"unit", Text, false, "of the target",
			func(l *line) string { return target(l).Unit }},
		{"target_value", Decimal, false, "value of the target",
			func(l *line) string { return target(l).Value.String() }},
		{"actual_value", Decimal, false, "value of what was reached",
			func(l *line) string { return l.row.Indicators[l.comparison.Actual].Value.String() }},
		{"ratio", Decimal, false, "actual ÷ target, rounded to 4 decimals",
			func(l *line) string { return decimal(l.comparison.Ratio) }},
		{"difference", Decimal, false, "of percentages: actual − target, in percentage points",
			func(l *line) string { return decimal(l.comparison.Difference) }},
		{"schedule", Decimal, false, "share of the year that has gone, where the target is an amount of one year",
			func(l *line) string { return decimal(l.comparison.Schedule) }},
	}}

func toIndicator(column string) Foreign {
	return Foreign{[]string{"report_id", "annex", "row", column}, "indicators", inRow}
}

func target(l *line) *schema.Indicator { return &l.row.Indicators[l.comparison.Target] }

var findingTable = Table{Name: "findings", About: "what does not add up; of an annex as a whole where row is absent, of the whole " +
	"document where annex, row and section are", Unique: append([]Unique{inDocument, inAnnex}, inPlace...),
	Foreign: []Foreign{toReport, toAnnex, toTask, toSection, toColumn}, Indexes: [][]string{{"code"}},
	Columns: []Column{reportID, anyAnnex, anyRow, anySection, position,
		{"code", Text, true, "kind of finding",
			func(l *line) string { return string(l.finding.Code) }},
		{"severity", Text, true, "error, warning, info",
			func(l *line) string { return string(l.finding.Severity) }},
		{"message", Text, true, "one sentence, with the figures",
			func(l *line) string { return l.finding.Message }},
		{"field", Text, false, fieldAbout,
			func(l *line) string { return string(l.finding.Field) }},
		{"column_index", Integer, false, columnIndexAbout,
			func(l *line) string { return optional(l.finding.Column) }},
		{"text_start", Integer, false, startAbout,
			func(l *line) string { return inField(l.finding, l.finding.Start) }},
		{"text_end", Integer, false, endAbout,
			func(l *line) string { return inField(l.finding, l.finding.End) }},
		{"claimed", Decimal, false, "the figure that is printed",
			func(l *line) string { return decimal(l.finding.Claimed) }},
		{"computed", Decimal, false, "the figure that follows from others",
			func(l *line) string { return decimal(l.finding.Computed) }},
		{"computed_from", Text, false, "the arithmetic: 169/179",
			func(l *line) string { return l.finding.From }},
	}}

// inField returns an offset of a finding, which has one where it names a field.
func inField(f *schema.Finding, offset int) string {
	if f.Field == "" {
		return ""
	}
	return strconv.Itoa(offset)
}

// cues returns the words that decided the judgements on an indicator as JSON.
func cues(list []schema.Cue) string {
	if len(list) == 0 {
		return "[]"
	}
	return string(encodedJSON(list, ""))
}
