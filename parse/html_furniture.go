package parse

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"duban/seeds"
)

// This file tells what belongs to the site rather than to the article: navigation, tools, lists of related pages, the
// imprint. Elements are sifted while the page is read (isFurniture), lines afterwards (withoutFurniture), for pages
// that print such things with no element or name to tell them by. In doubt a thing is content: what is wrongly kept
// disturbs, what is wrongly left out is lost. The words are in seeds/page_words.tsv.

// isFurniture reports a block that belongs to the site.
func (p *page) isFurniture(i int) bool {
	if p.isContent(i) {
		return false
	}
	const few = 3
	n := &p.nodes[i]
	is := false
	switch nameOf(n.Node) {
	case furniture:
		is = true
	case doubtful:
		is = n.links > 0 && n.linked >= n.text
	default:
		is = n.links >= few && n.linked > 2*n.text
	}
	return (is || p.isImprint(i) || p.isCrumbs(i)) && !p.namesAnnex(i)
}

// isCrumbs reports the line that says where in the site the page stands, also where a table lays it out.
func (p *page) isCrumbs(i int) bool {
	const words = 16 // characters outside of links: the crumb word, the marks between, 正文
	n := &p.nodes[i]
	return n.links > 0 && n.text <= words && isCrumb(p.plain(i, 100))
}

// isImprint reports a part of the page, at its end, with words that only imprints have.
func (p *page) isImprint(i int) bool {
	const atEnd = 100 // nodes
	n := &p.nodes[i]
	if n.stops > 0 || len(p.nodes)-int(n.end) > atEnd || n.DataAtom == atom.P {
		return false
	}
	return containsAny(p.plain(i, 1<<11), pageWords().imprints)
}

// isContent reports a block that is no furniture, whatever its name.
func (p *page) isContent(i int) bool {
	const much = 400 // characters; an imprint has fewer
	n := &p.nodes[i]
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Main, atom.Article, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	most := 2*n.text > p.nodes[0].text // of all that the page says
	return n.Type != html.ElementNode || n.marks&(holdsData|holdsTitle|holdsFile) != 0 || n.stops > 1 || n.text > much || most
}

// namesAnnex reports a block that speaks of annexes.
func (p *page) namesAnnex(i int) bool {
	text := p.plain(i, 1<<11)
	return strings.Contains(text, "附件") || strings.Contains(text, "附表")
}

// nameOf returns what the name, role, class and id of an element say of it.
func nameOf(n *html.Node) naming {
	switch n.DataAtom {
	case atom.Nav, atom.Menu, atom.Search:
		return furniture
	case atom.Footer, atom.Aside:
		return furniture
	case atom.P, atom.Li: // too small to be named after a part of the page; their classes are about looks
		return unnamed
	}
	named := unnamed
	if n.DataAtom == atom.Header {
		named = doubtful
	}
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "role":
			named = max(named, nameOfRole(a.Val))
		case "class", "id":
			named = max(named, nameOfWords(a.Val))
		}
	}
	return named
}

func nameOfRole(role string) naming {
	switch strings.ToLower(role) {
	case "navigation", "menu", "menubar", "search", "toolbar", "contentinfo", "complementary", "dialog":
		return furniture
	case "banner", "tablist":
		return doubtful
	}
	return unnamed
}

// nameOfWords takes the value of a class or id attribute.
func nameOfWords(names string) naming {
	named := unnamed
	for name := range strings.FieldsSeq(names) {
		if pageWords().contents[strings.ToLower(name)] {
			return unnamed
		}
		if !strings.HasPrefix(name, "Mso") { // MsoFooter is a style of Word's, and may be any paragraph
			named = max(named, nameOfParts(name))
		}
	}
	return named
}

// nameOfParts takes one name: main-nav, mainNav, main_nav.
func nameOfParts(name string) naming {
	words := pageWords().names
	named := words[strings.ToLower(name)]
	start := 0
	for i, r := range name {
		apart := !unicode.IsLetter(r)
		if apart || i > start && unicode.IsUpper(r) {
			named = max(named, words[strings.ToLower(name[start:i])])
			start = i
			if apart {
				start++
			}
		}
	}
	return max(named, words[strings.ToLower(name[min(start, len(name)):])])
}

// withoutFurniture returns the blocks that are content, as far as their words tell.
func withoutFurniture(blocks []Block) []Block {
	blocks = blocks[:len(blocks)-imprintLines(blocks)]
	content := make([]Block, 0, len(blocks))
	for i := 0; i < len(blocks); i++ {
		if n := menuLines(blocks[i:]); n > 0 {
			i += n - 1
			continue
		}
		if p, ok := blocks[i].(*Paragraph); ok && isAside(p.Text) {
			if p.Text = withoutTools(p.Text); p.Text == "" || isCrumb(p.Text) || isPointer(p.Text) {
				continue
			}
		}
		content = append(content, blocks[i])
	}
	return content
}

// isAside reports a line that may be furniture at all: a short one, with no end of a sentence.
func isAside(s string) bool {
	const most = 600 // bytes
	return len(s) <= most && !strings.Contains(s, "。")
}

// aside returns the text of a block that may be furniture, or "".
func aside(b Block) string {
	if p, ok := b.(*Paragraph); ok && isAside(p.Text) {
		return p.Text
	}
	return ""
}

// imprintLines counts the lines at the end of a page that make up the imprint of the site. Without a word that only
// imprints have (ICP备, 版权所有) there is none: addresses and telephones end reports as well.
func imprintLines(lines []Block) int {
	words := pageWords()
	count := 0
	for n := 1; n <= len(lines); n++ {
		text := aside(lines[len(lines)-n])
		switch {
		case text == "":
			return count
		case containsAny(text, words.imprints):
			count = n
		case !containsAny(text, words.contacts) && !isMenu(text) && withoutTools(text) != "":
			return count
		}
	}
	return count
}

func containsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// menuLines counts the lines at the front that are items of a menu, if there are several items in them.
func menuLines(lines []Block) int {
	const few = 3
	n, items := 0, 0
	for ; n < len(lines) && isMenu(aside(lines[n])); n++ {
		items += len(parts(aside(lines[n])))
	}
	if items < few {
		return 0
	}
	return n
}

// isMenu reports a line that is nothing but items of navigation.
func isMenu(text string) bool {
	items := parts(text)
	for _, item := range items {
		if !pageWords().menus[item] {
			return false
		}
	}
	return len(items) > 0
}

// isCrumb reports the line that says where in the site the page stands.
func isCrumb(text string) bool {
	text = strings.TrimLeftFunc(text, isApart)
	for _, word := range pageWords().crumbs {
		if rest, ok := strings.CutPrefix(text, word); ok {
			rest = strings.TrimFunc(rest, isApart)
			return rest == "" || strings.Contains(rest, "首页") || strings.ContainsAny(rest, ">＞»›→")
		}
	}
	return false
}

// isPointer reports a line that points away from the page, known by how it begins: 上一篇：…, 扫一扫在手机打开当前页.
func isPointer(text string) bool {
	text = strings.TrimLeftFunc(text, isApart)
	return slices.ContainsFunc(pageWords().pointers, func(w string) bool { return strings.HasPrefix(text, w) })
}

// isApart reports the characters that part the items of a menu or of a row of tools.
func isApart(r rune) bool { return isSpace(r) || unicode.IsPunct(r) || unicode.IsSymbol(r) && r != '+' }

// parts returns what stands between such characters.
func parts(text string) []string { return strings.FieldsFunc(text, isApart) }

// withoutTools returns a line without the controls in it: 【字体：大 中 小】 打印 关闭. A line of controls only is
// empty then. From others they are taken only where the line shows by its labels that it is about the article.
func withoutTools(text string) string {
	if strings.Contains(text, "\n") {
		var kept []string
		for line := range strings.SplitSeq(text, "\n") {
			if line = withoutTools(line); line != "" {
				kept = append(kept, line)
			}
		}
		return strings.Join(kept, "\n")
	}
	var t toolLine
	for item := range strings.FieldsSeq(strings.NewReplacer("|", " ", "｜", " ").Replace(text)) {
		t.add(item)
	}
	switch {
	case t.tools == 0:
		return text
	case len(t.kept) == 0:
		return ""
	case t.labels == 0:
		return text
	}
	return strings.Join(t.kept, " ")
}

// toolLine sorts the items of a line.
type toolLine struct {
	kept     []string
	tools    int
	labels   int
	counting bool // the last item was a counter that waits for its number
}

func (t *toolLine) add(item string) {
	words := pageWords()
	counting := false
	for i, part := range parts(item) {
		switch {
		case words.tools[part]:
			t.tools++
		case isSize(part), (counting || t.counting) && isCount(part):
		case isCounter(part):
			t.tools++
			counting = true
		default:
			if i == 0 && words.labels[part] {
				t.labels++
			}
			t.kept = append(t.kept, item)
			t.counting = false
			return
		}
	}
	t.counting = counting
}

// isSize reports the choices of a control for the size of type.
func isSize(part string) bool { return strings.Trim(part, "特大中小TtAa+") == "" }

// isCounter reports a counter with or without its number: 浏览次数, 阅读12次.
func isCounter(part string) bool {
	for _, word := range pageWords().counters {
		if rest, ok := strings.CutPrefix(part, word); ok && (rest == "" || isCount(rest)) {
			return true
		}
	}
	return false
}

func isCount(s string) bool { return strings.Trim(s, "0123456789次人") == "" }

// pageVocabulary holds the words by which furniture of a page is told from content; see seeds/page_words.tsv.
type pageVocabulary struct {
	names                map[string]naming // parts of class and id
	contents             map[string]bool   // whole classes and ids of what holds an article
	crumbs, pointers     []string
	tools, menus, labels map[string]bool
	counters             []string
	imprints, contacts   []string
	sites                []string
}

// naming is what the name of an element says of it.
type naming uint8

const (
	unnamed   naming = iota
	doubtful         // furniture, if most of its text is links
	furniture        // furniture, unless it plainly holds content
)

var pageWords = sync.OnceValue(func() *pageVocabulary {
	lines, err := seeds.Read(seeds.FS, "page_words.tsv", "word", "kind", "comment")
	if err != nil {
		panic(err) // the file is part of the program and checked by a test
	}
	v := &pageVocabulary{names: map[string]naming{}, contents: map[string]bool{},
		tools: map[string]bool{}, menus: map[string]bool{}, labels: map[string]bool{}}
	for _, l := range lines {
		v.add(l.Fields[0], l.Fields[1])
	}
	return v
})

func (v *pageVocabulary) add(word, kind string) {
	switch kind {
	case "furniture":
		v.names[word] = furniture
	case "doubtful":
		v.names[word] = doubtful
	case "content":
		v.contents[word] = true
	case "crumb":
		v.crumbs = append(v.crumbs, word)
	case "pointer":
		v.pointers = append(v.pointers, word)
	case "tool":
		v.tools[word] = true
	case "menu":
		v.menus[word] = true
	case "label":
		v.labels[word] = true
	case "counter":
		v.counters = append(v.counters, word)
	case "imprint":
		v.imprints = append(v.imprints, word)
	case "contact":
		v.contacts = append(v.contacts, word)
	case "site":
		v.sites = append(v.sites, word)
	}
}
