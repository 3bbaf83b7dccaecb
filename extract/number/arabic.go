package number

import (
	"strings"

	"duban/internal/char"
	"duban/internal/exact"
)

// readArabic reads digits with thousands separators and a decimal point from text[i]. width is the number of digits
// in front of the point. Where no number begins at i, end is i. The value counts only where the form is Plain.
func readArabic(text []rune, i int) (v exact.Decimal, width, end int, form Form) {
	if char.IsPoint(text[i]) && !opensDecimal(text, i) {
		return v, 0, i, Plain
	}
	whole, sure := groupsEnd(text, i, digitsEnd(text, i))
	if !sure {
		return v, 0, whole, Unsure
	}
	end = fractionEnd(text, whole)
	if next := fractionEnd(text, end); next > end {
		for ; next > end; next = fractionEnd(text, end) {
			end = next
		}
		return v, 0, end, Serial
	}
	if past := brokenEnd(text, i, end); past > end && end == whole {
		return v, 0, past, Unsure
	}
	if past := wrappedEnd(text, i, end); past > end {
		return v, 0, past, Unsure
	}
	width = int(places(text[i:whole]))
	digits := text[i:end]
	exp, end := exponent(text, end)
	if past := exponentiated(text, end); past > end {
		return v, 0, past, Unsure
	}
	fraction := int(places(digits)) - width
	if max(width, width+int(exp))+max(fraction, fraction-int(exp)) > MostDigits {
		return v, 0, end, Long
	}
	v = decimal(digits, i+len(digits)-whole)
	v.Exponent += exp
	return v, width, end, Plain
}

// opensDecimal reports a point that may begin a number: .5, but not the last of three points.
func opensDecimal(text []rune, i int) bool {
	if i+1 >= len(text) || !char.IsDigit(text[i+1]) {
		return false
	}
	if i == 0 || char.IsIdeograph(text[i-1]) || is(text[i-1], minus) {
		return true
	}
	return strings.ContainsRune(" "+char.Opening+char.Comma+char.Pause+char.Colons+char.Hyphens, text[i-1])
}

func digitsEnd(text []rune, i int) int {
	for i < len(text) && (char.IsDigit(text[i]) || isIgnorable(text[i]) && i+1 < len(text) && char.IsDigit(text[i+1])) {
		i++
	}
	return i
}

// fractionEnd returns the index behind a decimal point at text[i] and its digits, or i where there is none.
func fractionEnd(text []rune, i int) int {
	if i+1 < len(text) && char.IsPoint(text[i]) && char.IsDigit(text[i+1]) {
		return digitsEnd(text, i+1)
	}
	return i
}

// brokenEnd returns the end of a number that spaces may have broken after text[i:j], or j where none have: 1 200 and
// 12. 5 may be one number each, or two.
func brokenEnd(text []rune, i, j int) int {
	end := spacedGroupsEnd(text, i, j)
	point := skipSpaces(text, end)
	if point >= len(text) || !char.IsPoint(text[point]) {
		return end
	}
	fraction := skipSpaces(text, point+1)
	if fraction >= len(text) || !char.IsDigit(text[fraction]) || point == end && mayBeMark(text, i) {
		return fractionEnd(text, end)
	}
	return digitsEnd(text, fraction)
}

// spacedGroupsEnd returns the end of the groups of three digits that follow text[i:j] behind one space each.
func spacedGroupsEnd(text []rune, i, j int) int {
	if j-i > 3 || digitValue(text[i]) == 0 {
		return j
	}
	for j+3 < len(text) && isBlank(text[j]) && char.IsDigit(text[j+1]) && digitsEnd(text, j+1) == j+4 {
		j += 4
	}
	return j
}

// mayBeMark reports a place where a point of a list can begin, so that 2. 5个 is its mark and a number.
func mayBeMark(text []rune, i int) bool {
	for i > 0 && isBlank(text[i-1]) {
		i--
	}
	return i == 0 || !char.IsIdeograph(text[i-1]) || is(text[i-1], heading)
}

// groupsEnd returns the end of the groups of three digits behind text[i:j]. A full-width comma is surely a thousands
// separator only between full-width digits, or where a short first group and a second comma say so (1，234，567);
// otherwise it may as well part two numbers (1，234个).
func groupsEnd(text []rune, i, j int) (end int, sure bool) {
	first := j - i
	if first == 0 || first > 3 || digitValue(text[i]) == 0 {
		return j, true
	}
	end, groups := j, 0
	for end+3 < len(text) && char.IsComma(text[end]) && text[end] == text[j] && digitsEnd(text, end+1) == end+4 {
		end += 4
		groups++
	}
	sure = groups == 0 || text[j] == ',' || char.IsFullDigit(text[i]) || groups > 1 && first < 3
	return end, sure
}

// exponentiated returns the index behind the ^10 of 2^10, or j where there is none.
func exponentiated(text []rune, j int) int {
	if j >= len(text) || text[j] != '^' {
		return j
	}
	k := j + 1
	for k < len(text) && (text[k] == '+' || text[k] == '-') {
		k++
	}
	if end := digitsEnd(text, k); end > k {
		return end
	}
	return j
}

// exponent reads e+14, or k for thousands, behind the digits that end at j, and returns the power of ten.
func exponent(text []rune, j int) (exp int32, end int) {
	if j >= len(text) {
		return 0, j
	}
	switch text[j] {
	case 'k':
		if j+1 == len(text) || !isLatin(text[j+1]) && !char.IsDigit(text[j+1]) && text[j+1] != '+' {
			return 3, j + 1
		}
	case 'e', 'E':
		return scientific(text, j)
	}
	return 0, j
}

// scientific reads e+14 at text[j].
func scientific(text []rune, j int) (exp int32, end int) {
	k := j + 1
	negative := false
	if k < len(text) && (text[k] == '+' || text[k] == '-') {
		negative = text[k] == '-'
		k++
	}
	start := k
	for ; k < len(text) && char.IsDigit(text[k]); k++ {
		exp = min(exp*10+int32(digitValue(text[k])), 10*MostDigits)
	}
	if k == start || k < len(text) && isLatin(text[k]) {
		return 0, j
	}
	if negative {
		exp = -exp
	}
	return exp, k
}
