package extract_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema"
	"duban/schema/check"
)

// TestPlansBesideWords: beside a column of words the plan of the year is compared with what the year brought, and with no part of it.
func TestPlansBesideWords(t *testing.T) {
	for label, want := range map[string]int{"本年完成": 1, "9月完成": 0, "上年完成": 0, "当日完成": 0} {
		text := "# 某县2025年1—9月重点工作进展情况\n\n## 附件1 重点项目（万元）\n\n| 序号 | 项目 | 本年计划 | " + label + " | 形象进度 |\n" +
			"|---|---|---|---|---|\n| 1 | 滨河桥 | 600 | 150 | 正在架梁 |\n| 2 | 新城路 | 900 | 300 | 正在铺装 |\n"
		r := readText(t, "a.md", text)
		require.Len(t, r.Annexes, 1, label)
		for _, row := range r.Annexes[0].Rows {
			require.Len(t, row.Comparisons, want, label)
		}
	}
}

// projects is a table of projects under two groups with sums of their own, whose plans stand in a column that names no measure.
const projects = `2022年全县重点项目建设进度表
（截至2022年8月31日）
单位：万元
序号	项目名称	总投资	年度计划	1-8月完成投资	占年度计划%	形象进度
一	产业项目（2个）	316000	74000	48400	65.4	—
1	电池材料项目	220000	50000	38600	77.2	1#车间设备安装
2	精密铸造产业园	96000	24000	9800	40.8	完成场地平整，正在基础施工
二	基础设施项目（2个）	154000	43000	30150	70.1	—
3	国道改线工程	98000	28000	23150	82.7	路面摊铺完成90%
4	城区防洪工程	56000	15000	7000	46.7	完成堤防3.2公里
	合计（4个）	470000	117000	78550	67.1	—
`

// TestPlansWithoutMeasure: a plan beside sums of money is money in the unit of the line above, and is compared with what was spent of it,
// whatever else the row tells; the groups have numbers of their own, and are sums.
func TestPlansWithoutMeasure(t *testing.T) {
	r := readText(t, "a.txt", projects)
	require.Len(t, r.Annexes, 1)
	rows := r.Annexes[0].Rows
	require.Len(t, rows, 7)
	for i, row := range rows {
		require.Equal(t, i == 0 || i == 3 || i == 6, row.Total, row.Item)
		require.Empty(t, row.Findings, row.Item)
		require.Len(t, row.Comparisons, 1, row.Item)
	}
	for i, want := range []string{"740000000", "500000000", "240000000", "430000000", "280000000", "150000000", "1170000000"} {
		target := rows[i].Indicators[rows[i].Comparisons[0].Target]
		require.Equal(t, want+" 元", target.Value.String()+" "+target.Unit, rows[i].Item)
	}
	require.Empty(t, r.Findings)
}

// TestRateOfAnotherAim: a rate of the aim of the year is none of the aim of the quarter beside it. What is not said to be of a thing is of
// the one that the task counts in that unit.
func TestRateOfAnotherAim(t *testing.T) {
	const table = "# 某区重点工作二季度完成情况\n\n| 序号 | 重点任务 | 二季度目标 | 完成情况 |\n|---|---|---|---|\n" +
		"| 1 | 城镇新增就业4500人 | 2250人 | 2618人，完成全年任务的%s |\n| 2 | 新建口袋公园6处 | 建成3处 | 已建成2处 |\n"
	for rate, codes := range map[string][]schema.Code{"58.2%": {}, "68.2%": {schema.RateMismatch}} {
		r := readText(t, "a.md", fmt.Sprintf(table, rate))
		check.Report(r)
		found := []schema.Code{}
		for _, f := range r.Annexes[0].Rows[0].Findings {
			found = append(found, f.Code)
		}
		require.Equal(t, codes, found, rate)
		for _, i := range r.Annexes[0].Rows[1].Indicators {
			require.Equal(t, "口袋公园", i.Subject, i.Text)
		}
	}
}

// TestUnitsOfSeveral: of several units that a line or a cell names, a column has the one that its words tell, and a figure of which none
// does is compared with nothing. What is done under a label with a unit is no unit.
func TestUnitsOfSeveral(t *testing.T) {
	const investment = "# 招商引资任务完成情况表\n\n单位：个、亿元、万美元\n\n| 县区 | 省外到位资金 | | 实际利用外资 | |\n|---|---|---|---|---|\n| | 目标 | 完成 | 目标 | 完成 |\n" +
		"| 东江县 | 65 | 58.3 | 1200 | 860 |\n| 西岭区 | 60 | 61.5 | 2000 | 2150 |\n"
	const indicators = "# 主要经济指标完成情况表\n\n| 指标名称 | 计量单位 | 年度目标 | 绝对额 | 增速（%） |\n|---|---|---|---|---|\n" +
		"| 地区生产总值 | 亿元、%  | 7.5 | 861.3 | 6.1 |\n| 社会消费品零售总额 | 亿元、% | 9 | 402.7 | 8.8 |\n"
	const farming = "# 社会化服务项目进度表\n\n| 乡镇 | 计划面积（亩） | 完成面积（亩） | | |\n|---|---|---|---|---|\n| | | 耕 | 种 | 防 |\n" +
		"| 大田镇 | 12000 | 11500 | 11200 | 9800 |\n| 小溪乡 | 8000 | 8000 | 7600 | 7000 |\n"
	for text, want := range map[string][]string{
		investment: {"6500000000元", "5830000000元", "12000000美元", "8600000美元"},
		indicators: {"7.5", "86130000000元", "6.1%"},
		farming:    {"12000亩", "11500亩", "11200亩", "9800亩"},
	} {
		r := readText(t, "a.md", text)
		require.Len(t, r.Annexes, 1)
		row := r.Annexes[0].Rows[0]
		var got []string
		for _, i := range row.Indicators {
			got = append(got, i.Value.String()+i.Unit)
		}
		require.Equal(t, want, got)
		for _, c := range row.Comparisons {
			require.NotEmpty(t, row.Indicators[c.Target].Unit)
		}
	}
}
