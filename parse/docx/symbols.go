package docx

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"duban/parse/symbol"
)

// symbol reads <w:sym>.
func (r *reader) symbol(run *runProps) {
	code, err := strconv.ParseUint(string(r.s.attr("char")), 16, 16)
	if err != nil || r.silent(run) {
		return
	}
	font := string(r.s.attr("font"))
	c := rune(code)
	if symbol.IsFont(font) && c < 0x100 {
		c += symbol.PrivateUse
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
	if !symbol.IsPrivate(c) {
		return c
	}
	if sign, ok := symbol.Rune(font, c); ok {
		return sign
	}
	r.trouble("the sign %04X of the font %q has no equivalent in Unicode that is sure, and stands as U+%04[1]X", c, font)
	return c
}
