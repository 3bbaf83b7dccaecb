package check

import (
	"math/big"

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
		if part.scale == whole.scale || !isPart(whole, part) || part.scale.Cmp(whole.scale) == 0 || !farApart(whole, part) || !alike(whole, part) {
			continue
		}
		odd, other := whole, part
		if part.scale.Cmp(whole.scale) > 0 != aimedAt(whole, part) { // of money, the one without 万 and 亿
			odd, other = part, whole
		}
		p.suspect[odd.index] = true
		more, n := "less", times(odd, other)
		if odd.scale.Cmp(other.scale) < 0 {
			more, n = "more", times(other, odd)
		}
		f := t.finding(odd, schema.MagnitudeSuspect, schema.Warning, "%s stands beside %s, which counts the same by about %s times %s",
			odd.Text, other.Text, n, more)
		f.Claimed, f.From = &odd.Value, arithmetic("/", odd, other)
		p.add(f)
		return
	}
}

// isPart reports two figures of one unit of which the second is said to be a part of the first.
func isPart(whole, part *figure) bool {
	return whole.Unit == part.Unit && whole.counts() && part.counts() && whole.digits != nil && part.digits != nil &&
		whole.bracket == part.bracket && (countedPart(whole, part) || aimedAt(whole, part))
}

// countedPart reports a count of what was done of the things that another one counts.
func countedPart(whole, part *figure) bool {
	return whole.real() && part.real() && !measured[whole.Unit] && doneOf(whole, part)
}

// aimedAt reports money that is to be spent or earned and what was of it: 年度目标6.4亿元，累计完成投资7.2元. The latter is printed without
// 万 and 亿, and with a fraction, as no such sum is.
func aimedAt(whole, part *figure) bool {
	money := whole.Unit == part.Unit && money.is(part.Unit) && part.scale.Cmp(one) == 0 && part.decimals > 0
	done := completing.in(part.before) && part.clause > whole.clause
	return money && done && aims.in(whole.before) && !part.mean && !whole.mean
}

// doneOf reports a figure that says how much of the one in front of it was done: 52处已完成治理31处; 需接种120户，已接种110户.
func doneOf(whole, part *figure) bool {
	if whole.clause == part.clause {
		return startsDone(counters.cutFront(part.before)) || already.in(part.before)
	}
	return part.clause == whole.clause+1 && startsDone(part.before)
}

// startsDone reports words that say that something was done: 已拆除, 完成.
func startsDone(words string) bool {
	words = soFar.cutFront(words)
	return already.begins(words) || completing.begins(words)
}

// farApart reports values that differ by the factor of 万, or more.
func farApart(a, b *figure) bool {
	q := new(big.Rat).Quo(a.value, b.value)
	return q.Cmp(big.NewRat(5000, 1)) >= 0 || q.Cmp(big.NewRat(1, 5000)) <= 0
}

// alike reports digits of about the same size.
func alike(a, b *figure) bool {
	q := new(big.Rat).Quo(a.digits, b.digits)
	return q.Cmp(big.NewRat(1, 2)) >= 0 && q.Cmp(big.NewRat(2, 1)) <= 0
}

// times is by how much 万 or 亿 make the one figure larger.
func times(large, small *figure) string {
	return new(big.Rat).Quo(large.scale, small.scale).FloatString(0)
}
