package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"duban/internal/char"
	"duban/parse/block"
	"duban/parse/words"
)

// flow is how lines go on in each other, in a place that has so much room.
type flow struct {
	room
	habits *habits // nil outside of tables
	ends   *endings
	cut    int // the first line on another page, or 0; neither it nor the one before is known to stand alone
}

// habits are what the cells of all tables show of how their lines were broken.
type habits struct {
	alone   map[string]int // how surely a text stands alone in its line elsewhere
	cut     int            // numbers that seem to be cut where their place ended
	short   int            // such of which the rest is short
	inText  int            // such that a text goes on behind
	proven  int            // such of which the rest is no number
	stacked int            // numbers of which one stands over another
}

// sure is the count from which on a text is taken to stand alone.
const sure = 2

// learn counts the texts of the lines of a place that stand alone: nothing before and behind runs into them. Short ones may as well
// be the ends of others.
func (f flow) learn(lines []textLine, weight int) {
	f.ends.learn(lines, f.room)
	const shortest, longest = 3, 20
	for i := range lines {
		l := &lines[i]
		runsOn := i > 0 && isFull(lines, i, f.room) || i+1 < len(lines) && isFull(lines, i+1, f.room)
		if n := len(l.glyphs); !runsOn && shortest <= n && n <= longest {
			f.habits.alone[l.text()] += weight
		}
		if i > 0 {
			f.habits.learnNumbers(&lines[i-1], l, f.room)
		}
	}
}

// isNumber reports a line of a number and no more.
func (l *textLine) isNumber() bool {
	text := l.text()
	return strings.IndexFunc(text, unicode.IsDigit) >= 0 && strings.TrimFunc(strings.TrimPrefix(text, "-"), isOfNumber) == ""
}

// join returns the text of lines of which each may go on in the next.
func (f flow) join(all []textLine) string {
	var sb strings.Builder
	for i := range all {
		text := all[i].text()
		if i > 0 {
			sb.WriteString(f.seam(all, i))
		}
		sb.WriteString(text)
	}
	return sb.String()
}

// seam returns what stands between a line and the one before. Two digits that come together may be one number that was too wide for
// its place or two that stand one over the other: where that is not known, a mark says so.
func (f flow) seam(lines []textLine, i int) string {
	if !f.goesOn(lines, i) {
		return "\n"
	}
	a, b := &lines[i-1], &lines[i]
	before := a.glyphs[len(a.glyphs)-1].Text
	behind := b.glyphs[0].Text
	switch {
	case a.spaced:
		return " "
	case isDigits(before) && isDigits(behind):
		if f.isCutNumber(lines, i) {
			return ""
		}
		return string(block.ObjectMark)
	case a.endsInHyphen(), a.endsWith("/"), strings.Contains(notFirst, behind): // of a unit, such as μg/m³, or a date
		return ""
	case isLatin(before) && isLatin(behind):
		return " "
	}
	return ""
}

func isDigits(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(s, string(block.ObjectMark)))
	return unicode.IsDigit(r) || r == '.' || r == ','
}

// endsInHyphen reports a line that ends in a hyphen right behind what it hangs on.
func (l *textLine) endsInHyphen() bool { return l.endsWith("-") }

// endsWith reports a line that ends in a mark right behind what it hangs on.
func (l *textLine) endsWith(mark string) bool {
	n := len(l.glyphs)
	return l.glyphs[n-1].Text == mark && (n == 1 || !isBlank(l.glyphs[n-2]) && between(l.glyphs[n-2], l.glyphs[n-1]) == "")
}

// isCutNumber reports whether the digits that a line begins with are the rest of the number that the one before ends with: because the
// parts are no numbers, or the number takes all the room of its cell, and tables cut such.
func (f flow) isCutNumber(lines []textLine, i int) bool {
	a, b := &lines[i-1], &lines[i]
	head, rest := numberAtEnd(a.text()), numberAtStart(b.text())
	switch {
	case isRestOfNumber(head, rest), f.isTooNarrow(a) && isNumeral(head+rest):
		return true
	case !f.cuts(a, b) || !isNumeral(head+rest):
		return false
	case !a.isNumber():
		return a.isLongWord()
	case endsInPoint(head):
		return true
	case !b.isNumber():
		return f.habits.cutsInText()
	case !f.habits.cutsNumbers():
		return false
	}
	last := i
	for last+1 < len(lines) && lines[last].isNumber() && lines[last+1].isNumber() && f.fills(&lines[last], &lines[last+1]) {
		last++
	}
	return f.habits.cutsOften() || len(a.glyphs) > len(lines[last].glyphs)
}

// endsInPoint reports a text that is a number only with what stands behind it, and not that of an entry of a list.
func endsInPoint(head string) bool {
	const shortest = len("10.")
	return strings.HasSuffix(head, ".") && len(head) >= shortest
}

// isLongWord reports a line that is a word of letters and digits, or the beginning of one that is too long for a line. Signs other than
// letters part figures that stand one over the other, such as months.
func (l *textLine) isLongWord() bool {
	return l.lead() == l.Right-l.Left && strings.ContainsFunc(l.text(), unicode.IsLetter)
}

// numberAtEnd returns the number that a text ends with.
func numberAtEnd(s string) string { return s[len(strings.TrimRightFunc(s, isOfNumber)):] }

// numberAtStart returns the number that a text begins with.
func numberAtStart(s string) string { return s[:len(s)-len(strings.TrimLeftFunc(s, isOfNumber))] }

func isOfNumber(r rune) bool { return '0' <= r && r <= '9' || r == '.' || r == ',' }

// isRestOfNumber reports whether two texts of digits are a number only if they are one: 609 and .9, 238,50 and 0.
func isRestOfNumber(head, rest string) bool {
	if point := strings.HasPrefix(rest, ".") && len(rest) > 1; point && !strings.ContainsAny(head+rest[1:], ".,") {
		return true
	}
	return strings.Contains(head, ",") && !isGrouped(head) && isGrouped(head+rest)
}

// isGrouped reports a number with commas behind its thousands.
func isGrouped(s string) bool {
	whole, _, _ := strings.Cut(s, ".")
	groups := strings.Split(whole, ",")
	for _, g := range groups[1:] {
		if len(g) != 3 {
			return false
		}
	}
	return len(groups) > 1 && 0 < len(groups[0]) && len(groups[0]) <= 3
}

// isNumeral reports a text that is one number: with one point at most, and commas behind its thousands or none.
func isNumeral(s string) bool {
	return strings.Count(s, ".") <= 1 && (isGrouped(s) || !strings.Contains(s, ","))
}

// goesOn reports whether line i goes on with the one before: there was no room for its first word at the end of that one, or it begins
// with what begins no line. A list may have entries that are just as wide as their place; these are told by the places where they
// stand alone.
func (f flow) goesOn(lines []textLine, i int) bool {
	a, b := &lines[i-1], &lines[i]
	isOver := f.habits != nil && a.isNumber() && isDigits(b.glyphs[0].Text) // a number over another, or over its rest
	switch {
	case b.beginsWithin() && !a.hasGaps() && !b.hasGaps():
		return true
	case isOver && !f.isOpen():
		return f.isNearlyFilled(a, b) // cut, or it cannot be told
	case !isFull(lines, i, f.room):
		return false
	case isOver:
		return true
	case f.habits == nil:
		return !a.endsSentence() || !b.isListed() && (f.ends.areIndented() || !f.ends.end(lines, i-1, f.room))
	case i == f.cut:
	case f.habits.alone[a.text()] >= sure, f.habits.alone[b.text()] >= sure, f.areNames(lines, i):
		return false
	}
	return !a.endsSentence() || !b.isListed() && !f.ends.end(lines, i-1, f.room)
}

// areNames reports two lines that each end like the name of an office, in a list of such that has lines which surely end.
func (f flow) areNames(lines []textLine, i int) bool {
	if !lines[i-1].isName() || !lines[i].isName() {
		return false
	}
	for k := 1; k < len(lines); k++ {
		if !isFull(lines, k, f.room) {
			return true
		}
	}
	return false
}

// isName reports a line that may be the name of an office.
func (l *textLine) isName() bool {
	const shortest = 3
	text := l.text()
	return len(l.glyphs) >= shortest && words.EndsLikeOffice(text) && !strings.ContainsAny(text, pauses+char.Stop)
}

// beginsWithin reports a line that begins with a mark that stands behind something.
func (l *textLine) beginsWithin() bool {
	const never = pauses + char.Stop + char.Question + char.Exclamation
	first, _ := utf8.DecodeRuneInString(l.glyphs[0].Text)
	return len(l.glyphs) > 1 && strings.ContainsRune(never, first)
}

func (l *textLine) endsSentence() bool {
	last, _ := utf8.DecodeLastRuneInString(l.glyphs[len(l.glyphs)-1].Text)
	return strings.ContainsRune(sentenceEnds, last)
}

// isListed reports a line that begins with the mark of an item: a sign such as ①, or a running number with a mark that ends it.
func (l *textLine) isListed() bool {
	first, _ := utf8.DecodeRuneInString(l.glyphs[0].Text)
	return unicode.Is(unicode.No, first) || l.numbered() > 0
}

// numbered returns how many glyphs the running number is that a line begins with, and the mark that ends it; 0 where it has none.
func (l *textLine) numbered() int {
	const longest = 3
	for i, g := range l.glyphs[1:min(len(l.glyphs), 2+longest)] {
		if !strings.Contains(char.Pause+char.Points+char.Closing, g.Text) {
			continue
		}
		before, behind := textOf(l.glyphs[:i+1]), textOf(l.glyphs[i+2:min(len(l.glyphs), i+3)])
		if _, isNumber := words.RunningNumber(before); isNumber && (!isDigits(behind) || l.isApart(i+2) && !l.isApart(i+1)) {
			return i + 2
		}
		return 0
	}
	return 0
}

// label returns how many glyphs the number of a list is that a line begins with, if its text stands apart from it, as programs set
// those that they count themselves; else 0. The gap may be a wide one, and is none between cells.
func (l *textLine) label() int {
	n := l.numbered()
	if n == 0 || n == len(l.glyphs) {
		return 0
	}
	const most = 3
	if isBlank(l.glyphs[n]) || !l.isApart(n) || l.glyphs[n].Left-l.glyphs[n-1].Right > most*l.glyphs[n].Size {
		return 0
	}
	return n
}

// isApart reports whether a gap is in front of a glyph.
func (l *textLine) isApart(i int) bool {
	return 4*(l.glyphs[i].Left-l.glyphs[i-1].Right) >= l.glyphs[i].Size
}

func textOf(glyphs []Glyph) string {
	var sb strings.Builder
	for _, g := range glyphs {
		sb.WriteString(g.Text)
	}
	return sb.String()
}

// sentenceEnds are marks behind which a paragraph can end. Few full lines end with a sentence that others of their paragraph
// follow, and to part these does little harm.
const sentenceEnds = char.Stop + char.Semicolon + char.Colon + char.Exclamation + char.Question
