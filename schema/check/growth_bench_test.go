package check_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/parse"
	"duban/schema"
	"duban/schema/check"
)

// grown are reports that reach for what could take longer than their size accounts for: n is about their size in bytes.
var grown = []struct {
	name string
	of   func(n int) string
}{
	{"sums", cellOf("推进甲项目", "1+2+3=6，")},
	{"counts in one sentence", cellOf("推进甲项目", "3个、")},
	{"what is left", cellOf("推进甲项目", "5个完成3个剩余1个，")},
	{"what is left of unlike numbers", cellOf("推进甲项目", "全部97个，完成11个、13个、17个、19个、23个，剩余1个；")},
	{"what is left, in one sentence", cellOf("推进甲项目", "剩余7个，")},
	{"totals", cellOf("推进甲项目", "5个、7个、11个、13个、17个、19个、23个、29个、31个、37个、41个，合计999个。")},
	{"rates", cellOf("推进甲项目", "排查隐患97处，整改31处，整改率50%，")},
	{"rates and targets", func(n int) string {
		return table(task(1, fill(n/2, "完成隐患97处，"), fill(n/2, "排查隐患96处，整改31处，整改率50%，")))
	}},
	{"compared", func(n int) string {
		return table(task(1, fill(n/2, "水库3座，"), fill(n/2, "已完成水库2座，占年度任务的5%，剩余7座。")))
	}},
	{"completions", cellOf("推进甲项目", "滨江路磁井段完成总工程量的90.7%，")},
	{"lists", cellOf("推进甲项目", "甲路、乙路、丙路等2个，")},
	{"one list", cellOf("推进甲项目", "甲路、")},
	{"points", cellOf("推进甲项目", "①③")},
	{"narrative", func(n int) string { return narrative(fill(n, "附件1的2项任务均正常推进，")) }},
	{"narrative and rows", func(n int) string {
		return "关于一季度进展情况的报告\n一、总体情况\n" + fill(n/2, "附件1的2项任务已完成。") + "\n附件1\n重点任务进展情况表\n" + head +
			fill(n/2, "1\t推进甲项目\t区教委\t已完成。\n")
	}},
	{"sections and annexes", func(n int) string {
		return fill(n, "一、附件1情况\n正常推进\n") + repeated(n/200, func(i int) string { return annex(i+1, task(1, "推进", "完成")) })
	}},
	{"rows alike", func(n int) string {
		return annex(1, fill(n/2, task(1, "新建污水管网60公里", "已完成管网7.7公里。"))) + annex(2, fill(n/2, task(1, "新建污水管网60公里", "已完成管网5.5公里。")))
	}},
	{"rows of two annexes", func(n int) string {
		rows := func(progress string) func(i int) string {
			return func(i int) string {
				return task(i+1, fmt.Sprintf("新建%d号污水管网%d公里", i, i+60), progress)
			}
		}
		return annex(1, repeated(n/200, rows("已完成管网7.7公里。"))) + annex(2, repeated(n/200, rows("已完成管网5.5公里。")))
	}},
	{"cells of one name", func(n int) string {
		return annex(1, task(1, "推进甲项目建设", fill(n/2, "滨江路完成投资7.7公里，完成总工程量的9%，"))) +
			annex(2, task(1, "推进甲项目建设", fill(n/2, "滨江路完成投资7.7公里，完成总工程量的8%，")))
	}},
	{"cells of many targets", func(n int) string {
		one := func(i int) string { return fmt.Sprintf("新建管网%d公里，", i+60) }
		two := func(i int) string {
			return fmt.Sprintf("已完成管网%d公里，正在建设管网%d公里，", i, i+9)
		}
		return annex(1, task(1, repeated(n/120, one), repeated(n/120, two))) + annex(2, task(1, repeated(n/120, one), repeated(n/120, two)+"甲"))
	}},
	{"cells of one fraction", func(n int) string {
		cells := func(i int) string {
			return fmt.Sprintf("滨江大道%d.5公里，滨江大道%d段完成总工程量的9%%，", i, i)
		}
		return annex(1, task(1, "推进甲项目建设", repeated(n/120, cells))) + annex(2, task(1, "推进乙项目建设", repeated(n/120, cells)))
	}},
}

const head = "序号\t具体任务\t责任单位\t进展情况\n"

func narrative(text string) string {
	return "关于一季度进展情况的报告\n一、总体情况\n" + text + "\n" + table(task(1, "推进甲项目", "正在推进。"))
}

func table(rows string) string { return annex(1, rows) }

func annex(number int, rows string) string {
	return fmt.Sprintf("附件%d\n重点任务进展情况表\n", number) + head + rows
}

func task(number int, target, progress string) string {
	return fmt.Sprintf("%d\t%s\t区教委\t%s\n", number, target, progress)
}

// cellOf is a report with one long cell.
func cellOf(target, progress string) func(n int) string {
	return func(n int) string { return table(task(1, target, fill(n, progress))) }
}

// fill repeats s to about n bytes.
func fill(n int, s string) string { return strings.Repeat(s, n/len(s)+1) }

func repeated(n int, of func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(of(i))
	}
	return b.String()
}

// BenchmarkGrowth checks reports of one, two and four times a size. The time for each byte is to stay flat, but for caches.
func BenchmarkGrowth(b *testing.B) {
	for _, g := range grown {
		for _, size := range []int{1 << 16, 1 << 17, 1 << 18} {
			b.Run(fmt.Sprintf("%s/%dK", g.name, size>>10), func(b *testing.B) {
				doc, err := parse.Bytes("grown.txt", []byte(g.of(size)))
				require.NoError(b, err)
				report := extract.Report(doc, extract.Options{})
				for b.Loop() {
					check.Report(copied(report))
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(size), "ns/B")
			})
		}
	}
}

// copied is a report with lists of findings of its own.
func copied(r *schema.Report) *schema.Report {
	c := *r
	c.Sections = append([]schema.Section{}, r.Sections...)
	c.Annexes = append([]schema.Annex{}, r.Annexes...)
	for i := range c.Annexes {
		c.Annexes[i].Rows = append([]schema.Row{}, c.Annexes[i].Rows...)
	}
	return &c
}
