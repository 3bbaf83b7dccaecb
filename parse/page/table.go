package page

import (
	"slices"

	"duban/internal/message"
	"duban/parse/block"
)

// ruled is a table of lines on one page.
type ruled struct {
	Box
	xs, ys []int    // its borders
	region [][]int  // by row and column, which cell covers the place
	cells  []region // in the order of their first places
}

// region is a cell of a ruled table.
type region struct {
	row, col, rows, cols int
	glyphs               []Glyph
	lines                []textLine // nil where they are packed
	packed               packed
	room                 room
	text                 string
	parts                []region // the cells of a table within it, in their order
}

// ruledTables returns the tables that the lines of a page make, from top to bottom, with the glyphs that stand in them; the
// other glyphs are left.
func ruledTables(b *block.Budget, p *Page, ruling lines) (tables []*ruled, left []Glyph, err error) {
	for _, frame := range ruling.frames() {
		t, err := newRuled(b, frame)
		if err != nil {
			return nil, nil, err
		}
		if t != nil {
			tables = append(tables, t)
		}
	}
	tables = outermost(tables)
	slices.SortStableFunc(tables, func(a, b *ruled) int { return a.Top - b.Top })
	left = newPlacer(tables, p.Glyphs).put(p.Glyphs)
	for _, t := range tables {
		t.settle()
	}
	return tables, left, nil
}

// outermost leaves out tables that stand in a cell of another; their texts are the cell's.
func outermost(tables []*ruled) []*ruled {
	var kept []*ruled
	for i, t := range tables {
		x, y := t.middle()
		inside := slices.ContainsFunc(tables, func(o *ruled) bool {
			return o != t && o.has(x, y) && o.width() >= t.width() && o.height() > t.height()
		})
		if !inside {
			kept = append(kept, tables[i])
		}
	}
	return kept
}

// newRuled returns the table that lines which hang together make, or nil if they make no cells.
func newRuled(b *block.Budget, frame lines) (*ruled, error) {
	xs, ys := places(frame.down), places(frame.across)
	if len(ys) < 2 || len(xs) == 0 {
		return nil, nil
	}
	xs = withOpenSides(xs, frame.across)
	ys = withOpenEnds(ys, xs, frame.down)
	if len(xs) < 2 {
		return nil, nil
	}
	if (len(xs)-1)*(len(ys)-1) > mostPlaces {
		return nil, tooMuch{message.Errorf("a table with more than the limit of %d cells on a page", mostPlaces)}
	}
	if err := b.Grid((len(xs) - 1) * (len(ys) - 1)); err != nil {
		return nil, err
	}
	t := &ruled{Box: Box{xs[0], ys[0], xs[len(xs)-1], ys[len(ys)-1]}, xs: xs, ys: ys}
	if t.findCells(frame); len(t.cells) == 1 { // a frame around a text
		return nil, nil
	}
	return t, nil
}

// mostPlaces is how many cells a table may have on one page: twice as many as paper of A3 holds, of the smallest that a digit fits in.
const mostPlaces = 50_000

// withOpenSides adds the ends of horizontal lines that reach further than the vertical ones: tables may be open at their sides.
func withOpenSides(xs []int, across []line) []int {
	from, to := across[0].from, across[0].to
	for _, l := range across {
		from, to = min(from, l.from), max(to, l.to)
	}
	if xs[0]-from > 3*near {
		xs = append([]int{from}, xs...)
	}
	if to-xs[len(xs)-1] > 3*near {
		xs = append(xs, to)
	}
	return xs
}

// withOpenEnds adds the ends of vertical lines where both of the outer ones reach farther up or down than the horizontal ones: a page that
// cuts a row has no line there.
func withOpenEnds(ys, xs []int, down []line) []int {
	first, last := ys[0], ys[len(ys)-1]
	reach := func(x int) (from, to int) {
		from, to = first, last
		for _, l := range down {
			if abs(l.at-x) <= near {
				from, to = min(from, l.from), max(to, l.to)
			}
		}
		return from, to
	}
	from, to := reach(xs[0])
	rightFrom, rightTo := reach(xs[len(xs)-1])
	if first-from > 3*near && abs(from-rightFrom) <= near {
		ys = append([]int{from}, ys...)
	}
	if to-last > 3*near && abs(to-rightTo) <= near {
		ys = append(ys, to)
	}
	return ys
}

// findCells joins the places of the grid between which there is no line.
func (t *ruled) findCells(frame lines) {
	t.region = make([][]int, len(t.ys)-1)
	for i := range t.region {
		t.region[i] = make([]int, len(t.xs)-1)
		for j := range t.region[i] {
			t.region[i][j] = -1
		}
	}
	for i := range t.region {
		for j, taken := range t.region[i] {
			if taken < 0 {
				t.grow(frame, i, j)
			}
		}
	}
}

// grow makes the cell that begins at row i and column j: as wide as no line parts it, and as far down as none does.
func (t *ruled) grow(frame lines, i, j int) {
	c := region{row: i, col: j, rows: 1, cols: 1}
	for j+c.cols < len(t.xs)-1 && t.region[i][j+c.cols] < 0 && !covers(frame.down, t.xs[j+c.cols], t.ys[i], t.ys[i+1]) {
		c.cols++
	}
	for i+c.rows < len(t.ys)-1 && t.isOpenBelow(frame, c) {
		c.rows++
	}
	for k := i; k < i+c.rows; k++ {
		for l := j; l < j+c.cols; l++ {
			t.region[k][l] = len(t.cells)
		}
	}
	t.cells = append(t.cells, c)
}

// isOpenBelow reports whether the row below a cell belongs to it: no line lies between in any of its columns, and none parts them.
func (t *ruled) isOpenBelow(frame lines, c region) bool {
	below := c.row + c.rows
	for j := c.col; j < c.col+c.cols; j++ {
		if t.region[below][j] >= 0 || covers(frame.across, t.ys[below], t.xs[j], t.xs[j+1]) {
			return false
		}
		if j > c.col && covers(frame.down, t.xs[j], t.ys[below], t.ys[below+1]) {
			return false
		}
	}
	return true
}

// place returns between which two borders, from the first on, v is.
func place(borders []int, v int) int {
	k, found := slices.BinarySearch(borders, v)
	if !found {
		k--
	}
	return min(max(k, 0), len(borders)-2)
}

// settle puts the glyphs of the cells into lines. How near these come to the borders shows how wide the places of texts are.
func (t *ruled) settle() {
	const most = 8 * Unit
	padding := most
	for i := range t.cells {
		c := &t.cells[i]
		c.lines, c.glyphs = textLines(c.glyphs), nil
		for _, l := range c.lines {
			padding = min(padding, max(l.Left-t.xs[c.col], 0))
		}
	}
	for i := range t.cells {
		c := &t.cells[i]
		c.room = cellRoom(t.xs[c.col]+padding, t.xs[c.col+c.cols]-padding)
	}
	if padding == most {
		t.widen()
	}
	for i := range t.cells {
		t.cells[i].stretch()
	}
	t.fold()
}

// widen gives the cells of which several lines end right of where texts should the room that these take: where all texts stand at the
// right edge or in the middle, none shows how near they come to the borders.
func (t *ruled) widen() {
	ends := make([][]int, len(t.xs)) // by border
	for i := range t.cells {
		c := &t.cells[i]
		border := c.col + c.cols
		for k := range c.lines {
			if end := c.lines[k].inner(); c.room.right+near/4 < end && end <= t.xs[border] {
				ends[border] = append(ends[border], end)
			}
		}
	}
	for i := range t.cells {
		c := &t.cells[i]
		all := ends[c.col+c.cols]
		slices.Sort(all)
		for k := len(all) - 1; k > 0; k-- {
			if all[k]-all[k-1] <= near/4 {
				c.room = c.room.around(room{t.xs[c.col] + t.xs[c.col+c.cols] - all[k], all[k]})
				break
			}
		}
	}
}

// learn counts the texts of lines that stand alone in the cells. What stands at the upper or lower end of a page may be part of a
// row that pages cut, and counts half.
func (t *ruled) learn(h *habits, ends *endings) {
	const rowsOfHeader = 3
	for _, c := range t.cells {
		if len(c.parts) > 0 {
			continue
		}
		weight := sure
		if c.row < rowsOfHeader || c.row+c.rows == len(t.ys)-1 {
			weight = sure / 2
		}
		flow{room: c.room, habits: h, ends: ends}.learn(c.lines, weight)
	}
}

// write makes the texts of the cells.
func (t *ruled) write(h *habits, ends *endings) {
	for i := range t.cells {
		c := &t.cells[i]
		c.write(h, ends)
		for k := range c.parts {
			c.parts[k].write(h, ends)
		}
		if len(c.parts) > 0 {
			c.text = c.nestedText()
		}
	}
}

func (c *region) write(h *habits, ends *endings) {
	c.text = tidy(flow{room: c.room, habits: h, ends: ends}.join(c.lines))
}
