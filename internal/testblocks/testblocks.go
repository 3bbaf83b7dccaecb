// Package testblocks shows, for tests, the blocks that a reader made of a document, and says whether they hang
// together.
package testblocks

import (
	"fmt"
	"strings"

	"duban/parse/block"
)

// Lines shows each block as a line, a table as one for each row: headings behind #, automatic numbers in [ ], header
// rows behind *. The cells of a row are parted by │; where a merged cell goes on there is ← in its first row and ↑
// below. Line ends are ⏎.
func Lines(doc *block.Document) []string {
	lines := []string{}
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *block.Heading:
			lines = append(lines, strings.Repeat("#", b.Level)+" "+numbered(b.List, b.Text))
		case *block.Paragraph:
			lines = append(lines, numbered(b.List, b.Text))
		case *block.Table:
			for i := range b.Rows {
				lines = append(lines, row(b, i))
			}
		}
	}
	return lines
}

func numbered(list, text string) string {
	text = strings.ReplaceAll(text, "\n", "⏎")
	if list == "" {
		return text
	}
	return "[" + list + "]" + strings.TrimPrefix(text, list)
}

func row(t *block.Table, i int) string {
	var cells []string
	for col, c := range t.Rows[i].Cells {
		switch {
		case c.Row != i:
			cells = append(cells, "↑")
		case c.Col != col:
			cells = append(cells, "←")
		default:
			cells = append(cells, numbered(c.List, c.Text))
		}
	}
	mark := ""
	if t.Rows[i].Header {
		mark = "* "
	}
	return mark + strings.Join(cells, "│")
}

// Check returns an error if the grids of a document do not hang together: rows of one length, cells at the places
// that they cover.
func Check(doc *block.Document) error {
	for _, b := range doc.Blocks {
		if t, ok := b.(*block.Table); ok {
			if err := check(t); err != nil {
				return err
			}
		}
	}
	return nil
}

func check(t *block.Table) error {
	width := t.Width()
	for i, row := range t.Rows {
		if len(row.Cells) != width {
			return fmt.Errorf("row %d has %d cells of %d", i, len(row.Cells), width)
		}
		for col, c := range row.Cells {
			if c == nil || i < c.Row || i >= c.Row+c.RowSpan || col < c.Col || col >= c.Col+c.ColSpan {
				return fmt.Errorf("row %d, column %d: a cell that is not there: %+v", i, col, c)
			}
			for _, nested := range c.Tables {
				if err := check(nested); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
