package doc

import (
	"bytes"
	"strings"
	"unicode/utf16"

	"duban/parse/block"
)

// style is what a style says of text and numbers, with all that it inherits.
type style struct {
	base    int // noStyle where it is based on none
	isPara  bool
	num     numRef
	outline int
	hidden  toggle
	raised  toggle
	font    int // unset where nothing is said
}

const noStyle = 0xFFF

// plain is a style that says nothing.
var plain = style{base: noStyle, num: numRef{unset, unset}, outline: unset, font: unset}

// readStyles reads the sheet of styles (MS-DOC 2.9.271, STSH): a head, and the styles, each with its length in front.
func (f *file) readStyles() []style {
	sheet := f.part(stylePart)
	head := int(u16(sheet, 0))
	count, baseLength := int(u16(sheet, 2)), int(u16(sheet, 4))
	var styles []style
	rest := cut(sheet, 2+head, len(sheet))
	for len(rest) >= 2 && len(styles) < count {
		length := int(u16(rest, 0))
		styles = append(styles, f.readStyle(cut(rest, 2, length), baseLength))
		rest = rest[min(2+length, len(rest)):]
	}
	inherit(styles)
	return styles
}

// readStyle reads a style: a base, the name, and one or two lists of properties, of which that of paragraphs begins with two
// bytes of no use here. Each begins at an even place.
func (f *file) readStyle(b []byte, baseLength int) style {
	const lowest12, paragraph, character = 0xFFF, 1, 2
	s := plain
	if len(b) < baseLength || baseLength < oldStyleSize {
		return s
	}
	builtIn, kind := int(u16(b, 0)&lowest12), int(u16(b, 2)&0xF)
	s.base = int(u16(b, 2) >> 4)
	s.isPara = kind == paragraph
	name, at := f.styleName(b, baseLength)
	if s.isPara {
		length := int(u16(b, at))
		p := paraProps{num: s.num, outline: unset}
		f.each(cut(b, at+4, length-2), func(s sprm, value []byte) { f.take(&p, s, value) })
		s.num, s.outline = p.num, p.outline
		at += 2 + length + length%2
	}
	if s.isPara || kind == character {
		p := charProps{font: unset}
		f.each(cut(b, at+2, int(u16(b, at))), p.take)
		s.hidden, s.raised, s.font = p.hidden, p.raised, p.font
	}
	if s.outline == unset && s.isPara {
		s.outline = headingOutline(builtIn, name)
	}
	return s
}

// styleName reads the name of a style, and returns where the next begins.
func (f *file) styleName(b []byte, at int) (name string, next int) {
	if f.old {
		n := u8(b, at)
		next = at + 1 + n + 1
		return string(cut(b, at+1, n)), next + next%2
	}
	n := int(u16(b, at))
	return utf16String(cut(b, at+2, 2*n)), at + 2 + 2*(n+1)
}

// headingOutline returns the outline level that the built-in headings stand for, if the style is one.
func headingOutline(builtIn int, name string) int {
	const headings = 9 // built-in styles 1 to 9
	if 1 <= builtIn && builtIn <= headings {
		return builtIn - 1
	}
	name, _, _ = strings.Cut(name, ",") // its other names
	if level := block.HeadingLevel(name); level > 0 {
		return level - 1
	}
	return unset
}

// inherit completes each style by those that it is based on. Circles end where they come round.
func inherit(styles []style) {
	const fresh, open, done = 0, 1, 2
	state := make([]byte, len(styles))
	var complete func(i, depth int)
	complete = func(i, depth int) {
		const deepest = 100
		s := &styles[i]
		state[i] = open
		defer func() { state[i] = done }()
		if s.base >= len(styles) || state[s.base] == open || depth == deepest {
			return
		}
		if state[s.base] == fresh {
			complete(s.base, depth+1)
		}
		s.inherit(styles[s.base])
	}
	for i := range styles {
		if state[i] == fresh {
			complete(i, 0)
		}
	}
}

func (s *style) inherit(base style) {
	if s.num.num == unset {
		level := s.num.level
		if s.num = base.num; level != unset {
			s.num.level = level
		}
	}
	if s.outline == unset {
		s.outline = base.outline
	}
	if s.font == unset {
		s.font = base.font
	}
	s.hidden = s.hidden.or(base.hidden)
	s.raised = s.raised.or(base.raised)
}

// styleOf returns a style by its number.
func (r *reader) styleOf(i int) style {
	if i < 0 || i >= len(r.styles) {
		return plain
	}
	return r.styles[i]
}

// readFonts returns the names of the fonts (MS-DOC 2.9.287, SttbfFfn).
func (f *file) readFonts() []string {
	const most = 0xFFFF
	head, nameAt := 4, 39
	if f.old {
		head, nameAt = 2, 5
	}
	var names []string
	for rest := cut(f.part(fontPart), head, len(f.table)); len(rest) > 0 && len(names) < most; {
		n := int(rest[0])
		name := cut(rest, 1+nameAt, n-nameAt)
		if f.old {
			name, _, _ = bytes.Cut(name, []byte{0})
			names = append(names, string(name))
		} else {
			names = append(names, utf16String(name))
		}
		rest = rest[min(1+n, len(rest)):]
	}
	return names
}

// utf16String returns a text up to its first zero.
func utf16String(b []byte) string {
	units := make([]uint16, 0, len(b)/2)
	for i := 0; i+1 < len(b) && (b[i] != 0 || b[i+1] != 0); i += 2 {
		units = append(units, u16(b, i))
	}
	return string(utf16.Decode(units))
}
