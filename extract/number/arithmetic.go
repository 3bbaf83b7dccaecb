package number

import (
	"strings"

	"duban/internal/char"
	"duban/internal/exact"
)

// sum adds x to v.
func sum(v, x *exact.Decimal) {
	switch {
	case x.Sign() == 0:
	case v.Sign() == 0:
		*v = *x
	default:
		_ = v.Add(v, x) // no error: the exponents are small
	}
}

// add adds d times ten to the power of exp to v.
func add(v *exact.Decimal, d int64, exp int) {
	var x exact.Decimal
	x.SetFinite(d, int32(exp))
	sum(v, &x)
}

// decimal returns the value of digits by place, Arabic or Chinese, of which the last fraction characters are the decimal
// point and what follows. Other characters part digits and count nothing.
func decimal(digits []rune, fraction int) exact.Decimal {
	const most = 18 // digits that surely fit an int64
	var v exact.Decimal
	if len(digits) > most {
		return longDecimal(digits, fraction)
	}
	var coeff int64
	for _, c := range digits {
		if d := place(c); d >= 0 {
			coeff = coeff*10 + d
		}
	}
	v.SetFinite(coeff, -places(digits[len(digits)-fraction:]))
	return v
}

// longDecimal is decimal for any number of digits.
func longDecimal(digits []rune, fraction int) exact.Decimal {
	var sb strings.Builder
	for _, c := range digits {
		if d := place(c); d >= 0 {
			sb.WriteByte(byte('0' + d))
		}
	}
	var v exact.Decimal
	v.SetDigits(sb.String(), places(digits[len(digits)-fraction:]))
	return v
}

// places returns the number of digits.
func places(text []rune) int32 {
	n := int32(0)
	for _, c := range text {
		if place(c) >= 0 {
			n++
		}
	}
	return n
}

// place returns the value of a digit, Arabic or Chinese, or -1.
func place(c rune) int64 {
	if char.IsDigit(c) {
		return digitValue(c)
	}
	return int64(digit(c))
}
