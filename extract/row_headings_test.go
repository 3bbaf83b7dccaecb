package extract_test

import (
	"strings"
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

// TestHeadingAboveTheLabels: the heading of the first group may stand above the labels, as the others stand above their rows.
func TestHeadingAboveTheLabels(t *testing.T) {
	r := readText(t, "a.html", `<h1>2022年实事任务完成情况公示</h1><table><tr><td>一<td colspan="3">交通出行（2项）
<tr><td>序号<td>任务内容<td>完成情况<td>责任单位
<tr><td>1<td>新增停车泊位5000个<td>新增停车泊位5320个<td>市城管局
<tr><td>2<td>打通道路8条<td>打通8条<td>市住建局
<tr><td>二<td colspan="3">医疗健康（1项）
<tr><td>3<td>体检率达70%以上<td>体检率73.4%<td>市卫健委</table>`)
	require.Len(t, r.Annexes, 1)
	var rows []string
	for _, row := range r.Annexes[0].Rows {
		rows = append(rows, row.Category)
	}
	require.Equal(t, []string{"交通出行（2项）", "交通出行（2项）", "医疗健康（1项）"}, rows)
	require.Equal(t, "2项", r.Annexes[0].Rows[0].Indicators[0].Text)
	require.Equal(t, 8, r.Coverage.Numbers)
}

// TestScheduleIsOfAmounts: what does not grow with the year is not held against how much of it has gone.
func TestScheduleIsOfAmounts(t *testing.T) {
	r := readText(t, "a.md", `# 某县2024年上半年重点工作情况通报

| 序号 | 年度目标 | 完成情况 |
|---|---|---|
| 1 | 细颗粒物浓度控制在35微克/立方米以内 | 细颗粒物浓度33微克/立方米 |
| 2 | 新建公厕12座 | 新建公厕6座 |
`)
	density, amount := r.Annexes[0].Rows[0].Comparisons, r.Annexes[0].Rows[1].Comparisons
	require.Len(t, density, 1)
	require.Nil(t, density[0].Schedule)
	require.Len(t, amount, 1)
	require.Equal(t, "0.5", amount[0].Schedule.String())
}

// TestTextAboveTheLabels: what a line in the table above its labels states is read as text, as it is no title.
func TestTextAboveTheLabels(t *testing.T) {
	r := readText(t, "a.html", `<h1>2022年实事任务完成情况公示</h1><table><tr><td colspan="3">共安排项目28个，总投资35亿元
<tr><td>序号<td>任务内容<td>完成情况
<tr><td>1<td>新增停车泊位5000个<td>新增停车泊位5320个</table>`)
	require.Len(t, r.Sections, 1)
	require.Len(t, r.Sections[0].Indicators, 2)
	require.Equal(t, "28个", r.Sections[0].Indicators[0].Text)
	require.Equal(t, "35亿元", r.Sections[0].Indicators[1].Text)
	require.Equal(t, 4, r.Coverage.Numbers)
}

// TestSumsOfGroups: the heading of a group in a cell from the number to the item, and beyond it, in front of figures is the name of their sum.
func TestSumsOfGroups(t *testing.T) {
	const page = "<h1>某县2024年重点项目进展情况表</h1><p>单位：万元</p><table><tr><th>序号<th>项目名称<th>建设内容<th>2024年计划投资<th>1-10月完成投资</tr>" +
		"<tr><td colspan=3>一、续建项目<td>5000<td>4100</tr><tr><td>1<td>平桥公路<td>全长23公里<td>5000<td>4100</tr>" +
		"<tr><td colspan=3>二、新建项目<td>3500<td>2480</tr><tr><td>2<td>城北水厂<td>日供水2万吨<td>3500<td>2480</tr></table>"
	r := readText(t, "a.html", page)
	require.Len(t, r.Annexes, 1)
	var rows []string
	for _, row := range r.Annexes[0].Rows {
		require.Empty(t, row.Findings, row.Item)
		require.Equal(t, strings.HasSuffix(row.Item, "建项目"), row.Total, row.Item)
		rows = append(rows, row.Category+"|"+row.Item+"|"+row.Target)
	}
	require.Equal(t, []string{"|一、续建项目|", "一、续建项目|平桥公路|全长23公里", "|二、新建项目|", "二、新建项目|城北水厂|日供水2万吨"}, rows)
}
