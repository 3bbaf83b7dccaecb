package parse

import (
	"archive/zip"
	"bytes"

	"duban/parse/block"

	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// docxPackage is the zip container of a DOCX: named parts that point to each other by relationships.
//
// github.com/nguyenthenguyen/docx opens such packages too, but cannot under Limits: it unpacks the main part, headers
// and footers whole, whatever their size, cannot be given a container of one's own, knows the main part by the name
// word/document.xml only, and refuses packages that lack its relationships. Tests read the main part with it, as a
// witness from outside.
type docxPackage struct {
	budget *block.Budget
	parts  map[string]*zip.File // by name in lower case, as names of parts are compared
	twice  map[string]bool      // the names that more than one part has
	chunks map[string]string    // the files embedded in the main part, by the ids of their relationships
	embeds map[string]bool      // those that were read, by name
	flat   map[string][]byte    // the parts, by name, of a package that is no zip
	main   string               // name of the main part
	doc    *Document
}

// openPackage reads the directory of a zip. Nothing is unpacked yet.
func openPackage(b *block.Budget, data []byte, doc *Document) (*docxPackage, error) {
	// Each entry takes 46 bytes in the source but far more in memory, so they are counted first.
	if n := bytes.Count(data, []byte("PK\x01\x02")); n > b.Limits.Parts {
		return nil, block.Exceeded("", "%d parts, more than the limit of %d", n, b.Limits.Parts)
	}
	z, err := readZip(data)
	if err != nil {
		return nil, block.Damaged("", "a ZIP package without a readable directory, as of a download that broke off")
	}
	if err := checkOverlap(z.File); err != nil {
		return nil, err
	}
	p := &docxPackage{budget: b, parts: make(map[string]*zip.File, len(z.File)), twice: map[string]bool{}, chunks: map[string]string{}, embeds: map[string]bool{}, doc: doc}
	for _, f := range z.File {
		name := partName(f.Name)
		if p.parts[name] != nil {
			p.twice[name] = true
		}
		p.parts[name] = f
	}
	return p, nil
}

// readZip reads the directory of a zip, also where more stands behind it than a comment may be long.
func readZip(data []byte) (*zip.Reader, error) {
	const end, endLen = "PK\x05\x06", 22 // of the directory
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if i := bytes.LastIndex(data, []byte(end)); errors.Is(err, zip.ErrFormat) && i >= 0 {
		data = head(data, i+endLen)
		z, err = zip.NewReader(bytes.NewReader(data), int64(len(data)))
	}
	if errors.Is(err, zip.ErrInsecurePath) { // names are never used as paths
		err = nil
	}
	return z, err
}

// checkOverlap refuses packages in which entries share bytes: only files that are made to harm have them.
func checkOverlap(files []*zip.File) error {
	type extent struct {
		name       string
		start, end int64
	}
	extents := make([]extent, 0, len(files))
	for _, f := range files {
		start, err := f.DataOffset()
		if err != nil {
			continue // it cannot be unpacked either
		}
		extents = append(extents, extent{f.Name, start, start + int64(f.CompressedSize64)})
	}
	slices.SortFunc(extents, func(a, b extent) int { return int(a.start - b.start) })
	for i := 1; i < len(extents); i++ {
		if extents[i].start < extents[i-1].end {
			return block.Damaged(extents[i].name, "overlaps %s in the package", extents[i-1].name)
		}
	}
	return nil
}

// partName brings the name of a part to the form in which parts are looked up.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"))
}

func (p *docxPackage) has(name string) bool {
	name = partName(name)
	return p.parts[name] != nil || p.flat[name] != nil
}

// read returns a part, unpacked and as UTF-8.
func (p *docxPackage) read(name string) ([]byte, error) {
	if data := p.flat[partName(name)]; data != nil {
		return data, nil
	}
	data, err := p.bytes(name)
	if err != nil {
		return nil, err
	}
	return p.utf8(name, data)
}

// bytes returns a part, unpacked, as it is.
func (p *docxPackage) bytes(name string) ([]byte, error) {
	f := p.parts[partName(name)]
	if f == nil {
		return nil, block.Damaged(name, "missing in the package")
	}
	if p.twice[partName(name)] {
		return nil, block.Damaged(name, "stands in the package twice")
	}
	if f.Flags&1 != 0 {
		return nil, &Error{Place: name, What: "encrypted", Do: "open the file with its password and save it without one", Kind: ErrUnsupported}
	}
	if err := p.charge(f); err != nil {
		return nil, err
	}
	data, err := p.unpack(f)
	switch {
	case errors.Is(err, zip.ErrAlgorithm):
		return nil, &Error{Place: name, What: fmt.Sprintf("packed by method %d, which is not read", f.Method), Do: saveAsDOCX, Kind: ErrUnsupported}
	case errors.Is(err, zip.ErrFormat):
		return nil, block.Damaged(name, "has no readable header")
	case errors.Is(err, zip.ErrChecksum):
		return nil, block.Damaged(name, "its checksum is wrong")
	case errors.As(err, new(*Error)):
		return nil, err
	case err != nil:
		return nil, block.Damaged(name, "unpacking it: %v", err)
	}
	return data, nil
}

// charge accounts for a part before it is unpacked. archive/zip gives no more bytes than the directory announces.
func (p *docxPackage) charge(f *zip.File) error {
	const smallest = 4 << 20
	limits := p.budget.Limits
	size, packed := f.UncompressedSize64, f.CompressedSize64
	if size > uint64(limits.Unpacked) {
		return block.Exceeded(f.Name, "unpacks to more than the limit of %d bytes", limits.Unpacked)
	}
	if size > smallest && size/max(packed, 1) > uint64(limits.Ratio) {
		return block.Exceeded(f.Name, "unpacks to %d times its size, more than the limit of %d", size/max(packed, 1), limits.Ratio)
	}
	return p.budget.Unpack(f.Name, int64(size))
}

func (p *docxPackage) unpack(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data := make([]byte, f.UncompressedSize64)
	if _, err := io.ReadFull(&liveReader{p.budget, r}, data); err != nil {
		return nil, err
	}
	_, err = io.ReadFull(r, make([]byte, 1)) // only the end of the part has its checksum compared
	if err == io.EOF {
		return data, nil
	}
	if err == nil {
		err = zip.ErrFormat
	}
	return nil, err
}

// utf8 returns a part in UTF-8. Parts may be UTF-16 by the standard; others are damaged.
func (p *docxPackage) utf8(name string, data []byte) ([]byte, error) {
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	if utf16Order(head(data, 64)) == 0 && utf8.Valid(data) {
		text, trouble := withIdeographs(data)
		if trouble != "" {
			p.trouble("%s: %s", name, trouble)
		}
		return text, nil
	}
	d, err := decodeWithin(p.budget, data, "")
	if err != nil {
		return nil, err
	}
	for _, t := range d.trouble {
		if t.Line > 0 {
			t.Message = fmt.Sprintf("line %d: %s", t.Line, t.Message)
		}
		p.trouble("%s: %s", name, t.Message)
	}
	return []byte(d.text), nil
}

func (p *docxPackage) trouble(format string, args ...any) {
	p.doc.Diagnostics = append(p.doc.Diagnostics, Diagnostic{Message: fmt.Sprintf(format, args...)})
}

// findMain finds the main part: by the package's relationships, or else by its type or name.
func (p *docxPackage) findMain() error {
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
func (p *docxPackage) relations(source string) (map[string]string, error) {
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
			kind, target := relationKind(string(s.attr("Type"))), resolve(dir, string(s.attr("Target")))
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
func (p *docxPackage) unread(err error) error {
	if errors.Is(err, ErrDamaged) {
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

// resolve returns the name of a part from a target that is absolute or relative to dir.
func resolve(dir, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if !strings.HasPrefix(target, "/") {
		target = dir + target
	}
	return strings.TrimPrefix(path.Clean("/"+target), "/")
}

// mainByType looks for the main part by the content types, and at last by its usual name.
func (p *docxPackage) mainByType() (string, error) {
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
func (p *docxPackage) noDocument() error {
	switch {
	case p.has("xl/workbook.xml"), p.has("xl/workbook.bin"):
		return unsupported(kindXLSX)
	case p.has("ppt/presentation.xml"):
		return unsupported(kindPPTX)
	case p.has("OFD.xml"):
		return unsupported(kind{"an OFD document", exportText})
	case p.has("mimetype"):
		return p.byMimetype()
	case p.has("index/document.iwa"), p.has("index.xml"):
		return unsupported(kind{"an Apple iWork file", saveAsDOCX})
	case p.has("[Content_Types].xml"), p.flat != nil:
		return block.Damaged("", "an Office package without a document in it")
	case len(p.parts) == 0:
		return unsupported(kind{"an empty ZIP archive", "pass a report"})
	}
	return unsupported(kind{fmt.Sprintf("a ZIP archive of %d files that is no document", len(p.parts)), "unpack it and pass the reports in it"})
}

var (
	kindXLSX = kind{"an Excel workbook (.xlsx)", "copy its tables into a document and save that as .docx"}
	kindPPTX = kind{"a PowerPoint file (.pptx)", exportText}
)

// byMimetype names the kinds of packages that begin with an entry of that name.
func (p *docxPackage) byMimetype() error {
	mime, err := p.read("mimetype")
	if err != nil {
		return err
	}
	switch s := strings.TrimSpace(string(head(mime, 200))); {
	case strings.Contains(s, "opendocument.text"):
		return unsupported(kind{"an OpenDocument text (.odt)", saveAsDOCX})
	case strings.Contains(s, "opendocument"):
		return unsupported(kind{"an OpenDocument file that is no text", exportText})
	case strings.Contains(s, "epub"):
		return unsupported(kind{"an EPUB book", exportText})
	default:
		return unsupported(kind{fmt.Sprintf("a package of type %q", s), exportText})
	}
}

// wrongRoot says what a package is whose main part has that root element.
func wrongRoot(part string, root []byte) error {
	switch string(root) {
	case "workbook":
		return unsupported(kindXLSX)
	case "presentation":
		return unsupported(kindPPTX)
	case "":
		return block.Damaged(part, "no XML in it")
	}
	return block.Damaged(part, "it is <%s>, not a document of Word", head(root, 40))
}
