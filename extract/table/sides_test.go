package table

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/parse/block"
)

// TestSides: tables side by side are put below each other, and no text is lost. A row is a line, its cells are parted by "|"; "<" is
// the cell to the left, merged over this column.
func TestSides(t *testing.T) {
	r := &Reader{Labels: testLabels(t), Office: func(string) bool { return false }}
	const three = "指标|数值|指标|数值|指标|数值 / 村|12|乡|34|县|56 / 村甲|12|乡乙|34|县丙|56"
	for _, c := range []struct {
		name   string
		layout block.Layout
		table  string
		want   string // "" where the table stays as it is
	}{
		{"rows of each side", block.LayoutGrid, three, "指标|数值 / 村|12 / 村甲|12 / 乡|34 / 乡乙|34 / 县|56 / 县丙|56"},
		{"a note over the whole width", block.LayoutGrid, three + " / 说明|<|<|<|<|<",
			"指标|数值 / 村|12 / 村甲|12 / 说明|< / 乡|34 / 乡乙|34 / 县|56 / 县丙|56"},
		{"a figure alone behind a merged blank", block.LayoutGrid, three + " / |<|<|<|<|35",
			"指标|数值 / 村|12 / 村甲|12 / 乡|34 / 乡乙|34 / 县|56 / 县丙|56 / |35"},
		{"a figure alone behind the last label", block.LayoutTabs, "指标|数值|指标|数值 / 村|12|乡|34 / 村甲|12|乡乙|34 / ||||35", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			table := tableOf(c.layout, c.table)
			h := r.Head(table)
			out, ok := r.Sides(table, &h)
			require.Equal(t, c.want != "", ok)
			if ok {
				require.Equal(t, c.want, writeSides(out))
			}
		})
	}
}

// tableOf reads a table as TestSides has it.
func tableOf(layout block.Layout, s string) *block.Table {
	t := &block.Table{Layout: layout}
	for i, line := range strings.Split(s, " / ") {
		var row block.Row
		for c, text := range strings.Split(line, "|") {
			x := &block.Cell{Text: text, Row: i, Col: c, RowSpan: 1, ColSpan: 1}
			if text == "<" {
				x = row.Cells[c-1]
				x.ColSpan++
			}
			row.Cells = append(row.Cells, x)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func writeSides(t *block.Table) string {
	var lines []string
	for _, row := range t.Rows {
		var texts []string
		for c, x := range row.Cells {
			if c > 0 && x == row.Cells[c-1] {
				texts = append(texts, "<")
				continue
			}
			texts = append(texts, x.Text)
		}
		lines = append(lines, strings.Join(texts, "|"))
	}
	return strings.Join(lines, " / ")
}
