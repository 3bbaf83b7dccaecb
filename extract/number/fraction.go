package number

import (
	"duban/internal/char"
	"duban/internal/exact"
)

// share reads 百分之五, 千分之三 and 万分之二 from text[i]: rates whose unit stands in front.
func (r *Reader) share(text []rune, i int) (Number, bool) {
	exp, ok := denominator(text, i)
	if !ok || exp < 2 {
		return Number{}, false
	}
	_, j := powers(text, i)
	n, ok := r.numerator(text, numeratorAt(text, j))
	if !ok {
		return Number{}, false
	}
	n.Start, n.Chinese = i, true
	if !n.Form.hasValue() {
		return n, true
	}
	n.Unit, n.UnitKind = "%", "rate"
	if exp == 3 {
		n.Unit = "‰"
	} else {
		n.Value.Exponent += int32(2 - exp)
		n.Max.Exponent += int32(2 - exp)
	}
	return n, true
}

// denominator reads powers with 分之 behind them at text[i], and returns the sum of their exponents.
func denominator(text []rune, i int) (exp int, ok bool) {
	if i >= len(text) || power(text[i]) == 0 {
		return 0, false
	}
	exp, j := powers(text, i)
	return exp, numeratorAt(text, j) > 0
}

// numeratorAt returns the index behind the 分之 at text[j], or 0.
func numeratorAt(text []rune, j int) int {
	j = skipSpaces(text, j)
	if j >= len(text) || text[j] != parting {
		return 0
	}
	j = skipSpaces(text, j+1)
	if j+1 >= len(text) || text[j] != of {
		return 0
	}
	return skipSpaces(text, j+1)
}

// numerator reads what stands behind 分之: a number, with a sign or without, or 百 alone.
func (r *Reader) numerator(text []rune, j int) (Number, bool) {
	negative := is(text[j], minus)
	if negative {
		j++
	}
	if j >= len(text) {
		return Number{}, false
	}
	n, ok := r.numeral(text, j)
	if !ok && power(text[j]) > 0 { // 百分之百
		n.Value.SetFinite(1, int32(power(text[j])))
		n.End, n.Bare, ok = j+1, j+1, true
	}
	n.Value.Negative = negative && n.Value.Sign() != 0
	return n, ok && runeAt(text, n.End) != discount // 二五折 is no numerator
}

// fraction makes n a fraction where one of its writings goes on behind it: 三分之二, 3又一千分之23, 1/2, 1 3/5.
func (r *Reader) fraction(text []rune, n *Number) bool {
	if n.Form != Plain || n.More || n.About {
		return false
	}
	j := skipSpaces(text, n.End)
	if j >= len(text) {
		return false
	}
	switch c := text[j]; {
	case c == parting:
		return r.parted(text, n)
	case c == again:
		return r.mixed(text, n, skipSpaces(text, j+1), r.parted)
	case char.IsStroke(c):
		return j == n.End && r.stroke(text, n)
	case char.IsDigit(c) && j == n.End+1 && j == n.Start+2: // one digit and a space
		return r.mixed(text, n, j, r.stroke)
	}
	return false
}

// parted reads the rest of 三分之二, of which n is the denominator.
func (r *Reader) parted(text []rune, n *Number) bool {
	j := numeratorAt(text, n.End)
	if j == 0 || n.Value.Sign() <= 0 {
		return false
	}
	num, ok := r.numerator(text, j)
	if !ok || num.Form != Plain || num.About {
		return false
	}
	n.Num, n.Den, n.End, n.Bare = num.Value, n.Value, num.End, num.End
	n.settle()
	return true
}

// stroke reads the rest of 1/2, of which n is the numerator. More strokes, as in dates, and letters make it none.
func (r *Reader) stroke(text []rune, n *Number) bool {
	at := n.End + 1
	if n.Chinese || at >= len(text) || !char.IsStroke(text[n.End]) || !char.IsDigit(text[at]) {
		return false
	}
	if n.Start > 0 && (char.IsStroke(text[n.Start-1]) || isLatin(text[n.Start-1])) {
		return false
	}
	if u, _ := r.unitAt(text, n.End); u != nil { // 5.6/10万
		return false
	}
	den, ok := r.numeral(text, at)
	if !ok || den.Form != Plain || den.Value.Sign() == 0 {
		return false
	}
	if den.End < len(text) && (char.IsStroke(text[den.End]) || isLatin(text[den.End])) {
		return false
	}
	n.Num, n.Den, n.End, n.Bare = n.Value, den.Value, den.End, den.End
	n.Fraction, n.Value = true, exact.Decimal{}
	return true
}

// mixed adds the fraction at text[j] to the whole number n. rest reads it behind its first number.
func (r *Reader) mixed(text []rune, n *Number, j int, rest func([]rune, *Number) bool) bool {
	if j >= len(text) || !isNumeral(text[j]) {
		return false
	}
	part, ok := r.numeral(text, j)
	if !ok || part.Form != Plain || part.More || part.About {
		return false
	}
	if !rest(text, &part) || part.Num.Sign() <= 0 {
		return false
	}
	if part.Fraction {
		var product exact.Decimal
		_ = product.Mul(&n.Value, &part.Den) // no error: the exponents are small
		sum(&part.Num, &product)
	} else {
		sum(&part.Value, &n.Value)
	}
	part.Start, part.Chinese = n.Start, n.Chinese
	*n = part
	return true
}

// settle gives n = Num/Den its value where that is a decimal: when the denominator divides a power of ten.
func (n *Number) settle() {
	const digits = 40
	var q exact.Decimal
	isExact, err := q.Quo(&n.Num, &n.Den, digits)
	n.Fraction = err != nil || !isExact
	n.Value = exact.Decimal{}
	if !n.Fraction {
		q.Reduce()
		n.Value = q
	}
}
