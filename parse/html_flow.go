package parse

import (
	"bytes"
	"strings"
)

// flow puts the texts of inline elements together to the lines that show. It collapses white space as a browser
// does: a run of it is one space, and none at the ends of a line.
type flow struct {
	buf    []byte
	start  int  // where the text at hand begins; what is before it belongs to the cell around
	space  bool // white space was seen that shows only if a text follows in the line
	kept   bool // white space was kept as it stands
	marker int  // the length of buf right behind the marker of a list item
	text   int  // bytes outside of links
	linked int  // bytes in links
}

const blanks = " \t\r\n\f" // the white space that collapses

func (f *flow) add(s string, mode whiteSpace) {
	switch mode {
	case collapse:
		f.collapse(s)
	case keepLines:
		for i, line := range splitBreaks(s) {
			if i > 0 {
				f.lineBreak()
			}
			f.collapse(line)
		}
	case keepAll:
		f.settle()
		f.kept = true
		f.buf = append(f.buf, lineEnds.Replace(s)...)
	}
}

// lineEnds brings the ends of lines to one form.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

func splitBreaks(s string) []string { return strings.Split(lineEnds.Replace(s), "\n") }

func (f *flow) collapse(s string) {
	for s != "" {
		i := strings.IndexAny(s, blanks)
		if i < 0 {
			i = len(s)
		}
		if i > 0 {
			f.settle()
			f.buf = append(f.buf, s[:i]...)
		}
		if i == len(s) {
			return
		}
		f.space = true
		s = strings.TrimLeft(s[i:], blanks)
	}
}

// settle writes the space that was held back.
func (f *flow) settle() {
	if f.space && !f.atLineStart() && f.buf[len(f.buf)-1] != ' ' {
		f.buf = append(f.buf, ' ')
	}
	f.space = false
}

func (f *flow) atLineStart() bool {
	return len(f.buf) == f.start || f.buf[len(f.buf)-1] == '\n'
}

// onlyMarker reports that nothing but the marker of a list item stands in the line.
func (f *flow) onlyMarker() bool { return f.marker > f.start && f.marker == len(f.buf) }

// lineBreak ends the line, also an empty one.
func (f *flow) lineBreak() {
	f.space = false
	f.buf = append(f.buf, '\n')
}

// newLine ends the line if there is something in it.
func (f *flow) newLine() {
	f.space = false
	if !f.atLineStart() && !f.onlyMarker() {
		f.buf = append(f.buf, '\n')
	}
}

// lines writes whole lines as they are.
func (f *flow) lines(s string) {
	f.newLine()
	f.buf = append(f.buf, s...)
	f.newLine()
}

// mark writes the marker of a list item at the front of a line.
func (f *flow) mark(marker string) {
	f.buf = append(f.buf, marker...)
	f.marker = len(f.buf)
}

// tidy trims the lines of text, and drops the empty ones, in place.
func tidy(text []byte) []byte {
	if bytes.IndexByte(text, '\n') < 0 {
		return bytes.TrimFunc(text, isSpace)
	}
	out := text[:0]
	for line := range bytes.SplitSeq(text, []byte{'\n'}) {
		line = bytes.TrimFunc(line, isSpace)
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
