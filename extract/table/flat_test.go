package table

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/parse/block"
	"duban/schema"
)

// TestUnflatten: what a person sees in lines of one cell each. Rows are parted by " / ", cells by "|"; ? is behind a row that could
// begin or end elsewhere.
func TestUnflatten(t *testing.T) {
	r := &Reader{Labels: testLabels(t), Office: func(string) bool { return false }}
	for _, c := range []struct{ name, lines, want string }{
		{"rows that have all cells", "县区 年度目标（个） 完成数（个） 完成率（%） 东县 12 9 75 西县 8 8 100", "县区|年度目标（个）|完成数（个）|完成率（%） / 东县|12|9|75 / 西县|8|8|100"},
		{"a short title above", "各县区进展 县区 年度目标（个） 完成数（个） 东县 12 9 西县 8 8 南县 60 45", "县区|年度目标（个）|完成数（个） / 东县|12|9 / 西县|8|8 / 南县|60|45"},
		{"a first label as long as a title", "项目所在乡镇 责任单位 计划（亩） 完成（亩） 东镇 水利局 120 90 西镇 教育局 80 80 南镇 住建局 60 45",
			"项目所在乡镇|责任单位|计划（亩）|完成（亩） / 东镇|水利局|120|90 / 西镇|教育局|80|80 / 南镇|住建局|60|45"},
		{"a label in two lines", "县区 年度目标（个） 完成数（个） 完成率 （%） 东县 12 9 75 西县 8 8 100", "县区|年度目标（个）|完成数（个）|完成率（%） / 东县|12|9|75 / 西县|8|8|100"},
		{"a cell lost in the last row", "县区 年度目标（个） 完成数（个） 完成率（%） 东县 12 9 75 西县 8 8", "县区|年度目标（个）|完成数（个）|完成率（%） / 东县|12|9|75 / 西县|8|8"},
		{"labels below groups", "县区 就业（人） 参保（人） 目标 完成 目标 完成 东县 12 9 75 70 西县 8 8 90 88",
			"县区|就业（人）|就业（人）|参保（人）|参保（人） / 县区|目标|完成|目标|完成 / 东县|12|9|75|70 / 西县|8|8|90|88"},
		{"tables side by side", "指标 数值 指标 数值 公办幼儿园（所） 23 卫生院（个） 15 执业医师（人） 512 教师（人） 99",
			"指标|数值 / 公办幼儿园（所）|23 / 卫生院（个）|15 / 执业医师（人）|512 / 教师（人）|99"},
		{"no table", "总体情况 工作进展 下一步打算 甲项目 乙项目 2024-03-05 丙项目", ""},
		{"figures that could be years", "2019 2020 2021 2022 12 13 14 15 16 17 18 19 20 21 22 23", ""},
		{"numbers of columns", "项目 年度预算（万元） 支出（万元） 执行率（%） 1 2 3 4 水利 3600 2988 83", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var blocks []block.Block
			for i, s := range strings.Fields(c.lines) {
				blocks = append(blocks, &block.Paragraph{Text: s, Place: block.Place{Line: i + 1, EndLine: i + 1}})
			}
			require.Equal(t, c.want, flattened(r.Unflatten(blocks)))
		})
	}
}

// flattened writes the first table among blocks; "" where there is none.
func flattened(blocks []block.Block) string {
	for _, b := range blocks {
		table, ok := b.(*block.Table)
		if !ok {
			continue
		}
		var rows []string
		for _, row := range table.Rows {
			var cells []string
			for _, x := range row.Cells {
				cells = append(cells, x.Text)
			}
			s := strings.Join(cells, "|")
			if row.Unsure {
				s += "?"
			}
			rows = append(rows, s)
		}
		return strings.Join(rows, " / ")
	}
	return ""
}

// TestAlignSure: a piece is sure only where no reading that is nearly as good puts it elsewhere.
func TestAlignSure(t *testing.T) {
	columns := func(roles ...schema.Role) []columnLooks {
		looks := make([]columnLooks, len(roles))
		for i, role := range roles {
			looks[i] = expectation(role)
		}
		return looks
	}
	item, figure, units, progress := schema.RoleItem, schema.RoleFigure, schema.RoleLeadUnits, schema.RoleProgress
	for _, c := range []struct {
		name    string
		columns []columnLooks
		pieces  []Look
		want    []int
		sure    []bool
	}{
		{"all there", columns(item, figure, figure), []Look{Short, Quantity, Quantity}, []int{0, 1, 2}, []bool{true, true, true}},
		{"one figure for two columns", columns(item, figure, figure), []Look{Short, Quantity}, []int{0, 2}, []bool{true, false}},
		{"two figures for four columns", columns(item, figure, figure, figure, figure), []Look{Short, Quantity, Quantity}, nil, []bool{true, false, false}},
		{"an office in two pieces", columns(item, units, progress), []Look{Short, Offices, Offices, Sentence}, []int{0, 1, 1, 2}, []bool{true, true, true, true}},
		{"no item", columns(item, units, progress), []Look{Offices, Sentence}, []int{1, 2}, []bool{true, true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			at, sure := align(c.columns, c.pieces, false)
			if c.want != nil && c.sure[len(c.sure)-1] {
				require.Equal(t, c.want, at)
			}
			require.Equal(t, c.sure, sure)
		})
	}
}
