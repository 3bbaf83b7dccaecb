package charset

import (
	"bytes"
	"encoding/base64"
	"regexp"
	"sync"
	"unicode"
	"unicode/utf8"

	"duban/internal/char"
	"duban/parse/block"
)

// foreignEncoding names the encoding of bytes that were read as another because that one is not read, or returns "".
func foreignEncoding(data []byte, readAs string) string {
	sample := block.Head(data, 64<<10)
	switch {
	case isSevenBit(sample):
		return escapedEncoding(sample)
	case readAs != GBName:
		return ""
	}
	for _, e := range eastern {
		if e.is(sample) {
			return e.name
		}
	}
	if isAlphabetic(sample) || !isChosen(sample) {
		return "an encoding that is not read"
	}
	return ""
}

func isSevenBit(data []byte) bool {
	return bytes.IndexFunc(data, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// Encodings that write all characters with those of ASCII.
var (
	iso2022 = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\x1b\$[@AB]|\x1b\$[()*+][A-Z@]|\x1b\([IJ]`)
	})
	hz = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`~\{(?:[\x21-\x77][\x21-\x7e])+(?:~\}|~?\r?\n|$)`)
	})
	utf7 = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\+([A-Za-z0-9+/]{3,})-`)
	})
)

func escapedEncoding(data []byte) string {
	switch {
	case iso2022().Match(data):
		return "ISO-2022"
	case hz().Match(data):
		return "HZ"
	case isUTF7(data):
		return "UTF-7"
	}
	return ""
}

// isUTF7 reports whether most of what could be characters written in UTF-7 would be Chinese ones.
func isUTF7(data []byte) bool {
	units, chinese := 0, 0
	for _, run := range utf7().FindAllSubmatch(data, -1) {
		wide, _ := base64.RawStdEncoding.DecodeString(string(run[1]))
		for i := 0; i+1 < len(wide); i += 2 {
			units++
			u := rune(wide[i])<<8 | rune(wide[i+1])
			isMark := 0x3000 <= u && u < 0x3100 || 0xFF00 <= u && u < 0xFFF0
			if isMark || unicode.Is(unicode.Han, u) {
				chinese++
			}
		}
	}
	return units > 4 && 5*chinese > 4*units
}

// eastern are encodings whose bytes could be GB18030 as well, each with how it is told: by what nearly all text in
// it has, and no Chinese text.
var eastern = []struct {
	name string
	is   func(data []byte) bool
}{
	{"Shift-JIS", isShiftJIS},
	{"EUC-JP", isEUCJP},
	{"EUC-KR", isEUCKR},
}

// fewest is how many characters a text must have before its encoding is told from how often some are in it.
const fewest = 20

// isShiftJIS looks for kana, of which there are few in GB18030 at these codes, and none that are common.
func isShiftJIS(data []byte) bool {
	pairs, kana := 0, 0
	for i := 0; i < len(data); i++ {
		c := data[i]
		isLead := 0x81 <= c && c <= 0x9F || 0xE0 <= c && c <= 0xFC
		if !isLead || i+1 == len(data) {
			continue // ASCII, or a kana of half width
		}
		i++
		pairs++
		hiragana := c == 0x82 && 0x9F <= data[i] && data[i] <= 0xF1
		katakana := c == 0x83 && 0x40 <= data[i] && data[i] <= 0x96
		if hiragana || katakana {
			kana++
		}
	}
	return pairs >= fewest && 7*kana > pairs
}

// isEUCJP looks for kana too, which have the same codes in GB 2312; but no Chinese text has many.
func isEUCJP(data []byte) bool {
	pairs, kana := 0, 0
	eachPair(data, func(lead, _ byte) {
		pairs++
		if lead == 0xA4 || lead == 0xA5 {
			kana++
		}
	})
	return pairs >= fewest && 5*kana > pairs
}

// isEUCKR looks at the first bytes: those of all syllables of Korean are in the first half of the common
// characters of GB 2312, which are in the order of their sounds, so that hardly a Chinese text has not many of the
// second.
func isEUCKR(data []byte) bool {
	syllables, others := 0, 0
	distinct := map[uint16]bool{}
	eachPair(data, func(lead, trail byte) {
		switch {
		case 0xB0 <= lead && lead <= 0xC8:
			syllables++
			distinct[uint16(lead)<<8|uint16(trail)] = true
		case lead > 0xC8:
			others++
		}
	})
	return syllables >= fewest && len(distinct) > fewest/2 && 30*others < syllables
}

// isAlphabetic tells encodings of one byte a character, as those of Cyrillic: as GB18030 words of an odd number of
// letters end in what stands for nothing, or most characters are rare. Lines of UTF-8 do not count.
func isAlphabetic(data []byte) bool {
	characters, bad, rare := 0, 0, 0
	for line := range byteLines(data) {
		if weigh(line).encoding() == isUTF8 {
			continue
		}
		for len(line) > 0 {
			r, n := gbCode(line)
			switch {
			case n < 0:
				bad++
			case !unicode.Is(unicode.Han, r):
			case n == 2 && isCommonGB(line[0], line[1]):
				characters++
			default:
				characters++
				rare++
			}
			line = line[max(n, -n):]
		}
	}
	return characters >= fewest && (bad > 4 && 15*bad > characters || 10*rare > 7*characters)
}

// eachPair calls f for each character of two bytes beyond ASCII, as GB 2312 and the forms of EUC have them.
func eachPair(data []byte, f func(lead, trail byte)) {
	for i := 0; i+1 < len(data); i++ {
		if data[i] > 0xA0 && data[i+1] > 0xA0 {
			f(data[i], data[i+1])
			i++
		}
	}
}

// isWritten reports whether a text is one that somebody can have written: nine of ten characters are some.
func isWritten(text string) bool {
	all, bad := 0, 0
	for _, r := range text {
		switch {
		case char.IsIdeograph(r), ' ' < r && r < 0x7F: // nearly all
		case block.IsSpace(r):
			continue
		case r == utf8.RuneError, !unicode.IsGraphic(r) && !unicode.Is(unicode.Cf, r):
			bad++
		}
		all++
	}
	return bad <= 8 || 10*bad < all
}
