package number

import (
	"strings"

	"github.com/cockroachdb/apd/v3"
)

// subunit is a part of a unit that follows it with a number of its own. In speech the last one is left out: 十二块五.
type subunit struct {
	unit  string
	parts string // one character each
	exp   int
}

var subunits = []subunit{{"元", "角毛", -1}, {"元", "分", -2}, {"块", "角毛", -1}, {"斤", "两", -1}, {"亩", "分", -1}, {"美元", "", -2}}

// parts reads what is smaller than one unit, and reports whether something is: 两米半, 50元6角三分, 三块六毛, 一米八.
func (r *Reader) parts(text []rune, n *Number) bool {
	if n.More || n.Range || n.End >= len(text) {
		return false
	}
	if text[n.End] == '半' && n.hasHalves() && !r.stopAt(text, n.End) {
		add(&n.Value, 5, -1)
		n.End++
		return true
	}
	at := n.End
	for _, s := range subunits {
		if n.Unit == s.unit && r.part(text, n, s) && n.Unit == "块" {
			n.Unit, n.UnitKind = "元", "money"
		}
	}
	if n.End == at {
		r.tail(text, n)
	}
	return n.End > at
}

func (r *Reader) part(text []rune, n *Number, s subunit) bool {
	j := n.End
	if j < len(text) && text[j] == '又' {
		j++
	}
	if j >= len(text) || !isNumeral(text[j]) {
		return false
	}
	small, ok := r.numeral(text, j)
	if !ok || small.Form != Plain || small.Scaled || small.End >= len(text) {
		return false
	}
	end := small.End + 1
	if s.parts == "" {
		u, past := r.unitAt(text, small.End)
		if u == nil || u.Name != "美分" {
			return false
		}
		end = past
	} else if !strings.ContainsRune(s.parts, text[small.End]) || r.longerAt(text, small.End) {
		return false
	}
	small.Value.Exponent += int32(s.exp)
	sum(&n.Value, &small.Value)
	n.End = end
	return true
}

// longerAt reports a word of more than one character at text[j]: 分钟, 分之.
func (r *Reader) longerAt(text []rune, j int) bool {
	_, end := r.words.Longest(text, j)
	return end > j+1 || numeratorAt(text, j) > 0
}

// tail reads the last digit of a spoken amount, of which the unit is left out: 十二块五, 一米八. What else stands behind
// the digit may be a word that it belongs to, so that the amount is not known.
func (r *Reader) tail(text []rune, n *Number) {
	j := n.End
	if !n.hasTail() || isDigit(text[j]) == n.Chinese {
		return
	}
	d := place(text[j])
	if u, _ := r.unitAt(text, j+1); d <= 0 || u != nil || j+1 < len(text) && isNumeral(text[j+1]) {
		return
	}
	switch {
	case endsTail(text, j+1):
		add(&n.Value, d, -1)
		n.End++
		if n.Unit == "块" {
			n.Unit, n.UnitKind = "元", "money"
		}
	case n.Unit == "块" && d > 1:
		n.Form, n.Value = Unsure, apd.Decimal{}
		n.End++
	}
}

// hasTail reports a whole number with a unit of which the tenths are spoken without theirs.
func (n *Number) hasTail() bool {
	if n.Form != Plain || n.Scaled || n.Value.Exponent < 0 {
		return false
	}
	switch n.Unit {
	case "块", "米":
		return true
	case "元", "斤", "亩", "尺", "公里", "吨":
		return n.Chinese
	}
	return false
}

// endsTail reports whether what stands at text[j] can stand behind an amount.
func endsTail(text []rune, j int) bool {
	return j == len(text) || strings.ContainsRune("，。；：！？）)\n的左以每起长宽高深厚", text[j]) || text[j] == '、' && !isDigit(text[j-1])
}

// hasHalves reports a number with a unit that half of one may follow.
func (n *Number) hasHalves() bool {
	switch n.UnitKind {
	case "length", "area", "weight", "volume", "time", "multiple", "age":
		return true
	case "year":
		return n.Chinese || n.Bare-n.Start <= 2 // 三年半, but not 2021年半
	}
	return false
}
