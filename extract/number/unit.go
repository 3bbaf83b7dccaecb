package number

import (
	"unicode"

	"duban/internal/char"
	"duban/internal/exact"
)

// Per is the kind of compound units: 元/人, 微克/立方米.
const Per = "per"

// unit reads the unit behind n, where one stands there.
func (r *Reader) unit(text []rune, n *Number) {
	j := skipSpaces(text, n.End)
	if j >= len(text) || r.tenths(text, n, j) || r.splitUnit(text, n, j) || r.wrappedPower(text, n) {
		return
	}
	u, end := r.unitAt(text, j)
	if w, past := r.wrappedAt(text, n, j, end); w != nil {
		u, end = w, past
	}
	switch {
	case u == nil && text[j] == half && n.Scaled && n.Form == Plain && !r.stopAt(text, j):
		n.unsettle(j + 1) // 两亿半
		return
	case u == nil:
		r.bracketed(text, n, j)
		return
	}
	if n.isMarkBefore(text, u) {
		return
	}
	n.Unit, n.UnitKind, n.End = u.Name, u.Kind, end
	if n.implied && u.Kind == "count" { // 三百五个
		n.unsettle(end)
		return
	}
	if u.Kind == "money" && r.contradicted(text, n) {
		return
	}
	if n.Form.hasValue() {
		r.compound(text, n)
		if r.smaller(text, n) && n.Form.hasValue() {
			r.compound(text, n)
		}
	}
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
	v, end := r.words.Longest(text, j)
	if v < 0 {
		return nil, j
	}
	if spaced, spacedEnd := r.spacedAt(text, j, end); spacedEnd > 0 {
		return spaced, spacedEnd
	}
	e := r.entries[v]
	end = j + e.runes
	if e.unit == nil || end < len(text) && (isLatin(text[end-1]) && isLatin(text[end]) || char.IsDigit(text[end-1]) && char.IsDigit(text[end])) { // m of max, m3 of m34
		return nil, j
	}
	return e.unit, end
}

// spacedAt returns a unit of three characters or more at text[j] with spaces inside of it that goes on beyond end: 个
// 百分点. Of two characters with a space between them each may be a word of its own (5人 次要).
func (r *Reader) spacedAt(text []rune, j, end int) (*Unit, int) {
	var word [8]rune
	var at [8]int
	n := 0
	for k := j; k < len(text) && n < len(word); k++ {
		if !isBlank(text[k]) {
			word[n], at[n] = text[k], k
			n++
		} else if !char.IsIdeograph(word[n-1]) || k > j+2*n {
			break
		}
	}
	if n < 3 || at[n-1] == j+n-1 {
		return nil, 0
	}
	v, length := r.words.Longest(word[:n], 0)
	if length < 3 || r.entries[v].unit == nil || r.entries[v].runes != length || at[length-1] < end {
		return nil, 0
	}
	return r.entries[v].unit, at[length-1] + 1
}

// isMarkBefore reports that n is the mark of a point and a number, and cuts it behind the mark: 1.2021年, 1.3月底. Years
// and months have no decimals. Days have: 缩短0.5日, but 。1.2日上午.
func (n *Number) isMarkBefore(text []rune, u *Unit) bool {
	if n.Form != Plain || n.Scaled || n.More || !char.IsDigit(text[n.Start]) {
		return false
	}
	if u.Kind == "day" && (text[n.Start] == '0' || n.Start > 0 && unicode.Is(unicode.Han, text[n.Start-1])) {
		return false
	}
	point := n.Bare
	for point > n.Start && char.IsDigit(text[point-1]) {
		point--
	}
	if point == n.Start || !char.IsPoint(text[point-1]) || !u.isWhole(n.Bare-point) {
		return false
	}
	point--
	n.End, n.Bare, n.Value = point, point, decimal(text[n.Start:point], 0)
	return true
}

// isWhole reports a unit that has no decimals, at least not so many.
func (u *Unit) isWhole(decimals int) bool {
	switch u.Kind {
	case "month", "day", "quarter", "issue", "batch":
		return true
	case "label":
		return u.Name != version // 3.0版
	case "year":
		return decimals == 4
	}
	return false
}

// tenths reads 成 and 折: 七成, 八点五折, 七成六.
func (r *Reader) tenths(text []rune, n *Number, j int) bool {
	if text[j] != tenth && text[j] != discount || n.Scaled || n.Form != Plain || r.stopAt(text, j) {
		return false
	}
	ten := exact.New(10, 0)
	switch {
	case n.Value.Cmp(ten) <= 0:
		n.Value.Exponent++
		n.Max.Exponent++
	case text[j] == discount && !n.Chinese: // 72折 is 72 %
	default:
		return false
	}
	n.Form, n.Unit, n.UnitKind, n.End = Tenths, "%", "rate", j+1
	if text[j] == tenth && n.Chinese {
		r.hundredths(text, n)
	}
	return true
}

// hundredths reads the 六 of 七成六, which must not count something itself.
func (r *Reader) hundredths(text []rune, n *Number) {
	k := skipSpaces(text, n.End)
	if runeAt(text, k) == half && !r.stopAt(text, k) { // 两成半
		add(&n.Value, 5, 0)
		n.End = k + 1
		return
	}
	if k >= len(text) || digit(text[k]) <= 0 || k+1 < len(text) && isNumeral(text[k+1]) {
		return
	}
	if u, _ := r.unitAt(text, k+1); u == nil {
		add(&n.Value, int64(digit(text[k])), 0)
		n.End = k + 1
	}
}

// splitUnit reads 个半小时, 个半月 and 个多月: a unit with the half or the 多 in its middle.
func (r *Reader) splitUnit(text []rune, n *Number, j int) bool {
	if j+2 >= len(text) || text[j] != piece || n.Form != Plain {
		return false
	}
	isHalf := text[j+1] == half
	u, end := r.unitAt(text, j+2)
	if u == nil || !isHalf && !isMore(text[j+1]) {
		return false
	}
	switch {
	case u.Kind == "month":
		n.Unit = monthsLong
	case u.Name == hours, u.Kind == "time" && !isHalf:
		n.Unit = u.Name
	default:
		return false
	}
	n.UnitKind, n.End = "time", end
	if isHalf {
		add(&n.Value, 5, -1)
	} else {
		n.More = true
	}
	return true
}

// compound reads the further parts of a unit: 元/人, 微克/立方米, 张/千人, 元/人·年.
func (r *Reader) compound(text []rune, n *Number) {
	for parts := 0; parts < 3 && n.End+1 < len(text); parts++ {
		sep := text[n.End]
		switch {
		case char.IsStroke(sep), sep == per && n.UnitKind != "count":
			sep = '/'
		case sep == '·' && n.UnitKind == Per:
		default:
			return
		}
		name, end := r.denominatorAt(text, n.End+1)
		if end == 0 && n.UnitKind != "count" {
			name, end = thingAt(text, n.End+1)
		}
		if end == 0 {
			return
		}
		n.Unit += string(sep) + name
		n.UnitKind, n.End = Per, end
	}
}

// longestThing is how many characters a word behind a stroke has at most that is no unit by itself.
const longestThing = 3

// thingAt returns a short word at text[j] that stands by itself, and its end: 元/生, 元/学期.
func thingAt(text []rune, j int) (name string, end int) {
	for end = j; end < len(text) && char.IsIdeograph(text[end]) && !isNumeral(text[end]); end++ {
		if end-j == longestThing {
			return "", 0
		}
	}
	if end == j {
		return "", 0
	}
	return string(text[j:end]), end
}

// denominatorAt returns the standard form of what stands at text[j] behind the stroke of a compound unit, and its end:
// a unit, a power of one (千人), or the letter of a day or year.
func (r *Reader) denominatorAt(text []rune, j int) (name string, end int) {
	if u, end := r.unitAt(text, j); u != nil {
		return u.Name, end
	}
	if _, at := powers(text, j); at > j {
		if u, end := r.unitAt(text, at); u != nil {
			return string(text[j:at]) + u.Name, end
		}
	}
	if j+1 == len(text) || !isLatin(text[j+1]) {
		switch text[j] {
		case 'd':
			return dayLetter, j + 1
		case 'a':
			return yearLetter, j + 1
		}
	}
	return "", 0
}
