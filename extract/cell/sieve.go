package cell

import "math/bits"

// What tells the constructions that can fit at a token from all others at a glance: they are bits, and what stands at and right
// beside the token lets some of them pass.

// sieve is 64 rows of the table of constructions, or the last of them, each with a bit.
type sieve struct {
	rows        []*construction
	anchors     [2]byClass // those that are tried early and late
	left, right flanks
}

// The two times at which constructions are tried.
const (
	tryEarly = iota
	tryLate
)

// byClass has the bits of rows by a class that they can have in some place.
type byClass [mostClasses]uint64

// any returns the bits for some classes.
func (b *byClass) any(of class) (rows uint64) {
	for ; of != 0; of &= of - 1 {
		rows |= b[bits.TrailingZeros64(uint64(of))]
	}
	return rows
}

func (b *byClass) add(of class, row uint64) {
	for ; of != 0; of &= of - 1 {
		b[bits.TrailingZeros64(uint64(of))] |= row
	}
}

// flanks has the bits of rows by what may stand right beside their anchors on one side: a token, or a character as ends tells it.
type flanks struct {
	classes byClass
	runes   [64]uint64
}

func (s *flanks) allows(c rune, classes class) uint64 { return s.runes[c&63] | s.classes.any(classes) }

// neighbours are the characters and classes next to a token.
type neighbours struct {
	before, after               rune
	classesBefore, classesAfter class
}

func (rd *reading) beside(k int) neighbours {
	var n neighbours
	t := rd.tokens[k]
	from, to := rd.skipBack(t.start), rd.skip(t.end)
	n.before, n.after = rd.around(from, to)
	if prev := rd.token(k - 1); prev.end == from {
		n.classesBefore = prev.classes
	}
	if next := rd.token(k + 1); next.start == to {
		n.classesAfter = next.classes
	}
	return n
}

// pass returns the bits of the rows that are tried at that time and can fit at a token of the classes with these neighbours.
func (s *sieve) pass(when int, of class, beside *neighbours) uint64 {
	rows := s.anchors[when].any(of)
	if rows != 0 {
		rows &= s.left.allows(beside.before, beside.classesBefore)
	}
	if rows != 0 {
		rows &= s.right.allows(beside.after, beside.classesAfter)
	}
	return rows
}

// index puts the rows into sieves.
func (t *constructions) index() {
	const width = 64
	t.sieves = make([]sieve, (len(t.rows)+width-1)/width)
	for i, c := range t.rows {
		s, row := &t.sieves[i/width], uint64(1)<<(i%width)
		s.rows = append(s.rows, c)
		anchor := c.pattern.elements[c.anchor].classes
		t.words |= anchor &^ figureClasses
		when := tryLate
		if c.early {
			when = tryEarly
		}
		s.anchors[when].add(anchor, row)
		s.left.add(&c.pattern, c.anchor, -1, row)
		s.right.add(&c.pattern, c.anchor, 1, row)
	}
}

// add notes what may stand beside the anchor of a pattern on a side.
func (s *flanks) add(p *pattern, anchor, step int, row uint64) {
	for i := anchor + step; uint(i) < uint(len(p.elements)); i += step {
		e := &p.elements[i]
		if e.sort != tokenElement {
			break // which anything may begin with
		}
		s.classes.add(e.classes, row)
		beside := e.firsts
		if step < 0 {
			beside = e.lasts
		}
		for ; beside != 0; beside &= beside - 1 {
			s.runes[bits.TrailingZeros64(uint64(beside))] |= row
		}
		if !e.optional {
			return
		}
	}
	for i := range s.runes {
		s.runes[i] |= row
	}
}
