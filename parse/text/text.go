package text

import (
	"encoding/json"
	"slices"
	"strings"

	"duban/parse/block"
	"duban/parse/charset"
)

// Read reads plain text: paragraphs, one a line, and the tables that converters leave in text.
func Read(b *block.Budget, data []byte) (*block.Document, error) {
	return ReadMarked(b, data, nil)
}

// Marks are a language of marks in text, such as Markdown.
type Marks struct {
	Format block.Format
	// Block takes the lines from the one at hand on that are a block of their own by these marks.
	Block func(*Reader) (taken bool, err error)
	// Plain returns what is shown of a text with marks inside of lines, which stands at that place.
	Plain func(t *Reader, text string, at block.Place) string
}

// ReadMarked reads text with marks, or without where these are nil.
func ReadMarked(b *block.Budget, data []byte, m *Marks) (*block.Document, error) {
	d, err := charset.Read(b, data, "")
	if err != nil {
		return nil, err
	}
	return readDecoded(b, d, m)
}

// ReadDecoded is Read for a text that is decoded.
func ReadDecoded(b *block.Budget, d charset.Decoded) (*block.Document, error) {
	return readDecoded(b, d, nil)
}

func readDecoded(b *block.Budget, d charset.Decoded, m *Marks) (*block.Document, error) {
	if err := b.TakeText(int64(len(d.Text))); err != nil {
		return nil, err
	}
	doc := &block.Document{Format: block.FormatText, Encoding: d.Encoding, Diagnostics: d.Trouble}
	if isJSON(d.Text) {
		says := block.Diagnostic{}.Saying("this is JSON, which was read as plain text; it may be no report")
		doc.Diagnostics = append(doc.Diagnostics, says)
	}
	if m != nil {
		doc.Format = m.Format
	}
	if err := readMarkedLines(b, doc, d.Text, m); err != nil {
		return nil, err
	}
	if len(doc.Blocks) == 0 {
		return nil, block.Unsupported("a file without text", "pass a report")
	}
	slices.SortStableFunc(doc.Diagnostics, func(a, b block.Diagnostic) int { return a.Line - b.Line })
	return doc, nil
}

// isJSON reports whether a text is an object or a list of JSON, or begins with a line that is one.
func isJSON(text string) bool {
	text = block.Trim(text)
	if text == "" || text[0] != '{' && text[0] != '[' {
		return false
	}
	line, _, _ := strings.Cut(text, "\n")
	return json.Valid([]byte(block.Trim(line))) || json.Valid([]byte(text))
}

// ReadLines appends the paragraphs and tables of text to doc.
func ReadLines(b *block.Budget, doc *block.Document, text string) error {
	return readMarkedLines(b, doc, text, nil)
}

func readMarkedLines(b *block.Budget, doc *block.Document, text string, m *Marks) error {
	lines, err := splitLines(b, PlainBreaks(text))
	if err != nil {
		return err
	}
	t := &Reader{Budget: b, Doc: doc, lines: lines, marks: m}
	return t.read()
}

// line is one line of a text without its end, and with its number from 1. A form feed parts a line in two of the
// same number. Lines with neither text nor a tab are left out; the line behind them has a gap.
type line struct {
	text      string
	number    int
	gap, page bool // behind a blank line, behind a form feed
}

func (l line) blank() bool { return block.Trim(l.text) == "" }

// apart reports a line that does not stand right below another.
func (l line) apart() bool { return l.gap || l.page }

func (l line) place() block.Place { return block.Place{Line: l.number, EndLine: l.number} }

// PlainBreaks returns text with the line ends that few programs know as plain ones: where there are no others they end
// lines, else they stand inside of lines, as programs count these.
func PlainBreaks(text string) string {
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
		case block.Trim(piece) != "" || strings.IndexByte(piece, '\t') >= 0:
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

// Reader turns lines into blocks of a document.
type Reader struct {
	Budget *block.Budget
	Doc    *block.Document
	lines  []line
	next   int            // index of the line to read
	marks  *Marks         // or nil
	counts map[string]int // see repeated
	cells  []block.Cell   // see newCell

	notClosed   int // no table of closedAt begins in front of this line
	closedTries int // how often one was looked for amid lines that are none
}

// LineAt returns the nth line from the one at hand on, with its place; not beyond the last.
func (t *Reader) LineAt(n int) (text string, place block.Place, ok bool) {
	if t.next+n >= len(t.lines) {
		return "", block.Place{}, false
	}
	l := t.lines[t.next+n]
	return l.text, l.place(), true
}

// Take makes blocks of the next n lines.
func (t *Reader) Take(n int, blocks ...block.Block) {
	t.Doc.Blocks = append(t.Doc.Blocks, blocks...)
	t.next += n
}

// IsRuled reports whether a table that is marked by lines of dashes begins at the line at hand.
func (t *Reader) IsRuled() bool { return t.ruledAt(t.next) != nil }

func (t *Reader) read() error {
	for t.next < len(t.lines) {
		if err := t.Budget.Live(); err != nil {
			return err
		}
		l := t.lines[t.next]
		if l.blank() && !t.isCorner(t.next) {
			t.next++
			continue
		}
		if t.marks != nil {
			if taken, err := t.marks.Block(t); taken || err != nil {
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
func (t *Reader) paragraph(l line) {
	text := block.Trim(l.text)
	if strings.HasSuffix(text, "|") {
		text = block.Trim(strings.TrimRight(text, "| "))
	}
	if t.marks != nil {
		text = t.marks.Plain(t, text, l.place())
	}
	if text != "" && !t.underlines(l) {
		t.Doc.Blocks = append(t.Doc.Blocks, &block.Paragraph{Text: text, Place: l.place()})
	}
	t.next++
}

// layoutAt returns the reader of the table that begins at line i, or nil where none does.
func (t *Reader) layoutAt(i int) func(*rows) {
	text := t.lines[i].text
	if strings.ContainsAny(text, "|+│┃║┌┏╔╒") {
		if read := t.closedAt(i); read != nil {
			return read
		}
		if read := t.pipesAt(i); read != nil {
			return read
		}
	}
	if strings.ContainsAny(text, "┬┳") {
		if read := t.openFrameAt(i); read != nil {
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
		if read := t.evenAt(i); read != nil {
			return read
		}
		if read := t.stackedAt(i); read != nil {
			return read
		}
	}
	if strings.ContainsAny(text, " \u3000") && t.spacedAt(i) {
		return (*rows).readSpaced
	}
	return nil
}

func (t *Reader) table(read func(*rows)) error {
	r := &rows{t: t, table: &block.Table{Place: t.lines[t.next].place()}}
	first := t.next
	read(r)
	r.end()
	if t.next == first && r.err == nil { // nothing of it was a row after all
		t.paragraph(t.lines[first])
		return nil
	}
	if t.marks != nil {
		r.plainCells(t.marks.Plain)
	}
	if len(r.table.Rows) > 0 && r.err == nil {
		t.Doc.Blocks = append(t.Doc.Blocks, r.table)
	}
	return r.err
}

// plainCells takes the marks out of the cells of a table.
func (r *rows) plainCells(plain func(*Reader, string, block.Place) string) {
	if r.table.Layout == block.LayoutGrid {
		return
	}
	for _, row := range r.table.Rows {
		for _, c := range row.Cells {
			c.Text = plain(r.t, c.Text, c.Place)
		}
	}
}

// underlines reports a line of nothing but dashes that marks the one right above as a heading: as long as it is.
func (t *Reader) underlines(l line) bool {
	text := block.Trim(l.text)
	if t.next == 0 || l.gap || len(text) < 3 || !strings.ContainsRune("=-", rune(text[0])) || strings.Trim(text, text[:1]) != "" {
		return false
	}
	above := screenWidth(block.Trim(t.lines[t.next-1].text))
	return t.marks != nil && text[0] == '=' || len(text) == above
}
