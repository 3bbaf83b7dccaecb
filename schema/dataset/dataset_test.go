package dataset_test

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"duban/schema"
	"duban/schema/change"
	"duban/schema/dataset"

	"github.com/stretchr/testify/require"
)

// fullReport is made by hand and has every field of a report.
func fullReport(t *testing.T) *schema.Report {
	data, err := os.ReadFile("../testdata/report.json")
	require.NoError(t, err)
	r := new(schema.Report)
	require.NoError(t, json.Unmarshal(data, r))
	return r
}

func number(t *testing.T, s string) schema.Decimal {
	d, err := schema.ParseDecimal(s)
	require.NoError(t, err)
	return d
}

// hostileReport has what formats stumble over: formulas, control characters, texts of many lines, long texts and
// figures, negative figures.
func hostileReport(t *testing.T) *schema.Report {
	r := fullReport(t)
	r.ID = "sha256:" + strings.Repeat("ab", 32)
	r.Source.Name = `=cmd|'/C calc'!A0 "<&>.txt`
	r.Sections = []schema.Section{{Heading: "@SUM(1+1)", Text: strings.Repeat("长", 40_000)}}
	row := &r.Annexes[0].Rows[0]
	row.Target = "=1+1"
	row.Progress = "一\n\"二\",\r\n\x00\x1b[31m\uFFFE 三\t_x0041_"
	row.Item = "+HYPERLINK(\"http://example.org\")"
	row.Category = "'=1"
	highest := number(t, strings.Repeat("9", 28)+".0123456789")
	row.Indicators = []schema.Indicator{
		{Field: "progress", Text: "-17.45%", Value: number(t, "-17.45"), Unit: "%", Kind: "growth", State: "actual"},
		{Field: "progress", Text: "0.0000000001", Value: number(t, "-0.0000000001"), ValueMax: &highest, Kind: "quantity", State: "actual"},
		{Field: "progress", Text: "1234567890123456789", Value: number(t, "1234567890123456789"), Kind: "quantity", State: "actual"},
		{Field: "progress", Text: "-5万元", Value: number(t, strings.Repeat("1", 29)), Kind: "quantity", State: "actual"},
	}
	row.Comparisons = nil
	return r
}

func write(t *testing.T, o dataset.Options, reports ...*schema.Report) string {
	dir := t.TempDir()
	w, err := dataset.Create(dir, filepath.Join(dir, "new"), o)
	require.NoError(t, err)
	for _, r := range reports {
		d, _ := dataset.NewReport(r)
		require.NoError(t, w.Report(d))
	}
	for _, step := range steps(reports[0], reports[1]) {
		require.NoError(t, w.Changes(step))
	}
	require.NoError(t, w.Panel([]dataset.Link{
		{ReportID: reports[0].ID, Annex: 1, Row: 1, TaskID: "0011223344556677"},
		{ReportID: reports[1].ID, Annex: len(reports[1].Annexes), Row: 1, TaskID: "0011223344556677", Similarity: "0.975"}}))
	require.NoError(t, w.Files([]dataset.File{
		{Path: "一季度/a.txt", SHA256: strings.Repeat("ab", 32), Size: 12, Status: "ok", ReportID: reports[1].ID,
			Warnings: "line 1: 你好\nline 2"},
		{Path: "b\x01.pdf", Status: "unsupported", Error: "this is a PDF file"}}))
	require.NoError(t, w.Close())
	require.NoDirExists(t, filepath.Join(dir, "new"))
	return dir
}

// steps are made by hand: a task of the first report goes on in the second and back; where the second has room for them, one
// is new, one is gone, and one has moved.
func steps(first, second *schema.Report) []*change.Step {
	a, b := &change.Report{ID: first.ID, Issuer: "市督查室"}, &change.Report{ID: second.ID, Issuer: "区政府督查办"}
	last := &second.Annexes[len(second.Annexes)-1]
	row := 0
	for _, r := range last.Rows {
		if len(r.Indicators) > 0 {
			row = r.Index
		}
	}
	one := &change.Task{Annex: 1, Row: 1, Status: "underway", Due: "2021-06-30"}
	start := &change.Task{Annex: last.Index, Row: 1, Status: "preparing", Due: "2021-11-30"}
	end := &change.Task{Annex: last.Index, Row: row, Status: "completed", Due: "2021-12-31"}
	there := change.Figures{Before: &change.Figure{Position: 1, Value: "21.5"}, Difference: "8.5", After: &change.Figure{Field: "progress",
		Measure: "投资", Subject: "完成投资", Kind: "quantity", Basis: "yoy", State: "actual", Modifier: "about", Unit: "元", Value: "30"}}
	back := change.Figures{Before: &change.Figure{Value: "2"}, Difference: "-1",
		After: &change.Figure{Position: 1, Field: "target", Kind: "growth", State: "target", Value: "1"}}
	list := []*change.Step{
		{Before: a, After: b, Changes: []change.Change{{Kind: change.Kept, TaskID: "0011223344556677", Before: one, After: end,
			Similarity: "0.975", TargetChanged: true, Figures: []change.Figures{there}}}},
		{Before: b, After: a, Changes: []change.Change{{Kind: change.Kept, TaskID: "8899aabbccddeeff", Before: start, After: one,
			Similarity: "1", TextCopied: true, Figures: []change.Figures{back}}}}}
	if last.Index == 1 {
		return list
	}
	list[0].Changes = append(list[0].Changes, change.Change{Kind: change.New, TaskID: "8899aabbccddee01", After: &last3})
	list[1].Changes = append(list[1].Changes, change.Change{Kind: change.Gone, TaskID: "8899aabbccddee00", Before: &last3})
	return append(list, &change.Step{Before: b, After: b, Changes: []change.Change{{Kind: change.Kept, TaskID: "8899aabbccddee02",
		Before: end, After: start, Figures: []change.Figures{back}}}})
}

// last3 is the last row of the second report made by hand.
var last3 = change.Task{Annex: 2, Row: 3, Status: "stalled"}

// value returns what a row of a table has in a column.
func value(t *testing.T, table, column string, row []string) string {
	for _, d := range dataset.Tables() {
		for i, c := range d.Columns {
			if d.Name == table && c.Name == column {
				return row[i]
			}
		}
	}
	require.Fail(t, "no such column", "%s of %s", column, table)
	return ""
}

// readAll returns a table as CSV has it, its header first.
func readAll(t *testing.T, dir, table string) [][]string {
	f, err := os.Open(filepath.Join(dir, table+".csv"))
	require.NoError(t, err)
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	return rows
}

func contents(t *testing.T, dir string) map[string]string {
	files := map[string]string{}
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		require.NoError(t, err)
		files[e.Name()] = string(data)
	}
	return files
}

func TestSameBytes(t *testing.T) {
	first := contents(t, write(t, dataset.Options{}, fullReport(t), hostileReport(t)))
	again := contents(t, write(t, dataset.Options{}, fullReport(t), hostileReport(t)))
	require.Len(t, first, 6+2*len(dataset.Tables())+2+1) // reports.ndjson and five tables beside it
	for name, data := range first {
		require.True(t, data == again[name], name)
	}
}

func TestReportAsBytes(t *testing.T) {
	lengths := fullReport(t) // of texts whose lengths take one byte and two
	for _, n := range []int{127, 128, 16383, 16384} {
		lengths.Sections = append(lengths.Sections, schema.Section{Text: strings.Repeat("a", n)})
	}
	for _, r := range []*schema.Report{fullReport(t), hostileReport(t), lengths} {
		d, _ := dataset.NewReport(r)
		require.Equal(t, string(schema.Line(r)), string(d.Line()))
		back, err := dataset.ParseReport(d.Append(nil))
		require.NoError(t, err)
		require.Equal(t, d.Rows, back.Rows)
		back.Rename(r.Source.Name)
		require.Equal(t, string(schema.Line(r)), string(back.Line()))
		back.Rename("新.txt")
		require.Contains(t, string(back.Line()), `"source":{"name":"新.txt","format"`)
		require.Equal(t, "新.txt", value(t, "reports", "source_name", back.Rows[0][0]))
	}
}

func TestReportFromOtherBytes(t *testing.T) {
	d, _ := dataset.NewReport(fullReport(t))
	data := d.Append(nil)
	for _, bad := range [][]byte{nil, data[:1], data[:100], {0}, {1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}} {
		_, err := dataset.ParseReport(bad)
		require.Error(t, err)
	}
}

func FuzzParseReport(f *testing.F) {
	d, _ := dataset.NewReport(&schema.Report{ID: "x"})
	f.Add(d.Append(nil))
	f.Fuzz(func(t *testing.T, data []byte) { dataset.ParseReport(data) })
}

func TestWhatTablesCannotHold(t *testing.T) {
	d, unfit := dataset.NewReport(hostileReport(t))
	require.Len(t, unfit, 1)
	require.Equal(t, "indicators/1/1: value 11111111111111111111111111111 is left out of the tables, as it has more digits than they hold", unfit[0].String())
	require.Contains(t, string(d.Line()), `"value":11111111111111111111111111111,`)
}

func TestDataPackage(t *testing.T) {
	dir := write(t, dataset.Options{}, fullReport(t), hostileReport(t))
	var p struct {
		Resources []struct {
			Name, Path, Hash string
			Bytes            int
			Dialect          *struct{ LineTerminator string }
			Schema           *struct {
				Fields      []struct{ Name, Type string }
				PrimaryKey  []string
				UniqueKeys  [][]string
				ForeignKeys []struct {
					Fields    []string
					Reference struct {
						Resource string
						Fields   []string
					}
				}
			}
		}
	}
	files := contents(t, dir)
	require.NoError(t, json.Unmarshal([]byte(files["datapackage.json"]), &p))
	require.Len(t, p.Resources, len(files)-1)
	fields := map[string][]string{}
	for _, r := range p.Resources {
		sum := sha256.Sum256([]byte(files[r.Path]))
		require.Equal(t, "sha256:"+hex.EncodeToString(sum[:]), r.Hash, r.Path)
		require.Len(t, files[r.Path], r.Bytes)
		require.Equal(t, strings.HasSuffix(r.Path, ".csv"), r.Dialect != nil, "a dialect is that of CSV")
		require.Equal(t, r.Path == "dataset.xlsx" || r.Path == "dataset.sqlite" || r.Path == "reports.ndjson", r.Schema == nil, r.Path)
		if r.Schema != nil {
			for _, f := range r.Schema.Fields {
				fields[r.Name] = append(fields[r.Name], f.Name)
			}
		}
	}
	unique := 0
	for _, r := range p.Resources {
		if strings.HasSuffix(r.Path, ".csv") {
			header, _, _ := strings.Cut(files[r.Path], "\r\n")
			require.Equal(t, header, strings.Join(fields[r.Name], ","))
			for _, key := range r.Schema.UniqueKeys {
				requireUnique(t, readAll(t, dir, r.Name), key)
				unique++
			}
		}
		if r.Schema == nil {
			continue
		}
		require.Subset(t, fields[r.Name], r.Schema.PrimaryKey)
		for _, k := range r.Schema.ForeignKeys {
			require.Subset(t, fields[r.Name], k.Fields)
			require.Subset(t, fields[k.Reference.Resource], k.Reference.Fields)
		}
	}
	require.Positive(t, unique, "some columns are unique together")
	require.Equal(t, []string{"report_id", "annex", "row", "position", "target_indicator", "actual_indicator", "unit",
		"target_value", "actual_value", "ratio", "difference", "schedule"}, fields["parquet-comparisons"])
}

// requireUnique holds that no two rows have the same in the columns; as in SQL, rows without a value in one of them do not count.
func requireUnique(t *testing.T, rows [][]string, columns []string) {
	seen := map[string]bool{}
	for _, row := range rows[1:] {
		var key []string
		for _, c := range columns {
			key = append(key, row[slices.Index(rows[0], c)])
		}
		if slices.Contains(key, "") {
			continue
		}
		require.False(t, seen[strings.Join(key, "\t")], "%v %s", columns, key)
		seen[strings.Join(key, "\t")] = true
	}
}

// What was there before stays until the new is whole, and what is not written any more goes.
func TestOldDataset(t *testing.T) {
	dir := write(t, dataset.Options{}, fullReport(t), hostileReport(t))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "mine.txt"), nil, 0o666))
	before := contents(t, dir)
	w, err := dataset.Create(dir, filepath.Join(dir, ".new"), dataset.Options{Formats: []dataset.Format{dataset.CSV}})
	require.NoError(t, err)
	d, _ := dataset.NewReport(fullReport(t))
	require.NoError(t, w.Report(d))
	w.Abort()
	require.Equal(t, before, contents(t, dir))

	w, err = dataset.Create(dir, filepath.Join(dir, ".new"), dataset.Options{Formats: []dataset.Format{dataset.CSV}})
	require.NoError(t, err)
	require.NoError(t, w.Close())
	after := contents(t, dir)
	require.Len(t, after, len(dataset.Tables())+2)
	require.Contains(t, after, "mine.txt")
	require.Equal(t, 1, strings.Count(after["tasks.csv"], "\n"))
}

// Texts that a spreadsheet would compute are made harmless, in a way that can be undone; all others are as they are.
func TestCSVIsHarmless(t *testing.T) {
	dir := write(t, dataset.Options{CSVBOM: true}, fullReport(t), hostileReport(t))
	text := contents(t, dir)["tasks.csv"]
	require.True(t, strings.HasPrefix(text, "\uFEFFreport_id,annex,row,"))
	rows := readAll(t, dir, "tasks")
	last := rows[len(rows)-1]
	for _, r := range rows {
		if r[0] == hostileReport(t).ID && r[1] == "1" && r[2] == "1" {
			last = r
		}
	}
	require.Equal(t, "''=1", value(t, "tasks", "category", last))
	require.Equal(t, `'+HYPERLINK("http://example.org")`, value(t, "tasks", "item", last))
	require.Equal(t, "'=1+1", value(t, "tasks", "target", last))
	require.Contains(t, contents(t, dir)["indicators.csv"], ",-17.45%,")
	require.Contains(t, contents(t, dir)["indicators.csv"], ",'-5万元,")
}

func TestCreateWhereNothingCanBe(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "file"), nil, 0o666))
	_, err := dataset.Create(dir, filepath.Join(dir, "file", "new"), dataset.Options{})
	require.Error(t, err)
	_, err = dataset.Create(dir, filepath.Join(dir, "new"), dataset.Options{Formats: []dataset.Format{"xls"}})
	require.EqualError(t, err, "xls: no such format")
	require.NoDirExists(t, filepath.Join(dir, "new"))
}
