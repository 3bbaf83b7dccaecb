package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"duban/parse/block"
)

// files are the parts of a package by name.
type files map[string]string

// zipped packs the parts in the order in which they are listed.
func (p files) zipped(t testing.TB) []byte {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for name, data := range p {
		w, err := z.Create(name)
		require.NoError(t, err)
		_, err = w.Write([]byte(data))
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return buf.Bytes()
}

const relationsOf = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

// workbook returns a package with sheets named Sheet1, Sheet2 … of that XML, inside of <worksheet>.
func workbook(sheets ...string) files {
	p := files{
		"_rels/.rels":   `<Relationships><Relationship Id="a" Type="` + relationsOf + `officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
		"xl/styles.xml": styles,
	}
	var list, relations strings.Builder
	for i, s := range sheets {
		fmt.Fprintf(&list, `<sheet name="Sheet%d" sheetId="%[1]d" r:id="r%[1]d"/>`, i+1)
		fmt.Fprintf(&relations, `<Relationship Id="r%d" Type="%sworksheet" Target="worksheets/sheet%[1]d.xml"/>`, i+1, relationsOf)
		p[fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)] = `<worksheet>` + s + `</worksheet>`
	}
	p["xl/workbook.xml"] = `<workbook><sheets>` + list.String() + `</sheets></workbook>`
	p["xl/_rels/workbook.xml.rels"] = `<Relationships>` + relations.String() +
		`<Relationship Id="s" Type="` + relationsOf + `styles" Target="styles.xml"/>` +
		`<Relationship Id="t" Type="` + relationsOf + `sharedStrings" Target="sharedStrings.xml"/></Relationships>`
	p["xl/sharedStrings.xml"] = `<sst><si><t>甲</t></si>` +
		`<si><r><t>10</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>4</t></r><r><t>亩</t></r></si>` +
		`<si><r><rPr><strike/></rPr><t>12</t></r><r><t>34件</t></r></si>` +
		`<si><t>东京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si>` +
		`<si><t xml:space="preserve">  一_x000D_&#10;二 &amp; &lt;三&gt; _x0041_ </t></si><si><t>注</t></si></sst>`
	return p
}

// styles have, by number: General, 0.0%, a day, text behind 区, hidden, with lines, 万.
const styles = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="&quot;区&quot;@"/>` +
	`<numFmt numFmtId="166" formatCode=";;;"/><numFmt numFmtId="167" formatCode="0!.0,&quot;万&quot;"/></numFmts>` +
	`<borders><border><left/></border><border><left style="thin"/></border></borders>` +
	`<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="0" borderId="1"/><xf numFmtId="167"/></cellXfs></styleSheet>`

// TestCells: what cells show, one row of two cells each, so that they are a table.
func TestCells(t *testing.T) {
	for name, c := range map[string]struct{ cell, want string }{
		"shared text":        {`<c t="s"><v>0</v></c>`, "甲"},
		"raised digits":      {`<c t="s"><v>1</v></c>`, "10⁴亩"},
		"struck digits":      {`<c t="s"><v>2</v></c>`, "12 34件"},
		"pronounced":         {`<c t="s"><v>3</v></c>`, "东京"},
		"escapes":            {`<c t="s"><v>4</v></c>`, "一⏎二 & <三> A"},
		"no such text":       {`<c t="s"><v>99</v></c>`, ""},
		"inline text":        {`<c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>`, "ab"},
		"formula of text":    {`<c t="str"><f>A1&amp;B1</f><v>甲乙</v></c>`, "甲乙"},
		"formula":            {`<c s="1"><f>1/8</f><v>0.125</v></c>`, "12.5%"},
		"truth":              {`<c t="b"><v>1</v></c>`, "TRUE"},
		"error":              {`<c t="e"><v>#DIV/0!</v></c>`, "#DIV/0!"},
		"day":                {`<c s="2"><v>43921</v></c>`, "2020/3/31"},
		"day in its own way": {`<c t="d" s="2"><v>2020-03-31T00:00:00Z</v></c>`, "2020/3/31"},
		"percent":            {`<c s="1"><v>0.123</v></c>`, "12.3%"},
		"long float":         {`<c><v>7.5700000000000003</v></c>`, "7.57"},
		"exponent":           {`<c><v>1.2E3</v></c>`, "1200"},
		"ten thousands":      {`<c s="6"><v>519161</v></c>`, "51.9万"},
		"format of a text":   {`<c s="3" t="s"><v>0</v></c>`, "区甲"},
		"hidden by format":   {`<c s="4"><v>12</v></c>`, ""},
		"no such style":      {`<c s="77"><v>12</v></c>`, "12"},
		"no number":          {`<c><v>twelve</v></c>`, "twelve"},
		"empty number":       {`<c><v></v></c>`, ""},
		"picture of WPS":     {`<c t="str"><f>DISPIMG("ID",1)</f><v>=DISPIMG("ID_1",1)</v></c>`, ""},
		"prefixed":           {`<x:c xmlns:x="y" t="n"><x:v>3</x:v></x:c>`, "3"},
		"comment inside":     {`<c><!-- 9 --><v>1<!-- 9 -->2</v></c>`, "12"},
		"CDATA":              {`<c t="str"><v><![CDATA[<甲>]]></v></c>`, "<甲>"},
	} {
		sheet := `<sheetData><row><c t="s"><v>5</v></c>` + c.cell + `<c><v>1</v></c></row><row><c t="s"><v>5</v></c><c><v>2</v></c><c><v>1</v></c></row></sheetData>`
		doc, err := ReadXLSX(newBudget(), workbook(sheet).zipped(t))
		require.NoError(t, err, name)
		table := doc.Blocks[0].(*block.Table)
		require.Equal(t, c.want, strings.ReplaceAll(table.Rows[0].Cells[1].Text, "\n", "⏎"), name)
	}
}

// text returns the XML of a cell with a text.
func text(at, s string) string {
	return `<c r="` + at + `" t="inlineStr"><is><t>` + s + `</t></is></c>`
}

func ruled(at, s string) string { return strings.Replace(text(at, s), ` t=`, ` s="5" t=`, 1) }

// TestSheets: what becomes of the cells of a sheet.
func TestSheets(t *testing.T) {
	row := func(cells ...string) string { return `<row>` + strings.Join(cells, "") + `</row>` }
	for name, c := range map[string]struct{ sheet, want string }{
		"title, unit and notes": {`<sheetData>` +
			row(text("A1", "某表")) + row(text("C2", "单位：万元")) + row(ruled("A3", "项"), ruled("B3", "数"), ruled("C3", "比")) +
			row(ruled("A4", "甲"), ruled("B4", "1"), ruled("C4", "2")) + row(text("A5", "注：略")) + `</sheetData><mergeCells><mergeCell ref="A1:C1"/></mergeCells>`,
			"A1 ¶ 某表\nC2 ¶ 单位：万元\nA3 项 | 数 | 比\nA4 甲 | 1 | 2\n\nA5 ¶ 注：略\n"},
		"without lines": {`<sheetData>` + row(text("A1", "某表")) + row(text("A2", "项"), text("B2", "数")) + row(text("A3", "甲"), text("B3", "1")) + `</sheetData>`,
			"A1 ¶ 某表\nA2 项 | 数\nA3 甲 | 1\n\n"},
		"two tables, one below the other": {`<sheetData>` +
			row(text("A1", "甲表")) + row(text("A2", "项"), text("B2", "数")) + row(text("A3", "1"), text("B3", "2")) + `<row r="6">` + text("A6", "乙表") + `</row>` +
			`<row r="7">` + text("A7", "项") + text("B7", "比") + `</row>` + `<row r="8">` + text("A8", "3") + text("B8", "4") + `</row></sheetData>`,
			"A1 ¶ 甲表\nA2 项 | 数\nA3 1 | 2\n\nA6 ¶ 乙表\nA7 项 | 比\nA8 3 | 4\n\n"},
		"an empty row with lines": {`<sheetData>` + row(ruled("A1", "项"), ruled("B1", "数")) + row(`<c r="A2" s="5"/><c r="B2" s="5"/>`) +
			row(ruled("A3", "甲"), ruled("B3", "1")) + `</sheetData>`, "A1 项 | 数\nA3 甲 | 1\n\n"},
		"tables side by side": {`<sheetData>` + row(ruled("A1", "项"), ruled("B1", "数"), ruled("D1", "名"), ruled("E1", "量")) +
			row(ruled("A2", "甲"), ruled("B2", "1"), ruled("D2", "乙"), ruled("E2", "2")) + `</sheetData>`,
			"A1 项 | 数\nA2 甲 | 1\n\nD1 名 | 量\nD2 乙 | 2\n\n"},
		"an empty column in a table": {`<sheetData>` + row(text("A1", "项"), text("B1", "数"), text("D1", "比")) + row(text("A2", "甲"), text("B2", "1"), text("D2", "2")) + `</sheetData>`,
			"A1 项 | 数 | 比\nA2 甲 | 1 | 2\n\n"},
		"merged over rows without cells": {`<sheetData>` + row(text("A1", "项"), text("B1", "数")) + row(text("A2", "甲"), text("B2", "1")) +
			`<row r="5">` + text("B5", "2") + `</row></sheetData><mergeCells><mergeCell ref="A2:A5"/><mergeCell ref="B2:B4"/></mergeCells>`,
			"A1 项 | 数\nA2 甲 | 1\nA5 ↑ | 2\n\n"},
		"merges that overlap": {`<sheetData>` + row(text("A1", "一"), text("B1", "二"), text("C1", "三")) + row(text("A2", "四"), text("B2", "五"), text("C2", "六")) +
			`</sheetData><mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="B1:C2"/><mergeCell ref="nonsense"/></mergeCells>`,
			"! 1 merged cells overlap others and were taken apart\nA1 一 | ← | 三\nA2 四 | 五 | 六\n\n"},
		"a hidden row with a merged cell": {`<sheetData>` + row(text("A1", "项"), text("B1", "数")) + `<row r="2" hidden="1">` + text("A2", "甲") + text("B2", "1") + `</row>` +
			row(text("B3", "2")) + row(text("A4", "乙"), text("B4", "3")) + `</sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells>`,
			"! 1 cells in hidden rows were left out\nA1 项 | 数\nA3 甲 | 2\nA4 乙 | 3\n\n"},
		"a hidden row between": {`<sheetData>` + row(text("A1", "项"), text("B1", "数")) + `<row r="2" ht="0">` + text("A2", "甲") + `</row>` + row(text("A3", "乙"), text("B3", "3")) + `</sheetData>`,
			"! 1 cells in hidden rows were left out\nA1 项 | 数\nA3 乙 | 3\n\n"},
		"rows and cells out of order": {`<sheetData><row r="2">` + text("B2", "1") + text("A2", "甲") + `</row><row r="1">` + text("A1", "项") + text("B1", "数") + `</row></sheetData>`,
			"A1 项 | 数\nA2 甲 | 1\n\n"},
		"zeros that do not show": {`<sheetViews><sheetView showZeros="0"/></sheetViews><sheetData>` + row(text("A1", "项"), text("B1", "数")) + row(text("A2", "甲"), `<c r="B2"><v>0</v></c><c r="C2"><v>5</v></c>`) + `</sheetData>`,
			"A1 项 | 数 | \nA2 甲 |  | 5\n\n"},
		"a formula without a result": {`<sheetData>` + row(text("A1", "项"), text("B1", "数")) + row(text("A2", "甲"), `<c r="B2"><f>1+1</f></c>`) + `</sheetData>`,
			"! a formula has no stored result, and 0 more of the sheet; open the workbook in the program that made it and save it anew\nA1 项 | 数\nA2 甲 | \n\n"},
		"broken off": {`<sheetData>` + row(text("A1", "项"), text("B1", "数")) + row(text("A2", "甲"), `<c r="B2"><v>12`),
			"! xl/worksheets/sheet1.xml: "},
	} {
		doc, err := ReadXLSX(newBudget(), workbook(c.sheet).zipped(t))
		require.NoError(t, err, name)
		if strings.HasSuffix(c.want, ": ") {
			require.Contains(t, dump(doc), c.want, name)
			require.NotContains(t, dump(doc), "12", name)
			continue
		}
		require.Equal(t, c.want, dump(doc), name)
	}
}

// TestFloating: what hangs above the cells.
func TestFloating(t *testing.T) {
	anchor := func(row, col int, what string) string {
		return fmt.Sprintf(`<xdr:twoCellAnchor><xdr:from><xdr:col>%d</xdr:col><xdr:row>%d</xdr:row></xdr:from>%s</xdr:twoCellAnchor>`, col, row, what)
	}
	p := workbook(`<sheetData><row>` + text("A1", "项") + text("B1", "数") + `</row><row>` + text("A2", "甲") + text("B2", "1") + `</row></sheetData><drawing r:id="d"/>`)
	p["xl/worksheets/_rels/sheet1.xml.rels"] = `<Relationships><Relationship Id="d" Type="` + relationsOf + `drawing" Target="../drawings/drawing1.xml"/>` +
		`<Relationship Id="c" Type="` + relationsOf + `comments" Target="../comments1.xml"/></Relationships>`
	p["xl/comments1.xml"] = `<comments><commentList><comment ref="A1"/><comment ref="B1"/></commentList></comments>`
	p["xl/drawings/drawing1.xml"] = `<xdr:wsDr>` + anchor(1, 1, `<xdr:pic/>`) +
		anchor(9, 0, `<xdr:graphicFrame><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphic></xdr:graphicFrame>`) +
		anchor(20, 0, `<xdr:sp><xdr:txBody><a:p><a:r><a:t>一季度</a:t></a:r><a:r><a:t>增长6%</a:t></a:r></a:p><a:p><a:r><a:t>完</a:t></a:r></a:p></xdr:txBody></xdr:sp>`) + `</xdr:wsDr>`
	doc, err := ReadXLSX(newBudget(), p.zipped(t))
	require.NoError(t, err)
	require.Equal(t, "! 2 comments on cells were not read\nA1 项 | 数\nA2 甲 | 1\n\nA21 ¶ 一季度增长6%\nA21 ¶ 完\n"+
		"? picture: a picture hangs in the sheet Sheet1 at B2\n? chart: a chart hangs in the sheet Sheet1 at A10\n", dump(doc))
}

// TestRefusals: workbooks that give no document, and why.
func TestRefusals(t *testing.T) {
	without := func(name string) files { p := workbook(`<sheetData/>`); delete(p, name); return p }
	with := func(name, data string) files { p := workbook(`<sheetData/>`); p[name] = data; return p }
	binary := without("xl/workbook.xml")
	binary["xl/workbook.bin"] = "x"
	for name, c := range map[string]struct {
		parts files
		kind  error
		want  string
	}{
		"empty":             {workbook(`<sheetData/>`), block.ErrUnsupported, "shows no text"},
		"binary":            {binary, block.ErrUnsupported, ".xlsb"},
		"no sheet":          {without("xl/worksheets/sheet1.xml"), block.ErrDamaged, "no part for the sheet"},
		"another root":      {with("xl/workbook.xml", "<x/>"), block.ErrDamaged, `"x"`},
		"declared entities": {with("xl/workbook.xml", `<!DOCTYPE w [<!ENTITY a "b">]><workbook/>`), block.ErrDamaged, "document type"},
		"broken styles":     {with("xl/styles.xml", "<styleSheet><cellXfs>"), block.ErrDamaged, "xl/styles.xml"},
		"broken texts":      {with("xl/sharedStrings.xml", "<sst><si><t>甲"), block.ErrDamaged, "xl/sharedStrings.xml"},
	} {
		_, err := ReadXLSX(newBudget(), c.parts.zipped(t))
		require.ErrorIs(t, err, c.kind, name)
		require.ErrorContains(t, err, c.want, name)
	}
}

// TestLimits: what is made to cost much costs little.
func TestLimits(t *testing.T) {
	within := func(name string, data []byte, limits block.Limits) (*block.Document, error) {
		start := time.Now()
		doc, err := ReadXLSX(block.NewBudget(context.Background(), limits), data)
		require.Less(t, time.Since(start), 10*time.Second, name)
		return doc, err
	}
	var rows, wide, merges, diagonal strings.Builder
	for i := range 1_000_000 {
		fmt.Fprintf(&rows, `<row r="%d"><c r="A%[1]d" s="5"/><c r="B%[1]d" s="5"/></row>`, i+3)
	}
	for i := range 16384 {
		fmt.Fprintf(&wide, `<c s="5"/>`)
		fmt.Fprintf(&diagonal, `<row>%s</row>`, text(cellName(i, i), "x"))
	}
	for i := range 100_000 {
		fmt.Fprintf(&merges, `<mergeCell ref="A%d:XFD1048576"/>`, i+1)
	}
	head := `<row>` + text("A1", "项") + text("B1", "数") + `</row><row>` + text("A2", "甲") + text("B2", "1") + `</row>`
	doc, err := within("rows", workbook(`<sheetData>`+head+rows.String()+`</sheetData>`).zipped(t), block.Limits{})
	require.NoError(t, err)
	require.Equal(t, "A1 项 | 数\nA2 甲 | 1\n\n", dump(doc))

	doc, err = within("columns", workbook(`<sheetData>`+head+`<row>`+wide.String()+`</row></sheetData>`).zipped(t), block.Limits{})
	require.NoError(t, err)
	require.Equal(t, "A1 项 | 数\nA2 甲 | 1\n\n", dump(doc))

	doc, err = within("merges", workbook(`<sheetData>`+head+`</sheetData><mergeCells>`+merges.String()+`</mergeCells>`).zipped(t), block.Limits{})
	require.NoError(t, err)
	require.Contains(t, dump(doc), "项")

	_, err = within("diagonal", workbook(`<sheetData>`+diagonal.String()+`</sheetData>`).zipped(t), block.Limits{})
	require.ErrorIs(t, err, block.ErrLimit)

	sheets := make([]string, 200)
	for i := range sheets {
		sheets[i] = `<sheetData>` + head + `</sheetData>`
	}
	doc, err = within("sheets", workbook(sheets...).zipped(t), block.Limits{})
	require.NoError(t, err)
	require.Len(t, doc.Blocks, 200)

	_, err = within("cells", workbook(sheets...).zipped(t), block.Limits{Cells: 100})
	require.ErrorIs(t, err, block.ErrLimit)
	_, err = within("text", workbook(sheets...).zipped(t), block.Limits{Text: 100})
	require.ErrorIs(t, err, block.ErrLimit)
	_, err = within("unpacked", workbook(sheets...).zipped(t), block.Limits{Unpacked: 10_000})
	require.ErrorIs(t, err, block.ErrLimit)
	_, err = within("depth", workbook(strings.Repeat("<x>", 1000)).zipped(t), block.Limits{})
	require.ErrorIs(t, err, block.ErrLimit)

	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = ReadXLSX(block.NewBudget(ctx, block.Limits{}), workbook(sheets...).zipped(t))
	require.ErrorIs(t, err, context.Canceled)
}

func FuzzXLSX(f *testing.F) {
	f.Add(`<sheetData><row r="1"><c r="A1" s="1"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>`, styles)
	f.Fuzz(func(t *testing.T, sheet, styles string) {
		p := workbook(sheet)
		p["xl/styles.xml"] = styles
		doc, err := ReadXLSX(newBudget(), p.zipped(t))
		var e *block.Error
		if err != nil {
			require.ErrorAs(t, err, &e)
			return
		}
		requireSound(t, doc)
	})
}

// requireSound: tables are rectangular, cells stand where they say, and every text has its place.
func requireSound(t *testing.T, doc *block.Document) {
	for _, b := range doc.Blocks {
		require.NotNil(t, b.Pos().Book)
		table, ok := b.(*block.Table)
		if !ok {
			continue
		}
		for i, r := range table.Rows {
			require.Len(t, r.Cells, table.Width())
			for k, c := range r.Cells {
				require.LessOrEqual(t, c.Row, i)
				require.Less(t, i, c.Row+c.RowSpan)
				require.LessOrEqual(t, c.Col, k)
				require.Less(t, k, c.Col+c.ColSpan)
				require.Equal(t, c.Text != "", c.Book != nil)
			}
		}
	}
}
