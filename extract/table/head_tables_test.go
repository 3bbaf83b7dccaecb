package table

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/parse/block"
)

// handReader is a Reader with words of its own, so that what it sees can be checked by hand.
func handReader(t *testing.T) *Reader {
	return &Reader{Labels: testLabels(t), Office: func(s string) bool { return strings.HasSuffix(s, "局") || s == "住建局" },
		Words: Words{Total: []string{"合计"}, Footnote: []string{"注"}, Unit: []string{"单位"}, Caption: []string{"填报单位"}, Annex: []string{"附件"}, Table: []string{"情况表"}}}
}

// headOf writes what stands above the entries: the lines above, the labels, the units, and how many rows all that is.
func headOf(r *Reader, t *block.Table) string {
	h := r.Head(t)
	var labels, units []string
	for _, l := range h.Labels {
		labels = append(labels, l.Header())
	}
	for _, u := range h.Units {
		units = append(units, u.Text)
	}
	s := fmt.Sprintf("%s: %s: %d", strings.Join(h.Above, "; "), strings.Join(labels, "|"), h.End)
	if units != nil {
		s += ": " + strings.Join(units, "|")
	}
	return s
}

// TestHeads reads what stands above the entries of small tables, of grids and of lines with tabs: the lines above, the labels, the number
// of rows that all that takes, and the units where a row has them.
func TestHeads(t *testing.T) {
	r := handReader(t)
	for table, want := range map[string]string{
		"项目名称|完成投资 / 道路工程|1200 / 桥梁工程|300":                                       ": 项目名称|完成投资: 1",
		"重点项目表|<|<|< / 单位：万元|<|<|< / 序号|项目|计划|完成 / 1|水厂|1200|900 / 2|泵站|300|300": "重点项目表; 单位：万元: 序号|项目|计划|完成: 3",
		"指标|计量单位|1-6月|同比 / 甲|乙|1|2 / 工业增加值|亿元|12.5|8.1 / 投资|亿元|45.6|-3.2":        ": 指标|计量单位|1-6月|同比: 2",
		"项目|投资|面积 / |万元|亩 / 道路|100|10 / 桥梁|200|20":                               ": 项目|投资|面积: 2: |万元|亩",
		"项目|投资|面积 / |万元| / 道路|100|10 / 桥梁|200|20":                                ": 项目|投资|面积: 2: |万元|",
		"|万元|亩 / 项目|投资|面积 / 桥梁|200|20":                                           "万元 亩: 项目|投资|面积: 2",
		"2023年|2024年|2025年 / 12|13|14 / 15|16|17":                                ": 2023年|2024年|2025年: 1",
		"项目|进展情况|责任单位 / 道路工程|已完成路基，正在铺设路面。|交通局 / 桥梁|已完工。|住建局":                    ": 项目|进展情况|责任单位: 1",
		"填报单位：县政府|< / 名称|数量 / 公厕|12 / 公园|3 / 合计|15":                              "填报单位：县政府: 名称|数量: 2",
		"项目|2023年|2024年|增速（%） / 收入|100|110|10 / 支出|90|99|10":                     ": 项目|2023年|2024年|增速（%）: 1",
		"12|13|14 / 15|16|17": ": : 0",
		"收入|100|110|10 / 项目|2023年|2024年|增速（%）":                     ": : 0",
		"县区|就业||参保| / |目标|完成|目标|完成 / 东县|12|9|75|70 / 西县|8|8|90|88": ": 县区|就业 / 目标|就业 / 完成|参保 / 目标|参保 / 完成: 2",
		"县区|就业|||备注 / |目标|完成|排名| / 东县|12|9|2|无 / 西县|8|8|1|无":       ": 县区|就业 / 目标|就业 / 完成|就业 / 排名|备注: 2",
		"项目|投资|投资 / |计划|完成 / 道路|100|80 / 桥梁|200|150":               ": 项目|投资 / 计划|投资 / 完成: 2",
		"序号|项目|计划（万元）|完成（万元） / (1)|(2)|(3)|(4) / 1|水厂|1200|900":    ": 序号|项目|计划（万元）|完成（万元）: 2",
		"项目|投资 / 道路工程|1200 / 桥梁|300 / 项目|完成数 / 学校|5":               ": 项目|投资: 1",
		"重点项目投资完成情况表|< / 名称|完成投资（万元） / 水厂|1200 / 泵站|300":           "重点项目投资完成情况表: 名称|完成投资（万元）: 2",
	} {
		for _, layout := range []block.Layout{block.LayoutGrid, block.LayoutTabs} {
			require.Equal(t, want, headOf(r, tableOf(layout, table)), table)
		}
	}
}

// TestRaggedTables reads the heads of tables whose rows are cut at any place.
func TestRaggedTables(t *testing.T) {
	r := handReader(t)
	const whole = "重点项目|完成|完成|备注 / |万元|%|无 / 甲|1|2|3 / 道路|120|90|已完工。 / 桥梁|200|80|"
	for _, layout := range []block.Layout{block.LayoutGrid, block.LayoutTabs, block.LayoutFlat} {
		for k := range strings.Count(whole, "|") + 1 {
			n := 0
			cut := strings.Map(func(c rune) rune {
				if c == '|' {
					if n++; n == k {
						return -1 // two cells run together
					}
				}
				return c
			}, whole)
			for end := range strings.Split(cut, " / ") {
				table := tableOf(layout, strings.Join(strings.Split(cut, " / ")[end:], " / "))
				h := r.Head(table)
				require.LessOrEqual(t, h.End, len(table.Rows), cut)
			}
		}
	}
}

// TestFlattenedLines: each line is one cell. Of what a person sees as a table, rows are written with their first and last line; < is the
// cell to the left and ^ the one above, merged.
func TestFlattenedLines(t *testing.T) {
	for lines, want := range map[string][]string{
		"县区 年度目标（个） 完成数（个） 完成率（%） 东县 12 9 75 西县 8 8 100": {
			"1-4 县区|年度目标（个）|完成数（个）|完成率（%）",
			"5-8 东县|12|9|75",
			"9-12 西县|8|8|100",
		},
		"交通局 县区 年度目标（个） 完成数（个） 完成率（%） 东县 12 9 75 西县 8 8 100": {
			"交通局",
			"2-5 县区|年度目标（个）|完成数（个）|完成率（%）",
			"6-9 东县|12|9|75",
			"10-13 西县|8|8|100",
		},
		"重点民生实事项目进展情况 县区 目标任务 完成数 完成率 东县 12 9 75% 西县 8 8 100% 南县 20 15 75%": {
			"重点民生实事项目进展情况",
			"2-5 县区|目标任务|完成数|完成率",
			"6-9 东县|12|9|75%",
			"10-13 西县|8|8|100%",
			"14-17 南县|20|15|75%",
		},
		"县区 就业（人） 参保（人） 目标 完成 目标 完成 东县 12 9 75 70 西县 8 8 90 88": {
			"1-7 县区|就业（人）|<|参保（人）|<",
			"1-7 ^|目标|完成|目标|完成",
			"8-12 东县|12|9|75|70",
			"13-17 西县|8|8|90|88",
		},
		"指标 单位 1-6月 同比（%） 工业增加值 亿元 12.5 8.1 固定资产投资 亿元 45.6 -3.2 社会消费品零售总额 亿元 33.1 5.5": {
			"1-4 指标|单位|1-6月|同比（%）",
			"5-8 工业增加值|亿元|12.5|8.1",
			"9-12 固定资产投资|亿元|45.6|-3.2",
			"13-16 社会消费品零售总额|亿元|33.1|5.5",
		},
		"附件 热线办件情况表 单位 受理数 办结数 办结率 住建局 99 87 88% 公安局 77 70 91%": {
			"附件", "热线办件情况表",
			"3-6 单位|受理数|办结数|办结率",
			"7-10 住建局|99|87|88%",
			"11-14 公安局|77|70|91%",
		},
		"单位：亿元 乡镇 到位资金任务 实际到位资金 完成率 大桥镇 8.5 7.2 84.7% 柳林镇 6 4.6 76.7%": {
			"单位：亿元",
			"2-5 乡镇|到位资金任务|实际到位资金|完成率",
			"6-9 大桥镇|8.5|7.2|84.7%",
			"10-13 柳林镇|6|4.6|76.7%",
		},
		"县区 目标任务 完成数 完成率 东县 12 9 75% 西县 8 8 100% 注：数据为快报数 县区 计划（亩） 完成（亩） 东县 120 90 西县 80 80": {
			"1-4 县区|目标任务|完成数|完成率",
			"5-8 东县|12|9|75%",
			"9-12 西县|8|8|100%",
			"注：数据为快报数",
			"14-16 县区|计划（亩）|完成（亩）",
			"17-19 东县|120|90",
			"20-22 西县|80|80",
		},
		"县区 年度目标（个） 完成数（个） 完成率（%） 东县 12 9 75 西县 8 8 100 附件2 说明": {
			"1-4 县区|年度目标（个）|完成数（个）|完成率（%）",
			"5-8 东县|12|9|75",
			"9-12 西县|8|8|100",
			"附件2",
			"说明",
		},
		"县区 计划 完成 东县 12 9": {
			"县区",
			"计划",
			"完成",
			"东县",
			"12",
			"9",
		},
	} {
		require.Equal(t, want, flatOf(handReader(t), lines), lines)
	}
}

// flatOf writes what Unflatten makes of lines.
func flatOf(r *Reader, text string) []string {
	var blocks []block.Block
	for i, s := range strings.Fields(text) {
		blocks = append(blocks, &block.Paragraph{Text: s, Place: block.Place{Line: i + 1, EndLine: i + 1}})
	}
	var out []string
	for _, b := range r.Unflatten(blocks) {
		table, ok := b.(*block.Table)
		if !ok {
			out = append(out, b.(*block.Paragraph).Text)
			continue
		}
		for i, row := range table.Rows {
			s := fmt.Sprintf("%d-%d ", row.Place.Line, row.Place.EndLine)
			for c, x := range row.Cells {
				switch {
				case c > 0 && x == row.Cells[c-1]:
					s += "<|"
				case i > 0 && c < len(table.Rows[i-1].Cells) && slices.Contains(table.Rows[i-1].Cells, x):
					s += "^|"
				default:
					s += x.Text + "|"
				}

			}
			s = strings.TrimSuffix(s, "|")
			if row.Unsure {
				s += "?"
			}
			out = append(out, s)
		}
	}
	return out
}
