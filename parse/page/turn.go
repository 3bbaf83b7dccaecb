package page

import "slices"

// upright turns a page whose text is turned, so that it can be read, and takes out the glyphs that then still are: it returns how
// many these are. A watermark across the page is such.
func upright(p *Page) (left int) {
	var count [Slanted + 1]int
	for _, g := range p.Glyphs {
		count[g.Turn]++
	}
	main := Turn(0)
	for t := range Slanted {
		if count[t] > count[main] {
			main = t
		}
	}
	for range (Slanted - main) % Slanted {
		p.quarter()
	}
	p.Glyphs = slices.DeleteFunc(slices.Clone(p.Glyphs), func(g Glyph) bool { return g.Turn != 0 })
	for t, n := range count {
		if Turn(t) != main {
			left += n
		}
	}
	return left
}

// quarter turns a page by a quarter, clockwise.
func (p *Page) quarter() {
	height := p.Height
	turn := func(x, y int) (int, int) { return height - y, x }
	box := func(b Box) Box {
		right, top := turn(b.Left, b.Top)
		left, bottom := turn(b.Right, b.Bottom)
		return Box{left, top, right, bottom}
	}
	glyphs := slices.Clone(p.Glyphs)
	for i := range glyphs {
		g := &glyphs[i]
		g.Box = box(g.Box)
		g.X, g.Base = turn(g.X, g.Base)
		if g.Turn != Slanted {
			g.Turn = (g.Turn + 1) % Slanted
		}
	}
	strokes := slices.Clone(p.Strokes)
	for i, s := range strokes {
		x0, y0 := turn(s.X0, s.Y0)
		x1, y1 := turn(s.X1, s.Y1)
		strokes[i] = Stroke{x0, y0, x1, y1}
	}
	pictures := slices.Clone(p.Pictures)
	for i := range pictures {
		pictures[i] = box(pictures[i])
	}
	p.Glyphs, p.Strokes, p.Pictures = glyphs, strokes, pictures
	p.Width, p.Height = p.Height, p.Width
}
