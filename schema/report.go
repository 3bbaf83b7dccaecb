// Package schema is the contract: the shape of what duban writes, as Go types that are its JSON.
//
// Offsets count Unicode code points in the text of the field that they name, and their ends are exclusive. A field
// that is absent or unknown is left out of the JSON, but lists are always there. Numbers are exact decimals.
package schema

// Version is the version of the contract that these types follow.
const Version = "2"

// Report is one document.
type Report struct {
	SchemaVersion  string    `json:"schema_version" jsonschema:"enum=2"`            // changes only with the meaning of a field
	ID             string    `json:"id" jsonschema:"pattern=^sha256:[0-9a-f]{64}$"` // "sha256:" and the hex digest of the source bytes
	Source         Source    `json:"source"`
	Title          string    `json:"title,omitempty"`
	Issuer         string    `json:"issuer,omitempty"`
	Serial         int       `json:"serial,omitempty"`                        // 第N期
	Date           string    `json:"date,omitempty" jsonschema:"format=date"` // of issue, ISO 8601
	DocumentNumber string    `json:"document_number,omitempty"`               // 发文字号, brackets as 〔〕
	Region         *Region   `json:"region,omitempty"`                        // the place that the report speaks of, where its issuer or title names it
	Period         *Period   `json:"period,omitempty"`
	Sections       []Section `json:"sections"`
	Annexes        []Annex   `json:"annexes"`
	Unread         []Unread  `json:"unread"`   // what the source holds and no reader reads
	Findings       []Finding `json:"findings"` // of the document as a whole
	Coverage       Coverage  `json:"coverage"`
}

// Source is where a report was read from.
type Source struct {
	Name     string `json:"name"` // file name, without folder
	Format   string `json:"format" jsonschema:"enum=text,enum=markdown,enum=html,enum=mhtml,enum=docx,enum=wordml,enum=doc,enum=rtf,enum=odt,enum=xlsx,enum=xls,enum=csv,enum=tsv,enum=pdf,enum=ofd"`
	Encoding string `json:"encoding,omitempty"` // IANA name, for text and HTML
	Size     int64  `json:"size"`               // in bytes
}

// Period is the time that a report speaks of.
type Period struct {
	Text    string `json:"text"` // as printed: 一季度
	Year    int    `json:"year,omitempty"`
	Quarter int    `json:"quarter,omitempty" jsonschema:"minimum=1,maximum=4"`
	Month   int    `json:"month,omitempty" jsonschema:"minimum=1,maximum=12"`
	Half    int    `json:"half,omitempty" jsonschema:"minimum=1,maximum=2"`
	Start   string `json:"start,omitempty" jsonschema:"format=date"` // first day
	End     string `json:"end,omitempty" jsonschema:"format=date"`   // last day
}

// Region is a place by GB/T 2260.
type Region struct {
	Code  string      `json:"code" jsonschema:"pattern=^[0-9]{6}$"`
	Name  string      `json:"name"` // in full
	Level RegionLevel `json:"level"`
}

// RegionLevel is what a place is part of.
type RegionLevel string

// The levels of regions.
const (
	Province   RegionLevel = "province"
	Prefecture RegionLevel = "prefecture"
	County     RegionLevel = "county"
)

// Unread is something in the source that no reader reads, so that figures may stand in it.
type Unread struct {
	What     UnreadKind `json:"what"`
	Message  string     `json:"message"` // one sentence: what it is and where it hangs
	Location *Location  `json:"location,omitempty"`
}

// UnreadKind is what sort of thing is not read.
type UnreadKind string

// The kinds of what is not read.
const (
	UnreadPicture  UnreadKind = "picture"
	UnreadEmbedded UnreadKind = "embedded" // a sheet or another document inside of this one
	UnreadChart    UnreadKind = "chart"
	UnreadDiagram  UnreadKind = "diagram"
	UnreadEquation UnreadKind = "equation"
	UnreadScan     UnreadKind = "scan" // a page that is a picture
)

// Section is one part of the narrative.
type Section struct {
	Heading    string      `json:"heading,omitempty"`
	Text       string      `json:"text"`
	Indicators []Indicator `json:"indicators"` // of the fields heading and text
	Dates      []Date      `json:"dates"`
	Findings   []Finding   `json:"findings"`
	Coverage   Coverage    `json:"coverage"`
	Location   *Location   `json:"location,omitempty"`
}

// Annex is one annex table.
type Annex struct {
	Index        int       `json:"index" jsonschema:"minimum=1"` // its place among the report's annex tables, from 1
	Number       int       `json:"number,omitempty"`             // 附件N
	Title        string    `json:"title,omitempty"`
	Kind         Kind      `json:"kind"`
	DeclaredRows int       `json:"declared_rows,omitempty"` // as the title announces
	Period       *Period   `json:"period,omitempty"`        // that a line between title and table names for all of it: 截至7月底
	Unit         string    `json:"unit,omitempty"`          // of bare figures, as such a line gives it, in the base unit: 元
	UnitText     string    `json:"unit_text,omitempty"`     // as printed: 万元; of several units this alone
	Factor       int64     `json:"factor,omitempty"`        // from unit_text to unit: 10000
	Columns      []Column  `json:"columns"`
	Rows         []Row     `json:"rows"`
	Findings     []Finding `json:"findings"` // of the table as a whole
	Coverage     Coverage  `json:"coverage"`
	Location     *Location `json:"location,omitempty"`
}

// Kind is the kind of an annex.
type Kind string

// The kinds of annexes.
const (
	KindTargets    Kind = "targets"    // 预期目标
	KindLivelihood Kind = "livelihood" // 民生实事
	KindTasks      Kind = "tasks"      // 重点工作任务
	KindProjects   Kind = "projects"   // 重点项目, 投资项目
	KindStatistics Kind = "statistics" // figures by place, office or indicator, and rankings
	KindOther      Kind = "other"
)

// Column is one column of an annex table. What it has besides header and role is what the header says of bare figures
// below it; it is left out where the header does not say it.
type Column struct {
	Header     string        `json:"header"` // its labels from the top, joined by " / "
	Role       Role          `json:"role"`
	Measure    string        `json:"measure,omitempty"`                                      // what is measured, in the label's own word: 投资
	Unit       string        `json:"unit,omitempty"`                                         // base unit: 元
	UnitText   string        `json:"unit_text,omitempty"`                                    // as printed: 亿元
	Factor     int64         `json:"factor,omitempty"`                                       // from unit_text to unit: 100000000
	Kind       IndicatorKind `json:"kind,omitempty"`                                         // of the figures
	State      State         `json:"state,omitempty"`                                        // of the figures
	Basis      string        `json:"basis,omitempty" jsonschema:"pattern=^(yoy|mom|vs:.+)$"` // of growth and difference
	Period     *Period       `json:"period,omitempty"`                                       // that the figures speak of
	Cumulative bool          `json:"cumulative,omitempty"`                                   // since the beginning of the year, or of the work
	Total      bool          `json:"total,omitempty"`                                        // sums up other columns
}

// Role is what the cells of a column say.
type Role string

// The roles of columns.
const (
	RoleNumber       Role = "number"
	RoleCategory     Role = "category"
	RoleItem         Role = "item"
	RoleTarget       Role = "target"
	RoleLeadUnits    Role = "lead_units"
	RoleSupportUnits Role = "support_units"
	RoleProgress     Role = "progress"
	RoleRate         Role = "rate"         // 完成率
	RoleDeadline     Role = "deadline"     // 完成时限
	RoleStart        Role = "start"        // 开工时间
	RoleStatus       Role = "status"       // 是否达序, 进度是否滞后, 评价
	RoleMeasureUnit  Role = "measure_unit" // 计量单位
	RoleFigure       Role = "figure"       // bare figures with a measure of their own
	RoleNote         Role = "note"         // 备注
	RoleExtra        Role = "extra"
)

// Row is one task. The index of its annex and its own are its key.
type Row struct {
	Index          int           `json:"index" jsonschema:"minimum=1"` // its place in the annex, from 1
	Number         int           `json:"number,omitempty"`             // 序号; 0 where it can't be known
	NumberSource   NumberSource  `json:"number_source,omitempty"`
	Category       string        `json:"category,omitempty"`
	Item           string        `json:"item,omitempty"`
	Total          bool          `json:"total,omitempty"` // sums others up: 合计, 全市 above its districts
	Target         string        `json:"target,omitempty"`
	LeadUnits      []Unit        `json:"lead_units"`
	SupportUnits   []Unit        `json:"support_units"`
	Progress       string        `json:"progress,omitempty"`
	Rate           string        `json:"rate,omitempty"`
	Deadline       string        `json:"deadline,omitempty"`
	Note           string        `json:"note,omitempty"`
	Cells          []Cell        `json:"cells"`  // those without a field of their own, in the order of the columns
	Shared         []Shared      `json:"shared"` // those merged with an earlier row
	Points         []Point       `json:"points"`
	Status         Status        `json:"status"`
	StatusEvidence *Evidence     `json:"status_evidence,omitempty"`
	Pace           Pace          `json:"pace,omitempty"` // what the row says of the schedule
	PaceEvidence   *PaceEvidence `json:"pace_evidence,omitempty"`
	Indicators     []Indicator   `json:"indicators"`
	Dates          []Date        `json:"dates"`
	Comparisons    []Comparison  `json:"comparisons"`
	Findings       []Finding     `json:"findings"`
	Coverage       Coverage      `json:"coverage"`
	Location       *Location     `json:"location,omitempty"`
}

// Cell is one cell of a row that has no field of its own there.
type Cell struct {
	Column int    `json:"column" jsonschema:"minimum=0"` // index into the annex's columns, from 0
	Text   string `json:"text"`
}

// Shared is a cell that is merged with an earlier row. Its text stands in each of the rows, what is read of it in the first
// alone.
type Shared struct {
	Field  Field `json:"field"`
	Column int   `json:"column" jsonschema:"minimum=0"` // index into the annex's columns, from 0
	Row    int   `json:"row" jsonschema:"minimum=1"`    // index of the first row that has the cell
}

// NumberSource says where the number of a row comes from.
type NumberSource string

// The sources of row numbers.
const (
	NumberPrinted  NumberSource = "printed"
	NumberList     NumberSource = "list"     // computed from the document's own automatic numbering
	NumberInferred NumberSource = "inferred" // lost in the source, restored from the rows around it
)

// Unit is one responsible unit.
type Unit struct {
	Name string `json:"name"`           // normalised
	Text string `json:"text"`           // as printed, line breaks taken out
	Note string `json:"note,omitempty"` // what stands in brackets behind it
}

// Point is one enumerated point of the progress text.
type Point struct {
	Label string `json:"label"` // ①, 一是, 1.
	Start int    `json:"start"` // of the point with its label, in the progress text
	End   int    `json:"end"`
}

// Status is how far a row is.
type Status string

// The states of a row.
const (
	StatusCompleted  Status = "completed"   // all that the row asks for is done
	StatusUnderway   Status = "underway"    // physical or substantive work is going on
	StatusPreparing  Status = "preparing"   // only plans, designs, approvals, tenders, talks
	StatusNotStarted Status = "not_started" // said to be not begun
	StatusStalled    Status = "stalled"     // halted or postponed
	StatusUnclear    Status = "unclear"
)

// Evidence is the words of the progress text that decided the status.
type Evidence struct {
	Text  string `json:"text"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// Pace is how a row is beside its schedule.
type Pace string

// The paces.
const (
	Ahead      Pace = "ahead"
	OnSchedule Pace = "on_schedule"
	Behind     Pace = "behind"
)

// PaceEvidence is the words that decided the pace.
type PaceEvidence struct {
	Field  Field  `json:"field"`
	Column *int   `json:"column,omitempty" jsonschema:"minimum=0"` // of field cell
	Text   string `json:"text"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
}

// Indicator is one quantity that a text states.
type Indicator struct {
	Field    Field         `json:"field"`
	Column   *int          `json:"column,omitempty" jsonschema:"minimum=0"` // of field cell: index into the annex's columns, from 0
	Text     string        `json:"text"`                                    // the number with its unit, as written
	Start    int           `json:"start"`
	End      int           `json:"end"`
	Value    Decimal       `json:"value"`               // in the base unit; of a range the lower bound
	ValueMax *Decimal      `json:"value_max,omitempty"` // upper bound of a range
	Unit     string        `json:"unit"`                // base unit or measure word; "" where there is none
	Kind     IndicatorKind `json:"kind"`
	State    State         `json:"state"`
	Modifier Modifier      `json:"modifier,omitempty"`
	Subject  string        `json:"subject,omitempty"`                                      // what is measured
	Period   string        `json:"period,omitempty"`                                       // the time that the figure speaks of, where the text says so
	Basis    string        `json:"basis,omitempty" jsonschema:"pattern=^(yoy|mom|vs:.+)$"` // of growth and difference: yoy, mom, vs:2019年
	Measure  string        `json:"measure,omitempty"`                                      // the standard name of what is measured, where it is a known one
	Of       *int          `json:"of,omitempty" jsonschema:"minimum=0"`                    // the figure that this one hangs on: index into the same list
	Relation Relation      `json:"relation,omitempty"`                                     // how it hangs on it
	Cues     []Cue         `json:"cues"`
}

// Field names the text that offsets count in.
type Field string

// The fields that indicators, dates and findings stand in.
const (
	FieldTarget   Field = "target"
	FieldProgress Field = "progress"
	FieldRate     Field = "rate"
	FieldNote     Field = "note"
	FieldHeading  Field = "heading" // of a section
	FieldText     Field = "text"    // of a section

	FieldItem     Field = "item"
	FieldCategory Field = "category"
	FieldDeadline Field = "deadline"
	FieldCell     Field = "cell" // of a row's cells, with its column

	// In this stand cues alone.
	FieldHeader Field = "header" // of a column

	// In these stand findings alone.
	FieldNumber       Field = "number"
	FieldLeadUnits    Field = "lead_units"
	FieldSupportUnits Field = "support_units"
)

// Relation is how a figure hangs on another.
type Relation string

// The relations.
const (
	RelationHost   Relation = "host"   // stands in a bracket of it
	RelationWhole  Relation = "whole"  // is a part of it
	RelationAim    Relation = "aim"    // is a share of it, which is an aim
	RelationAnchor Relation = "anchor" // is a difference from it
)

// IndicatorKind is what sort of quantity an indicator is.
type IndicatorKind string

// The kinds of indicators.
const (
	Growth     IndicatorKind = "growth"     // a rate of change
	Difference IndicatorKind = "difference" // an absolute change or distance, in its own unit or in percentage points
	Completion IndicatorKind = "completion" // a share of the work or of the target that is done
	Ratio      IndicatorKind = "ratio"      // any other percentage
	Rank       IndicatorKind = "rank"       // a place in an order
	Quantity   IndicatorKind = "quantity"   // counts, money, areas, lengths …
)

// State says how real a quantity is.
type State string

// The states of indicators.
const (
	Target    State = "target"    // to be reached in the planning year
	Actual    State = "actual"    // reached, done or counted
	Ongoing   State = "ongoing"   // the part under way
	Planned   State = "planned"   // meant for later
	Projected State = "projected" // an estimate of the period reported
	Remaining State = "remaining" // left to do
)

// Modifier says how a printed number bounds the real one.
type Modifier string

// The modifiers.
const (
	About    Modifier = "about"
	MoreThan Modifier = "more_than"
	AtLeast  Modifier = "at_least"
	AtMost   Modifier = "at_most"
	LessThan Modifier = "less_than"
)

// Cue is the words that decided one judgement on an indicator.
type Cue struct {
	For    Judgement `json:"for"`
	Field  Field     `json:"field,omitempty"`                         // where the words stand, if not in the indicator's own text: header, heading
	Column *int      `json:"column,omitempty" jsonschema:"minimum=0"` // of field header: index into the annex's columns
	Text   string    `json:"text"`
	Start  int       `json:"start"`
	End    int       `json:"end"`
}

// Judgement is what a cue has decided.
type Judgement string

// The judgements that have cues.
const (
	ForKind     Judgement = "kind"
	ForState    Judgement = "state"
	ForModifier Judgement = "modifier"
	ForPeriod   Judgement = "period"
	ForBasis    Judgement = "basis"
	ForSign     Judgement = "sign"
	ForSource   Judgement = "source" // what a scan was read by
)

// Date is one date or time expression.
type Date struct {
	Field  Field    `json:"field"`
	Column *int     `json:"column,omitempty" jsonschema:"minimum=0"` // of field cell
	Text   string   `json:"text"`
	Start  int      `json:"start"`
	End    int      `json:"end"`
	Value  string   `json:"value" jsonschema:"pattern=^[0-9]{4}(-([0-9]{2}(-[0-9]{2})?|Q[1-4]|H[12]))?(/[0-9]{4}(-([0-9]{2}(-[0-9]{2})?|Q[1-4]|H[12]))?)?$"` // ISO 8601, as exact as the text: 2021-04-10, 2021-08, 2021-Q1, 2021-01/2021-02
	Role   DateRole `json:"role"`
}

// DateRole is what a date is for.
type DateRole string

// The roles of dates.
const (
	Deadline   DateRole = "deadline"
	Event      DateRole = "event"
	PeriodRole DateRole = "period"
	Plan       DateRole = "plan" // a year that names a plan, or an earlier year
)

// Comparison sets a target against what was reached. Of ratio and difference, the latter is for percentages.
type Comparison struct {
	Target     int      `json:"target"`               // index into the row's indicators
	Actual     int      `json:"actual"`               // likewise
	Ratio      *Decimal `json:"ratio,omitempty"`      // actual ÷ target, rounded to 4 decimals
	Difference *Decimal `json:"difference,omitempty"` // actual − target, in percentage points
	Schedule   *Decimal `json:"schedule,omitempty"`   // share of the year that has gone, where the target is an amount of one year: months ÷ 12
}

// Finding is something that does not add up. Where it names a field, it has Start and End as well.
type Finding struct {
	Code     Code     `json:"code"`
	Severity Severity `json:"severity"`
	Message  string   `json:"message"` // one sentence, with the figures
	Field    Field    `json:"field,omitempty"`
	Column   *int     `json:"column,omitempty" jsonschema:"minimum=0"` // of field cell
	Start    int      `json:"start,omitempty" with:"Field"`            // with End the words in that field; both 0 where the field as a whole is meant
	End      int      `json:"end,omitempty" with:"Field"`
	Claimed  *Decimal `json:"claimed,omitempty"`
	Computed *Decimal `json:"computed,omitempty"`
	From     string   `json:"from,omitempty"` // the arithmetic: 169/179
}

// Severity is how grave a finding is.
type Severity string

// The severities.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
)

// Code names a kind of finding.
type Code string

// The codes of findings.
const (
	RateMismatch      Code = "rate/mismatch"
	PartExceedsWhole  Code = "part/exceeds-whole"
	PartSum           Code = "part/sum"
	CountDeclared     Code = "count/declared"
	CountNarrative    Code = "count/narrative"
	CountList         Code = "count/list"
	CrossDisagree     Code = "cross/disagree"
	AnnexTitle        Code = "annex/title"
	PointsGap         Code = "points/gap"
	NumberGap         Code = "number/gap"
	NumberDuplicate   Code = "number/duplicate"
	NumberOrder       Code = "number/order"
	MagnitudeSuspect  Code = "magnitude/suspect"
	RowShape          Code = "row/shape"
	TableSum          Code = "table/sum"
	TableRate         Code = "table/rate"
	SourceUnread      Code = "source/unread"
	NumberUnexplained Code = "number/unexplained"
	NumberLimit       Code = "number/limit" // more figures than a document of its size may have
	TextResidue       Code = "text/residue"
	ReportEmpty       Code = "report/empty"
)

// Coverage says how far every number of a text is accounted for.
type Coverage struct {
	Numbers     int           `json:"numbers"`     // digit runs and counts in Chinese numerals
	Explained   int           `json:"explained"`   // those in an indicator, in a date, or no quantity for a known reason
	Unexplained []Unexplained `json:"unexplained"` // one range for all numbers of a text past the limit of figures
}

// Unexplained is a number that no rule explains. Annex and Row, or Section, say where it stands when the coverage is
// that of an annex or of a report.
type Unexplained struct {
	Annex   int    `json:"annex,omitempty"`
	Row     int    `json:"row,omitempty"`
	Section int    `json:"section,omitempty"` // from 1
	Field   Field  `json:"field"`
	Column  *int   `json:"column,omitempty" jsonschema:"minimum=0"` // of field cell
	Text    string `json:"text"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
}

// Location is where in the source a thing stands, all from 1: lines for text, table and row (of the header too) for DOCX and
// HTML, the page of PDF and OFD, sheet and cell (B7) of workbooks.
type Location struct {
	Line    int    `json:"line,omitempty"`
	EndLine int    `json:"end_line,omitempty"`
	Table   int    `json:"table,omitempty"`
	Row     int    `json:"row,omitempty"`
	Page    int    `json:"page,omitempty"`
	Sheet   string `json:"sheet,omitempty"`
	Cell    string `json:"cell,omitempty"`
}
