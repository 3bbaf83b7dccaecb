package text_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"duban/parse"
	"duban/parse/block"
	"duban/parse/charset"
	"duban/parse/charset/charsettest"
	"duban/parse/text"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"
)

// FuzzText: whatever the bytes, the reader does not panic, gives the same document twice, keeps every character in its
// order, and gives places that rise and lie in the file.
func FuzzText(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txtar")
	require.NoError(f, err)
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		require.NoError(f, err)
		in := bytes.ReplaceAll(archive.Files[0].Data, []byte("␌"), []byte("\f"))
		f.Add(in)
		f.Add(charsettest.Encodings[charset.GBName](string(in)))
	}
	sample, err := os.ReadFile("../../seeds/reports/000_756023d8918cde28.txt")
	require.NoError(f, err)
	f.Add(sample[:6000])
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := parse.Bytes("in", data)
		if err != nil {
			var e *parse.Error
			require.True(t, errors.As(err, &e))
			return
		}
		if !doc.Format.IsLines() {
			return
		}
		again, err := parse.Bytes("in", data)
		require.NoError(t, err)
		require.Equal(t, doc, again)
		if doc.Format == parse.FormatText || !bytes.Contains(bytes.ToLower(data), []byte("<table")) { // all that is in it has its place
			requirePlaces(t, doc, data)
		}
		if doc.Format == parse.FormatText || !bytes.ContainsAny(data, "<[&\\*_`~>:$^!") { // marks of Markdown are no text
			requireWhole(t, doc, data)
		}
	})
}

func requirePlaces(t *testing.T, doc *parse.Document, data []byte) {
	last := charset.LineEnds([]byte(text.PlainBreaks(charset.Decode(data, "").Text))) + 1
	at := 1
	next := func(p parse.Place, end int) {
		require.LessOrEqual(t, at, p.Line)
		require.LessOrEqual(t, p.Line, p.EndLine)
		require.LessOrEqual(t, p.EndLine, end)
		at = p.Line
	}
	for _, b := range doc.Blocks {
		place := b.Pos()
		next(place, last)
		if table, ok := b.(*parse.Table); ok {
			require.NotEmpty(t, table.Rows)
			for _, row := range table.Rows {
				require.NotEmpty(t, row.Cells)
				next(row.Place, place.EndLine)
				for _, cell := range row.Cells {
					require.LessOrEqual(t, row.Line, cell.Line)
					require.LessOrEqual(t, cell.EndLine, row.EndLine)
				}
				at = row.EndLine
			}
		}
		at = place.EndLine
	}
}

// requireWhole: what is not white space, mark-up of tables or a page's head and foot, of which a diagnostic tells, is
// in the blocks, once and in the same order. Only the rows of a table with a frame or of aligned columns can stand in several lines side by
// side; there the order is not compared.
func requireWhole(t *testing.T, doc *parse.Document, data []byte) {
	const leftOut = "left out of a table as the head or foot of a page"
	lines, err := text.LinesOf(charset.Decode(data, "").Text)
	require.NoError(t, err)
	for _, d := range doc.Diagnostics {
		if how, _, ok := strings.Cut(d.Message, ": "); ok && how == leftOut {
			i := slices.IndexFunc(lines, func(l text.SourceLine) bool {
				return l.Number == d.Line && d.Message == fmt.Sprintf("%s: %.60q", leftOut, block.Trim(l.Text))
			})
			require.GreaterOrEqual(t, i, 0)
			lines = slices.Delete(lines, i, i+1)
		}
	}
	var in, out strings.Builder
	for _, l := range lines {
		in.WriteString(l.Text)
	}
	framed := false
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *parse.Paragraph:
			out.WriteString(b.Text)
		case *parse.Heading:
			out.WriteString(b.Text)
		case *parse.Table:
			framed = framed || b.Layout == parse.LayoutPipes || b.Layout == parse.LayoutAligned
			for _, row := range b.Rows {
				for _, cell := range row.Cells {
					out.WriteString(cell.Text)
				}
			}
		}
	}
	want, got := substance(in.String()), substance(out.String())
	if framed {
		slices.Sort(want)
		slices.Sort(got)
	}
	require.Equal(t, string(want), string(got))
}

// substance returns the characters of s that no reader of tables may leave out.
func substance(s string) []rune {
	return slices.DeleteFunc([]rune(s), func(r rune) bool {
		const markup = `–—#|\-:+=",<br/>BR` + "─━═│┃║┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝┏┳┓┣╋┫┗┻┛╒╤╕╞╪╡╘╧╛"
		return block.IsSpace(r) || strings.ContainsRune(markup, r)
	})
}
