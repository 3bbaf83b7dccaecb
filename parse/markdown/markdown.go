// Package markdown reads the marks of Markdown. Its tables are read like those of other text; a table that stands in
// it as HTML is read as HTML.
package markdown

import (
	"path/filepath"
	"strings"

	"duban/parse/block"
	"duban/parse/html"
	"duban/parse/text"
)

// Read reads text with the marks of Markdown.
func Read(b *block.Budget, data []byte) (*block.Document, error) {
	return text.ReadMarked(b, data, &text.Marks{Format: block.FormatMarkdown, Block: readBlock, Plain: plain})
}

// IsName reports the name of a file of Markdown.
func IsName(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".md", ".markdown":
		return true
	}
	return false
}

var (
	heading = expression(`^#{1,6}[ \t]+\S`)
	rule    = expression(`^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|[ \t]*(?::?-{2,}:?)?[ \t]*$`)
)

// Is reports text with headings of Markdown, or with the line between the labels and the rows of its tables.
func Is(s string) bool {
	for line := range strings.SplitSeq(strings.ReplaceAll(text.PlainBreaks(s), "\r", "\n"), "\n") {
		mayBeRule := strings.Contains(line, "--") && strings.Contains(line, "|")
		if strings.HasPrefix(line, "#") && heading().MatchString(line) || mayBeRule && rule().MatchString(line) {
			return true
		}
	}
	return false
}

// readBlock takes what begins at the line at hand if it is a heading, a line that parts blocks or a table of HTML.
func readBlock(t *text.Reader) (taken bool, err error) {
	if n := frontMatter(t); n > 0 {
		t.Take(n)
		return true, nil
	}
	text, place, _ := t.LineAt(0)
	text = block.Trim(text)
	if level := len(text) - len(strings.TrimLeft(text, "#")); level > 0 && level <= 6 && strings.HasPrefix(text[level:], " ") {
		text = plain(t, block.Trim(strings.TrimRight(text[level:], "# ")), place)
		if text == "" {
			t.Take(1)
		} else {
			t.Take(1, &block.Heading{Level: level, Text: text, Place: place})
		}
		return true, nil
	}
	if isBreakLine(text) && !t.IsRuled() {
		t.Take(1)
		return true, nil
	}
	if strings.HasPrefix(text, "|") || !strings.Contains(strings.ToLower(text), "<table") {
		return false, nil
	}
	return true, inlineHTML(t)
}

// frontMatter returns how many lines at the front of the text are what programs keep of it: keys and values between two lines ---.
func frontMatter(t *text.Reader) int {
	const mark, most = "---", 40 // lines
	if first, place, _ := t.LineAt(0); place.Line != 1 || block.Trim(first) != mark {
		return 0
	}
	for n := 1; n < most; n++ {
		line, _, ok := t.LineAt(n)
		line = block.Trim(line)
		switch {
		case !ok, line != "" && line != mark && !strings.Contains(line, ":") && !strings.HasPrefix(line, "- "):
			return 0
		case line == mark:
			return n + 1
		}
	}
	return 0
}

// isBreakLine reports a line that parts blocks: ---, * * *, and the ends of a block of other text: ```, :::.
func isBreakLine(s string) bool {
	if strings.HasPrefix(s, "```") || strings.HasPrefix(s, ":::") {
		return true
	}
	s = strings.ReplaceAll(s, " ", "")
	return len(s) >= 3 && (strings.Trim(s, "-") == "" || strings.Trim(s, "*") == "" || strings.Trim(s, "_") == "")
}

// inlineHTML takes the lines of the table of HTML that begins in the line at hand, with what stands beside it in them.
func inlineHTML(t *text.Reader) error {
	_, place, _ := t.LineAt(0)
	var source strings.Builder
	lines, depth := 0, 0
	for {
		text, at, ok := t.LineAt(lines)
		if !ok {
			break
		}
		lines++
		place.EndLine = at.EndLine
		lower := strings.ToLower(text)
		depth += strings.Count(lower, "<table") - strings.Count(lower, "</table")
		source.WriteString(text + "\n")
		if depth <= 0 {
			break
		}
	}
	blocks, err := fragment(t, source.String(), place)
	if err != nil {
		return err
	}
	t.Take(lines, blocks...)
	return nil
}

// fragment reads HTML that stands at a place.
func fragment(t *text.Reader, source string, place block.Place) ([]block.Block, error) {
	known := len(t.Doc.Unread)
	blocks, err := html.ReadFragment(t.Budget, t.Doc, source)
	for _, b := range blocks {
		setPlace(b, place)
	}
	for i := range t.Doc.Unread[known:] {
		t.Doc.Unread[known+i].Place = place
	}
	return blocks, err
}

// setPlace gives a block and all in it one place.
func setPlace(b block.Block, place block.Place) {
	switch b := b.(type) {
	case *block.Paragraph:
		b.Place = place
	case *block.Heading:
		b.Place = place
	case *block.Table:
		b.Place = place
		for i := range b.Rows {
			b.Rows[i].Place = place
			for _, c := range b.Rows[i].Cells {
				c.Place = place
			}
		}
	}
}
