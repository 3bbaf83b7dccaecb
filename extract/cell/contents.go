package cell

import (
	"math/bits"
	"slices"
)

// What a clause, or the whole text, holds, at a glance: so that constructions of which it lacks a word are not tried.

// content is what stands in a clause, or in the whole text.
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
		c, holds := &rd.tree.Clauses[i], &rd.contents[i]
		if c.End-c.Start > mostSummarized {
			holds.runes = runeSet{all, all, all, all}
		} else {
			for _, r := range rd.piece(c.Start, max(c.Start, c.End)) {
				holds.runes.add(r)
			}
		}
		rd.whole.runes.addAll(&holds.runes)
	}
	for k := range rd.every() {
		t := &rd.tokens[k]
		t.classes = rd.classesOf(k)
		rd.holds(t)
	}
}

// holds notes the classes of a token where it stands.
func (rd *reading) holds(t *token) {
	rd.contents[t.clause].classes |= t.classes
	rd.whole.classes |= t.classes
}

// has reports whether there may be all that a construction needs.
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

// needs returns what the pattern needs beside its anchor, and whether that can stand in other clauses too.
func (p *pattern) needs(anchor int) (all []need, wide bool) {
	for i := range p.elements {
		e := &p.elements[i]
		switch e.sort {
		case openElement, closeElement, commaElement:
			wide = true
		case tokenElement:
			if !e.optional && i != anchor {
				all = append(all, need{e.classes, e.runes})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b need) int { return a.chances() - b.chances() })
	return all, wide
}

// chances says how much there is that would do, so that what is lacking most likely is looked for first.
func (n *need) chances() int { return bits.OnesCount64(uint64(n.classes))*mostElements + len(n.texts) }
