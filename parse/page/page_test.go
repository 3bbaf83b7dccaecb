package page_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"duban/parse/block"
	"duban/parse/page"
)

// sheet is a page that a test sets: 210 by 297 mm, or nearly so, with text of 10 points.
type sheet struct{ page.Page }

const em = 10 * page.Unit

func newSheet() *sheet { return &sheet{page.Page{Width: 600 * page.Unit, Height: 840 * page.Unit}} }

// write sets a text that begins at x and stands on y, both in points. Characters beyond Latin are as wide as high, others half.
func (s *sheet) write(x, y int, text string) *sheet { return s.set(x, y, em, text) }

func (s *sheet) set(x, y, size int, text string) *sheet {
	at, base := x*page.Unit, y*page.Unit
	for _, r := range text {
		width := size
		if r < 0x2000 {
			width = size / 2
		}
		s.Glyphs = append(s.Glyphs, page.Glyph{Text: string(r), X: at, Base: base, Size: size,
			Box: page.Box{Left: at, Top: base - size*4/5, Right: at + width, Bottom: base + size/5}})
		at += width
	}
	return s
}

// rule draws a line.
func (s *sheet) rule(x0, y0, x1, y1 int) *sheet {
	s.Strokes = append(s.Strokes, page.Stroke{X0: x0 * page.Unit, Y0: y0 * page.Unit, X1: x1 * page.Unit, Y1: y1 * page.Unit})
	return s
}

// grid draws the lines of a table with these borders.
func (s *sheet) grid(xs, ys []int) *sheet {
	for _, x := range xs {
		s.rule(x, ys[0], x, ys[len(ys)-1])
	}
	for _, y := range ys {
		s.rule(xs[0], y, xs[len(xs)-1], y)
	}
	return s
}

// read returns what pages are read as: a line for each paragraph and row. Cells are parted by "|", ↑ and ← stand where one goes on.
func read(t *testing.T, sheets ...*sheet) (string, *block.Document) {
	t.Helper()
	r := page.NewReader(block.NewBudget(context.Background(), block.Limits{}))
	for _, s := range sheets {
		require.NoError(t, r.Add(&s.Page))
	}
	doc, err := r.Document()
	require.NoError(t, err)
	var lines []string
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *block.Paragraph:
			lines = append(lines, strings.ReplaceAll(b.Text, "\n", "⏎"))
		case *block.Table:
			lines = append(lines, rows(b)...)
		}
	}
	return strings.Join(lines, "\n"), doc
}

func rows(t *block.Table) (lines []string) {
	for i, row := range t.Rows {
		var cells []string
		for j, c := range row.Cells {
			switch {
			case c.Row < i:
				cells = append(cells, "↑")
			case c.Col < j:
				cells = append(cells, "←")
			default:
				cells = append(cells, strings.ReplaceAll(c.Text, "\n", "⏎"))
			}
		}
		lines = append(lines, "|"+strings.Join(cells, "|")+"|")
	}
	return lines
}

// full is a line of text that, with four characters more, reaches the right edge.
const full = "本季度全区经济运行总体平稳重点项目有序推进各项工作任务都按照计划时间节点落实到位"

func TestParagraphs(t *testing.T) {
	for name, test := range map[string]struct {
		sheets []*sheet
		want   string
	}{
		"a full line goes on": {[]*sheet{newSheet().write(90, 100, full+"完成投资").write(70, 120, "8亿元。").write(90, 140, "下一段。")},
			full + "完成投资8亿元。\n下一段。"},
		"a line that is not full ends": {[]*sheet{newSheet().write(90, 100, full).write(70, 120, "一、总体情况").write(90, 140, "二、问题")},
			full + "\n一、总体情况\n二、问题"},
		"on the next page": {[]*sheet{newSheet().write(90, 700, full+"完成投资"), newSheet().write(70, 100, "8亿元。").write(90, 120, full+"按期完成")},
			full + "完成投资8亿元。\n" + full + "按期完成"},
		"digits at the seam are no number": {[]*sheet{newSheet().write(90, 100, full+"投资1000").write(70, 120, "2000万元").write(90, 140, full+"按期完成")},
			full + "投资1000\uFFFC2000万元\n" + full + "按期完成"},
		"a title of two lines": {[]*sheet{newSheet().set(200, 100, 2*em, "关于重点工作推进情况").set(270, 125, 2*em, "的报告").write(90, 160, full+"完成投资").write(70, 180, "8亿元。").write(90, 200, full)},
			"关于重点工作推进情况的报告\n" + full + "完成投资8亿元。\n" + full},
		"words have a space": {[]*sheet{newSheet().write(70, 100, "GDP").write(90, 100, "of")}, "GDP of"},
		"far apart":          {[]*sheet{newSheet().write(70, 100, "甲单位").write(300, 100, "3月5日")}, "甲单位\t3月5日"},
		"raised":             {[]*sheet{newSheet().write(70, 100, "10").set(80, 96, em*6/10, "4").write(84, 100, "平方米")}, "10⁴平方米"},
		"small lines beside a large one": {[]*sheet{newSheet().set(70, 100, 2*em, "简报12").write(100, 93, "第34期共56页").write(100, 106, "总第78期")},
			"简报12\n第34期共56页\n总第78期"},
		"printed twice": {[]*sheet{newSheet().write(70, 100, "完成8亿元").write(70, 100, "完成8亿元")}, "完成8亿元"},
		"numbers of pages": {[]*sheet{newSheet().write(70, 100, "甲").write(290, 820, "- 1 -"), newSheet().write(70, 100, "乙").write(290, 820, "2")},
			"甲\n乙"},
		"a figure below zero is no number of a page": {[]*sheet{newSheet().write(70, 100, "甲").write(290, 820, "-12"), newSheet().write(70, 100, "乙").write(290, 820, "— 2 —")},
			"甲\n-12\n乙"},
		"no number of a page": {[]*sheet{newSheet().write(70, 100, "甲").write(70, 820, "1 不含续建的2条。"), newSheet().write(70, 100, "乙").write(70, 820, "第 2 页 共 2 页")},
			"甲\n1 不含续建的2条。\n乙"},
		"running titles": {[]*sheet{newSheet().write(70, 30, "督查通报").write(70, 200, "甲"), newSheet().write(70, 30, "督查通报").write(70, 200, "乙")},
			"甲\n乙"},
		"no running title": {[]*sheet{newSheet().write(70, 30, "完成3亿元").write(70, 200, "甲"), newSheet().write(70, 30, "完成5亿元").write(70, 200, "乙")},
			"完成3亿元\n甲\n完成5亿元\n乙"},
		"struck through": {[]*sheet{newSheet().write(70, 100, "完成89亿元").rule(90, 97, 95, 97)}, "完成9亿元"},
		"a power is no mark of a note": {[]*sheet{newSheet().write(70, 100, "1").write(75, 100, "0").set(80, 96, em*6/10, "4").write(84, 100, "平方米").
			rule(70, 740, 170, 740).write(70, 752, "4 不含续建。")}, "10⁴平方米\n4 不含续建。"},
		"notes on two pages": {[]*sheet{
			newSheet().write(90, 700, full+"完成投资").set(530, 696, em*6/10, "1").rule(70, 740, 170, 740).set(70, 752, em*6/10, "1").write(76, 752, "到8月底。"),
			newSheet().write(70, 100, "8亿元。").set(110, 96, em*6/10, "2").write(90, 120, "下一段。").rule(70, 740, 170, 740).write(70, 752, "2 "+full+"不含续建").write(70, 764, "和新建。")},
			full + "完成投资8亿元。\n下一段。\n到8月底。\n" + full + "不含续建和新建。"},
		"an entry of a list": {[]*sheet{newSheet().write(72, 100, "1.").write(90, 100, full+"建成投").write(90, 112, "用。").write(72, 124, "2.").write(90, 124, "停车场。")},
			"1. " + full + "建成投用。\n2. 停车场。"},
		"entries whose texts stand far from their numbers": {[]*sheet{newSheet().write(70, 100, "1.").write(100, 100, "道路"+full).write(70, 112, "2.").write(100, 112, "停车场。").
			write(70, 124, "3.").write(100, 124, "医院。")}, "1. 道路" + full + "\n2. 停车场。\n3. 医院。"},
		"an entry that begins with a digit": {[]*sheet{newSheet().write(72, 100, "1.").write(90, 100, "5G"+full+"建成投").write(90, 112, "用。").write(72, 124, "2.5公里")},
			"1. 5G" + full + "建成投用。\n2.5公里"},
		"digits that are set apart":                      {[]*sheet{newSheet().write(70, 100, "1").write(79, 100, ".").write(88, 100, "5").write(97, 100, "亿元")}, "1 . 5亿元"},
		"a number of a list that a text follows at once": {[]*sheet{newSheet().write(70, 100, "1.").write(80, 100, "停车场。")}, "1.停车场。"},
		"units at the end of a line": {[]*sheet{newSheet().write(90, 100, full+"投放5μg/").write(70, 112, "m³。").write(90, 124, full+"完成投资")},
			full + "投放5μg/m³。\n" + full + "完成投资"},
		"powers are not parted": {[]*sheet{newSheet().write(90, 100, full[:len(full)-3]+"至少").write(70, 112, "2.9×10⁴吨。").write(90, 124, full+"完成投资")},
			full[:len(full)-3] + "至少2.9×10⁴吨。\n" + full + "完成投资"},
		"a full line that ends a sentence, where paragraphs are indented": {[]*sheet{newSheet().write(90, 100, "甲。").write(90, 112, "乙。").write(90, 124, "丙。").
			write(90, 136, full+"完成了。").write(70, 148, "又下一句。").write(90, 160, full+"完成投资")}, "甲。\n乙。\n丙。\n" + full + "完成了。又下一句。\n" + full + "完成投资"},
		"a full line that ends a sentence, where no sentence goes on": {[]*sheet{newSheet().write(90, 100, full+"完成了。").write(70, 112, "下一段。").write(70, 124, "又一段。").
			write(90, 136, full+"完成投资")}, full + "完成了。\n下一段。\n又一段。\n" + full + "完成投资"},
		"underlined": {[]*sheet{newSheet().write(70, 100, "完成89亿元").rule(90, 102, 95, 102)}, "完成89亿元"},
	} {
		t.Run(name, func(t *testing.T) {
			got, _ := read(t, test.sheets...)
			require.Equal(t, test.want, got)
		})
	}
}

func TestRuledTables(t *testing.T) {
	xs := []int{70, 100, 230, 400}
	groups := func(s *sheet) *sheet {
		return s.write(72, 105, "类别").write(112, 105, "序").write(142, 105, "进展")
	}
	head := func(s *sheet, y int) *sheet {
		return s.write(72, y, "序号").write(102, y, "任务").write(232, y, "进展")
	}
	for name, test := range map[string]struct {
		sheets []*sheet
		want   string
	}{
		"plain": {[]*sheet{head(newSheet().grid(xs, []int{90, 110, 130}), 105).write(72, 125, "1").write(102, 125, "修路3公里").write(232, 125, "完成2公里")},
			"|序号|任务|进展|\n|1|修路3公里|完成2公里|"},
		"a wrapped cell": {[]*sheet{head(newSheet().grid(xs, []int{90, 110, 160}), 105).write(72, 125, "1").write(102, 125, "修建通村公路和产业路共计").
			write(102, 140, "13公里").write(232, 125, "完成2公里。").write(232, 140, "剩余1公里")},
			"|序号|任务|进展|\n|1|修建通村公路和产业路共计13公里|完成2公里。⏎剩余1公里|"},
		"across and down": {[]*sheet{newSheet().rule(70, 90, 400, 90).rule(100, 110, 400, 110).rule(70, 130, 400, 130).
			rule(70, 90, 70, 130).rule(100, 90, 100, 130).rule(230, 110, 230, 130).rule(400, 90, 400, 130).
			write(72, 115, "序号").write(200, 105, "责任单位").write(102, 125, "牵头").write(232, 125, "配合")},
			"|序号|责任单位|←|\n|↑|牵头|配合|"},
		"open sides": {[]*sheet{head(newSheet().rule(70, 90, 400, 90).rule(70, 110, 400, 110).rule(70, 130, 400, 130).rule(100, 90, 100, 130).rule(230, 90, 230, 130), 105).
			write(72, 125, "1").write(102, 125, "修路").write(232, 125, "完成")},
			"|序号|任务|进展|\n|1|修路|完成|"},
		"over two pages with its header repeated": {[]*sheet{
			head(newSheet().grid(xs, []int{90, 110, 130}), 105).write(72, 125, "1").write(102, 125, "修路").write(232, 125, "完成"),
			head(newSheet().grid(xs, []int{50, 70, 90}), 65).write(72, 85, "2").write(102, 85, "建桥").write(232, 85, "开工")},
			"|序号|任务|进展|\n|1|修路|完成|\n|2|建桥|开工|"},
		"a row that the page cuts": {[]*sheet{
			head(newSheet().grid(xs, []int{90, 110, 130, 150, 170}), 105).write(72, 125, "1").write(102, 125, "修路").write(232, 125, "完成").
				write(72, 145, "2").write(102, 145, "建桥").write(232, 145, "开工").write(72, 165, "3").write(102, 165, "种树").write(232, 165, "已经栽种行道树并且完成投资约共计"),
			newSheet().grid(xs, []int{50, 70, 90, 110}).write(232, 65, "8亿元").write(72, 85, "4").write(102, 85, "通水").write(232, 85, "完工").
				write(72, 105, "5").write(102, 105, "通电").write(232, 105, "完工")},
			"|序号|任务|进展|\n|1|修路|完成|\n|2|建桥|开工|\n|3|种树|已经栽种行道树并且完成投资约共计8亿元|\n|4|通水|完工|\n|5|通电|完工|"},
		"a total below the page that has no number": {[]*sheet{
			head(newSheet().grid(xs, []int{90, 110, 130, 150, 170}), 105).write(72, 125, "1").write(102, 125, "修路").write(232, 125, "120").
				write(72, 145, "2").write(102, 145, "建桥").write(232, 145, "95").write(72, 165, "3").write(102, 165, "种树").write(232, 165, "180"),
			newSheet().grid(xs, []int{50, 70}).write(102, 65, "合计").write(232, 65, "395")},
			"|序号|任务|进展|\n|1|修路|120|\n|2|建桥|95|\n|3|种树|180|\n||合计|395|"},
		"running numbers that their column cuts": {[]*sheet{
			newSheet().grid([]int{70, 79, 230, 500}, []int{90, 120, 150, 180, 210}).write(72, 105, "8").write(102, 105, "修路").write(72, 135, "9").write(102, 135, "建桥").
				write(72, 162, "1").write(72, 174, "0").write(102, 165, "种树").write(72, 192, "1").write(72, 204, "1").write(102, 195, "通水").write(232, 195, "完成")},
			"|8|修路||\n|9|建桥||\n|10|种树||\n|11|通水|完成|"},
		"a group whose row the page cuts": {[]*sheet{
			groups(newSheet().grid([]int{70, 110, 140, 500}, []int{90, 110, 130, 150, 170})).write(72, 125, "交通").write(112, 125, "1").write(142, 125, "修路").
				write(72, 145, "交通").write(112, 145, "2").write(142, 145, "建桥").write(72, 165, "提质商贸").write(112, 165, "3").write(142, 165, strings.Repeat("完善设施", 9)),
			newSheet().grid([]int{70, 110, 140, 500}, []int{50, 110}).rule(110, 70, 500, 70).rule(110, 90, 500, 90).
				grid([]int{70, 110, 140, 500}, []int{110, 130}).write(142, 65, "开业").write(72, 82, "服务业").
				write(112, 85, "4").write(142, 85, "招商").write(112, 105, "5").write(142, 105, "引资").write(72, 125, "工业").write(112, 125, "6").write(142, 125, "建厂")},
			"|类别|序|进展|\n|交通|1|修路|\n|交通|2|建桥|\n|提质商贸服务业|3|" + strings.Repeat("完善设施", 9) + "开业|\n|↑|4|招商|\n|↑|5|引资|\n|工业|6|建厂|"},
		"a row that the page cuts, with texts in the middle": {[]*sheet{
			head(newSheet().grid(xs, []int{90, 110, 130, 150, 170}), 105).write(72, 125, "1").write(102, 125, "修路").write(232, 125, "完成").
				write(72, 145, "2").write(102, 145, "建桥").write(232, 145, "开工").write(232, 165, "已经栽种行道树并且完成投资约共计"),
			newSheet().grid(xs, []int{50, 70, 90, 110}).write(72, 65, "3").write(102, 65, "种树").write(232, 65, "8亿元").
				write(72, 85, "4").write(102, 85, "通水").write(232, 85, "完工").write(72, 105, "5").write(102, 105, "通电").write(232, 105, "完工")},
			"|序号|任务|进展|\n|1|修路|完成|\n|2|建桥|开工|\n|3|种树|已经栽种行道树并且完成投资约共计8亿元|\n|4|通水|完工|\n|5|通电|完工|"},
		"a row that the page cuts, where no column has a number": {[]*sheet{
			newSheet().grid([]int{70, 160, 250, 400}, []int{90, 110, 130, 150}).write(72, 105, "任务").write(162, 105, "单位").write(252, 105, "进展").
				write(72, 125, "修路").write(162, 125, "区交通局").write(252, 125, "完成").write(72, 145, "推进古镇片区改造").write(162, 145, "区文旅委").write(252, 145, "已经栽种行道树并且完成投资共"),
			newSheet().grid([]int{70, 160, 250, 400}, []int{50, 70, 90}).write(72, 65, "提升工程").write(252, 65, "8亿元").write(72, 85, "建桥").write(162, 85, "区交通局").write(252, 85, "开工")},
			"|任务|单位|进展|\n|修路|区交通局|完成|\n|推进古镇片区改造提升工程|区文旅委|已经栽种行道树并且完成投资共8亿元|\n|建桥|区交通局|开工|"},
		"a row of its own on the next page": {[]*sheet{
			newSheet().grid([]int{70, 160, 250, 400}, []int{90, 110, 130, 150}).write(72, 105, "任务").write(162, 105, "单位").write(252, 105, "进展").
				write(72, 125, "修路").write(162, 125, "区交通局").write(252, 125, "完成").write(72, 145, "推进古镇片区改造").write(162, 145, "区文旅委").write(252, 145, "已经栽种行道树"),
			newSheet().grid([]int{70, 160, 250, 400}, []int{50, 70, 90}).write(72, 65, "提升工程").write(162, 65, "区住建委").write(252, 65, "8亿元").write(72, 85, "建桥").write(162, 85, "区交通局").write(252, 85, "开工")},
			"|任务|单位|进展|\n|修路|区交通局|完成|\n|推进古镇片区改造|区文旅委|已经栽种行道树|\n|提升工程|区住建委|8亿元|\n|建桥|区交通局|开工|"},
		"a number over two rows, the first of which the page cuts": {[]*sheet{
			newSheet().grid([]int{70, 100, 400, 500}, []int{90, 110, 130, 150, 170}).write(72, 105, "序号").write(102, 105, "进展").write(402, 105, "状态").
				write(72, 125, "1").write(102, 125, "完成").write(402, 125, "完成").write(72, 145, "2").write(102, 145, "完成").write(402, 145, "完成").
				write(72, 165, "3").write(102, 165, strings.Repeat("完善设施", 7)+"共").write(402, 165, "推进"),
			newSheet().grid([]int{70, 100, 400, 500}, []int{50, 90, 110}).rule(100, 70, 500, 70).write(102, 65, "8亿元").write(102, 85, "开工").write(402, 85, "开工").
				write(72, 105, "4").write(102, 105, "完工").write(402, 105, "完工")},
			"|序号|进展|状态|\n|1|完成|完成|\n|2|完成|完成|\n|3|" + strings.Repeat("完善设施", 7) + "共8亿元|推进|\n|↑|开工|开工|\n|4|完工|完工|"},
		"names of offices as wide as their column, in a list": {[]*sheet{newSheet().grid([]int{70, 100, 160}, []int{90, 110, 150}).write(72, 105, "序号").write(102, 105, "单位").
			write(72, 125, "1").write(102, 120, "区教委").write(102, 133, "区征收中心").write(102, 146, "各平台公司")},
			"|序号|单位|\n|1|区教委⏎区征收中心⏎各平台公司|"},
		"another table on the next page": {[]*sheet{
			head(newSheet().grid(xs, []int{90, 110, 130}), 105).write(72, 125, "1").write(102, 125, "修路").write(232, 125, "完成"),
			newSheet().write(70, 40, "附件2").grid([]int{70, 400, 500}, []int{50, 70}).write(72, 65, "项目").write(402, 65, "投资")},
			"|序号|任务|进展|\n|1|修路|完成|\n附件2\n|项目|投资|"},
		"a frame around a text": {[]*sheet{newSheet().grid([]int{60, 500}, []int{90, 110}).write(70, 105, "完成8亿元")}, "完成8亿元"},
		"numbers wider than their column": {[]*sheet{newSheet().grid([]int{70, 100, 126, 200}, []int{90, 110, 140, 170, 190, 220}).write(72, 105, "序号").write(102, 105, "户数").
			write(72, 125, "1").write(102, 125, "2789").write(102, 135, "7").write(72, 155, "2").write(102, 155, "1345").write(102, 165, "20").
			write(72, 185, "3").write(102, 185, "310").write(72, 205, "4").write(102, 205, "3,10").write(102, 215, "0").write(128, 205, "完成")},
			"|序号|户数||\n|1|27897||\n|2|134520||\n|3|310||\n|4|3,100|完成|"},
		"one number over another in their column": {[]*sheet{newSheet().grid([]int{70, 100, 126, 200}, []int{90, 110, 140, 170, 200}).write(72, 105, "序号").write(102, 105, "户数").
			write(72, 125, "1").write(102, 125, "2789").write(102, 135, "7").write(72, 155, "2").write(102, 155, "1345").write(102, 165, "20").
			write(72, 185, "3").write(102, 185, "31").write(102, 195, "2009").write(128, 185, "完成")},
			"|序号|户数||\n|1|2789\uFFFC7||\n|2|1345\uFFFC20||\n|3|31\uFFFC2009|完成|"},
		"a number that only its parts are none, and years": {[]*sheet{newSheet().grid([]int{70, 100, 130, 200}, []int{90, 110, 140, 170}).write(72, 105, "序号").write(102, 105, "比率").
			write(72, 125, "1").write(102, 125, "60983").write(102, 135, ".9").write(72, 155, "2").write(102, 155, "2020-").write(102, 165, "2023").write(132, 125, "完成")},
			"|序号|比率||\n|1|60983.9|完成|\n|2|2020-2023||"},
		"marks that begin no line": {[]*sheet{newSheet().grid([]int{70, 100, 160}, []int{90, 110, 150, 190, 230}).write(72, 105, "序号").write(102, 105, "进展").
			write(72, 125, "1").write(102, 125, "开了").write(102, 135, "717B").write(102, 145, "、98路").
			write(72, 165, "2").write(102, 165, "已经建成").write(102, 175, "园、7293平").write(72, 205, "3").write(102, 205, "清淤57万").write(102, 215, "m³，完成。").write(102, 225, "占比9.1%")},
			"|序号|进展|\n|1|开了717B、98路|\n|2|已经建成园、7293平|\n|3|清淤57万m³，完成。占比9.1%|"},
		"the end of a line that is a unit elsewhere": {[]*sheet{newSheet().grid([]int{70, 100, 160}, []int{90, 110, 130, 150, 180}).write(72, 105, "单位").write(102, 105, "进展").
			write(72, 125, "户").write(102, 125, "开工").write(72, 145, "户").write(102, 145, "完工").write(72, 165, "户").write(102, 165, "直播卫星用").write(102, 175, "户")},
			"|单位|进展|\n|户|开工|\n|户|完工|\n|户|直播卫星用户|"},
		"notes at the foot of a page that cuts a row": {[]*sheet{
			head(newSheet().grid(xs, []int{90, 110, 130, 150, 170}), 105).write(72, 125, "1").write(102, 125, "修路").set(122, 121, em*6/10, "1").write(232, 125, "完成").
				write(72, 145, "2").write(102, 145, "建桥").write(232, 145, "开工").write(72, 165, "3").write(102, 165, "种树").write(232, 165, "已经栽种行道树并且完成投资约共计").
				rule(70, 740, 170, 740).set(70, 752, em*9/10, "1 不含续建的2条。").write(290, 820, "1"),
			newSheet().grid(xs, []int{50, 70, 90, 110}).write(232, 65, "8亿元").write(72, 85, "4").write(102, 85, "通水").write(232, 85, "完工").
				write(72, 105, "5").write(102, 105, "通电").write(232, 105, "完工").write(290, 820, "2")},
			"|序号|任务|进展|\n|1|修路|完成|\n|2|建桥|开工|\n|3|种树|已经栽种行道树并且完成投资约共计8亿元|\n|4|通水|完工|\n|5|通电|完工|\n不含续建的2条。"},
		"units as wide as their column": {[]*sheet{newSheet().grid([]int{70, 100, 160}, []int{90, 110, 150, 190, 210, 230}).write(72, 105, "序号").write(102, 105, "单位").
			write(72, 130, "1").write(102, 125, "区规资局").write(102, 140, "区财政局").
			write(72, 165, "2").write(102, 165, "区水利和湖").write(102, 180, "泊局").write(72, 205, "3").write(102, 205, "区财政局").write(72, 225, "4").write(102, 225, "区教委")},
			"|序号|单位|\n|1|区规资局⏎区财政局|\n|2|区水利和湖泊局|\n|3|区财政局|\n|4|区教委|"},
	} {
		t.Run(name, func(t *testing.T) {
			got, _ := read(t, test.sheets...)
			require.Equal(t, test.want, got)
		})
	}
}

// TestTablesWithoutLines has tables whose columns white alone parts: read where rows are sure, else one cell that is not.
// TestOverrun has a cell with more lines than its page has room for, the last of which stands below the table, as LibreOffice prints it.
func TestOverrun(t *testing.T) {
	xs := []int{70, 130, 240}
	header := func(s *sheet) *sheet { return s.write(75, 95, "序号").write(135, 95, "进展") }
	first := func() *sheet {
		return header(newSheet().grid(xs, []int{80, 100, 140})).write(75, 112, "1").
			write(135, 112, "完成投资90亿元，其").write(135, 124, "中本月完成投资占比").write(135, 136, "超过目标的比重约为")
	}
	second := header(newSheet().grid(xs, []int{80, 100, 140})).write(75, 112, "2").write(135, 112, "完成")
	got, _ := read(t, first().write(135, 148, "72.46%。"), second)
	require.Equal(t, "|序号|进展|\n|1|完成投资90亿元，其中本月完成投资占比超过目标的比重约为72.46%。|\n|2|完成|", got)

	got, _ = read(t, first().write(75, 148, "注：不含续建。"), second)
	require.Contains(t, got, "约为|\n注：不含续建。", "below another cell")
	got, _ = read(t, first().write(135, 160, "注：不含续建。"), second)
	require.Contains(t, got, "约为|\n注：不含续建。", "farther below")
}

func TestTablesWithoutLines(t *testing.T) {
	list := func() *sheet {
		return newSheet().write(70, 100, "序号").write(130, 100, "任务").write(300, 100, "进展").
			write(70, 115, "1").write(130, 115, "修路3公里").write(300, 115, "完成2公里，其余路段的路面").write(300, 130, "正在施工").
			write(70, 145, "2").write(130, 145, "建桥2座").write(300, 145, "开工1座").
			write(70, 160, "3").write(130, 160, "植树600亩").write(300, 160, "完成")
	}
	got, doc := read(t, list().write(70, 300, "注：数据截至9月底"))
	require.Equal(t, "|序号|任务|进展|\n|1|修路3公里|完成2公里，其余路段的路面正在施工|\n|2|建桥2座|开工1座|\n|3|植树600亩|完成|\n注：数据截至9月底", got)
	require.Empty(t, doc.Diagnostics)

	next := newSheet().write(70, 110, "序号").write(130, 110, "任务").write(300, 110, "进展").write(300, 125, "正在施工").
		write(70, 140, "4").write(130, 140, "通水6处").write(300, 140, "完成")
	got, doc = read(t, list().write(70, 175, "3").write(130, 175, "修渠5公里").write(300, 175, "完成2公里，其余路段的渠道"), next)
	require.Equal(t, "|序号|任务|进展|\n|1|修路3公里|完成2公里，其余路段的路面正在施工|\n|2|建桥2座|开工1座|\n|3|植树600亩|完成|\n"+
		"|3|修渠5公里|完成2公里，其余路段的渠道正在施工|\n|4|通水6处|完成|", got, "a row that a page cuts, below the header that the next repeats")
	require.Empty(t, doc.Diagnostics)

	top := func() *sheet {
		return newSheet().write(70, 60, "序号").write(130, 60, "任务").write(300, 60, "进展")
	}
	got, _ = read(t, top().write(70, 75, "1").write(130, 75, "修路3公里").write(300, 75, "完成").write(70, 90, "2").write(130, 90, "建桥2座").write(300, 90, "开工"),
		top().write(70, 75, "3").write(130, 75, "植树600亩").write(300, 75, "完成"))
	require.Equal(t, "|序号|任务|进展|\n|1|修路3公里|完成|\n|2|建桥2座|开工|\n|3|植树600亩|完成|", got, "a header at the top of pages is no running title")

	for name, s := range map[string]*sheet{
		"a total without a number": list().write(130, 175, "合计").write(300, 175, "605"),
		"texts in the middle of their rows": newSheet().write(70, 100, "序号").write(130, 100, "任务").write(300, 100, "进展").
			write(300, 115, "完成2公里，其余路段的路面").write(70, 122, "1").write(130, 122, "修路3公里").write(300, 130, "正在施工").
			write(300, 145, "开工1座，另外1座的设计方案").write(70, 152, "2").write(130, 152, "建桥2座").write(300, 160, "正在评审"),
		"labels over several columns": newSheet().write(70, 100, "县区").write(130, 100, "投资（万元）").write(300, 100, "增速（%）").
			write(130, 115, "计划").write(200, 115, "完成").write(300, 115, "本月").write(400, 115, "累计").
			write(70, 130, "甲县").write(130, 130, "100").write(200, 130, "90").write(300, 130, "3.1").write(400, 130, "2.5").
			write(70, 145, "乙县").write(130, 145, "200").write(200, 145, "80").write(300, 145, "4.1").write(400, 145, "1.5"),
		"a form with names in upright letters": newSheet().write(70, 100, "项").write(70, 115, "目").write(150, 108, "新建绿道130公里").
			write(70, 130, "名").write(70, 145, "称").write(70, 165, "进").write(70, 180, "展").write(70, 195, "情").write(70, 210, "况").
			write(150, 172, "任务已完成，共建成绿道140.01公里，其中城区8.5公里、甲县10公里、乙县3公里、").write(150, 187, "丙县11公里、丁县10公里。"),
		"a row of full lines below another": newSheet().write(70, 100, "序号").write(130, 100, "任务").write(240, 100, "进展").
			write(70, 115, "1").write(130, 115, "修路3公里").write(240, 115, "已经完成2公里").
			write(240, 150, "进展情况：3月10日设计方案已经报批，9个标段全部招标，年底前开工").
			write(70, 156, "2").write(130, 156, "建桥2座").
			write(240, 162, "下一步：抓紧施工准备，确保按期完成。"),
		"lines of one column between rows": newSheet().write(70, 100, "序号").write(130, 100, "任务").write(240, 100, "进展").
			write(70, 115, "1").write(130, 115, "修路3公里").write(240, 115, "已经完成2公里").write(70, 130, "2").write(130, 130, "建桥2座").write(240, 130, "开工").
			write(240, 160, "设计方案已经报批，9个标段全部完成招标工作，并且").write(240, 175, "完成投资3亿元，其余年底前开工").
			write(70, 200, "3").write(130, 200, "植树600亩").write(240, 200, "完成").write(70, 215, "4").write(130, 215, "通水6处").write(240, 215, "完成").
			write(70, 230, "5").write(130, 230, "通电7处").write(240, 230, "完成"),
		"a text in the middle of its first row begins above the others": newSheet().write(300, 190, "完成投资12亿元，").
			write(70, 205, "工作一").write(200, 205, "张三").write(300, 205, "开工3个，").write(300, 220, "建成1个").
			write(70, 240, "工作二").write(200, 240, "李四").write(300, 240, "完成5亿元").write(70, 260, "工作三").write(200, 260, "王五").write(300, 260, "完成6亿元"),
		"one row below its labels": newSheet().write(70, 100, "指标名称").write(200, 100, "全年任务（个）").write(300, 100, "实际完成（个）").
			write(400, 100, "完成进度").write(70, 115, "小区改造").write(200, 115, "15").write(300, 115, "15").write(400, 115, "100%"),
		"labels in the middle of columns whose figures stand at the left": newSheet().write(70, 100, "乡镇").write(170, 100, "目标（个）").write(300, 100, "完成率（%）").
			write(70, 115, "甲镇").write(145, 115, "24").write(270, 115, "75").write(70, 130, "乙镇").write(145, 130, "15").write(270, 130, "27").
			write(70, 145, "丙镇").write(145, 145, "11").write(270, 145, "45"),
		"no header": newSheet().write(70, 100, "甲县").write(130, 100, "100").write(200, 100, "90").
			write(70, 115, "乙县").write(130, 115, "200").write(200, 115, "80").write(70, 130, "丙县").write(130, 130, "300").write(200, 130, "70").
			write(70, 145, "丁县").write(130, 145, "400").write(200, 145, "60"),
	} {
		t.Run(name, func(t *testing.T) {
			_, doc := read(t, s)
			require.Len(t, doc.Blocks, 1)
			table, ok := doc.Blocks[0].(*block.Table)
			require.True(t, ok)
			require.Len(t, table.Rows, 1)
			require.True(t, table.Rows[0].Unsure)
			require.Len(t, table.Rows[0].Cells, 1)
			require.Contains(t, doc.Diagnostics[0].Message, "seem to be a table without lines")
		})
	}
}

func TestTurnedPages(t *testing.T) {
	want, _ := read(t, newSheet().write(70, 100, "完成8亿元").write(70, 120, "第二行"))
	for turn := page.Turn(1); turn < page.Slanted; turn++ {
		s := newSheet().write(70, 100, "完成8亿元").write(70, 120, "第二行")
		for i, g := range s.Glyphs {
			s.Glyphs[i] = turned(g, turn, s.Width, s.Height)
		}
		if turn%2 == 1 {
			s.Width, s.Height = s.Height, s.Width
		}
		got, doc := read(t, s)
		require.Equal(t, want, got, "%d quarters", turn)
		require.Empty(t, doc.Diagnostics)
	}
	s := newSheet().write(70, 100, "完成8亿元").write(300, 300, "样张")
	for i := range s.Glyphs[5:] {
		s.Glyphs[5+i].Turn = page.Slanted
	}
	got, doc := read(t, s)
	require.Equal(t, "完成8亿元", got)
	require.Equal(t, "2 characters that stand askew or are turned were left out", doc.Diagnostics[0].Message)
}

// turned returns a glyph on a page that was turned clockwise by some quarters.
func turned(g page.Glyph, quarters page.Turn, width, height int) page.Glyph {
	for range quarters {
		b := g.Box
		g.Box = page.Box{Left: height - b.Bottom, Top: b.Left, Right: height - b.Top, Bottom: b.Right}
		g.X, g.Base = height-g.Base, g.X
		width, height = height, width
	}
	g.Turn = quarters
	return g
}

func TestTurnOf(t *testing.T) {
	for _, test := range []struct {
		x, y float64
		want page.Turn
	}{{1, 0, 0}, {1, 0.01, 0}, {0, 1, 1}, {-1, 0, 2}, {0, -1, 3}, {1, 1, page.Slanted}, {0, 0, page.Slanted}} {
		require.Equal(t, test.want, page.TurnOf(test.x, test.y), "%v, %v", test.x, test.y)
	}
}

func TestRect(t *testing.T) {
	box := func(w, h int) page.Box { return page.Box{Right: w * page.Unit, Bottom: h * page.Unit} }
	require.Len(t, page.Rect(box(100, 1), false), 1, "a line")
	require.Len(t, page.Rect(box(1, 100), true), 1)
	require.Len(t, page.Rect(box(100, 50), true), 4, "a frame")
	require.Empty(t, page.Rect(box(100, 50), false), "a ground")
	require.Empty(t, page.Rect(box(2, 2), true), "a dot")
}

// TestManyLines has a table in thousands of lines that nobody can tell, from each of which on one was looked for: for many minutes.
func TestManyLines(t *testing.T) {
	const pages, enough = 200, time.Minute
	ctx, cancel := context.WithTimeout(context.Background(), enough)
	defer cancel()
	r := page.NewReader(block.NewBudget(ctx, block.Limits{}))
	for range pages {
		s := newSheet()
		s.Recognized = true
		for y := 100; y < 700; y += 15 {
			s.write(70, y, "甲乙").write(200, y, "丙一二").write(400, y, "12")
			if y%7 == 3 {
				s.write(140, y, "二一二一二三四")
			}
		}
		require.NoError(t, r.Add(&s.Page))
	}
	_, err := r.Document()
	require.NoError(t, err)
	cancel()
	_, err = r.Document()
	require.ErrorIs(t, err, context.Canceled)
}

func TestLimitsOfPages(t *testing.T) {
	r := page.NewReader(block.NewBudget(context.Background(), block.Limits{Unpacked: 1000}))
	s := newSheet().write(70, 100, strings.Repeat("字", 100))
	require.ErrorIs(t, r.Add(&s.Page), block.ErrLimit)

	r = page.NewReader(block.NewBudget(context.Background(), block.Limits{Cells: 100}))
	s = newSheet()
	var xs, ys []int
	for i := range 30 {
		xs, ys = append(xs, 10+i*15), append(ys, 10+i*15)
	}
	s.grid(xs, ys)
	require.ErrorIs(t, r.Add(&s.Page), block.ErrLimit)
}

// TestLongLines has pages with lines so long that to set each of their glyphs against each, or against each stroke, takes minutes.
func TestLongLines(t *testing.T) {
	const glyphs, enough = 150_000, 20 * time.Second
	glyph := func(text string, x, y int) page.Glyph {
		return page.Glyph{Text: text, X: x, Base: y, Size: 1000, Box: page.Box{Left: x, Top: y - 800, Right: x + 1000, Bottom: y + 200}}
	}
	for name, add := range map[string]func(p *page.Page, i int){
		"columns": func(p *page.Page, i int) {
			const columns = 1 << 14
			p.Glyphs = append(p.Glyphs, glyph("8", i%columns*3000, 10_000+i/columns*1200))
		},
		"strokes": func(p *page.Page, i int) {
			p.Glyphs = append(p.Glyphs, glyph("字", i*1000, 10_000))
			p.Strokes = append(p.Strokes, page.Stroke{X0: i * 1000, Y0: 9600, X1: i*1000 + 500, Y1: 9600})
		},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(context.Background(), enough)
			defer cancel()
			r := page.NewReader(block.NewBudget(ctx, block.Limits{}))
			p := page.Page{Width: 60_000, Height: 84_000}
			for i := range glyphs {
				add(&p, i)
			}
			require.NoError(t, r.Add(&p))
			_, err := r.Document()
			require.NoError(t, err)
		})
	}
}
