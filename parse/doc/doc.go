// Package doc reads the binary documents of Word 97 to 2003 and of WPS Writer (.doc, .dot, .wps): the text that shows once all
// tracked changes are accepted, with the numbers of automatic lists in front of their paragraphs. The format is that of
// [MS-DOC]: Word (.doc) Binary File Format.
//
// The text stands in pieces (pieces.go). Properties of its characters and paragraphs stand on pages (pages.go), as lists of what
// differs (sprm.go, props.go) from styles (styles.go). Of them this file makes blocks, with table.go for tables, run.go for
// what stands in a paragraph and drawing.go for what is drawn beside it.
package doc

import (
	"iter"
	"slices"

	"duban/internal/message"
	"duban/parse/block"
	"duban/parse/flow"
	"duban/parse/numbering"
)

// Read reads a document. An error is a *block.Error; what is damaged without need to give up is in the Diagnostics.
func Read(b *block.Budget, data []byte) (*block.Document, error) {
	f, troubles, err := open(b, data)
	if err != nil {
		return nil, err
	}
	return f.read(troubles)
}

// read reads a document out of its streams, with what troubles there were with these.
func (f *file) read(troubles []error) (*block.Document, error) {
	r, err := newReader(f)
	if err != nil {
		return nil, err
	}
	for _, err := range troubles {
		r.note("%v; what it should hold is left out", err)
	}
	if r.text.lost > 0 {
		r.note("%d characters of the text stand outside of the file, and are left out", r.text.lost)
	}
	if says := r.text.unify(); !says.IsZero() {
		r.note("%s", says)
	}
	r.readBody()
	r.readNotes()
	r.readStrayBoxes()
	r.fail(r.w.Done())
	if r.err != nil {
		return nil, r.err
	}
	return r.doc, nil
}

// reader turns the texts of a document into blocks.
type reader struct {
	*file
	doc   *block.Document
	w     *flow.Writer
	text  *text
	chars []span
	paras []span

	styles    []style
	fonts     []string
	lists     lists
	sections  plc // where the sections of the body begin
	notes     notes
	drawings  drawings
	lastPiece int    // that was asked for
	taken     int    // paragraphs
	segment   []byte // characters of one look that are being read

	state
}

// state is that of a text of its own: the body, a cell, a text box, a note.
type state struct {
	beside bool      // it stands in a text box or a note
	merged bool      // a merge hides it
	joined bool      // the paragraph at hand goes on in the next, as its mark was deleted
	props  paraProps // of the paragraph at hand
	fields fields
}

func newReader(f *file) (*reader, error) {
	doc := &block.Document{Format: block.FormatDOC}
	r := &reader{file: f, doc: doc, w: flow.New(f.budget, doc)}
	var err error
	if r.text, err = f.readText(); err != nil {
		return nil, err
	}
	if r.chars, err = f.readSpans(charPagesPart, charSpan); err != nil {
		return nil, err
	}
	if r.paras, err = f.readSpans(paraPagesPart, f.paraSpan); err != nil {
		return nil, err
	}
	r.styles, r.fonts, r.lists = f.readStyles(), f.readFonts(), f.readLists()
	r.sections = readPLC(f.part(sectionPart), 12)
	if f.old {
		r.decodeByFonts()
	}
	r.readSplits()
	r.notes, r.drawings = r.readNoteMarks(), r.readDrawings()
	return r, nil
}

// story returns where one of the texts begins and ends, within the text that there is.
func (r *reader) story(which int) (from, to int) {
	for _, n := range r.lengths[:which] {
		from += n
	}
	n := len(r.text.units)
	return min(from, n), min(from+r.lengths[which], n)
}

func (r *reader) readBody() {
	from, to := r.story(bodyStory)
	if slices.Max(r.lengths[:]) == 0 { // some programs do not say how long it is
		to = len(r.text.units)
	}
	r.blocks(r.paragraphsOf(from, to), 0)
	r.endJoined()
}

// blocks reads paragraphs in a text that is so deep in tables.
func (r *reader) blocks(paras iter.Seq[para], depth int) {
	var table []para // those that stand deeper
	endTable := func() {
		if len(table) > 0 {
			r.readTable(table, depth+1)
			table = table[:0]
		}
	}
	for p := range paras {
		if p.depth > depth {
			table = append(table, p)
			continue
		}
		endTable()
		if r.paragraph(&p); !r.alive() {
			return
		}
	}
	endTable()
}

// alive reports whether the reading goes on.
func (r *reader) alive() bool {
	if r.err == nil {
		r.err = r.budget.Live()
	}
	return r.err == nil
}

// fail ends the reading, if err is one.
func (r *reader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// note says something about the document as a whole.
func (r *reader) note(says message.Format, args ...any) {
	r.doc.Diagnostics = append(r.doc.Diagnostics, block.Diagnostic{}.Saying(says, args...))
}

func (r *reader) paragraph(p *para) {
	gone := r.runs(p)
	r.closeFields()
	r.props = p.paraProps
	if r.joined = gone || p.initial; !r.joined {
		r.endParagraph()
	}
}

// endParagraph ends the paragraph at hand, with its number in front.
func (r *reader) endParagraph() {
	r.joined = false
	if r.props.numbered && r.w.HasText() {
		r.w.Trouble("an automatic number was not read, as Word 95 has them")
	}
	end := flow.End{}
	if list, level := r.listOf(&r.props); list != nil {
		if r.merged {
			r.w.Trouble("a merged cell hides a paragraph with an automatic number, which was not counted")
		} else {
			end.Number, end.Suffix = r.w.Number(list, level)
		}
	}
	outline := r.props.outline
	if outline == unset {
		outline = r.styleOf(r.props.style).outline
	}
	if 0 <= outline && outline < bodyOutline {
		end.Outline = outline + 1
	}
	r.fail(r.w.EndParagraph(end))
}

// endJoined ends a paragraph whose mark is gone and that no other follows. One of which nothing is left does not
// count in its list.
func (r *reader) endJoined() {
	if !r.joined {
		return
	}
	if !r.w.HasText() {
		r.props.num = numRef{num: 0}
	}
	r.endParagraph()
}

// listOf returns the list that a paragraph stands in, and the level; nil if in none.
func (r *reader) listOf(p *paraProps) (*numbering.List, int) {
	ref := r.numRefOf(p)
	return r.lists.anew(ref.num, ref.level), ref.level
}

// numRefOf returns the list that a paragraph stands in, by its own properties or its style.
func (r *reader) numRefOf(p *paraProps) numRef {
	ref, style := p.num, r.styleOf(p.style).num
	if ref.num == unset {
		ref.num = style.num
		if ref.level == unset {
			ref.level = style.level
		}
	}
	if ref.level == unset && r.lists.find(ref.num) != nil {
		ref.level = max(r.styleLevel(ref.num, p.style), 0)
	}
	return ref
}

// styleLevel returns the level of a list that is linked to a paragraph style, or to one that it is based on.
func (r *reader) styleLevel(num, style int) int {
	const deepest = 20
	for range deepest {
		if level := r.lists.levelOf(num, style); level != unset {
			return level
		}
		if style = r.styleOf(style).base; style == noStyle {
			break
		}
	}
	return unset
}

// aside reads a text that stands beside the one at hand.
func (r *reader) aside(from, to int, kind flow.Story, mute bool) {
	if from >= to {
		return
	}
	around := r.state
	r.state = state{beside: true}
	r.w.EnterStory(mute)
	r.blocks(r.paragraphsOf(from, to), 0)
	r.endJoined()
	r.w.LeaveStory(kind)
	r.state = around
}
