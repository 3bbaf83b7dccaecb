package cell

import (
	"strings"

	"github.com/cockroachdb/apd/v3"
)

// isCode reports digits that begin with a zero that counts nothing: 0930.
func isCode(digits []rune) bool {
	return len(digits) > 1 && isDigit(digits[0]) && digits[0]&0xF == 0 && isDigit(digits[1])
}

// isOpposedTo reports a number that another is set against: 2.86∶1, 5:3:2, or that is multiplied: 2×650米. Times of day are
// none, nor codes with letters.
func (rd *reading) isOpposedTo(f *figure) bool {
	before, after := rd.around(f.Start, f.End)
	left := isOpposing(before) && f.Start > 1 && isDigit(rd.text[f.Start-2])
	right := isOpposing(after) && f.End+1 < len(rd.text) && isDigit(rd.text[f.End+1])
	return (left || right) && !rd.isClock(f)
}

func isOpposing(c rune) bool { return c != 0 && strings.ContainsRune(":：∶×*＊", c) }

// isClock reports a time of day: 8:30.
func (rd *reading) isClock(f *figure) bool {
	id := rd.tokens[f.token].id
	before, after := rd.around(f.Start, f.End)
	if first, last := rd.chain(f); last > first+1 {
		return false
	}
	switch {
	case isColon(after) && int(id)+1 < len(rd.numbers):
		return isTime(rd.text[f.Start:f.Bare], rd.numbers[id+1].bareText(rd))
	case isColon(before) && id > 0:
		return isTime(rd.numbers[id-1].bareText(rd), rd.text[f.Start:f.Bare])
	}
	return false
}

func (f *figure) bareText(rd *reading) []rune { return rd.text[f.Start:f.Bare] }

func isColon(c rune) bool { return c == ':' || c == '：' }

// isTime reports hours and minutes.
func isTime(hours, minutes []rune) bool {
	return len(hours) <= 2 && len(minutes) == 2 && isDigit(minutes[0]) && minutes[0]&0xF < 6
}

// proportion reads the parts of a whole that are set against each other: 20:30:50, of which each is a share where they add up
// to 100. What else is set against another number has no unit that anybody could tell.
func (rd *reading) proportion(f *figure) role {
	first, last := rd.chain(f)
	var sum apd.Decimal
	for i := first; i <= last; i++ {
		if _, err := apd.BaseContext.Add(&sum, &sum, &rd.numbers[i].Value); err != nil {
			return unexplained
		}
	}
	if last < first+2 || f.Unit != "" || f.Scaled || sum.Cmp(hundred) != 0 {
		return unexplained
	}
	f.Unit, f.UnitKind = "%", "rate"
	return indicator
}

// opposes reports whether number i is set against the next one.
func (rd *reading) opposes(i int) bool {
	f, g := &rd.numbers[i], &rd.numbers[i+1]
	return g.Start == f.End+1 && isOpposing(rd.text[f.End])
}

// chain returns the first and last of the numbers that are set against one another with f among them.
func (rd *reading) chain(f *figure) (first, last int) {
	id := int(rd.tokens[f.token].id)
	first, last = id, id
	for first > 0 && rd.opposes(first-1) {
		first--
	}
	for last+1 < len(rd.numbers) && rd.opposes(last) {
		last++
	}
	return first, last
}
