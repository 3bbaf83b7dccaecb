package docx

import (
	"bytes"

	"duban/parse/block"
	"duban/parse/pack"
)

// openFlat reads a package that is one XML file, as Word saves it under the name of .xml and programs make it from
// templates: the parts are elements.
func openFlat(b *block.Budget, data []byte, doc *block.Document) (*container, error) {
	p := &container{budget: b, flat: map[string][]byte{}, chunks: map[string]string{}, embeds: map[string]bool{}, doc: doc}
	data, err := p.utf8("", data)
	if err != nil {
		return nil, err
	}
	s := newXMLScanner(b, "", data)
	for s.child(0) {
		for d := s.depth(); s.child(d); {
			if string(s.name) != "part" {
				continue
			}
			name := pack.PartName(string(s.attr("name")))
			for d := s.depth(); s.child(d); {
				if string(s.name) == "xmlData" {
					p.flat[name] = s.content()
				}
			}
		}
	}
	return p, p.unread(s.err)
}

// content returns what stands between the tags of the element found, and leaves the element.
func (s *xmlScanner) content() []byte {
	from := s.pos
	for d := s.depth(); s.child(d); {
	}
	content := s.data[from:s.pos]
	if s.err == nil {
		content = content[:max(bytes.LastIndex(content, []byte("</")), 0)]
	}
	return content
}
