package page

import (
	"math"
	"strings"
)

// room is where a place has room for text, from left to right.
type room struct{ left, right int }

// openRoom returns the room of a place whose lines may begin anywhere, or that has no edges which could cut what stands in it.
func openRoom(right int) room { return room{math.MinInt, right} }

// cellRoom returns the room between the borders of a cell.
func cellRoom(left, right int) room { return room{left, max(left, right)} }

func (r room) isOpen() bool { return r.left == math.MinInt }

// around returns the room that has both.
func (r room) around(o room) room { return room{min(r.left, o.left), max(r.right, o.right)} }

// spare returns how much of the room a line leaves to the first word of the next. Lines in the middle and lines that end at the right
// edge leave what is on their left as well; those of which the first is indented, or which hang from a number, do not.
func (r room) spare(a, next *textLine) int {
	behind := r.right - a.Right
	if r.isOpen() || a.Left-r.left <= a.size/4 {
		return behind
	}
	if a.isNumber() {
		return a.Left - r.left + behind
	}
	const indent = 3 // characters at most
	before, slack := a.Left-r.left, a.size/4
	isCentred := abs(before-behind) <= slack
	areAtRight := abs(a.Right-next.Right) <= slack && abs(a.Left-next.Left) > slack
	isIndented := abs(next.Left-r.left) <= slack && before <= indent*a.size
	if isCentred || areAtRight && !isIndented {
		return before + behind
	}
	return behind
}

// isFull reports whether a place has no room for what line i begins with behind the line before. What cannot be parted may go on in
// the lines below.
func isFull(lines []textLine, i int, r room) bool {
	a, next := &lines[i-1], &lines[i]
	width := 0
	for ; i < len(lines); i++ {
		b := &lines[i]
		width += b.lead()
		if b.lead() < b.Right-b.Left || i+1 == len(lines) || !r.parts(b, &lines[i+1]) {
			break
		}
	}
	return width > r.spare(a, next)-a.size/4
}

// parts reports whether a line may end within a word that the next goes on with. Two numbers of which one stands over the other are
// none where the first would have had room for more.
func (r room) parts(a, next *textLine) bool {
	first := next.glyphs[0]
	if breaks(a.glyphs[len(a.glyphs)-1], first) {
		return false
	}
	areNumbers := a.isNumber() && isDigits(first.Text)
	return !areNumbers || first.width() > r.spare(a, next)-a.size/8
}

// fills reports whether a line is so wide that a place between borders has no room for the first character of the next, wherever in the
// place it stands. One that runs over the borders is of a program that cuts nothing.
func (r room) fills(a, next *textLine) bool {
	if r.isOpen() {
		return false
	}
	width, slack := a.Right-a.Left, a.size/8
	return width+next.glyphs[0].width() > r.right-r.left-slack && width <= r.right-r.left+slack
}

// isNearlyFilled reports whether a line may fill a place whose edges are not known to a hair.
func (r room) isNearlyFilled(a, next *textLine) bool {
	return a.Right-a.Left+5*next.glyphs[0].width()/2 > r.right-r.left
}

// isTooNarrow reports a place in which not even the one character of a line has room: there all texts are cut.
func (r room) isTooNarrow(l *textLine) bool {
	return !r.isOpen() && len(l.glyphs) == 1 && r.right-r.left < l.Right-l.Left-l.size/16
}

// isSnug reports a line that is just as wide as its place: programs make columns as wide as their widest number, which then fills its
// place and is not cut.
func (r room) isSnug(l *textLine) bool { return r.right-r.left-(l.Right-l.Left) <= l.size/16 }

// cuts reports whether the place may have cut what a line ends with in front of the next.
func (r room) cuts(a, next *textLine) bool { return r.fills(a, next) && !r.isSnug(a) && !a.spaced }

// This part tells from what the cells of all tables show whether numbers are cut in them.

// learnNumbers counts what two lines show of which one stands over the other.
func (h *habits) learnNumbers(a, b *textLine, r room) {
	if !a.isNumber() || !isDigits(b.glyphs[0].Text) {
		return
	}
	head, rest := a.text(), numberAtStart(b.text())
	switch {
	case a.spaced:
	case r.isTooNarrow(a):
	case !r.fills(a, b):
		h.stacked++
	case r.isSnug(a):
	case isRestOfNumber(head, rest), strings.HasSuffix(head, "."), rest[0] == '0' && len(rest) > 1 && rest[1] != '.':
		h.proven++
	case !b.isNumber():
		h.inText++
	case len(head) > len(rest), len(head) == 1:
		h.cut++
		if 2*len(rest) <= len(head) || len(head) == 1 {
			h.short++
		}
	}
}

// cutsNumbers reports that numbers are cut where their places end. None stands over another that would have had room beside it. And some
// have a rest that is no number by itself; or there are several, each as long as there is room for, with rests of which most are short:
// of numbers of their own some would be otherwise.
func (h *habits) cutsNumbers() bool {
	const several = 3
	return h != nil && h.stacked == 0 && (h.proven > 0 || h.cut >= several && 3*h.short >= 2*h.cut)
}

// cutsOften reports that many are cut: then a rest may as well be as long as what it goes on with.
func (h *habits) cutsOften() bool {
	const many = 5
	return h.cutsNumbers() && h.cut+h.proven >= many
}

// cutsInText reports that numbers within texts are cut where their places end: several fill a line by themselves and have digits below
// them, and none that has such leaves room.
func (h *habits) cutsInText() bool {
	const several = 3
	return h != nil && h.inText+h.proven >= several && h.stacked == 0
}
