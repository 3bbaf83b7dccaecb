package cell

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"duban/extract/number"
	"duban/internal/char"
)

// Yuan is the unit of money of which only the noun is told.
const Yuan = yuan

// Unit reads a text that is nothing but a unit: 万元 is 10000 times 元. A compound one (元/月/人, 微克/立方米) stands as printed.
func (r *Reader) Unit(s string) (Unit, bool) {
	if s == "" || len(s) > longestUnit {
		return Unit{}, false
	}
	if u, ok := r.simpleUnit(s); ok {
		return u, true
	}
	first, rest, ok := strings.Cut(s, "/")
	if !ok {
		return Unit{}, false
	}
	u, ok := r.simpleUnit(first)
	for part := range strings.SplitSeq(rest, "/") {
		if _, known := r.simpleUnit(strings.TrimLeft(part, "0123456789")); !known { // 元/500克
			return Unit{}, false
		}
	}
	return Unit{Base: s, Kind: u.Kind, Factor: 1}, ok
}

const longestUnit = 40 // bytes

// plainUnit reads a unit without a power of ten.
func (r *Reader) plainUnit(s string) (Unit, bool) {
	u, ok := r.Unit(s)
	return u, ok && u.Factor == 1
}

// Power reads a text that is nothing but a power of ten, which is a unit without a name: 万.
func (r *Reader) Power(s string) (Unit, bool) {
	const least, most = 4, 2 // of the power; characters
	c, _ := utf8.DecodeLastRuneInString(s)
	if number.Power(c) < least || utf8.RuneCountInString(s) > most {
		return Unit{}, false
	}
	u, ok := r.simpleUnit(s + "%")
	return Unit{Factor: u.Factor}, ok
}

// simpleUnit reads a unit behind a power of ten, if any.
func (r *Reader) simpleUnit(s string) (Unit, bool) {
	first, _ := utf8.DecodeRuneInString(s)
	if s == "" || !beginsUnit(first) || !r.numbers.GoesOn(first) {
		return Unit{}, false // a digit or a mark would join the number
	}
	text := []rune("1" + s)
	n, ok := r.numbers.At(text, 0)
	switch {
	case !ok, n.Unit == "", n.End != len(text), n.Range, n.Fraction:
		return Unit{}, false
	}
	factor, err := n.Value.Int64()
	if err != nil || factor < 1 {
		return Unit{}, false
	}
	if n.UnitKind == "cubic" { // where nothing but a unit can stand, it is no party
		n.Unit, n.UnitKind = cubicMetre, "volume"
	}
	return Unit{Base: n.Unit, Kind: n.UnitKind, Factor: factor}, true
}

// beginsUnit reports letters and symbols, and the signs of rates.
func beginsUnit(c rune) bool {
	return char.IsPercent(c) || unicode.IsLetter(c) || unicode.IsSymbol(c)
}
