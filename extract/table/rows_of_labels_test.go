package table

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/parse/block"
	"duban/schema"
)

// A row is one of labels if at least two and half of its cells are known as such, or where the source marks it, one of several.
func TestIsLabelRow(t *testing.T) {
	r := handReader(t)
	for _, c := range []struct {
		row    string
		header bool
		want   bool
	}{
		{"项目名称|完成投资", false, true},
		{"项目名称|完成投资|甲|乙", false, true},
		{"项目名称|完成投资|甲|乙|丙", false, false},
		{"项目名称|甲", false, false},
		{"项目名称|甲", true, true},
		{"项目名称", true, false},
		{"甲|乙", true, false},
		{"项目名称|12", true, false},
		{"项目名称|完成投资|21公顷", false, false},
	} {
		row := tableOf(block.LayoutTabs, c.row).Rows[0]
		row.Header = c.header
		require.Equal(t, c.want, r.isLabelRow(row), "%s %v", c.row, c.header)
	}
}

// A second row of labels has labels alone, behind a blank or in fewer cells, or stands beside cells that reach into it: those are written as ^.
func TestIsLowerHeader(t *testing.T) {
	r := handReader(t)
	for lower, want := range map[string]bool{
		"|目标|完成": true, "目标|完成": true, "|目标|甲": false, "|目标|": false, "目标|完成|排名": false, "目标": false, "||": false, "|目标|12": false,
		"^|目标|甲": true, "^|目标|完成": true, "^|目标|甲|乙": false, "^|甲|乙": false, "^||": false, "^|^|目标": true, "^|^|12": false,
	} {
		upper := tableOf(block.LayoutGrid, "项目|就业|参保").Rows[0]
		row := tableOf(block.LayoutGrid, lower).Rows[0]
		for c, x := range row.Cells {
			if x.Text == "^" {
				row.Cells[c] = upper.Cells[c]
			}
		}
		require.Equal(t, want, r.isLowerHeader(upper.Cells, row), lower)
	}
}

// A piece goes on with a label if it is a bracket, or stands in one that the label has opened.
func TestIsBracket(t *testing.T) {
	for pair, want := range map[string]bool{
		"完成|（万元）": true, "完成|(%)": true, "完成（万|元）": true, "完成（一）（万|元）": true, "（|万元）": true,
		"完成（万元）|（%）": false, "完成(万元)|(%)": false, "完成（一）万|元）": false, "完成|万元": false, "完成|（万元）数": false, "完成|（一）（二）": false,
	} {
		label, piece, _ := strings.Cut(pair, "|")
		require.Equal(t, want, isBracket(label, piece), pair)
	}
}

// Lines are parted by blank ones if few stand right below another, and most are short. Each text stands in a line, a blank line is empty.
func TestIsParted(t *testing.T) {
	const long = "一个比任何标签都更长的句子"
	for what, c := range map[string]struct {
		lines string
		want  bool
	}{
		"one pair":          {"序号||项目||同比|增减||投资||备注||1||甲||2", true},
		"two pairs":         {"序号||项目||同比|增减||投资|额||备注||1||甲||2||3", true},
		"three pairs":       {"序号||项目|名||同比|增减||投资|额||备注||1||甲", false},
		"too few lines":     {"序号||项目||同比|增减||投资||1", false},
		"most are long":     {long + "||" + long + "||同比|增减||" + long + "||" + long + "||" + long + "||1||2", false},
		"some are long":     {long + "||项目||同比|增减||" + long + "||投资||" + long + "||1||2", true},
		"nothing parts any": {"序号|项目|同比|增减|投资|备注|1|甲|2", false},
	} {
		var blocks []block.Block
		at := 0
		for i, s := range strings.Split(c.lines, "|") {
			if s == "增减" {
				at = len(blocks)
			}
			if s != "" {
				blocks = append(blocks, &block.Paragraph{Text: s, Place: block.Place{Line: i + 1, EndLine: i + 1}})
			}
		}
		require.Equal(t, c.want, isParted(blocks, at), what)
	}
}

// A cell that is merged over several columns belongs to the one of them whose loss would be worst, and that of a group to the items.
func TestHome(t *testing.T) {
	as := func(roles ...schema.Role) (columns []Column) {
		for i, role := range roles {
			columns = append(columns, Column{As: role, Label: Label{Path: []string{strings.Repeat("甲", min(i, 2)+1)}}})
		}
		return columns
	}
	for _, c := range []struct {
		columns       []Column
		row           string
		at            int
		home, covered int
	}{
		{as("number", "category", "target"), "1|甲|<", 1, 2, 2},
		{as("number", "target", "progress"), "1|甲|<", 1, 1, 2},
		{as("number", "progress", "target"), "1|甲|乙", 1, 1, 1},
		{as("number", "note", "extra"), "1|甲|<", 1, 1, 2},
		{as("number", "extra", "note"), "1|甲|<", 1, 2, 2},
		{as("number", "category", "item", "figure"), "一|产业项目|<|12", 1, 2, 2},
		{as("number", "category", "target", "item"), "一|产业项目|<|<", 1, 3, 2}, // of which two have one label
		{as("number", "category", "target", "item"), "1|产业项目|<|<", 1, 2, 2}, // no number of a group
		{as("item", "category", "target"), "一|产业项目|<", 1, 2, 2},
	} {
		row := tableOf(block.LayoutGrid, c.row).Rows[0]
		require.Equal(t, c.home, Home(c.columns, row, c.at), c.row)
		require.Equal(t, c.covered, Covered(c.columns, row, c.at), c.row)
	}
}

// Rows that lack cells are the top of a header if there are several, or a row of labels with all of its cells is below.
func TestRaggedRows(t *testing.T) {
	r := handReader(t)
	for table, want := range map[string]int{
		"序号|项目|投资- / 计划|完成-- / 1|水厂|12|9":        2,
		"序号|项目|投资- / 计划|完成|计划|完成 / 1|水厂|12|9":    1,
		"序号|项目|投资- / 1|水厂|12|9 / 2|泵站|12|9":      0,
		"序号|项目|投资- / 计划|完成|计划|完成":                0,
		"序号|项目|投资|完成 / 计划|完成-- / 1|水厂|12|9":      0,
		"序号|项目|投资- / 12|完成-- / 1|水厂|12|9":        0,
		"序号-- / 计划|完成-- / 1|水厂|12|9":             0,
		"序号|项目|<- / 计划|完成-- / 1|水厂|12|9":         0,
		"序号|项目|投资- / 计划|完成-- / 目标|完成-- / 1|水厂|1": 3,
	} {
		missing := map[int]int{}
		lines := strings.Split(table, " / ")
		for i := range lines {
			missing[i] = strings.Count(lines[i], "-")
			lines[i] = strings.TrimRight(lines[i], "-") + strings.Repeat("|", missing[i])
		}
		grid := tableOf(block.LayoutGrid, strings.Join(lines, " / "))
		for i := range grid.Rows {
			grid.Rows[i].Missing = missing[i]
		}
		require.Equal(t, want, r.raggedRows(grid), table)
	}
}
