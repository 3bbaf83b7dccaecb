package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// display is how an element takes part in the layout of a page.
type display uint8

const (
	isText display = iota
	isInline
	isBreak
	isBlock
	isTable
	isCaption
	isRows // tbody
	isHead // thead
	isFoot // tfoot
	isRow
	isCell
	isReplaced // shows something other than text
	isHidden
)

// whiteSpace says what becomes of the white space of a text.
type whiteSpace uint8

const (
	collapse  whiteSpace = iota
	keepLines            // line breaks stay, other white space collapses
	keepAll
)

// displayOf returns the display of an element by its name, role and style attribute. Style sheets are not read.
func displayOf(n *html.Node) display {
	d := displayByName(n)
	if d == isHidden || isPageEdge(n) {
		return isHidden
	}
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "hidden":
			return isHidden
		case "style":
			d = displayByStyle(d, a.Val)
		case "role":
			d = displayByRole(d, a.Val)
		}
	}
	return d
}

// isPageEdge reports what a word processor writes of the header and the footer of pages: they are no part of the text, as in its own formats.
func isPageEdge(n *html.Node) bool {
	if n.DataAtom != atom.Div {
		return false
	}
	isEdge := func(s string) bool { return strings.EqualFold(s, "header") || strings.EqualFold(s, "footer") }
	isOfBody := n.Parent != nil && n.Parent.DataAtom == atom.Body
	return isOfBody && isEdge(attr(n, "title")) || isEdge(styleValue(attr(n, "style"), "mso-element"))
}

func displayByName(n *html.Node) display {
	switch n.DataAtom {
	case atom.Br:
		return isBreak
	case atom.Table:
		return isTable
	case atom.Tr:
		return isRow
	case atom.Td, atom.Th:
		return isCell
	case atom.Tbody:
		return isRows
	case atom.Thead:
		return isHead
	case atom.Tfoot:
		return isFoot
	case atom.Caption:
		return isCaption
	case atom.Head, atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Title, atom.Meta, atom.Link, // no text
		atom.Frame, atom.Frameset, atom.Noframes, atom.Noembed, atom.Applet, // others
		atom.Video, atom.Audio, atom.Map, // pictures
		atom.Select, atom.Option, atom.Optgroup, atom.Datalist, atom.Button, atom.Input, atom.Textarea, atom.Progress, // controls
		atom.Rt, atom.Rp, atom.Rtc, atom.Del, atom.Col, atom.Colgroup:
		return isHidden
	case atom.Img, atom.Iframe, atom.Object, atom.Embed, atom.Canvas, atom.Svg, atom.Math:
		return isReplaced
	case atom.Sup:
		if isWithinPage(n.Parent) || isWithinPage(n.FirstChild) {
			return isHidden // the mark of a note
		}
	case atom.Dialog:
		if !hasAttr(n, "open") {
			return isHidden
		}
		return isBlock
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Center, atom.Dd, atom.Details, atom.Dir,
		atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2,
		atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Hr, atom.Html, atom.Legend, atom.Li, atom.Listing,
		atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Plaintext, atom.Pre, atom.Search, atom.Section, atom.Summary,
		atom.Ul, atom.Xmp:
		return isBlock
	}
	if n.Data == "xml" { // settings of Word's, which only its own browser knew to hide
		return isHidden
	}
	return isInline
}

func displayByStyle(d display, style string) display {
	if style == "" {
		return d
	}
	if strings.EqualFold(styleValue(style, "visibility"), "hidden") || strings.EqualFold(styleValue(style, "mso-hide"), "all") {
		return isHidden
	}
	if footnoteMark(style) {
		return isHidden
	}
	value := strings.ToLower(styleValue(style, "display"))
	if value == "none" {
		return isHidden
	}
	if d != isInline && d != isBlock {
		return d // a table stays one, whatever it is made to look like
	}
	switch value {
	case "block", "flex", "grid", "list-item", "flow-root":
		return isBlock
	case "inline", "inline-block", "inline-flex":
		return isInline
	case "table", "inline-table":
		return isTable
	case "table-row-group":
		return isRows
	case "table-header-group":
		return isHead
	case "table-footer-group":
		return isFoot
	case "table-row":
		return isRow
	case "table-cell":
		return isCell
	case "table-caption":
		return isCaption
	}
	return d
}

// isWithinPage reports a link to another place of the page.
func isWithinPage(n *html.Node) bool {
	return n != nil && n.DataAtom == atom.A && strings.HasPrefix(attr(n, "href"), "#")
}

func isSuperscript(n *html.Node) bool {
	return n.DataAtom == atom.Sup || strings.EqualFold(styleValue(attr(n, "style"), "vertical-align"), "super")
}

// isStruck reports text that is struck through.
func isStruck(n *html.Node) bool {
	return n.DataAtom == atom.S || n.DataAtom == atom.Strike || strings.Contains(styleValue(attr(n, "style"), "text-decoration"), "line-through")
}

// isWordMarker reports the element in which Word writes the number of a list item.
func isWordMarker(n *html.Node) bool {
	return strings.EqualFold(styleValue(attr(n, "style"), "mso-list"), "ignore")
}

// footnoteMark reports the marks that Word leaves where a footnote, an endnote or a comment hangs, and the comments.
func footnoteMark(style string) bool {
	if !strings.Contains(style, "mso-") {
		return false
	}
	return styleValue(style, "mso-footnote-id") != "" || styleValue(style, "mso-endnote-id") != "" ||
		styleValue(style, "mso-comment-reference") != "" || styleValue(style, "mso-element") == "comment-list" ||
		styleValue(style, "mso-special-character") == "footnote" || styleValue(style, "mso-special-character") == "comment"
}

func displayByRole(d display, role string) display {
	if d != isInline && d != isBlock {
		return d
	}
	switch strings.ToLower(role) {
	case "table", "grid", "treegrid":
		return isTable
	case "rowgroup":
		return isRows
	case "row":
		return isRow
	case "cell", "gridcell", "columnheader", "rowheader":
		return isCell
	}
	return d
}

// spaceOf returns what becomes of white space in an element that stands where white space is outer.
func spaceOf(n *html.Node, outer whiteSpace) whiteSpace {
	switch n.DataAtom {
	case atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext:
		outer = keepAll
	case atom.Table:
		outer = collapse
	}
	style := attr(n, "style")
	if style == "" {
		return outer
	}
	switch strings.ToLower(styleValue(style, "white-space")) {
	case "pre", "pre-wrap", "break-spaces":
		return keepAll
	case "pre-line":
		return keepLines
	case "normal", "nowrap":
		return collapse
	}
	return outer
}

// styleValue returns the value that the declarations of a style attribute give a property, or "".
func styleValue(style, property string) string {
	value := ""
	for style != "" {
		var declaration string
		declaration, style, _ = strings.Cut(style, ";")
		name, v, ok := strings.Cut(declaration, ":")
		if ok && strings.EqualFold(strings.TrimSpace(name), property) {
			v, _, _ = strings.Cut(v, "!")
			value = strings.TrimSpace(v)
		}
	}
	return value
}

// attr returns the value of an attribute, or "".
func attr(n *html.Node, name string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			return n.Attr[i].Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, name string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			return true
		}
	}
	return false
}
