package number

import "github.com/cockroachdb/apd/v3"

// unit reads the unit behind the number that ends at n.End and brings the value to the unit's standard form.
func (r *Reader) unit(text []rune, n *Number) {
	j := n.End
	if j >= len(text) {
		return
	}
	if text[j] == ' ' || text[j] == '\u3000' || text[j] == '\u00A0' {
		j = skipSpaces(text, j)
	}
	if r.stopAt(text, j) {
		r.withoutMore(text, n)
		return
	}
	if r.tenths(text, n, j) {
		return
	}
	u, end := r.unitAt(text, j)
	if u == nil {
		return
	}
	n.Unit, n.UnitKind, n.End = u.Name, u.Kind, end
	r.compound(text, n)
	r.parts(text, n)
}

// stopAt reports a word at text[j] that begins like a unit and is none.
func (r *Reader) stopAt(text []rune, j int) bool {
	v, _ := r.words.Longest(text, j)
	return v >= 0 && r.entries[v].unit == nil
}

// unitAt returns the unit at text[j] and its end. The longest word that stands there decides whether it is one.
func (r *Reader) unitAt(text []rune, j int) (*Unit, int) {
	if j >= len(text) {
		return nil, j
	}
	v, _ := r.words.Longest(text, j)
	if v < 0 || r.entries[v].unit == nil {
		return nil, j
	}
	end := j + r.entries[v].runes
	if isLatin(text[end-1]) && end < len(text) && isLatin(text[end]) {
		return nil, j // m of max
	}
	return r.entries[v].unit, end
}

// withoutMore gives 多 back to a word that begins with it: 3多功能厅.
func (r *Reader) withoutMore(text []rune, n *Number) {
	if n.More && n.End > n.Start+1 && isMore(text[n.End-1]) && r.stopAt(text, n.End-1) {
		n.More = false
		n.End--
		n.Bare = n.End
	}
}

// tenths reads 成 and 折: 七成, 八点五折, 七成六.
func (r *Reader) tenths(text []rune, n *Number, j int) bool {
	if text[j] != '成' && text[j] != '折' || n.Scaled || n.Form == Ordinal {
		return false
	}
	var ten apd.Decimal
	ten.SetInt64(10)
	switch {
	case n.Value.Cmp(&ten) <= 0:
		n.Value.Exponent++
	case text[j] == '折' && !n.Chinese: // 72折 is 72 %
	default:
		return false
	}
	n.Form, n.Unit, n.UnitKind, n.End = Tenths, "%", "rate", j+1
	if k := skipSpaces(text, j+1); text[j] == '成' && k < len(text) && digit(text[k]) > 0 && n.Chinese {
		if u, _ := r.unitAt(text, k+1); u == nil && (k+1 == len(text) || power(text[k+1]) == 0) {
			add(&n.Value, int64(digit(text[k])), 0)
			n.End = k + 1
		}
	}
	return true
}

// compound reads the further parts of a unit: 元/人, 微克/立方米, 公斤/亩·年.
func (r *Reader) compound(text []rune, n *Number) {
	for n.End+1 < len(text) {
		sep := text[n.End]
		if sep != '/' && sep != '／' && sep != '每' && !(sep == '·' && n.UnitKind == "per") {
			return
		}
		u, end := r.unitAt(text, n.End+1)
		if u == nil {
			return
		}
		if sep == '·' {
			n.Unit += "·" + u.Name
		} else {
			n.Unit += "/" + u.Name
		}
		n.UnitKind, n.End = "per", end
	}
}

// parts reads what is smaller than one unit: 两米半, 50元6角三分.
func (r *Reader) parts(text []rune, n *Number) {
	if n.More || n.Range || n.End >= len(text) {
		return
	}
	if text[n.End] == '半' && halves(n) && !r.stopAt(text, n.End) {
		add(&n.Value, 5, -1)
		n.End++
		return
	}
	if n.Unit != "元" {
		return
	}
	for exp, c := range []rune{'角', '分'} {
		d := int64(-1)
		if n.End+1 < len(text) && text[n.End+1] == c {
			if isDigit(text[n.End]) {
				d = digitValue(text[n.End])
			} else {
				d = int64(digit(text[n.End]))
			}
		}
		if d >= 0 {
			add(&n.Value, d, -exp-1)
			n.End += 2
		}
	}
}

// halves reports a unit that half of may follow.
func halves(n *Number) bool {
	switch n.UnitKind {
	case "length", "area", "weight", "volume", "time", "multiple", "age":
		return true
	case "year":
		return n.Value.Exponent == 0 && n.Value.NumDigits() <= 2
	}
	return false
}

// extendRange reads the upper bound behind n, if one follows: 20-30家, 3至5个, 80%—90%. What the lower bound leaves out, unit
// and power, it has from the upper one.
func (r *Reader) extendRange(text []rune, n *Number) {
	j := n.End
	if j+1 >= len(text) || !joinsRange(text[j]) {
		return
	}
	for j++; j < len(text) && (joinsRange(text[j]) || text[j] == ' '); j++ {
	}
	if j >= len(text) || !isDigit(text[j]) && digit(text[j]) <= 0 && power(text[j]) == 0 {
		return
	}
	upper, ok := r.one(text, j)
	if !ok || upper.Form != n.Form || upper.Fraction || n.Unit != "" && upper.Unit != n.Unit || upper.Unit == "" && !upper.Scaled && !n.Scaled && n.Form == Plain && !plainRange(text, upper.End) {
		return
	}
	lower := n.Value
	if n.Unit == "" && n.Bare == n.End {
		lower = r.likeUpper(text, n, upper)
	}
	if lower.Cmp(&upper.Value) >= 0 {
		return
	}
	n.Value, n.Max, n.Range = lower, upper.Value, true
	n.Unit, n.UnitKind, n.End, n.Bare = upper.Unit, upper.UnitKind, upper.End, upper.Bare
	n.Scaled = n.Scaled || upper.Scaled
	n.More = upper.More
}

func joinsRange(c rune) bool {
	switch c {
	case '-', '－', '–', '—', '―', '~', '～', '至', '到', '−':
		return true
	}
	return false
}

// plainRange reports whether a range without any unit may end at j: it must not go on as a longer code.
func plainRange(text []rune, j int) bool {
	return j >= len(text) || !joinsRange(text[j]) && !isLatin(text[j]) && !isDigit(text[j]) && text[j] != '号' && text[j] != '#'
}

// likeUpper returns the lower bound of a range with the powers and the factor of the upper one: the 20 of 20-30万元
// are 20万.
func (r *Reader) likeUpper(text []rune, n *Number, upper Number) apd.Decimal {
	v := n.Value
	if !n.Scaled && upper.Scaled {
		for k := upper.Bare - 1; k > upper.Start && power(text[k]) > 0; k-- {
			v.Exponent += int32(power(text[k]))
		}
	}
	if upper.Form == Tenths && n.Form == Plain {
		v.Exponent++
	}
	return v
}

// fraction reads 三分之二, 百分之五, 3又一千分之23 and 1/2 from text[i].
func (r *Reader) fraction(text []rune, i int) (Number, bool) {
	den, percent, j, ok := denominator(text, i)
	if !ok {
		return r.mixed(text, i)
	}
	j = skipSpaces(text, j)
	negative := j < len(text) && (text[j] == '负' || text[j] == '負')
	if negative {
		j++
	}
	if j >= len(text) {
		return Number{}, false
	}
	num, ok := readNumeral(text, j)
	if !ok && power(text[j]) > 0 { // 百分之百
		num = numeral{end: j + 1, chinese: true}
		num.value.SetFinite(1, int32(power(text[j])))
		ok = true
	}
	if !ok || num.form != Plain {
		return Number{}, false
	}
	n := num.number(i)
	n.Value.Negative = negative
	n.Chinese = true
	switch percent {
	case "%", "‰":
		n.Unit, n.UnitKind = percent, "rate"
		return n, true
	}
	n.Fraction, n.Num, n.Den = true, n.Value, den
	n.settle()
	if power(text[i]) > 0 && !n.Fraction { // 万分之三: in hundredths, as all rates are
		n.Value.Exponent += 2
		n.Unit, n.UnitKind = "%", "rate"
	}
	return n, true
}

// denominator reads what stands in front of 分之, and returns the index behind it. 百分之 and 千分之 are units.
func denominator(text []rune, i int) (den apd.Decimal, percent string, end int, ok bool) {
	j := i
	if power(text[i]) > 0 && (i+1 == len(text) || digit(text[i+1]) < 0) {
		exp := 0
		for j < len(text) && power(text[j]) > 0 {
			exp += power(text[j])
			j++
		}
		den.SetFinite(1, int32(exp))
		if exp == 2 {
			percent = "%"
		} else if exp == 3 {
			percent = "‰"
		}
	} else if m, good := readNumeral(text, i); good && m.form == Plain && !m.more {
		den, j = m.value, m.end
	}
	for k, want := range []rune{'分', '之'} {
		j = skipSpaces(text, j)
		if j >= len(text) || j == i || text[j] != want || k == 0 && den.Sign() == 0 {
			return den, "", i, false
		}
		j++
	}
	return den, percent, j, true
}

// mixed reads a whole number with a fraction: 3又二分之一, 1 3/5; and a fraction with a stroke: 1/2.
func (r *Reader) mixed(text []rune, i int) (Number, bool) {
	m, ok := readNumeral(text, i)
	if !ok || m.form != Plain || m.more {
		return Number{}, false
	}
	j := skipSpaces(text, m.end)
	if j < len(text) && text[j] == '又' && j+1 < len(text) {
		k := skipSpaces(text, j+1)
		if _, percent, _, isFraction := denominator(text, k); isFraction && percent == "" {
			if n, ok := r.fraction(text, k); ok {
				return n.plus(m.value, i), true
			}
		}
		return Number{}, false
	}
	if n, ok := stroke(text, i, m); ok {
		return n, true
	}
	if j == m.end+1 && isDigit(text[j]) {
		if next, ok := readNumeral(text, j); ok && next.form == Plain {
			if n, ok := stroke(text, j, next); ok {
				return n.plus(m.value, i), true
			}
		}
	}
	return Number{}, false
}

// stroke reads a fraction with a stroke whose numerator is m. More strokes, as in dates, and letters make it none.
func stroke(text []rune, i int, m numeral) (Number, bool) {
	if m.chinese || m.end+1 >= len(text) || text[m.end] != '/' && text[m.end] != '／' || !isDigit(text[m.end+1]) {
		return Number{}, false
	}
	den, ok := readNumeral(text, m.end+1)
	if !ok || den.form != Plain || den.value.Sign() == 0 {
		return Number{}, false
	}
	if i > 0 && (text[i-1] == '/' || isLatin(text[i-1])) {
		return Number{}, false
	}
	if den.end < len(text) && (text[den.end] == '/' || text[den.end] == '／' || isLatin(text[den.end])) {
		return Number{}, false
	}
	n := den.number(i)
	n.Fraction, n.Num, n.Den = true, m.value, den.value
	n.settle()
	return n, true
}

// plus returns the fraction n with a whole number in front of it that begins at start.
func (n Number) plus(whole apd.Decimal, start int) Number {
	n.Start = start
	if !n.Fraction {
		exact.Add(&n.Value, &n.Value, &whole)
		return n
	}
	var product apd.Decimal
	exact.Mul(&product, &whole, &n.Den)
	exact.Add(&n.Num, &n.Num, &product)
	return n
}

// settle turns a fraction into a decimal where that is exact: when the denominator divides a power of ten.
func (n *Number) settle() {
	context := apd.BaseContext.WithPrecision(40)
	var q apd.Decimal
	condition, err := context.Quo(&q, &n.Num, &n.Den)
	if err != nil || condition.Inexact() {
		return
	}
	q.Reduce(&q)
	n.Value, n.Fraction = q, false
}
