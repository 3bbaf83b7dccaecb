// Package change tells what changed between two reports of one issuer: which rows are the same task in both, which came
// and went, and how the figures of those that stayed have moved. A row that resembles another without being it for sure
// is said to be unclear, and never counted as new or gone.
package change

// Report is what of a report is compared.
type Report struct {
	ID         string
	Issuer     string
	Start, End string // first and last day of the period; "" where it is not known
	Tasks      []Task // the rows of all annexes, in order
}

// Task is one row of an annex.
type Task struct {
	Annex, Row int
	AnnexTitle string
	Kind       string // of the annex
	Category   string
	Total      bool   // it sums other rows up, and is no task that comes or goes
	Number     string // 序号, "" where there is none
	Item       string
	Target     string
	Progress   string
	Status     string
	Pace       string // ahead, on_schedule, behind; "" where nothing is said
	Due        string // the day by which it is to be done; "" where it is not known
	LeadUnits  []string
	Stated     []Stated // in Item and Target, in the order of their places
	Figures    []Figure
}

// Stated is a quantity or a date in an item or a target. Its digits may change from year to year; those of a name (10号线)
// never do.
type Stated struct {
	InTarget   bool // in the item otherwise
	Start, End int  // in code points
	Unit       string
}

// Figure is one quantity that a row states.
type Figure struct {
	Position int    // among the indicators of its row
	Field    string // that it stands in
	Place    string // of a figure in a column: what its header says, without the unit that bare figures are in
	Measure  string
	Subject  string
	Unit     string
	Kind     string
	State    string
	Basis    string
	Relation string
	Modifier string
	Start    string // of the time it speaks of, where that is said
	End      string
	Value    string // a decimal; "" where it is a range or too long
}
