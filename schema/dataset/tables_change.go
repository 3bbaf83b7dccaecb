package dataset

import (
	"slices"
	"strconv"

	"duban/schema/change"
)

// The tables on what changed from one report of an issuer to the next.

var changeTable = Table{Name: "changes", AcrossReports: true,
	About: "what became of each task from one report of an issuer to the next",
	Unique: []Unique{
		{[]string{"report_after", "annex_after", "row_after"}, ""},
		{[]string{"report_before", "annex_before", "row_before", "report_after"}, ""}},
	Foreign: []Foreign{{[]string{"report_before"}, "reports", []string{"report_id"}}, {[]string{"report_after"}, "reports", []string{"report_id"}},
		{rowOf("before"), "tasks", rowKey}, {rowOf("after"), "tasks", rowKey}},
	Indexes: [][]string{{"task_id"}, {"change"}},
	Columns: slices.Concat([]Column{
		{"task_id", Text, true, "that of the table panel, which has tasks of several reports alone",
			func(l *line) string { return l.change.TaskID }},
		{"issuer", Text, false, "issuing office of both reports",
			func(l *line) string { return l.step.After.Issuer }}},
		sideColumns("before"), sideColumns("after"), []Column{
			{"change", Text, true, "kept, new, gone; unclear where a row of the other report resembles it and may be it or not",
				func(l *line) string { return string(l.change.Kind) }},
			{"similarity", Decimal, false, "of the texts of a kept task, from 0 to 1",
				func(l *line) string { return l.change.Similarity }},
			{"status_before", Text, false, "its status in the report before",
				func(l *line) string { return task(l, "before").Status }},
			{"status_after", Text, false, "its status in the report after",
				func(l *line) string { return task(l, "after").Status }},
			{"deadline_before", Date, false, "the day by which it is to be done, of the report before",
				func(l *line) string { return task(l, "before").Due }},
			{"deadline_after", Date, false, "that day of the report after",
				func(l *line) string { return task(l, "after").Due }},
			{"target_changed", Integer, false, "1 if item or target of a kept task differ in letters or figures",
				func(l *line) string { return flag(l.change.TargetChanged) }},
			{"text_copied", Integer, false, "1 if the progress of a kept task is word for word that of the report before",
				func(l *line) string { return flag(l.change.TextCopied) }},
		}),
}

var figureChangeTable = Table{Name: "figure_changes", AcrossReports: true,
	About: "the figures of tasks that are kept, where both reports have the same one: of one measure, subject, unit, kind, state, " +
		"basis and time",
	Key: append(rowOf("after"), "position_after"),
	Foreign: []Foreign{{append(rowOf("before"), "position_before"), "indicators", inRow},
		{append(rowOf("after"), "position_after"), "indicators", inRow}},
	Indexes: [][]string{{"task_id"}, {"measure"}},
	Columns: slices.Concat([]Column{
		{"task_id", Text, true, "that of the table changes",
			func(l *line) string { return l.change.TaskID }},
		{"issuer", Text, false, "issuing office of both reports",
			func(l *line) string { return l.step.After.Issuer }}},
		sideColumns("before"), []Column{
			{"position_before", Integer, true, "position of the figure in its row",
				func(l *line) string { return strconv.Itoa(l.figures.Before.Position) }}},
		sideColumns("after"), []Column{
			{"position_after", Integer, true, "position of the figure in its row",
				func(l *line) string { return strconv.Itoa(l.figures.After.Position) }},
			{"field", Text, true, "that the later figure stands in",
				func(l *line) string { return l.figures.After.Field }},
			{"measure", Text, false, "the standard name of what is measured, where it is a known one",
				func(l *line) string { return l.figures.After.Measure }},
			{"subject", Text, false, "what is measured, in the words of the report",
				func(l *line) string { return l.figures.After.Subject }},
			{"kind", Text, true, "growth, difference, completion, ratio, rank, quantity",
				func(l *line) string { return l.figures.After.Kind }},
			{"basis", Text, false, "of growth and difference: yoy, mom, or vs: and what it is measured against",
				func(l *line) string { return l.figures.After.Basis }},
			{"state", Text, true, "target, actual, ongoing, planned, projected, remaining",
				func(l *line) string { return l.figures.After.State }},
			{"modifier", Text, false, "about, more_than, at_least, at_most, less_than",
				func(l *line) string { return l.figures.After.Modifier }},
			{"unit", Text, false, "base unit or measure word",
				func(l *line) string { return l.figures.After.Unit }},
			{"value_before", Decimal, true, "in the base unit",
				func(l *line) string { return l.figures.Before.Value }},
			{"value_after", Decimal, true, "in the base unit",
				func(l *line) string { return l.figures.After.Value }},
			{"difference", Decimal, true, "value_after − value_before",
				func(l *line) string { return l.figures.Difference }},
		}),
}

// rowOf are the columns of the key of a row in one of the two reports.
func rowOf(side string) []string { return []string{"report_" + side, "annex_" + side, "row_" + side} }

// sideColumns are the key of a row in one of the two reports, before and after.
func sideColumns(side string) []Column {
	return []Column{
		{"report_" + side, Text, true, "the report " + side, func(l *line) string {
			if side == "before" {
				return l.step.Before.ID
			}
			return l.step.After.ID
		}},
		{"annex_" + side, Integer, false, annex.About + "; absent where the report does not have the task",
			func(l *line) string { return known(task(l, side).Annex) }},
		{"row_" + side, Integer, false, row.About + "; absent where the report does not have the task",
			func(l *line) string { return known(task(l, side).Row) }},
	}
}

// task is the task of a change in one of the two reports; empty where that does not have it.
func task(l *line, side string) change.Task {
	t := l.change.After
	if side == "before" {
		t = l.change.Before
	}
	if t == nil {
		return change.Task{}
	}
	return *t
}
