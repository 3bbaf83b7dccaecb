package extract_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/internal/testdoc"
	"duban/parse"
)

// BenchmarkReport reads the sample from its bytes to the report, in each format, and the same with the rows of its
// tables repeated. Work and allocations per row are to stay flat.
func BenchmarkReport(b *testing.B) {
	doc := sampleDocument(b)
	for _, times := range []int{1, 10, 100} {
		for _, format := range []struct {
			name  string
			write func(*parse.Document, int) []byte
		}{{"text", reportText}, {"html", testdoc.HTML}, {"docx", testdoc.Report}} {
			b.Run(fmt.Sprintf("%s/x%d", format.name, times), func(b *testing.B) {
				data := format.write(doc, times)
				b.ReportAllocs()
				b.SetBytes(int64(len(data)))
				rows := 0
				for b.Loop() {
					doc, err := parse.Bytes("sample", data)
					require.NoError(b, err)
					rows = 0
					for _, a := range extract.Report(doc, extract.Options{}).Annexes {
						rows += len(a.Rows)
					}
				}
				require.Equal(b, 157*times, rows)
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(rows), "ns/row")
			})
		}
	}
}

// reportText writes a document as text with one cell a line, as the sample has it, with the rows of its tables given
// times over.
func reportText(doc *parse.Document, times int) []byte {
	var sb strings.Builder
	for _, block := range doc.Blocks {
		switch block := block.(type) {
		case *parse.Paragraph:
			sb.WriteString(block.Text + "\n")
		case *parse.Table:
			rowText(&sb, block.Rows[0])
			for range times {
				for _, row := range block.Rows[1:] {
					rowText(&sb, row)
				}
			}
		}
	}
	return []byte(sb.String())
}

func rowText(sb *strings.Builder, row parse.Row) {
	if row.LostLead {
		sb.WriteString(" ")
	}
	for _, c := range row.Cells {
		sb.WriteString("\t" + c.Text + "\n")
	}
	sb.WriteString("\n")
}
