package cell

import (
	"cmp"
	"slices"
	"strconv"
	"unicode/utf8"

	"duban/extract/number"
	"duban/internal/char"
	"duban/internal/message"
)

const datesFile = "dates.tsv"

// datePart is a part of dates that words stand for, as dates.tsv has them.
type datePart uint8

const (
	partYear datePart = iota
	partLong
	partPast
	partNext
	partNow
	partEnd
	partAlone
	partHalf
	partQuarter
	partQuarters
	partMonth
	partMonths
	partDay
	partTenth
	partBeside
	partFirst
	partNth
	partJanuary
	partLate
	partEarly
	partMiddle
	partWithin
	partBy
	partUntil
	dateParts
)

var datePartNames = map[string]datePart{
	"year": partYear, "long": partLong, "past": partPast, "next": partNext, "now": partNow, "end": partEnd, "alone": partAlone,
	"half": partHalf, "quarter": partQuarter, "quarters": partQuarters, "month": partMonth, "months": partMonths, "day": partDay,
	"tenth": partTenth, "beside": partBeside, "first": partFirst, "nth": partNth, "january": partJanuary, "late": partLate,
	"early": partEarly, "middle": partMiddle, "within": partWithin, "by": partBy, "until": partUntil,
}

// beginParts are those that a date without digits can begin with.
var beginParts = []datePart{partYear, partNow, partAlone, partHalf, partBeside, partFirst, partNth, partJanuary, partUntil}

// dateWord is a word of dates.
type dateWord struct {
	text  []rune
	value int
}

// dateWords are the words of dates by their parts, the longest first.
type dateWords [dateParts][]dateWord

// dateLine reads a line of dates.tsv.
func (w *words) dateLine(f []string) error {
	part, ok := datePartNames[f[1]]
	if !ok || f[0] == "" {
		return message.Errorf("%q is no part of dates, or has no word", f[1])
	}
	word := dateWord{text: []rune(f[0])}
	if f[2] != "" {
		n, err := strconv.Atoi(f[2])
		if err != nil {
			return message.Errorf("the value %q is no number", f[2])
		}
		word.value = n
	}
	list := append(w.dates[part], word)
	slices.SortStableFunc(list, func(a, b dateWord) int { return cmp.Compare(len(b.text), len(a.text)) })
	w.dates[part] = list
	if slices.Contains(beginParts, part) {
		first, _ := utf8.DecodeRuneInString(f[0])
		w.signs.addRune(first, signDate)
	}
	return nil
}

// at returns the longest word for a part that stands at a place of the text, or nil.
func (d *dateWords) at(part datePart, text []rune, at int) *dateWord {
	if at < 0 || at >= len(text) {
		return nil
	}
	for i := range d[part] {
		if w := &d[part][i]; w.text[0] == text[at] && holdsAt(text, at, w.text) {
			return w
		}
	}
	return nil
}

// end returns the word for a part that ends at a place of the text, or nil.
func (d *dateWords) end(part datePart, text []rune, end int) *dateWord {
	for i := range d[part] {
		if w := &d[part][i]; holdsAt(text, end-len(w.text), w.text) {
			return w
		}
	}
	return nil
}

// holdsAt reports whether a piece stands at a place of the text.
func holdsAt(text []rune, at int, piece []rune) bool {
	if at < 0 || at+len(piece) > len(text) {
		return false
	}
	return slices.Equal(text[at:at+len(piece)], piece)
}

// dateReader reads one date from left to right.
type dateReader struct {
	words *words
	text  []rune
	at    int
	date
}

// has passes over a word for a part if one comes next.
func (d *dateReader) has(part datePart) bool { return d.word(part) != nil }

// word passes over a word for a part and returns it, or nil where none comes next.
func (d *dateReader) word(part datePart) *dateWord {
	w := d.words.dates.at(part, d.text, d.at)
	if w != nil {
		d.at += len(w.text)
	}
	return w
}

// next returns the character that comes next, or 0.
func (d *dateReader) next() rune { return d.char(d.at) }

// char returns the character at a place, or 0 behind the end.
func (d *dateReader) char(at int) rune {
	if at < len(d.text) {
		return d.text[at]
	}
	return 0
}

// isOne reports whether 一 stands at a place.
func (d *dateReader) isOne(at int) bool { return isOne(d.char(at)) }

// upTo reads a number of one or two digits from 1 to most, or restores the place.
func (d *dateReader) upTo(most int) (n int, ok bool) {
	from := d.at
	n, width := d.int(2)
	if min(width, n) < 1 || n > most {
		d.at = from
		return 0, false
	}
	return n, true
}

// int reads up to most digits, Arabic, or Chinese up to 三十一, and restores the place where there are none.
func (d *dateReader) int(most int) (n, width int) {
	from := d.at
	for char.IsDigit(d.next()) {
		n = n*10 + int(d.text[d.at]&0xF)
		if d.at++; d.at-from > most {
			d.at = from
			return 0, 0
		}
	}
	if width = d.at - from; width == 0 {
		return d.chineseInt()
	}
	d.spaces()
	return n, width
}

// spaces passes over a space in front of a word.
func (d *dateReader) spaces() {
	for d.next() == ' ' && char.IsIdeograph(d.char(d.at+1)) {
		d.at++
	}
}

func (d *dateReader) chineseInt() (n, width int) {
	const longest = 3 // 三十一
	from, ones := d.at, 0
	for ; d.at < len(d.text); d.at++ {
		if d.at-from > longest {
			d.at = from
			return 0, 0
		}
		v := number.Digit(d.text[d.at])
		if number.Power(d.text[d.at]) == 1 {
			n += max(ones, 1) * 10
			ones = 0
			continue
		}
		if v <= 0 || ones > 0 {
			break
		}
		ones = v
	}
	return n + ones, d.at - from
}

// joins passes over what parts the ends of a range.
func (d *dateReader) joins() bool {
	from := d.at
	for d.at < from+longestJoint && d.isJoint(d.next()) {
		d.at++
	}
	return d.at > from
}

func (d *dateReader) isJoint(c rune) bool {
	switch c {
	case '-', '－':
		return true
	}
	return d.words.signs.of(c)&signJoint != 0
}

// before reads 前 behind a date: 底前, 月前.
func (d *dateReader) before() {
	if d.has(partBy) {
		d.by = true
	}
}

// longestJoint is how many signs may part the ends of a range: ——.
const longestJoint = 4
