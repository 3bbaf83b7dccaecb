package rtf

import (
	"strings"

	"duban/parse/block"
	"duban/parse/flow"
)

// object is a picture, a shape or an embedded object that is open.
type object struct {
	dest           dest // where the text around it goes
	class          string
	property       string // of a shape, whose value is next
	name           string
	text           string // of a shape that draws letters
	picture        bool   // a shape shows one
	embedded       bool   // it is an object of another program, whose picture is a preview
	control        bool   // a field of a form
	width, height  int    // twips; 0 where it is not said
	scaleX, scaleY int
	edges          [4]int // of a shape
}

func (r *reader) object() *object {
	if n := len(r.objects); n > 0 {
		return &r.objects[n-1]
	}
	return &object{}
}

// objectResult returns where the text goes that an object shows.
func (r *reader) objectResult() dest {
	if len(r.objects) == 0 {
		return r.s.dest
	}
	return r.object().dest
}

// objectWord takes the words of pictures, shapes and objects.
func (r *reader) objectWord(w word) bool {
	o := r.object()
	switch w.name {
	case "picwgoal":
		o.width = w.n
	case "pichgoal":
		o.height = w.n
	case "picscalex":
		o.scaleX = w.n
	case "picscaley":
		o.scaleY = w.n
	case "shpleft":
		o.edges[0] = w.n
	case "shptop":
		o.edges[1] = w.n
	case "shpright":
		o.edges[2] = w.n
	case "shpbottom":
		o.edges[3] = w.n
	case "objocx":
		o.control = true
	case "ftnalt":
		if r.story().kind == flow.Footnote {
			r.story().kind = flow.Endnote
		}
	default:
		return false
	}
	return true
}

// describe takes what an object says about itself.
func (r *reader) describe(what ending, text string) {
	o := r.object()
	switch {
	case what == endObjectClass:
		o.class = strings.TrimSpace(text)
	case what == endShapeName:
		o.property = strings.TrimSpace(text)
	case o.property == "wzDescription":
		o.name = text
	case o.property == "gtextUNICODE":
		o.text = text
	}
}

// endObject notes what is not read.
func (r *reader) endObject(what ending) {
	n := len(r.objects) - 1
	if n < 0 {
		return
	}
	o := r.objects[n]
	r.objects = r.objects[:n]
	outer := r.object()
	if r.silent() {
		return
	}
	switch what {
	case endPicture:
		switch {
		case outer.property == "pib":
			outer.picture = true
		case o.dest == inText && !outer.embedded:
			r.leavePicture(o)
		}
	case endShape:
		o.width, o.height, o.scaleX, o.scaleY = o.edges[2]-o.edges[0], o.edges[3]-o.edges[1], 100, 100
		r.drawnText(o)
		if o.picture && o.dest == inText && !outer.embedded {
			r.leavePicture(o)
		}
		outer.picture = outer.picture || o.picture
	case endObject:
		if o.dest == inText && !o.control {
			r.leaveObject(o.class)
		}
	}
}

// drawnText takes the text of a shape that draws letters.
func (r *reader) drawnText(o object) {
	if o.text == "" || o.dest != inText && o.dest != inShape {
		return
	}
	r.w.EnterStory(false)
	r.w.Write(o.text, flow.Style{})
	r.fail(r.w.EndParagraph(flow.End{}))
	r.w.LeaveStory(flow.Box)
}

// leavePicture notes a picture, unless it is too small to say anything.
func (r *reader) leavePicture(o object) {
	const least = 200 // twips: 10 points, less than a line of text
	width, height := o.width*o.scaleX/100, o.height*o.scaleY/100
	if width == 0 || height == 0 || min(width, height) >= least {
		r.w.Leave(block.Picture, block.NotRead("a picture", o.name))
	}
}

func (r *reader) leaveObject(class string) {
	what := block.Embedded
	if strings.HasPrefix(class, "Equation") {
		what = block.Equation
	}
	r.w.Leave(what, block.NotRead("an embedded object", class))
	r.w.Trouble("an embedded object (%s) was not read", class)
}
