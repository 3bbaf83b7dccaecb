package page

import (
	"cmp"
	"math"
	"slices"
)

// dropStruck takes the glyphs that a line goes through out of a page and returns how many these are: programs print deleted
// text so. Lines that meet others are the borders of tables, which may run into a text, and none of strikes.
func dropStruck(p *Page, strikes []line) int {
	if len(strikes) == 0 {
		return 0
	}
	before := len(p.Glyphs)
	p.Glyphs = slices.DeleteFunc(slices.Clone(p.Glyphs), func(g Glyph) bool { return g.isStruck(strikes) })
	return before - len(p.Glyphs)
}

// isStruck reports whether one of the lines goes through a glyph. They are in order, those at one height from left to right with gaps
// between them, of which the last that begins in front of the glyph reaches farthest.
func (g *Glyph) isStruck(strikes []line) bool {
	highest, lowest, slack := g.Base-g.Size*3/5, g.Base-g.Size/8, g.width()/4
	behind := func(at, from int) int {
		k, _ := slices.BinarySearchFunc(strikes, line{at: at, from: from}, func(s, t line) int {
			return cmp.Or(s.at-t.at, s.from-t.from)
		})
		return k
	}
	for k := behind(highest, math.MinInt/2); k < len(strikes) && strikes[k].at < lowest; {
		at := strikes[k].at
		last := behind(at, g.Left+slack+1) - 1
		if last >= k && g.Right-slack <= strikes[last].to {
			return true
		}
		k = behind(at+1, math.MinInt/2)
	}
	return false
}
