package docx_test

import (
	"fmt"
	"testing"

	"duban/internal/testdoc"
	"duban/parse"

	"github.com/stretchr/testify/require"
)

// unread writes what a document says it has and does not read: paragraph/table/row, what, message.
func unread(doc *parse.Document) []string {
	all := []string{}
	for _, u := range doc.Unread {
		all = append(all, fmt.Sprintf("%d/%d/%d %s: %s", u.Paragraph, u.Table, u.Row, u.What, u.Message))
	}
	return all
}

// drawn is a run that draws one thing, of which size in English metric units and with which words for those who cannot see.
func drawn(size int, words, kind, inner string) string {
	return fmt.Sprintf(`<w:r><w:drawing><wp:inline xmlns:wp="urn:wp"><wp:extent cx="%d" cy="%d"/><wp:docPr id="1" name="1" descr="%s"/>`+
		`<a:graphic xmlns:a="urn:a"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/%s">%s</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`,
		size, size, words, kind, inner)
}

func TestDOCXUnread(t *testing.T) {
	const pic = `<pic:pic xmlns:pic="urn:pic"><pic:blipFill><a:blip/></pic:blipFill></pic:pic>`
	const group = "wordprocessingGroup"
	picture := drawn(990000, "", "picture", pic)
	object := func(program string) string {
		return `<w:r><w:object><v:shape xmlns:v="urn:v"><v:imagedata/></v:shape><o:OLEObject xmlns:o="urn:o" ProgID="` + program + `"/></w:object></w:r>`
	}
	formula := `<m:oMath><m:f><m:num><m:r><m:t>3</m:t></m:r></m:num><m:den><m:r><m:t>4</m:t></m:r></m:den></m:f></m:oMath>`
	for _, c := range []struct {
		name, body string
		want       []string
	}{
		{"none", p(r("甲")), []string{}},
		{"a picture in a paragraph", p(r("甲")) + p(r("乙")+picture), []string{"2/0/0 picture: a picture was not read"}},
		{"a picture between paragraphs", p(r("甲")) + p(picture) + p(r("乙")), []string{"1/0/0 picture: a picture was not read"}},
		{"a picture with words", p(r("甲") + drawn(990000, "投资 曲线", "picture", pic)), []string{"1/0/0 picture: a picture (投资 曲线) was not read"}},
		{"a picture in a cell", p(r("甲")) + tbl(tr(tc("", p(r("1"))), tc("", p(r("建成")))), tr(tc("", p(r("2"))), tc("", p(picture)))), []string{"0/1/2 picture: a picture was not read"}},
		{"a picture in the second table", tbl(tr(tc("", p(r("1"))))) + p(r("甲")) + tbl(tr(tc("", p(picture)))), []string{"0/2/1 picture: a picture was not read"}},
		{"a rule that is a picture", p(r("甲") + drawn(9000, "", "picture", pic)), []string{}},
		{"a chart", p(r("甲") + drawn(990000, "", "chart", "")), []string{"1/0/0 chart: a chart was not read"}},
		{"a diagram", p(r("甲") + drawn(990000, "", "diagram", "")), []string{"1/0/0 diagram: a diagram was not read"}},
		{"a group of two pictures", p(r("甲") + drawn(990000, "", group, pic+pic)), []string{"1/0/0 picture: a picture was not read", "1/0/0 picture: a picture was not read"}},
		{"a shape without text", p(r("甲") + drawn(990000, "", "wordprocessingShape", "")), []string{}},
		{"for older programs", p(r("甲") + `<w:r><w:pict><v:shape xmlns:v="urn:v"><v:imagedata/></v:shape></w:pict></w:r>`), []string{"1/0/0 picture: a picture was not read"}},
		{"once, for newer and older programs", p(r("甲") + `<w:r><mc:AlternateContent><mc:Choice Requires="c">` + drawn(990000, "", "chart", "")[len("<w:r>"):len(drawn(990000, "", "chart", ""))-len("</w:r>")] +
			`</mc:Choice><mc:Fallback><w:pict><v:shape xmlns:v="urn:v"><v:imagedata/></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`), []string{"1/0/0 chart: a chart was not read"}},
		{"a sheet", p(r("甲") + object("Excel.Sheet.12")), []string{"1/0/0 embedded: an embedded object (Excel.Sheet.12) was not read"}},
		{"a formula of an older program", p(r("甲") + object("Equation.3")), []string{"1/0/0 equation: an embedded object (Equation.3) was not read"}},
		{"a formula", p(r("甲") + formula), []string{"1/0/0 equation: an equation (3/4) was not read"}},
		{"a formula that a field draws", p(r("甲") + `<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>EQ \f(1,2)</w:instrText><w:fldChar w:fldCharType="end"/></w:r>`), []string{`1/0/0 equation: an equation (EQ \f(1,2)) was not read`}},
		{"hidden", p(r("甲") + `<w:r><w:rPr><w:vanish/></w:rPr>` + picture[len("<w:r>"):]), []string{}},
		{"deleted", p(r("甲") + `<w:del w:id="1">` + picture + `</w:del>`), []string{}},
		{"a document in the document", p(r("甲")) + `<w:altChunk/>` + p(r("乙")), []string{"1/0/0 embedded: a document that is embedded here was not read"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Equal(t, c.want, unread(read(t, testdoc.Package{Body: c.body})))
		})
	}
}
