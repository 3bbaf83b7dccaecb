package number

import (
	"slices"

	"github.com/cockroachdb/apd/v3"
)

// pair reads two digits in a row that name a range: 两三个, 十七八条, 三四十起, 七八百人, 三四百万元. It is one only where the second
// follows the first, and a unit that counts or measures stands behind.
func (r *Reader) pair(text []rune, i int) (Number, bool) {
	at := i
	tens := tensAt(text, &at)
	if at+1 >= len(text) || at > i && tens == 0 {
		return Number{}, false
	}
	low, high := digit(text[at]), digit(text[at+1])
	if low < 1 || high != low+1 && (low != 3 || high != 5) || at+2 < len(text) && digit(text[at+2]) >= 0 {
		return Number{}, false
	}
	at += 2
	exp := 0
	if tens == 0 && at < len(text) && isSmall(power(text[at])) {
		exp = power(text[at])
		at++
	}
	n := Number{Start: i, Chinese: true, Range: true, About: true}
	for at < len(text) && power(text[at]) >= 4 && power(text[at]) < 12 {
		exp += power(text[at])
		n.Scaled = true
		at++
	}
	n.End, n.Bare = at, at
	n.Value, n.Max = *apd.New(int64(tens+low), int32(exp)), *apd.New(int64(tens+high), int32(exp))
	r.unit(text, &n)
	return n, n.UnitKind != "" && !slices.Contains(Ambiguous, n.UnitKind) && n.Form == Plain
}

// tensAt passes over the tens in front of a pair: 十七八, 二十三四.
func tensAt(text []rune, at *int) int {
	i, tens := *at, 1
	if i+1 < len(text) && digit(text[i]) > 0 && power(text[i+1]) == 1 && i+3 < len(text) && digit(text[i+3]) > 0 {
		tens, i = digit(text[i]), i+1
	}
	if i < len(text) && power(text[i]) == 1 {
		*at = i + 1
		return 10 * tens
	}
	return 0
}

// oldTens reads the numerals for twenty, thirty and forty that are one character: 廿三株.
func (r *Reader) oldTens(text []rune, i int) (Number, bool) {
	n := Number{Start: i, End: i + 1, Chinese: true}
	value := map[rune]int64{'廿': 20, '卅': 30, '卌': 40}[text[i]]
	if n.End < len(text) && digit(text[n.End]) > 0 && !isTwo(text[n.End]) {
		value += int64(digit(text[n.End]))
		n.End++
	}
	n.Bare = n.End
	n.Value.SetInt64(value)
	r.unit(text, &n)
	return n, n.Unit != ""
}

// spokenMoney reads 块 with a digit or 毛 behind it, which is 元: 十二块五, 三块六毛.
func (r *Reader) spokenMoney(text []rune, n *Number) {
	j := n.End
	if n.Unit != "块" || n.More || n.Range || j >= len(text) || digit(text[j]) <= 0 && !isDigit(text[j]) {
		return
	}
	tenth := digit(text[j])
	if isDigit(text[j]) {
		tenth = int(digitValue(text[j]))
	}
	if j++; j < len(text) && (text[j] == '毛' || text[j] == '角') {
		j++
	} else if j < len(text) && (isHan(text[j]) && text[j] != '每' || isDigit(text[j]) || isDecimalPoint(text[j])) {
		return // 三块五亩的地
	}
	add(&n.Value, int64(tenth), -1)
	n.Unit, n.UnitKind, n.End = "元", "money", j
	r.compound(text, n)
}

// currency reads a currency behind 元, or in a bracket behind an amount: 3000万元美元, 1200万（美元）.
func (r *Reader) currency(text []rune, n *Number) {
	j := n.End
	bracket := j < len(text) && (text[j] == '（' || text[j] == '(')
	if bracket {
		j++
	}
	if n.Unit != "元" && (n.Unit != "" || !bracket) {
		return
	}
	u, end := r.unitAt(text, j)
	if u == nil || u.Kind != "money" || bracket && (end >= len(text) || text[end] != '）' && text[end] != ')') {
		return
	}
	n.Unit, n.UnitKind = u.Name, "money"
	if !bracket {
		n.End = end
	}
}
