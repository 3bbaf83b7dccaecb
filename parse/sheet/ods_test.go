package sheet

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/parse/block"
)

// flatODS returns a spreadsheet in one file with that XML in its only sheet, whose columns have no style.
func flatODS(rows string) []byte {
	return []byte(`<?xml version="1.0"?><office:document office:mimetype="` + odsType + `"><office:automatic-styles>` +
		`<style:style style:name="up" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>` +
		`<style:style style:name="out" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>` +
		`<style:style style:name="lines" style:family="table-cell"><style:table-cell-properties fo:border="0.05pt solid"/></style:style>` +
		`<style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/></style:style>` +
		`</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="表">` + rows +
		`</table:table></office:spreadsheet></office:body></office:document>`)
}

// TestSameInODS: LibreOffice wrote one workbook in both formats.
func TestSameInODS(t *testing.T) {
	flat, err := os.ReadFile("testdata/report.fods")
	require.NoError(t, err)
	xlsx, err := os.ReadFile("testdata/report.xlsx")
	require.NoError(t, err)
	one, err := ReadODS(newBudget(), flat)
	require.NoError(t, err)
	other, err := ReadXLSX(newBudget(), xlsx)
	require.NoError(t, err)
	require.Equal(t, dump(other), dump(one))
	require.Equal(t, block.FormatODS, one.Format)

	content := strings.NewReplacer("office:document ", "office:document-content ", "</office:document>", "</office:document-content>").Replace(string(flat))
	packed, err := ReadODS(newBudget(), files{odsContent: content}.zipped(t))
	require.NoError(t, err)
	require.Equal(t, dump(one), dump(packed))
}

// TestCellsOfODS: what cells show, one row of two, so that they are a table.
func TestCellsOfODS(t *testing.T) {
	for name, c := range map[string]struct{ cell, want string }{
		"as it shows":           {`<table:table-cell office:value-type="float" office:value="0.125"><text:p>12.5%</text:p></table:table-cell>`, "12.5%"},
		"two paragraphs":        {`<table:table-cell><text:p>甲</text:p><text:p>乙</text:p></table:table-cell>`, "甲⏎乙"},
		"raised":                {`<table:table-cell><text:p>10<text:span text:style-name="up">4</text:span>亩</text:p></table:table-cell>`, "10⁴亩"},
		"struck":                {`<table:table-cell><text:p><text:span text:style-name="out">12</text:span>34件</text:p></table:table-cell>`, "12 34件"},
		"spaces and breaks":     {`<table:table-cell><text:p>甲<text:s text:c="2"/>乙<text:line-break/>丙</text:p></table:table-cell>`, "甲  乙⏎丙"},
		"a link":                {`<table:table-cell><text:p>见<text:a>附件<text:span>1</text:span></text:a>。</text:p></table:table-cell>`, "见附件1。"},
		"pronounced":            {`<table:table-cell><text:p><text:ruby><text:ruby-base>东京</text:ruby-base><text:ruby-text>トウキョウ</text:ruby-text></text:ruby>都</text:p></table:table-cell>`, "东京都"},
		"a comment":             {`<table:table-cell><office:annotation><text:p>说明</text:p></office:annotation><text:p>8</text:p></table:table-cell>`, "8"},
		"a comment in the text": {`<table:table-cell><text:p>8<office:annotation><text:p>说明</text:p></office:annotation>个</text:p></table:table-cell>`, "8个"},
		"a value alone":         {`<table:table-cell office:value-type="float" office:value="7.5"/>`, "7.5"},
		"a day alone":           {`<table:table-cell office:value-type="date" office:date-value="2024-06-30"/>`, "2024-06-30"},
		"a share alone":         {`<table:table-cell office:value-type="percentage" office:value="0.125"/>`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			row := func(cell string) string {
				return `<table:table-row><table:table-cell><text:p>注</text:p></table:table-cell>` + cell + `<table:table-cell><text:p>注</text:p></table:table-cell></table:table-row>`
			}
			doc, err := ReadODS(newBudget(), flatODS(row(c.cell)+row(`<table:table-cell><text:p>尾</text:p></table:table-cell>`)))
			require.NoError(t, err)
			table := doc.Blocks[0].(*block.Table)
			require.Equal(t, c.want, strings.ReplaceAll(table.Rows[0].Cells[1].Text, "\n", "⏎"))
		})
	}
}

func TestSheetsOfODS(t *testing.T) {
	cell := func(text string) string { return `<table:table-cell><text:p>` + text + `</text:p></table:table-cell>` }
	for name, c := range map[string]struct{ rows, want string }{
		"merged": {`<table:table-row><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="1"><text:p>完成</text:p></table:table-cell><table:covered-table-cell/>` + cell("注") +
			`</table:table-row><table:table-row>` + cell("1") + cell("2") + cell("3") + `</table:table-row>`, "A1 完成 | ← | 注\nA2 1 | 2 | 3\n\n"},
		"repeated": {`<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"><text:p>8</text:p></table:table-cell></table:table-row>`,
			"A1 8 | 8\nA2 8 | 8\n\n"},
		"a million empty rows": {`<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>` +
			`<table:table-row>` + cell("末") + `</table:table-row>`, "A1000001 ¶ 末\n"},
		"a million ruled rows": {`<table:table-row>` + cell("甲") + cell("乙") + `</table:table-row><table:table-row table:number-rows-repeated="1000000">` +
			`<table:table-cell table:style-name="lines" table:number-columns-repeated="16384"/></table:table-row>`, "A1 甲 | 乙\n\n"},
		"hidden rows and columns": {`<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>` +
			`<table:table-row>` + cell("甲") + cell("乙") + cell("丙") + `</table:table-row><table:table-row table:visibility="filter">` + cell("1") + cell("2") + cell("3") +
			`</table:table-row><table:table-row>` + cell("4") + cell("5") + cell("6") + `</table:table-row>`,
			"! cells in hidden rows were left out: 3\n! cells in hidden columns were left out: 2\nA1 甲 | 丙\nA3 4 | 6\n\n"},
		"a hidden sheet": {`<table:table-row>` + cell("甲") + `</table:table-row></table:table><table:table table:name="底" table:style-name="gone"><table:table-row>` + cell("乙") +
			`</table:table-row>`, "! the sheet is hidden and was left out\nA1 ¶ 甲\n"},
		"what floats": {`<table:shapes><draw:frame><draw:image/></draw:frame></table:shapes><table:table-row><table:table-cell><draw:frame><draw:object draw:notify-on-update-of-ranges="A1"/><draw:image/></draw:frame>` +
			`<text:p>甲</text:p></table:table-cell><table:table-cell><draw:custom-shape><text:p>图中文字</text:p></draw:custom-shape></table:table-cell></table:table-row>`,
			"A1 ¶ 甲\nB1 ¶ 图中文字\n? picture: a picture hangs in the sheet 表 at A1\n? chart: a chart hangs in the sheet 表 at A1\n"},
		"a formula without its result": {`<table:table-row>` + cell("甲") + `<table:table-cell table:formula="of:=1"/></table:table-row>`,
			"! a formula has no stored result, and 0 more of the sheet; open the workbook in the program that made it and save it anew\nA1 ¶ 甲\n"},
		"groups": {`<table:table-row-group><table:table-header-rows><table:table-row>` + cell("甲") + cell("乙") + `</table:table-row></table:table-header-rows><table:table-rows><table:table-row>` +
			cell("1") + cell("2") + `</table:table-row></table:table-rows></table:table-row-group>`, "A1 甲 | 乙\nA2 1 | 2\n\n"},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := ReadODS(newBudget(), flatODS(c.rows))
			require.NoError(t, err)
			require.Equal(t, c.want, dump(doc))
		})
	}
}

func TestDamagedODS(t *testing.T) {
	whole, err := os.ReadFile("testdata/report.fods")
	require.NoError(t, err)
	for n := 0; n < len(whole); n += len(whole) / 300 {
		if doc, err := ReadODS(newBudget(), whole[:n]); err == nil {
			requireSound(t, doc)
		}
	}
	_, err = ReadODS(newBudget(), files{odsContent: string(whole), odsManifest: `<manifest:encryption-data/>`}.zipped(t))
	require.ErrorIs(t, err, block.ErrUnsupported)
	_, err = ReadODS(newBudget(), flatODS(`<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000"><text:p>8</text:p></table:table-cell></table:table-row>`))
	require.ErrorIs(t, err, block.ErrLimit)
	_, err = ReadODS(newBudget(), flatODS(strings.Repeat(`</table:table><table:table table:name="x">`, 20_000)))
	require.ErrorIs(t, err, block.ErrLimit)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = ReadODS(block.NewBudget(ctx, block.Limits{}), whole)
	require.ErrorIs(t, err, context.Canceled)
}

func FuzzODS(f *testing.F) {
	f.Add(`<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-spanned="2"><text:p>1</text:p></table:table-cell></table:table-row>`)
	f.Add(`<table:shapes><draw:g><draw:frame><draw:text-box><text:p>a</text:p></draw:text-box></draw:frame></draw:g></table:shapes>`)
	f.Fuzz(func(t *testing.T, rows string) {
		doc, err := ReadODS(newBudget(), flatODS(rows))
		var e *block.Error
		if err != nil {
			require.ErrorAs(t, err, &e)
			return
		}
		requireSound(t, doc)
	})
}
