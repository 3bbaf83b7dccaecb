package docx_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"duban/internal/testdoc"
	"duban/parse"

	"github.com/stretchr/testify/require"
)

// sample returns the sample report as its text was read.
func sample(tb testing.TB) *parse.Document {
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

func BenchmarkDOCX(b *testing.B) {
	doc := sample(b)
	for _, times := range []int{1, 10, 100} {
		data := testdoc.Report(doc, times)
		b.Run(fmt.Sprintf("rows=%d", 157*times), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				_, err := parse.Bytes("report.docx", data)
				require.NoError(b, err)
			}
		})
	}
}
