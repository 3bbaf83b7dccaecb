package number

import "duban/internal/char"

// ordinal reads 第十, 第3 with a measure word behind it.
func (r *Reader) ordinal(text []rune, i int) (Number, bool) {
	n, ok := r.behind(text, i)
	if !ok {
		return n, false
	}
	n.Form = Ordinal
	r.unit(text, &n)
	return n, true
}

// prefixed reads an amount behind the sign of a currency.
func (r *Reader) prefixed(text []rune, i int) (Number, bool) {
	n, ok := r.behind(text, i)
	if n.Form == Unsure {
		ok = r.untilComma(text, &n)
	}
	if !ok || n.Chinese {
		return n, false
	}
	r.unit(text, &n)
	if n.Unit == "" {
		n.Unit, n.UnitKind = yuan, "money"
		if text[i] == '$' {
			n.Unit = dollars
		}
	}
	return n, true
}

// untilComma cuts n at its comma where it is no thousands separator, because a unit of its own follows: $20，300美元.
func (r *Reader) untilComma(text []rune, n *Number) bool {
	start := skipSpaces(text, n.Start+1)
	end := digitsEnd(text, start)
	if u, _ := r.unitAt(text, n.End); u == nil || u.Kind != "money" || end == n.End {
		return false
	}
	n.Form, n.Value, n.End, n.Bare = Plain, decimal(text[start:end], 0), end, end
	return true
}

// behind reads the plain number behind the mark at text[i].
func (r *Reader) behind(text []rune, i int) (Number, bool) {
	j := skipSpaces(text, i+1)
	if j >= len(text) {
		return Number{}, false
	}
	n, ok := r.numeral(text, j)
	n.Start = i
	return n, ok && n.Form == Plain && !n.About
}

// vague reads what names no number: 几十个, 数百家. But in 人数百分之三十 数 belongs to the word in front.
func (r *Reader) vague(text []rune, i int) (Number, bool) {
	_, j := powers(text, i+1)
	if _, ok := denominator(text, i+1); ok || j == i+1 {
		return Number{}, false
	}
	if j < len(text) && isMore(text[j]) {
		j++
	}
	n := Number{Start: i, End: j, Bare: j, Form: Vague, Chinese: true}
	r.unit(text, &n)
	return n, true
}

// negative reads a number behind a sign, which is one only where nothing stands in front of it that it could join to
// the number (3-5, 减负5亿元), or where a hyphen stands before a rate.
func (r *Reader) negative(text []rune, i int) (Number, bool) {
	j := skipSpaces(text, i+1)
	if j >= len(text) || !isNumeral(text[j]) && !char.IsPoint(text[j]) {
		return Number{}, false
	}
	hyphen := char.IsHyphen(text[i])
	if hyphen && (j > i+1 || i > 0 && (char.IsDigit(text[i-1]) || isLatin(text[i-1]))) {
		return Number{}, false
	}
	n, ok := r.unsigned(text, j)
	if !ok || !n.Form.hasValue() || n.Form == Digits || n.About {
		return Number{}, false
	}
	if i > 0 && text[i] != below && !is(text[i-1], announcing) && !(hyphen && n.UnitKind == "rate") {
		return Number{}, false
	}
	n.Start = i
	if text[i] == below {
		n.Start--
	}
	n.Num.Negative = n.Fraction && !n.Num.Negative
	n.Value.Negative = n.Value.Sign() != 0 && !n.Value.Negative
	return n, true
}

// bare reads a power without a digit in front of it, which is a number only where words around it say so: 千余家,
// 近百家.
func (r *Reader) bare(text []rune, i int) (Number, bool) {
	exp, j := powers(text, i)
	if exp == 0 || j == len(text) {
		return Number{}, false
	}
	n := Number{Start: i, End: j, Bare: j, Chinese: true, Scaled: exp >= 4}
	n.Value.SetFinite(1, int32(exp))
	if isMore(text[j]) && !r.stopAt(text, j) {
		n.More, n.End, n.Bare = true, j+1, j+1
	} else if i == 0 || !bounds(text, i-1) {
		return Number{}, false
	}
	r.unit(text, &n)
	return n, n.Unit != "" && n.UnitKind != "grade" // 近百年来 and 超千亿级 count nothing
}

// powers reads the powers from text[i] on, at most four, and returns the sum of their exponents and the index behind
// them.
func powers(text []rune, i int) (exp, end int) {
	for end = i; end < len(text) && end < i+4 && power(text[end]) > 0; end++ {
		exp += power(text[end])
	}
	return exp, end
}

// bounds reports a character that says how a number bounds the real one; the 约 of 签约 and 履约 does not.
func bounds(text []rune, i int) bool {
	return is(text[i], bounding) && !(text[i] == about && is(runeAt(text, i-1), notAbout))
}

// half reads 半成 and 对折, which have no numeral.
func (r *Reader) half(text []rune, i int) (Number, bool) {
	if i+1 >= len(text) || r.stopAt(text, i) || r.stopAt(text, i+1) {
		return Number{}, false
	}
	n := Number{Start: i, End: i + 2, Bare: i + 1, Form: Tenths, Unit: "%", UnitKind: "rate", Chinese: true}
	switch {
	case text[i] == half && text[i+1] == tenth:
		n.Value.SetFinite(5, 0)
	case text[i] == contrary && text[i+1] == discount:
		n.Value.SetFinite(50, 0)
	default:
		return Number{}, false
	}
	return n, true
}
