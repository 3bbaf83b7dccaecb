package pdf

import (
	"context"

	"duban/internal/message"
	"duban/parse/page"
)

// Recognizer reads what the pictures of pages show. It errs, which nobody can tell from its output alone.
type Recognizer struct {
	By   string // the program, its version and language; not empty
	Made string // what else decides what it recognises: another program or other data have another
	// Glyphs returns the characters that a PNG picture shows, and the width and height of it. Places are in dots.
	Glyphs func(ctx context.Context, picture []byte) (glyphs []page.Glyph, width, height int, err error)
}

// What a user can do about pages that are pictures.
const (
	recognize = "let duban recognise their characters (--ocr), any of which may be wrong, or pass the text"
	noImages  = "the engine for PDF hands over no images to recognise characters in: take the one that belongs to this duban, or pass the text"
)

// errRecognition is the error of a Recognizer, which says nothing of the file.
var errRecognition = message.Errorf("the characters of a page cannot be recognised")

// recognize gives a page the glyphs that its image shows, if there is an image of it and a program for that.
func (c *collection) recognize(ctx context.Context, p *page.Page) error {
	picture := p.Image
	p.Image = nil
	if c.ocr == nil || picture == nil {
		return nil
	}
	glyphs, width, height, err := c.ocr.Glyphs(ctx, picture)
	if err != nil {
		return message.Errorf("%w: page %d: %w", errRecognition, c.pages.Pages()+1, err)
	}
	p.Recognized = true
	if width <= 0 || height <= 0 {
		return nil
	}
	for _, g := range glyphs {
		p.Glyphs = append(p.Glyphs, scaled(g, p.Width, width, p.Height, height))
	}
	return nil
}

// scaled returns a glyph whose place was in dots of a picture of that width and height, on a page of these.
func scaled(g page.Glyph, width, dotsAcross, height, dotsDown int) page.Glyph {
	x := func(v int) int { return v * width / dotsAcross }
	y := func(v int) int { return v * height / dotsDown }
	g.Box = page.Box{Left: x(g.Left), Top: y(g.Top), Right: x(g.Right), Bottom: y(g.Bottom)}
	g.X, g.Base, g.Size = x(g.X), y(g.Base), y(g.Size)
	return g
}

// says is what became of a page whose text the file does not have.
func (u unread) says(ocr *Recognizer) message.Text {
	if !u.recognized {
		return u.reason.one()
	}
	return message.New("%s; its text is what %s has recognised, and any figure of it may be wrong", u.reason.is(), ocr.By)
}
