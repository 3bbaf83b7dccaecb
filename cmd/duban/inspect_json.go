package main

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"duban/internal/message"
	"duban/parse"
)

// inspection is a document as inspect --json writes it. Places, columns and counts begin at 1.
type inspection struct {
	Name        string           `json:"name"`
	Format      parse.Format     `json:"format"`
	Encoding    string           `json:"encoding,omitempty"`
	Size        int64            `json:"size"`
	ID          string           `json:"id"` // as in a report
	Diagnostics []jsonDiagnostic `json:"diagnostics"`
	Blocks      []any            `json:"blocks"` // of jsonText and jsonTable
}

type jsonDiagnostic struct {
	jsonPlace
	Message string `json:"message"`
}

type jsonText struct {
	Type string `json:"type"` // heading, paragraph
	jsonPlace
	Level int    `json:"level,omitempty"`
	Text  string `json:"text"`
	List  string `json:"list,omitempty"` // the automatic number that the text begins with
}

type jsonTable struct {
	Type string `json:"type"` // table
	jsonPlace
	Layout  parse.Layout `json:"layout"`
	Caption string       `json:"caption,omitempty"`
	Columns int          `json:"columns"`
	Rows    []jsonRow    `json:"rows"`
}

type jsonRow struct {
	jsonPlace
	Header   bool       `json:"header,omitempty"`
	LostLead bool       `json:"lost_lead,omitempty"` // an unknown number of empty cells is gone from the front of the row
	Cells    []jsonCell `json:"cells"`
}

// jsonCell is a cell at its first place. The other places of a merged cell are not listed.
type jsonCell struct {
	Column  int         `json:"column"`
	RowSpan int         `json:"row_span,omitempty"` // where it is more than 1
	ColSpan int         `json:"col_span,omitempty"`
	Cell    string      `json:"cell,omitempty"` // its name in a workbook
	Text    string      `json:"text"`
	List    string      `json:"list,omitempty"`
	Tables  []jsonTable `json:"tables,omitempty"` // nested in the cell
}

type jsonPlace struct {
	Line      int `json:"line,omitempty"`
	EndLine   int `json:"end_line,omitempty"`
	Paragraph int `json:"paragraph,omitempty"`
	Table     int `json:"table,omitempty"`
	Row       int `json:"row,omitempty"`
	Page      int `json:"page,omitempty"`
	*jsonBook
}

type jsonBook struct {
	Sheet string `json:"sheet,omitempty"`
	Cell  string `json:"cell,omitempty"`
}

func placeJSON(p parse.Place) jsonPlace {
	return jsonPlace{p.Line, p.EndLine, p.Paragraph, p.Table, p.Row, p.Page, (*jsonBook)(p.Book)}
}

// inspectionJSON returns what was read as an indented object, or as a line, with messages in a language.
func inspectionJSON(doc *parse.Document, l message.Language, line bool) []byte {
	in := inspection{Name: doc.Name, Format: doc.Format, Encoding: doc.Encoding, Size: doc.Size,
		ID: "sha256:" + hex.EncodeToString(doc.SHA256[:]), Diagnostics: []jsonDiagnostic{}, Blocks: []any{}}
	for _, d := range doc.Diagnostics {
		in.Diagnostics = append(in.Diagnostics, jsonDiagnostic{placeJSON(d.Place), d.Text().In(l)})
	}
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *parse.Heading:
			in.Blocks = append(in.Blocks, jsonText{"heading", placeJSON(b.Place), b.Level, b.Text, b.List})
		case *parse.Paragraph:
			in.Blocks = append(in.Blocks, jsonText{"paragraph", placeJSON(b.Place), 0, b.Text, b.List})
		case *parse.Table:
			in.Blocks = append(in.Blocks, tableJSON(b))
		}
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if !line {
		e.SetIndent("", "  ")
	}
	if err := e.Encode(in); err != nil {
		panic(fmt.Sprintf("inspection has no JSON: %v", err))
	}
	return out.Bytes()
}

func tableJSON(t *parse.Table) jsonTable {
	out := jsonTable{"table", placeJSON(t.Place), t.Layout, t.Caption, t.Width(), []jsonRow{}}
	for r, row := range t.Rows {
		cells := []jsonCell{}
		for c, cell := range row.Cells {
			if merged(t, r, c) == notMerged {
				cells = append(cells, cellJSON(c+1, cell))
			}
		}
		out.Rows = append(out.Rows, jsonRow{placeJSON(row.Place), row.Header, row.LostLead, cells})
	}
	return out
}

func cellJSON(column int, c *parse.Cell) jsonCell {
	out := jsonCell{Column: column, Text: c.Text, List: c.List}
	if c.Book != nil && c.Text != "" {
		out.Cell = c.Book.Cell
	}
	if c.RowSpan > 1 {
		out.RowSpan = c.RowSpan
	}
	if c.ColSpan > 1 {
		out.ColSpan = c.ColSpan
	}
	for _, t := range c.Tables {
		out.Tables = append(out.Tables, tableJSON(t))
	}
	return out
}
