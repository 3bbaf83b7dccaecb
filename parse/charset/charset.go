package charset

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf8"

	"duban/internal/message"
	"duban/parse/block"

	"golang.org/x/text/encoding/htmlindex"
)

// IANA names of the encodings that are told from the content.
const (
	UTF8Name    = "UTF-8"
	UTF16LEName = "UTF-16LE"
	UTF16BEName = "UTF-16BE"
	GBName      = "GB18030" // of which GBK and GB2312 are parts
	big5Name    = "Big5"
)

// Decoded is text with what is known of how it was read.
type Decoded struct {
	Text     string
	Encoding string
	Trouble  []block.Diagnostic // undecodable bytes by line; their places in text hold U+FFFD
}

// Read decodes what may be a report. Text in an encoding that is not read, and what is no text in any,
// would be characters all the same, and even common ones, so that it has to be told.
func Read(b *block.Budget, data []byte, declared string) (Decoded, error) {
	d, err := DecodeWithin(b, data, declared)
	if err != nil {
		return Decoded{}, err
	}
	if name := foreignEncoding(data, d.Encoding); name != "" {
		return Decoded{}, block.Unsupported("a text in %s", "save it as UTF-8", name)
	}
	if !isWritten(d.Text) {
		return Decoded{}, block.Unsupported(block.BinaryData, block.PassText)
	}
	if isGarbled(d.Text) {
		return Decoded{}, block.Unsupported("a text that was read in a wrong encoding and saved so", "take it anew from where it was right")
	}
	return d, nil
}

// DecodeWithin is the function Decode, which ends with the context of the budget at the latest.
func DecodeWithin(b *block.Budget, data []byte, declared string) (Decoded, error) {
	const quick = 4 << 20 // takes no time worth stopping
	if len(data) < quick {
		return Decode(data, declared), b.Live()
	}
	done := make(chan Decoded, 1)
	go func() { done <- Decode(data, declared) }() // is left behind if it comes too late
	select {
	case d := <-done:
		return d, nil
	case <-b.Done():
		return Decoded{}, b.Live()
	}
}

// Decode turns bytes into text. A byte order mark decides; else the content does, and declared (the label of a meta
// element, or "") only where the content leaves it open.
func Decode(data []byte, declared string) Decoded {
	d := decodeAsWritten(data, declared)
	for _, clean := range []func(string) (string, message.Text){WithIdeographs[string], withoutTerminal} {
		text, trouble := clean(d.Text)
		if !trouble.IsZero() {
			d.Text = text
			d.Trouble = append(d.Trouble, block.Diagnostic{}.Saying("%s", trouble))
		}
	}
	return d
}

func decodeAsWritten(data []byte, declared string) Decoded {
	if rest, ok := bytes.CutPrefix(data, []byte("\xEF\xBB\xBF")); ok {
		return decodeBytes(rest, UTF8Name)
	}
	switch UTF16Order(data) {
	case 'l':
		return decodeUTF16(data, binary.LittleEndian, UTF16LEName)
	case 'b':
		return decodeUTF16(data, binary.BigEndian, UTF16BEName)
	}
	if d, ok := decodeDeclared(data, declared); ok {
		return d
	}
	return decodeBytes(data, declared)
}

// isWideUTF8 reports UTF-8 that is not valid by chance: ASCII, or with characters of three bytes or more.
func isWideUTF8(data []byte) bool {
	pairs, long := false, false
	for _, r := range string(data) {
		switch {
		case r < ' ' && !block.IsSpace(r):
			return false
		case r >= 1<<11:
			long = true
		case r >= utf8.RuneSelf:
			pairs = true
		}
	}
	return utf8.Valid(data) && (long || !pairs)
}

// wholeRunes returns the beginning of a source of n bytes without the part of a character of UTF-8 at its cut.
func wholeRunes(sample []byte, n int) []byte {
	for i := 1; len(sample) < n && i < utf8.UTFMax; i++ {
		if end := len(sample) - i; utf8.RuneStart(sample[end]) {
			if !utf8.FullRune(sample[end:]) {
				return sample[:end]
			}
			break
		}
	}
	return sample
}

// decodeBytes reads UTF-8 or GB18030. Bytes that are neither as a whole are read line by line, each line in the
// Encoding that it is without doubt, and the doubtful ones in that of most others.
func decodeBytes(data []byte, declared string) Decoded {
	d := decoder{line: 1}
	if utf8.Valid(data) {
		if (declared == "" || isGBLabel(declared)) && validByChance(data) {
			d.gb(data)
			return d.Decoded(GBName)
		}
		d.utf8(data)
		return d.Decoded(UTF8Name)
	}
	var all weight
	var count, first [2]int // of the lines that are UTF-8 and GB18030 without doubt
	n := 1
	for line := range byteLines(data) {
		w := weigh(line)
		all.add(w)
		if k := w.encoding(); k != isEither {
			if count[k]++; count[k] == 1 {
				first[k] = n
			}
		}
		n++
	}
	most := isUTF8
	if count[isGB] > count[isUTF8] || count[isGB] == count[isUTF8] && all.likelyGB() {
		most = isGB
	}
	if most == isGB && isBig5(data) {
		d.big5(data)
		return d.Decoded(big5Name)
	}
	for line := range byteLines(data) {
		k := weigh(line).encoding()
		if k == isGB || k == isEither && most == isGB {
			d.gb(line)
		} else {
			d.utf8(line)
		}
	}
	out := d.Decoded([]string{UTF8Name, GBName}[most])
	if rarer := first[1-most]; rarer > 0 {
		out.Trouble = append(out.Trouble, block.Diagnostic{Place: block.Place{Line: rarer, EndLine: rarer}}.Saying(
			"the file mixes UTF-8 (%d lines) and GB18030 (%d lines); each line was read in its own", count[isUTF8], count[isGB]))
	}
	return out
}

// byteLines yields the lines of data with their ends: \n, \r\n or \r.
func byteLines(data []byte) func(func([]byte) bool) {
	return func(yield func([]byte) bool) {
		for len(data) > 0 {
			end := bytes.IndexAny(data, "\r\n") + 1
			switch {
			case end == 0:
				end = len(data)
			case data[end-1] == '\r' && end < len(data) && data[end] == '\n':
				end++
			}
			if !yield(data[:end]) {
				return
			}
			data = data[end:]
		}
	}
}

// The encodings between which a line is weighed.
const (
	isUTF8 = iota
	isGB
	isEither
)

// weight is how well bytes fit UTF-8 and GB18030.
type weight struct {
	pairs, long int // characters of two bytes, and of three or four, that are valid UTF-8
	known       int // those of the long ones that GB 2312 has: any character of common use
	utf8Bad     int // characters that are not valid UTF-8
	gbBad       int // characters that are not valid GB18030, or have no meaning of their own there
	gbRare      int // characters of GB18030 beyond the symbols and the 3755 most common of GB 2312
}

func weigh(data []byte) weight {
	var w weight
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			w.utf8Bad++
			n = brokenLen(data[i:])
		case n == 2:
			w.pairs++
		default:
			w.long++
			if r < 1<<16 && gbCommon().has(uint16(r)) {
				w.known++
			}
		}
		i += n
	}
	if w.pairs == 0 && w.utf8Bad == 0 {
		return w // ASCII, or UTF-8 beyond doubt
	}
	for i := 0; i < len(data); {
		r, n := gbCode(data[i:])
		if n < 0 || isPrivate(r) {
			w.gbBad++
		}
		if n != 1 && (n != 2 || !isCommonGB(data[i], data[i+1])) {
			w.gbRare++
		}
		i += max(n, -n)
	}
	return w
}

// brokenLen returns the length of what is left of a broken character of UTF-8.
func brokenLen(data []byte) int {
	n := 1
	for data[0] >= 0xC2 && n < 3 && n < len(data) && data[n]&0xC0 == 0x80 {
		n++
	}
	return n
}

func (w *weight) add(v weight) {
	w.known += v.known
	w.utf8Bad += v.utf8Bad
	w.gbBad += v.gbBad
}

// validByChance reports bytes that are valid UTF-8 only by chance, like 联通 in GB18030: as UTF-8 they would be letters
// of two bytes (Latin, Cyrillic, Arabic …) and nothing else beyond ASCII, which no Chinese report is, while as GB18030
// all of them are common Chinese.
func validByChance(data []byte) bool {
	for _, c := range data {
		if c >= 0xE0 { // begins a character of three or four bytes
			return false
		}
	}
	w := weigh(data)
	return w.pairs > 0 && w.gbBad == 0 && w.gbRare == 0
}

// encoding tells what a line is. UTF-8 with a broken character or two can fit GB18030 as well, but then most of it
// is still valid, and what it would be in GB18030 is rare; of GB18030 hardly anything is valid UTF-8.
func (w weight) encoding() int {
	switch {
	case w.utf8Bad == 0 && w.long > 0:
		return isUTF8
	case w.utf8Bad > 0 && w.gbBad == 0 && (w.gbRare == 0 || w.utf8Bad > 2*w.known):
		return isGB
	case w.known > w.utf8Bad:
		return isUTF8
	}
	return isEither
}

// likelyGB decides for bytes of which every line is in doubt.
func (w weight) likelyGB() bool { return w.gbBad < w.utf8Bad && w.known < w.utf8Bad }

// decodeDeclared reads a page that declares an encoding other than the ones that are told from the content, such as
// Big5, where the content does not contradict it.
func decodeDeclared(data []byte, declared string) (Decoded, bool) {
	if declared == "" || isGBLabel(declared) || utf8.Valid(data) {
		return Decoded{}, false
	}
	enc, err := htmlindex.Get(declared)
	if err != nil {
		return Decoded{}, false
	}
	name, err := htmlindex.Name(enc)
	if err != nil || !strings.HasPrefix(name, "big5") && !strings.HasPrefix(name, "euc-") && !strings.HasPrefix(name, "shift") {
		return Decoded{}, false
	}
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(out, utf8.RuneError) {
		return Decoded{}, false
	}
	return Decoded{Text: string(out), Encoding: name}, true
}

func isGBLabel(label string) bool {
	label = strings.ToLower(strings.ReplaceAll(label, "_", "-"))
	return strings.HasPrefix(label, "gb") || label == "hz-gb-2312" || label == "x-gbk" || label == "cp936" || label == "ms936"
}

// decoder gathers text and what could not be read of it, by line.
type decoder struct {
	text                   strings.Builder
	line                   int  // of the next character, from 1
	cr                     bool // the last character was a carriage return
	undecoded, moved, lost tally
	nul                    tally
}

func (d *decoder) utf8(data []byte) {
	if utf8.Valid(data) && !bytes.Contains(data, []byte("\uFFFD")) && bytes.IndexByte(data, 0) < 0 {
		d.text.Write(data)
		d.line += LineEnds(data)
		d.cr = false
		return
	}
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		if r == utf8.RuneError && n == 1 {
			r, n = surrogates(data)
		}
		if n == 1 && data[0] >= utf8.RuneSelf {
			d.broken(1)
		} else {
			d.write(r)
		}
		data = data[n:]
	}
}

func (d *decoder) gb(data []byte) {
	d.text.Grow(len(data) + len(data)/2)
	for len(data) > 0 {
		r, n := gbCode(data)
		if n < 0 {
			d.broken(-n)
			data = data[-n:]
			continue
		}
		if n == 2 && isMovedLead(data[0]) && gbMoved[binary.BigEndian.Uint16(data)] != 0 {
			d.moved.add(d.line, 1)
		}
		d.write(r)
		data = data[n:]
	}
}

// broken takes n bytes that stand for nothing.
func (d *decoder) broken(n int) {
	d.undecoded.add(d.line, n)
	d.text.WriteRune(utf8.RuneError)
	d.cr = false
}

func (d *decoder) write(r rune) {
	switch r {
	case '\n':
		if !d.cr {
			d.line++
		}
	case '\r':
		d.line++
	case 0:
		d.nul.add(d.line, 1)
	case utf8.RuneError:
		d.lost.add(d.line, 1)
	}
	d.cr = r == '\r'
	d.text.WriteRune(r)
}

// LineEnds counts \n, \r\n and \r.
func LineEnds(data []byte) int {
	return bytes.Count(data, []byte("\n")) + bytes.Count(data, []byte("\r")) - bytes.Count(data, []byte("\r\n"))
}

func (d *decoder) Decoded(encoding string) Decoded {
	out := Decoded{Text: d.text.String(), Encoding: encoding}
	undecoded := func(n int) message.Text {
		return message.New("%d bytes could not be decoded and stand as U+FFFD; the text was read as %s", n, encoding)
	}
	out.Trouble = append(out.Trouble, d.undecoded.diagnostics(undecoded)...)
	out.Trouble = append(out.Trouble, d.moved.diagnostics(counting("%d characters have codes that editions of GB 18030 read differently; the edition of 2022 was followed"))...)
	out.Trouble = append(out.Trouble, d.lost.diagnostics(counting("%d characters were lost before this file was written: it holds U+FFFD"))...)
	out.Trouble = append(out.Trouble, d.nul.diagnostics(counting("%d characters are NUL, which no text has"))...)
	return out
}

// tally counts by line, in rising order.
type tally []struct{ line, count int }

func (t *tally) add(line, n int) {
	if last := len(*t) - 1; last >= 0 && (*t)[last].line == line {
		(*t)[last].count += n
		return
	}
	*t = append(*t, struct{ line, count int }{line, n})
}

// counting returns what says a text with a number.
func counting(format message.Format) func(int) message.Text {
	return func(n int) message.Text { return message.New(format, n) }
}

// diagnostics returns a message for each of the first lines with trouble, and one that sums up the rest. say takes the
// number.
func (t tally) diagnostics(say func(n int) message.Text) []block.Diagnostic {
	const most = 20
	var out []block.Diagnostic
	for _, l := range t[:min(most, len(t))] {
		out = append(out, block.Diagnostic{Place: block.Place{Line: l.line, EndLine: l.line}}.Saying("%s", say(l.count)))
	}
	if len(t) <= most {
		return out
	}
	rest := 0
	for _, l := range t[most:] {
		rest += l.count
	}
	place := block.Place{Line: t[most].line, EndLine: t[len(t)-1].line}
	return append(out, block.Diagnostic{Place: place}.Saying("in %d further lines %s", len(t)-most, say(rest)))
}
