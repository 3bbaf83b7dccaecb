package sheet

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"duban/internal/char"
	"duban/internal/message"
	"duban/parse/block"
	"duban/parse/grid"
)

// spot is a cell with a text where it stands in the sheet. A merged one is as large as its area, of which hidden rows and columns
// are a part.
type spot struct {
	cell
	area
}

// line is a row of a sheet that shows.
type line struct {
	index int
	spots []spot // from the left; never empty
	blank []spot // merged cells without a text
}

// layouter makes blocks of a sheet.
type layouter struct {
	*book
	page  *page
	lines []line
	ruled map[int]bool // rows that have lines and no texts
	laid  []laidTable
}

// laidTable is a table with its place in the sheet.
type laidTable struct {
	area
	table *block.Table
	lines []line
	cols  []int
}

// lay appends the blocks of a sheet to the document. Of several sheets each is headed by its name, unless that was never given.
func (b *book) lay(p *page, headed bool) error {
	l := &layouter{book: b, page: p, ruled: map[int]bool{}}
	if p.zeroless {
		p.dropZeros()
	}
	l.prepare()
	at := len(b.doc.Blocks)
	for _, band := range l.bands(l.lines) {
		if err := l.band(band, 0); err != nil {
			return err
		}
	}
	l.float()
	l.told()
	if blocks := b.doc.Blocks; headed && len(blocks) > at && !isDefaultName(p.name) && !startsWith(blocks[at], p.name) {
		heading := &block.Heading{Level: 1, Text: p.name, Place: block.Place{Book: &block.Book{Sheet: p.name}}}
		b.doc.Blocks = slices.Insert(blocks, at, block.Block(heading))
	}
	return nil
}

// defaultName is what programs call a sheet to which nobody gives a name.
var defaultName = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?i:sheet|工作表|table)\s*\d*(?:\s*\(\d+\))?$`)
})

func isDefaultName(name string) bool { return defaultName().MatchString(strings.TrimSpace(name)) }

// startsWith reports whether a block is a paragraph of that text.
func startsWith(b block.Block, text string) bool {
	p, ok := b.(*block.Paragraph)
	return ok && p.Text == strings.TrimSpace(text)
}

func (p *page) dropZeros() {
	for i := range p.rows {
		p.rows[i].cells = slices.DeleteFunc(p.rows[i].cells, func(c cell) bool { return c.zero })
	}
}

// told says what the sheet has and is not read.
func (l *layouter) told() {
	p := l.page
	sheet := block.Place{Book: &block.Book{Sheet: p.name}}
	if n := len(p.uncomputed); n > 0 {
		const what = "a formula has no stored result, and %d more of the sheet"
		l.trouble(p.uncomputed[0], what+"; open the workbook in the program that made it and save it anew", n-1)
	}
	if p.comments > 0 {
		l.trouble(sheet, "comments on cells were not read: %d", p.comments)
	}
	if p.damage != nil {
		l.trouble(sheet, "%v; what stands before was read", p.damage)
	}
}

// prepare brings the rows of the sheet into order, and leaves out what does not show.
func (l *layouter) prepare() {
	p := l.page
	sortRows(p)
	spots := l.merge()
	hiddenRows, hiddenCells := 0, 0
	for i, r := range p.rows {
		if len(r.cells) == 0 && r.ruled >= 2 {
			l.ruled[r.index] = true
		}
		kept := line{index: r.index}
		for _, s := range spots[i] {
			top, ok := firstShown(p.hiddenRows, s.top, s.bottom)
			left, ok2 := firstShown(p.hiddenCols, s.left, s.right)
			switch {
			case !ok:
				hiddenRows++
			case !ok2:
				hiddenCells++
			case top != s.top: // merged, and its first row does not show
				s.top, s.left, s.col = top, left, left
				l.lines = append(l.lines, line{index: top, spots: []spot{s}})
			default:
				s.left, s.col = left, left
				kept.add(s)
			}
		}
		if len(kept.spots)+len(kept.blank) > 0 {
			l.lines = append(l.lines, kept)
		}
	}
	l.orderLines()
	sheet := block.Place{Book: &block.Book{Sheet: p.name}}
	if hiddenRows > 0 {
		l.trouble(sheet, "cells in hidden rows were left out: %d", hiddenRows)
	}
	if hiddenCells > 0 {
		l.trouble(sheet, "cells in hidden columns were left out: %d", hiddenCells)
	}
}

func (n *line) add(s spot) {
	if s.text == "" {
		n.blank = append(n.blank, s)
	} else {
		n.spots = append(n.spots, s)
	}
}

// orderLines sorts the lines once merged cells have moved down, and drops those without texts.
func (l *layouter) orderLines() {
	slices.SortStableFunc(l.lines, func(a, b line) int { return a.index - b.index })
	out := l.lines[:0]
	for _, n := range l.lines {
		if k := len(out); k > 0 && out[k-1].index == n.index {
			out[k-1].spots = append(out[k-1].spots, n.spots...)
			out[k-1].blank = append(out[k-1].blank, n.blank...)
			slices.SortFunc(out[k-1].spots, func(a, b spot) int { return a.left - b.left })
			continue
		}
		out = append(out, n)
	}
	l.lines = slices.DeleteFunc(out, func(n line) bool { return len(n.spots) == 0 })
}

// sortRows brings rows and cells into order. Of two cells at one place the last counts, as the one that was written later.
func sortRows(p *page) {
	byIndex := func(a, b row) int { return a.index - b.index }
	if !slices.IsSortedFunc(p.rows, byIndex) {
		slices.SortStableFunc(p.rows, byIndex)
	}
	out := p.rows[:0]
	for _, r := range p.rows {
		if n := len(out); n > 0 && out[n-1].index == r.index {
			out[n-1].cells = append(out[n-1].cells, r.cells...)
			out[n-1].ruled += r.ruled
			continue
		}
		out = append(out, r)
	}
	p.rows = out
	byCol := func(a, b cell) int { return a.col - b.col }
	for i := range p.rows {
		cells := p.rows[i].cells
		if !slices.IsSortedFunc(cells, byCol) {
			slices.SortStableFunc(cells, byCol)
		}
		kept := cells[:0]
		for _, c := range cells {
			if n := len(kept); n > 0 && kept[n-1].col == c.col {
				kept[n-1] = c
				continue
			}
			kept = append(kept, c)
		}
		p.rows[i].cells = kept
	}
	bySpan := func(a, b span) int { return a.first - b.first }
	slices.SortFunc(p.hiddenRows, bySpan)
	slices.SortFunc(p.hiddenCols, bySpan)
}

// firstShown returns the first of a range that shows.
func firstShown(hidden []span, first, last int) (int, bool) {
	i, _ := slices.BinarySearchFunc(hidden, first, func(s span, at int) int { return cmp.Compare(s.last, at) })
	for ; i < len(hidden) && hidden[i].first <= first; i++ {
		first = max(first, hidden[i].last+1)
	}
	return first, first <= last
}

// merge gives the cells of each row their areas, and leaves those out that merged cells cover. Of areas that overlap the one
// further up counts.
func (l *layouter) merge() [][]spot {
	p := l.page
	slices.SortStableFunc(p.merges, func(a, b area) int { return cmp.Or(a.top-b.top, a.left-b.left) })
	out := make([][]spot, len(p.rows))
	var open areas
	next, overlap := 0, 0
	for i, r := range p.rows {
		for ; next < len(p.merges) && p.merges[next].top <= r.index; next++ {
			if !open.add(p.merges[next]) {
				overlap++
			}
		}
		if next%1024 == 1023 && l.budget.Live() != nil {
			break
		}
		for _, c := range r.cells {
			s := spot{c, area{r.index, c.col, r.index, c.col}}
			if a, ok := open.at(r.index, c.col); ok {
				if a.top != r.index || a.left != c.col {
					continue
				}
				s.area = a
			}
			out[i] = append(out[i], s)
		}
	}
	l.blanks(out)
	if overlap > 0 {
		l.trouble(block.Place{Book: &block.Book{Sheet: p.name}}, "merged cells that overlap others were taken apart: %d", overlap)
	}
	return out
}

// blanks adds the merged cells that have no text.
func (l *layouter) blanks(out [][]spot) {
	p := l.page
	i := 0
	for _, a := range p.merges {
		for i < len(p.rows) && p.rows[i].index < a.top {
			i++
		}
		if i == len(p.rows) {
			return
		}
		if p.rows[i].index != a.top || len(out[i]) == 0 {
			continue
		}
		at, found := slices.BinarySearchFunc(p.rows[i].cells, a.left, func(c cell, col int) int { return c.col - col })
		if !found || p.rows[i].cells[at].text == "" {
			out[i] = append(out[i], spot{cell{col: a.left}, a})
		}
	}
}

// areas are merged cells that do not overlap, by their left columns.
type areas struct{ all []area }

// add adds an area that begins no further up than those before; false where it overlaps one of them.
func (o *areas) add(a area) bool {
	i := o.find(a.top, a.left)
	if i > 0 && o.all[i-1].right >= a.left {
		return false
	}
	end := i
	for end < len(o.all) && o.all[end].left <= a.right {
		if o.all[end].bottom >= a.top {
			return false
		}
		end++
	}
	o.all = slices.Replace(o.all, i, end, a)
	return true
}

// find returns the number of areas that begin left of a column, or there, once those right before it that have ended are gone.
func (o *areas) find(row, col int) int {
	i, _ := slices.BinarySearchFunc(o.all, col+1, func(a area, at int) int { return a.left - at })
	end := i
	for i > 0 && o.all[i-1].bottom < row {
		i--
	}
	o.all = slices.Delete(o.all, i, end)
	return i
}

// at returns the area that a cell is in.
func (o *areas) at(row, col int) (area, bool) {
	if i := o.find(row, col); i > 0 && o.all[i-1].right >= col {
		return o.all[i-1], true
	}
	return area{}, false
}

// paragraph appends a line of text. One cell with a long text of several lines has as many paragraphs.
func (l *layouter) paragraph(n line) {
	var texts []string
	for _, s := range n.spots {
		texts = append(texts, s.text)
	}
	const wide = "\u3000\u3000" // as between the captions of a line
	whole := strings.Join(texts, wide)
	parts := []string{whole}
	if isNarrative(whole) {
		parts = strings.Split(whole, "\n")
	}
	for _, text := range parts {
		l.doc.Blocks = append(l.doc.Blocks, &block.Paragraph{Text: text, Place: l.page.place(n.index, n.spots[0].left)})
	}
}

// isNarrative reports a text whose lines are paragraphs, and not the lines of a title.
func isNarrative(s string) bool {
	const mostTitle = 80
	return strings.Contains(s, "\n") && (utf8.RuneCountInString(s) > mostTitle || strings.Contains(s, char.Stop))
}

// table appends the lines as a table.
func (l *layouter) table(lines []line) error {
	cols := l.columns(lines)
	left, right := cols[0], cols[len(cols)-1]
	if len(lines) > l.budget.Cells/len(cols) { // before all that they cover is looked at
		return block.Exceeded("", "more than the limit of %d cells", l.budget.Cells)
	}
	count := 0
	for _, n := range lines {
		count += len(n.spots) + len(n.blank)
	}
	spots := make([]grid.Spot, 0, count)
	at := func(col int) int { i, _ := slices.BinarySearch(cols, col); return i }
	put := func(i int, s spot, c *block.Cell) {
		rows := 1
		for i+rows < len(lines) && lines[i+rows].index <= s.bottom {
			rows++
		}
		first := at(s.left)
		spots = append(spots, grid.Spot{Cell: c, Row: i, Col: first, Rows: rows, Cols: max(at(s.right+1)-first, 1)})
	}
	for i, n := range lines {
		for _, s := range n.spots {
			put(i, s, &block.Cell{Text: s.text, Place: l.page.place(s.top, s.left)})
		}
		for _, s := range n.blank {
			if s.right >= left && s.left <= right {
				put(i, s, &block.Cell{})
			}
		}
	}
	t, err := grid.Lay(l.budget, len(lines), len(cols), spots)
	if err != nil {
		return err
	}
	for i := range t.Rows {
		t.Rows[i].Place = l.page.place(lines[i].index, left)
		for _, c := range t.Rows[i].Cells {
			if l.page.lines != nil {
				c.Place = t.Rows[i].Place
			}
		}
	}
	t.Place = l.page.place(lines[0].index, left)
	if l.page.lines != nil { // merged cells are lost, and read as those of plain text
		t.Layout = block.LayoutTabs
		t.EndLine = t.Rows[len(t.Rows)-1].EndLine
	}
	l.doc.Blocks = append(l.doc.Blocks, t)
	l.laid = append(l.laid, laidTable{area{lines[0].index, left, lines[len(lines)-1].index, right}, t, lines, cols})
	return nil
}

// columns returns the columns of lines that have texts of their own. One that merged cells alone cover is none.
func (l *layouter) columns(lines []line) []int {
	var cols []int
	for _, n := range lines {
		for _, s := range n.spots {
			cols = append(cols, s.left)
		}
		if len(cols) > 1<<16 {
			cols = unique(cols)
		}
	}
	return unique(cols)
}

func unique(cols []int) []int {
	slices.Sort(cols)
	return slices.Compact(cols)
}

// float reads what floats above the cells: texts become paragraphs, the rest is told to be unread.
func (l *layouter) float() {
	for _, t := range l.page.things {
		at := l.page.place(t.row, t.col)
		if t.what == "" {
			for text := range strings.SplitSeq(t.text, "\n") {
				l.doc.Blocks = append(l.doc.Blocks, &block.Paragraph{Text: text, Place: at})
			}
			continue
		}
		thing := map[block.What]message.Format{block.Picture: "a picture", block.Chart: "a chart", block.Diagram: "a diagram"}[t.what]
		says := message.New("%s hangs in the sheet %s at %s", cmp.Or(thing, "an embedded object"), l.page.name, at.Book.Cell)
		if c := l.cellAt(t.row, t.col); c != nil {
			l.doc.Leave(t.what, says, c)
		} else {
			l.doc.Leave(t.what, says, at)
		}
	}
}

// cellAt returns the cell of a table at a place of the sheet, or nil.
func (l *layouter) cellAt(row, col int) *block.Cell {
	for _, t := range l.laid {
		if row < t.top || row > t.bottom || col < t.left || col > t.right {
			continue
		}
		i, _ := slices.BinarySearchFunc(t.lines, row+1, func(n line, at int) int { return n.index - at })
		k, _ := slices.BinarySearch(t.cols, col+1)
		if i > 0 && k > 0 {
			return t.table.Rows[i-1].Cells[k-1]
		}
	}
	return nil
}
