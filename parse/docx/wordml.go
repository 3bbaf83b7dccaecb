package docx

import (
	"bytes"
	"strings"
	"unicode"

	"duban/parse/block"
	"duban/parse/symbol"
)

// openWordML takes the XML of Word 2003, which systems of offices fill templates in and name .doc. It is one part with
// nearly the elements that DOCX has; styles and lists stand in it in another form, and are not read.
func openWordML(b *block.Budget, data []byte, doc *block.Document) (*container, error) {
	doc.Format = block.FormatWordML
	p := &container{budget: b, chunks: map[string]string{}, embeds: map[string]bool{}, doc: doc, main: "word/document.xml"}
	data, err := p.utf8("", data)
	p.flat = map[string][]byte{p.main: data}
	return p, err
}

// foreign reads an element of another namespace, which in Word 2003 wraps the paragraphs of a section, a smart tag or a
// tracked change. Comments and what was deleted are left out.
func (r *reader) foreign(read func()) {
	if r.legacy && (string(r.s.name) != "annotation" || bytes.Contains(r.s.rest, []byte(`"Word.Insertion"`))) {
		read()
	}
}

// deletion reports the mark of Word 2003 on what was deleted.
func (s *xmlScanner) deletion() bool {
	return string(s.name) == "annotation" && bytes.Contains(s.rest, []byte(`"Word.Deletion"`))
}

// listed returns the number of a paragraph, which Word 2003 has written beside the list that it stands in; "" for a
// bullet.
func (r *reader) listed() string {
	text, font := "", ""
	for d := r.s.depth(); r.s.child(d); {
		switch string(r.s.name) {
		case "t":
			text = string(r.s.attr("val"))
		case "font":
			font = string(r.s.attr("val"))
		}
	}
	text = strings.Join(strings.FieldsFunc(text, block.IsSpace), " ")
	if text == "" {
		r.trouble("an automatic number was not read, as it is not written in the document")
	}
	if symbol.IsFont(font) || !strings.ContainsFunc(text, isNumeral) {
		return ""
	}
	return text
}

func isNumeral(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
