package table

import (
	"testing"

	"github.com/stretchr/testify/require"

	"duban/parse/block"
	"duban/schema"
)

// TestBlankHeaderRow: pages have headers whose last row is blank.
func TestBlankHeaderRow(t *testing.T) {
	r := &Reader{Labels: testLabels(t), Office: func(string) bool { return false }}
	grid := &block.Table{Layout: block.LayoutGrid}
	for i, texts := range [][]string{{"项目名称", "完成投资"}, {"", "\u00A0"}, {"道路工程", "1200"}, {"桥梁工程", "300"}, {"项目名称", "完成数"}, {"学校工程", "5"}} {
		row := block.Row{Header: i < 2}
		for c, s := range texts {
			row.Cells = append(row.Cells, &block.Cell{Text: s, Row: i, Col: c, RowSpan: 1, ColSpan: 1})
		}
		grid.Rows = append(grid.Rows, row)
	}
	h := r.Head(grid)
	require.Equal(t, 2, h.End, "the blank row is the header's")
	require.Equal(t, []string{"完成投资"}, h.Labels[1].Path)
	require.Equal(t, 0, h.Column(schema.RoleItem))
	for i, want := range []bool{true, false, false, false, true, false} {
		require.Equal(t, want, r.IsFurtherHeader(&h, grid.Rows[i]), "row %d", i)
	}
	require.True(t, h.isHeaderAgain(grid.Rows[0]))
	require.False(t, h.isHeaderAgain(grid.Rows[1]))
}

// TestIsFurniture: a row of units is none of a thing, but one that has its unit in the column of units, or a figure, is.
func TestIsFurniture(t *testing.T) {
	labels := testLabels(t)
	labels.Units = func(s string) (Unit, bool) {
		return Unit{Base: s, Text: s, Factor: 1}, s == "个" || s == "公里" || s == "%"
	}
	r := &Reader{Labels: labels, Office: func(string) bool { return false }}
	for _, c := range []struct {
		labels, row string
		want        bool
	}{
		{"指标|完成数|完成率", "|个|%", true},
		{"指标|完成数|完成率", "单位|个|%", true},
		{"指标|计量单位|完成数", "新建公园|个|", false},
		{"指标|单位|完成数", "改造老旧小区70个|个|", false},
		{"指标|计量单位|完成数", "单位||个", true},
		{"完成数|备注", "3577|个", false},
	} {
		head := tableOf(block.LayoutGrid, c.labels)
		var h Head
		v := r.view(head)
		v.read(&h, 0, 1)
		require.Equal(t, c.want, r.IsFurniture(&h, tableOf(block.LayoutGrid, c.row).Rows[0]), "%s / %s", c.labels, c.row)
	}
}
