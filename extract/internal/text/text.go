// Package text has what readers of labels and cells do with short texts: trimming, brackets, running numbers.
package text

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"duban/extract/number"
	"duban/internal/char"
)

// IsSpace reports white space, that of no width included.
func IsSpace(r rune) bool {
	if '\u3100' < r && r < '\uFE00' { // ideographs, of which most texts are made
		return false
	}
	return unicode.IsSpace(r) || r == '\u200B' || r == '\uFEFF'
}

// Trim takes white space off both ends.
func Trim(s string) string {
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	if !IsSpace(first) && !IsSpace(last) { // nearly always
		return s
	}
	return strings.TrimFunc(s, IsSpace)
}

// TrimLines trims s at its ends, and drops the white space around its line breaks.
func TrimLines(s string) string {
	s = Trim(s)
	if strings.IndexByte(s, '\n') < 0 {
		return s
	}
	var kept []string
	for l := range strings.SplitSeq(s, "\n") {
		if l = Trim(l); l != "" {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, "\n")
}

// RemoveSpace takes out all white space.
func RemoveSpace(s string) string {
	if !mayHoldSpace(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// mayHoldSpace reports whether bytes of s can be the first of white space: that of ASCII, and those of U+0085 and U+00A0,
// U+1680, U+2000 to U+205F, U+3000 and U+FEFF.
func mayHoldSpace(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c > ' ' && c < 0xC2, 0xE3 < c && c < 0xEF: // nearly all
		case c <= ' ', c == 0xC2, c == 0xE1, c == 0xE2:
			return true
		case c == 0xE3 && strings.HasPrefix(s[i+1:], "\x80\x80"), c == 0xEF && strings.HasPrefix(s[i+1:], "\xBB"):
			return true
		}
	}
	return false
}

// CutAny cuts s at the first of the characters in seps.
func CutAny(s, seps string) (before, after string, ok bool) {
	i := strings.IndexAny(s, seps)
	if i < 0 {
		return s, "", false
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return s[:i], s[i+size:], true
}

// Len returns the number of characters.
func Len(s string) int { return utf8.RuneCountInString(s) }

// WithoutBrackets returns s without its brackets and what stands in them, and that by itself.
func WithoutBrackets(s string) (rest string, inside []string) {
	if strings.IndexFunc(s, char.IsOpeningBracket) < 0 {
		return s, nil
	}
	var out, in strings.Builder
	depth := 0
	for _, r := range s {
		switch {
		case char.IsOpeningBracket(r):
			depth++
		case char.IsClosingBracket(r) && depth > 0:
			if depth--; depth == 0 {
				inside = append(inside, in.String())
				in.Reset()
			}
		case depth > 0:
			in.WriteRune(r)
		default:
			out.WriteRune(r)
		}
	}
	return out.String(), inside
}

// numerals reads whole numbers in every writing; it needs no units.
var numerals = number.NewReader(nil, nil)

// Integer reads a text that is nothing but a whole number: 12, １２, 十二, 一百〇一, 二〇二一.
func Integer(s string) (int, bool) {
	const longest = 8                        // characters
	if strings.Trim(s, "0123456789") == "" { // most, and at little cost
		n, err := strconv.Atoi(s)
		return n, err == nil && len(s) <= longest
	}
	runes := []rune(strings.Map(oldZero, s))
	if len(runes) > longest {
		return 0, false
	}
	n, ok := numerals.At(runes, 0)
	if !ok || n.Start != 0 || n.End != len(runes) || n.Range || n.Fraction || n.More || n.Form != number.Plain && n.Form != number.Digits {
		return 0, false
	}
	v, err := n.Value.Int64()
	if err != nil || v < 0 {
		return 0, false
	}
	return int(v), true
}

// Compile returns an expression in which \d stands for full-width digits as well.
func Compile(expression string) (*regexp.Regexp, error) {
	return regexp.Compile(strings.NewReplacer(`[\d`, `[\d`+char.FullDigits, `\d`, `[\d`+char.FullDigits+`]`).Replace(expression))
}

// Lazy returns an expression that is compiled when it is first called for, as most commands look for none; it panics then
// where compile finds no expression.
func Lazy(compile func(string) (*regexp.Regexp, error), expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp {
		compiled, err := compile(expression)
		if err != nil {
			panic(err)
		}
		return compiled
	})
}

// Compiled is Compile for what the program itself says, as Lazy has it.
func Compiled(expression string) func() *regexp.Regexp { return Lazy(Compile, expression) }

// oldZero brings the signs that stand for 〇 between Chinese digits to it.
func oldZero(r rune) rune {
	if strings.ContainsRune(char.Circles, r) {
		return char.Zero
	}
	return r
}

// Ordinal reads a running number as cells and marks print it: 7, 7., 07、, （7）, 七, ⑦, 第7项.
func Ordinal(s string) (int, bool) {
	if len(s) > 40 {
		return 0, false
	}
	if r, _ := utf8.DecodeRuneInString(s); char.IsIdeograph(r) && r != char.Ordinal && !isNumeral(r) {
		return 0, false // most cells: a word
	}
	s = strings.Trim(RemoveSpace(s), char.Round+char.Points+char.Pause+"·"+char.Commas+char.Colons)
	s = strings.TrimPrefix(s, string(char.Ordinal))
	for _, end := range ordinalEnds {
		s = strings.TrimSuffix(s, string(end))
	}
	if r, size := utf8.DecodeRuneInString(s); size == len(s) {
		if n := char.Enclosed(r); n > 0 {
			return n, true
		}
	}
	if r, _ := utf8.DecodeRuneInString(s); r > '9' && r < char.FirstFullDigit && !isNumeral(r) {
		return 0, false
	}
	n, ok := Integer(s)
	return n, ok && n > 0 && n < 100_000
}

// isNumeral reports the numerals that running numbers begin with.
func isNumeral(r rune) bool { return char.Numeral(r) > 0 || r == char.Hundred }

// ordinalEnds are the words behind a running number: 第7项, 3号.
const ordinalEnds = "项号"

// WithoutMark takes the marks off a running number that refer to a note: 9* is 9.
func WithoutMark(s string) string { return strings.TrimRight(s, char.NoteMarks) }
