package dataset

import (
	"archive/zip"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
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
	dir    string
	book   *excelize.File
	header int // style
	digest digest
	sheets [tableCount]*sheet
}

type sheet struct {
	*excelize.StreamWriter
	part int // from 1
	rows int
}

func newXLSX(at place) (sink, error) {
	dir := at.temp
	s := &xlsxSink{dir: dir, book: excelize.NewFile(excelize.Options{TmpDir: dir})}
	var err error
	if s.header, err = s.book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}}); err != nil {
		return nil, err
	}
	for t := range tables {
		if err := s.newSheet(t, 1); err != nil {
			return nil, err
		}
	}
	return s, s.book.DeleteSheet("Sheet1")
}

// newSheet begins a sheet for a table: its header is frozen, and columns are as wide as what stands in them asks for.
func (s *xlsxSink) newSheet(table, part int) error {
	t := tables[table]
	name := t.Name
	if part > 1 {
		name += "_" + strconv.Itoa(part)
	}
	if _, err := s.book.NewSheet(name); err != nil {
		return err
	}
	if err := s.book.SetSheetDimension(name, ""); err != nil { // it would be said to hold one cell
		return err
	}
	w, err := s.book.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, c := range t.Columns {
		if err := w.SetColWidth(i+1, i+1, columnWidth(c)); err != nil {
			return err
		}
	}
	if err := w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	header := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		header[i] = c.Name
	}
	s.sheets[table] = &sheet{w, part, 1}
	return w.SetRow("A1", header, excelize.RowOpts{StyleID: s.header})
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
	return nil
}

func (s *xlsxSink) rows(table int, rows [][]string) error {
	columns := tables[table].Columns
	values := make([]any, len(columns))
	for _, cells := range rows {
		if s.sheets[table].rows == sheetRows {
			if err := errors.Join(s.sheets[table].Flush(), s.newSheet(table, s.sheets[table].part+1)); err != nil {
				return err
			}
		}
		for i, c := range columns {
			values[i] = xlsxValue(c, cells[i])
		}
		at := s.sheets[table]
		at.rows++
		if err := at.SetRow("A"+strconv.Itoa(at.rows), values); err != nil {
			return err
		}
	}
	return nil
}

// xlsxValue returns a number as a number if the cell keeps all of its digits, and everything else as a text, which is
// never taken as a formula.
func xlsxValue(c Column, cell string) any {
	switch {
	case cell == "":
		return nil
	case (c.Type == Integer || c.Type == Decimal) && significant(cell) <= exactly:
		if n, err := strconv.ParseFloat(cell, 64); err == nil {
			return n
		}
	}
	return cut(cell)
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
	for _, sheet := range s.sheets {
		if err := sheet.Flush(); err != nil {
			return err
		}
	}
	unsorted := filepath.Join(s.dir, "unsorted.xlsx")
	defer os.Remove(unsorted)
	if err := errors.Join(s.book.SaveAs(unsorted), s.book.Close()); err != nil {
		return err
	}
	name := filepath.Join(s.dir, "dataset.xlsx")
	err := sortZip(unsorted, name)
	if err == nil {
		s.digest, err = lastingDigest(name)
	}
	return err
}

// sortZip writes the archive anew with its parts in order of name, as the library has them in no order.
func sortZip(from, to string) error {
	z, err := zip.OpenReader(from)
	if err != nil {
		return err
	}
	defer z.Close()
	slices.SortFunc(z.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	w := zip.NewWriter(out)
	for _, part := range z.File {
		if err := w.Copy(part); err != nil {
			return errors.Join(fmt.Errorf("%s: %w", part.Name, err), out.Close())
		}
	}
	return errors.Join(w.Close(), out.Close())
}

func (s *xlsxSink) abort() { s.book.Close() }

func (s *xlsxSink) outputs() map[string]digest { return map[string]digest{"dataset.xlsx": s.digest} }

func (s *xlsxSink) marks() []byte { return nil }
