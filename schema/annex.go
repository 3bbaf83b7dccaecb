package schema

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
