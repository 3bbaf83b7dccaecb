// Package testblocks shows, for tests, the blocks that a reader made of a document, and says whether they hang
// together.
package testblocks

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"duban/parse/block"

	"github.com/stretchr/testify/require"
)

// Lines shows each block as a line, a table as one for each row: headings behind #, automatic numbers in [ ], header
// rows behind *. The cells of a row are parted by │; where a merged cell goes on there is ← in its first row and ↑
// below. Line ends are ⏎.
func Lines(doc *block.Document) []string {
	lines := []string{}
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *block.Heading:
			lines = append(lines, strings.Repeat("#", b.Level)+" "+numbered(b.List, b.Text))
		case *block.Paragraph:
			lines = append(lines, numbered(b.List, b.Text))
		case *block.Table:
			for i := range b.Rows {
				lines = append(lines, row(b, i))
			}
		}
	}
	return lines
}

func numbered(list, text string) string {
	text = strings.ReplaceAll(text, "\n", "⏎")
	if list == "" {
		return text
	}
	return "[" + list + "]" + strings.TrimPrefix(text, list)
}

func row(t *block.Table, i int) string {
	var cells []string
	for col, c := range t.Rows[i].Cells {
		switch {
		case c.Row != i:
			cells = append(cells, "↑")
		case c.Col != col:
			cells = append(cells, "←")
		default:
			cells = append(cells, numbered(c.List, c.Text))
		}
	}
	mark := ""
	if t.Rows[i].Header {
		mark = "* "
	}
	return mark + strings.Join(cells, "│")
}

// Check returns an error if the grids of a document do not hang together: rows of one length, cells at the places
// that they cover.
func Check(doc *block.Document) error {
	for _, b := range doc.Blocks {
		if t, ok := b.(*block.Table); ok {
			if err := check(t); err != nil {
				return err
			}
		}
	}
	return nil
}

func check(t *block.Table) error {
	width := t.Width()
	for i, row := range t.Rows {
		if len(row.Cells) != width {
			return fmt.Errorf("row %d has %d cells of %d", i, len(row.Cells), width)
		}
		for col, c := range row.Cells {
			if c == nil || i < c.Row || i >= c.Row+c.RowSpan || col < c.Col || col >= c.Col+c.ColSpan {
				return fmt.Errorf("row %d, column %d: a cell that is not there: %+v", i, col, c)
			}
			for _, nested := range c.Tables {
				if err := check(nested); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// Reader is what reads the documents of a format.
type Reader func(b *block.Budget, source []byte) (*block.Document, error)

// Read reads a source that is whole.
func (read Reader) Read(t *testing.T, source string) *block.Document {
	t.Helper()
	doc, err := read(block.NewBudget(context.Background(), block.Limits{}), []byte(source))
	require.NoError(t, err)
	require.NoError(t, Check(doc))
	return doc
}

// Try reads a source that may be damaged.
func (read Reader) Try(t testing.TB, source []byte, limits block.Limits) (*block.Document, error) {
	t.Helper()
	doc, err := read(block.NewBudget(context.Background(), limits), source)
	if err != nil {
		require.ErrorAs(t, err, new(*block.Error))
		require.Nil(t, doc)
		return nil, err
	}
	require.NoError(t, Check(doc))
	return doc, nil
}

// BrokenOff reads a whole source up to each of the cuts: it has what stands before, and nothing else.
func (read Reader) BrokenOff(t *testing.T, whole []byte, from, to, step int) {
	t.Helper()
	full := strings.Join(Lines(read.Read(t, string(whole))), "\n")
	for cut := from; cut < to; cut += step {
		doc, err := read.Try(t, whole[:cut], block.Limits{})
		if err != nil {
			require.ErrorIs(t, err, block.ErrDamaged)
			continue
		}
		require.NotEmpty(t, doc.Diagnostics, cut)
		for _, b := range doc.Blocks {
			if _, ok := b.(*block.Table); !ok {
				require.Contains(t, full, block.TextOf(b), "cut at %d", cut)
			}
		}
	}
}

// formats is where files of other makers lie beside the project, seen from a room of parse.
const formats = "../../../shared/formats"

// Converted compares, where there are such files, what show makes of documents of a format with what it makes of the DOCX that
// they were converted from.
func Converted(t *testing.T, format string, show func(t *testing.T, path string) string) {
	t.Helper()
	for _, name := range []string{"gplain", "v2"} {
		converted := filepath.Join(formats, format, name+"."+format)
		if _, err := os.Stat(converted); err != nil {
			t.Skip("no ../shared/formats here")
		}
		require.Equal(t, show(t, filepath.Join(formats, name+".docx")), show(t, converted), name)
	}
}

// Foreign reads files of other projects, where there are any, some damaged on purpose: they are read or refused within seconds.
func Foreign(t *testing.T, format string, read func(ctx context.Context, name string, data []byte) (*block.Document, error)) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(formats, "[fr]*", "*."+format))
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("no ../shared/formats here")
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		_, err = read(ctx, path, data)
		cancel()
		if err != nil {
			require.ErrorAs(t, err, new(*block.Error), path)
			require.NotErrorIs(t, err, context.DeadlineExceeded, path)
		}
	}
}

// File reads a file of any format and shows it.
func File(t *testing.T, path string, read func(name string, data []byte) (*block.Document, error)) string {
	t.Helper()
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	doc, err := read(path, data)
	require.NoError(t, err)
	return strings.Join(Lines(doc), "\n")
}

// Unread returns what is not read with its message in English alone.
func Unread(doc *block.Document) []block.Unread {
	var out []block.Unread
	for _, u := range doc.Unread {
		out = append(out, block.Unread{What: u.What, Message: u.Message, Place: u.Place})
	}
	return out
}

// Diagnostics returns the diagnostics with their messages in English alone.
func Diagnostics(doc *block.Document) []block.Diagnostic {
	var out []block.Diagnostic
	for _, d := range doc.Diagnostics {
		out = append(out, block.Diagnostic{Place: d.Place, Message: d.Message})
	}
	return out
}
