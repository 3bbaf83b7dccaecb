package docx

import (
	"strings"

	"duban/internal/message"
	"duban/parse/block"
)

// This file reads what a run draws: of text boxes their text; the rest is not read, and said to be there.

// drawing is what was seen of a drawing so far.
type drawing struct {
	small, decorative bool
	object            bool // an embedded object, whose picture is a preview of it
	group             bool // of shapes and pictures
	name              string
}

// drawing reads <w:drawing>, <w:pict> and <w:object>.
func (r *reader) drawing() {
	d := drawing{object: r.s.is("object")}
	r.drawingParts(&d)
}

func (r *reader) drawingParts(d *drawing) {
	for depth := r.s.depth(); r.s.child(depth); {
		switch {
		case r.s.is("txbxContent"):
			r.box()
		case r.s.space == spaceCompat:
			r.alternative(func() { r.drawingParts(d) })
		default:
			r.drawingPart(d)
		}
	}
}

// box reads a text box. Its paragraphs follow the one that it is anchored in.
func (r *reader) box() {
	outer := r.enter(flow{box: true, mute: r.text.mute})
	r.blocks()
	blocks, start := r.leave(outer)
	r.buf = r.buf[:start]
	r.text.boxes = append(r.text.boxes, blocks...)
}

func (r *reader) drawingPart(d *drawing) {
	const least = 127_000 // English metric units: 10 points, less than a line of text
	switch string(r.s.name) {
	case "extent":
		d.small = min(r.s.intAttr("cx", least), r.s.intAttr("cy", least)) < least
	case "docPr":
		d.name = string(r.s.attr("descr"))
	case "decorative":
		d.decorative = string(r.s.attr("val")) == "1"
	case "graphicData":
		r.graphic(d, string(r.s.attr("uri")))
	case "pic":
		if d.group {
			r.picture(d)
		}
	case "imagedata":
		if !d.object {
			r.picture(d)
		}
	case "OLEObject":
		r.object(string(r.s.attr("ProgID")))
		return
	}
	r.drawingParts(d)
}

// graphic takes what is drawn by the name of its kind.
func (r *reader) graphic(d *drawing, kind string) {
	switch kind = kind[strings.LastIndexByte(kind, '/')+1:]; kind {
	case "chart", "chartex":
		r.left(block.Chart, block.NotRead("a chart", d.name))
	case "diagram":
		r.left(block.Diagram, block.NotRead("a diagram", d.name))
	case "picture":
		r.picture(d)
	case "wordprocessingGroup", "wordprocessingCanvas":
		d.group = true
	}
}

func (r *reader) picture(d *drawing) {
	if !d.small && !d.decorative {
		r.left(block.Picture, block.NotRead("a picture", d.name))
	}
}

func (r *reader) object(program string) {
	what := block.Embedded
	if strings.HasPrefix(program, "Equation") {
		what = block.Equation
	}
	r.left(what, block.NotRead("an embedded object", program))
	r.trouble("an embedded object (%s) was not read", program)
}

// equation leaves a formula out: its digits are no figures of the report. A mark stands in its place, so that what is
// around it does not run together.
func (r *reader) equation() {
	from := len(r.buf)
	r.math()
	formula := strings.Join(strings.Fields(string(r.buf[from:])), " ")
	r.buf = r.buf[:from]
	if formula == "" {
		return
	}
	r.buf = append(r.buf, string(block.ObjectMark)...)
	r.left(block.Equation, block.NotRead("an equation", formula))
}

// left notes something that is not read, in the paragraph at hand, and that the document has it.
func (r *reader) left(what block.What, says message.Text) {
	r.produced++
	r.leaveUnread(what, says)
}

func (r *reader) leaveUnread(what block.What, says message.Text) {
	if r.text.mute {
		return
	}
	r.doc.Leave(what, says, nil)
	if n := len(r.doc.Unread); n > r.unplaced && r.rows > 0 {
		r.doc.Unread[n-1].Place = r.place()
		r.unplaced = n
	}
}

// leaveBetween notes something that is not read and stands between paragraphs.
func (r *reader) leaveBetween(what block.What, says message.Text) {
	r.leaveUnread(what, says)
	r.placeUnread()
}

// placeUnread gives what hangs in the paragraph that ends its place.
func (r *reader) placeUnread() {
	if r.rows > 0 {
		return
	}
	for ; r.unplaced < len(r.doc.Unread); r.unplaced++ {
		r.doc.Unread[r.unplaced].Place = block.Place{Paragraph: r.paragraphs}
	}
}
