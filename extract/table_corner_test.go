package extract_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestHeaderWithoutNumber: a header without a label above the running numbers stands one column too far to the left; its labels are read
// where the cells bear them out. Where they do not contradict them, labels stay.
func TestHeaderWithoutNumber(t *testing.T) {
	const begin, end = "<h1>各市产量</h1><table>", "</table>"
	const shifted = "<tr><td>市名<td>当月产量（万台）<td>累计产量（万台）<td></tr>"
	const rows = "<tr><td>1<td>青岚市<td>14.2<td>221.5</tr><tr><td>2<td>云溪市<td>46.9<td>999.1</tr>"
	const named = "<tr><td>青岚市<td>14.2<td>221.5<td>3</tr><tr><td>云溪市<td>46.9<td>999.1<td>5</tr>"
	for _, c := range []struct {
		name, source string
		headers      []string
	}{
		{"a.html", begin + shifted + rows + end, []string{"", "市名", "当月产量（万台）", "累计产量（万台）"}},
		{"a.html", begin + shifted + named + end, []string{"市名", "当月产量（万台）", "累计产量（万台）", ""}},
		{"a.txt", "各市产量\n市名\t当月产量（万台）\t累计产量（万台）\t\n1\t青岚市\t14.2\t221.5\n2\t云溪市\t46.9\t999.1\n",
			[]string{"", "市名", "当月产量（万台）", "累计产量（万台）"}},
	} {
		r := readText(t, c.name, c.source)
		require.Len(t, r.Annexes, 1, c.source)
		var headers []string
		for _, column := range r.Annexes[0].Columns {
			headers = append(headers, column.Header)
		}
		require.Equal(t, c.headers, headers, c.source)
		require.Equal(t, "青岚市", r.Annexes[0].Rows[0].Item, c.source)
	}
}

// TestLowerLabelsMovedLeft: labels of a second row that have moved to the left, as those above the others have lost that they reach over
// both, stand below the label over several columns. A row of words that are no labels stays.
func TestLowerLabelsMovedLeft(t *testing.T) {
	const head = "<h1>重点工作推进情况</h1><table><tr><td>序号<td>工作任务<td colspan=2>完成情况<td>责任单位</tr>"
	const rows = "<tr><td>1<td>新建农田5万亩<td>完成设计<td>建成3.8万亩<td>县农业农村局</tr><tr><td>2<td>改造危房320户<td>开工86户<td>竣工320户<td>县住建局</tr></table>"
	for lower, want := range map[string][]string{
		"<tr><td>一季度<td>二季度</tr>":             {"序号", "工作任务", "完成情况 / 一季度", "完成情况 / 二季度", "责任单位"},
		"<tr><td>一季度<td>二季度<td><td><td></tr>": {"序号", "工作任务", "完成情况 / 一季度", "完成情况 / 二季度", "责任单位"},
		"<tr><td>一<td>农田水利<td><td><td></tr>":  {"序号", "工作任务", "完成情况", "完成情况", "责任单位"},
	} {
		r := readText(t, "a.html", head+lower+rows)
		require.Len(t, r.Annexes, 1, lower)
		var headers []string
		for _, column := range r.Annexes[0].Columns {
			headers = append(headers, column.Header)
		}
		require.Equal(t, want, headers, lower)
	}
}
