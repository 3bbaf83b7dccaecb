package charset

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"duban/internal/message"
)

// Text that was copied out of PDF files often has radicals where it shows ideographs: 增⻓ with U+2ED3, ⼀ with U+2F00.
// They print alike but no word is written with them, so they are replaced, and so are compatibility ideographs.

// radicals are pairs of a radical that is an ideograph in full and that ideograph. Unicode has the others, those of the
// Kangxi dictionary, as equivalents; of one of these fonts for simplified characters show another form.
const radicals = "⼾户⺎兀⺒巳⻁虎⻪黾⺠民⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙"

// ideograph returns the ideograph that r looks like, or r.
func ideograph(r rune) rune {
	switch {
	case r < 0x2E80 || 0x2FDF < r && r < 0xF900 || 0xFAFF < r:
		return r
	case r <= 0x2FDF:
		if _, pair, ok := strings.Cut(radicals, string(r)); ok {
			r, _ = utf8.DecodeRuneInString(pair)
			return r
		}
	}
	if same := norm.NFKC.String(string(r)); utf8.RuneCountInString(same) == 1 {
		r, _ = utf8.DecodeRuneInString(same)
	}
	return r
}

// WithIdeographs returns text with characters replaced by the ideographs that they look like, and a sentence that says
// so, or "" where there are none.
func WithIdeographs[T string | []byte](text T) (T, message.Text) {
	if !hasLookalikes(text) {
		return text, message.Text{}
	}
	var l Lookalikes
	unified := l.replace(string(text))
	return T(unified), l.Says()
}

// Lookalikes replaces characters of many texts by the ideographs that they look like.
type Lookalikes struct {
	count   int
	example string
}

// Unify returns the text with its ideographs.
func (l *Lookalikes) Unify(text string) string {
	if !hasLookalikes(text) {
		return text
	}
	return l.replace(text)
}

func (l *Lookalikes) replace(text string) string {
	return strings.Map(func(r rune) rune {
		like := ideograph(r)
		if like != r {
			l.count++
			l.example = fmt.Sprintf("%c (U+%04[1]X) as %c", r, like)
		}
		return like
	}, text)
}

// Says returns a sentence on what was replaced, or an empty one.
func (l *Lookalikes) Says() message.Text {
	if l.count == 0 {
		return message.Text{}
	}
	return message.New("%d radicals or compatibility characters were read as the ideographs that they look like: %s", l.count, l.example)
}

// hasLookalikes reports characters from U+2E80 to U+2FFF and from U+F900 to U+FAFF in UTF-8.
func hasLookalikes[T string | []byte](text T) bool {
	return follows(text, 0xE2, 0xBA, 0xFF) || follows(text, 0xEF, 0xA4, 0xAB)
}

// follows reports whether a byte from least to most stands behind one that is lead. Searching for the latter takes a part of the
// time that looking at each byte does.
func follows[T string | []byte](text T, lead, least, most byte) bool {
	for {
		at := -1
		switch text := any(text).(type) {
		case string:
			at = strings.IndexByte(text, lead)
		case []byte:
			at = bytes.IndexByte(text, lead)
		}
		if at < 0 || at+1 == len(text) {
			return false
		}
		if next := text[at+1]; least <= next && next <= most {
			return true
		}
		text = text[at+1:]
	}
}
