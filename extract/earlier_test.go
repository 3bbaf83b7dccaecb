package extract_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/parse"
	"duban/schema"
)

// TestEarlierTimes reads columns of figures of a time before that of the report: they are none of the report's own time.
func TestEarlierTimes(t *testing.T) {
	for _, test := range []struct{ title, header, start, end string }{
		{"甲县2023年上半年财政收支情况", "上年同期数", "2022-01-01", "2022-06-30"},
		{"甲县2024年1-2月财政收支情况", "去年同期", "2023-01-01", "2023-02-28"},
		{"甲县2023年全年财政收支情况", "上年数", "2022-01-01", "2022-12-31"},
		{"甲县2023年上半年财政收支情况", "上年数", "", ""}, // of all of the year, or of half of it
		{"甲县2023年3月财政收支情况", "上月", "2023-02-01", "2023-02-28"},
		{"甲县2023年1月财政收支情况", "上月", "2022-12-01", "2022-12-31"},
		{"甲县2023年上半年财政收支情况", "年初数", "", ""},
	} {
		page := "<h1>" + test.title + "</h1><p>单位：万元</p><table><tr><th>项目<th>本期收入<th>" + test.header + "<tr><td>增值税<td>70200<td>61800<tr><td>契税<td>1200<td>800</table>"
		doc, err := parse.Bytes("a.html", []byte(page))
		require.NoError(t, err)
		report := extract.Report(doc, extract.Options{})
		require.Len(t, report.Annexes, 1)
		require.Equal(t, &schema.Period{Text: test.header, Start: test.start, End: test.end}, dated(report.Annexes[0].Columns[2].Period), test)
		figures := report.Annexes[0].Rows[0].Indicators
		require.Empty(t, figures[0].Period)
		require.Equal(t, test.header, figures[1].Period)
	}
}

// dated returns the words and the days of a period alone.
func dated(p *schema.Period) *schema.Period {
	if p == nil {
		return nil
	}
	return &schema.Period{Text: p.Text, Start: p.Start, End: p.End}
}

// TestGrowthOfAMonth: growth right behind the figures of a month is that of the month, where growth of the whole time stands beside it.
func TestGrowthOfAMonth(t *testing.T) {
	for _, test := range []struct{ labels, first, second string }{
		{"8月|同比增长（%）|1—8月累计|累计增长（%）", "8月", ""},
		{"三季度|同比增长（%）|前三季度|同比增长（%）", "三季度", ""},
		{"1—8月|同比增长（%）|8月|同比增长（%）", "", "8月"},
		{"上年8月|同比增长（%）|1—8月|同比增长（%）", "", ""},
	} {
		labels := strings.ReplaceAll(test.labels, "|", " | ")
		page := "# 甲县2024年主要经济指标\n\n单位：亿元\n\n| 指标 | " + labels + " |\n|---|---|---|---|---|\n| 工业总产值 | 44.4 | 9.3 | 425.1 | 7.1 |\n| 税收收入 | 3.9 | 16.4 | 40.8 | 19.5 |\n"
		doc, err := parse.Bytes("a.md", []byte(page))
		require.NoError(t, err)
		report := extract.Report(doc, extract.Options{})
		require.Len(t, report.Annexes, 1, test.labels)
		figures := report.Annexes[0].Rows[0].Indicators
		require.Len(t, figures, 4, test.labels)
		require.Equal(t, []string{test.first, test.second}, []string{figures[1].Period, figures[3].Period}, test.labels)
	}
}
