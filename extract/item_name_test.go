package extract_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/parse"
)

// TestNamesInItems reads rows whose items hold marks of points, words for a part and units: figures are
// named without them.
func TestNamesInItems(t *testing.T) {
	for item, want := range map[string]string{
		"一、一般公共预算收入":   "一般公共预算收入",
		"（一）税收收入":      "税收收入",
		"其中：非税收入":      "非税收入",
		"3.税收收入（万元）":   "税收收入",
		"5G基站（座）":      "5G基站",
		"城市道路（含桥梁）":    "城市道路（含桥梁）",
		"其中：（二）城镇新增就业": "（二）城镇新增就业",
	} {
		doc, err := parse.Bytes("a.html", []byte("<h1>甲县2023年上半年情况</h1><table><tr><th>项目<th>上半年完成<tr><td>"+item+"<td>61<tr><td>乙<td>7</table>"))
		require.NoError(t, err)
		row := extract.Report(doc, extract.Options{}).Annexes[0].Rows[0]
		require.Equal(t, item, row.Item)
		require.Equal(t, want, row.Indicators[len(row.Indicators)-1].Subject, item)
	}
}
