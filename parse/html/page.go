package html

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"duban/internal/char"
	"duban/parse/block"
)

// page is what shows of a page: its elements and texts in document order, each with what stands below it summed up.
// What does not show is left out.
type page struct {
	nodes   []pageNode
	trouble []block.Diagnostic
}

// pageNode is an element or a text. The nodes below it are those behind it, up to end.
type pageNode struct {
	*html.Node
	end     int32
	display display
	space   whiteSpace
	marks   marks
	sums
}

// sums are counted over the texts of a node.
type sums struct {
	text   int32 // characters outside of links
	linked int32 // characters in links
	links  int32
	stops  int32 // ends of sentences outside of links
}

// marks say what a node is or holds.
type marks uint8

const (
	isData     marks = 1 << iota // a table of data
	isLink                       // a link that leads away from the page
	isHeader                     // a cell that heads others
	holdsTable                   // a table of any sort below it
	holdsData                    // a table of data below it, or being it
	holdsTitle                   // a heading of the first level below it, or being it
	holdsFile                    // a link to a document below it, or being it
)

// inherited are the marks that an element passes on to what it stands in.
const inherited = holdsTable | holdsData | holdsTitle | holdsFile

// children returns the indexes of the nodes right below node i.
func (p *page) children(i int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		end := int(p.nodes[i].end)
		for c := i + 1; c < end; c = int(p.nodes[c].end) {
			if !yield(c) {
				return
			}
		}
	}
}

// survey lays the tree below root out as a page of about size nodes.
func survey(b *block.Budget, root *html.Node, size int) (*page, error) {
	s := surveyor{page: &page{nodes: make([]pageNode, 0, size)}, budget: b}
	if err := s.tree(root); err != nil {
		return nil, err
	}
	return s.page, nil
}

type surveyor struct {
	*page
	budget *block.Budget
	open   []int32 // nodes around the one at hand
	links  int     // those among them that are links
}

// tree goes through the tree without recursion: how deep it is, is known only afterwards.
func (s *surveyor) tree(root *html.Node) error {
	for n := root; ; {
		entered, err := s.enter(n)
		if err != nil {
			return err
		}
		if entered && n.FirstChild != nil && s.nodes[len(s.nodes)-1].display != isReplaced {
			s.open = append(s.open, int32(len(s.nodes)-1))
			n = n.FirstChild
			continue
		}
		if entered {
			s.leave(len(s.nodes) - 1)
		}
		for n != root && n.NextSibling == nil {
			n = n.Parent
			last := len(s.open) - 1
			i := int(s.open[last])
			s.open = s.open[:last]
			s.leave(i)
		}
		if n == root {
			return nil
		}
		n = n.NextSibling
	}
}

// enter appends n to the page if it shows.
func (s *surveyor) enter(n *html.Node) (bool, error) {
	if len(s.nodes)%4096 == 0 {
		if err := s.budget.Live(); err != nil {
			return false, err
		}
	}
	if most := s.budget.Limits.Nodes; len(s.nodes) >= most {
		return false, tooManyNodes(most)
	}
	outer := collapse
	if len(s.open) > 0 {
		outer = s.nodes[s.open[len(s.open)-1]].space
	}
	switch n.Type {
	case html.TextNode:
		s.nodes = append(s.nodes, pageNode{Node: n, display: isText, space: outer, sums: s.count(n.Data)})
		return true, nil
	case html.ElementNode:
		return s.element(n, outer)
	case html.DocumentNode:
		s.nodes = append(s.nodes, pageNode{Node: n, display: isBlock})
		return true, nil
	}
	return false, nil
}

func (s *surveyor) element(n *html.Node, outer whiteSpace) (bool, error) {
	switch limits := &s.budget.Limits; {
	case len(s.open) > limits.Depth:
		return false, block.Exceeded("", "HTML elements nested deeper than the limit of %d", limits.Depth)
	case len(n.Attr) > limits.Attrs:
		return false, block.Exceeded("", "<%s> with more than the limit of %d attributes", n.Data, limits.Attrs)
	}
	d := displayOf(n)
	if d == isHidden {
		s.hidden(n)
		return false, nil
	}
	node := pageNode{Node: n, display: d, space: spaceOf(n, outer)}
	switch n.DataAtom {
	case atom.A:
		node.marks = linkMarks(attr(n, "href"))
		if node.marks&isLink != 0 {
			s.links++
			node.links = 1
		}
	case atom.Th:
		node.marks = isHeader
	case atom.H1:
		node.marks = holdsTitle
	default:
		if d == isCell && attr(n, "role") == "columnheader" {
			node.marks = isHeader
		}
	}
	s.nodes = append(s.nodes, node)
	return true, nil
}

// hidden reports a table that is left out because it does not show: pages hide what another click would bring up.
func (s *surveyor) hidden(n *html.Node) {
	rows := 0
	for d := range n.Descendants() {
		if d.DataAtom == atom.Tr {
			rows++
		}
	}
	if n.DataAtom == atom.Table && rows == 0 || rows < 3 {
		return
	}
	s.trouble = append(s.trouble, block.Diagnostic{}.Saying(
		"a table of %d rows does not show on the page (<%s> is hidden) and was left out", rows, n.Data))
}

// leave sums up node i, whose content is complete.
func (s *surveyor) leave(i int) {
	n := &s.nodes[i]
	n.end = int32(len(s.nodes))
	if n.marks&isLink != 0 {
		s.links--
	}
	if n.display == isTable {
		if s.isDataTable(i) {
			n.marks |= isData | holdsData
		}
		n.marks |= holdsTable
	}
	if len(s.open) == 0 {
		return
	}
	outer := &s.nodes[s.open[len(s.open)-1]]
	outer.marks |= n.marks & inherited
	outer.text += n.text
	outer.linked += n.linked
	outer.links += n.links
	outer.stops += n.stops
}

// count sums up one text.
func (s *surveyor) count(text string) sums {
	text = strings.TrimSpace(text)
	letters := int32(utf8.RuneCountInString(text))
	if s.links > 0 {
		return sums{linked: letters}
	}
	return sums{text: letters, stops: int32(strings.Count(text, char.Stop))}
}

// linkMarks tells links to other pages from those within the page, and links to documents from both.
func linkMarks(href string) marks {
	href = strings.ToLower(strings.TrimSpace(href))
	if href == "" || href[0] == '#' && len(href) > 1 {
		return 0
	}
	path, _, _ := strings.Cut(href, "?")
	for _, ending := range []string{".doc", ".docx", ".xls", ".xlsx", ".pdf", ".wps", ".et", ".ofd", ".zip", ".rar"} {
		if strings.HasSuffix(path, ending) {
			return isLink | holdsFile
		}
	}
	return isLink
}

// plain returns the text of node i without white space, as far as it goes within limit bytes.
func (p *page) plain(i, limit int) string {
	var sb strings.Builder
	for c := i; c < int(p.nodes[i].end) && sb.Len() < limit; c++ {
		if n := &p.nodes[c]; n.display == isText {
			for field := range strings.FieldsSeq(n.Data) {
				sb.WriteString(field)
			}
		}
	}
	return sb.String()
}
