package docx_test

import (
	"strings"
	"testing"

	"duban/parse"

	"github.com/stretchr/testify/require"
)

// wordML is a document as Word 2003 writes it.
func wordML(body string) string {
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>` +
		`<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint"` +
		` xmlns:aml="http://schemas.microsoft.com/aml/2001/core" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:st1="urn:schemas-microsoft-com:office:smarttags" xml:space="preserve">` +
		`<w:fonts/><w:lists/><w:styles/><w:docPr/><w:body><wx:sect>` + body + `<w:sectPr/></wx:sect></w:body></w:wordDocument>`
}

func TestWord2003(t *testing.T) {
	plain := func(text string) string { return "<w:r><w:t>" + text + "</w:t></w:r>" }
	tracked := func(kind, content string) string {
		return `<aml:annotation aml:id="1" w:type="Word.` + kind + `"><aml:content>` + content + `</aml:content></aml:annotation>`
	}
	listed := func(number, font string) string {
		return `<w:pPr><w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/><wx:t wx:val="` + number + `" wx:wTabBefore="0"/><wx:font wx:val="` + font + `"/></w:listPr></w:pPr>`
	}
	for _, c := range []struct{ name, body, want string }{
		{"sections and their parts", `<wx:sub-section>` + p(plain("甲")) + `</wx:sub-section>` + p(plain("乙")), "甲\n乙"},
		{"space is kept", p(plain("增长 ") + plain("8%")), "增长 8%"},
		{"smart tags and links", p(`<st1:chsdate Year="2021" w:st="on">` + plain("2021年") + `</st1:chsdate><w:hlink w:dest="x">` + plain("通报") + `</w:hlink>`), "2021年通报"},
		{"tracked changes", p(plain("增长") + tracked("Deletion", `<w:r><w:delText>8</w:delText></w:r>`) + tracked("Insertion", plain("9")) + plain("%")), "增长9%"},
		{"comments", p(plain("甲") + `<w:r>` + tracked("Comment", p(plain("请核"))) + `</w:r>`), "甲"},
		{"numbers and bullets", p(listed("1.", "Times New Roman")+plain("甲")) + p(listed("l", "Wingdings")+plain("乙")), "1. 甲\n乙"},
		{"merged cells", tbl(tr(tc(`<w:vmerge w:val="restart"/>`, p(plain("甲"))), tc("", p(plain("1")))), tr(tc(`<w:vmerge/>`, p("")), tc("", p(plain("2"))))), "|甲|1|\n|↑|2|"},
		{"a row deleted", tbl(tr(tc("", p(plain("1")))), `<w:tr><w:trPr>`+tracked("Deletion", "")+`</w:trPr>`+tc("", p(plain("2")))+`</w:tr>`), "|1|"},
		{"a text box", p(plain("前") + `<w:r><w:pict><v:shape><v:textbox><w:txbxContent>` + p(plain("框")) + `</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`), "前\n框"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := parse.Bytes("report.doc", []byte(wordML(c.body)))
			require.NoError(t, err)
			require.Equal(t, parse.FormatWordML, doc.Format)
			require.Equal(t, c.want, show(doc))
			require.Empty(t, doc.Diagnostics)
		})
	}
	doc, err := parse.Bytes("report.doc", []byte(strings.Replace(wordML(p(plain("甲"))+p(plain("乙"))), "</w:p><w:sectPr", "<w:sectPr", 1)))
	require.NoError(t, err)
	require.Equal(t, "甲", show(doc))
	require.Len(t, doc.Diagnostics, 1, "broken off")
}
