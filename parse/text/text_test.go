package text_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"duban/parse"
	"duban/parse/charset/charsettest"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"
)

// TestTextGoldens reads testdata/*.txtar. Each holds a text "in" and what a person reads in it, "want": a line for
// each paragraph, table, row and diagnostic, with its lines in the source. In both ␌ stands for a form feed; in "want"
// ⏎ for a line break inside of a cell.
//
//	3 paragraph
//	4 ## heading      marked as one of the second level
//	5-9 lines         a table and its layout
//	  5 # 序号 | 任务  a row that the source marks as a header
//	  6-9 1 | …       a row; with < behind the lines, its lead is lost
//	4 ! …             a diagnostic
func TestTextGoldens(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			require.NoError(t, err)
			require.NotEmpty(t, archive.Comment, "a line that says what it shows")
			require.Len(t, archive.Files, 2)
			in := strings.ReplaceAll(string(archive.Files[0].Data), "␌", "\f")
			want := string(archive.Files[1].Data)
			require.Equal(t, want, dump(t, in))
			for _, end := range []string{"\r\n", "\r", "\v", "\u0085", "\u2028", "\u2029", "\n\uFEFF"} { // the places are the same behind all
				require.Equal(t, want, dump(t, strings.ReplaceAll(in, "\n", end)))
			}
			for _, encode := range charsettest.Encodings {
				require.Equal(t, want, dump(t, string(encode(in))))
			}
		})
	}
}

// TestBreaksInLines: what few programs take for the end of a line parts paragraphs but is not counted, where there are
// other ends.
func TestBreaksInLines(t *testing.T) {
	require.Equal(t, "1 一\n2 二\n2 三\n2 四\n3 五\n", dump(t, "一\n二\u2028三\v四\n五"))
}

// dump writes a document as the goldens do.
func dump(t *testing.T, text string) string {
	doc, err := parse.Bytes("in.txt", []byte(text))
	require.NoError(t, err)
	require.True(t, doc.Format.IsLines())
	var sb strings.Builder
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *parse.Paragraph:
			fmt.Fprintf(&sb, "%s %s\n", lineRange(b.Place), b.Text)
		case *parse.Heading:
			fmt.Fprintf(&sb, "%s %s %s\n", lineRange(b.Place), strings.Repeat("#", b.Level), b.Text)
		case *parse.Table:
			fmt.Fprintf(&sb, "%s %s\n", lineRange(b.Place), b.Layout)
			for _, row := range b.Rows {
				mark := ""
				if row.Header {
					mark = "# "
				}
				if row.LostLead {
					mark += "< "
				}
				fmt.Fprintf(&sb, "  %s %s%s\n", lineRange(row.Place), mark, strings.ReplaceAll(strings.Join(textsOf(row), " | "), "\n", "⏎"))
			}
		}
	}
	for _, d := range doc.Diagnostics {
		fmt.Fprintf(&sb, "%s ! %s\n", lineRange(d.Place), d.Message)
	}
	return sb.String()
}

func lineRange(p parse.Place) string {
	if p.Line == p.EndLine {
		return fmt.Sprint(p.Line)
	}
	return fmt.Sprintf("%d-%d", p.Line, p.EndLine)
}

// TestSample: the rows of the three annexes as counted by eye, and the rows that have lost their number.
func TestSample(t *testing.T) {
	doc, err := parse.Bytes("sample.txt", []byte(sampleText(t)))
	require.NoError(t, err)
	require.Empty(t, doc.Diagnostics)
	var rows, lost []int
	for _, b := range doc.Blocks {
		if table, ok := b.(*parse.Table); ok {
			n := 0
			for _, row := range table.Rows[1:] {
				if row.LostLead {
					n++
				}
			}
			rows, lost = append(rows, len(table.Rows)-1), append(lost, n)
		}
	}
	require.Equal(t, []int{10, 10, 137}, rows)
	require.Equal(t, []int{0, 0, 38}, lost)
}

// TestSampleInLayouts writes the whole rows of the sample in the other layouts, with cells of several lines as each
// of them has them, and reads the same rows back.
func TestSampleInLayouts(t *testing.T) {
	join := func(cells []string, sep string, cell func(string) string) string {
		out := make([]string, len(cells))
		for i, c := range cells {
			out[i] = cell(c)
		}
		return strings.Join(out, sep)
	}
	plain := func(s string) string { return s }
	quote := func(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
	breaks := strings.NewReplacer("\n", "<br>", "|", `\|`)
	layouts := map[string]func([]string) string{
		"tabs, cut":    func(row []string) string { return join(row, "\t", plain) + "\n" },
		"tabs, led":    func(row []string) string { return "\t" + join(row, "\t", plain) + "\n" },
		"tabs, apart":  func(row []string) string { return join(row, "\t", plain) + "\n\n" },
		"tabs, quoted": func(row []string) string { return join(row, "\t", quote) + "\n" },
		"pipes":        func(row []string) string { return "| " + join(row, " | ", breaks.Replace) + " |\n" },
		"pipes, apart": func(row []string) string { return "| " + join(row, " | ", breaks.Replace) + " |\n\n" },
		"pipes, cut":   func(row []string) string { return "|" + join(row, "|", plain) + "|\n" },
		"pipes, bare":  func(row []string) string { return join(row, " | ", breaks.Replace) + "\n" },
		"lines":        func(row []string) string { return "\t" + join(row, "\n\t", plain) + "\n\n" },
		"lines, close": func(row []string) string { return "\t" + join(row, "\n\t", plain) + "\n" },
	}
	for _, rows := range wholeRows(t) {
		for name, write := range layouts {
			t.Run(name, func(t *testing.T) {
				var sb strings.Builder
				sb.WriteString("附件1\n任务进展情况表\n")
				for _, row := range rows {
					sb.WriteString(write(row))
				}
				sb.WriteString("附件2\n")
				doc, err := parse.Bytes("in.txt", []byte(sb.String()))
				require.NoError(t, err)
				require.Empty(t, doc.Diagnostics)
				require.Len(t, doc.Blocks, 4)
				var got [][]string
				for _, row := range doc.Blocks[2].(*parse.Table).Rows {
					got = append(got, textsOf(row))
				}
				require.Equal(t, rows, got)
			})
		}
	}
}

// TestSampleFlattened leaves nothing of the tables but their lines: the running numbers give the rows back, with the
// category in second place or before the number.
func TestSampleFlattened(t *testing.T) {
	for _, rows := range wholeRows(t) {
		requireFlat(t, rows)
		if rows[0][1] != "类别" {
			continue
		}
		for _, row := range rows {
			row[0], row[1] = row[1], row[0]
		}
		requireFlat(t, rows)
	}
}

func requireFlat(t *testing.T, rows [][]string) {
	t.Helper()
	var want [][]string
	for _, row := range rows {
		cells := slices.DeleteFunc(slices.Clone(row), func(s string) bool { return s == "" })
		want = append(want, strings.Split(strings.Join(cells, "\n"), "\n"))
	}
	doc, err := parse.Bytes("in.txt", []byte("任务进展情况表\n"+strings.Join(slices.Concat(want...), "\n")+"\n附件2\n"))
	require.NoError(t, err)
	require.Len(t, doc.Blocks, 3)
	var got [][]string
	for _, row := range doc.Blocks[1].(*parse.Table).Rows {
		got = append(got, textsOf(row))
	}
	require.Equal(t, want, got)
}

// wholeRows returns the cells of the sample's tables, of those rows that have them all, numbered anew.
func wholeRows(t *testing.T) [][][]string {
	doc, err := parse.Bytes("sample.txt", []byte(sampleText(t)))
	require.NoError(t, err)
	var tables [][][]string
	for _, b := range doc.Blocks {
		table, ok := b.(*parse.Table)
		if !ok {
			continue
		}
		header := textsOf(table.Rows[0])
		if len(header) < table.Width() { // the category has no label in the sample
			header = slices.Insert(header, 1, "类别")
		}
		rows := [][]string{header}
		for _, row := range table.Rows[1:] {
			if len(row.Cells) == len(header) {
				cells := textsOf(row)
				cells[0] = fmt.Sprint(len(rows))
				rows = append(rows, cells)
			}
		}
		tables = append(tables, rows)
	}
	return tables
}

// repeatedSample returns the sample with the rows of its tables given times over.
func repeatedSample(tb testing.TB, times int) []byte {
	var sb strings.Builder
	for part := range strings.SplitSeq(sampleText(tb), "附件") {
		header, body, ok := strings.Cut(part, "\n\n\t1\n")
		if sb.Len() > 0 {
			sb.WriteString("附件")
		}
		sb.WriteString(header)
		for range times {
			if ok {
				sb.WriteString("\n\n\t1\n" + body)
			}
		}
	}
	return []byte(sb.String())
}

func BenchmarkText(b *testing.B) {
	for _, times := range []int{1, 10, 100} {
		data := repeatedSample(b, times)
		b.Run(fmt.Sprintf("rows=%d", 157*times), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				_, err := parse.Bytes("sample.txt", data)
				require.NoError(b, err)
			}
		})
	}
}

func TestTextLimits(t *testing.T) {
	read := func(text string, limits parse.Limits) error {
		_, err := parse.Options{Limits: limits}.Bytes(context.Background(), "big.txt", []byte(text))
		return err
	}
	text := sampleText(t)
	require.NoError(t, read(text, parse.Limits{Nodes: 1290, Cells: 3000}))
	require.ErrorIs(t, read(text, parse.Limits{Nodes: 1289}), parse.ErrLimit)
	require.ErrorIs(t, read(text, parse.Limits{Cells: 100}), parse.ErrLimit)
	require.ErrorIs(t, read(text, parse.Limits{Source: 1000}), parse.ErrLimit)
	require.NoError(t, read(text, parse.Limits{Text: int64(len(text))}))
	require.ErrorIs(t, read(text, parse.Limits{Text: int64(len(text)) - 1}), parse.ErrLimit)
	require.ErrorIs(t, read(strings.Repeat("\r", 100), parse.Limits{Nodes: 99}), parse.ErrLimit)

	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, data := range []string{text, strings.Repeat("\xB8\xBD\xBC\xFE", 2<<20)} { // the second is decoded beside
		_, err := parse.Options{}.Bytes(ctx, "big.txt", []byte(data))
		require.ErrorIs(t, err, context.Canceled)
	}
}

func sampleText(tb testing.TB) string {
	tb.Helper()
	data, err := os.ReadFile("../../seeds/reports/000_756023d8918cde28.txt")
	require.NoError(tb, err)
	return string(data)
}

func textsOf(row parse.Row) []string {
	texts := make([]string, len(row.Cells))
	for i, c := range row.Cells {
		texts[i] = c.Text
	}
	return texts
}
