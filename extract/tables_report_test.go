package extract_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/parse"
	"duban/schema/check"
)

// The report as its JSON tells it, so far as the tables have a truth of it.
type (
	tableReport struct {
		Annexes  []tableAnnex   `json:"annexes"`
		Findings []tableFinding `json:"findings"`
	}
	tableAnnex struct {
		Kind     string         `json:"kind"`
		Title    string         `json:"title"`
		Number   json.Number    `json:"number"`
		Declared json.Number    `json:"declared_rows"`
		Unit     string         `json:"unit"`
		UnitText string         `json:"unit_text"`
		Factor   json.Number    `json:"factor"`
		Period   *tablePeriod   `json:"period"`
		Columns  []tableColumn  `json:"columns"`
		Rows     []tableRow     `json:"rows"`
		Findings []tableFinding `json:"findings"`
		Coverage tableCoverage  `json:"coverage"`
	}
	tablePeriod struct {
		Start string `json:"start"`
		End   string `json:"end"`
	}
	tableColumn struct {
		Header     string       `json:"header"`
		Role       string       `json:"role"`
		Measure    string       `json:"measure"`
		Unit       string       `json:"unit"`
		UnitText   string       `json:"unit_text"`
		Factor     json.Number  `json:"factor"`
		Kind       string       `json:"kind"`
		State      string       `json:"state"`
		Basis      string       `json:"basis"`
		Period     *tablePeriod `json:"period"`
		Cumulative bool         `json:"cumulative"`
		Total      bool         `json:"total"`
	}
	tableRow struct {
		Number       json.Number       `json:"number"`
		NumberSource string            `json:"number_source"`
		Category     string            `json:"category"`
		Item         string            `json:"item"`
		Target       string            `json:"target"`
		Progress     string            `json:"progress"`
		Rate         string            `json:"rate"`
		Deadline     string            `json:"deadline"`
		Note         string            `json:"note"`
		LeadUnits    []tableUnit       `json:"lead_units"`
		SupportUnits []tableUnit       `json:"support_units"`
		Total        bool              `json:"total"`
		Pace         string            `json:"pace"`
		Status       string            `json:"status"`
		Cells        []tableCell       `json:"cells"`
		Shared       []tableShared     `json:"shared"`
		Indicators   []tableIndicator  `json:"indicators"`
		Comparisons  []tableComparison `json:"comparisons"`
		Findings     []tableFinding    `json:"findings"`
		Coverage     tableCoverage     `json:"coverage"`
	}
	tableUnit struct {
		Name string `json:"name"`
	}
	tableCell struct {
		Column int    `json:"column"`
		Text   string `json:"text"`
	}
	tableShared struct {
		Field  string `json:"field"`
		Column int    `json:"column"`
		Row    int    `json:"row"`
	}
	tableIndicator struct {
		Field    string      `json:"field"`
		Column   int         `json:"column"`
		Text     string      `json:"text"`
		Value    json.Number `json:"value"`
		ValueMax json.Number `json:"value_max"`
		Unit     string      `json:"unit"`
		Kind     string      `json:"kind"`
		State    string      `json:"state"`
		Modifier string      `json:"modifier"`
		Basis    string      `json:"basis"`
		Period   string      `json:"period"`
		Subject  string      `json:"subject"`
	}
	tableComparison struct {
		Target     int         `json:"target"`
		Actual     int         `json:"actual"`
		Ratio      json.Number `json:"ratio"`
		Difference json.Number `json:"difference"`
		Schedule   json.Number `json:"schedule"`
	}
	tableFinding struct {
		Code     string `json:"code"`
		Severity string `json:"severity"`
	}
	tableCoverage struct {
		Numbers     int `json:"numbers"`
		Explained   int `json:"explained"`
		Unexplained []struct {
			Text string `json:"text"`
		} `json:"unexplained"`
	}
)

// readTable reads, extracts and checks a document, and returns what its JSON says.
func readTable(t *testing.T, name string, data []byte) *tableReport {
	doc, err := parse.Bytes(name, data)
	require.NoError(t, err)
	report := extract.Report(doc, extract.Options{})
	check.Report(report)
	written, err := json.Marshal(report)
	require.NoError(t, err)
	var read tableReport
	decoder := json.NewDecoder(strings.NewReader(string(written)))
	decoder.UseNumber()
	require.NoError(t, decoder.Decode(&read))
	return &read
}
