package main

import (
	"encoding/json"
	"os"
	"testing"

	"duban/schema"

	"github.com/stretchr/testify/require"
)

// What check writes of the report made by hand, which has findings of every place and things that are not read.
func TestCheckOfTheFullReport(t *testing.T) {
	data, err := os.ReadFile("../../schema/testdata/report.json")
	require.NoError(t, err)
	r := new(schema.Report)
	require.NoError(t, json.Unmarshal(data, r))
	row := &r.Annexes[0].Rows[0]
	column := 7
	row.Findings = append(row.Findings, schema.Finding{Code: schema.TableRate, Severity: schema.Error, Message: "it is 0.3",
		Field: schema.FieldCell, Column: &column, Start: 1, End: 4})
	require.Equal(t, `full: 1 row in 1 annex; 4 errors, 2 warnings, 1 remark

document
  error count/declared: the title announces 2 rows, the table has 1

section 1: 一、总体情况
  warning line 9, text, count/narrative: the text says 8, annex 1 has 1
    │ 共8项，"<已开工>" & 其余。
    │   ^^^

annex 1: 附件1：1项民生实事
  error line 20, cell “1-3月 / 累计增长（亿元）”, table/sum: the column 合计 is not what its parts give
  warning row 1, table 1, row 2, progress, points/gap: ③ follows ①
    │ ①已于2月3日开工20-30家。③累计投资21.5亿元，同比下降17.45%。
    │ ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  info row 1, table 1, row 2, row/shape: 6 cells under 7 columns
  error row 1, table 1, row 2, rate, rate/mismatch: 50 % is printed, 169/179 is 94.4 %
    │ 50
    │ ^
  error row 1, table 1, row 2, cell “1-3月 / 累计增长（亿元）”, table/rate: it is 0.3
    │ -0.3
    │  ^^^

not read
  table 1, row 2, picture: a picture hangs in annex 1, row 1, progress
  page 3, scan: page 3 is a picture
  sheet 表1, B7, chart: a chart hangs in cell B7

9 of 10 numbers explained
`, checked{name: "full", report: r}.text(false))
}
