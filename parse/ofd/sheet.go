package ofd

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"duban/parse/block"
	"duban/parse/page"
)

// sheet is a page that is being read.
type sheet struct {
	*reader
	page.Page
	name      string
	templates int // that were read for the page
}

// errFull ends the reading of a page that holds more than is read of one.
var errFull = errors.New("more on a page than is read of one")

// perMM is how many Units a millimetre has.
const perMM = page.Unit * 72 / 25.4

// resize takes the box of a page, if it is one.
func (s *sheet) resize(box []float64) {
	if len(box) == 4 {
		s.Width, s.Height = page.Whole(box[2]*perMM), page.Whole(box[3]*perMM)
	}
}

// read reads a part with the content of a page, or of its template.
func (s *sheet) read(name string, depth int) error {
	const deepest = 4 // templates within templates
	if depth > deepest {
		return nil
	}
	data, err := s.parts.Bytes(name)
	if err != nil {
		return err
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	o := objects{sheet: s, decoder: d, name: name, templates: depth}
	return o.read(state{ctm: page.Scale(perMM)})
}

// state is what holds for the objects within an element.
type state struct {
	ctm   page.Map // from the element's own millimetres to the page
	depth int
}

// objects reads the graphic objects of a part.
type objects struct {
	*sheet
	decoder   *xml.Decoder
	name      string
	templates int // how deep in templates the part is
}

// next returns the next token of the part.
func (o *objects) next() (xml.Token, error) {
	const often = 1 << 12
	if o.nodes++; o.nodes > o.budget.Nodes {
		return nil, block.Exceeded(o.name, "more than the limit of %d elements and texts", o.budget.Nodes)
	}
	if o.nodes%often == 0 {
		if err := o.budget.Live(); err != nil {
			return nil, err
		}
	}
	t, err := o.decoder.Token()
	switch {
	case errors.Is(err, io.EOF):
		return nil, io.EOF
	case err != nil:
		return nil, block.Damaged(o.name, "%v", err)
	}
	return t, nil
}

// read reads what the element at hand holds, to its end.
func (o *objects) read(in state) error {
	if in.depth > o.budget.Depth {
		return block.Exceeded(o.name, "elements nested more than the limit of %d deep", o.budget.Depth)
	}
	return o.children(func(e xml.StartElement) error { return o.element(e, in) })
}

// children hands over each element in the one at hand, to whose end it then is read. Whoever takes it reads it to its end.
func (o *objects) children(take func(xml.StartElement) error) error {
	for {
		t, err := o.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			if err := take(t); err != nil {
				return err
			}
		}
	}
}

func (o *objects) element(e xml.StartElement, in state) error {
	within := state{in.ctm, in.depth + 1}
	switch e.Name.Local {
	case "PhysicalBox":
		box, err := o.content(e)
		if o.templates == 0 {
			o.resize(numbers(box))
		}
		return err
	case "Template":
		if err := o.skip(); err != nil {
			return err
		}
		const most = 64 // a page has one or two
		if o.sheet.templates++; o.sheet.templates > most {
			return block.Damaged(o.name, "more than %d templates", most)
		}
		if part := o.reader.templates[attr(e, "TemplateID")]; part != "" {
			return o.sheet.read(part, o.templates+1)
		}
		return nil
	case "TextObject", "PathObject", "ImageObject", "PageBlock", "CompositeObject":
		if attr(e, "Visible") == "false" {
			return o.skip()
		}
		return o.object(e, within)
	case "Clips", "Actions", "Annot":
		return o.skip()
	}
	return o.read(within)
}

func (o *objects) skip() error {
	if err := o.decoder.Skip(); err != nil {
		return block.Damaged(o.name, "%v", err)
	}
	return nil
}

// content returns the text of the element at hand.
func (o *objects) content(e xml.StartElement) (string, error) {
	var text string
	if err := o.decoder.DecodeElement(&text, &e); err != nil {
		return "", block.Damaged(o.name, "%v", err)
	}
	return text, nil
}

// object reads a graphic object, which has a place and maybe a map of its own.
func (o *objects) object(e xml.StartElement, in state) error {
	outer := in
	if box := numbers(attr(e, "Boundary")); len(box) == 4 {
		own := page.Scale(1)
		if m := numbers(attr(e, "CTM")); len(m) == 6 {
			own = page.Map{A: m[0], B: m[1], C: m[2], D: m[3], E: m[4], F: m[5]}
		}
		in.ctm = in.ctm.After(page.Map{A: 1, D: 1, E: box[0], F: box[1]}).After(own)
	}
	switch e.Name.Local {
	case "TextObject":
		return o.textObject(e, in)
	case "PathObject":
		return o.pathObject(e, in)
	case "ImageObject":
		o.picture(e, outer)
		return o.skip()
	}
	return o.read(in)
}

// picture notes a picture, whose box is that of the object that it stands in.
func (o *objects) picture(e xml.StartElement, in state) {
	if box := numbers(attr(e, "Boundary")); len(box) == 4 {
		o.Pictures = append(o.Pictures, in.ctm.Box(box[0], box[1], box[0]+box[2], box[1]+box[3]))
	}
}

// pathObject reads the lines of a path.
func (o *objects) pathObject(e xml.StartElement, in state) error {
	pen := page.Pen{Drawn: attr(e, "Stroke") != "false"}
	shows := pen.Drawn || attr(e, "Fill") == "true"
	err := o.children(func(e xml.StartElement) error {
		if e.Name.Local != "AbbreviatedData" || !shows {
			return o.skip()
		}
		data, err := o.content(e)
		if err != nil {
			return err
		}
		return o.draw(&pen, data, in.ctm)
	})
	if err != nil {
		return err
	}
	if o.Strokes = append(o.Strokes, pen.Strokes...); len(o.Strokes) > page.MostStrokes {
		return errFull
	}
	return nil
}

// draw follows a path as the standard abbreviates it: letters with the coordinates that they take.
func (o *objects) draw(pen *page.Pen, data string, ctm page.Map) error {
	takes := map[string]int{"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7}
	const longest = 8 * page.MostStrokes // signs and numbers of what a page may have
	words := fields(data, longest)
	if len(words) == longest {
		o.TooMuch, o.Failure = true, fmt.Sprintf("a path of more than the limit of %d parts", page.MostStrokes)
		return errFull
	}
	for len(words) > 0 {
		command, n := words[0], takes[words[0]]
		words = words[1:]
		if n == 0 || len(words) < n { // C closes the path, which need not be said
			continue
		}
		at := numbers(strings.Join(words[:n], " "))
		words = words[n:]
		if len(at) != n {
			continue
		}
		x, y := ctm.At(at[n-2], at[n-1])
		switch command {
		case "S", "M":
			pen.Move(x, y)
		case "L":
			pen.Line(x, y)
		default:
			pen.Curve(x, y)
		}
	}
	pen.Lift()
	return nil
}

// fields returns the first words of a text.
func fields(s string, most int) (list []string) {
	for word := range strings.FieldsSeq(s) {
		if list = append(list, word); len(list) == most {
			break
		}
	}
	return list
}

// numbers reads numbers parted by spaces; of what is none, nothing.
func numbers(s string) (list []float64) {
	for _, word := range strings.Fields(s) {
		v, err := strconv.ParseFloat(word, 64)
		if err != nil {
			return nil
		}
		list = append(list, v)
	}
	return list
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
