package dataset

import (
	"strconv"

	"duban/schema"
	"duban/schema/change"
)

// A Table is described once, and every format and datapackage.json follow the description. What a cell holds is said
// where its column is described, by the getter of the column, so that no other list of columns could disagree with this
// one.
type Table struct {
	Name    string
	About   string
	Columns []Column
	Key     []string // primary key; nil where a part of it may be absent
	Unique  []Unique // further keys
	Foreign []Foreign
	Indexes [][]string // for those who look things up

	AcrossReports bool // its rows are not made of one report alone
	Derived       bool // its rows say what other tables of the report say, in another form
}

// Column is one column of a table. Its name needs no quotes in SQLite, PostgreSQL and DuckDB.
type Column struct {
	Name     string
	Type     Type
	Required bool
	About    string
	cell     func(*line) string // "" for a cell without a value
}

// Type is what the cells of a column hold. All are kept as text, and an empty text is a cell without a value.
type Type int

// The types of columns.
const (
	Text    Type = iota
	Integer      // of 64 bits
	Decimal      // exact, with at most 28 digits before the point and 10 behind it
	Date         // a day, as 2021-04-10
	List         // a JSON array
)

// Unique is a key of the rows for which a condition in SQL holds; of all if it is empty.
type Unique struct {
	Columns []string
	Where   string
}

// Foreign says that columns refer to the columns of another table. A row where one of them is absent refers to none.
type Foreign struct {
	Columns []string
	Table   string
	To      []string
}

// Tables returns the tables of a dataset, those first that others refer to.
func Tables() []Table { return tables }

// The places of the tables.
const (
	reports = iota
	sections
	annexes
	columns
	unread
	tasks
	cells
	units
	indicators
	dates
	observations
	comparisons
	findings
	panel
	changes
	figureChanges
	files
	tableCount
)

var tables = []Table{
	reports:       reportTable,
	sections:      sectionTable,
	annexes:       annexTable,
	columns:       columnTable,
	unread:        unreadTable,
	tasks:         taskTable,
	cells:         cellTable,
	units:         unitTable,
	indicators:    indicatorTable,
	dates:         dateTable,
	observations:  observationTable,
	comparisons:   comparisonTable,
	findings:      findingTable,
	panel:         panelTable,
	changes:       changeTable,
	figureChanges: figureChangeTable,
	files:         fileTable,
}

// line is what one row of a table is made of: the thing that it is about, and where that stands.
type line struct {
	report   *schema.Report
	section  int           // from 1; 0 outside of the narrative
	annex    *schema.Annex // nil outside of annexes
	row      *schema.Row   // nil outside of rows
	position int           // of the thing in its list

	narrative  *schema.Section
	column     *schema.Column
	unread     *schema.Unread
	cell       *schema.Cell
	sharedRow  int // of the cell; 0 if it is shared with none
	unit       *schema.Unit
	unitRole   string
	indicator  *schema.Indicator
	date       *schema.Date
	comparison *schema.Comparison
	finding    *schema.Finding

	link    *change.Link
	file    *File
	step    *change.Step
	change  *change.Change
	figures *change.Figures
}

// What many tables have.

var (
	reportID = Column{"report_id", Text, true, "sha256: and the hex digest of the source bytes",
		func(l *line) string { return l.report.ID }}
	annex = Column{"annex", Integer, true, "place of the annex among those of its report, from 1",
		func(l *line) string { return strconv.Itoa(l.annex.Index) }}
	row = Column{"row", Integer, true, "place of the row in its annex, from 1",
		func(l *line) string { return strconv.Itoa(l.row.Index) }}
	position = Column{"position", Integer, true, "place in its row, annex, section or document, from 0",
		func(l *line) string { return strconv.Itoa(l.position) }}

	// Where a thing stands that may be in a row or in a section of the narrative.
	anyAnnex = Column{"annex", Integer, false, annex.About + "; absent in the narrative", func(l *line) string {
		if l.annex == nil {
			return ""
		}
		return annex.cell(l)
	}}
	anyRow = Column{"row", Integer, false, row.About + "; absent in the narrative", func(l *line) string {
		if l.row == nil {
			return ""
		}
		return row.cell(l)
	}}
	anySection = Column{"section", Integer, false, "place of the section in the narrative, from 1; absent in an annex",
		func(l *line) string { return known(l.section) }}

	issuer = Column{"issuer", Text, false, "issuing office", func(l *line) string { return l.report.Issuer }}

	periodStart = Column{"period_start", Date, false, "first day of the period",
		func(l *line) string { return reportPeriod(l).Start }}
	periodEnd = Column{"period_end", Date, false, "last day of the period",
		func(l *line) string { return reportPeriod(l).End }}
)

const (
	fieldAbout       = "the field that the offsets count in"
	columnIndexAbout = "column of field cell, from 0"
	startAbout       = "offset in the field, in Unicode code points"
	endAbout         = "end of it, exclusive"
)

var (
	rowKey    = []string{"report_id", "annex", "row"}
	inRow     = []string{"report_id", "annex", "row", "position"}
	columnKey = []string{"report_id", "annex", "column_index"}

	inSection  = Unique{[]string{"report_id", "section", "position"}, "section IS NOT NULL"}
	inAnnex    = Unique{[]string{"report_id", "annex", "position"}, "annex IS NOT NULL AND row IS NULL"}
	inDocument = Unique{[]string{"report_id", "position"}, "annex IS NULL AND section IS NULL"}
	inPlace    = []Unique{{inRow, ""}, inSection}

	toReport  = Foreign{[]string{"report_id"}, "reports", []string{"report_id"}}
	toSection = Foreign{[]string{"report_id", "section"}, "sections", []string{"report_id", "section"}}
	toAnnex   = Foreign{[]string{"report_id", "annex"}, "annexes", []string{"report_id", "annex"}}
	toTask    = Foreign{rowKey, "tasks", rowKey}
	toColumn  = Foreign{columnKey, "columns", columnKey}
)

// periodColumns are the text of a period, its first and its last day.
func periodColumns(about string, of func(*line) *schema.Period) []Column {
	get := func(part func(schema.Period) string) func(*line) string {
		return func(l *line) string {
			if p := of(l); p != nil {
				return part(*p)
			}
			return ""
		}
	}
	return []Column{
		{"period", Text, false, about + ", as printed", get(func(p schema.Period) string { return p.Text })},
		{"period_start", Date, false, "its first day", get(func(p schema.Period) string { return p.Start })},
		{"period_end", Date, false, "its last day", get(func(p schema.Period) string { return p.End })},
	}
}

// reportPeriod is the period of the report; empty if it names none.
func reportPeriod(l *line) schema.Period {
	if l.report.Period == nil {
		return schema.Period{}
	}
	return *l.report.Period
}

// placeColumns say where in its source a thing stands.
func placeColumns(of func(*line) *schema.Location) []Column {
	get := func(part func(schema.Location) string) func(*line) string {
		return func(l *line) string {
			if at := of(l); at != nil {
				return part(*at)
			}
			return ""
		}
	}
	return []Column{
		{"source_table", Integer, false, "table of a DOCX or HTML file, from 1",
			get(func(at schema.Location) string { return known(at.Table) })},
		{"source_row", Integer, false, "row of that table, from 1, those of its header counted",
			get(func(at schema.Location) string { return known(at.Row) })},
		{"line", Integer, false, "first line of a text, from 1",
			get(func(at schema.Location) string { return known(at.Line) })},
		{"end_line", Integer, false, "last line of a text",
			get(func(at schema.Location) string { return known(at.EndLine) })},
		{"page", Integer, false, "page of a PDF or OFD file, from 1",
			get(func(at schema.Location) string { return known(at.Page) })},
		{"sheet", Text, false, "sheet of a workbook",
			get(func(at schema.Location) string { return at.Sheet })},
	}
}
