package page

// stretch notes which lines of a cell are stretched from one of its edges to the other, as justified ones are in narrow columns: there the
// gaps part nothing.
func (c *region) stretch() {
	for i := range len(c.lines) - 1 { // the last is not justified
		c.lines[i].stretched = c.lines[i].isStretched(c.room)
	}
}

// isStretched reports a line that fills its place and has one and the same gap wherever it could end: texts that stand apart in a cell
// have characters without gaps.
func (l *textLine) isStretched(r room) bool {
	slack := l.size / 10
	if l.Left-r.left > slack || r.right-l.Right > slack {
		return false
	}
	gap := 0
	for i := 1; i < len(l.glyphs); i++ {
		a, b := l.glyphs[i-1], l.glyphs[i]
		own := b.Left - a.Right
		switch {
		case own <= slack && !breaks(a, b):
		case own <= slack, isLatin(a.Text) && isLatin(b.Text), gap > 0 && abs(own-gap) > slack:
			return false
		default:
			gap = own
		}
	}
	return gap > 0
}
