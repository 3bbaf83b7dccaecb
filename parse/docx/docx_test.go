package docx_test

import (
	"strings"
	"testing"

	"duban/internal/testdoc"
	"duban/parse"

	"github.com/stretchr/testify/require"
)

// show writes a document as text: a line for each paragraph, heading (#) and row. Cells are parted by "|", ↑ and ←
// stand for places of the cell above and before, / and → for line breaks and tabs within a text.
func show(doc *parse.Document) string {
	var lines []string
	inLine := strings.NewReplacer("\n", "/", "\t", "→")
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *parse.Heading:
			lines = append(lines, strings.Repeat("#", b.Level)+" "+inLine.Replace(b.Text))
		case *parse.Paragraph:
			lines = append(lines, inLine.Replace(b.Text))
		case *parse.Table:
			for i, row := range b.Rows {
				cells := make([]string, len(row.Cells))
				for j, c := range row.Cells {
					switch {
					case c.Row < i:
						cells[j] = "↑"
					case c.Col < j:
						cells[j] = "←"
					default:
						cells[j] = inLine.Replace(c.Text)
					}
				}
				lines = append(lines, "|"+strings.Join(cells, "|")+"|")
			}
			lines = append(lines, "")
		}
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

func read(t testing.TB, p testdoc.Package) *parse.Document {
	t.Helper()
	doc, err := parse.Bytes("report.docx", p.Bytes())
	require.NoError(t, err)
	return doc
}

// p, r, tc and tr write a paragraph, a run, a cell and a row.
func p(content string) string { return "<w:p>" + content + "</w:p>" }
func r(text string) string    { return `<w:r><w:t xml:space="preserve">` + text + "</w:t></w:r>" }
func tc(props, content string) string {
	return "<w:tc><w:tcPr>" + props + "</w:tcPr>" + content + "</w:tc>"
}
func tr(cells ...string) string { return "<w:tr>" + strings.Join(cells, "") + "</w:tr>" }
func tbl(rows ...string) string {
	return "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"1\"/></w:tblGrid>" + strings.Join(rows, "") + "</w:tbl>"
}

const (
	boxChoice = `<mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx><w:txbxContent>`
	boxEnd    = `</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice>`
)

func TestDOCXText(t *testing.T) {
	field := func(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
	code := func(s string) string { return `<w:r><w:instrText>` + s + `</w:instrText></w:r>` }
	box := p(r("框中"))
	cases := []struct{ name, body, want string }{
		{"runs split in a figure", p(r("完成1") + r("2") + `<w:proofErr w:type="spellStart"/>` + r("8.5亿元")), "完成128.5亿元"},
		{"white space counts only if the text says so", p(`<w:r><w:t> 甲 </w:t></w:r>` + r(" 乙") + "<w:r><w:t>\n丙\n丁 </w:t></w:r>"), "甲 乙丙 丁"},
		{"references and CDATA", p(r("&lt;A&amp;B&gt; &#8451; &#x338E;") + r("<![CDATA[<1%>]]>")), "<A&B> ℃ ㎎<1%>"},
		{"breaks and tabs", p(`<w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:cr/><w:t>三</w:t><w:tab/><w:t>四</w:t><w:lastRenderedPageBreak/><w:t>五</w:t><w:ptab/><w:t>六</w:t></w:r>`), "一/二/三→四五→六"},
		{"tab stops are no tabs", p(`<w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr>` + r("一")), "一"},
		{"hyphens", p(`<w:r><w:t>023</w:t><w:noBreakHyphen/><w:t>65</w:t><w:softHyphen/><w:t>36</w:t></w:r>`), "023-6536"},
		{"links, smart tags, content controls, custom XML", p(`<w:hyperlink>` + r("甲") + `</w:hyperlink><w:smartTag><w:smartTagPr/>` + r("乙") +
			`</w:smartTag><w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>` + r("丙") + `</w:sdtContent></w:sdt><w:customXml>` + r("丁") + `</w:customXml>`), "甲乙丙丁"},
		{"content control around paragraphs", `<w:sdt><w:sdtPr/><w:sdtContent>` + p(r("甲")) + `<w:customXml>` + p(r("乙")) + `</w:customXml></w:sdtContent></w:sdt>`, "甲\n乙"},
		{"empty paragraphs", p("") + p(r(" 　")) + p(r("甲")), "甲"},
		{"text box once, behind its paragraph", p(r("前")+`<w:r><mc:AlternateContent>`+boxChoice+box+boxEnd+
			`<mc:Fallback><w:pict><v:textbox><w:txbxContent>`+box+`</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`+r("后")) + p(r("次")), "前后\n框中\n次"},
		{"text box in the fallback only", p(`<w:r><mc:AlternateContent><mc:Choice Requires="x"><w:drawing/></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>` +
			box + `</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`), "框中"},
		{"text box with a table", p(r("前") + `<w:r><w:pict><v:textbox><w:txbxContent>` + tbl(tr(tc("", p(r("1"))), tc("", p(r("2"))))) + `</w:txbxContent></v:textbox></w:pict></w:r>`), "前\n|1|2|"},
		{"field: the result, not the code", p(field("begin") + code(" PAGE ") + r("不是") + field("separate") + r("12") + field("end") + r("页")), "12页"},
		{"nested fields", p(field("begin") + code("IF ") + field("begin") + code("X") + field("separate") + r("代码") + field("end") + field("separate") + r("结果") + field("end")), "结果"},
		{"field over several paragraphs", p(field("begin")+code("TOC")+field("separate")+r("一")) + p(r("二")+field("end")) + p(r("三")), "一\n二\n三"},
		{"simple field", p(`<w:fldSimple w:instr="DATE">` + r("4月8日") + `</w:fldSimple>`), "4月8日"},
		{"a number in a circle drawn by a field", p(field("begin") + code(`eq \o\ac(○,`) + code("21)") + field("end") + r("项") + field("begin") + code(`EQ \o\ac(○,3)`) + field("end")), "21项③"},
		{"symbols", p(`<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings 2" w:char="0052"/><w:sym w:font="Symbol" w:char="F0B3"/></w:r>` +
			"<w:r><w:rPr><w:rFonts w:ascii=\"Wingdings\"/></w:rPr><w:t>\uF06E甲</w:t></w:r>"), "☑☑≥■甲"},
		{"marks of notes and comments", p(r("甲") + `<w:r><w:footnoteReference w:id="1"/></w:r><w:commentRangeStart w:id="0"/>` + r("乙") + `<w:r><w:annotationRef/><w:commentReference w:id="0"/><w:endnoteReference w:id="2"/></w:r>`), "甲乙"},
		{"hidden text", p(`<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>见</w:t></w:r>`), "见"},
		{"a hidden paragraph mark joins", p(`<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>`+r("甲")) + p(r("乙")), "甲乙"},
		{"ruby: the base", p(`<w:r><w:ruby><w:rubyPr/><w:rt>` + r("yī") + `</w:rt><w:rubyBase>` + r("一") + `</w:rubyBase></w:ruby></w:r>`), "一"},
		{"superscript figures stay apart", p(r("10") + `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>4</w:t></w:r>` + r("千瓦时，5.6m") + `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>`), "10⁴千瓦时，5.6m²"},
		{"text struck through stays apart", p(r("完成") + `<w:r><w:rPr><w:strike/></w:rPr><w:t>12</w:t></w:r><w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>34</w:t></w:r>` + r("个")), "完成12 34个"},
		{"a formula in a line", p(r("占") + `<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>` +
			`<m:d><m:e><m:r><m:t>a</m:t></m:r></m:e></m:d><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>4</m:t></m:r></m:sup></m:sSup></m:oMath>`), "占\uFFFC"},
		{"formula between paragraphs", `<m:oMathPara><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></m:oMathPara>`, "\uFFFC"},
		{"a formula between figures", p(r("12") + `<m:oMath><m:r><m:t>×</m:t></m:r></m:oMath>` + r("34")), "12\uFFFC34"},
		{"a field of a form", p(`<w:sdt><w:sdtPr><w:showingPlcHdr w:val="0"/></w:sdtPr><w:sdtContent>` + r("甲") + `</w:sdtContent></w:sdt>` + r("乙")), "甲乙"},
		{"a field of a form that is not filled", p(`<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>`+r("限100个")+`</w:sdtContent></w:sdt>`+r("乙")) +
			`<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>` + p(r("限100个")) + `</w:sdtContent></w:sdt>`, "乙"},
		{"large initial", p(`<w:pPr><w:framePr w:dropCap="drop"/></w:pPr>`+r("重")) + p(r("庆市")), "重庆市"},
		{"a namespace under another prefix", `<x:p xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><x:r><x:t>甲</x:t></x:r></x:p>` +
			`<w:p xmlns:w="urn:other"><w:r><w:t>乙</w:t></w:r></w:p>`, "甲"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			require.Equal(t, c.want, show(read(t, testdoc.Package{Body: c.body})))
		})
	}
}

func TestDOCXRevisions(t *testing.T) {
	del := func(text string) string {
		return `<w:del w:id="1" w:author="a"><w:r><w:delText>` + text + `</w:delText></w:r></w:del>`
	}
	ins := func(text string) string { return `<w:ins w:id="2" w:author="a">` + r(text) + `</w:ins>` }
	gone := `<w:pPr><w:rPr><w:del w:id="3" w:author="a"/></w:rPr></w:pPr>`
	cases := []struct{ name, body, want string }{
		{"a figure changed from 8 to 9", p(r("增长") + del("8") + ins("9") + r("%")), "增长9%"},
		{"a figure within a number", p(r("1") + del("8") + ins("9") + r(".5")), "19.5"},
		{"deleted text written as plain text", p(`<w:del><w:r><w:t>8</w:t></w:r></w:del>` + r("9")), "9"},
		{"inserted, then deleted", p(r("甲") + `<w:ins>` + del("乙") + `</w:ins>` + r("丙")), "甲丙"},
		{"moved text once", p(`<w:moveFromRangeStart w:id="1"/><w:moveFrom>` + r("移") + `</w:moveFrom><w:moveFromRangeEnd w:id="1"/>` + r("甲") + `<w:moveTo>` + r("移") + `</w:moveTo>`), "甲移"},
		{"moved paragraph", p(`<w:pPr><w:rPr><w:moveFrom/></w:rPr></w:pPr><w:moveFrom>`+r("移")+`</w:moveFrom>`) + p(r("甲")) + p(`<w:pPr><w:rPr><w:moveTo/></w:rPr></w:pPr><w:moveTo>`+r("移")+`</w:moveTo>`), "甲\n移"},
		{"deleted paragraph marks join", p(gone+r("甲")) + p(gone+r("乙")) + p(r("丙")) + p(r("丁")), "甲乙丙\n丁"},
		{"deleted mark before a table", p(gone+r("甲")) + tbl(tr(tc("", p(r("乙"))))), "甲\n|乙|"},
		{"deleted mark at the end of a cell", tbl(tr(tc("", p(r("甲"))+p(gone+r("乙"))), tc("", p(r("丙"))))), "|甲/乙|丙|"},
		{"a deleted item of a list before a table", p(`<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>`) + tbl(tr(tc("", item(1, 0, "甲")))), "|1甲|"},
		{"old properties", p(`<w:pPr><w:pPrChange><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:pPrChange></w:pPr><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>甲</w:t></w:r>`) + p(r("乙")), "甲\n乙"},
		{"deleted and inserted rows", tbl(tr(tc("", p(r("1")))), `<w:tr><w:trPr><w:del/></w:trPr>`+tc("", p(r("2")))+`</w:tr>`, `<w:tr><w:trPr><w:ins/></w:trPr>`+tc("", p(r("3")))+`</w:tr>`), "|1|\n|3|"},
		{"deleted and inserted cells", tbl(tr(tc("", p(r("1"))), tc("<w:cellDel/>", p(r("2"))), tc("<w:cellIns/>", p(r("3"))))), "|1|3|"},
		{"deleted table", p(r("甲")) + tbl(`<w:tr><w:trPr><w:del/></w:trPr>`+tc("", p(r("2")))+`</w:tr>`), "甲"},
		{"a merge whose first row was deleted", tbl(
			tr(tc(`<w:vMerge w:val="restart"/>`, p(r("甲"))), tc("", p(r("1")))),
			tr(tc(`<w:vMerge/>`, p("")), tc("", p(r("2")))),
			`<w:tr><w:trPr><w:del/></w:trPr>`+tc(`<w:vMerge w:val="restart"/>`, p(r("乙")))+tc("", p(r("3")))+`</w:tr>`,
			tr(tc(`<w:vMerge/>`, p("")), tc("", p(r("4"))))), "|甲|1|\n|↑|2|\n||4|"},
		{"a merge with a row deleted from it", tbl(
			tr(tc(`<w:vMerge w:val="restart"/>`, p(r("甲"))), tc("", p(r("1")))),
			`<w:tr><w:trPr><w:del/></w:trPr>`+tc(`<w:vMerge/>`, p(""))+tc("", p(r("2")))+`</w:tr>`,
			tr(tc(`<w:vMerge/>`, p("")), tc("", p(r("3"))))), "|甲|1|\n|↑|3|"},
		{"a tracked merge", tbl(tr(tc(`<w:cellMerge w:vMerge="rest"/>`, p(r("甲")))), tr(tc(`<w:cellMerge w:vMerge="cont"/>`, p("")))), "|甲|\n|↑|"},
	}
	list := abstract(0, level(0, "decimal", "%1", `<w:suff w:val="nothing"/>`)) + num(1, 0, "")
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			require.Equal(t, c.want, show(read(t, testdoc.Package{Body: c.body, Numbering: list})))
		})
	}
}

func TestDOCXTable(t *testing.T) {
	cell := func(text string) string { return tc("", p(r(text))) }
	span := func(n, text string) string { return tc(`<w:gridSpan w:val="`+n+`"/>`, p(r(text))) }
	down := func(text string) string { return tc(`<w:vMerge w:val="restart"/>`, p(r(text))) }
	up := tc(`<w:vMerge/>`, p(""))
	cases := []struct{ name, body, want string }{
		{"spans and merges", tbl(tr(down("序号"), span("2", "进展情况")), tr(up, cell("目标"), cell("完成"))), "|序号|进展情况|←|\n|↑|目标|完成|"},
		{"a merged block", tbl(tr(tc(`<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>`, p(r("甲"))), cell("1")), tr(tc(`<w:gridSpan w:val="2"/><w:vMerge w:val="continue"/>`, p("")), cell("2"))), "|甲|←|1|\n|↑|↑|2|"},
		{"merges that meet", tbl(tr(down("甲")), tr(up), tr(down("乙")), tr(up)), "|甲|\n|↑|\n|乙|\n|↑|"},
		{"a merge with no beginning", tbl(tr(cell("甲"), cell("1")), tr(tc(`<w:vMerge/>`, p(r("乙"))), cell("2")), tr(up, cell("3"))), "|甲|1|\n|乙|2|\n|↑|3|"},
		{"columns left free", tbl(`<w:tr><w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="1"/></w:trPr>`+cell("甲")+`</w:tr>`, tr(cell("1"), cell("2"), cell("3"))), "||甲||\n|1|2|3|"},
		{"a merge below a free column", tbl(`<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>`+down("甲")+`</w:tr>`, tr(cell("1"), up)), "||甲|\n|1|↑|"},
		{"merged across, as old files do", tbl(tr(tc(`<w:hMerge w:val="restart"/>`, p(r("甲"))), tc(`<w:hMerge/>`, p("")), cell("1")), tr(cell("2"), cell("3"), cell("4"))), "|甲|←|1|\n|2|3|4|"},
		{"a span that is too large", tbl(tr(span("1000", "甲")), tr(cell("1"), cell("2"))), "|甲|←|\n|1|2|"},
		{"rows of unequal length", tbl(tr(cell("1"), cell("2")), tr(cell("3"))), "|1|2|\n|3||"},
		{"paragraphs in a cell", tbl(tr(tc("", p("")+p(r(" 甲 "))+p("")+p(`<w:r><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>`)))), "|甲/乙/丙|"},
		{"content controls around a table's parts", `<w:sdt><w:sdtContent>` + tbl(`<w:sdt><w:sdtPr/><w:sdtContent>`+tr(cell("1"), `<w:sdt><w:sdtContent>`+cell("2")+`</w:sdtContent></w:sdt>`, `<w:customXml>`+cell("3")+`</w:customXml>`)+`</w:sdtContent></w:sdt>`, tr(cell("4"), tc("", `<w:sdt><w:sdtContent>`+p(r("5"))+`</w:sdtContent></w:sdt>`), cell("6"))) + `</w:sdtContent></w:sdt>`, "|1|2|3|\n|4|5|6|"},
		{"nested tables are text of the cell", tbl(tr(tc("", p(r("前"))+tbl(tr(cell("1"), cell("2")), tr(cell("3"), cell("4")))+p(r("后"))), cell("旁"))), "|前/1→2/3→4/后|旁|"},
		{"two tables with the same columns and nothing between are one", tbl(tr(cell("1"))) + `<w:bookmarkStart w:id="1" w:name="x"/>` + tbl(tr(cell("2"))), "|1|\n|2|"},
		{"a paragraph between, though empty, keeps them apart", tbl(tr(cell("1"))) + p("") + tbl(tr(cell("2"))), "|1|\n\n|2|"},
		{"other columns keep them apart", tbl(tr(cell("1"))) + strings.Replace(tbl(tr(cell("2"))), `w:w="1"`, `w:w="2"`, 1), "|1|\n\n|2|"},
		{"text box in a cell", tbl(tr(tc("", p(r("甲")+`<w:r><mc:AlternateContent>`+boxChoice+p(r("框"))+tbl(tr(cell("1"), cell("2")))+boxEnd+`</mc:AlternateContent></w:r>`)+p(r("乙"))), cell("3"))), "|甲/框/1→2/乙|3|"},
		{"a field does not reach out of a cell", tbl(tr(tc("", p(`<w:r><w:fldChar w:fldCharType="begin"/></w:r>`)), cell("2"))), "||2|"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			require.Equal(t, c.want, show(read(t, testdoc.Package{Body: c.body})))
		})
	}
}

// TestDOCXPlaces has what show does not: marks of header rows, spans, nested tables, places.
func TestDOCXPlaces(t *testing.T) {
	header := `<w:tr><w:trPr><w:tblHeader/></w:trPr>` + tc(`<w:gridSpan w:val="2"/>`, p(r("表头"))) + `</w:tr>`
	down := tr(tc(`<w:vMerge w:val="restart"/>`, p(r("甲"))), tc("", p(r("1"))+tbl(tr(tc("", p(r("内"))))))) +
		tr(tc(`<w:vMerge/>`, p("")), tc("", p(r("2"))))
	doc := read(t, testdoc.Package{Body: p(r("一")) + tbl(tr(tc("", p(r("先"))))) + p(r("二")) + tbl(header, down) + p(r("三"))})
	require.Len(t, doc.Blocks, 5)
	require.Equal(t, parse.Place{Paragraph: 3}, doc.Blocks[4].Pos())
	table := doc.Blocks[3].(*parse.Table)
	require.Equal(t, parse.LayoutGrid, table.Layout)
	require.Equal(t, parse.Place{Table: 2}, table.Place)
	require.Equal(t, []bool{true, false, false}, []bool{table.Rows[0].Header, table.Rows[1].Header, table.Rows[2].Header})
	require.Equal(t, 2, table.Rows[0].Cells[0].ColSpan)
	merged := table.Rows[1].Cells[0]
	require.Same(t, merged, table.Rows[2].Cells[0])
	require.Equal(t, 2, merged.RowSpan)
	require.Equal(t, parse.Place{Table: 2, Row: 2}, merged.Place)
	inner := table.Rows[1].Cells[1]
	require.Equal(t, "1\n内", inner.Text)
	require.Len(t, inner.Tables, 1)
	require.Equal(t, "内", inner.Tables[0].Rows[0].Cells[0].Text)
}

func TestDOCXHeadings(t *testing.T) {
	doc := read(t, testdoc.Package{
		Styles: `<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>` +
			`<w:style w:type="paragraph" w:styleId="a"><w:name w:val="公文标题"/><w:basedOn w:val="1"/></w:style>` +
			`<w:style w:type="paragraph" w:styleId="b"><w:name w:val="二级"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>` +
			`<w:style w:type="paragraph" w:styleId="h"><w:name w:val="藏"/><w:rPr><w:vanish/></w:rPr></w:style>` +
			`<w:style w:type="character" w:styleId="v"><w:name w:val="见"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>` +
			`<w:style w:type="paragraph" w:styleId="x"><w:basedOn w:val="y"/></w:style><w:style w:type="paragraph" w:styleId="y"><w:basedOn w:val="x"/></w:style>`,
		Body: styled("1", "一") + styled("a", "二") + styled("b", "三") +
			p(`<w:pPr><w:pStyle w:val="b"/><w:outlineLvl w:val="9"/></w:pPr>`+r("四")) +
			p(`<w:pPr><w:outlineLvl w:val="2"/></w:pPr>`+r("五")) +
			p(`<w:pPr><w:pStyle w:val="h"/></w:pPr>`+r("藏")+`<w:r><w:rPr><w:rStyle w:val="v"/></w:rPr><w:t>六</w:t></w:r>`) +
			p(`<w:pPr><w:pStyle w:val="h"/></w:pPr>`+r("藏")) + styled("x", "七"),
	})
	require.Equal(t, "# 一\n# 二\n## 三\n四\n### 五\n六七", show(doc))
	require.Empty(t, doc.Diagnostics)
}

// TestDOCXAll is a small file with Chinese numbering, revisions and a merged grid at once.
func TestDOCXAll(t *testing.T) {
	numbered := func(num, level, content string) string {
		return p(`<w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + num + `"/></w:numPr></w:pPr>` + content)
	}
	row := func(category, task, progress string) string {
		return tr(tc("", numbered("2", "0", "")), category, tc("", p(r(task))), tc("", progress))
	}
	down := func(text string) string { return tc(`<w:vMerge w:val="restart"/>`, p(r(text))) }
	doc := read(t, testdoc.Package{
		Numbering: `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>` +
			`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>` +
			`<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>` +
			`<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>` +
			`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>`,
		Body: numbered("1", "0", r("总体情况")) + numbered("1", "1", r("预期目标")) + numbered("1", "1", r("民生")+`<w:ins>`+r("实事")+`</w:ins>`) +
			p(`<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>删去的一节</w:delText></w:r></w:del>`) +
			numbered("1", "0", r("附件")) +
			tbl(`<w:tr><w:trPr><w:tblHeader/></w:trPr>`+tc("", p(r("序号")))+tc(`<w:gridSpan w:val="2"/>`, p(r("具体任务")))+tc("", p(r("进展")))+`</w:tr>`,
				row(down("科学城"), "建设", numbered("3", "0", r("增长")+`<w:del><w:r><w:delText>8</w:delText></w:r></w:del><w:ins>`+r("9")+`</w:ins>`+r("%"))+numbered("3", "0", r("完工"))),
				`<w:tr><w:trPr><w:del/></w:trPr>`+tc("", numbered("2", "0", ""))+tc(`<w:vMerge/>`, p(""))+tc("", p(r("删")))+tc("", p(r("删")))+`</w:tr>`,
				row(tc(`<w:vMerge/>`, p("")), "招商", p(r("12家"))),
				row(down("物流"), "开行", p(r("1416辆")))),
	})
	require.Equal(t, strings.Join([]string{
		"一、总体情况", "（一）预期目标", "（二）民生实事", "二、附件",
		"|序号|具体任务|←|进展|",
		"|1|科学城|建设|①增长9%/②完工|",
		"|2|↑|招商|12家|",
		"|3|物流|开行|1416辆|",
	}, "\n"), show(doc))
	table := doc.Blocks[4].(*parse.Table)
	require.Equal(t, "2", table.Rows[2].Cells[0].List)
	require.Equal(t, "①", table.Rows[1].Cells[3].List)
	require.Empty(t, doc.Diagnostics)
}
