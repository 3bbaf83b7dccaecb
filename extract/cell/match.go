package cell

import (
	"slices"

	"duban/internal/clause"
)

// match is one way in which a pattern fits to the text. Elements that stand for nothing have an empty span.
type match struct {
	rd      *reading
	p       *pattern
	spans   [mostElements]span
	clause  int32 // of the anchor
	choices int   // that are left to try
}

// Words that a gap or a name may be long, in characters, and how much is tried for one figure and pattern.
const (
	longestGap  = 12
	longestName = 8
	mostChoices = 200
)

// fit tries the pattern with its element number anchor at token k.
func (m *match) fit(p *pattern, anchor, k int) bool {
	t := m.rd.tokens[k]
	if e := &p.elements[anchor]; e.sort == unitElement && !m.rd.inUnit(k, e) {
		return false
	}
	m.p, m.clause, m.choices = p, t.clause, mostChoices
	m.spans[anchor] = span{t.start, t.end}
	return m.left(anchor-1, t.start) && m.right(anchor+1, t.end)
}

// whole returns the piece of the text that the pattern fits to.
func (m *match) whole() span {
	s := m.spans[0]
	for _, e := range m.spans[:len(m.p.elements)] {
		if !e.empty() {
			if s.empty() {
				s = e
			}
			s = span{min(s.start, e.start), max(s.end, e.end)}
		}
	}
	return s
}

// left matches the elements up to number i so that they end at a place.
func (m *match) left(i, end int) bool {
	if i < 0 {
		return true
	}
	if m.choices--; m.choices < 0 {
		return false
	}
	e := &m.p.elements[i]
	at := m.rd.skipBack(end)
	for n := 0; ; n++ {
		start, more, ok := m.back(e, at, n)
		if ok {
			m.spans[i] = span{start, at}
			if e.many && start < at && m.left(i, start) || m.left(i-1, start) {
				return true
			}
		}
		if !more {
			break
		}
	}
	m.spans[i] = span{}
	return e.optional && m.left(i-1, end)
}

// right matches the elements from number i on so that they begin at a place.
func (m *match) right(i, start int) bool {
	if i == len(m.p.elements) {
		return true
	}
	if m.choices--; m.choices < 0 {
		return false
	}
	e := &m.p.elements[i]
	at := m.rd.skip(start)
	for n := 0; ; n++ {
		end, more, ok := m.ahead(e, at, n)
		if ok {
			m.spans[i] = span{at, end}
			if e.many && end > at && m.right(i, end) || m.right(i+1, end) {
				return true
			}
		}
		if !more {
			break
		}
	}
	m.spans[i] = span{}
	return e.optional && m.right(i+1, start)
}

// back returns where the element begins that ends at a place, in its nth way, and whether there may be further ones.
func (m *match) back(e *element, at, n int) (start int, more, ok bool) {
	rd := m.rd
	switch e.sort {
	case tokenElement:
		return m.tokenBack(e, at, n)
	case unitElement:
		k := rd.tokenFrom(at) - 1
		if k < 0 || rd.tokens[k].end != at {
			return at, false, false
		}
		return rd.tokens[k].start, false, rd.inUnit(k, e)
	case nameElement:
		start = at - n - 2
		return start, n+2 < longestName, start >= 0 && m.isPlain(start, at) && rd.isBorder(start) && rd.isBorder(at)
	case gapElement:
		start = at - n
		if start < 0 || n > 0 && !m.passes(start) {
			return at, false, false
		}
		return start, n < longestGap, rd.isBorder(start) && rd.isBorder(at)
	case frontElement:
		return at, false, at <= rd.skip(rd.tree.Clauses[m.clause].Start)
	case endElement:
		return at, false, at == len(rd.text) || clause.Kind(rd.text[at]) != clause.NoMark
	case bracketElement:
		start = rd.bracketBack(at)
		return start, false, start < at
	}
	ok = at > 0 && rd.isMark(e, rd.text[at-1])
	return at - 1, false, ok
}

// ahead returns where the element ends that begins at a place.
func (m *match) ahead(e *element, at, n int) (end int, more, ok bool) {
	rd := m.rd
	switch e.sort {
	case tokenElement:
		return m.tokenAhead(e, at, n)
	case unitElement:
		k := rd.tokenFrom(at)
		if k == len(rd.tokens) || rd.tokens[k].start != at {
			return at, false, false
		}
		return rd.tokens[k].end, false, rd.inUnit(k, e)
	case nameElement:
		end = at + n + 2
		return end, n+2 < longestName, end <= len(rd.text) && m.isPlain(at, end) && rd.isBorder(at) && rd.isBorder(end)
	case gapElement:
		end = at + n
		if end > len(rd.text) || n > 0 && !m.passes(end-1) {
			return at, false, false
		}
		return end, n < longestGap, rd.isBorder(at) && rd.isBorder(end)
	case frontElement:
		return at, false, at == rd.tree.Clauses[m.clause].Start
	case endElement:
		return at, false, at == len(rd.text) || clause.Kind(rd.text[at]) != clause.NoMark
	case bracketElement:
		end = rd.bracketAhead(at)
		return end, false, end > at
	}
	return at + 1, false, at < len(rd.text) && rd.isMark(e, rd.text[at])
}

// inUnit reports whether token k is a number in one of the units of an element.
func (rd *reading) inUnit(k int, e *element) bool {
	t := rd.tokens[k]
	return t.kind == numberToken && slices.Contains(e.units, rd.numbers[t.id].Unit)
}

// isMark reports whether the element stands for a mark.
func (rd *reading) isMark(e *element, c rune) bool {
	switch k := clause.Kind(c); e.sort {
	case openElement:
		return k == clause.Open
	case closeElement:
		return k == clause.Close
	case listElement:
		return rd.is(c, signList)
	case commaElement:
		return k == clause.Comma || k == clause.Colon
	}
	return false
}

// tokenBack tries the texts of an element, the longest first, then the token that ends at a place.
func (m *match) tokenBack(e *element, at, n int) (start int, more, ok bool) {
	if n < len(e.texts) {
		start = at - len(e.texts[n])
		return start, true, holdsAt(m.rd.text, start, e.texts[n])
	}
	if e.classes == 0 {
		return at, false, false
	}
	k := m.rd.tokenFrom(at) - 1
	if k < 0 || m.rd.tokens[k].end != at {
		return at, false, false
	}
	return m.rd.tokens[k].start, false, m.rd.tokens[k].classes&e.classes != 0
}

func (m *match) tokenAhead(e *element, at, n int) (end int, more, ok bool) {
	if n < len(e.texts) {
		return at + len(e.texts[n]), true, holdsAt(m.rd.text, at, e.texts[n])
	}
	if e.classes == 0 {
		return at, false, false
	}
	k := m.rd.tokenFrom(at)
	if k == len(m.rd.tokens) || m.rd.tokens[k].start != at {
		return at, false, false
	}
	return m.rd.tokens[k].end, false, m.rd.tokens[k].classes&e.classes != 0
}

// passes reports a character that a gap may go over: plain text, or a part of a date.
func (m *match) passes(at int) bool {
	if m.isPlain(at, at+1) {
		return true
	}
	k := m.rd.tokenFrom(at+1) - 1
	return k >= 0 && m.rd.tokens[k].kind == dateToken && m.rd.tokens[k].end > at
}

// isPlain reports a piece of text without marks and figures.
func (m *match) isPlain(start, end int) bool {
	for i := start; i < end; i++ {
		if c := m.rd.text[i]; clause.Kind(c) != clause.NoMark || isDigit(c) {
			return false
		}
	}
	return !m.rd.figureWithin(start, end)
}
