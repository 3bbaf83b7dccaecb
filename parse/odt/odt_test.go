package odt_test

import (
	"archive/zip"
	"bytes"
	"context"
	"strings"
	"testing"

	"duban/internal/testblocks"
	"duban/parse/block"
	"duban/parse/odt"

	"github.com/stretchr/testify/require"
)

const namespaces = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" ` +
	`xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" ` +
	`xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" ` +
	`xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" ` +
	`xmlns:math="http://www.w3.org/1998/Math/MathML" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"`

const styles = `<style:style style:name="hidden" style:family="text"><style:text-properties text:display="none"/></style:style>` +
	`<style:style style:name="sup" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>` +
	`<style:style style:name="up" style:family="text" style:parent-style-name="sup"/>` +
	`<style:style style:name="down" style:family="text" style:parent-style-name="up"><style:text-properties style:text-position="sub 58%"/></style:style>` +
	`<style:style style:name="loop" style:family="text" style:parent-style-name="pool"/>` +
	`<style:style style:name="pool" style:family="text" style:parent-style-name="loop"/>` +
	`<style:style style:name="struck" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>` +
	`<style:style style:name="sym" style:family="text"><style:text-properties style:font-name="Symbol1"/></style:style>` +
	`<style:style style:name="Secret" style:family="paragraph"><style:text-properties text:display="none"/></style:style>` +
	`<style:style style:name="Free" style:family="paragraph" style:list-style-name=""/>` +
	`<style:style style:name="Listed" style:family="paragraph" style:list-style-name="L"/>` +
	`<text:list-style style:name="L">` +
	`<text:list-level-style-number text:level="1" style:num-suffix="、" style:num-format="一, 二, 三, ..."/>` +
	`<text:list-level-style-number text:level="2" style:num-prefix="(" style:num-suffix=")" style:num-format="1" text:start-value="3"/>` +
	`<text:list-level-style-number text:level="3" style:num-suffix="." style:num-format="a" text:display-levels="2"/>` +
	`<text:list-level-style-bullet text:level="4" text:bullet-char="•"/></text:list-style>` +
	`<text:list-style style:name="M"><text:list-level-style-number text:level="1" loext:num-list-format="第%1%项" style:num-format="1">` +
	`<style:list-level-properties><style:list-level-label-alignment text:label-followed-by="nothing"/></style:list-level-properties>` +
	`</text:list-level-style-number></text:list-style>`

// flat returns a flat document with that body and those styles.
func flat(styles, body string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><office:document ` + namespaces + ` office:mimetype="application/vnd.oasis.opendocument.text">` +
		`<office:font-face-decls><style:font-face style:name="Symbol1" svg:font-family="&apos;Symbol&apos;"/></office:font-face-decls>` +
		`<office:styles>` + styles + `</office:styles><office:master-styles><style:master-page><style:header><text:p>head</text:p></style:header>` +
		`</style:master-page></office:master-styles><office:body><office:text>` + body + `</office:text></office:body></office:document>`
}

// packed returns a package of parts, each a name and its content.
func packed(t testing.TB, parts ...string) string {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: parts[i], Method: zip.Store})
		require.NoError(t, err)
		_, err = w.Write([]byte(parts[i+1]))
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return buf.String()
}

func content(body string) string {
	return `<office:document-content ` + namespaces + `><office:body><office:text>` + body + `</office:text></office:body></office:document-content>`
}

var reader = testblocks.Reader(odt.Read)

func read(t *testing.T, source string) *block.Document {
	t.Helper()
	return reader.Read(t, source)
}

// The text of documents is what OpenDocument 1.3 says that it is.
func TestText(t *testing.T) {
	for name, c := range map[string]struct{ body, want string }{
		"white space":       {"<text:p>  a \n\t b<text:span> c</text:span> <text:span> d</text:span> </text:p>", "a b c d"},
		"spaces":            {`<text:p>a<text:s/>b<text:s text:c="3"/>c<text:tab/>d<text:line-break/>e</text:p>`, "a b   c\td⏎e"},
		"headings":          {`<text:h text:outline-level="2">a</text:h><text:h>b</text:h><text:h text:outline-level="99">c</text:h>`, "## a⏎# b⏎######### c"},
		"superscript":       {`<text:p>10<text:span text:style-name="up">4</text:span>5<text:span text:style-name="down">2</text:span></text:p>`, "10⁴52"},
		"hidden":            {`<text:p>a<text:span text:style-name="hidden">b<text:span>c</text:span></text:span>d</text:p><text:p text:style-name="Secret">e</text:p>`, "ad"},
		"a hidden section":  {`<text:section text:display="none"><text:p>a</text:p></text:section><text:section><text:p>b</text:p></text:section>`, "b"},
		"hidden fields":     {`<text:p>a<text:hidden-text text:is-hidden="true">b</text:hidden-text><text:placeholder>c</text:placeholder></text:p>`, "a"},
		"struck":            {`<text:p>12<text:span text:style-name="struck">34</text:span></text:p>`, "12 34"},
		"styles in circles": {`<text:p>a<text:span text:style-name="loop">b</text:span></text:p>`, "ab"},
		"a font of symbols": {"<text:p><text:span text:style-name=\"sym\">\uF0B3</text:span>5</text:p>", "≥5"},
		"hyphens":           {"<text:p>a\u00ADb\u20115</text:p>", "ab-5"},
		"fields":            {`<text:p><text:bookmark-ref text:ref-name="a">777</text:bookmark-ref><text:date>1月</text:date><text:a xlink:href="x">b</text:a></text:p>`, "7771月b"},
		"marks": {`<text:p>a<text:bookmark text:name="x"/><text:soft-page-break/>b<office:annotation><text:p>c</text:p></office:annotation>` +
			`<text:ruby><text:ruby-base>d</text:ruby-base><text:ruby-text>e</text:ruby-text></text:ruby></text:p>`, "abd"},
		"an index": {`<text:table-of-content><text:table-of-content-source><text:index-title-template>x</text:index-title-template></text:table-of-content-source>` +
			`<text:index-body><text:index-title><text:p>a</text:p></text:index-title><text:p>b<text:tab/>1</text:p></text:index-body></text:table-of-content>`, "a⏎b\t1"},
		"notes": {`<text:p>a<text:note text:note-class="endnote"><text:note-citation>i</text:note-citation><text:note-body><text:p>b</text:p></text:note-body></text:note>` +
			`<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>c</text:p></text:note-body></text:note>d</text:p><text:p>e</text:p>`,
			"ad⏎e⏎c⏎b"},
		"boxes": {`<text:p>a<draw:frame><draw:text-box><text:p>b</text:p><text:p>c</text:p></draw:text-box><draw:image/></draw:frame>d</text:p>` +
			`<draw:g><draw:custom-shape><text:p>e</text:p></draw:custom-shape><draw:rect/></draw:g><text:p>f</text:p>`, "ad⏎b⏎c⏎f⏎e"},
		"deletions apart": {`<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>8</text:p></text:deletion></text:changed-region></text:tracked-changes>` +
			`<text:p><text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>9<text:change-end text:change-id="c2"/>亿</text:p>`, "9亿"},
		"deletions in the text": {`<text:tracked-changes><text:changed-region text:id="c1"><text:deletion/></text:changed-region></text:tracked-changes>` +
			`<text:p>a<text:change-start text:change-id="c1"/>b</text:p><text:p>c<text:change-end text:change-id="c1"/>d</text:p><text:p>e</text:p>`, "ad⏎e"},
		"references": {`<text:p>&lt;&#x4e00;&amp;<![CDATA[<b>]]><!-- c --><?d e?></text:p>`, "<一&<b>"},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, c.want, strings.Join(testblocks.Lines(read(t, flat(styles, c.body))), "⏎"))
		})
	}
}

func TestLists(t *testing.T) {
	list := func(attrs, items string) string { return `<text:list ` + attrs + `>` + items + `</text:list>` }
	item := func(text string) string { return `<text:list-item>` + text + `</text:list-item>` }
	p := func(text string) string { return `<text:p>` + text + `</text:p>` }
	for name, c := range map[string]struct{ body, want string }{
		"numbers":           {list(`text:style-name="L"`, item(p("a")+p("b"))+item(p("c"))), "[一、]a⏎b⏎[二、]c"},
		"levels":            {list(`text:style-name="L"`, item(p("a")+list("", item(p("b")+list("", item(p("c")))))+list("", item(p("d"))))), "[一、]a⏎[(3)] b⏎[3.a.] c⏎[(4)] d"},
		"a level by itself": {list(`text:style-name="L"`, item(list("", item(p("a"))+item(p("b"))))), "[(3)] a⏎[(4)] b"},
		"bullets":           {list(`text:style-name="L"`, item(list("", item(list("", item(list("", item(p("a"))))))))), "a"},
		"each list anew":    {list(`text:style-name="L"`, item(p("a"))) + list(`text:style-name="L"`, item(p("b"))), "[一、]a⏎[一、]b"},
		"one that goes on":  {list(`text:style-name="L"`, item(p("a"))) + p("b") + list(`text:style-name="L" text:continue-numbering="true"`, item(p("c"))), "[一、]a⏎b⏎[二、]c"},
		"one that goes on by its name": {list(`xml:id="l1" text:style-name="L"`, item(p("a"))) + list(`text:style-name="L"`, item(p("b"))) +
			list(`text:continue-list="l1" text:style-name="M"`, item(p("c"))), "[一、]a⏎[一、]b⏎[第2项]c"},
		"a start of its own":  {list(`text:style-name="L"`, item(p("a"))+`<text:list-item text:start-value="7">`+p("b")+`</text:list-item>`+item(p("c"))), "[一、]a⏎[七、]b⏎[八、]c"},
		"headers":             {list(`text:style-name="L"`, `<text:list-header>`+p("a")+`</text:list-header>`+item(p("b"))), "a⏎[一、]b"},
		"as it is written":    {list(`text:style-name="L"`, item(`<text:number>Ⅰ．</text:number>`+p("a"))), "[Ⅰ．]a"},
		"by the paragraph":    {list("", item(`<text:p text:style-name="Listed">a</text:p>`)), "[一、]a"},
		"no style":            {list(`text:style-name="none"`, item(p("a"))), "a"},
		"followed by nothing": {list(`text:style-name="M"`, item(p("a"))+item(p("5亿"))), "[第1项]a⏎[第2项] 5亿"},
		"outside of lists":    {`<text:p text:style-name="Listed">a</text:p>`, "a"},
		"in a cell":           {`<table:table><table:table-row><table:table-cell>` + list(`text:style-name="L"`, item(`<text:p/>`)) + `</table:table-cell></table:table-row></table:table>`, "[一、]"},
		"paragraphs with a number": {`<text:numbered-paragraph text:list-id="x" text:style-name="L"><text:p>a</text:p></text:numbered-paragraph>` +
			`<text:numbered-paragraph text:list-id="x" text:style-name="L" text:level="2"><text:p>b</text:p></text:numbered-paragraph>`, "[一、]a⏎[(3)] b"},
		"too deep": {strings.Repeat(`<text:list text:style-name="L"><text:list-item>`, 12) + p("a") + strings.Repeat(`</text:list-item></text:list>`, 12), "a"},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, c.want, strings.Join(testblocks.Lines(read(t, flat(styles, c.body))), "⏎"))
		})
	}
}

func TestNumbersOfHeadings(t *testing.T) {
	const outline = `<text:outline-style><text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/>` +
		`<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>`
	doc := read(t, flat(styles+outline, `<text:h text:outline-level="1">a</text:h><text:h text:outline-level="2">b</text:h>`+
		`<text:h text:outline-level="2" text:is-list-header="true">c</text:h><text:h text:outline-level="1" text:style-name="Free">d</text:h>`+
		`<text:h text:outline-level="1" text:restart-numbering="true" text:start-value="5">e</text:h><text:h text:outline-level="2">f</text:h>`))
	require.Equal(t, []string{"# [1.] a", "## [1.1] b", "## c", "# d", "# [5.] e", "## [5.1] f"}, testblocks.Lines(doc))
}

func TestTables(t *testing.T) {
	row := func(cells ...string) string {
		return `<table:table-row>` + strings.Join(cells, "") + `</table:table-row>`
	}
	cell := func(text string, attrs ...string) string {
		return `<table:table-cell ` + strings.Join(attrs, " ") + `><text:p>` + text + `</text:p></table:table-cell>`
	}
	const covered, wide, high, both = `<table:covered-table-cell/>`, `table:number-columns-spanned="2"`, `table:number-rows-spanned="2"`,
		`table:number-columns-spanned="2" table:number-rows-spanned="2"`
	for name, c := range map[string]struct {
		body string
		want []string
	}{
		"plain":   {row(cell("a"), cell("b")) + row(cell("c"), cell("")), []string{"a│b", "c│"}},
		"spans":   {row(cell("a", wide), covered, cell("b", high)) + row(cell("c"), cell("d"), covered), []string{"a│←│b", "c│d│↑"}},
		"a block": {row(cell("a", both), covered, cell("b")) + row(covered, covered, cell("c")), []string{"a│←│b", "↑│↑│c"}},
		"spans without covered cells": {row(cell("a", both), cell("b", high), cell("c")) + row(cell("d")) + row(cell("e"), cell("f"), cell("g"), cell("h")),
			[]string{"a│←│b│c", "↑│↑│↑│d", "e│f│g│h"}},
		"covered by nothing":      {row(covered, cell("a")) + row(cell("b"), cell("c")), []string{"│a", "b│c"}},
		"spans beyond the end":    {row(cell("a", `table:number-rows-spanned="9"`), cell("b", wide)) + row(covered, cell("c"), covered), []string{"a│b│←", "↑│c│"}},
		"text in a covered cell":  {row(cell("a", wide), `<table:covered-table-cell><text:p>x</text:p></table:covered-table-cell>`) + row(cell("b"), cell("c")), []string{"a│←", "b│c"}},
		"header rows":             {`<table:table-header-rows>` + row(cell("a")) + `</table:table-header-rows><table:table-rows>` + row(cell("b")) + `</table:table-rows>`, []string{"* a", "b"}},
		"nothing but header rows": {`<table:table-header-rows>` + row(cell("a")) + `</table:table-header-rows>`, []string{"a"}},
		"repeated cells":          {row(cell("a", `table:number-columns-repeated="3"`)) + row(`<table:table-cell table:number-columns-repeated="2"/>`, cell("b")), []string{"a│a│a", "││b"}},
		"repeated rows":           {`<table:table-row table:number-rows-repeated="2">` + cell("a") + `</table:table-row>` + row(cell("b")), []string{"a", "a", "b"}},
		"what fills a sheet": {row(cell("a"), `<table:table-cell table:number-columns-repeated="16383"/>`) +
			`<table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`, []string{"a"}},
		"what fills a sheet, and its last row": {row(cell("a"), `<table:table-cell table:number-columns-repeated="1000"/>`, `<table:table-cell/>`) +
			`<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>` +
			row(`<table:table-cell table:number-columns-repeated="16384"/>`), []string{"a"}},
		"hidden rows":    {`<table:table-row table:visibility="collapse">` + cell("a") + `</table:table-row>` + row(cell("b")), []string{"b"}},
		"too few cells":  {row(cell("a"), cell("b")) + row(cell("c")), []string{"a│b", "c│"}},
		"a nested table": {row(`<table:table-cell><text:p>a</text:p><table:table>`+row(cell("b"), cell("c"))+`</table:table><text:p>d</text:p></table:table-cell>`, cell("e")), []string{"a⏎b\tc⏎d│e"}},
		"a parted cell": {row(cell("a"), `<table:table-cell><table:table table:is-sub-table="true"><table:table-column table:number-columns-repeated="2"/>`+
			row(cell("b"), cell("c"))+row(cell("d"), cell("e"))+`</table:table></table:table-cell>`) + row(cell("f"), cell("g")),
			[]string{"a│b│c", "↑│d│e", "f│g│←"}},
		"parted otherwise": {`<table:table-column table:style-name="w1"/><table:table-column table:style-name="w2"/>` +
			row(`<table:table-cell><table:table table:is-sub-table="true">`+row(cell("a"))+row(cell("b"))+`</table:table></table:table-cell>`,
				`<table:table-cell><table:table table:is-sub-table="true">`+row(cell("c"))+row(cell("d"))+row(cell("e"))+`</table:table></table:table-cell>`),
			[]string{"a│c", "b│d", "↑│e"}},
		"parted beside a span": {row(cell("a", high), cell("b")) + row(covered, `<table:table-cell><table:table table:is-sub-table="true">`+
			row(cell("c"))+row(cell("d"))+`</table:table></table:table-cell>`), []string{"a│b", "↑│c", "↑│d"}},
		"parted header rows": {`<table:table-header-rows>` + row(cell("a"), `<table:table-cell><table:table table:is-sub-table="true">`+row(cell("b", wide), covered)+
			row(cell("c"), cell("d"))+`</table:table></table:table-cell>`) + `</table:table-header-rows>` + row(cell("e"), cell("f")),
			[]string{"* a│b│←", "* ↑│c│d", "e│f│←"}},
		"parted, with a text": {row(`<table:table-cell><text:p>a</text:p><table:table table:is-sub-table="true">` + row(cell("b"), cell("c")) + `</table:table></table:table-cell>`),
			[]string{"a⏎b\tc"}},
		"no rows":    {``, []string{}},
		"empty rows": {row(), []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, c.want, testblocks.Lines(read(t, flat(styles, `<table:table>`+c.body+`</table:table>`))))
		})
	}
}

// What shows and is not read is told, with its place.
func TestUnread(t *testing.T) {
	const frame, end = `<draw:frame svg:width="2cm" svg:height="2cm">`, `</draw:frame>`
	place := block.Place{Paragraph: 1}
	for name, c := range map[string]struct {
		body string
		want []block.Unread
	}{
		"a picture":            {frame + `<draw:image/><svg:title>map</svg:title>` + end, []block.Unread{{What: block.Picture, Message: "a picture (map) was not read", Place: place}}},
		"a small one":          {`<draw:frame svg:width="2cm" svg:height="0.1in"><draw:image/>` + end, nil},
		"an ornament":          {`<draw:frame loext:decorative="true"><draw:image/>` + end, nil},
		"an equation":          {frame + `<draw:object xlink:href="./Object 1"/><draw:image/>` + end, []block.Unread{{What: block.Equation, Message: "an equation (x+1) was not read", Place: place}}},
		"an equation in place": {frame + `<draw:object><math:math><math:mi>y</math:mi></math:math></draw:object>` + end, []block.Unread{{What: block.Equation, Message: "an equation (y) was not read", Place: place}}},
		"a chart":              {frame + `<draw:object xlink:href="Object 2/"/>` + end, []block.Unread{{What: block.Chart, Message: "a chart was not read", Place: place}}},
		"a sheet":              {frame + `<draw:object xlink:href="Object 3"/>` + end, []block.Unread{{What: block.Embedded, Message: "an embedded object was not read", Place: place}}},
		"an OLE object":        {frame + `<draw:object-ole/><draw:image/>` + end, []block.Unread{{What: block.Embedded, Message: "an embedded object was not read", Place: place}}},
	} {
		t.Run(name, func(t *testing.T) {
			const formula, chart = `application/vnd.oasis.opendocument.formula`, `application/vnd.oasis.opendocument.chart`
			doc := read(t, packed(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", content(`<text:p>a`+c.body+`b</text:p>`),
				"Object 1/content.xml", `<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mi>x</mi><mo>+</mo><mn>1</mn><annotation>z</annotation></semantics></math>`,
				"META-INF/manifest.xml", manifest("Object 1/", formula, "Object 2/", chart)))
			doc.NumberTables()
			require.Equal(t, c.want, testblocks.Unread(doc))
		})
	}
}

// manifest returns the list of parts and objects, each a name and its type.
func manifest(entries ...string) string {
	s := `<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">`
	for i := 0; i < len(entries); i += 2 {
		s += `<m:file-entry m:full-path="` + entries[i] + `" m:media-type="` + entries[i+1] + `"/>`
	}
	return s + `</m:manifest>`
}

// The styles of a package stand in a part of their own; those of its headers do not count.
func TestStylesOfPackages(t *testing.T) {
	part := `<office:document-styles ` + namespaces + `><office:styles>` + styles + `</office:styles><office:automatic-styles>` +
		`<style:style style:name="sup" style:family="text"/></office:automatic-styles></office:document-styles>`
	doc := read(t, packed(t, "content.xml", content(`<text:p>10<text:span text:style-name="up">4</text:span></text:p>`), "styles.xml", part))
	require.Equal(t, []string{"10⁴"}, testblocks.Lines(doc))
	doc = read(t, packed(t, "content.xml", content(`<text:p>a</text:p>`), "styles.xml", "<x><y>"))
	require.Equal(t, []string{"a"}, testblocks.Lines(doc))
	require.Len(t, doc.Diagnostics, 1)
}

func TestRefused(t *testing.T) {
	const text = "application/vnd.oasis.opendocument.text"
	encrypted := `<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>`
	for name, c := range map[string]struct {
		source string
		kind   error
		what   string
	}{
		"a presentation":      {packed(t, "mimetype", "application/vnd.oasis.opendocument.presentation"), block.ErrUnsupported, "no text"},
		"an old format":       {packed(t, "mimetype", "application/vnd.sun.xml.writer"), block.ErrUnsupported, "sun.xml.writer"},
		"encrypted":           {packed(t, "mimetype", text, "content.xml", "x", "META-INF/manifest.xml", encrypted), block.ErrUnsupported, "password"},
		"no content":          {packed(t, "mimetype", text), block.ErrDamaged, "content.xml"},
		"another root":        {packed(t, "mimetype", text, "content.xml", "<a/>"), block.ErrDamaged, "<:a>"},
		"no XML":              {packed(t, "mimetype", text, "content.xml", "a"), block.ErrDamaged, "no XML"},
		"a sheet in the body": {flat("", `</office:text><office:spreadsheet/><office:text>`), block.ErrUnsupported, "no text"},
		"no package":          {"PK\x03\x04", block.ErrDamaged, "ZIP"},
		"another encoding":    {`<?xml version="1.0" encoding="GBK"?><a/>`, block.ErrDamaged, "GBK"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := odt.Read(block.NewBudget(context.Background(), block.Limits{}), []byte(c.source))
			require.ErrorIs(t, err, c.kind)
			require.ErrorContains(t, err, c.what)
		})
	}
}

func TestFlavours(t *testing.T) {
	for _, kind := range []string{"text", "text-template", "text-master", "text-web"} {
		source := packed(t, "mimetype", "application/vnd.oasis.opendocument."+kind, "content.xml", content(`<text:p>a</text:p>`))
		require.True(t, odt.Is([]byte(source)))
		require.Equal(t, []string{"a"}, testblocks.Lines(read(t, source)))
	}
	require.True(t, odt.Is([]byte(packed(t, "META-INF/manifest.xml", manifest(), "content.xml", ""))))
	require.False(t, odt.Is([]byte(packed(t, "[Content_Types].xml", ""))))
	require.True(t, odt.IsFlat(flat("", "")))
}
