package charset_test

import (
	"testing"

	"duban/internal/testdoc"
	"duban/parse"

	"github.com/stretchr/testify/require"
)

func flatODT(body string) string {
	return `<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ` +
		`xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:mimetype="application/vnd.oasis.opendocument.text">` +
		`<office:body><office:text>` + body + `</office:text></office:body></office:document>`
}

// TestLookalikes: the ideographs are those that the Unicode standard and the shapes of the radicals give.
func TestLookalikes(t *testing.T) {
	const written, meant = "同⽐增⻓８%，⾦额⼀⼆⼋⼗万元，⻋辆、⻔店，1⼾，\uF9D1\uF98E", "同比增长８%，金额一二八十万元，车辆、门店，1户，六年"
	docx := testdoc.Package{Body: "<w:p><w:r><w:t>" + written + "</w:t></w:r></w:p>"}
	for name, data := range map[string][]byte{"text": []byte(written), "html": []byte("<p>" + written + "</p>"), "docx": docx.Bytes(),
		"flat odt": []byte(flatODT("<text:p>" + written + "</text:p>"))} {
		doc, err := parse.Bytes(name, data)
		require.NoError(t, err)
		require.Equal(t, meant, doc.Blocks[0].(*parse.Paragraph).Text, name)
		require.Len(t, doc.Diagnostics, 1, name)
		require.Contains(t, doc.Diagnostics[0].Message, "12 radicals or compatibility characters were read as the ideographs that they look like: \uF98E (U+F98E) as 年")
	}
	for _, kept := range []string{meant, "部首⺅⺌⻀⿰﨎", "单位½㎡℃①"} {
		doc, err := parse.Bytes("text", []byte(kept))
		require.NoError(t, err)
		require.Equal(t, kept, doc.Blocks[0].(*parse.Paragraph).Text, "no radical that is an ideograph in full")
		require.Empty(t, doc.Diagnostics)
	}
}
