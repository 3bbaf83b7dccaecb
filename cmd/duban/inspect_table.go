package main

import (
	"strings"

	"duban/internal/message"
	"duban/parse"
)

// table writes a table as a grid, with an empty line above and below.
func (v *view) table(number int, t *parse.Table) {
	v.line("")
	v.beginSheet(t.Place)
	caption := ""
	if t.Caption != "" {
		caption = ", " + v.shown(t.Caption, paragraphWidth)
	}
	v.line("table %d (%s): %s, %s%s", number, t.Layout, message.Count(len(t.Rows), "%d row", "%d rows"), message.Count(t.Width(), "%d column", "%d columns"), caption)
	grid := v.grid(t)
	widths := columnWidths(grid)
	for r, row := range t.Rows {
		cells := make([]string, len(grid[r]))
		for c, text := range grid[r] {
			cells[c] = screen.FillRight(text, widths[c])
		}
		v.at(row.Place, rowMark(row)+strings.Join(cells, " │ "))
	}
	v.line("")
}

// rowMark returns what is known of a row beside its cells.
func rowMark(row parse.Row) string {
	switch {
	case row.Header:
		return "* "
	case row.LostLead:
		return "⋯ "
	}
	return "  "
}

// grid returns what is shown for each place of the table.
func (v *view) grid(t *parse.Table) [][]string {
	grid := make([][]string, len(t.Rows))
	for r, row := range t.Rows {
		for c, cell := range row.Cells {
			text := v.shown(cell.Text, cellWidth)
			switch merged(t, r, c) {
			case fromAbove:
				text = "↑"
			case fromLeft:
				text = "←"
			}
			grid[r] = append(grid[r], text)
		}
	}
	return grid
}

// merge says from where a merged cell comes to one of its places.
type merge int

const (
	notMerged merge = iota
	fromLeft
	fromAbove
)

// merged tells whether the cell at that place stands above it or to its left as well.
func merged(t *parse.Table, r, c int) merge {
	cells := t.Rows[r].Cells
	if r > 0 && c < len(t.Rows[r-1].Cells) && t.Rows[r-1].Cells[c] == cells[c] {
		return fromAbove
	}
	if c > 0 && cells[c-1] == cells[c] {
		return fromLeft
	}
	return notMerged
}

// columnWidths returns the width of each column: that of its widest text, but at most cellWidth.
func columnWidths(grid [][]string) []int {
	var widths []int
	for _, row := range grid {
		for c, text := range row {
			if c == len(widths) {
				widths = append(widths, 0)
			}
			widths[c] = max(widths[c], min(screen.StringWidth(text), cellWidth))
		}
	}
	return widths
}
