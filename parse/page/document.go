package page

import (
	"errors"
	"slices"
	"strings"

	"duban/internal/message"
	"duban/parse/block"
	"duban/parse/grid"
)

// Reader makes a document of pages that are added one after the other.
type Reader struct {
	budget  *block.Budget
	sheets  []sheet
	trouble []block.Diagnostic
	failed  []failure
}

// NewReader returns a reader that has no page yet.
func NewReader(b *block.Budget) *Reader { return &Reader{budget: b} }

// Pages returns how many pages were added.
func (r *Reader) Pages() int { return len(r.sheets) }

// Add takes the next page, the first of which is page 1. It may turn it.
func (r *Reader) Add(p *Page) error {
	if err := r.budget.Live(); err != nil {
		return err
	}
	number := len(r.sheets) + 1
	if number > r.budget.Parts {
		return block.Exceeded(placeOf(number), "more than the limit of %d pages", r.budget.Parts)
	}
	if f := p.failure(number); f.why != nil {
		r.fail(f)
		return nil
	}
	const bytesOfGlyph = 80
	if err := r.budget.Unpack(placeOf(number), bytesOfGlyph*int64(len(p.Glyphs))); err != nil {
		return err
	}
	tell := func(n int, what message.Format) {
		if n > 0 {
			r.trouble = append(r.trouble, block.Diagnostic{Place: block.Place{Page: number}}.Saying(what, n))
		}
	}
	tell(upright(p), "%d characters that stand askew or are turned were left out")
	s, err := readSheet(r.budget, p)
	var much tooMuch
	if errors.As(err, &much) {
		r.fail(failure{page: number, why: much.error, tooMuch: true})
		return nil
	}
	if err != nil {
		return err
	}
	s.number, s.recognized, s.isUnread = number, p.Recognized, p.Unread
	tell(s.drawing, "%d lines are drawn on the page, too many for those of tables, which were not looked for")
	tell(s.struck, "%d characters are struck through and were left out as deleted")
	s.pack()
	r.sheets = append(r.sheets, s)
	return nil
}

// Document returns the blocks of all pages. It is to be called once, as it gives up what it has of them.
func (r *Reader) Document() (*block.Document, error) {
	if err := r.budget.Live(); err != nil {
		return nil, err
	}
	if len(r.failed) > 0 && len(r.failed) == len(r.sheets) {
		return nil, r.failed[0].err()
	}
	dropEdges(r.sheets)
	notes := takeNotes(r.sheets)
	habits, cellEnds := writeCells(r.sheets)
	doc := &block.Document{Diagnostics: r.trouble}
	for _, f := range r.failed {
		doc.Leave(block.Scan, f.says(), block.Place{Page: f.page})
	}
	w := writer{budget: r.budget, doc: doc, ends: newEndings(), cells: flow{habits: habits, ends: cellEnds}}
	w.left, w.right = bodyOf(r.sheets)
	w.size = sizeOf(r.sheets)
	w.ends.learnBody(r.sheets, w.left, openRoom(w.right))
	for i := range r.sheets {
		if i > 0 && r.sheets[i].recognized != r.sheets[i-1].recognized {
			if err := w.end(); err != nil {
				return nil, err
			}
		}
		if r.sheets[i].isUnread {
			if err := w.skip(); err != nil {
				return nil, err
			}
		}
		if err := w.sheet(&r.sheets[i]); err != nil {
			return nil, err
		}
		r.sheets[i].items = nil // what it takes may go
	}
	if err := w.end(); err != nil {
		return nil, err
	}
	w.notes(notes)
	w.numberParagraphs()
	return doc, nil
}

// sheet is a page taken apart: its lines of text and its tables, from top to bottom.
type sheet struct {
	number        int
	width, height int
	items         []item
	rules         []line // horizontal lines that meet no other, from top to bottom
	struck        int    // glyphs that are struck through
	drawing       int    // lines, where there are too many for tables
	recognized    bool   // as Page has it
	isUnread      bool
}

// item is a line of text or a table.
type item struct {
	Box
	line  *textLine
	table *ruled
}

func readSheet(b *block.Budget, p *Page) (sheet, error) {
	ruling := linesOf(p.Strokes)
	rules := ruling.rules()
	struck := dropStruck(p, rules)
	if !p.Recognized {
		p.Glyphs = untangle(p.Glyphs)
	}
	tables, glyphs, err := ruledTables(b, p, ruling)
	if err != nil {
		return sheet{}, err
	}
	s := sheet{width: p.Width, height: p.Height, struck: struck, rules: rules}
	if ruling.areDrawing() {
		s.drawing = len(ruling.across) + len(ruling.down)
	}
	lines := textLines(glyphs)
	for _, t := range tables {
		lines = t.takeOverrun(lines)
	}
	for i := range lines {
		if lines[i].text() != "" {
			s.items = append(s.items, item{Box: lines[i].Box, line: &lines[i]})
		}
	}
	for _, t := range tables {
		if !t.isEmpty() {
			s.items = append(s.items, item{Box: t.Box, table: t})
		}
	}
	slices.SortStableFunc(s.items, func(a, b item) int { return a.Top - b.Top })
	return s, nil
}

func (t *ruled) isEmpty() bool {
	return !slices.ContainsFunc(t.cells, func(c region) bool { return len(c.lines) > 0 })
}

// writeCells makes the texts of all cells, once it is known which lines stand alone in some. It returns what is known.
func writeCells(sheets []sheet) (*habits, *endings) {
	h, ends := &habits{alone: map[string]int{}}, newEndings()
	for _, f := range []func(*ruled){
		func(t *ruled) { t.learn(h, ends) },
		func(t *ruled) { t.write(h, ends) },
	} {
		for i := range sheets {
			s := &sheets[i]
			s.unpack()
			for _, it := range s.items {
				if it.table != nil {
					f(it.table)
				}
			}
			s.pack()
		}
	}
	return h, ends
}

// bodyOf returns where the text of the pages stands: from where lines begin to the edge that several long ones reach and hardly any
// passes, or else as far from the right edge of the page as they begin from the left.
func bodyOf(sheets []sheet) (left, right int) {
	const long, few = 12, 20 // one in twenty may reach farther
	left = -1
	var ends []int
	for _, s := range sheets {
		for _, it := range s.items {
			if it.line == nil {
				continue
			}
			if left < 0 || it.Left < left {
				left = it.Left
			}
			right = max(right, s.width-it.Left)
			if len(it.line.glyphs) >= long {
				ends = append(ends, it.line.inner())
			}
		}
	}
	slices.Sort(ends)
	for k := len(ends) - 1; k > 0 && 2*ends[k] > right && few*(len(ends)-1-k) <= len(ends); k-- {
		if ends[k]-ends[k-1] < 2*Unit {
			return left, ends[k]
		}
	}
	return left, right
}

// writer makes the blocks.
type writer struct {
	budget *block.Budget
	doc    *block.Document
	left   int // where the lines of texts begin,
	right  int // and up to where they reach
	size   int // of most text
	ends   *endings
	cells  flow // of cells, but for their room

	lines []pageLine // that have yet to be written
	table []part     // of the ruled table at hand, a part a page
	apart bool       // between the last part and what follows pages are missing
}

// sheet writes the blocks of a page. A paragraph or table that the page before ended with may go on.
func (w *writer) sheet(s *sheet) error {
	for i, it := range s.items {
		if it.line != nil {
			if err := w.endTable(); err != nil {
				return err
			}
			w.lines = append(w.lines, pageLine{*it.line, s.number, s.recognized})
			continue
		}
		if err := w.endLines(); err != nil {
			return err
		}
		if i > 0 || !w.tableGoesOn(it.table) {
			if err := w.endTable(); err != nil {
				return err
			}
		}
		w.table = append(w.table, part{it.table, s.number, w.apart && len(w.table) > 0})
		w.apart = false
	}
	return nil
}

// end writes what is at hand, with which the next page does not go on: so what was recognised stays apart from what was not.
func (w *writer) end() error {
	if err := w.endTable(); err != nil {
		return err
	}
	return w.endLines()
}

// skip goes over a page of which nothing is read. A table may go on behind it, but none of its rows and no paragraph.
func (w *writer) skip() error {
	w.apart = true
	return w.endLines()
}

// endLines writes the lines at hand: tables without lines, and paragraphs.
func (w *writer) endLines() error {
	lines := w.lines
	w.lines = nil
	looks := looksAt(len(lines))
	for len(lines) > 0 {
		if err := w.budget.Live(); err != nil {
			return err
		}
		if t := unruledAt(lines, w.left, w.right, &looks); t != nil {
			table, err := t.table(w.budget)
			if err != nil {
				return err
			}
			w.emit(table)
			lines = lines[t.taken:]
			continue
		}
		if !lines[0].recognized {
			if n := mixedRun(lines, w.left, w.right); n > 0 {
				if err := w.mixed(lines[:n]); err != nil {
					return err
				}
				lines = lines[n:]
				continue
			}
		}
		n := w.paragraphLines(lines)
		w.paragraph(lines[:n])
		lines = lines[n:]
	}
	return nil
}

// paragraphLines returns how many of the first lines are a paragraph.
func (w *writer) paragraphLines(lines []pageLine) int {
	n, hang := 1, lines[0].hang()
	for ; n < len(lines); n++ {
		a, b := &lines[n-1], &lines[n]
		switch {
		case w.isTitle(&a.textLine, &b.textLine), w.hangs(hang, a, b):
		case n > 1 && 2*(a.Left-b.Left) > b.size: // farther to the left than the line before, which is not the first
			return n
		case !w.goesOn(&a.textLine, &b.textLine):
			return n
		}
	}
	return n
}

// mixed writes lines that are a table of which it cannot be told which texts are in a cell: as one cell of a row that is not sure.
func (w *writer) mixed(lines []pageLine) error {
	texts := make([]string, len(lines))
	for i := range lines {
		texts[i] = lines[i].text()
	}
	cell := &block.Cell{Text: strings.Join(texts, "\n")}
	table, err := grid.Lay(w.budget, 1, 1, []grid.Spot{{Cell: cell, Rows: 1, Cols: 1}})
	if err != nil {
		return err
	}
	at := block.Place{Page: lines[0].page}
	table.Place, table.Rows[0].Place, table.Rows[0].Unsure = at, at, true
	w.emit(table)
	w.doc.Diagnostics = append(w.doc.Diagnostics, block.Diagnostic{Place: at}.Saying(
		"%d lines seem to be a table without lines around its cells, of which it cannot be told which texts make a cell", len(lines)))
	return nil
}

func (w *writer) paragraph(lines []pageLine) {
	texts := make([]textLine, len(lines))
	for i := range lines {
		texts[i] = lines[i].textLine
	}
	text := w.flow().join(texts)
	if len(texts) > 1 && w.isTitle(&texts[0], &texts[1]) {
		text = strings.ReplaceAll(text, "\n", "")
	}
	if text = tidy(text); text != "" {
		w.emit(&block.Paragraph{Text: text, Place: block.Place{Page: lines[0].page}})
	}
}

// flow is how the text outside of tables flows.
func (w *writer) flow() flow { return flow{room: openRoom(w.right), ends: w.ends} }

func (w *writer) emit(b block.Block) { w.doc.Blocks = append(w.doc.Blocks, b) }

func tidy(s string) string { return string(block.Tidy([]byte(s))) }

// goesOn reports whether a line goes on with the paragraph whose last line is a: that one is full, this one is not indented.
func (w *writer) goesOn(a, b *textLine) bool {
	switch {
	case b.Left <= a.Left && b.label() > 0:
		return false
	case 5*abs(a.size-b.size) > a.size, a.hasGaps(), b.hasGaps():
		return false
	case b.Left > w.left+b.size && b.Left > a.Left+b.size/4: // indented
		return false
	case b.Top > a.Bottom && b.Top-a.Bottom > 2*a.height(): // on the same page
		return false
	}
	indented := b.Left > w.left+b.size
	return w.flow().goesOn([]textLine{*a, *b}, 1) && !(indented && b.Left+b.size/4 > a.Left && a.Left > w.left+a.size)
}

// hang returns where the lines below a line begin if they hang from the number of a list that it begins with, or -1.
func (l *textLine) hang() int {
	if n := l.label(); n > 0 {
		return l.glyphs[n].Left
	}
	return -1
}

// hangs reports whether a line goes on with an entry of a list whose lines hang from there.
func (w *writer) hangs(hang int, a, b *pageLine) bool {
	if hang < 0 || 4*abs(b.Left-hang) > b.size || a.size != b.size || b.hasGaps() {
		return false
	}
	if a.page == b.page && b.Top-a.Bottom > a.height() {
		return false
	}
	return w.flow().goesOn([]textLine{a.textLine, b.textLine}, 1)
}

// isTitle reports two lines of a title: larger than the text, one right below the other, both in the middle.
func (w *writer) isTitle(a, b *textLine) bool {
	inMiddle := func(l *textLine) bool { return abs(l.Left-w.left-(w.right-l.Right)) < 2*l.size }
	isBelow := b.Top >= a.Bottom-a.size/4 && b.Top-a.Bottom < a.size
	isLarge := a.size == b.size && 6*w.size < 5*a.size
	return isLarge && isBelow && inMiddle(a) && inMiddle(b) && !a.hasGaps() && !b.hasGaps()
}

// sizeOf returns the size of most text of the pages.
func sizeOf(sheets []sheet) int {
	count := map[int]int{}
	most := 0
	for _, s := range sheets {
		for _, it := range s.items {
			if it.line != nil {
				count[it.line.size] += len(it.line.glyphs)
			}
		}
	}
	for size, n := range count {
		if n > count[most] || n == count[most] && size < most {
			most = size
		}
	}
	return most
}

// hasGaps reports a line whose texts stand apart.
func (l *textLine) hasGaps() bool {
	if l.stretched {
		return false
	}
	label := l.label()
	for i := 1; i < len(l.glyphs); i++ {
		if i != label && between(l.glyphs[i-1], l.glyphs[i]) == "\t" {
			return true
		}
	}
	return false
}

// numberParagraphs gives the paragraphs their places.
func (w *writer) numberParagraphs() {
	n := 0
	for _, b := range w.doc.Blocks {
		if p, ok := b.(*block.Paragraph); ok {
			n++
			p.Paragraph = n
		}
	}
}
