package testdoc

import (
	"fmt"
	"html"
	"strings"

	"duban/parse"
)

// HTML writes a document as a page, with the rows of its tables given times over. A label that heads two columns
// spans them, and the cells of a category are merged, also where the text has lost them.
func HTML(doc *parse.Document, times int) []byte {
	var sb strings.Builder
	sb.WriteString("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>督查</title></head>\n<body>\n")
	for _, block := range doc.Blocks {
		switch block := block.(type) {
		case *parse.Paragraph:
			fmt.Fprintf(&sb, "<p>%s</p>\n", html.EscapeString(block.Text))
		case *parse.Table:
			tableHTML(&sb, block, times)
		}
	}
	sb.WriteString("</body></html>\n")
	return []byte(sb.String())
}

func tableHTML(sb *strings.Builder, t *parse.Table, times int) {
	width := t.Width()
	sb.WriteString("<table border=\"1\">\n<tr>")
	for i, c := range t.Rows[0].Cells {
		span := 1
		if i == 1 {
			span += width - len(t.Rows[0].Cells)
		}
		fmt.Fprintf(sb, "<th colspan=\"%d\">%s</th>", span, html.EscapeString(c.Text))
	}
	sb.WriteString("</tr>\n")
	merged := width > len(t.Rows[0].Cells) // the second column is of categories
	for range times {
		for i, row := range t.Rows[1:] {
			fmt.Fprintf(sb, "<tr><td>%d</td>", i+1)
			for col := 1; col < width; col++ {
				text := cellAt(row, col, width)
				span := 1
				if merged && col == 1 {
					if text == "" {
						continue // covered from above
					}
					for n := i + 2; n < len(t.Rows) && cellAt(t.Rows[n], 1, width) == ""; n++ {
						span++
					}
				}
				fmt.Fprintf(sb, "<td rowspan=\"%d\">%s</td>", span, strings.ReplaceAll(html.EscapeString(text), "\n", "<br/>"))
			}
			sb.WriteString("</tr>\n")
		}
	}
	sb.WriteString("</table>\n")
}

// cellAt returns the text of a column of a row that may have lost cells at its front.
func cellAt(row parse.Row, col, width int) string {
	if at := col - width + len(row.Cells); at >= 0 {
		return row.Cells[at].Text
	}
	return ""
}
