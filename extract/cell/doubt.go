package cell

import (
	"slices"
	"strings"

	"duban/internal/char"
)

// isBroken reports a number next to a character that nobody sees or that draws over it: what stands there may be only a
// part of what the author wrote.
func (rd *reading) isBroken(f *figure) bool {
	return slices.ContainsFunc(rd.piece(max(0, f.Start-1), f.Start), isUnseen) ||
		slices.ContainsFunc(rd.piece(f.End, min(len(rd.text), f.End+1)), isUnseen)
}

// isDoubtful reports a number that may be another than it seems: with a power (10⁴), with a sign that may be one of
// minus (净利润-1200万元), torn (1，234.5万元), with a letter for a digit (O.5亿元) or short of its point (05亿元).
func (rd *reading) isDoubtful(f *figure) bool {
	before, after := rd.around(f.Start, f.End)
	switch {
	case rd.isBrokenUp(f, before, after):
		return true
	case isExponent(after), isLatin(after) && f.is(scaled, hasUnit): // 2万abc
		return true
	case rd.at(f.Start) == '$' && isLatin(before):
		return before != 'S' || rd.at(f.Start-2) != 'U' // HK$300万
	case rd.isCutShort(f, before, after), rd.isTorn(f, before, after), rd.maySigned(f, before), rd.opposed(f), rd.lacksPoint(f):
		return true
	}
	return rd.hidesMark(f)
}

// isBrokenUp reports a number of which a part may stand behind white space.
func (rd *reading) isBrokenUp(f *figure, before, after rune) bool {
	switch {
	case isBlank(before) && rd.wentOn(f):
		return true
	case f.Unit != "", !isBlank(after):
		return false
	}
	return rd.goesOn(f)
}

// isCutShort reports a number in front of which a power stands that may belong to it (百八十户), a numeral that may be the name
// of somebody whose 人民币 is told (李四人民币账户), and an amount for each of what a stroke names (2万/户).
func (rd *reading) isCutShort(f *figure, before, after rune) bool {
	switch {
	case f.Chinese && rd.is(before, signTorn):
		return true
	case f.is(scaled, hasUnit):
		return char.IsStroke(after)
	case f.UnitKind == "money" && f.is(chinese, scaled):
		return f.End-f.Bare > 2 && !slices.ContainsFunc(rd.piece(f.Bare, f.End), isPlainDigit) // not 元, 美元, 块六毛
	}
	return false
}

// wentOn reports a number behind white space, in front of which digits stand that may be its front: 12 34万元, or at the
// end of a line.
func (rd *reading) wentOn(f *figure) bool {
	i := f.Start - 2
	if rd.at(f.Start-1) == '\n' && strings.ContainsRune(char.Points+char.Commas, rd.at(i)) {
		i--
	}
	return char.IsDigit(rd.at(i)) && !isLatin(rd.at(i-1)) // CO2 46万吨
}

// goesOn reports a number in front of white space, behind which the rest of it may stand: digits, or at the front of a
// line its unit.
func (rd *reading) goesOn(f *figure) bool {
	switch {
	case f.End+1 >= len(rd.text):
		return false
	case rd.at(f.End) != '\n':
		return char.IsDigit(rd.at(f.End + 1))
	}
	return rd.countsBehind(f.End + 1)
}

// maySigned reports a number behind what may be its sign: a dash or 负 right behind a word, or a triangle, which marks
// losses.
func (rd *reading) maySigned(f *figure, before rune) bool {
	front := rd.at(f.Start - 2)
	switch {
	case isTriangle(before):
		return true
	case char.IsHyphen(before):
		return char.IsIdeograph(front) && f.mayBeNegative()
	case char.IsDash(before):
		return char.IsIdeograph(front) && f.isRate()
	}
	return rd.is(before, signMinus) && !rd.is(front, signRelief) // 减负3亿元
}

// mayBeNegative reports an amount of anything.
func (f *figure) mayBeNegative() bool { return f.Unit != "" && f.UnitKind != "label" }

// opposed reports a number without a unit that a range leads from to a negative one, and the upper bound of a range of
// which the lower one was not understood: 2至-3%, 气温-5至3℃.
func (rd *reading) opposed(f *figure) bool {
	before, after := rd.around(f.Start, f.End)
	if f.Unit == "" && f.End+1 < len(rd.text) && rd.is(after, signJoint) {
		n, ok := rd.r.numbers.At(rd.text, f.End+1)
		return ok && (n.Value.Negative || char.IsHyphen(before))
	}
	prev := rd.numberIn(rd.idOf(f) - 1)
	switch {
	case prev.role != unexplained, prev.Unit != "", prev.End != f.Start-1:
		return false
	}
	return rd.is(before, signJoint)
}

// lacksPoint reports an amount that begins with a zero that counts nothing: 05亿元, 0930日. Days and months may: 05日.
func (rd *reading) lacksPoint(f *figure) bool {
	switch {
	case f.End == f.Bare, f.digits() == 1, !isZero(rd.at(f.Start)), !char.IsDigit(rd.at(f.Start + 1)):
		return false
	}
	switch f.UnitKind {
	case "label":
		return f.Scaled
	case "clock", "day", "month":
		return f.Scaled || f.digits() > 2
	}
	return true
}

// hidesMark reports a decimal of counted things at the front of a sentence, which may be the mark of a point and a
// number: 1.12个项目开工.
func (rd *reading) hidesMark(f *figure) bool {
	if f.UnitKind != "count" || !f.is(decimal, scaled|chinese) {
		return false
	}
	at := f.Start
	for rd.at(at-1) == ' ' {
		at--
	}
	return rd.opensPoint(at)
}

// isTorn reports a number next to a point, or a comma or full stop without a unit in front, that another digit follows, or
// to a letter that looks like one: what was written is another number.
func (rd *reading) isTorn(f *figure, before, after rune) bool {
	isBare := f.Unit == ""
	switch {
	case f.Chinese:
		return false
	case isApostrophe(before), isBare && isApostrophe(after):
		return true // 1'234
	case char.IsPoint(before):
		return rd.goesOnWith(f.Start-2, before)
	case isComma(before):
		return rd.wentBefore(f)
	case isBare && char.IsPoint(after):
		return rd.isAt(f.End+1, signUnit) || rd.goesOnWith(f.End+1, after)
	case isBare && rd.isLookalike(f.End):
		return true
	}
	return rd.isLookalike(f.Start - 1)
}

// goesOnWith reports a digit at a place on the other side of a mark, or the mark once more.
func (rd *reading) goesOnWith(at int, mark rune) bool { return rd.likeDigit(at) || rd.at(at) == mark }

// wentBefore reports a number in front of f and a mark that may be the front of f.
func (rd *reading) wentBefore(f *figure) bool {
	prev := rd.numberIn(rd.idOf(f) - 1)
	if prev.End != f.Start-1 || prev.any(hasUnit|scaled|fraction) {
		return false
	}
	return isOneOf(prev.role, unexplained, indicator)
}

// likeDigit reports a digit, or a letter by itself that is taken for one: O.5, l2.
func (rd *reading) likeDigit(i int) bool { return char.IsDigit(rd.at(i)) || rd.isLookalike(i) }

// isLookalike reports a letter by itself that is taken for a digit.
func (rd *reading) isLookalike(i int) bool {
	switch rd.at(i) {
	case 'O', 'o', 'I', 'l':
		before, after := rd.around(i, i+1)
		return !isLatin(before) && !isLatin(after)
	}
	return false
}

// countsBehind reports whether a unit, or a power, stands at i.
func (rd *reading) countsBehind(i int) bool {
	const longest = 4
	n, ok := rd.r.numbers.At(append([]rune{'1'}, rd.piece(i, min(i+longest, len(rd.text)))...), 0)
	if !ok || n.End <= 1 {
		return false
	}
	return !isOneOf(n.UnitKind, "label", "grade")
}
