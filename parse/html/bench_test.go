package html_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"duban/parse"

	"github.com/stretchr/testify/require"
)

// samplePage returns the sample report as a page, its rows given times over.
func samplePage(tb testing.TB, times int) []byte {
	tb.Helper()
	return writePage(sampleDocument(tb), times)
}

// sampleDocument returns the sample report as the text reader reads it.
func sampleDocument(tb testing.TB) *parse.Document {
	tb.Helper()
	files, err := filepath.Glob("../../seeds/reports/*.txt")
	require.NoError(tb, err)
	require.NotEmpty(tb, files)
	data, err := os.ReadFile(files[0])
	require.NoError(tb, err)
	doc, err := parse.Bytes(files[0], data)
	require.NoError(tb, err)
	return doc
}

func BenchmarkHTML(b *testing.B) {
	for _, times := range []int{1, 10, 100} {
		data := samplePage(b, times)
		rows := 157 * times
		b.Run(fmt.Sprintf("rows=%d", rows), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				_, err := parse.Bytes("page.html", data)
				require.NoError(b, err)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*rows), "ns/row")
		})
	}
}
