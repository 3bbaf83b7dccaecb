package dataset

import (
	"slices"
	"strconv"

	"duban/schema"
)

// The tables on the rows of annexes.

var taskTable = Table{Name: "tasks", About: "the rows of the annexes, each a task", Key: rowKey,
	Foreign: []Foreign{toAnnex}, Indexes: [][]string{{"status"}},
	Columns: slices.Concat([]Column{reportID, annex, row, issuer, periodStart, periodEnd,
		{"total", Integer, false, "1 if the row sums others up",
			func(l *line) string { return flag(l.row.Total) }},
		{"pace", Text, false, "ahead, on_schedule, behind: what the row says of the schedule",
			func(l *line) string { return string(l.row.Pace) }},
		{"pace_evidence", Text, false, "the words that decided the pace", func(l *line) string {
			if l.row.PaceEvidence == nil {
				return ""
			}
			return l.row.PaceEvidence.Text
		}},
		{"deadline", Text, false, "when it is to be done, as printed",
			func(l *line) string { return l.row.Deadline }},
		{"rate", Text, false, "how much of it is done, as printed",
			func(l *line) string { return l.row.Rate }},
		{"note", Text, false, "remarks",
			func(l *line) string { return l.row.Note }},
	}, placeColumns(func(l *line) *schema.Location { return l.row.Location }), []Column{
		{"number", Integer, false, "running number of the row",
			func(l *line) string { return known(l.row.Number) }},
		{"number_source", Text, false, "printed, list or inferred",
			func(l *line) string { return string(l.row.NumberSource) }},
		{"kind", Text, true, "of the annex",
			func(l *line) string { return string(l.annex.Kind) }},
		{"category", Text, false, "heading of the group that the row stands in",
			func(l *line) string { return l.row.Category }},
		{"item", Text, false, "name of the project; in tables of figures what the row speaks of",
			func(l *line) string { return l.row.Item }},
		{"target", Text, false, "what is to be reached or done",
			func(l *line) string { return l.row.Target }},
		{"progress", Text, false, "what has been done",
			func(l *line) string { return l.row.Progress }},
		{"status", Text, true, "completed, underway, preparing, not_started, stalled, unclear",
			func(l *line) string { return string(l.row.Status) }},
		{"status_evidence", Text, false, "the words that decided the status", func(l *line) string {
			if l.row.StatusEvidence == nil {
				return ""
			}
			return l.row.StatusEvidence.Text
		}},
	}),
}

var cellTable = Table{Name: "cells", About: "the cells of tasks that have no column of their own in tasks, and all cells that are " +
	"merged with an earlier row", Key: []string{"report_id", "annex", "row", "column_index"}, Foreign: []Foreign{toTask, toColumn},
	Columns: []Column{reportID, annex, row,
		{"column_index", Integer, true, "place of the column in its table, from 0",
			func(l *line) string { return strconv.Itoa(l.cell.Column) }},
		{"text", Text, false, "as printed",
			func(l *line) string { return l.cell.Text }},
		{"shared_row", Integer, false, "the first row that the cell is merged over, where this is a later one",
			func(l *line) string { return known(l.sharedRow) }},
	}}

var unitTable = Table{Name: "units", About: "the responsible units of the tasks, those in the lead first", Key: inRow,
	Foreign: []Foreign{toTask}, Indexes: [][]string{{"name"}},
	Columns: []Column{reportID, annex, row, position,
		{"role", Text, true, "lead or support",
			func(l *line) string { return l.unitRole }},
		{"name", Text, true, "normalised",
			func(l *line) string { return l.unit.Name }},
		{"text", Text, false, "as printed",
			func(l *line) string { return l.unit.Text }},
		{"note", Text, false, "what stands in brackets behind it",
			func(l *line) string { return l.unit.Note }},
	}}
