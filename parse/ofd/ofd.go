// Package ofd reads OFD (GB/T 33190), the format of fixed pages in which Chinese offices archive what they issue: a zip of XML
// that says where on each page which text and which path stands. What tables and paragraphs these make is package page's to find.
package ofd

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"duban/internal/message"
	"duban/parse/block"
	"duban/parse/pack"
	"duban/parse/page"
)

const root = "OFD.xml"

// Is reports whether a zip archive is an OFD file.
func Is(data []byte) bool {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return false
	}
	for _, f := range archive.File {
		if clean(f.Name) == root {
			return true
		}
	}
	return false
}

// Read reads an OFD file.
func Read(b *block.Budget, data []byte) (*block.Document, error) {
	const usual = 200 // times: glyphs and strokes have places that differ, so that pages do not pack better
	if b.Ratio == block.DefaultRatio {
		b.Ratio = usual
	}
	parts, err := pack.Open(b, data)
	if err != nil {
		return nil, err
	}
	r := reader{budget: b, parts: parts, templates: map[string]string{}, pages: page.NewReader(b)}
	if err := r.open(); err != nil {
		return nil, err
	}
	if r.strange > 0 && 50*r.strange > r.glyphs {
		return nil, block.Unsupported("an OFD file whose fonts do not say which characters they show",
			"open it in the program that made it and export its text or the original document")
	}
	doc, err := r.pages.Document()
	if err != nil {
		return nil, err
	}
	doc.Format = block.FormatOFD
	for _, p := range r.broken {
		at := block.Place{Page: p.page}
		doc.Leave(block.Scan, p.says, at)
		doc.Diagnostics = append(doc.Diagnostics, block.Diagnostic{Place: at}.Saying("%v", p.says))
	}
	for _, number := range r.pictures {
		doc.Leave(block.Picture, message.New("a picture is not read"), block.Place{Page: number})
	}
	return doc, nil
}

// clean returns the name of a part as the parts of a package name each other.
func clean(name string) string {
	return strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/")
}

// reader reads the parts of a package.
type reader struct {
	budget    *block.Budget
	parts     *pack.Package
	templates map[string]string // by their ids, the parts of page templates
	pages     *page.Reader
	pictures  []int // the pages that they are on
	broken    []broken

	nodes           int   // elements and texts
	text            int64 // bytes
	glyphs, strange int   // how many characters, and how many of those have no meaning
}

// broken is a page that is not read to its end.
type broken struct {
	page int
	says message.Text
}

func encrypted() error {
	return block.Unsupported("an encrypted OFD file", "open it with its password and save it without one")
}

// unmarshal reads a part into v.
func (r *reader) unmarshal(name string, v any) error {
	data, err := r.parts.Bytes(name)
	if err != nil {
		return err
	}
	if err := xml.Unmarshal(data, v); err != nil {
		return block.Damaged(name, "%v", err)
	}
	return nil
}

// What the parts say that lead to the pages. The names of elements are the standard's.
type (
	ofdPart struct {
		Encryptions string `xml:"Encryptions"`
		DocBody     []struct {
			DocRoot string `xml:"DocRoot"`
		}
	}
	documentPart struct {
		CommonData struct {
			PageArea     area
			TemplatePage []located
		}
		Pages struct {
			Page []located
		}
	}
	located struct {
		ID      string `xml:",attr"`
		BaseLoc string `xml:",attr"`
	}
	area struct {
		PhysicalBox string
	}
)

// open reads the documents of the package.
func (r *reader) open() error {
	var start ofdPart
	if err := r.unmarshal(root, &start); err != nil {
		return err
	}
	if start.Encryptions != "" {
		return encrypted()
	}
	if len(start.DocBody) == 0 {
		return block.Damaged(root, "it names no document")
	}
	for _, body := range start.DocBody {
		if err := r.document(clean(body.DocRoot)); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) document(name string) error {
	var doc documentPart
	if err := r.unmarshal(name, &doc); err != nil {
		return err
	}
	folder := path.Dir("/" + name)
	for _, t := range doc.CommonData.TemplatePage {
		r.templates[t.ID] = beside(folder, t.BaseLoc)
	}
	size := numbers(doc.CommonData.PageArea.PhysicalBox)
	if n := len(doc.Pages.Page); n > r.budget.Parts {
		return block.Exceeded(name, "%d pages, more than the limit of %d", n, r.budget.Parts)
	}
	for _, p := range doc.Pages.Page {
		if err := r.budget.Live(); err != nil {
			return err
		}
		if err := r.page(beside(folder, p.BaseLoc), size); err != nil {
			return err
		}
	}
	return nil
}

// beside returns the part that a location in a folder names.
func beside(folder, location string) string {
	if strings.HasPrefix(location, "/") {
		return clean(location)
	}
	return clean(path.Join(folder, location))
}

// page reads a page. One that is not there, broken or too full is told, and the others stand.
func (r *reader) page(name string, size []float64) error {
	s := sheet{reader: r, name: name}
	s.resize(size)
	err := s.read(name, 0)
	var e *block.Error
	if errors.As(err, &e) && errors.Is(e.Kind, block.ErrDamaged) {
		r.broken = append(r.broken, broken{r.pages.Pages() + 1, message.New("the page could not be read to its end: %v", e)})
		err = nil
	}
	if err != nil && !errors.Is(err, errFull) {
		return err
	}
	for _, b := range s.Pictures {
		if b.IsLarge() {
			r.pictures = append(r.pictures, r.pages.Pages()+1)
		}
	}
	return r.pages.Add(&s.Page)
}

// count accounts for a character.
func (r *reader) count(text string) error {
	r.glyphs++
	if c, _ := utf8.DecodeRuneInString(text); c == utf8.RuneError || unicode.In(c, unicode.Co, unicode.Cc) {
		r.strange++
	}
	r.text += int64(len(text))
	return r.budget.TakeText(r.text)
}
