package cell

import (
	"slices"
	"unicode/utf8"
)

// What stands beside others of its sort is none of them alone what was reached of a target.

// withoutSisters leaves out figures that are no more than related to a target, where another is so as well whose name ends alike
// (甲院床位90张；乙院床位120张), and those of places beside another place: 甲镇安装23只，乙镇安装7只.
func withoutSisters(pairs []pair, actuals []comparable) []pair {
	hasSister := func(p pair) bool {
		if !p.isLoose() {
			return false
		}
		own := &actuals[p.actual]
		isPlaceBeside := func(b comparable) bool { return own.isBesidePlace(&b) }
		return slices.ContainsFunc(actuals, isPlaceBeside) || slices.ContainsFunc(pairs, func(q pair) bool {
			return q.isLoose() && q.target == p.target && areSisters(own.subject, actuals[q.actual].subject)
		})
	}
	if !slices.ContainsFunc(pairs, hasSister) {
		return pairs
	}
	var left []pair
	for _, p := range pairs {
		if !hasSister(p) {
			left = append(left, p)
		}
	}
	return left
}

// isBesidePlace reports counts in one unit of two places.
func (c *comparable) isBesidePlace(other *comparable) bool {
	switch {
	case !c.place, !other.place, c.subject == other.subject, c.Unit != other.Unit:
		return false
	}
	return c.kind == other.kind
}

// areSisters reports two names that end with the same noun, and begin with another thing.
func areSisters(a, b string) bool {
	x, y := []rune(a), []rune(b)
	n := 0
	for n < min(len(x), len(y)) && x[len(x)-1-n] == y[len(y)-1-n] {
		n++
	}
	const noun = 2 // characters
	return n >= noun && n < min(len(x), len(y))
}

// areOfKinds reports names of two kinds of a thing: 篮球场, 足球场; 公交车, 出租车.
func areOfKinds(a, b string) bool {
	const short = 3 // characters
	x, y := []rune(a), []rune(b)
	n := len(x)
	switch {
	case n < 2, n != len(y), x[0] == y[0], x[n-1] != y[n-1]:
		return false
	}
	return string(x[1:]) == string(y[1:]) || n == short && x[1] != y[1]
}

// isLoose reports a pair of which nothing but a piece of the names is the same.
func (p *pair) isLoose() bool { return p.likeness < 0.5 }

// isOfPlace reports a figure of which its own clause says nothing but the place that it is of: 甲镇安装23只.
func (rd *reading) isOfPlace(f *figure, name string) bool {
	last, size := utf8.DecodeLastRuneInString(name)
	if size == len(name) || rd.r.words.signs.of(last)&signArea == 0 {
		return false
	}
	return f.subject.start >= rd.clauseOf(f.token).Start
}
