package docx

import (
	"bytes"
	"errors"
	"path"
	"strings"
	"unicode/utf8"

	"duban/internal/message"
	"duban/parse/block"
	"duban/parse/charset"
	"duban/parse/pack"
)

// container is the container of a document: named parts that point to each other by relationships.
//
// github.com/nguyenthenguyen/docx opens such packages too, but cannot under Limits: it unpacks the main part, headers
// and footers whole, whatever their size, cannot be given a container of one's own, knows the main part by the name
// word/document.xml only, and refuses packages that lack its relationships. Tests read the main part with it, as a
// witness from outside.
type container struct {
	budget *block.Budget
	zip    *pack.Package     // nil where it is no zip
	chunks map[string]string // the files embedded in the main part, by the ids of their relationships
	embeds map[string]bool   // those that were read, by name
	flat   map[string][]byte // the parts, by name, of a package that is no zip
	main   string            // name of the main part
	doc    *block.Document

	Embedded Embedded // reads the files embedded in it
}

// openPackage opens a package that is a zip.
func openPackage(b *block.Budget, data []byte, doc *block.Document) (*container, error) {
	z, err := pack.Open(b, data)
	if err != nil {
		return nil, err
	}
	return &container{budget: b, zip: z, chunks: map[string]string{}, embeds: map[string]bool{}, doc: doc}, nil
}

func (p *container) has(name string) bool {
	return p.flat[pack.PartName(name)] != nil || p.zip != nil && p.zip.Has(name)
}

// read returns a part, unpacked and as UTF-8.
func (p *container) read(name string) ([]byte, error) {
	if data := p.flat[pack.PartName(name)]; data != nil {
		return data, nil
	}
	data, err := p.bytes(name)
	if err != nil {
		return nil, err
	}
	return p.utf8(name, data)
}

// bytes returns a part, unpacked, as it is.
func (p *container) bytes(name string) ([]byte, error) {
	if p.zip == nil {
		return nil, block.Damaged(name, "missing in the package")
	}
	return p.zip.Bytes(name)
}

// utf8 returns a part in UTF-8. Parts may be UTF-16 by the standard; others are damaged.
func (p *container) utf8(name string, data []byte) ([]byte, error) {
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	if charset.UTF16Order(block.Head(data, 64)) == 0 && utf8.Valid(data) {
		text, trouble := charset.WithIdeographs(data)
		if !trouble.IsZero() {
			p.trouble("%s: %s", name, trouble)
		}
		return text, nil
	}
	d, err := charset.DecodeWithin(p.budget, data, "")
	if err != nil {
		return nil, err
	}
	for _, t := range d.Trouble {
		says := t.Text()
		if t.Line > 0 {
			says = message.New("line %d: %s", t.Line, says)
		}
		p.trouble("%s: %s", name, says)
	}
	return []byte(d.Text), nil
}

func (p *container) trouble(format message.Format, args ...any) {
	p.doc.Diagnostics = append(p.doc.Diagnostics, block.Diagnostic{}.Saying(format, args...))
}

// findMain finds the main part: by the package's relationships, or else by its type or name.
func (p *container) findMain() error {
	targets, err := p.relations("")
	if err != nil {
		return err
	}
	target := targets["officeDocument"]
	if target != "" && p.has(target) {
		p.main = target
		return nil
	}
	if p.main, err = p.mainByType(); err != nil {
		return err
	}
	if p.main == "" {
		return p.noDocument()
	}
	if target == "" {
		p.trouble("the package's relationships do not name the document; %s was read", p.main)
	} else {
		p.trouble("the package's relationships name %s as the document, which is missing; %s was read", target, p.main)
	}
	return nil
}

// relations returns, by kind, the names of the parts that the part called source (the package itself for "") refers
// to. What can be read of a damaged part counts.
func (p *container) relations(source string) (map[string]string, error) {
	dir, file := path.Split(source)
	name := dir + "_rels/" + file + ".rels"
	targets := map[string]string{}
	if !p.has(name) {
		return targets, nil
	}
	data, err := p.read(name)
	if err != nil {
		return targets, p.unread(err)
	}
	s := newXMLScanner(p.budget, name, data)
	for s.child(0) {
		for d := s.depth(); s.child(d); {
			if string(s.attr("TargetMode")) == "External" {
				continue
			}
			kind, target := relationKind(string(s.attr("Type"))), pack.Target(source, string(s.attr("Target")))
			if targets[kind] == "" {
				targets[kind] = target
			}
			if kind == "aFChunk" {
				p.chunks[string(s.attr("Id"))] = target
			}
		}
	}
	return targets, p.unread(s.err)
}

// unread takes the error of a part that one can do without, if it is damaged.
func (p *container) unread(err error) error {
	if errors.Is(err, block.ErrDamaged) {
		p.trouble("%v", err)
		return nil
	}
	return err
}

// relationKind returns the last word of a relationship type of Office, whose transitional and strict forms differ in
// what is before it; "" for others.
func relationKind(uri string) string {
	for _, base := range []string{"http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
		"http://purl.oclc.org/ooxml/officeDocument/relationships/"} {
		if kind, ok := strings.CutPrefix(uri, base); ok {
			return kind
		}
	}
	return ""
}

// mainByType looks for the main part by the content types, and at last by its usual name.
func (p *container) mainByType() (string, error) {
	const types = "[Content_Types].xml"
	if p.has(types) {
		data, err := p.read(types)
		if err = p.unread(err); err != nil {
			return "", err
		}
		s := newXMLScanner(p.budget, types, data)
		for s.child(0) {
			for d := s.depth(); s.child(d); {
				kind, name := string(s.attr("ContentType")), strings.TrimPrefix(string(s.attr("PartName")), "/")
				if strings.HasSuffix(kind, "main+xml") && strings.Contains(kind, "word") && p.has(name) {
					return name, nil
				}
			}
		}
	}
	if usual := "word/document.xml"; p.has(usual) {
		return usual, nil
	}
	return "", nil
}

// noDocument says what a package without a Word document is.
func (p *container) noDocument() error {
	switch {
	case p.has("xl/workbook.xml"), p.has("xl/workbook.bin"):
		return workbook()
	case p.has("ppt/presentation.xml"):
		return presentation()
	case p.has("mimetype"):
		return p.byMimetype()
	case p.has("index/document.iwa"), p.has("index.xml"):
		return block.Unsupported("an Apple iWork file", block.SaveAsDOCX)
	case p.has("[Content_Types].xml"), p.flat != nil:
		return block.Damaged("", "an Office package without a document in it")
	case p.zip.Len() == 0:
		return block.Unsupported("an empty ZIP archive", "pass a report")
	}
	return block.Unsupported("a ZIP archive of %s that is no document", "pass it to duban import, or unpack it and pass the reports in it",
		message.Count(p.zip.Len(), "%d file", "%d files"))
}

func workbook() error {
	return block.Unsupported("an Excel workbook (.xlsx)", "open it in Excel, WPS or LibreOffice and save it as .xlsx")
}

func presentation() error {
	return block.Unsupported("a PowerPoint file (.pptx)", block.ExportText)
}

// byMimetype names the kinds of packages that begin with an entry of that name.
func (p *container) byMimetype() error {
	mime, err := p.read("mimetype")
	if err != nil {
		return err
	}
	switch s := strings.TrimSpace(string(block.Head(mime, 200))); {
	case strings.Contains(s, "opendocument"):
		return block.Unsupported("an OpenDocument file that is no text", block.ExportText)
	case strings.Contains(s, "epub"):
		return block.Unsupported("an EPUB book", block.ExportText)
	default:
		return block.Unsupported("a package of type %q", block.ExportText, s)
	}
}

// wrongRoot says what a package is whose main part has that root element.
func wrongRoot(part string, root []byte) error {
	switch string(root) {
	case "workbook":
		return workbook()
	case "presentation":
		return presentation()
	case "":
		return block.Damaged(part, "no XML in it")
	}
	return block.Damaged(part, "it is <%s>, not a document of Word", block.Head(root, 40))
}
