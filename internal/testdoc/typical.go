package testdoc

import (
	"encoding/xml"
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode"

	"duban/parse"
)

// Typical writes a document as a DOCX in the way that Word writes tables whose fonts stand in styles: the properties of each
// cell, paragraph and run, and in one of three paragraphs a new run where digits begin and where they end, so that a byte of
// text takes some five to six of XML. The rows of its tables are given times over, each time with other figures and the name of another town, so that
// no two are alike.
func Typical(doc *parse.Document, times int) []byte {
	w := typical{random: rand.New(rand.NewPCG(1, uint64(times)))}
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
	return Package{Body: w.body.String(), Styles: styles()}.Bytes()
}

type typical struct {
	body       strings.Builder
	random     *rand.Rand
	paragraphs int
}

func (w *typical) table(t *parse.Table, times int) {
	width := t.Width()
	w.body.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="a3"/><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>`)
	for range width {
		w.body.WriteString(`<w:gridCol w:w="1420"/>`)
	}
	w.body.WriteString(`</w:tblGrid>`)
	w.row(t.Rows[0], width, "")
	for n := range times {
		for _, row := range t.Rows[1:] {
			town := ""
			if n > 0 {
				town = towns[w.random.IntN(len(towns))]
			}
			w.row(row, width, town)
		}
	}
	w.body.WriteString(`</w:tbl>`)
	w.paragraph("", "")
}

var towns = []string{"青木关镇", "回龙坝镇", "歌乐山镇", "凤凰镇", "中梁镇", "土主镇", "曾家镇", "陈家桥镇", "虎溪镇", "西永镇", "覃家岗镇", "井口镇"}

// row writes the cells of a row, which may be short of some at its front. What is longer than a name or a number begins with
// the town and has other figures, where there is a town.
func (w *typical) row(row parse.Row, width int, town string) {
	fmt.Fprintf(&w.body, `<w:tr w:rsidR="00%06X" w:rsidTr="00D31D50"><w:trPr><w:trHeight w:val="567"/><w:jc w:val="center"/></w:trPr>`, w.random.IntN(1<<24))
	for range width - len(row.Cells) {
		w.cell("")
	}
	for _, c := range row.Cells {
		text := c.Text
		if town != "" && len([]rune(text)) > 15 {
			text = town + w.otherFigures(text)
		}
		w.cell(text)
	}
	w.body.WriteString(`</w:tr>`)
}

// otherFigures changes the digits of all numbers but those of years, months, days and points.
func (w *typical) otherFigures(text string) string {
	runes := []rune(text)
	for i := 0; i < len(runes); {
		end := i
		for end < len(runes) && unicode.IsDigit(runes[end]) {
			end++
		}
		if end == i {
			i++
			continue
		}
		if end == len(runes) || !strings.ContainsRune("年月日号至-.、季", runes[end]) {
			for k := i; k < end; k++ {
				runes[k] = '1' + rune(w.random.IntN(9))
			}
		}
		i = end
	}
	return string(runes)
}

func (w *typical) cell(text string) {
	w.body.WriteString(`<w:tc><w:tcPr><w:tcW w:w="1420" w:type="dxa"/></w:tcPr>`)
	for line := range strings.SplitSeq(text, "\n") {
		w.paragraph("", line)
	}
	w.body.WriteString(`</w:tc>`)
}

func (w *typical) paragraph(props, text string) {
	w.paragraphs++
	w.body.WriteString(`<w:p w:rsidR="00A77B3E" w:rsidRDefault="00D31D50"><w:pPr>` + props + `<w:jc w:val="left"/></w:pPr>`)
	for _, run := range w.runs(text) {
		w.body.WriteString(`<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>`)
		if err := xml.EscapeText(&w.body, []byte(run)); err != nil {
			panic(err) // a builder in memory takes everything
		}
		w.body.WriteString(`</w:t></w:r>`)
	}
	w.body.WriteString(`</w:p>`)
}

// runs cuts the text of one of three paragraphs where digits begin and where they end.
func (w *typical) runs(text string) []string {
	if text == "" || w.paragraphs%3 > 0 {
		return strings.SplitN(text, "", min(1, len(text)))
	}
	var runs []string
	begin, digits := 0, false
	for i, r := range text {
		if is := unicode.IsDigit(r); is != digits && i > begin {
			runs, begin, digits = append(runs, text[begin:i]), i, is
		} else {
			digits = is
		}
	}
	return append(runs, text[begin:])
}
