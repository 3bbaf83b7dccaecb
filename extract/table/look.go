package table

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"duban/extract/internal/forms"
	"duban/extract/internal/text"
	"duban/internal/char"
	"duban/schema"
)

// Look is what a cell looks like, as far as that tells its column.
type Look int

const (
	Empty    Look = iota
	Running       // a running number: 7
	Quantity      // a figure: 85%, 1300人, 12.5
	Date          // 6月底, 2021年12月, 全年
	Offices       // names of responsible units
	Short         // a name or heading
	Phrase        // a task in a few words
	Sentence      // sentences, or points
	looks
)

// expected says how often the cells of a role have each look, before any cell of the table is seen.
var expected = map[schema.Role][looks]float64{
	//                       empty  number quant  date   units  short  phrase text
	schema.RoleNumber:       {0.05, 0.94, 0.001, 0.001, 0.001, 0.01, 0.001, 0.001},
	schema.RoleCategory:     {0.5, 0.001, 0.005, 0.01, 0.02, 0.43, 0.04, 0.002},
	schema.RoleItem:         {0.02, 0.001, 0.01, 0.01, 0.03, 0.63, 0.28, 0.03},
	schema.RoleTarget:       {0.02, 0.03, 0.12, 0.02, 0.01, 0.15, 0.4, 0.25},
	schema.RoleLeadUnits:    {0.02, 0.002, 0.002, 0.002, 0.9, 0.06, 0.01, 0.002},
	schema.RoleSupportUnits: {0.25, 0.002, 0.002, 0.002, 0.68, 0.05, 0.01, 0.002},
	schema.RoleProgress:     {0.03, 0.02, 0.1, 0.01, 0.002, 0.08, 0.22, 0.54},
	schema.RoleRate:         {0.1, 0.2, 0.67, 0.002, 0.002, 0.02, 0.004, 0.002},
	schema.RoleDeadline:     {0.08, 0.01, 0.01, 0.82, 0.002, 0.06, 0.01, 0.002},
	schema.RoleStart:        {0.08, 0.01, 0.01, 0.82, 0.002, 0.06, 0.01, 0.002},
	schema.RoleStatus:       {0.1, 0.01, 0.01, 0.01, 0.01, 0.8, 0.05, 0.01},
	schema.RoleMeasureUnit:  {0.05, 0.001, 0.01, 0.001, 0.1, 0.83, 0.005, 0.001},
	schema.RoleFigure:       {0.15, 0.3, 0.52, 0.01, 0.002, 0.01, 0.002, 0.001},
	schema.RoleNote:         {0.75, 0.01, 0.03, 0.02, 0.02, 0.1, 0.05, 0.02},
	schema.RoleExtra:        {0.3, 0.05, 0.15, 0.08, 0.07, 0.15, 0.1, 0.1},
}

var (
	quantityLook = forms.Of("quantity")
	dateLook     = forms.Of("due")
	yearLook     = forms.Of("single_year")
	yearsLook    = forms.Of("years")
	dayLook      = forms.Of("date")
)

// Look tells the look of a cell.
func (r *Reader) Look(s string) Look {
	s = text.Trim(s)
	if IsBlank(s) {
		return Empty
	}
	if n := len(s); n < 60 {
		if _, ok := text.Ordinal(strings.TrimRight(s, char.Stars)); ok {
			return Running
		}
		compact := text.RemoveSpace(s)
		switch {
		case !strings.ContainsAny(compact, "0123456789") && !containsOne(r.Words.Date, compact):
		case dateLook().MatchString(compact):
			return Date
		case quantityLook().MatchString(compact) && !markedName().MatchString(compact):
			return Quantity
		}
	}
	if len(s) > 900 || strings.Contains(s, char.Stop) || strings.Contains(s, char.Semicolon) || strings.ContainsRune(s, char.FirstCircled) {
		return Sentence
	}
	switch n := text.Len(s); {
	case r.Office(s):
		return Offices
	case n <= 12:
		return Short
	case n <= 60:
		return Phrase
	}
	return Sentence
}

// markedName is a name behind the mark of a list: 1.高等学校.
var markedName = text.Compiled(`^\d{1,2}[.．]\p{Han}`)

// IsBlank reports whether a cell holds nothing, or a sign for nothing.
func IsBlank(s string) bool {
	return len(s) <= 12 && strings.Trim(s, blanks) == ""
}

// blanks are the characters of which signs for nothing are made.
const blanks = "-—" + char.Hyphen + "–―…." + char.Strokes + "\\·* \t\n" + string(char.Space) + "\u00A0"

// bare is a figure without the noun that it counts: -3.4, 1,234.5, 95.00%, 6*, ≥5, 约3.
var bare = forms.Of("bare")

// isBare reports whether a cell holds nothing but a figure, which may have a sign, a bound and a per cent sign.
func isBare(s string) bool {
	if len(s) >= 40 || beginsWithWord(s) {
		return false
	}
	return bare().MatchString(text.RemoveSpace(s))
}

// beginsWithWord reports an ideograph at the front of a text that is none of those in front of figures.
func beginsWithWord(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	return char.IsIdeograph(r) && !approximate().MatchString(s[:size])
}

var approximate = forms.Of("approximate")

func containsOne(words []string, s string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// columnLooks is how often the cells of one column have each look.
type columnLooks [looks]float64

// weight is how many cells the expectation of a role counts for beside cells seen.
const weight = 3

func expectation(role schema.Role) columnLooks {
	c := columnLooks(expected[role])
	for i := range c {
		c[i] *= weight
	}
	return c
}

// without is fit for a cell of the column that has been counted in it, as if it were not there.
func (c *columnLooks) without(l Look) float64 {
	others := *c
	if others[l] >= 1 {
		others[l]--
	}
	return others.fit(l)
}

// fit is the logarithm of the probability that a cell of the column has the look.
func (c *columnLooks) fit(l Look) float64 {
	sum := 0.0
	for _, n := range c {
		sum += n
	}
	return math.Log(c[l] / sum)
}
