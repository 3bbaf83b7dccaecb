package cell

import (
	"slices"

	"duban/internal/char"
	"duban/internal/clause"
)

// bare decides of a number without a unit.
func (rd *reading) bare(f *figure) role {
	if rd.isMoney(f) {
		f.Unit, f.UnitKind = yuan, "money"
		return indicator
	}
	before, after := rd.around(f.Start, f.End)
	announced := rd.isAnnounced(f)
	switch {
	case rd.isPart(f, after):
		return unexplained
	case rd.isAccount(f):
		return code
	case f.any(scaled | more), rd.countsNoun(f, after):
		return indicator
	case rd.isHotline(f) && char.IsIdeograph(after):
		return rd.hotline(f, before)
	case rd.isLineCode(f):
		return unexplained
	case f.isYear() && char.IsIdeograph(after):
		return part // 2021春季赏花节
	case (announced || !char.IsIdeograph(before)) && rd.takesNoun(f):
		return indicator
	case char.IsIdeograph(after):
		return rd.besideNoun(f, announced)
	case !announced, f.isYear():
	case rd.wordOf(f.token - 1).is(classAnnounces):
		return indicator
	}
	return unexplained
}

// countsNoun reports a range, of anything but years, in front of what it counts.
func (rd *reading) countsNoun(f *figure, after rune) bool {
	return f.Range && char.IsIdeograph(after) && !f.isYear()
}

// hotline decides of the five digits of a telephone service, or of so many things, in front of a word: 12345政务热线,
// 12395海上报警, but not 开通12345政务平台 or 培训12580学员.
func (rd *reading) hotline(f *figure, before rune) role {
	if char.IsIdeograph(before) && !rd.besideAt(f.End, flankHotline) {
		return unexplained
	}
	return part
}

// besideNoun decides of a number right in front of a word. It may be a name (核九院596, 8300安置小区, 365政务) or what the word
// is counted by, where nothing says so (出动1200执法人员).
func (rd *reading) besideNoun(f *figure, announced bool) role {
	switch {
	case !announced && rd.mayBeName(f):
		return unexplained
	case f.Value.Cmp(mostNamed) < 0 && !rd.countedAt(f.End, ""):
		return unexplained
	}
	return indicator
}

// mayBeName reports a number behind a word, or at the front of its clause.
func (rd *reading) mayBeName(f *figure) bool {
	return char.IsIdeograph(rd.at(f.Start-1)) || rd.opens(f)
}

// isAnnounced reports a number right behind a word, or behind what the number in front of it counts.
func (rd *reading) isAnnounced(f *figure) bool {
	prev := rd.token(f.token - 1)
	if prev.end < f.Start {
		return rd.chained(f)
	}
	return prev.kind != dateToken && prev.kind != markToken
}

// opens reports a number at the front of its clause, or of an item of a list, where it may be a name.
func (rd *reading) opens(f *figure) bool {
	return f.Start <= rd.skip(rd.clauseOf(f.token).Start) || clause.Kind(rd.at(f.Start-1)) == clause.Item
}

const longestCounted = 3 // characters

// isAccount reports the code of an account at the front of a field, one of several in the text: 30211差旅费.
func (rd *reading) isAccount(f *figure) bool {
	const shortest = 5 // digits
	if f.digits() < shortest || !rd.isField(f) {
		return false
	}
	const near = 20 // numbers on each side, so that the work grows with the text only
	at := rd.idOf(f)
	for g := range numbersOf(rd.numbers[max(0, at-near):min(len(rd.numbers), at+near)]) {
		if g != f && rd.isLikeCode(g, f) {
			return true
		}
	}
	return false
}

// isLikeCode reports the number of a field with as many digits as f, and the same first one.
func (rd *reading) isLikeCode(g, f *figure) bool {
	switch {
	case rd.at(g.Start) != rd.at(f.Start), g.digits() != f.digits():
		return false
	}
	return rd.isField(g)
}

// isField reports a plain number at the front of a line, or behind white space as columns have it, with words behind it.
func (rd *reading) isField(f *figure) bool {
	const gap = 2
	if !f.is(inOnes, hasUnit|chinese) {
		return false
	}
	at := rd.skipBack(f.Start)
	if !char.IsIdeograph(rd.at(rd.skip(f.End))) {
		return false
	}
	switch rd.at(at - 1) {
	case 0, '\n', '\t':
		return true
	}
	return f.Start-at >= gap
}

// countedAt reports whether a noun of things that are counted with a measure word of that kind begins at i: 涉及3镇12村,
// 开展3期培训.
func (rd *reading) countedAt(i int, unitKind string) bool { return rd.countedEnd(i, unitKind) > i }

// countedEnd returns the end of the longest such noun at i, or i.
func (rd *reading) countedEnd(i int, unitKind string) int {
	end := i
	for to := i + 1; to <= min(len(rd.text), i+longestCounted); to++ {
		if of, ok := rd.r.words.counted[rd.printed(i, to)]; ok && of == unitKind {
			end = to
		}
	}
	return end
}

// takesNoun gives a number the noun right behind it for its unit: 4乡镇, 8村.
func (rd *reading) takesNoun(f *figure) bool {
	end := rd.countedEnd(f.End, "")
	switch {
	case end == f.End, end == f.End+1 && rd.beginsName(end) && !rd.sumsPlaces(f): // 3区域
		return false
	case f.any(scaled | decimal), f.isYear(), f.is(ranged|chinese, 0):
		return false
	}
	f.Unit, f.UnitKind = rd.printed(f.End, end), "count"
	f.End = end
	rd.tokens[f.token].end = max(rd.tokens[f.token].end, end)
	return true
}

// sumsPlaces reports a number behind the word that ends a list, in front of a noun for a sort of places that no longer word begins with:
// 甲、乙等7市棚户区改造.
func (rd *reading) sumsPlaces(f *figure) bool {
	if _, end := rd.longest(f.End); end > f.End+1 || !rd.isAt(f.End, signArea) {
		return false
	}
	return rd.wordEnding(f.Start).isOf(groupOthers)
}

// beginsName reports a character of words at a place of the text at which no word of the vocabulary begins.
func (rd *reading) beginsName(at int) bool {
	return char.IsIdeograph(rd.at(at)) && rd.beginning(at) < 0
}

// chained reports a number behind what the one in front of it counts: the 12 of 3镇12村.
func (rd *reading) chained(f *figure) bool { return rd.numberBefore(f).role == indicator }

// isPart reports digits that may be only a part of a number, or of a date or code: 1，23万元, 12、850户, 6.30前, 20230630,
// 升级到2.0.
func (rd *reading) isPart(f *figure, after rune) bool {
	const longest = 6 // digits that a person writes without a unit
	if f.Scaled {
		return rd.paysFor(f)
	}
	if f.More {
		return false
	}
	if char.IsDigit(rd.at(f.End + 1)) {
		switch {
		case isComma(after):
			return true
		case clause.Kind(after) == clause.Item:
			return f.Value.Exponent >= 0
		}
	}
	if f.any(decimal) {
		return rd.isDay(f, after)
	}
	switch {
	case f.Range, f.digits() <= longest:
		return false
	}
	return !slices.Contains(rd.piece(f.Start, f.Bare), ',')
}

// isDay reports a decimal that may be a day (6.30前), a month (2021.5), or the number of a version (2.0).
func (rd *reading) isDay(f *figure, after rune) bool {
	switch {
	case plausibleYear(leading(f)):
		return true
	case f.Value.Exponent == -1:
		return rd.at(f.Bare-1) == '0'
	}
	return f.Value.Exponent == -2 && rd.is(after, signBeside)
}

// leading returns the number in front of the point.
func leading(f *figure) int {
	n, ok := f.Value.Floor()
	if !ok {
		return 0
	}
	return int(n)
}

const codeDigits = 5 // of the code of an account, and of the number of a telephone service

// isLineCode reports five digits without a word in front, and with one behind: 30211差旅费 in a table of text.
func (rd *reading) isLineCode(f *figure) bool {
	before, after := rd.around(f.Start, f.End)
	switch {
	case f.digits() != codeDigits, f.End != f.Bare, rd.isHotline(f), !char.IsIdeograph(after):
		return false
	}
	return before == 0 || isBlank(before)
}

// isHotline reports the five digits of a telephone service: 12345, 95598. Round ones are counts: 12800.
func (rd *reading) isHotline(f *figure) bool {
	if f.Chinese || f.digits() != codeDigits {
		return false
	}
	digits := rd.piece(f.Start, f.Bare)
	switch string(digits[:2]) {
	case "12", "95", "96":
		return string(digits[codeDigits-2:]) != "00"
	}
	return false
}

// isMoney reports an amount that is money only by the noun next to it: 首期1000万资金, 协议引资25.5亿. Other words between
// may be what is counted: 资金惠及群众5万, 惠及3万贷款户.
func (rd *reading) isMoney(f *figure) bool {
	switch {
	case !f.any(scaled | more):
		return false
	case rd.moneyBehind(f):
		return true
	}
	return rd.paid(f) && !rd.nounBehind(f)
}

// paysFor reports an amount behind a noun of money and in front of a name, which may be money or those who get it:
// 补贴5万困难群众.
func (rd *reading) paysFor(f *figure) bool { return rd.paid(f) && rd.nounBehind(f) }

// nounBehind reports a name right behind f that no word of the vocabulary begins.
func (rd *reading) nounBehind(f *figure) bool {
	return char.IsIdeograph(rd.at(f.End)) && !rd.touchesBehind(f)
}

// touchesBehind reports whether a token begins at the end of f.
func (rd *reading) touchesBehind(f *figure) bool { return rd.token(f.token+1).start == f.End }

// moneyBehind reports a noun of money right behind f that goes on to no longer name.
func (rd *reading) moneyBehind(f *figure) bool {
	k := f.token + 1
	if !rd.touchesBehind(f) || !rd.wordOf(k).money {
		return false
	}
	return !char.IsIdeograph(rd.at(rd.tokens[k].end)) || rd.touches(k)
}

// paid reports a noun of money in front of f, with only words between behind which its amount is told: 投资累计完成2亿.
func (rd *reading) paid(f *figure) bool {
	for k := range rd.nearBack(f.token) {
		w := rd.wordOf(k)
		if w.money {
			return true
		}
		if !w.is(classPays) {
			return false
		}
	}
	return false
}
