// Package testtables reads the tables of testdata for the tests of what is made of reports.
package testtables

import (
	"path/filepath"
	"slices"
	"testing"

	"duban/extract"
	"duban/parse"
	"duban/schema"
	"duban/schema/check"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"
)

// Reports returns what is read from the page of each file of testdata/tables, by the name of the file. It is for tests
// of packages below schema.
func Reports(t *testing.T) map[string]*schema.Report {
	files, err := filepath.Glob("../../testdata/tables/*.txtar")
	require.NoError(t, err)
	require.Greater(t, len(files), 30)
	reports := map[string]*schema.Report{}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		require.NoError(t, err)
		i := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == "table.html" })
		require.GreaterOrEqual(t, i, 0, file)
		name := filepath.Base(file)
		doc, err := parse.Bytes(name+".html", archive.Files[i].Data)
		require.NoError(t, err, file)
		r := extract.Report(doc, extract.Options{})
		check.Report(r)
		reports[name] = r
	}
	return reports
}
