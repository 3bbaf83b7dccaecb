package extract_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema"
)

// TestTablesInOne: figures below a second title and header in one table have the units of that header, and none of the first.
func TestTablesInOne(t *testing.T) {
	const first = "<tr><td>序号</td><td>乡镇</td><td>受理件（件）</td><td>办结率（%）</td></tr><tr><td>1</td><td>甲镇</td><td>25</td><td>96</td></tr>"
	const second = "<tr><td colspan=4>造林绿化进度表</td></tr><tr><td>序号</td><td>乡镇</td><td>任务（亩）</td><td>排名</td></tr>" +
		"<tr><td>1</td><td>甲镇</td><td>250</td><td>2</td></tr>"
	r := readText(t, "a.html", "<html><h1>某县9月份重点工作情况</h1><table>"+first+second+"</table></html>")
	require.Len(t, r.Annexes, 2)
	require.Equal(t, "造林绿化进度表", r.Annexes[1].Title)
	var got []string
	for _, a := range r.Annexes {
		for _, i := range a.Rows[0].Indicators {
			got = append(got, i.Text+" "+i.Unit+" "+string(i.Kind))
		}
	}
	require.Equal(t, []string{"25 件 quantity", "96 % ratio", "250 亩 quantity", "2  rank"}, got)
}

// TestUnitBehindOneSpace: a caption that a single space parts from the unit is a caption all the same.
func TestUnitBehindOneSpace(t *testing.T) {
	for _, caption := range []string{"2010年6月 单位：万元", "截至6月底 单位：万元"} {
		r := readText(t, "a.txt", "主要工业指标表\n\n"+caption+"\n\n| 指标 | 本月 | 累计 |\n| 工业总产值 | 298431 | 1574206 |\n| 销售产值 | 28843 | 157420 |\n")
		require.Len(t, r.Annexes, 1, caption)
		require.Equal(t, "主要工业指标表", r.Annexes[0].Title, caption)
		require.Equal(t, "2984310000", r.Annexes[0].Rows[0].Indicators[0].Value.String(), caption)
	}
}

// TestProgressAboveColumns: a label over several columns that speaks of progress makes none of them a share.
func TestProgressAboveColumns(t *testing.T) {
	const page = "<h1>2024年重点项目1—9月进展情况表</h1><p>单位：万元、%</p><table><tr><td rowspan=2>序号</td><td rowspan=2>项目名称</td>" +
		"<td rowspan=2>年度计划投资</td><td colspan=2>1—9月进展</td></tr><tr><td>完成投资</td><td>形象进度</td></tr>" +
		"<tr><td>1</td><td>污水处理厂</td><td>9000</td><td>7420</td><td>主体封顶</td></tr>" +
		"<tr><td>2</td><td>滨河路改造</td><td>5200</td><td>4160</td><td>路面铺装</td></tr></table>"
	r := readText(t, "a.html", page)
	require.Len(t, r.Annexes, 1)
	done := r.Annexes[0].Rows[0].Indicators[1]
	require.Equal(t, "74200000", done.Value.String())
	require.Equal(t, schema.Quantity, done.Kind)
	require.Equal(t, "元", done.Unit)
}
