package ofd

import (
	"encoding/xml"
	"math"
	"strconv"
	"unicode"

	"duban/parse/page"
)

// font is how the characters of a text object look.
type font struct {
	size  float64 // in millimetres
	scale float64 // how wide they are against the usual
	turn  float64 // of its characters, in degrees
}

// textObject reads the characters of a text object.
func (o *objects) textObject(e xml.StartElement, in state) error {
	f := font{scale: 1}
	f.size, _ = strconv.ParseFloat(attr(e, "Size"), 64)
	if v, err := strconv.ParseFloat(attr(e, "HScale"), 64); err == nil && v > 0 {
		f.scale = v
	}
	f.turn, _ = strconv.ParseFloat(attr(e, "CharDirection"), 64)
	var x, y float64 // where the object before ended: a part without a place goes on there
	return o.children(func(e xml.StartElement) error {
		if e.Name.Local != "TextCode" {
			return o.skip()
		}
		text, err := o.content(e)
		if err != nil {
			return err
		}
		code := textCode{text: text, x: deltas(attr(e, "DeltaX")), y: deltas(attr(e, "DeltaY"))}
		x, y, err = o.characters(code, f, place(attr(e, "X"), x), place(attr(e, "Y"), y), in.ctm)
		return err
	})
}

func place(s string, otherwise float64) float64 {
	if v, err := strconv.ParseFloat(s, 64); err == nil {
		return v
	}
	return otherwise
}

// textCode is a run of characters with how far each is from the one before.
type textCode struct {
	text string
	x, y []float64
}

// characters puts the characters of a run on the page and returns where it ends.
func (o *objects) characters(code textCode, f font, x, y float64, ctm page.Map) (endX, endY float64, err error) {
	i := -1
	for _, r := range code.text {
		i++
		advance := 0.0
		if i < len(code.x) {
			advance = code.x[i]
		}
		if err := o.count(string(r)); err != nil {
			return 0, 0, err
		}
		if len(o.Glyphs) > page.MostGlyphs {
			return 0, 0, errFull
		}
		if !unicode.IsControl(r) {
			o.Glyphs = append(o.Glyphs, f.glyph(r, x, y, advance, ctm))
		}
		x += advance
		if i < len(code.y) {
			y += code.y[i]
		}
	}
	return x, y, nil
}

// glyph returns a character at its place. It is as wide as such characters mostly are, and no wider than the next is away.
func (f font) glyph(r rune, x, y, advance float64, ctm page.Map) page.Glyph {
	width := f.size * f.scale
	if r < 0x2000 {
		width *= 0.6
	}
	if advance > 0 {
		width = min(width, advance)
	}
	const ascent, descent = 0.85, 0.15
	originX, base := ctm.At(x, y)
	sin, cos := math.Sincos(f.turn * math.Pi / 180)
	turn := page.TurnOf(ctm.A*cos+ctm.C*sin, ctm.B*cos+ctm.D*sin)
	box := ctm.Box(x, y-ascent*f.size, x+width, y+descent*f.size)
	return page.Glyph{Text: string(r), Box: box, X: originX, Base: base, Size: ctm.Size(f.size), Turn: turn}
}

// deltas reads distances, of which "g 3 5.2" stands for three of 5.2. There are no more than any run has characters.
func deltas(s string) (list []float64) {
	const most = 1 << 16
	words := fields(s, 3*most)
	for i := 0; i < len(words) && len(list) < most; i++ {
		n := 1
		if words[i] == "g" && i+2 < len(words) {
			n, _ = strconv.Atoi(words[i+1])
			i += 2
		}
		v, err := strconv.ParseFloat(words[i], 64)
		if err != nil {
			return list
		}
		for range min(n, most) {
			list = append(list, v)
		}
	}
	return list
}
