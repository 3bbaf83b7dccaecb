package html_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"duban/parse"
	"duban/parse/block"
	"duban/parse/html"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/tools/txtar"
)

// FuzzHTML reads any bytes as a page: without panic, twice the same, and with grids as Table promises them.
func FuzzHTML(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txtar")
	require.NoError(f, err)
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		require.NoError(f, err)
		f.Add(archive.Files[0].Data)
	}
	for _, page := range []string{
		"<table><tr><td rowspan=0 colspan=3>1<tr><th>2<td rowspan=9>3</table>",
		"<div style='display:table'><div style='display:table-row'><p>1<p>2</div></div>",
		"<ol reversed start=-3><li value=9><pre>序号\t任务\n1\t甲\n2\t乙\n</pre></ol>",
		"<table><thead><tr><td rowspan=3>序号<td>任务<tbody><tr><td>1<table><caption>表<tr><td>2",
		"<p><span style='mso-list:Ignore'>1.</span><b><table><tr><td><p><span style='mso-list:ignore'>l</span></table>",
	} {
		f.Add([]byte(page))
		gb, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(page))
		require.NoError(f, err)
		f.Add(gb)
	}
	limits := parse.Limits{Cells: 20_000, Unpacked: 1 << 20, Nodes: 100_000}
	f.Fuzz(func(t *testing.T, data []byte) {
		read := func() (*parse.Document, error) {
			b := block.NewBudget(context.Background(), limits)
			doc, err := html.Read(b, data)
			if err != nil {
				return nil, err
			}
			doc.NumberTables()
			return doc, nil
		}
		doc, err := read()
		if err != nil {
			require.ErrorAs(t, err, new(*parse.Error))
			return
		}
		requireGrids(t, doc)
		again, err := read()
		require.NoError(t, err)
		require.Equal(t, dumpHTML(doc), dumpHTML(again))
	})
}

// TestHTMLHostile reads the pages that fuzzing found to break a promise once, kept in testdata/fuzz/FuzzHTML, and the
// golden pages cut off at every hundredth byte.
func TestHTMLHostile(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		page := txtar.Parse(data).Files[0].Data
		for end := 1; end < len(page); end += 100 {
			doc, err := parse.Bytes("page.html", page[:end])
			if err == nil && doc.Format == parse.FormatHTML {
				requireGrids(t, doc)
			}
		}
	}
}
