package charset

import (
	"encoding/binary"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// gbMoved are the two-byte codes of GB 18030 that its editions map differently, with the characters of the edition of
// 2022. golang.org/x/text knows none of them.
var gbMoved = map[uint16]rune{
	0xA6D9: 0xFE10, 0xA6DA: 0xFE12, 0xA6DB: 0xFE11, 0xA6DC: 0xFE13, 0xA6DD: 0xFE14, 0xA6DE: 0xFE15, 0xA6DF: 0xFE16,
	0xA6EC: 0xFE17, 0xA6ED: 0xFE18, 0xA6F3: 0xFE19, 0xA8BC: 0x1E3F,
	0xFE59: 0x9FB4, 0xFE61: 0x9FB5, 0xFE66: 0x9FB6, 0xFE67: 0x9FB7, 0xFE6D: 0x9FB8, 0xFE7E: 0x9FB9, 0xFE90: 0x9FBA, 0xFEA0: 0x9FBB,
	// The standard leaves these six to private use; the WHATWG Encoding standard gives the characters they print as.
	0xFE51: 0x20087, 0xFE52: 0x20089, 0xFE53: 0x200CC, 0xFE6C: 0x215D7, 0xFE76: 0x2298F, 0xFE91: 0x241FE,
}

// isMovedLead reports the first bytes of those codes.
func isMovedLead(c byte) bool { return c == 0xA6 || c == 0xA8 || c == 0xFE }

// gbTable holds the characters of the two-byte codes, 0 where there is none.
var gbTable = sync.OnceValue(func() *[1 << 16]rune {
	var table [1 << 16]rune
	decoder := simplifiedchinese.GB18030.NewDecoder()
	for code := 0x8140; code <= 0xFEFE; code++ {
		var out [utf8.UTFMax]byte
		trail := code & 0xFF
		if trail < 0x40 || trail == 0x7F || trail == 0xFF {
			continue
		}
		n, _, err := decoder.Transform(out[:], []byte{byte(code >> 8), byte(trail)}, true)
		if r, _ := utf8.DecodeRune(out[:n]); err == nil && r != utf8.RuneError {
			table[code] = r
		} else {
			table[code] = gbPrivate(code>>8, trail)
		}
	}
	for code, r := range gbMoved {
		table[code] = r
	}
	return &table
})

// GB18030 decodes text in GB 18030, or in GBK or GB 2312, which are parts of it. What stands for nothing becomes U+FFFD.
func GB18030(text string) string {
	d := decoder{line: 1}
	d.gb([]byte(text))
	return d.text.String()
}

// gbPrivate returns the private-use character of a code in the three areas that GB 18030 leaves to users, or 0.
func gbPrivate(lead, trail int) rune {
	switch {
	case 0xAA <= lead && lead <= 0xAF && trail >= 0xA1:
		return rune(0xE000 + (lead-0xAA)*94 + trail - 0xA1)
	case 0xF8 <= lead && trail >= 0xA1:
		return rune(0xE234 + (lead-0xF8)*94 + trail - 0xA1)
	case 0xA1 <= lead && lead <= 0xA7 && trail < 0xA1:
		if trail > 0x7F {
			trail--
		}
		return rune(0xE4C6 + (lead-0xA1)*96 + trail - 0x40)
	}
	return 0
}

func isPrivate(r rune) bool { return 0xE000 <= r && r <= 0xF8FF }

// gbCode returns the first character of data, read as GB18030, and its length in bytes; the length is negative where
// the bytes stand for nothing.
func gbCode(data []byte) (rune, int) {
	c := data[0]
	switch {
	case c < 0x80:
		return rune(c), 1
	case c == 0x80:
		return '€', 1 // as Windows writes it
	case c == 0xFF || len(data) < 2:
		return utf8.RuneError, -1
	}
	if next := data[1]; 0x30 <= next && next <= 0x39 {
		return gbLong(data)
	} else if next < 0x40 || next == 0x7F || next == 0xFF {
		return utf8.RuneError, -1
	}
	if r := gbTable()[binary.BigEndian.Uint16(data)]; r != 0 {
		return r, 2
	}
	return utf8.RuneError, -2
}

// gbLong reads a code of four bytes.
func gbLong(data []byte) (rune, int) {
	if len(data) < 4 || data[2] < 0x81 || data[2] > 0xFE || data[3] < 0x30 || data[3] > 0x39 {
		return utf8.RuneError, -1
	}
	var out [utf8.UTFMax]byte
	n, _, err := simplifiedchinese.GB18030.NewDecoder().Transform(out[:], data[:4], true)
	if r, _ := utf8.DecodeRune(out[:n]); err == nil && r != utf8.RuneError {
		return r, 4
	}
	return utf8.RuneError, -4
}

// isCommonGB reports the codes of GB 2312's symbols and of its first level: the 3755 most common characters.
func isCommonGB(lead, trail byte) bool {
	return trail >= 0xA1 && (0xA1 <= lead && lead <= 0xA3 || 0xB0 <= lead && lead <= 0xD7)
}

// gbCommon is the set of the characters of GB 2312.
var gbCommon = sync.OnceValue(func() *runeSet {
	var set runeSet
	for code, r := range gbTable() {
		if code >= 0xA1A1 && code < 0xF800 && code&0xFF >= 0xA1 && r < 1<<16 && !isPrivate(r) {
			set[r/64] |= 1 << (r % 64)
		}
	}
	return &set
})

// runeSet is a set of characters of the basic plane.
type runeSet [1 << 10]uint64

func (s *runeSet) has(u uint16) bool { return s[u/64]&(1<<(u%64)) != 0 }
