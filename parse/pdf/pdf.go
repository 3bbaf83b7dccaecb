// Package pdf makes documents of PDF files. What their pages show is told by an engine that the caller gives, as no small one
// reads all that there is; what tables and paragraphs it makes is package page's to find.
package pdf

import (
	"context"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"duban/parse/block"
	"duban/parse/page"
)

// Engine hands over the pages of a PDF file in order, and ends with the error that yield returns. An error that wraps ErrPassword,
// ErrNone or ErrLimit says more: the second, behind its own text, what to do, and the last what there is too much of.
type Engine func(ctx context.Context, data []byte, yield func(page.Page) error) error

// What an engine can say of a file.
var (
	ErrPassword = errors.New("the file is encrypted")
	ErrNone     = errors.New("there is no engine for PDF files")
	ErrLimit    = errors.New("too much")
)

// Read reads a PDF file.
func Read(ctx context.Context, b *block.Budget, data []byte, engine Engine) (*block.Document, error) {
	if engine == nil {
		return nil, block.Unsupported("a PDF file", "give parse.Options an engine for PDF, or export the file's text (.docx, .html or .txt)")
	}
	c := collection{pages: page.NewReader(b)}
	err := engine(ctx, data, func(p page.Page) error { return c.add(b, p) })
	var limit *block.Error
	switch {
	case errors.As(err, &limit):
		return nil, err
	case b.Live() != nil:
		return nil, b.Live()
	case errors.Is(err, ErrPassword):
		return nil, block.Unsupported("an encrypted PDF file", "open it with its password and save it without one")
	case errors.Is(err, ErrNone):
		return nil, block.Unsupported("a PDF file", strings.TrimPrefix(err.Error(), ErrNone.Error()+": "))
	case errors.Is(err, ErrLimit):
		return nil, block.Exceeded("", "%s", strings.TrimPrefix(err.Error(), ErrLimit.Error()+": "))
	case err != nil:
		return nil, block.Damaged("", "%v", err)
	case c.pages.Pages() > 0 && len(c.unread) == c.pages.Pages():
		return nil, block.Unsupported("a PDF file "+c.unread[0].reason.all(), "run character recognition on it and pass the text")
	}
	doc, err := c.pages.Document()
	if err != nil {
		return nil, err
	}
	doc.Format = block.FormatPDF
	for _, number := range c.pictures {
		doc.Leave(block.Picture, "a picture is not read", block.Place{Page: number})
	}
	for _, u := range c.unread {
		doc.Leave(block.Scan, u.reason.one(), block.Place{Page: u.page})
	}
	return doc, nil
}

// collection are the pages of a file. Those whose text cannot be had are empty, and told.
type collection struct {
	pages    *page.Reader
	pictures []int // the pages that they are on
	unread   []unread
	text     int64
}

type unread struct {
	page   int
	reason reason
}

func (c *collection) add(b *block.Budget, p page.Page) error {
	if err := b.Live(); err != nil {
		return err
	}
	for _, g := range p.Glyphs {
		c.text += int64(len(g.Text))
	}
	if err := b.TakeText(c.text); err != nil {
		return err
	}
	if reason := whyUnread(&p); reason != readable {
		c.unread = append(c.unread, unread{c.pages.Pages() + 1, reason})
		p.Glyphs, p.Strokes, p.Pictures = nil, nil, nil
	}
	for _, b := range p.Pictures {
		if b.IsLarge() {
			c.pictures = append(c.pictures, c.pages.Pages()+1)
		}
	}
	return c.pages.Add(&p)
}

// reason is why the text of a page cannot be had.
type reason int

const (
	readable reason = iota
	scanned
	recognized
	meaningless
)

func (r reason) one() string {
	switch r {
	case scanned:
		return "the page is a picture, which is not read"
	case recognized:
		return "the page is a picture over text that was recognised in it, which may be wrong and is not read"
	}
	return "the fonts of the page do not say which characters they show, so that it is not read"
}

func (r reason) all() string {
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
	case p.Unseen:
		return recognized
	case len(p.Glyphs) == 0 && p.IsCovered():
		return scanned
	case 1000*strange > few*len(p.Glyphs):
		return meaningless
	}
	return readable
}
