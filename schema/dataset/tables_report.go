package dataset

import (
	"slices"
	"strconv"

	"duban/schema"
)

// The tables on reports and on what their annexes are as tables.

var reportTable = Table{Name: "reports", About: "one line a report", Key: []string{"report_id"},
	Indexes: [][]string{{"issuer", "period_start"}, {"region_code"}},
	Columns: slices.Concat([]Column{reportID,
		{"document_number", Text, false, "number of the document, its brackets all of one kind",
			func(l *line) string { return l.report.DocumentNumber }},
		{"region_code", Text, false, "of the place that the report speaks of, by GB/T 2260",
			func(l *line) string { return region(l).Code }},
		{"region", Text, false, "name of that place in full",
			func(l *line) string { return region(l).Name }},
		{"quarter_end", Date, false, "last day of the quarter in which the period ends",
			func(l *line) string { return quarterEnd(reportPeriod(l).End) }},
		{"source_name", Text, true, "file name, without folder; of several files of the same content the first",
			func(l *line) string { return l.report.Source.Name }},
		{"format", Text, true, "text, html, docx …",
			func(l *line) string { return l.report.Source.Format }},
		{"encoding", Text, false, "IANA name, for text and HTML",
			func(l *line) string { return l.report.Source.Encoding }},
		{"title", Text, false, "heading of the report",
			func(l *line) string { return l.report.Title }},
		issuer,
		{"serial", Integer, false, "number of the issue",
			func(l *line) string { return known(l.report.Serial) }},
		{"date", Date, false, "of issue",
			func(l *line) string { return l.report.Date }},
		{"year", Integer, false, "of the period",
			func(l *line) string { return known(reportPeriod(l).Year) }},
	}, periodColumns("the period reported", func(l *line) *schema.Period { return l.report.Period }), []Column{
		{"annexes", Integer, true, "number of annex tables",
			func(l *line) string { return strconv.Itoa(len(l.report.Annexes)) }},
		{"rows", Integer, true, "number of rows in all of them",
			func(l *line) string { return strconv.Itoa(rowCount(l.report)) }},
		{"numbers", Integer, true, "numbers seen",
			func(l *line) string { return strconv.Itoa(l.report.Coverage.Numbers) }},
		{"explained", Integer, true, "of these the ones that a rule explains",
			func(l *line) string { return strconv.Itoa(l.report.Coverage.Explained) }},
		{"findings", Integer, true, "number of findings, of the document and of its parts",
			func(l *line) string { return strconv.Itoa(findingCount(l.report)) }},
	}),
}

var sectionTable = Table{Name: "sections", About: "the narrative", Key: []string{"report_id", "section"},
	Foreign: []Foreign{toReport},
	Columns: []Column{reportID,
		{"section", Integer, true, "place in the narrative, from 1", anySection.cell},
		{"heading", Text, false, "heading of the section",
			func(l *line) string { return l.narrative.Heading }},
		{"text", Text, false, "its paragraphs",
			func(l *line) string { return l.narrative.Text }},
	}}

var annexTable = Table{Name: "annexes", About: "the annex tables", Key: []string{"report_id", "annex"},
	Foreign: []Foreign{toReport},
	Columns: slices.Concat([]Column{reportID, annex,
		{"number", Integer, false, "number of the annex as printed",
			func(l *line) string { return known(l.annex.Number) }},
		{"kind", Text, true,
			"targets, livelihood (projects), tasks, projects (of investment), statistics (economic figures), other",
			func(l *line) string { return string(l.annex.Kind) }},
		{"title", Text, false, "title line of the table",
			func(l *line) string { return l.annex.Title }},
		{"unit", Text, false, "of bare figures, as a line above the table gives it, as the base unit",
			func(l *line) string { return l.annex.Unit }},
		{"unit_text", Text, false, "that unit as printed, with its power of ten; of several units this alone",
			func(l *line) string { return l.annex.UnitText }},
		{"factor", Integer, false, "from unit_text to unit: 10000",
			func(l *line) string { return known(l.annex.Factor) }},
	}, periodColumns("the period that a line above the table names", func(l *line) *schema.Period { return l.annex.Period }),
		[]Column{
			{"declared_rows", Integer, false, "number of rows that the title announces",
				func(l *line) string { return known(l.annex.DeclaredRows) }},
			{"rows", Integer, true, "number of rows",
				func(l *line) string { return strconv.Itoa(len(l.annex.Rows)) }},
		}),
}

var columnTable = Table{Name: "columns", About: "the columns of the annex tables, with what their headers say of bare figures",
	Key: columnKey, Foreign: []Foreign{toAnnex}, Indexes: [][]string{{"role"}},
	Columns: slices.Concat([]Column{reportID, annex,
		{"column_index", Integer, true, "place of the column in its table, from 0",
			func(l *line) string { return strconv.Itoa(l.position) }},
		{"header", Text, false, "its labels from the top, joined by ' / '",
			func(l *line) string { return l.column.Header }},
		{"role", Text, true, "number, category, item, target, lead_units, support_units, progress, rate, deadline, start, " +
			"status, measure_unit, figure, note, extra",
			func(l *line) string { return string(l.column.Role) }},
		{"measure", Text, false, "what is measured, in the label's own word",
			func(l *line) string { return l.column.Measure }},
		{"unit", Text, false, "base unit",
			func(l *line) string { return l.column.Unit }},
		{"unit_text", Text, false, "the unit as printed, with its power of ten",
			func(l *line) string { return l.column.UnitText }},
		{"factor", Integer, false, "from unit_text to unit: 100000000",
			func(l *line) string { return known(l.column.Factor) }},
		{"kind", Text, false, "of the figures",
			func(l *line) string { return string(l.column.Kind) }},
		{"state", Text, false, "of the figures",
			func(l *line) string { return string(l.column.State) }},
		{"basis", Text, false, "of growth and difference: yoy, mom, or vs: and what it is measured against",
			func(l *line) string { return l.column.Basis }},
	}, periodColumns("the period that the figures speak of", func(l *line) *schema.Period { return l.column.Period }), []Column{
		{"cumulative", Integer, false, "1 if counted since the beginning of the year, or of the work",
			func(l *line) string { return flag(l.column.Cumulative) }},
		{"total", Integer, false, "1 if it sums up other columns",
			func(l *line) string { return flag(l.column.Total) }},
	}),
}

var unreadTable = Table{Name: "unread", About: "what the source holds and no reader reads, so that figures may stand in it",
	Key: []string{"report_id", "position"}, Foreign: []Foreign{toReport},
	Columns: slices.Concat([]Column{reportID, position,
		{"what", Text, true, "picture, embedded, chart, diagram, equation, scan",
			func(l *line) string { return string(l.unread.What) }},
		{"message", Text, true, "one sentence: what it is and where it hangs",
			func(l *line) string { return l.unread.Message }},
	}, placeColumns(unreadPlace), []Column{
		{"cell", Text, false, "cell of that sheet: B7", func(l *line) string {
			if at := unreadPlace(l); at != nil {
				return at.Cell
			}
			return ""
		}},
	}),
}

func unreadPlace(l *line) *schema.Location { return l.unread.Location }

// region is the place that the report speaks of; empty if it is not known.
func region(l *line) schema.Region {
	if l.report.Region == nil {
		return schema.Region{}
	}
	return *l.report.Region
}

func rowCount(r *schema.Report) int {
	n := 0
	for i := range r.Annexes {
		n += len(r.Annexes[i].Rows)
	}
	return n
}

// findingCount counts the findings of the document and of all of its parts.
func findingCount(r *schema.Report) int {
	n := len(r.Findings)
	for i := range r.Sections {
		n += len(r.Sections[i].Findings)
	}
	for i := range r.Annexes {
		n += len(r.Annexes[i].Findings)
		for k := range r.Annexes[i].Rows {
			n += len(r.Annexes[i].Rows[k].Findings)
		}
	}
	return n
}
