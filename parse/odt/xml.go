package odt

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"duban/parse/block"
)

// scanner reads XML element by element. Its first error ends it, and all loops over it.
type scanner struct {
	budget *block.Budget
	part   string // for errors
	xml    *xml.Decoder
	depth  int
	tokens int
	names  map[xml.Name]string
	err    error
}

// element is the start of one. Names have the last word of their namespace in front, whatever the prefix in the source.
type element struct {
	name  string
	attrs []xml.Attr
	s     *scanner
}

func newScanner(b *block.Budget, part string, data []byte) *scanner {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(charset string, _ io.Reader) (io.Reader, error) {
		return nil, errors.New("the encoding " + charset + ", which no OpenDocument has")
	}
	return &scanner{budget: b, part: part, xml: d, names: map[xml.Name]string{}}
}

// each goes through what the element at hand holds, to its end: start takes the elements in it, and text, which may
// be nil, the text. What start does not go through is skipped.
func (s *scanner) each(start func(e element), text func(text []byte)) {
	inside := s.depth
	for s.err == nil {
		switch t := s.next().(type) {
		case xml.StartElement:
			s.depth++
			if s.depth > s.budget.Depth {
				s.fail(block.Exceeded(s.part, "elements nested more than the limit of %d deep", s.budget.Depth))
				return
			}
			if len(t.Attr) > s.budget.Attrs {
				s.fail(block.Exceeded(s.part, "<%s> with more than the limit of %d attributes", t.Name.Local, s.budget.Attrs))
				return
			}
			start(element{s.name(t.Name), t.Attr, s})
			s.skipTo(inside)
		case xml.EndElement:
			s.depth--
			return
		case xml.CharData:
			if text != nil {
				text(t)
			}
		case nil:
			return
		}
	}
}

// skipTo skips the rest of the elements that are open, down to a depth.
func (s *scanner) skipTo(depth int) {
	for s.depth > depth && s.err == nil {
		switch s.next().(type) {
		case xml.StartElement:
			s.depth++
		case xml.EndElement:
			s.depth--
		}
	}
}

// next returns the next token, nil at the end.
func (s *scanner) next() xml.Token {
	if s.tokens++; s.tokens%256 == 0 && s.fail(s.budget.Live()) {
		return nil
	}
	t, err := s.xml.Token()
	switch {
	case err == io.EOF && s.depth == 0:
		return nil
	case err != nil:
		s.fail(block.Damaged(s.part, "%v", err))
		return nil
	}
	return t
}

// fail ends the reading if there is an error, and reports that there is one.
func (s *scanner) fail(err error) bool {
	if s.err == nil {
		s.err = err
	}
	return s.err != nil
}

// name returns a name with the last word of its namespace: text:p. Names without a namespace begin with a colon.
func (s *scanner) name(n xml.Name) string {
	if name, ok := s.names[n]; ok {
		return name
	}
	name := spaceOf(n.Space) + ":" + n.Local
	const most = 10_000
	if len(s.names) < most {
		s.names[n] = name
	}
	return name
}

func spaceOf(uri string) string {
	if rest, ok := strings.CutPrefix(uri, "urn:oasis:names:tc:opendocument:xmlns:"); ok {
		space, _, _ := strings.Cut(rest, ":")
		return space
	}
	switch uri {
	case "http://www.w3.org/1998/Math/MathML":
		return "math"
	case "http://www.w3.org/1999/xlink":
		return "xlink"
	case "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0":
		return "loext"
	case "http://www.w3.org/XML/1998/namespace":
		return "xml"
	}
	return uri
}

// attr returns an attribute, "" where it is missing.
func (e element) attr(name string) string {
	value, _ := e.lookUp(name)
	return value
}

func (e element) lookUp(name string) (value string, ok bool) {
	for _, a := range e.attrs {
		if e.s.name(a.Name) == name {
			return a.Value, true
		}
	}
	return "", false
}

// number returns an attribute that is a number of 31 bits, or otherwise.
func (e element) number(name string, otherwise int) int {
	n, err := strconv.ParseInt(e.attr(name), 10, 32)
	if err != nil {
		return otherwise
	}
	return int(n)
}

// plainText returns all text in the element at hand but for what skip names.
func (s *scanner) plainText(skip ...string) string {
	var sb strings.Builder
	var read func()
	read = func() {
		s.each(func(e element) {
			for _, name := range skip {
				if e.name == name {
					return
				}
			}
			read()
		}, func(text []byte) { sb.Write(text) })
	}
	read()
	return sb.String()
}
