package parse

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// readHTML reads a web page: what a browser would show of it, in reading order, without the furniture of the site
// that it stands in (navigation, tools, imprint). Tables that only lay out the page are dissolved.
func readHTML(b *budget, data []byte) (*Document, error) {
	d := decode(data, declaredCharset(data))
	root, err := parseTree(b, d.text)
	if err != nil {
		return nil, err
	}
	tags := strings.Count(d.text, "<") // of which half are end tags; about as many texts stand between
	p, err := survey(b, root, min(tags, 1<<20))
	if err != nil {
		return nil, err
	}
	r := htmlReader{budget: b, page: p}
	if err := r.read(0); err != nil {
		return nil, err
	}
	r.flush()
	blocks := withoutFurniture(r.lines)
	if title := headTitle(goquery.NewDocumentFromNode(root)); needsTitle(blocks, title) {
		blocks = append([]Block{&Heading{Level: 1, Text: title.text}}, blocks...)
	}
	numberParagraphs(blocks)
	return &Document{Format: FormatHTML, Encoding: d.encoding, Blocks: blocks, Diagnostics: append(d.trouble, p.trouble...)}, nil
}

// numberParagraphs gives the paragraphs and headings outside tables their places.
func numberParagraphs(blocks []Block) {
	n := 0
	for _, block := range blocks {
		switch block := block.(type) {
		case *Heading:
			n++
			block.Place = Place{Paragraph: n}
		case *Paragraph:
			n++
			block.Place = Place{Paragraph: n}
		}
	}
}
