package pdf_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/internal/testblocks"
	"duban/parse/block"
	"duban/parse/page"
	"duban/parse/pdf"
)

// scan is a page that is a picture with an image, in which recognizer finds the text that the image consists of.
func scan(text string) page.Page {
	return written("", func(p *page.Page) { covered(p); p.Image = []byte(text) })
}

// recognizer finds a line of characters of 20 dots each on a picture, of which a dot is 50 units of the page.
var recognizer = &pdf.Recognizer{By: "eyes 1", Glyphs: func(_ context.Context, picture []byte) ([]page.Glyph, int, int, error) {
	if string(picture) == "blur" {
		return nil, 0, 0, errors.New("eyes failed")
	}
	var glyphs []page.Glyph
	x := 140
	for _, r := range string(picture) {
		glyphs = append(glyphs, page.Glyph{Text: string(r), X: x, Base: 200, Size: 20,
			Box: page.Box{Left: x, Top: 184, Right: x + 20, Bottom: 204}})
		x += 20
	}
	return glyphs, 1200, 1680, nil
}}

func recognize(e pdf.Engine) (*block.Document, error) {
	return pdf.Read(context.Background(), block.NewBudget(context.Background(), block.Limits{}), nil, e, recognizer)
}

// TestRecognize has pages of all sorts. A full line at the end of one goes on at the top of the next, save between what stands in
// the file and what was recognised.
func TestRecognize(t *testing.T) {
	full := "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六"
	unseen := scan("认出的字")
	unseen.Glyphs, unseen.Unseen = written("别的字", nil).Glyphs, true
	doc, err := recognize(engine(nil,
		written(full, nil), scan(full), scan("完成投资"), unseen, written("结束", nil), written("", covered)))
	require.NoError(t, err)
	require.Equal(t, block.Recognized{By: "eyes 1", Pages: []int{2, 3, 4}}, doc.Recognized)
	var texts []string
	var pages []int
	for _, b := range doc.Blocks {
		texts = append(texts, block.TextOf(b))
		pages = append(pages, b.Pos().Page)
	}
	require.Equal(t, []string{full, full + "完成投资", "认出的字", "结束"}, texts)
	require.Equal(t, []int{1, 2, 4, 5}, pages)
	require.Equal(t, []block.Diagnostic{{Place: block.Place{Page: 2},
		Message: "the text of 3 of 6 pages is what eyes 1 has recognised in pictures, and any figure of it may be wrong"}}, testblocks.Diagnostics(doc))
	doc.NumberTables()
	require.Len(t, doc.Unread, 4)
	for i, want := range []string{
		"the page is a picture; its text is what eyes 1 has recognised, and any figure of it may be wrong",
		"the page is a picture; its text", "the page is a picture over text that was recognised in it; its text is what eyes 1",
		"the page is a picture, which is not read"} {
		require.Contains(t, doc.Unread[i].Message, want)
	}
	for number, want := range []bool{true, false, true, true, true, false, false} { // of page 0 it is not known
		require.Equal(t, want, doc.Recognized.Has(number), "page %d", number)
	}
	require.False(t, (&block.Recognized{}).Has(0))
}

// TestRecognizePlaces sets what was recognised against the same text in the file.
func TestRecognizePlaces(t *testing.T) {
	want, err := read(engine(nil, written("完成投资", nil)))
	require.NoError(t, err)
	got, err := recognize(engine(nil, scan("完成投资")))
	require.NoError(t, err)
	require.Equal(t, want.Blocks, got.Blocks)
}

func TestRecognizeErrors(t *testing.T) {
	_, err := recognize(engine(nil, written("完成投资", nil), scan("blur")))
	require.EqualError(t, err, "the characters of a page cannot be recognised: page 2: eyes failed; see to that program, or leave out --ocr")
	require.NotErrorIs(t, err, block.ErrDamaged)
	_, err = recognize(engine(nil, written("", covered)))
	require.ErrorIs(t, err, block.ErrUnsupported)
	require.ErrorContains(t, err, "hands over no images")
	const long = "一二三四五六七八九十"
	_, err = pdf.Read(context.Background(), block.NewBudget(context.Background(), block.Limits{Text: 100}), nil,
		engine(nil, scan(long), scan(long), scan(long), scan(long)), recognizer)
	require.ErrorIs(t, err, block.ErrLimit)
}
