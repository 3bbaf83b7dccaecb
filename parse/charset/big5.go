package charset

import (
	"unicode/utf8"

	"duban/parse/block"

	"golang.org/x/text/encoding/traditionalchinese"
)

// isBig5 tells Big5 from GB18030, which nearly all text in Big5 would be as well, but then in rare characters, while as
// Big5 nearly all are symbols or of the 5401 most common. Text in GB 2312 is the other way round, and text in
// traditional characters in GBK has first bytes that Big5 has not.
func isBig5(data []byte) bool {
	data = block.Head(data, 64<<10)
	if w := weigh(data); 20*(w.gbRare+w.gbBad) < len(data) {
		return false
	}
	pairs, common := 0, 0
	for i := 0; i < len(data); {
		r, n := big5Code(data[i:])
		if n == 2 {
			pairs++
			if r != utf8.RuneError && 0xA1 <= data[i] && data[i] <= 0xC6 {
				common++
			}
		}
		i += n
	}
	return pairs > 20 && 50*common > 49*pairs
}

// big5Code returns the first character of data, read as Big5, and its length in bytes.
func big5Code(data []byte) (rune, int) {
	if data[0] < utf8.RuneSelf {
		return rune(data[0]), 1
	}
	if len(data) < 2 || data[1] < 0x40 {
		return utf8.RuneError, 1
	}
	var out [utf8.UTFMax]byte
	n, _, err := traditionalchinese.Big5.NewDecoder().Transform(out[:], data[:2], true)
	if err != nil {
		return utf8.RuneError, 2
	}
	r, _ := utf8.DecodeRune(out[:n])
	return r, 2
}

func (d *decoder) big5(data []byte) {
	for len(data) > 0 {
		r, n := big5Code(data)
		if r == utf8.RuneError {
			d.broken(n)
		} else {
			d.write(r)
		}
		data = data[n:]
	}
}
