package cell

import (
	"strings"

	"github.com/cockroachdb/apd/v3"

	"duban/extract/number"
	"duban/schema"
)

// Numbers with a colon between them are shares (5.2:40.1:54.7), odds (2.86∶1), the scale of a map (1:500) or the time of
// day (8:30); with a sign of multiplication they are factors (2×650米).

// isColon reports the signs that part the members of a ratio.
func isColon(c rune) bool { return c == ':' || c == '：' || c == '∶' }

// across returns the plain number behind the sign at the end of f, or nil.
func (rd *reading) across(f *figure, isSign func(rune) bool) *figure {
	if f.End >= len(rd.text) || !isSign(rd.text[f.End]) {
		return nil
	}
	return rd.plainNumber(rd.tokenStarting(f.End + 1))
}

// back returns the plain number in front of the sign in front of f, or nil.
func (rd *reading) back(f *figure, isSign func(rune) bool) *figure {
	id := rd.tokens[f.token].id
	if id == 0 || f.Start == 0 || !isSign(rd.text[f.Start-1]) || rd.numbers[id-1].End != f.Start-1 {
		return nil
	}
	return rd.plainNumber(rd.tokens[rd.numbers[id-1].token])
}

// plainNumber returns the number that a token is, if it is written in digits and nothing else, or nil.
func (rd *reading) plainNumber(t token) *figure {
	if t.kind != numberToken {
		return nil
	}
	f := &rd.numbers[t.id]
	if f.Unit != "" && f.Unit != "%" || f.Form != number.Plain || f.Chinese || f.Scaled || f.Range || f.Fraction {
		return nil
	}
	return f
}

// dividesWhole finds the shares that begin with a number: three or more with colons between them that add up to a
// hundred, or are said to be shares. They are indicators.
func (rd *reading) dividesWhole(i int) bool {
	first := rd.plainNumber(rd.tokens[rd.numbers[i].token])
	if first == nil || rd.back(first, isColon) != nil {
		return false
	}
	var sum apd.Decimal
	count, decimals := 0, false
	for f := first; f != nil; f = rd.across(f, isColon) {
		if _, err := apd.BaseContext.Add(&sum, &sum, &f.Value); err != nil {
			return false
		}
		count++
		decimals = decimals || f.Value.Exponent < 0
	}
	whole := sum.Cmp(leastWhole) >= 0 && sum.Cmp(mostWhole) <= 0
	told := rd.before(first.token, func(w *word) bool { return w.kind == schema.Ratio }) >= 0
	if count < 3 || !decimals && !(whole && told) {
		return false
	}
	for f := first; f != nil; f = rd.across(f, isColon) {
		f.role, f.UnitKind = indicator, "rate"
		if whole {
			f.Unit = "%"
		}
	}
	return true
}

var (
	leastWhole = apd.New(995, -1) // of rounded shares
	mostWhole  = apd.New(1005, -1)
)

// isOdds reports a member of a ratio of two numbers, which has no value of its own: 2.86∶1, but not 8:30 and 1:500.
func (rd *reading) isOdds(f *figure) bool {
	if rd.plainNumber(rd.tokens[f.token]) == nil {
		return false
	}
	left, right := f, rd.across(f, isColon)
	if right == nil {
		left, right = rd.back(f, isColon), f
	}
	return left != nil && right != nil && !isTime(rd, left, right) && !isScale(left, right)
}

// isTime reports hours with minutes behind them: 8:30.
func isTime(rd *reading, hours, minutes *figure) bool {
	if hours.Start > 0 && rd.text[hours.Start-1] == '比' { // 师生比1:15
		return false
	}
	h, err := hours.Value.Int64()
	m, err2 := minutes.Value.Int64()
	return err == nil && err2 == nil && h <= 24 && m < 60 && minutes.Bare-minutes.Start == 2
}

// isScale reports the scale of a map: 1:500.
func isScale(one, many *figure) bool {
	const least = 100
	n, err := many.Value.Int64()
	return err == nil && n >= least && one.Value.String() == "1"
}

// isTimes reports the signs of multiplication.
func isTimes(c rune) bool { return c == '×' || c == '*' || c == '＊' || c == 'x' || c == 'X' }

// isFactor reports one of several numbers to be multiplied: 2×650米. With a letter in front they are a code.
func (rd *reading) isFactor(f *figure) bool {
	before, after := rd.around(f.Start, f.End)
	switch {
	case isTimes(before) && f.Start > 1 && isDigit(rd.text[f.Start-2]):
		return f.Unit != "" || rd.back(f, isTimes) != nil
	case isTimes(after) && f.End+1 < len(rd.text) && isDigit(rd.text[f.End+1]):
		return !isLetter(before)
	}
	return false
}

// hasStrangeUnit reports a number with letters behind it that may be a unit nobody has told of: 3600XY, 1.6T. One letter
// behind a whole number is a name: 5G, 599B.
func (rd *reading) hasStrangeUnit(f *figure) bool {
	before, after := rd.around(f.Start, f.End)
	if f.Unit != "" || f.Scaled || f.Chinese || !isLatin(after) || isCodeRune(before) || strings.ContainsRune("-－/", before) {
		return false
	}
	if f.Value.Exponent < 0 {
		return true
	}
	letters := 0
	end := f.End
	for ; end < len(rd.text) && isLatin(rd.text[end]); end++ {
		letters++
	}
	_, next := rd.around(f.Start, end)
	return letters > 1 && !isDigit(next) && !strings.ContainsRune("-－", next)
}
