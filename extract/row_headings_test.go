package extract_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestHeadingRowsKeepTheirFigures: rows with numbers of their own that head those below are no rows, and what they state is read: in the
// category of the first row below, or as text where no row is below.
func TestHeadingRowsKeepTheirFigures(t *testing.T) {
	r := readText(t, "a.md", `# 某县2024年重点工作情况通报

| 序号 | 项目 | 计划（个） | 完成（个） |
|---|---|---|---|
| 1 | 新建学校5所 | | |
| 1 | 东校 | 12 | 9 |
| 2 | 西校 | 75 | 70 |
| 2 | 改造医院3所 | | |
| 3 | 修建道路4条 | | |
| 3 | 南路 | 8 | 8 |
| 4 | 绿化广场6个 | | |
`)
	require.Len(t, r.Annexes, 1)
	var rows, figures []string
	for _, row := range r.Annexes[0].Rows {
		rows = append(rows, row.Category+"|"+row.Item)
		for _, i := range row.Indicators {
			figures = append(figures, i.Text)
		}
	}
	require.Equal(t, []string{"新建学校5所|东校", "新建学校5所|西校", "修建道路4条|南路"}, rows)
	require.Equal(t, []string{"5所", "12", "9", "75", "70", "4条", "8", "8"}, figures)
	figures = nil
	for _, s := range r.Sections {
		for _, i := range s.Indicators {
			figures = append(figures, i.Text)
		}
	}
	require.Equal(t, []string{"3所", "6个"}, figures)
	require.Equal(t, r.Coverage.Numbers, r.Coverage.Explained)
}
