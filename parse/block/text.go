package block

import (
	"bytes"
	"strings"
	"unicode"
)

// Unseen are characters that show nothing and part nothing: marks of width and direction, the mark of a file's end.
const Unseen = "\u200B\uFEFF\u200E\u200F\x00\x1A"

// IsSpace reports white space and what is unseen.
func IsSpace(r rune) bool {
	if '一' <= r && r <= '鿿' { // nearly all
		return false
	}
	return unicode.IsSpace(r) || strings.ContainsRune(Unseen, r)
}

// Tidy trims the lines of text, and drops the empty ones, in place. Every reader makes the texts of its blocks with it.
func Tidy(text []byte) []byte {
	if bytes.IndexByte(text, '\n') < 0 {
		return bytes.TrimFunc(text, IsSpace)
	}
	out := text[:0]
	for line := range bytes.SplitSeq(text, []byte{'\n'}) {
		line = bytes.TrimFunc(line, IsSpace)
		if len(line) == 0 {
			continue
		}
		if len(out) > 0 {
			out = append(out, '\n')
		}
		out = append(out, line...)
	}
	return out
}
