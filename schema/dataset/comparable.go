package dataset

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"duban/schema"
	"duban/schema/change"
)

// Comparable returns what of the report is compared with others of its issuer. It can be kept without the report.
func (r *Report) Comparable() *change.Report {
	head := func(column string) string { return strings.Clone(r.cell(reports, 0, column)) }
	out := &change.Report{ID: head("report_id"), Issuer: head("issuer"), Start: head("period_start"), End: head("period_end")}
	titles, headers, names := r.titles(), r.headers(), r.rowNames()
	list := map[place]*change.Task{}
	out.Tasks = make([]change.Task, 0, len(r.Rows[tasks])) // so that none moves
	for _, c := range r.lines(tasks, "annex", "row", "kind", "category", "number", "item", "target", "progress", "status",
		"pace", "total") {
		annex, row := integer(c[0]), integer(c[1])
		if c[5] == "" {
			c[5] = names.of[place{c[0], c[1]}]
		}
		out.Tasks = append(out.Tasks, change.Task{Annex: annex, Row: row, AnnexTitle: titles[c[0]], Kind: c[2], Category: c[3],
			Number: c[4], Item: c[5], Target: c[6], Progress: c[7], Status: c[8], Pace: c[9],
			Total: c[10] != ""})
		list[place{c[0], c[1]}] = &out.Tasks[len(out.Tasks)-1]
	}
	for _, c := range r.lines(units, "annex", "row", "role", "name") {
		if t := list[place{c[0], c[1]}]; c[2] == "lead" {
			t.LeadUnits = append(t.LeadUnits, c[3])
		}
	}
	r.addDates(list, names)
	r.addFigures(list, headers, names)
	for i := range out.Tasks {
		slices.SortStableFunc(out.Tasks[i].Stated, func(a, b change.Stated) int { return cmp.Compare(a.Start, b.Start) })
	}
	return out
}

// place is the annex and the row of a thing, as the tables have them.
type place struct{ annex, row string }

// addDates adds the dates in items and targets to the tasks, and the day by which each is to be done: the last one that
// its column for deadlines names, else its target.
func (r *Report) addDates(list map[place]*change.Task, names rowNames) {
	due := map[place]string{}
	for _, c := range r.lines(dates, "annex", "row", "field", "text_start", "text_end", "value_end", "role", "column_index") {
		t := list[place{c[0], c[1]}]
		if t == nil {
			continue
		}
		addStated(t, names.field(c[0], c[2], c[7]), c[3], c[4], "")
		switch isDue := c[6] == string(schema.Deadline); {
		case isDue && c[2] == string(schema.FieldDeadline):
			due[place{c[0], c[1]}] = max(due[place{c[0], c[1]}], c[5])
		case isDue && c[2] == string(schema.FieldTarget):
			t.Due = max(t.Due, c[5])
		}
	}
	for p, day := range due {
		list[p].Due = day
	}
}

// addFigures adds the figures of the rows to the tasks. Each has a row in the tables indicators and observations.
func (r *Report) addFigures(list map[place]*change.Task, headers map[place]string, names rowNames) {
	flat := r.lines(observations, "annex", "row", "position", "field", "column_index", "measure", "subject", "unit", "kind", "state",
		"basis", "modifier", "period_start", "period_end", "period_source", "value", "value_max")
	for i, more := range r.lines(indicators, "text_start", "text_end", "relation") {
		c := flat[i]
		t := list[place{c[0], c[1]}]
		if t == nil {
			continue
		}
		addStated(t, names.field(c[0], c[3], c[4]), more[0], more[1], c[7])
		f := change.Figure{Position: integer(c[2]), Field: c[3], Place: headers[place{c[0], c[4]}], Measure: c[5], Subject: c[6],
			Unit: c[7], Kind: c[8], State: c[9], Basis: c[10], Modifier: c[11], Relation: more[2], Value: c[15]}
		if c[14] != "report" {
			f.Start, f.End = c[12], c[13]
		}
		if c[16] != "" {
			f.Value = "" // a range
		}
		t.Figures = append(t.Figures, f)
	}
}

func addStated(t *change.Task, field, start, end, unit string) {
	isTarget := field == string(schema.FieldTarget)
	if isTarget || field == string(schema.FieldItem) {
		t.Stated = append(t.Stated, change.Stated{InTarget: isTarget, Start: integer(start), End: integer(end), Unit: unit})
	}
}

// titles returns the titles of the annexes by their places.
func (r *Report) titles() map[string]string {
	titles := map[string]string{}
	for _, c := range r.lines(annexes, "annex", "title") {
		titles[c[0]] = c[1]
	}
	return titles
}

// headers returns the headers of the columns by annex and place, without the unit of bare figures, which is another one where
// 亿元 are told in place of 万元: the values are in the base unit.
func (r *Report) headers() map[place]string {
	headers := map[place]string{}
	for _, c := range r.lines(columns, "annex", "column_index", "header", "unit_text") {
		header, unit := c[2], c[3]
		if at := strings.LastIndex(header, unit); unit != "" && at >= 0 {
			header = header[:at] + header[at+len(unit):]
		}
		headers[place{c[0], c[1]}] = header
	}
	return headers
}

// lines returns some columns of a table.
func (r *Report) lines(table int, names ...string) [][]string {
	at := make([]int, len(names))
	for i, name := range names {
		at[i] = columnOf(table, name)
	}
	cells := make([]string, len(names)*len(r.Rows[table]))
	lines := make([][]string, len(r.Rows[table]))
	for i, row := range r.Rows[table] {
		lines[i], cells = cells[:len(names):len(names)], cells[len(names):]
		for k, column := range at {
			lines[i][k] = strings.Clone(row[column]) // or each would keep the whole report
		}
	}
	return lines
}

func integer(cell string) int {
	n, _ := strconv.Atoi(cell)
	return n
}
