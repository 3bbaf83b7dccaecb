package cell

import (
	"slices"
	"strings"

	"duban/schema"
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
		if slices.ContainsFunc(actuals, func(b comparable) bool { return own.isBesidePlace(&b) }) {
			return true
		}
		return slices.ContainsFunc(pairs, func(q pair) bool {
			switch {
			case !q.isLoose(), q.target != p.target:
				return false
			}
			return areSisters(own.subject, actuals[q.actual].subject)
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

// isOfSort reports counts of two things that are told apart by the noun alone: 示范社区, 示范村; 停车位, 停车场.
func (c *comparable) isOfSort(other *comparable) bool {
	const qualifier = 2 // characters
	x, y := []rune(c.subject), []rune(other.subject)
	short := min(len(x), len(y))
	n := 0
	for n < short && x[n] == y[n] {
		n++
	}
	switch {
	case c.UnitKind != "count", c.Unit != other.Unit, n < qualifier, n == short:
		return false
	}
	return commonRun(x[n:], y[n:]) == 0
}

// isOfSeveral reports an aim for several things, and a figure that is one of those which it counts together.
func (c *comparable) isOfSeveral(actual *comparable, actuals []comparable) bool {
	return c.several && actual.isOneOf(c.front, actuals)
}

// isOneOf reports a figure that stands beside another in its unit which a text names, so that it is not all that several things come to.
func (c *comparable) isOneOf(things string, actuals []comparable) bool {
	if !c.standsAlone() {
		return false
	}
	return slices.ContainsFunc(actuals, func(b comparable) bool {
		switch {
		case b.figure == c.figure, b.Unit != c.Unit, b.kind != c.kind:
			return false
		}
		return b.standsAlone() && b.isNamedIn(things)
	})
}

// isNamedIn reports a figure of which a text names the thing, or what is done to it.
func (c *comparable) isNamedIn(text string) bool {
	if c.verb != "" && strings.Contains(text, c.verb) {
		return true
	}
	return c.verb == "" && c.subject != "" && strings.Contains(text, c.subject)
}

// standsAlone reports a figure that counts neither several things nor a part of what is told as well.
func (c *comparable) standsAlone() bool {
	switch {
	case c.several, c.total, c.running:
		return false
	}
	return c.relation != schema.RelationWhole
}

// countsSeveral reports a figure in front of which a list stands of what it counts together, or of what is done to it: 足球场、篮球场20个.
func (rd *reading) countsSeveral(f *figure) bool {
	c := rd.clauseOf(f.token)
	for k := range rd.inFront(f.token) {
		if rd.isFigure(k) {
			return false
		}
	}
	if len(rd.namesParted(f.token, true)) > 1 {
		return true
	}
	return rd.listsVerbs(c.Start, f.Start)
}

// listsVerbs reports two verbs in a piece of the text with nothing but a mark of lists between, or the second in a bracket: 新建（改造）.
func (rd *reading) listsVerbs(start, end int) bool {
	for k := range rd.upTo(rd.tokenFrom(start), end) {
		switch {
		case !rd.wordOf(k).is(classVerb), !rd.wordOf(k + 2).is(classVerb), !rd.near(k), !rd.near(k + 1):
		case rd.isKind(k+1, openToken), rd.joinsNames(k + 1):
			return true
		}
	}
	return false
}

// endsInPlace reports a name that ends as those of places do: 甲镇, 乙街道.
func (w *words) endsInPlace(name string) bool {
	const quarter = 2 // characters
	c := []rune(name)
	switch {
	case len(c) < 2:
		return false
	case w.signs.of(c[len(c)-1])&signArea != 0:
		return true
	}
	return w.means(string(c[len(c)-quarter:]), signQuarter)
}

// isOfPlace reports a figure of which its own clause says nothing but the place that it is of: 甲镇安装23只.
func (rd *reading) isOfPlace(f *figure, name string) bool {
	if !rd.r.words.endsInPlace(name) {
		return false
	}
	return f.subject.start >= rd.clauseOf(f.token).Start
}

// commonRun returns the length of the longest piece that both hold.
func commonRun(x, y []rune) int {
	best := 0
	row := make([]int, len(y)+1)
	for i := range x {
		prev := 0
		for j := range y {
			old := row[j+1]
			row[j+1] = 0
			if x[i] == y[j] {
				row[j+1] = prev + 1
				best = max(best, row[j+1])
			}
			prev = old
		}
	}
	return best
}
