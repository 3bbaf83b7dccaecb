package table

import (
	"iter"
	"strings"

	"duban/extract/internal/text"
	"duban/internal/char"
	"duban/parse/block"
	"duban/schema"
)

// Sample sums up the cells of a column, in rows that have a cell for each.
type Sample struct {
	rows        int
	looks       [looks]int
	bare        int             // figures without a noun, those with a per cent sign among them
	percent     int             // of these, those with one
	nulls       int             // of these, those that are 0 without one
	points      int             // bare figures with a decimal point
	units       int             // cells that are a unit by themselves
	grouped     int             // cells that are empty or merged with the one above
	short       int             // rows that have left cells out
	size        int             // of the texts, in bytes
	large       bool            // a bare figure has two digits before the point
	digits      int             // most digits of a whole number
	leastDigits int             // fewest; 1 where a figure is no whole number
	zeros       int             // whole numbers of several digits that begin with 0
	years       int             // years and spans of years
	months      int             // 2024.3
	levels      int             // bare figures from 80 to 250
	thousands   int             // bare figures of 1000 and more
	ones        int             // bare figures without a point or a sign of per cent
	texts       map[string]bool // short ones, in rows with a cell at either end
}

// enoughRows is how many rows of a sheet tell what its columns look like.
const enoughRows = 300

// firstRows yields so many rows of a sheet at most.
func firstRows(rows iter.Seq[block.Row]) iter.Seq[block.Row] {
	return func(yield func(block.Row) bool) {
		seen := 0
		for row := range rows {
			if seen++; seen > enoughRows || !yield(row) {
				return
			}
		}
	}
}

// full is how many cells are not blank.
func (s *Sample) full() int { return s.rows - s.looks[Empty] }

// share is how many of the cells that are not blank have the look.
func (s *Sample) share(l Look) float64 { return s.part(s.looks[l]) }

// part is n as a share of the cells that are not blank.
func (s *Sample) part(n int) float64 {
	if full := s.full(); full > 0 {
		return float64(n) / float64(full)
	}
	return 0
}

// words is how many of the cells that are not blank hold words.
func (s *Sample) words() float64 { return s.share(Short) + s.share(Phrase) + s.share(Sentence) }

// mostlyFigures is the share of bare figures that makes a column one of figures.
const mostlyFigures = 0.6

// figures reports whether the column holds bare figures.
func (s *Sample) figures() bool { return s.part(s.bare) >= mostlyFigures }

// isCoded reports figures that may be codes: whole numbers of many digits, all of one length, or with a zero in front.
func (s *Sample) isCoded() bool {
	return s.zeros > 0 || s.digits >= leastCode && s.digits == s.leastDigits
}

const leastCode = 5 // digits

// isGrouped reports whether cells stand for several rows.
func (s *Sample) isGrouped() bool {
	return s.rows+s.short > 0 && 4*(s.grouped+s.short) >= s.rows+s.short
}

// hasLostNumber reports whether words stand where the header has the running numbers, and nothing in the last column: the number
// is lost and the cells have moved.
func hasLostNumber(columns []Column, row block.Row) bool {
	last := len(row.Cells) - 1
	if last == 0 || columns[0].Role != schema.RoleNumber || text.Trim(row.Cells[last].Text) != "" {
		return false
	}
	_, isNumber := text.Ordinal(row.Cells[0].Text)
	return !isNumber && text.Trim(row.Cells[0].Text) != ""
}

// sample sums up the cells of each column.
func (r *Reader) sample(h *Head, columns []Column, rows iter.Seq[block.Row]) {
	above := make([]*block.Cell, len(columns))
	seen, short := 0, 0
	for row := range rows {
		if seen++; seen > enoughRows {
			break
		}
		if r.IsFurniture(h, row) {
			continue
		}
		if len(row.Cells) < len(columns) && !row.LostLead {
			short++
		}
		if len(row.Cells) != len(columns) || row.LostLead || r.tellsNothing(row) || hasLostNumber(columns, row) {
			continue
		}
		whole := text.Trim(row.Cells[0].Text) != "" && text.Trim(row.Cells[len(row.Cells)-1].Text) != ""
		for c, x := range row.Cells {
			columns[c].cells.add(r, x, above[c])
			above[c] = x
			if whole {
				columns[c].cells.keep(x.Text)
			}
		}
	}
	for c := range columns {
		columns[c].cells.short = short
	}
}

// tellsNothing reports a row that is none of a thing: a heading of a group, a total.
func (r *Reader) tellsNothing(row block.Row) bool {
	if s, single := Single(row); single {
		return s == "" || row.Cells[0].ColSpan > 1 || len(row.Cells) == 1
	}
	return r.IsTotal(row.Cells[0].Text) || len(row.Cells) > 1 && r.IsTotal(row.Cells[1].Text)
}

// keep notes a short text of words.
func (s *Sample) keep(t string) {
	const longest, most = 30, 40 // bytes, texts
	if len(s.texts) >= most {
		return
	}
	if t = text.RemoveSpace(t); t == "" || len(t) > longest || isBare(t) {
		return
	}
	if s.texts == nil {
		s.texts = map[string]bool{}
	}
	s.texts[t] = true
}

func (s *Sample) add(r *Reader, x, above *block.Cell) {
	l := r.Look(x.Text)
	s.rows++
	s.looks[l]++
	s.size += len(x.Text)
	if l == Empty || x == above || above != nil && x.Text == above.Text {
		s.grouped++
	}
	figure := beforeBracket(x.Text)
	span := isYears(x.Text)
	if span || isYear(text.Trim(x.Text)) {
		s.years++
	}
	if isMonth(x.Text) {
		s.months++
	}
	switch {
	case span:
	case isBare(figure):
		s.bare++
		if levelLook().MatchString(text.RemoveSpace(figure)) {
			s.levels++
		}
		s.large = s.large || isLarge(figure)
		if !strings.ContainsAny(figure, ".．%％") {
			s.ones++
		}
		if wholeDigits(figure) > 3 {
			s.thousands++
		}
		if strings.ContainsAny(figure, char.Points) {
			s.points++
		}
		s.whole(text.RemoveSpace(figure))
		switch {
		case isPercent(figure):
			s.percent++
		case strings.Trim(text.Trim(figure), "0.") == "":
			s.nulls++
		}
	case l == Short || l == Quantity || l == Offices:
		if _, ok := r.unitAlone(x.Text); ok {
			s.units++
		}
	}
}

var (
	monthLook = text.Compiled(`^(?:19|20)\d\d[` + char.Points + `/-](?:0?[1-9]|1[0-2])$`)
	levelLook = text.Compiled(`^(?:[89]\d|1\d\d|2[0-4]\d)(?:[` + char.Points + `]\d+)?$`)
)

// areWhole reports whether all of several bare figures are whole.
func (s *Sample) areWhole() bool { return s.bare > 1 && s.ones == s.bare }

// isIndex reports figures that can be no rates of change: all of them near 100, and none with a sign of per cent.
func (s *Sample) isIndex() bool { return s.bare > 2 && s.levels == s.bare && s.percent == 0 }

// isWhole reports figures that are whole numbers, as counts are and few rates.
func (s *Sample) isWhole() bool { return s.bare > 2 && s.points == 0 && s.percent == 0 }

// beforeBracket returns a text without the bracket behind it: 3.25（3.76）. A bracket is all that some figures have.
func beforeBracket(s string) string {
	if !strings.Contains(s, char.Open) && strings.IndexByte(s, '(') < 0 {
		return s
	}
	if rest, _ := text.WithoutBrackets(s); text.Trim(rest) != "" {
		return rest
	}
	return s
}

// isYears reports a span of years: 2020-2023.
func isYears(s string) bool {
	s = text.Trim(s)
	return mayBeYear(s) && yearsLook().MatchString(text.RemoveSpace(s))
}

// isMonth reports a month of a year in digits: 2024.5.
func isMonth(s string) bool {
	s = text.Trim(s)
	return mayBeYear(s) && monthLook().MatchString(text.RemoveSpace(s))
}

// isPercent reports whether a bare figure has a per cent sign.
func isPercent(s string) bool {
	for _, c := range s {
		if char.IsPercent(c) {
			return true
		}
	}
	return false
}

// whole notes how many digits a whole number has.
func (s *Sample) whole(figure string) {
	n := 0
	for _, c := range figure {
		if c < '0' || c > '9' {
			s.leastDigits = 1 // a point, a comma or a sign: no code
			return
		}
		n++
	}
	if n > 1 && figure[0] == '0' {
		s.zeros++
	}
	s.digits = max(s.digits, n)
	if s.leastDigits == 0 || n < s.leastDigits {
		s.leastDigits = n
	}
}

// isLarge reports whether a bare figure is 10 or more.
func isLarge(s string) bool { return wholeDigits(s) > 1 }

// wholeDigits counts the digits of a bare figure in front of its point.
func wholeDigits(s string) int {
	digits := 0
	for _, c := range s {
		switch {
		case char.IsDigit(c):
			digits++
		case char.IsPoint(c):
			return digits
		}
	}
	return digits
}
