package docx

import (
	"errors"
	"path"

	"duban/parse/block"
	"duban/parse/numbering"
)

// Embedded reads a file that is embedded in a document, whatever its format.
type Embedded func(b *block.Budget, name string, data []byte) (*block.Document, error)

// Read reads a package of Word.
func Read(b *block.Budget, data []byte, read Embedded) (*block.Document, error) {
	return readPackage(b, data, read, openPackage)
}

// ReadFlat reads a package of Word that is one file of XML.
func ReadFlat(b *block.Budget, data []byte, read Embedded) (*block.Document, error) {
	return readPackage(b, data, read, openFlat)
}

// ReadWordML reads the XML of Word 2003.
func ReadWordML(b *block.Budget, data []byte, read Embedded) (*block.Document, error) {
	return readPackage(b, data, read, openWordML)
}

// readPackage reads the text that Word shows once all tracked changes are accepted, with the numbers of automatic lists in
// front of their paragraphs.
func readPackage(b *block.Budget, data []byte, read Embedded,
	open func(*block.Budget, []byte, *block.Document) (*container, error)) (*block.Document, error) {
	doc := &block.Document{Format: block.FormatDOCX}
	p, err := open(b, data, doc)
	if err != nil {
		return nil, err
	}
	p.Embedded = read
	if p.main == "" {
		err = p.findMain()
	}
	if err != nil {
		return nil, err
	}
	main, err := p.read(p.main)
	if err != nil {
		return nil, err
	}
	s := newXMLScanner(b, p.main, main)
	if !s.child(0) || !s.is("document") && !s.is("wordDocument") {
		if s.err != nil {
			return nil, s.err
		}
		return nil, wrongRoot(p.main, s.name)
	}
	r, err := newReader(p, s)
	if err != nil {
		return nil, err
	}
	if err := r.read(); err != nil {
		return nil, err
	}
	if err := r.readNotes(); err != nil {
		return nil, err
	}
	block.NumberParagraphs(doc.Blocks)
	return doc, nil
}

func newReader(p *container, s *xmlScanner) (*reader, error) {
	targets, err := p.relations(p.main)
	if err != nil {
		return nil, err
	}
	r := &reader{budget: p.budget, pkg: p, s: s, doc: p.doc, legacy: s.is("wordDocument"), targets: targets, cited: map[string][]string{}}
	part, err := p.side("styles", targets)
	if err != nil {
		return nil, err
	}
	r.styles = readStyles(part)
	if err := p.sideRead(part); err != nil {
		return nil, err
	}
	if part, err = p.side("numbering", targets); err != nil {
		return nil, err
	}
	r.numbering = readNumbering(part)
	if err := p.sideRead(part); err != nil {
		return nil, err
	}
	r.counters, r.boxCounters = numbering.NewCounters(), numbering.NewCounters()
	return r, nil
}

// side opens a part that the main part refers to. Without it, or where it is damaged, the document can still be read;
// the scanner has nothing to give then.
func (p *container) side(kind string, targets map[string]string) (*xmlScanner, error) {
	name := targets[kind]
	if usual := path.Join(path.Dir(p.main), kind+".xml"); name == "" && p.has(usual) {
		name = usual
		p.trouble("the document's relationships do not name its %s; %s was read", kind, name)
	}
	if name == "" {
		return newXMLScanner(p.budget, "", nil), nil
	}
	data, err := p.read(name)
	if err != nil {
		return p.withoutSide(err)
	}
	return newXMLScanner(p.budget, name, data), nil
}

func (p *container) withoutSide(err error) (*xmlScanner, error) {
	if !errors.Is(err, block.ErrDamaged) {
		return nil, err
	}
	p.trouble("%v; it was left out, and automatic numbers and headings may be missing", err)
	return newXMLScanner(p.budget, "", nil), nil
}

// sideRead looks at how the reading of such a part has ended.
func (p *container) sideRead(s *xmlScanner) error {
	if s.err == nil || !errors.Is(s.err, block.ErrDamaged) {
		return s.err
	}
	p.trouble("%v; what follows was left out, and automatic numbers and headings may be missing", s.err)
	return nil
}

// reader turns the main part into blocks.
type reader struct {
	budget                *block.Budget
	pkg                   *container
	s                     *xmlScanner
	doc                   *block.Document
	legacy                bool                // XML of Word 2003
	targets               map[string]string   // the parts that the main part refers to, by kind
	cited                 map[string][]string // the ids of its notes, footnotes and endnotes, in the order of their marks
	styles                styles
	numbering             listDefinitions
	counters, boxCounters numbering.Counters // of the text itself, and of the text boxes in it

	buf      []byte // the text at hand, behind those of the cells around it
	text     flow
	fields   []field // that are open
	produced int     // counts what was read, to tell whether a branch gave anything
	untold   int     // diagnostics beyond the number that is of use
	unplaced int     // of doc.Unread, those up to here have their places

	paragraphs, tables, rows int // of the body so far, the rows of the table at hand; for places
}

// read reads the whole main part.
func (r *reader) read() error {
	for d := r.s.depth(); r.s.child(d); {
		if r.s.is("body") {
			r.blocks()
			r.endText()
		}
	}
	r.doc.Blocks = r.text.blocks
	if r.s.err != nil && (len(r.doc.Blocks) == 0 || !errors.Is(r.s.err, block.ErrDamaged)) {
		return r.s.err
	}
	if r.untold > 0 {
		r.doc.Diagnostics = append(r.doc.Diagnostics, block.Diagnostic{}.Saying("%d more of this kind", r.untold))
	}
	if r.s.err != nil {
		r.doc.Diagnostics = append(r.doc.Diagnostics, block.Diagnostic{Place: r.place()}.Saying(
			"%v; what stands before was read, except for the paragraph that is broken off", r.s.err))
	}
	return nil
}
