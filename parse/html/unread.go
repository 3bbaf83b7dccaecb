package html

import (
	"cmp"
	"path"
	"strconv"
	"strings"
	"unicode"

	"duban/internal/message"
	"duban/parse/block"
	"duban/parse/furniture"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// This file tells which of the things that a page shows beside its text may hold something of the report: pictures in
// cells and in the article, files shown in it, drawn charts, formulas. Pictures that are there for their looks are none.

// picture is one such thing.
type picture struct {
	what block.What
	says message.Text
}

// replaced takes an element that shows something other than text.
func (r *reader) replaced(i int) {
	n := r.page.nodes[i].Node
	switch n.DataAtom {
	case atom.Img:
		if r.outer == nil && isOrnament(n) || isSmall(n) || isIcon(n) {
			return
		}
		r.left(block.Picture, block.NotRead("a picture", pictureName(n)))
	case atom.Math:
		r.flow.add(string(block.ObjectMark), collapse)
		r.left(block.Equation, block.NotRead("an equation", strings.Join(strings.Fields(textBelow(n)), " ")))
	case atom.Canvas, atom.Svg:
		const least = 200 // pixels; what is drawn smaller is an icon
		if side(n, "width") >= least && side(n, "height") >= least/2 {
			r.left(block.Chart, block.NotRead("a chart", ""))
		}
	default:
		source := cmp.Or(attr(n, "src"), attr(n, "data"))
		if linkMarks(source)&holdsFile != 0 {
			r.left(block.Embedded, block.NotRead("a file that the page shows", path.Base(source)))
		}
	}
}

// left notes what is not read, at the cell around it or at the paragraph that it stands in or behind.
func (r *reader) left(what block.What, says message.Text) {
	if r.outer != nil {
		r.doc.Leave(what, says, r.outer)
		return
	}
	r.unread = append(r.unread, picture{what, says})
}

// leaveUnread places what stands in the paragraph that has ended. What stands in front of all text is the site's.
func (r *reader) leaveUnread() {
	if n := len(r.blocks); n > 0 {
		for _, u := range r.unread {
			r.doc.Leave(u.what, u.says, r.blocks[n-1])
		}
	}
	r.unread = r.unread[:0]
}

// isOrnament reports a picture outside of tables that is a link to another page, or stands in what is named after a part
// of the page.
func isOrnament(n *html.Node) bool {
	const near = 3 // elements around it
	for outer, i := n.Parent, 0; outer != nil && i < near; outer, i = outer.Parent, i+1 {
		href := attr(outer, "href")
		if outer.DataAtom == atom.A && linkMarks(href)&isLink != 0 && !isPictureFile(href) || nameOf(outer) != furniture.Unnamed {
			return true
		}
	}
	return attr(n, "role") == "presentation" || attr(n, "aria-hidden") == "true"
}

func isPictureFile(href string) bool {
	switch strings.ToLower(path.Ext(href)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp":
		return true
	}
	return false
}

// isSmall reports a picture that is too small for a line of text, or one pixel of data.
func isSmall(n *html.Node) bool {
	const least, pixel = 33, 300 // pixels; bytes
	for _, name := range []string{"width", "height"} {
		if size := side(n, name); size > 0 && size < least {
			return true
		}
	}
	source := pictureSource(n)
	return source == "" || strings.HasPrefix(source, "data:") && len(source) < pixel
}

// side returns the width or height of an element in pixels, 0 where it is not given in pixels.
func side(n *html.Node, name string) int {
	value := strings.TrimSpace(cmp.Or(styleValue(attr(n, "style"), name), attr(n, name)))
	size, err := strconv.ParseFloat(strings.TrimSuffix(strings.ToLower(value), "px"), 64)
	if err != nil || size < 0 || size > 1e6 {
		return 0
	}
	return int(size)
}

// pictureSource returns the address of a picture, also of one that is loaded when it comes into view.
func pictureSource(n *html.Node) string {
	return cmp.Or(attr(n, "data-original"), attr(n, "data-src"), attr(n, "src"))
}

// isIcon reports a picture whose name, or that of its folder, says that it is one.
func isIcon(n *html.Node) bool {
	source := pictureSource(n)
	if strings.HasPrefix(source, "data:") {
		return false
	}
	source, _, _ = strings.Cut(source, "?")
	folder, file := path.Split(source)
	for _, name := range []string{path.Base(folder), strings.TrimSuffix(file, path.Ext(file))} {
		for word := range strings.FieldsFuncSeq(splitCase(name), func(c rune) bool { return !unicode.IsLetter(c) }) {
			if furniture.Words().Images[strings.ToLower(word)] {
				return true
			}
		}
	}
	return furniture.Words().Images[strings.ToLower(path.Base(folder))]
}

// splitCase parts the words of a name: fileIcon is file Icon.
func splitCase(name string) string {
	var sb strings.Builder
	lower := false
	for _, c := range name {
		if lower && unicode.IsUpper(c) {
			sb.WriteByte(' ')
		}
		lower = unicode.IsLower(c)
		sb.WriteRune(c)
	}
	return sb.String()
}

// pictureName returns what the page calls a picture: words for those who cannot see it, else the name of its file.
func pictureName(n *html.Node) string {
	source := pictureSource(n)
	if strings.HasPrefix(source, "data:") {
		source = ""
	}
	source, _, _ = strings.Cut(source, "?")
	return cmp.Or(strings.TrimSpace(attr(n, "alt")), strings.TrimSpace(attr(n, "title")), strings.TrimSuffix(path.Base(source), "."))
}

func textBelow(n *html.Node) string {
	const most = 400 // bytes
	var sb strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && sb.Len() < most {
			sb.WriteString(d.Data)
			sb.WriteByte(' ')
		}
	}
	return sb.String()
}
