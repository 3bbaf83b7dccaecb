package cell

// clause is a run of tokens between two marks of the same level: a bracket holds clauses of its own, and the clause
// around it goes on behind it.
type clause struct {
	start, end int // in the text; what lies in brackets belongs to other clauses
	sentence   int
	before     int32 // the clause in front of it in the same sentence and level, or -1
	after      int32
	level      level
	tokens     []int32 // places of its tokens
}

// level is what a clause stands in.
type level uint8

const (
	open     level = iota // the text itself
	bracket               // （…）
	title                 // 《…》
	citation              // “…”
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
			s.next(t, c)
		}
	}
	t.clause = s.top()
	rd.clauses[t.clause].tokens = append(rd.clauses[t.clause].tokens, int32(i))
}

func (s *structurer) level() level { return s.rd.clauses[s.top()].level }

// next ends the clause at a mark, which belongs to neither, and begins another.
func (s *structurer) next(t *token, c rune) {
	if c == '\n' {
		s.stack = s.stack[:1] // a bracket that is open at the end of a paragraph never closes
	}
	old := s.top()
	was := s.rd.clauses[old]
	s.rd.clauses[old].end = t.start
	s.stack = s.stack[:len(s.stack)-1]
	before := old
	if endsSentence(c) && was.level != title {
		if was.level == open {
			s.sentence++
		}
		before = -1
	}
	s.begin(t.end, was.level, before)
}

// open opens a bracket. A quotation mark does so only for a name, which has no clauses.
func (s *structurer) open(i int, c rune) {
	rd := s.rd
	t := &rd.tokens[i]
	t.clause = s.top()
	rd.clauses[t.clause].tokens = append(rd.clauses[t.clause].tokens, int32(i))
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
	for _, t := range rd.tokens[i+1:] {
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

// headsClause reports whether nothing but words of the vocabulary and dates stands in front of token k in its clause.
func (rd *reading) headsClause(k int) bool {
	c := rd.clauses[rd.tokens[k].clause]
	at := c.start
	for _, i := range c.tokens {
		t := rd.tokens[i]
		if !rd.adjacent(at, t.start) {
			return false
		}
		if int(i) == k {
			return true
		}
		at = t.end
	}
	return false
}
