package extract_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema"
)

// TestPaceOfCells: a column of status, or a further one of progress, tells how a row is beside its schedule by a word alone.
func TestPaceOfCells(t *testing.T) {
	const table = "# 某区重点工作推进情况表\n\n| 序号 | 工作任务 | 推进情况 | %s |\n|---|---|---|---|\n| 1 | 建设污水处理厂 | 完成投资4200万元 | %s |\n" +
		"| 2 | 新建公园3处 | 已建成2处 | 正常推进 |\n"
	for _, label := range []string{"完成情况", "进度状态"} {
		for cell, want := range map[string]schema.Pace{"滞后": schema.Behind, "未滞后": schema.OnSchedule, "达到时间进度": schema.OnSchedule, "超前": schema.Ahead,
			"不正常": schema.Behind, "投资滞后于计划3个百分点": ""} {
			if label != "完成情况" && want == "" {
				continue
			}
			r := readText(t, "a.md", fmt.Sprintf(table, label, cell))
			require.Len(t, r.Annexes, 1)
			require.Equal(t, want, r.Annexes[0].Rows[0].Pace, "%s below %s", cell, label)
			require.Equal(t, schema.OnSchedule, r.Annexes[0].Rows[1].Pace)
		}
	}
}

// TestListedTitles: the list of annexes may name one without the year and the office that its own title has.
func TestListedTitles(t *testing.T) {
	const report = "关于重点工作的通报\n\n各镇：\n现将情况通报如下。\n附件：1.重点工作推进情况表\n某区人民政府办公室\n2023年10月13日\n\n附件1\n%s\n" +
		"序号\t工作任务\t责任单位\t推进情况\n1\t新建公园3处\t区城管局\t已建成2处\n2\t新建桥梁2座\t区交通局\t已建成1座\n"
	for title, found := range map[string]int{"2023年区政府重点工作推进情况表": 0, "民生实事推进情况表": 1} {
		codes := 0
		for _, f := range readText(t, "a.txt", fmt.Sprintf(report, title)).Findings {
			if f.Code == schema.AnnexTitle {
				codes++
			}
		}
		require.Equal(t, found, codes, title)
	}
}
