package html

import (
	"bytes"
	"errors"
	"strings"

	"duban/parse/block"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// parseTree returns the tree that a browser would build of text.
func parseTree(b *block.Budget, text string) (*html.Node, error) {
	if strings.HasPrefix(strings.TrimLeft(text, "\uFEFF \t\r\n"), "<?xml") {
		text = expandEmpty(text)
	}
	if err := guardTree(b, text); err != nil {
		return nil, err
	}
	root, err := html.Parse(b.Reader(strings.NewReader(text)))
	switch {
	case err == nil:
		return root, nil
	case errors.As(err, new(*block.Error)):
		return nil, err
	case strings.Contains(err.Error(), "exceeds 512"):
		return nil, block.Exceeded("", "HTML elements nested more than 512 deep")
	}
	return nil, block.Damaged("", "%v", err)
}

// expandEmpty writes the empty elements of XHTML with an end tag: to HTML rules <title/> is a start tag, and the
// whole page would be its title.
func expandEmpty(text string) string {
	var sb strings.Builder
	sb.Grow(len(text))
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return sb.String()
		case html.SelfClosingTagToken:
			raw := string(z.Raw())
			name, _ := z.TagName()
			if a := atom.Lookup(name); isVoid(a) {
				sb.WriteString(raw)
			} else {
				sb.WriteString(strings.TrimSuffix(raw, "/>") + "></" + string(name) + ">")
				z.NextIsNotRawText()
			}
		default:
			sb.Write(z.Raw())
		}
	}
}

// isVoid reports the elements that have no content and no end tag.
func isVoid(a atom.Atom) bool {
	switch a {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta,
		atom.Param, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

// This file keeps pages away from the tree builder that would make it take far more memory or time than their size
// allows. HTML rules repeat every element of formatting (<b>, <font> …) that is left open in each block that follows;
// the builder joins pieces of text one by one, each time copying what is there; and it searches lists of marks that
// a few elements leave behind.

// few tags are not worth counting: even if each of them stood for as many elements as may be open, the tree would be
// of no size to worry about.
const few = 10_000

// guardTree returns an error if the tree of text would be larger than the limits allow.
func guardTree(b *block.Budget, text string) error {
	if strings.Count(text, "<") < few {
		return nil
	}
	g := guard{frames: []frame{{}}}
	z := html.NewTokenizer(strings.NewReader(text))
	for n := 0; ; n++ {
		kind := z.Next()
		if kind == html.ErrorToken {
			return nil
		}
		if n%4096 == 0 {
			if err := b.Live(); err != nil {
				return err
			}
		}
		if kind == html.TextToken {
			g.text(z.Raw())
		} else if kind != html.CommentToken {
			g.tag(tagName(z.Raw()), kind == html.EndTagToken)
		}
		switch {
		case g.nodes > b.Limits.Nodes:
			return tooManyNodes(b.Limits.Nodes)
		case g.copied > 1<<30+64*len(text) || g.marks > few:
			return block.Failed(block.ErrLimit, "", "open it in a browser, and copy its text and tables into a document",
				"HTML that is too tangled to be read in reasonable time")
		}
	}
}

func tooManyNodes(most int) error {
	return block.Exceeded("", "HTML of more than the limit of %d elements and texts", most)
}

// tagName returns the name of a tag. Tokenizer.TagName allocates.
func tagName(raw []byte) atom.Atom {
	var name [16]byte // no name that matters is longer
	n := 0
	for _, c := range bytes.TrimLeft(raw, "</") {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if n == len(name) || !('a' <= c && c <= 'z' || '0' <= c && c <= '9') {
			break
		}
		name[n] = c
		n++
	}
	return atom.Lookup(name[:n])
}

// guard estimates, from above, what the tree builder does with the tags that pass.
type guard struct {
	frames []frame
	nodes  int // elements and texts of the tree
	copied int // bytes of text that are copied to join its pieces
	marks  int // elements that leave a mark in the list of formatting
}

// frame is what is open at one level: in the page, a table, or a cell. Formatting does not reach into the next.
type frame struct {
	of     atom.Atom // Table, Td or Caption; 0 for the page
	open   int       // elements of formatting without an end tag
	lost   int       // those among them that the next text repeats
	joined int       // bytes of text with no element between
}

func (g *guard) top() *frame { return &g.frames[len(g.frames)-1] }

func (g *guard) text(raw []byte) {
	f := g.top()
	if f.of == atom.Table && len(bytes.TrimSpace(raw)) == 0 {
		g.nodes++ // it stays between the rows; other text is moved in front of the table, and joined there
		return
	}
	g.nodes += 1 + f.lost
	f.lost = 0
	f.joined += len(raw)
	g.copied += f.joined
}

func (g *guard) tag(a atom.Atom, end bool) {
	g.nodes++
	switch a {
	case atom.Table:
		if end {
			g.leave(atom.Td)
		}
		g.leave(atom.Table)
		if !end {
			g.frames = append(g.frames, frame{of: atom.Table})
		}
	case atom.Td, atom.Th, atom.Caption:
		g.leave(atom.Td)
		if !end && g.top().of == atom.Table {
			g.frames = append(g.frames, frame{of: atom.Td})
		}
	case atom.Tr, atom.Tbody, atom.Thead, atom.Tfoot:
		g.leave(atom.Td)
	case atom.Html, atom.Head, atom.Body, atom.Col, atom.Colgroup, atom.Frame, atom.Frameset:
	case atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr, atom.S, atom.Small, atom.Strike,
		atom.Strong, atom.Tt, atom.U:
		g.formatting(end)
	case atom.Applet, atom.Marquee, atom.Object:
		g.marks++
		g.block(end)
	default:
		g.block(end)
	}
}

// leave closes the frame at the top if it is one of that sort.
func (g *guard) leave(of atom.Atom) {
	if n := len(g.frames) - 1; n > 0 && g.frames[n].of == of {
		g.frames = g.frames[:n]
	}
}

func (g *guard) formatting(end bool) {
	f := g.top()
	if end {
		f.open = max(f.open-1, 0)
		g.nodes += 2 // copies of it where it overlaps a block
		return
	}
	g.nodes += f.lost
	f.open++
	f.lost, f.joined = 0, 0
}

func (g *guard) block(end bool) {
	const mostOpen = 512 // the builder gives up beyond
	f := g.top()
	f.lost = min(f.open, mostOpen)
	if !end {
		f.joined = 0
	}
}
