package sheet

import (
	"errors"
	"strings"

	"duban/parse/block"
)

// This file reads the texts of OpenDocument spreadsheets and what floats above their cells.

func isDamage(err error) bool { return errors.Is(err, block.ErrDamaged) }

// inline reads what a paragraph of a cell holds.
func (r *odsReader) inline(s *scanner, w *richWriter, style odsStyle, at thing) {
	var buf []byte
	flush := func() {
		w.add(buf, style.raised, style.struck)
		buf = buf[:0]
	}
	for d := s.depth; ; {
		s.into = &buf
		more := s.child(d)
		s.into = nil
		if !more {
			break
		}
		switch s.name {
		case "s":
			buf = append(buf, strings.Repeat(" ", min(max(s.number("c", 1), 1), 100))...)
		case "tab":
			buf = append(buf, '\t')
		case "line-break":
			buf = append(buf, '\n')
		case "span":
			flush()
			inner := style
			if own, ok := r.styles["text "+s.attr("style-name")]; ok {
				inner.raised, inner.struck = own.raised, style.struck || own.struck
			}
			r.inline(s, w, inner, at)
		case "a", "ruby", "ruby-base", "meta", "meta-field", "sheet-name", "date", "time", "title":
			flush()
			r.inline(s, w, style, at)
		case "annotation":
			r.page.comments++
			skip(s)
		case "ruby-text": // how it is pronounced
			skip(s)
		default:
			inner := s.depth
			if r.shape(s, at); s.depth >= inner {
				skip(s)
			}
		}
	}
	flush()
}

// skip passes over the rest of the element found.
func skip(s *scanner) {
	for d := s.depth; s.child(d); {
	}
}

// shape reads a picture, a chart, an object or a text that floats above the cells.
func (r *odsReader) shape(s *scanner, at thing) {
	const mostThings = 2000 // of a sheet
	if len(r.page.things) > mostThings {
		return
	}
	switch s.name {
	case "g", "a":
		for d := s.depth; s.child(d); {
			r.shape(s, at)
		}
	case "frame":
		r.frame(s, at)
	case "custom-shape", "rect", "ellipse", "circle", "polygon", "caption", "line", "path":
		r.textShape(s, at)
	case "control":
		at.what = block.Embedded
		r.page.things = append(r.page.things, at)
	}
}

// frame reads one branch of a frame, which are of one content: the first.
func (r *odsReader) frame(s *scanner, at thing) {
	for d, first := s.depth, true; s.child(d); {
		if !first {
			continue
		}
		first = false
		switch s.name {
		case "text-box":
			r.textShape(s, at)
			continue
		case "object", "object-ole":
			at.what = block.Embedded
			if s.attr("notify-on-update-of-ranges") != "" {
				at.what = block.Chart
			}
		default:
			at.what = block.Picture
		}
		r.page.things = append(r.page.things, at)
	}
}

// textShape reads the text of a shape.
func (r *odsReader) textShape(s *scanner, at thing) {
	var w richWriter
	for d := s.depth; s.child(d); {
		if s.name == "p" || s.name == "h" {
			r.inline(s, &w, odsStyle{}, at)
			w.add([]byte("\n"), false, false)
		}
	}
	if at.text = w.rich().text; at.text != "" {
		r.page.things = append(r.page.things, at)
	}
}
