package text

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"duban/parse/words"
)

// joinWrapped adds a line to the text of a cell that is width columns wide: a line that only the width has broken goes on
// without a break. What ends a sentence and what begins a point stands apart, and so do two figures, where each has a line
// of its own or the second could have stood in the line of the first.
func joinWrapped(cell, next string, width int) string {
	if cell == "" || next == "" {
		return cell + next
	}
	last, _ := utf8.DecodeLastRuneInString(cell)
	first, _ := utf8.DecodeRuneInString(next)
	line := cell[strings.LastIndexByte(cell, '\n')+1:]
	switch {
	case strings.ContainsRune("。；;", last), words.IsPoint(next), words.IsGroupHeading(next), figureAlone.MatchString(line) && figureAlone.MatchString(next):
		return cell + "\n" + next
	case isDigit(last) && isDigit(first):
		if width == 0 || screenWidth(line)%width+1 <= width && screenWidth(line)%width != 0 {
			return cell + "\n" + next
		}
	case last < 0x80 && first < 0x80 && isLetter(last) && isLetter(first):
		return cell + " " + next
	}
	return cell + next
}

// figureAlone is a line that is nothing but a figure.
var figureAlone = regexp.MustCompile(`^[+\-−－]?[0-9０-９]+(?:[.,][0-9０-９]+)*[%％]?$`)

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func isLetter(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }

// runeWidth is how many columns of the screen a character covers, where a Chinese one covers wide.
func runeWidth(r rune, wide int) int {
	if r == '\u3000' || r >= 0x2E80 {
		return wide
	}
	return 1
}

// screenWidth is how many columns a text covers on a screen.
func screenWidth(s string) int {
	n := 0
	for _, r := range s {
		n += runeWidth(r, 2)
	}
	return n
}
