package bulk

import (
	"context"
	"os"
	"testing"
	"time"

	"duban/parse"
	"duban/parse/page"
	"duban/schema/dataset"

	"github.com/stretchr/testify/require"
)

// engineOf returns options with an engine of that name, which tells pages with a text.
func engineOf(name, text string) Options {
	o := options()
	o.Engine, o.Dataset.Formats = name, []dataset.Format{dataset.CSV, dataset.NDJSON, dataset.SQLite}
	if name == "" {
		return o
	}
	o.Parse = parse.Options{PDF: func(_ context.Context, _ []byte, yield func(page.Page) error) error {
		p := page.Page{Width: 60_000, Height: 84_000}
		for i, r := range []rune(text) {
			x := 7000 + 1000*i
			p.Glyphs = append(p.Glyphs, page.Glyph{Text: string(r), X: x, Base: 10_000, Size: 1000,
				Box: page.Box{Left: x, Top: 9200, Right: x + 1000, Bottom: 10_200}})
		}
		return yield(p)
	}}
	return o
}

// The program that tells the pages of PDF files may come, change and go: what hangs on it is read anew, in archives too, and
// nothing else.
func TestOtherEngine(t *testing.T) {
	tree(t, map[string]string{"in/a.txt": "关于一", "in/b.pdf": "%PDF-1.4 one", "in/z.zip": packed(t, plain, "c.pdf=%PDF-1.4 two", "d.txt=关于二")})
	past := time.Now().Add(-time.Hour)
	for _, name := range []string{"in/a.txt", "in/b.pdf", "in/z.zip"} {
		require.NoError(t, os.Chtimes(name, past, past))
	}
	titles := func(name, text string) []string {
		o := engineOf(name, text)
		imported(t, o, "in")
		require.Equal(t, []string{"in/a.txt true", "in/b.pdf " + isThere(name), "in/z.zip/c.pdf " + isThere(name), "in/z.zip/d.txt true"},
			known2(imported(t, o, "in")))
		got := contents(t, "out")
		o.Out = t.TempDir()
		imported(t, o, "in")
		want := contents(t, o.Out)
		for table, data := range want {
			if table != "dataset.sqlite" && table != "datapackage.json" { // the one is changed, the other has its digest
				require.Equal(t, data, got[table], table)
			}
		}
		return column(table(t, "reports"), "title")
	}
	require.Equal(t, []string{"关于一", "关于二"}, titles("", ""))
	require.Equal(t, []string{"关于一", "关于三", "关于三", "关于二"}, titles("first", "关于三"))
	require.Equal(t, []string{"关于一", "关于四", "关于四", "关于二"}, titles("second", "关于四"))

	o := engineOf("third", "关于五")
	r := imported(t, o, "in/a.txt") // PDF files that are not named
	require.Equal(t, []string{"in/a.txt true", "in/b.pdf false", "in/z.zip/c.pdf false"}, known2(r))
	require.Equal(t, []string{"关于一", "关于五", "关于五", "关于二"}, column(table(t, "reports"), "title"))
}

func isThere(engine string) string {
	return map[bool]string{true: "true", false: "false"}[engine != ""]
}
