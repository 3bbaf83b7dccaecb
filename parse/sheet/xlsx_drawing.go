package sheet

import (
	"strings"

	"duban/parse/block"
)

// drawing reads what floats above the cells of a sheet.
func (r *xlsxReader) drawing(part string) error {
	if part == "" || !r.has(part) {
		return nil
	}
	s, err := r.scan(part)
	if err != nil {
		return err
	}
	s.child(0)
	for d := s.depth; s.child(d); {
		r.anchor(s)
	}
	return s.err
}

// anchor reads what hangs in one place.
func (r *xlsxReader) anchor(s *scanner) {
	var at thing
	for d := s.depth; s.child(d); {
		switch s.name {
		case "from":
			at.row, at.col = anchorCell(s)
		default:
			r.shape(s, at)
		}
	}
}

// shape reads a picture, a chart, a text or a group of such.
func (r *xlsxReader) shape(s *scanner, at thing) {
	const mostThings = 2000 // of a sheet
	if len(r.page.things) > mostThings {
		return
	}
	switch s.name {
	case "pic":
		at.what = block.Picture
		r.page.things = append(r.page.things, at)
	case "graphicFrame":
		at.what = frameKind(s)
		r.page.things = append(r.page.things, at)
	case "grpSp", "Choice":
		for d := s.depth; s.child(d); {
			r.shape(s, at)
		}
	case "AlternateContent": // the first of its choices shows
		for d, first := s.depth, true; s.child(d); first = false {
			if first {
				r.shape(s, at)
			}
		}
	case "sp":
		if at.text = r.shapeText(s); at.text != "" {
			r.page.things = append(r.page.things, at)
		}
	}
}

// frameKind tells what a frame shows by the namespace of its content.
func frameKind(s *scanner) block.What {
	kind := block.Embedded
	for d := s.depth; s.child(d); {
		if s.name != "graphic" {
			continue
		}
		for d := s.depth; s.child(d); {
			switch uri := s.attr("uri"); {
			case strings.Contains(uri, "chart"):
				kind = block.Chart
			case strings.Contains(uri, "diagram"):
				kind = block.Diagram
			}
		}
	}
	return kind
}

// shapeText returns the text of a shape, a line for each of its paragraphs.
func (r *xlsxReader) shapeText(s *scanner) string {
	var text []byte
	for d := s.depth; s.child(d); {
		if s.name != "txBody" {
			continue
		}
		for d := s.depth; s.child(d); {
			if s.name != "p" {
				continue
			}
			for d := s.depth; s.child(d); {
				switch s.name {
				case "r", "fld":
					for d := s.depth; s.child(d); {
						if s.name == "t" {
							text = append(text, r.plain(s)...)
						}
					}
				case "br":
					text = append(text, '\n')
				}
			}
			text = append(text, '\n')
		}
	}
	return tidy(text)
}
