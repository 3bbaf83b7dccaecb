package parse

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// IANA names of the encodings that are told from the content.
const (
	utf8Name    = "UTF-8"
	utf16LEName = "UTF-16LE"
	utf16BEName = "UTF-16BE"
	gbName      = "GB18030" // of which GBK and GB2312 are parts
)

// decoded is text with what is known of how it was read.
type decoded struct {
	text     string
	encoding string
	trouble  []Diagnostic // undecodable bytes by line; their places in text hold U+FFFD
}

// decode turns bytes into text. A byte order mark decides; else the content does, and declared (the label of a meta
// element, or "") only where the content leaves it open.
func decode(data []byte, declared string) decoded {
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		return decodeUTF8(data[3:])
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		return decodeUTF16(data[2:], binary.LittleEndian, utf16LEName)
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return decodeUTF16(data[2:], binary.BigEndian, utf16BEName)
	}
	switch utf16Order(data) {
	case 'l':
		return decodeUTF16(data, binary.LittleEndian, utf16LEName)
	case 'b':
		return decodeUTF16(data, binary.BigEndian, utf16BEName)
	}
	if d, ok := decodeDeclared(data, declared); ok {
		return d
	}
	switch v := weigh(data, isGBLabel(declared)); {
	case v.utf8Bad == 0 && !v.preferGB:
		return decodeUTF8(data)
	case v.gbBad == 0 && v.utf8Bad > 0 && v.utf8Good == 0, v.preferGB && v.gbBad == 0:
		return decodeGB(data, gbName)
	}
	return decodeMixed(data)
}

// utf16Order tells UTF-16 without a byte order mark: 'l', 'b', or 0 for neither. Read in the right order nearly every
// unit is one that Chinese text uses; read in the wrong one, or when it is another encoding, few are.
func utf16Order(data []byte) byte {
	if bytes.HasPrefix(data, []byte("\xFF\xFE")) {
		return 'l'
	}
	if bytes.HasPrefix(data, []byte("\xFE\xFF")) {
		return 'b'
	}
	sample := head(data, 4096)
	sample = sample[:len(sample)&^1]
	if len(sample) < 4 || len(data)%2 != 0 || utf8.Valid(bytes.TrimRight(sample, "\x80\xBF")) && !bytes.Contains(sample, []byte{0}) {
		return 0
	}
	if 20*plausibleUnits(sample, binary.LittleEndian) > 19*len(sample)/2 {
		return 'l'
	}
	if 20*plausibleUnits(sample, binary.BigEndian) > 19*len(sample)/2 {
		return 'b'
	}
	return 0
}

func plausibleUnits(data []byte, order binary.ByteOrder) int {
	n := 0
	for i := 0; i+1 < len(data); i += 2 {
		u := order.Uint16(data[i:])
		if u == '\t' || u == '\n' || u == '\r' || u == '\f' || 0x20 <= u && u < 0x7F || // ASCII
			0x4E00 <= u && u <= 0x9FFF || 0x3000 <= u && u <= 0x303F || 0xFF00 <= u && u <= 0xFFEF || // Chinese
			0x2010 <= u && u <= 0x2027 || 0x2160 <= u && u <= 0x2182 || 0x2460 <= u && u <= 0x24FF || u == 0xB7 || u == 0xA0 {
			n++
		}
	}
	return n
}

// verdict is how well the bytes fit UTF-8 and GB18030.
type verdict struct {
	utf8Good, utf8Bad int // sequences of several bytes that are valid, bytes that are not
	gbBad             int
	preferGB          bool // valid as UTF-8, but only by chance: as GB18030 it is common Chinese
}

// weigh compares the two encodings. Text in GB18030 is hardly ever valid UTF-8; where it is, on a few characters, as
// UTF-8 it would be letters of two bytes (Latin, Cyrillic, Arabic …) and nothing else beyond ASCII, which no Chinese
// report is, while as GB18030 all of it is common Chinese.
func weigh(data []byte, declaredGB bool) verdict {
	var v verdict
	long := 0 // sequences of three or four bytes
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			v.utf8Bad++
		} else {
			v.utf8Good++
			if n > 2 {
				long++
			}
		}
		i += n
	}
	if v.utf8Bad == 0 && (long > 0 || v.utf8Good == 0) && !declaredGB {
		return v
	}
	common := true
	for i := 0; i < len(data); {
		_, n := gbCode(data[i:])
		if n < 0 {
			v.gbBad++
			n, common = -n, false
		} else if n == 2 && (data[i] < 0xA1 || data[i] > 0xD7 || data[i+1] < 0xA1) || n == 4 {
			common = false // outside the symbols and the 3755 most common characters of GB 2312
		}
		i += n
	}
	v.preferGB = v.utf8Bad == 0 && v.utf8Good > 0 && long == 0 && common
	return v
}

func decodeUTF8(data []byte) decoded {
	d := decoded{encoding: utf8Name}
	if utf8.Valid(data) {
		d.text = string(data)
		return d
	}
	var sb strings.Builder
	var bad tally
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		bad.pass(r, r == utf8.RuneError && n == 1)
		sb.WriteRune(r)
		data = data[n:]
	}
	d.text, d.trouble = sb.String(), bad.diagnostics(undecodable+utf8Name)
	return d
}

func decodeUTF16(data []byte, order binary.ByteOrder, name string) decoded {
	d := decoded{encoding: name}
	var sb strings.Builder
	sb.Grow(len(data))
	var bad tally
	for i := 0; i+1 < len(data); i += 2 {
		r := rune(order.Uint16(data[i:]))
		lone := utf16.IsSurrogate(r)
		if lone && i+3 < len(data) {
			if pair := utf16.DecodeRune(r, rune(order.Uint16(data[i+2:]))); pair != unicode.ReplacementChar {
				r, lone = pair, false
				i += 2
			}
		}
		if lone {
			r = unicode.ReplacementChar
		}
		bad.pass(r, lone)
		sb.WriteRune(r)
	}
	if len(data)%2 != 0 {
		bad.pass(unicode.ReplacementChar, true)
		sb.WriteRune(unicode.ReplacementChar)
	}
	d.text, d.trouble = sb.String(), bad.diagnostics(undecodable+name)
	return d
}

// gbLost are the two-byte codes that are valid in GB 18030-2005 or -2022 but that golang.org/x/text does not know,
// with what the standard gives them.
var gbLost = map[uint16]rune{
	0xA8BC: 0x1E3F,
	0xA6D9: 0xFE10, 0xA6DA: 0xFE12, 0xA6DB: 0xFE11, 0xA6DC: 0xFE13, 0xA6DD: 0xFE14, 0xA6DE: 0xFE15, 0xA6DF: 0xFE16,
	0xA6EC: 0xFE17, 0xA6ED: 0xFE18, 0xA6F3: 0xFE19,
	0xFE59: 0x9FB4, 0xFE61: 0x9FB5, 0xFE66: 0x9FB6, 0xFE67: 0x9FB7, 0xFE6D: 0x9FB8, 0xFE7E: 0x9FB9, 0xFE90: 0x9FBA, 0xFEA0: 0x9FBB,
}

// gbCode returns the first character of data, read as GB18030, and its length in bytes; the length is negative where
// the bytes stand for nothing.
func gbCode(data []byte) (rune, int) {
	c := data[0]
	switch {
	case c < 0x80:
		return rune(c), 1
	case c == 0x80:
		return '€', 1 // as Windows writes it
	case c == 0xFF || len(data) < 2:
		return utf8.RuneError, -1
	}
	if next := data[1]; 0x30 <= next && next <= 0x39 {
		if len(data) < 4 || data[2] < 0x81 || data[2] > 0xFE || data[3] < 0x30 || data[3] > 0x39 {
			return utf8.RuneError, -1
		}
		return gbRune(data[:4])
	} else if next < 0x40 || next == 0x7F || next == 0xFF {
		return utf8.RuneError, -1
	}
	if r, ok := gbLost[binary.BigEndian.Uint16(data)]; ok {
		return r, 2
	}
	return gbRune(data[:2])
}

func gbRune(code []byte) (rune, int) {
	var buf [8]byte
	n, _, err := simplifiedchinese.GB18030.NewDecoder().Transform(buf[:], code, true)
	r, _ := utf8.DecodeRune(buf[:n])
	if err != nil || r == utf8.RuneError {
		return utf8.RuneError, -len(code)
	}
	return r, len(code)
}

// decodeGB reads GB18030. The library is fast but silent about what it does not know, so where it left U+FFFD the
// codes are gone through one by one.
func decodeGB(data []byte, name string) decoded {
	d := decoded{encoding: name}
	fast, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err == nil && !bytes.ContainsRune(fast, utf8.RuneError) {
		d.text = string(fast)
		return d
	}
	var sb strings.Builder
	bad, moved := tally{}, tally{}
	for len(data) > 0 {
		r, n := gbCode(data)
		bad.pass(r, n < 0)
		moved.pass(r, n == 2 && gbLost[binary.BigEndian.Uint16(data)] != 0)
		sb.WriteRune(r)
		data = data[max(n, -n):]
	}
	d.text = sb.String()
	d.trouble = append(bad.diagnostics(undecodable+name),
		moved.diagnostics("%d characters have codes that editions of GB 18030 read differently; the edition of 2022 was followed")...)
	return d
}

// decodeDeclared reads a page that declares an encoding other than the ones that are told from the content, such as
// Big5, where the content does not contradict it.
func decodeDeclared(data []byte, declared string) (decoded, bool) {
	if declared == "" || isGBLabel(declared) || utf8.Valid(data) {
		return decoded{}, false
	}
	enc, err := htmlindex.Get(declared)
	if err != nil {
		return decoded{}, false
	}
	name, err := htmlindex.Name(enc)
	if err != nil || !strings.HasPrefix(name, "big5") && !strings.HasPrefix(name, "euc-") && !strings.HasPrefix(name, "shift") {
		return decoded{}, false
	}
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(out, utf8.RuneError) {
		return decoded{}, false
	}
	return decoded{text: string(out), encoding: name}, true
}

func isGBLabel(label string) bool {
	label = strings.ToLower(strings.ReplaceAll(label, "_", "-"))
	return strings.HasPrefix(label, "gb") || label == "hz-gb-2312" || label == "x-gbk" || label == "cp936" || label == "ms936"
}

// decodeMixed reads a file whose bytes fit no one encoding: each line is read by itself, as UTF-8 where it is valid
// and else as GB18030 where that fits better. The encoding of most lines gives the file's.
func decodeMixed(data []byte) decoded {
	out := decoded{encoding: utf8Name}
	var sb strings.Builder
	sb.Grow(len(data))
	var first, count [2]int // of the lines in UTF-8 and in GB18030: the first one, how many
	for line := 1; len(data) > 0; line++ {
		end := bytes.IndexByte(data, '\n') + 1
		if end == 0 {
			end = len(data)
		}
		d := decodeLine(data[:end])
		sb.WriteString(d.text)
		for _, t := range d.trouble {
			t.Line, t.EndLine = line, line
			out.trouble = append(out.trouble, t)
		}
		if !isASCII(data[:end]) {
			k := 0
			if d.encoding == gbName {
				k = 1
			}
			if count[k]++; count[k] == 1 {
				first[k] = line
			}
		}
		data = data[end:]
	}
	out.text = sb.String()
	rarer := first[1]
	if count[1] > count[0] {
		out.encoding, rarer = gbName, first[0]
	}
	if count[0] > 0 && count[1] > 0 {
		out.trouble = append(out.trouble, Diagnostic{Place: Place{Line: rarer, EndLine: rarer},
			Message: fmt.Sprintf("the file mixes UTF-8 (%d lines) and GB18030 (%d lines); each line was read in its own", count[0], count[1])})
	}
	return out
}

func decodeLine(line []byte) decoded {
	if utf8.Valid(line) {
		return decodeUTF8(line)
	}
	// A line of UTF-8 with a broken character or two also fits GB18030, by chance; then most of it is still valid.
	if v := weigh(line, false); v.gbBad < v.utf8Bad && v.utf8Good <= 3*v.utf8Bad {
		return decodeGB(line, gbName)
	}
	return decodeUTF8(line)
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// tally counts undecodable bytes by line.
type tally struct {
	line  int // lines passed
	count map[int]int
	first []int
}

func (t *tally) pass(r rune, bad bool) {
	if bad {
		if t.count == nil {
			t.count = map[int]int{}
		}
		if t.count[t.line+1] == 0 {
			t.first = append(t.first, t.line+1)
		}
		t.count[t.line+1]++
	}
	if r == '\n' {
		t.line++
	}
}

const undecodable = "%d characters could not be decoded and stand as U+FFFD; the text was read as "

// diagnostics returns a message for each of the first lines with trouble, and one that sums up the rest. The format
// takes the number of characters.
func (t *tally) diagnostics(format string) []Diagnostic {
	const most = 20
	var out []Diagnostic
	rest := 0
	for i, line := range t.first {
		if i >= most {
			rest += t.count[line]
			continue
		}
		out = append(out, Diagnostic{Place: Place{Line: line, EndLine: line}, Message: fmt.Sprintf(format, t.count[line])})
	}
	if rest > 0 {
		out = append(out, Diagnostic{Message: fmt.Sprintf("in %d further lines "+format, len(t.first)-most, rest)})
	}
	return out
}
