package page

import (
	"strings"

	"duban/internal/char"
)

// This file finds what looks like a table whose rows cannot be told, so that it is kept as one text.

// mixedRun returns how many of the first lines are parts of a table that mixedLines sees, with the lines between them that only
// stand in one of its columns, and a few such right above it: texts in the middle of its first row begin above the others.
func mixedRun(lines []pageLine, left, right int) int {
	const most = 3
	lead := 0
	for lead < most && lead+1 < len(lines) && lines[lead].leadsTo(&lines[lead+1], left, right) {
		lead++
	}
	end := mixedLines(lines[lead:], left, right)
	if end > 0 {
		end += lead
	}
	for next := end; end > 0 && next < len(lines); next++ {
		if n := mixedLines(lines[next:], left, right); n > 0 {
			end = next + n
			next = end - 1
		} else if !lines[next].isOfColumn(left, right) {
			break
		}
	}
	return end
}

// leadsTo reports whether a line that stands in a column, and is no caption such as that of the unit, is right above the next.
func (l *pageLine) leadsTo(next *pageLine, left, right int) bool {
	return l.segments() == 1 && l.isOfColumn(left, right) && !l.hasColon() &&
		l.page == next.page && next.Top-l.Bottom < l.size*4/5 && !l.isBeside(next)
}

// isOfColumn reports a line of several texts, or of one that begins farther to the right than paragraphs do and is no title in the
// middle of the page.
func (l *textLine) isOfColumn(left, right int) bool {
	isTitle := abs(l.Left+l.Right-left-right) < 2*l.size
	return l.segments() > 1 || l.Left > left+3*l.size && !isTitle
}

// mixedLines returns how many of the first lines look like those of a table, whatever it is: texts that stand apart in several
// lines, or beside one another at heights of their own, with what stands between and below them in short lines.
func mixedLines(lines []pageLine, left, right int) int {
	const fewest, few, manyTexts = 3, 2, 3
	last, apart, many := 0, 0, 0
	for i := range lines {
		l := &lines[i]
		n := l.segments()
		besides := i > 0 && lines[i-1].isBeside(l)
		if n > 1 || besides || i+1 < len(lines) && l.isBeside(&lines[i+1]) {
			if i == 0 && n > 1 && !l.isLabels() {
				return 0
			}
			last = i
			if n > 1 || besides {
				apart++
			}
			if n >= manyTexts {
				many++
			}
			continue
		}
		if i == 0 {
			return 0
		}
		isShort := 2*l.width() < right-left
		if !isShort || l.page == lines[i-1].page && l.Top-lines[i-1].Bottom > l.size {
			break
		}
	}
	for last+1 < len(lines) && lines[last+1].hangsOn(&lines[last], right) && 3*lines[last+1].width() < right-left {
		last++
	}
	if apart < fewest && many < few {
		return 0
	}
	return last + 1
}

// isBeside reports whether the next line begins above the foot of this one, neither over the other: texts in the middle of cells
// that stand side by side. No text sets its own lines so close.
func (l *pageLine) isBeside(next *pageLine) bool {
	if l.page != next.page || 5*abs(next.base-l.base) > 4*min(l.size, next.size) {
		return false
	}
	k := 0
	for _, g := range l.glyphs {
		for k < len(next.glyphs) && next.glyphs[k].Right <= g.Left {
			k++
		}
		if k < len(next.glyphs) && next.glyphs[k].Left < g.Right {
			return false
		}
	}
	return true
}

// isLabels reports a line that may be the first of a table: of texts that stand apart, none of which says what a colon is behind.
func (l *textLine) isLabels() bool {
	return l.segments() > 1 && !l.hasColon()
}

func (l *textLine) hasColon() bool { return strings.ContainsAny(l.text(), char.Colons) }
