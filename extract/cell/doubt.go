package cell

import (
	"slices"
	"strings"
	"unicode"
)

// isBroken reports a number next to a character that nobody sees or that draws over it: what stands there may be only a
// part of what the author wrote.
func (rd *reading) isBroken(f *figure) bool {
	return f.Start > 0 && isUnseen(rd.text[f.Start-1]) || f.End < len(rd.text) && isUnseen(rd.text[f.End])
}

// isUnseen reports control, format, combining and private characters. Spaces are none, nor are the characters without
// width that the reader of numbers passes over.
func isUnseen(c rune) bool {
	switch {
	case ' ' <= c && c <= '~', c == '\n', c == '\t', '\u3000' <= c && c <= '\u302F', '一' <= c && c <= '鿿':
		return false // nearly all
	case '\u200B' <= c && c <= '\u200D', c == '\u2060', c == '\uFEFF', c == '\u00AD':
		return false
	}
	return unicode.In(c, unicode.Cc, unicode.Cf, unicode.Co, unicode.Mn, unicode.Me) || c == '\uFFFC' || c == '\uFFFD' || c == '\u115F' || c == '\u3164'
}

// isDoubtful reports a number that may be another than it seems: with a power (10⁴), with a sign that may be one of
// minus (净利润-1200万元), torn (1，234.5万元), with a letter for a digit (O.5亿元) or short of its point (05亿元).
func (rd *reading) isDoubtful(f *figure) bool {
	before, after := rd.around(f.Start, f.End)
	switch {
	case strings.ContainsRune("⁰¹²³⁴⁵⁶⁷⁸⁹⁻^", after):
		return true
	case isBlank(before) && rd.wentOn(f), f.Unit == "" && isBlank(after) && rd.goesOn(f),
		after == 'w' || after == 'W', isLatin(after) && f.Scaled && f.Unit == "": // 5w元, 2万abc
		return true
	case rd.text[f.Start] == '$' && isLatin(before):
		return before != 'S' || f.Start < 2 || rd.text[f.Start-2] != 'U' // HK$300万
	}
	if rd.isCutShort(f, before, after) {
		return true
	}
	return rd.isTorn(f, before, after) || rd.maySigned(f, before) || rd.opposed(f) || rd.lacksPoint(f) || rd.hidesMark(f)
}

// isCutShort reports a number in front of which a power stands that may belong to it (百八十户), a numeral that may be the name
// of somebody whose 人民币 is told (李四人民币账户), and an amount for each of what a stroke names (2万/户).
func (rd *reading) isCutShort(f *figure, before, after rune) bool {
	switch {
	case f.Chinese && isPowerRune(before):
		return true
	case f.Unit == "" && f.Scaled:
		return after == '/' || after == '／'
	case f.Chinese && !f.Scaled && f.UnitKind == "money":
		return f.End-f.Bare > 2 && !slices.ContainsFunc(rd.text[f.Bare:f.End], isChineseDigit) // not 元, 美元, 块六毛
	}
	return false
}

func isChineseDigit(c rune) bool { return strings.ContainsRune("一二三四五六七八九两", c) }

func isPowerRune(c rune) bool { return c != 0 && strings.ContainsRune("百千佰仟", c) }

// wentOn reports a number behind white space, in front of which digits stand that may be its front: 12 34万元, or at the
// end of a line.
func (rd *reading) wentOn(f *figure) bool {
	i := f.Start - 2
	if i > 0 && rd.text[f.Start-1] == '\n' && strings.ContainsRune(".．,，", rd.text[i]) {
		i--
	}
	return i >= 0 && isDigit(rd.text[i]) && (i == 0 || !isLatin(rd.text[i-1])) // CO2 46万吨
}

// goesOn reports a number in front of white space, behind which the rest of it may stand: digits, or at the front of a
// line its unit.
func (rd *reading) goesOn(f *figure) bool {
	if f.End+1 >= len(rd.text) {
		return false
	}
	if rd.text[f.End] != '\n' {
		return isDigit(rd.text[f.End+1])
	}
	return rd.countsBehind(f.End + 1)
}

// maySigned reports a number behind what may be its sign: a dash or 负 right behind a word, or a triangle, which marks
// losses.
func (rd *reading) maySigned(f *figure, before rune) bool {
	switch {
	case before == 0:
		return false
	case strings.ContainsRune("▲△▼▽∆", before):
		return true
	case before == '负', before == '負':
		return f.Start == 1 || !strings.ContainsRune("减減抱肩背担擔自胜勝辜欠", rd.text[f.Start-2]) // 减负3亿元
	case strings.ContainsRune("-－−", before):
		return f.Unit != "" && f.UnitKind != "label" && f.Start > 1 && isCJK(rd.text[f.Start-2])
	}
	return strings.ContainsRune("—–", before) && f.Start > 1 && isCJK(rd.text[f.Start-2]) && f.isRate()
}

// opposed reports a number without a unit that a range leads from to a negative one, and the upper bound of a range of
// which the lower one was not understood: 2至-3%, 气温-5至3℃.
func (rd *reading) opposed(f *figure) bool {
	if f.Unit == "" && f.End+1 < len(rd.text) && isJoint(rd.text[f.End]) {
		n, ok := rd.r.numbers.At(rd.text, f.End+1)
		return ok && (n.Value.Negative || f.Start > 0 && strings.ContainsRune("-－−", rd.text[f.Start-1]))
	}
	id := rd.tokens[f.token].id
	if id == 0 || !isJoint(rd.text[f.Start-1]) {
		return false
	}
	prev := &rd.numbers[id-1]
	return prev.End == f.Start-1 && prev.Unit == "" && prev.role == unexplained
}

// isJoint reports the signs of a range.
func isJoint(c rune) bool { return strings.ContainsRune("至到~～—–", c) }

// lacksPoint reports an amount that begins with a zero that counts nothing: 05亿元, 0930日. Days and months may: 05日.
func (rd *reading) lacksPoint(f *figure) bool {
	if f.End == f.Bare || f.Bare == f.Start+1 || rd.text[f.Start]&0xF != 0 || !isDigit(rd.text[f.Start]) || !isDigit(rd.text[f.Start+1]) {
		return false
	}
	switch f.UnitKind {
	case "label":
		return f.Scaled
	case "clock", "day", "month":
		return f.Scaled || f.Bare-f.Start > 2
	}
	return true
}

// hidesMark reports a decimal of counted things at the front of a sentence, which may be the mark of a point and a
// number: 1.12个项目开工.
func (rd *reading) hidesMark(f *figure) bool {
	if f.UnitKind != "count" || f.Value.Exponent >= 0 || f.Scaled || f.Chinese {
		return false
	}
	i := f.Start - 1
	for i >= 0 && rd.text[i] == ' ' {
		i--
	}
	return i < 0 || strings.ContainsRune("\n。；;", rd.text[i])
}

// isTorn reports a number next to a point, or a comma or full stop without a unit in front, that another digit follows, or
// to a letter that looks like one: what was written is another number.
func (rd *reading) isTorn(f *figure, before, after rune) bool {
	switch {
	case f.Chinese:
		return false
	case isApostrophe(before), isApostrophe(after) && f.Unit == "":
		return true // 1'234
	case before == '.', before == '．':
		return rd.likeDigit(f.Start-2) || f.Start > 1 && rd.text[f.Start-2] == before
	case before == ',', before == '，', before == '。':
		id := rd.tokens[f.token].id
		if id == 0 {
			return false
		}
		prev := &rd.numbers[id-1]
		return prev.End == f.Start-1 && prev.Unit == "" && !prev.Scaled && !prev.Fraction && (prev.role == unexplained || prev.role == indicator)
	case f.Unit == "" && (after == '.' || after == '．'):
		return rd.likeDigit(f.End+1) || f.End+1 < len(rd.text) && rd.text[f.End+1] == after || f.End+1 < len(rd.text) && strings.ContainsRune("万亿元%％", rd.text[f.End+1])
	}
	return !isDigit(before) && rd.likeDigit(f.Start-1) || f.Unit == "" && !isDigit(after) && rd.likeDigit(f.End)
}

func isApostrophe(c rune) bool { return c == '\'' || c == '’' || c == '`' }

// likeDigit reports a digit, or a letter by itself that is taken for one: O.5, l2.
func (rd *reading) likeDigit(i int) bool {
	if i < 0 || i >= len(rd.text) {
		return false
	}
	before, after := rd.around(i, i+1)
	return isDigit(rd.text[i]) || strings.ContainsRune("OoIl", rd.text[i]) && !isLatin(before) && !isLatin(after)
}
