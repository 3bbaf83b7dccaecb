package schema

import "duban/internal/message"

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

	told     message.Text // what Message says, in each language
	toldFrom message.Text // what From says, where that has words
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
