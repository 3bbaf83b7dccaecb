package docx_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"duban/internal/testblocks"
	"duban/internal/testdoc"
	"duban/parse"

	"github.com/nguyenthenguyen/docx"
	"github.com/stretchr/testify/require"
)

var hello = testdoc.Package{Body: p(r("甲"))}

// TestDOCXMainPart opens packages whose main part stands elsewhere, or is not named as it should be.
func TestDOCXMainPart(t *testing.T) {
	document := hello.Files()["word/document.xml"]
	strict := strings.NewReplacer("http://schemas.openxmlformats.org/officeDocument/2006/relationships/", "http://purl.oclc.org/ooxml/officeDocument/relationships/",
		"http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
	moved := func(name, target string) testdoc.Package {
		return testdoc.Package{Parts: map[string]string{"word/document.xml": "", name: document, "_rels/.rels": testdoc.Relations("officeDocument", target)}}
	}
	typed := testdoc.Package{Parts: map[string]string{"_rels/.rels": "", "word/document.xml": "", "report/main.xml": document,
		"[Content_Types].xml": `<Types><Override PartName="/report/main.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>`}}
	cases := []struct {
		name    string
		p       testdoc.Package
		trouble string
	}{
		{"usual", hello, ""},
		{"another name", moved("report/text.xml", "report/text.xml"), ""},
		{"absolute target", moved("report/text.xml", "/report/text.xml"), ""},
		{"target with dots and capitals", moved("report/text.xml", "./x/../Report/Text.xml"), ""},
		{"parts with a dot in front", testdoc.Package{Parts: map[string]string{"word/document.xml": "", "_rels/.rels": "", "./word/document.xml": document,
			"./_rels/.rels": testdoc.Relations("officeDocument", "word/document.xml")}}, ""},
		{"backslashes", moved(`word\document2.xml`, `word\document2.xml`), ""},
		{"strict", testdoc.Package{Parts: map[string]string{"word/document.xml": strict.Replace(document), "_rels/.rels": strict.Replace(hello.Files()["_rels/.rels"])}}, ""},
		{"no relationships", testdoc.Package{Body: hello.Body, Parts: map[string]string{"_rels/.rels": ""}}, "the package's relationships do not name the document; word/document.xml was read"},
		{"no relationships, by type", typed, "the package's relationships do not name the document; report/main.xml was read"},
		{"a target that is missing", testdoc.Package{Body: hello.Body, Parts: map[string]string{"_rels/.rels": testdoc.Relations("officeDocument", "gone.xml")}}, "the package's relationships name gone.xml as the document, which is missing; word/document.xml was read"},
		{"broken relationships", testdoc.Package{Body: hello.Body, Parts: map[string]string{"_rels/.rels": "<Relationships>"}}, "_rels/.rels: not closed: <Relationships>; open it in the program that made it and save it anew"},
		{"nothing but the document", testdoc.Package{Body: hello.Body, Parts: map[string]string{"_rels/.rels": "", "[Content_Types].xml": "", "word/_rels/document.xml.rels": ""}}, "the package's relationships do not name the document; word/document.xml was read"},
		{"UTF-8 with a mark", testdoc.Package{Parts: map[string]string{"word/document.xml": "\uFEFF" + document}}, ""},
		{"UTF-16", testdoc.Package{Parts: map[string]string{"word/document.xml": inUTF16(document)}}, ""},
		{"other entries", testdoc.Package{Body: hello.Body, Parts: map[string]string{"word/": "", "../../etc/passwd": "x", "word/media/1.png": "x"}}, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			doc := read(t, c.p)
			require.Equal(t, "甲", show(doc))
			require.Equal(t, parse.FormatDOCX, doc.Format)
			if c.trouble == "" {
				require.Empty(t, doc.Diagnostics)
			} else {
				require.Equal(t, c.trouble, doc.Diagnostics[0].Message)
			}
		})
	}
}

// TestDOCXJunk reads packages that something stands before or behind.
func TestDOCXJunk(t *testing.T) {
	for name, data := range map[string]string{
		"headers of a download":  "HTTP/1.1 200 OK\r\nContent-Type: x\r\n\r\n" + string(hello.Bytes()),
		"a mark":                 "\uFEFF" + string(hello.Bytes()),
		"a page":                 string(hello.Bytes()) + "<html></html>",
		"more than a comment is": string(hello.Bytes()) + strings.Repeat("\x00", 100_000),
	} {
		doc, err := parse.Bytes("x.docx", []byte(data))
		require.NoError(t, err, name)
		require.Equal(t, "甲", show(doc), name)
	}
}

func inUTF16(s string) string {
	b := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return string(b)
}

// TestDOCXSideParts reads documents whose styles and numbering are misplaced or broken.
func TestDOCXSideParts(t *testing.T) {
	whole := testdoc.Package{Body: item(1, 0, "甲"), Numbering: abstract(0, level(0, "decimal", "%1.", "")) + num(1, 0, "")}
	without := whole
	without.Parts = map[string]string{"word/_rels/document.xml.rels": ""}
	doc := read(t, without)
	require.Equal(t, "1. 甲", show(doc))
	require.Equal(t, "the document's relationships do not name its numbering; word/numbering.xml was read", doc.Diagnostics[0].Message)

	gone := whole
	gone.Parts = map[string]string{"word/numbering.xml": ""}
	doc = read(t, gone)
	require.Equal(t, "甲", show(doc))
	require.Contains(t, doc.Diagnostics[0].Message, "word/numbering.xml: missing in the package")

	broken := whole
	broken.Parts = map[string]string{"word/numbering.xml": whole.Files()["word/numbering.xml"] + "<more>"}
	doc = read(t, broken)
	require.Equal(t, "1. 甲", show(doc))
	require.Contains(t, doc.Diagnostics[0].Message, "word/numbering.xml: not closed: <more>")
}

// TestDOCXDamagedParts damages the header of one part at a time: without any but the main part the document is read.
func TestDOCXDamagedParts(t *testing.T) {
	whole := testdoc.Package{Body: item(1, 0, "甲"), Numbering: abstract(0, level(0, "decimal", "%1.", "")) + num(1, 0, "")}
	for name, want := range map[string]struct{ text, trouble string }{
		"_rels/.rels":                  {"1. 甲", "_rels/.rels: has no readable header"},
		"word/_rels/document.xml.rels": {"1. 甲", "word/_rels/document.xml.rels: has no readable header"},
		"word/numbering.xml":           {"甲", "word/numbering.xml: has no readable header"},
		"[Content_Types].xml":          {"1. 甲", ""},
	} {
		data := whole.Bytes()
		data[bytes.Index(data, []byte(name))-30] = 'X' // of PK
		doc, err := parse.Bytes("x.docx", data)
		require.NoError(t, err, name)
		require.Equal(t, want.text, show(doc), name)
		if want.trouble == "" {
			require.Empty(t, doc.Diagnostics)
		} else {
			require.Contains(t, doc.Diagnostics[0].Message, want.trouble)
		}
	}
	data := whole.Bytes()
	data[bytes.Index(data, []byte("word/document.xml"))-30] = 'X'
	_, err := parse.Bytes("x.docx", data)
	require.ErrorIs(t, err, parse.ErrDamaged)
	require.ErrorContains(t, err, "word/document.xml: has no readable header")
}

func TestDOCXErrors(t *testing.T) {
	part := func(name, data string) []byte { return testdoc.Zip(map[string]string{name: data}) }
	document := func(xml string) []byte {
		return testdoc.Package{Parts: map[string]string{"word/document.xml": xml}}.Bytes()
	}
	corrupt := hello.Bytes()
	corrupt[bytes.Index(corrupt, []byte("word/document.xml"))+len("word/document.xml")+3] ^= 0x55
	encrypted := bytes.Clone(hello.Bytes())
	for at := 0; ; {
		i := bytes.Index(encrypted[at:], []byte("PK\x01\x02"))
		if i < 0 {
			break
		}
		at += i + 8
		encrypted[at] |= 1 // the flag in the directory
	}
	packed := bytes.Clone(hello.Bytes())
	at := bytes.LastIndex(packed, []byte("word/document.xml")) - 46 + 10
	packed[at] = 9 // Deflate64
	cases := []struct {
		name string
		data []byte
		kind error
		want string
	}{
		{"workbook", testdoc.Zip(map[string]string{"_rels/.rels": testdoc.Relations("officeDocument", "xl/workbook.xml"), "xl/workbook.xml": "<workbook/>"}), parse.ErrUnsupported, "a workbook that shows no text"},
		{"workbook without relationships", part("xl/workbook.xml", "<workbook/>"), parse.ErrUnsupported, "a workbook that shows no text"},
		{"slides", testdoc.Zip(map[string]string{"_rels/.rels": testdoc.Relations("officeDocument", "ppt/presentation.xml"), "ppt/presentation.xml": `<p:presentation xmlns:p="x"/>`}), parse.ErrUnsupported, "a PowerPoint file"},
		{"OpenDocument sheet", part("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), parse.ErrUnsupported, "an OpenDocument file that is no text"},
		{"EPUB", part("mimetype", "application/epub+zip"), parse.ErrUnsupported, "an EPUB book"},
		{"plain ZIP of one file", testdoc.Zip(map[string]string{"a.docx": "x"}), parse.ErrUnsupported, "a ZIP archive of 1 file that is no document"},
		{"plain ZIP", testdoc.Zip(map[string]string{"a.docx": "x", "b.docx": "x"}), parse.ErrUnsupported, "a ZIP archive of 2 files that is no document; pass it to duban import"},
		{"empty ZIP", testdoc.Zip(nil), parse.ErrUnsupported, "an empty ZIP archive"},
		{"package without a document", part("[Content_Types].xml", "<Types/>"), parse.ErrDamaged, "without a document in it"},
		{"truncated", hello.Bytes()[:len(hello.Bytes())-200], parse.ErrDamaged, "broke off"},
		{"wrong checksum or stream", corrupt, parse.ErrDamaged, "word/document.xml: "},
		{"encrypted", encrypted, parse.ErrUnsupported, "encrypted; open the file with its password"},
		{"another packing method", packed, parse.ErrUnsupported, "packed by method 9"},
		{"no XML", document("hello"), parse.ErrDamaged, "word/document.xml: no XML in it"},
		{"another root", document("<x/>"), parse.ErrDamaged, "word/document.xml: it is <x>, not a document of Word"},
		{"declared entities", document(`<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">]><d>&a;</d>`), parse.ErrDamaged, "a document type declaration"},
		{"broken off at once", document(`<w:document ` + testdoc.Namespaces + `><w:body><w:p><w:r><w:t>甲`), parse.ErrDamaged, "word/document.xml: not closed: <w:t>"},
		{"twice the same part", append(twice("word/document.xml"), nil...), parse.ErrDamaged, "stands in the package twice"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			doc, err := parse.Bytes("报告.docx", c.data)
			require.Nil(t, doc)
			require.ErrorIs(t, err, c.kind)
			require.ErrorContains(t, err, c.want)
			require.ErrorContains(t, err, "报告.docx: ")
		})
	}
}

func twice(name string) []byte {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for range 2 {
		w, _ := z.Create(name)
		fmt.Fprint(w, "<x/>")
	}
	z.Close()
	return buf.Bytes()
}

// TestDOCXBroken reads what stands before the place where a document is broken.
func TestDOCXBroken(t *testing.T) {
	for _, c := range []struct {
		name, end, want, trouble string
		place                    parse.Place
	}{
		{"not closed", p(r("乙")) + `<w:p>` + r("完成1"), "甲\n乙", "not closed: <w:p>", parse.Place{Paragraph: 3}},
		{"closed crosswise", `<w:p><w:r></w:p></w:r>` + p(r("丁")), "甲", "<w:r> is closed by </w:p>", parse.Place{Paragraph: 2}},
		{"unknown entity", p(r("5&yen;")) + p(r("丁")), "甲", `"&yen;`, parse.Place{Paragraph: 2}},
		{"within a table", `<w:tbl>` + tr(tc("", p(r("1"))), tc("", p(r("2")))) + `<w:tr>` + tc("", p(r("3"))) + `<w:tc><w:p>` + r("45"), "甲\n|1|2|\n|3||", "not closed: <w:p>", parse.Place{Table: 1, Row: 2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			xml := strings.TrimSuffix(hello.Files()["word/document.xml"], "</w:body></w:document>") + c.end
			doc := read(t, testdoc.Package{Parts: map[string]string{"word/document.xml": xml}})
			require.Equal(t, c.want, show(doc))
			require.Len(t, doc.Diagnostics, 1)
			require.Contains(t, doc.Diagnostics[0].Message, "word/document.xml: "+c.trouble)
			require.Equal(t, c.place, doc.Diagnostics[0].Place)
		})
	}
}

func TestDOCXTrouble(t *testing.T) {
	doc := read(t, testdoc.Package{Body: p(r("甲")) + `<w:altChunk/>` + p(`<w:r><w:fldChar w:fldCharType="begin"/></w:r>`+r("代码")) + p(r("乙")) +
		p(`<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Embed" ProgID="Excel.Sheet.12"/></w:object>`+
			`<w:fldChar w:fldCharType="begin"/><w:instrText>EQ \f(1,2)</w:instrText><w:fldChar w:fldCharType="end"/></w:r>`) +
		tbl(tr(tc(`<w:vMerge w:val="restart"/>`, p(r("1")))), tr(tc(`<w:vMerge/>`, p(r("藏")))))})
	require.Equal(t, "甲\n乙\n|1|\n|↑|", show(doc))
	var got []string
	for _, d := range doc.Diagnostics {
		got = append(got, fmt.Sprintf("%d/%d/%d %s", d.Paragraph, d.Table, d.Row, d.Message))
	}
	require.Equal(t, []string{
		"2/0/0 <w:altChunk>: a file that is embedded here was not read",
		"2/0/0 a field code has no end in its paragraph; what follows was read as text",
		"3/0/0 an embedded object (Excel.Sheet.12) was not read",
		`3/0/0 a field that draws its text was not read: EQ \f(1,2)`,
		`0/1/2 a merged cell hides the text “藏”, which was left out`,
	}, got)
}

// TestDOCXFlat reads packages that are one XML file.
func TestDOCXFlat(t *testing.T) {
	flat := func(files map[string]string) string {
		s := `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>` +
			`<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">`
		for _, name := range slices.Sorted(maps.Keys(files)) {
			_, part, _ := strings.Cut(files[name], "?>\n")
			s += `<pkg:part pkg:name="/` + name + `" pkg:contentType="x"><pkg:xmlData>` + part + `</pkg:xmlData></pkg:part>`
		}
		return s + `<pkg:part pkg:name="/word/media/1.png"><pkg:binaryData>iVBORw0=</pkg:binaryData></pkg:part></pkg:package>`
	}
	files := testdoc.Package{Body: item(1, 0, "甲") + tbl(tr(tc("", p(r("1"))))), Numbering: abstract(0, level(0, "decimal", "%1.", "")) + num(1, 0, "")}.Files()
	whole := flat(files)
	for _, data := range []string{whole, inUTF16(whole)} {
		doc, err := parse.Bytes("report.xml", []byte(data))
		require.NoError(t, err)
		require.Equal(t, "1. 甲\n|1|", show(doc))
		require.Equal(t, parse.FormatDOCX, doc.Format)
		require.Empty(t, doc.Diagnostics)
	}
	doc, err := parse.Bytes("report.xml", []byte(whole[:strings.Index(whole, "</w:tbl>")]))
	require.NoError(t, err)
	require.Equal(t, "甲\n|1|", show(doc), "the numbering stands behind")
	require.NotEmpty(t, doc.Diagnostics)

	delete(files, "word/document.xml")
	delete(files, "[Content_Types].xml") // which Word does not write there
	_, err = parse.Bytes("report.xml", []byte(flat(files)))
	require.ErrorIs(t, err, parse.ErrDamaged)
	require.ErrorContains(t, err, "an Office package without a document in it")
}

// TestDOCXChunks reads the files that stand in a document as they are: pages, web archives and documents.
func TestDOCXChunks(t *testing.T) {
	chunk := func(id string) string {
		return `<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="` + id + `"/>`
	}
	relations := strings.Replace(testdoc.Relations("aFChunk", "a.html", "aFChunk", "b.mht", "aFChunk", "c.docx", "aFChunk", "d.rtf", "aFChunk", "e.html", "aFChunk", "./A.html"), `"raFChunk"`, `"r1"`, 1)
	for _, id := range []string{"r2", "r3", "r4", "r5", "r6"} {
		relations = strings.Replace(relations, `"raFChunk"`, `"`+id+`"`, 1)
	}
	document := testdoc.Package{
		Body: p(r("前")) + chunk("r1") + chunk("r2") + chunk("r3") + chunk("r4") + chunk("r1") + chunk("r6") + p(r("后")) + tbl(tr(tc("", p(r("格"))+chunk("r5")), tc("", p(r("旁"))))),
		Parts: map[string]string{
			"word/_rels/document.xml.rels": relations,
			"word/a.html":                  "<html><body><p>甲<table><tr><td>序号<td>任务<tr><td>1<td>乙</table></body></html>",
			"word/b.mht":                   "MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<html><body><p>丙</body></html>",
			"word/c.docx":                  string(hello.Bytes()),
			"word/d.rtf":                   "\x89PNG\r\n",
			"word/e.html":                  "<p>丁</p>",
		}}
	doc := read(t, document)
	require.Equal(t, "前\n甲\n|序号|任务|\n|1|乙|\n\n丙\n甲\n后\n|格/丁|旁|", show(doc))
	require.Len(t, doc.Diagnostics, 3)
	require.Contains(t, doc.Diagnostics[0].Message, "word/d.rtf, which is embedded here, was left out: word/d.rtf: this is a PNG image")
	require.Contains(t, doc.Diagnostics[1].Message, "word/a.html is embedded more than once", "by the same relationship")
	require.Contains(t, doc.Diagnostics[2].Message, "word/A.html is embedded more than once", "by another relationship, whose target is written otherwise")

	nested := hello
	for range 6 {
		nested = testdoc.Package{Body: p(r("层")) + chunk("raFChunk"), Parts: map[string]string{
			"word/_rels/document.xml.rels": testdoc.Relations("aFChunk", "c.docx"), "word/c.docx": string(nested.Bytes())}}
	}
	doc = read(t, nested)
	require.Equal(t, "层\n层\n层\n层", show(doc))
	require.Contains(t, doc.Diagnostics[0].Message, "a file that is embedded here was not read")
}

// TestDOCXManyChunks embeds one page by thousands of relationships, and large pages that are too much together.
func TestDOCXManyChunks(t *testing.T) {
	embedding := func(targets ...string) testdoc.Package {
		var relations, body strings.Builder
		for i, target := range targets {
			fmt.Fprintf(&relations, `<Relationship Id="r%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="%s"/>`, i, target)
			fmt.Fprintf(&body, `<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="r%d"/>`, i)
		}
		page := "<p>" + strings.Repeat("甲", 1<<18) + "</p>"
		return testdoc.Package{Body: body.String(), Parts: map[string]string{
			"word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + relations.String() + `</Relationships>`,
			"word/a.html":                  page, "word/b.html": page, "word/c.html": page}}
	}
	many := embedding(slices.Repeat([]string{"a.html"}, 5000)...).Bytes()
	doc, err := parse.Options{Limits: parse.Limits{Unpacked: 4 << 20}}.Bytes(t.Context(), "many.docx", many)
	require.NoError(t, err, "the part is unpacked once")
	require.Len(t, doc.Blocks, 1)

	const twoPages = 2 * 3 << 18
	_, err = parse.Options{Limits: parse.Limits{Text: twoPages}}.Bytes(t.Context(), "three.docx", embedding("a.html", "b.html", "c.html").Bytes())
	require.ErrorIs(t, err, parse.ErrLimit)
	require.ErrorContains(t, err, "word/c.html")
}

// TestDOCXNotes: the notes follow the body in the order of their marks, those without a mark are left out.
func TestDOCXNotes(t *testing.T) {
	mark := func(kind, id string) string { return `<w:r><w:` + kind + `Reference w:id="` + id + `"/></w:r>` }
	notes := func(kind string, texts ...string) string {
		s := `<w:` + kind + `s ` + testdoc.Namespaces + `><w:` + kind + ` w:type="separator" w:id="-1">` + p(`<w:r><w:separator/></w:r>`) + `</w:` + kind + `>`
		for i, text := range texts {
			s += fmt.Sprintf(`<w:%s w:id="%d">%s</w:%[1]s>`, kind, i, text)
		}
		return s + `</w:` + kind + `s>`
	}
	document := testdoc.Package{
		Body: p(r("完成12")+mark("footnote", "2")+r("亿元")+mark("endnote", "0")+`<w:del>`+mark("footnote", "1")+`</w:del>`) +
			tbl(tr(tc("", p(r("甲")+mark("footnote", "0")+mark("footnote", "2"))))),
		Parts: map[string]string{
			"word/_rels/document.xml.rels": testdoc.Relations("footnotes", "footnotes.xml", "endnotes", "endnotes.xml"),
			"word/footnotes.xml":           notes("footnote", p(r("表中")), p(r("已删")), p(`<w:r><w:footnoteRef/></w:r>`+r(" 含")+r("结转"))+p(r("2亿元"))),
			"word/endnotes.xml":            notes("endnote", p(r("尾注"))),
		}}
	doc := read(t, document)
	require.Equal(t, "完成12亿元\n|甲|\n\n含结转\n2亿元\n表中\n尾注", show(doc))
	require.Empty(t, doc.Diagnostics)
	require.Equal(t, parse.Place{Paragraph: 2}, doc.Blocks[2].Pos())

	document.Parts["word/footnotes.xml"] += "<x>"
	doc = read(t, document)
	require.Equal(t, "完成12亿元\n|甲|\n\n含结转\n2亿元\n表中\n尾注", show(doc))
	require.Contains(t, doc.Diagnostics[0].Message, "word/footnotes.xml: not closed: <x>")

	delete(document.Parts, "word/footnotes.xml")
	doc = read(t, document)
	require.Equal(t, "完成12亿元\n|甲|\n\n尾注", show(doc))
	require.Contains(t, doc.Diagnostics[0].Message, "word/footnotes.xml: missing in the package")
}

// TestDOCXShortRows: rows that lack cells are told, but not those that say that they end before the table does.
func TestDOCXShortRows(t *testing.T) {
	one := tc("", p(r("1")))
	doc := read(t, testdoc.Package{Body: tbl(tr(one, one, one), tr(one, one), `<w:tr><w:trPr><w:gridAfter w:val="1"/></w:trPr>`+one+one+`</w:tr>`, tr(one, tc(`<w:gridSpan w:val="2"/>`, p(r("2")))))})
	require.Equal(t, "|1|1|1|\n|1|1||\n|1|1||\n|1|2|←|", show(doc))
	require.Equal(t, []parse.Diagnostic{{Place: parse.Place{Table: 1, Row: 2},
		Message: "1 rows, this first, have fewer cells than the table's 3 columns, and do not say which are missing"}}, testblocks.Diagnostics(doc))
	for i, missing := range []int{0, 1, 0, 0} {
		require.Equal(t, missing, doc.Blocks[0].(*parse.Table).Rows[i].Missing)
	}
}

// TestDOCXLimits reaches each limit once, and stays below it by one.
func TestDOCXLimits(t *testing.T) {
	deep := testdoc.Package{Body: strings.Repeat("<w:sdt><w:sdtContent>", 20) + p(r("甲")) + strings.Repeat("</w:sdtContent></w:sdt>", 20)}
	attrs := testdoc.Package{Body: `<w:p a="" b="" c="" d="" e="" f="" g="" h="" i="" j="" k="" l="" m="" n="" o=""/>` + p(r("甲"))}
	wide := testdoc.Package{Body: tbl(tr(tc(`<w:gridSpan w:val="1000000000"/>`, p(r("甲")))))}
	cells := testdoc.Package{Body: tbl(tr(tc("", p(r("甲"))), tc("", p(""))), tr(tc("", p("")), tc("", p(""))))}
	heavy := testdoc.Package{Body: p(r("甲")), Parts: map[string]string{"word/styles.xml": "<w:styles>" + strings.Repeat(" ", 5<<20) + "</w:styles>", "word/_rels/document.xml.rels": testdoc.Relations("styles", "styles.xml")}}
	files := hello.Files()
	size := int64(len(files["word/document.xml"]))
	all := size + int64(len(files["_rels/.rels"])+len(files["word/_rels/document.xml.rels"]))
	for _, c := range []struct {
		name        string
		p           testdoc.Package
		enough, too parse.Limits
		want        string
	}{
		{"source", hello, parse.Limits{Source: int64(len(hello.Bytes()))}, parse.Limits{Source: int64(len(hello.Bytes())) - 1}, "more than the limit of"},
		{"unpacked", hello, parse.Limits{Unpacked: all}, parse.Limits{Unpacked: size - 1}, "unpacks to more than the limit of"},
		{"all parts unpacked", hello, parse.Limits{Unpacked: all}, parse.Limits{Unpacked: all - 1}, "unpacks to more than the limit of"},
		{"ratio", heavy, parse.Limits{Ratio: 2000}, parse.Limits{Ratio: 500}, "times its size, more than the limit of 500"},
		{"parts", hello, parse.Limits{Parts: 4}, parse.Limits{Parts: 3}, "4 parts, more than the limit of 3"},
		{"depth", deep, parse.Limits{Depth: 45}, parse.Limits{Depth: 44}, "nested more than the limit of 44 deep"},
		{"attributes", attrs, parse.Limits{Attrs: 15}, parse.Limits{Attrs: 14}, "<w:p> with more than the limit of 14 attributes"},
		{"text", hello, parse.Limits{Text: 3}, parse.Limits{Text: 2}, "3 bytes of text, more than the limit of 2"},
		{"cells", cells, parse.Limits{Cells: 4}, parse.Limits{Cells: 3}, "more than the limit of 3 cells"},
		{"numbers of lists", testdoc.Package{Body: strings.Repeat(item(1, 0, "甲"), 100), Numbering: abstract(0, level(0, "decimal", strings.Repeat("第", 3000), "")) + num(1, 0, "")},
			parse.Limits{}, parse.Limits{Unpacked: 200_000}, "unpacks to more than the limit of 200000 bytes"},
		{"nested tables", testdoc.Package{Body: strings.Repeat("<w:tbl><w:tr><w:tc>", 20) + p(r(strings.Repeat("甲", 2000))) + strings.Repeat("</w:tc></w:tr></w:tbl>", 20)},
			parse.Limits{}, parse.Limits{Unpacked: 50_000}, "unpacks to more than the limit of 50000 bytes"},
		{"a span of a billion", wide, parse.Limits{Cells: 1e9}, parse.Limits{}, "more than the limit of 1000000 cells"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := parse.Options{Limits: c.too}.Bytes(context.Background(), "x.docx", c.p.Bytes())
			require.ErrorIs(t, err, parse.ErrLimit)
			require.ErrorContains(t, err, c.want)
			if c.enough.Cells == 1e9 {
				return // which would take 8 GB
			}
			doc, err := parse.Options{Limits: c.enough}.Bytes(context.Background(), "x.docx", c.p.Bytes())
			require.NoError(t, err)
			require.Contains(t, show(doc), "甲")
		})
	}
}

// TestDOCXOverlap has two entries that share their bytes, as in archives that unpack to far more than they could.
func TestDOCXOverlap(t *testing.T) {
	data := testdoc.Zip(map[string]string{"word/document.xml": hello.Files()["word/document.xml"], "word/stylesheet.x": "<x/>"})
	first := bytes.Index(data, []byte("PK\x01\x02"))
	second := first + 4 + bytes.Index(data[first+4:], []byte("PK\x01\x02"))
	copy(data[second+42:second+46], data[first+42:first+46]) // the offset of the entry
	_, err := parse.Bytes("x.docx", data)
	require.ErrorIs(t, err, parse.ErrDamaged)
	require.ErrorContains(t, err, "overlaps")
}

func TestDOCXContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := parse.Options{}.Bytes(ctx, "x.docx", hello.Bytes())
	require.ErrorIs(t, err, context.Canceled)
}

// TestDOCXWitness compares the text of the sample with what another library hands over as the main part.
func TestDOCXWitness(t *testing.T) {
	report := sample(t)
	data := testdoc.Report(report, 1)
	other, err := docx.ReadDocxFromMemory(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	var want strings.Builder
	tokens := xml.NewDecoder(strings.NewReader(other.Editable().GetContent()))
	for {
		token, err := tokens.Token()
		if err != nil {
			break
		}
		if text, ok := token.(xml.CharData); ok {
			want.Write(text)
		}
	}
	doc, err := parse.Bytes("x.docx", data)
	require.NoError(t, err)
	var got strings.Builder
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *parse.Paragraph:
			got.WriteString(b.Text)
		case *parse.Table:
			for i, row := range b.Rows {
				for j, c := range row.Cells {
					if c.Row == i && c.Col == j {
						got.WriteString(strings.TrimPrefix(c.Text, c.List))
					}
				}
			}
		}
	}
	plain := func(s string) string { return strings.Join(strings.Fields(s), "") }
	require.Equal(t, plain(want.String()), plain(got.String()))
}

// TestDOCXReport reads the sample back from a DOCX that has its categories merged and its numbers automatic.
func TestDOCXReport(t *testing.T) {
	report := sample(t)
	doc, err := parse.Bytes("x.docx", testdoc.Report(report, 1))
	require.NoError(t, err)
	require.Empty(t, doc.Diagnostics)
	require.Len(t, doc.Blocks, len(report.Blocks))
	rows := 0
	for i, b := range report.Blocks {
		want, ok := b.(*parse.Table)
		if !ok {
			require.Equal(t, b.(*parse.Paragraph).Text, doc.Blocks[i].(*parse.Paragraph).Text)
			continue
		}
		got := doc.Blocks[i].(*parse.Table)
		require.Len(t, got.Rows, len(want.Rows))
		for n, row := range got.Rows[1:] {
			rows++
			require.Equal(t, fmt.Sprint(n+1), row.Cells[0].Text)
			require.Equal(t, row.Cells[0].Text, row.Cells[0].List)
			cells := want.Rows[n+1].Cells
			for k := 1; k <= 3; k++ { // from the right: progress, units, tasks
				require.Equal(t, cells[len(cells)-k].Text, row.Cells[len(row.Cells)-k].Text)
			}
			if len(cells) == 6 && cells[1].Text == "" {
				require.Same(t, got.Rows[n].Cells[1], row.Cells[1], "the category goes on")
			}
		}
	}
	require.Equal(t, 157, rows)
}
