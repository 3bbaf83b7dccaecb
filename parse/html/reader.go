package html

import (
	"bytes"
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"duban/internal/char"
	"duban/parse/block"
	"duban/parse/text"
)

// reader turns a page into blocks.
type reader struct {
	budget *block.Budget
	page   *page
	doc    *block.Document
	blocks []block.Block // read so far
	unread []picture     // in the paragraph at hand
	err    error         // what stopped the reading of a preformatted text
	surroundings
}

// surroundings are what the text at hand stands in.
type surroundings struct {
	flow  flow        // the text itself
	list  string      // the list marker that it begins with
	level int         // of the heading around it; 0 outside
	lists []list      // around it
	cell  *block.Cell // around it; nil outside tables
	outer *block.Cell // the outermost around it
}

// read reads node i and all below it.
func (r *reader) read(i int) error {
	switch n := &r.page.nodes[i]; n.display {
	case isText:
		r.flow.add(n.Data, n.space)
		return nil
	case isBreak:
		r.flow.lineBreak()
		return nil
	case isTable:
		return r.table(i)
	case isReplaced:
		r.replaced(i)
		return nil
	case isInline:
		return r.inline(i)
	default:
		return r.block(i)
	}
}

func (r *reader) children(i int) error {
	for c := range r.page.children(i) {
		if err := r.read(c); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) inline(i int) error {
	n := r.page.nodes[i].Node
	switch {
	case isWordMarker(n):
		r.wordMarker(i)
		return nil
	case isSuperscript(n) && r.exponent(i):
		return nil
	case isStruck(n):
		r.flow.parted = true
		err := r.children(i)
		r.flow.parted = true
		return err
	}
	return r.children(i)
}

var superscripts = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹",
	"-", "⁻", "−", "⁻", "+", "⁺")

// exponent reads a raised number behind a digit, which it must not become a part of: 10⁴ is not 104.
func (r *reader) exponent(i int) bool {
	digits := r.page.plain(i, 20)
	raised := superscripts.Replace(digits)
	if n := len(r.flow.buf); n == r.flow.start || r.flow.buf[n-1] < '0' || r.flow.buf[n-1] > '9' || strings.Trim(raised, "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺") != "" {
		return false
	}
	r.flow.add(raised, collapse)
	return true
}

// block reads an element that breaks lines.
func (r *reader) block(i int) error {
	if r.cell == nil && r.page.isFurniture(i) {
		r.boundary()
		return nil
	}
	if err := r.budget.Live(); err != nil {
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
func (r *reader) listed(i int) error {
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

// wordMarker reads the number that Word prints in front of a paragraph of a list. Its bullets are letters of a font of
// signs, and left out as all bullets are.
func (r *reader) wordMarker(i int) {
	marker := r.page.plain(i, 100)
	if marker = block.Trim(marker); !isBullet(marker) {
		r.mark(marker)
		r.flow.marker = 0 // no item ends behind it
	}
}

func isBullet(marker string) bool {
	r, size := utf8.DecodeRuneInString(marker)
	return size == len(marker) && !unicode.IsNumber(r) && char.Numeral(r) == 0
}

// mark writes the marker of a list item in front of its text.
func (r *reader) mark(marker string) {
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
func (r *reader) endItem() {
	if !r.flow.onlyMarker() {
		return
	}
	if r.cell == nil {
		r.flow.buf, r.list = r.flow.buf[:r.flow.start], ""
	}
	r.flow.marker = 0
}

// boundary ends the line that the text stands in: outside tables with the paragraph.
func (r *reader) boundary() {
	if r.cell != nil {
		r.flow.newLine()
	} else if !r.flow.onlyMarker() {
		r.flush()
	}
}

// readCell reads what node i holds as a cell.
func (r *reader) readCell(i int) (*block.Cell, error) {
	cell := &block.Cell{RowSpan: 1, ColSpan: 1}
	outer := r.surroundings
	r.surroundings = surroundings{cell: cell, outer: cmp.Or(outer.outer, cell), flow: flow{buf: outer.flow.buf, start: len(outer.flow.buf)}}
	err := r.children(i)
	cell.Text = string(block.Tidy(r.flow.buf[r.flow.start:]))
	outer.flow.buf = r.flow.buf[:r.flow.start] // which may have grown
	r.surroundings = outer
	return cell, err
}

// flush makes paragraphs of the text at hand.
func (r *reader) flush() {
	f := r.flow
	r.flow = flow{buf: f.buf[:0]}
	text := f.buf
	switch {
	case len(bytes.TrimFunc(text, block.IsSpace)) == 0:
	case f.kept:
		r.preformatted(string(text))
	case r.level > 0:
		r.blocks = append(r.blocks, &block.Heading{Level: r.level, Text: string(block.Tidy(text)), List: r.list})
	default:
		for _, part := range paragraphs(text) {
			if part = block.Tidy(part); len(part) > 0 {
				r.blocks = append(r.blocks, &block.Paragraph{Text: string(part), List: r.list})
				r.list = ""
			}
		}
	}
	r.list = ""
	r.leaveUnread()
}

// paragraph appends a paragraph of its own if there is text in it.
func (r *reader) paragraph(text string) {
	if text = block.Trim(text); text != "" {
		r.blocks = append(r.blocks, &block.Paragraph{Text: text})
	}
}

// preformatted appends text whose white space counts. A plain text that is only wrapped in <pre> may hold tables.
func (r *reader) preformatted(content string) {
	doc := &block.Document{}
	tables := false
	if r.err = text.ReadLines(r.budget, doc, content); r.err != nil {
		return
	}
	for _, b := range doc.Blocks {
		_, is := b.(*block.Table)
		tables = tables || is
	}
	if !tables {
		r.blocks = append(r.blocks, &block.Paragraph{Text: block.Trim(content), List: r.list})
		return
	}
	r.blocks = append(r.blocks, doc.Blocks...)
}

// paragraphs cuts a text at the line breaks that stand for the end of a paragraph: those before an empty line or
// an indented one. Older pages are written so, with no <p> at all.
func paragraphs(text []byte) [][]byte {
	var parts [][]byte
	start, end := 0, 0
	for line := range bytes.SplitAfterSeq(text, []byte{'\n'}) {
		if end > start && (isIndented(line) || len(bytes.TrimFunc(line, block.IsSpace)) == 0) {
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

// flow puts the texts of inline elements together to the lines that show. It collapses white space as a browser
// does: a run of it is one space, and none at the ends of a line.
type flow struct {
	buf    []byte
	start  int  // where the text at hand begins; what is before it belongs to the cell around
	space  bool // white space was seen that shows only if a text follows in the line
	parted bool // text that is struck through begins or ends: 12 struck and 34 behind it must not read 1234
	kept   bool // white space was kept as it stands
	marker int  // the length of buf right behind the marker of a list item
}

const blanks = " \t\r\n\f" // the white space that collapses

func (f *flow) add(s string, mode whiteSpace) {
	s = invisible.Replace(s)
	if f.parted && s != "" {
		f.parted = false
		f.space = f.space || len(f.buf) > f.start && block.InFigure(f.buf[len(f.buf)-1]) && block.InFigure(s[0])
	}
	switch mode {
	case collapse:
		f.collapse(s)
	case keepLines:
		for i, line := range splitBreaks(s) {
			if i > 0 {
				f.lineBreak()
			}
			f.collapse(line)
		}
	case keepAll:
		f.settle()
		f.kept = true
		f.buf = append(f.buf, lineEnds.Replace(s)...)
	}
}

// invisible takes out what only says where a line may break. In a figure it would stand between digits.
var invisible = strings.NewReplacer("\u00AD", "", "\u200B", "", "\u200C", "", "\u200D", "", "\u2060", "", "\uFEFF", "")

// lineEnds brings the ends of lines to one form.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

func splitBreaks(s string) []string { return strings.Split(lineEnds.Replace(s), "\n") }

func (f *flow) collapse(s string) {
	for s != "" {
		i := strings.IndexAny(s, blanks)
		if i < 0 {
			i = len(s)
		}
		if i > 0 {
			f.settle()
			f.buf = append(f.buf, s[:i]...)
		}
		if i == len(s) {
			return
		}
		f.space = true
		s = strings.TrimLeft(s[i:], blanks)
	}
}

// settle writes the space that was held back.
func (f *flow) settle() {
	if f.space && !f.atLineStart() && f.buf[len(f.buf)-1] != ' ' {
		f.buf = append(f.buf, ' ')
	}
	f.space = false
}

func (f *flow) atLineStart() bool {
	return len(f.buf) == f.start || f.buf[len(f.buf)-1] == '\n'
}

// onlyMarker reports that nothing but the marker of a list item stands in the line.
func (f *flow) onlyMarker() bool { return f.marker > f.start && f.marker == len(f.buf) }

// lineBreak ends the line, also an empty one.
func (f *flow) lineBreak() {
	f.space = false
	f.buf = append(f.buf, '\n')
}

// newLine ends the line if there is something in it.
func (f *flow) newLine() {
	f.space = false
	if !f.atLineStart() && !f.onlyMarker() {
		f.buf = append(f.buf, '\n')
	}
}

// lines writes whole lines as they are.
func (f *flow) lines(s string) {
	f.newLine()
	f.buf = append(f.buf, s...)
	f.newLine()
}

// mark writes the marker of a list item at the front of a line.
func (f *flow) mark(marker string) {
	f.buf = append(f.buf, marker...)
	f.marker = len(f.buf)
}
