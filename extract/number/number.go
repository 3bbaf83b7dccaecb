package number

import (
	"strings"
	"unicode/utf8"

	"github.com/cockroachdb/apd/v3"

	"duban/extract/internal/trie"
)

// Number is one number of a text with its unit. Offsets count runes; ends are exclusive.
type Number struct {
	Start, End int         // the number with its unit
	Bare       int         // end of the number without its unit
	Value      apd.Decimal // 0 where the form or Fraction says that there is none
	Max        apd.Decimal // upper bound of a range
	Range      bool
	Unit       string // standard form; "" where there is none
	UnitKind   string // one of Kinds or Ambiguous, or Per; "" where there is no unit
	Form       Form
	About      bool // two digits in a row bound the number: 三四个; Range holds
	More       bool // 余, 多 or 几 says that the real number is larger
	Scaled     bool // written with 万, 亿 or a larger power
	Chinese    bool // written in Chinese numerals
	Fraction   bool // the number is Num/Den and has no Value
	Num, Den   apd.Decimal
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
	first   [1 << 10]uint64 // a bit for each character below 1<<16 that a number can begin with
}

// beginnings are the characters that a number can begin with.
const beginnings = "0123456789０１２３４５６７８９.．-－−负負￥¥$第" +
	"零〇○一二三四五六七八九两十百千万亿兆半对几数廿卅卌" +
	"壹贰貳叁參肆伍陆陸柒捌玖兩拾佰仟萬億幾數"

// entry is what a word behind a number means.
type entry struct {
	unit  *Unit // nil where the word is no unit
	runes int   // length of the unit
}

// NewReader returns a Reader that knows these units and words. A later line replaces an earlier one of the same word.
func NewReader(units []Unit, stops []Stop) *Reader {
	r := &Reader{}
	for _, c := range beginnings {
		r.first[c>>6] |= 1 << (c & 63)
	}
	forms := make(map[string]*Unit, len(units))
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
func (r *Reader) Begins(c rune) bool { return uint32(c) < 1<<16 && r.first[c>>6]>>(c&63)&1 != 0 }

// further are the ideographs beside numerals and units that can go on a number: 5多个, 三点二, 五分之一, 三成.
const further = "余多餘点點分之成折来至到"

// GoesOn reports whether c can stand right behind the digits of a number and belong to it or to its unit. It may do so of
// ideographs that cannot, and never denies it of others.
func (r *Reader) GoesOn(c rune) bool {
	return !isHan(c) || r.words.Begins(c) || r.Begins(c) || strings.ContainsRune(further, c)
}

// one reads one number, without looking for a range.
func (r *Reader) one(text []rune, i int) (Number, bool) {
	switch c := text[i]; c {
	case '第':
		return r.ordinal(text, i)
	case '￥', '¥', '$':
		return r.prefixed(text, i)
	case '几', '幾', '数', '數':
		return r.vague(text, i)
	case '半', '对':
		return r.half(text, i)
	case '-', '－', '−', '负', '負':
		return r.negative(text, i)
	case '零':
		if i+1 < len(text) && text[i+1] == '下' { // 零下5℃
			return r.negative(text, i+1)
		}
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
