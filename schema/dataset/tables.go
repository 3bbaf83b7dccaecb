package dataset

// A Table is described once, here, and every format and datapackage.json follow the description.
type Table struct {
	Name    string
	About   string
	Columns []Column
	Key     []string // primary key; nil where a part of it may be absent
	Unique  []Unique // further keys
	Foreign []Foreign
	Indexes [][]string // for those who look things up
}

// Column is one column of a table.
type Column struct {
	Name     string
	Type     Type
	Required bool
	About    string
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
	tasks
	units
	indicators
	dates
	comparisons
	findings
	panel
	files
	tableCount
)

var (
	reportID = Column{"report_id", Text, true, "sha256: and the hex digest of the source bytes"}
	annex    = Column{"annex", Integer, true, "place of the annex among those of its report, from 1"}
	row      = Column{"row", Integer, true, "place of the row in its annex, from 1"}
	position = Column{"position", Integer, true, "place in its row, section or document, from 0"}

	// Where a thing stands that may be in a row or in a section of the narrative.
	anyAnnex   = Column{"annex", Integer, false, annex.About + "; absent in the narrative"}
	anyRow     = Column{"row", Integer, false, row.About + "; absent in the narrative"}
	anySection = Column{"section", Integer, false, "place of the section in the narrative, from 0; absent in an annex"}

	field = Column{"field", Text, false, "the field that the offsets count in"}
	start = Column{"start", Integer, false, "offset in the field, in Unicode code points"}
	end   = Column{"end", Integer, false, "end of it, exclusive"}
)

var (
	rowKey      = []string{"report_id", "annex", "row"}
	inRow       = []string{"report_id", "annex", "row", "position"}
	placeKeys   = []Unique{{inRow, ""}, {[]string{"report_id", "section", "position"}, `"section" IS NOT NULL`}}
	documentKey = Unique{[]string{"report_id", "position"}, `"annex" IS NULL AND "section" IS NULL`}

	toReport  = Foreign{[]string{"report_id"}, "reports", []string{"report_id"}}
	toSection = Foreign{[]string{"report_id", "section"}, "sections", []string{"report_id", "section"}}
	toTask    = Foreign{rowKey, "tasks", rowKey}
)

var tables = []Table{
	reports: {Name: "reports", About: "one line a report", Key: []string{"report_id"},
		Indexes: [][]string{{"issuer", "period_start"}},
		Columns: []Column{reportID,
			{"source_name", Text, true, "file name, without folder; of several files of the same content the first"},
			{"format", Text, true, "text, docx or html"},
			{"encoding", Text, false, "IANA name, for text and HTML"},
			{"title", Text, false, ""},
			{"issuer", Text, false, "issuing office"},
			{"serial", Integer, false, "第N期"},
			{"date", Date, false, "of issue"},
			{"year", Integer, false, "of the period"},
			{"period", Text, false, "the period reported, as printed"},
			{"period_start", Date, false, "its first day"},
			{"period_end", Date, false, "its last day"},
			{"annexes", Integer, true, "number of annex tables"},
			{"rows", Integer, true, "number of rows in all of them"},
			{"numbers", Integer, true, "numbers seen"},
			{"explained", Integer, true, "of these the ones that a rule explains"},
			{"findings", Integer, true, "number of findings, of the document and of its parts"},
		}},
	sections: {Name: "sections", About: "the narrative", Key: []string{"report_id", "section"}, Foreign: []Foreign{toReport},
		Columns: []Column{reportID, {"section", Integer, true, "place in the narrative, from 0"},
			{"heading", Text, false, ""}, {"text", Text, false, ""}}},
	annexes: {Name: "annexes", About: "the annex tables", Key: []string{"report_id", "annex"}, Foreign: []Foreign{toReport},
		Columns: []Column{reportID, annex,
			{"number", Integer, false, "附件N"},
			{"kind", Text, true, "targets 预期目标, livelihood 民生实事, tasks 重点工作任务, other"},
			{"title", Text, false, ""},
			{"declared_rows", Integer, false, "number of rows that the title announces"},
			{"rows", Integer, true, "number of rows"},
		}},
	tasks: {Name: "tasks", About: "the rows of the annexes, each a task", Key: rowKey,
		Foreign: []Foreign{{[]string{"report_id", "annex"}, "annexes", []string{"report_id", "annex"}}},
		Indexes: [][]string{{"status"}},
		Columns: []Column{reportID, annex, row,
			{"number", Integer, false, "序号"},
			{"number_source", Text, false, "printed, list or inferred"},
			{"kind", Text, true, "of the annex"},
			{"category", Text, false, "heading of the group that the row stands in"},
			{"item", Text, false, "项目名称"},
			{"target", Text, false, "预期目标, 年度任务, 具体任务"},
			{"progress", Text, false, "进展情况"},
			{"status", Text, true, "completed, underway, preparing, not_started, stalled, unclear"},
			{"status_evidence", Text, false, "the words that decided the status"},
		}},
	units: {Name: "units", About: "the responsible units of the tasks, those in the lead first", Key: inRow, Foreign: []Foreign{toTask},
		Indexes: [][]string{{"name"}},
		Columns: []Column{reportID, annex, row, position,
			{"role", Text, true, "lead or support"},
			{"name", Text, true, "normalised"},
			{"text", Text, false, "as printed"},
			{"note", Text, false, "what stands in brackets behind it"},
		}},
	indicators: {Name: "indicators", About: "every quantity that a task or a section states", Unique: placeKeys,
		Foreign: []Foreign{toReport, toTask, toSection}, Indexes: [][]string{{"unit", "kind", "state"}},
		Columns: []Column{reportID, anyAnnex, anyRow, anySection, position, field,
			{"text", Text, true, "the number with its unit, as written"}, start, end,
			{"value", Decimal, false, "in the base unit; of a range the lower bound; a percentage is the number before its sign"},
			{"value_max", Decimal, false, "upper bound of a range"},
			{"unit", Text, false, "base unit or measure word"},
			{"kind", Text, true, "growth, completion, ratio, rank, quantity"},
			{"state", Text, true, "target, actual, ongoing, planned, projected, remaining"},
			{"modifier", Text, false, "about, more_than, at_least, at_most"},
			{"subject", Text, false, "what is measured"},
			{"period", Text, false, "the time that the figure speaks of, where the text says so"},
			{"basis", Text, false, "of growth: yoy, mom, vs:2019年"},
			{"cues", List, false, "the words that decided the judgements"},
		}},
	dates: {Name: "dates", About: "every date that a task or a section states", Unique: placeKeys,
		Foreign: []Foreign{toReport, toTask, toSection},
		Columns: []Column{reportID, anyAnnex, anyRow, anySection, position, field,
			{"text", Text, true, "as written"}, start, end,
			{"value", Text, true, "ISO 8601, as exact as the text: 2021-04-10, 2021-08, 2021-Q1, 2021-01/2021-02"},
			{"role", Text, true, "deadline, event, period, plan"},
		}},
	comparisons: {Name: "comparisons", About: "targets set against what was reached", Key: inRow,
		Foreign: []Foreign{toTask, toIndicator("target_indicator"), toIndicator("actual_indicator")},
		Columns: []Column{reportID, annex, row, position,
			{"target_indicator", Integer, true, "position among the indicators of the row"},
			{"actual_indicator", Integer, true, "position among the indicators of the row"},
			{"unit", Text, false, "of the target"},
			{"target_value", Decimal, false, ""},
			{"actual_value", Decimal, false, ""},
			{"ratio", Decimal, false, "actual ÷ target, rounded to 4 decimals"},
			{"difference", Decimal, false, "of percentages: actual − target, in percentage points"},
		}},
	findings: {Name: "findings", About: "what does not add up; of the whole document where annex, row and section are absent",
		Unique:  append([]Unique{documentKey}, placeKeys...),
		Foreign: []Foreign{toReport, toTask, toSection}, Indexes: [][]string{{"code"}},
		Columns: []Column{reportID, anyAnnex, anyRow, anySection, position,
			{"code", Text, true, "kind of finding"},
			{"severity", Text, true, "error, warning, info"},
			{"message", Text, true, "one sentence, with the figures"},
			field, start, end,
			{"claimed", Decimal, false, "the figure that is printed"},
			{"computed", Decimal, false, "the figure that follows from others"},
			{"from", Text, false, "the arithmetic: 169/179"},
		}},
	panel: {Name: "panel", About: "tasks that stand in several reports of one issuer", Key: rowKey, Foreign: []Foreign{toTask},
		Indexes: [][]string{{"task_id"}},
		Columns: []Column{reportID, annex, row,
			{"task_id", Text, true, "the same for the same task"},
			{"similarity", Decimal, false, "to the row before it, from 0 to 1; absent for the first"},
		}},
	files: {Name: "files", About: "the manifest: one line a source file", Key: []string{"path"}, Foreign: []Foreign{toReport},
		Indexes: [][]string{{"status"}},
		Columns: []Column{
			{"path", Text, true, "as found; what is in an archive stands below the archive's path"},
			{"sha256", Text, false, "hex digest, where the file could be read"},
			{"size", Integer, false, "in bytes"},
			{"status", Text, true, "ok, failed, duplicate (of the first file of the same content), unsupported"},
			{"report_id", Text, false, "of ok and duplicate files"},
			{"error", Text, false, "what was wrong and what to do"},
			{"warnings", Text, false, "what could not be read as it stood, one a line"},
		}},
}

func toIndicator(column string) Foreign {
	return Foreign{[]string{"report_id", "annex", "row", column}, "indicators", inRow}
}
