package page

import (
	"errors"
	"fmt"

	"duban/internal/message"
	"duban/parse/block"
)

// This file is about pages that cannot be read: they are told, and the others are read. Only a document that has no other is refused.

// failure is a page that cannot be read.
type failure struct {
	page    int
	why     error
	tooMuch bool // it holds more than is read of a page
}

// tooMuch is an error that says what a page holds too much of.
type tooMuch struct{ error }

func placeOf(page int) string { return fmt.Sprintf("page %d", page) }

// says tells of it.
func (f failure) says() message.Text { return message.New("the page cannot be read: %v", f.why) }

// err returns the error for a document that has no other page.
func (f failure) err() error {
	if f.tooMuch {
		return block.Exceeded(placeOf(f.page), "%v", f.why)
	}
	return block.Damaged(placeOf(f.page), "%v", f.why)
}

// Failed returns how many of the pages that were added cannot be read.
func (r *Reader) Failed() int { return len(r.failed) }

// fail takes a page that cannot be read.
func (r *Reader) fail(f failure) {
	r.failed = append(r.failed, f)
	d := block.Diagnostic{Place: block.Place{Page: f.page}}
	r.trouble = append(r.trouble, d.Saying("%v", f.says()))
	r.sheets = append(r.sheets, sheet{number: f.page, isUnread: true})
}

// failure returns why a page cannot be read; without a reason where it can.
func (p *Page) failure(number int) failure {
	f := failure{page: number, tooMuch: true}
	switch {
	case p.Failure != "":
		f.why, f.tooMuch = errors.New(p.Failure), p.TooMuch
	case len(p.Glyphs) > MostGlyphs:
		f.why = message.Errorf("more than the limit of %d characters on a page", MostGlyphs)
	case len(p.Strokes) > MostStrokes:
		f.why = message.Errorf("more than the limit of %d lines on a page", MostStrokes)
	case hasTooManyBases(p.Glyphs):
		f.why = message.Errorf("more than the limit of %d lines of text on a page", mostBases)
	}
	return f
}

// mostBases is how many lines of text a page may have: more could not be put in order.
const mostBases = 5000

func hasTooManyBases(glyphs []Glyph) bool {
	if len(glyphs) <= mostBases {
		return false
	}
	bases := map[int]bool{}
	for _, g := range glyphs {
		bases[g.Base] = true
	}
	return len(bases) > mostBases
}
