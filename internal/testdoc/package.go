// Package testdoc writes documents for tests: DOCX packages from pieces of XML, and whole reports as DOCX.
package testdoc

import (
	"archive/zip"
	"bytes"
	"maps"
	"slices"
)

// The namespaces of the main part, as Word declares them.
const Namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
	` xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"` +
	` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"` +
	` xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"` +
	` xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"` +
	` xmlns:v="urn:schemas-microsoft-com:vml"`

const (
	xmlHead   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// Package is the XML that a document is made of. The zero value is a document without text.
type Package struct {
	Body      string            // what <w:body> holds
	Styles    string            // what <w:styles> holds; no such part if empty
	Numbering string            // what <w:numbering> holds; no such part if empty
	Parts     map[string]string // further parts, or others in place of the usual ones; "" takes a part out
}

// Files returns the parts of the package by name.
func (p Package) Files() map[string]string {
	files := map[string]string{
		"[Content_Types].xml": xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="xml" ContentType="application/xml"/>` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels":       Relations("officeDocument", "word/document.xml"),
		"word/document.xml": xmlHead + `<w:document ` + Namespaces + `><w:body>` + p.Body + `</w:body></w:document>`,
	}
	var side []string
	if p.Styles != "" {
		files["word/styles.xml"] = xmlHead + `<w:styles ` + Namespaces + `>` + p.Styles + `</w:styles>`
		side = append(side, "styles", "styles.xml")
	}
	if p.Numbering != "" {
		files["word/numbering.xml"] = xmlHead + `<w:numbering ` + Namespaces + `>` + p.Numbering + `</w:numbering>`
		side = append(side, "numbering", "numbering.xml")
	}
	files["word/_rels/document.xml.rels"] = Relations(side...)
	for name, data := range p.Parts {
		if files[name] = data; data == "" {
			delete(files, name)
		}
	}
	return files
}

// Bytes returns the package as a DOCX file.
func (p Package) Bytes() []byte { return Zip(p.Files()) }

// Relations returns a part of relationships, from pairs of a kind and a target.
func Relations(pairs ...string) string {
	s := xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	for i := 0; i < len(pairs); i += 2 {
		s += `<Relationship Id="r` + pairs[i] + `" Type="` + relations + pairs[i] + `" Target="` + pairs[i+1] + `"/>`
	}
	return s + `</Relationships>`
}

// Zip packs files, in the order of their names.
func Zip(files map[string]string) []byte {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(files[name]))
		}
		if err != nil {
			panic(err) // a buffer in memory takes everything
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return buf.Bytes()
}
