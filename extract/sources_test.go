package extract_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema"
)

// TestMoneyBySource: a cell that parts a sum by where it comes from takes the unit of its column for each of its figures.
func TestMoneyBySource(t *testing.T) {
	for _, test := range []struct{ line, header, cell, want string }{
		{"", "资金来源（万元）", "中央180、县级20", "中央 1800000 元|县级 200000 元|"},
		{"", "资金规模（万元）", "省级300，市级：50.5", "省级 3000000 元|市级 505000 元|"},
		{"单位：万元\n\n", "资金来源", "中央300；自筹20", "中央 3000000 元|自筹 200000 元|"},
		{"", "资金来源", "中央180、县级20", ""},
		{"", "资金来源（万元）", "中央3处、县级20", ""},
		{"", "资金来源（万元）", "标段180、县级20", ""},
		{"", "建设内容", "中央180、县级20", ""},
	} {
		r := readText(t, "a.md", "# 甲县2024年资金安排表\n\n附件1\n\n安排表\n\n"+test.line+"| 序号 | 项目名称 | 建设地点 | "+test.header+" |\n|---|---|---|---|\n| 1 | 产业路 | 甲村 | "+
			test.cell+" |\n| 2 | 灌溉渠 | 乙村 | "+test.cell+" |\n")
		got := ""
		for _, i := range r.Annexes[0].Rows[0].Indicators {
			if i.Unit == "元" {
				got += i.Subject + " " + i.Value.String() + " " + i.Unit + "|"
			}
		}
		require.Equal(t, test.want, got, test.header+test.cell)
	}
}

// TestDoneOfTask: a column that only says that the work is over is set against the task of the row, and one of what was begun is not.
func TestDoneOfTask(t *testing.T) {
	for header, want := range map[string]string{
		"改造任务（个）|开工（个）|完工（个）": "24>18", "改造任务（个）|完工（个）|竣工（个）": "", "改造任务（个）|涉及小区（个）|已完工（个）": "24>18",
		"改造任务（个）|开工（个）|在建（个）": "", "改造任务（个）|开工（个）|完工（户）": "",
	} {
		r := readText(t, "a.md", "# 甲市2024年改造进展\n\n| 县区 | "+strings.ReplaceAll(header, "|", " | ")+" |\n|---|---|---|---|\n| 东山区 | 24 | 22 | 18 |\n| 西山区 | 18 | 17 | 11 |\n")
		row, got := r.Annexes[0].Rows[0], ""
		for _, c := range row.Comparisons {
			got += row.Indicators[c.Target].Text + ">" + row.Indicators[c.Actual].Text
		}
		require.Equal(t, want, got, header)
	}
}

// TestCountsOfGroups: a heading with sums of its own is a row, and its count stands in that alone.
func TestCountsOfGroups(t *testing.T) {
	r := readText(t, "a.md", "# 甲县2024年重点项目\n\n附件1\n\n重点项目表\n\n单位：万元\n\n| 序号 | 项目名称 | 总投资 | 年度计划投资 |\n|---|---|---|---|\n"+
		"|  | 总计（2个） | 5000 | 1200 |\n| 一 | 工业（2个） | 5000 | 1200 |\n| 1 | 甲厂 | 2000 | 500 |\n| 2 | 乙厂 | 3000 | 700 |\n")
	counts := 0
	for _, row := range r.Annexes[0].Rows {
		for _, i := range row.Indicators {
			if i.Unit == "个" {
				counts++
				require.Equal(t, schema.FieldItem, i.Field)
				require.Equal(t, schema.Actual, i.State)
			}
		}
	}
	require.Equal(t, 2, counts)
	require.Equal(t, "工业（2个）", r.Annexes[0].Rows[3].Category)
}
