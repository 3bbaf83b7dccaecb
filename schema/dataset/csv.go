package dataset

import (
	"errors"
	"strings"
	"unicode/utf8"
)

// csvSink writes a file for each table.
type csvSink struct {
	files [tableCount]*file
}

func newCSV(dir string, bom bool) (sink, error) {
	s := &csvSink{}
	for i, t := range tables {
		f, err := newFile(dir, t.Name+".csv")
		if err != nil {
			s.abort()
			return nil, err
		}
		if bom {
			f.WriteString("\uFEFF")
		}
		s.files[i] = f
		if err := s.line(i, columnNames(t)); err != nil {
			s.abort()
			return nil, err
		}
	}
	return s, nil
}

// line writes a line by RFC 4180. encoding/csv is of no use, as it cannot end lines with CRLF and leave the line breaks
// within a text as they are.
func (s *csvSink) line(table int, cells []string) error {
	f := s.files[table]
	for i, c := range cells {
		if i > 0 {
			f.WriteByte(',')
		}
		if strings.ContainsAny(c, ",\"\r\n") {
			c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
		}
		f.WriteString(c)
	}
	_, err := f.WriteString("\r\n") // which tells of all errors before
	return err
}

func columnNames(t Table) []string {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = c.Name
	}
	return names
}

func (s *csvSink) report(r *Report) error {
	var errs error
	for t, rows := range r.Rows {
		errs = errors.Join(errs, s.rows(t, rows))
	}
	return errs
}

func (s *csvSink) rows(table int, rows [][]string) error {
	line := make([]string, len(tables[table].Columns))
	for _, cells := range rows {
		for i, c := range tables[table].Columns {
			if line[i] = cells[i]; c.Type == Text {
				line[i] = harmless(cells[i])
			}
		}
		if err := s.line(table, line); err != nil {
			return err
		}
	}
	return nil
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
	switch sign {
	case '=', '＝', '@', '＠', '\t', '\r': // full-width signs count where the spreadsheet speaks Chinese
		return true
	case '+', '＋', '-', '－':
		return strings.Trim(s[size:], "0123456789.%０１２３４５６７８９．％") != ""
	}
	return false
}

func (s *csvSink) close() error {
	var errs error
	for _, f := range s.files {
		errs = errors.Join(errs, f.close())
	}
	return errs
}

func (s *csvSink) abort() {
	for _, f := range s.files {
		if f != nil {
			f.abort()
		}
	}
}
