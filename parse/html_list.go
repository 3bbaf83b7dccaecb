package parse

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// list is a list whose items are being read.
type list struct {
	style string // of its markers, as in CSS
	next  int    // number of the next item
	step  int
}

// newList returns the state before the first item of an ol, ul, menu or dir; ok is false for other elements.
func (p *page) newList(i int) (list, bool) {
	n := p.nodes[i].Node
	switch n.DataAtom {
	case atom.Ul, atom.Menu, atom.Dir:
		return list{style: listStyle(n, "disc"), next: 1, step: 1}, true
	case atom.Ol:
	default:
		return list{}, false
	}
	l := list{style: listStyle(n, "decimal"), next: 1, step: 1}
	if hasAttr(n, "reversed") {
		l.step, l.next = -1, 0
		for c := range p.children(i) {
			if p.nodes[c].DataAtom == atom.Li {
				l.next++
			}
		}
	}
	if start, ok := attrInt(n, "start"); ok {
		l.next = start
	}
	return l, true
}

// item returns the marker of the next item, as a browser shows it, and moves on; "" where it is no number.
func (l *list) item(n *html.Node) string {
	if value, ok := attrInt(n, "value"); ok {
		l.next = value
	}
	number := l.next
	l.next += l.step
	return listMarker(listStyle(n, l.style), number)
}

// listStyle returns the style that an element gives its markers, or otherwise.
func listStyle(n *html.Node, otherwise string) string {
	style := attr(n, "style")
	if own := styleValue(style, "list-style-type"); own != "" {
		return own
	}
	for word := range strings.FieldsSeq(styleValue(style, "list-style")) {
		if word == "none" || listMarker(word, 1) != "" {
			return word
		}
	}
	switch attr(n, "type") {
	case "1":
		return "decimal"
	case "a":
		return "lower-alpha"
	case "A":
		return "upper-alpha"
	case "i":
		return "lower-roman"
	case "I":
		return "upper-roman"
	case "disc", "circle", "square", "none":
		return "disc"
	}
	return otherwise
}

// listMarker writes a number in a style of CSS Counter Styles, level 3, with the style's suffix; a number outside the
// style's range is decimal. It returns "" for bullets and unknown styles.
func listMarker(style string, n int) string {
	switch strings.ToLower(style) {
	case "decimal":
		return strconv.Itoa(n) + "."
	case "decimal-leading-zero":
		if 0 <= n && n < 10 {
			return "0" + strconv.Itoa(n) + "."
		}
		return strconv.Itoa(n) + "."
	case "lower-alpha", "lower-latin":
		return alphabetic("abcdefghijklmnopqrstuvwxyz", n) + "."
	case "upper-alpha", "upper-latin":
		return alphabetic("ABCDEFGHIJKLMNOPQRSTUVWXYZ", n) + "."
	case "lower-roman":
		return strings.ToLower(roman(n)) + "."
	case "upper-roman":
		return roman(n) + "."
	case "cjk-decimal":
		return chineseDigits(n) + "、"
	case "cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal":
		return chineseInformal(n) + "、"
	case "cjk-heavenly-stem":
		return cyclic("甲乙丙丁戊己庚辛壬癸", n) + "、"
	case "cjk-earthly-branch":
		return cyclic("子丑寅卯辰巳午未申酉戌亥", n) + "、"
	}
	return ""
}

// alphabetic counts a, b … z, aa, ab …
func alphabetic(letters string, n int) string {
	if n < 1 {
		return strconv.Itoa(n)
	}
	s := ""
	for ; n > 0; n = (n - 1) / len(letters) {
		s = letters[(n-1)%len(letters):][:1] + s
	}
	return s
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	values := [...]int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	signs := [...]string{"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"}
	var sb strings.Builder
	for i, v := range values {
		for ; n >= v; n -= v {
			sb.WriteString(signs[i])
		}
	}
	return sb.String()
}

// cyclic takes the n-th sign, from 1; beyond the last, CSS falls back to cjk-decimal.
func cyclic(signs string, n int) string {
	runes := []rune(signs)
	if n < 1 || n > len(runes) {
		return chineseDigits(n)
	}
	return string(runes[n-1])
}

// chineseDigits writes the digits of n one by one.
func chineseDigits(n int) string {
	if n < 0 {
		return strconv.Itoa(n)
	}
	digits := []rune("〇一二三四五六七八九")
	s := ""
	for _, d := range strconv.Itoa(n) {
		s += string(digits[d-'0'])
	}
	return s
}

// chineseInformal writes n as one says it: 十二, 二十, 一百零三. CSS gives the style a range of ±9999.
func chineseInformal(n int) string {
	switch {
	case n > 9999 || n < -9999:
		return strconv.Itoa(n)
	case n < 0:
		return "负" + chineseInformal(-n)
	case n == 0:
		return "零"
	}
	digits := []rune("零一二三四五六七八九")
	var sb strings.Builder
	gap := false // zeros passed since the last digit
	for _, place := range []struct {
		value int
		name  string
	}{{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}} {
		d := n / place.value % 10
		if d == 0 {
			gap = sb.Len() > 0
			continue
		}
		if gap {
			sb.WriteRune('零')
			gap = false
		}
		if n >= 20 || place.value != 10 { // 十二, not 一十二
			sb.WriteRune(digits[d])
		}
		sb.WriteString(place.name)
	}
	return sb.String()
}

// attrInt reads an attribute by the standard's rules for integers.
func attrInt(n *html.Node, name string) (int, bool) {
	s := strings.TrimLeft(attr(n, name), blanks)
	digits := strings.TrimPrefix(s, "-")
	v := leadingInt(digits)
	if v < 0 || v > 1<<30 {
		return 0, false
	}
	if digits != s {
		v = -v
	}
	return v, true
}
