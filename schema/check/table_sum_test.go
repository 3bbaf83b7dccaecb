package check_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// wrongTables are tables in which something is not what it is said to be, with what a reader finds.
var wrongTables = []struct {
	what, table string
	want        []string
}{
	{"a total below", `
村:item | 目标任务:target 户 | 完成数:progress 户
河口村 | 900 | 720
塘湾村 | 800 | 600
老坝村 | 200 | 90
=合计 | 2000 | 1410`, []string{"合计[2000] table/sum 900+800+200"}},
	{"a lone total below", `
村:item | 资金:figure 万元
河口村 | 120
塘湾村 | 80
=合计 | 230`, []string{"合计[230] table/sum 120+80"}},
	{"an area above its places", `
区县:item | 项目数:figure 个 | 投资:figure 亿元
=全市 | 120 | 86.5
甲县 | 50 | 30.2
乙县 | 40 | 26.2
丙县 | 30 | 20.1`, []string{"全市[86.5] table/sum 30.2+26.2+20.1"}},
	{"a subtotal of a group", `
项目:item | 投资:figure 万元 | 面积:figure 亩
甲 | 100 | 10
乙 | 200 | 20
=小计 | 300 | 30
丙 | 400 | 40
丁 | 500 | 50
=小计 | 920 | 90
=合计 | 1220 | 120`, []string{"小计[920] table/sum 400+500"}},
	{"a subtotal that the total repeats", `
学校:item | 班数:figure 个 | 学生数:figure 人
一小 | 24 | 1080
二小 | 30 | 1620
=小计 | 54 | 2500
=总计 | 54 | 2500`, []string{"小计[2500] table/sum 1080+1620"}},
	{"totals called alike, and their sum", `
学校:item | 班数:figure 个 | 学生数:figure 人
一小 | 24 | 1080
二小 | 30 | 1620
=合计 | 54 | 2700
三小 | 20 | 1000
四小 | 30 | 1500
=合计 | 50 | 2500
=合计 | 104 | 5300`, []string{"合计[5300] table/sum 2700+2500"}},
	{"a sum of subtotals", `
项目:item | 投资:figure 万元 | 面积:figure 亩
=总计 | 1900 | 120
=小计 | 300 | 30
甲 | 100 | 10
乙 | 200 | 20
=小计 | 900 | 90
丙 | 400 | 40
丁 | 500 | 50`, []string{"总计[1900] table/sum 300+900"}},
	{"a total column", `
项目:item | 一季度:figure 万元 | 二季度:figure 万元 | 合计:figure 万元 total
水厂 | 120 | 180 | 320
泵站 | 60 | 40 | 100`, []string{"annex table/sum 120+180"}},
	{"a total column of one row", `
项目:item | 一季度:figure 万元 | 二季度:figure 万元 | 合计:figure 万元 total
水厂 | 120 | 180 | 320`, []string{"annex table/sum 120+180"}},
	{"a total column in front", `
资金来源:item | 合计:figure 万元 total | 中央:figure 万元 | 省级:figure 万元 | 自筹:figure 万元
水厂 | 300 | 120 | 180 | 
泵站 | 100 | 60 | 40 | 
桥 | 190 | 60 | 40 | 80
路 | 180 | 60 | 40 | 80`, []string{"annex table/sum 60+40+80"}},
	{"an entry that both totals miss", `
镇:item | 一季度:figure 户 | 二季度:figure 户 | 合计:figure 户 total
甲镇 | 120 | 180 | 300
乙镇 | 60 | 48 | 100
丙镇 | 70 | 90 | 160
=合计 | 250 | 310 | 560`, []string{"合计[310] table/sum 180+48+90"}},
	{"a total that both directions miss", `
镇:item | 一季度:figure 户 | 二季度:figure 户 | 合计:figure 户 total
甲镇 | 120 | 180 | 300
乙镇 | 60 | 40 | 100
=合计 | 180 | 220 | 500`, []string{"合计[500] table/sum 300+100"}},
	{"with merged cells counted once", `
村:item | 资金:figure 万元 | 户数:figure 户
甲村 | 120 | 10
乙村 | ^ | 20
丙村 | 80 | 30
=合计 | 200 | 70`, []string{"合计[70] table/sum 10+20+30"}},
	{"empty where it is 0", `
村:item | 新建:figure 座 | 改造:figure 座
甲村 | 120 | 
乙村 |  | 200
丙村 | 80 | 310
=合计 | 200 | 570`, []string{"合计[570] table/sum 200+310"}},
	{"a part larger than its whole", `
指标:item | 累计:figure 万元
销售产值 | 21480
其中：规模以上 | 318600`, []string{"其中：规模以上[318600] part/exceeds-whole 318600>21480"}},
	{"a part larger than its whole in a column", `
县:item | 项目:figure 个 | 其中：开工:figure 个
甲县 | 12 | 10
乙县 | 15 | 51
丙县 | 9 | 9`, []string{"乙县[51] part/exceeds-whole 51>15"}},
	{"a part larger than its whole that misses its rate", `
项目:item | 预算:figure 万元 aim | 完成:figure 万元 actual | 占预算:rate % completion
税收 | 800 | 600 | 75
其中：增值税 | 500 | 640 | 68
非税 | 400 | 300 | 75`, []string{"其中：增值税[640] part/exceeds-whole 640>600"}},
	{"a rate of two rows", `
镇街:item | 目标任务:target 户 | 完成数:progress 户 | 完成率:rate % completion
东镇 | 400 | 300 | 75
西镇 | 200 | 90 | 54`, []string{"西镇[54] table/rate 90/200"}},
	{"a rate of one row", `
镇街:item | 目标任务:target 户 | 完成数:progress 户 | 完成率:rate % completion
西镇 | 200 | 90 | 54`, []string{"西镇[54] table/rate 90/200"}},
	{"a rate in a group", `
县:item | 新增就业/目标:figure 人 aim | 新增就业/进度:figure 人 actual | 新增就业/完成比例:figure % completion | 再就业/目标:figure 人 aim | 再就业/进度:figure 人 actual | 再就业/完成比例:figure % completion
甲县 | 8000 | 22921 | 286.5 | 1200 | 1444 | 120.3
乙县 | 3800 | 6138 | 161.5 | 660 | 709 | 170.4
丙县 | 500 | 470 | 94.0 | 200 | 150 | 75`, []string{"乙县[170.4] table/rate 709/660"}},
	{"a rate that the rows explain", `
县:item | 项目总数:figure 个 | 其中开工:figure 个 | 开工率:figure % ratio
甲县 | 12 | 9 | 75
乙县 | 15 | 4 | 72
丙县 | 8 | 5 | 62.5
丁县 | 20 | 13 | 65`, []string{"乙县[72] table/rate 4/15"}},
	{"a share of a total", `
类别:item | 件数:figure 件 | 占比:figure % ratio
甲 | 3 | 27
乙 | 6 | 40
丙 | 2 | 13.3
丁 | 4 | 26.7
=合计 | 15 | 100`, []string{"甲[27] table/rate 3/15"}},
	{"shares of another total", `
类别:item | 件数:figure 件 | 占比:figure % ratio
甲 | 30 | 15.0
乙 | 60 | 30.0
丙 | 20 | 10.0
丁 | 40 | 20.0
=合计 | 150 | 100`, []string{"甲[15.0] table/rate 30/150"}},
	{"a wrong total that makes shares miss", `
类别:item | 件数:figure 件 | 占比:figure % ratio
甲 | 30 | 20.0
乙 | 60 | 40.0
丙 | 20 | 13.3
丁 | 40 | 26.7
=合计 | 180 | 100`, []string{"合计[180] table/sum 30+60+20+40; 20.0, 40.0, 13.3, 26.7"}},
	{"an entry that misses its total and its rate", `
镇街:item | 目标任务:target 户 | 完成数:progress 户 | 完成率:rate % completion
东镇 | 400 | 300 | 75
西镇 | 200 | 80 | 45
南镇 | 100 | 50 | 50
=合计 | 700 | 440 | 62.9`, []string{"合计[440] table/sum 300+80+50; 45"}},
}

func TestWrongTables(t *testing.T) {
	for _, c := range wrongTables {
		t.Run(c.what, func(t *testing.T) { require.Equal(t, c.want, foundIn(t, c.table)) })
	}
}

// rightTables look as if something were wrong, and nothing can be said against them.
var rightTables = map[string]string{
	"places that are only some": `
区:item | 项目数:figure 个 | 投资:figure 亿元
=全市 | 120 | 86.5
甲县 | 50 | 30.2
乙县 | 40 | 26.2`,
	"places that are only some, with one figure by chance": `
区:item | 园区:figure 个 | 投资:figure 亿元
=全市 | 9 | 86.5
甲县 | 5 | 30.2
乙县 | 4 | 26.2`,
	"means": `
县:item | 人均收入:figure 元 | 亩均产值:figure 万元 | 平均浓度:figure 微克
甲县 | 12000 | 120 | 30
乙县 | 14000 | 180 | 40
=合计 | 13100 | 150 | 36`,
	"rates, ranks and growth": `
县:item | 投资:figure 亿元 | 增速:figure % growth | 位次:figure rank | 占比:figure % ratio
甲县 | 12.0 | 8.1 | 2 | 40
乙县 | 18.0 | 12.0 | 1 | 60
=合计 | 30.0 | 10.3 | 3 | 100`,
	"a unit that does not add up": `
镇:item | 电价:figure 元/度 | 优良天数:figure 天
甲镇 | 0.5 | 90
乙镇 | 0.6 | 80
=全县 | 0.55 | 86`,
	"rounded parts": `
县:item | 投资:figure 亿元
甲县 | 12.3
乙县 | 18.4
丙县 | 7.4
=合计 | 38.2`,
	"a zone that is in another place": `
县:item | 投资:figure 亿元 | 项目:figure 个
=全市 | 30.7 | 55
甲县 | 12.3 | 20
乙县 | 18.4 | 35
高新区 | 5.5 | 12`,
	"a zone that is partly in another place": `
县:item | 投资:figure 亿元 | 项目:figure 个
=全市 | 36.2 | 55
甲县 | 12.3 | 20
乙县 | 18.4 | 35
高新区 | 5.5 | 12`,
	"some of the parts": `
项目:item | 收入:figure 万元
=总收入 | 900
其中：税收 | 500
非税 | 300`,
	"a part below, beside entries": `
指标:item | 产值:figure 万元
甲业 | 500
其中：规模以上 | 300
乙业 | 400
=合计 | 900`,
	"an empty cell": `
县:item | 投资:figure 亿元 | 项目:figure 个
甲县 | 12.3 | 20
乙县 |  | 35
=合计 | 30.0 | 55`,
	"a cell with words": `
县:item | 投资:figure 亿元 | 项目:figure 个
甲县 | 12.3 | 20
乙县 | 约18 | 35
=合计 | 40.0 | 55`,
	"figures of several units in one column": `
指标:item | 数值:figure
养老床位（张） | 200
道路（公里） | 30
=合计 | 900`,
	"marked entries and their parts": `
项目:item | 收入:figure 万元 | 支出:figure 万元
一、税收收入 | 500 | 300
增值税 | 200 | 100
所得税 | 300 | 200
二、非税收入 | 400 | 100
=合计 | 900 | 400`,
	"totals called alike, that hold": `
学校:item | 班数:figure 个 | 学生数:figure 人
一小 | 24 | 1080
二小 | 30 | 1620
=合计 | 54 | 2700
三小 | 20 | 1000
四小 | 30 | 1500
=合计 | 50 | 2500
=合计 | 104 | 5200`,
	"a total in the middle": `
项目:item | 投资:figure 万元 | 面积:figure 亩
甲 | 100 | 10
乙 | 200 | 20
=小计 | 300 | 30
丙 | 400 | 40
丁 | 500 | 50
=合计 | 1200 | 120`,
	"subtotals above their groups": `
项目:item | 投资:figure 万元 | 面积:figure 亩
=合计 | 1200 | 120
=小计 | 300 | 30
甲 | 100 | 10
乙 | 200 | 20
=小计 | 900 | 90
丙 | 400 | 40
丁 | 500 | 50`,
	"a hidden subtotal": `
项目:item | 投资:figure 万元
=合计 | 1200
市区 | 300
东片 | 100
西片 | 200
丙县 | 400
丁县 | 500`,
	"a merged figure over a group": `
村:item | 资金:figure 万元
甲村 | 120
乙村 | ^
=小计 | 120
丙村 | 80
=合计 | 200`,
	"a plan beside quarters": `
项目:item | 年计划:figure 万元 aim | 一季度:figure 万元 actual | 二季度:figure 万元 actual | 合计:figure 万元 total actual
水厂 | 500 | 120 | 180 | 300
泵站 | 200 | 60 | 40 | 100`,
	"nested columns": `
县:item | 总计:figure 个 total | 新建/小计:figure 个 total | 新建/学校:figure 个 | 新建/医院:figure 个 | 改建/小计:figure 个 total | 改建/学校:figure 个 | 改建/医院:figure 个
甲县 | 10 | 3 | 1 | 2 | 7 | 3 | 4
乙县 | 21 | 9 | 4 | 5 | 12 | 6 | 6`,
	"work done beside money": `
项目:item | 年计划投资:figure 万元 aim m=投资 | 完成投资:figure 万元 actual m=投资 | 形象进度:rate % completion
水厂 | 500 | 120 | 60
泵站 | 200 | 60 | 45
桥 | 400 | 200 | 70`,
	"rates cut off": `
镇街:item | 目标任务:target 户 | 完成数:progress 户 | 完成率:rate % completion
东镇 | 400 | 300 | 75
西镇 | 200 | 190 | 95
南镇 | 200 | 250 | 100`,
	"rates printed as fractions": `
镇街:item | 目标任务:target 户 | 完成数:progress 户 | 完成率:rate % completion
东镇 | 400 | 300 | 0.75
西镇 | 200 | 190 | 0.95`,
	"rates of rounded operands": `
县:item | 计划:figure 亿元 aim | 完成:figure 亿元 actual | 完成率:rate % completion
甲县 | 4.5 | 5.5 | 122.0
乙县 | 0.3 | 0.1 | 41.3
丙县 | 12.5 | 10.0 | 80.0`,
	"rates of nothing that is shown": `
县:item | 计划:figure 亿元 aim | 完成:figure 亿元 actual | 完成率:rate % completion
甲县 | 45 | 55 | 60
乙县 | 33 | 11 | 41
丙县 | 25 | 10 | 77
丁县 | 25 | 10 | 12`,
	"rates of the total investment": `
项目:item | 总投资:figure 万元 planned | 年计划投资:figure 万元 aim | 累计完成:figure 万元 actual | 完成率:rate % completion
水厂 | 1000 | 500 | 120 | 12
泵站 | 800 | 200 | 400 | 50
桥 | 4000 | 400 | 1000 | 25`,
	"shares with a rest": `
类别:item | 件数:figure 件 | 占比:figure % ratio
甲 | 3 | 20
乙 | 6 | 40
=合计 | 15 | 100`,
	"growth beside two levels": `
县:item | 今年:figure 亿元 actual | 去年:figure 亿元 actual | 增长:figure % growth
甲县 | 45 | 40 | 9.1
乙县 | 33 | 30 | 7.7
丙县 | 25 | 20 | 21`,
	"an area above the area": `
县:item | 投资:figure 亿元 | 项目:figure 个 | 用电:figure 千瓦时
=全省 | 980.5 |  |
=全市 | 30.7 | 550 | 1204
甲县 | 12.3 | 200 | 804
乙县 | 18.4 | 350 | 400`,
	"a total that leaves something out": `
县:item | 投资:figure 亿元 | 项目:figure 个
甲县 | 12.3 | 20
乙县 | 18.4 | 35
=合计（不含乙县） | 12.3 | 55`,
	"one row of times that hold others": `
县:item | 一季度:figure 万元 | 上半年:figure 万元 | 前三季度:figure 万元 | 合计:figure 万元 total
甲县 | 20 | 45 | 60 | 90`,
	"one row with parts of parts": `
县:item | 合计:figure 个 total | 已开工:figure 个 | 已完工:figure 个
甲县 | 20 | 18 | 5`,
	"parts that go on behind 其中": `
项目:item | 一季度:figure 万元 | 二季度:figure 万元
税收 | 500 | 600
其中：增值税 | 300 | 500
所得税 | 0 | 100
非税 | 400 | 300
=合计 | 900 | 900`,
	"a hidden subtotal that is 0 once": `
县:item | 一季度:figure 万元 | 二季度:figure 万元
市区 | 0 | 60
东片 | 0 | 35
西片 | 0 | 25
甲县 | 400 | 300
乙县 | 500 | 600
=合计 | 900 | 960`,
	"a hidden subtotal of columns": `
县:item | 合计:figure 户 total | 工业:figure 户 | 规上:figure 户 | 规下:figure 户 | 农业:figure 户
甲县 | 70 | 0 | 0 | 0 | 70
乙县 | 95 | 50 | 20 | 30 | 45
丙县 | 12 | 0 | 0 | 0 | 12`,
	"其中 in a head above": `
县:item | 合计:figure 户 total | 工业:figure 户 | 农业:figure 户 | 其中/新增:figure 户
甲县 | 70 | 30 | 40 | 12
乙县 | 95 | 50 | 45 | 7`,
	"parts within rounding": `
指标:item | 累计:figure 亿元
产值 | 21.4
其中：规模以上 | 21.5`,
	"not a part of the row above": `
指标:item | 户数:figure 户 | 人数:figure 人
低保 | 210 | 400
其中：城市特困 | 318 | 520`,
}

func TestRightTables(t *testing.T) {
	for what, table := range rightTables {
		t.Run(what, func(t *testing.T) { require.Empty(t, foundIn(t, table)) })
	}
}
