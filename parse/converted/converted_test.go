package converted_test

import (
	"context"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/internal/testblocks"
	"duban/parse"
	"duban/parse/block"
)

// docling is a document as Docling writes it: texts, with what stands behind them in their objects, and the rest of the file.
func docling(children, rest string) string {
	return `{"schema_name": "DoclingDocument", "version": "1.10.0", "name": "a", "body": {"self_ref": "#/body", "children": [` + children + `],
		"content_layer": "body", "label": "unspecified"}, ` + rest + `}`
}

const tables = `"tables": [{"label": "table", "prov": [{"page_no": 3}], "content_layer": "body", "captions": [{"$ref": "#/texts/0"}], "data": {"num_rows": 3, "num_cols": 3, "table_cells": [
	{"text": "序号", "start_row_offset_idx": 0, "end_row_offset_idx": 1, "start_col_offset_idx": 0, "end_col_offset_idx": 1, "column_header": true},
	{"text": "进展", "start_row_offset_idx": 0, "end_row_offset_idx": 1, "start_col_offset_idx": 1, "end_col_offset_idx": 3, "column_header": true},
	{"text": "1", "start_row_offset_idx": 1, "end_row_offset_idx": 3, "start_col_offset_idx": 0, "end_col_offset_idx": 1},
	{"text": "面积10 4平方米", "ref": {"$ref": "#/groups/0"}, "start_row_offset_idx": 1, "end_row_offset_idx": 2, "start_col_offset_idx": 1, "end_col_offset_idx": 2},
	{"text": "完成5条\n在建2条", "start_row_offset_idx": 2, "end_row_offset_idx": 3, "start_col_offset_idx": 1, "end_col_offset_idx": 2},
	{"text": "年底", "start_row_offset_idx": 1, "end_row_offset_idx": 3, "start_col_offset_idx": 2, "end_col_offset_idx": 3}]}}],
	"groups": [{"label": "inline", "content_layer": "body", "children": [{"$ref": "#/texts/1"}, {"$ref": "#/texts/2"}, {"$ref": "#/texts/3"}]}],
	"texts": [{"label": "caption", "text": "附件1 任务"}, {"label": "text", "text": "面积10"},
		{"label": "text", "text": "4", "formatting": {"script": "super"}}, {"label": "text", "text": "平方米"}]`

func TestDocling(t *testing.T) {
	for name, test := range map[string]struct{ source, want string }{
		"texts": {docling(`{"$ref": "#/texts/0"}, {"$ref": "#/groups/0"}, {"$ref": "#/texts/3"}, {"$ref": "#/texts/4"}, {"$ref": "#/texts/5"}, {"$ref": "#/texts/9"}`,
			`"texts": [{"label": "section_header", "level": 2, "text": "一、总体情况", "children": [{"$ref": "#/texts/6"}]},
				{"label": "list_item", "enumerated": true, "marker": "1.", "text": "修路3公里"}, {"label": "list_item", "enumerated": false, "marker": "-", "text": "建桥2座"},
				{"label": "page_footer", "content_layer": "furniture", "text": "第1页"}, {"label": "footnote", "text": "不含续建。"},
				{"label": "formula", "text": "x=1"}, {"label": "text", "text": "完成9亿元。", "prov": [{"page_no": 2}]}],
			"groups": [{"label": "list", "children": [{"$ref": "#/texts/1"}, {"$ref": "#/texts/2"}, {"$ref": "#/groups/0"}, {"$ref": "#/body"}]}]`),
			"## 一、总体情况\n完成9亿元。\n[1.] 修路3公里\n建桥2座\n不含续建。"},
		"parts of a line": {docling(`{"$ref": "#/texts/0"}`, `"texts": [{"label": "list_item", "text": "", "children": [{"$ref": "#/groups/0"}]},
				{"label": "text", "text": "投资1"}, {"label": "text", "text": "23亿元，占GDP"}, {"label": "text", "text": "of"}, {"label": "text", "text": "8%"}],
			"groups": [{"label": "inline", "children": [{"$ref": "#/texts/1"}, {"$ref": "#/texts/2"}, {"$ref": "#/texts/3"}, {"$ref": "#/texts/4"}]}]`),
			"投资1\uFFFC23亿元，占GDP of 8%"},
		"a table": {docling(`{"$ref": "#/tables/0"}`, tables), "附件1 任务\n* 序号│进展│←\n1│面积10⁴平方米│年底\n↑│完成5条⏎在建2条│↑"},
		"pictures": {docling(`{"$ref": "#/pictures/0"}, {"$ref": "#/texts/0"}`, `"texts": [{"label": "caption", "text": "图1"}, {"label": "text", "text": "88"}],
			"pictures": [{"label": "picture", "captions": [{"$ref": "#/texts/0"}], "children": [{"$ref": "#/texts/1"}]}]`), "图1"},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := parse.Bytes("a.json", []byte(test.source))
			require.NoError(t, err)
			require.Equal(t, parse.FormatDocling, doc.Format)
			require.Equal(t, test.want, shown(doc))
		})
	}
	doc, err := parse.Bytes("a.json", []byte(docling(`{"$ref": "#/tables/0"}`, tables)))
	require.NoError(t, err)
	table := doc.Blocks[1].(*parse.Table)
	require.Equal(t, parse.Place{Table: 1, Row: 2, Page: 3}, table.Rows[1].Place)
	require.True(t, table.Rows[0].Header)
	require.False(t, table.Rows[1].Header)
}

const list = `[{"type": "text", "text": "一、总体情况", "text_level": 1, "page_idx": 0}, {"type": "header", "text": "内部资料", "page_idx": 0},
	{"type": "text", "text": "增长$12.5\\%$，面积$10^{4}$平方米。", "page_idx": 0}, {"type": "list", "list_items": ["1. 修路3公里", "2. 建桥2座"], "page_idx": 0},
	{"type": "table", "img_path": "images/a.jpg", "table_caption": ["附件1"], "table_footnote": ["注：无"], "page_idx": 4,
	 "table_body": "<html><body><table><tr><td>序号</td><td>进展</td></tr><tr><td>1</td><td>完成5条<br>在建2条</td></tr></table></body></html>"},
	{"type": "image", "img_path": "images/b.jpg", "image_caption": ["图1"], "page_idx": 5}]`

const middle = `{"pdf_info": [{"preproc_blocks": [{"type": "text", "lines": []}], "page_idx": 0, "para_blocks": [
	{"type": "title", "lines": [{"spans": [{"type": "text", "content": "一、总体情况"}]}]},
	{"type": "text", "lines": [{"spans": [{"type": "text", "content": "面积10"}, {"type": "inline_equation", "content": "^{4}"}, {"type": "text", "content": "平方米，投资1"}]},
		{"spans": [{"type": "text", "content": "2亿元。"}]}]}]},
	{"page_idx": 1, "para_blocks": [{"type": "table", "blocks": [
		{"type": "table_body", "lines": [{"spans": [{"type": "table", "html": "<table><tr><td>序号</td><td>进展</td></tr><tr><td>1</td><td>完成</td></tr></table>", "image_path": "a.jpg"}]}]},
		{"type": "table_caption", "lines": [{"spans": [{"type": "text", "content": "附件1"}]}]}]}]}],
	"_backend": "pipeline", "_version_name": "2.0.6", "_parse_type": "ocr"}`

func TestMinerU(t *testing.T) {
	doc, err := parse.Bytes("a.json", []byte(list))
	require.NoError(t, err)
	require.Equal(t, parse.FormatMinerU, doc.Format)
	require.Equal(t, "# 一、总体情况\n增长12.5%，面积10⁴平方米。\n1. 修路3公里\n2. 建桥2座\n附件1\n序号│进展\n1│完成5条⏎在建2条\n注：无\n图1", shown(doc))
	require.Equal(t, parse.Place{Table: 1, Row: 2, Page: 5}, doc.Blocks[5].(*parse.Table).Rows[1].Place)
	require.Equal(t, parse.Place{Paragraph: 7, Page: 6}, doc.Blocks[7].Pos())
	require.Len(t, doc.Unread, 1)
	require.Equal(t, 6, doc.Unread[0].Page)
	require.Empty(t, doc.Recognized.Pages)

	doc, err = parse.Bytes("a.json", []byte(middle))
	require.NoError(t, err)
	require.Equal(t, "# 一、总体情况\n面积10⁴平方米，投资1\uFFFC2亿元。\n附件1\n序号│进展\n1│完成", shown(doc))
	require.Equal(t, block.Recognized{By: "MinerU 2.0.6", Pages: []int{1, 2}}, doc.Recognized, "any figure may be wrong")
}

func shown(doc *parse.Document) string { return strings.Join(testblocks.Lines(doc), "\n") }

func TestErrors(t *testing.T) {
	cell := func(row, col int) string {
		return `{"text": "1", "start_row_offset_idx": ` + strconv.Itoa(row) + `, "end_row_offset_idx": 2000000000, "start_col_offset_idx": ` + strconv.Itoa(col) + `, "end_col_offset_idx": -5}`
	}
	table := func(cells string) string {
		return docling(`{"$ref": "#/tables/0"}`, `"tables": [{"data": {"num_rows": 1, "num_cols": 1, "table_cells": [`+cells+`]}}]`)
	}
	deep := docling(`{"$ref": "#/groups/0"}`, `"groups": [`+strings.Repeat(`{"children": [{"$ref": "#/groups/`, 1)+`1"}]}]`)
	for name, test := range map[string]struct {
		source string
		kind   error
	}{
		"cut off":                    {list[:len(list)/2], parse.ErrDamaged},
		"another type":               {`{"schema_name": "DoclingDocument", "texts": 5}`, parse.ErrDamaged},
		"two documents":              {docling("", `"texts": []`) + "{}", parse.ErrDamaged},
		"nothing":                    {docling("", `"texts": []`), parse.ErrUnsupported},
		"a tree that ends nowhere":   {deep, parse.ErrUnsupported},
		"a table of a billion":       {table(cell(1_000_000_000, 5)), parse.ErrLimit},
		"what comes before the list": {`[{"layout_dets": [{"category_id": 2}], "page_info": {}}]`, parse.ErrUnsupported},
		"a list by pages":            {`[[{"type": "title", "content": {"level": 1}}]]`, parse.ErrUnsupported},
	} {
		_, err := parse.Bytes("a.json", []byte(test.source))
		require.ErrorIs(t, err, test.kind, name)
	}
	doc, err := parse.Bytes("a.json", []byte(table(cell(0, 0)+","+cell(-3, 0)+","+cell(0, -3))))
	require.NoError(t, err, "cells outside")
	require.Len(t, doc.Blocks[0].(*parse.Table).Rows, 1)

	loop := docling(`{"$ref": "#/texts/0"}`, `"texts": [{"label": "text", "text": "完成", "children": [{"$ref": "#/texts/0"}, {"$ref": "#/texts/-1"}, {"$ref": "texts"}]}]`)
	doc, err = parse.Bytes("a.json", []byte(loop))
	require.NoError(t, err)
	require.Len(t, doc.Blocks, 1)

	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = parse.Options{}.Bytes(ctx, "a.json", []byte(list))
	require.ErrorIs(t, err, context.Canceled)

	for _, other := range []string{`{"name": "甲", "rows": [1, 2]}`, `[{"type": "text", "value": 5}]`, `[1, 2, 3]`} {
		doc, err := parse.Bytes("a.json", []byte(other))
		require.NoError(t, err)
		require.Equal(t, parse.FormatText, doc.Format, other)
	}
}

// FuzzRead: whatever the file, nothing panics, and it reads the same twice.
func FuzzRead(f *testing.F) {
	f.Add([]byte(list))
	f.Add([]byte(middle))
	f.Add([]byte(docling(`{"$ref": "#/tables/0"}`, tables)))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := parse.Bytes("a.json", data)
		if err != nil {
			return
		}
		if doc.Format == block.FormatDocling || doc.Format == block.FormatMinerU { // else it is the text that it may be
			require.NoError(t, testblocks.Check(doc))
		}
		again, err := parse.Bytes("a.json", data)
		require.NoError(t, err)
		require.Equal(t, doc, again)
	})
}
