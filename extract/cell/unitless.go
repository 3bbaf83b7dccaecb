package cell

import (
	"strings"

	"github.com/cockroachdb/apd/v3"

	"duban/internal/clause"
	"duban/schema"
)

// bare decides of a number without a unit.
func (rd *reading) bare(f *figure) role {
	if rd.isMoney(f) {
		f.Unit, f.UnitKind = "元", "money"
		return indicator
	}
	before, after := rd.around(f.Start, f.End)
	announced := rd.isAnnounced(f)
	switch {
	case rd.isPart(f, after):
		return unexplained
	case rd.isAccount(f):
		return code
	case f.Scaled, f.More, f.Range && isCJK(after) && !isYear(f):
		return indicator
	case rd.isHotline(f) && rd.besideAt(f.End, flankHotline):
		return part // 12345政务热线
	case rd.isHotline(f) && isCJK(before) && isCJK(after):
		return unexplained // 开通12345政务平台, or 培训12580学员
	case rd.isLineCode(f):
		return unexplained
	case isYear(f) && isCJK(after), rd.isHotline(f) && isCJK(after):
		return part // 2021春季赏花节, 12395海上报警
	case (announced || !isCJK(before)) && rd.takesNoun(f):
		return indicator
	case isCJK(after) && !announced && (isCJK(before) || rd.opens(f)):
		return unexplained // 出动1200执法人员, or the names 核九院596 and 8300安置小区
	case isCJK(after) && f.Value.Cmp(mostNamed) < 0 && !rd.countedAt(f.End, ""):
		return unexplained // 365政务, 64排CT
	case isCJK(after):
		return indicator
	case announced && !isYear(f) && f.token > 0 && rd.word(rd.tokens[f.token-1]).announces():
		return indicator
	}
	return unexplained
}

// isAnnounced reports a number right behind a word, or behind what the number in front of it counts.
func (rd *reading) isAnnounced(f *figure) bool {
	if f.token == 0 || rd.tokens[f.token-1].end < f.Start {
		return rd.chained(f)
	}
	switch rd.tokens[f.token-1].kind {
	case wordToken, numberToken, openToken, closeToken:
		return true
	}
	return false
}

// opens reports a number at the front of its clause, or of an item of a list, where it may be a name.
func (rd *reading) opens(f *figure) bool {
	before, _ := rd.around(f.Start, f.End)
	return f.Start <= rd.skip(rd.clauseOf(f.token).Start) || clause.Kind(before) == clause.Item
}

const longestCounted = 3 // characters

// isAccount reports the code of an account at the front of a field, one of several in the text: 30211差旅费.
func (rd *reading) isAccount(f *figure) bool {
	const shortest = 5 // digits
	if !rd.isField(f) || f.Bare-f.Start < shortest {
		return false
	}
	const near = 20 // numbers on each side, so that the work grows with the text only
	at := int(rd.tokens[f.token].id)
	for i := max(0, at-near); i < min(len(rd.numbers), at+near); i++ {
		g := &rd.numbers[i]
		if g != f && rd.isField(g) && g.Bare-g.Start == f.Bare-f.Start && rd.text[g.Start] == rd.text[f.Start] {
			return true
		}
	}
	return false
}

// isField reports a plain number at the front of a line, or behind white space as columns have it, with words behind it.
func (rd *reading) isField(f *figure) bool {
	const gap = 2
	if f.Unit != "" || f.Chinese || f.Value.Exponent != 0 {
		return false
	}
	at := rd.skipBack(f.Start)
	front := at == 0 || rd.text[at-1] == '\n' || rd.text[at-1] == '\t' || f.Start-at >= gap
	next := rd.skip(f.End)
	return front && next < len(rd.text) && isCJK(rd.text[next])
}

// countedAt reports whether a noun of things that are counted with a measure word of that kind begins at i: 涉及3镇12村,
// 开展3期培训.
func (rd *reading) countedAt(i int, unitKind string) bool { return rd.countedEnd(i, unitKind) > i }

// countedEnd returns the end of the longest such noun at i, or i.
func (rd *reading) countedEnd(i int, unitKind string) int {
	end := i
	for width := 1; width <= longestCounted && i+width <= len(rd.text); width++ {
		if of, ok := rd.r.words.counted[string(rd.text[i:i+width])]; ok && of == unitKind {
			end = i + width
		}
	}
	return end
}

// takesNoun gives a number the noun right behind it for its unit: 4乡镇, 8村.
func (rd *reading) takesNoun(f *figure) bool {
	end := rd.countedEnd(f.End, "")
	if end == f.End+1 && end < len(rd.text) && isCJK(rd.text[end]) && rd.tokenStarting(end).end == 0 {
		return false // 3区域
	}
	if end == f.End || f.Scaled || isYear(f) || f.Value.Exponent < 0 || f.Range && f.Chinese {
		return false
	}
	f.Unit, f.UnitKind = string(rd.text[f.End:end]), "count"
	f.End = end
	rd.tokens[f.token].end = max(rd.tokens[f.token].end, end)
	return true
}

// chained reports a number behind what the one in front of it counts: the 12 of 3镇12村.
func (rd *reading) chained(f *figure) bool {
	id := rd.tokens[f.token].id
	return id > 0 && rd.numbers[id-1].role == indicator && rd.numbers[id-1].End == f.Start
}

// isPart reports digits that may be only a part of a number, or of a date or code: 1，23万元, 12、850户, 6.30前, 20230630,
// 升级到2.0.
func (rd *reading) isPart(f *figure, after rune) bool {
	const longest = 6 // digits that a person writes without a unit
	follows := f.End+1 < len(rd.text) && isDigit(rd.text[f.End+1])
	switch {
	case f.Scaled:
		return rd.paysFor(f)
	case f.More:
		return false
	case follows && (after == ',' || after == '，' || after == '。'):
		return true
	case follows && after == '、':
		return f.Value.Exponent >= 0
	case f.Value.Exponent == -2 && (after == '前' || after == '后'), f.Value.Exponent < 0 && plausibleYear(leading(f)),
		f.Value.Exponent == -1 && rd.text[f.Bare-1] == '0':
		return true
	}
	return !f.Range && f.Bare-f.Start > longest && f.Value.Exponent >= 0 && !strings.ContainsRune(string(rd.text[f.Start:f.Bare]), ',')
}

// leading returns the number in front of the point.
func leading(f *figure) int {
	var whole apd.Decimal
	if _, err := apd.BaseContext.WithPrecision(20).Floor(&whole, &f.Value); err != nil {
		return 0
	}
	n, _ := whole.Int64()
	return int(n)
}

// isLineCode reports five digits without a word in front, and with one behind: 30211差旅费 in a table of text.
func (rd *reading) isLineCode(f *figure) bool {
	before, after := rd.around(f.Start, f.End)
	return f.Bare-f.Start == 5 && f.End == f.Bare && !rd.isHotline(f) && isCJK(after) && (before == 0 || isBlank(before))
}

// isHotline reports the five digits of a telephone service: 12345, 95598. Round ones are counts: 12800.
func (rd *reading) isHotline(f *figure) bool {
	digits := string(rd.text[f.Start:f.Bare])
	return len(digits) == 5 && !f.Chinese && !strings.HasSuffix(digits, "00") && (strings.HasPrefix(digits, "12") || strings.HasPrefix(digits, "95") || strings.HasPrefix(digits, "96"))
}

// isYear reports a bare number, or a range of them, that can be of years.
func isYear(f *figure) bool {
	v, err := f.Value.Int64()
	return err == nil && plausibleYear(int(v))
}

// announces reports a word behind which a value stands: 为, 达到.
func (w *word) announces() bool {
	return w.breaks&breakAll != 0 || w.before != "" || w.state != ""
}

// isMoney reports an amount that is money only by the noun next to it: 首期1000万资金, 协议引资25.5亿. Other words between
// may be what is counted: 资金惠及群众5万, 惠及3万贷款户.
func (rd *reading) isMoney(f *figure) bool {
	return (f.Scaled || f.More) && (rd.moneyBehind(f) || rd.moneyBefore(f) && !rd.nounBehind(f))
}

// paysFor reports an amount behind a noun of money and in front of a name, which may be money or those who get it:
// 补贴5万困难群众.
func (rd *reading) paysFor(f *figure) bool { return rd.moneyBefore(f) && rd.nounBehind(f) }

// nounBehind reports a name right behind f that no word of the vocabulary begins.
func (rd *reading) nounBehind(f *figure) bool {
	if f.End >= len(rd.text) || !isCJK(rd.text[f.End]) {
		return false
	}
	k := f.token + 1
	return k >= len(rd.tokens) || rd.tokens[k].start != f.End
}

// moneyBehind reports a noun of money right behind f that goes on to no longer name.
func (rd *reading) moneyBehind(f *figure) bool {
	k := f.token + 1
	if k >= len(rd.tokens) || rd.tokens[k].start != f.End || !rd.word(rd.tokens[k]).money {
		return false
	}
	end := rd.tokens[k].end
	return end == len(rd.text) || !isCJK(rd.text[end]) || k+1 < len(rd.tokens) && rd.tokens[k+1].start == end
}

// moneyBefore reports a noun of money in front of f, with only words between behind which its amount is told: 投资累计完成2亿.
func (rd *reading) moneyBefore(f *figure) bool {
	for k := f.token - 1; k >= 0 && rd.tokens[k].clause == rd.tokens[f.token].clause && rd.adjacent(rd.tokens[k].end, rd.tokens[k+1].start); k-- {
		t := rd.tokens[k]
		switch w := rd.word(t); {
		case w.money:
			return true
		case t.kind != wordToken, !rd.isFiller(t) && !w.amount && w.state != schema.Target && w.kind != schema.Growth:
			return false
		}
	}
	return false
}
