package dataset

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// What a sheet holds.
const (
	sheetRows = 1 << 20
	cellChars = 32767 // of UTF-16
	exactly   = 15    // digits that a number keeps
)

// cutMark ends a text that is longer than a cell holds.
const cutMark = " … [cut; whole in the other formats]"

// xlsxSink writes one workbook with a sheet for each table, and further ones (tasks_2) where a table has more rows than
// a sheet holds.
type xlsxSink struct {
	book   book
	sheets [tableCount]*sheet
}

type sheet struct {
	*bookSheet
	part int // from 1
}

func newXLSX(dir string) (sink, error) {
	s := &xlsxSink{book: book{dir: dir}}
	for t := range tables {
		if err := s.newSheet(t, 1); err != nil {
			s.book.remove()
			return nil, err
		}
	}
	return s, nil
}

// newSheet begins a sheet for a table: its header is frozen, and columns are as wide as what stands in them asks for.
func (s *xlsxSink) newSheet(table, part int) error {
	t := tables[table]
	name := t.Name
	if part > 1 {
		name += "_" + strconv.Itoa(part)
	}
	widths := make([]float64, len(t.Columns))
	header := make([]bookCell, len(t.Columns))
	for i, c := range t.Columns {
		widths[i], header[i].text = columnWidth(c), c.Name
	}
	w, err := s.book.sheet(name, widths)
	if err != nil {
		return err
	}
	s.sheets[table] = &sheet{w, part}
	w.row(header, headCell)
	return nil
}

func columnWidth(c Column) float64 {
	switch {
	case c.Type == Integer:
		return 10
	case c.Type == Decimal:
		return 16
	case slices.Contains([]string{"target", "progress", "message", "title", "path"}, c.Name):
		return 48
	}
	return 20
}

func (s *xlsxSink) report(r *Report) error {
	for t, rows := range r.Rows {
		if err := s.rows(t, rows); err != nil {
			return err
		}
	}
	return nil
}

func (s *xlsxSink) rows(table int, rows [][]string) error {
	columns := tables[table].Columns
	values := make([]bookCell, len(columns))
	for _, cells := range rows {
		if s.sheets[table].rows == sheetRows {
			if err := s.newSheet(table, s.sheets[table].part+1); err != nil {
				return err
			}
		}
		for i, c := range columns {
			values[i] = xlsxValue(c, cells[i])
		}
		s.sheets[table].row(values, plainCell)
	}
	return nil
}

// xlsxValue returns a number as a number if the cell keeps all of its digits, and everything else as a text.
func xlsxValue(c Column, cell string) bookCell {
	if (c.Type == Integer || c.Type == Decimal) && significant(cell) <= exactly {
		return bookCell{cell, true}
	}
	return bookCell{cut(cell), false}
}

// significant counts the digits of a number but for zeros at its ends.
func significant(cell string) int {
	return len(strings.Trim(strings.Replace(strings.TrimPrefix(cell, "-"), ".", "", 1), "0"))
}

// cut returns as much of a text as a cell holds.
func cut(s string) string {
	if len(s) <= cellChars {
		return s
	}
	length := 0
	limit := cellChars - len(utf16.Encode([]rune(cutMark)))
	at := 0
	for i, r := range s {
		if length += utf16.RuneLen(r); length <= limit {
			at = i + len(string(r))
		}
	}
	if length <= cellChars {
		return s
	}
	return s[:at] + cutMark
}

func (s *xlsxSink) close() error {
	defer s.book.remove()
	return s.book.close("dataset.xlsx")
}

func (s *xlsxSink) abort() { s.book.remove() }
