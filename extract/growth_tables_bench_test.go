package extract_test

import (
	"fmt"
	"strings"
)

// grownTables are tables that reach for what could grow faster than the source.
var grownTables = []grownSource{
	{"section under a plan", func(n int) string {
		return heading + "二、下一步工作计划\n" + fill(n, "一、工作目标\n建成学校5个\n")
	}},
	{"brackets in brackets", func(n int) string {
		return table + "<tr><td>1<td>甲<td>乙<td>完成" + fill(n/2, "（其中1万元") + fill(n/2, "）")
	}},
	{"labels as lines", func(n int) string { return heading + fill(n, "任务名称\n责任单位\n进展情况\n5\n6\n") }},
	{"many labels as lines", func(n int) string {
		return heading + fill(n, strings.Repeat("计划\n完成\n目标\n进展\n数量\n单位\n", 6)+strings.Repeat("5\n", 37))
	}},
	{"amounts as lines", func(n int) string {
		return heading + "地区\n计划（万元）\n完成（万元）\n" + fill(n, "甲县\n5\n6\n乙县\n7\n")
	}},
	{"one row of amounts", func(n int) string { return "<table><tr>" + fill(n, "<td>5") }},
	{"rows longer than the header", func(n int) string {
		return "<table><tr>" + strings.Repeat("<td>计划（万元）", 20) + fill(n, "<tr>"+strings.Repeat("<td>1", 150))
	}},
	{"amounts without labels", func(n int) string { return "<table>" + fill(n, "<tr>"+strings.Repeat("<td>7", 100)) }},
	{"columns of two labels", func(n int) string {
		return "<table><tr><td rowspan=2>地区" + fill(n/3, "<td colspan=2>产值") + "<tr>" + fill(n/3, "<td>本月<td>累计") + "<tr><td>甲县" + fill(n/3, "<td>5<td>6")
	}},
	{"rows of labels", func(n int) string { return "<table>" + fill(n, "<tr><th>项目<th>进展情况<th>投资（万元）") }},
	{"one label for all rows", func(n int) string {
		return table + "<tr><td rowspan=65534>1<td>甲<td>乙<td>5个" + fill(n, "<tr><td>完成5个<td>区住建局<td>已完成3个")
	}},
	{"merged cells alone", func(n int) string {
		return "<table>" + fill(n, "<tr><td colspan=2 rowspan=2>甲5<td colspan=2>6个<tr><td colspan=2>7")
	}},
	{"tables within a cell", func(n int) string {
		return strings.Repeat("<table><tr><td>", 100) + table + fill(n, "<tr><td>1<td>完成5个<td>区住建局<td>已完成3个") +
			strings.Repeat("</table>", 100)
	}},
	{"forms", func(n int) string {
		return fill(n, "<p>甲桥</p><table><tr><td>项目名称<td>甲桥<tr><td>进展情况<td>完成5%<tr><td>投资（万元）<td>6</table>")
	}},
	{"one form", func(n int) string { return "<table>" + fill(n, "<tr><td>投资（万元）<td>6") }},
	{"side by side", func(n int) string {
		return "<table><tr>" + fill(n/2, "<td>指标名称<td>数值") + "<tr>" + fill(n/2, "<td>产值<td>5")
	}},
	{"parts of a total", func(n int) string {
		return amounts + "<tr><td>合计<td>100<td>90" + fill(n, "<tr><td>其中：甲县<td>5<td>6")
	}},
	{"totals", func(n int) string {
		return amounts + fill(n, "<tr><td>合计<td>5<td>6<tr><td>小计<td>5<td>6<tr><td>甲县<td>5<td>6")
	}},
	{"groups", func(n int) string {
		return table + fill(n, "<tr><td colspan=4>一、民生<tr><td>1<td>完成5个<td>区住建局<td>已完成3个")
	}},
	{"a long label", func(n int) string {
		return "<table><tr><td>项目<td>" + fill(n, "目标/进展（万元）") + "<tr><td>甲<td>5"
	}},
	{"a long line of units", func(n int) string {
		return "<p>单位：" + fill(n, "万元、") + "</p>" + amounts + "<tr><td>甲<td>5<td>6"
	}},
	{"labels that colons end", func(n int) string { return heading + fill(n, "投资：5\n") }},
	{"columns of periods", func(n int) string {
		var labels, cells strings.Builder
		for i := 0; labels.Len() < n/2; i++ {
			fmt.Fprintf(&labels, "<td>%d年%d月", 2000+i/12%100, i%12+1)
			cells.WriteString("<td>5")
		}
		return "<table><tr><td>指标" + labels.String() + "<tr><td>产值（万元）" + cells.String()
	}},
}

const amounts = "<table><tr><td>地区<td>计划（万元）<td>完成（万元）"
