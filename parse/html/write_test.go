package html_test

import (
	"fmt"
	"html"
	"strings"

	"duban/parse"
)

// writePage writes a document as a page of a government site, with the rows of its tables given times over.
func writePage(doc *parse.Document, times int) []byte {
	var sb strings.Builder
	sb.WriteString("<!DOCTYPE html>\n<html>\n<head><meta charset=\"utf-8\"><title>页面</title></head>\n<body>\n<div class=\"content\">\n")
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *parse.Heading:
			fmt.Fprintf(&sb, "<h%d>%s</h%[1]d>\n", b.Level, lines(b.Text))
		case *parse.Paragraph:
			fmt.Fprintf(&sb, "<p style=\"text-indent:2em\">%s</p>\n", lines(b.Text))
		case *parse.Table:
			writeTable(&sb, b, times)
		}
	}
	sb.WriteString("</div>\n</body>\n</html>\n")
	return []byte(sb.String())
}

func writeTable(sb *strings.Builder, t *parse.Table, times int) {
	sb.WriteString("<table border=\"1\" cellspacing=\"0\">\n")
	writeRow(sb, t.Rows[0])
	for range times {
		for _, row := range t.Rows[1:] {
			writeRow(sb, row)
		}
	}
	sb.WriteString("</table>\n")
}

func writeRow(sb *strings.Builder, row parse.Row) {
	sb.WriteString("<tr>\n")
	for _, c := range row.Cells {
		fmt.Fprintf(sb, "  <td width=\"120\" style=\"border:1px solid\"><p><span style=\"font-size:14px\">%s</span></p></td>\n", lines(c.Text))
	}
	sb.WriteString("</tr>\n")
}

func lines(s string) string { return strings.ReplaceAll(html.EscapeString(s), "\n", "<br>") }
