package extract_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema"
)

// figureCase is a document and what a reader reads in its tables: for each row its figures, values with their units.
type figureCase struct {
	name, file, source string
	rows               []string
}

func testFigures(t *testing.T, cases []figureCase) {
	t.Helper()
	for _, c := range cases {
		r := readText(t, c.file, c.source)
		var rows []string
		for _, a := range r.Annexes {
			for _, row := range a.Rows {
				rows = append(rows, figuresIn(row))
			}
		}
		require.Equal(t, c.rows, rows, c.name)
	}
}

func figuresIn(row schema.Row) string {
	var figures []string
	for _, i := range row.Indicators {
		figures = append(figures, i.Value.String()+i.Unit)
	}
	return strings.Join(figures, " ")
}

// TestFiguresInTheirColumns: where lines and cells were lost or stand apart, each figure keeps its column and unit.
func TestFiguresInTheirColumns(t *testing.T) {
	testFigures(t, []figureCase{
		{"sums beside the heading of a group, with blanks in place of what it covers", "a.txt",
			"某县重点项目进展情况表（1-8月）\n单位：亿元\n序号\t项目名称\t建设内容\t总投资\t年度计划投资\t1-8月完成投资\t完成年度计划比例\t存在问题\n" +
				"一、基础设施\t\t\t30\t8\t6\t75%\t\n1\t公路改线\t二级公路\t20\t5\t4\t80%\t征地\n2\t水库扩容\t大坝加高\t10\t3\t2\t66.7%\t无\n",
			[]string{"3000000000元 800000000元 600000000元 75%", "2000000000元 500000000元 400000000元 80%", "1000000000元 300000000元 200000000元 66.7%"}},
		{"a blank line behind each line", "a.txt",
			"老旧小区改造进展情况\n\n序号 县区 新开工小区数(个) 开工率\n\n1 东江区 310 全部开工\n\n2 南陵县 486 99%\n\n合计 796 99.4%\n",
			[]string{"310个", "486个 99%", "796个 99.4%"}},
		{"four levels of labels, one a line, a label broken", "a.txt",
			"民生工程完成情况表\n\n" + strings.Join(strings.Split("地区|就业工程|促进就业|新增就业（人）|困难人员就业（人）|目标|任务|进度|完成比例（%）|目标|任务|进度|完成比例（%）|"+
				"全市|24500|31360|128|1500|1620|108|东坡区|7200|9144|127|420|441|105|仁和县|9300|11904|128|560|616|110|青山县|8000|10312|128.9|520|563|108.3", "|"), "\n\n") + "\n",
			[]string{"24500人 31360人 128% 1500人 1620人 108%", "7200人 9144人 127% 420人 441人 105%", "9300人 11904人 128% 560人 616人 110%", "8000人 10312人 128.9% 520人 563人 108.3%"}},
		{"the end of the last label in a row of its own", "a.txt",
			"1-9月主要指标 | |||\n1、工业 | |||\n9月 | 1-9月累计 | 累计 | |\n增长% | |||\n工业增加值（亿元） | 12.3 | 101.4 | 7.2 |\n#出口交货值 | 1.8 | 14.6 | -3.1 |\n" +
				"2、财政 | |||\n9月 | 1-9月累计 | 累计 | |\n增长% | |||\n一般公共预算收入（万元） | 2135 | 18624 | 4.4 |\n",
			[]string{"1230000000元 10140000000元 7.2%", "180000000元 1460000000元 -3.1%", "21350000元 186240000元 4.4%"}},
		{"labels over several lines, each piece below the one before it", "a.txt",
			"公共卫生服务进展表\n\n县区       居民健康    老年人      高血压     糖尿病\n           档案建档率  体检人数    规范管理   规范管理\n" +
				"           （%）       （人）      人数（人） 人数（人）\n\n安宁县     92.6        18420       21360      7480\n石桥县     90.3        15105       18744      6025\n",
			[]string{"92.6% 18420人 21360人 7480人", "90.3% 15105人 18744人 6025人"}},
		{"a frame without sides, and years in front", "a.txt",
			"主要年份公路运输情况\n\n──────┬────┬────\n            │ 公路通 │ 客运量\n   年  份   │ 车里程 │\n            │ (公里) │ (万人)\n──────┼────┼────\n" +
				"2019        │    2839│      86\n2020        │    3097│     119\n",
			[]string{"2839公里 860000人", "3097公里 1190000人"}},
		{"labels over several lines with a blank corner, words set apart, and names of several pieces", "a.txt",
			"教育事业基本情况\n\n                学校数    招生数    在  校    教职工\n                 (所)      (人)     学生数    人  数\n                                     (人)      (人)\n" +
				"1.高等学校         3       6968     21096     1658\n2.小    学        71      12127     74649     3861\n",
			[]string{"3所 6968人 21096人 1658人", "71所 12127人 74649人 3861人"}},
		{"groups of labels of unlike length, one a line", "a.txt",
			"2023年各县区主要指标对比\n\n" + strings.Join(strings.Split("县区|地区生产总值|规上工业增加值|固定资产投资|总量（亿元）|增速（%）|位次|增速（%）|位次|增速（%）|位次|"+
				"龙泉县|212.6|6.4|2|8.1|1|5.5|3|云安县|148.3|5.1|4|3.9|4|-6.2|4|平湖区|305.9|6.8|1|7.0|2|9.3|1|金沙县|96.7|5.7|3|6.2|3|7.4|2", "|"), "\n\n") + "\n",
			[]string{"21260000000元 6.4% 2 8.1% 1 5.5% 3", "14830000000元 5.1% 4 3.9% 4 -6.2% 4", "30590000000元 6.8% 1 7% 2 9.3% 1", "9670000000元 5.7% 3 6.2% 3 7.4% 2"}},
		{"forms of figures", "a.html",
			"<h1>重点项目进展</h1>" + formOf("污水厂改造", "8600", "5200", "3900") + formOf("县医院病区", "3200", "3200", "2880"),
			[]string{"86000000元 52000000元 39000000元", "32000000元 32000000元 28800000元"}},
		{"a form below its title", "a.html",
			"<table><tr><td colspan=4>重点项目进度月报</tr><tr><td>项目名称<td>河西水厂<td>责任单位<td>县水利局</tr><tr><td>总投资<td>9800万元<td>累计完成<td>4350万元</tr>" +
				"<tr><td>形象进度<td colspan=3>管网铺设12.6公里</tr></table>",
			[]string{"98000000元 43500000元 12.6公里"}},
		{"blanks of a merged header cut short", "a.txt",
			"各县财政收支情况\n单位：万元、%\n县区 | 一般公共预算收入 | 一般公共预算支出 | |||||\n年初预算 | 累计完成 | 占预算 | 同比增长 | 年初预算 | 累计完成 | 占预算 | 同比增长 |\n" +
				"安平县 | 98000 | 84280 | 86 | 5.4 | 426000 | 349320 | 82 | 3.1 |\n饶阳县 | 52000 | 41600 | 80 | -2.6 | 288000 | 221760 | 77 | 1.8 |\n",
			[]string{"980000000元 842800000元 86% 5.4% 4260000000元 3493200000元 82% 3.1%", "520000000元 416000000元 80% -2.6% 2880000000元 2217600000元 77% 1.8%"}},
		{"labels of two lines in quotation marks", "a.txt",
			"供热管网改造进度表\n序号\t\"标段\n名称\"\t\"计划长度\n（米）\"\t\"完成长度\n（米）\"\n1\t一标段\t3200\t2880\n2\t二标段\t4100\t2460\n",
			[]string{"3200米 2880米", "4100米 2460米"}},
		{"names set apart", "a.txt", "农机补贴情况\n乡镇 补贴机具（台） 受益农户（户） 补贴资金（万元）\n大 冶 镇 126 98 186.4\n王 庄 乡 84 71 102.8\n合 计 210 169 289.2\n",
			[]string{"126台 98户 1864000元", "84台 71户 1028000元", "210台 169户 2892000元"}},
		{"rows without a figure among those run together", "a.txt",
			"经费预算情况表\n单位:元\n项目 2022年执行数 2023年预算数\n一、支出合计 231500 250000\n1、出国费用    \n2、接待费 136500 150000\n3、用车费 95000 100000\n" +
				"(1)购置    \n二、相关数    \n1.公务用车(辆) 1 2\n2.接待批次(批) 12 10\n",
			[]string{"231500元 250000元", "", "136500元 150000元", "95000元 100000元", "1辆 2辆", "12批 10批"}},
	})
}

func formOf(name, total, plan, done string) string {
	return "<table><tr><td>项目名称<td colspan=3>" + name + "</tr><tr><td>总投资（万元）<td>" + total + "<td>年度计划（万元）<td>" + plan + "</tr>" +
		"<tr><td>已完成投资（万元）<td>" + done + "<td>建设进展<td>主体施工</tr></table>"
}

// TestUnitsOfFigures: a unit beside other captions, of the rows above, and of the other cells of a column.
func TestUnitsOfFigures(t *testing.T) {
	testFigures(t, []figureCase{
		{"beside a caption that is not known", "a.html",
			"<h2>企业经营情况表</h2><p>归口科室：企业科　　　　单位：万元</p><table><tr><td>企业名称<td>营业收入<td>利润总额</tr><tr><td>水务公司<td>5210.8<td>-86.4</tr><tr><td>粮储公司<td>2940<td>42.3</tr></table>",
			[]string{"52108000元 -864000元", "29400000元 423000元"}},
		{"of the row above, as far as it fits", "a.txt",
			"1-5月交通主要指标\n指标 | 累计 | 上年同期 | 增长速度(%) |\n货运量(万吨) | 882.4 | 851.6 | 3.6 |\n铁路 | 288.8 | 277.1 | 4.2 |\n公路 | 592.2 | 573.2 | 3.3 |\n" +
				"民航(吨) | 1491 | 1236 | 20.6 |\n消费价格指数 | 101.2 | 100.8 | 0.4 |\n",
			[]string{"8824000吨 8516000吨 3.6%", "2888000吨 2771000吨 4.2%", "5922000吨 5732000吨 3.3%", "1491吨 1236吨 20.6%", "101.2 100.8 0.4%"}},
		{"of several units, by what the column measures, and of a change by the column in front of it", "a.txt",
			"社会保险主要指标\n\n单位：万人、亿元\n\n项目　　期末参保人数　　较上年末净增　　基金收入　　累计结余\n企业职工养老保险　　42.6　　1.3　　18.42　　24.8\n失业保险　　21.5　　0.6　　0.84　　3.1\n",
			[]string{"426000人 13000人 1842000000元 2480000000元", "215000人 6000人 84000000元 310000000元"}},
		{"of several units, beside the aim", "a.txt",
			"林长制工作情况表\n单位：亩、次\n乡镇|营造林任务|已完成|完成率%|巡林次数|\n永和镇|4200|3780|90|36|\n沙河乡|2600|1950|75|28|\n",
			[]string{"4200亩 3780亩 90% 36次", "2600亩 1950亩 75% 28次"}},
		{"of labels above tabs, blanks in front of those below", "a.txt",
			"安居工程进展\n县区\t公租房（套）\t\t老旧小区（户）\t\n\t任务\t建成\t任务\t完工\n东湖区\t600\t590\t3200\t2560\n永修县\t240\t192\t1500\t1350\n",
			[]string{"600套 590套 3200户 2560户", "240套 192套 1500户 1350户"}},
		{"of a line of per cent above changes by place", "a.txt",
			"居民消费价格比上年涨跌幅度\n\n单位：%\n\n指标          全县      城镇      农村\n食品烟酒       0.8       0.7       1.1\n居住          -0.3      -0.4       0.1\n",
			[]string{"0.8% 0.7% 1.1%", "-0.3% -0.4% 0.1%"}},
		{"of a label for what goes to one unit of something", "a.html",
			"<h2>能耗情况</h2><table><tr><td>县区<td>单位GDP能耗（吨标准煤/万元）<td>降低率（%）</tr><tr><td>城东区<td>0.412<td>-3.6</tr><tr><td>安平县<td>0.586<td>-2.1</tr></table>",
			[]string{"0.412吨标准煤/万元 -3.6%", "0.586吨标准煤/万元 -2.1%"}},
		{"0 beside shares with the sign", "a.html",
			"<h2>案件办理情况</h2><table><tr><td>单位<td>办结数（件）<td>不满意率</tr><tr><td>住建局<td>86<td>8.1%</tr><tr><td>公安局<td>64<td>7.8%</tr><tr><td>教体局<td>25<td>0</tr></table>",
			[]string{"86件 8.1%", "64件 7.8%", "25件 0%"}},
	})
}

// TestFilledIn: who filled a table in, and when, say it of a report that names nobody else.
func TestFilledIn(t *testing.T) {
	const table = "<table><tr><td>项目<td>年度目标<td>目前进展</tr><tr><td>食堂改造<td>改造食堂16个<td>已改造12个</tr></table>"
	r := readText(t, "a.html", "<h2>民生实事推进情况</h2><p>填报单位：县教育局　　填报时间：2023年9月4日</p>"+table)
	require.Equal(t, "县教育局", r.Issuer)
	require.Equal(t, "2023-09-04", r.Date)
	r = readText(t, "a.html", "<h2>民生实事推进情况</h2><p>填报单位：县教育局　　填报时间：2023年9月4日</p>"+table+"<p>县人民政府办公室</p><p>2023年9月12日</p>")
	require.Equal(t, "县人民政府办公室", r.Issuer)
	require.Equal(t, "2023-09-12", r.Date)
	r = readText(t, "a.html", "<h2>大检查情况统计表</h2><table><tr><td>行业<td>检查（家次）<td>隐患（条）</tr><tr><td>消防<td>860<td>1420</tr><tr><td>燃气<td>90<td>142</tr>"+
		"<tr><td colspan=3>填报单位：县应急管理局　　填报日期：2022年10月8日　　联系人：张某</tr></table>")
	require.Equal(t, "县应急管理局", r.Issuer)
	filled := readText(t, "b.html", "<table><tr><td colspan=3>低保情况统计表</tr><tr><td>填表单位：县民政局<td>单位：人、元<td>填表日期：2022年8月3日</tr>"+
		"<tr><td>地区<td>低保人数<td>低保标准</tr><tr><td>城关镇<td>486<td>680</tr><tr><td>河东镇<td>330<td>680</tr></table>")
	require.Equal(t, "县民政局", filled.Issuer)
	require.Equal(t, "低保人数", filled.Annexes[0].Columns[1].Header)
	require.Equal(t, "2022-10-08", r.Date)
}

// TestEntryWithoutFigures: of two marks that follow each other, the first heads no group of the second.
func TestEntryWithoutFigures(t *testing.T) {
	r := readText(t, "a.html", "<h2>经费预算表（万元）</h2><table><tr><td>项目<td>预算数</tr><tr><td>1、出国费用<td></tr><tr><td>2、接待费<td>15</tr><tr><td>二、其他<td></tr><tr><td>1、培训费<td>3</tr></table>")
	var rows []string
	for _, row := range r.Annexes[0].Rows {
		rows = append(rows, row.Category+"/"+row.Item)
	}
	require.Equal(t, []string{"/1、出国费用", "/2、接待费", "二、其他/1、培训费"}, rows)
}

// TestComparedColumns: what is done is compared with the aim where labels, a column of rates that nearly all rows bear out, or one of the
// whole cost show that they measure the same; a quarter alone is not, nor is what was found good of what was done.
func TestComparedColumns(t *testing.T) {
	for _, c := range []struct {
		name, file, source string
		want               []string
	}{
		{"counted in the unit of the aim", "a.html",
			"<h2>户厕改造进度</h2><table><tr><td>乡镇<td>改造任务（户）<td>完成户数（户）<td>验收合格（户）<td>合格率</tr>" +
				"<tr><td>大河镇<td>420<td>386<td>371<td>96.1%</tr><tr><td>石泉乡<td>265<td>265<td>249<td>94%</tr></table>",
			[]string{"420 386", "265 265"}},
		{"rates, of which one is wrong", "a.html",
			"<h2>养老保险情况</h2><table><tr><td>乡镇<td>目标任务（人）<td>实际缴费（人）<td>完成率</tr><tr><td>大田镇<td>6200<td>6014<td>97%</tr>" +
				"<tr><td>下洋镇<td>5400<td>4968<td>92%</tr><tr><td>梅林乡<td>2100<td>2058<td>98%</tr><tr><td>峰山乡<td>1800<td>1530<td>90%</tr></table>",
			[]string{"6200 6014", "5400 4968", "2100 2058", "1800 1530"}},
		{"what the whole costs", "a.txt",
			"水利工程形象进度\n\n工程名称　　总投资　　年度计划　　完成投资　　形象进度\n青山水库　　12.6亿元　　3亿元　　1.25亿元　　填筑至128米\n清河灌区　　4800万元　　4800万元　　2160万元　　衬砌18.6公里\n",
			[]string{"3亿元 1.25亿元", "4800万元 2160万元"}},
		{"a quarter alone", "a.html",
			"<h2>2023年指标分季完成情况</h2><table><tr><td>指标<td>年度目标<td>一季度<td>二季度<td>三季度</tr><tr><td>新签约项目（个）<td>40<td>9<td>12<td>11</tr>" +
				"<tr><td>到位资金（亿元）<td>25<td>4.6<td>6.8<td>7.2</tr></table>",
			nil},
	} {
		var got []string
		for _, row := range readText(t, c.file, c.source).Annexes[0].Rows {
			for _, x := range row.Comparisons {
				got = append(got, row.Indicators[x.Target].Text+" "+row.Indicators[x.Actual].Text)
			}
		}
		require.Equal(t, c.want, got, c.name)
	}
}
