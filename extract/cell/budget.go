package cell

import (
	"slices"

	"duban/schema"
)

// Budget bounds the figures of one document, numbers and dates, so that what is written of it grows with its size. Every
// cell may hold one figure, and every text one for each eight characters; what is denser than that draws on a reserve that
// the whole document shares. A source that unpacks to a thousand times its size has no more figures than four for each of
// its bytes. Tables of bare figures stay within that, however dense. A nil Budget knows no bounds.
type Budget struct {
	left    int // figures of the document
	reserve int // figures beyond those that the texts may hold by their length
	cut     int // texts that were not read to their ends
}

const (
	perFigure      = 8 // characters
	figuresPerByte = 4
	mostReserve    = 10_000
	mostTold       = 1000 // texts that were cut, each with a range and a finding of its own
)

// NewBudget returns the budget of a document whose source has so many bytes.
func NewBudget(size int64) *Budget {
	return &Budget{left: int(min(size, 1<<40))*figuresPerByte + mostReserve, reserve: mostReserve}
}

// Fork returns a budget with all that is left of b, for one of several readers of a document that work side by side. Join tells
// whether they could.
func (b *Budget) Fork() *Budget { return &Budget{left: b.left, reserve: b.reserve} }

// Join takes what the readers with these forks have used from b. Where one after the other they would have found less room than
// they took, it leaves b as it is and returns false: then what they have read is of no use.
func (b *Budget) Join(forks []*Budget) bool {
	left, reserve := b.left, b.reserve
	for _, f := range forks {
		if f.cut > 0 {
			return false
		}
		left -= b.left - f.left
		reserve -= b.reserve - f.reserve
	}
	if left < 0 || reserve < 0 {
		return false
	}
	b.left, b.reserve = left, reserve
	return true
}

// Untold returns how many texts were cut without a word in their rows, because so many others were.
func (b *Budget) Untold() int { return max(0, b.cut-mostTold) }

// own is how many figures a text may hold by its length.
func own(field schema.Field, runes int) int {
	if field == schema.FieldHeading || field == schema.FieldText {
		return runes / perFigure
	}
	return max(1, runes/perFigure)
}

// figures counts the tokens that cost: numbers and dates.
func (rd *reading) figures() int { return len(rd.numbers) + len(rd.dates) }

// room returns how many figures the text may hold.
func (rd *reading) room() int {
	b := rd.ctx.Budget
	if b == nil {
		return len(rd.text)
	}
	return min(b.left, own(rd.field, len(rd.text))+b.reserve)
}

// pay takes the figures of the text from the budget. A text with more than it has room for is read to the end of the last
// sentence that is whole, so that none of its figures lacks the words behind it.
func (rd *reading) pay(room int) {
	rd.end = len(rd.text)
	if rd.figures() > room {
		rd.cutBack()
	}
	if b := rd.ctx.Budget; b != nil {
		b.left -= rd.figures()
		b.reserve -= max(0, rd.figures()-own(rd.field, len(rd.text)))
		if rd.isCut() {
			b.cut++
			rd.told = b.cut <= mostTold
		}
	}
}

// cutBack ends the reading behind the last sentence that is whole.
func (rd *reading) cutBack() {
	kept, end := rd.wholeSentences()
	rd.tokens, rd.end = rd.tokens[:kept], end
	rd.numbers = slices.DeleteFunc(rd.numbers, func(f figure) bool { return f.Start >= rd.end })
	rd.dates = slices.DeleteFunc(rd.dates, func(d date) bool { return d.start >= rd.end })
}

// isCut reports that the text was not read to its end.
func (rd *reading) isCut() bool { return rd.end < len(rd.text) }

// tellLimit appends a finding where the text was cut.
func (rd *reading) tellLimit(findings []schema.Finding) []schema.Finding {
	if !rd.isCut() || !rd.told {
		return findings
	}
	return append(findings, schema.Finding{Code: schema.NumberLimit, Severity: schema.Info, Field: rd.field, Column: rd.cellColumn(), Start: rd.end, End: len(rd.text)}.Saying(
		"more figures than a document of its size may have: the numbers from character %d on are unexplained", rd.end))
}

// coverCut counts the numbers behind the end of the reading, which are one place without an explanation.
func (rd *reading) coverCut(c *schema.Coverage) {
	inside := false
	for _, r := range rd.piece(rd.end, len(rd.text)) {
		is := isAnyDigit(r)
		if is && !inside {
			c.Numbers++
		}
		inside = is
	}
	if rd.told {
		c.Unexplained = append(c.Unexplained, schema.Unexplained{Field: rd.field, Column: rd.cellColumn(), Text: rd.printed(rd.end, len(rd.text)), Start: rd.end, End: len(rd.text)})
	}
}
