package check_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema/check"
)

// TestTablesAtTheEdges has tables in which figures are nothing, negative, blank or few, or a total stands in an odd place. What is
// wrong in each can be added up by hand; nothing else is said.
func TestTablesAtTheEdges(t *testing.T) {
	for _, c := range []struct {
		what, table string
		want        []string
	}{
		{"a total below nothing", `
类别:item | 件数:figure 件
甲 | 3
乙 | 6
=合计 | -5`, []string{"合计[-5] table/sum 3+6"}},
		{"a total of nothing above its rows", `
村:item | 资金:figure 万元
=合计 | 0
塘湾村 | 80
河口村 | 120`, []string{"合计[0] table/sum 80+120"}},
		{"rows of nothing", `
村:item | 资金:figure 万元
河口村 | 0
塘湾村 | 0
=合计 | 230`, []string{"合计[230] table/sum 0+0"}},
		{"two rows of which one figure is merged", `
县:item | 项目:figure 个
甲县 | 20
乙县 | ^
=合计 | 55`, []string{"合计[55] table/sum 20"}},
		{"a figure that the total shares with the row below", `
村:item | 资金:figure 万元
=小计 | 120
乙村 | ^
甲村 | 120
丙村 | 80`, []string{}},
		{"a merged figure in one column, a wrong sum in the other", `
村:item | 资金:figure 万元 | 户数:figure 户
1.甲村 | 120 | 10
乙村 | ^ | 20
丙村 | 80 | 30
=合计 | 200 | 70`, []string{"合计[70] table/sum 10+20+30"}},
		{"a subtotal of one row in a total that holds", `
村:item | 资金:figure 万元
甲村 | 9
=小计 | 120
丙村 | 80
=合计 | 200`, []string{"小计[120] table/sum 9"}},
		{"subtotals of which not all rows are printed", `
项目:item | 面积:figure 亩
乙 | 20
=小计 | 30
丁 | 50
=小计 | 90
=合计 | 120`, []string{}},
		{"a total of marked rows", `
项目:item | 收入:figure 万元 | 支出:figure 万元
一、税收收入 | 500 | 300
增值税 | 200 | 100
二、非税收入 | 400 | 100
=合计 | 900 | 101`, []string{"合计[101] table/sum 300+100"}},
		{"a part in front of all that it could be of", `
项目:item | 预算:figure 万元 aim
其中：增值税 | 500
非税 | 400`, []string{}},
		{"a total of a row that is not told", `
县:item | 投资:figure 亿元
甲县 | 12.3
乙县 |
=合计 | 30.0`, []string{}},
		{"a total that is there twice, blanks in its rows", `
村:item | 新建:figure 座 | 改造:figure 座
甲村 | 120 |
乙村 | | 200
丙村 | 80 | 310
=合计 | 200 | 570
=合计 | 200 | 570`, []string{"合计[570] table/sum 200+310"}},
		{"totals called alike in one column", `
学校:item | 学生数:figure 人
一小 | 1080
二小 | 1620
=合计 | 2700
三小 | 1000
四小 | 1500
=合计 | 2500
=合计 | 5300`, []string{}},
		{"a subtotal above of which not all rows are printed", `
项目:item | 面积:figure 亩
=总计 | 120
=小计 | 30
甲 | 10
乙 | 20
=小计 | 90
丙 | 0
丁 | 50`, []string{}},
		{"a total above of all rows but the last", `
村:item | 户数:figure 户
=合计 | 70
甲村 | 20
乙村 | 20
丙村 | 30
丁村 | 12`, []string{}},
		{"a total column, one row of which is wrong, beside a plan", `
项目:item | 年计划:figure 万元 aim | 一季度:figure 万元 actual | 二季度:figure 万元 actual | 合计:figure 万元 total actual
泵站 | 10 | 120 | 40 | 100
水厂 | 500 | 120 | 180 | 300`, []string{"annex table/sum 120+40"}},
		{"a total column with blanks and nothing in its parts", `
来源:item | 合计:figure 万元 total | 中央:figure 万元 | 省级:figure 万元 | 自筹:figure 万元
水厂 | 300 | 120 | 180 |
泵站 | 100 | 60 | 40 |
桥 | 190 | 60 | 40 | 80
路 | 180 | 60 | 40 | 0`, []string{"annex table/sum 60+40+80", "annex table/sum 60+40+0"}},
		{"a total row that is blank in one of the parts", `
镇:item | 一季度:figure 户 | 二季度:figure 户 | 合计:figure 户 total
甲镇 | 120 | 180 | 310
乙镇 | 60 | 40 | 100
=合计 | 180 | | 410`, []string{"annex table/sum 120+180"}},
		{"one wrong figure in a sum and in its rate, and a wrong rate", `
镇街:item | 目标任务:target 户 | 完成数:progress 户 | 完成率:rate % completion
东镇 | 400 | 300 | 75
西镇 | 200 | 80 | 45
南镇 | 100 | 50 | 200
=合计 | 700 | 440 | 62.9`, []string{"南镇[200] table/rate 50/100", "合计[440] table/sum 300+80+50; 45"}}, // 90 for 80
		{"a rate of all, not of the year's plan", `
项目:item | 总投资:figure 万元 planned | 年计划投资:figure 万元 aim | 累计完成:figure 万元 actual | 完成率:rate % completion
水厂 | 200 | 500 | 120 | 12
桥 | 4000 | 400 | 1000 | 25
泵站 | 800 | 200 | 400 | 50`, []string{"水厂[12] table/rate 120/200"}},
		{"a wrong row and a wrong total beside shares", `
类别:item | 件数:figure 件 | 占比:figure % ratio
丙 | 101 | 46.7
乙 | 6 | 40
甲 | 2 | 13.3
=合计 | 5 | 100`, []string{"合计[5] table/sum 101+6+2"}},
		{"figures in front of the names", `
件数:figure 件 | 类别:item
3 | 甲
6 | 乙
=10 | 合计`, []string{"合计[10] table/sum 3+6"}},
		{"a total of totals", `
县:item | 新建/小计:figure 个 total | 改建/小计:figure 个 total | 合计:figure 个 total
甲县 | 3 | 7 | 10
乙县 | 9 | 11 | 30`, []string{"annex table/sum 9+11"}},
		{"a total within its group", `
县:item | 新建/学校:figure 个 | 新建/小计:figure 个 total | 新建/医院:figure 个 | 改建/学校:figure 个
甲县 | 1 | 3 | 2 | 7
乙县 | 4 | 10 | 5 | 8`, []string{"annex table/sum 4+5"}},
		{"subtotals of what has one category", `
项目:item | 投资:figure 万元
[教育]甲 | 100
[教育]乙 | 200
[教育]丙 | 50
=[教育]小计 | 350
[卫生]丁 | 400
[卫生]戊 | 500
[卫生]己 | 60
=[卫生]小计 | 970`, []string{"小计[970] table/sum 400+500+60"}},
		{"subtotals in front of what has their category", `
项目:item | 投资:figure 万元
=[教育]小计 | 350
[教育]甲 | 100
[教育]乙 | 200
[教育]丙 | 50
=[卫生]小计 | 970
[卫生]丁 | 400
[卫生]戊 | 500
[卫生]己 | 60`, []string{"小计[970] table/sum 400+500+60"}},
		{"a total column of one column", `
镇:item | 二季度:figure 户 | 合计:figure 户 total
甲镇 | 180 |
乙镇 | 40 | 100`, []string{}},
		{"the second of two total columns", `
县:item | 新建/小计:figure 个 total | 新建/学校:figure 个 | 新建/医院:figure 个 | 改建/小计:figure 个 total | 改建/学校:figure 个 | 改建/医院:figure 个
甲县 | 3 | 1 | 2 | 7 | 3 | 4
乙县 | 9 | 4 | 5 | 12 | 6 | 5`, []string{"annex table/sum 6+5"}},
		{"a part of nothing", `
项目:item | 收入:figure 万元
=总收入 | 0
其中：税收 | 100`, []string{"其中：税收[100] part/exceeds-whole 1000000>0"}},
		{"parts of two rows exceed the column that they are of", `
县:item | 项目:figure 个 | 其中：开工:figure 个
甲县 | 5 | 10
乙县 | 15 | 51
丙县 | 9 | 9
丁县 | 9 | 9`, []string{"甲县[10] part/exceeds-whole 10>5", "乙县[51] part/exceeds-whole 51>15"}},
		{"a rate of one row", `
县:item | 计划:figure 亿元 aim | 完成:figure 亿元 actual | 完成率:rate % completion
甲县 | 45 | 55 | 60
乙县 | - | 11 | 41`, []string{"甲县[60] table/rate 55/45"}},
		{"a share of nothing", `
类别:item | 件数:figure 件 | 占比:figure % ratio
甲 | 3 | 20
乙 | 0 | 40
丙 | 12 | 80
=合计 | 15 | 100`, []string{"乙[40] table/rate 0/15"}},
		{"shares of the sum of the rows beside a wrong total", `
类别:item | 件数:figure 件 | 占比:figure % ratio
甲 | 2 | 13.3
乙 | 6 | 40
丙 | 7 | 46.7
=合计 | 5 | 100`, []string{"合计[5] table/sum 2+6+7; 13.3, 40, 46.7"}},
	} {
		t.Run(c.what, func(t *testing.T) { require.Equal(t, c.want, foundIn(t, c.table)) })
	}
}

// TestMessagesOfTables holds the words in which it is said what is wrong.
func TestMessagesOfTables(t *testing.T) {
	for table, want := range map[string]string{
		"类别:item | 件数:figure 件\n甲 | 3\n乙 | 6\n=合计 | -5":                                                `the parts of 合计 in "件数" add up to 9, not to -5`,
		"类别:item | 件数:figure 件 | 占比:figure % ratio\n甲 | 3 | 1\n乙 | 6 | 40\n丙 | 6 | 40\n=合计 | 15 | 100": `1 is printed in "占比", but 3 of 15 is 20%`,
	} {
		r := figures(t, table)
		check.Report(r)
		var said []string
		for _, row := range r.Annexes[0].Rows {
			for _, f := range row.Findings {
				said = append(said, f.Message)
			}
		}
		require.Equal(t, []string{want}, said)
	}
}
