package flow

import (
	"slices"
	"strings"

	"duban/internal/message"
	"duban/parse/block"
	"duban/parse/numbering"
	"duban/parse/symbol"
)

// paragraph is the one at hand.
type paragraph struct {
	text   []byte
	raised int  // from where on text is superscript, and one more; 0 if it is not
	struck bool // the last text is struck through
	boxes  []block.Block
	unread []block.Unread // without places
}

// Style is how a piece of text looks, as far as that changes what it says.
type Style struct {
	Raised bool // superscript
	Struck bool // through
}

// Write adds text to the paragraph at hand.
func (w *Writer) Write(text string, style Style) {
	if text == "" {
		return
	}
	p := &w.story.para
	switch {
	case style.Raised && p.raised == 0:
		p.raised = len(p.text) + 1
	case !style.Raised:
		p.endRaised()
	}
	if style.Struck != p.struck {
		w.strike(style.Struck, text)
	}
	p.text = append(p.text, text...)
}

// strike keeps figures that are struck through apart from those beside them: 12 struck and 34 behind it must not
// read 1234.
func (w *Writer) strike(struck bool, text string) {
	p := &w.story.para
	if p.struck = struck; struck {
		w.Trouble("text that is struck through was read as text")
	}
	if n := len(p.text); n > 0 && block.InFigure(p.text[n-1]) && block.InFigure(text[0]) {
		p.text = append(p.text, ' ')
	}
}

// endRaised ends what is superscript. A number is written as such: 10 to the 4th must not read 104.
func (p *paragraph) endRaised() {
	if p.raised == 0 {
		return
	}
	from := p.raised - 1
	p.raised = 0
	if raised, ok := symbol.AppendRaised(nil, string(p.text[from:])); ok {
		p.text = append(p.text[:from], raised...)
	}
}

// Leave notes a thing that is not read and hangs in the paragraph at hand.
func (w *Writer) Leave(what block.What, says message.Text) {
	const most = 1000 // of one paragraph, more than a document keeps
	if p := &w.story.para; !w.story.mute && len(p.unread) < most {
		p.unread = append(p.unread, block.Unread{What: what}.Saying(says))
	}
}

// Equation leaves a formula out: its digits are no figures of the report. A mark stands in its place, so that what
// is around it does not run together.
func (w *Writer) Equation(formula string) {
	if formula = strings.Join(strings.Fields(formula), " "); formula != "" {
		w.Write(string(block.ObjectMark), Style{})
		w.Leave(block.Equation, block.NotRead("an equation", formula))
	}
}

// Number counts the paragraph at hand at a level, from 0, of a list, and returns its number with what parts it from
// the text.
func (w *Writer) Number(list *numbering.List, level int) (number, suffix string) {
	switch {
	case w.story.mute:
		return "", ""
	case w.story.beside:
		return w.boxCounters.Next(list, level)
	}
	return w.counters.Next(list, level)
}

// End is how a paragraph ends.
type End struct {
	Number, Suffix string // its automatic number, and the Suffix of the level
	Outline        int    // the level of the heading that it is, from 1; 0 if it is none
}

// HasText reports that the paragraph at hand shows anything.
func (w *Writer) HasText() bool { return len(block.Tidy(slices.Clone(w.story.para.text))) > 0 }

// Drop takes the text of the paragraph at hand away, where it is broken off and might end in half a number.
func (w *Writer) Drop() { w.story.para.text, w.story.para.raised = w.story.para.text[:0], 0 }

// EndParagraph makes a block, or a line of the cell at hand, of the paragraph at hand.
func (w *Writer) EndParagraph(end End) error {
	if w.err != nil {
		return w.err
	}
	p := &w.story.para
	p.endRaised()
	p.struck = false
	p.text = block.Tidy(p.text)
	var sb strings.Builder
	if end.Number != "" {
		lead := end.Number + numbering.Parted(end.Number, end.Suffix, p.text)
		if err := w.charge(lead); err != nil {
			return err
		}
		sb.WriteString(lead)
	}
	sb.Write(p.text)
	p.text = p.text[:0]
	if sb.Len() > 0 {
		if err := w.emitParagraph(sb.String(), end); err != nil {
			return err
		}
	}
	w.endBoxes()
	return w.err
}

// endBoxes lets what hangs in the paragraph at hand follow it.
func (w *Writer) endBoxes() {
	w.placeUnread()
	boxes := w.story.para.boxes
	w.story.para.boxes = nil
	for _, b := range boxes {
		if err := w.emit(b); err != nil {
			w.err = err
		}
	}
}

func (w *Writer) emitParagraph(text string, end End) error {
	n := len(w.story.cells) - 1
	switch {
	case n >= 0:
		if c := &w.story.cells[n]; len(c.text) == 0 {
			c.List = end.Number
		}
	case end.Outline > 0 && !w.story.beside:
		return w.emit(&block.Heading{Level: end.Outline, Text: text, List: end.Number})
	}
	return w.emit(&block.Paragraph{Text: text, List: end.Number})
}

// placeUnread gives what hangs in the paragraph that ends its place. What hangs in a box or a note hangs in what
// that is anchored in.
func (w *Writer) placeUnread() {
	if !w.InBody() {
		return
	}
	p := &w.story.para
	var at block.Placed = block.Place{Paragraph: max(w.paragraphs, 1)}
	if w.Depth() > 0 {
		at = spot{w.story.cells[0].Cell, at}
	}
	for _, u := range p.unread {
		w.doc.Leave(u.What, u.Text(), at)
	}
	p.unread = p.unread[:0]
}

// spot is a cell, or what stands before its table where that is no table in the end, as one that only frames a text.
type spot struct {
	*block.Cell
	otherwise block.Placed
}

// Pos returns the place of the cell, if it has one.
func (s spot) Pos() block.Place {
	if p := s.Cell.Pos(); p != (block.Place{}) {
		return p
	}
	return s.otherwise.Pos()
}

// Pending reports that the paragraph at hand has anything that has to go into the text.
func (w *Writer) Pending() bool {
	p := &w.story.para
	return len(p.boxes)+len(p.unread) > 0 || w.HasText()
}
