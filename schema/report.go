// Package schema is the contract: the shape of what duban writes, as Go types that are its JSON.
//
// Offsets count Unicode code points in the text of the field that they name, and their ends are exclusive. A field
// that is absent or unknown is left out of the JSON, but lists are always there. Numbers are exact decimals.
package schema

// Version is the version of the contract that these types follow.
const Version = "1"

// Report is one document.
type Report struct {
	SchemaVersion string    `json:"schema_version" jsonschema:"enum=1"`            // changes only with the meaning of a field
	ID            string    `json:"id" jsonschema:"pattern=^sha256:[0-9a-f]{64}$"` // "sha256:" and the hex digest of the source bytes
	Source        Source    `json:"source"`
	Title         string    `json:"title,omitempty"`
	Issuer        string    `json:"issuer,omitempty"`
	Serial        int       `json:"serial,omitempty"`                        // 第N期
	Date          string    `json:"date,omitempty" jsonschema:"format=date"` // of issue, ISO 8601
	Period        *Period   `json:"period,omitempty"`
	Sections      []Section `json:"sections"`
	Annexes       []Annex   `json:"annexes"`
	Findings      []Finding `json:"findings"` // of the document as a whole
	Coverage      Coverage  `json:"coverage"`
}

// Source is where a report was read from.
type Source struct {
	Name     string `json:"name"` // file name, without folder
	Format   string `json:"format" jsonschema:"enum=text,enum=docx,enum=html"`
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
	Columns      []Column  `json:"columns"`
	Rows         []Row     `json:"rows"`
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
	KindOther      Kind = "other"
)

// Column is one column of an annex table.
type Column struct {
	Header string `json:"header"` // as printed
	Role   Role   `json:"role"`
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
	RoleRate         Role = "rate"     // 完成率
	RoleDeadline     Role = "deadline" // 完成时限
	RoleNote         Role = "note"     // 备注
	RoleExtra        Role = "extra"
)

// Row is one task. The index of its annex and its own are its key.
type Row struct {
	Index          int               `json:"index" jsonschema:"minimum=1"` // its place in the annex, from 1
	Number         int               `json:"number,omitempty"`             // 序号; 0 where it can't be known
	NumberSource   NumberSource      `json:"number_source,omitempty"`
	Category       string            `json:"category,omitempty"`
	Item           string            `json:"item,omitempty"`
	Target         string            `json:"target,omitempty"`
	LeadUnits      []Unit            `json:"lead_units"`
	SupportUnits   []Unit            `json:"support_units"`
	Progress       string            `json:"progress,omitempty"`
	Rate           string            `json:"rate,omitempty"`
	Deadline       string            `json:"deadline,omitempty"`
	Note           string            `json:"note,omitempty"`
	Extra          map[string]string `json:"extra,omitempty"` // header -> text of columns with no other role
	Points         []Point           `json:"points"`
	Status         Status            `json:"status"`
	StatusEvidence *Evidence         `json:"status_evidence,omitempty"`
	Indicators     []Indicator       `json:"indicators"`
	Dates          []Date            `json:"dates"`
	Comparisons    []Comparison      `json:"comparisons"`
	Findings       []Finding         `json:"findings"`
	Coverage       Coverage          `json:"coverage"`
	Location       *Location         `json:"location,omitempty"`
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

// Indicator is one quantity that a text states.
type Indicator struct {
	Field    Field         `json:"field"`
	Text     string        `json:"text"` // the number with its unit, as written
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
	Basis    string        `json:"basis,omitempty" jsonschema:"pattern=^(yoy|mom|vs:.+)$"` // of growth: yoy, mom, vs:2019年
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

	// In these stand findings alone.
	FieldNumber       Field = "number"
	FieldCategory     Field = "category"
	FieldItem         Field = "item"
	FieldLeadUnits    Field = "lead_units"
	FieldSupportUnits Field = "support_units"
	FieldDeadline     Field = "deadline"
)

// IndicatorKind is what sort of quantity an indicator is.
type IndicatorKind string

// The kinds of indicators.
const (
	Growth     IndicatorKind = "growth"     // a rate of change
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
)

// Cue is the words that decided one judgement on an indicator.
type Cue struct {
	For   Judgement `json:"for"`
	Text  string    `json:"text"`
	Start int       `json:"start"`
	End   int       `json:"end"`
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
)

// Date is one date or time expression.
type Date struct {
	Field Field    `json:"field"`
	Text  string   `json:"text"`
	Start int      `json:"start"`
	End   int      `json:"end"`
	Value string   `json:"value" jsonschema:"pattern=^[0-9]{4}(-([0-9]{2}(-[0-9]{2})?|Q[1-4]|H[12]))?(/[0-9]{4}(-([0-9]{2}(-[0-9]{2})?|Q[1-4]|H[12]))?)?$"` // ISO 8601, as exact as the text: 2021-04-10, 2021-08, 2021-Q1, 2021-01/2021-02
	Role  DateRole `json:"role"`
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
}

// Finding is something that does not add up. Where it names a field, it has Start and End as well.
type Finding struct {
	Code     Code     `json:"code"`
	Severity Severity `json:"severity"`
	Message  string   `json:"message"` // one sentence, with the figures
	Field    Field    `json:"field,omitempty"`
	Start    int      `json:"start,omitempty" with:"Field"` // with End the words in that field; both 0 where the field as a whole is meant
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
	NumberUnexplained Code = "number/unexplained"
	TextResidue       Code = "text/residue"
	ReportEmpty       Code = "report/empty"
)

// Coverage says how far every number of a text is accounted for.
type Coverage struct {
	Numbers     int           `json:"numbers"`   // digit runs and counts in Chinese numerals
	Explained   int           `json:"explained"` // those in an indicator, in a date, or no quantity for a known reason
	Unexplained []Unexplained `json:"unexplained"`
}

// Unexplained is a number that no rule explains. Annex and Row, or Section, say where it stands when the coverage is
// that of an annex or of a report.
type Unexplained struct {
	Annex   int    `json:"annex,omitempty"`
	Row     int    `json:"row,omitempty"`
	Section int    `json:"section,omitempty"` // from 1
	Field   Field  `json:"field"`
	Text    string `json:"text"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
}

// Location is where in the source a thing stands: lines for text, table and row for DOCX and HTML, all from 1.
type Location struct {
	Line    int `json:"line,omitempty"`
	EndLine int `json:"end_line,omitempty"`
	Table   int `json:"table,omitempty"`
	Row     int `json:"row,omitempty"`
}
