package extract_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/parse"
)

// TestWorkbook reads a workbook of two sheets that show: titles head their tables, sheets' names do where there are none, and each row
// says in which cell it begins. The figures are those of parse/sheet/testdata/report.fods.
func TestWorkbook(t *testing.T) {
	for _, name := range []string{"report.xlsx", "report.xls"} {
		data, err := os.ReadFile("../parse/sheet/testdata/" + name)
		require.NoError(t, err)
		doc, err := parse.Bytes(name, data)
		require.NoError(t, err)
		r := extract.Report(doc, extract.Options{})
		require.Equal(t, "松岭县2020年一季度重点项目推进情况表", r.Title)
		require.Len(t, r.Annexes, 3)
		projects, measures, households := r.Annexes[0], r.Annexes[1], r.Annexes[2]
		require.Equal(t, "松岭县2020年一季度重点项目推进情况表", projects.Title)
		require.Equal(t, "万元", projects.UnitText)
		require.Len(t, projects.Rows, 3)
		road := projects.Rows[0]
		require.Equal(t, "环湖公路二期", road.Item)
		require.Equal(t, "A5", road.Location.Cell)
		require.Equal(t, "重点项目", road.Location.Sheet)
		require.Equal(t, "93005000", road.Indicators[1].Value.String())
		require.Equal(t, "22.1", road.Indicators[2].Value.String())
		require.Equal(t, "A7", projects.Rows[1].Location.Cell) // behind a hidden row
		require.Equal(t, "主要经济指标", measures.Title)
		require.Equal(t, "-6.6", measures.Rows[0].Indicators[1].Value.String())
		require.Equal(t, "E3", households.Location.Cell)
		require.Equal(t, "1234567", households.Rows[0].Indicators[0].Value.String())
	}
}
