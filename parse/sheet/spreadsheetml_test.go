package sheet

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/parse/block"
)

// excelML returns a workbook as Excel 2003 writes it in XML, with that table in its only sheet.
func excelML(table string) []byte {
	return []byte(`<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Styles>` +
		`<Style ss:ID="Default"><Borders/></Style><Style ss:ID="share"><NumberFormat ss:Format="0.0%"/></Style><Style ss:ID="money"><NumberFormat ss:Format="Standard"/></Style>` +
		`<Style ss:ID="day"><NumberFormat ss:Format="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></Style>` +
		`<Style ss:ID="lines" ss:Parent="share"><Borders><Border ss:Position="Top" ss:LineStyle="Continuous"/></Borders></Style>` +
		`</Styles><Worksheet ss:Name="表"><Table>` + table + `</Table></Worksheet></Workbook>`)
}

func TestSpreadsheetML(t *testing.T) {
	cell := func(text string) string { return `<Cell><Data ss:Type="String">` + text + `</Data></Cell>` }
	number := func(style, n string) string {
		return `<Cell ss:StyleID="` + style + `"><Data ss:Type="Number">` + n + `</Data></Cell>`
	}
	for name, c := range map[string]struct{ table, want string }{
		"formats": {`<Row>` + number("share", "0.125") + number("money", "1234.5") + number("lines", "0.5") + number("none", "7") + `</Row><Row>` + strings.Repeat(cell("注"), 4) + `</Row>`,
			"A1 12.5% | 1,234.50 | 50.0% | 7\nA2 注 | 注 | 注 | 注\n\n"},
		"days and truth": {`<Row><Cell ss:StyleID="day"><Data ss:Type="DateTime">2024-06-30T00:00:00.000</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell></Row><Row>` + strings.Repeat(cell("注"), 2) + `</Row>`,
			"A1 2024年6月30日 | TRUE\nA2 注 | 注\n\n"},
		"styles of rows and columns": {`<Column ss:Index="2" ss:StyleID="share"/><Row>` + cell("甲") + number("", "0.5") + `</Row><Row ss:StyleID="money">` + number("", "1") + number("", "2") + `</Row>`,
			"A1 甲 | 50.0%\nA2 1.00 | 2.00\n\n"},
		"merged, with places": {`<Row ss:Index="3"><Cell ss:MergeAcross="1"><Data ss:Type="String">完成</Data></Cell><Cell ss:MergeDown="1"><Data ss:Type="String">注</Data></Cell></Row><Row>` + cell("1") + cell("2") + `</Row>` +
			`<Row>` + cell("3") + `<Cell ss:Index="3"><Data ss:Type="String">4</Data></Cell></Row>`, "A3 完成 | ← | 注\nA4 1 | 2 | ↑\nA5 3 |  | 4\n\n"},
		"marks of HTML": {`<Row><Cell><ss:Data ss:Type="String">10<Sup>4</Sup>亩<B>，</B><S>12</S>34</ss:Data></Cell></Row>`,
			"! text that is struck through was read as text\nA1 ¶ 10⁴亩，12 34\n"},
		"hidden": {`<Column/><Column ss:Hidden="1"/><Row>` + cell("甲") + cell("乙") + cell("丙") + `</Row><Row ss:Hidden="1">` + cell("1") + cell("2") + cell("3") + `</Row><Row>` + cell("4") + cell("5") + cell("6") + `</Row>`,
			"! cells in hidden rows were left out: 3\n! cells in hidden columns were left out: 2\nA1 甲 | 丙\nA3 4 | 6\n\n"},
		"comments": {`<Row><Cell><Data ss:Type="String">甲</Data><Comment><ss:Data>说明</ss:Data></Comment></Cell></Row>`,
			"! comments on cells were not read: 1\nA1 ¶ 甲\n"},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := ReadSpreadsheetML(newBudget(), excelML(c.table))
			require.NoError(t, err)
			require.Equal(t, c.want, dump(doc))
		})
	}
}

func TestDamagedSpreadsheetML(t *testing.T) {
	for table, want := range map[string]error{
		`<Row ss:Index="9000000"/>`:           block.ErrDamaged,
		`<Row><Cell ss:Index="99999"/></Row>`: block.ErrDamaged,
		`<Column ss:Span="2000000000"/>`:      block.ErrDamaged,
		`<Row>`:                               block.ErrDamaged,
	} {
		_, err := ReadSpreadsheetML(newBudget(), excelML(table))
		require.ErrorIs(t, err, want, table)
	}
	doc, err := ReadSpreadsheetML(newBudget(), excelML(`<Row><Cell><Data ss:Type="String">甲</Data></Cell></Row></Table></Worksheet><Worksheet ss:Name="二"><Table><Row>`))
	require.NoError(t, err)
	require.Contains(t, dump(doc), "甲")
	require.NotEmpty(t, doc.Diagnostics)
}

func FuzzSpreadsheetML(f *testing.F) {
	f.Add(`<Column ss:Span="3"/><Row ss:Index="2"><Cell ss:MergeAcross="2" ss:StyleID="share"><Data ss:Type="Number">1</Data></Cell></Row>`)
	f.Fuzz(func(t *testing.T, table string) {
		doc, err := ReadSpreadsheetML(newBudget(), excelML(table))
		var e *block.Error
		if err != nil {
			require.ErrorAs(t, err, &e)
			return
		}
		requireSound(t, doc)
	})
}
