package dataset_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"duban/schema/change"
	"duban/schema/dataset"

	"github.com/stretchr/testify/require"
)

// half is a report on half a year, made up: rows that figures say are reached, though words say that they go on; one that asks
// for a decrease; a sum of money with a part of it.
const half = `# 青石区2024年重点工作上半年进展情况通报

青石区人民政府督查室

2024年7月12日

附件1　2024年重点工作任务进展情况表

| 序号 | 任务名称 | 目标任务 | 牵头单位 | 完成时限 | 进展情况 |
|---|---|---|---|---|---|
| 1 | 帮扶 | 培训1000人 | 区人社局 | 2024年6月底前 | 正在培训，已培训1200人。 |
| 2 | 学校医院 | 建成学校2所、病房3间 | 区住建局 | 2024年6月底前 | 建成学校2所，病房1间。 |
| 3 | 能耗强度 | 单位GDP能耗下降3% | 区发改局 | 2024年6月底前 | 单位GDP能耗下降5%。 |
| 4 | 碳排放 | 单位GDP能耗下降3% | 区环保局 | 2024年12月底前 | 单位GDP能耗下降2%。 |
| 5 | 投资 | 完成投资5亿元，其中社会投资2亿元 | 区财政局 | 2024年12月底前 | 完成投资3亿元，其中社会投资1亿元。 |
`

func TestViewsOfOneReport(t *testing.T) {
	name := filepath.Join(t.TempDir(), "half.md")
	require.NoError(t, os.WriteFile(name, []byte(half), 0o600))
	dir := t.TempDir()
	w, err := dataset.Create(dir, filepath.Join(dir, "new"), dataset.Options{Formats: []dataset.Format{dataset.SQLite}})
	require.NoError(t, err)
	d, _ := dataset.NewReport(checked(t, name))
	require.NoError(t, w.Report(d))
	require.NoError(t, w.Close())
	db, err := sql.Open("sqlite", filepath.Join(dir, "dataset.sqlite"))
	require.NoError(t, err)
	defer db.Close()
	for query, want := range map[string][]string{
		// What figures say is reached is not late; a part that is not reached is.
		`SELECT item, overdue FROM late_tasks ORDER BY "row"`: {"学校医院 1"},
		// A decrease of 5% reaches one of 3%, one of 2% does not.
		`SELECT item, last_difference FROM targets_never_reached WHERE unit = '%' ORDER BY item`: {"碳排放 1"},
		// A part of a sum is not added to it.
		`SELECT planned, done FROM money_by_office`: {"500000000 300000000"},
	} {
		rows, err := db.Query(query)
		require.NoError(t, err, query)
		var got []string
		for rows.Next() {
			var a, b any
			require.NoError(t, rows.Scan(&a, &b))
			got = append(got, strings.TrimSpace(fmt.Sprint(a, " ", b)))
		}
		require.NoError(t, rows.Err())
		require.Equal(t, want, got, query)
	}
}

// The same column in another unit: its values are in the base unit, and what is compared is those.
func TestChangesBetweenUnits(t *testing.T) {
	const before = "# 青石区2024年重点项目一季度进展情况通报\n\n附件　2024年重点项目投资完成情况表\n\n" +
		"| 序号 | 项目名称 | 责任单位 | 年度计划投资（万元） | 累计完成投资（万元） |\n|---|---|---|---|---|\n" +
		"| 1 | 产业园标准厂房 | 区发展改革局 | 32000 | 6500 |\n| 2 | 体育公园 | 区文化旅游局 | 8600 | 2300 |\n"
	after := strings.NewReplacer("一季度", "二季度", "万元", "亿元", "32000", "3.2", "6500", "1.78", "8600", "0.86", "2300", "0.51").Replace(before)
	var pair []*change.Report
	for i, text := range []string{before, after} {
		name := filepath.Join(t.TempDir(), fmt.Sprint(i, ".md"))
		require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
		d, _ := dataset.NewReport(checked(t, name))
		pair = append(pair, d.Comparable())
	}
	var got []string
	for _, c := range change.Between(pair[0], pair[1]).Changes {
		for _, f := range c.Figures {
			got = append(got, fmt.Sprint(c.After.Item, " ", f.Before.Value, " ", f.After.Value, " ", f.Difference))
		}
	}
	require.Equal(t, []string{"产业园标准厂房 320000000 320000000 0", "产业园标准厂房 65000000 178000000 113000000",
		"体育公园 86000000 86000000 0", "体育公园 23000000 51000000 28000000"}, got)
}

// What a column tells of a month alone is not of the quarter that its report is of; what it tells of the quarter is.
func TestTimeOfAMonthInAQuarter(t *testing.T) {
	const text = "# 青石区2024年重点项目二季度进展情况通报\n\n附件　2024年重点项目投资完成情况表\n\n" +
		"| 序号 | 项目名称 | 责任单位 | 年度计划投资（万元） | 本月完成投资（万元） | 本季度完成投资（万元） |\n|---|---|---|---|---|---|\n" +
		"| 1 | 产业园标准厂房 | 区发展改革局 | 32000 | 6500 | 9700 |\n| 2 | 体育公园 | 区文化旅游局 | 8600 | 2300 | 4100 |\n"
	name := filepath.Join(t.TempDir(), "quarter.md")
	require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
	d, _ := dataset.NewReport(checked(t, name))
	var got []string
	for i, table := range dataset.Tables() {
		if table.Name == "observations" {
			for _, line := range d.Rows[i] {
				got = append(got, value(t, "observations", "value", line)+" "+value(t, "observations", "period_start", line))
			}
		}
	}
	require.Equal(t, []string{"320000000 2024-04-01", "65000000 ", "97000000 2024-04-01",
		"86000000 2024-04-01", "23000000 ", "41000000 2024-04-01"}, got)
}

// A label may end with how its aims are bounded.
func TestBoundsOfAColumn(t *testing.T) {
	const text = "# 青石区2024年民生工程上半年进展情况\n\n附件　2024年民生工程完成情况表\n\n" +
		"| 地区 | 城镇登记失业率低于（%） | 城镇登记失业率低于（%） |\n|---|---|---|\n| 地区 | 目标任务 | 进度 |\n" +
		"| 东坡镇 | 4.3 | 3.48 |\n| 彭山镇 | 4.3 | 4.6 |\n"
	name := filepath.Join(t.TempDir(), "bounds.md")
	require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
	var got []string
	for _, row := range checked(t, name).Annexes[0].Rows {
		for _, f := range row.Indicators {
			got = append(got, fmt.Sprint(row.Item, " ", f.Text, " ", f.State, " ", f.Modifier))
		}
	}
	require.Equal(t, []string{"东坡镇 4.3 target less_than", "东坡镇 3.48 actual ",
		"彭山镇 4.3 target less_than", "彭山镇 4.6 actual "}, got)
}

// unnamed is a report whose tables have no column for the item: what the rows are called stands in front of the target, in the
// first of them beside a leader's name, which several rows have.
const unnamed = `# 云溪县2023年度重点工作推进情况通报

云溪县人民政府办公室

附件1　2023年重点工作推进情况表

| 序号 | 工作任务 | 包抓领导 | 年度目标 | 牵头单位 | 完成时限 | 推进情况 |
|---|---|---|---|---|---|---|
| 1 | 110千伏变电站 | 甲某 | 建成投运 | 供电公司 | 2023年12月底 | 正在办理用地手续。 |
| 2 | 城东污水厂 | 甲某 | 建成投运 | 县水利局 | 2023年12月底 | 已建成投运。 |
| 3 | 电梯 | 乙某 | 加装电梯300部 | 县住建局 | 2023年12月底 | 已加装电梯300部。 |
`

// next is what the report says of the next quarter: 110千伏变电站 is gone, another thing with the same target has come, and what
// was completed has its aim for another year.
func next() string {
	return strings.NewReplacer("2023年度", "2024年第一季度", "2023年", "2024年", "110千伏变电站", "风电场", "正在办理用地手续", "正在施工",
		"已加装电梯300部", "已加装电梯25部").Replace(unnamed)
}

func TestNamesOfTasks(t *testing.T) {
	dir := t.TempDir()
	w, err := dataset.Create(dir, filepath.Join(dir, "new"), dataset.Options{Formats: []dataset.Format{dataset.SQLite}})
	require.NoError(t, err)
	series := &change.Series{}
	for i, text := range []string{unnamed, next()} {
		name := filepath.Join(t.TempDir(), fmt.Sprint(i, ".md"))
		require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
		d, _ := dataset.NewReport(checked(t, name))
		require.NoError(t, w.Report(d))
		if step := series.Add(d.Comparable()); step != nil {
			require.NoError(t, w.Changes(step))
		}
	}
	require.NoError(t, w.Close())
	db, err := sql.Open("sqlite", filepath.Join(dir, "dataset.sqlite"))
	require.NoError(t, err)
	defer db.Close()
	for query, want := range map[string]string{
		`SELECT task FROM late_tasks`:                                    "110千伏变电站",
		`SELECT change || task FROM come_and_gone ORDER BY change`:       "gone110千伏变电站 new风电场",
		`SELECT task FROM slipped_tasks`:                                 "",
		`SELECT task FROM task_names WHERE "row" = 3 ORDER BY report_id`: "电梯 电梯",
		`SELECT task || year FROM targets_never_reached`:                 "电梯2024",
	} {
		rows, err := db.Query(query)
		require.NoError(t, err, query)
		var got []string
		for rows.Next() {
			var name string
			require.NoError(t, rows.Scan(&name))
			got = append(got, name)
		}
		require.NoError(t, rows.Err())
		require.Equal(t, want, strings.Join(got, " "), query)
	}
}
