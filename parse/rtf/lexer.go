package rtf

import (
	"math"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// word is a control word with its parameter.
type word struct {
	name  string
	n     int
	given bool // the parameter
}

// on reads the parameter of a word that switches something: only 0 is off.
func (w word) on() bool { return !w.given || w.n != 0 }

// or returns the parameter, or otherwise where there is none.
func (w word) or(otherwise int) int {
	if w.given {
		return w.n
	}
	return otherwise
}

// control reads what stands behind a backslash.
func (r *reader) control() {
	if r.pos == len(r.data) {
		return
	}
	c := r.data[r.pos]
	if isLetter(c) {
		r.controlWord()
		return
	}
	r.pos++
	switch c {
	case '\'':
		r.hexByte()
	case '*':
		r.starred = true
	case '\\', '{', '}':
		r.text(r.data[r.pos-1 : r.pos])
	case '~':
		r.sign("\u00A0")
	case '_':
		r.sign("-")
	case '\r', '\n':
		r.endParagraphHere()
	case '\t':
		r.sign("\t")
	}
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// hexByte reads two digits, the byte of \'hh. What is none is left as text.
func (r *reader) hexByte() {
	if r.pos+2 > len(r.data) {
		r.pos = len(r.data)
		return
	}
	n, err := strconv.ParseUint(string(r.data[r.pos:r.pos+2]), 16, 8)
	if err != nil {
		return
	}
	r.pos += 2
	r.text([]byte{byte(n)})
}

func (r *reader) controlWord() {
	start := r.pos
	for r.pos < len(r.data) && isLetter(r.data[r.pos]) {
		r.pos++
	}
	w := word{name: r.name(r.data[start:r.pos])}
	if number, length := parameter(r.data[r.pos:]); length > 0 {
		w.n, w.given = number, true
		r.pos += length
	}
	if r.pos < len(r.data) && r.data[r.pos] == ' ' {
		r.pos++
	}
	switch w.name {
	case "bin":
		r.pos += min(max(w.n, 0), len(r.data)-r.pos)
	case "u":
		r.unicode(w)
	default:
		r.word(w)
	}
}

// name returns a word, of which there are few.
func (r *reader) name(word []byte) string {
	const most = 4000
	if name, ok := r.names[string(word)]; ok {
		return name
	}
	name := string(word)
	if len(r.names) < most {
		r.names[name] = name
	}
	return name
}

// parameter reads the number behind a word, held within 32 bits, and returns how long it is.
func parameter(data []byte) (n, length int) {
	i := 0
	if len(data) > 1 && data[0] == '-' && isDigit(data[1]) {
		i = 1
	}
	from := i
	for ; i < len(data) && isDigit(data[i]); i++ {
		n = min(10*n+int(data[i]-'0'), math.MaxInt32)
	}
	if i == from {
		return 0, 0
	}
	if from == 1 {
		n = -n
	}
	return n, i
}

// unicode reads \uN, a unit of UTF-16, behind which stands what older programs show instead.
func (r *reader) unicode(w word) {
	if r.skip > 0 { // it stands for another itself
		r.skip--
		return
	}
	c := rune(w.n)
	if c < 0 {
		c += 1 << 16
	}
	r.flush()
	switch {
	case r.high != 0 && 0xDC00 <= c && c <= 0xDFFF:
		c, r.high = utf16.DecodeRune(r.high, c), 0
		r.put(string(c))
	case 0xD800 <= c && c < 0xDC00:
		r.put("")
		r.high = c
	case !utf8.ValidRune(c):
		r.put(string(utf8.RuneError))
	default:
		r.put(r.symbols(string(c)))
	}
	r.skip = r.s.fallback
}
