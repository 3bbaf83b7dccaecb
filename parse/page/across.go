package page

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"duban/parse/block"
	"duban/parse/grid"
)

// part is what a page has of a table.
type part struct {
	*ruled
	page  int
	apart bool // pages before it are not read
}

// tableGoesOn reports whether a table at the top of a page goes on with the one that the page before ended with: both are as wide.
func (w *writer) tableGoesOn(t *ruled) bool {
	if len(w.table) == 0 {
		return false
	}
	last := w.table[len(w.table)-1]
	return abs(last.Left-t.Left) <= 2*near && abs(last.Right-t.Right) <= 2*near
}

// endTable writes the table at hand: the parts of all its pages in one grid, without the header rows that pages repeat.
func (w *writer) endTable() error {
	parts := w.table
	w.table = nil
	if len(parts) == 0 {
		return nil
	}
	a := assembly{xs: borders(parts), first: parts[0].ruled, cells: w.cells}
	a.key = a.keyColumn(parts)
	for _, p := range parts {
		a.add(p)
	}
	a.countOn()
	table, err := grid.Lay(w.budget, len(a.pages), len(a.xs)-1, a.spots)
	if err != nil {
		return err
	}
	for i := range table.Rows {
		table.Rows[i].Page = a.pages[i]
		table.Rows[i].Header = i < a.headers && a.headers < len(table.Rows)
	}
	table.Page = parts[0].page
	w.emit(table)
	return nil
}

// borders returns the vertical borders of all parts.
func borders(parts []part) []int {
	var all []line
	for _, p := range parts {
		for _, x := range p.xs {
			all = append(all, line{at: x})
		}
	}
	slices.SortFunc(all, func(a, b line) int { return a.at - b.at })
	return places(all)
}

// assembly puts the parts of a table together.
type assembly struct {
	xs      []int
	spots   []grid.Spot
	pages   []int       // by row
	first   *ruled      // the first part, whose first rows others may repeat
	headers int         // how many they do
	key     int         // the column in which rows have a text of their own, or -1
	cells   flow        // of cells, but for their room
	bottom  map[int]end // by column, the cells that the rows so far end with
}

// end is a cell at the lower end of what is put together.
type end struct {
	spot int // its index
	region
}

// add adds the rows of a part. Rows at its top that repeat the table's first ones are its header; the first row behind them may
// be the rest of the row that the page before broke off.
func (a *assembly) add(p part) {
	if p.apart {
		a.bottom = nil
	}
	from, rest := 0, -1
	if p.ruled != a.first {
		from = a.repeats(p.ruled)
		a.headers = max(a.headers, from)
		if from < len(p.ys)-1 && a.isRest(p.ruled, from) {
			a.addRest(p.ruled, from)
			rest = from
			from++
		}
	}
	base := len(a.pages) - from
	bottom := map[int]end{}
	for _, c := range p.cells {
		below := c.row + c.rows
		if below <= from {
			continue
		}
		isRest, isTall := c.row == rest && c.text != "", c.rows > 1
		c.row = max(c.row, from)
		c.rows = below - c.row
		var e end
		if isRest {
			e = a.extend(p.ruled, c)
		} else {
			e = end{a.put(p.ruled, c, isTall, base, from), c}
		}
		if below == len(p.ys)-1 {
			bottom[a.column(p.ruled, c.col)] = e
		}
	}
	for range len(p.ys) - 1 - from {
		a.pages = append(a.pages, p.page)
	}
	if len(bottom) > 0 {
		a.bottom = bottom
	}
}

func withoutMarks(s string) string { return strings.ReplaceAll(s, string(block.ObjectMark), "") }

// countOn puts running numbers together of which it is not known whether their columns cut them: such as follow on the number before.
func (a *assembly) countOn() {
	cells := slices.Clone(a.spots)
	slices.SortStableFunc(cells, func(a, b grid.Spot) int { return cmp.Or(a.Col-b.Col, a.Row-b.Row) })
	const none = math.MinInt / 2
	before, col := none, -1
	for _, s := range cells {
		if s.Col != col {
			before, col = none, s.Col
		}
		if s.Cell.Text == "" {
			continue
		}
		whole := withoutMarks(s.Cell.Text)
		n, err := strconv.Atoi(whole)
		isCut := len(whole) < len(s.Cell.Text)
		isWithin := isDigits(s.Cell.Text[:1]) && isDigits(s.Cell.Text[len(s.Cell.Text)-1:])
		if err != nil || isCut && (n != before+1 || !isWithin) {
			before = none
			continue
		}
		s.Cell.Text = whole
		before = n
	}
}

// column returns the column of the whole table in which column col of a part begins.
func (a *assembly) column(t *ruled, col int) int {
	return min(nearest(a.xs, t.xs[col]), len(a.xs)-2)
}

// nearest returns the border at x.
func nearest(borders []int, x int) int {
	best := 0
	for i, at := range borders {
		if abs(at-x) < abs(borders[best]-x) {
			best = i
		}
	}
	return best
}

// put adds a cell and returns its spot. An empty one below one that covers several rows, or that does so itself on its page, belongs
// to the one above: where a page ends a merged cell is cut.
func (a *assembly) put(t *ruled, c region, isTall bool, base, from int) int {
	left := a.column(t, c.col)
	cols := max(nearest(a.xs, t.xs[c.col+c.cols])-left, 1)
	if above, ok := a.bottom[left]; ok && c.row == from && c.text == "" && base+from > 0 {
		if s := &a.spots[above.spot]; s.Cols == cols && (s.Rows > 1 || isTall) {
			s.Rows += c.rows
			return above.spot
		}
	}
	a.spots = append(a.spots, grid.Spot{Cell: &block.Cell{Text: c.text}, Row: base + c.row, Col: left, Rows: c.rows, Cols: cols})
	return len(a.spots) - 1
}

// repeats returns how many of the first rows of a part are the first rows of the table.
func (a *assembly) repeats(t *ruled) int {
	n := 0
	for n < len(t.ys)-1 && n < len(a.first.ys)-1 && sameRow(a.first, t, n) {
		n++
	}
	return n
}

// sameRow reports whether two parts have the same texts in the same cells of a row, two of them at least.
func sameRow(a, b *ruled, row int) bool {
	one, other := a.cellsAt(row), b.cellsAt(row)
	if len(one) != len(other) {
		return false
	}
	texts := 0
	for i := range one {
		if one[i].text != other[i].text || one[i].cols != other[i].cols {
			return false
		}
		if one[i].text != "" {
			texts++
		}
	}
	return texts > 1
}

// cellsAt returns the cells that begin in a row.
func (t *ruled) cellsAt(row int) (cells []region) {
	for _, c := range t.cells {
		if c.row == row {
			cells = append(cells, c)
		}
	}
	return cells
}

// extend goes on with the cell above one whose text was that one's rest, as a merged cell that the page cut within a row, and
// returns it.
func (a *assembly) extend(t *ruled, c region) end {
	above := a.bottom[a.column(t, c.col)]
	a.spots[above.spot].Rows += c.rows
	return above
}

// isRest reports whether a row at the top of a page is the rest of the last row of the page before.
func (a *assembly) isRest(t *ruled, row int) bool {
	return !a.hasOtherFigure(t, row) && (a.lacksKey(t, row) || a.flowsOn(t, row))
}

// hasOtherFigure reports a row with a name and with a figure below one of the row before that leaves room: a total, say, which has no number.
func (a *assembly) hasOtherFigure(t *ruled, row int) bool {
	named, other := false, false
	for _, c := range t.cellsAt(row) {
		above, ok := a.bottom[a.column(t, c.col)]
		isFigureHere := isFigure(withoutMarks(c.text))
		named = named || c.text != "" && !isFigureHere
		if !ok || !isFigureHere || !isFigure(withoutMarks(above.text)) {
			continue
		}
		own, next := above.packed.lines(), c.packed.lines()
		other = other || !above.room.isNearlyFilled(&own[len(own)-1], &next[0])
	}
	return named && other
}

// lacksKey reports that of the column in which every row of the table has a text of its own, one of the two rows has none. What is
// there goes on with texts of that row; where texts stand in the middle of their cells, those of the cut row may stand on the next
// page alone.
func (a *assembly) lacksKey(t *ruled, row int) bool {
	last, ok := a.bottom[a.key]
	if a.key < 0 || !ok {
		return false
	}
	texts, both, hasKey := 0, 0, false
	for _, c := range t.cellsAt(row) {
		if c.text == "" {
			continue
		}
		texts++
		col := a.column(t, c.col)
		above, ok := a.bottom[col]
		if !ok || above.cols != c.cols {
			return false
		}
		if above.text != "" {
			both++
		}
		hasKey = hasKey || col == a.key
	}
	if hasKey {
		return last.text == "" && last.rows == 1 && both > 0
	}
	return texts > 0 && both == texts
}

// flowsOn reports that what a row has goes on with texts of the row before, of which the last lines had no room for it, while it has
// nothing where that row has texts as well. Lists go on whether their lines are full or not.
func (a *assembly) flowsOn(t *ruled, row int) bool {
	flowing, lists, bare := 0, 0, 0
	for _, c := range t.cellsAt(row) {
		above, ok := a.bottom[a.column(t, c.col)]
		switch {
		case !ok:
			if c.text != "" {
				return false
			}
		case c.text == "":
			if above.rows == 1 && c.rows == 1 && above.text != "" {
				bare++
			}
		case above.text == "" || above.cols != c.cols || above.rows > 1:
			return false
		case above.runsInto(c):
			if lines := above.packed.lines(); !lines[len(lines)-1].endsSentence() {
				flowing++
			}
		case !strings.Contains(above.text, "\n"):
			return false
		default:
			lists++
		}
	}
	return bare > 0 && flowing > 0 || flowing > 1 && lists == 0
}

// runsInto reports whether the last line of a cell had no room for what another begins with. Of numbers each may be one.
func (c *region) runsInto(next region) bool {
	own := c.packed.lines()
	last, first := own[len(own)-1], next.packed.lines()[0]
	return !last.isNumber() && !first.isNumber() && isFull([]textLine{last, first}, 1, c.room)
}

// keyColumn returns the first column of the table in which every row has a cell of its own with a text, as that of the numbers
// does, or -1. The rows at which pages end and begin are not asked, as they may be parts of others.
func (a *assembly) keyColumn(parts []part) int {
	const fewest = 3
	rows := 0
	texts := make([]int, len(a.xs))
	for i, p := range parts {
		from, to := a.repeats(p.ruled)+1, len(p.ys)-2
		if i == 0 {
			from = 1
		}
		if i == len(parts)-1 {
			to++
		}
		rows += max(to-from, 0)
		for _, c := range p.cells {
			if from <= c.row && c.row < to && c.rows == 1 && c.text != "" {
				texts[a.column(p.ruled, c.col)]++
			}
		}
	}
	if rows < fewest {
		return -1
	}
	return slices.Index(texts, rows)
}

// addRest appends the texts of a row to those of the row before.
func (a *assembly) addRest(t *ruled, row int) {
	for _, c := range t.cellsAt(row) {
		above, ok := a.bottom[a.column(t, c.col)]
		if !ok || c.text == "" {
			continue
		}
		lines := above.packed.lines()
		cell := a.spots[above.spot].Cell
		f := a.cells
		f.room, f.cut = above.room, len(lines)
		lines = append(lines, c.packed.lines()...)
		cell.Text = tidy(f.join(lines))
		above.packed, above.text = packLines(lines), cell.Text
		a.bottom[a.column(t, c.col)] = above
	}
}
