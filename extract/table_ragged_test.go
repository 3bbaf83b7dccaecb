package extract_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestHeaderWithoutSpans: a page whose cells have lost what they reach over gives its labels back where what they say and what stands below
// leaves no doubt.
func TestHeaderWithoutSpans(t *testing.T) {
	const body = "<tr><td>东城街道<td>42<td>168<td>6<td>97<td>-12.5</tr><tr><td>西关街道<td>35<td>121<td>4<td>66<td>9.4</tr>" +
		"<tr><td>南湖镇<td>18<td>40<td>0<td>0<td>-21.7</tr></table>"
	read := func(header string) (headers []string, figures int) {
		r := readText(t, "a.html", "<h1>上半年信访情况统计表</h1><table>"+header+body)
		require.Len(t, r.Annexes, 1)
		for _, column := range r.Annexes[0].Columns {
			headers = append(headers, column.Header)
		}
		return headers, r.Annexes[0].Coverage.Explained
	}
	headers, figures := read("<tr><td>街镇<td>信访总量<td>其中：集体访<td>同比增减（%）</tr><tr><td>批次<td>人次<td>批次<td>人次</tr>")
	require.Equal(t, []string{"街镇", "信访总量 / 批次", "信访总量 / 人次", "其中：集体访 / 批次", "其中：集体访 / 人次", "同比增减（%）"}, headers)
	require.Equal(t, 15, figures)
}

// TestLabelOfTwoLinesAmongBlankOnes: where blank lines part the cells, two lines right below each other are one label.
func TestLabelOfTwoLinesAmongBlankOnes(t *testing.T) {
	const source = "上半年信访情况统计表\n\n街镇\n\n信访总量\n\n其中：集体访\n\n同比\n增减（%）\n\n批次\n\n人次\n\n批次\n\n人次\n\n" +
		"东城街道\n\n42\n\n168\n\n6\n\n97\n\n-12.5\n\n西关街道\n\n35\n\n121\n\n4\n\n66\n\n9.4\n\n南湖镇\n\n18\n\n40\n\n0\n\n0\n\n-21.7\n"
	r := readText(t, "a.txt", source)
	require.Len(t, r.Annexes, 1)
	a := r.Annexes[0]
	require.Equal(t, "信访总量 / 批次", a.Columns[1].Header)
	require.Equal(t, "同比增减（%）", a.Columns[5].Header)
	require.Len(t, a.Rows, 3)
	require.Equal(t, 15, a.Coverage.Explained)
}
