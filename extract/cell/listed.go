package cell

import (
	"duban/extract/number"
	"duban/internal/char"
	"duban/internal/clause"
	"slices"
)

// Numbers of a list, which take from one another what they are.

// byList gives f what the next number of the same list has.
func (rd *reading) byList(f, next *figure) {
	switch {
	case rd.listsName(f):
		f.role = part
	case rd.sharesList(f, next), rd.sharesNames(f, next):
		f.role, f.Unit, f.UnitKind = indicator, next.Unit, next.UnitKind
	case rd.lacksPower(f, next), rd.lacksUnit(f, next):
		f.role = unexplained
	}
}

// sharesList reports a plain number of a list of which only the last has its unit: 分别为58、29、22微克/立方米. Rates need no
// word that says so: 高出10.6、8.3、4.7个百分点.
func (rd *reading) sharesList(f, g *figure) bool {
	switch {
	case !f.is(plain, hasUnit|scaled), !g.is(counts|hasUnit, scaled), !rd.listed(f, g):
		return false
	case g.is(rated, 0) && !f.Chinese:
		return true
	}
	return rd.isShared(f)
}

// isShared reports a figure behind a word that gives several things one each: 分别, 各.
func (rd *reading) isShared(f *figure) bool {
	if rd.classBefore(f.token, classEach) >= 0 {
		return true
	}
	for k := range rd.back(f.token) {
		switch t := rd.tokens[k]; {
		case t.end > t.start+1:
		case rd.isAt(t.start, signEvery):
			return true
		}
	}
	return false
}

// lacksUnit reports a numeral in a list of which the last is a count, which may be one as well: 整治九、二十一处.
func (rd *reading) lacksUnit(f, g *figure) bool {
	switch {
	case f.role != absent, isBareOne(&f.Value), !g.Chinese, !rd.listed(f, g):
		return false
	case g.role == unexplained:
		return true
	}
	return g.is(counts|hasUnit, 0)
}

// sharesNames reports a plain number of a list of names with a number each, of which only the last has its unit: 甲镇16、乙镇19、丙镇27微克.
// Two of them may be of different things, unless the numbers stand in brackets: 高度3、长12米.
func (rd *reading) sharesNames(f, g *figure) bool {
	switch {
	case !f.is(plain, hasUnit|scaled|more|chinese), f.role == indicator, !g.is(counts|hasUnit, scaled|ranged), !rd.isNamedItem(f, g):
		return false
	case char.IsOpening(rd.at(f.Start - 1)):
		return true
	}
	at := rd.idOf(f)
	before, further := rd.numberIn(at-1), rd.numberIn(at+2)
	if further.Unit == g.Unit && rd.isNamedItem(g, further) {
		return true
	}
	return before.is(plain, hasUnit|scaled|more) && rd.isNamedItem(before, f)
}

// isNamedItem reports whether nothing but a comma of lists and a short name, with brackets around both numbers or none, stands between two
// numbers.
func (rd *reading) isNamedItem(f, g *figure) bool {
	const longest = 12
	from, to := f.End, g.Start
	if char.IsOpening(rd.at(to - 1)) {
		if !char.IsOpening(rd.at(f.Start-1)) || !char.IsClosing(rd.at(from)) {
			return false
		}
		from, to = from+1, to-1
	}
	switch {
	case clause.Kind(rd.at(from)) != clause.Item, to-from < 2, to-from > longest:
		return false
	case slices.ContainsFunc(rd.piece(from+1, to), func(c rune) bool { return !char.IsIdeograph(c) }):
		return false
	case char.IsOpening(rd.at(f.Start - 1)):
		return char.IsIdeograph(rd.at(f.Start - 2))
	}
	return char.IsIdeograph(rd.at(f.Start - 1))
}

// lacksPower reports a number without a unit in a list of which the last has its unit with a power of ten, which may be meant
// for all: 处理1.1、1.2、1.3万吨.
func (rd *reading) lacksPower(f, g *figure) bool {
	if !f.is(counts, hasUnit|scaled) || !rd.listed(f, g) {
		return false
	}
	if g.Unit == "" {
		return g.role == unexplained
	}
	return g.Scaled
}

// listsName reports a plain number in front of one of the same list that is part of a name: 985、211高校.
func (rd *reading) listsName(f *figure) bool {
	if !f.is(plain, hasUnit|scaled|more) || !rd.isAt(f.End, signList) {
		return false
	}
	t := rd.tokenStarting(f.End + 1)
	if t.kind == numberToken {
		return rd.numbers[t.id].role.isNamed()
	}
	return rd.word(t).fixed && char.IsDigit(rd.at(t.start))
}

// listedRank reports an ordinal right behind a rank in a list: 总量、增速居全市第二、第三.
func (rd *reading) listedRank(prev, f *figure) bool {
	switch {
	case prev.Form != number.Ordinal, f.Form != number.Ordinal, f.Unit != prev.Unit:
		return false
	}
	return prev.role == indicator && rd.listed(prev, f)
}

// listedCode reports plain digits, with a letter or without, behind the code prev of the same list: 599B、7806M、2754.
func (rd *reading) listedCode(prev, f *figure) bool {
	const longest = 3 // letters of a code and the mark
	switch {
	case prev.role != code, f.Start-prev.End > longest, clause.Kind(rd.at(f.Start-1)) != clause.Item:
		return false
	case !f.is(plain|inOnes, chinese|scaled|ranged):
		return false
	case f.Unit == "":
		return true
	}
	return f.End == f.Bare+1 && isLatin(rd.at(f.Bare))
}
