package parse

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// This file tells by elements what belongs to the site rather than to the article: navigation, tools, lists of
// related pages, the imprint. In doubt an element is content: what is wrongly kept disturbs, what is wrongly left
// out is lost.

// isFurniture reports a block that belongs to the site.
func (p *page) isFurniture(i int) bool {
	n := &p.nodes[i]
	if n.Type != html.ElementNode || n.isContent() {
		return false
	}
	const few = 3
	switch nameOf(n.Node) {
	case furniture:
	case doubtful:
		if n.links == 0 || n.linked < n.text {
			return false
		}
	default:
		if n.links < few || n.linked <= 3*n.text {
			return false
		}
	}
	return !p.namesAnnex(i)
}

// isContent reports a block that is no furniture, whatever its name.
func (n *pageNode) isContent() bool {
	const much = 400 // characters; an imprint has fewer
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Main, atom.Article, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return n.marks&(holdsData|holdsTitle|holdsFile) != 0 || n.stops > 1 || n.text > much
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
