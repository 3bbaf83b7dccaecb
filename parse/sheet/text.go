package sheet

import (
	"slices"
	"strings"
	"unicode/utf8"

	"duban/parse/block"
)

// rich is a text whose characters may be raised or struck through.
type rich struct {
	text   string
	struck bool // some of it is struck through
}

// richWriter puts a text together of runs.
type richWriter struct {
	buf    []byte
	struck bool // what stands last is
	any    bool // something is
}

// add adds a run. Raised digits are written as such: 10 to the 4th must not read 104; and what is struck through stays apart from
// the figures beside it: 12 struck and 34 behind it must not read 1234.
func (w *richWriter) add(run []byte, raised, struck bool) {
	if len(run) == 0 {
		return
	}
	n := len(w.buf)
	if struck != w.struck && n > 0 && inFigure(w.buf[n-1]) && inFigure(run[0]) {
		w.buf = append(w.buf, ' ')
	}
	w.struck = struck
	w.any = w.any || struck
	if raised {
		run = superscript(run)
	}
	w.buf = append(w.buf, run...)
}

func (w *richWriter) rich() rich { return rich{tidy(w.buf), w.any} }

// inFigure reports a character of a figure.
func inFigure(c byte) bool { return '0' <= c && c <= '9' || c == '.' || c == ',' }

// superscript writes a number with raised digits; any other text stays.
func superscript(run []byte) []byte {
	const plain, raised = "0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻"
	signs, at := []rune(raised), []rune(plain)
	var out []byte
	for _, c := range string(run) {
		i := slices.Index(at, c)
		if i < 0 {
			return run
		}
		out = utf8.AppendRune(out, signs[i])
	}
	return out
}

// tidy returns a text without what does not show.
func tidy(text []byte) string {
	s := string(text)
	if strings.ContainsRune(s, '\r') {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	return string(block.Tidy([]byte(strings.ToValidUTF8(s, "\uFFFD"))))
}
