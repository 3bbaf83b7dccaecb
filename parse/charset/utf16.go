package charset

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"

	"duban/parse/block"
)

// UTF16Order tells UTF-16 by its byte order mark or, without one, by the characters: 'l', 'b', or 0 for neither.
// Read in the right order nearly every unit is one that Chinese text uses. A text with line ends, digits or spaces
// has bytes of 0, which no other encoding has; one without them has to fit wholly, and be no UTF-8.
func UTF16Order(data []byte) byte {
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		return 'l'
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return 'b'
	}
	sample := block.Head(data, 4096)
	nul := bytes.IndexByte(sample, 0) >= 0
	if len(sample) < 4 || !nul && (len(data)%2 != 0 || isWideUTF8(wholeRunes(sample, len(data)))) {
		return 0
	}
	little, big := utf16Fit(sample, binary.LittleEndian, nul), utf16Fit(sample, binary.BigEndian, nul)
	switch {
	case little == 0 && big == 0:
		return 0
	case little >= big:
		return 'l'
	}
	return 'b'
}

// utf16Fit counts the units of data that are ASCII or characters of GB 2312. It is 0 where the text cannot be UTF-16
// of that order: there are fewer than half of these, or more of other scripts than a report has.
func utf16Fit(data []byte, order binary.ByteOrder, tolerant bool) int {
	units, possible, common := len(data)/2, 0, 0
	for i := 0; i+1 < len(data); i += 2 {
		u := order.Uint16(data[i:])
		switch {
		case u >= 0x80 && gbCommon().has(u):
			common++
			possible++
		case u == '\t' || u == '\n' || u == '\r' || u == '\f' || 0x20 <= u && u < 0x7F:
			common++
			possible++
		case 0x4E00 <= u && u <= 0x9FFF || 0x2000 <= u && u <= 0x27FF || 0x3000 <= u && u <= 0x33FF || 0xFF00 <= u && u <= 0xFFEF || 0xA0 <= u && u <= 0xFF:
			possible++
		}
	}
	if 2*common < units || possible < units && (!tolerant || 20*possible < 19*units) {
		return 0
	}
	return common
}

func decodeUTF16(data []byte, order binary.ByteOrder, name string) Decoded {
	d := decoder{line: 1}
	d.text.Grow(len(data))
	for i := 0; i < len(data); i += 2 {
		if i+1 == len(data) {
			d.broken(1)
			break
		}
		r := rune(order.Uint16(data[i:]))
		if utf16.IsSurrogate(r) {
			r = utf8.RuneError
			if i+3 < len(data) {
				r = utf16.DecodeRune(rune(order.Uint16(data[i:])), rune(order.Uint16(data[i+2:])))
			}
			if r == utf8.RuneError {
				d.broken(2)
				continue
			}
			i += 2
		}
		if i > 0 || r != '\uFEFF' {
			d.write(r)
		}
	}
	out := d.Decoded(name)
	if tail := data[max(0, len(data)-4096)&^1:]; len(data) > 64 && utf16Fit(tail, order, true) == 0 {
		out.Trouble = append(out.Trouble, block.Diagnostic{}.Saying("the end of the text seems to be of another encoding than the UTF-16 that it was read as"))
	}
	return out
}

// surrogates returns the character that data begins with as CESU-8, in which some databases write the two surrogates of
// a rare character as if each were one; or else 1 byte of none.
func surrogates(data []byte) (r rune, n int) {
	const each = 3 // bytes
	if len(data) < 2*each || data[0] != 0xED || data[each] != 0xED {
		return utf8.RuneError, 1
	}
	half := func(b []byte) rune { return 0xD000 | rune(b[1]&0x3F)<<6 | rune(b[2]&0x3F) }
	if r = utf16.DecodeRune(half(data), half(data[each:])); r == utf8.RuneError {
		return r, 1
	}
	return r, 2 * each
}
