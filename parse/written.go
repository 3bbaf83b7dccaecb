package parse

import (
	"strings"
	"unicode"

	"duban/parse/block"
)

// codedText is what a user can do about a text that stands for another.
const codedText = "decode it, and pass the text or the document that it stands for"

// isCoded reports whether a text stands for something else: base64, hexadecimal digits, quoted-printable, escapes, the text
// of keys and signatures, or a program. Most of it is words without a space that are longer than any is, of ASCII and with
// letters in them, and next to nothing of it is beyond ASCII. Figures in it would mean nothing.
func isCoded(text string) bool {
	const (
		enough  = 200 // characters
		longest = 40  // of a word
	)
	all, long, beyond := 0, 0, 0
	for word := range strings.FieldsSeq(text) {
		letters, ascii := 0, 0
		for _, r := range word {
			switch {
			case r >= unicode.MaxASCII:
				beyond++
			case isASCIILetter(r):
				letters++
				ascii++
			default:
				ascii++
			}
		}
		all += ascii
		if ascii >= longest && 4*letters >= ascii {
			long += ascii
		}
	}
	return all >= enough && 50*beyond < all && 4*long > 3*all
}

func isASCIILetter(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' }

// isReferences reports whether most of a text is references of HTML to characters (&#31532;), whose digits are no figures.
func isReferences(text string) bool {
	const enough = 20
	references := 0
	for rest := text; ; references++ {
		at := strings.Index(rest, "&#")
		if at < 0 {
			break
		}
		rest = rest[at+len("&#"):]
		digits := len(rest) - len(strings.TrimLeft(rest, "xX0123456789abcdefABCDEF"))
		if digits < 4 || digits == len(rest) || rest[digits] != ';' {
			references--
		}
	}
	return references >= enough && 2*references*len("&#31532;") > len(text)
}

// tellLanguage tells of a document that is little Chinese, as no reports are.
func tellLanguage(d *Document) {
	var all letters
	for _, b := range d.Blocks {
		t, ok := b.(*Table)
		if !ok {
			all.add(block.TextOf(b))
			continue
		}
		for _, row := range t.Rows {
			for _, c := range row.Cells {
				all.add(c.Text)
			}
		}
	}
	if !all.areChinese() {
		d.Diagnostics = append(d.Diagnostics, block.Diagnostic{}.Saying("little of it is Chinese; it may be no report"))
	}
}

// letters counts letters by their script.
type letters struct{ all, chinese, japanese, others int }

func (l *letters) add(text string) {
	const enough = 1 << 16
	if l.all > enough {
		return
	}
	for _, r := range text {
		if '一' <= r && r <= '鿿' { // nearly all
			l.all++
			l.chinese++
			continue
		}
		if !block.IsSpace(r) {
			l.all++
		}
		switch {
		case r < '0' || '0' <= r && r <= '9':
		case isASCIILetter(r):
			l.others++
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			l.japanese++
		case unicode.Is(unicode.Han, r):
			l.chinese++
		case unicode.IsLetter(r):
			l.others++
		}
	}
}

// areChinese reports whether letters can be those of a Chinese text, which may have names and codes in Latin ones. Of a few
// it is not known.
func (l *letters) areChinese() bool {
	const fewest = 100 // characters
	return l.all < fewest || l.chinese > 0 && 4*l.chinese >= l.others && l.chinese >= 2*l.japanese
}
