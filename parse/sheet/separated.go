package sheet

import (
	"slices"
	"strings"

	"duban/internal/char"
	"duban/parse/block"
)

// This file reads tables as separated values: CSV by RFC 4180, as spreadsheets write it, and the same with tabs or semicolons.

// Separator tells by what the values of a text are parted; false where it is no table of such. It is one if all its lines have as
// many values, as no other text has: spreadsheets pad those of titles. What else has tabs or commas is for readers of plain text.
func Separator(text string) (separator byte, ok bool) {
	if head := strings.TrimLeft(text, " \r\n"); head == "" || head[0] == '{' || head[0] == '[' {
		return 0, false // JSON
	}
	for _, separator := range []byte("\t,;") {
		if isSeparated(text, separator) {
			return separator, true
		}
	}
	return 0, false
}

func isSeparated(text string, separator byte) bool {
	const most = 1 << 14 // columns
	r := separatedReader{text: text, separator: separator}
	width, records, leads, padded := 0, 0, 0, 0
	for r.next() {
		if width == 0 {
			width = len(r.values)
			if separator != '\t' && areSentences(r.values) {
				return false
			}
		}
		if len(r.values) != width || width == 1 || width > most {
			return false
		}
		records++
		if strings.TrimSpace(r.values[0]) != "" {
			leads++
		}
		if r.values[width-1] == "" {
			padded++
		}
	}
	switch {
	case r.open || records < 2:
		return false
	case width == 2: // as lines that a tab leads have, and sentences with one comma
		return records > 2 && (separator == '\t' && leads == records || separator == ',' && padded > 0 && leads > 0)
	}
	return width > 2 && leads > 0
}

// areSentences reports pieces of prose, whose lines may have as many commas each: one of them holds or ends a sentence, as no label of
// a column does, and none is the number of a row.
func areSentences(values []string) bool {
	isNumber := func(v string) bool { return v != "" && strings.Trim(v, "0123456789") == "" }
	isSentence := func(v string) bool {
		return strings.ContainsAny(v, char.Stop+char.Semicolons) || strings.HasSuffix(v, "%.")
	}
	return slices.ContainsFunc(values, isSentence) && !slices.ContainsFunc(values, isNumber)
}

// separatedReader reads a text record by record.
type separatedReader struct {
	text      string
	separator byte
	values    []string
	line, end int  // first and last line of the record, from 1
	pos, at   int  // behind the record, and its lines
	open      bool // quotation marks are not where they can be
	blank     bool // an empty line was before the record
}

// next reads the next record that is not an empty line.
func (r *separatedReader) next() bool {
	r.blank = false
	for {
		if r.pos >= len(r.text) || r.open {
			return false
		}
		r.values = r.values[:0]
		r.at++
		r.line = r.at
		r.record()
		r.end = r.at
		if len(r.values) > 1 || strings.TrimSpace(r.values[0]) != "" {
			return true
		}
		r.blank = true
	}
}

// record reads values up to the end of a line.
func (r *separatedReader) record() {
	for {
		value, last := r.value()
		r.values = append(r.values, value)
		if last {
			return
		}
	}
}

// value reads one value, and reports whether the record ends with it.
func (r *separatedReader) value() (value string, last bool) {
	if r.pos < len(r.text) && r.text[r.pos] == '"' {
		value, ok := r.quoted()
		r.open = !ok
		return value, r.ends()
	}
	start := r.pos
	for r.pos < len(r.text) && r.text[r.pos] != r.separator && r.text[r.pos] != '\n' && r.text[r.pos] != '\r' {
		r.pos++
	}
	value = r.text[start:r.pos]
	return value, r.ends()
}

// ends goes over the separator or the end of the line.
func (r *separatedReader) ends() bool {
	if r.pos >= len(r.text) {
		return true
	}
	c := r.text[r.pos]
	r.pos++
	if c == '\r' && r.pos < len(r.text) && r.text[r.pos] == '\n' {
		r.pos++
	}
	return c != r.separator
}

// quoted reads a value in quotation marks, in which they stand twice; false if more follows behind them, or they are not closed.
func (r *separatedReader) quoted() (string, bool) {
	var out strings.Builder
	lines := 0
	for i := r.pos + 1; i < len(r.text); i++ {
		c := r.text[i]
		if c != '"' {
			out.WriteByte(c)
			if c == '\n' || c == '\r' && i+1 < len(r.text) && r.text[i+1] != '\n' {
				lines++
			}
			continue
		}
		if i+1 < len(r.text) && r.text[i+1] == '"' {
			out.WriteByte(c)
			i++
			continue
		}
		if i+1 < len(r.text) && r.text[i+1] != r.separator && r.text[i+1] != '\n' && r.text[i+1] != '\r' {
			return "", false
		}
		r.pos = i + 1
		r.at += lines
		return out.String(), true
	}
	r.pos = len(r.text)
	return "", false
}

// ReadSeparated reads a text whose values Separator has found to be parted so. Places are lines.
func ReadSeparated(b *block.Budget, text string, separator byte) (*block.Document, error) {
	doc := &block.Document{Format: block.FormatCSV}
	if separator == '\t' {
		doc.Format = block.FormatTSV
	}
	k := keeper{budget: b}
	p := k.start("")
	r := separatedReader{text: text, separator: separator}
	p.lines = []block.Place{}
	for r.next() {
		if r.blank {
			p.lines = append(p.lines, block.Place{Line: r.line - 1, EndLine: r.line - 1})
		}
		index := len(p.lines)
		p.lines = append(p.lines, block.Place{Line: r.line, EndLine: r.end})
		if err := b.Live(); err != nil {
			return nil, err
		}
		for col, value := range r.values {
			if err := k.add(index, cell{col: col, text: tidy([]byte(value))}); err != nil {
				return nil, err
			}
		}
	}
	all := book{budget: b, doc: doc, pages: []*page{p}}
	return all.finish()
}
