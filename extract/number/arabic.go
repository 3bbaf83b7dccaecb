package number

import (
	"strings"

	"github.com/cockroachdb/apd/v3"
)

// readArabic reads digits with thousands separators and a decimal point from text[i]. width is the number of digits
// in front of the point. Where no number begins at i, end is i.
func readArabic(text []rune, i int) (v apd.Decimal, width, end int, form Form) {
	j := i
	point := isDecimalPoint(text[i])
	if point && !opensDecimal(text, i) {
		return v, 0, i, Plain
	}
	if !point {
		j = digitsEnd(text, i)
		width = j - i
		j = groupsEnd(text, i, j)
	}
	whole := j
	if j+1 < len(text) && isDecimalPoint(text[j]) && isDigit(text[j+1]) {
		j = digitsEnd(text, j+1)
		if j+1 < len(text) && isDecimalPoint(text[j]) && isDigit(text[j+1]) {
			return v, width, serialEnd(text, j), Serial
		}
	}
	v = decimal(text[i:j], j-whole)
	exp, j := exponent(text, j)
	v.Exponent += exp
	return v, width, j, Plain
}

func isDecimalPoint(c rune) bool { return c == '.' || c == '．' }

// opensDecimal reports a point that begins a number: .5, but not the last of three points.
func opensDecimal(text []rune, i int) bool {
	return i+1 < len(text) && isDigit(text[i+1]) && (i == 0 || text[i-1] == ' ' || text[i-1] == '(' || text[i-1] == '（')
}

func digitsEnd(text []rune, i int) int {
	for i < len(text) && (isDigit(text[i]) || isIgnorable(text[i]) && i+1 < len(text) && isDigit(text[i+1])) {
		i++
	}
	return i
}

func serialEnd(text []rune, i int) int {
	for i+1 < len(text) && isDecimalPoint(text[i]) && isDigit(text[i+1]) {
		i = digitsEnd(text, i+1)
	}
	return i
}

// groupsEnd returns the end of the groups of three digits behind text[i:j]. A full-width comma parts groups only where
// it cannot as well part two numbers: between full-width digits, behind a short first group, before a second
// separator or a decimal point.
func groupsEnd(text []rune, i, j int) int {
	if first := j - i; first > 3 || text[i] == '0' || text[i] == '０' {
		return j
	}
	end, groups := j, 0
	for end+3 < len(text) && (text[end] == ',' || text[end] == '，') && text[end] == text[j] && digitsEnd(text, end+1) == end+4 {
		end += 4
		groups++
	}
	if groups == 0 || text[j] == ',' || isFullWidthDigit(text[i]) || j-i < 3 || groups > 1 {
		return end
	}
	if end+1 < len(text) && isDecimalPoint(text[end]) && isDigit(text[end+1]) {
		return end
	}
	return j
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

// exponent reads e+14, or k for thousands, behind the digits that end at j, and returns the power of ten.
func exponent(text []rune, j int) (exp int32, end int) {
	if j >= len(text) {
		return 0, j
	}
	switch text[j] {
	case 'k':
		if j+1 == len(text) || !isLatin(text[j+1]) && !isDigit(text[j+1]) && text[j+1] != '+' {
			return 3, j + 1
		}
	case 'e', 'E':
		k := j + 1
		negative := false
		if k < len(text) && (text[k] == '+' || text[k] == '-') {
			negative = text[k] == '-'
			k++
		}
		start := k
		for k < len(text) && k < start+3 && isDigit(text[k]) {
			exp = exp*10 + int32(digitValue(text[k]))
			k++
		}
		if k == start || k < len(text) && (isLatin(text[k]) || isDigit(text[k])) {
			return 0, j
		}
		if negative {
			exp = -exp
		}
		return exp, k
	}
	return 0, j
}
