package sheet

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"duban/internal/message"
	"duban/parse/block"
)

// scanner reads the XML of a part of a package element by element, without building anything: elements, attributes, text and
// CDATA; comments and instructions are skipped, and a document type ends the reading, so that there is nothing to expand. Names
// are those without a prefix. encoding/xml does the same at a tenth of the speed.
//
// Readers go down with one loop for each level, and what they do not enter is skipped:
//
//	for d := s.depth; s.child(d); {
//		switch s.name { … }
//	}
//
// After an error or at the end all elements count as closed, so that such loops end; err says why.
type scanner struct {
	budget *block.Budget
	part   string // for errors
	data   []byte
	pos    int

	name  string   // of the element that child has found
	attrs []byte   // its attributes as they stand
	depth int      // elements that are open
	open  [][]byte // their names, with prefixes
	empty bool     // the element found has no content, and its end is still to be told
	into  *[]byte  // where text goes; nil where it is skipped
	tags  int
	err   error
}

func newScanner(b *block.Budget, part string, data []byte) *scanner {
	s := &scanner{budget: b, part: part, data: data}
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		s.data = data[3:]
	case bytes.HasPrefix(data, []byte("\xFF\xFE")), bytes.HasPrefix(data, []byte("\xFE\xFF")):
		s.data = fromUTF16(data[2:], data[0] == 0xFE)
	}
	return s
}

func fromUTF16(data []byte, big bool) []byte {
	units := make([]uint16, len(data)/2)
	for i := range units {
		lo, hi := data[2*i], data[2*i+1]
		if big {
			lo, hi = hi, lo
		}
		units[i] = uint16(lo) | uint16(hi)<<8
	}
	return []byte(string(utf16.Decode(units)))
}

// child goes to the next element right below the one at depth, over whatever lies between; false at the end of that.
func (s *scanner) child(depth int) bool {
	for {
		opened, ok := s.tag()
		if !ok {
			return false
		}
		if opened && s.depth == depth+1 {
			return true
		}
		if s.depth < depth || s.depth == 0 && !opened {
			return false
		}
	}
}

// tag goes to the next start or end of an element.
func (s *scanner) tag() (opened, ok bool) {
	if s.empty {
		s.empty = false
		s.depth--
		s.open = s.open[:s.depth]
		return false, true
	}
	for s.err == nil {
		at := bytes.IndexByte(s.data[s.pos:], '<')
		if at < 0 {
			s.finish()
			return false, false
		}
		s.text(s.data[s.pos : s.pos+at])
		s.pos += at
		rest := s.data[s.pos:]
		switch {
		case bytes.HasPrefix(rest, []byte("<!--")):
			s.skip("-->")
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			s.cdata()
		case bytes.HasPrefix(rest, []byte("<?")):
			s.skip("?>")
		case bytes.HasPrefix(rest, []byte("<!")):
			s.damaged("a document type declaration, which such parts do not have")
		default:
			return s.element()
		}
	}
	s.depth = 0
	return false, false
}

func (s *scanner) finish() {
	if s.depth > 0 {
		s.damaged("the part breaks off")
	}
	s.depth = 0
}

func (s *scanner) damaged(what message.Format, args ...any) {
	if s.err == nil {
		s.err = block.Damaged(s.part, what, args...)
	}
}

func (s *scanner) skip(end string) {
	at := bytes.Index(s.data[s.pos:], []byte(end))
	if at < 0 {
		s.damaged("the part breaks off")
		return
	}
	s.pos += at + len(end)
}

func (s *scanner) cdata() {
	const start, end = "<![CDATA[", "]]>"
	from := s.pos + len(start)
	s.skip(end)
	if s.err == nil && s.into != nil {
		*s.into = append(*s.into, s.data[from:s.pos-len(end)]...)
	}
}

// element reads a tag.
func (s *scanner) element() (opened, ok bool) {
	if s.tags++; s.tags%1024 == 0 {
		if s.err = s.budget.Live(); s.err != nil {
			s.depth = 0
			return false, false
		}
	}
	end := tagEnd(s.data[s.pos:])
	if end < 0 {
		s.damaged("the part breaks off")
		s.depth = 0
		return false, false
	}
	inside := s.data[s.pos+1 : s.pos+end]
	s.pos += end + 1
	if len(inside) > 0 && inside[0] == '/' {
		return false, s.close(inside[1:])
	}
	s.empty = len(inside) > 0 && inside[len(inside)-1] == '/'
	if s.empty {
		inside = inside[:len(inside)-1]
	}
	n := bytes.IndexAny(inside, " \t\r\n")
	if n < 0 {
		n = len(inside)
	}
	name := inside[:n]
	s.attrs = inside[n:]
	s.open = append(s.open, name)
	s.name = intern(name[bytes.IndexByte(name, ':')+1:])
	if s.depth++; s.depth > s.budget.Depth {
		s.err = block.Exceeded(s.part, "elements nested more than %d deep", s.budget.Depth)
		s.depth = 0
		return false, false
	}
	return true, true
}

// close reads the end of an element.
func (s *scanner) close(name []byte) bool {
	name = bytes.TrimRight(name, " \t\r\n")
	if s.depth == 0 || !bytes.Equal(s.open[s.depth-1], name) {
		s.damaged("the end of <%.40s> where it is not open", name)
		s.depth = 0
		return false
	}
	s.depth--
	s.open = s.open[:s.depth]
	return true
}

// tagEnd returns where the tag ends that data begins with: at a > outside of quotation marks.
func tagEnd(data []byte) int {
	var quote byte
	for i, c := range data {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i
		}
	}
	return -1
}

// intern returns the names that stand in each cell without making them anew.
func intern(name []byte) string {
	switch string(name) {
	case "c":
		return "c"
	case "v":
		return "v"
	case "row":
		return "row"
	case "si":
		return "si"
	case "t":
		return "t"
	case "r":
		return "r"
	case "is":
		return "is"
	case "f":
		return "f"
	}
	return string(name)
}

func (s *scanner) text(text []byte) {
	if s.into != nil && len(text) > 0 {
		*s.into = unescape(*s.into, text)
	}
}

// content appends all text of the element found to buf.
func (s *scanner) content(buf []byte) []byte {
	s.into = &buf
	for d := s.depth; s.child(d); {
	}
	s.into = nil
	return buf
}

// attr returns the value of an attribute, by its name without a prefix; empty where it is missing.
func (s *scanner) attr(name string) string {
	for rest := s.attrs; ; {
		eq := bytes.IndexByte(rest, '=')
		if eq < 0 {
			return ""
		}
		full := bytes.TrimSpace(rest[:eq])
		rest = bytes.TrimLeft(rest[eq+1:], " \t\r\n")
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return ""
		}
		end := bytes.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return ""
		}
		value := rest[1 : end+1]
		rest = rest[end+2:]
		if string(full[bytes.IndexByte(full, ':')+1:]) != name {
			continue
		}
		if bytes.IndexByte(value, '&') < 0 {
			return string(value)
		}
		return string(unescape(nil, value))
	}
}

// number returns the value of an attribute that is a whole number, or otherwise.
func (s *scanner) number(name string, otherwise int) int {
	n, err := strconv.Atoi(strings.TrimSpace(s.attr(name)))
	if err != nil {
		return otherwise
	}
	return n
}

// isOn reports whether an attribute says yes.
func (s *scanner) isOn(name string) bool {
	v := s.attr(name)
	return v == "1" || v == "true" || v == "on"
}

// unescape appends text to buf, with its entities replaced; what is none stays as it is.
func unescape(buf, text []byte) []byte {
	for {
		at := bytes.IndexByte(text, '&')
		if at < 0 {
			return append(buf, text...)
		}
		buf = append(buf, text[:at]...)
		text = text[at:]
		end := bytes.IndexByte(text[:min(len(text), 12)], ';')
		if end < 0 {
			buf = append(buf, '&')
			text = text[1:]
			continue
		}
		if c, ok := block.Reference(string(text[1:end])); ok {
			buf = utf8.AppendRune(buf, c)
		} else {
			buf = append(buf, text[:end+1]...)
		}
		text = text[end+1:]
	}
}
