// Package flow puts together the text of a document as word processors have it: paragraphs with their automatic
// numbers, tables whose cells hold paragraphs and tables in turn, boxes beside the text, notes behind it. Readers
// tell it what comes next.
package flow

import (
	"duban/internal/message"
	"duban/parse/block"
	"duban/parse/numbering"
)

// Writer puts the blocks of one document together. Stories are texts of their own: the body, and the boxes and notes
// in it. Each has one paragraph at hand, and the cells that are open, outermost first.
type Writer struct {
	Row int // the row of the table of the body that is being read, from 1; 0 outside of tables

	budget                *block.Budget
	doc                   *block.Document
	story                 *story
	counters, boxCounters numbering.Counters // of the text itself, and of the boxes and notes in it
	footnotes, endnotes   []block.Block
	paragraphs, tables    int   // of the body so far, for places
	untold                int   // diagnostics beyond the number that is of use
	err                   error // that of a method without one; the next that has one returns it
}

// story is a text of its own.
type story struct {
	outer  *story
	beside bool // it stands in a box or a note
	mute   bool // it does not show, so its lists do not count
	blocks []block.Block
	cells  []openCell
	para   paragraph
}

type openCell struct {
	*block.Cell
	text []byte
}

// New returns the writer of a document, which begins in the body.
func New(b *block.Budget, doc *block.Document) *Writer {
	return &Writer{budget: b, doc: doc, story: &story{},
		counters: numbering.NewCounters(), boxCounters: numbering.NewCounters()}
}

// Done ends the document: notes follow the body, footnotes first, and paragraphs get their places.
func (w *Writer) Done() error {
	for w.story.outer != nil {
		w.story = w.story.outer
	}
	w.story.cells = nil
	w.endBoxes()
	w.doc.Blocks = append(append(w.story.blocks, w.footnotes...), w.endnotes...)
	block.NumberParagraphs(w.doc.Blocks)
	if w.untold > 0 {
		more := block.Diagnostic{}.Saying("%d more of this kind", w.untold)
		w.doc.Diagnostics = append(w.doc.Diagnostics, more)
	}
	return w.err
}

// EnterStory begins a box or a note. It is silent if what is around it is, or if mute says so.
func (w *Writer) EnterStory(mute bool) {
	w.story = &story{outer: w.story, beside: true, mute: mute || w.story.mute}
}

// Story says where the blocks of a box or a note go.
type Story int

// What stories are.
const (
	Box      Story = iota // its blocks follow the paragraph that it is anchored in
	Footnote              // its blocks follow the body
	Endnote
)

// LeaveStory ends a story, whose paragraphs and cells have ended, and goes back to the one around it.
func (w *Writer) LeaveStory(kind Story) {
	w.endBoxes()
	s := w.story
	if w.story = s.outer; s.mute && !w.story.mute {
		return
	}
	w.story.para.unread = append(w.story.para.unread, s.para.unread...)
	switch kind {
	case Box:
		w.story.para.boxes = append(w.story.para.boxes, s.blocks...)
	case Footnote:
		w.footnotes = append(w.footnotes, s.blocks...)
	case Endnote:
		w.endnotes = append(w.endnotes, s.blocks...)
	}
}

// InBody reports that the story at hand is the body.
func (w *Writer) InBody() bool { return w.story.outer == nil }

// Depth returns the number of cells that are open in the story at hand.
func (w *Writer) Depth() int { return len(w.story.cells) }

// OpenCell begins a cell, in the cell at hand if there is one.
func (w *Writer) OpenCell() *block.Cell {
	c := &block.Cell{RowSpan: 1, ColSpan: 1}
	w.story.cells = append(w.story.cells, openCell{Cell: c})
	return c
}

// CloseCell ends the cell at hand, which has its text then.
func (w *Writer) CloseCell() {
	w.endBoxes()
	n := len(w.story.cells) - 1
	c := w.story.cells[n]
	c.Text = string(block.Tidy(c.text))
	w.story.cells = w.story.cells[:n]
}

// Mute says whether what follows in the story at hand does not show, and returns what was so before.
func (w *Writer) Mute(mute bool) (before bool) {
	before, w.story.mute = w.story.mute, mute
	return before
}

// Table takes a table that has ended into the text.
func (w *Writer) Table(t *block.Table) error {
	if w.InBody() && w.Depth() == 0 {
		w.tables++
		w.reportMissing(t)
		w.Row = 0
	}
	return w.emit(t)
}

// reportMissing reports rows that lack cells: what is missing may as well stand further in front.
func (w *Writer) reportMissing(t *block.Table) {
	count, first := 0, 0
	for i, row := range t.Rows {
		if row.Missing == 0 {
			continue
		}
		if count++; count == 1 {
			first = i + 1
		}
	}
	if count > 0 {
		w.troubleAt(block.Place{Table: w.tables, Row: first}, "%d rows, this first, have fewer cells than the table's "+
			"%d columns, and do not say which are missing", count, t.Width())
	}
}

// emit takes a whole block into the cell at hand, or else into the story.
func (w *Writer) emit(b block.Block) error {
	s := w.story
	n := len(s.cells) - 1
	if n < 0 {
		s.blocks = append(s.blocks, b)
		if _, ok := b.(*block.Table); !ok && w.InBody() {
			w.paragraphs++
		}
		return nil
	}
	c := &s.cells[n]
	var text string
	switch b := b.(type) {
	case *block.Paragraph:
		text = b.Text
	case *block.Heading:
		text = b.Text
	case *block.Table:
		c.Tables = append(c.Tables, b)
		text = b.Text()
		if err := w.charge(text); err != nil {
			return err
		}
	}
	if line := block.Tidy([]byte(text)); len(line) > 0 {
		c.text = append(append(c.text, line...), '\n')
	}
	return nil
}

// charge accounts for text that the document makes us write more often than it has it: numbers of lists, whose form
// it gives once, and nested tables, which are text of each cell around them.
func (w *Writer) charge(text string) error { return w.budget.Unpack("", int64(len(text))) }

// Trouble reports something that could not be taken as it stood, with its place.
func (w *Writer) Trouble(format message.Format, args ...any) { w.troubleAt(w.place(), format, args...) }

func (w *Writer) troubleAt(place block.Place, format message.Format, args ...any) {
	const most = 100 // of use
	if len(w.doc.Diagnostics) >= most {
		w.untold++
		return
	}
	w.doc.Diagnostics = append(w.doc.Diagnostics, block.Diagnostic{Place: place}.Saying(format, args...))
}

func (w *Writer) place() block.Place {
	if w.Row > 0 {
		return block.Place{Table: w.tables + 1, Row: w.Row}
	}
	return block.Place{Paragraph: w.paragraphs + 1}
}
