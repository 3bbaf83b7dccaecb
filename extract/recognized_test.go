package extract_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/internal/message"
	"duban/parse"
	"duban/parse/block"
	"duban/schema"
	"duban/schema/check"
)

// TestRecognized reads a document whose first two pages were recognised in pictures: all of their figures say so, and none of
// the others does.
func TestRecognized(t *testing.T) {
	paragraph := func(number, page int, text string) parse.Block {
		return &parse.Paragraph{Text: text, Place: parse.Place{Paragraph: number, Page: page}}
	}
	table := func(pages ...int) *parse.Table {
		t := &parse.Table{Layout: parse.LayoutGrid, Place: parse.Place{Page: pages[0]}}
		texts := [][]string{{"序号", "项目名称", "年度任务", "进展情况"}, {"1", "滨河路改造", "建成6公里", "已建成3公里"},
			{"2", "小学扩建", "完成投资4800万元", "4月10日完成投资1200万元"}}
		for i, row := range texts {
			var cells []*parse.Cell
			for k, text := range row {
				cells = append(cells, &parse.Cell{Text: text, Row: i, Col: k, RowSpan: 1, ColSpan: 1})
			}
			t.Rows = append(t.Rows, parse.Row{Cells: cells, Place: parse.Place{Page: pages[i]}})
		}
		return t
	}
	recognized := block.Recognized{By: "eyes 1", Pages: []int{1, 2}}
	doc := &parse.Document{Format: parse.FormatPDF, Recognized: recognized, Blocks: []parse.Block{
		paragraph(1, 1, "关于2023年一季度重点工作进展情况的通报"), paragraph(2, 1, "一、总体情况"),
		paragraph(3, 1, "完成投资21.5亿元，增长8.2%。"),
		paragraph(4, 3, "二、存在问题"), paragraph(5, 3, "改造小区12个。"),
		paragraph(6, 3, "三、下一步"), paragraph(7, 2, "新建学校3所。"),
		paragraph(8, 2, "附件1"), table(2, 2, 3), paragraph(9, 3, "附件2"), table(3, 3, 3),
	}}
	doc.Leave(block.Scan, message.New("the page is a picture"), parse.Place{Page: 2})
	doc.NumberTables()
	r := extract.Report(doc, extract.Options{})
	require.Len(t, r.Sections, 3)
	require.Len(t, r.Annexes, 2)
	scan := schema.Unread{What: schema.UnreadScan, Location: &schema.Location{Page: 2}}
	require.Equal(t, []schema.Unread{scan.Saying(message.New("the page is a picture"))}, r.Unread)

	source := func(list []schema.Indicator) (marked, all int) {
		for _, x := range list {
			for _, c := range x.Cues {
				if c.For == schema.ForSource {
					require.Equal(t, schema.Cue{For: schema.ForSource, Text: "eyes 1"}, c)
					marked++
				}
			}
		}
		return marked, len(list)
	}
	for i, want := range []bool{true, false, true} {
		marked, all := source(r.Sections[i].Indicators)
		require.NotZero(t, all)
		requireSure(t, want, marked, all, r.Sections[i].Coverage)
	}
	for i, want := range []bool{true, false} {
		for _, row := range r.Annexes[i].Rows {
			marked, all := source(row.Indicators)
			require.Equal(t, 2, all)
			requireSure(t, want, marked, all, row.Coverage)
		}
	}
	require.Equal(t, r.Coverage.Numbers, r.Coverage.Explained+len(r.Coverage.Unexplained))

	check.Report(r)
	for _, s := range r.Sections {
		require.Empty(t, s.Findings, "what was read is not said to be unexplained once more")
	}
	for _, row := range r.Annexes[0].Rows {
		require.Empty(t, row.Findings)
	}
}

// requireSure demands that either all figures are marked and no number is explained, or none is and all are.
func requireSure(t *testing.T, recognized bool, marked, all int, c schema.Coverage) {
	t.Helper()
	require.NotZero(t, c.Numbers)
	if recognized {
		require.Equal(t, all, marked)
		require.Zero(t, c.Explained)
		require.Len(t, c.Unexplained, c.Numbers)
		return
	}
	require.Zero(t, marked)
	require.Equal(t, c.Numbers, c.Explained)
	require.Empty(t, c.Unexplained)
}
