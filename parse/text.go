package parse

import (
	"encoding/json"
	"slices"
	"strings"

	"duban/parse/block"
)

// readText reads plain text, with the marks of Markdown or without: paragraphs, one a line, and the tables that converters
// leave in text.
func readText(b *block.Budget, data []byte, markdown bool) (*Document, error) {
	d, err := decodeReport(b, data, "")
	if err == nil {
		err = b.TakeText(int64(len(d.text)))
	}
	if err != nil {
		return nil, err
	}
	doc := &Document{Format: FormatText, Encoding: d.encoding, Diagnostics: d.trouble}
	if isJSON(d.text) {
		const message = "this is JSON, which was read as plain text; it may be no report"
		doc.Diagnostics = append(doc.Diagnostics, Diagnostic{Message: message})
	}
	if markdown {
		doc.Format = FormatMarkdown
	}
	if err := readLines(b, doc, d.text); err != nil {
		return nil, err
	}
	if len(doc.Blocks) == 0 {
		return nil, unsupported(kind{"a file without text", "pass a report"})
	}
	slices.SortStableFunc(doc.Diagnostics, func(a, b Diagnostic) int { return a.Line - b.Line })
	return doc, nil
}

// isJSON reports whether a text is an object or a list of JSON, or begins with a line that is one.
func isJSON(text string) bool {
	text = trim(text)
	if text == "" || text[0] != '{' && text[0] != '[' {
		return false
	}
	line, _, _ := strings.Cut(text, "\n")
	return json.Valid([]byte(trim(line))) || json.Valid([]byte(text))
}

// readLines appends the paragraphs and tables of text to doc.
func readLines(b *block.Budget, doc *Document, text string) error {
	lines, err := splitLines(b, plainBreaks(text))
	if err != nil {
		return err
	}
	t := &textReader{budget: b, doc: doc, lines: lines, markdown: doc.Format == FormatMarkdown}
	return t.read()
}

// line is one line of a text without its end, and with its number from 1. A form feed parts a line in two of the
// same number. Lines with neither text nor a tab are left out; the line behind them has a gap.
type line struct {
	text      string
	number    int
	gap, page bool // behind a blank line, behind a form feed
}

func (l line) blank() bool { return trim(l.text) == "" }

// apart reports a line that does not stand right below another.
func (l line) apart() bool { return l.gap || l.page }

func (l line) place() Place { return Place{Line: l.number, EndLine: l.number} }

// plainBreaks returns text with the line ends that few programs know as plain ones: where there are no others they end
// lines, else they stand inside of lines, as programs count these.
func plainBreaks(text string) string {
	for _, end := range []string{"\v", "\u2028", "\u2029", "\u0085"} {
		if !strings.Contains(text, end) {
			continue
		}
		plain := "\v"
		if !strings.ContainsAny(text, "\n\r") {
			plain = "\n"
		}
		return strings.NewReplacer("\v", plain, "\u2028", plain, "\u2029", plain, "\u0085", plain).Replace(text)
	}
	return text
}

// splitLines cuts text at \n, \r\n and \r, and at the page and line breaks that stand inside of lines.
func splitLines(b *block.Budget, text string) ([]line, error) {
	if n := strings.Count(text, "\n"); n > b.Limits.Nodes {
		return nil, block.Exceeded("", "%d lines, more than the limit of %d", n, b.Limits.Nodes)
	}
	lines := make([]line, 0, strings.Count(text, "\n")+1)
	number, gap, page := 1, true, true
	for count := 1; text != ""; count++ {
		if count > b.Limits.Nodes {
			return nil, block.Exceeded("", "more than the limit of %d lines", b.Limits.Nodes)
		}
		end := strings.IndexAny(text, "\n\r\f\v")
		if end < 0 {
			end = len(text)
		}
		piece := strings.TrimLeft(text[:end], block.Unseen)
		rest := strings.TrimPrefix(text[end:], "\r\n")
		if len(rest) == len(text[end:]) && rest != "" {
			rest = rest[1:]
		}
		isBreak := end < len(text) && (text[end] == '\f' || text[end] == '\v')
		switch {
		case trim(piece) != "" || strings.IndexByte(piece, '\t') >= 0:
			lines = append(lines, line{piece, number, gap, page})
			gap, page = false, false
		case !isBreak: // a page break alone is no gap: rows go on behind it
			gap = true
		}
		if !isBreak {
			number++
		}
		page = page || isBreak && text[end] == '\f'
		text = rest
	}
	return lines, nil
}

// block.Unseen are the marks of no width that converters leave at the ends of a text, and files that were put together at the
// beginning of a line.
func trim(s string) string { return strings.TrimFunc(s, block.IsSpace) }

type textReader struct {
	budget   *block.Budget
	doc      *Document
	lines    []line
	next     int // index of the line to read
	markdown bool
	counts   map[string]int // see repeated
	cells    []Cell         // see newCell
}

func (t *textReader) read() error {
	for t.next < len(t.lines) {
		if err := t.budget.Live(); err != nil {
			return err
		}
		l := t.lines[t.next]
		if l.blank() {
			t.next++
			continue
		}
		if t.markdown {
			if taken, err := t.markdownBlock(); taken || err != nil {
				if err != nil {
					return err
				}
				continue
			}
		}
		if layout := t.layoutAt(t.next); layout != nil {
			if err := t.table(layout); err != nil {
				return err
			}
			continue
		}
		t.paragraph(l)
	}
	return nil
}

// paragraph takes the line at t.next as one. Pipes at its end are what a conversion left of a table that it flattened,
// one cell a line.
func (t *textReader) paragraph(l line) {
	text := trim(l.text)
	if strings.HasSuffix(text, "|") {
		text = trim(strings.TrimRight(text, "| "))
	}
	if t.markdown {
		text = plainMarkdown(text)
	}
	if text != "" && !t.underlines(l) {
		t.doc.Blocks = append(t.doc.Blocks, &Paragraph{Text: text, Place: l.place()})
	}
	t.next++
}

// layoutAt returns the reader of the table that begins at line i, or nil where none does.
func (t *textReader) layoutAt(i int) func(*rows) {
	text := t.lines[i].text
	if strings.ContainsAny(text, "|+│┃║┌┏╔╒") {
		if read := t.pipesAt(i); read != nil {
			return read
		}
	}
	if read := t.ruledAt(i); read != nil {
		return read
	}
	switch {
	case strings.IndexByte(text, '\t') >= 0 && t.separatedAt(i, '\t'):
		return (*rows).readTabs
	case strings.IndexByte(text, '\t') >= 0 && t.linesAt(i):
		return (*rows).readLines
	case strings.IndexByte(text, ',') >= 0 && t.separatedAt(i, ','):
		return (*rows).readCommas
	case strings.Contains(text, "  ") || strings.Contains(text, "\u3000"):
		if read := t.alignedAt(i); read != nil {
			return read
		}
	}
	if strings.IndexByte(text, ' ') >= 0 && t.spacedAt(i) {
		return (*rows).readSpaced
	}
	return nil
}

func (t *textReader) table(read func(*rows)) error {
	r := &rows{t: t, table: &Table{Place: t.lines[t.next].place()}}
	first := t.next
	read(r)
	r.end()
	if t.next == first && r.err == nil { // nothing of it was a row after all
		t.paragraph(t.lines[first])
		return nil
	}
	if t.markdown {
		r.plainCells()
	}
	if len(r.table.Rows) > 0 && r.err == nil {
		t.doc.Blocks = append(t.doc.Blocks, r.table)
	}
	return r.err
}
