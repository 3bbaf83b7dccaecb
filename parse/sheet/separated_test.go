package sheet

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/parse/block"
)

// lined writes a document of separated values with the lines of each block and row.
func lined(doc *block.Document) string {
	var out strings.Builder
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *block.Paragraph:
			fmt.Fprintf(&out, "%d ¶ %s\n", b.Line, b.Text)
		case *block.Table:
			for _, r := range b.Rows {
				var cells []string
				for _, c := range r.Cells {
					cells = append(cells, strings.ReplaceAll(c.Text, "\n", "⏎"))
				}
				fmt.Fprintf(&out, "%d-%d %s\n", r.Line, r.EndLine, strings.Join(cells, " | "))
			}
		}
	}
	return out.String()
}

func TestSeparated(t *testing.T) {
	for name, c := range map[string]struct {
		text   string
		format block.Format
		want   string
	}{
		"title padded":       {"某表,,\r\n项目,数,比\r\n甲,1,2%\r\n", block.FormatCSV, "1 ¶ 某表\n2-2 项目 | 数 | 比\n3-3 甲 | 1 | 2%\n"},
		"quoted":             {"项目,数,比\n\"甲,\"\"乙\"\"\n丙\",\"1,234\",\n丁,2,3\n", block.FormatCSV, "1-1 项目 | 数 | 比\n2-3 甲,\"乙\"⏎丙 | 1,234 | \n4-4 丁 | 2 | 3\n"},
		"tabs":               {"项目\t数\t比\n甲\t1\t2\n", block.FormatTSV, "1-1 项目 | 数 | 比\n2-2 甲 | 1 | 2\n"},
		"two with tabs":      {"项目\t数\n甲\t1\n乙\t2\n", block.FormatTSV, "1-1 项目 | 数\n2-2 甲 | 1\n3-3 乙 | 2\n"},
		"two, title padded":  {"某表,\n项目,数\n甲,1\n", block.FormatCSV, "1 ¶ 某表\n2-2 项目 | 数\n3-3 甲 | 1\n"},
		"semicolons":         {"项目;数;比\n甲;1,5;2\n", block.FormatCSV, "1-1 项目 | 数 | 比\n2-2 甲 | 1,5 | 2\n"},
		"two tables":         {"甲表,,\n项,数,比\na,1,2\n,,\n乙表,,\n名,量,比\nb,3,4\n", block.FormatCSV, "1 ¶ 甲表\n2-2 项 | 数 | 比\n3-3 a | 1 | 2\n5 ¶ 乙表\n6-6 名 | 量 | 比\n7-7 b | 3 | 4\n"},
		"an empty column":    {"项目,,数\n甲,,1\n", block.FormatCSV, "1-1 项目 | 数\n2-2 甲 | 1\n"},
		"lines of old Macs":  {"项,数,比\ra,1,2\r", block.FormatCSV, "1-1 项 | 数 | 比\n2-2 a | 1 | 2\n"},
		"an empty line":      {"项,数,比\na,1,2\n\nb,3,4\n", block.FormatCSV, "1-1 项 | 数 | 比\n2-2 a | 1 | 2\n4-4 b | 3 | 4\n"},
		"no end at the last": {"项,数,比\na,1,2", block.FormatCSV, "1-1 项 | 数 | 比\n2-2 a | 1 | 2\n"},
	} {
		separator, ok := Separator(c.text)
		require.True(t, ok, name)
		doc, err := ReadSeparated(newBudget(), c.text, separator)
		require.NoError(t, err, name)
		require.Equal(t, c.format, doc.Format, name)
		require.Equal(t, c.want, lined(doc), name)
	}
}

// TestNotSeparated: texts that have commas and tabs and are no tables of separated values.
func TestNotSeparated(t *testing.T) {
	for name, text := range map[string]string{
		"one line":             "甲,乙,丙\n",
		"a sentence":           "一季度,全县生产总值增长6%。\n二季度,增长7%。\n三季度,增长8%。\n",
		"rows of other widths": "某表\n项目,数,比\n甲,1,2\n",
		"cells led by tabs":    "\t序号\n\t项目\n\t进展\n",
		"an open quotation":    "项,数,比\n\"a,1,2\n",
		"a quoted beginning":   "项,数,比\n\"甲\"乙,1,2\n",
		"prose in two lines":   "(一)收入:1-5月,完成6亿元,增长2%;税收4亿元,增长1%.\n(二)支出:1-5月,完成9亿元,增长3%;教育2亿元,增长4%.\n",
		"JSON lines":           "{\"a\":1,\"b\":2,\"c\":3}\n{\"a\":1,\"b\":2,\"c\":3}\n",
		"nothing":              "",
		"commas alone":         ",,\n,,\n",
	} {
		_, ok := Separator(text)
		require.False(t, ok, name)
	}
}

// FuzzSeparated: every block lies in the lines of the text, and the rows of a table in its own, one below the other. Blocks need not: tables
// can stand side by side.
func FuzzSeparated(f *testing.F) {
	f.Add("某表,,\r\n项目,\"数\n\",比\r\n甲,1,2%\r\n")
	f.Add("项\t数\t\t\t\n甲\t1\t\t名\t量\n乙\t2\t\t丙\t3\n")
	f.Fuzz(func(t *testing.T, text string) {
		separator, ok := Separator(text)
		if !ok {
			return
		}
		doc, err := ReadSeparated(newBudget(), text, separator)
		if err != nil {
			return
		}
		lines := 1 + strings.Count(text, "\n") + strings.Count(text, "\r")
		for _, b := range doc.Blocks {
			requireRising(t, 1, b.Pos(), lines)
			if table, ok := b.(*block.Table); ok {
				last := table.Line
				for _, row := range table.Rows {
					requireRising(t, last, row.Place, table.EndLine)
					last = row.EndLine + 1
				}
			}
		}
	})
}

// requireRising holds a place between two lines.
func requireRising(t *testing.T, first int, p block.Place, last int) {
	require.LessOrEqual(t, first, p.Line)
	require.LessOrEqual(t, p.Line, p.EndLine)
	require.LessOrEqual(t, p.EndLine, last)
}
