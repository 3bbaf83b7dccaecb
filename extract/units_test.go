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
		{"a power alone", "项目名称|接待人数（万）|旅游收入（亿）|土方（万方）", "云湖|3.2|1.5|6", "32000 人|150000000 元|60000 立方米"},
		{"a power in the item", "项目名称|目标|完成", "游客人次（万）|600|390", "6000000 人次|3900000 人次"},
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

// TestUnitsByTheLastWord: the noun in front of 数 counts bare figures to which nothing else gives a unit, and a line of a count what was done
// to what a table is about.
func TestUnitsByTheLastWord(t *testing.T) {
	for _, test := range []struct{ name, line, header, row, want string }{
		{"by the noun", "", "区县|培训人数|受益户数|充电桩台数|检查次数|流转亩数|服务人次|人口", "甲县|120|45|12|18|12.5|900|300",
			"120 人|45 户|12 台|18 次|12.5 亩|900 人次|300 "},
		{"parts of thousands", "", "区县|培训人数", "甲县|1.2", "1.2 "},
		{"a line in thousands", "单位：万人\n\n", "区县|培训人数", "甲县|12", "120000 人"},
		{"no noun of its own", "", "区县|项目数|总数", "甲县|12|30", "12 |30 "},
		{"what was done", "单位：件\n\n", "部门|受理量|办结量|转办|退办|办结率|排名|涉及金额", "甲局|120|115|5|0|95.8|2|80",
			"120 件|115 件|5 件|0 件|95.8 %|2 |80 "},
		{"thousands with a space", "单位：万元\n\n", "项目|总投资|完成投资", "水厂|12 000.5|1 234 567", "120005000 元|12345670000 元"},
		{"no thousands", "单位：万元\n\n", "项目|总投资|完成投资", "水厂|12000|0 123", "120000000 元"},
	} {
		page := "# 甲市2024年情况\n\n附件1\n\n情况表\n\n" + test.line + "|" + test.header + "|\n|" + strings.Repeat("---|", strings.Count(test.header, "|")+1) +
			"\n|" + test.row + "|\n|" + strings.Replace(test.row, "甲", "乙", 1) + "|\n"
		r := readText(t, "a.md", page)
		require.Len(t, r.Annexes, 1, test.name)
		var got []string
		for _, i := range r.Annexes[0].Rows[0].Indicators {
			got = append(got, i.Value.String()+" "+i.Unit)
		}
		require.Equal(t, test.want, strings.Join(got, "|"), test.name)
	}
}

// TestUnitsOfItems reads rows of which some say what is measured: the others may be counted in something else.
func TestUnitsOfItems(t *testing.T) {
	doc, err := parse.Bytes("a.md", []byte("# 甲市2024年情况\n\n附件1\n\n主要情况表\n\n单位：吨\n\n|项目|2024年|\n|---|---|\n|网点|7|\n|粮食产量|500|\n"))
	require.NoError(t, err)
	report := extract.Report(doc, extract.Options{})
	require.Len(t, report.Annexes, 1)
	var got []string
	for _, row := range report.Annexes[0].Rows {
		for _, i := range row.Indicators {
			got = append(got, row.Item+" "+i.Value.String()+" "+i.Unit)
		}
	}
	require.Equal(t, []string{"网点 7 ", "粮食产量 500 吨"}, got)
}

// TestUnitsOfLines reads bare figures under a line that gives units to the whole table: each takes one only where it fits.
func TestUnitsOfLines(t *testing.T) {
	for _, test := range []struct{ name, unit, header, row, want string }{
		{"what is counted", "吨", "地区|收购|网点|带动", "甲县|5|3|12", "5 吨|3 |12 "},
		{"no price in per cent", "吨、%", "地区|收购|均价|收购价", "甲县|5|3|2", "5 吨|3 |2 "},
		{"of prices alone", "元/公斤", "品种|收购|上月|均价|库存", "玉米|2.5|2.3|2.4|90", "2.5 |2.3 元/公斤|2.4 元/公斤|90 "},
		{"counts of the matter, and of other things", "户", "地区|村数|企业数|户数|开工数|完工数", "甲县|5|3|9|8|7", "5 |3 户|9 户|8 户|7 户"},
		{"two counts", "个、户", "地区|项目数|户数", "甲县|5|30", "5 个|30 户"},
		{"two units", "个、万元", "地区|项目个数|投资", "甲县|5|30", "5 个|300000 元"},
	} {
		page := "# 甲市2024年情况\n\n附件1\n\n粮食收购情况表\n\n单位：" + test.unit + "\n\n|" + test.header + "|\n|" +
			strings.Repeat("---|", strings.Count(test.header, "|")+1) + "\n|" + test.row + "|\n|" + strings.Replace(test.row, "甲", "乙", 1) + "|\n"
		doc, err := parse.Bytes("a.md", []byte(page))
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

// TestDecreasesInColumns: what a column of decreases holds is negative, unless its label speaks of both.
func TestDecreasesInColumns(t *testing.T) {
	r := readText(t, "a.md", `# 某县2024年1-6月指标完成情况

| 指标 | 下降% | 降幅（%） | 同比下降（%） | 降低率% | 同比减少（%） | 增长（下降）% | 同比增减% | 升降幅% | 完成下降目标（%） |
|---|---|---|---|---|---|---|---|---|---|
| 能耗 | 3.1 | 3.2 | -3.3 | 3.4 | 3.5 | 3.6 | 3.7 | -3.8 | 91 |
`)
	var got []string
	for _, i := range r.Annexes[0].Rows[0].Indicators {
		got = append(got, i.Value.String())
	}
	require.Equal(t, []string{"-3.1", "-3.2", "-3.3", "-3.4", "-3.5", "3.6", "3.7", "-3.8", "91"}, got)
}
