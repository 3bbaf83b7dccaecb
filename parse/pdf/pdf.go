// Package pdf makes documents of PDF files. What their pages show is told by an engine that the caller gives, as no small one
// reads all that there is; what tables and paragraphs it makes is package page's to find.
package pdf

import (
	"context"
	"errors"
	"slices"
	"strings"

	"duban/internal/message"
	"duban/parse/block"
	"duban/parse/page"
)

// Engine hands over the pages of a PDF file in order, those that it cannot read with their Failure, and ends with the error that yield
// returns. An error that wraps ErrPassword, ErrNone or ErrLimit says more: the second, behind its own text, what to do, and the last what
// there is too much of.
type Engine func(ctx context.Context, data []byte, yield func(page.Page) error) error

// What an engine can say of a file.
var (
	ErrPassword = message.Errorf("the file is encrypted")
	ErrNone     = message.Errorf("there is no engine for PDF files")
	ErrLimit    = message.Errorf("too much")
)

// Read reads a PDF file. Pages that are pictures are told, if ocr is nil, or else read with it.
func Read(ctx context.Context, b *block.Budget, data []byte, engine Engine, ocr *Recognizer) (*block.Document, error) {
	if engine == nil {
		return nil, block.Unsupported("a PDF file", "give parse.Options an engine for PDF, or export the file's text (.docx, .html or .txt)")
	}
	c := collection{pages: page.NewReader(b), ocr: ocr}
	err := engine(ctx, data, func(p page.Page) error { return c.add(ctx, b, p) })
	var limit *block.Error
	switch {
	case errors.As(err, &limit):
		return nil, err
	case b.Live() != nil:
		return nil, b.Live()
	case errors.Is(err, ErrPassword):
		return nil, block.Unsupported("an encrypted PDF file", "open it with its password and save it without one")
	case errors.Is(err, ErrNone):
		return nil, block.Failed(block.ErrUnsupported, "", "", "this is %s", message.Format("a PDF file")).Advising(message.New("%v", beside(err, ErrNone)))
	case errors.Is(err, ErrLimit):
		return nil, block.Exceeded("", "%v", beside(err, ErrLimit))
	case errors.Is(err, errRecognition):
		return nil, block.Failed(err, "", "see to that program, or leave out --ocr", "%v", err)
	case err != nil:
		return nil, block.Damaged("", "%v", err)
	case c.isUnread() && ocr == nil:
		return nil, block.Unsupported("a PDF file %s", recognize, c.unread[0].reason.all())
	case c.isUnread():
		return nil, block.Unsupported("a PDF file %s", noImages, c.unread[0].reason.all())
	}
	doc, err := c.pages.Document()
	if err != nil {
		return nil, err
	}
	doc.Format = block.FormatPDF
	for _, number := range c.pictures {
		doc.Leave(block.Picture, message.New("a picture is not read"), block.Place{Page: number})
	}
	for _, u := range c.unread {
		doc.Leave(block.Scan, u.says(ocr), block.Place{Page: u.page})
		if u.recognized {
			doc.Recognized.By = ocr.By
			doc.Recognized.Pages = append(doc.Recognized.Pages, u.page)
		}
	}
	if n := len(doc.Recognized.Pages); n > 0 {
		d := block.Diagnostic{Place: block.Place{Page: doc.Recognized.Pages[0]}}.Saying(
			"the text of %d of %d pages is what %s has recognised in pictures, and any figure of it may be wrong", n, c.pages.Pages(), ocr.By)
		doc.Diagnostics = append([]block.Diagnostic{d}, doc.Diagnostics...)
	}
	return doc, nil
}

// beside returns what an error says beside a kind that it wraps.
func beside(err, kind error) error {
	for e := err; e != nil; e = errors.Unwrap(e) {
		if many, ok := e.(interface{ Unwrap() []error }); ok && len(many.Unwrap()) > 1 {
			return many.Unwrap()[1]
		}
	}
	return errors.New(strings.TrimPrefix(err.Error(), kind.Error()+": "))
}

// collection are the pages of a file. Those whose text cannot be had are recognised or else empty, and told in any case.
type collection struct {
	pages    *page.Reader
	ocr      *Recognizer
	pictures []int // the pages that they are on
	unread   []unread
	text     int64
}

type unread struct {
	page       int
	reason     reason
	recognized bool
}

// isUnread reports whether there is no page of which something was read.
func (c *collection) isUnread() bool {
	recognized := func(u unread) bool { return u.recognized }
	return len(c.unread) > 0 && len(c.unread)+c.pages.Failed() == c.pages.Pages() && !slices.ContainsFunc(c.unread, recognized)
}

func (c *collection) add(ctx context.Context, b *block.Budget, p page.Page) error {
	if err := b.Live(); err != nil {
		return err
	}
	if err := c.take(b, &p); err != nil {
		return err
	}
	if reason := whyUnread(&p); reason != readable {
		p.Glyphs, p.Strokes, p.Pictures, p.Unread = nil, nil, nil, true
		if err := c.recognize(ctx, &p); err != nil {
			return err
		}
		if err := c.take(b, &p); err != nil {
			return err
		}
		p.Unread = !p.Recognized
		c.unread = append(c.unread, unread{c.pages.Pages() + 1, reason, p.Recognized})
	}
	for _, b := range p.Pictures {
		if b.IsLarge() {
			c.pictures = append(c.pictures, c.pages.Pages()+1)
		}
	}
	return c.pages.Add(&p)
}

// take takes the text of a page from the budget.
func (c *collection) take(b *block.Budget, p *page.Page) error {
	for _, g := range p.Glyphs {
		c.text += int64(len(g.Text))
	}
	return b.TakeText(c.text)
}
