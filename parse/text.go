package parse

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// readText reads plain text: paragraphs, one a line, and the tables that converters leave in text.
func readText(b *budget, data []byte) (*Document, error) {
	d := decode(data, "")
	doc := &Document{Format: FormatText, Encoding: d.encoding, Diagnostics: d.trouble}
	t := &textReader{budget: b, doc: doc, lines: splitLines(d.text)}
	if err := t.read(); err != nil {
		return nil, err
	}
	return doc, nil
}

// line is one line of a text without its end, and with its number from 1. A form feed parts a line in two of the
// same number.
type line struct {
	text   string
	number int
}

func (l line) blank() bool { return strings.TrimFunc(l.text, isSpace) == "" }

func (l line) place() Place { return Place{Line: l.number, EndLine: l.number} }

// splitLines cuts text at \n, \r\n and \r, and at the page and line breaks that stand inside of lines.
func splitLines(text string) []line {
	lines := make([]line, 0, strings.Count(text, "\n")+1)
	number := 1
	start := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\n', '\r':
			lines = append(lines, line{text[start:i], number})
			if text[i] == '\r' && i+1 < len(text) && text[i+1] == '\n' {
				i++
			}
			number++
			start = i + 1
		case '\f', '\v':
			lines = append(lines, line{text[start:i], number})
			start = i + 1
		}
	}
	if start < len(text) {
		lines = append(lines, line{text[start:], number})
	}
	return lines
}

// isSpace reports white space, and the marks of no width that converters leave at the ends of a text.
func isSpace(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200B' || r == '\uFEFF' || r == '\u200E' || r == '\u200F' || r == '\x00' || r == '\x1A'
}

func trim(s string) string { return strings.TrimFunc(s, isSpace) }

type textReader struct {
	budget *budget
	doc    *Document
	lines  []line
	next   int // index of the line to read
}

func (t *textReader) read() error {
	for t.next < len(t.lines) {
		if t.next%256 == 0 {
			if err := t.budget.live(); err != nil {
				return err
			}
		}
		switch {
		case t.lines[t.next].blank():
			t.next++
		case t.tableAt(t.next):
			if err := t.table(); err != nil {
				return err
			}
		default:
			l := t.lines[t.next]
			t.doc.Blocks = append(t.doc.Blocks, &Paragraph{Text: trim(l.text), Place: l.place()})
			t.next++
		}
	}
	return nil
}

func (t *textReader) tableAt(i int) bool {
	text := t.lines[i].text
	switch {
	case strings.IndexByte(text, '|') >= 0:
		return t.pipesAt(i)
	case strings.IndexByte(text, '\t') >= 0:
		return t.tabsAt(i) || t.linesAt(i)
	}
	return false
}

func (t *textReader) table() error {
	table := &Table{Place: t.lines[t.next].place()}
	var err error
	switch i := t.next; {
	case t.pipesAt(i):
		err = t.readPipes(table)
	case t.tabsAt(i):
		err = t.readTabs(table)
	default:
		err = t.readLines(table)
	}
	if err != nil {
		return err
	}
	for r := range table.Rows {
		row := &table.Rows[r]
		for c, cell := range row.Cells {
			cell.Row, cell.Col, cell.RowSpan, cell.ColSpan = r, c, 1, 1
			row.EndLine = max(row.EndLine, cell.EndLine)
		}
		table.EndLine = max(table.EndLine, row.EndLine)
	}
	t.doc.Blocks = append(t.doc.Blocks, table)
	return nil
}

// addRow accounts for a new row and appends it.
func (t *textReader) addRow(table *Table, row Row) error {
	if err := t.budget.live(); err != nil {
		return err
	}
	if err := t.budget.grid("", len(row.Cells)); err != nil {
		return err
	}
	table.Rows = append(table.Rows, row)
	return nil
}

// pipesAt reports whether a Markdown table begins at line i: rows of cells between pipes, with a row of dashes
// second, or at least two lines that both begin and end with a pipe.
func (t *textReader) pipesAt(i int) bool {
	if i+1 >= len(t.lines) || strings.IndexByte(t.lines[i+1].text, '|') < 0 {
		return false
	}
	first, second := trim(t.lines[i].text), trim(t.lines[i+1].text)
	if isPipeRule(second) {
		return len(splitPipes(first)) > 1
	}
	fenced := func(s string) bool { return len(s) > 2 && s[0] == '|' && s[len(s)-1] == '|' }
	return fenced(first) && fenced(second) && len(splitPipes(first)) > 1 && len(splitPipes(first)) == len(splitPipes(second))
}

// isPipeRule reports the line below the header of a Markdown table: `|---|:--:|`.
func isPipeRule(s string) bool {
	return strings.Contains(s, "-") && strings.Trim(s, "|-: \t+=") == "" && strings.ContainsAny(s, "|+")
}

func (t *textReader) readPipes(table *Table) error {
	table.Layout = LayoutPipes
	for ; t.next < len(t.lines); t.next++ {
		l := t.lines[t.next]
		text := trim(l.text)
		if isPipeRule(text) {
			if len(table.Rows) == 1 {
				table.Rows[0].Header = true
			}
			continue
		}
		if strings.IndexByte(text, '|') < 0 {
			return nil
		}
		row := Row{Place: l.place()}
		for _, s := range splitPipes(text) {
			row.Cells = append(row.Cells, &Cell{Text: s, Place: l.place()})
		}
		if err := t.addRow(table, row); err != nil {
			return err
		}
	}
	return nil
}

// pipeBreaks are the ways in which a line break inside a cell of a Markdown table is written.
var pipeBreaks = strings.NewReplacer("<br>", "\n", "<br/>", "\n", "<br />", "\n", "<BR>", "\n")

// splitPipes returns the cells of one row of a Markdown table. A pipe behind a backslash is a character of the cell.
func splitPipes(s string) []string {
	s = strings.TrimPrefix(s, "|")
	var cells []string
	var cell strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && s[i+1] == '|':
			cell.WriteByte('|')
			i++
		case s[i] == '|':
			cells = append(cells, cellText(pipeBreaks.Replace(cell.String())))
			cell.Reset()
		default:
			cell.WriteByte(s[i])
		}
	}
	if rest := cell.String(); trim(rest) != "" {
		cells = append(cells, cellText(pipeBreaks.Replace(rest)))
	}
	return cells
}

// cellText trims each line of a cell, and drops the blank ones.
func cellText(s string) string {
	s = trim(s)
	if strings.IndexByte(s, '\n') < 0 {
		return s
	}
	var kept []string
	for l := range strings.SplitSeq(s, "\n") {
		if l = trim(l); l != "" {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, "\n")
}

// shortLine reports a line that can be the label of a column.
func shortLine(s string) bool { return s != "" && utf8.RuneCountInString(s) <= 30 }
