package extract_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/internal/testdoc"
	"duban/parse"
	"duban/schema"
	"duban/schema/check"
)

// BenchmarkStages takes the sample as a DOCX, and the same with its rows repeated, through ever more of the way: what
// any reader in Go has to do (inflate, tokenise), then parse, extract, and the whole way to JSON.
func BenchmarkStages(b *testing.B) {
	doc := sampleDocument(b)
	for _, times := range []int{1, 10, 100} {
		data := testdoc.Report(doc, times)
		for _, stage := range []struct {
			name string
			run  func(b *testing.B)
		}{
			{"inflate", func(b *testing.B) { inflate(b, data) }},
			{"tokens", func(b *testing.B) { tokens(b, inflate(b, data)) }},
			{"parse", func(b *testing.B) { parsed(b, data) }},
			{"extract", func(b *testing.B) { extract.Report(parsed(b, data), extract.Options{}) }},
			{"whole", func(b *testing.B) {
				report := extract.Report(parsed(b, data), extract.Options{})
				check.Report(report)
				schema.Indented(report)
			}},
		} {
			b.Run(fmt.Sprintf("%s/x%d", stage.name, times), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					stage.run(b)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(157*times), "ns/row")
			})
		}
	}
}

func inflate(b *testing.B, data []byte) []byte {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	require.NoError(b, err)
	f, err := z.Open("word/document.xml")
	require.NoError(b, err)
	out, err := io.ReadAll(f)
	require.NoError(b, err)
	return out
}

func tokens(b *testing.B, data []byte) {
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		_, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return
		}
		require.NoError(b, err)
	}
}

func parsed(b *testing.B, data []byte) *parse.Document {
	doc, err := parse.Bytes("report.docx", data)
	require.NoError(b, err)
	return doc
}
