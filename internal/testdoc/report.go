package testdoc

import (
	"encoding/xml"
	"fmt"
	"strings"

	"duban/parse"
)

// Report writes a document as a DOCX, with the rows of its tables given times over, in the way that is hardest to
// read: the running numbers are automatic, a cell that is empty in a column of categories is merged with the one
// above, a label that heads two columns spans them, and all text is split into runs at odd places, amid figures too.
//
// The rows of a table of text may be short of cells at their front; they are those of the columns at the right.
func Report(doc *parse.Document, times int) []byte {
	w := writer{}
	for _, block := range doc.Blocks {
		switch block := block.(type) {
		case *parse.Heading:
			w.paragraph(fmt.Sprintf(`<w:pStyle w:val="%d"/>`, block.Level), block.Text)
		case *parse.Paragraph:
			w.paragraph("", block.Text)
		case *parse.Table:
			w.table(block, times)
		}
	}
	return Package{Body: w.body.String(), Styles: styles(), Numbering: w.numbering()}.Bytes()
}

type writer struct {
	body   strings.Builder
	tables int
	runs   int
}

func styles() string {
	var sb strings.Builder
	sb.WriteString(`<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>`)
	for level := 1; level <= 9; level++ {
		fmt.Fprintf(&sb, `<w:style w:type="paragraph" w:styleId="%d"><w:name w:val="heading %[1]d"/><w:basedOn w:val="a"/>`+
			`<w:pPr><w:keepNext/><w:outlineLvl w:val="%d"/></w:pPr></w:style>`, level, level-1)
	}
	return sb.String()
}

// numbering gives each table a list of its own, all of one abstract list.
func (w *writer) numbering() string {
	var sb strings.Builder
	sb.WriteString(`<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>` +
		`<w:lvlText w:val="%1"/><w:lvlJc w:val="center"/></w:lvl></w:abstractNum>`)
	for n := 1; n <= w.tables; n++ {
		fmt.Fprintf(&sb, `<w:num w:numId="%d"><w:abstractNumId w:val="0"/>`+
			`<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`, n)
	}
	return sb.String()
}

func (w *writer) table(t *parse.Table, times int) {
	w.tables++
	width := t.Width()
	w.body.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="a3"/><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>`)
	for range width {
		w.body.WriteString(`<w:gridCol w:w="1420"/>`)
	}
	w.body.WriteString(`</w:tblGrid>`)
	w.header(t.Rows[0], width)
	categories := len(t.Rows[0].Cells) < width
	for range times {
		for _, row := range t.Rows[1:] {
			w.row(row.Cells, width, categories)
		}
	}
	w.body.WriteString(`</w:tbl>`)
	w.paragraph("", "")
}

// header writes the labels; the second spans the columns that have none.
func (w *writer) header(row parse.Row, width int) {
	w.body.WriteString(`<w:tr><w:trPr><w:tblHeader/></w:trPr>`)
	for i, c := range row.Cells {
		props := `<w:tcW w:w="1420" w:type="dxa"/>`
		if missing := width - len(row.Cells); i == 1 && missing > 0 {
			props += fmt.Sprintf(`<w:gridSpan w:val="%d"/>`, missing+1)
		}
		w.cell(props, "", c.Text)
	}
	w.body.WriteString(`</w:tr>`)
}

func (w *writer) row(cells []*parse.Cell, width int, categories bool) {
	w.body.WriteString(`<w:tr w:rsidR="00A77B3E" w:rsidTr="00D31D50">`)
	number := fmt.Sprintf(`<w:numPr><w:ilvl w:val="0"/><w:numId w:val="%d"/></w:numPr>`, w.tables)
	w.cell("", number, "")
	for col := 1; col < width; col++ {
		text := ""
		if at := col - width + len(cells); at >= 0 {
			text = cells[at].Text
		}
		switch {
		case col > 1 || !categories:
			w.cell("", "", text)
		case text == "":
			w.cell(`<w:vMerge/>`, "", "")
		default:
			w.cell(`<w:vMerge w:val="restart"/>`, "", text)
		}
	}
	w.body.WriteString(`</w:tr>`)
}

func (w *writer) cell(props, paragraph, text string) {
	w.body.WriteString(`<w:tc><w:tcPr><w:tcW w:w="1420" w:type="dxa"/>` + props + `</w:tcPr>`)
	for line := range strings.SplitSeq(text, "\n") {
		w.paragraph(paragraph, line)
	}
	w.body.WriteString(`</w:tc>`)
}

func (w *writer) paragraph(props, text string) {
	w.body.WriteString(`<w:p w:rsidR="00A77B3E" w:rsidRDefault="00D31D50"><w:pPr>` + props + `<w:jc w:val="left"/></w:pPr>`)
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			w.body.WriteString(`<w:r><w:br/></w:r>`)
		}
		w.split(line)
	}
	w.body.WriteString(`</w:p>`)
}

// split writes text in runs of one to twenty characters, with marks between them that say nothing.
func (w *writer) split(text string) {
	const run = `<w:r w:rsidRPr="00D31D50"><w:rPr><w:rFonts w:ascii="仿宋" w:eastAsia="仿宋" w:hAnsi="仿宋" w:hint="eastAsia"/>` +
		`<w:sz w:val="24"/></w:rPr><w:t xml:space="preserve">`
	for runes := []rune(text); len(runes) > 0; w.runs++ {
		n := min([]int{8, 1, 20, 3, 12, 5}[w.runs%6], len(runes))
		w.body.WriteString(run)
		if err := xml.EscapeText(&w.body, []byte(string(runes[:n]))); err != nil {
			panic(err) // a builder in memory takes everything
		}
		w.body.WriteString(`</w:t></w:r>`)
		if w.runs%5 == 0 {
			w.body.WriteString(`<w:proofErr w:type="spellStart"/>`)
		}
		runes = runes[n:]
	}
}
