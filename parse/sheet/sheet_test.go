package sheet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"duban/parse/block"
)

func newBudget() *block.Budget { return block.NewBudget(context.Background(), block.Limits{}) }

// read reads a workbook of either kind.
func read(b *block.Budget, data []byte) (*block.Document, error) {
	if bytes.HasPrefix(data, []byte("PK")) {
		return ReadXLSX(b, data)
	}
	return ReadXLS(b, data)
}

// dump writes a document line by line: the cell, and the text of a paragraph or the cells of a row; ← and ↑ stand in merged ones.
func dump(doc *block.Document) string {
	var out strings.Builder
	for _, d := range doc.Diagnostics {
		fmt.Fprintf(&out, "! %s\n", d.Message)
	}
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *block.Heading:
			fmt.Fprintf(&out, "# %s\n", b.Text)
		case *block.Paragraph:
			fmt.Fprintf(&out, "%s ¶ %s\n", b.Book.Cell, strings.ReplaceAll(b.Text, "\n", "⏎"))
		case *block.Table:
			for i, r := range b.Rows {
				var cells []string
				for k, c := range r.Cells {
					switch {
					case k > 0 && r.Cells[k-1] == c:
						cells = append(cells, "←")
					case i > 0 && b.Rows[i-1].Cells[k] == c:
						cells = append(cells, "↑")
					default:
						cells = append(cells, strings.ReplaceAll(c.Text, "\n", "⏎"))
					}
				}
				fmt.Fprintf(&out, "%s %s\n", r.Book.Cell, strings.Join(cells, " | "))
			}
			out.WriteString("\n")
		}
	}
	for _, u := range doc.Unread {
		fmt.Fprintf(&out, "? %s: %s\n", u.What, u.Message)
	}
	return out.String()
}

// TestReport reads a workbook that LibreOffice has written in both forms from testdata/report.fods, whose texts say what it shows.
func TestReport(t *testing.T) {
	const want = `! the sheet is hidden and was left out
! 7 cells in hidden rows were left out
! 3 cells in hidden columns were left out
# 重点项目
A1 ¶ 松岭县2020年一季度重点项目推进情况表
A2 ¶ 填报单位：县发展改革局　　单位：万元
A3 序号 | 项目名称 | 2020年计划投资 | 一季度 | ← | 责任单位 | 计划完工
A4 ↑ | ↑ | ↑ | 完成投资 | 完成率 | ↑ | ↑
A5 1 | 环湖公路二期 | 42,000 | 9,300.50 | 22.1% | 县交通局 | 2020年12月31日
A7 3 | 城东水厂⏎（扩建） | 15,000 | 6,200.00 | 41.3% | 县水务局 | 2021年6月30日
A8 合计 | ← | 57,001 | 15,501.50 |  |  | 

A9 ¶ 注：完成率为完成投资占计划投资的比重。
# 主要指标
A1 ¶ 主要经济指标
A3 指标 | 总量 | 增速
A4 地区生产总值 | 93.83亿元 | -6.6%
A5 工业增加值 | 31.00亿元 | 5.0%

E3 街道 | 户数
E4 东街道 | 1,234,567
E5 西街道 | 519.2千

A8 ¶ 说明
A9 ¶ 一季度全县地区生产总值93.83亿元，同比下降6.6%。
A9 ¶ 其中工业增加值31亿元。
`
	for _, name := range []string{"report.xlsx", "report.xls"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		require.NoError(t, err)
		doc, err := read(newBudget(), data)
		require.NoError(t, err)
		require.Equal(t, want, dump(doc), name)
	}
}

// TestDamage cuts files at each place, turns bits over and doubles pieces: there is a document or an *Error, soon.
func TestDamage(t *testing.T) {
	for _, name := range []string{"report.xlsx", "report.xls"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		require.NoError(t, err)
		try := func(data []byte, what string) {
			start := time.Now()
			_, err := read(newBudget(), data)
			require.Less(t, time.Since(start), 5*time.Second, what)
			var e *block.Error
			require.True(t, err == nil || errors.As(err, &e), "%s: %v", what, err)
		}
		for at := 0; at < len(data); at += 97 {
			try(data[:at], fmt.Sprintf("%s cut at %d", name, at))
		}
		for at := 0; at < len(data); at += 37 {
			for _, bits := range []byte{0x01, 0x80, 0xFF} {
				changed := bytes.Clone(data)
				changed[at] ^= bits
				try(changed, fmt.Sprintf("%s with %#x turned over at %d", name, bits, at))
			}
		}
	}
}

func TestNames(t *testing.T) {
	for name, at := range map[string][2]int{"A1": {0, 0}, "Z1": {0, 25}, "AA10": {9, 26}, "ZZ1": {0, 701}, "AAA7": {6, 702}, "XFD1048576": {1<<20 - 1, 1<<14 - 1}} {
		require.Equal(t, name, cellName(at[0], at[1]))
		col, row, ok := parseCell(name)
		require.True(t, ok, name)
		require.Equal(t, at, [2]int{row, col}, name)
	}
	for _, wrong := range []string{"", "A", "7", "A0", "XFE1", "A1048577", "AAAAAAAAAA1", "甲1"} {
		_, _, ok := parseCell(wrong)
		require.False(t, ok, wrong)
	}
}

// TestForeign reads files of other projects, some of them damaged or encrypted on purpose.
func TestForeign(t *testing.T) {
	var files []string
	for _, pattern := range []string{"foreign/*.xls", "foreign/*.xlsx", "real/*.xls"} {
		found, err := filepath.Glob(filepath.Join("../../../shared/formats", pattern))
		require.NoError(t, err)
		files = append(files, found...)
	}
	if len(files) == 0 {
		t.Skip("no foreign files here")
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		_, err = read(block.NewBudget(ctx, block.Limits{}), data)
		require.NoError(t, ctx.Err(), file)
		cancel()
		var e *block.Error
		require.True(t, err == nil || errors.As(err, &e), "%s: %v", file, err)
	}
}
