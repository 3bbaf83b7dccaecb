package parse

import (
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// parseTree returns the tree that a browser would build of text.
func parseTree(b *budget, text string) (*html.Node, error) {
	if strings.HasPrefix(strings.TrimLeft(text, "\uFEFF \t\r\n"), "<?xml") {
		text = expandEmpty(text)
	}
	if err := guardTree(b, text); err != nil {
		return nil, err
	}
	root, err := html.Parse(&liveReader{b, strings.NewReader(text)})
	switch {
	case err == nil:
		return root, nil
	case errors.As(err, new(*Error)):
		return nil, err
	case strings.Contains(err.Error(), "exceeds 512"):
		return nil, exceeded("", "HTML elements nested more than 512 deep")
	}
	return nil, damaged("", "%v", err)
}

// liveReader stops reading when the context of the budget ends, so that building a tree does.
type liveReader struct {
	budget *budget
	io.Reader
}

func (r *liveReader) Read(p []byte) (int, error) {
	if err := r.budget.live(); err != nil {
		return 0, err
	}
	return r.Reader.Read(p)
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
