package number

import "duban/internal/char"

// What few people write, and what only looks like a numeral, is told here.

// leadsPower reports 百八十 and 千五百, which may be 180 and 1500, or about as many.
func (p *parser) leadsPower(j int) bool {
	exp := power(p.text[j])
	return isSmall(exp) && j+2 < len(p.text) && digit(p.text[j+1]) > 0 && 0 < power(p.text[j+2]) && power(p.text[j+2]) < exp
}

// plusDigit reports a digit behind the 又 at text[j] that is not that of a fraction.
func (p *parser) plusDigit(j int) bool {
	if j+1 >= len(p.text) || digit(p.text[j+1]) <= 0 || numeratorAt(p.text, j+2) > 0 {
		return false
	}
	return j+2 == len(p.text) || !isNumeral(p.text[j+2])
}

// scores reads 廿 as 二十, and 卅 and 卌 likewise, in front of a digit or of what is counted.
func (p *parser) scores(j int, t term) bool {
	if u, _ := p.r.unitAt(p.text, j+1); j+1 >= len(p.text) || digit(p.text[j+1]) <= 0 && power(p.text[j+1]) < 4 && (u == nil || !isKind(u.Kind)) {
		return false
	}
	t.value.SetFinite(tens(p.text[j]), 0)
	t.open = true
	p.term, p.at = t, j+1
	p.ten = true
	return true
}

// isPiece reports 一 with a measure word behind a power: 3万一户 is a price by the piece, and hardly 31000户.
func (p *parser) isPiece(j int) bool {
	if p.last < 2 || digit(p.text[j]) != 1 {
		return false
	}
	u, _ := p.r.unitAt(p.text, j+1)
	return u != nil && isKind(u.Kind) && u.Kind != "money" && u.Kind != "rate" && power(p.text[j+1]) == 0
}

// isAge reports digits behind a power that are the age of what is counted: 210万65岁以上老人.
func (p *parser) isAge(end, width int) bool {
	if p.last < 4 || width == p.last {
		return false
	}
	u, _ := p.r.unitAt(p.text, end)
	return u != nil && u.Kind == "age"
}

// pointBegins reports whether a number begins with the point at text[j]: behind a word it may be a full stop, unless what
// stands behind the digits is measured: 占比.8%, but not 完成.8个.
func (p *parser) pointBegins(j, end int) bool {
	if j == 0 || !char.IsIdeograph(p.text[j-1]) {
		return true
	}
	_, end = powers(p.text, skipSpaces(p.text, end))
	u, _ := p.r.unitAt(p.text, end)
	return !isNumeral(p.text[j-1]) && u != nil && isKind(u.Kind) && u.Kind != "count"
}
