// Package odt reads OpenDocument texts, as packages (.odt, .ott, .odm) and flat (.fodt): the text that shows once
// all tracked changes are accepted, with the numbers of lists in front of their paragraphs.
package odt

import (
	"bytes"
	"errors"
	"strings"

	"duban/parse/block"
	"duban/parse/flow"
	"duban/parse/numbering"
)

// Read reads a document, of a package or flat. An error means that there is none: damage ends the reading, and what
// stands before it is given with a diagnostic.
func Read(b *block.Budget, data []byte) (*block.Document, error) {
	doc := &block.Document{Format: block.FormatODT}
	r := &reader{budget: b, doc: doc, w: flow.New(b, doc), styles: newStyles(), lists: newLists(),
		deletions: map[string]bool{}, deleted: map[string]bool{}}
	if !isZip(data) {
		r.s = newScanner(b, "", data)
		return r.document()
	}
	pack, err := open(b, data)
	if err != nil {
		return nil, err
	}
	r.pack = pack
	if err := r.readStyles(); err != nil {
		return nil, err
	}
	content, err := pack.Bytes(contentPart)
	if err != nil {
		return nil, err
	}
	r.s = newScanner(b, contentPart, content)
	return r.document()
}

func (r *reader) document() (*block.Document, error) {
	if err := r.read(); err != nil {
		return nil, err
	}
	return r.doc, nil
}

// IsFlat takes the beginning of an XML file and reports whether it is a flat document.
func IsFlat(head string) bool {
	return strings.Contains(head, "<office:document") && strings.Contains(head, "application/vnd.oasis.opendocument.text")
}

func isZip(data []byte) bool { return bytes.HasPrefix(data, []byte("PK")) }

const (
	contentPart = "content.xml"
	stylesPart  = "styles.xml"
)

// reader turns the content into blocks.
type reader struct {
	budget *block.Budget
	pack   *document // nil of a flat document
	s      *scanner
	doc    *block.Document
	w      *flow.Writer
	styles styles
	lists  lists

	parts     []*table        // that the cell at hand is parted into
	cells     int             // that the source has so far
	laid      int             // places of the grids that they were laid out in
	gap       bool            // white space that follows does not count
	joined    bool            // the paragraph at hand goes on in the next, as its end was deleted
	deletions map[string]bool // the changes that deleted text which still stands in the document
	deleted   map[string]bool // those within which the text at hand stands
}

// readStyles reads the part of the styles. Without it, or where it is damaged, the document can still be read.
func (r *reader) readStyles() error {
	if !r.pack.Has(stylesPart) {
		return nil
	}
	data, err := r.pack.Bytes(stylesPart)
	if err == nil {
		r.s = newScanner(r.budget, stylesPart, data)
		r.s.each(func(root element) {
			r.s.each(func(e element) {
				switch e.name {
				case "office:styles":
					r.readStyleElements()
				case "office:font-face-decls":
					r.readFonts()
				}
			}, nil)
		}, nil)
		err = r.s.err
	}
	if errors.Is(err, block.ErrDamaged) {
		r.w.Trouble("%v; it was left out, and automatic numbers and headings may be missing", err)
		return nil
	}
	return err
}

// read reads the content.
func (r *reader) read() error {
	found := ""
	r.s.each(func(root element) {
		found = root.name
		r.s.each(func(e element) {
			switch e.name {
			case "office:styles", "office:automatic-styles":
				r.readStyleElements()
			case "office:font-face-decls":
				r.readFonts()
			case "office:body":
				r.body()
			}
		}, nil)
	}, nil)
	if err := r.s.err; err != nil {
		if !errors.Is(err, block.ErrDamaged) {
			return err
		}
		r.w.Trouble("%v; what stands before was read, except for the paragraph that is broken off", err)
	}
	if err := r.w.Done(); err != nil {
		return err
	}
	switch {
	case r.s.err != nil && len(r.doc.Blocks) == 0:
		return r.s.err
	case found == "":
		return block.Damaged(r.s.part, "no XML in it")
	case !strings.HasPrefix(found, "office:document"):
		return block.Damaged(r.s.part, "it is <%s>, not an OpenDocument", found)
	}
	return nil
}

func (r *reader) body() {
	r.s.each(func(e element) {
		if e.name == "office:text" {
			r.blocks(nil)
			r.endJoined()
			return
		}
		r.s.fail(block.Unsupported("an OpenDocument file that is no text", block.ExportText))
	}, nil)
}

// blocks reads what the element at hand holds as paragraphs, lists and tables. Within an item of a list, in says of
// which.
func (r *reader) blocks(in *item) {
	r.s.each(func(e element) { r.block(e, in) }, nil)
}

// story reads a box or a note.
func (r *reader) story(kind flow.Story, silent bool, read func()) {
	gap, joined := r.gap, r.joined
	r.joined = false
	r.w.EnterStory(silent)
	read()
	r.endJoined()
	r.w.LeaveStory(kind)
	r.gap, r.joined = gap, joined
}

func (r *reader) block(e element, in *item) {
	switch e.name {
	case "text:tracked-changes":
		r.changes()
	case "text:change-start", "text:change-end":
		r.change(e)
	case "text:p":
		r.paragraph(e, in, 0)
	case "text:h":
		r.paragraph(e, in, min(max(e.number("text:outline-level", 1), 1), numbering.Levels))
	case "text:list":
		r.list(e, in)
	case "text:numbered-paragraph":
		r.numberedParagraph(e)
	case "table:table":
		r.table(e)
	case "text:section":
		if !isHidden(e) {
			r.blocks(in)
		}
	case "text:table-of-content", "text:illustration-index", "text:table-index", "text:object-index", "text:user-index",
		"text:alphabetical-index", "text:bibliography", "text:index-body", "text:index-title":
		r.blocks(in)
	default:
		if strings.HasPrefix(e.name, "drawing:") {
			r.shape(e)
		}
	}
}

// isHidden reports a section that does not show.
func isHidden(section element) bool {
	switch section.attr("text:display") {
	case "none":
		return true
	case "condition":
		return section.attr("text:is-hidden") == "true"
	}
	return false
}

// paragraph reads <text:p> and <text:h>.
func (r *reader) paragraph(e element, in *item, outline int) {
	style := r.styles.find("paragraph", e.attr("text:style-name"))
	if !r.joined {
		r.gap = true
	}
	r.inline(style.look())
	if errors.Is(r.s.err, block.ErrDamaged) { // broken off: it might end in half a number
		r.w.Drop()
		return
	}
	if r.joined = r.isDeleted(); r.joined {
		return
	}
	end := flow.End{Outline: outline}
	if style.hidden != on {
		end.Number, end.Suffix = r.number(e, in, outline, style)
	}
	r.s.fail(r.w.EndParagraph(end))
}
