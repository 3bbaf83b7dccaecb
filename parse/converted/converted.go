// Package converted reads the JSON that converters of PDF files and documents write: Docling's document, and MinerU's list of
// contents and what it has between its steps (middle.json).
//
// What such a program took from a document may be wrong where it had to recognise it; where the file says so, so does the Document.
package converted

import (
	"encoding/json"
	"errors"
	"io"
	"strings"

	"duban/parse/block"
	"duban/parse/charset"
)

// Kind is what a file of JSON is.
type Kind int

// The kinds.
const (
	None    Kind = iota
	Docling      // DoclingDocument
	List         // MinerU's content_list.json
	Middle       // MinerU's middle.json
	Other        // of MinerU, too, with what others have as well, or less
)

// Is takes the beginning of a source, without white space in front, and tells what it is.
func Is(s string) Kind {
	switch {
	case s == "" || s[0] != '{' && s[0] != '[':
		return None
	case strings.HasPrefix(s, "{"):
		return kindOfObject(block.Dense(block.Head(s, 4096)))
	}
	return kindOfList(block.Dense(block.Head(s, 64<<10)))
}

func kindOfObject(s string) Kind {
	switch {
	case strings.Contains(s, `"schema_name":"DoclingDocument"`):
		return Docling
	case strings.HasPrefix(s, `{"pdf_info":[`):
		return Middle
	}
	return None
}

// kindOfList tells the lists of MinerU apart by the keys of their first entries, each of which has a type.
func kindOfList(s string) Kind {
	has := func(key string) bool { return strings.Contains(s, `"`+key+`":`) }
	switch {
	case strings.HasPrefix(s, "[[{") && has("type") && has("content"), strings.HasPrefix(s, `[{"layout_dets":`):
		return Other
	case strings.HasPrefix(s, "[{") && has("type") && has("page_idx") && (has("text") || has("table_body") || has("img_path") || has("list_items")):
		return List
	}
	return None
}

// Read reads a source of that kind.
func Read(b *block.Budget, kind Kind, data []byte) (*block.Document, error) {
	switch kind {
	case Docling:
		return readDocling(b, data)
	case List:
		return readList(b, data)
	case Middle:
		return readMiddle(b, data)
	}
	return nil, block.Unsupported("a file of MinerU with less than its list of contents has, or in another form", "pass the _content_list.json or the .md beside it")
}

// decode reads JSON into v, in any encoding.
func decode(b *block.Budget, data []byte, v any) error {
	text, err := charset.Read(b, data, "")
	if err != nil {
		return err
	}
	d := json.NewDecoder(b.Reader(strings.NewReader(strings.TrimPrefix(text.Text, "\uFEFF"))))
	err = d.Decode(v)
	if live := b.Live(); live != nil {
		return live
	}
	if err != nil {
		return damaged(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return damaged(errors.New("more follows behind its end"))
	}
	return nil
}

func damaged(err error) error {
	return block.Failed(block.ErrDamaged, "", "convert the document anew", "damaged JSON: %v", err)
}

// join puts together texts that stood in one line. A converter may have taken the space from between them, so that digits that
// meet can be one number or two: a mark says so.
func join(texts []string) string {
	var sb strings.Builder
	last := ""
	for _, s := range texts {
		if s == "" {
			continue
		}
		if last != "" {
			sb.WriteString(between(last[len(last)-1], s))
		}
		sb.WriteString(s)
		last = s
	}
	return sb.String()
}

func between(before byte, text string) string {
	if strings.HasPrefix(text, "$^") || strings.HasPrefix(text, "$_") {
		return "" // a power of what stands before
	}
	behind := text[0]
	isDigit := func(c byte) bool { return '0' <= c && c <= '9' }
	isLatin := func(c byte) bool { return ' ' < c && c < 0x80 }
	switch {
	case isDigit(before) && block.InFigure(behind), block.InFigure(before) && isDigit(behind):
		return string(block.ObjectMark)
	case isLatin(before) && isLatin(behind):
		return " "
	}
	return ""
}
