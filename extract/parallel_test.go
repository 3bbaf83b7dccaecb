package extract_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/internal/testdoc"
	"duban/parse"
	"duban/schema"
	"duban/schema/check"
)

// TestRowsSideBySide reads reports with one processor and with several; what is written must be the same. Under -race it also
// shows that no two workers touch the same thing.
func TestRowsSideBySide(t *testing.T) {
	sources := map[string][]byte{
		"typical.docx": testdoc.Typical(sampleDocument(t), 3), "hard.docx": testdoc.Report(sampleDocument(t), 2),
		// more figures than there is room for, so that the order of the rows decides where they end
		"dense.html": []byte("<table><tr><td>序号<td>年度任务<td>责任单位<td>进展情况" + strings.Repeat("<tr><td>1<td>完成5个<td>区住建局<td>"+strings.Repeat("1,", 3000), 40) + "</table>"),
		// the same behind more rows than are read before their drafts are let go
		"late.html": []byte("<table><tr><td>序号<td>年度任务<td>责任单位<td>进展情况" + strings.Repeat("<tr><td>1<td>完成5个<td>区住建局<td>已完成", 4200) + strings.Repeat("<tr><td>1<td>完成5个<td>区住建局<td>"+strings.Repeat("1,", 3000), 60) + "</table>"),
	}
	for _, pattern := range []string{"../testdata/reports/*", "../testdata/tables/*"} {
		names, err := filepath.Glob(pattern)
		require.NoError(t, err)
		for _, name := range names {
			if data, err := os.ReadFile(name); err == nil { // no folder
				sources[filepath.Base(name)] = data
			}
		}
	}
	require.Greater(t, len(sources), 20)
	limited := false
	for name, data := range sources {
		written := [2]string{}
		for i, processors := range []int{1, 4} {
			before := runtime.GOMAXPROCS(processors)
			doc, err := parse.Bytes(name, data)
			if err == nil {
				report := extract.Report(doc, extract.Options{})
				check.Report(report)
				written[i] = string(schema.Indented(report))
			}
			runtime.GOMAXPROCS(before)
		}
		require.Equal(t, written[0], written[1], name)
		limited = limited || strings.Contains(written[0], string(schema.NumberLimit))
	}
	require.True(t, limited, "no report has more figures than there is room for")
}
