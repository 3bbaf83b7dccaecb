package check

import (
	"strings"

	"duban/internal/char"
	"duban/internal/exact"
	"duban/internal/message"
	"duban/schema"
)

// magnitude reports figures with a 万 or 亿 too much or too few: figure i and a part of it whose digits fit each other and
// whose values do not (91304万户 beside 91198户).
func (p *place) magnitude(t *passage, i int) {
	whole := t.figures[i]
	for _, part := range t.figures[i+1 : min(i+mostRelated, len(t.figures))] {
		if part.segment != whole.segment || part.clause > whole.clause+1 {
			return
		}
		if missesMyriad(whole, part) {
			p.addMagnitude(t, whole, part)
			return
		}
	}
}

// missesMyriad reports a whole and a part whose digits are alike and whose values are far apart.
func missesMyriad(whole, part *figure) bool {
	switch {
	case part.scale == whole.scale || !isPart(whole, part): // nearly all
		return false
	case part.scale.Cmp(whole.scale) == 0:
		return false
	}
	return farApart(whole, part) && (alike(whole, part) || aimedAt(whole, part) && related(whole, part))
}

// addMagnitude reports the one of the two figures that is more likely the wrong one: the larger, but of money the one without
// 万 and 亿.
func (p *place) addMagnitude(t *passage, whole, part *figure) {
	odd, other := whole, part
	if part.scale.Cmp(whole.scale) > 0 != aimedAt(whole, part) {
		odd, other = part, whole
	}
	if p.suspect == nil {
		p.suspect = map[int]bool{}
	}
	p.suspect[odd.index] = true
	const isLess, isMore message.Format = "%s stands beside %s, which counts the same by about %s times less",
		"%s stands beside %s, which counts the same by about %s times more"
	says, n := isLess, times(odd, other)
	if odd.scale.Cmp(other.scale) < 0 {
		says, n = isMore, times(other, odd)
	}
	f := t.finding(odd, schema.MagnitudeSuspect, schema.Warning, says, odd.Text, other.Text, n)
	f.Claimed, f.From = &odd.Value, arithmetic("/", odd, other)
	p.add(f)
}

// isPart reports two figures of one unit of which the second is said to be a part of the first.
func isPart(whole, part *figure) bool {
	switch {
	case !whole.standsWith(part), !whole.hasDigits(), !part.hasDigits():
		return false
	}
	return countedPart(whole, part) || aimedAt(whole, part)
}

// hasDigits reports a count that is printed in digits.
func (f *figure) hasDigits() bool { return f.digits != nil && f.counts() }

// countedPart reports a count of what was done of the things that another one counts.
func countedPart(whole, part *figure) bool {
	if measured[whole.Unit] || !whole.real() {
		return false
	}
	return part.real() && doneOf(whole, part)
}

// aimedAt reports what is to be reached and what was of it: 年度目标6.4亿元，累计完成投资7.2元. The latter is printed without 万 and 亿, and with
// a fraction, as no such sum of money is; of what is measured, nothing else is said of it: 年度目标3.2万亩，累计完成2.7亩.
func aimedAt(whole, part *figure) bool {
	if !isSmall(part) || whole.mean || !aims.in(whole.before) || !isDoneBehind(whole, part) {
		return false
	}
	return money.is(part.Unit) || measured[part.Unit] && part.thing() == "" && alike(whole, part)
}

// isSmall reports an amount that is printed with a fraction and without 万 and 亿.
func isSmall(f *figure) bool { return f.decimals > 0 && f.scale.Cmp(one) == 0 }

// isDoneBehind reports a figure in a later clause that says what was completed, all together.
func isDoneBehind(whole, part *figure) bool {
	return part.clause > whole.clause && completing.in(part.before) && !part.mean
}

// doneOf reports a figure that says how much of the one in front of it was done: 52处已完成治理31处; 需接种120户，已接种110户.
func doneOf(whole, part *figure) bool {
	switch part.clause {
	case whole.clause:
		return already.in(part.before) || startsDone(counters.cutFront(part.before)) || endsDone(part.before)
	case whole.clause + 1:
		return startsDone(part.before)
	}
	return false
}

// startsDone reports words that say that something was done: 已拆除, 完成.
func startsDone(words string) bool {
	return doneMarks.begins(soFar.cutFront(words))
}

// endsDone reports words from one count to the next that end in what was done of it: 隐患路段完成 of 48处隐患路段完成35处.
func endsDone(words string) bool {
	return completing.ends(words) && !strings.ContainsAny(words, char.Pause+char.Commas)
}

// farApart reports values that differ by the factor of 万, or more.
func farApart(a, b *figure) bool { return proportion(a.value, b.value).Cmp(myriad) >= 0 }

// alike reports digits of about the same size.
func alike(a, b *figure) bool { return proportion(a.digits, b.digits).Cmp(two) <= 0 }

// related reports digits of which the one set may be what was done of the other.
func related(a, b *figure) bool { return proportion(a.digits, b.digits).Cmp(twenty) <= 0 }

var (
	twenty = exact.NewRat(20, 1)
	two    = exact.NewRat(2, 1)
	myriad = exact.NewRat(5000, 1) // as far as the digits in front can take it
)

// proportion is how many times the larger of two positive numbers is the smaller.
func proportion(a, b *exact.Rat) *exact.Rat {
	if a.Cmp(b) < 0 {
		a, b = b, a
	}
	return new(exact.Rat).Quo(a, b)
}

// times is by how much 万 or 亿 make the one figure larger.
func times(large, small *figure) string {
	return new(exact.Rat).Quo(large.scale, small.scale).FloatString(0)
}
