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

// opener opens what a document is packed in.
type opener func(b *block.Budget, data []byte, doc *block.Document) (*container, error)

// readPackage reads the text that Word shows once all tracked changes are accepted, with the numbers of automatic lists in
// front of their paragraphs. A long document is read while it is unpacked, and whole where anything about that is unusual.
func readPackage(b *block.Budget, data []byte, read Embedded, open opener) (*block.Document, error) {
	before := b.Aside()
	doc, err := readBy(b, data, read, open, (*container).scanner)
	if errors.Is(err, errUnfit) {
		*b = *before
		doc, err = readBy(b, data, read, open, (*container).wholeScanner)
	}
	return doc, err
}

// errUnfit says that a document cannot be read while it is unpacked.
var errUnfit = errors.New("it has to be read whole")

func readBy(b *block.Budget, data []byte, read Embedded, open opener, scan func(*container) (*xmlScanner, error)) (*block.Document, error) {
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
	s, err := scan(p)
	if err != nil {
		return nil, err
	}
	err = p.readMain(s)
	if s.windows != nil {
		fit := s.windows.rest()
		s.windows.close()
		if isStopped := b.Live() != nil; !isStopped && (!fit || err != nil || s.err != nil) {
			return nil, errUnfit
		}
	}
	if err != nil {
		return nil, err
	}
	block.NumberParagraphs(doc.Blocks)
	return doc, nil
}

// scanner opens the main part, in windows if it is long.
func (p *container) scanner() (*xmlScanner, error) {
	if p.zip == nil || p.zip.Size(p.main) < leastWindows {
		return p.wholeScanner()
	}
	part, err := p.zip.Open(p.main)
	if err != nil {
		return nil, errUnfit
	}
	s := newXMLScanner(p.budget, p.main, nil)
	s.windows = openWindows(part)
	return s, nil
}

func (p *container) wholeScanner() (*xmlScanner, error) {
	data, err := p.read(p.main)
	if err != nil {
		return nil, err
	}
	return newXMLScanner(p.budget, p.main, data), nil
}

// readMain reads the main part and the notes that it refers to.
func (p *container) readMain(s *xmlScanner) error {
	if !s.child(0) || !s.is("document") && !s.is("wordDocument") {
		if s.err != nil {
			return s.err
		}
		return wrongRoot(p.main, s.name)
	}
	r, err := newReader(p, s)
	if err != nil {
		return err
	}
	if err := r.read(); err != nil {
		return err
	}
	return r.readNotes()
}

func newReader(p *container, s *xmlScanner) (*reader, error) {
	targets, err := p.relations(p.main)
	if err != nil {
		return nil, err
	}
	r := &reader{budget: p.budget, pkg: p, s: s, doc: p.doc, legacy: s.is("wordDocument"), targets: targets, cited: map[string][]string{}, words: map[string]string{}}
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

	words    map[string]string // see kept
	buf      []byte            // the text at hand, behind those of the cells around it
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
