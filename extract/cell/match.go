package cell

import (
	"slices"
	"strings"

	"duban/internal/char"
	"duban/internal/clause"
)

// match is one way in which a pattern fits to the text. Elements that stand for nothing have an empty span.
type match struct {
	rd      *reading
	p       *pattern
	spans   [mostElements]span
	clause  int32                // of the anchor
	anchor  int                  // where it begins
	choices int                  // that are left to try
	failed  [mostElements]uint64 // by element: how far from the anchor it has been found not to go on
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
	m.p, m.clause, m.anchor, m.choices = p, t.clause, t.start, mostChoices
	clear(m.failed[:len(p.elements)])
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
	far := m.anchor - end
	switch {
	case i < 0:
		return true
	case m.hasFailed(i, far):
		return false
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
			if m.again(e, i) && m.left(i, start) || m.left(i-1, start) {
				return true
			}
		}
		if !more {
			break
		}
	}
	m.spans[i] = span{}
	return e.optional && m.left(i-1, end) || m.fail(i, far)
}

// right matches the elements from number i on so that they begin at a place.
func (m *match) right(i, start int) bool {
	far := start - m.anchor
	switch {
	case i == len(m.p.elements):
		return true
	case m.hasFailed(i, far):
		return false
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
			if m.again(e, i) && m.right(i, end) || m.right(i+1, end) {
				return true
			}
		}
		if !more {
			break
		}
	}
	m.spans[i] = span{}
	return e.optional && m.right(i+1, start) || m.fail(i, far)
}

// hasFailed reports whether the pattern is known not to go on with element i at a place: behind two gaps, each place is come to in
// many ways.
func (m *match) hasFailed(i, far int) bool { return m.failed[i]>>min(uint(far), 63)&1 != 0 && far < 63 }

// fail notes it, and is false.
func (m *match) fail(i, far int) bool {
	if far < 63 {
		m.failed[i] |= 1 << far
	}
	return false
}

// again reports an element that may stand once more beside itself.
func (m *match) again(e *element, i int) bool { return e.many && !m.spans[i].empty() }

// back returns where the element begins that ends at a place, in its nth way, and whether there may be further ones.
func (m *match) back(e *element, at, n int) (start int, more, ok bool) {
	rd := m.rd
	switch e.sort {
	case tokenElement:
		return m.tokenBack(e, at, n)
	case unitElement:
		k := rd.tokenEnding(at)
		return rd.token(k).start, false, rd.inUnit(k, e)
	case nameElement:
		start = at - n - 2
		return start, n+2 < longestName, m.isName(start, at) && rd.isPiece(start, at)
	case gapElement:
		start = at - n
		if n > 0 && !m.passes(start) {
			return at, false, false
		}
		return start, n < longestGap, rd.isPiece(start, at)
	case frontElement:
		return at, false, at <= rd.skip(rd.tree.Clauses[m.clause].Start)
	case endElement:
		return at, false, rd.isEnd(at)
	case bracketElement:
		start = rd.bracketBack(at)
		return start, false, start < at
	}
	return at - 1, false, rd.isMark(e, rd.at(at-1))
}

// isPiece reports whether a piece of the text begins and ends within no word.
func (rd *reading) isPiece(start, end int) bool { return rd.isBorder(start) && rd.isBorder(end) }

// isEnd reports the end of the text, or a mark.
func (rd *reading) isEnd(at int) bool {
	return at == len(rd.text) || clause.Kind(rd.at(at)) != clause.NoMark
}

// ahead returns where the element ends that begins at a place.
func (m *match) ahead(e *element, at, n int) (end int, more, ok bool) {
	rd := m.rd
	switch e.sort {
	case tokenElement:
		return m.tokenAhead(e, at, n)
	case unitElement:
		k := rd.beginning(at)
		return rd.token(k).end, false, rd.inUnit(k, e)
	case nameElement:
		end = at + n + 2
		return end, n+2 < longestName, m.isName(at, end) && rd.isPiece(at, end)
	case gapElement:
		end = at + n
		if n > 0 && !m.passes(end-1) {
			return at, false, false
		}
		return end, n < longestGap, rd.isPiece(at, end)
	case frontElement:
		return at, false, at == rd.tree.Clauses[m.clause].Start
	case endElement:
		return at, false, rd.isEnd(at)
	case bracketElement:
		end = rd.bracketAhead(at)
		return end, false, end > at
	}
	return at + 1, false, rd.isMark(e, rd.at(at))
}

// inUnit reports whether token k is a number in one of the units of an element.
func (rd *reading) inUnit(k int, e *element) bool {
	f := rd.numberOf(k)
	return f != &noFigure && slices.Contains(e.units, f.Unit)
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
	if n == 0 && !e.lasts.has(m.rd.at(at-1)) {
		n = len(e.texts) // none of which ends here
	}
	if n < len(e.texts) {
		start = at - len(e.texts[n])
		return start, true, holdsAt(m.rd.text, start, e.texts[n])
	}
	if e.classes == 0 {
		return at, false, false
	}
	t := m.rd.token(m.rd.tokenEnding(at))
	return t.start, false, t.classes&e.classes != 0
}

func (m *match) tokenAhead(e *element, at, n int) (end int, more, ok bool) {
	if n == 0 && !e.firsts.has(m.rd.at(at)) {
		n = len(e.texts) // none of which begins here
	}
	if n < len(e.texts) {
		return at + len(e.texts[n]), true, holdsAt(m.rd.text, at, e.texts[n])
	}
	if e.classes == 0 {
		return at, false, false
	}
	t := m.rd.token(m.rd.beginning(at))
	return t.end, false, t.classes&e.classes != 0
}

// passes reports a character that a gap may go over: plain text, or a part of a date.
func (m *match) passes(at int) bool {
	if m.isPlain(at, at+1) {
		return true
	}
	d := m.rd.dateOf(m.rd.tokenFrom(at+1) - 1)
	return d != nil && d.end > at
}

// isName reports plain text, of which the front may stand in quotation marks: “十二五”末.
func (m *match) isName(start, end int) bool { return m.isPlain(m.quotedFront(start, end), end) }

// quotedFront returns the end of the plain quotation that a piece of the text begins with, or its start where it does with none.
func (m *match) quotedFront(start, end int) int {
	text := m.rd.text
	if !strings.ContainsRune(char.OpenQuotes, m.rd.at(start)) {
		return start
	}
	isEnd := func(c rune) bool { return strings.ContainsRune(char.CloseQuotes, c) }
	n := slices.IndexFunc(text[start:min(end, len(text))], isEnd)
	switch {
	case n < 0, !m.isPlain(start+1, start+n):
		return start
	}
	return start + n + 1
}

// isPlain reports a piece of text without marks and figures.
func (m *match) isPlain(start, end int) bool {
	switch text := m.rd.text; {
	case start < 0, end > len(text), slices.ContainsFunc(text[start:end], isMarkOrDigit):
		return false
	}
	return !m.rd.figureWithin(start, end)
}
