package flow

import (
	"strings"

	"duban/parse/symbol"
)

// IsSymbolFont reports fonts that draw signs where other fonts have letters and digits.
func IsSymbolFont(font string) bool {
	font = strings.ToLower(font)
	for _, part := range []string{"symbol", "dings", "mt extra", "marlett"} {
		if strings.Contains(font, part) {
			return true
		}
	}
	return false
}

// Symbols replaces the characters that a font of symbols has in the private use area by those of Unicode. One that
// has none stays as it is, and is reported.
func (w *Writer) Symbols(text, font string) string {
	if !strings.Contains(text, "\xEF") {
		return text
	}
	return strings.Map(func(c rune) rune {
		if !symbol.IsPrivate(c) {
			return c
		}
		if sign, ok := symbol.Rune(font, c); ok {
			return sign
		}
		w.Trouble("the sign %04X of the font %q has no equivalent in Unicode that is sure, and stands as U+%04[1]X", c, font)
		return c
	}, text)
}

// Symbol returns the character for a byte of a font of symbols.
func (w *Writer) Symbol(code byte, font string) string {
	if code == ' ' {
		return " "
	}
	return w.Symbols(string(symbol.PrivateUse+rune(code)), font)
}
