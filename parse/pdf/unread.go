package pdf

import (
	"unicode"
	"unicode/utf8"

	"duban/internal/message"
	"duban/parse/page"
)

// IsUnread reports whether the text of a page cannot be had from the file, so that its image is all that there is.
func IsUnread(p *page.Page) bool { return whyUnread(p) != readable }

// reason is why the text of a page cannot be had.
type reason int

const (
	readable reason = iota
	scanned
	recognized
	meaningless
)

// is says what a page is.
func (r reason) is() message.Format {
	switch r {
	case scanned:
		return "the page is a picture"
	case recognized:
		return "the page is a picture over text that was recognised in it"
	}
	return "the fonts of the page do not say which characters they show"
}

// one says why a page is not read.
func (r reason) one() message.Text {
	switch r {
	case scanned:
		return message.New("%s, which is not read without --ocr", r.is())
	case recognized:
		return message.New("%s, which may be wrong and is not read; with --ocr the picture is", r.is())
	}
	return message.New("%s, so that it is not read without --ocr", r.is())
}

func (r reason) all() message.Format {
	switch r {
	case scanned:
		return "whose pages are pictures"
	case recognized:
		return "whose pages are pictures over recognised text"
	}
	return "whose fonts do not say which characters they show"
}

// whyUnread tells pages that are scans, and such whose characters have no meaning: of a font without a map from its codes, of
// which some look like characters all the same.
func whyUnread(p *page.Page) reason {
	const few = 20 // tenths of a percent
	strange := 0
	for _, g := range p.Glyphs {
		if r, _ := utf8.DecodeRuneInString(g.Text); r == utf8.RuneError || unicode.In(r, unicode.Co, unicode.Cc) {
			strange++
		}
	}
	switch {
	case p.Failure != "":
		return readable // not, and whoever takes the page knows
	case p.Unseen:
		return recognized
	case len(p.Glyphs) == 0 && p.IsCovered():
		return scanned
	case 1000*strange > few*len(p.Glyphs):
		return meaningless
	}
	return readable
}
