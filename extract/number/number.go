// Package number reads numbers with their units out of Chinese text, exactly: 21.5亿元 is 2150000000 元. It knows the
// writings of numbers and the units that it is given, and nothing of what the text is about.
package number

import (
	"unicode/utf8"

	"github.com/cockroachdb/apd/v3"

	"duban/extract/internal/trie"
)

// Number is one number of a text with its unit. Offsets count runes; ends are exclusive.
type Number struct {
	Start, End int // the number with its unit
	Bare       int // end of the number without its unit
	Value      apd.Decimal
	Max        apd.Decimal // upper bound of a range
	Range      bool
	Unit       string // standard form; "" where there is none
	UnitKind   string // as in the table of units; "" where there is no unit
	Form       Form
	More       bool // 余, 多 or 几 says that the real number is larger
	Scaled     bool // written with 万, 亿 or a larger power
	Chinese    bool // written in Chinese numerals
	Fraction   bool // Value is no decimal; it is Num/Den
	Num, Den   apd.Decimal
}

// Form is how a number is written, where that says something of its meaning.
type Form uint8

// The forms of numbers.
const (
	Plain   Form = iota
	Ordinal      // 第十, 第3
	Digits       // Chinese digits by place: 二〇二一
	Serial       // several points: 1.2.3
	Vague        // no number can be given: 几十, 数百, 三四十
	Tenths       // 七成, 八折
)

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
}

// entry is what a word behind a number means.
type entry struct {
	unit  *Unit // nil where the word is no unit
	runes int   // length of the unit
}

// NewReader returns a Reader that knows these units and words. A later line replaces an earlier one of the same word.
func NewReader(units []Unit, stops []Stop) *Reader {
	r := &Reader{}
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
	for i := 0; i < len(text); {
		if n, ok := r.At(text, i); ok {
			dst = append(dst, n)
			i = n.End
			continue
		}
		i++
	}
	return dst
}

// At reads the number that begins at text[i], if one does.
func (r *Reader) At(text []rune, i int) (Number, bool) {
	if !begins(text[i]) {
		return Number{}, false
	}
	n, ok := r.one(text, i)
	if !ok || n.Form == Vague || n.Form == Serial || n.Form == Ordinal || n.Fraction {
		return n, ok
	}
	r.extendRange(text, &n)
	return n, true
}

// begins reports whether a number can begin with c.
func begins(c rune) bool {
	if '0' <= c && c <= '9' {
		return true
	}
	if c < 0x80 {
		return c == '-' || c == '.' || c == '$'
	}
	return digit(c) >= 0 || power(c) > 0 || isFullWidthDigit(c) || isLetterOfNumbers(c)
}

func isLetterOfNumbers(c rune) bool {
	switch c {
	case '第', '负', '負', '半', '对', '几', '幾', '数', '數', '－', '−', '￥', '¥', '．':
		return true
	}
	return false
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
	}
	if n, ok := r.fraction(text, i); ok {
		return n, true
	}
	m, ok := readNumeral(text, i)
	if !ok {
		return r.bare(text, i)
	}
	n := m.number(i)
	if n.Form == Vague || n.Form == Serial {
		return n, true
	}
	r.unit(text, &n)
	return n, true
}

// ordinal reads 第十, 第3 with a measure word behind it.
func (r *Reader) ordinal(text []rune, i int) (Number, bool) {
	j := skipSpaces(text, i+1)
	if j >= len(text) {
		return Number{}, false
	}
	m, ok := readNumeral(text, j)
	if !ok || m.form != Plain {
		return Number{}, false
	}
	n := m.number(i)
	n.Form = Ordinal
	r.unit(text, &n)
	return n, true
}

// prefixed reads an amount behind the sign of a currency.
func (r *Reader) prefixed(text []rune, i int) (Number, bool) {
	j := skipSpaces(text, i+1)
	if j >= len(text) || !isDigit(text[j]) {
		return Number{}, false
	}
	m, ok := readNumeral(text, j)
	if !ok || m.form != Plain {
		return Number{}, false
	}
	n := m.number(i)
	r.unit(text, &n)
	if n.Unit == "" {
		n.Unit, n.UnitKind = "元", "money"
		if text[i] == '$' {
			n.Unit = "美元"
		}
	}
	return n, true
}

// vague reads what names no number: 几十个, 数百家.
func (r *Reader) vague(text []rune, i int) (Number, bool) {
	j := i + 1
	for j < len(text) && power(text[j]) > 0 {
		j++
	}
	if j == i+1 {
		return Number{}, false
	}
	n := Number{Start: i, End: j, Bare: j, Form: Vague, Chinese: true}
	r.unit(text, &n)
	return n, true
}

// negative reads a number behind a sign. A hyphen is a sign only where nothing stands in front of it that it could
// join to the number, or where the number is a rate.
func (r *Reader) negative(text []rune, i int) (Number, bool) {
	j := skipSpaces(text, i+1)
	if j >= len(text) || digit(text[j]) < 0 && power(text[j]) == 0 && !isDigit(text[j]) && text[j] != '.' {
		return Number{}, false
	}
	dash := text[i] == '-' || text[i] == '－' || text[i] == '−'
	if dash && i > 0 && (isDigit(text[i-1]) || isLatin(text[i-1]) || j > i+1) {
		return Number{}, false
	}
	n, ok := r.one(text, j)
	if !ok || n.Form != Plain && n.Form != Tenths {
		return Number{}, false
	}
	if dash && i > 0 && !isOpening(text[i-1]) && n.UnitKind != "rate" {
		return Number{}, false
	}
	n.Start = i
	if n.Fraction {
		n.Num.Negative = !n.Num.Negative
	}
	n.Value.Negative = n.Value.Sign() != 0 && !n.Value.Negative
	return n, true
}

// isOpening reports what a sign may follow: white space, punctuation, and the words that announce a value.
func isOpening(c rune) bool {
	switch c {
	case ' ', '\t', '\n', '\u3000', '(', '（', ',', '，', '、', ':', '：', ';', '；', '=', '为', '是', '至', '到':
		return true
	}
	return false
}

// bare reads a power without a digit in front of it, which is a number only where words around it say so: 千余家,
// 近百家.
func (r *Reader) bare(text []rune, i int) (Number, bool) {
	exp := power(text[i])
	if exp == 0 || i+1 >= len(text) {
		return Number{}, false
	}
	j := i + 1
	for j < len(text) && power(text[j]) > 0 {
		exp += power(text[j])
		j++
	}
	n := Number{Start: i, End: j, Bare: j, Chinese: true, Scaled: exp >= 4}
	n.Value.SetInt64(1)
	n.Value.Exponent = int32(exp)
	if j < len(text) && isMore(text[j]) {
		n.More, n.End, n.Bare = true, j+1, j+1
	} else if i == 0 || !bounds(text[i-1]) {
		return Number{}, false
	}
	r.unit(text, &n)
	return n, n.Unit != "" // 近千年来 and the like have none
}

// bounds reports a word of one character that says how a number bounds the real one.
func bounds(c rune) bool {
	switch c {
	case '近', '超', '逾', '约', '过', '达':
		return true
	}
	return false
}

// half reads 半成 and 对折, which have no numeral.
func (r *Reader) half(text []rune, i int) (Number, bool) {
	if i+1 >= len(text) || r.stopAt(text, i) || r.stopAt(text, i+1) {
		return Number{}, false
	}
	n := Number{Start: i, End: i + 2, Bare: i + 1, Form: Tenths, Unit: "%", UnitKind: "rate", Chinese: true}
	switch string(text[i : i+2]) {
	case "半成":
		n.Value.SetInt64(5)
	case "对折":
		n.Value.SetInt64(50)
	default:
		return Number{}, false
	}
	return n, true
}
