package extract_test

import (
	"fmt"
	"html"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/internal/testdoc"
	"duban/parse"
	"duban/schema"
)

func sampleDocument(t testing.TB) *parse.Document {
	data, err := os.ReadFile(samplePath)
	require.NoError(t, err)
	doc, err := parse.Bytes("sample.txt", data)
	require.NoError(t, err)
	return doc
}

// TestFormats reads the sample as HTML and as DOCX, with merged categories and automatic numbers, and finds what it
// finds in the text.
func TestFormats(t *testing.T) {
	doc := sampleDocument(t)
	want := extract.Report(doc, extract.Options{})
	for name, data := range map[string][]byte{"sample.html": reportHTML(doc, 1), "sample.docx": testdoc.Report(doc, 1)} {
		t.Run(name, func(t *testing.T) {
			doc, err := parse.Bytes(name, data)
			require.NoError(t, err)
			got := extract.Report(doc, extract.Options{})
			require.Equal(t, want.Title, got.Title)
			require.Equal(t, want.Issuer, got.Issuer)
			require.Equal(t, want.Date, got.Date)
			require.Equal(t, want.Period, got.Period)
			require.Len(t, got.Sections, len(want.Sections))
			require.Len(t, got.Annexes, len(want.Annexes))
			for i := range want.Annexes {
				require.Equal(t, want.Annexes[i].Title, got.Annexes[i].Title)
				require.Equal(t, want.Annexes[i].Columns, got.Annexes[i].Columns)
				require.Len(t, got.Annexes[i].Rows, len(want.Annexes[i].Rows))
				for k := range want.Annexes[i].Rows {
					require.Equal(t, formless(want.Annexes[i].Rows[k]), formless(got.Annexes[i].Rows[k]))
				}
			}
		})
	}
}

// formless is a row without what depends on the format: where it stands, and where its number comes from.
func formless(r schema.Row) schema.Row {
	r.NumberSource, r.Location = "", nil
	return r
}

// reportHTML writes a document as a page, with the rows of its tables given times over. A label that heads two columns
// spans them, and the cells of a category are merged, also where the text has lost them.
func reportHTML(doc *parse.Document, times int) []byte {
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
