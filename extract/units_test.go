package extract_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/parse"
	"duban/schema"
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
		{"two figures, it may be", "单位：万元\n\n", "项目|总投资|完成投资", "水厂|300|250 120", "3000000 元"},
		{"commas beside spaces", "单位：万元\n\n", "项目|总投资|完成投资", "水厂|300|1,234 567", "3000000 元"},
		{"thousands of zeros", "单位：万元\n\n", "项目|总投资|完成投资", "水厂|12 000|5 012", "120000000 元|50120000 元"},
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

// TestUnitsOfMeasuresBesideItems: a column that names what is measured of each thing gives unit and name to the figures of its row.
func TestUnitsOfMeasuresBesideItems(t *testing.T) {
	r := readText(t, "a.html", "<h1>甲县2025年重点任务完成情况</h1><table><tr><td>项目<td>指标<td>年度目标<td>1-9月完成</tr>"+
		"<tr><td>老旧小区改造<td>改造户数（户）<td>1200<td>860</tr><tr><td>农村公路<td>完成投资（万元）<td>5600<td>4100</tr></table>")
	got := ""
	for _, row := range r.Annexes[0].Rows {
		require.Len(t, row.Comparisons, 1)
		for _, i := range row.Indicators {
			got += i.Subject + " " + i.Value.String() + " " + i.Unit + "|"
		}
	}
	require.Equal(t, "老旧小区改造改造户数 1200 户|老旧小区改造改造户数 860 户|农村公路完成投资 56000000 元|农村公路完成投资 41000000 元|", got)
}

// TestUnitRows: a row of units below the labels holds for a column whose label alone could be that of the item, too.
func TestUnitRows(t *testing.T) {
	r := readText(t, "a.md", "# 甲县2025年主要指标\n\n| 乡镇 | 工业产值 | 新签约项目 | 其中：规上 |\n|---|---|---|---|\n| | （万元） | （个） | （个） |\n"+
		"| 城关镇 | 18650 | 6 | 2 |\n| 石坝乡 | 2340 | 2 | 1 |\n")
	require.Equal(t, "个", r.Annexes[0].Columns[2].Unit)
}

// TestYearsAsLabels: whole numbers of one length below years are figures, and no codes.
func TestYearsAsLabels(t *testing.T) {
	r := readText(t, "a.txt", "甲县居民收入情况\n\n指标\t2023年\t2024年\t同比增长%\n居民人均可支配收入（元）\t28650\t30210\t5.4\n农村居民人均可支配收入（元）\t19860\t21270\t7.1\n")
	require.Len(t, r.Annexes[0].Rows[0].Indicators, 3)
	require.Equal(t, "元", r.Annexes[0].Rows[0].Indicators[0].Unit)
}

// TestStatesOfParts: a column that is a part of the plan in front of it is planned likewise.
func TestStatesOfParts(t *testing.T) {
	r := readText(t, "a.md", "# 甲县2025年项目\n\n单位：万元\n\n| 项目 | 计划投资 | 其中：财政资金 | 完成投资 |\n|---|---|---|---|\n| 甲 | 3600 | 2800 | 2540 |\n| 乙 | 4200 | 3900 | 3310 |\n")
	require.Equal(t, schema.Target, r.Annexes[0].Rows[0].Indicators[1].State)
	require.Equal(t, schema.Actual, r.Annexes[0].Rows[0].Indicators[2].State)
}
