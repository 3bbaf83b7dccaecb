// Package schema is the contract: the shape of what duban writes, as Go types that are its JSON.
//
// Offsets count Unicode code points in the text of the field that they name, and their ends are exclusive. A field
// that is absent or unknown is left out of the JSON, but lists are always there. Numbers are exact decimals.
package schema

import "duban/internal/message"

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
	Format   string `json:"format" jsonschema:"enum=text,enum=markdown,enum=html,enum=mhtml,enum=docx,enum=wordml,enum=doc,enum=rtf,enum=odt,enum=xlsx,enum=xls,enum=ods,enum=csv,enum=tsv,enum=pdf,enum=ofd,enum=docling,enum=mineru"`
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

	told message.Text // what Message says, in each language
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
	UnreadScan     UnreadKind = "scan" // a page whose text cannot be had: it is a picture, or broken
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

// Coverage says how far every number of a text is accounted for.
type Coverage struct {
	Numbers     int           `json:"numbers"`     // digit runs and counts in Chinese numerals
	Explained   int           `json:"explained"`   // those in an indicator, in a date, or no quantity for a known reason; none of a text that was recognised in a picture
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
