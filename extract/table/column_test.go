package table

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/parse/block"
	"duban/schema"
)

// sampleOf sums up cells that are parted by spaces; · is a blank one.
func sampleOf(r *Reader, cells string) Sample {
	var s Sample
	for _, text := range strings.Fields(cells) {
		s.add(r, &block.Cell{Text: strings.ReplaceAll(text, "·", "")}, nil)
	}
	return s
}

// What a column holds is told by counting its cells.
func TestSamples(t *testing.T) {
	r := handReader(t)
	for cells, want := range map[string]struct{ figures, coded, whole, areWhole, index bool }{
		"12 34 56":            {figures: true, whole: true, areWhole: true},
		"12 34":               {figures: true, areWhole: true},
		"12":                  {figures: true},
		"12 3.5 56":           {figures: true},
		"12% 34 56":           {figures: true},
		"12 34 56 甲 乙":        {figures: true, whole: true, areWhole: true},
		"12 34 甲 乙":           {areWhole: true},
		"12 34 甲 ·":           {figures: true, areWhole: true},
		"10001 10002 10003":   {figures: true, coded: true, whole: true, areWhole: true},
		"1001 1002 1003":      {figures: true, whole: true, areWhole: true},
		"10001 110002 10003":  {figures: true, whole: true, areWhole: true},
		"001 12 5":            {figures: true, coded: true, whole: true, areWhole: true},
		"80 249 100.5":        {figures: true, index: true},
		"80 250 100.5":        {figures: true},
		"79.5 249 100.5":      {figures: true},
		"101.2 99.8":          {figures: true},
		"101.2% 99.8 100.3":   {figures: true},
		"· · ·":               {},
		"2020-2023 2021 2022": {figures: true, areWhole: true},
	} {
		s := sampleOf(r, cells)
		require.Equal(t, want.figures, s.figures(), "figures: %s", cells)
		require.Equal(t, want.coded, s.isCoded(), "coded: %s", cells)
		require.Equal(t, want.whole, s.isWhole(), "whole: %s", cells)
		require.Equal(t, want.areWhole, s.areWhole(), "are whole: %s", cells)
		require.Equal(t, want.index, s.isIndex(), "index: %s", cells)
	}
	require.Equal(t, 3, func() int { s := sampleOf(r, "万元 （%） 亿元 甲 12.5"); return s.units }())
	require.Equal(t, 2, func() int { s := sampleOf(r, "1000 999 2,500 12.5"); return s.thousands }())
	require.Equal(t, 2, func() int { s := sampleOf(r, "0 0.00 0% 10"); return s.nulls }())
	require.Equal(t, 1, func() int { s := sampleOf(r, "2024.5 2024.13 3.5"); return s.months }())
	require.Equal(t, 2, func() int { s := sampleOf(r, "2024年 2020-2023 12 1850"); return s.years }())

	for cells, want := range map[string]bool{"甲 乙 丙 12": true, "甲 乙 12 13": false, "住建局 教育局 12": true, "12 13": false} {
		require.Equal(t, want, (&Column{cells: sampleOf(r, cells)}).isThing(), cells)
	}

	require.True(t, (&Sample{rows: 4, grouped: 1}).isGrouped())
	require.False(t, (&Sample{rows: 5, grouped: 1}).isGrouped())
	require.True(t, (&Sample{rows: 3, short: 1}).isGrouped(), "a row that has left cells out counts")
	require.False(t, (&Sample{}).isGrouped())
}

// Rates are in per cent where one is too large to be a part of 1, or all that are not nothing have the sign.
func TestPercentColumns(t *testing.T) {
	r := handReader(t)
	for _, c := range []struct {
		kind  schema.IndicatorKind
		cells string
		want  bool
	}{
		{schema.Completion, "0.8 0.95 1", false},
		{schema.Completion, "0.8 12.5", true},
		{schema.Completion, "95% 0 80%", true},
		{schema.Completion, "9% 0.5 8%", false},
		{schema.Growth, "0.8 -0.5", true},
		{schema.Rank, "12 13", false},
		{schema.Quantity, "12 13", false},
		{"", "12 13", false},
	} {
		x := Column{Label: Label{Kind: c.kind}, cells: sampleOf(r, c.cells)}
		require.Equal(t, c.want, x.IsPercent(), "%s: %s", c.kind, c.cells)
	}
	rate := Column{As: schema.RoleRate, cells: sampleOf(r, "12.5 13")}
	require.True(t, rate.IsPercent())
	rate.Amount = true
	require.False(t, rate.IsPercent())

	require.True(t, (&Column{cells: sampleOf(r, "3亿元 5 7 2个 6 6 6 6 6 6 甲")}).HoldsQuantities(), "10 of 11")
	require.False(t, (&Column{cells: sampleOf(r, "3亿元 5 7 2个 6 6 6 6 6 甲")}).HoldsQuantities(), "9 of 10")
}

// A deadline in digits is no figure.
func TestDeadlinesInDigits(t *testing.T) {
	r := handReader(t)
	for cells, want := range map[string]bool{"2024.5 2024.12 2025.3": false, "2024 2025 2023": false, "2024.5 12 13": true, "30 60 90": true} {
		x := Column{Label: Label{Role: schema.RoleDeadline}, Figures: true, cells: sampleOf(r, cells)}
		x.refute(1)
		require.Equal(t, want, x.Figures, cells)
	}
}

// A label is one of figures if anything in it is said of figures alone.
func TestLabelsOfFigures(t *testing.T) {
	for _, role := range []schema.Role{"", schema.RoleTarget, schema.RoleProgress} {
		require.False(t, (&Label{Role: role}).ofFigures(), "%q", role)
		for _, l := range []Label{{Unit: Unit{Base: "元"}}, {Kind: schema.Growth}, {Basis: "yoy"}, {Period: &schema.Period{Text: "一季度"}}, {figures: &Label{}}} {
			l.Role = role
			require.True(t, l.ofFigures(), "%+v", l)
		}
	}
	require.True(t, (&Label{Role: schema.RoleFigure}).ofFigures())
	require.True(t, (&Label{Role: schema.RoleRate}).ofFigures())
	require.False(t, (&Label{Role: schema.RoleItem, Unit: Unit{Base: "元"}}).ofFigures())
}

// Labels whose blank corner is lost move to the right, where the columns of figures at the end have none.
func TestCornered(t *testing.T) {
	r := handReader(t)
	for table, want := range map[string]string{
		"新增就业（人）|失业率（%）|投资（亿元）| / 东县|12|9|3 / 西县|8|8|5":                 "|新增就业（人）|失业率（%）|投资（亿元）",
		"新增就业（人）|失业率（%）|投资（亿元）|收入（亿元）|| / 1|东县|12|9|3|4 / 2|西县|8|8|5|6": "||新增就业（人）|失业率（%）|投资（亿元）|收入（亿元）",
		"县区|新增就业（人）|失业率（%）| / 东县|12|9|3 / 西县|8|8|5":                     "县区|新增就业（人）|失业率（%）|", // no label is missing in front
		"新增就业（人）|失业率（%）|投资（亿元）| / 东县|12|9|好 / 西县|8|8|差":                 "新增就业（人）|失业率（%）|投资（亿元）|",
	} {
		grid := tableOf(block.LayoutGrid, table)
		require.Equal(t, want, strings.Split(headOf(r, grid), ": ")[1], table)
	}
}

// The figures of a row are what is said of its latest period; without periods the column with the best claim speaks.
func TestProgressOfRow(t *testing.T) {
	march, june := &schema.Period{End: "2024-03-31"}, &schema.Period{End: "2024-06-30"}
	progress := func(p *schema.Period, rank int) Column {
		return Column{Label: Label{Period: p, Rank: rank}, As: schema.RoleProgress}
	}
	item := Column{As: schema.RoleItem}
	next := Column{Label: Label{Next: true}, As: schema.RoleProgress}
	for _, c := range []struct {
		what    string
		columns []Column
		texts   string
		want    int
	}{
		{"the later period", []Column{item, progress(march, 1), progress(june, 2)}, "甲|已完成。|已完成。", 2},
		{"the later period in front", []Column{item, progress(june, 1), progress(march, 2)}, "甲|已完成。|已完成。", 1},
		{"the later one is blank", []Column{item, progress(march, 1), progress(june, 2)}, "甲|已完成。|—", 1},
		{"one with a period", []Column{item, progress(nil, 1), progress(march, 2)}, "甲|已完成。|已完成。", 2},
		{"the better claim", []Column{item, progress(nil, 2), progress(nil, 1)}, "甲|已完成。|已完成。", 2},
		{"the first of two alike", []Column{item, progress(march, 1), progress(march, 1)}, "甲|已完成。|已完成。", 1},
		{"not what comes next", []Column{item, next, progress(nil, 5)}, "甲|已完成。|已完成。", 2},
		{"all are blank", []Column{item, next, progress(nil, 5), progress(nil, 1)}, "甲|||", 2},
		{"none", []Column{item, next}, "甲|已完成。", -1},
	} {
		require.Equal(t, c.want, Progress(c.columns, strings.Split(c.texts, "|")), c.what)
	}
}

// Short texts are kept of rows that have a cell at either end, and rows that are none of a thing tell nothing.
func TestSampleOfRows(t *testing.T) {
	r := handReader(t)
	columns := make([]Column, 3)
	columns[0].Role = schema.RoleNumber
	rows := tableOf(block.LayoutGrid, "1|甲|丙 / |丁|戊 / 2|庚| / 东片|<|< / 3|辛|壬 / 合计|子|丑 / 4|合计|卯 / 东片|寅| / 5|12|辰").Rows
	r.sample(&Head{}, columns, slices.Values(rows))
	require.Equal(t, map[string]bool{"甲": true, "辛": true}, columns[1].cells.texts)
	require.Equal(t, map[string]bool{"丙": true, "壬": true, "辰": true}, columns[2].cells.texts)
	require.Equal(t, 5, columns[1].cells.rows)

	for row, want := range map[string]bool{"甲|乙|": true, "1|乙|": false, "甲|乙|丙": false, "|乙|": false, "甲": false} {
		require.Equal(t, want, hasLostNumber(columns, tableOf(block.LayoutTabs, row).Rows[0]), row)
	}
	require.False(t, hasLostNumber(make([]Column, 3), tableOf(block.LayoutTabs, "甲|乙|").Rows[0]), "no numbers of rows")
}

// A column of figures whose label says nothing of them may be shares of one that is to be reached by one that was.
func TestColumnsOfShares(t *testing.T) {
	r := handReader(t)
	figures := func(l Label, cells string) Column { return Column{Label: l, Figures: true, cells: sampleOf(r, cells)} }
	c := claims{
		{cells: sampleOf(r, "甲 乙 丙")},
		figures(Label{State: schema.Target, Measure: "投资"}, "200 400 80"),
		figures(Label{State: schema.Actual, Measure: "投资"}, "50 100 60"),
		figures(Label{Role: schema.RoleProgress}, "25 25 75"),
		figures(Label{}, "25 25 75"),
		figures(Label{Measure: "就业"}, "25 25 75"),
		figures(Label{Kind: schema.Growth}, "25 25 75"),
		figures(Label{Unit: Unit{Base: "元"}}, "25 25 75"),
		figures(Label{}, "25% 25% 75%"),
	}
	candidates, aims, reached := c.ofShares()
	require.Equal(t, [][]int{{3, 4}, {1}, {2, 3}}, [][]int{candidates, aims, reached})
}

// The last row of a header stands above columns of texts, where no figures tell labels from entries.
func TestHeadsFigures(t *testing.T) {
	r := handReader(t)
	for table, want := range map[string]bool{
		"进展|下一步 / 已铺设沥青，正在划线。|加快施工，抓紧验收。": true,
		"项目|进展 / 道路|已铺设沥青，正在划线。":          false,
		"进展|下一步": false,
		"已铺设沥青，正在划线。|下一步 / 已铺设沥青，正在划线。|加快施工，抓紧验收。":             false,
		"进展|下一步 / 一，二。|三，四。 / 一，二。|三，四。 / 一，二。|三，四。 / 项目|三，四。": true, // three of four
		"进展|下一步 / 一，二。|三，四。 / 一，二。|三，四。 / 项目|三，四。 / 项目|三，四。":   false,
		"进展|< / 一，二。|三，四。": true,
		"进展|< / 一，二。|项目":   false,
	} {
		require.Equal(t, want, r.view(tableOf(block.LayoutGrid, table)).headsFigures(0), table)
	}
}

// A row of a table of text may hold the cells of many: three times as many as the first, in three rows at most.
func TestRowPieces(t *testing.T) {
	for table, want := range map[string]string{
		"标题 / 甲|1|乙": "标题 甲 1 乙", "标题 / 甲|1": "", "标题|说明 / 甲|1|乙|2|丙": "", "标题|说明 / 甲|1|乙|2|丙|3": "标题 说明 甲 1 乙 2 丙 3",
		"标题 / 甲|1| / 乙": "标题 甲 1 乙", "标题 / 甲|1|乙 / 2 / 丙": "",
	} {
		require.Equal(t, want, strings.Join(rowPieces(tableOf(block.LayoutPipes, table)), " "), table)
		require.Empty(t, rowPieces(tableOf(block.LayoutTabs, table)), table)
	}
}

// The office and the day at the end of a table that has lost its form are none of its cells.
func TestSignatureBehindCells(t *testing.T) {
	r := handReader(t)
	for lines, want := range map[string]string{
		"县区 年度目标（个） 完成数（个） 东县 12 9 西县 8 8 统计局 2024年3月5日": "县区|年度目标（个）|完成数（个） / 东县|12|9 / 西县|8|8",
		"县区 年度目标（个） 完成数（个） 东县 12 9 西县 8 8":               "县区|年度目标（个）|完成数（个） / 东县|12|9 / 西县|8|8",
	} {
		var blocks []block.Block
		for i, s := range strings.Fields(lines) {
			blocks = append(blocks, &block.Paragraph{Text: s, Place: block.Place{Line: i + 1, EndLine: i + 1}})
		}
		require.Equal(t, want, flattened(r.Unflatten(blocks)), lines)
	}
}
