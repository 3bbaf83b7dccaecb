package bulk

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"duban/schema/change"

	"github.com/stretchr/testify/require"
)

// quarterly writes a report of an issuer on a quarter; each row is a target and a unit.
func quarterly(issuer string, quarter int, rows ...string) string {
	var b strings.Builder
	names := []string{"一", "二", "三", "四"}
	fmt.Fprintf(&b, "<html><body><p>%s</p><p>关于2021年重点任务%s季度推进情况的报告</p><p>附件1</p><p>重点工作任务进展情况表</p>", issuer, names[quarter-1])
	b.WriteString("<table><tr><th>序号</th><th>目标任务</th><th>责任单位</th><th>进展情况</th></tr>")
	for i, r := range rows {
		target, unit, _ := strings.Cut(r, "|")
		fmt.Fprintf(&b, "<tr><td>%d</td><td>%s</td><td>%s</td><td>第%d季度已完成%d个</td></tr>", i+1, target, unit, quarter, quarter*10+i)
	}
	b.WriteString("</table></body></html>")
	return b.String()
}

func TestPanel(t *testing.T) {
	tree(t, map[string]string{
		"q1.html": quarterly("江北区人民政府督查室", 1, "推进农村饮水安全巩固提升工程建设|区水利局", "建成停车泊位7000个|区交通局", "加强队伍建设|区教委", "加强队伍建设|区教委", "完成老旧小区改造提升|区住建委", "新建学校|区教委"),
		"q2.html": quarterly("江北区人民政府督查室", 2, "推进农村饮水安全巩固提升的工程建设|区水利局", "完成老旧小区改造提升|区民政局", "建成停车泊位7000个|区交通局", "加强队伍建设|区教委", "新建学校5所|区教委"),
		"q3.html": quarterly("江北区人民政府督查室", 3, "推进农村饮水安全巩固提升工程建设|区水利局", "建成停车泊位8000个|区交通局", "深化园区改革|区科技局"),
		"q4.html": quarterly("江北区人民政府督查室", 4, "深化园区管理改革|区科技局"),
		"x.html":  quarterly("南岸区人民政府督查室", 2, "推进农村饮水安全巩固提升工程建设|区水利局"),
	})
	r := imported(t, options(), ".")
	issuers := map[string]string{}
	for _, e := range r.Files {
		issuers[e.Path] = e.Issuer + " " + e.Start
	}
	require.Equal(t, "江北区人民政府督查室 2021-04-01", issuers["q2.html"])

	name := map[string]string{}
	for _, f := range table(t, "files") {
		name[f["report_id"]] = f["path"]
	}
	links := map[string][]string{}
	for _, p := range table(t, "panel") {
		links[p["task_id"]] = append(links[p["task_id"]], name[p["report_id"]]+" "+p["row"]+" "+p["similarity"])
	}
	var threads [][]string
	for _, l := range links {
		threads = append(threads, l)
	}
	require.ElementsMatch(t, [][]string{
		{"q1.html 1 ", "q2.html 1 0.909", "q3.html 1 0.909"}, // they share 15 of 16 and 17 pairs of letters
		{"q1.html 2 ", "q2.html 3 1", "q3.html 2 1"},         // the number is another; then the target is 8000
	}, threads)
}

// A task may come back after years, which changes the rows of the panel of the report that had it last; after more than
// change.Reach reports it is another one.
func TestPanelOverYears(t *testing.T) {
	const old, other = "推进农村饮水安全巩固提升工程建设|区水利局", "深化园区管理改革|区科技局"
	tree(t, map[string]string{})
	require.NoError(t, os.Mkdir("in", 0o777))
	put := func(n int, rows ...string) {
		report := strings.ReplaceAll(quarterly("江北区人民政府督查室", n%4+1, rows...), "2021年", fmt.Sprintf("%d年", 2001+n/4))
		require.NoError(t, os.WriteFile(fmt.Sprintf("in/%02d.html", n), []byte(report), 0o666))
	}
	put(0, old, other)
	for n := range change.Reach - 1 {
		put(1+n, other)
	}
	imported(t, options(), "in")
	tasks := func() int {
		seen := map[string]bool{}
		for _, p := range table(t, "panel") {
			seen[p["task_id"]] = true
		}
		return len(seen)
	}
	rows := func() int { return len(table(t, "panel")) }
	require.Equal(t, []int{1, change.Reach}, []int{tasks(), rows()})

	put(change.Reach, old, other)
	imported(t, options(), "in")
	requireLikeFresh(t, options(), "in")
	require.Equal(t, []int{2, 2 + change.Reach + 1}, []int{tasks(), rows()}, "the first is there again")

	for n := range change.Reach {
		put(1+change.Reach+n, other)
	}
	put(1+2*change.Reach, old, other)
	imported(t, options(), "in")
	requireLikeFresh(t, options(), "in")
	require.Equal(t, []int{2, 2 + 2*change.Reach + 2}, []int{tasks(), rows()}, "it comes too late")
}
