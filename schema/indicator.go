package schema

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
	RelationHost   Relation = "host"   // stands in a bracket of it, and is not said to be a part of it
	RelationWhole  Relation = "whole"  // is a part of it, in a bracket or not: 其中, 含
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

// Cue is the words that decided one judgement on an indicator. For source it is the program that has recognised the text in a
// picture, which has no place in it: Start and End are 0.
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
