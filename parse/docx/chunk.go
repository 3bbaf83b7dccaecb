package docx

import (
	"bytes"
	"errors"
	"fmt"

	"duban/internal/message"
	"duban/parse/block"
	"duban/parse/pack"
)

// chunk reads <w:altChunk>: a file in the package — a page, a web archive, a text or another document — whose text
// stands in place of the element. Some programs write a whole report as one.
func (r *reader) chunk() {
	const deepest = 3 // chunks in chunks
	name := r.pkg.chunks[string(r.s.relation())]
	if name == "" || r.budget.Chunks == deepest {
		r.leaveBetween(block.Embedded, message.New("a document that is embedded here was not read"))
		r.trouble("<w:altChunk>: a file that is embedded here was not read")
		return
	}
	if r.pkg.embeds[pack.PartName(name)] { // by whichever relationship: each would cost as much as the first
		r.trouble("%s is embedded more than once; here it was not read", name)
		return
	}
	r.pkg.embeds[pack.PartName(name)] = true
	r.budget.Chunks++
	doc, err := r.pkg.readEmbedded(name)
	r.budget.Chunks--
	if err == nil {
		err = r.budget.Embed(name, doc)
	}
	switch {
	case errors.Is(err, block.ErrDamaged), errors.Is(err, block.ErrUnsupported):
		r.leaveBetween(block.Embedded, message.New("a document that is embedded here was not read"))
		r.trouble("%s, which is embedded here, was left out: %v", name, err)
		return
	case err != nil:
		r.s.err = err
		return
	}
	for _, d := range doc.Diagnostics {
		r.trouble("%s: %s", name, d.Text())
	}
	for _, u := range doc.Unread {
		r.leaveBetween(u.What, u.Text())
	}
	r.endTable()
	r.endJoined()
	for _, b := range doc.Blocks {
		r.emitBlock(b)
	}
	r.text.para = len(r.buf)
}

// readEmbedded reads a part that is a file of its own.
func (p *container) readEmbedded(name string) (*block.Document, error) {
	data, err := p.bytes(name)
	if err != nil {
		return nil, err
	}
	doc, err := p.Embedded(p.budget, name, data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return doc, nil
}

// relation returns the id of the relationship that the element found refers to.
func (s *xmlScanner) relation() []byte {
	for rest := s.rest; len(rest) > 0; {
		var name, value []byte
		if name, value, rest = cutAttr(rest); bytes.HasSuffix(name, []byte(":id")) {
			return value
		}
	}
	return nil
}
