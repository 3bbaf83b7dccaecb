package docx

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"
)

// symbolFonts give the characters of fonts of symbols for which Unicode has the very same sign. Such fonts are
// addressed by one byte, or by that byte in the private use area from U+F000.
var symbolFonts = map[string]map[byte]rune{
	"wingdings": {
		0x6C: '●', 0x6E: '■', 0x6F: '□', 0x71: '❑', 0x72: '❒', 0x75: '◆', 0x76: '❖', 0x9F: '•', 0xA1: '○', 0xA4: '◉',
		0xA7: '▪', 0xA8: '□', 0xAB: '★', 0xD8: '➢', 0xDF: '←', 0xE0: '→', 0xE1: '↑', 0xE2: '↓', 0xE8: '➔', 0xF0: '⇨',
		0xFB: '✘', 0xFC: '✔', 0xFD: '☒', 0xFE: '☑',
		0x81: '①', 0x82: '②', 0x83: '③', 0x84: '④', 0x85: '⑤', 0x86: '⑥', 0x87: '⑦', 0x88: '⑧', 0x89: '⑨', 0x8A: '⑩',
		0x8C: '❶', 0x8D: '❷', 0x8E: '❸', 0x8F: '❹', 0x90: '❺', 0x91: '❻', 0x92: '❼', 0x93: '❽', 0x94: '❾', 0x95: '❿',
	},
	"wingdings 2": {
		0x4F: '✗', 0x50: '✓', 0x51: '☒', 0x52: '☑', 0x53: '☒', 0x54: '☒', 0x97: '●', 0xA3: '□',
		0x6A: '①', 0x6B: '②', 0x6C: '③', 0x6D: '④', 0x6E: '⑤', 0x6F: '⑥', 0x70: '⑦', 0x71: '⑧', 0x72: '⑨', 0x73: '⑩',
	},
	"symbol": {
		0x20: ' ', 0x25: '%', 0x28: '(', 0x29: ')', 0x2B: '+', 0x2C: ',', 0x2D: '−', 0x2E: '.', 0x2F: '/', 0x3A: ':',
		0x3B: ';', 0x3C: '<', 0x3D: '=', 0x3E: '>', 0x40: '≅', 0x5B: '[', 0x5D: ']', 0x7C: '|', 0x7E: '∼',
		0x30: '0', 0x31: '1', 0x32: '2', 0x33: '3', 0x34: '4', 0x35: '5', 0x36: '6', 0x37: '7', 0x38: '8', 0x39: '9',
		0x44: 'Δ', 0x46: 'Φ', 0x47: 'Γ', 0x4C: 'Λ', 0x50: 'Π', 0x51: 'Θ', 0x53: 'Σ', 0x57: 'Ω', 0x58: 'Ξ', 0x59: 'Ψ',
		0x61: 'α', 0x62: 'β', 0x63: 'χ', 0x64: 'δ', 0x65: 'ε', 0x66: 'φ', 0x67: 'γ', 0x68: 'η', 0x6B: 'κ', 0x6C: 'λ',
		0x6D: 'μ', 0x6E: 'ν', 0x70: 'π', 0x71: 'θ', 0x72: 'ρ', 0x73: 'σ', 0x74: 'τ', 0x77: 'ω', 0x78: 'ξ', 0x79: 'ψ',
		0xA2: '′', 0xA3: '≤', 0xA5: '∞', 0xAB: '↔', 0xAC: '←', 0xAD: '↑', 0xAE: '→', 0xAF: '↓', 0xB0: '°', 0xB1: '±',
		0xB2: '″', 0xB3: '≥', 0xB4: '×', 0xB5: '∝', 0xB6: '∂', 0xB7: '•', 0xB8: '÷', 0xB9: '≠', 0xBA: '≡', 0xBB: '≈',
		0xBC: '…', 0xC4: '⊗', 0xC5: '⊕', 0xC6: '∅', 0xC7: '∩', 0xC8: '∪', 0xCC: '⊂', 0xCD: '⊆', 0xCE: '∈', 0xCF: '∉',
		0xD0: '∠', 0xD1: '∇', 0xD2: '®', 0xD3: '©', 0xD4: '™', 0xD5: '∏', 0xD6: '√', 0xD7: '⋅', 0xD8: '¬', 0xD9: '∧',
		0xDA: '∨', 0xDB: '⇔', 0xDC: '⇐', 0xDD: '⇑', 0xDE: '⇒', 0xDF: '⇓', 0xE5: '∑', 0xF2: '∫',
	},
}

const privateUse = 0xF000 // where fonts of symbols begin

// symbol reads <w:sym>.
func (r *reader) symbol(run *runProps) {
	code, err := strconv.ParseUint(string(r.s.attr("char")), 16, 16)
	if err != nil || r.silent(run) {
		return
	}
	font := string(r.s.attr("font"))
	c := rune(code)
	if _, known := symbolFonts[strings.ToLower(font)]; known && c < 0x100 {
		c += privateUse
	}
	r.buf = utf8.AppendRune(r.buf, r.mapSymbol(c, font))
	r.produced++
}

// mapSymbols replaces the characters of a font of symbols in what buf holds behind from.
func (r *reader) mapSymbols(from int, font string) {
	plain := string(r.buf[from:])
	r.buf = r.buf[:from]
	for _, c := range plain {
		r.buf = utf8.AppendRune(r.buf, r.mapSymbol(c, font))
	}
}

// hasPrivateUse reports characters from U+F000 to U+F0FF.
func hasPrivateUse(text []byte) bool {
	for {
		i := bytes.IndexByte(text, 0xEF)
		if i < 0 || i+1 == len(text) {
			return false
		}
		if text[i+1] < 0x84 {
			return true
		}
		text = text[i+1:]
	}
}

// mapSymbol returns the character of Unicode for one of a font of symbols. One that has none stays as it is.
func (r *reader) mapSymbol(c rune, font string) rune {
	if c < privateUse || c > privateUse+0xFF {
		return c
	}
	if sign, ok := symbolFonts[strings.ToLower(font)][byte(c-privateUse)]; ok {
		return sign
	}
	r.trouble("the sign %04X of the font %q has no equivalent in Unicode that is sure, and stands as U+%04[1]X", c, font)
	return c
}
