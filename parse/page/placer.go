package page

import "slices"

// placer puts the glyphs of a page into the cells of its tables.
type placer struct {
	tables []*ruled
	flush  []int // by table, how far from the border on their left most texts begin; -1 where that is not known
}

func newPlacer(tables []*ruled, glyphs []Glyph) *placer {
	p := &placer{tables: tables}
	starts := make([]map[int]int, len(tables))
	for i := range starts {
		starts[i] = map[int]int{}
	}
	for i := range glyphs {
		g := &glyphs[i]
		if i > 0 && glyphs[i-1].touches(g) {
			continue
		}
		if k, cell := p.at(g, 1); k >= 0 {
			starts[k][p.indent(g, k, cell)]++
		}
	}
	for _, counts := range starts {
		p.flush = append(p.flush, mostCommon(counts))
	}
	return p
}

// mostCommon returns the key that counts most, if that is for more than one in four.
func mostCommon(counts map[int]int) int {
	best, all := -1, 0
	for at, n := range counts {
		if all += n; best < 0 || n > counts[best] || n == counts[best] && at < best {
			best = at
		}
	}
	if best >= 0 && 4*counts[best] <= all {
		return -1
	}
	return best
}

// indent returns how far from the left border of a cell a glyph begins, in steps.
func (p *placer) indent(g *Glyph, table, cell int) int {
	const step = Unit / 4
	t := p.tables[table]
	return (g.Left - t.xs[t.cells[cell].col] + step/2) / step
}

// put gives each cell the glyphs that stand in it and returns the others.
func (p *placer) put(glyphs []Glyph) (left []Glyph) {
	var spilt []spill
	for len(glyphs) > 0 {
		n := p.run(glyphs)
		i, cell := p.at(&glyphs[0], 1)
		if i < 0 {
			left = append(left, glyphs[:n]...)
		} else {
			c := &p.tables[i].cells[cell]
			if k, next := p.at(&glyphs[n-1], 1); k >= 0 && (k != i || next != cell) {
				spilt = append(spilt, spill{c, len(c.glyphs), n, &p.tables[k].cells[next]})
			}
			c.glyphs = append(c.glyphs, glyphs[:n]...)
		}
		glyphs = glyphs[n:]
	}
	for _, s := range spilt {
		s.doubt()
	}
	return left
}

// spill are glyphs of a cell that stand in another.
type spill struct {
	cell     *region
	start, n int // its glyphs
	into     *region
}

// doubt marks the numbers of the glyphs where the cell that they run into has nothing else in their line: what stands there
// may be the text of that one.
func (s spill) doubt() {
	glyphs := s.cell.glyphs[s.start : s.start+s.n]
	if slices.ContainsFunc(s.into.glyphs, func(g Glyph) bool { return abs(g.Base-glyphs[0].Base) <= Unit/4 }) {
		return
	}
	markNumbers(glyphs)
}

// run returns how many of the first glyphs stand in one cell, though borders may part them: numbers are whole, and a text that is too
// wide for its cell runs over the border on its right, up to where the next cell has a text of its own.
func (p *placer) run(glyphs []Glyph) int {
	n, over := 1, p.isOver(&glyphs[0])
	for ; n < len(glyphs) && glyphs[n-1].touches(&glyphs[n]); n++ {
		before, g := &glyphs[n-1], &glyphs[n]
		areDigits := isDigits(before.Text) && isDigits(g.Text)
		if begins := p.begins(g); !areDigits && (!over || begins) || begins && p.isTight(g) {
			break
		}
		over = over || p.isOver(g)
	}
	return n
}

// touches reports whether another glyph is written right behind g.
func (g *Glyph) touches(next *Glyph) bool {
	const hair = 25
	return abs(g.Base-next.Base) <= Unit/4 && g.Turn == next.Turn && hair*abs(next.Left-g.Right) <= g.Size
}

// isOver reports a glyph that a border goes through.
func (p *placer) isOver(g *Glyph) bool {
	i, cell := p.at(g, 1)
	k, other := p.at(g, 7)
	return i != k || cell != other
}

// begins reports a glyph that stands where most texts of its table begin in their cells.
func (p *placer) begins(g *Glyph) bool {
	i, cell := p.at(g, 1)
	return i >= 0 && p.indent(g, i, cell) == p.flush[i]
}

// isTight reports a glyph of a table whose cells have no room between their borders and their texts, so that those of two touch.
func (p *placer) isTight(g *Glyph) bool {
	i, _ := p.at(g, 1)
	return p.flush[i] <= 1
}

// at returns the table and the cell in which so many eighths of a glyph end, from the left; -1 outside of tables.
func (p *placer) at(g *Glyph, eighths int) (table, cell int) {
	_, y := g.middle()
	x := g.Left + g.width()*eighths/8
	i := slices.IndexFunc(p.tables, func(t *ruled) bool { return t.has(x, y) })
	if i < 0 {
		return -1, -1
	}
	t := p.tables[i]
	return i, t.region[place(t.ys, y)][place(t.xs, x)]
}
