package cell

// What a clause holds, at a glance: so that constructions of which it lacks a word are not tried.

// runeSet is a set of characters by the last eight bits of their codes: it may hold one more than were put into it, and
// never one less.
type runeSet [4]uint64

func (s *runeSet) add(c rune) { s[c>>6&3] |= 1 << (c & 63) }

func (s *runeSet) holds(o *runeSet) bool {
	lacks := o[0]&^s[0] | o[1]&^s[1] | o[2]&^s[2] | o[3]&^s[3]
	return lacks == 0
}

// content is what stands in a clause.
type content struct {
	runes   runeSet
	classes class
}

// need is an element without which a construction does not fit: a token of one of the classes, or one of the texts.
type need struct {
	classes class
	texts   []runeSet
}

// mostSummarized is how many characters of a clause, with the brackets in it, are looked at; a longer one may hold anything.
const mostSummarized = 500

const all = 1<<64 - 1

// summarize finds what each token is to constructions, and what each clause holds.
func (rd *reading) summarize() {
	rd.contents = append(rd.contents[:0], make([]content, len(rd.tree.Clauses))...)
	for i := range rd.tree.Clauses {
		c := &rd.tree.Clauses[i]
		if c.End-c.Start > mostSummarized {
			rd.contents[i].runes = runeSet{all, all, all, all}
			continue
		}
		for _, r := range rd.piece(c.Start, max(c.Start, c.End)) {
			rd.contents[i].runes.add(r)
		}
	}
	for k := range rd.every() {
		t := &rd.tokens[k]
		t.classes = rd.classesOf(k)
		rd.contents[t.clause].classes |= t.classes
	}
}

// has reports whether the clause may hold all that a construction needs.
func (c *content) has(needs []need) bool {
	for i := range needs {
		if !c.hasOne(&needs[i]) {
			return false
		}
	}
	return true
}

func (c *content) hasOne(n *need) bool {
	if c.classes&n.classes != 0 {
		return true
	}
	for i := range n.texts {
		if c.runes.holds(&n.texts[i]) {
			return true
		}
	}
	return false
}

// needs returns what the pattern needs of the clause of its anchor.
func (p *pattern) needs(anchor int) []need {
	var all []need
	for i := range p.elements {
		e := &p.elements[i]
		switch e.sort {
		case openElement, closeElement, commaElement:
			return nil // the pattern goes beyond the clause
		case tokenElement:
			if !e.optional && i != anchor {
				all = append(all, e.need())
			}
		}
	}
	return all
}

func (e *element) need() need {
	n := need{classes: e.classes}
	for _, text := range e.texts {
		var set runeSet
		for _, c := range text {
			set.add(c)
		}
		n.texts = append(n.texts, set)
	}
	return n
}
