package docx

import (
	"cmp"
	"errors"
	"slices"

	"duban/internal/message"
	"duban/parse/block"
	"duban/parse/numbering"
)

// flow is a text of its own: the body, a cell, a text box.
type flow struct {
	cell   *block.Cell   // the cell that it is; else nil
	box    bool          // it stands in a text box
	mute   bool          // it was deleted, or a merge hides it, so its lists do not count
	merged bool          // a merge hides it
	blocks []block.Block // of a body or a box
	start  int           // where it begins in buf
	para   int           // where the paragraph at hand begins in buf
	props  paraProps
	struck bool          // the last run is struck through
	joined bool          // the paragraph at hand goes on in the next, as its mark was deleted
	boxes  []block.Block // from the boxes anchored in the paragraph at hand
	table  wordTable     // a table that the next may go on with
}

// paraProps are the properties of a paragraph.
type paraProps struct {
	id      string // of its style
	style   styleProps
	num     numRef
	outline int
	listed  string // its automatic number, where that is written in the document
	gone    bool   // its mark was deleted or is hidden, so the next paragraph goes on in its line
}

// blocks reads what the element at hand holds as paragraphs and tables.
func (r *reader) blocks() {
	for d := r.s.depth(); r.s.child(d); {
		r.block()
	}
}

func (r *reader) block() {
	switch r.s.space {
	case spaceOther:
		r.foreign(r.blocks)
	case spaceCompat:
		r.alternative(r.blocks)
	case spaceMath:
		r.begin()
		r.equation()
		r.end()
	case spaceWord:
		switch string(r.s.name) {
		case "p":
			r.paragraph()
		case "tbl":
			r.readTable()
		case "customXml", "smartTag", "ins", "moveTo":
			r.blocks()
		case "sdt":
			r.control(r.blocks)
		case "altChunk":
			r.chunk()
		case "subDoc":
			r.leaveBetween(block.Embedded, message.New("a document that is embedded here was not read"))
			r.trouble("<w:%s>: a file that is embedded here was not read", r.s.name)
		}
	}
}

// control reads <w:sdt>, a field of a form. The words that ask for its content are no content.
func (r *reader) control(read func()) {
	asks := false
	for d := r.s.depth(); r.s.child(d); {
		switch {
		case r.s.is("sdtPr"):
			for d := r.s.depth(); r.s.child(d); {
				asks = asks || r.s.is("showingPlcHdr") && r.s.onOff() == on
			}
		case r.s.is("sdtContent") && !asks:
			read()
		}
	}
}

// alternative reads one branch of <mc:AlternateContent>: the first that gives anything. The branches say the same for
// newer and older programs.
func (r *reader) alternative(read func()) {
	if string(r.s.name) != "AlternateContent" {
		return
	}
	before := r.produced
	for d := r.s.depth(); r.s.child(d); {
		if r.produced == before && r.s.space == spaceCompat {
			read()
		}
	}
}

func (r *reader) paragraph() {
	r.begin()
	for d := r.s.depth(); r.s.child(d); {
		if r.s.is("pPr") {
			r.paragraphProps(&r.text.props)
		} else {
			r.inlineElement()
		}
	}
	r.end()
}

// begin starts a paragraph, unless it goes on with the one before; then its properties are those that stay.
func (r *reader) begin() {
	r.endTable()
	if !r.text.joined {
		r.text.para, r.text.struck = len(r.buf), false
	}
	r.text.props = paraProps{num: plain.num, outline: unset, style: r.styles.base}
}

func (r *reader) end() {
	if errors.Is(r.s.err, block.ErrDamaged) { // broken off: it might end in half a number
		r.buf = r.buf[:r.text.para]
		return
	}
	r.closeFields()
	if r.text.joined = r.text.props.gone; !r.text.joined {
		r.endParagraph()
	}
}

// paragraphProps reads <w:pPr>.
func (r *reader) paragraphProps(p *paraProps) {
	s := r.s
	var hidden toggle
	for d := s.depth(); s.child(d); {
		if s.space != spaceWord {
			continue
		}
		switch string(s.name) {
		case "pStyle":
			if style, ok := r.styles.byID[string(s.attr("val"))]; ok {
				p.id, p.style = r.kept(s.attr("val")), style
			}
		case "numPr":
			p.num = readNumRef(s)
		case "listPr":
			p.listed = r.listed()
		case "outlineLvl":
			p.outline = s.intAttr("val", unset)
		case "framePr":
			p.gone = p.gone || len(s.attr("dropCap")) > 0 && string(s.attr("dropCap")) != "none" // a large initial
		case "rPr":
			for d := s.depth(); s.child(d); {
				switch {
				case s.is("del"), s.is("moveFrom"), s.deletion():
					p.gone = true
				case s.is("vanish"):
					hidden = s.onOff()
				}
			}
		}
	}
	p.gone = p.gone || hidden.or(p.style.hidden) == on
}

// endParagraph makes a block or a line of the paragraph at hand.
func (r *reader) endParagraph() {
	t := &r.text
	t.joined = false
	length := copy(r.buf[t.para:], block.Tidy(r.buf[t.para:]))
	r.buf = r.buf[:t.para+length]
	number, suffix := r.number()
	if number != "" {
		lead := number + numbering.Parted(number, suffix, r.buf[t.para:])
		r.charge(lead)
		r.buf = slices.Insert(r.buf, t.para, []byte(lead)...)
	}
	if len(r.buf) > t.para {
		r.emit(number)
	}
	r.placeUnread()
	boxes := t.boxes
	t.boxes = nil
	for _, b := range boxes {
		r.emitBlock(b)
	}
	t.para = len(r.buf)
}

// number counts the paragraph at hand in its list and returns its number, or "".
func (r *reader) number() (number, suffix string) {
	t := &r.text
	ref := r.numRef(&t.props)
	switch {
	case t.props.listed != "" && !t.mute:
		return t.props.listed, ""
	case ref.num <= 0:
		return "", ""
	case t.merged:
		r.trouble("a merged cell hides a paragraph with an automatic number, which was not counted")
		return "", ""
	case t.mute:
		return "", ""
	}
	list := r.numbering.find(ref.num)
	switch {
	case list == nil:
		return "", ""
	case t.box:
		return r.boxCounters.Next(list, ref.level)
	}
	return r.counters.Next(list, ref.level)
}

// emit takes the paragraph at the end of buf into the text.
func (r *reader) emit(number string) {
	t := &r.text
	if t.cell != nil {
		if t.para == t.start {
			t.cell.List = number
		}
		r.buf = append(r.buf, '\n')
		return
	}
	text := string(r.buf[t.para:])
	r.buf = r.buf[:t.para]
	if !t.box {
		r.paragraphs++
	}
	level := t.props.outline
	if level == unset {
		level = t.props.style.outline
	}
	if 0 <= level && level < noOutline && !t.box {
		t.blocks = append(t.blocks, &block.Heading{Level: level + 1, Text: text, List: number})
	} else {
		t.blocks = append(t.blocks, &block.Paragraph{Text: text, List: number})
	}
}

// emitBlock takes a whole block into the text.
func (r *reader) emitBlock(b block.Block) {
	t := &r.text
	if t.cell == nil {
		t.blocks = append(t.blocks, b)
		if _, ok := b.(*block.Paragraph); ok && !t.box {
			r.paragraphs++
		}
		return
	}
	var text string
	switch b := b.(type) {
	case *block.Paragraph:
		text = b.Text
	case *block.Heading:
		text = b.Text
	case *block.Table:
		t.cell.Tables = append(t.cell.Tables, b)
		text = b.Text()
		r.charge(text)
	}
	if line := block.Tidy([]byte(text)); len(line) > 0 {
		r.buf = append(append(r.buf, line...), '\n')
	}
}

// endText ends the text at hand with what is left open.
func (r *reader) endText() {
	r.endTable()
	r.endJoined()
	r.fields = r.fields[:0]
}

// endJoined ends a paragraph whose mark is gone and that no other follows. One of which nothing is left does not
// count in its list.
func (r *reader) endJoined() {
	t := &r.text
	if !t.joined || errors.Is(r.s.err, block.ErrDamaged) {
		return
	}
	if len(block.Tidy(r.buf[t.para:])) == 0 {
		t.props.num = numRef{num: 0}
	}
	r.endParagraph()
}

// kept returns a word of the scanner, which itself holds no longer than to the next tag. Documents have few, and many times.
func (r *reader) kept(word []byte) string {
	const most = 1000
	if known, ok := r.words[string(word)]; ok || len(r.words) == most {
		return cmp.Or(known, string(word))
	}
	r.words[string(word)] = string(word)
	return r.words[string(word)]
}

// charge accounts for text that the document makes us write more often than it has it: numbers of lists, whose form
// it gives once, and nested tables, which are text of each cell around them.
func (r *reader) charge(text string) {
	if err := r.budget.Unpack(r.s.part, int64(len(text))); err != nil {
		r.s.err = err
	}
}

// enter begins a text that stands in the one at hand, which it returns for leave.
func (r *reader) enter(t flow) (outer outerText) {
	outer = outerText{r.text, r.fields}
	t.start, t.para = len(r.buf), len(r.buf)
	r.text, r.fields = t, nil
	return outer
}

type outerText struct {
	text   flow
	fields []field
}

// leave ends the text at hand and goes back to the one around it. What a cell holds is the end of buf, from start.
func (r *reader) leave(outer outerText) (blocks []block.Block, start int) {
	r.endText()
	blocks, start = r.text.blocks, r.text.start
	r.text, r.fields = outer.text, outer.fields
	return blocks, start
}

// numRef returns the list that a paragraph stands in, by its own properties or its style.
func (r *reader) numRef(p *paraProps) numRef {
	ref := p.num
	if ref.num == unset {
		ref.num = p.style.num.num
		if ref.level == unset {
			ref.level = r.styleLevel(ref.num, p)
		}
		if ref.level == unset {
			ref.level = p.style.num.level
		}
	}
	if ref.level == unset {
		ref.level = max(r.styleLevel(ref.num, p), 0)
	}
	return ref
}

// styleLevel returns the level of a list that is linked to the style of a paragraph, or to one that it is based on.
func (r *reader) styleLevel(num int, p *paraProps) int {
	if num <= 0 {
		return unset
	}
	id, style := p.id, p.style
	for range 20 {
		if level := r.numbering.levelOf(num, id); level != unset || style.basedOn == "" {
			return level
		}
		id = style.basedOn
		style = r.styles.byID[id]
	}
	return unset
}

// trouble reports something that could not be taken as it stood, with its place.
func (r *reader) trouble(format message.Format, args ...any) { r.troubleAt(r.place(), format, args...) }

func (r *reader) troubleAt(place block.Place, format message.Format, args ...any) {
	const most = 100 // of use
	if len(r.doc.Diagnostics) >= most {
		r.untold++
		return
	}
	r.doc.Diagnostics = append(r.doc.Diagnostics, block.Diagnostic{Place: place}.Saying(format, args...))
}

func (r *reader) place() block.Place {
	if r.rows > 0 {
		return block.Place{Table: r.tables + 1, Row: r.rows}
	}
	return block.Place{Paragraph: r.paragraphs + 1}
}
