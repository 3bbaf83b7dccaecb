package html_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"duban/parse"

	"github.com/stretchr/testify/require"
)

// TestHTMLLimits reaches each limit, and shows that the same page is read where the limit is not reached.
func TestHTMLLimits(t *testing.T) {
	var attrs strings.Builder
	for i := range 1001 {
		fmt.Fprintf(&attrs, " a%d=1", i)
	}
	deep := strings.Repeat("<div>", 100) + "深" + strings.Repeat("</div>", 100)
	nested := strings.Repeat("<table><tr><td>序号<td>任务<tr><td>1<td>", 20) + strings.Repeat("长", 1000)
	for _, tt := range []struct {
		name, page string
		limits     parse.Limits
		want       string
	}{
		{"depth", deep, parse.Limits{Depth: 90}, "nested deeper than the limit of 90"},
		{"attributes", "<p" + attrs.String() + ">甲</p>", parse.Limits{}, "<p> with more than the limit of 1000 attributes"},
		{"nodes", "<html>" + strings.Repeat("<p>甲", 6000), parse.Limits{Nodes: 10_000}, "more than the limit of 10000 elements and texts"},
		{"many nodes", "<html>" + strings.Repeat("<p>甲", 60_000), parse.Limits{Nodes: 100_000}, "more than the limit of 100000 elements and texts"},
		{"cells", "<table><tr><td>序号<td>任务<td>进展情况" + strings.Repeat("<tr><td>1<td>甲<td>乙", 100), parse.Limits{Cells: 300}, "limit of 300 cells"},
		{"cells of spans", "<table>" + strings.Repeat("<tr><td colspan=1000 rowspan=60000>1<td>甲", 12), parse.Limits{Cells: 5e4}, "limit of 50000 cells"},
		{"text of nested tables", nested, parse.Limits{Unpacked: 20_000}, "nested tables: unpacks to more than the limit of 20000 bytes"},
		{"text", "<p>甲<p>乙", parse.Limits{Text: 5}, "6 bytes of text, more than the limit of 5"},
		{"text of merged cells", "<table><tr><td>序号<td>任务<td>进展情况<tr><td>1<td rowspan=100>" + strings.Repeat("甲", 100) + "<td>乙" + strings.Repeat("<tr><td>2<td>乙", 99),
			parse.Limits{Text: 30_000}, "30424 bytes of text, more than the limit of 30000"},
		{"source", "<p>" + strings.Repeat("甲", 100), parse.Limits{Source: 200}, "303 bytes, more than the limit of 200"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			data := []byte(tt.page)
			doc, err := parse.Options{Limits: tt.limits}.Bytes(context.Background(), "page.html", data)
			require.ErrorIs(t, err, parse.ErrLimit)
			require.True(t, doc == nil)
			require.ErrorContains(t, err, "page.html: ")
			require.ErrorContains(t, err, tt.want)
			if tt.limits == (parse.Limits{}) {
				return
			}
			doc, err = parse.Bytes("page.html", data)
			require.NoError(t, err)
			requireGrids(t, doc)
		})
	}
}

// TestHTMLTooDeep shows what the tree builder itself refuses.
func TestHTMLTooDeep(t *testing.T) {
	_, err := parse.Options{Limits: parse.Limits{Depth: 1 << 20}}.Bytes(context.Background(), "page.html", []byte(strings.Repeat("<div>", 600)))
	require.ErrorIs(t, err, parse.ErrLimit)
	require.ErrorContains(t, err, "nested more than 512 deep")
}

// TestHTMLTangled gives pages of which the tree would be thousands of times as large, or take hours to build.
func TestHTMLTangled(t *testing.T) {
	var open strings.Builder
	for i := range 400 {
		fmt.Fprintf(&open, "<b id=%d>", i)
	}
	for name, page := range map[string]string{
		"formatting repeated in each block": "<html>" + open.String() + strings.Repeat("<p>甲", 40_000),
		"texts joined one by one":           "<html><table>" + strings.Repeat("甲<tr>", 60_000),
		"marks that are searched":           "<html>" + strings.Repeat("<marquee>", 300) + strings.Repeat("<object></object>", 20_000),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := parse.Bytes("page.html", []byte(page))
			require.ErrorIs(t, err, parse.ErrLimit)
		})
	}
}

// TestHTMLColspanCostsLittle reads a title across 1000 columns over a long table of three: the columns that no row
// uses are not there, and not paid for in every row.
func TestHTMLColspanCostsLittle(t *testing.T) {
	page := "<table><tr><td colspan=99999>标题<tr><td>序号<td>任务<td>进展情况" + strings.Repeat("<tr><td>1<td>甲<td>乙", 2000)
	doc, err := parse.Options{Limits: parse.Limits{Cells: 10_000}}.Bytes(context.Background(), "page.html", []byte(page))
	require.NoError(t, err)
	table := doc.Blocks[0].(*parse.Table)
	require.Len(t, table.Rows, 2002)
	require.Equal(t, 3, table.Width())
	require.Equal(t, 3, table.Rows[0].Cells[0].ColSpan)
	requireGrids(t, doc)
}

// cancelledAfter is a context that ends after its error was asked for some times.
type cancelledAfter struct {
	context.Context
	times int
}

func (c *cancelledAfter) Err() error {
	if c.times--; c.times < 0 {
		return context.Canceled
	}
	return nil
}

// TestHTMLCancelled ends the context at every place where the reader asks: reading stops each time.
func TestHTMLCancelled(t *testing.T) {
	page := []byte("<html>" + strings.Repeat("<p>甲</p><table><tr><td>序号<td>任务<tr><td>1<td>乙</table>", 2500))
	stopped := 0
	for times := 0; ; times = 2*times + 1 {
		doc, err := parse.Options{}.Bytes(&cancelledAfter{context.Background(), times}, "page.html", page)
		if err == nil {
			requireGrids(t, doc)
			break
		}
		require.True(t, doc == nil)
		require.ErrorIs(t, err, context.Canceled)
		stopped++
	}
	require.Greater(t, stopped, 8)
}
