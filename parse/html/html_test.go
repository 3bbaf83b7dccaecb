package html_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"duban/internal/testblocks"
	"duban/parse"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/tools/txtar"
)

// TestHTMLPages reads the pages of testdata. Each archive says what it shows, and holds page.html and the
// blocks that a reader of the page expects, as dumpHTML writes them. A line "encode: GB18030" in the comment has the
// page turned into that encoding first.
//
// With UPDATE_HTML=1 in the environment the blocks are written anew: read the difference before it is kept.
func TestHTMLPages(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			require.NoError(t, err)
			require.Len(t, archive.Files, 2)
			data := archive.Files[0].Data
			if strings.Contains(string(archive.Comment), "encode: GB18030") {
				data, err = simplifiedchinese.GB18030.NewEncoder().Bytes(data)
				require.NoError(t, err)
			}
			doc, err := parse.Bytes("page.html", data)
			require.NoError(t, err)
			requireGrids(t, doc)
			got := dumpHTML(doc)
			if os.Getenv("UPDATE_HTML") != "" {
				archive.Files[1].Data = []byte(got)
				require.NoError(t, os.WriteFile(file, txtar.Format(archive), 0o644))
			}
			require.Equal(t, string(archive.Files[1].Data), got)
		})
	}
}

// dumpHTML writes a document one block or row a line. Paragraphs and tables come with their number, rows too, with
// "*" where the source marks them as a header. In a row "<" and "^" stand where the cell to the left and the one above
// go on, "⏎" for a line break, "⇥" for a tab, "⍽" for a no-break space, "␠" for an en space, "∅" for no text, and {…} around
// an automatic number.
func dumpHTML(doc *parse.Document) string {
	var sb strings.Builder
	fmt.Fprintf(&sb, "%s\n", doc.Encoding)
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *parse.Heading:
			fmt.Fprintf(&sb, "%d h%d %s\n", b.Paragraph, b.Level, dumpText(b.List, b.Text))
		case *parse.Paragraph:
			fmt.Fprintf(&sb, "%d p %s\n", b.Paragraph, dumpText(b.List, b.Text))
		case *parse.Table:
			dumpTable(&sb, b)
		}
	}
	for _, d := range doc.Diagnostics {
		fmt.Fprintf(&sb, "! %s\n", d.Message)
	}
	return sb.String()
}

func dumpTable(sb *strings.Builder, t *parse.Table) {
	fmt.Fprintf(sb, "table %d %s %d×%d", t.Table, t.Layout, len(t.Rows), t.Width())
	if t.Caption != "" {
		fmt.Fprintf(sb, " %s", dumpText("", t.Caption))
	}
	sb.WriteByte('\n')
	for r, row := range t.Rows {
		mark := ""
		if row.Header {
			mark = "*"
		}
		var cells []string
		for col, c := range row.Cells {
			switch {
			case c.Row < r && t.Layout == parse.LayoutGrid:
				cells = append(cells, "^")
			case c.Col < col:
				cells = append(cells, "<")
			default:
				cells = append(cells, dumpText(c.List, c.Text))
			}
		}
		fmt.Fprintf(sb, "  %d%s: %s\n", row.Place.Row, mark, strings.Join(cells, " | "))
	}
}

func dumpText(list, text string) string {
	if rest, ok := strings.CutPrefix(text, list); ok && list != "" {
		text = "{" + list + "}" + rest
	}
	if text == "" {
		return "∅"
	}
	return strings.NewReplacer("\n", "⏎", "\t", "⇥", "\u00A0", "⍽", "\u2002", "␠").Replace(text)
}

// requireGrids checks what Table promises of a grid, and the places.
func requireGrids(tb testing.TB, doc *parse.Document) {
	tb.Helper()
	tables, paragraphs := 0, 0
	for _, b := range doc.Blocks {
		t, ok := b.(*parse.Table)
		if !ok {
			paragraphs++
			require.Equal(tb, parse.Place{Paragraph: paragraphs}, b.Pos(), "paragraph")
			continue
		}
		tables++
		require.Equal(tb, parse.Place{Table: tables}, t.Pos(), "table")
		if t.Layout == parse.LayoutGrid {
			requireGrid(tb, t)
		}
		for r, row := range t.Rows {
			require.Equal(tb, parse.Place{Table: tables, Row: r + 1}, row.Place)
			if t.Layout == parse.LayoutFlat {
				paragraphs += len(row.Cells) // which the cells were
			}
			for _, c := range row.Cells {
				require.Equal(tb, tables, c.Place.Table)
				if t.Layout == parse.LayoutGrid {
					require.Equal(tb, c.Row+1, c.Place.Row)
				}
			}
		}
	}
}

func requireGrid(tb testing.TB, t *parse.Table) {
	tb.Helper()
	require.NotEmpty(tb, t.Rows)
	width := t.Width()
	require.Positive(tb, width)
	for r, row := range t.Rows {
		require.Len(tb, row.Cells, width, "row %d", r)
		for col, c := range row.Cells {
			if !inPlace(t, c, r, col, width) { // there may be a million of them
				require.FailNow(tb, "a cell out of place", "row %d, column %d: %+v", r, col, c)
			}
			for _, nested := range c.Tables {
				if nested.Layout == parse.LayoutGrid {
					requireGrid(tb, nested)
				}
			}
		}
	}
}

// inPlace reports that c, which stands in row r and column col, is where it says, and that its spans lie in the grid.
func inPlace(t *parse.Table, c *parse.Cell, r, col, width int) bool {
	return c != nil && c.Row >= 0 && c.Row <= r && r < c.Row+c.RowSpan && c.Row+c.RowSpan <= len(t.Rows) &&
		c.Col >= 0 && c.Col <= col && col < c.Col+c.ColSpan && c.Col+c.ColSpan <= width && t.Rows[c.Row].Cells[c.Col] == c
}

// TestHTMLUnclosedComment: what a browser hides is left out, but not in silence.
func TestHTMLUnclosedComment(t *testing.T) {
	doc, err := parse.Bytes("page.html", []byte("<p>甲</p>\n<!-- 乙 -->\n<!-- 丙\n<p>完成5亿元</p></html>"))
	require.NoError(t, err)
	require.Len(t, doc.Blocks, 1)
	require.Equal(t, []parse.Diagnostic{{Place: parse.Place{Line: 3, EndLine: 3}, Message: "a comment that is not closed hides what follows, 36 bytes, which was left out"}}, testblocks.Diagnostics(doc))

	doc, err = parse.Bytes("page.html", []byte("<p>甲</p><script><!-- x()</script><p>乙</p>"))
	require.NoError(t, err)
	require.Len(t, doc.Blocks, 2)
	require.Empty(t, doc.Diagnostics)
}

// TestHTMLStruck: figures that are struck through stay apart from those beside them; what was deleted does not show.
func TestHTMLStruck(t *testing.T) {
	doc, err := parse.Bytes("page.html", []byte("<p>完成<s>12</s>34个，<span style='text-decoration: line-through'>5</span><b>6</b>家，1<strike>.2</strike>亩，<s>7</s>万户，增长<del>8</del><ins>9</ins>%"))
	require.NoError(t, err)
	require.Equal(t, "完成12 34个，5 6家，1 .2亩，7万户，增长9%", doc.Blocks[0].(*parse.Paragraph).Text)
}
