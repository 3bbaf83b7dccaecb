package parse

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// htmlReader turns a page into blocks.
type htmlReader struct {
	budget *budget
	page   *page
	lines  []pageLine // the blocks read so far
	err    error      // what stopped the reading of a preformatted text
	surroundings
}

// surroundings are what the text at hand stands in.
type surroundings struct {
	flow  flow   // the text itself
	list  string // the list marker that it begins with
	level int    // of the heading around it; 0 outside
	links int    // around it
	lists []list // around it
	cell  *Cell  // around it; nil outside tables
}

// pageLine is a block with what helps to tell content from furniture.
type pageLine struct {
	block        Block
	text, linked int // bytes outside of links and in them
}

// read reads node i and all below it.
func (r *htmlReader) read(i int) error {
	switch n := &r.page.nodes[i]; n.display {
	case isText:
		r.text(n)
		return nil
	case isBreak:
		r.flow.lineBreak()
		return nil
	case isTable:
		return r.table(i)
	case isInline:
		return r.inline(i)
	default:
		return r.block(i)
	}
}

func (r *htmlReader) text(n *pageNode) {
	r.flow.add(n.Data, n.space)
	if r.links > 0 {
		r.flow.linked += int(n.linked)
	} else {
		r.flow.text += int(n.text)
	}
}

func (r *htmlReader) inline(i int) error {
	link := r.page.nodes[i].marks&isLink != 0
	if link {
		r.links++
	}
	err := r.children(i)
	if link {
		r.links--
	}
	return err
}

func (r *htmlReader) children(i int) error {
	for c := range r.page.children(i) {
		if err := r.read(c); err != nil {
			return err
		}
	}
	return nil
}

// block reads an element that breaks lines.
func (r *htmlReader) block(i int) error {
	if r.cell == nil && r.page.isFurniture(i) {
		r.boundary()
		return nil
	}
	if err := r.budget.live(); err != nil {
		return err
	}
	r.boundary()
	outer := r.level
	if level := headingLevel(r.page.nodes[i].DataAtom); level > 0 {
		r.level = level
	}
	err := r.listed(i)
	if err == nil {
		r.boundary()
	}
	r.level = outer
	if err == nil {
		err = r.err
	}
	return err
}

// listed reads the content of a block, which may be a list or an item of one.
func (r *htmlReader) listed(i int) error {
	if l, ok := r.page.newList(i); ok {
		r.lists = append(r.lists, l)
		err := r.children(i)
		r.lists = r.lists[:len(r.lists)-1]
		return err
	}
	if r.page.nodes[i].DataAtom != atom.Li || len(r.lists) == 0 {
		return r.children(i)
	}
	if marker := r.lists[len(r.lists)-1].item(r.page.nodes[i].Node); marker != "" {
		r.mark(marker)
	}
	if err := r.children(i); err != nil {
		return err
	}
	r.endItem()
	return nil
}

// mark writes the marker of a list item in front of its text.
func (r *htmlReader) mark(marker string) {
	switch {
	case len(r.flow.buf) > r.flow.start: // not the first line, or behind the marker of the list around
	case r.cell == nil:
		r.list = marker
	default:
		r.cell.List = marker
	}
	if utf8.RuneCountInString(marker) == len(marker) { // 一、 needs no space
		marker += " "
	}
	r.flow.mark(marker)
}

// endItem closes a list item that may have no text. In a cell its number is what shows, as in a column of running
// numbers; between paragraphs it is but an empty line.
func (r *htmlReader) endItem() {
	if !r.flow.onlyMarker() {
		return
	}
	if r.cell == nil {
		r.flow.buf, r.list = r.flow.buf[:r.flow.start], ""
	}
	r.flow.marker = 0
}

// boundary ends the line that the text stands in: outside tables with the paragraph.
func (r *htmlReader) boundary() {
	if r.cell != nil {
		r.flow.newLine()
	} else if !r.flow.onlyMarker() {
		r.flush()
	}
}

// readCell reads what node i holds as a cell.
func (r *htmlReader) readCell(i int) (*Cell, error) {
	cell := &Cell{RowSpan: 1, ColSpan: 1}
	outer := r.surroundings
	r.surroundings = surroundings{cell: cell, flow: flow{buf: outer.flow.buf, start: len(outer.flow.buf)}}
	err := r.children(i)
	cell.Text = string(tidy(r.flow.buf[r.flow.start:]))
	outer.flow.buf = r.flow.buf[:r.flow.start] // which may have grown
	r.surroundings = outer
	return cell, err
}

// flush makes paragraphs of the text at hand.
func (r *htmlReader) flush() {
	f := r.flow
	r.flow = flow{buf: f.buf[:0]}
	text := f.buf
	switch {
	case len(bytes.TrimFunc(text, isSpace)) == 0:
	case f.kept:
		r.preformatted(string(text))
	case r.level > 0:
		r.append(&Heading{Level: r.level, Text: string(tidy(text)), List: r.list}, f)
	default:
		for _, part := range paragraphs(text) {
			if part = tidy(part); len(part) > 0 {
				r.append(&Paragraph{Text: string(part), List: r.list}, f)
				r.list = ""
			}
		}
	}
	r.list = ""
}

func (r *htmlReader) append(block Block, f flow) {
	r.lines = append(r.lines, pageLine{block: block, text: f.text, linked: f.linked})
}

// paragraph appends a paragraph of its own if there is text in it.
func (r *htmlReader) paragraph(text string) {
	if text = trim(text); text != "" {
		r.append(&Paragraph{Text: text}, flow{text: len(text)})
	}
}

// preformatted appends text whose white space counts. A plain text that is only wrapped in <pre> may hold tables.
func (r *htmlReader) preformatted(text string) {
	doc := &Document{}
	t := textReader{budget: r.budget, doc: doc, lines: splitLines(text)}
	tables := false
	if r.err = t.read(); r.err != nil {
		return
	}
	for _, block := range doc.Blocks {
		_, is := block.(*Table)
		tables = tables || is
	}
	if !tables {
		r.append(&Paragraph{Text: trim(text), List: r.list}, flow{text: len(text)})
		return
	}
	for _, block := range doc.Blocks {
		r.append(block, flow{text: len(text)})
	}
}

// paragraphs cuts a text at the line breaks that stand for the end of a paragraph: those before an empty line or
// an indented one. Older pages are written so, with no <p> at all.
func paragraphs(text []byte) [][]byte {
	var parts [][]byte
	start, end := 0, 0
	for line := range bytes.SplitAfterSeq(text, []byte{'\n'}) {
		if end > start && (isIndented(line) || len(bytes.TrimFunc(line, isSpace)) == 0) {
			parts = append(parts, text[start:end])
			start = end
		}
		end += len(line)
	}
	return append(parts, text[start:])
}

// isIndented reports a line that begins with the width of two characters of white space.
func isIndented(line []byte) bool {
	width := 0
	for _, r := range string(line) {
		switch r {
		case '\u3000', '\u2003':
			width += 2
		case '\u00A0', '\u2002':
			width++
		default:
			return width >= 4
		}
	}
	return false
}

func headingLevel(a atom.Atom) int {
	switch a {
	case atom.H1:
		return 1
	case atom.H2:
		return 2
	case atom.H3:
		return 3
	case atom.H4:
		return 4
	case atom.H5:
		return 5
	case atom.H6:
		return 6
	}
	return 0
}
