package table

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/parse/block"
)

// TestParts: a table with a title and other labels among its rows is taken apart there; headings of groups and headers printed once more
// are no such place. Tables are written as in TestSides.
func TestParts(t *testing.T) {
	r := &Reader{Labels: testLabels(t), Office: func(s string) bool { return s == "乡镇" }}
	const first = "序号|乡镇|受理件（件）|办结率（%） / 1|甲乡|25|96"
	const second = "序号|乡镇|任务（亩）|排名 / 1|甲乡|250|2"
	for _, c := range []struct {
		name   string
		layout block.Layout
		table  string
		want   []string // nil where the table stays as it is
	}{
		{"a title over the width", block.LayoutGrid, first + " / 造林情况|<|<|< / " + second, []string{first, "造林情况", second}},
		{"its cells parted by pipes", block.LayoutPipes, first + " / 造林情况||| / " + second, []string{first, "造林情况", second}},
		{"three of them", block.LayoutGrid, first + " / 造林|<|<|< / " + second + " / 治水|<|<|< / " + first,
			[]string{first, "造林", second, "治水", first}},
		{"the same header", block.LayoutGrid, first + " / 造林情况|<|<|< / " + first, nil},
		{"a group", block.LayoutGrid, first + " / 山区|<|<|< / 2|乙乡|33|98", nil},
		{"a group that opens with words", block.LayoutGrid, first + " / 山区|<|<|< / 2|乙乡|暂无|无", nil},
		{"no figures below", block.LayoutGrid, first + " / 说明|<|<|< / 序号|乡镇|任务（亩）|排名", nil},
		{"lines that no mark parts", block.LayoutFlat, first + " / 造林情况|<|<|< / " + second, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			table := tableOf(c.layout, c.table)
			parts := r.Parts(table)
			if c.want == nil {
				require.Equal(t, []block.Block{table}, parts)
				return
			}
			var got []string
			for _, part := range parts {
				switch part := part.(type) {
				case *block.Paragraph:
					got = append(got, part.Text)
				case *block.Table:
					got = append(got, writeSides(part))
					require.True(t, slices.ContainsFunc(part.Rows[0].Cells, func(x *block.Cell) bool { return x.Row == 0 }))
				}
			}
			require.Equal(t, c.want, got)
		})
	}
}
