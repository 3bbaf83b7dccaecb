package grid_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/parse/block"
	"duban/parse/grid"
)

func budget() *block.Budget { return block.NewBudget(context.Background(), block.Limits{Cells: 100}) }

// show writes a table as lines of texts, ↑ and ← where a cell goes on.
func show(t *block.Table) string {
	var lines []string
	for i, row := range t.Rows {
		var texts []string
		for j, c := range row.Cells {
			switch {
			case c.Row < i:
				texts = append(texts, "↑")
			case c.Col < j:
				texts = append(texts, "←")
			default:
				texts = append(texts, c.Text)
			}
		}
		lines = append(lines, strings.Join(texts, "|"))
	}
	return strings.Join(lines, "\n")
}

// cells writes a row as "left-right text", with ^ behind the edges of a cell that goes on with the one above.
func cells(spec ...grid.Edged) []grid.Edged { return spec }

func at(left, right int, text string) grid.Edged {
	return grid.Edged{Cell: &block.Cell{Text: text}, Left: left, Right: right, Up: text == "↑"}
}

func TestFromEdges(t *testing.T) {
	for name, test := range map[string]struct {
		rows [][]grid.Edged
		want string
	}{
		"plain":             {[][]grid.Edged{cells(at(0, 100, "a"), at(100, 200, "b")), cells(at(0, 100, "c"), at(100, 200, "d"))}, "a|b\nc|d"},
		"edges drawn askew": {[][]grid.Edged{cells(at(0, 100, "a"), at(100, 200, "b")), cells(at(3, 108, "c"), at(108, 195, "d"))}, "a|b\nc|d"},
		"across":            {[][]grid.Edged{cells(at(0, 200, "a")), cells(at(0, 100, "c"), at(100, 200, "d"))}, "a|←\nc|d"},
		"down":              {[][]grid.Edged{cells(at(0, 100, "a"), at(100, 200, "b")), cells(at(0, 100, "↑"), at(100, 200, "d"))}, "a|b\n↑|d"},
		"down and across": {[][]grid.Edged{cells(at(0, 200, "a"), at(200, 300, "b")), cells(at(0, 200, "↑"), at(200, 300, "d")),
			cells(at(0, 100, "e"), at(100, 200, "f"), at(200, 300, "g"))}, "a|←|b\n↑|↑|d\ne|f|g"},
		"nothing above to go on with": {[][]grid.Edged{cells(at(0, 100, "a")), cells(at(0, 50, "↑"), at(50, 100, "d"))}, "a|←\n↑|d"},
		"a row that begins later":     {[][]grid.Edged{cells(at(0, 100, "a"), at(100, 200, "b")), cells(at(100, 200, "d"))}, "a|b\n|d"},
		"no width":                    {[][]grid.Edged{cells(at(0, 0, "a"), at(0, 100, "b"), at(100, 200, "c"))}, "a|b|c"},
		"no width and no text":        {[][]grid.Edged{cells(at(0, 0, ""), at(0, 100, "b"), at(100, 200, "c"))}, "b|c"},
		"narrow":                      {[][]grid.Edged{cells(at(0, 10, "a"), at(10, 100, "b"))}, "a|b"},
		"one over the other":          {[][]grid.Edged{cells(at(0, 100, "a"), at(50, 200, "b")), cells(at(0, 50, "c"), at(50, 200, "d"))}, "a|←|b\nc|d|←"},
	} {
		t.Run(name, func(t *testing.T) {
			table, err := grid.FromEdges(budget(), test.rows, 20)
			require.NoError(t, err)
			require.Equal(t, test.want, show(table))
		})
	}
	table, err := grid.FromEdges(budget(), [][]grid.Edged{cells(at(0, 100, "a"), at(100, 200, "b")), cells(at(0, 100, "c"))}, 20)
	require.NoError(t, err)
	require.Equal(t, 1, table.Rows[1].Missing)
}

func TestLay(t *testing.T) {
	spot := func(text string, row, col, rows, cols int) grid.Spot {
		return grid.Spot{Cell: &block.Cell{Text: text}, Row: row, Col: col, Rows: rows, Cols: cols}
	}
	table, err := grid.Lay(budget(), 3, 3, []grid.Spot{spot("a", 0, 0, 2, 2), spot("b", 1, 1, 2, 2), spot("c", 2, 0, 9, 9), spot("d", 0, 2, 1, 1)})
	require.NoError(t, err)
	require.Equal(t, "a|←|d\n↑|↑|\nc|←|←", show(table), "b would begin on a")
	a := table.Rows[0].Cells[0]
	require.Equal(t, [...]int{0, 0, 2, 2}, [...]int{a.Row, a.Col, a.RowSpan, a.ColSpan})
	_, err = grid.Lay(budget(), 1<<40, 1<<40, nil)
	require.ErrorIs(t, err, block.ErrLimit)
}
