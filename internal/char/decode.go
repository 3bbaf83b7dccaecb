package char

import "unicode/utf8"

// IsThree reports whether a character from U+1000 to U+CFFF, of three bytes, stands at byte i of s: as nearly all of a Chinese
// text are.
func IsThree(s string, i int) bool {
	const first, last = 0xE1, 0xEC // of the bytes that begin them
	return s[i]-first <= last-first && i+2 < len(s) && s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80
}

// Decode is utf8.DecodeRuneInString at byte i of s, and quicker for such characters.
func Decode(s string, i int) (c rune, size int) {
	if IsThree(s, i) {
		return rune(s[i]&0x0F)<<12 | rune(s[i+1]&0x3F)<<6 | rune(s[i+2]&0x3F), 3
	}
	if s[i] < utf8.RuneSelf {
		return rune(s[i]), 1
	}
	return utf8.DecodeRuneInString(s[i:])
}

// AppendRunes appends the characters of s.
func AppendRunes(to []rune, s string) []rune {
	for i := 0; i < len(s); {
		c, size := Decode(s, i)
		to = append(to, c)
		i += size
	}
	return to
}
