package docx_test

import (
	"context"
	"strings"
	"testing"

	"duban/internal/testdoc"
	"duban/parse"

	"github.com/stretchr/testify/require"
)

// FuzzDOCX reads documents made of any body, styles and numbering, and the first of them as bytes too.
func FuzzDOCX(f *testing.F) {
	list := abstract(0, level(0, "chineseCounting", "第%1条", ""), level(1, "decimal", "%1.%2", `<w:isLgl/><w:pStyle w:val="s"/>`)) + num(1, 0, "")
	style := `<w:style w:type="paragraph" w:styleId="s"><w:basedOn w:val="s"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>`
	for _, body := range []string{
		p(r("甲")), item(1, 0, "a") + item(1, 1, "b") + styled("s", "c"),
		tbl(tr(tc(`<w:vMerge w:val="restart"/>`, p(r("甲"))), tc(`<w:gridSpan w:val="2"/>`, tbl(tr(tc("", p(r("1"))))))), tr(tc(`<w:vMerge/>`, p("")), tc(`<w:hMerge/>`, p("")))) + tbl(tr(tc("", ""))),
		`<w:tbl><w:tr><w:trPr><w:gridBefore w:val="3"/><w:del/></w:trPr>` + tc("", "") + `</w:tr></w:tbl>`,
		p(`<w:r><mc:AlternateContent>` + boxChoice + p(r("框")) + boxEnd + `</mc:AlternateContent><w:fldChar w:fldCharType="begin"/><w:instrText>EQ \o\ac(○,1)</w:instrText><w:fldChar w:fldCharType="end"/></w:r>`),
		p(`<w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>8</w:delText></w:r></w:del><w:ins>`+r("9")+`</w:ins>`) + p(`<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t><w:sym w:font="Symbol" w:char="F0B3"/></w:r><m:oMath><m:d><m:e><m:t>x</m:t></m:e></m:d></m:oMath>`),
		`<w:sdt><w:sdtContent>` + p(r("甲&#x4E00;<![CDATA[乙]]>")),
	} {
		f.Add(body, style, list)
	}
	f.Fuzz(func(t *testing.T, body, styles, numbering string) {
		options := parse.Options{Limits: parse.Limits{Source: 1 << 20, Unpacked: 1 << 20, Cells: 10_000, Depth: 100}}
		doc, err := options.Bytes(context.Background(), "x.docx", testdoc.Package{Body: body, Styles: styles, Numbering: numbering}.Bytes())
		if err != nil {
			require.ErrorAs(t, err, new(*parse.Error))
			require.Nil(t, doc)
			return
		}
		checkBlocks(t, doc)
	})
}

// FuzzWord2003 reads documents of Word 2003 made of any body.
func FuzzWord2003(f *testing.F) {
	for _, body := range []string{
		p(r("甲")), `<wx:sub-section>` + p(`<w:pPr><w:listPr><wx:t wx:val="1."/><wx:font wx:val="宋体"/></w:listPr></w:pPr>`+r("甲")) + `</wx:sub-section>`,
		tbl(tr(tc(`<w:vmerge w:val="restart"/>`, p(r("甲"))), tc(`<w:hmerge w:val="restart"/>`, "")), `<st1:x>`+tr(tc(`<w:vmerge/>`, p("")), tc(`<w:hmerge/>`, p("")))+`</st1:x>`),
		p(`<aml:annotation w:type="Word.Deletion"><aml:content>` + r("8") + `</aml:content></aml:annotation><aml:annotation w:type="Word.Insertion"><aml:content>` + r("9") + `</aml:content></aml:annotation>`),
	} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		options := parse.Options{Limits: parse.Limits{Unpacked: 1 << 20, Cells: 10_000, Depth: 100}}
		doc, err := options.Bytes(context.Background(), "x.doc", []byte(wordML(body)))
		if err != nil {
			require.ErrorAs(t, err, new(*parse.Error))
			require.Nil(t, doc)
			return
		}
		checkBlocks(t, doc)
	})
}

// checkBlocks checks what a document promises of its blocks.
func checkBlocks(t *testing.T, doc *parse.Document) {
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *parse.Heading:
			require.NotEmpty(t, b.Text)
			require.True(t, strings.HasPrefix(b.Text, b.List))
		case *parse.Paragraph:
			require.NotEmpty(t, b.Text)
			require.True(t, strings.HasPrefix(b.Text, b.List))
		case *parse.Table:
			if b.Layout == parse.LayoutGrid {
				checkGrid(t, b)
			}
		}
	}
}

// checkGrid checks that a grid is rectangular, that each cell stands where it says, and that it covers all of its rows.
func checkGrid(t *testing.T, table *parse.Table) {
	require.NotEmpty(t, table.Rows)
	width := table.Width()
	rows := map[*parse.Cell]int{}
	for i, row := range table.Rows {
		require.Len(t, row.Cells, width)
		seen := map[*parse.Cell]bool{}
		for j, c := range row.Cells {
			require.NotNil(t, c)
			if !seen[c] {
				seen[c] = true
				rows[c]++
				require.Equal(t, c.Col, j)
			}
			require.LessOrEqual(t, c.Row, i)
			require.Same(t, c, table.Rows[c.Row].Cells[c.Col])
			require.LessOrEqual(t, c.Col+c.ColSpan, width)
			require.True(t, strings.HasPrefix(c.Text, c.List))
		}
	}
	for c, n := range rows {
		require.Equal(t, c.RowSpan, n)
		for _, inner := range c.Tables {
			checkGrid(t, inner)
		}
	}
}
