package cell

import (
	"strings"
	"unicode"

	"duban/extract/number"
	"duban/internal/clause"
)

// Kinds of characters.

// isDigit reports the digits of either width.
func isDigit(c rune) bool { return uint32(c-'0') <= 9 || uint32(c-'０') <= 9 }

// isLatin reports the letters of ASCII.
func isLatin(c rune) bool { return uint32(c|0x20-'a') < 26 }

// isCodeRune reports the characters that codes are made of.
func isCodeRune(c rune) bool { return isDigit(c) || isLatin(c) }

// isCJK reports the unified ideographs.
func isCJK(c rune) bool {
	return uint32(c-clause.FirstIdeograph) <= clause.LastIdeograph-clause.FirstIdeograph
}

// isAnyDigit reports digits whoever reads them.
func isAnyDigit(c rune) bool { return isDigit(c) || isForeignDigit(c) }

// isForeignDigit reports digits that no reader of numbers takes: ½, ٣, 𝟓. They are unexplained.
func isForeignDigit(c rune) bool {
	if isCJK(c) {
		return false // nearly all
	}
	switch {
	case c <= 0x7F, isDigit(c):
		return false
	case '¼' <= c && c <= '¾', '⅐' <= c && c <= '⅞':
		return true
	}
	return unicode.Is(unicode.Nd, c)
}

// isLetter reports the letters of codes: G60, φ800.
func isLetter(c rune) bool { return isLatin(c) || 'Α' <= c && c <= 'ω' }

// isDot reports the dots in the middle of names and of the days that are called by their date: 重庆•1949, 3·15.
func isDot(c rune) bool { return c == '•' || c == '·' }

func isOne(c rune) bool { return number.Digit(c) == 1 }

func isOpening(c rune) bool { return c == '（' || c == '(' }

func isClosing(c rune) bool { return c == '）' || c == ')' }

func isBlank(c rune) bool {
	switch c {
	case ' ', '\u3000', '\u00A0', '\n':
		return true
	}
	return false
}

// isSpace reports the white space that may stand within a phrase.
func isSpace(c rune) bool { return c == ' ' || c == '\u3000' }

// endsSentence reports the marks behind which a sentence is whole.
func endsSentence(c rune) bool {
	switch clause.Kind(c) {
	case clause.Stop, clause.Paragraph:
		return true
	}
	return false
}

func isHyphen(c rune) bool {
	switch c {
	case '-', '－', '−':
		return true
	}
	return false
}

func isPoint(c rune) bool { return c == '.' || c == '．' }

func isComma(c rune) bool {
	switch c {
	case ',', '，', '。':
		return true
	}
	return false
}

func isApostrophe(c rune) bool {
	switch c {
	case '\'', '’', '`':
		return true
	}
	return false
}

func isZero(c rune) bool { return c == '0' || c == '０' }

// isPlainDigit reports the Chinese digits but 零.
func isPlainDigit(c rune) bool { return number.Digit(c) > 0 }

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
	case isCJK(c), ' ' <= c && c <= '~', '\u3000' <= c && c <= '\u302F':
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
	case '〔':
		return after == '〕'
	case '[':
		return after == ']'
	case '［':
		return after == '］'
	}
	return false
}

// joinsCode reports the signs that join the parts of a code.
func joinsCode(c rune) bool {
	return c != 0 && (strings.ContainsRune("+＋/／×*#＃_—–-－@&", c) || isColon(c))
}

// isColon reports the signs that part the members of a ratio.
func isColon(c rune) bool {
	switch c {
	case ':', '：', '∶', '︰', '﹕', '︓', '꞉', 'ː':
		return true
	}
	return false
}

// halfWidth returns the ASCII form of a character of a number.
func halfWidth(c rune) rune {
	if '！' <= c && c <= '～' {
		return c - '！' + '!'
	}
	return c
}

func isBlankRune(c rune) bool { return c == '\t' || isBlank(c) }

func isMarkOrDigit(c rune) bool { return isDigit(c) || clause.Kind(c) != clause.NoMark }

// endsMark reports white space, and the sign behind the mark of a point.
func endsMark(c rune) bool { return isBlank(c) || strings.ContainsRune(".．、)）", c) }
