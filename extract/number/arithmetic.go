package number

import (
	"strings"

	"github.com/cockroachdb/apd/v3"
)

// exact is the context of all sums: no rounding.
var exact = &apd.BaseContext

// sum adds x to v.
func sum(v, x *apd.Decimal) {
	switch {
	case x.Sign() == 0:
	case v.Sign() == 0:
		*v = *x
	default:
		exact.Add(v, v, x) // no error: the exponents are small
	}
}

// add adds d times ten to the power of exp to v.
func add(v *apd.Decimal, d int64, exp int) {
	var x apd.Decimal
	x.SetFinite(d, int32(exp))
	sum(v, &x)
}

// decimal returns the value of digits, of which the last fraction characters are the decimal point and what follows.
func decimal(digits []rune, fraction int) apd.Decimal {
	const most = 18 // digits that surely fit an int64
	var v apd.Decimal
	if len(digits) > most {
		return longDecimal(digits, fraction)
	}
	var coeff int64
	scale := int32(0)
	for i, c := range digits {
		if isDigit(c) {
			coeff = coeff*10 + digitValue(c)
			if i > len(digits)-fraction {
				scale++
			}
		}
	}
	v.SetFinite(coeff, -scale)
	return v
}

// longDecimal is decimal for any number of digits.
func longDecimal(digits []rune, fraction int) apd.Decimal {
	var sb strings.Builder
	scale := int32(0)
	for i, c := range digits {
		if isDigit(c) {
			sb.WriteByte(byte('0' + digitValue(c)))
			if i > len(digits)-fraction {
				scale++
			}
		}
	}
	var v apd.Decimal
	v.Coeff.SetString(sb.String(), 10)
	v.Exponent = -scale
	return v
}
