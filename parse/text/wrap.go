package text

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"duban/internal/char"
	"duban/parse/words"
)

// joinWrapped adds a line to the text of a cell: a line that only the width of its column has broken goes on
// without a break. What ends a sentence and what begins a point stands apart, and so do digits: they may be two figures, or one
// that the width has broken, and nothing tells which.
func joinWrapped(cell, next string) string {
	if cell == "" || next == "" {
		return cell + next
	}
	last, _ := utf8.DecodeLastRuneInString(cell)
	first, _ := utf8.DecodeRuneInString(next)
	line := cell[strings.LastIndexByte(cell, '\n')+1:]
	figures := isDigit(last) && isDigit(first) || figureAlone().MatchString(line) && figureAlone().MatchString(next)
	switch {
	case figures, strings.ContainsRune(char.Stop+char.Semicolons, last), words.IsPoint(next), words.IsGroupHeading(next):
		return cell + "\n" + next
	case last < 0x80 && first < 0x80 && isLetter(last) && isLetter(first):
		return cell + " " + next
	}
	return cell + next
}

// figureAlone is a line that is nothing but a figure.
var figureAlone = sync.OnceValue(func() *regexp.Regexp {
	const sign, digit, percent = `[+\-−` + char.Hyphen + `]`, `[` + char.Digits + `]`, `[` + char.Percents + `]`
	return regexp.MustCompile(`^` + sign + `?` + digit + `+(?:[.,]` + digit + `+)*` + percent + `?$`)
})

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
