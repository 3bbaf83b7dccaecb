package cell

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"duban/extract/number"
	"duban/internal/char"
	"duban/internal/clause"
)

// Kinds of characters.

// isLatin reports the letters of ASCII.
func isLatin(c rune) bool { return uint32(c|0x20-'a') < 26 }

// isCodeRune reports the characters that codes are made of.
func isCodeRune(c rune) bool { return char.IsDigit(c) || isLatin(c) }

// isAnyDigit reports digits whoever reads them.
func isAnyDigit(c rune) bool { return char.IsDigit(c) || isForeignDigit(c) }

// isForeignDigit reports digits that no reader of numbers takes: ½, ٣, 𝟓. They are unexplained.
func isForeignDigit(c rune) bool {
	if char.IsIdeograph(c) {
		return false // nearly all
	}
	switch {
	case c <= 0x7F, char.IsDigit(c):
		return false
	case char.Within(c, '¼', '¾'), char.Within(c, '⅐', '⅞'):
		return true
	}
	return unicode.Is(unicode.Nd, c)
}

// isLetter reports the letters of codes: G60, φ800.
func isLetter(c rune) bool { return isLatin(c) || char.Within(c, 'Α', 'ω') }

// isOneOf reports a value that is one of some.
func isOneOf[T cmp.Ordered](v T, of ...T) bool { return slices.Contains(of, v) }

func isOne(c rune) bool { return number.Digit(c) == 1 }

func isBlank(c rune) bool {
	switch c {
	case ' ', char.Space, '\u00A0', '\n':
		return true
	}
	return false
}

// isSpace reports the white space that may stand within a phrase.
func isSpace(c rune) bool { return char.IsSpace(c) }

// endsSentence reports the marks behind which a sentence is whole.
func endsSentence(c rune) bool {
	switch clause.Kind(c) {
	case clause.Stop, clause.Paragraph:
		return true
	}
	return false
}

func isComma(c rune) bool {
	return char.IsComma(c) || char.IsStop(c)
}

func isApostrophe(c rune) bool {
	switch c {
	case '\'', '’', '`':
		return true
	}
	return false
}

func isZero(c rune) bool { return isOneOf(c, '0', char.FirstFullDigit) }

// isPlainDigit reports the Chinese digits but 零.
func isPlainDigit(c rune) bool { return number.Digit(c) > 0 }

// isTriangle reports the signs that mark losses.
func isTriangle(c rune) bool {
	switch c {
	case '▲', '△', '▼', '▽', '∆':
		return true
	}
	return false
}

// isExponent reports what makes another number of the digits in front: a power, or the letter for 万 (5w元).
func isExponent(c rune) bool {
	switch c {
	case '⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁻', '^', 'w', 'W':
		return true
	}
	return false
}

// isUnseen reports control, format, combining and private characters. Spaces are none, nor are the characters without
// width that the reader of numbers passes over.
func isUnseen(c rune) bool {
	switch {
	case char.IsIdeograph(c), char.Within(c, ' ', '~'), char.Within(c, char.Space, '\u302F'):
		return false // nearly all
	}
	switch c {
	case '\n', '\t', '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF', '\u00AD':
		return false
	case '\uFFFC', '\uFFFD', '\u115F', '\u3164':
		return true
	}
	return unicode.In(c, unicode.Cc, unicode.Cf, unicode.Co, unicode.Mn, unicode.Me)
}

// isFrame reports square brackets around a number.
func isFrame(before, after rune) bool {
	switch before {
	case char.OpenNumber:
		return after == char.CloseNumber
	case '[':
		return after == ']'
	case char.OpenSquare:
		return after == char.CloseSquare
	}
	return false
}

// joinsCode reports the signs that join the parts of a code.
func joinsCode(c rune) bool {
	return c != 0 && strings.ContainsRune("+"+char.Plus+char.Strokes+"×*"+char.Hashes+"_—–-"+char.Hyphen+char.Ratios+"@&", c)
}

func isBlankRune(c rune) bool { return c == '\t' || isBlank(c) }

func isMarkOrDigit(c rune) bool { return char.IsDigit(c) || clause.Kind(c) != clause.NoMark }

// endsMark reports white space, the sign behind the mark of a point, and that of a part in tables of figures: #工业投资.
func endsMark(c rune) bool {
	return isBlank(c) || strings.ContainsRune(char.Points+char.Pause+char.Closing+char.Hashes, c)
}
