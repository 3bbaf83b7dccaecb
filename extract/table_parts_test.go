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

// TestOfficesAsLabels: sorts of offices head a column, alone or several of them, and so does a header that begins with one among the rows.
func TestOfficesAsLabels(t *testing.T) {
	const head = "<h1>扶贫资金安排表</h1><p>单位：万元</p><table><tr><td>乡镇、村</td><td>金额</td><td>建设项目</td><td>补助金额</td></tr>"
	r := readText(t, "a.html", head+"<tr><td>龙门镇霞山村</td><td>4</td><td>修复拦水坝。</td><td>3</td></tr>"+
		"<tr><td>葛坑镇邱村村</td><td>4.5</td><td>道路硬化。</td><td>4.5</td></tr></table>")
	require.Len(t, r.Annexes, 1)
	require.Len(t, r.Annexes[0].Rows, 2)
	require.Equal(t, "40000", r.Annexes[0].Rows[0].Indicators[0].Value.String())

	r = readText(t, "a.html", "<h1>重点工作完成情况</h1><table><tr><td>乡镇</td><td>投资（万元）</td><td>同比（%）</td></tr><tr><td>柳河镇</td>"+
		"<td>18600</td><td>12.4</td></tr><tr><td>乡镇</td><td>造林（亩）</td><td>完成率（%）</td></tr><tr><td>柳河镇</td><td>560</td><td>93.3</td></tr></table>")
	require.Len(t, r.Annexes, 2)
	trees, rate := r.Annexes[1].Rows[0].Indicators[0], r.Annexes[1].Rows[0].Indicators[1]
	require.Equal(t, "560 亩", trees.Value.String()+" "+trees.Unit)
	require.Equal(t, schema.Completion, rate.Kind)
}

// TestAimsByRow: the figures of a row that says nothing but that they are an aim, and of when, are to be reached.
func TestAimsByRow(t *testing.T) {
	for _, c := range []struct {
		item string
		want schema.State
	}{{"2024年目标值", schema.Target}, {"2024 年 目 标 值", schema.Target}, {"2024年数值", schema.Actual}} {
		r := readText(t, "a.html", "<h1>主要指标</h1><table><tr><td>主要指标</td><td>粮食产能</td><td>农业科技进步贡献率</td></tr><tr><td>"+
			c.item+"</td><td>38万吨</td><td>63.5%</td></tr><tr><td>属性</td><td>约束性</td><td>预期性</td></tr></table>")
		require.Len(t, r.Annexes, 1, c.item)
		require.Len(t, r.Annexes[0].Rows[0].Indicators, 2, c.item)
		for _, i := range r.Annexes[0].Rows[0].Indicators {
			require.Equal(t, c.want, i.State, c.item)
		}
	}
}
