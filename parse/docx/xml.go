package docx

import (
	"bytes"
	"unicode/utf8"

	"duban/internal/message"
	"duban/parse/block"
)

// xmlScanner reads the XML that the parts of a package are made of, element by element, without building anything.
// It knows what such parts may hold: elements, attributes, text, CDATA, comments, processing instructions, the five
// entities and character references. A document type declaration stops it, so there is nothing to expand.
// encoding/xml does the same at a tenth of the speed and with several allocations for each element.
//
// Readers go down with one loop for each level, and what they do not enter is skipped:
//
//	for d := s.depth(); s.child(d); {
//		switch string(s.name) { … }
//	}
//
// After an error or the end of the input the scanner closes all elements that are open, so that such loops end; err
// says why.
type xmlScanner struct {
	budget  *block.Budget
	part    string // for errors
	data    []byte
	windows *windows // that the rest of the part comes in; nil where data is all
	pos     int

	// The element that child has found.
	space xmlSpace
	name  []byte // without its prefix
	rest  []byte // its attributes, as they stand
	empty bool   // it has no content and no end tag

	open  []xmlOpen
	bound []xmlBinding
	last  xmlBinding // the result of the last look-up in bound
	tags  int
	ended bool  // nothing is left of data
	err   error // an *Error: ErrDamaged, ErrLimit or the error of a context; the reader may set it to stop
}

// xmlSpace is a namespace that the reader knows, in its transitional or its strict form.
type xmlSpace uint8

const (
	spaceOther xmlSpace = iota
	spaceWord
	spaceMath
	spaceCompat // of mc:AlternateContent
)

const word2003 = "http://schemas.microsoft.com/office/word/2003/wordml"

func knownSpace(uri string) xmlSpace {
	switch uri {
	case "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main", word2003:
		return spaceWord
	case "http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math":
		return spaceMath
	case "http://schemas.openxmlformats.org/markup-compatibility/2006":
		return spaceCompat
	}
	return spaceOther
}

type xmlOpen struct {
	name  []byte // with its prefix
	bound int    // length of bound outside
}

type xmlBinding struct {
	prefix []byte
	space  xmlSpace
}

func newXMLScanner(b *block.Budget, part string, data []byte) *xmlScanner {
	return &xmlScanner{budget: b, part: part, data: data}
}

// depth returns the number of elements that are open.
func (s *xmlScanner) depth() int { return len(s.open) }

// child goes to the next element right below the one at depth, over whatever lies between; false at the end of that.
func (s *xmlScanner) child(depth int) bool {
	for {
		if s.tag() {
			if len(s.open) == depth+1 {
				return true
			}
		} else if len(s.open) < depth || len(s.open) == 0 && (s.ended || s.err != nil) {
			return false
		}
	}
}

// is reports whether the element found is the one of that name in WordprocessingML.
func (s *xmlScanner) is(name string) bool { return s.space == spaceWord && string(s.name) == name }

// attr returns the value of an attribute with the prefix of the element, with another of the same namespace, or with
// none; nil where it is missing.
func (s *xmlScanner) attr(name string) []byte {
	tag := s.open[len(s.open)-1].name
	prefix := tag[:len(tag)-len(s.name)] // with its colon
	for rest := s.rest; ; {
		var full, value []byte
		if full, value, rest = cutAttr(rest); full == nil {
			return nil
		}
		own, ok := bytes.CutSuffix(full, []byte(name))
		if !ok || len(own) > 0 && !bytes.Equal(own, prefix) && !s.sameSpace(own) {
			continue
		}
		if bytes.IndexByte(value, '&') < 0 {
			return value
		}
		return s.unescape([]byte{}, value)
	}
}

// sameSpace reports a prefix, with its colon, that stands for the namespace of the element found.
func (s *xmlScanner) sameSpace(prefix []byte) bool {
	prefix, ok := bytes.CutSuffix(prefix, []byte(":"))
	return ok && s.space != spaceOther && s.lookUp(prefix) == s.space
}

// keepsSpace reports xml:space="preserve".
func (s *xmlScanner) keepsSpace() bool {
	for rest := s.rest; len(rest) > 0; {
		var name, value []byte
		if name, value, rest = cutAttr(rest); string(name) == "xml:space" {
			return string(value) == "preserve"
		}
	}
	return false
}

// cutAttr returns the name and value of the first attribute in what stands in a tag, and the rest; the name is nil
// where there is none. The value is as it stands, with entities.
func cutAttr(tag []byte) (name, value, rest []byte) {
	tag = trimBlanks(tag)
	equals := bytes.IndexByte(tag, '=')
	if equals <= 0 {
		return nil, nil, nil
	}
	name = tag[:equals]
	for isXMLBlank(name[len(name)-1]) {
		name = name[:len(name)-1]
	}
	rest = trimBlanks(tag[equals+1:])
	if !isAttrName(name) || len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
		return nil, nil, nil
	}
	end := bytes.IndexByte(rest[1:], rest[0]) + 1
	if end == 0 {
		return nil, nil, nil
	}
	return name, rest[1:end], rest[end+1:]
}

func trimBlanks(s []byte) []byte {
	for len(s) > 0 && isXMLBlank(s[0]) {
		s = s[1:]
	}
	return s
}

func isAttrName(name []byte) bool {
	for _, c := range name {
		switch c {
		case ' ', '\t', '\r', '\n', '"', '\'', '/':
			return false
		}
	}
	return true
}

// text appends the text of the element found to buf, and leaves the element.
func (s *xmlScanner) text(buf []byte) []byte {
	const cdata = "<![CDATA["
	depth := len(s.open)
	for len(s.open) >= depth {
		if s.empty || s.err != nil {
			s.tag()
			continue
		}
		if s.pos == len(s.data) {
			s.load()
		}
		end := bytes.IndexByte(s.data[s.pos:], '<')
		if end >= 0 && len(s.open) == depth {
			buf = s.unescape(buf, s.data[s.pos:s.pos+end])
			s.pos += end
			if rest := s.data[s.pos:]; bytes.HasPrefix(rest, []byte(cdata)) {
				if end = bytes.Index(rest, []byte("]]>")); end >= 0 {
					buf = appendLines(buf, rest[len(cdata):end])
				}
			}
		}
		s.tag()
	}
	return buf
}

// tag goes behind the next tag, or over one comment or the like, and reports whether an element was opened.
func (s *xmlScanner) tag() (opened bool) {
	if s.tags++; s.tags%256 == 0 && s.err == nil {
		s.err = s.budget.Live()
	}
	if s.empty || s.err != nil {
		s.empty = false
		s.close()
		return false
	}
	if !s.find() {
		s.atEnd()
		return false
	}
	switch s.data[s.pos] {
	case '/':
		s.endTag()
		return false
	case '?':
		s.skipTo("?>")
		return false
	case '!':
		s.declaration()
		return false
	}
	return s.startTag()
}

// find goes behind the next < of the part, unless that is all that is left.
func (s *xmlScanner) find() bool {
	for {
		start := bytes.IndexByte(s.data[s.pos:], '<')
		switch {
		case start >= 0 && s.pos+start+1 < len(s.data):
			s.pos += start + 1
			return true
		case start >= 0 || !s.load():
			return false
		}
	}
}

// load goes on to the next window, and reports whether there is one. Of the last, nothing holds but what is copied here.
func (s *xmlScanner) load() bool {
	if s.windows == nil {
		return false
	}
	for i := range s.open {
		s.open[i].name = bytes.Clone(s.open[i].name)
	}
	s.name, s.rest, s.last = nil, nil, xmlBinding{}
	s.data, s.pos = s.windows.next(), 0
	return s.data != nil
}

func (s *xmlScanner) atEnd() {
	s.ended = true
	if len(s.open) > 0 {
		s.fail("not closed: <%s>", s.open[len(s.open)-1].name)
	}
}

func (s *xmlScanner) declaration() {
	switch rest := s.data[s.pos:]; {
	case bytes.HasPrefix(rest, []byte("!--")):
		s.pos += len("!--")
		s.skipTo("-->")
	case bytes.HasPrefix(rest, []byte("![CDATA[")):
		s.skipTo("]]>")
	default:
		s.fail("a document type declaration, which no Office file has")
	}
}

func (s *xmlScanner) skipTo(end string) {
	i := bytes.Index(s.data[s.pos:], []byte(end))
	if i < 0 {
		s.fail("broken off at byte %d", s.pos)
		return
	}
	s.pos += i + len(end)
}

func (s *xmlScanner) endTag() {
	name := s.word(s.pos + 1)
	end := s.blanks(s.pos + 1 + len(name))
	switch {
	case end == len(s.data) || s.data[end] != '>':
		s.fail("a broken end tag at byte %d", s.pos)
	case len(s.open) == 0:
		s.fail("</%s> at byte %d closes nothing", name, s.pos)
	case !bytes.Equal(name, s.open[len(s.open)-1].name):
		s.fail("<%s> is closed by </%s> at byte %d", s.open[len(s.open)-1].name, name, s.pos)
	default:
		s.pos = end + 1
		s.close()
	}
}

func (s *xmlScanner) close() {
	if n := len(s.open) - 1; n >= 0 {
		if len(s.bound) > s.open[n].bound {
			s.bound, s.last = s.bound[:s.open[n].bound], xmlBinding{}
		}
		s.open = s.open[:n]
	}
}

func (s *xmlScanner) startTag() bool {
	from := s.pos
	name := s.word(from)
	s.pos += len(name)
	if len(name) == 0 {
		s.fail("a broken tag at byte %d", from)
		return false
	}
	if len(s.open) == s.budget.Limits.Depth {
		s.err = block.Exceeded(s.part, "elements nested more than the limit of %d deep", s.budget.Limits.Depth)
		return false
	}
	outside := len(s.bound)
	if !s.attributes(name) {
		return false
	}
	s.open = append(s.open, xmlOpen{name, outside})
	s.name = name
	colon := max(bytes.IndexByte(name, ':'), 0)
	if colon > 0 {
		s.name = name[colon+1:]
	}
	s.space = s.lookUp(name[:colon])
	return true
}

// attributes goes to the end of a start tag. What the attributes say is left until someone asks, but for the
// namespaces that they declare.
func (s *xmlScanner) attributes(tag []byte) bool {
	end, quotes := tagEnd(s.data[s.pos:])
	if end < 0 {
		s.fail("broken off within <%s> at byte %d", tag, s.pos)
		return false
	}
	if quotes/2 > s.budget.Limits.Attrs {
		s.err = block.Exceeded(s.part, "<%s> with more than the limit of %d attributes", tag, s.budget.Limits.Attrs)
		return false
	}
	s.rest = s.data[s.pos : s.pos+end]
	s.pos += end + 1
	if s.rest, s.empty = bytes.CutSuffix(s.rest, []byte("/")); quotes > 0 && bytes.Contains(s.rest, []byte("xmlns")) {
		s.declared()
	}
	return true
}

// tagEnd returns the place of the > that ends a tag, negative where there is none, and the number of quotation marks
// before it. A > in quotation marks ends nothing.
func tagEnd(data []byte) (end, quotes int) {
	if end = bytes.IndexByte(data, '>'); end < 0 {
		return -1, 0
	}
	quotes = bytes.Count(data[:end], []byte{'"'})
	if quotes%2 == 0 && bytes.IndexByte(data[:end], '\'') < 0 {
		return end, quotes
	}
	return tagEndByMarks(data)
}

// tagEndByMarks is tagEnd for tags that have both sorts of quotation marks, or a > in them.
func tagEndByMarks(data []byte) (end, quotes int) {
	for end < len(data) {
		switch c := data[end]; c {
		case '>':
			return end, quotes
		case '"', '\'':
			more := bytes.IndexByte(data[end+1:], c)
			if more < 0 {
				return -1, 0
			}
			quotes += 2
			end += more + 1
		}
		end++
	}
	return -1, 0
}

// declared takes in the namespaces that the tag declares.
func (s *xmlScanner) declared() {
	for rest := s.rest; len(rest) > 0; {
		var name, value []byte
		name, value, rest = cutAttr(rest)
		if prefix, ok := bytes.CutPrefix(name, []byte("xmlns")); ok && (len(prefix) == 0 || prefix[0] == ':') {
			s.bound = append(s.bound, xmlBinding{bytes.Clone(bytes.TrimPrefix(prefix, []byte(":"))), knownSpace(string(value))})
			s.last = xmlBinding{}
		}
	}
}

func (s *xmlScanner) lookUp(prefix []byte) xmlSpace {
	if s.last.prefix != nil && bytes.Equal(prefix, s.last.prefix) {
		return s.last.space
	}
	for i := len(s.bound) - 1; i >= 0; i-- {
		if bytes.Equal(s.bound[i].prefix, prefix) {
			s.last = xmlBinding{prefix, s.bound[i].space}
			return s.last.space
		}
	}
	return spaceOther
}

// word returns the bytes from at that can stand in a name.
func (s *xmlScanner) word(at int) []byte {
	end := at
	for end < len(s.data) {
		switch s.data[end] {
		case ' ', '\t', '\r', '\n', '/', '>', '=', '<', '"', '\'', '&':
			return s.data[at:end]
		}
		end++
	}
	return s.data[at:end]
}

func (s *xmlScanner) blanks(at int) int {
	for at < len(s.data) && isXMLBlank(s.data[at]) {
		at++
	}
	return at
}

func isXMLBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// unescape appends text with its references replaced.
func (s *xmlScanner) unescape(buf, text []byte) []byte {
	for {
		i := bytes.IndexByte(text, '&')
		if i < 0 {
			return appendLines(buf, text)
		}
		buf = appendLines(buf, text[:i])
		const longest = 16
		end := bytes.IndexByte(block.Head(text[i:], longest), ';')
		r, ok := block.Reference(string(text[i+1 : i+max(end, 1)]))
		if !ok {
			s.fail("%q near byte %d begins no reference to a character", block.Head(text[i:], longest), s.pos)
			return buf
		}
		buf = utf8.AppendRune(buf, r)
		text = text[i+end+1:]
	}
}

// appendLines appends text with the ends of its lines brought to one form.
func appendLines(buf, text []byte) []byte {
	for {
		i := bytes.IndexByte(text, '\r')
		if i < 0 {
			return append(buf, text...)
		}
		buf = append(append(buf, text[:i]...), '\n')
		if text = text[i+1:]; len(text) > 0 && text[0] == '\n' {
			text = text[1:]
		}
	}
}

func (s *xmlScanner) fail(format message.Format, args ...any) {
	if s.err == nil {
		s.err = block.Damaged(s.part, format, args...)
	}
}
