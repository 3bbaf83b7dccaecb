package page

import (
	"cmp"
	"slices"
)

// rules returns the horizontal lines that meet no vertical one, from top to bottom.
func (l lines) rules() (alone []line) {
	for i, crossed := range l.crossed() {
		if !crossed {
			alone = append(alone, l.across[i])
		}
	}
	return alone
}

// crossed reports for each horizontal line whether a vertical one meets it. Drawings have so many lines that it would take
// minutes to set each against each: they are gone through from top to bottom, with the vertical ones counted that are there.
func (l lines) crossed() []bool {
	const begins, asks, ends = 0, 1, 2
	type event struct{ at, kind, line int }
	events := make([]event, 0, 2*len(l.down)+len(l.across))
	for j, d := range l.down {
		events = append(events, event{d.from - near, begins, j}, event{d.to + near, ends, j})
	}
	for i, a := range l.across {
		events = append(events, event{a.at, asks, i})
	}
	slices.SortFunc(events, func(a, b event) int { return cmp.Or(a.at-b.at, a.kind-b.kind, a.line-b.line) })
	here := make(counts, len(l.down)+1)
	crossed := make([]bool, len(l.across))
	for _, e := range events {
		switch e.kind {
		case begins:
			here.add(e.line, 1)
		case ends:
			here.add(e.line, -1)
		case asks:
			a := l.across[e.line]
			crossed[e.line] = here.below(l.downFrom(a.to+near+1)) > here.below(l.downFrom(a.from-near))
		}
	}
	return crossed
}

// downFrom returns the first vertical line at x or right of it; they are in the order of their places.
func (l lines) downFrom(x int) int {
	k, _ := slices.BinarySearchFunc(l.down, x, func(d line, x int) int { return d.at - x })
	return k
}

// counts are numbers whose sums are had fast: a Fenwick tree.
type counts []int

// add changes number i.
func (c counts) add(i, by int) {
	for i++; i < len(c); i += i & -i {
		c[i] += by
	}
}

// below returns the sum of the first n numbers.
func (c counts) below(n int) (sum int) {
	for ; n > 0; n -= n & -n {
		sum += c[n]
	}
	return sum
}
