package cell

import (
	"slices"
	"strings"
	"unicode/utf8"

	"duban/internal/char"
	"duban/internal/clause"
	"duban/schema"
)

// reading is one text with all that was found in it, step by step: tokens (scan.go), their clauses (reach.go), what
// each number is (candidate.go), and what is said of it (resolve.go, subject.go).
type reading struct {
	r       *Reader
	ctx     *Context
	field   schema.Field
	column  *Column // of a row's table; nil where it has none
	given   Unit    // of a bare figure, see Text
	each    bool    // likewise
	sole    bool    // the text is a bare figure
	unsure  bool    // see Text
	source  string
	text    []rune  // of source
	bytes   []int32 // by place of the text: where that is in source
	tokens  []token
	tree    clause.Tree
	extents []extent // by clause
	from    []int32  // by place of the text: the first token from there on
	numbers []figure
	dates   []date
	end     int  // of what was read, see Budget
	told    bool // a text that was cut has a range and a finding of its own

	mood          []mood
	outcomes      []int // places of the words that tell what has come about, once they are asked for
	outcomesKnown bool
	aims          []int     // the tokens by which the text begins to say what the aims are
	contents      []content // by clause
	whole         content   // of all clauses
	anchors       []int32   // the tokens that constructions are looked for at
	verdicts      []verdict
	match         match    // room for the one that is tried
	tried         *[]trial // where it is wanted, the constructions that fit
	asked         int      // counts the questions of stopped
}

// take makes a text the one that is read.
func (rd *reading) take(text string) {
	rd.text, rd.bytes = slices.Grow(rd.text[:0], len(text)/2), slices.Grow(rd.bytes[:0], len(text)/2)
	for at := 0; at < len(text); {
		c, size := char.Decode(text, at)
		rd.text, rd.bytes = append(rd.text, c), append(rd.bytes, int32(at))
		at += size
	}
	rd.source, rd.bytes = text, append(rd.bytes, int32(len(text)))
	if slices.Contains(rd.text, utf8.RuneError) && !utf8.ValidString(text) {
		rd.take(string(rd.text))
	}
}

// What stands at a place of the text. Nothing else takes characters of it but the readers of tokens and dates, which are handed all
// of it.

// at returns the character at a place of the text, or 0 where it ends before.
func (rd *reading) at(i int) rune {
	if uint(i) < uint(len(rd.text)) {
		return rd.text[i]
	}
	return 0
}

// piece returns the characters between two places of the text.
func (rd *reading) piece(start, end int) []rune { return rd.text[start:end] }

// printed returns what is printed between two places of the text.
func (rd *reading) printed(start, end int) string { return rd.source[rd.bytes[start]:rd.bytes[end]] }

// around returns the characters next to a piece of the text, 0 where there is none.
func (rd *reading) around(start, end int) (before, after rune) {
	return rd.at(start - 1), rd.at(end)
}

// adjacent reports whether nothing but a space lies between two places.
func (rd *reading) adjacent(end, start int) bool {
	for end < start && isSpace(rd.text[end]) {
		end++
	}
	return end == start
}

// skip returns the first place from one on at which no white space stands.
func (rd *reading) skip(at int) int {
	for isSpace(rd.at(at)) {
		at++
	}
	return at
}

// skipBack returns the last place up to one in front of which no white space stands.
func (rd *reading) skipBack(at int) int {
	for isSpace(rd.at(at - 1)) {
		at--
	}
	return at
}

// bracketBack returns where the bracket opens that closes right in front of a place, or the place.
func (rd *reading) bracketBack(at int) int {
	if clause.Kind(rd.at(at-1)) != clause.Close {
		return at
	}
	depth := 0
	for i := at - 1; i >= max(0, at-longestBracket); i-- {
		switch clause.Kind(rd.text[i]) {
		case clause.Close:
			depth++
		case clause.Open:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return at
}

// bracketAhead returns where the bracket ends that opens at a place, or the place.
func (rd *reading) bracketAhead(at int) int {
	if clause.Kind(rd.at(at)) != clause.Open {
		return at
	}
	depth := 0
	for i := at; i < min(len(rd.text), at+longestBracket); i++ {
		switch clause.Kind(rd.text[i]) {
		case clause.Open:
			depth++
		case clause.Close:
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return at
}

// startsLine reports whether nothing but white space stands in front of a place in its line.
func (rd *reading) startsLine(at int) bool {
	at = rd.skipBack(at)
	return at == 0 || rd.text[at-1] == '\n'
}

// endsLine reports whether nothing but white space stands behind a place in its line.
func (rd *reading) endsLine(at int) bool {
	at = rd.skip(at)
	return at == len(rd.text) || rd.text[at] == '\n'
}

// lineEnd returns where the line ends that a place is in.
func (rd *reading) lineEnd(at int) int {
	if i := slices.Index(rd.text[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(rd.text)
}

// mostSearched is how many characters of a text are searched for a piece of another; no cell that a person wrote has more.
const mostSearched = 4000

// contains reports whether these characters stand in the text.
func (rd *reading) contains(piece []rune) bool {
	for at := range min(len(rd.text), mostSearched) - len(piece) + 1 {
		if slices.Equal(rd.text[at:at+len(piece)], piece) {
			return true
		}
	}
	return false
}

// opensPoint reports a place at the front of the text, of a line or of a sentence, where the mark of a point can stand.
func (rd *reading) opensPoint(at int) bool {
	return at == 0 || strings.ContainsRune("\n"+char.Stop+char.Semicolons, rd.text[at-1])
}

// blanks counts the white space within a piece of the text.
func (rd *reading) blanks(start, end int) int {
	n := 0
	for _, c := range rd.text[start:end] {
		if isSpace(c) {
			n++
		}
	}
	return n
}

// is reports a character that says one of these things.
func (rd *reading) is(c rune, says sign) bool { return rd.r.words.signs.of(c)&says != 0 }

// isAt reports whether such a character stands at a place of the text, which may lie outside.
func (rd *reading) isAt(at int, says sign) bool { return rd.is(rd.at(at), says) }

const longestBracket = 60 // characters of one that is passed over
