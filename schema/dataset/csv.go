package dataset

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"duban/internal/char"
)

// csvSink writes a file for each table.
type csvSink struct {
	files [tableCount]*segmented
}

func newCSV(at spot, bom bool) (sink, error) {
	s := &csvSink{}
	for i, t := range tables {
		var head bytes.Buffer
		if bom {
			head.WriteString("\uFEFF")
		}
		csvLine(&head, columnNames(t))
		f, err := newSegmented(at, t.Name+".csv", head.String())
		s.files[i] = f
		if err != nil {
			s.abort()
			return nil, err
		}
	}
	return s, nil
}

// csvLine writes a line by RFC 4180. encoding/csv is of no use, as it cannot end lines with CRLF and leave the line breaks
// within a text as they are.
func csvLine(out *bytes.Buffer, cells []string) {
	for i, c := range cells {
		if i > 0 {
			out.WriteByte(',')
		}
		if strings.ContainsAny(c, ",\"\r\n") {
			c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
		}
		out.WriteString(c)
	}
	out.WriteString("\r\n")
}

func columnNames(t Table) []string {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = c.Name
	}
	return names
}

func (s *csvSink) part(p *part) error {
	var errs error
	for t, f := range s.files {
		errs = errors.Join(errs, f.add(p, func(out *bytes.Buffer, r *Report) { csvRows(out, t, r.Rows[t]) }))
	}
	return errs
}

func csvRows(out *bytes.Buffer, table int, rows [][]string) {
	line := make([]string, len(tables[table].Columns))
	for _, cells := range rows {
		for i, c := range tables[table].Columns {
			if line[i] = cells[i]; c.Type == Text {
				line[i] = harmless(cells[i])
			}
		}
		csvLine(out, line)
	}
}

// harmless returns a text as it can be opened in a spreadsheet: with an apostrophe before what would be taken as a
// formula. So that this can be undone, another goes before apostrophes that are followed by such a text.
func harmless(s string) string {
	if isFormula(strings.TrimLeft(s, "'")) {
		return "'" + s
	}
	return s
}

// isFormula reports whether a spreadsheet would compute a text: it begins with a sign for that, and is more than a
// number with its sign, such as -17.45%.
func isFormula(s string) bool {
	sign, size := utf8.DecodeRuneInString(s)
	switch char.HalfWidth(sign) {
	case '=', '@', '\t', '\r': // full-width signs count where the spreadsheet speaks Chinese
		return true
	case '+', '-':
		return strings.Trim(s[size:], char.Digits+char.Points+char.Percents) != ""
	}
	return false
}

func (s *csvSink) close() error { return closeAll(s.files[:]) }

func (s *csvSink) abort() { abortAll(s.files[:]) }

func (s *csvSink) outputs() map[string]digest { return digestsOf(s.files[:]) }

func (s *csvSink) marks() []byte { return marksOf(s.files[:]) }
