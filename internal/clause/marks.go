package clause

import "slices"

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

// The block of the ideographs that nearly all of Chinese text is made of.
const (
	FirstIdeograph = 0x4E00
	LastIdeograph  = 0x9FFF
)

// Kind returns the kind of a character.
func Kind(c rune) MarkKind {
	if FirstIdeograph <= c && c <= LastIdeograph {
		return NoMark // nearly all
	}
	switch c {
	case '、':
		return Item
	case '，', ',', '；', ';', '|', '\t':
		return Comma
	case '：', ':':
		return Colon
	case '。', '！', '？', '!', '?':
		return Stop
	case '\n':
		return Paragraph
	case '（', '(', '《', '〈', '【', '[', '［', '〔', '“', '「', '『':
		return Open
	case '）', ')', '》', '〉', '】', ']', '］', '〕', '”', '」', '』':
		return Close
	}
	if '①' <= c && c <= '⒛' {
		return Point
	}
	return NoMark
}

// levelOf returns the level that a mark opens.
func levelOf(c rune) Level {
	switch c {
	case '《', '〈':
		return Title
	case '“', '「', '『':
		return Quotation
	}
	return Bracket
}

// closing returns the mark that ends the quotation that another opens.
func closing(c rune) rune {
	switch c {
	case '「':
		return '」'
	case '『':
		return '』'
	}
	return '”'
}

func isDigit(c rune) bool { return '0' <= c && c <= '9' || '０' <= c && c <= '９' }

func isBlank(c rune) bool { return c == ' ' || c == '\u3000' || c == '\u00A0' || c == '\r' }

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
	bracket := t.text[at] == '（' || t.text[at] == '('
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
func isNumeral(c rune) bool { return isDigit(c) || Numeral(c) > 0 }

// Numeral returns the number that a Chinese numeral stands for in the mark of an item, from 1 to 10, or 0.
func Numeral(c rune) int {
	if c < FirstIdeograph || !mayBeNumeral[c&0xFF] { // nearly all
		return 0
	}
	return 1 + slices.Index(numerals, c)
}

// mayBeNumeral has the last eight bits of the numerals.
var mayBeNumeral = func() (last [1 << 8]bool) {
	for _, c := range numerals {
		last[c&0xFF] = true
	}
	return last
}()

// numerals are those from one to ten.
var numerals = []rune("一二三四五六七八九十")

// The words in the marks of items.
const (
	Ordinal = '第' // in front of the number: 第二
	Spoken  = '是' // behind it: 二是
)

// endsNumber reports the sign behind the number of an item.
func endsNumber(c rune, bracket bool) bool {
	switch c {
	case '）', ')':
		return true
	case '.', '．', '、', Spoken:
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
