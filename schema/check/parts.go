package check

import (
	"slices"

	"duban/internal/clause"
	"duban/internal/exact"
	"duban/schema"
)

// This file sets parts against the whole that they are said to be parts of.

// part reports figure i if it is larger than the whole that it is a part of.
func (p *place) part(t *passage, i int) {
	part, whole := t.figures[i], p.wholeOf(t, i)
	if whole == nil || !part.exceeds(whole) || p.isOfSeveral(t, i) {
		return
	}
	f := t.finding(part, schema.PartExceedsWhole, schema.Error, "%s is more than the %s that it is a part of", part.Text, whole.Text)
	f.Claimed, f.Computed, f.From = &part.Value, &whole.Value, arithmetic(">", part, whole)
	p.add(f)
}

// exceeds reports a part that is larger than its whole, by more than rounding can do.
func (f *figure) exceeds(whole *figure) bool {
	return f.value.Cmp(new(exact.Rat).Add(whole.value, whole.slack)) > 0
}

// countsAlongside reports figures of one unit in one segment, both of them in one bracket or in none.
func (f *figure) countsAlongside(g *figure) bool { return f.standsWith(g) && f.segment == g.segment }

// isOfSeveral reports a part of what several things in front of it count together: 东街2个，西街1个，北镇2个，其中4个已建成.
func (p *place) isOfSeveral(t *passage, i int) bool {
	part := t.figures[i]
	all := new(exact.Rat)
	for _, f := range slices.Backward(p.usable(t.figures[:i], part)) {
		if !f.countsAlongside(part) || f.thing() == "" || f.isLookedOver() {
			break
		}
		if all.Add(all, f.value); f.opensPart {
			break
		}
	}
	return all.Cmp(part.value) >= 0
}

// wholeOf returns the figure that figure i is said to be a part of; nil where a reader could doubt it.
func (p *place) wholeOf(t *passage, i int) *figure {
	part := t.figures[i]
	if !p.adds(part) || !part.mayBeWhole() {
		return nil
	}
	isWhole := func(f *figure) bool { return f.Unit == part.Unit && f.exact() && !f.mean }
	earlier := filter(p.usable(t.figures[:i], part), isWhole)
	if len(earlier) == 0 {
		return p.wholeInFront(part, isWhole)
	}
	last := earlier[len(earlier)-1]
	switch {
	case part.bracket >= 0 && part.bracket == last.bracket:
		return t.brokenDown(earlier, part)
	case part.Relation == schema.RelationWhole:
		if slices.Contains(earlier, part.of) {
			return part.of
		}
	case part.bracket >= 0:
	case isDealtWith(last, part) && !t.isOld(i) && !t.standsAmong(last, i) && !beside(last, earlier):
		return last
	}
	return nil
}

// wholeInFront returns the figure of the sentence in front of a part that the report says is its whole: 办结16件。其中积案9件.
func (p *place) wholeInFront(part *figure, isWhole func(*figure) bool) *figure {
	whole := part.of
	switch {
	case part.Relation != schema.RelationWhole, whole == nil, whole.sentence == part.sentence:
		return nil
	case !p.adds(whole), !isWhole(whole):
		return nil
	}
	return whole
}

// isDealtWith reports what was done of the count in front of it: 52处已治理31处; 收到18件，受理17件.
func isDealtWith(whole, part *figure) bool {
	if !part.countsAlongside(whole) || !part.real() || !whole.real() {
		return false
	}
	if whole.clause == part.clause && already.in(part.before) {
		return true
	}
	return handled(whole, part)
}

// adds reports a figure that counts things and that nothing else is wrong with.
func (p *place) adds(f *figure) bool { return f.counts() && !f.mean && !p.suspect[f.index] }

// mayBeWhole reports a figure that the real one is not said to be less than.
func (f *figure) mayBeWhole() bool { return f.Modifier != schema.AtMost && f.Modifier != schema.About }

// standsAmong reports a count that figure i has behind another of the same clause in another measure word, of which it may be
// a part as well: 来信20件、来电85个，受理95件.
func (t *passage) standsAmong(whole *figure, i int) bool {
	last := t.figures[i-1]
	return last.counts() && last.Unit != whole.Unit && last.clause == whole.clause && !last.mean
}

// brokenDown returns the figure that a bracket with several figures breaks down: 平台18个（国家级3个、市级15个）.
func (t *passage) brokenDown(earlier []*figure, part *figure) *figure {
	first := slices.IndexFunc(earlier, func(f *figure) bool { return f.bracket == part.bracket })
	if first < 1 || earlier[first].of != earlier[first-1] {
		return nil
	}
	for _, f := range append(earlier[first:], part) {
		if f.clause != part.clause || notParts.in(f.before) {
			return nil
		}
	}
	return earlier[first-1]
}

// isOld reports a figure that counts things from before as well: 办结16件（含旧存9件）; 办结16件，包括上年结转9件.
func (t *passage) isOld(i int) bool {
	f := t.figures[i]
	if start, end, ok := t.tree.Inside(int32(f.clause), f.End); ok {
		return carriedOver.in(t.slice(start, min(end, start+mostWords)))
	}
	c := &t.tree.Clauses[f.clause]
	if c.After == clause.None || c.End != f.End {
		return false
	}
	next := &t.tree.Clauses[c.After]
	words := t.slice(next.Start, min(next.End, next.Start+mostWords))
	return included.begins(words) && carriedOver.in(words)
}

// handled reports what was dealt with of what came in: 收到18件，受理17件.
func handled(in, out *figure) bool {
	if !out.follows(in) || !intake.in(in.before) {
		return false
	}
	front, dealt := handledBy.cutLast(out.before)
	return dealt && !undone.ends(front)
}
