package block

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"duban/internal/char"
)

// Unseen are characters that show nothing and part nothing: marks of width and direction, the mark of a file's end.
const Unseen = "\u200B\uFEFF\u200E\u200F\x00\x1A"

// IsSpace reports white space and what is unseen.
func IsSpace(r rune) bool {
	if char.IsIdeograph(r) { // nearly all
		return false
	}
	return unicode.IsSpace(r) || strings.ContainsRune(Unseen, r)
}

// Trim returns s without white space and what is unseen around it.
func Trim(s string) string { return strings.TrimFunc(s, IsSpace) }

// Dense returns s without white space and what is unseen.
func Dense(s string) string { return strings.Join(strings.FieldsFunc(s, IsSpace), "") }

// Head returns the first n bytes of s, or all of it.
func Head[T []byte | string](s T, n int) T { return s[:min(n, len(s))] }

// InFigure reports whether c is a character of a figure.
func InFigure(c byte) bool { return '0' <= c && c <= '9' || c == '.' || c == ',' }

// Tidy trims the lines of text, and drops the empty ones, in place. Every reader makes the texts of its blocks with it.
func Tidy(text []byte) []byte {
	if bytes.IndexByte(text, '\n') < 0 {
		return bytes.TrimFunc(text, IsSpace)
	}
	out := text[:0]
	for line := range bytes.SplitSeq(text, []byte{'\n'}) {
		line = bytes.TrimFunc(line, IsSpace)
		if len(line) == 0 {
			continue
		}
		if len(out) > 0 {
			out = append(out, '\n')
		}
		out = append(out, line...)
	}
	return out
}

// Reference returns the character that stands between & and ; in XML as its name or number.
func Reference(name string) (rune, bool) {
	switch name {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n == 0 || n > utf8.MaxRune || !utf8.ValidRune(rune(n)) {
		return 0, false
	}
	return rune(n), true
}

// HeadingLevel returns the level, from 1 to 9, that the name of a built-in style of headings of word processors stands for, in
// English or in Chinese; 0 of other names.
func HeadingLevel(style string) int {
	style = strings.ToLower(style)
	for _, word := range []string{"heading ", "标题 "} {
		if rest, ok := strings.CutPrefix(style, word); ok && len(rest) == 1 && '1' <= rest[0] && rest[0] <= '9' {
			return int(rest[0] - '0')
		}
	}
	return 0
}
