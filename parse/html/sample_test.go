package html_test

import (
	"bytes"
	"strings"
	"testing"

	"duban/parse"
	"duban/parse/block"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// TestHTMLSample reads the sample report, written as a page, and finds the cells that the text reader found.
func TestHTMLSample(t *testing.T) {
	want, page := sampleDocument(t), samplePage(t, 1)
	require.Equal(t, []int{11, 11, 138}, tableRows(want), "three annexes with a header row each")

	gb, err := simplifiedchinese.GB18030.NewEncoder().Bytes(bytes.Replace(page, []byte("utf-8"), []byte("gb2312"), 1))
	require.NoError(t, err)
	for name, data := range map[string][]byte{
		"page":              page,
		"GBK":               gb,
		"in a layout table": inLayout(page),
	} {
		t.Run(name, func(t *testing.T) {
			got, err := parse.Bytes("page.html", data)
			require.NoError(t, err)
			require.Empty(t, got.Diagnostics)
			requireGrids(t, got)
			requireSameText(t, want, got)
		})
	}
}

// TestHTMLSampleTenfold reads the page with the rows of its tables ten times: each time the same cells.
func TestHTMLSampleTenfold(t *testing.T) {
	once, err := parse.Bytes("page.html", samplePage(t, 1))
	require.NoError(t, err)
	tenfold, err := parse.Bytes("page.html", samplePage(t, 10))
	require.NoError(t, err)
	require.Equal(t, []int{101, 101, 1371}, tableRows(tenfold))
	for i, b := range once.Blocks {
		table, ok := b.(*parse.Table)
		if !ok {
			require.Equal(t, b, tenfold.Blocks[i])
			continue
		}
		for r, row := range tenfold.Blocks[i].(*parse.Table).Rows {
			if r > 0 {
				r = (r-1)%(len(table.Rows)-1) + 1
			}
			for c, cell := range row.Cells {
				require.Equal(t, table.Rows[r].Cells[c].Text, cell.Text, "row %d, cell %d", r, c)
			}
		}
	}
}

// inLayout puts the content of a page into the middle cell of a layout table, between navigation and imprint.
func inLayout(page []byte) []byte {
	return []byte(strings.NewReplacer(
		`<div class="content">`, `<table width=1000><tr><td colspan=2><a href="/">首页</a> <a href="/zwgk">政务公开</a> <a href="/hdjl">互动交流</a></td></tr><tr><td width=200><ul><li><a href="/1">督查动态</a><li><a href="/2">督查通报</a><li><a href="/3">考核公示</a></ul></td><td>`,
		"</div>\n</body>", "</td></tr><tr><td colspan=2>版权所有：某区人民政府　ICP备00000001号</td></tr></table></body>",
	).Replace(string(page)))
}

func tableRows(doc *parse.Document) []int {
	var rows []int
	for _, b := range doc.Blocks {
		if t, ok := b.(*parse.Table); ok {
			rows = append(rows, len(t.Rows))
		}
	}
	return rows
}

// requireSameText compares the blocks of a page with those of a text, whose rows may be short of cells at the end.
func requireSameText(t *testing.T, want, got *parse.Document) {
	t.Helper()
	require.Len(t, got.Blocks, len(want.Blocks))
	for i, b := range want.Blocks {
		table, ok := b.(*parse.Table)
		if !ok {
			require.Equal(t, strings.Fields(block.TextOf(b)), strings.Fields(block.TextOf(got.Blocks[i])), "a run of spaces shows as one")
			continue
		}
		grid := got.Blocks[i].(*parse.Table)
		require.Len(t, grid.Rows, len(table.Rows))
		for r, row := range table.Rows {
			for c, cell := range grid.Rows[r].Cells {
				if c < len(row.Cells) {
					require.Equal(t, row.Cells[c].Text, cell.Text, "row %d, cell %d", r, c)
				} else {
					require.Empty(t, cell.Text, "row %d, cell %d", r, c)
				}
			}
		}
	}
}
