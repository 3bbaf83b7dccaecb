// Package doc reads the binary documents of Word 97 to 2003 and of WPS Writer (.doc, .dot, .wps): the text that shows once all
// tracked changes are accepted, with the numbers of automatic lists in front of their paragraphs. The format is that of
// [MS-DOC]: Word (.doc) Binary File Format.
//
// The text stands in pieces (pieces.go). Properties of its characters and paragraphs stand on pages (pages.go), as lists of what
// differs (sprm.go, props.go) from styles (styles.go). Of them reader.go makes blocks, with table.go for tables, run.go for
// what stands in a paragraph and drawing.go for what is drawn beside it.
package doc

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"duban/parse/block"
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
		r.troubleAt(block.Place{}, "%v; what it should hold is left out", err)
	}
	if r.text.lost > 0 {
		r.troubleAt(block.Place{}, "%d characters of the text stand outside of the file, and are left out", r.text.lost)
	}
	if says := r.text.unify(); says != "" {
		r.troubleAt(block.Place{}, "%s", says)
	}
	r.readBody()
	r.readNotes()
	r.readStrayBoxes()
	if r.err != nil {
		return nil, r.err
	}
	if r.untold > 0 {
		r.doc.Diagnostics = append(r.doc.Diagnostics, block.Diagnostic{Message: fmt.Sprintf("%d more of this kind", r.untold)})
	}
	r.doc.Blocks = r.flow.blocks
	block.NumberParagraphs(r.doc.Blocks)
	return r.doc, nil
}

// reader turns the texts of a document into blocks.
type reader struct {
	*file
	doc   *block.Document
	text  *text
	chars []span
	paras []span

	styles                []style
	fonts                 []string
	lists                 lists
	counters, boxCounters numbering.Counters // of the body, and of boxes and notes
	lastPiece             int                // that was asked for
	sections              plc                // where the sections of the body begin
	notes                 notes
	drawings              drawings

	buf      []byte // the text at hand, behind those of the cells around it
	flow     flow
	fields   fields
	untold   int // diagnostics beyond the number that is of use
	unplaced int // of doc.Unread, those up to here have their places
	taken    int // paragraphs

	paragraphs, tables, rows int // of the body so far, the rows of the table at hand; for places
}

func newReader(f *file) (*reader, error) {
	r := &reader{file: f, doc: &block.Document{Format: block.FormatDOC}}
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
	r.counters, r.boxCounters = numbering.NewCounters(), numbering.NewCounters()
	r.sections = readPLC(f.part(sectionPart), 12)
	if f.old {
		r.decodeByFonts()
	}
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
	if r.lengths[bodyStory] == 0 && slices.Max(r.lengths[:]) == 0 { // some programs do not say how long it is
		to = len(r.text.units)
	}
	r.blocks(r.paragraphsOf(from, to), 0)
	r.endText()
}

// flow is a text of its own: the body, a cell, a text box, a note.
type flow struct {
	cell   *block.Cell // the cell that it is; else nil
	box    bool        // it stands in a text box or a note
	mute   bool        // it was deleted, or a merge hides it, so its lists do not count
	merged bool        // a merge hides it
	blocks []block.Block
	start  int // where it begins in buf
	para   int // where the paragraph at hand begins in buf
	props  paraProps
	struck bool          // the last run is struck through
	joined bool          // the paragraph at hand goes on in the next, as its mark was deleted
	boxes  []block.Block // from the boxes anchored in the paragraph at hand
}

// blocks reads paragraphs in a flow that is so deep in tables.
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

func (r *reader) paragraph(p *para) {
	f := &r.flow
	if !f.joined {
		f.para, f.struck = len(r.buf), false
	}
	f.props = p.paraProps
	gone := r.runs(p)
	r.closeFields()
	if f.joined = gone || p.initial; !f.joined {
		r.endParagraph()
	}
}

// endParagraph makes a block or a line of the paragraph at hand.
func (r *reader) endParagraph() {
	f := &r.flow
	f.joined = false
	length := copy(r.buf[f.para:], block.Tidy(r.buf[f.para:]))
	r.buf = r.buf[:f.para+length]
	number, suffix := r.number()
	if number != "" {
		lead := number + numbering.Parted(number, suffix, r.buf[f.para:])
		r.charge(len(lead))
		r.buf = slices.Insert(r.buf, f.para, []byte(lead)...)
	}
	if len(r.buf) > f.para {
		if f.props.numbered {
			r.trouble("an automatic number was not read, as Word 95 has them")
		}
		r.emit(number)
	}
	r.placeUnread()
	boxes := f.boxes
	f.boxes = nil
	for _, b := range boxes {
		r.emitBlock(b)
	}
	f.para = len(r.buf)
}

// number counts the paragraph at hand in its list and returns its number, or "".
func (r *reader) number() (number, suffix string) {
	ref := r.numRef(&r.flow.props)
	switch {
	case ref.num <= 0:
		return "", ""
	case r.flow.merged:
		r.trouble("a merged cell hides a paragraph with an automatic number, which was not counted")
		return "", ""
	case r.flow.mute:
		return "", ""
	}
	list := r.lists.find(ref.num)
	switch {
	case list == nil:
		return "", ""
	case r.flow.box:
		return r.boxCounters.Next(list, ref.level)
	}
	return r.counters.Next(list, ref.level)
}

// numRef returns the list that a paragraph stands in, by its own properties or its style.
func (r *reader) numRef(p *paraProps) numRef {
	ref, style := p.num, r.styleOf(p.style).num
	if ref.num == unset {
		ref.num = style.num
		if ref.level == unset {
			ref.level = style.level
		}
	}
	if ref.level == unset {
		ref.level = max(r.styleLevel(ref.num, p.style), 0)
	}
	return ref
}

// styleLevel returns the level of a list that is linked to a paragraph style, or to one that it is based on.
func (r *reader) styleLevel(num, style int) int {
	const deepest = 20
	for range deepest {
		if level := r.lists.levelOf(num, style); level != unset || num <= 0 {
			return level
		}
		if style = r.styleOf(style).base; style == noStyle {
			break
		}
	}
	return unset
}

// emit takes the paragraph at the end of buf into the text.
func (r *reader) emit(number string) {
	f := &r.flow
	if f.cell != nil {
		if f.para == f.start {
			f.cell.List = number
		}
		r.buf = append(r.buf, '\n')
		return
	}
	text := string(r.buf[f.para:])
	r.buf = r.buf[:f.para]
	if !f.box {
		r.paragraphs++
	}
	level := f.props.outline
	if level == unset {
		level = r.styleOf(f.props.style).outline
	}
	if 0 <= level && level < bodyOutline && !f.box {
		f.blocks = append(f.blocks, &block.Heading{Level: level + 1, Text: text, List: number})
	} else {
		f.blocks = append(f.blocks, &block.Paragraph{Text: text, List: number})
	}
}

// emitBlock takes a whole block into the text.
func (r *reader) emitBlock(b block.Block) {
	f := &r.flow
	if f.cell == nil {
		f.blocks = append(f.blocks, b)
		if _, ok := b.(*block.Paragraph); ok && !f.box {
			r.paragraphs++
		}
		return
	}
	var text string
	switch b := b.(type) {
	case *block.Paragraph:
		text = b.Text
	case *block.Table:
		f.cell.Tables = append(f.cell.Tables, b)
		text = b.Text()
		r.charge(len(text))
	}
	if line := block.Tidy([]byte(text)); len(line) > 0 {
		r.buf = append(append(r.buf, line...), '\n')
	}
}

// endText ends the text at hand with what is left open.
func (r *reader) endText() {
	r.endJoined()
	r.fields = fields{}
}

// endJoined ends a paragraph whose mark is gone and that no other follows. One of which nothing is left does not
// count in its list.
func (r *reader) endJoined() {
	f := &r.flow
	if !f.joined {
		return
	}
	if len(block.Tidy(r.buf[f.para:])) == 0 {
		f.props.num = numRef{num: 0}
	}
	r.endParagraph()
}

// outer is what goes on behind a text that stands in another.
type outer struct {
	flow   flow
	fields fields
}

// enter begins a text that stands in the one at hand, which it returns for leave.
func (r *reader) enter(f flow) outer {
	o := outer{r.flow, r.fields}
	f.start, f.para = len(r.buf), len(r.buf)
	r.flow, r.fields = f, fields{}
	return o
}

// leave ends the text at hand and goes back to the one around it. What a cell holds is the end of buf, from start.
func (r *reader) leave(o outer) (blocks []block.Block, start int) {
	r.endText()
	blocks, start = r.flow.blocks, r.flow.start
	r.flow, r.fields = o.flow, o.fields
	return blocks, start
}

// trouble reports something that could not be taken as it stood, with its place.
func (r *reader) trouble(format string, args ...any) { r.troubleAt(r.place(), format, args...) }

func (r *reader) troubleAt(place block.Place, format string, args ...any) {
	const most = 100 // of use
	if len(r.doc.Diagnostics) >= most {
		r.untold++
		return
	}
	message := strings.ToValidUTF8(fmt.Sprintf(format, args...), "…")
	r.doc.Diagnostics = append(r.doc.Diagnostics, block.Diagnostic{Place: place, Message: message})
}

func (r *reader) place() block.Place {
	if r.rows > 0 {
		return block.Place{Table: r.tables + 1, Row: r.rows}
	}
	return block.Place{Paragraph: r.paragraphs + 1}
}
