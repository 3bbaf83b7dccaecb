package extract

import (
	"strings"
	"unicode"

	"duban/internal/char"
	"duban/schema"
)

// pointStyle is a way to mark enumerated points.
type pointStyle int

const (
	noPoint      pointStyle = iota
	circlePoint             // ①
	arabicPoint             // 1. 1、
	bracketPoint            // （1）
	chinesePoint            // （一）
	commaPoint              // 一、
	yishiPoint              // 一是
	diyiPoint               // 第一，
)

// points finds the enumerated points of a text. Marks count where a point can begin, and where they begin at one and
// rise; of several styles the one that begins first is the outer one, and it alone is reported.
func points(s string) []schema.Point {
	var room [512]rune
	runes := char.AppendRunes(room[:0], s)
	var found []schema.Point
	var style pointStyle
	last := 0
	for i := 0; i < len(runes); i++ {
		if c := runes[i]; char.IsIdeograph(c) && c != char.Ordinal && !isChineseDigit(c) {
			continue // nearly all
		}
		if i > 0 && char.IsIdeograph(runes[i-1]) && char.Enclosed(runes[i]) == 0 {
			continue // behind a word no point begins, but for one in a circle
		}
		s, n, end := pointAt(runes, i)
		if s == noPoint || style == noPoint && n != 1 || style != noPoint && (s != style || n <= last || n > last+3) {
			continue
		}
		if s != circlePoint && !beginsPoint(runes, i) {
			continue
		}
		style, last = s, n
		found = append(found, schema.Point{Label: string(runes[i:end]), Start: i})
		i = end - 1
	}
	if len(found) < 2 && style != circlePoint {
		return nil
	}
	for k := range found {
		end := len(runes)
		if k+1 < len(found) {
			end = found[k+1].Start
		}
		for end > found[k].Start && unicode.IsSpace(runes[end-1]) {
			end--
		}
		found[k].End = end
	}
	return found
}

// beginsPoint reports whether a point can begin at i: at the front of a line, or behind the end of a clause.
func beginsPoint(runes []rune, i int) bool {
	for i > 0 && (runes[i-1] == ' ' || runes[i-1] == '\u3000') {
		i--
	}
	return i == 0 || strings.ContainsRune("\n"+char.ClauseMarks+char.Colons+char.Exclamation+char.Question, runes[i-1])
}

// pointAt reads the mark of a point at i: its style, its number, and where it ends.
func pointAt(runes []rune, i int) (style pointStyle, n, end int) {
	if n := char.Enclosed(runes[i]); n > 0 {
		return circlePoint, n, i + 1
	}
	if runes[i] == char.Ordinal {
		if n, end := markNumber(runes, i+1, isChineseDigit); n > 0 && at(runes, end, char.Commas+char.Pause+char.Colon) {
			return diyiPoint, n, end
		}
		return noPoint, 0, i
	}
	if char.IsOpening(runes[i]) {
		if n, end := markNumber(runes, i+1, char.IsDigit); n > 0 && at(runes, end, char.Closing) {
			return bracketPoint, n, end + 1
		}
		if n, end := markNumber(runes, i+1, isChineseDigit); n > 0 && at(runes, end, char.Closing) {
			return chinesePoint, n, end + 1
		}
		return noPoint, 0, i
	}
	if n, end := markNumber(runes, i, isChineseDigit); n > 0 {
		switch {
		case end < len(runes) && runes[end] == char.Spoken:
			return yishiPoint, n, end + 1
		case at(runes, end, char.Pause):
			return commaPoint, n, end + 1
		}
		return noPoint, 0, i
	}
	n, end = markNumber(runes, i, char.IsDigit)
	switch {
	case n == 0:
	case at(runes, end, char.Pause+char.Point):
		return arabicPoint, n, end + 1
	case at(runes, end, "."+char.Closing) && !digitAt(runes, end+1):
		return arabicPoint, n, end + 1
	}
	return noPoint, 0, i
}

func isChineseDigit(r rune) bool { return char.Numeral(r) > 0 }

func digitAt(runes []rune, i int) bool { return i < len(runes) && char.IsDigit(runes[i]) }

func at(runes []rune, i int, set string) bool {
	return i < len(runes) && strings.ContainsRune(set, runes[i])
}

// endsOfMarks are the characters behind the number of a mark.
const endsOfMarks = char.Points + char.Pause + char.Commas + char.Colon + char.Closing + string(char.Spoken)

// markNumber reads up to three digits at i, and returns the number and where they end.
func markNumber(runes []rune, i int, isDigit func(rune) bool) (n, end int) {
	for end = i; end < min(i+3, len(runes)) && isDigit(runes[end]); end++ {
	}
	if end == i || !at(runes, end, endsOfMarks) {
		return 0, i
	}
	n, _ = integer(string(runes[i:end]))
	return n, end
}
