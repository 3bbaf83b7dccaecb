package extract_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"duban/extract"
	"duban/parse"
)

// FuzzReport reads any bytes without a panic, and gives rows whose points lie in their texts.
func FuzzReport(f *testing.F) {
	paths, err := filepath.Glob("testdata/kinds/*.txtar")
	require.NoError(f, err)
	for _, path := range paths {
		data, err := os.ReadFile(path)
		require.NoError(f, err)
		f.Add(txtar.Parse(data).Files[0].Data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := parse.Bytes("fuzz", data)
		if err != nil {
			return
		}
		for _, a := range extract.Report(doc, extract.Options{}).Annexes {
			for i, r := range a.Rows {
				require.Equal(t, i+1, r.Index)
				for _, p := range r.Points {
					require.Less(t, p.Start, p.End)
					require.LessOrEqual(t, p.End, len([]rune(r.Progress)))
				}
			}
		}
	})
}
