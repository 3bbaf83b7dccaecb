package html

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"duban/internal/char"
	"duban/parse/block"
	"duban/parse/charset"
	"duban/parse/furniture"
	"duban/parse/words"
)

// Read reads a web page: what a browser would show of it, in reading order, without the furniture of the site
// that it stands in (navigation, tools, imprint). Tables that only lay out the page are dissolved.
func Read(b *block.Budget, data []byte) (*block.Document, error) {
	d, err := charset.Read(b, data, declaredCharset(data))
	if err != nil {
		return nil, err
	}
	doc := &block.Document{Format: block.FormatHTML, Encoding: d.Encoding}
	root, p, blocks, err := readBlocks(b, doc, d.Text)
	if err != nil {
		return nil, err
	}
	blocks = furniture.Strip(blocks)
	if title := headTitle(goquery.NewDocumentFromNode(root)); needsTitle(blocks, title) {
		blocks = append([]block.Block{&block.Heading{Level: 1, Text: title.text}}, blocks...)
	}
	block.NumberParagraphs(blocks)
	doc.Blocks, doc.Diagnostics = blocks, slices.Concat(d.Trouble, unclosedComment(d.Text), p.trouble)
	return doc, nil
}

// ReadFragment reads what a browser would show of a piece of a page. What it holds and is not read is noted in doc.
func ReadFragment(b *block.Budget, doc *block.Document, text string) ([]block.Block, error) {
	_, _, blocks, err := readBlocks(b, doc, text)
	return blocks, err
}

// readBlocks reads all that a browser would show of a text. What it holds and is not read is noted in doc.
func readBlocks(b *block.Budget, doc *block.Document, text string) (*html.Node, *page, []block.Block, error) {
	root, err := parseTree(b, text)
	if err != nil {
		return nil, nil, nil, err
	}
	tags := strings.Count(text, "<") // of which half are end tags; about as many texts stand between
	p, err := survey(b, root, min(tags, 1<<20))
	if err != nil {
		return nil, nil, nil, err
	}
	r := reader{budget: b, page: p, doc: doc}
	if err := r.read(0); err != nil {
		return nil, nil, nil, err
	}
	r.flush()
	return root, p, r.blocks, nil
}

// unclosedComment reports a comment that takes in all that follows, as browsers read it.
func unclosedComment(page string) []block.Diagnostic {
	i := strings.LastIndex(page, "<!--")
	if i < 0 || strings.Contains(page[i:], "-->") || strings.Contains(page[i:], "</script") || !strings.Contains(page[i:], "</") {
		return nil
	}
	line := 1 + charset.LineEnds([]byte(page[:i]))
	d := block.Diagnostic{Place: block.Place{Line: line, EndLine: line}}
	return []block.Diagnostic{d.Saying("a comment that is not closed hides what follows, %d bytes, which was left out", len(page)-i)}
}

// title is what the head of a page calls it.
type title struct {
	text string
	sure bool // of the article itself, as Chinese government sites say it, not of the window
}

// headTitle returns the title that stands in the head: <meta name="ArticleTitle">, or <title> without the name of the
// site behind it.
func headTitle(doc *goquery.Document) title {
	head := doc.ChildrenFiltered("html").ChildrenFiltered("head")
	article := title{sure: true}
	head.Find("meta[name]").EachWithBreak(func(_ int, meta *goquery.Selection) bool {
		if strings.EqualFold(meta.AttrOr("name", ""), "ArticleTitle") {
			article.text = cleanTitle(meta.AttrOr("content", ""))
		}
		return article.text == ""
	})
	if article.text != "" {
		return article
	}
	return title{text: cleanTitle(withoutSite(head.Find("title").First().Text()))}
}

// withoutSite cuts the name of the site, and of the part of it, off the end of a title.
func withoutSite(s string) string {
	for {
		i := strings.LastIndexAny(s, "_|-–—>")
		if i <= 0 || !endsAsSite(s[i:]) {
			return s
		}
		part := s[i : i+1]
		s = strings.TrimRight(s[:i], "_|-–—> ")
		if part == "_" || part == "|" { // what stands between title and site is where in the site
			s, _, _ = strings.Cut(s, part)
		}
	}
}

// endsAsSite reports what follows a mark in a title if it reads like the name of a site: not -8月政务公开工作.
func endsAsSite(s string) bool {
	_, name, _ := words.CutAny(s, "_|-–—>")
	name = strings.TrimSpace(name)
	return name != "" && (name[0] < '0' || name[0] > '9') && slices.ContainsFunc(furniture.Words().Sites, func(w string) bool { return strings.HasSuffix(name, w) })
}

// shortTitle is the number of characters below which a title says nothing: 首页, Document.
const shortTitle = 6

func cleanTitle(s string) string {
	return strings.Join(strings.Fields(s), " ")
}

// needsTitle reports whether the blocks lack a title that the head has. The one of the article is added where it is
// nowhere in the first blocks; the one of the window only where no line at all stands before the first table or
// sentence.
func needsTitle(blocks []block.Block, t title) bool {
	const near = 40 // blocks
	if utf8.RuneCountInString(t.text) < shortTitle {
		return false
	}
	if !t.sure {
		return len(blocks) > 0 && (block.TextOf(blocks[0]) == "" || strings.Contains(block.TextOf(blocks[0]), char.Stop))
	}
	var sb strings.Builder
	for _, b := range blocks[:min(near, len(blocks))] {
		sb.WriteString(block.TextOf(b))
	}
	return !strings.Contains(block.Dense(sb.String()), block.Dense(t.text))
}
