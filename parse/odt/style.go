package odt

import (
	"strconv"
	"strings"
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

func toggleOf(is bool) toggle {
	if is {
		return on
	}
	return off
}

// style is what a style says about text.
type style struct {
	parent                 string
	hidden, raised, struck toggle
	font                   string
	list                   string  // the style of its list
	noList                 bool    // it is in no list, not even in that of headings
	width                  float64 // of a column, in points; 0 where it is not said
	done                   bool    // it has what its parents say
}

// look is how text looks.
type look struct {
	hidden, raised, struck bool
	font                   string
}

func (s style) look() look { return look{s.hidden == on, s.raised == on, s.struck == on, s.font} }

// over returns how text looks that has a style within text that looks so.
func (s style) over(l look) look {
	set := func(b *bool, t toggle) {
		if t != silent {
			*b = t == on
		}
	}
	set(&l.hidden, s.hidden)
	set(&l.raised, s.raised)
	set(&l.struck, s.struck)
	if s.font != "" {
		l.font = s.font
	}
	return l
}

type styleKey struct{ family, name string }

// styles are those of paragraphs and texts, by family and name.
type styles struct {
	all   map[styleKey]style
	fonts map[string]string // the families of fonts by the names that the document has for them
}

func newStyles() styles { return styles{map[styleKey]style{}, map[string]string{}} }

// find returns a style with what it inherits.
func (st *styles) find(family, name string) style { return st.complete(styleKey{family, name}, 0) }

func (st *styles) complete(key styleKey, depth int) style {
	const deepest = 100 // chains are as long as that only if they go in circles
	s, ok := st.all[key]
	if !ok || s.done || depth > deepest {
		return s
	}
	if s.parent != "" && s.parent != key.name {
		parent := st.complete(styleKey{key.family, s.parent}, depth+1)
		s.hidden, s.raised, s.struck = s.hidden.or(parent.hidden), s.raised.or(parent.raised), s.struck.or(parent.struck)
		if s.font == "" {
			s.font = parent.font
		}
		if s.list == "" && !s.noList {
			s.list, s.noList = parent.list, parent.noList
		}
	}
	s.done = true
	st.all[key] = s
	return s
}

// readStyleElements reads the styles that the element at hand holds.
func (r *reader) readStyleElements() {
	r.s.each(func(e element) {
		switch e.name {
		case "style:style":
			family := e.attr("style:family")
			if family == "paragraph" || family == "text" || family == "table-column" {
				r.styles.all[styleKey{family, e.attr("style:name")}] = r.readStyle(e)
			}
		case "text:list-style":
			r.lists.styles[e.attr("style:name")] = r.readLevels()
		case "text:outline-style":
			r.lists.outline = r.readLevels()
		}
	}, nil)
}

func (r *reader) readStyle(e element) style {
	s := style{parent: e.attr("style:parent-style-name")}
	list, said := e.lookUp("style:list-style-name")
	s.list, s.noList = list, said && list == ""
	r.s.each(func(e element) {
		switch e.name {
		case "style:text-properties":
			r.textProperties(e, &s)
		case "style:table-column-properties":
			s.width, _ = points(e.attr("style:column-width"))
		}
	}, nil)
	return s
}

func (r *reader) textProperties(e element, s *style) {
	if display, ok := e.lookUp("text:display"); ok {
		s.hidden = toggleOf(display == "none")
	}
	if position, ok := e.lookUp("style:text-position"); ok {
		s.raised = toggleOf(isRaised(position))
	}
	for _, name := range []string{"style:text-line-through-style", "style:text-line-through-type"} {
		if line, ok := e.lookUp(name); ok {
			s.struck = toggleOf(line != "none")
		}
	}
	if s.font = r.styles.fonts[e.attr("style:font-name")]; s.font == "" {
		s.font = strings.Trim(e.attr("xsl-fo-compatible:font-family"), "'")
	}
}

// isRaised reports a position such as "super 58%" and "33% 58%". Text that is as large as the rest and hardly raised
// is none.
func isRaised(position string) bool {
	place, size, _ := strings.Cut(position, " ")
	up, _ := strconv.ParseFloat(strings.TrimSuffix(place, "%"), 64)
	of, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(size), "%"), 64)
	return place == "super" || up >= 25 || up > 0 && err == nil && of < 100
}

func (r *reader) readFonts() {
	r.s.each(func(e element) {
		if e.name == "style:font-face" {
			r.styles.fonts[e.attr("style:name")] = strings.Trim(e.attr("svg-compatible:font-family"), "'")
		}
	}, nil)
}
