package parse

import (
	"html"
	"path/filepath"
	"regexp"
	"strings"
)

// This file reads the marks of Markdown. Its tables are read like those of other text; a table that stands in it as HTML
// is read as HTML.

// isMarkdownName reports the name of a file of Markdown.
func isMarkdownName(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".md", ".markdown":
		return true
	}
	return false
}

var (
	markdownHeading = regexp.MustCompile(`^#{1,6}[ \t]+\S`)
	markdownRule    = regexp.MustCompile(`^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|[ \t]*(?::?-{2,}:?)?[ \t]*$`)
)

// isMarkdown reports text with headings of Markdown, or with the line between the labels and the rows of its tables.
func isMarkdown(s string) bool {
	for line := range strings.SplitSeq(strings.ReplaceAll(plainBreaks(s), "\r", "\n"), "\n") {
		mayBeRule := strings.Contains(line, "--") && strings.Contains(line, "|")
		if strings.HasPrefix(line, "#") && markdownHeading.MatchString(line) || mayBeRule && markdownRule.MatchString(line) {
			return true
		}
	}
	return false
}

// markdownBlock takes what begins at t.next if it is a heading, a line that parts blocks or a table of HTML.
func (t *textReader) markdownBlock() (taken bool, err error) {
	l := t.lines[t.next]
	text := trim(l.text)
	if level := len(text) - len(strings.TrimLeft(text, "#")); level > 0 && level <= 6 && strings.HasPrefix(text[level:], " ") {
		text = plainMarkdown(trim(strings.TrimRight(text[level:], "# ")))
		if text != "" {
			t.doc.Blocks = append(t.doc.Blocks, &Heading{Level: level, Text: text, Place: l.place()})
		}
		t.next++
		return true, nil
	}
	if isBreakLine(text) && t.ruledAt(t.next) == nil {
		t.next++
		return true, nil
	}
	if !strings.HasPrefix(text, "<") {
		return false, nil
	}
	return t.inlineHTML()
}

// isBreakLine reports a line that parts blocks: ---, * * *, and the ends of a block of other text: ```, :::.
func isBreakLine(s string) bool {
	if strings.HasPrefix(s, "```") || strings.HasPrefix(s, ":::") {
		return true
	}
	s = strings.ReplaceAll(s, " ", "")
	return len(s) >= 3 && (strings.Trim(s, "-") == "" || strings.Trim(s, "*") == "" || strings.Trim(s, "_") == "")
}

// inlineHTML takes a table of HTML that begins at t.next.
func (t *textReader) inlineHTML() (taken bool, err error) {
	if !strings.HasPrefix(strings.ToLower(trim(t.lines[t.next].text)), "<table") {
		return false, nil
	}
	var source strings.Builder
	end, depth := t.next, 0
	for ; end < len(t.lines); end++ {
		lower := strings.ToLower(t.lines[end].text)
		depth += strings.Count(lower, "<table") - strings.Count(lower, "</table")
		source.WriteString(t.lines[end].text + "\n")
		if depth <= 0 {
			end++
			break
		}
	}
	_, _, blocks, err := htmlBlocks(t.budget, t.doc, source.String())
	if err != nil {
		return true, err
	}
	place := Place{Line: t.lines[t.next].number, EndLine: t.lines[end-1].number}
	for _, b := range blocks {
		setPlace(b, place)
	}
	t.doc.Blocks = append(t.doc.Blocks, blocks...)
	t.next = end
	return true, nil
}

// setPlace gives a block and all in it one place.
func setPlace(b Block, place Place) {
	switch b := b.(type) {
	case *Paragraph:
		b.Place = place
	case *Heading:
		b.Place = place
	case *Table:
		b.Place = place
		for i := range b.Rows {
			b.Rows[i].Place = place
			for _, c := range b.Rows[i].Cells {
				c.Place = place
			}
		}
	}
}

var (
	markdownTag    = regexp.MustCompile(`</?[A-Za-z][^<>\n]*>|<!--.*?-->`)
	linkText       = regexp.MustCompile(`\[([^\[\]\n]*)\]\([^()\s]*\)`)
	markdownEscape = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])")
	markdownStrong = regexp.MustCompile(`\*\*([^*\n]+)\*\*|__([^_\n]+)__`)
	markdownDashes = regexp.MustCompile(`([^\s\-|+])(-{2,3})([^\s\-|+])`)
	markdownLead   = regexp.MustCompile(`^(?:> ?)*(?:[-*+] +(\D|$))?`)
)

// plainMarkdown returns what is shown of a text with marks of Markdown inside of lines.
func plainMarkdown(s string) string {
	if !strings.ContainsAny(s, "*_[\\<&-+>") {
		return s
	}
	s = pipeBreaks.Replace(s)
	s = markdownLead.ReplaceAllString(s, "$1")
	s = markdownTag.ReplaceAllString(s, "")
	s = linkText.ReplaceAllString(s, "$1")
	s = markdownStrong.ReplaceAllString(s, "$1$2")
	s = markdownDashes.ReplaceAllStringFunc(s, func(m string) string {
		return strings.NewReplacer("---", "—", "--", "–").Replace(m)
	})
	s = strings.TrimSuffix(s, `\`) // a line break
	s = strings.ReplaceAll(s, "\\\n", "\n")
	s = markdownEscape.ReplaceAllString(s, "$1")
	return cellText(html.UnescapeString(s))
}

// plainCells takes the marks of Markdown out of the cells of a table.
func (r *rows) plainCells() {
	if r.table.Layout == LayoutGrid {
		return
	}
	for _, row := range r.table.Rows {
		for _, c := range row.Cells {
			c.Text = plainMarkdown(c.Text)
		}
	}
}

// underlines reports a line of nothing but dashes that marks the one right above as a heading: as long as it is.
func (t *textReader) underlines(l line) bool {
	text := trim(l.text)
	if t.next == 0 || l.gap || len(text) < 3 || !strings.ContainsRune("=-", rune(text[0])) || strings.Trim(text, text[:1]) != "" {
		return false
	}
	above := screenWidth(trim(t.lines[t.next-1].text))
	return t.markdown && text[0] == '=' || len(text) == above
}

// screenWidth is how many columns a text covers on a screen.
func screenWidth(s string) int {
	n := 0
	for _, r := range s {
		n += runeWidth(r, 2)
	}
	return n
}
