package extract_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/internal/testdoc"
	"duban/parse"
	"duban/schema"
	"duban/schema/check"
)

// checked reads and checks a source.
func checked(t testing.TB, name string, data []byte) *schema.Report {
	doc, err := parse.Bytes(name, data)
	require.NoError(t, err)
	report := extract.Report(doc, extract.Options{})
	check.Report(report)
	return report
}

// limited counts the findings on figures past the limit.
func limited(report *schema.Report) int {
	n := 0
	count := func(findings []schema.Finding) {
		for _, f := range findings {
			if f.Code == schema.NumberLimit {
				n++
			}
		}
	}
	count(report.Findings)
	for _, s := range report.Sections {
		count(s.Findings)
	}
	for _, a := range report.Annexes {
		for _, row := range a.Rows {
			count(row.Findings)
		}
	}
	return n
}

// TestDenseTablesAreNotLimited reads tables of nothing but figures of two and three digits, in each format: 42 000 figures.
func TestDenseTablesAreNotLimited(t *testing.T) {
	const rows, columns = 1400, 30
	random := rand.New(rand.NewPCG(1, 2))
	cells := make([][]string, rows)
	for r := range cells {
		cells[r] = make([]string, columns)
		for c := range cells[r] {
			cells[r][c] = fmt.Sprint(10 + random.IntN(490))
		}
	}
	header := make([]string, columns)
	for c := range header {
		header[c] = []string{"年度目标", "完成情况", "备注"}[c%3]
	}
	table := append([][]string{header}, cells...)
	for name, data := range map[string][]byte{
		"tabs.txt":  []byte("主要指标完成情况表\n" + grid(table, "", "\t", "\n", "")),
		"page.html": []byte("<table>" + grid(table, "<tr><td>", "<td>", "\n", "") + "</table>"),
		"word.docx": testdoc.Package{Body: "<w:tbl>" + grid(table, "<w:tr><w:tc><w:p><w:r><w:t>", "</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>", "",
			"</w:t></w:r></w:p></w:tc></w:tr>") + "</w:tbl>"}.Bytes(),
	} {
		report := checked(t, name, data)
		require.Len(t, report.Annexes, 1, name)
		require.Len(t, report.Annexes[0].Rows, rows, name)
		require.Zero(t, limited(report), name)
	}
}

// grid writes a table as text.
func grid(table [][]string, open, between, end, last string) string {
	var sb strings.Builder
	for _, row := range table {
		sb.WriteString(open + strings.Join(row, between) + last + end)
	}
	return sb.String()
}

// TestOutputGrowsWithTheSource reads sources of half a megabyte that would be more than sixty times as large as JSON, and of a few
// kilobytes that unpack to megabytes.
func TestOutputGrowsWithTheSource(t *testing.T) {
	const size, most = 1 << 19, 35
	for _, row := range []string{"1,", "1%", "1月", "1、", "1,1,1。"} {
		cell := table + "<tr><td>1<td>甲<td>乙<td>" + fill(size, row) + "</table>"
		for _, text := range []string{heading + fill(size, row), cell} {
			data := []byte(text)
			report := checked(t, "dense.html", data)
			require.Less(t, len(schema.Line(report)), most*len(data), row)
			require.NotZero(t, limited(report), row)
		}
	}
	packed := testdoc.Package{Body: "<w:p><w:r><w:t>" + fill(size, "1,1,1。") + "</w:t></w:r></w:p>"}.Bytes()
	require.Less(t, len(packed), 8<<10)
	report := checked(t, "packed.docx", packed)
	require.Less(t, len(schema.Line(report)), 8*size)
	require.NotZero(t, limited(report))
}

// TestLongNumbersInTables has a number of more than 100 digits alone in a cell, with ordinary ones beside it.
func TestLongNumbersInTables(t *testing.T) {
	long := strings.Repeat("7", 200)
	page := "<p>主要指标完成情况表</p><table><tr><td>指标<td>年度目标（万元）<td>完成投资（万元）<td>完成率（%）<tr><td>甲<td>120<td>30<td>25" +
		"<tr><td>乙<td>" + long + "<td>" + long + ".5<td>" + long + "%</table>"
	report := checked(t, "long.html", []byte(page))
	require.Len(t, report.Annexes, 1)
	rows := report.Annexes[0].Rows
	require.Len(t, rows, 2)
	require.Len(t, rows[0].Indicators, 3)
	require.Empty(t, rows[1].Indicators)
	require.Len(t, rows[1].Coverage.Unexplained, 3)
}
