package parse

import (
	"strings"
	"unicode/utf8"

	"github.com/PuerkitoBio/goquery"
)

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
		if i <= 0 || !containsAny(s[i:], []string{"政府", "网", "门户", "公开", "委员会"}) {
			return s
		}
		s = strings.TrimRight(s[:i], "_|-–—> ")
	}
}

// shortTitle is the number of characters below which a title says nothing: 首页, Document.
const shortTitle = 6

func cleanTitle(s string) string {
	return strings.Join(strings.Fields(s), " ")
}

// needsTitle reports whether the blocks lack a title that the head has. The one of the article is added where it is
// nowhere in the first blocks; the one of the window only where no line at all stands before the first table or
// sentence.
func needsTitle(blocks []Block, t title) bool {
	const near = 40 // blocks
	if utf8.RuneCountInString(t.text) < shortTitle {
		return false
	}
	if !t.sure {
		return len(blocks) > 0 && (blockText(blocks[0]) == "" || strings.Contains(blockText(blocks[0]), "。"))
	}
	var sb strings.Builder
	for _, block := range blocks[:min(near, len(blocks))] {
		sb.WriteString(blockText(block))
	}
	return !strings.Contains(dense(sb.String()), dense(t.text))
}

// blockText returns the text of a paragraph or heading, or the caption of a table.
func blockText(block Block) string {
	switch block := block.(type) {
	case *Heading:
		return block.Text
	case *Paragraph:
		return block.Text
	case *Table:
		return block.Caption
	}
	return ""
}

// dense returns s without white space.
func dense(s string) string { return strings.Join(strings.FieldsFunc(s, isSpace), "") }
