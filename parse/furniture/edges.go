package furniture

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"duban/internal/char"
	"duban/parse/block"
	"duban/parse/words"
)

// This file finds the furniture of a page that was saved as text, where no element parts it from the article: what
// stands in front of it (crumbs, tools, menus, often one word a line) and behind it (pointers, related pages, the
// imprint). Nothing between the first sentence and the last figure is looked at.

// Content returns the blocks of a document without the lines that a web page puts in front of its article and behind it.
// The document stays as it is. What a page says of the article itself (来源, 发布日期) is content here.
func Content(d *block.Document) []block.Block {
	if !d.Format.IsPage() {
		return d.Blocks
	}
	h := headReader{blocks: d.Blocks[:len(d.Blocks)-imprintLines(d.Blocks)]}
	h.read()
	kept := append(h.kept, h.blocks[h.next:]...)
	return kept[:footStart(kept)]
}

// mostEdge is how many blocks at either end of a page can be furniture.
const mostEdge = 200

// headReader reads the blocks in front of the text: up to the first sentence or table.
type headReader struct {
	blocks   []block.Block
	next     int
	kept     []block.Block
	counting bool // the line before was a counter that waits for its number
	dropped  bool // the line before was furniture
}

func (h *headReader) read() {
	for h.next < min(len(h.blocks), mostEdge) {
		if _, ok := h.blocks[h.next].(*block.Heading); ok {
			h.keep(h.blocks[h.next])
			continue
		}
		text := aside(h.blocks[h.next])
		if text == "" {
			return
		}
		if n := menuLines(h.blocks[h.next:]); n > 0 {
			h.next, h.dropped = h.next+n, true
			continue
		}
		h.line(markdownLink().ReplaceAllString(text, "$1"))
	}
}

func (h *headReader) keep(b block.Block) {
	h.kept, h.dropped = append(h.kept, b), false
	h.next++
}

func (h *headReader) drop() {
	h.dropped = true
	h.next++
}

func (h *headReader) line(text string) {
	counted := h.counting && isCount(block.Trim(text))
	h.counting = counted && strings.Trim(block.Trim(text), "0123456789") == "" // 次 may follow
	switch {
	case IsCrumb(text):
		h.dropMenu()
		h.drop()
		h.crumbs(text)
	case isTrail(text), isPointer(text), counted, h.dropped && isSigns(text): // signs alone may be cells of a table
		h.drop()
	default:
		h.tools(text)
	}
}

// markdownLink is a link in Markdown.
var markdownLink = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\[([^\]]+)\]\([^)]*\)`)
})

// tools keeps what is left of a line without the controls in it.
func (h *headReader) tools(text string) {
	rest := withoutTools(text)
	switch {
	case rest == "":
		h.counting = isCounter(strings.TrimFunc(text, isApart))
		h.drop()
	case rest == text: // of a link, too
		h.keep(h.blocks[h.next])
	default:
		h.keep(&block.Paragraph{Text: rest, Place: h.blocks[h.next].Pos()})
	}
}

// crumbs passes over the crumbs that follow in lines of their own, marks between them.
func (h *headReader) crumbs(line string) {
	open := endsOpen(line)
	for ; h.next < len(h.blocks); h.next++ {
		text := aside(h.blocks[h.next])
		isMark := text != "" && isSigns(text)
		if !isMark && !open && !isMenu(text) || text == "" || utf8.RuneCountInString(text) > mostCrumb && !endsOpen(text) {
			return
		}
		open = isMark || endsOpen(text)
	}
}

// endsOpen reports a line of crumbs that goes on in the next: it ends with a mark.
func endsOpen(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(block.Trim(text))
	return strings.ContainsRune(trailMarks, r)
}

// dropMenu takes back the short lines that were kept in front of the crumbs: items of a menu with words that no
// vocabulary has.
func (h *headReader) dropMenu() {
	const short = 12
	h.kept = slices.DeleteFunc(h.kept, func(b block.Block) bool {
		text := aside(b)
		return text != "" && utf8.RuneCountInString(text) <= short && !strings.ContainsFunc(text, unicode.IsDigit)
	})
}

// trailMarks stand between the crumbs of a trail.
const trailMarks = ">" + char.Greater + "»›→"

// mostCrumb is how many characters a crumb has.
const mostCrumb = 15

// isTrail reports a line of crumbs without the words that say so: 某县要闻>>时政. Behind the name of the home page the title may
// be the last of them: 首页 > 督查 > 某县十件实事进展情况.
func isTrail(text string) bool {
	if !strings.ContainsAny(text, trailMarks) || strings.ContainsAny(text, char.Comma+char.Semicolon+char.Colon+char.Exclamation+char.Question+"%") {
		return false
	}
	crumbs := 0
	for crumb := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(trailMarks, r) }) {
		crumb = block.Trim(crumb)
		if crumbs == 0 && Words().menus[crumb] {
			return true
		}
		first, _ := utf8.DecodeRuneInString(crumb)
		if crumb != "" && !unicode.Is(unicode.Han, first) || utf8.RuneCountInString(crumb) > mostCrumb {
			return false
		}
		crumbs++
	}
	return crumbs > 1
}

// isSigns reports a line of marks alone, or of the sizes of type to choose from.
func isSigns(text string) bool {
	for _, part := range parts(text) {
		if !isSize(part) {
			return false
		}
	}
	return true
}

// footStart returns where the furniture behind the article begins: at the first line from which on all is furniture.
func footStart(blocks []block.Block) int {
	start := len(blocks)
	linked := false
	for i := footEdge(blocks); i < len(blocks); i++ {
		text := footText(blocks[i])
		switch {
		case start == len(blocks) && !isCloser(text):
		case isCloser(text):
			start = min(start, i)
			linked = linked || isListHead(text)
		case !followsCloser(blocks[i], linked):
			start, linked = len(blocks), false
		}
	}
	return start
}

// footEdge returns the first block behind all sentences and tables of figures.
func footEdge(blocks []block.Block) int {
	i := len(blocks)
	for i > max(0, len(blocks)-mostEdge) && (footText(blocks[i-1]) != "" || isPlainTable(blocks[i-1])) {
		i--
	}
	return i
}

// footText returns the text of a block that may be furniture, also of a heading: 相关新闻.
func footText(b block.Block) string {
	if h, ok := b.(*block.Heading); ok && isAside(h.Text) {
		return h.Text
	}
	return aside(b)
}

// isPlainTable reports a small table without figures: lines of a foot that look like one.
func isPlainTable(b block.Block) bool {
	const most = 20 // rows
	t, ok := b.(*block.Table)
	if !ok || len(t.Rows) > most {
		return false
	}
	for _, row := range t.Rows {
		if slices.ContainsFunc(row.Cells, func(c *block.Cell) bool { return !isFewWords(c.Text) }) {
			return false
		}
	}
	return true
}

// isFewWords reports a few words without a figure, as links and pictures of a foot have below them.
func isFewWords(text string) bool {
	const most = 10
	return utf8.RuneCountInString(text) <= most && !strings.ContainsFunc(text, unicode.IsDigit)
}

// isCloser reports a line that ends the article: a pointer, controls, the head of a list of links, who edited it.
func isCloser(text string) bool {
	if text == "" {
		return false
	}
	label, _, ok := words.CutAny(strings.TrimLeftFunc(text, isApart), char.Colons)
	return ok && Words().closers[block.Dense(label)] || isPointer(text) || isMenu(text) || withoutTools(text) == "" || isListHead(text)
}

func isListHead(text string) bool {
	items := parts(text)
	return len(items) == 1 && Words().lists[items[0]]
}

// followsCloser reports a block that may stand behind such a line. A list of links has any titles, but no annexes.
func followsCloser(b block.Block, linked bool) bool {
	const longest = 60 // characters of the title of a page
	text := footText(b)
	if text == "" {
		return isPlainTable(b)
	}
	vocabulary := Words()
	switch {
	case words.IsAnnexLabel(text):
		return false
	case linked:
		return utf8.RuneCountInString(text) <= longest && !strings.ContainsAny(text, char.Comma+char.Semicolon) || isDatedTitle(text)
	}
	return isFewWords(text) || isMenu(text) || isSigns(text) || ContainsAny(text, vocabulary.Imprints) || ContainsAny(text, vocabulary.contacts)
}
