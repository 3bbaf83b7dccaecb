package cell

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"
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
		return fmt.Errorf("%q is no part of dates, or has no word", f[1])
	}
	word := dateWord{text: []rune(f[0])}
	if f[2] != "" {
		n, err := strconv.Atoi(f[2])
		if err != nil {
			return fmt.Errorf("the value %q is no number", f[2])
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
	for i := range d[part] {
		if w := &d[part][i]; holdsAt(text, at, w.text) {
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
	return at >= 0 && at+len(piece) <= len(text) && slices.Equal(text[at:at+len(piece)], piece)
}
