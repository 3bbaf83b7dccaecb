package sheet

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// format is a number format, such as #,##0.00;[Red]-#,##0.00: what a cell shows of what it holds. Up to four sections are for
// positive numbers, negative ones, 0 and text, or have conditions of their own.
//
// Facts are those of Excel: ECMA-376 part 1, 18.8.30 and 18.8.31, and what it shows where these are silent.
type format struct {
	sections []*section
	text     *section // nil where text stands as it is
}

// section is one part of a format.
type section struct {
	tokens   []token
	limit    *limit   // its condition; nil where it has none
	numerals numerals // by which digits are written
	chinese  bool     // names of days and months are Chinese
	isDate   bool
	isText   bool // it has the place of a text, and none of a number
	slash    bool // it shows a fraction
}

// limit is a condition: [>=10000].
type limit struct {
	operator string
	value    float64
}

type tokenKind uint8

const (
	literal   tokenKind = iota
	digit               // 0, # or ?
	point               // the decimal point
	comma               // which parts thousands or divides by them
	percent             // which multiplies by a hundred
	exponent            // E+ or E-
	slash               // of a fraction or a date
	general             // a number as it is
	textPlace           // @
	datePart            // yyyy, m, dd, hh, ss …
	elapsed             // [h], [mm], [ss]
	halfOfDay           // AM/PM
	parts               // the digits behind those of seconds: .00
)

type token struct {
	kind tokenKind
	text string
}

// parseFormat reads the code of a format. Nothing is refused: what has no meaning stands for itself.
func parseFormat(code string) *format {
	f := &format{}
	for _, c := range splitSections(code) {
		f.sections = append(f.sections, parseSection(c))
	}
	if n := len(f.sections); n > 3 || f.sections[n-1].isText {
		last := min(n-1, 3)
		f.text = f.sections[last]
		f.sections = f.sections[:last]
	}
	return f
}

// splitSections cuts a code at its semicolons.
func splitSections(code string) []string {
	var out []string
	start, quoted := 0, false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case strings.IndexByte(`\!_*`, c) >= 0:
			_, n := utf8.DecodeRuneInString(code[i+1:])
			i += n
		case c == ';':
			out = append(out, code[start:i])
			start = i + 1
		}
	}
	return append(out, code[start:])
}

// sectionReader reads the code of a section.
type sectionReader struct {
	section
	rest string
}

func parseSection(code string) *section {
	r := &sectionReader{rest: code}
	for r.rest != "" {
		r.next()
	}
	r.minutes()
	for i, t := range r.tokens {
		switch t.kind {
		case datePart, elapsed, halfOfDay:
			r.isDate = true
		case textPlace:
			r.isText = true
		case slash:
			r.slash = r.slash || i > 0
		}
	}
	r.isText = r.isText && !r.isDate
	r.slash = r.slash && !r.isDate
	return &r.section
}

func (r *sectionReader) add(kind tokenKind, text string) {
	r.tokens = append(r.tokens, token{kind, text})
}

// take cuts n bytes off the front.
func (r *sectionReader) take(n int) string {
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

// next reads what stands in front.
func (r *sectionReader) next() {
	for _, name := range []string{"General", "G/通用格式"} { // the second is its name in Chinese editions
		if hasPrefixFold(r.rest, name) {
			r.take(len(name))
			r.add(general, "")
			return
		}
	}
	for _, halves := range []string{"AM/PM", "A/P", "上午/下午"} {
		if hasPrefixFold(r.rest, halves) {
			r.add(halfOfDay, r.take(len(halves)))
			return
		}
	}
	c, size := utf8.DecodeRuneInString(r.rest)
	switch c {
	case '"':
		text, rest, _ := strings.Cut(r.rest[1:], `"`)
		r.rest = rest
		r.add(literal, text)
	case '\\', '!':
		r.take(1)
		_, n := utf8.DecodeRuneInString(r.rest)
		r.add(literal, r.take(n))
	case '_', '*': // room as wide as a character, and a character that fills the cell
		r.take(1)
		_, n := utf8.DecodeRuneInString(r.rest)
		r.take(n)
		if c == '_' {
			r.add(literal, " ")
		}
	case '[':
		inside, rest, ok := strings.Cut(r.rest[1:], "]")
		if !ok {
			r.add(literal, r.take(1))
			return
		}
		r.rest = rest
		r.bracket(inside)
	default:
		r.mark(unicode.ToLower(c), size)
	}
}

// mark reads a character, of that many bytes, that means something by itself.
func (r *sectionReader) mark(c rune, size int) {
	switch c {
	case '0', '#', '?':
		r.add(digit, r.take(1))
	case '.':
		r.dot()
	case ',':
		r.add(comma, r.take(1))
	case '%':
		r.add(percent, r.take(1))
	case '/':
		r.add(slash, r.take(1))
	case '@':
		r.add(textPlace, r.take(1))
	case 'e':
		if len(r.rest) > 1 && (r.rest[1] == '+' || r.rest[1] == '-') {
			r.add(exponent, r.take(2))
			return
		}
		r.letters(c)
	case 'y', 'm', 'd', 'h', 's', 'g', 'a', 'b':
		r.letters(c)
	default:
		r.add(literal, r.take(size))
	}
}

// letters reads a part of a date: the same letter as often as it stands there.
func (r *sectionReader) letters(c rune) {
	n := 0
	for n < len(r.rest) && unicode.ToLower(rune(r.rest[n])) == c {
		n++
	}
	r.add(datePart, strings.ToLower(r.take(n)))
}

// dot reads a decimal point, or the parts of a second.
func (r *sectionReader) dot() {
	r.take(1)
	last := r.lastTime()
	n := len(r.rest) - len(strings.TrimLeft(r.rest, "0"))
	if n > 0 && strings.HasPrefix(last, "s") {
		r.add(parts, r.take(n))
		return
	}
	r.add(point, ".")
}

// lastTime returns the part of a date or time right before.
func (r *sectionReader) lastTime() string {
	if n := len(r.tokens); n > 0 && (r.tokens[n-1].kind == datePart || r.tokens[n-1].kind == elapsed) {
		return r.tokens[n-1].text
	}
	return ""
}

// bracket reads what stands in square brackets: a condition, hours beyond a day, numerals, a currency with its place; colours
// are left out.
func (r *sectionReader) bracket(inside string) {
	lower := strings.ToLower(inside)
	switch {
	case inside == "":
	case strings.ContainsRune("<>=", rune(inside[0])):
		operator := inside[:len(inside)-len(strings.TrimLeft(inside, "<>="))]
		if v, err := strconv.ParseFloat(strings.TrimSpace(inside[len(operator):]), 64); err == nil {
			r.limit = &limit{operator, v}
		}
	case strings.Trim(lower, "h") == "", strings.Trim(lower, "m") == "", strings.Trim(lower, "s") == "":
		r.add(elapsed, lower)
	case lower == "dbnum1":
		r.numerals, r.chinese = plainNumerals, true
	case lower == "dbnum2":
		r.numerals, r.chinese = formalNumerals, true
	case lower == "dbnum3":
		r.numerals = wideDigits
	case inside[0] == '$':
		symbol, place, _ := strings.Cut(inside[1:], "-")
		r.place(strings.ToLower(place))
		if symbol != "" {
			r.add(literal, symbol)
		}
	}
}

// place takes the number of a language, in hexadecimal digits, before which the numerals may stand.
func (r *sectionReader) place(code string) {
	switch code {
	case "f800": // the long date of the system
		r.rest = builtin()[longDate]
	case "f400": // its time
		r.add(datePart, "h")
		r.add(literal, ":")
		r.add(datePart, "mm")
		r.add(literal, ":")
		r.add(datePart, "ss")
		r.rest = ""
	}
	for _, chinese := range []string{"804", "404", "c04", "1004", "1404", "zh"} {
		r.chinese = r.chinese || code == chinese || strings.HasSuffix(code, "0"+chinese) || strings.HasPrefix(code, "zh")
	}
}

// minutes tells the minutes from the months: they stand behind hours or before seconds.
func (r *sectionReader) minutes() {
	before := ""
	for i := range r.tokens {
		t := &r.tokens[i]
		if t.kind != datePart && t.kind != elapsed {
			continue
		}
		if t.kind == datePart && t.text[0] == 'm' && len(t.text) <= 2 &&
			(strings.HasPrefix(before, "h") || strings.HasPrefix(r.partBehind(i), "s")) {
			t.text = strings.Repeat("n", len(t.text)) // minutes
		}
		before = t.text
	}
}

func (r *sectionReader) partBehind(i int) string {
	for _, t := range r.tokens[i+1:] {
		if t.kind == datePart || t.kind == elapsed {
			return t.text
		}
	}
	return ""
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// ofText returns what a cell with a text shows.
func (f *format) ofText(s string) string {
	if f.text == nil {
		return s
	}
	var out strings.Builder
	for _, t := range f.text.tokens {
		switch t.kind {
		case textPlace, general:
			out.WriteString(s)
		default:
			out.WriteString(t.text)
		}
	}
	return out.String()
}

// hashes are what a cell shows that has a date which there is not.
const hashes = "########"

// ofNumber returns what a cell with a number shows; days are counted from 1904 or, if not, from 1900.
func (f *format) ofNumber(v float64, from1904 bool) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "#NUM!"
	}
	d := decimalOf(v)
	s, unsigned := f.sectionFor(v)
	switch {
	case s == nil && len(f.sections) == 0: // it has a place for text alone
		if f.text == nil || len(f.text.tokens) == 1 {
			return d.general()
		}
		return f.ofText(d.general())
	case s == nil:
		return hashes
	case s.isDate:
		return s.date(v, from1904)
	}
	if unsigned {
		d.negative = false
	}
	return s.number(d)
}

// sectionFor returns the section that a number is shown by, nil where none is for it, and whether its sign is left out: it is
// for negative numbers alone.
func (f *format) sectionFor(v float64) (s *section, unsigned bool) {
	all := f.sections
	limited := false
	for _, s := range all[:min(len(all), 2)] {
		limited = limited || s.limit != nil
	}
	if !limited {
		return sectionBySign(all, v)
	}
	first := all[0].limit
	if first == nil {
		first = &limit{">", 0}
	}
	if first.holds(v) {
		return all[0], first.isNegative()
	}
	if len(all) == 1 {
		return nil, false
	}
	second := all[1].limit
	positive := first.value == 0 && (first.operator == ">" || first.operator == ">=")
	switch {
	case second == nil && len(all) == 2:
		return all[1], positive && first.operator == ">="
	case second == nil:
		second = &limit{"<", 0}
	}
	switch {
	case second.holds(v):
		return all[1], second.isNegative()
	case len(all) > 2:
		return all[2], false
	}
	return nil, false
}

// sectionBySign returns the section of a format without conditions.
func sectionBySign(all []*section, v float64) (s *section, unsigned bool) {
	switch {
	case len(all) == 0:
		return nil, false
	case len(all) > 1 && v < 0:
		return all[1], true
	case len(all) > 2 && v == 0:
		return all[2], false
	}
	return all[0], false
}

func (l *limit) holds(v float64) bool {
	switch l.operator {
	case "<":
		return v < l.value
	case "<=":
		return v <= l.value
	case ">":
		return v > l.value
	case ">=":
		return v >= l.value
	case "<>":
		return v != l.value
	}
	return v == l.value
}

// isNegative reports a condition that holds for negative numbers alone.
func (l *limit) isNegative() bool {
	return l.operator == "<" && l.value <= 0 || (l.operator == "<=" || l.operator == "=") && l.value < 0
}
