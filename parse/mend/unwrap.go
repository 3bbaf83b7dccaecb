package mend

import (
	"strings"

	"duban/parse/block"
)

// unwrap takes tables out of tables that only hold them: of one column, which a page or a conversion has drawn around the
// text. Each is read as if it stood alone, the paragraphs around it as such.
func unwrap(blocks []block.Block) []block.Block {
	var out []block.Block
	for i, b := range blocks {
		t, ok := b.(*block.Table)
		parts, unwrapped := []block.Block(nil), false
		if ok {
			parts, unwrapped = unwrapTable(t)
		}
		switch {
		case unwrapped && out == nil:
			out = append(append(out, blocks[:i]...), unwrap(parts)...)
		case unwrapped:
			out = append(out, unwrap(parts)...)
		case out != nil:
			out = append(out, b)
		}
	}
	if out == nil {
		return blocks
	}
	return out
}

// unwrapTable returns what the cells of a table of one column hold, where one of them holds a table.
func unwrapTable(t *block.Table) ([]block.Block, bool) {
	if t.Layout != block.LayoutGrid {
		return nil, false
	}
	var cells []*block.Cell
	holds := false
	for _, row := range t.Rows {
		for _, c := range row.Cells {
			if c != row.Cells[0] && block.Trim(c.Text) != "" {
				return nil, false
			}
		}
		if n := len(row.Cells); n > 0 && (len(cells) == 0 || cells[len(cells)-1] != row.Cells[0]) {
			cells = append(cells, row.Cells[0])
			holds = holds || len(row.Cells[0].Tables) > 0
		}
	}
	if !holds {
		return nil, false
	}
	var out []block.Block
	for _, c := range cells {
		parts, ok := unwrapCell(c)
		if !ok {
			return nil, false
		}
		out = append(out, parts...)
	}
	return out, true
}

// unwrapCell parts the text of a cell at the tables nested in it, of which it holds the texts as well.
func unwrapCell(c *block.Cell) ([]block.Block, bool) {
	var out []block.Block
	rest := c.Text
	paragraphs := func(text string) {
		for line := range strings.SplitSeq(text, "\n") {
			if line = block.Trim(line); line != "" {
				out = append(out, &block.Paragraph{Text: line, Place: c.Place})
			}
		}
	}
	for _, t := range c.Tables {
		text := string(block.Tidy([]byte(t.Text())))
		at := strings.Index(rest, text)
		if at < 0 || text == "" {
			return nil, false
		}
		paragraphs(rest[:at])
		out = append(out, t)
		rest = rest[at+len(text):]
	}
	paragraphs(rest)
	return out, true
}
