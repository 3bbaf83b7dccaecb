package extract_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/parse"
	"duban/schema"
)

const samplePath = "../seeds/reports/000_756023d8918cde28.txt"

func readFile(t testing.TB, path string) *schema.Report {
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	return readText(t, filepath.Base(path), string(data))
}

func readText(t testing.TB, name, text string) *schema.Report {
	doc, err := parse.Bytes(name, []byte(text))
	require.NoError(t, err)
	return extract.Report(doc, extract.Options{})
}

// TestSampleRows sets every row of the sample against what a reader has written down.
func TestSampleRows(t *testing.T) {
	f, err := os.Open("../testdata/gold/structure.jsonl")
	require.NoError(t, err)
	defer f.Close()
	r := readFile(t, samplePath)
	require.Len(t, r.Annexes, 3)
	scanner := bufio.NewScanner(f)
	scanner.Buffer(nil, 1<<20)
	rows := 0
	for scanner.Scan() {
		var gold struct {
			Annex, Row int
			Printed    bool `json:"number_printed"`
			Cells      map[string]string
			Lead       []schema.Unit `json:"lead_units"`
			Support    []schema.Unit `json:"support_units"`
		}
		require.NoError(t, json.Unmarshal(scanner.Bytes(), &gold))
		row := r.Annexes[gold.Annex-1].Rows[gold.Row-1]
		require.Equal(t, gold.Row, row.Number)
		require.Equal(t, gold.Printed, row.NumberSource == schema.NumberPrinted, "%d.%d", gold.Annex, gold.Row)
		got := map[string]string{"category": row.Category, "item": row.Item, "target": row.Target, "progress": row.Progress}
		for cell, text := range got {
			require.Equal(t, gold.Cells[cell], text, "%d.%d %s", gold.Annex, gold.Row, cell)
		}
		require.Equal(t, gold.Lead, names(row.LeadUnits), "%d.%d", gold.Annex, gold.Row)
		require.Equal(t, gold.Support, names(row.SupportUnits), "%d.%d", gold.Annex, gold.Row)
		rows++
	}
	require.NoError(t, scanner.Err())
	require.Equal(t, 157, rows)
}

// names are units without the form that was printed.
func names(units []schema.Unit) []schema.Unit {
	out := []schema.Unit{}
	for _, u := range units {
		out = append(out, schema.Unit{Name: u.Name, Note: u.Note})
	}
	return out
}

// TestSampleHead holds what the first page of the sample prints.
func TestSampleHead(t *testing.T) {
	r := readFile(t, samplePath)
	require.Equal(t, "重庆市沙坪坝区人民政府督查办关于2021年区政府工作报告重点任务一季度推进情况的报告", r.Title)
	require.Equal(t, "重庆市沙坪坝区人民政府督查办", r.Issuer)
	require.Equal(t, 15, r.Serial)
	require.Equal(t, "2021-04-08", r.Date)
	require.Equal(t, &schema.Period{Text: "一季度", Year: 2021, Quarter: 1, Start: "2021-01-01", End: "2021-03-31"}, r.Period)

	var headings []string
	for _, s := range r.Sections {
		headings = append(headings, s.Heading)
	}
	require.Equal(t, []string{"", "一、10项经济社会发展预期目标情况", "二、10项区级重点民生实事任务进展情况", "三、137项重点工作任务进展情况"}, headings)

	for i, want := range []struct {
		title    string
		kind     schema.Kind
		declared int
		rows     int
	}{
		{"经济社会发展10项预期目标任务进展情况表", schema.KindTargets, 10, 10},
		{"区级重点民生实事任务情况表", schema.KindLivelihood, 0, 10},
		{"137项重点工作任务进展情况表", schema.KindTasks, 137, 137},
	} {
		a := r.Annexes[i]
		require.Equal(t, i+1, a.Number)
		require.Equal(t, want.title, a.Title)
		require.Equal(t, want.kind, a.Kind)
		require.Equal(t, want.declared, a.DeclaredRows)
		require.Len(t, a.Rows, want.rows)
	}
}

// TestSampleFindings holds what is odd about the sample's structure: 38 lost numbers, a bookmark in row 122, and a
// title that the list of annexes gives in another form.
func TestSampleFindings(t *testing.T) {
	r := readFile(t, samplePath)
	count := map[schema.Code]int{}
	for _, f := range r.Findings {
		count[f.Code]++
	}
	require.Equal(t, map[schema.Code]int{schema.AnnexTitle: 1}, count)

	inferred := 0
	var lost []int
	for _, row := range r.Annexes[2].Rows {
		if row.NumberSource == schema.NumberInferred {
			inferred++
		}
		for _, f := range row.Findings {
			if f.Code == schema.NumberGap {
				lost = append(lost, row.Number)
			}
		}
	}
	require.Equal(t, 38, inferred)
	require.Equal(t, []int{18, 20, 29, 39, 41, 134}, lost, "the first row of each run that has lost its numbers")
	findings := r.Annexes[2].Rows[121].Findings
	residue := schema.Finding{Code: schema.TextResidue, Severity: schema.Info, Field: schema.FieldTarget}
	require.Contains(t, findings, residue.Saying("removed %q, left in the text by an earlier conversion", "[bookmark: _GoBack]"))
}
