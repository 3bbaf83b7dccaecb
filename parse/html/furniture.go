package html

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"duban/parse/furniture"
	"duban/parse/words"
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
	case furniture.Furniture:
		is = true
	case furniture.Doubtful:
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
	return n.links > 0 && n.text <= words && furniture.IsCrumb(p.plain(i, 100))
}

// isImprint reports a part of the page, at its end, with words that only imprints have.
func (p *page) isImprint(i int) bool {
	const atEnd = 100 // nodes
	n := &p.nodes[i]
	if n.stops > 0 || len(p.nodes)-int(n.end) > atEnd || n.DataAtom == atom.P {
		return false
	}
	return furniture.ContainsAny(p.plain(i, 1<<11), furniture.Words().Imprints)
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
	return words.SpeaksOfAnnex(p.plain(i, 1<<11))
}

// nameOf returns what the name, role, class and id of an element say of it.
func nameOf(n *html.Node) furniture.Naming {
	switch n.DataAtom {
	case atom.Nav, atom.Menu, atom.Search:
		return furniture.Furniture
	case atom.Footer, atom.Aside:
		return furniture.Furniture
	case atom.P, atom.Li: // too small to be named after a part of the page; their classes are about looks
		return furniture.Unnamed
	}
	named := furniture.Unnamed
	if n.DataAtom == atom.Header {
		named = furniture.Doubtful
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

func nameOfRole(role string) furniture.Naming {
	switch strings.ToLower(role) {
	case "navigation", "menu", "menubar", "search", "toolbar", "contentinfo", "complementary", "dialog":
		return furniture.Furniture
	case "banner", "tablist":
		return furniture.Doubtful
	}
	return furniture.Unnamed
}

// nameOfWords takes the value of a class or id attribute.
func nameOfWords(names string) furniture.Naming {
	named := furniture.Unnamed
	for name := range strings.FieldsSeq(names) {
		if furniture.Words().Contents[strings.ToLower(name)] {
			return furniture.Unnamed
		}
		if !strings.HasPrefix(name, "Mso") { // MsoFooter is a style of Word's, and may be any paragraph
			named = max(named, nameOfParts(name))
		}
	}
	return named
}

// nameOfParts takes one name: main-nav, mainNav, main_nav.
func nameOfParts(name string) furniture.Naming {
	known := furniture.Words().Names
	named := known[strings.ToLower(name)]
	start := 0
	for i, r := range name {
		apart := !unicode.IsLetter(r)
		if apart || i > start && unicode.IsUpper(r) {
			named = max(named, known[strings.ToLower(name[start:i])])
			start = i
			if apart {
				start++
			}
		}
	}
	return max(named, known[strings.ToLower(name[min(start, len(name)):])])
}
