package table

import (
	"slices"
	"strings"
	"unicode"

	"duban/schema"
)

// The kinds of units, as package number has them, that a label may end with without brackets or a stroke in front:
// single measure words (人, 个, 项) are the end of other words too often.
var plainUnits = []string{"money", "rate", "point", "length", "area", "volume", "weight", "power", "energy"}

// mostUnit is how long a unit may be, in code points: several of them, with what stands between.
const mostUnit = 16

// takeUnit takes the unit off the end of a label, or of what stands in its brackets, and returns the rest.
func (p *phrase) takeUnit(chars []labelChar, bracket bool) []labelChar {
	if p.words.Units == nil || len(chars) == 0 {
		return chars
	}
	whole := bracket || chars[0].level > 0
	joint := p.words.lastJoint(chars)
	for begin := max(0, len(chars)-mostUnit); begin < len(chars); begin++ {
		unit, ok := p.unitOf(chars[begin:], joint >= begin)
		word := p.words.partOf(chars[begin:])
		counts := !bracket && word != nil && word.kind == schema.Quantity // 服务人次
		if !ok || word != nil && !bracket && !counts {
			continue
		}
		switch {
		case counts:
			p.addUnit(unit, chars[begin:], false)
			return chars
		case begin == 0 && !bracket && unit.isCounted() && p.namesUnit():
			return chars // 完成面积（亩） / 种: what was done
		case begin == 0 && (whole || unit.Base == "" || isSuffix(unit, chars)):
			p.addUnit(unit, chars, bracket)
			return nil
		case begin > 0 && chars[begin-1].r == ':':
			p.addUnit(unit, chars[begin:], bracket)
			if rest := chars[:begin-1]; !bracket && !p.saysUnit(rest) {
				return rest
			}
			return nil
		case begin > 0 && chars[begin-1].r == '/':
			p.addUnit(unit, chars[begin:], bracket)
			return chars[:begin-1]
		case begin > 0 && isSuffix(unit, chars[begin:]) && !isLatin(chars[begin-1].r):
			p.addUnit(unit, chars[begin:], bracket)
			return chars[:begin]
		}
	}
	return chars
}

// namesUnit reports whether the labels so far have named a unit.
func (p *phrase) namesUnit() bool {
	return slices.ContainsFunc(p.tokens, func(t token) bool { return t.unit != nil && t.unit.Base != "" })
}

func (p *phrase) addUnit(unit Unit, chars []labelChar, aside bool) {
	first, last := chars[0], chars[len(chars)-1]
	unit.Text = string(p.header[first.at : last.at+1])
	p.tokens = append(p.tokens, token{unit: &unit, start: first.at, end: last.at + 1, level: first.level, aside: aside})
}

// unitOf returns the unit that characters name. Of several units, which are joined, it has the text alone.
func (p *phrase) unitOf(chars []labelChar, joined bool) (Unit, bool) {
	if unicode.IsDigit(chars[0].r) {
		return Unit{}, false
	}
	text := charText(chars)
	if unit, ok := p.words.Units(text); ok {
		return unit, true
	}
	if !joined {
		return Unit{}, false
	}
	pieces := strings.FieldsFunc(text, p.words.joins)
	if len(pieces) < 2 {
		return Unit{}, false
	}
	for _, piece := range pieces {
		if _, ok := p.words.Units(piece); !ok {
			return Unit{}, false
		}
	}
	return Unit{}, true
}

// lastJoint returns the place of the last character that joins, or -1.
func (l *Labels) lastJoint(chars []labelChar) int {
	i := len(chars) - 1
	for i >= 0 && !l.joins(chars[i].r) {
		i--
	}
	return i
}

// joins reports a character that is a word like 和 by itself.
func (l *Labels) joins(r rune) bool {
	if l.lengths[r]&(1<<1) == 0 {
		return false
	}
	part := l.parts[string(r)]
	return part != nil && part.flags&flagConj != 0
}

// isSuffix reports a unit that needs nothing in front of it to be told from the end of a word (成, 点, 米).
func isSuffix(u Unit, chars []labelChar) bool {
	if len(chars) == 1 && unicode.IsLetter(chars[0].r) {
		return false
	}
	return u.Factor > 1 && u.Base != "" || u.isShare() || slices.Contains(plainUnits, u.Kind)
}

// saysUnit reports whether characters say no more than that a unit follows: 单位：万元.
func (p *phrase) saysUnit(chars []labelChar) bool {
	part := p.words.partOf(chars)
	return part != nil && (part.flags&flagOffice != 0 || part.role.role == schema.RoleMeasureUnit)
}

// isShare reports a unit of shares: % and ‰, and no points of it.
func (u *Unit) isShare() bool { return u != nil && (u.Base == "%" || u.Base == "‰") }

// isOther reports a unit that is known and none of shares.
func (u *Unit) isOther() bool { return u != nil && u.Base != "" && !u.isShare() }

// isCounted reports the unit of whole numbers: 起, 天.
func (u *Unit) isCounted() bool { return u.Factor == 1 && (u.Kind == "count" || u.Kind == "time") }
