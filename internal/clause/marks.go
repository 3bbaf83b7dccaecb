package clause

import "duban/internal/char"

// MarkKind is what a mark does to the structure of a text.
type MarkKind uint8

// The kinds of marks.
const (
	NoMark    MarkKind = iota // a letter or digit
	Item                      // 、 parts the items of a list
	Comma                     // ， ； and the borders of cells part clauses
	Colon                     // ends a clause that is the head of those behind
	Stop                      // 。 ends a sentence
	Paragraph                 // a line break ends all that is open
	Point                     // ① begins a point
	Open                      // of a bracket, title or quotation
	Close
)

// Kind returns the kind of a character.
func Kind(c rune) MarkKind {
	if char.IsEnclosed(c) {
		return Point
	}
	return kinds.At(c)
}

// PartsWords reports a mark that what is said does not go on over: any but those of lists, and those around titles and quotations.
func PartsWords(c rune) bool {
	switch Kind(c) {
	case NoMark, Item:
		return false
	case Open, Close:
		return char.IsOpeningBracket(c) || char.IsClosingBracket(c)
	}
	return true
}

// kinds are those of all marks but those of points.
var kinds = char.Of(map[string]MarkKind{
	char.Pause:                            Item,
	char.Commas + char.Semicolons + "|\t": Comma,
	char.Colons:                           Colon,
	char.Stop + char.Exclamation + char.Question + "!?": Stop,
	"\n": Paragraph,
	char.OpenBrackets + char.OpenTitles + char.OpenQuotes:    Open,
	char.CloseBrackets + char.CloseTitles + char.CloseQuotes: Close,
})

// levels are the levels that marks open, of those that open any.
var levels = char.Of(map[string]Level{char.OpenBrackets: Bracket, char.OpenTitles: Title, char.OpenQuotes: Quotation})

// closing returns the mark that ends the quotation that another opens.
func closing(c rune) rune {
	switch c {
	case char.OpenCorner:
		return char.CloseCorner
	case char.OpenDoubleCorner:
		return char.CloseDoubleCorner
	}
	return char.CloseQuote
}

func isBlank(c rune) bool { return c == char.Space || c == ' ' || c == '\u00A0' || c == '\r' }

// itemAt reports whether the mark of a numbered item stands at a place or behind white space there: ①, 1., （1）, （一）.
func (t *Tree) itemAt(at int) bool {
	for at < len(t.text) && (isBlank(t.text[at]) || t.text[at] == '\n') {
		at++
	}
	if at == len(t.text) {
		return false
	}
	if Kind(t.text[at]) == Point {
		return true
	}
	bracket := char.IsOpening(t.text[at])
	if bracket {
		at++
	}
	from := at
	for at < len(t.text) && at < from+3 && isNumeral(t.text[at]) {
		at++
	}
	return at > from && at < len(t.text) && endsNumber(t.text[at], bracket)
}

// isNumeral reports digits and the Chinese numerals.
func isNumeral(c rune) bool { return char.IsDigit(c) || char.Numeral(c) > 0 }

// endsNumber reports the sign behind the number of an item.
func endsNumber(c rune, bracket bool) bool {
	switch {
	case char.IsClosing(c):
		return true
	case char.IsPoint(c), char.IsPause(c), c == char.Spoken:
		return !bracket
	}
	return false
}

// Host returns the place where what a bracket, title or quotation hangs on ends, or -1 for a clause of the text itself.
func (t *Tree) Host(clause int32) int {
	at := t.Clauses[clause].Open
	for at > 0 && isBlank(t.text[at-1]) {
		at--
	}
	return at
}
