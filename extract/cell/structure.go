package cell

import (
	"cmp"
	"slices"
)

// clause is a run of tokens between two marks of the same level: a bracket holds clauses of its own, and the clause
// around it goes on behind it.
type clause struct {
	start, end int // in the text; what lies in brackets belongs to other clauses
	sentence   int
	before     int32 // the clause in front of it in the same sentence and level, or -1
	after      int32
	level      level
	count      int // of its tokens
	first      int // place of the first of them
	last       int // of the last; those of brackets lie between
}

// level is what a clause stands in.
type level uint8

const (
	open     level = iota // the text itself
	bracket               // （…）
	title                 // 《…》
	citation              // “…”
)

// Longer runs than these are no clauses and sentences, and are cut, so that the work on one text grows with its length
// only.
const (
	mostInClause   = 400  // tokens
	mostInSentence = 2000 // tokens
)

// structure gives every token its clause, and every clause its sentence.
func (rd *reading) structure() {
	s := structurer{rd: rd}
	s.begin(0, open, -1)
	for i := range rd.tokens {
		s.token(i)
	}
	for _, c := range s.stack {
		rd.clauses[c].end = len(rd.text)
	}
}

type structurer struct {
	rd       *reading
	stack    []int32 // the clauses that are open, the outermost first
	sentence int
	tokens   int // of the sentence so far
}

func (s *structurer) top() int32 { return s.stack[len(s.stack)-1] }

// begin opens a clause on a new level.
func (s *structurer) begin(at int, l level, before int32) {
	s.rd.clauses = append(s.rd.clauses, clause{start: at, sentence: s.sentence, before: before, after: -1, level: l})
	id := int32(len(s.rd.clauses) - 1)
	if before >= 0 {
		s.rd.clauses[before].after = id
	}
	s.stack = append(s.stack, id)
}

func (s *structurer) token(i int) {
	rd := s.rd
	t := &rd.tokens[i]
	c := rd.text[t.start]
	switch t.kind {
	case openToken:
		s.open(i, c)
		return
	case closeToken:
		s.close(t)
	case markToken:
		if endsClause(c) && !(s.level() == citation && !endsSentence(c)) {
			s.next(t.start, t.end, endsSentence(c), c == '\n')
		}
	}
	if s.tokens++; s.tokens > mostInSentence || rd.clauses[s.top()].count >= mostInClause {
		s.next(t.start, t.start, s.tokens > mostInSentence, false)
	}
	s.own(i)
}

// own gives token i to the clause at the top.
func (s *structurer) own(i int) {
	s.rd.tokens[i].clause = s.top()
	c := &s.rd.clauses[s.top()]
	if c.count++; c.count == 1 {
		c.first = i
	}
	c.last = i
}

func (s *structurer) level() level { return s.rd.clauses[s.top()].level }

// next ends the clause, and begins another behind the mark between them, which belongs to neither.
func (s *structurer) next(end, start int, sentence, paragraph bool) {
	if paragraph {
		s.stack = s.stack[:1] // a bracket that is open at the end of a paragraph never closes
	}
	old := s.top()
	l := s.rd.clauses[old].level
	s.rd.clauses[old].end = end
	s.stack = s.stack[:len(s.stack)-1]
	before := old
	if sentence && l != title {
		if l == open {
			s.sentence++
			s.tokens = 0
		}
		before = -1
	}
	s.begin(start, l, before)
}

// open opens a bracket. A quotation mark does so only for a name, which has no clauses.
func (s *structurer) open(i int, c rune) {
	rd := s.rd
	t := &rd.tokens[i]
	s.own(i)
	l := bracket
	switch c {
	case '《', '〈':
		l = title
	case '“', '「', '『':
		l = citation
	}
	if l == citation && !rd.closes(i) {
		return
	}
	s.begin(t.end, l, -1)
}

// closes reports whether the quotation that opens at token i is closed within the sentence: else it is a stray mark.
func (rd *reading) closes(i int) bool {
	want := map[rune]rune{'“': '”', '「': '」', '『': '』'}[rd.text[rd.tokens[i].start]]
	for _, t := range rd.tokens[i+1 : min(i+mostInClause, len(rd.tokens))] {
		switch c := rd.text[t.start]; {
		case c == want:
			return true
		case t.kind == markToken && endsSentence(c):
			return false
		}
	}
	return false
}

func (s *structurer) close(t *token) {
	if len(s.stack) > 1 && s.level() != open {
		s.rd.clauses[s.top()].end = t.start
		s.stack = s.stack[:len(s.stack)-1]
	}
}

// tokenFrom returns the place of the first token that begins at or behind a place of the text.
func (rd *reading) tokenFrom(at int) int {
	k, _ := slices.BinarySearchFunc(rd.tokens, at, func(t token, at int) int { return cmp.Compare(t.start, at) })
	return k
}

// tokenStarting returns the token that begins at a place of the text, or one that says nothing.
func (rd *reading) tokenStarting(at int) token {
	if k := rd.tokenFrom(at); k < len(rd.tokens) && rd.tokens[k].start == at {
		return rd.tokens[k]
	}
	return token{kind: markToken}
}

// within returns the places of the tokens of a clause.
func (rd *reading) within(clause int32) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		c := &rd.clauses[clause]
		for k := c.first; c.count > 0 && k <= c.last; k++ {
			if rd.tokens[k].clause == clause && !yield(k) {
				return
			}
		}
	}
}

// headsClause reports whether nothing but words of the vocabulary and dates stands in front of token k in its clause.
func (rd *reading) headsClause(k int) bool {
	c := rd.clauses[rd.tokens[k].clause]
	at := c.start
	for i := range rd.within(rd.tokens[k].clause) {
		t := rd.tokens[i]
		if t.start < at {
			continue // the mark in front
		}
		if !rd.adjacent(at, t.start) {
			return false
		}
		if i == k {
			return true
		}
		at = t.end
	}
	return false
}
