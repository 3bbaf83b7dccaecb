package docx

import (
	"strconv"

	"duban/parse/block"
)

// styleProps is what a style says about text and numbers.
type styleProps struct {
	basedOn string
	num     numRef
	outline int    // 0 to 8, noOutline, or unset
	hidden  toggle // its text is hidden
	raised  toggle // its text is superscript
}

// numRef is what numPr says: a list and a level in it; unset where it is silent.
type numRef struct{ num, level int }

const (
	unset     = -1
	noOutline = 9 // body text
)

// toggle is a property that is on, off or left to the next to say.
type toggle int8

const (
	silent toggle = iota
	on
	off
)

func (t toggle) or(next toggle) toggle {
	if t == silent {
		return next
	}
	return t
}

// onOff reads the value of a property such as <w:vanish/>.
func (s *xmlScanner) onOff() toggle {
	switch string(s.attr("val")) {
	case "0", "false", "off":
		return off
	}
	return on
}

// intAttr reads an attribute as a number that fits 31 bits, or returns otherwise.
func (s *xmlScanner) intAttr(name string, otherwise int) int {
	n, err := strconv.ParseInt(string(s.attr(name)), 10, 32)
	if err != nil {
		return otherwise
	}
	return int(n)
}

// styles are the styles of a document with all that they inherit.
type styles struct {
	base styleProps // of paragraphs that name none
	byID map[string]styleProps
}

// plain is what a style says that says nothing.
var plain = styleProps{num: numRef{unset, unset}, outline: unset}

func readStyles(s *xmlScanner) styles {
	styles := styles{base: plain, byID: map[string]styleProps{}}
	base := ""
	for s.child(0) {
		for d := s.depth(); s.child(d); {
			if !s.is("style") {
				continue
			}
			id := string(s.attr("styleId"))
			if string(s.attr("type")) == "paragraph" && isTrue(s.attr("default")) {
				base = id
			}
			styles.byID[id] = readStyle(s)
		}
	}
	styles.inherit()
	if style, ok := styles.byID[base]; ok {
		styles.base = style
	}
	return styles
}

func isTrue(value []byte) bool {
	return string(value) == "1" || string(value) == "true" || string(value) == "on"
}

func readStyle(s *xmlScanner) styleProps {
	style := plain
	name := ""
	for d := s.depth(); s.child(d); {
		switch {
		case s.is("name"):
			name = string(s.attr("val"))
		case s.is("basedOn"):
			style.basedOn = string(s.attr("val"))
		case s.is("pPr"):
			for d := s.depth(); s.child(d); {
				switch {
				case s.is("numPr"):
					style.num = readNumRef(s)
				case s.is("outlineLvl"):
					style.outline = s.intAttr("val", unset)
				}
			}
		case s.is("rPr"):
			for d := s.depth(); s.child(d); {
				switch {
				case s.is("vanish"):
					style.hidden = s.onOff()
				case s.is("vertAlign"):
					style.raised = isRaised(s)
				}
			}
		}
	}
	if style.outline == unset {
		style.outline = headingOutline(name)
	}
	return style
}

// headingOutline returns the outline level that the names of the built-in headings stand for, if the style is one.
func headingOutline(name string) int {
	if level := block.HeadingLevel(name); level > 0 {
		return level - 1
	}
	return unset
}

func isRaised(s *xmlScanner) toggle {
	if string(s.attr("val")) == "superscript" {
		return on
	}
	return off
}

func readNumRef(s *xmlScanner) numRef {
	ref := numRef{unset, unset}
	for d := s.depth(); s.child(d); {
		switch {
		case s.is("numId"):
			ref.num = s.intAttr("val", unset)
		case s.is("ilvl"):
			ref.level = s.intAttr("val", unset)
		}
	}
	return ref
}

// inherit completes each style by those that it is based on.
func (styles *styles) inherit() {
	done := map[string]bool{}
	var complete func(id string, depth int) styleProps
	complete = func(id string, depth int) styleProps {
		const deepest = 100 // chains are as long as that only if they go in circles
		style := styles.byID[id]
		base, ok := styles.byID[style.basedOn]
		if done[id] || !ok || depth > deepest {
			return style
		}
		base = complete(style.basedOn, depth+1)
		if style.num.num == unset {
			level := style.num.level
			if style.num = base.num; level != unset {
				style.num.level = level
			}
		}
		if style.outline == unset {
			style.outline = base.outline
		}
		style.hidden = style.hidden.or(base.hidden)
		style.raised = style.raised.or(base.raised)
		styles.byID[id] = style
		done[id] = true
		return style
	}
	for id := range styles.byID {
		complete(id, 0)
	}
}
