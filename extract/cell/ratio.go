package cell

import (
	"strings"

	"duban/extract/number"
	"duban/internal/char"
	"duban/internal/clause"
	"duban/internal/exact"
)

// Numbers with colons between them are shares (5.2:40.1:54.7), odds (2.86∶1), the scale of a map (1:500) or the time of
// day (8:30); with a sign of multiplication they are factors (2×650米).

// across returns the plain number behind the sign at the end of f, with a space around it or without, or nil.
func (rd *reading) across(f *figure, isSign func(rune) bool) *figure {
	at := rd.skip(f.End)
	if at == len(rd.text) || !isSign(rd.text[at]) {
		return nil
	}
	return rd.plainNumber(rd.tokenStarting(rd.skip(at + 1)))
}

// acrossBack returns the plain number in front of the sign in front of f, or nil.
func (rd *reading) acrossBack(f *figure, isSign func(rune) bool) *figure {
	g := rd.numberIn(rd.idOf(f) - 1)
	if g.End < 0 || rd.across(g, isSign) != f {
		return nil
	}
	return rd.plainNumber(rd.token(g.token))
}

// plainNumber returns the number that a token is, if it is written in digits and nothing else, or nil.
func (rd *reading) plainNumber(t token) *figure {
	if t.kind != numberToken {
		return nil
	}
	f := &rd.numbers[t.id]
	switch {
	case f.Form != number.Plain, f.any(chinese | scaled | ranged | fraction):
		return nil
	case f.Unit == "", f.Unit == "%":
		return f
	}
	return nil
}

// dividesWhole finds the shares that begin with a number: several with colons between them that add up to a hundred, or are said
// to be shares. They are indicators.
func (rd *reading) dividesWhole(i int) bool {
	first := rd.plainNumber(rd.tokens[rd.numbers[i].token])
	if first == nil || rd.acrossBack(first, char.IsRatio) != nil {
		return false
	}
	unit, ok := rd.shares(first)
	for f := first; ok && f != nil; f = rd.across(f, char.IsRatio) {
		f.role, f.UnitKind = indicator, "rate"
		if unit != "" {
			f.Unit = unit
		}
	}
	return ok
}

// shares reports whether the members of a ratio that begins with first are shares, and the unit of those of a whole.
func (rd *reading) shares(first *figure) (unit string, ok bool) {
	var sum exact.Decimal
	count, decimals := 0, false
	for f := first; f != nil; f = rd.across(f, char.IsRatio) {
		if err := sum.Add(&sum, &f.Value); err != nil {
			return "", false
		}
		count++
		if f.Value.Exponent < 0 {
			decimals = true
		}
	}
	isWhole := isWithin(&sum, leastWhole, mostWhole)
	if isWhole {
		unit = "%"
	}
	switch {
	case count < 2, count == 2 && !isWhole: // 2.86∶1
		return "", false
	case decimals:
		return unit, true
	}
	return unit, isWhole && (rd.isComposed(first) || count > 2 && !rd.isTime(first, rd.across(first, char.IsRatio)))
}

// isComposed reports whether the clause in front of a number speaks of what makes up a whole: 三次产业结构由21:50:29调整为11:65:24.
func (rd *reading) isComposed(f *figure) bool {
	if rd.isAt(f.Start-1, signShare) {
		return true
	}
	composes := func(w *word) bool { return w.is(classRatio) || w.isOf(groupMakeup) }
	for k, n := f.token, 0; k >= 0 && n < mostAhead; n++ { // 产业结构由20 : 51 : 29, where every colon heads a clause
		if rd.before(k, composes) >= 0 {
			return true
		}
		head := rd.clauseOf(k).Head
		if head == clause.None || rd.extents[head].empty() {
			return false
		}
		k = rd.extents[head].end - 1
		if composes(rd.wordOf(k)) {
			return true
		}
	}
	return false
}

var (
	leastWhole = exact.New(995, -1) // of rounded shares
	mostWhole  = exact.New(1005, -1)
)

// isOdds reports a member of a ratio that has no value of its own: 2.86∶1, but not 8:30, 8:30:15 and 1:500.
func (rd *reading) isOdds(f *figure) bool {
	if rd.plainNumber(rd.tokens[f.token]) == nil {
		return false
	}
	left, right := f, rd.across(f, char.IsRatio)
	for range mostMembers {
		g := rd.acrossBack(left, char.IsRatio)
		if g == nil {
			break
		}
		left, right = g, left
	}
	if right == nil {
		return false
	}
	return right.Start > left.End+1 || !rd.isTime(left, right) && !isScale(left, right)
}

// mostMembers is how many members of a ratio are looked at in front of one.
const mostMembers = 64

// isTime reports hours with minutes behind them: 8:30, but not 师生比1:15 and 结构由21:50:29.
func (rd *reading) isTime(hours, minutes *figure) bool {
	h, err := hours.Value.Int64()
	m, err2 := minutes.Value.Int64()
	switch {
	case err != nil, err2 != nil, h > 24, m >= 60, minutes.digits() != 2:
		return false
	}
	return !rd.isComposed(hours)
}

// isScale reports the scale of a map: 1:500.
func isScale(one, many *figure) bool {
	const least = 100
	n, _ := many.Value.Int64() // 0 where it is none
	return n >= least && isBareOne(&one.Value)
}

// isFactor reports one of several numbers to be multiplied: 2×650米. With a letter in front they are a code.
func (rd *reading) isFactor(f *figure) bool {
	before, after := rd.around(f.Start, f.End)
	switch {
	case rd.isTimes(before) && char.IsDigit(rd.at(f.Start-2)):
		return f.Unit != "" || rd.acrossBack(f, rd.isTimes) != nil
	case before == '×':
		return true // 240L×150个, 5万元×12村
	case rd.isTimes(after) && char.IsDigit(rd.at(f.End+1)):
		return !isLetter(before)
	}
	return false
}

// isTimes reports the signs of multiplication.
func (rd *reading) isTimes(c rune) bool { return rd.is(c, signTimes) }

// hasStrangeUnit reports a number with letters behind it that may be a unit nobody has told of: 3600XY, 1.6T. One letter
// behind a whole number is a name: 5G, 599B.
func (rd *reading) hasStrangeUnit(f *figure) bool {
	before, after := rd.around(f.Start, f.End)
	switch {
	case !isLatin(after), f.any(hasUnit | scaled | chinese), isCodeRune(before):
		return false
	case strings.ContainsRune("-"+char.Hyphen+"/", before):
		return false
	case f.any(decimal):
		return true
	}
	end := f.End
	for isLatin(rd.at(end)) {
		end++
	}
	switch next := rd.at(end); {
	case end == f.End+1, char.IsDigit(next):
		return false
	default:
		return !strings.ContainsRune("-"+char.Hyphen, next)
	}
}
