package extract_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/parse"
)

// TestUnitsOfColumns reads bare figures under labels that say, each in its way, in what unit they are.
func TestUnitsOfColumns(t *testing.T) {
	for _, test := range []struct{ name, header, row, want string }{
		{"a column of units", "指标名称|计量单位|年度目标|1-6月完成|完成率", "地区生产总值|亿元|320|150.5|47", "32000000000 元|15050000000 元|47 %"},
		{"behind a stroke", "项目名称|年度目标/万元|完成情况/万元|完成率/%", "水厂|5000|3200|64", "50000000 元|32000000 元|64 %"},
		{"behind a colon", "项目名称|年度目标：万元|完成情况：万元|完成率：%", "水厂|5000|3200|64", "50000000 元|32000000 元|64 %"},
		{"in brackets", "项目名称|年度目标[万元]|完成情况（单位：万元）|完成率（％）", "水厂|5000|3200|64", "50000000 元|32000000 元|64 %"},
		{"at the end", "项目名称|年度投资目标万元|完成情况万元|完成率%", "水厂|5000|3200|64", "50000000 元|32000000 元|64 %"},
		{"one of several", "项目名称|年度目标（万元、%）|完成情况（万元、%）|完成率", "水厂|5000|3200|64", "5000 |3200 |64 %"},
		{"perhaps a part of 1", "项目名称|年度目标（户）|完成情况（户）|完成率", "改厕|5000|3200|0.64", "5000 户|3200 户"},
		{"perhaps no rate", "项目名称|年度目标（户）|完成情况（户）|完成年度任务", "改厕|5000|3200|64", "5000 户|3200 户"},
	} {
		cells := func(line, tag string) string {
			return "<tr><" + tag + ">" + strings.ReplaceAll(line, "|", "</"+tag+"><"+tag+">") + "</" + tag + "></tr>"
		}
		page := "<h1>云县2021年上半年重点工作进展情况</h1><p>附件1 重点工作</p><table>" + cells("序号|"+test.header, "th") + cells("1|"+test.row, "td") + "</table>"
		doc, err := parse.Bytes("a.html", []byte(page))
		require.NoError(t, err)
		report := extract.Report(doc, extract.Options{})
		require.Len(t, report.Annexes, 1, test.name)
		var got []string
		for _, i := range report.Annexes[0].Rows[0].Indicators {
			got = append(got, i.Value.String()+" "+i.Unit)
		}
		require.Equal(t, test.want, strings.Join(got, "|"), test.name)
	}
}
