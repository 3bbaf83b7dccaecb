package number

import (
	"unicode/utf8"

	"duban/extract/internal/trie"
	"duban/internal/char"
	"duban/internal/exact"
)

// Number is one number of a text with its unit. Offsets count runes; ends are exclusive.
type Number struct {
	Start, End int           // the number with its unit
	Bare       int           // end of the number without its unit
	Value      exact.Decimal // 0 where the form or Fraction says that there is none
	Max        exact.Decimal // upper bound of a range
	Range      bool
	Unit       string // standard form; "" where there is none
	UnitKind   string // one of Kinds or Ambiguous, or Per; "" where there is no unit
	Form       Form
	About      bool // two digits in a row bound the number: 三四个; Range holds
	More       bool // 余, 多 or 几 says that the real number is larger
	Scaled     bool // written with 万, 亿 or a larger power
	Chinese    bool // written in Chinese numerals
	Fraction   bool // the number is Num/Den and has no Value
	Num, Den   exact.Decimal
	implied    bool // the last power is left out: 两千四百五
}

// Form is how a number is written, where that says something of its meaning.
type Form uint8

// The forms of numbers.
const (
	Plain   Form = iota
	Ordinal      // 第十, 第3
	Digits       // Chinese digits by place: 二〇二一
	Serial       // several points: 1.2.3; it has no value
	Vague        // names no number: 几十, 数百, 三四线; it has no value
	Unsure       // can be read in more than one way: 1，234个, 25万6; it has no value
	Tenths       // 七成, 八折
	Long         // of more than 100 digits, printed or written out; it has no value
)

// MostDigits is how many digits a number has at most. Longer ones count nothing, and to make their values takes time that
// grows with the square of their length.
const MostDigits = 100

// hasValue reports whether numbers of the form have a Value.
func (f Form) hasValue() bool { return f != Serial && f != Vague && f != Unsure && f != Long }

// Unit is one spelling of a unit or measure word.
type Unit struct {
	Form string // as written
	Name string // standard form
	Kind string // one of Kinds or Ambiguous
}

// Stop is a word that may follow a number and begins like a unit without being one, as 部门 does in 8部门.
type Stop struct {
	Word string
	Unit string // form of the unit that begins the word after all, as 项 does 项目标; or ""
}

// Reader finds numbers. It is not changed by use, so that several goroutines may share it.
type Reader struct {
	words   trie.Trie // of all that may stand behind a number; the values are indexes into entries
	entries []entry
	parts   map[string][]Part // of each larger unit, those with a part first
}

// entry is what a word behind a number means.
type entry struct {
	unit  *Unit // nil where the word is no unit
	runes int   // length of the unit
}

// Part is a smaller unit that may follow an amount in a larger one with a number of its own, or a last digit of which the
// unit is left out.
type Part struct {
	Unit    string // standard form of the larger unit
	Form    string // of the smaller one; empty where it is left out
	Power   int    // of ten that one of the smaller is of the larger
	Writing string // of the numbers in front, where Form is empty: Any or Numerals
	Whole   string // standard form of the unit that an amount with the part has, where it is another one
}

// The writings of a number in front of a digit whose unit is left out.
const (
	Any      = "any"
	Numerals = "numerals" // Chinese
)

// NewReader returns a Reader that knows these units, words and parts of units. A later line replaces an earlier one of the
// same word.
func NewReader(units []Unit, stops []Stop, parts ...Part) *Reader {
	r := &Reader{parts: make(map[string][]Part)}
	for _, p := range parts {
		r.parts[p.Unit] = append(r.parts[p.Unit], p)
	}
	forms := make(map[string]*Unit, len(units))
	r.entries = make([]entry, 0, len(units)+len(stops))
	r.words.Grow(len(units) + len(stops))
	for i := range units {
		u := &units[i]
		forms[u.Form] = u
		r.add(u.Form, entry{u, utf8.RuneCountInString(u.Form)})
	}
	for _, s := range stops {
		r.add(s.Word, entry{forms[s.Unit], utf8.RuneCountInString(s.Unit)})
	}
	return r
}

func (r *Reader) add(word string, e entry) {
	r.words.Add(word, int32(len(r.entries)))
	r.entries = append(r.entries, e)
}

// Find returns the numbers of a text in order, appended to dst.
func (r *Reader) Find(dst []Number, text []rune) []Number {
	for i := 0; i < len(text); i++ {
		if !r.Begins(text[i]) {
			continue
		}
		if n, ok := r.At(text, i); ok {
			dst = append(dst, n)
			i = n.End - 1
		}
	}
	return dst
}

// At reads the number that begins at text[i], if one does.
func (r *Reader) At(text []rune, i int) (Number, bool) {
	if !r.Begins(text[i]) {
		return Number{}, false
	}
	n, ok := r.one(text, i)
	if ok {
		r.extendRange(text, &n)
	}
	return n, ok
}

// Begins reports whether a number can begin with c.
func (r *Reader) Begins(c rune) bool { return is(c, beginning) }

// GoesOn reports whether c can stand right behind the digits of a number and belong to it or to its unit. It may do so of
// ideographs that cannot, and never denies it of others.
func (r *Reader) GoesOn(c rune) bool {
	return !char.IsIdeograph(c) || r.words.Begins(c) || r.Begins(c) || is(c, further)
}

// one reads one number, without looking for a range.
func (r *Reader) one(text []rune, i int) (Number, bool) {
	switch c := text[i]; {
	case c == ordinal:
		return r.ordinal(text, i)
	case is(c, currency):
		return r.prefixed(text, i)
	case is(c, vague):
		return r.vague(text, i)
	case c == half, c == contrary:
		return r.half(text, i)
	case char.IsHyphen(c), is(c, minus):
		return r.negative(text, i)
	case c == zero && runeAt(text, i+1) == below: // 零下5℃
		return r.negative(text, i+1)
	}
	return r.unsigned(text, i)
}

// unsigned reads one number that begins with a numeral.
func (r *Reader) unsigned(text []rune, i int) (Number, bool) {
	if n, ok := r.share(text, i); ok {
		return n, true
	}
	n, ok := r.numeral(text, i)
	if !ok {
		return r.bare(text, i)
	}
	if r.fraction(text, &n) {
		return n, true
	}
	r.unit(text, &n)
	n.settlePair(text)
	return n, true
}
