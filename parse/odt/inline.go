package odt

import (
	"strings"

	"duban/parse/block"
	"duban/parse/flow"
)

// inline reads what the element at hand holds as text of the paragraph.
func (r *reader) inline(l look) {
	r.s.each(func(e element) { r.inlineElement(e, l) }, func(text []byte) { r.text(text, l) })
}

func (r *reader) inlineElement(e element, l look) {
	switch e.name {
	case "text:span":
		r.inline(r.styles.find("text", e.attr("text:style-name")).over(l))
	case "text:s":
		r.spaces(e, l)
	case "text:tab":
		r.sign("\t", l)
	case "text:line-break":
		r.sign("\n", l)
	case "text:note":
		r.note(e, l)
	case "text:change-start", "text:change-end":
		r.change(e)
	case "text:ruby":
		r.s.each(func(e element) {
			if e.name == "text:ruby-base" {
				r.inline(l)
			}
		}, nil)
	case "text:hidden-text":
		if e.attr("text:is-hidden") == "false" {
			r.inline(l)
		}
	case "text:number", "text:placeholder", "text:script", "text:tracked-changes", "office:annotation":
	default:
		r.otherInline(e, l)
	}
}

// otherInline reads the elements that are fields, links and marks by what they hold, and shapes.
func (r *reader) otherInline(e element, l look) {
	space, _, _ := strings.Cut(e.name, ":")
	switch space {
	case "text", "presentation", "field", "loext":
		r.inline(l)
	case "drawing", "dr3d":
		if !l.hidden && !r.isDeleted() {
			r.shape(e)
		}
	}
}

// text takes text of a paragraph, in which a run of white space is one space.
func (r *reader) text(text []byte, l look) {
	var sb strings.Builder
	for _, c := range string(text) {
		blank := c == ' ' || c == '\t' || c == '\n' || c == '\r'
		if blank && r.gap {
			continue
		}
		if r.gap = blank; blank {
			c = ' '
		}
		switch c {
		case '\u00AD': // where a word may be parted
		case '\u2011': // a hyphen at which no line ends
			sb.WriteByte('-')
		default:
			sb.WriteRune(c)
		}
	}
	r.write(sb.String(), l)
}

func (r *reader) write(text string, l look) {
	if !l.hidden && text != "" && !r.isDeleted() {
		r.w.Write(r.w.Symbols(text, l.font), flow.Style{Raised: l.raised, Struck: l.struck})
	}
}

// sign writes a character that an element stands for.
func (r *reader) sign(text string, l look) {
	r.gap = false
	r.write(text, l)
}

func (r *reader) spaces(e element, l look) {
	const most = 1000 // of use
	n := min(max(e.number("text:c", 1), 1), most)
	if !r.s.fail(r.budget.Unpack(r.s.part, int64(n))) {
		r.sign(strings.Repeat(" ", n), l)
	}
}

// note reads a footnote or an endnote.
func (r *reader) note(e element, l look) {
	kind := flow.Footnote
	if e.attr("text:note-class") == "endnote" {
		kind = flow.Endnote
	}
	r.s.each(func(e element) {
		if e.name == "text:note-body" {
			r.story(kind, l.hidden || r.isDeleted(), func() { r.blocks(nil) })
		}
	}, nil)
}

// shape reads what is drawn: of boxes and shapes their text; the rest is not read, and said to be there.
func (r *reader) shape(e element) {
	if e.name == "drawing:frame" {
		r.frame(e)
		return
	}
	if e.name == "drawing:control" {
		return
	}
	r.story(flow.Box, false, func() {
		r.s.each(func(e element) {
			if strings.HasPrefix(e.name, "drawing:") || strings.HasPrefix(e.name, "text:") {
				r.block(e, nil)
			}
		}, nil)
	})
}

// frame reads <draw:frame>, whose first part that is known counts: the others show the same for older programs.
func (r *reader) frame(e element) {
	f := frame{small: isSmall(e), decorative: e.attr("loext:decorative") == "true"}
	r.s.each(func(e element) {
		switch e.name {
		case "svg-compatible:title", "svg-compatible:desc":
			if text := r.s.plainText(); f.name == "" || e.name == "svg-compatible:desc" && text != "" {
				f.name = text
			}
		case "drawing:text-box":
			if f.kind == "" {
				r.story(flow.Box, false, func() { r.blocks(nil) })
			}
			f.first("box")
		case "drawing:object", "drawing:object-ole":
			if f.kind == "" {
				f.object = r.object(e)
			}
			f.first("object")
		case "drawing:image", "drawing:plugin", "drawing:applet", "drawing:floating-frame":
			f.first("image")
		}
	}, nil)
	r.leaveFrame(f)
}

// frame is what was seen of one.
type frame struct {
	kind              string
	object            object
	name              string
	small, decorative bool
}

func (f *frame) first(kind string) {
	if f.kind == "" {
		f.kind = kind
	}
}

// object is an embedded one.
type object struct {
	what    block.What
	formula string
}

func (r *reader) leaveFrame(f frame) {
	switch f.kind {
	case "image":
		if !f.small && !f.decorative {
			r.w.Leave(block.Picture, block.NotRead("a picture", f.name))
		}
	case "object":
		switch f.object.what {
		case block.Equation:
			r.w.Equation(f.object.formula)
		case block.Chart:
			r.w.Leave(block.Chart, block.NotRead("a chart", f.name))
		default:
			r.w.Leave(block.Embedded, block.NotRead("an embedded object", f.name))
			r.w.Trouble("an embedded object was not read")
		}
	}
}

// object tells what kind of object is embedded: by its own type where it stands in the document, else by that in the
// package.
func (r *reader) object(e element) object {
	kind, formula := "", ""
	r.s.each(func(e element) {
		switch e.name {
		case "math:math":
			kind, formula = "formula", r.s.plainText("math:annotation")
		case "office:document":
			kind = e.attr("office:mimetype")
		}
	}, nil)
	if kind == "" && r.pack != nil && e.name == "drawing:object" {
		kind, formula = r.embedded(e.attr("xlink:href"))
	}
	switch {
	case strings.Contains(kind, "formula"):
		if strings.TrimSpace(formula) == "" {
			formula = "formula"
		}
		return object{block.Equation, formula}
	case strings.Contains(kind, "chart"):
		return object{what: block.Chart}
	}
	return object{what: block.Embedded}
}

// embedded returns the type of an object in the package, and the text of it if it is a formula.
func (r *reader) embedded(name string) (kind, formula string) {
	name = strings.TrimSuffix(strings.TrimPrefix(name, "./"), "/") + "/"
	kind = r.pack.types[name]
	if !strings.Contains(kind, "formula") || !r.pack.Has(name+contentPart) {
		return kind, ""
	}
	data, err := r.pack.Bytes(name + contentPart)
	if err != nil {
		return kind, ""
	}
	s := newScanner(r.budget, name+contentPart, data)
	return kind, s.plainText("math:annotation")
}

// isSmall reports a frame that is smaller than a line of text.
func isSmall(e element) bool {
	const least = 10 // points
	width, ok := points(e.attr("svg-compatible:width"))
	height, said := points(e.attr("svg-compatible:height"))
	return ok && width < least || said && height < least
}
