package html

import (
	"strings"

	"duban/parse/numbering"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// list is a list whose items are being read.
type list struct {
	style string // of its markers, as in CSS
	next  int    // number of the next item
	step  int
}

// newList returns the state before the first item of an ol, ul, menu or dir; ok is false for other elements.
func (p *page) newList(i int) (list, bool) {
	n := p.nodes[i].Node
	switch n.DataAtom {
	case atom.Ul, atom.Menu, atom.Dir:
		return list{style: listStyle(n, "disc"), next: 1, step: 1}, true
	case atom.Ol:
	default:
		return list{}, false
	}
	l := list{style: listStyle(n, "decimal"), next: 1, step: 1}
	if hasAttr(n, "reversed") {
		l.step, l.next = -1, 0
		for c := range p.children(i) {
			if p.nodes[c].DataAtom == atom.Li {
				l.next++
			}
		}
	}
	if start, ok := attrInt(n, "start"); ok {
		l.next = start
	}
	return l, true
}

// item returns the marker of the next item, as a browser shows it, and moves on; "" where it is no number.
func (l *list) item(n *html.Node) string {
	if value, ok := attrInt(n, "value"); ok {
		l.next = value
	}
	number := l.next
	l.next += l.step
	return numbering.CSS(listStyle(n, l.style), number)
}

// listStyle returns the style that an element gives its markers, or otherwise.
func listStyle(n *html.Node, otherwise string) string {
	style := attr(n, "style")
	if own := styleValue(style, "list-style-type"); own != "" {
		return own
	}
	for word := range strings.FieldsSeq(styleValue(style, "list-style")) {
		if word == "none" || numbering.CSS(word, 1) != "" {
			return word
		}
	}
	switch attr(n, "type") {
	case "1":
		return "decimal"
	case "a":
		return "lower-alpha"
	case "A":
		return "upper-alpha"
	case "i":
		return "lower-roman"
	case "I":
		return "upper-roman"
	case "disc", "circle", "square", "none":
		return "disc"
	}
	return otherwise
}

// attrInt reads an attribute by the standard's rules for integers.
func attrInt(n *html.Node, name string) (int, bool) {
	s := strings.TrimLeft(attr(n, name), blanks)
	digits := strings.TrimPrefix(s, "-")
	v := leadingInt(digits)
	if v < 0 || v > 1<<30 {
		return 0, false
	}
	if digits != s {
		v = -v
	}
	return v, true
}
