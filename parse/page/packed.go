package page

import (
	"encoding/binary"
	"slices"
)

// packed are the lines of a cell in a tenth of the room: of thousands of pages all are kept until it is known how their cells go on.
type packed []byte

func packLines(lines []textLine) packed {
	if len(lines) == 0 {
		return nil
	}
	var p packer
	p.ints(len(lines))
	for i := range lines {
		l := &lines[i]
		p.ints(l.Left, l.Top, l.Right, l.Bottom, l.base, l.size, bit(l.spaced), bit(l.stretched), len(l.glyphs))
		last := Glyph{Box: Box{Right: l.Left}}
		for _, g := range l.glyphs {
			p.glyph(&g, &last)
			last = g
		}
	}
	return slices.Clone(p.out) // without the room that it grew by
}

func bit(is bool) int {
	if is {
		return 1
	}
	return 0
}

// packer writes numbers and glyphs.
type packer struct{ out packed }

func (p *packer) ints(all ...int) {
	for _, n := range all {
		p.out = binary.AppendVarint(p.out, int64(n))
	}
}

func (p *packer) glyph(g, last *Glyph) {
	p.ints(len(g.Text))
	p.out = append(p.out, g.Text...)
	at := len(p.out)
	p.out = append(p.out, 0)
	for flag, n := range differences(g, last) {
		if n != 0 {
			p.out[at] |= 1 << flag
			p.ints(n)
		}
	}
}

// differences returns by how much a glyph is otherwise than the one before would have it.
func differences(g, last *Glyph) [8]int {
	return [8]int{g.Left - last.Right, g.width() - last.width(), g.Top - last.Top, g.Bottom - last.Bottom, g.X - g.Left, g.Base - last.Base,
		g.Size - last.Size, int(g.Turn - last.Turn)}
}

// lines returns what was packed.
func (p packed) lines() []textLine {
	if len(p) == 0 {
		return nil
	}
	u := unpacker{p}
	lines := make([]textLine, u.int())
	for i := range lines {
		l := &lines[i]
		l.Box = Box{u.int(), u.int(), u.int(), u.int()}
		l.base, l.size, l.spaced, l.stretched = u.int(), u.int(), u.int() == 1, u.int() == 1
		l.glyphs = make([]Glyph, u.int())
		last := Glyph{Box: Box{Right: l.Left}}
		for k := range l.glyphs {
			l.glyphs[k] = u.glyph(&last)
			last = l.glyphs[k]
		}
	}
	return lines
}

// unpacker reads what a packer wrote.
type unpacker struct{ rest packed }

func (u *unpacker) int() int {
	n, size := binary.Varint(u.rest)
	u.rest = u.rest[size:]
	return int(n)
}

func (u *unpacker) glyph(last *Glyph) (g Glyph) {
	size := u.int()
	g.Text = string(u.rest[:size])
	flags := u.rest[size]
	u.rest = u.rest[size+1:]
	var d [8]int
	for i := range d {
		if flags&(1<<i) != 0 {
			d[i] = u.int()
		}
	}
	g.Left = last.Right + d[0]
	g.Right = g.Left + last.width() + d[1]
	g.Top, g.Bottom = last.Top+d[2], last.Bottom+d[3]
	g.X, g.Base, g.Size = g.Left+d[4], last.Base+d[5], last.Size+d[6]
	g.Turn = last.Turn + Turn(d[7])
	return g
}

// pack packs the lines of all cells of a page.
func (s *sheet) pack() {
	s.eachCell(func(c *region) {
		if c.lines != nil {
			c.packed, c.lines = packLines(c.lines), nil
		}
	})
}

// unpack gives the cells of a page their lines back.
func (s *sheet) unpack() { s.eachCell(func(c *region) { c.lines = c.packed.lines() }) }

func (s *sheet) eachCell(visit func(*region)) {
	for _, it := range s.items {
		if it.table == nil {
			continue
		}
		for i := range it.table.cells {
			c := &it.table.cells[i]
			visit(c)
			for k := range c.parts {
				visit(&c.parts[k])
			}
		}
	}
}
