package doc

import (
	"slices"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// This file has what is different in Word 6 and 95: a shorter head, one byte a character in the code page of a language,
// tables in the main stream, and properties that are named by one byte.

// Places in the head of Word 6 and 95. The parts that are used stand in the same order as in Word 97, but for those of endnotes.
const (
	oldLengthsAt  = 0x34
	oldPartsAt    = 0x58
	oldEndnotesAt = 0x1B2
	lastOldPart   = 37
	version6      = 0x65
	oldParaEntry  = 7 // bytes for each paragraph on a page of properties
	oldCellSize   = 10
	oldStyleSize  = 8
	lengthInByte  = -1
	lengthInTwo   = -2
)

// oldPartAt returns where in the head of an old document the place of a part is; negative where it has none.
func oldPartAt(part int) int {
	switch {
	case part <= lastOldPart:
		return oldPartsAt + 8*part
	case part == endnoteMarks, part == endnoteTexts:
		return oldEndnotesAt + 8*(part-endnoteMarks)
	}
	return unset
}

// oldProp is a property of Word 6: how long its value is, and its name in Word 97, if it is used.
type oldProp struct {
	length int
	name   sprm
}

// oldProps are those of which the value is no byte that says how long it is, or that are used.
var oldProps = map[byte]oldProp{
	2: {2, paraStyle}, 4: {1, 0}, 5: {1, 0}, 6: {1, 0}, 7: {1, 0}, 8: {1, 0}, 9: {1, 0}, 10: {1, 0},
	11: {1, 0}, 12: {lengthInByte, paraOldNumber}, 13: {1, 0}, 14: {1, 0}, 16: {2, 0}, 17: {2, 0}, 18: {2, 0},
	19: {2, 0}, 20: {4, 0}, 21: {2, 0}, 22: {2, 0}, 23: {lengthInByte, paraTabs}, 24: {1, paraInTable},
	25: {1, paraRowEnd}, 26: {2, 0}, 27: {2, 0}, 28: {2, 0}, 29: {1, 0}, 30: {2, 0}, 31: {2, 0}, 32: {2, 0},
	33: {2, 0}, 34: {2, 0}, 35: {2, 0}, 36: {2, 0}, 37: {1, 0}, 38: {2, 0}, 39: {2, 0}, 40: {2, 0},
	41: {2, 0}, 42: {2, 0}, 43: {2, 0}, 44: {1, 0}, 45: {2, 0}, 46: {2, paraInitial}, 47: {2, 0}, 48: {2, 0},
	49: {2, 0}, 50: {1, 0}, 51: {1, 0}, 65: {1, charDeleted}, 66: {1, 0}, 67: {1, 0},
	68: {lengthInByte, charPicture}, 69: {2, 0}, 70: {4, 0}, 71: {1, charForm}, 72: {2, 0}, 73: {3, 0},
	74: {lengthInByte, charSymbol}, 75: {1, charOLE}, 80: {2, charStyle}, 83: {0, charPlain}, 85: {1, 0},
	86: {1, 0}, 87: {1, charStrike}, 88: {1, 0}, 89: {1, 0}, 90: {1, 0}, 91: {1, 0}, 92: {1, charHidden},
	93: {2, charFont}, 94: {1, 0}, 95: {3, 0}, 96: {2, 0}, 97: {2, 0}, 98: {1, 0}, 99: {2, 0}, 100: {1, 0},
	101: {2, 0}, 102: {1, 0}, 104: {1, charRaised}, 107: {2, 0}, 109: {2, 0}, 110: {2, 0},
	117: {1, charSpecial}, 118: {1, 0}, 119: {1, 0}, 121: {2, 0}, 122: {2, 0}, 123: {2, 0}, 124: {2, 0},
	182: {2, 0}, 183: {2, rowLeft}, 184: {2, 0}, 185: {1, 0}, 186: {1, rowHeader}, 187: {12, 0},
	188: {lengthInTwo, rowCells}, 189: {2, 0}, 190: {lengthInTwo, rowCells}, 192: {4, 0}, 193: {5, 0},
	194: {4, rowInsert}, 195: {2, rowDelete}, 196: {4, rowWidth}, 197: {2, rowMerge}, 198: {2, rowSplit},
	199: {5, 0}, 200: {4, 0},
}

// eachOldSprm is eachSprm for Word 6 and 95.
func eachOldSprm(list []byte, take func(s sprm, value []byte)) {
	for len(list) > 0 {
		p, ok := oldProps[list[0]]
		if !ok {
			p.length = lengthInByte
		}
		list = list[1:]
		head, length := 0, p.length
		switch p.length {
		case lengthInByte:
			head, length = operand(p.name|variable, list)
		case lengthInTwo:
			head, length = 2, max(int(u16(list, 0))-1, 0)
		}
		if head+length > len(list) {
			return
		}
		if value := list[head : head+length]; p.name != 0 {
			takeOld(p.name, value, take)
		}
		list = list[head+length:]
	}
}

// variable makes the name of a property that of one whose value says how long it is.
const variable sprm = 6 << 13

// takeOld hands a property over with a value of the form that it has in Word 97.
func takeOld(s sprm, value []byte, take func(s sprm, value []byte)) {
	switch {
	case s == charSymbol && len(value) >= 3:
		value = []byte{value[0], value[1], value[2], privateSigns}
	case s == charSymbol, s == charPicture && len(value) < 4:
		return
	case s == charPlain:
		value = []byte{0}
	}
	take(s, value)
}

// privateSigns is the higher byte of the place of signs of one byte.
const privateSigns = 0xF0

// codePage returns what the characters of an old document are encoded in, by its language, unless a font says otherwise.
func (f *file) codePage() encoding.Encoding {
	const taiwan, hongKong, macau = 0x0404, 0x0C04, 0x1404
	const charsetAt, macintosh = 0x14, 0x0100
	switch f.lang {
	case taiwan, hongKong, macau:
		return traditionalchinese.Big5
	}
	switch f.lang & 0xFF {
	case 0x04:
		return simplifiedchinese.GBK
	case 0x11:
		return japanese.ShiftJIS
	case 0x12:
		return korean.EUCKR
	}
	if f.u16(charsetAt) == macintosh {
		return charmap.Macintosh
	}
	return charmap.Windows1252
}

// fontPages are the encodings of fonts by their character sets, but for that of Western Europe.
var fontPages = map[int]encoding.Encoding{
	77: charmap.Macintosh, 128: japanese.ShiftJIS, 129: korean.EUCKR,
	134: simplifiedchinese.GBK, 136: traditionalchinese.Big5,
	161: charmap.Windows1253, 162: charmap.Windows1254, 163: charmap.Windows1258, 177: charmap.Windows1255, 178: charmap.Windows1256,
	186: charmap.Windows1257, 204: charmap.Windows1251, 222: charmap.Windows874, 238: charmap.Windows1250,
}

// decodeByFonts writes the characters of an old document anew where their font has another encoding than the document.
func (r *reader) decodeByFonts() {
	const charsetAt = 4
	var charsets []int
	for rest := cut(r.part(fontPart), 2, len(r.table)); len(rest) > 0; {
		n := int(rest[0])
		charsets = append(charsets, u8(cut(rest, 0, n+1), charsetAt))
		rest = rest[min(1+n, len(rest)):]
	}
	if !slices.ContainsFunc(charsets, func(c int) bool { return fontPages[c] != nil }) {
		return
	}
	for p := range r.paragraphsOf(0, len(r.text.units)) {
		for at := p.from; at < p.to; {
			end, props := r.propsOf(at, p.to)
			font := props.font
			if font == unset {
				font = max(r.styleOf(p.style).font, 0)
			}
			piece := r.pieceAt(at)
			if font < len(charsets) && fontPages[charsets[font]] != nil && piece != nil && !piece.wide {
				part := *piece
				part.at += at - piece.from
				r.decode(r.text.units[at:end], part, fontPages[charsets[font]])
			}
			at = end
		}
	}
}
