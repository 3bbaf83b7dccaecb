package extract_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/parse"
	"duban/schema"
	"duban/schema/check"
)

// grownSource is a shape of source.
type grownSource struct {
	name string
	of   func(n int) string
}

// grown are texts and pages that reach for what could grow faster than the source: n is about their size in bytes.
var grown = []grownSource{
	{"prose", func(n int) string {
		return heading + fill(n, "全区完成投资21.5亿元，同比增长5.2%，新开工项目12个，区发展改革委正在推进。")
	}},
	{"lines", func(n int) string { return heading + fill(n, "全区完成投资21.5亿元，同比增长5.2%。\n") }},
	{"headings", func(n int) string { return fill(n, "一、总体情况\n完成投资5亿元\n") }},
	{"no punctuation", func(n int) string { return heading + fill(n, "全区完成投资21.5亿元同比增长项目") }},
	{"no numbers", func(n int) string { return heading + fill(n, "推进全区项目建设") }},
	{"one digit", func(n int) string { return heading + fill(n, "1") }},
	{"thousands", func(n int) string { return heading + "777" + fill(n, ",777") }},
	{"commas", func(n int) string { return heading + fill(n, "1,") }},
	{"short sentences", func(n int) string { return heading + fill(n, "1,1,1。") }},
	{"decimal points", func(n int) string { return heading + "7" + fill(n, ".7") }},
	{"groups of digits", func(n int) string { return heading + "777" + fill(n, " 777") }},
	{"Chinese digits", func(n int) string { return heading + fill(n, "七") }},
	{"tens", func(n int) string { return heading + fill(n, "十") }},
	{"fractions", func(n int) string { return heading + "7" + fill(n, "/7") }},
	{"fractions in words", func(n int) string { return heading + "三" + fill(n, "分之三") }},
	{"ranges", func(n int) string { return heading + "7" + fill(n, "-7") }},
	{"dashes", func(n int) string { return heading + "7月" + fill(n, "-") }},
	{"numbers", func(n int) string { return heading + fill(n, "1 2 3 4 5 6 7 8 9 ") }},
	{"numbers with units", func(n int) string { return heading + fill(n, "1个2家3户4座5%") }},
	{"Chinese numerals", func(n int) string { return heading + fill(n, "一二三四五六七八九十百千万亿") }},
	{"open brackets", func(n int) string { return heading + fill(n, "（") }},
	{"open quotes", func(n int) string { return heading + fill(n, "“《1个") }},
	{"brackets", func(n int) string { return heading + fill(n, "（其中：5个）“”") }},
	{"labels in a line", func(n int) string {
		return heading + fill(n, "年度任务：新建管网25公里，完成投资1.2亿元。")
	}},
	{"aims behind a colon", func(n int) string { return heading + "主要目标：" + fill(n, "（1）新建管网25公里；") }},
	{"closed brackets", func(n int) string { return heading + strings.Repeat("（", n/6) + strings.Repeat("）", n/6) }},
	{"points", func(n int) string { return heading + fill(n, "①一是1.第一，（一）") }},
	{"dates", func(n int) string { return heading + fill(n, "2021年4月10日前4月底1-2月") }},
	{"lists", func(n int) string { return heading + fill(n, "甲、乙和丙等3个，") }},
	{"names with a figure each", func(n int) string {
		return heading + fill(n/2, "甲镇、") + "乙镇分别增长5%" + fill(n/2, "、6%") + "。"
	}},
	{"figures with a share each", func(n int) string {
		return heading + fill(n/2, "甲类3件、") + "占比分别为5%" + fill(n/2, "、6%") + "。"
	}},
	{"members of a ratio", func(n int) string { return heading + "产业结构为7" + fill(n, ":31") + "。" }},
	{"pairs of figures", func(n int) string { return heading + fill(n, "甲镇3个、4个") + "。" }},
	{"tables", func(n int) string {
		return fill(n, "<table><tr><td>序号<td>年度任务<td>责任单位<td>进展情况<tr><td>1<td>完成5个<td>区住建局<td>已完成3个</table>")
	}},
	{"titled tables", func(n int) string {
		return fill(n, "<p>附件1</p><p>重点任务进展情况表</p><table><tr><td>序号<td>年度任务<td>责任单位<td>进展情况<tr><td>1<td>完成5个<td>区住建局<td>已完成3个</table>")
	}},
	{"rows", func(n int) string { return table + fill(n, "<tr><td>1<td>完成5个<td>区住建局<td>已完成3个") }},
	{"rows of text", func(n int) string {
		return "序号\t年度任务\t责任单位\t进展情况\n" + fill(n, "1\t完成5个\t区住建局\t已完成3个\n")
	}},
	{"cells as lines", func(n int) string {
		return "序号\n年度任务\n责任单位\n进展情况\n" + fill(n, "1\n完成5个\n区住建局\n已完成3个\n")
	}},
	{"short rows", func(n int) string { return table + fill(n, "<tr><td>完成5个<td>已完成3个") }},
	{"one cell", func(n int) string {
		return table + "<tr><td>1<td>完成5个<td>区住建局<td>" + fill(n, "已完成3个，增长5%。")
	}},
	{"two cells", func(n int) string {
		return table + "<tr><td>1<td>" + fill(n/2, "水库3座，") + "<td>区住建局<td>" + fill(n/2, "已完成水库3座，")
	}},
	{"unit cell of names", func(n int) string { return table + "<tr><td>1<td>甲<td>" + fill(n, "区住建局、") + "<td>乙" }},
	{"unit cell of lines", func(n int) string { return table + "<tr><td>1<td>甲<td>" + fill(n, "区住建局<br>") + "<td>乙" }},
	{"unit cell of spaces", func(n int) string { return table + "<tr><td>1<td>甲<td>" + fill(n, "甲 ") + "<td>乙" }},
	{"unit cell of notes", func(n int) string { return table + "<tr><td>1<td>甲<td>" + fill(n, "（甲）、") + "<td>乙" }},
	{"unit cell of rubrics", func(n int) string {
		return table + "<tr><td>1<td>甲<td>" + fill(n, "牵头单位：区住建局；") + "<td>乙"
	}},
	{"unit cell of verbs", func(n int) string {
		return table + "<tr><td>1<td>甲<td>" + fill(n, "区住建局牵头，") + "<td>乙"
	}},
	{"unit cell run together", func(n int) string { return table + "<tr><td>1<td>甲<td>" + fill(n, "区住建局") + "<td>乙" }},
	{"columns", func(n int) string { return "<table><tr>" + fill(n, "<td>任务") + "<tr>" + fill(n, "<td>5个") }},
	{"known columns", func(n int) string { return "<table><tr>" + fill(n, "<td>进展情况") + "<tr>" + fill(n, "<td>5个") }},
	{"merged columns", func(n int) string {
		return "<table><tr>" + fill(n, "<td>进展情况") + "<tr>" + fill(n/2, "<td colspan=2>5个")
	}},
	{"columns of text", func(n int) string { return fill(n, "任务\t") + "\n" + fill(n, "5个\t") + "\n" + fill(n/2, "5个\t") }},
}

const (
	heading = "关于一季度进展情况的报告\n一、总体情况\n"
	table   = "<p>重点任务进展情况表</p><table><tr><td>序号<td>年度任务<td>责任单位<td>进展情况"
)

// fill repeats s to about n bytes.
func fill(n int, s string) string { return strings.Repeat(s, n/len(s)+1) }

// BenchmarkGrowth reads sources of one, two and four times a size, from their bytes to JSON. The time for each byte and
// the bytes written for each byte read are to stay flat, but for caches.
func BenchmarkGrowth(b *testing.B) {
	for _, g := range slices.Concat(grown, grownTables) {
		for _, size := range []int{1 << 18, 1 << 19, 1 << 20} {
			b.Run(fmt.Sprintf("%s/%dK", g.name, size>>10), func(b *testing.B) {
				data := []byte(g.of(size))
				written := 0
				for b.Loop() {
					doc, err := parse.Bytes("grown", data)
					require.NoError(b, err)
					report := extract.Report(doc, extract.Options{})
					check.Report(report)
					written = len(schema.Line(report))
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(data)), "ns/B")
				b.ReportMetric(float64(written)/float64(len(data)), "out/in")
			})
		}
	}
}
