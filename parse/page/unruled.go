package page

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"duban/internal/char"
	"duban/parse/block"
	"duban/parse/grid"
)

// pageLine is a line of text outside of ruled tables, with its page.
type pageLine struct {
	textLine
	page       int
	recognized bool // as Page has it: gaps of recognised text say little, and none of its figures is sure anyhow
}

// unruled is a table without lines: its columns are parted by rivers of white that run through all lines, and its rows begin
// where a column has a text that never takes two lines. The first row is the header; its labels are as wide as their columns, so
// that a header of several rows with labels over several columns makes no such table.
type unruled struct {
	lines   []pageLine
	columns []int        // where they begin: in the middle of the rivers
	cells   [][]textLine // by line and column; without glyphs where there is no text
	rights  []int        // by column, where its places end
	starts  []int        // the lines with which rows begin
	flows   []flow       // by column
	taken   int          // lines of the document that it is made of
}

// unruledAt returns the table without lines that begins with the first of some lines, or nil if there is none that can be told for
// sure. Texts that are set in the middle of their rows, say, do not show where rows begin. The lines that it looks at are taken from
// looks; where none are left it looks no more.
func unruledAt(all []pageLine, left, right int, looks *int) *unruled {
	const fewestColumns, fewestRows = 3, 3
	if *looks <= 0 || !all[0].isLabels() {
		return nil
	}
	n := 1
	for n < len(all) && all[n].isCellLike(left, right) {
		n++
	}
	*looks -= n
	t := &unruled{lines: all[:n], taken: n, columns: rivers(all[:n])}
	if len(t.columns) < fewestColumns || !t.split() {
		return nil
	}
	if n < len(all) && t.goesOnWith(&all[n], left, right) {
		return nil
	}
	for _, key := range t.keys() {
		if !t.findRows(key) {
			continue
		}
		t := t.withoutRepeats(key)
		if len(t.starts) >= fewestRows && t.isFlushTop() && t.hasHeader() && t.goesOnBelow() && !t.runsOn() {
			return t
		}
	}
	return nil
}

// keys returns the columns by which it is worth the while to look for rows, from left to right: of such that have texts in the same lines
// the first, as the others give the same rows. Of very many, as no page of a report has, the rest is left out.
func (t *unruled) keys() (keys []int) {
	const most = 64
	tried := map[string]bool{}
	for key := range t.columns {
		has := make([]byte, len(t.cells))
		for i, row := range t.cells {
			has[i] = byte(min(len(row[key].glyphs), 1))
		}
		if !tried[string(has)] && len(keys) < most {
			keys = append(keys, key)
		}
		tried[string(has)] = true
	}
	return keys
}

// looksAt returns how many lines may be looked at to find tables in so many: all of them from each on where there are a few
// hundred, and else from some of them on, as thousands would take minutes.
func looksAt(lines int) int {
	const some, times = 1 << 16, 16
	return some + times*lines
}

// goesOnWith reports whether the line behind the last is one of the table as well, which then is none that can be told for sure.
func (t *unruled) goesOnWith(l *pageLine, left, right int) bool {
	last := &t.lines[len(t.lines)-1]
	isNext := l.page == last.page && l.Top-last.Bottom <= 2*l.size
	return l.hangsOn(last, t.columns[1]) || last.isBeside(l) || isNext && l.isOfColumn(left, right)
}

// hangsOn reports whether a line right below another has no more than a text of the first column, which ends at right: then the
// table does not end there.
func (l *pageLine) hangsOn(above *pageLine, right int) bool {
	return l.page == above.page && l.Right <= right && l.Top-above.Bottom < l.size*4/5
}

// hasHeader reports whether the first row is one of labels, one for each column of figures, and the second no more lines of them.
func (t *unruled) hasHeader() bool {
	full := 0
	for col := range t.columns {
		labels := t.texts(col, t.starts[0], t.end(0))
		if len(labels) == 0 && t.lacksLabel(col) {
			return false
		}
		if len(labels) == 0 {
			continue
		}
		if slices.ContainsFunc(labels, func(l pageLine) bool { return isFigure(l.text()) }) {
			return false
		}
		last, next := &labels[len(labels)-1].textLine, &t.cells[t.starts[1]][col]
		if len(next.glyphs) > 0 && !strings.ContainsFunc(next.text(), unicode.IsDigit) && last.Right+next.lead() > t.rights[col]+last.size/4 {
			full++
		}
	}
	return full < 2
}

// lacksLabel reports whether a column without a label may have that of either column beside it: what it has are figures, or one of these
// columns has nothing but a label, as where labels stand in the middle of their columns and what is below does not.
func (t *unruled) lacksLabel(col int) bool {
	under := func(col int) []pageLine { return t.texts(col, t.end(0), len(t.lines)) }
	if own := under(col); len(own) == 0 || areFigures(own) {
		return len(own) > 0
	}
	return len(under(col-1)) == 0 || col+1 < len(t.columns) && len(under(col+1)) == 0
}

// areFigures reports lines of which many are figures.
func areFigures(lines []pageLine) bool {
	const few = 4
	n := 0
	for i := range lines {
		if isFigure(lines[i].text()) {
			n++
		}
	}
	return n > 0 && few*n >= len(lines)
}

// isFigure reports a text that is a number and signs about it.
func isFigure(text string) bool {
	digits := 0
	for _, r := range text {
		switch {
		case unicode.IsDigit(r):
			digits++
		case !strings.ContainsRune(".%-+—–·‰ "+char.Hyphen+char.Commas+char.Point+char.Percent, r):
			return false
		}
	}
	return digits > 0
}

// goesOnBelow reports whether the lines below the first of each row go on with it: a figure alone, or the texts of several columns
// of which none goes on with a full line, would be a row of its own without a text in the first column, such as a total.
func (t *unruled) goesOnBelow() bool {
	strange := 0
	for k, start := range t.starts {
		above := make([]*textLine, len(t.columns)) // the text of the row that came last
		for i := start; i < t.end(k); i++ {
			texts, full := 0, 0
			for col := range t.columns {
				c := &t.cells[i][col]
				if len(c.glyphs) == 0 {
					continue
				}
				last := above[col]
				above[col] = c
				if i == start {
					continue
				}
				texts++
				switch {
				case last != nil && isFull([]textLine{*last, *c}, 1, openRoom(t.rights[col])):
					full++
				case isFigure(c.text()):
					return false
				}
			}
			if texts > 1 && full == 0 {
				strange++
			}
		}
	}
	return strange*few <= len(t.lines)
}

// isCellLike reports a line that may be one of a table: of texts that stand apart, or one that begins far from where lines begin.
func (l *textLine) isCellLike(left, right int) bool {
	return l.segments() > 1 || l.Left > left+2*l.size && 2*l.width() < right-left
}

// rivers returns where the columns of lines begin: behind each stripe in which next to no line has a glyph.
func rivers(lines []pageLine) (columns []int) {
	const narrowest = 3 * Unit
	type edge struct{ at, change int }
	var edges []edge
	for i := range lines {
		for _, g := range lines[i].glyphs {
			if !isBlank(g) {
				edges = append(edges, edge{g.Left, 1}, edge{max(g.Right, g.Left+1), -1})
			}
		}
	}
	slices.SortFunc(edges, func(a, b edge) int { return cmp.Or(a.at-b.at, b.change-a.change) })
	var banks []int // where what stands left of each ends
	covered, most, end := 0, len(lines)/few, math.MinInt/2
	for _, e := range edges {
		if e.change > 0 && covered <= most && covered+1 > most && e.at-end >= narrowest {
			columns = append(columns, e.at)
			banks = append(banks, end)
		}
		covered += e.change
		if e.change < 0 && covered == most {
			end = e.at
		}
	}
	var kept []int
	for k, x := range columns {
		switch {
		case k == 0:
			kept = append(kept, x)
		case !runsThrough(lines, x):
			kept = append(kept, (banks[k]+x)/2)
		}
	}
	return kept
}

// runsThrough reports whether the texts that stand at x are such as run on from the left: a column that few lines have a text in
// seems to have rivers.
func runsThrough(lines []pageLine, x int) bool {
	const narrowest = 3 * Unit
	texts, on := 0, 0
	for i := range lines {
		glyphs := lines[i].glyphs
		k, _ := slices.BinarySearchFunc(glyphs, x, func(g Glyph, x int) int { return g.Left - x })
		if k == len(glyphs) || glyphs[k].Left-x > glyphs[k].Size/2 {
			continue
		}
		texts++
		if k > 0 && x-glyphs[k-1].Right < narrowest {
			on++
		}
	}
	return 3*on > texts
}

// few is of how many lines one may run over the edge of its column.
const few = 50

// split puts the glyphs of the lines into the columns. It reports whether they all are where they belong: texts that stand apart
// are in different columns.
func (t *unruled) split() bool {
	t.cells = make([][]textLine, len(t.lines))
	for i := range t.lines {
		l := &t.lines[i]
		row := make([]textLine, len(t.columns))
		for _, g := range l.glyphs {
			x, _ := g.middle()
			c := &row[t.columnAt(x)]
			if len(c.glyphs) == 0 {
				c.Box, c.base, c.size = g.Box, l.base, l.size
			}
			c.glyphs = append(c.glyphs, g)
		}
		for k := range row {
			if row[k].order(); len(row[k].glyphs) > 0 {
				row[k].Top, row[k].Bottom = l.Top, l.Bottom
				if row[k].hasGaps() {
					return false
				}
			}
		}
		t.cells[i] = row
	}
	for col := range t.columns {
		t.rights = append(t.rights, t.right(col))
	}
	return true
}

// findRows finds the lines with which rows begin if a column has one line in each: the header first. It reports whether they all
// have a text in the first column. Where that is not the column itself, as its names take several lines, all others must have one
// line a row.
func (t *unruled) findRows(key int) bool {
	t.starts = nil
	for i, row := range t.cells {
		if len(row[key].glyphs) == 0 {
			continue
		}
		if len(row[0].glyphs) == 0 {
			return false
		}
		t.starts = append(t.starts, i)
	}
	if len(t.starts) == 0 || t.starts[0] != 0 {
		return false
	}
	return key == 0 || !t.hasLinesBelow()
}

// hasLinesBelow reports whether a column other than the first has a text below the first line of a row.
func (t *unruled) hasLinesBelow() bool {
	k := 0
	for i, row := range t.cells {
		if k < len(t.starts) && t.starts[k] == i {
			k++
			continue
		}
		if slices.ContainsFunc(row[1:], func(c textLine) bool { return len(c.glyphs) > 0 }) {
			return true
		}
	}
	return false
}

// isFlushTop reports whether the texts of each row begin with its first line. Texts in the middle of their rows begin lower where
// their lines are even, or else in the row before, the last line of which then is one that goes on in the next row.
func (t *unruled) isFlushTop() bool {
	tails, open := 0, 0
	for col := range t.columns {
		room := openRoom(t.rights[col])
		for k, start := range t.starts {
			lines := t.texts(col, start, t.end(k))
			if len(lines) == 0 {
				continue
			}
			if first := &t.cells[start][col]; len(first.glyphs) == 0 && lines[0].page == t.lines[start].page {
				return false
			}
			if k+1 == len(t.starts) || len(lines) < 2 {
				continue
			}
			if next := &t.cells[t.starts[k+1]][col]; len(next.glyphs) > 0 {
				tails++
				if isFull([]textLine{lines[len(lines)-1].textLine, *next}, 1, room) {
					open++
				}
			}
		}
	}
	return 2*open <= tails
}

// runsOn reports that rows go on in the next: of many the texts of the first column and of another fill their lines and end no sentence.
// Then what looks like the first column of each is an entry that takes several lines.
func (t *unruled) runsOn() bool {
	const many = 4
	running := 0
	for k := 1; k+1 < len(t.starts); k++ {
		others := 0
		for col := 1; col < len(t.columns); col++ {
			if t.runsInto(k, col) {
				others++
			}
		}
		if others > 0 && t.runsInto(k, 0) {
			running++
		}
	}
	return running > 1 && many*running >= len(t.starts)
}

// runsInto reports whether the text that row k has in a column is one that the next row may go on with.
func (t *unruled) runsInto(k, col int) bool {
	lines, next := t.texts(col, t.starts[k], t.end(k)), &t.cells[t.starts[k+1]][col]
	if len(lines) == 0 || len(next.glyphs) == 0 {
		return false
	}
	last := &lines[len(lines)-1].textLine
	if last.endsSentence() || isFigure(last.text()) || isFigure(next.text()) {
		return false
	}
	return isFull([]textLine{*last, *next}, 1, openRoom(t.rights[col]))
}

// end returns the line behind the last of row k.
func (t *unruled) end(k int) int {
	if k+1 < len(t.starts) {
		return t.starts[k+1]
	}
	return len(t.lines)
}

// texts returns what lines have in a column.
func (t *unruled) texts(col, start, end int) (lines []pageLine) {
	for i := start; i < end; i++ {
		if c := t.cells[i][col]; len(c.glyphs) > 0 {
			lines = append(lines, pageLine{textLine: c, page: t.lines[i].page})
		}
	}
	return lines
}

// right returns where the places of a column end: where its longest lines do, but for one in fifty that may have run over.
func (t *unruled) right(col int) int {
	var ends []int
	for i := range t.cells {
		if c := &t.cells[i][col]; len(c.glyphs) > 0 {
			ends = append(ends, c.inner())
		}
	}
	if len(ends) == 0 {
		return 0
	}
	slices.Sort(ends)
	return ends[len(ends)-1-len(ends)/few]
}

// table returns the table as a grid.
func (t *unruled) table(b *block.Budget) (*block.Table, error) {
	t.settle()
	var spots []grid.Spot
	var pages []int
	for k, start := range t.starts {
		texts := t.row(k)
		for col, text := range texts {
			if n := len(spots); k == 0 && text == "" && n > 0 { // the label before it is that of both
				spots[n-1].Cols++
				continue
			}
			spots = append(spots, grid.Spot{Cell: &block.Cell{Text: text}, Row: len(pages), Col: col, Rows: 1, Cols: 1})
		}
		pages = append(pages, t.lines[start].page)
	}
	table, err := grid.Lay(b, len(pages), len(t.columns), spots)
	if err != nil {
		return nil, err
	}
	for i := range table.Rows {
		table.Rows[i].Header, table.Rows[i].Page = i == 0, pages[i]
	}
	table.Page = pages[0]
	return table, nil
}

// row returns the texts of row k.
func (t *unruled) row(k int) []string {
	texts := make([]string, len(t.columns))
	for col := range t.columns {
		lines := t.texts(col, t.starts[k], t.end(k))
		f := t.flows[col]
		f.cut = max(slices.IndexFunc(lines, func(l pageLine) bool { return l.page != lines[0].page }), 0)
		texts[col] = tidy(f.join(t.place(k, col)))
	}
	return texts
}

// place returns the lines that row k has in a column.
func (t *unruled) place(k, col int) (lines []textLine) {
	for _, l := range t.texts(col, t.starts[k], t.end(k)) {
		lines = append(lines, l.textLine)
	}
	return lines
}

// settle finds out how wide the columns are, and which lines stand alone.
func (t *unruled) settle() {
	h, ends := &habits{alone: map[string]int{}}, newEndings()
	for col := range t.columns {
		t.flows = append(t.flows, flow{room: openRoom(t.rights[col]), habits: h, ends: ends})
		for k := range t.starts {
			t.flows[col].learn(t.place(k, col), sure)
		}
	}
}

// segments returns the number of texts that stand apart in a line, by half the size of their font at least.
func (l *textLine) segments() int {
	n := 1
	for i := 1; i < len(l.glyphs); i++ {
		if a, b := l.glyphs[i-1], l.glyphs[i]; 2*(b.Left-a.Right) >= max(a.Size, b.Size) {
			n++
		}
	}
	if n == 2 && l.label() > 0 {
		return 1 // with its number in front
	}
	return n
}

// columnAt returns the column of a place.
func (t *unruled) columnAt(x int) int {
	k, found := slices.BinarySearch(t.columns, x)
	if !found {
		k--
	}
	return max(k, 0)
}
