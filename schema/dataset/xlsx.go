package dataset

import (
	"errors"
	"hash/crc32"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"duban/internal/message"
)

const workbookFile = "dataset.xlsx"

// What a sheet holds.
const (
	sheetRows = 1 << 20
	cellChars = 32767 // of UTF-16
	exactly   = 15    // digits that a number keeps
)

// cutMark ends a text that is longer than a cell holds.
const cutMark = " … [cut; whole in the other formats]"

// xlsxSink writes one workbook with a sheet for people, one for each table, and further ones (tasks_2) where a table has more
// rows than a sheet holds. The segments of parts that the earlier workbook has as well are copied.
type xlsxSink struct {
	language message.Language // of the names of sheets and columns

	book    book
	sheets  [sheetCount]*sheet
	keys    []string                // of the parts
	written []partSegments          // of each part; nil where the rows stand in two sheets
	old     map[string]partSegments // of the earlier workbook, by the keys of the parts
	oldBook *os.File
}

// The sheets are those of the tables, by their places, and one for people.
const (
	people     = tableCount
	sheetCount = tableCount + 1
)

type partSegments [sheetCount]*bookSegment

type sheet struct {
	*bookSheet
	part int // from 1
}

func newXLSX(at spot, l message.Language) (sink, error) {
	s := &xlsxSink{language: l, book: book{dir: at.temp}}
	errs := s.newPeople(1)
	for t := range tables {
		errs = errors.Join(errs, s.newTable(t, 1))
	}
	if errs != nil {
		s.abort()
		return nil, errs
	}
	if at.isThere(workbookFile) {
		s.oldBook, _ = os.Open(filepath.Join(at.dir, workbookFile)) // if that fails, all is made anew
	}
	if s.oldBook != nil {
		s.old = readPartSegments(at.marks(), s.oldBook, l)
	}
	return s, nil
}

// newSheet begins the next sheet of a table, or that for people.
func (s *xlsxSink) newSheet(i, part int) error {
	if i == people {
		return s.newPeople(part)
	}
	return s.newTable(i, part)
}

// newPeople begins a sheet for people, whose columns can be filtered.
func (s *xlsxSink) newPeople(part int) error {
	var widths []float64
	var header []bookCell
	shown := overview(s.language)
	for _, c := range shown.columns {
		widths, header = append(widths, c.width), append(header, bookCell{c.heading, false})
	}
	w, err := s.book.sheet(partName(shown.name, part), widths)
	if err != nil {
		return err
	}
	w.filtered = true
	styles := slices.Repeat([]cellStyle{headingCell}, len(header))
	w.tallRow(header, styles)
	s.sheets[people] = &sheet{w, part}
	_, err = w.end(1)
	return err
}

// partName names the sheets of a table: tasks, tasks_2.
func partName(name string, part int) string {
	if part > 1 {
		return name + "_" + strconv.Itoa(part)
	}
	return name
}

// newTable begins a sheet for a table: its header is frozen, and columns are as wide as what stands in them asks for.
func (s *xlsxSink) newTable(table, part int) error {
	t := tables[table]
	widths := make([]float64, len(t.Columns))
	header := make([]bookCell, len(t.Columns))
	for i, c := range t.Columns {
		widths[i], header[i].text = columnWidth(c), t.ColumnTitle(c, s.language)
	}
	w, err := s.book.sheet(partName(t.Title(s.language), part), widths)
	if err != nil {
		return err
	}
	s.sheets[table] = &sheet{w, part}
	w.row(header, headCell)
	_, err = w.end(1)
	return err
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
	old, isKnown := s.old[p.Key]
	var written partSegments
	for t := range s.sheets {
		if isKnown {
			written[t] = s.take(t, old[t])
		}
		if written[t] != nil {
			continue
		}
		var err error
		if written[t], err = s.rows(t, p); err != nil {
			return err
		}
	}
	s.keys, s.written = append(s.keys, p.Key), append(s.written, written)
	return nil
}

// take takes over a segment of the earlier workbook, if it is as it was written and there is room for its rows.
func (s *xlsxSink) take(table int, segment *bookSegment) *bookSegment {
	if segment == nil || s.sheets[table].rows+segment.rows > sheetRows {
		return nil
	}
	if segment.rows == 0 {
		return segment
	}
	data := make([]byte, segment.size)
	if _, err := segment.from.ReadAt(data, segment.offset); err != nil || crc32.Checksum(data, castagnoli) != segment.packedSum {
		return nil
	}
	taken := *segment
	s.sheets[table].take(&taken)
	return &taken
}

// rows writes the rows of a sheet that the part has. It returns their segment if they have one to themselves, an empty one
// if there are none.
func (s *xlsxSink) rows(i int, p *part) (*bookSegment, error) {
	segment := new(bookSegment)
	written, split := 0, false
	end := func() (err error) {
		if written > 0 {
			segment, err = s.sheets[i].end(written)
		}
		written = 0
		return err
	}
	r, err := p.report()
	if err != nil {
		return nil, err
	}
	for write := range r.sheetRows(i, s.language) {
		if s.sheets[i].rows == sheetRows {
			split = split || written > 0
			if err := errors.Join(end(), s.newSheet(i, s.sheets[i].part+1)); err != nil {
				return nil, err
			}
		}
		if written == 0 {
			s.sheets[i].begin()
		}
		write(s.sheets[i].bookSheet)
		written++
	}
	if err := end(); err != nil || split {
		return nil, err
	}
	return segment, nil
}

// sheetRows returns what writes each row that the report gives to a sheet, in a language where it has words.
func (r *Report) sheetRows(i int, l message.Language) iter.Seq[func(*bookSheet)] {
	return func(yield func(func(*bookSheet)) bool) {
		if i == people {
			for _, row := range r.overviewRows(overview(l).words) {
				if !yield(func(s *bookSheet) { s.tallRow(overviewCells(row)) }) {
					return
				}
			}
			return
		}
		values := make([]bookCell, len(tables[i].Columns))
		for _, cells := range r.Rows[i] {
			for k, c := range tables[i].Columns {
				values[k] = xlsxValue(c, cells[k])
			}
			if !yield(func(s *bookSheet) { s.row(values, plainCell) }) {
				return
			}
		}
	}
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
	defer s.abort()
	return s.book.close(workbookFile)
}

func (s *xlsxSink) abort() {
	s.book.remove()
	if s.oldBook != nil {
		s.oldBook.Close()
	}
}

func (s *xlsxSink) outputs() map[string]digest {
	return map[string]digest{workbookFile: s.book.out.digest()}
}

// marks returns in which language the workbook is, which parts there are, and where in the workbook their segments stand.
func (s *xlsxSink) marks() []byte {
	data := appendNumbers(appendString(nil, s.language.Tag()), len(s.keys))
	for i, key := range s.keys {
		data = appendString(data, key)
		for _, segment := range s.written[i] {
			if segment == nil {
				data = appendNumbers(data, 0)
				continue
			}
			if data = appendNumbers(data, 1+segment.rows); segment.rows == 0 {
				continue
			}
			data = appendNumbers(data, int(segment.offset), segment.size, int(segment.packedSum), int(segment.sum),
				int(segment.unpackedSize))
		}
	}
	return data
}

// readPartSegments returns the segments of the earlier workbook; none where that is in another language.
func readPartSegments(in *input, from io.ReaderAt, l message.Language) map[string]partSegments {
	if in.string() != l.Tag() {
		return nil
	}
	all := map[string]partSegments{}
	for range in.number(len(in.text)) {
		key := in.string()
		var list partSegments
		for t := range list {
			switch rows := in.size() - 1; rows {
			case -1:
			case 0:
				list[t] = new(bookSegment)
			default:
				list[t] = &bookSegment{from, int64(in.size()), in.number(1 << 31), uint32(in.size()), uint32(in.size()), int64(in.size()), rows}
			}
		}
		all[key] = list
	}
	if in.short {
		return nil
	}
	return all
}
