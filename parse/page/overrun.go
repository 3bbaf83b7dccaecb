package page

import "slices"

// takeOverrun moves the lines right below a table into the cells that they run out of, as programs print the last lines of a cell that a
// page has no room for. What stands so close, begins where the lines of the cell do, as far below its last as that is below the one
// before, and goes on in the middle of its sentence, is no paragraph below the table.
func (t *ruled) takeOverrun(lines []textLine) []textLine {
	return slices.DeleteFunc(lines, func(l textLine) bool {
		if len(l.glyphs) == 0 || l.Top < t.Bottom-l.size || l.Top > t.Bottom+2*l.size {
			return false
		}
		for i := range t.cells {
			if c := &t.cells[i]; c.row+c.rows == len(t.ys)-1 && c.cols < len(t.xs)-1 && c.overruns(&l) {
				c.lines = append(c.lines, l)
				return true
			}
		}
		return false
	})
}

// overruns reports whether a line goes on with the last of the cell, which stands above it.
func (c *region) overruns(l *textLine) bool {
	n := len(c.lines)
	if n < 2 || l.Right > c.room.right+l.size/4 {
		return false
	}
	last, before := &c.lines[n-1], &c.lines[n-2]
	near := l.size / 8
	isAligned := abs(l.Left-last.Left) < near && abs(l.Left-before.Left) < near
	isNext := abs((l.base-last.base)-(last.base-before.base)) < near
	return isAligned && isNext && !last.endsSentence() && isFull([]textLine{*last, *l}, 1, c.room)
}
