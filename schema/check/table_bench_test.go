package check_test

import (
	"fmt"
	"strings"
	"testing"

	"duban/schema"
	"duban/schema/check"
)

// grownTables are tables of n cells that reach for what could take longer than their size accounts for.
var grownTables = []struct {
	name string
	of   func(n int) string
}{
	{"one total", func(n int) string {
		return "县:item | 投资:figure 亿元 | 项目:figure 个\n" + repeated(n/2, func(i int) string { return fmt.Sprintf("第%d号 | %d.5 | %d\n", i, i%997, i%89) }) +
			"=合计 | 7 | 9\n"
	}},
	{"totals alone", func(n int) string {
		return "县:item | 投资:figure 亿元 | 项目:figure 个\n" + repeated(n/2, func(i int) string { return fmt.Sprintf("=合计 | %d.5 | %d\n", i%997, i%89) })
	}},
	{"subtotals that fall lower", func(n int) string {
		return "县:item | 投资:figure 亿元 | 项目:figure 个\n" + repeated(n/4, func(i int) string {
			return fmt.Sprintf("第%d号 | %d.5 | %d\n=%s | %d.5 | 7\n", i, i%997, i%89, []string{"总计", "合计", "小计"}[min(2, i*8/n)], i%991)
		})
	}},
	{"zones", func(n int) string {
		return "县:item | 投资:figure 亿元 | 项目:figure 个\n" + repeated(n/8, func(i int) string {
			return fmt.Sprintf("高新区 | %d.5 | %d\n第%d县 | 5 | %d\n=小计 | %d.5 | 7\n", i%997, i%89, i, i%83, i%991)
		})
	}},
	{"merged cells", func(n int) string {
		return "县:item | 投资:figure 亿元 | 项目:figure 个\n县 | 7 | 5\n" + repeated(n/4, func(i int) string { return fmt.Sprintf("第%d号 | ^ | %d\n=小计 | %d | 9\n", i, i%89, i%97) })
	}},
	{"equal parts", func(n int) string {
		return "县:item | 投资:figure 个 | 项目:figure 个\n" + repeated(n/2, func(i int) string { return fmt.Sprintf("第%d号 | 1 | 1\n", i) }) +
			fmt.Sprintf("=合计 | %d | %d\n", n/2, n/2-1)
	}},
	{"total columns", func(n int) string {
		return "县:item" + repeated(n/200, func(i int) string { return " | 甲:figure 个 | 合计:figure 个 total" }) + "\n" +
			repeated(100, func(i int) string {
				return fmt.Sprintf("第%d号", i) + repeated(n/200, func(k int) string { return fmt.Sprintf(" | %d | %d", k%89, k%97) }) + "\n"
			})
	}},
	{"columns of a row", func(n int) string {
		return "县:item" + repeated(n/4, func(i int) string {
			return " | 目标:figure 个 aim | 完成:figure 个 actual | 完成率:figure % completion | 合计:figure 个 total"
		}) +
			"\n县" + repeated(n/4, func(k int) string { return fmt.Sprintf(" | %d | %d | %d | 3", k%89, k%97, k%101) }) + "\n"
	}},
	{"rates", func(n int) string {
		return "县:item | 目标:figure 个 aim | 完成:figure 个 actual | 完成率:figure % completion | 占比:figure % ratio\n" +
			repeated(n/4, func(i int) string { return fmt.Sprintf("第%d号 | %d | %d | 50 | 20\n", i, 2*(i%83), i%89) }) + "=合计 | 5 | 5 | 50 | 100\n"
	}},
	{"parts", func(n int) string {
		return "县:item | 投资:figure 亿元 | 其中：项目:figure 亿元\n" + repeated(n/4, func(i int) string { return fmt.Sprintf("第%d号 | 5 | 7\n其中：甲 | %d | 1\n", i, i%9) })
	}},
}

// BenchmarkTables checks tables of one, two and four times a size. The time for each cell is to stay flat, but for caches.
func BenchmarkTables(b *testing.B) {
	for _, g := range grownTables {
		for _, size := range []int{1 << 14, 1 << 15, 1 << 16} {
			b.Run(fmt.Sprintf("%s/%dK", g.name, size>>10), func(b *testing.B) {
				benchTable(b, figures(b, g.of(size)), size)
			})
		}
	}
	for _, size := range []int{1 << 12, 1 << 13, 1 << 14} {
		b.Run(fmt.Sprintf("narrative/%dK", size>>10), func(b *testing.B) {
			r := figures(b, "县:item | 项目个数:figure 个\n"+repeated(size, func(i int) string { return fmt.Sprintf("第%d县 | %d\n", i, i) }))
			narrativeBeside(b, r, strings.Repeat("第7县项目{7 个}，县市区项目{145 个}；", size/2))
			benchTable(b, r, size)
		})
	}
}

func benchTable(b *testing.B, r *schema.Report, size int) {
	for b.Loop() {
		check.Report(copied(r))
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(size), "ns/cell")
}
