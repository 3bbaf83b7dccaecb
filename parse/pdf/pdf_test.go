package pdf_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/internal/testblocks"
	"duban/parse/block"
	"duban/parse/page"
	"duban/parse/pdf"
)

// written returns a page with a text at its top, and more of what it shows.
func written(text string, change func(*page.Page)) page.Page {
	p := page.Page{Width: 60_000, Height: 84_000}
	x := 7000
	for _, r := range text {
		p.Glyphs = append(p.Glyphs, page.Glyph{Text: string(r), X: x, Base: 10_000, Size: 1000,
			Box: page.Box{Left: x, Top: 9200, Right: x + 1000, Bottom: 10_200}})
		x += 1000
	}
	if change != nil {
		change(&p)
	}
	return p
}

func covered(p *page.Page) { p.Pictures = []page.Box{{Right: p.Width, Bottom: p.Height}} }

// engine hands over pages and ends with an error.
func engine(end error, pages ...page.Page) pdf.Engine {
	return func(_ context.Context, _ []byte, yield func(page.Page) error) error {
		for _, p := range pages {
			if err := yield(p); err != nil {
				return err
			}
		}
		return end
	}
}

func read(e pdf.Engine) (*block.Document, error) {
	return pdf.Read(context.Background(), block.NewBudget(context.Background(), block.Limits{}), nil, e, nil)
}

func TestRead(t *testing.T) {
	doc, err := read(engine(nil, written("完成投资", nil), written("", covered), written("甲\uE001\uE002", nil),
		written("认出的字", func(p *page.Page) { covered(p); p.Unseen = true }), written("第二段", nil)))
	require.NoError(t, err)
	require.Equal(t, block.FormatPDF, doc.Format)
	require.Len(t, doc.Blocks, 2)
	require.Equal(t, &block.Paragraph{Text: "第二段", Place: block.Place{Paragraph: 2, Page: 5}}, doc.Blocks[1])
	doc.NumberTables()
	require.Len(t, doc.Unread, 3)
	for i, want := range []string{"is a picture, which", "do not say which characters", "over text that was recognised"} {
		require.Equal(t, block.Scan, doc.Unread[i].What)
		require.Equal(t, i+2, doc.Unread[i].Page)
		require.Contains(t, doc.Unread[i].Message, want)
	}
}

// TestUnreadPages has pages that the engine cannot read: they are told, and a full line before one does not go on behind it.
func TestUnreadPages(t *testing.T) {
	full := strings.Repeat("一二三四五六七八九十", 4) + "一二三四五六"
	for name, test := range map[string]struct {
		page page.Page
		want string
	}{
		"broken":   {page.Page{Failure: "no stream"}, "the page cannot be read: no stream"},
		"too much": {page.Page{Failure: "9 characters", TooMuch: true}, "the page cannot be read: 9 characters"},
		"scan":     {written("", covered), "the page is a picture, which is not read without --ocr"},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := read(engine(nil, written(full, nil), test.page, written("第"+full[3:], nil), written("结束", nil)))
			require.NoError(t, err)
			var texts []string
			for _, b := range doc.Blocks {
				texts = append(texts, block.TextOf(b))
			}
			require.Equal(t, []string{full, "第" + full[3:] + "结束"}, texts)
			doc.NumberTables()
			require.Len(t, doc.Unread, 1)
			require.Equal(t, block.Scan, doc.Unread[0].What)
			require.Equal(t, 2, doc.Unread[0].Page)
			require.Equal(t, test.want, doc.Unread[0].Message)
			if test.page.Failure != "" {
				require.Equal(t, []block.Diagnostic{{Place: block.Place{Page: 2}, Message: test.want}}, testblocks.Diagnostics(doc))
			}
		})
	}
}

func TestErrors(t *testing.T) {
	for name, test := range map[string]struct {
		engine pdf.Engine
		kind   error
		want   string
	}{
		"no engine":       {nil, block.ErrUnsupported, "this is a PDF file; give parse.Options an engine"},
		"none installed":  {engine(fmt.Errorf("%w: put it there", pdf.ErrNone)), block.ErrUnsupported, "put it there"},
		"encrypted":       {engine(pdf.ErrPassword), block.ErrUnsupported, "an encrypted PDF file"},
		"too much":        {engine(fmt.Errorf("%w: 9 characters on a page", pdf.ErrLimit)), block.ErrLimit, "9 characters on a page; raise"},
		"broken pages":    {engine(nil, page.Page{Failure: "no stream"}, page.Page{Failure: "no font"}), block.ErrDamaged, "page 1: no stream; open it"},
		"pages of much":   {engine(nil, page.Page{Failure: "9 characters", TooMuch: true}), block.ErrLimit, "page 1: 9 characters; raise"},
		"scan and broken": {engine(nil, page.Page{Failure: "no stream"}, written("", covered)), block.ErrUnsupported, "whose pages are pictures"},
		"broken":          {engine(errors.New("page 3: no stream")), block.ErrDamaged, "page 3: no stream"},
		"scans":           {engine(nil, written("", covered), written("", covered)), block.ErrUnsupported, "whose pages are pictures; let duban recognise their characters (--ocr)"},
		"no meaning":      {engine(nil, written("\uFFFD\uFFFD", nil)), block.ErrUnsupported, "do not say which characters they show"},
		"recognised text": {engine(nil, written("甲", func(p *page.Page) { p.Unseen = true })), block.ErrUnsupported, "over recognised text"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := read(test.engine)
			require.ErrorIs(t, err, test.kind)
			require.ErrorContains(t, err, test.want)
		})
	}
}

func TestLimits(t *testing.T) {
	pages := make([]page.Page, 100)
	for i := range pages {
		pages[i] = written("一二三四五六七八九十", nil)
	}
	_, err := pdf.Read(context.Background(), block.NewBudget(context.Background(), block.Limits{Text: 1000}), nil, engine(nil, pages...), nil)
	require.ErrorIs(t, err, block.ErrLimit)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = pdf.Read(ctx, block.NewBudget(ctx, block.Limits{}), nil, engine(nil, pages...), nil)
	require.ErrorIs(t, err, context.Canceled)
}
