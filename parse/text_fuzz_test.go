package parse

import (
	"bytes"
	"context"

	"duban/parse/block"

	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/tools/txtar"
)

// FuzzText: whatever the bytes, the reader does not panic, gives the same document twice, keeps every character in its
// order, and gives places that rise and lie in the file.
func FuzzText(f *testing.F) {
	files, err := filepath.Glob("testdata/text/*.txtar")
	require.NoError(f, err)
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		require.NoError(f, err)
		in := bytes.ReplaceAll(archive.Files[0].Data, []byte("␌"), []byte("\f"))
		f.Add(in)
		f.Add(encodings[gbName](string(in)))
	}
	sample, err := os.ReadFile("../seeds/reports/000_756023d8918cde28.txt")
	require.NoError(f, err)
	f.Add(sample[:6000])
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Bytes("in", data)
		if err != nil {
			var e *Error
			require.True(t, errors.As(err, &e))
			return
		}
		if !doc.Format.IsLines() {
			return
		}
		again, err := Bytes("in", data)
		require.NoError(t, err)
		require.Equal(t, doc, again)
		if doc.Format == FormatText || !bytes.Contains(bytes.ToLower(data), []byte("<table")) { // all that is in it has its place
			requirePlaces(t, doc, data)
		}
		if doc.Format == FormatText || !bytes.ContainsAny(data, "<[&\\*_`~>:") { // marks of Markdown are no text
			requireWhole(t, doc, data)
		}
	})
}

func requirePlaces(t *testing.T, doc *Document, data []byte) {
	last := countLineEnds([]byte(plainBreaks(decode(data, "").text))) + 1
	at := 1
	next := func(p Place, end int) {
		require.LessOrEqual(t, at, p.Line)
		require.LessOrEqual(t, p.Line, p.EndLine)
		require.LessOrEqual(t, p.EndLine, end)
		at = p.Line
	}
	for _, block := range doc.Blocks {
		place := block.Pos()
		next(place, last)
		if table, ok := block.(*Table); ok {
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
func requireWhole(t *testing.T, doc *Document, data []byte) {
	lines, err := splitLines(block.NewBudget(context.Background(), Limits{}), plainBreaks(decode(data, "").text))
	require.NoError(t, err)
	for _, d := range doc.Diagnostics {
		if how, _, ok := strings.Cut(d.Message, ": "); ok && how == leftOut {
			i := slices.IndexFunc(lines, func(l line) bool {
				return l.number == d.Line && d.Message == fmt.Sprintf("%s: %.60q", leftOut, trim(l.text))
			})
			require.GreaterOrEqual(t, i, 0)
			lines = slices.Delete(lines, i, i+1)
		}
	}
	var in, out strings.Builder
	for _, l := range lines {
		in.WriteString(l.text)
	}
	framed := false
	for _, block := range doc.Blocks {
		switch block := block.(type) {
		case *Paragraph:
			out.WriteString(block.Text)
		case *Heading:
			out.WriteString(block.Text)
		case *Table:
			framed = framed || block.Layout == LayoutPipes || block.Layout == LayoutAligned
			for _, row := range block.Rows {
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

// FuzzDecode: text that is written in an encoding and read again is the same, and nothing is reported.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{"附件1\r\n序号\t任务", "增长\u200B6%①㎡", "𠂇é\uFE10\u1E3F", "\x00\r"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || strings.ContainsAny(s, "\x00\uFFFD") || hasLookalikes(s) {
			return
		}
		for name, data := range map[string][]byte{
			utf8Name:    append([]byte("\xEF\xBB\xBF"), s...),
			utf16LEName: append([]byte("\xFF\xFE"), encodeUTF16(s, binary.LittleEndian)...),
			utf16BEName: append([]byte("\xFE\xFF"), encodeUTF16(s, binary.BigEndian)...),
		} {
			d := decode(data, "gbk")
			require.Equal(t, s, d.text)
			require.Equal(t, name, d.encoding)
			for _, trouble := range d.trouble { // other scripts than Chinese make it seem so
				require.Contains(t, trouble.Message, "another encoding than the UTF-16")
			}
		}
		written, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(s))
		if err != nil || strings.ContainsFunc(s, isPrivate) {
			return
		}
		d := decoder{line: 1}
		d.gb(written)
		require.Equal(t, s, d.text.String())
		require.Equal(t, countLineEnds([]byte(s))+1, d.line)
	})
}
