package dataset

import (
	"path/filepath"
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

// xlsxSink writes one workbook with a sheet for people, one for each table, and further ones (tasks_2) where a table has more
// rows than a sheet holds.
type xlsxSink struct {
	book   book
	people *sheet
	sheets [tableCount]*sheet
	digest digest
}

type sheet struct {
	*bookSheet
	part int // from 1
}

func newXLSX(at spot) (sink, error) {
	s := &xlsxSink{book: book{dir: at.temp}}
	if err := s.newPeople(1); err != nil {
		s.book.remove()
		return nil, err
	}
	for t := range tables {
		if err := s.newSheet(t, 1); err != nil {
			s.book.remove()
			return nil, err
		}
	}
	return s, nil
}

// newPeople begins a sheet for people, whose columns can be filtered.
func (s *xlsxSink) newPeople(part int) error {
	var widths []float64
	var header []bookCell
	for _, c := range overview().columns {
		widths, header = append(widths, c.width), append(header, bookCell{c.heading, false})
	}
	w, err := s.book.sheet(partName(overview().name, part), widths)
	if err != nil {
		return err
	}
	w.filtered = true
	styles := slices.Repeat([]cellStyle{headingCell}, len(header))
	w.tallRow(header, styles)
	s.people = &sheet{w, part}
	return nil
}

// addPeople adds the tasks of a report to the sheet for people.
func (s *xlsxSink) addPeople(r *Report) error {
	for _, row := range r.overviewRows() {
		if s.people.rows == sheetRows {
			if err := s.newPeople(s.people.part + 1); err != nil {
				return err
			}
		}
		s.people.tallRow(overviewCells(row))
	}
	return nil
}

// partName names the sheets of a table: tasks, tasks_2.
func partName(name string, part int) string {
	if part > 1 {
		return name + "_" + strconv.Itoa(part)
	}
	return name
}

// newSheet begins a sheet for a table: its header is frozen, and columns are as wide as what stands in them asks for.
func (s *xlsxSink) newSheet(table, part int) error {
	t := tables[table]
	widths := make([]float64, len(t.Columns))
	header := make([]bookCell, len(t.Columns))
	for i, c := range t.Columns {
		widths[i], header[i].text = columnWidth(c), c.Name
	}
	w, err := s.book.sheet(partName(t.Name, part), widths)
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

func (s *xlsxSink) part(p *part) error {
	r, err := p.report()
	if err != nil {
		return err
	}
	for t, rows := range r.Rows {
		if err := s.rows(t, rows); err != nil {
			return err
		}
	}
	return s.addPeople(r)
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
	err := s.book.close("dataset.xlsx")
	if err == nil {
		s.digest, err = lastingDigest(filepath.Join(s.book.dir, "dataset.xlsx"))
	}
	return err
}

func (s *xlsxSink) abort() { s.book.remove() }

func (s *xlsxSink) outputs() map[string]digest { return map[string]digest{"dataset.xlsx": s.digest} }

func (s *xlsxSink) marks() []byte { return nil }
