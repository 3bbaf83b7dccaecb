// Package clause tells how a text hangs together by its punctuation alone: sentences, the clauses in them, the items of a
// list, and what stands in brackets and quotation marks. It knows no words and no numbers. Whoever does, tells it which
// characters are marks: a comma within 3,126 is none.
//
// All places are indexes of runes, and nothing of the text is copied.
package clause

import "duban/internal/char"

// Tree is the structure of one text. The clauses stand in the order in which they begin. Its zero value is of no use
// before Reset; At and Mark take in the text, and Finish ends it.
type Tree struct {
	Clauses []Clause

	text     []rune
	open     []frame // the outermost first
	sentence int32
	begun    int // where the sentence begins
}

// Clause is a run of text between two marks of the same level. A bracket holds clauses of its own, and the clause around
// it goes on behind it.
type Clause struct {
	Start, End    int   // without the marks that part it; what lies in brackets belongs to other clauses
	Sentence      int32 // its number, from 0; what stands in brackets has that of the text around
	Before, After int32 // the clauses next to it in the same sentence and level, or None
	Parent        int32 // the clause in which the bracket or quotation opens, or None
	Open          int   // where that opens; for the text itself -1
	Head          int32 // the clause in front of the colon behind which it stands, or None
	Level         Level
}

// None is no clause.
const None int32 = -1

// Level is what a clause stands in.
type Level uint8

// The levels.
const (
	Text      Level = iota // the text itself
	Bracket                // （…）, […], 【…】
	Title                  // 《…》
	Quotation              // “…”
)

// Longer runs than these are no clauses and sentences, and are cut, so that the work on one text grows with its length
// only. Both count runes.
const (
	longestClause   = 1000
	longestSentence = 5000
)

// frame is a level that is open.
type frame struct {
	clause int32
	head   int32
	listed bool // the head is that of numbered items, and speaks for all of them
}

// Sentence returns where the sentence of a clause begins and ends, without the mark at its end.
func (t *Tree) Sentence(id int32) (start, end int) {
	own, first := t.Clauses[id].Sentence, int(id)
	for first > 0 && t.Clauses[first-1].Sentence == own {
		first--
	}
	start = t.Clauses[first].Start
	for k := first; k < len(t.Clauses) && t.Clauses[k].Sentence == own; k++ {
		end = max(end, t.Clauses[k].End)
	}
	return start, end
}

// Inside returns where what stands in the bracket that opens at a place behind the beginning of a clause begins and ends; it is
// not ok where none does.
func (t *Tree) Inside(id int32, open int) (start, end int, ok bool) {
	for k := int(id) + 1; k < len(t.Clauses) && t.Clauses[k].Open <= open; k++ {
		c := &t.Clauses[k]
		if c.Open != open || c.Level != Bracket {
			continue
		}
		if !ok {
			start = c.Start
		}
		end, ok = c.End, true
	}
	return start, end, ok
}

// Reset begins the structure of a text anew, in the room of an earlier one.
func (t *Tree) Reset(text []rune) {
	*t = Tree{Clauses: t.Clauses[:0], open: t.open[:0], text: text}
	t.push(-1, Text, None)
}

// Finish ends the clauses that are open at the end of the text.
func (t *Tree) Finish() {
	for _, f := range t.open {
		t.Clauses[f.clause].End = len(t.text)
	}
}

func (t *Tree) top() *frame { return &t.open[len(t.open)-1] }

func (t *Tree) current() *Clause { return &t.Clauses[t.top().clause] }

// At returns the clause of what begins at a place and is no mark. Places have to rise from call to call, those of Mark
// included.
func (t *Tree) At(at int) int32 {
	switch {
	case at < t.current().Start: // the mark in front of it, with which nothing is too long yet
	case at-t.begun >= longestSentence:
		t.part(at, at)
		t.endSentence(at)
	case at-t.current().Start >= longestClause:
		t.part(at, at)
	}
	return t.top().clause
}

// Mark takes in the mark at a place, and returns the clause that it belongs to: of a bracket that around it, of another
// mark the one behind.
func (t *Tree) Mark(at int) int32 {
	switch c := t.text[at]; t.kind(at) {
	case Open:
		around := t.At(at)
		if level := levels.At(c); level != Quotation || t.closes(at) {
			t.push(at, level, around)
		}
		return around
	case Close:
		t.close(at)
	case Comma:
		t.part(at, at+1)
	case Colon:
		t.colon(at)
	case Stop:
		t.part(at, at+1)
		t.endSentence(at + 1)
	case Paragraph:
		for len(t.open) > 1 { // a bracket that is open at the end of a paragraph never closes
			t.close(at)
		}
		t.part(at, at+1)
		t.endSentence(at + 1)
	case Point:
		t.point(at)
	}
	return t.At(at)
}

// kind is the kind of the mark at a place. A line break behind a comma is none, since the sentence goes on, nor is a
// colon between digits.
func (t *Tree) kind(at int) MarkKind {
	switch k := Kind(t.text[at]); {
	case k == Paragraph && t.breaksOff(at), k == Colon && t.between(at, char.IsDigit):
		return NoMark
	default:
		return k
	}
}

// breaksOff reports whether the line that ends at a place breaks off within a sentence.
func (t *Tree) breaksOff(at int) bool {
	for at--; at >= 0 && isBlank(t.text[at]); at-- {
	}
	return at >= 0 && (char.IsComma(t.text[at]) || char.IsPause(t.text[at]))
}

func (t *Tree) between(at int, is func(rune) bool) bool {
	return at > 0 && at+1 < len(t.text) && is(t.text[at-1]) && is(t.text[at+1])
}

// push opens a level behind the mark at a place.
func (t *Tree) push(at int, l Level, parent int32) {
	t.Clauses = append(t.Clauses,
		Clause{Start: at + 1, Sentence: t.sentence, Before: None, After: None, Parent: parent, Open: at, Head: None, Level: l})
	t.open = append(t.open, frame{clause: int32(len(t.Clauses) - 1), head: None})
}

// part ends the clause at a place, and begins another behind the mark between them.
func (t *Tree) part(end, start int) {
	f := t.top()
	old := f.clause
	t.Clauses[old].End = end
	id := int32(len(t.Clauses))
	t.Clauses[old].After = id
	was := &t.Clauses[old]
	t.Clauses = append(t.Clauses, Clause{Start: start, Sentence: t.sentence, Before: old, After: None,
		Parent: was.Parent, Open: was.Open, Head: f.head, Level: was.Level})
	f.clause = id
}

// endSentence makes the clause that has just begun at a place the first of a sentence.
func (t *Tree) endSentence(at int) {
	c := t.current()
	if c.Before != None {
		t.Clauses[c.Before].After = None
		c.Before = None
	}
	if c.Level == Title {
		return
	}
	f := t.top()
	if startsLine := t.text[at-1] == '\n'; !f.listed || startsLine && !t.itemAt(at) {
		*f = frame{clause: f.clause, head: None}
	}
	c.Head = f.head
	if c.Level == Text {
		t.sentence++
		t.begun = at
		c.Sentence = t.sentence
	}
}

// colon makes the clause that ends at a place the head of those behind, to the end of the sentence, or of the numbered
// items that follow.
func (t *Tree) colon(at int) {
	head := t.top().clause
	t.part(at, at+1)
	f := t.top()
	f.head, f.listed = head, t.itemAt(at+1)
	t.current().Head = head
}

// point begins a sentence with the mark of a point.
func (t *Tree) point(at int) {
	if t.current().Level == Text && t.current().Start < at {
		t.part(at, at)
		t.endSentence(at)
	}
}

func (t *Tree) close(at int) {
	if len(t.open) > 1 {
		t.current().End = at
		t.open = t.open[:len(t.open)-1]
	}
}

// closes reports whether the quotation that opens at a place is closed within the paragraph: else it is a stray mark.
func (t *Tree) closes(at int) bool {
	want := closing(t.text[at])
	for _, c := range t.text[at+1 : min(at+longestClause, len(t.text))] {
		switch c {
		case want:
			return true
		case '\n':
			return false
		}
	}
	return false
}
