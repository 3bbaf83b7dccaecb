package number

import (
	"duban/internal/char"
	"duban/internal/exact"
)

// extendRange reads the upper bound behind n, if one follows: 20-30家, 3至5个, 80%—90%. What the lower bound leaves out,
// unit and power, it has from the upper one.
func (r *Reader) extendRange(text []rune, n *Number) {
	upper, ok := r.upperBound(text, n)
	if !ok {
		return
	}
	lower := n.Value
	if n.Unit == "" {
		lower = likeUpper(text, n, &upper)
	}
	switch {
	case lower.Cmp(&upper.Value) >= 0:
	case n.isUnsureBelow(text, &upper):
		upper.Start, upper.Form, upper.Value = n.Start, Unsure, exact.Decimal{}
		*n = upper
	default:
		n.widen(lower, &upper)
	}
}

// upperBound returns the number behind n and a sign of a range, where the two can be the bounds of one.
func (r *Reader) upperBound(text []rune, n *Number) (Number, bool) {
	if !n.Form.hasValue() || n.Form == Digits || n.Fraction || n.About {
		return Number{}, false
	}
	j := upperAt(text, n.End)
	if j == 0 || !r.Begins(text[j]) || n.Start > 1 && joinsRange(text[n.Start-1]) && char.IsDigit(text[n.Start-2]) { // 1-2-3
		return Number{}, false
	}
	upper, ok := r.one(text, j)
	if !ok || !upper.Form.hasValue() || upper.Fraction || upper.About || !n.joins(&upper) {
		return Number{}, false
	}
	bare := n.Unit == "" && upper.Unit == "" && n.Form == Plain && !n.Scaled && !upper.Scaled
	return upper, !bare || plainRange(text, n, &upper)
}

// widen makes n the range from lower to upper.
func (n *Number) widen(lower exact.Decimal, upper *Number) {
	n.Value, n.Max, n.Range = lower, upper.Value, true
	n.End, n.Bare = upper.End, upper.Bare
	if upper.Unit != "" {
		n.Unit, n.UnitKind = upper.Unit, upper.UnitKind
	}
	if n.Form == Plain {
		n.Form = upper.Form
	}
	n.Scaled = n.Scaled || upper.Scaled
	n.More = upper.More
}

// upperAt returns the index behind the sign of a range at text[j], or 0.
func upperAt(text []rune, j int) int {
	k := skipSpaces(text, j)
	if k >= len(text) || !joinsRange(text[k]) {
		return 0
	}
	sign, apart := text[k], k > j
	for k < len(text) && text[k] == sign {
		k++
	}
	end := skipSpaces(text, k)
	if end >= len(text) || apart && end == k {
		return 0
	}
	return end
}

func joinsRange(c rune) bool { return is(c, joint) }

// joins reports whether n and upper are written alike, so that they can be the bounds of one range.
func (n *Number) joins(upper *Number) bool {
	switch {
	case upper.Form == n.Form:
	case upper.Form == Tenths && n.Form == Plain && n.Unit == "":
	case upper.Form == Plain && n.Form == Ordinal:
	default:
		return false
	}
	unitInFront := n.UnitKind == "rate" && n.Bare == n.End // 百分之五到十
	return n.Unit == "" || n.Unit == upper.Unit || unitInFront && upper.Unit == ""
}

// plainRange reports whether two numbers without any unit may be a range: neither may be a code, or go on as one.
func plainRange(text []rune, n, upper *Number) bool {
	if isCode(text[n.Start:n.End]) || isCode(text[upper.Start:upper.End]) {
		return false
	}
	if upper.End == len(text) {
		return true
	}
	c := text[upper.End]
	return !joinsRange(c) && !isLatin(c) && !char.IsDigit(c) && c != '#'
}

// isCode reports digits that begin with a zero that counts nothing: 023, 05.
func isCode(digits []rune) bool {
	return len(digits) > 1 && char.IsDigit(digits[0]) && digitValue(digits[0]) == 0 && char.IsDigit(digits[1])
}

// likeUpper returns the lower bound of a range with the powers of the upper one, where it has none itself and stays
// below it: the 20 of 20-30万元 are 20万, but the 500 of 500-1万元 are not.
func likeUpper(text []rune, n, upper *Number) exact.Decimal {
	v := n.Value
	if upper.Form == Tenths && n.Form == Plain {
		v.Exponent++
		return v
	}
	if n.Scaled {
		return v
	}
	least := 1 // the smallest power that both can share
	if power(text[n.Bare-1]) > 0 || upper.Chinese {
		least = 4 // 三百到五百万, 五到二十
	}
	raised := v
	for k := upper.Bare - 1; k > upper.Start && (power(text[k]) >= least || isMore(text[k])); k-- {
		raised.Exponent += int32(power(text[k]))
	}
	if raised.Cmp(&upper.Value) >= 0 {
		return v
	}
	return raised
}

// isUnsureBelow reports a digit below a Chinese number of 百 or 千: 三到五百人 may be 300 to 500, or 3 to 500.
func (n *Number) isUnsureBelow(text []rune, upper *Number) bool {
	exp := power(text[upper.Bare-1])
	return n.Unit == "" && n.Chinese && n.Bare == n.Start+1 && power(text[n.Start]) == 0 && upper.Chinese && (exp == 2 || exp == 3)
}
