package docx_test

import (
	"fmt"
	"strings"
	"testing"

	"duban/internal/testdoc"
	"duban/parse"

	"github.com/stretchr/testify/require"
)

// level writes <w:lvl>; more is what it holds besides.
func level(i int, format, text, more string) string {
	return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/>%s<w:lvlText w:val="%s"/></w:lvl>`, i, format, more, text)
}

func abstract(id int, content ...string) string {
	return fmt.Sprintf(`<w:abstractNum w:abstractNumId="%d">%s</w:abstractNum>`, id, strings.Join(content, ""))
}

func num(id, abstract int, more string) string {
	return fmt.Sprintf(`<w:num w:numId="%d"><w:abstractNumId w:val="%d"/>%s</w:num>`, id, abstract, more)
}

// item writes a paragraph in a list.
func item(num, level int, text string) string {
	return p(fmt.Sprintf(`<w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr></w:pPr>`, level, num) + r(text))
}

func styled(style, text string) string {
	return p(`<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>` + r(text))
}

func TestDOCXNumbering(t *testing.T) {
	start := func(level, n int) string {
		return fmt.Sprintf(`<w:lvlOverride w:ilvl="%d"><w:startOverride w:val="%d"/></w:lvlOverride>`, level, n)
	}
	outline := abstract(0, level(0, "decimal", "%1", ""), level(1, "decimal", "%1.%2", ""), level(2, "lowerLetter", "%3)", ""))
	cases := []struct{ name, styles, numbering, body, want string }{
		{name: "texts around the number", numbering: abstract(0, level(0, "chineseCountingThousand", "第%1条", "")) + abstract(1, level(0, "decimal", "（%1）", "")) + abstract(2, level(0, "decimal", "%1.", "")) +
			num(1, 0, "") + num(2, 1, "") + num(3, 2, ""),
			body: item(1, 0, "甲") + item(2, 0, "乙") + item(3, 0, "5亿元"), want: "第一条 甲\n（1）乙\n1. 5亿元"},
		{name: "levels", numbering: outline + num(1, 0, ""),
			body: item(1, 0, "a") + item(1, 1, "b") + item(1, 1, "c") + item(1, 2, "d") + item(1, 0, "e") + item(1, 1, "f") + item(1, 2, "g"),
			want: "1 a\n1.1 b\n1.2 c\na) d\n2 e\n2.1 f\na) g"},
		{name: "a level before those above it", numbering: outline + num(1, 0, ""), body: item(1, 1, "a") + item(1, 0, "b"), want: "1.1 a\n2 b"},
		{name: "lists that share an abstract list go on", numbering: outline + num(1, 0, "") + num(2, 0, ""),
			body: item(1, 0, "a") + item(2, 0, "b") + item(1, 0, "c"), want: "1 a\n2 b\n3 c"},
		{name: "overrides of all levels", numbering: outline + num(1, 0, "") + num(2, 0, start(0, 1)+start(1, 4)),
			body: item(1, 0, "a") + item(1, 0, "b") + item(2, 1, "c") + item(2, 0, "d") + item(2, 1, "e"), want: "1 a\n2 b\n1.4 c\n2 d\n2.4 e"},
		{name: "a start override starts anew, once", numbering: outline + num(1, 0, "") + num(2, 0, start(0, 5)),
			body: item(1, 0, "a") + item(2, 0, "b") + item(2, 0, "c") + item(1, 0, "d"), want: "1 a\n5 b\n6 c\n7 d"},
		{name: "separate lists", numbering: outline + abstract(1, level(0, "upperRoman", "%1", "")) + num(1, 0, "") + num(2, 1, ""),
			body: item(1, 0, "a") + item(2, 0, "b") + item(1, 0, "c") + item(2, 0, "d"), want: "1 a\nI b\n2 c\nII d"},
		{name: "a level of the list's own", numbering: outline + num(1, 0, `<w:lvlOverride w:ilvl="0">`+level(0, "decimalEnclosedCircle", "%1", "")+`</w:lvlOverride>`),
			body: item(1, 0, "a") + item(1, 0, "b"), want: "①a\n②b"},
		{name: "never restarted", numbering: abstract(0, level(0, "decimal", "%1", ""), level(1, "decimal", "(%2)", `<w:lvlRestart w:val="0"/>`)) + num(1, 0, ""),
			body: item(1, 0, "a") + item(1, 1, "b") + item(1, 0, "c") + item(1, 1, "d"), want: "1 a\n(1) b\n2 c\n(2) d"},
		{name: "restarted after the first level only", numbering: abstract(0, level(0, "decimal", "%1", ""), level(1, "decimal", "%2", ""), level(2, "decimal", "(%3)", `<w:lvlRestart w:val="1"/>`)) + num(1, 0, ""),
			body: item(1, 0, "a") + item(1, 1, "b") + item(1, 2, "c") + item(1, 1, "d") + item(1, 2, "e") + item(1, 0, "f") + item(1, 2, "g"),
			want: "1 a\n1 b\n(1) c\n2 d\n(2) e\n2 f\n(1) g"},
		{name: "legal numbers are decimal", numbering: abstract(0, level(0, "chineseCounting", "第%1章", ""), level(1, "decimal", "%1.%2", `<w:isLgl/>`)) + num(1, 0, ""),
			body: item(1, 0, "a") + item(1, 1, "b"), want: "第一章 a\n1.1 b"},
		{name: "what parts number and text", numbering: abstract(0, level(0, "decimal", "%1", `<w:suff w:val="nothing"/>`), level(1, "chineseCounting", "%2、", `<w:suff w:val="space"/>`)) + num(1, 0, ""),
			body: item(1, 0, "项") + item(1, 0, "5项") + item(1, 1, "项"), want: "1项\n2 5项\n一、项"},
		{name: "bullets, none, hidden numbers, no such list", numbering: abstract(0, level(0, "bullet", "", ""), level(1, "none", "", ""), level(2, "decimal", "%3", `<w:rPr><w:vanish/></w:rPr>`)) + num(1, 0, ""),
			body: item(1, 0, "a") + item(1, 1, "b") + item(1, 2, "c") + item(9, 0, "d") + item(1, 8, "e"), want: "a\nb\nc\nd\ne"},
		{name: "a start other than 1", numbering: abstract(0, `<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>`, `<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%2"/></w:lvl>`) + num(1, 0, ""),
			body: item(1, 0, "a") + item(1, 0, "b") + item(1, 1, "c"), want: "3 a\n4 b\n0 c"},
		{name: "custom formats", numbering: abstract(0, `<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>`+
			`<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>`) + num(1, 0, ""), body: item(1, 0, "a"), want: "001 a"},
		{name: "by style, and by one based on it, and turned off",
			styles: `<w:style w:type="paragraph" w:styleId="s"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>` +
				`<w:style w:type="paragraph" w:styleId="t"><w:basedOn w:val="s"/></w:style>` +
				`<w:style w:type="paragraph" w:styleId="u"><w:basedOn w:val="s"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>` +
				`<w:style w:type="paragraph" w:styleId="v"><w:basedOn w:val="s"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>`,
			numbering: outline + num(1, 0, ""),
			body: styled("s", "a") + styled("t", "b") + styled("u", "c") + styled("v", "d") +
				p(`<w:pPr><w:pStyle w:val="s"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr></w:pPr>`+r("e")) + styled("s", "f"),
			want: "1 a\n2 b\n2.1 c\nd\ne\n3 f"},
		{name: "levels linked to styles",
			styles: `<w:style w:type="paragraph" w:styleId="1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>` +
				`<w:style w:type="paragraph" w:styleId="2"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>` +
				`<w:style w:type="paragraph" w:styleId="3"><w:basedOn w:val="2"/></w:style>`,
			numbering: abstract(0, level(0, "chineseCounting", "%1、", `<w:pStyle w:val="1"/>`), level(1, "chineseCounting", "（%2）", `<w:pStyle w:val="2"/>`)) + num(1, 0, ""),
			body:      styled("1", "甲") + styled("2", "乙") + styled("3", "丙") + styled("1", "丁"), want: "一、甲\n（一）乙\n（二）丙\n二、丁"},
		{name: "a numbering style", styles: `<w:style w:type="numbering" w:styleId="n"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>`,
			numbering: abstract(0, `<w:numStyleLink w:val="n"/>`) + abstract(1, `<w:styleLink w:val="n"/>`, level(0, "ideographTraditional", "%1、", "")) + num(1, 0, "") + num(2, 1, ""),
			body:      item(1, 0, "a") + item(2, 0, "b") + item(1, 0, "c"), want: "甲、a\n乙、b\n丙、c"},
		{name: "through cells, in document order", numbering: outline + num(1, 0, ""),
			body: item(1, 0, "a") + tbl(tr(tc("", item(1, 0, "")), tc("", item(1, 0, "b"))), tr(tc("", item(1, 0, "")), tc("", p(r("c"))))) + item(1, 0, "d"),
			want: "1 a\n|2|3 b|\n|4|c|\n\n5 d"},
		{name: "not in cells that a merge hides", numbering: outline + num(1, 0, ""),
			body: tbl(tr(tc(`<w:vMerge w:val="restart"/>`, item(1, 0, "")), tc("", p(r("a")))), tr(tc(`<w:vMerge/>`, item(1, 0, "")), tc("", p(r("b")))), tr(tc("", item(1, 0, "")), tc("", p(r("c"))))),
			want: "|1|a|\n|↑|b|\n|2|c|"},
		{name: "text boxes count for themselves", numbering: outline + num(1, 0, ""),
			body: item(1, 0, "a") + p(r("b")+`<w:r><w:pict><v:textbox><w:txbxContent>`+item(1, 0, "框")+`</w:txbxContent></v:textbox></w:pict></w:r>`) + item(1, 0, "c"),
			want: "1 a\nb\n1 框\n2 c"},
		{name: "a number stands though its paragraph is empty", numbering: outline + num(1, 0, ""), body: item(1, 0, "") + item(1, 0, "a"), want: "1\n2 a"},
		{name: "past the signs of a format", numbering: abstract(0, strings.Replace(level(0, "decimalEnclosedCircle", "%1", ""), `start w:val="1"`, `start w:val="20"`, 1)) + num(1, 0, ""),
			body: item(1, 0, "a") + item(1, 0, "b"), want: "⑳a\n21 b"},
		{name: "a joined paragraph has the number of the last", numbering: outline + num(1, 0, ""),
			body: item(1, 0, "a") + p(`<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>`+r("b")) + item(1, 0, "c") + item(1, 0, "d"),
			want: "1 a\n2 bc\n3 d"},
		{name: "old and odd level texts", numbering: abstract(0, level(0, "decimal", "100%", ""), level(1, "decimal", "%%2%9", "")) + num(1, 0, ""),
			body: item(1, 0, "a") + item(1, 1, "b"), want: "100% a\n%1 b"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			doc := read(t, testdoc.Package{Body: c.body, Styles: c.styles, Numbering: c.numbering})
			require.Equal(t, c.want, show(doc))
			if !strings.Contains(c.name, "hides") {
				require.Empty(t, doc.Diagnostics)
			}
		})
	}
}

// TestDOCXList has the numbers that stand apart from the text.
func TestDOCXList(t *testing.T) {
	doc := read(t, testdoc.Package{
		Numbering: abstract(0, level(0, "decimal", "%1.", "")) + num(1, 0, ""),
		Body: item(1, 0, "a") + tbl(tr(tc("", item(1, 0, "")), tc("", p("")+item(1, 0, "b")+item(1, 0, "c")), tc("", p(r("d"))+item(1, 0, "e")))) +
			p(`<w:pPr><w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>`+r("f")),
	})
	require.Equal(t, "1.", doc.Blocks[0].(*parse.Paragraph).List)
	cells := doc.Blocks[1].(*parse.Table).Rows[0].Cells
	require.Equal(t, []string{"2.", "3.", ""}, []string{cells[0].List, cells[1].List, cells[2].List})
	require.Equal(t, []string{"2.", "3. b\n4. c", "d\n5. e"}, []string{cells[0].Text, cells[1].Text, cells[2].Text})
	require.Equal(t, "6.", doc.Blocks[2].(*parse.Heading).List)
	require.Equal(t, "6. f", doc.Blocks[2].(*parse.Heading).Text)
}
