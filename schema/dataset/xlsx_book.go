package dataset

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/flate"
	"encoding/xml"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// book writes a workbook in SpreadsheetML. Its sheets can be written side by side: each is made of segments, packed one by
// one, so that they can be taken over into another book, and no more of a sheet is held in memory than one of them. Rows and
// cells have no numbers of their own; they count by their places. (Libraries for workbooks hold more, and what they set up
// when a program starts would cost every command more than all else.)
type book struct {
	dir     string
	sheets  []*bookSheet
	out     *file
	flat    *flate.Writer
	segment bytes.Buffer // that is being packed
}

// cellStyle is how a cell looks; it is the number of a format in bookStyles.
type cellStyle int

const (
	plainCell   cellStyle = iota
	headCell              // bold
	headingCell           // bold on a ground, wrapped
	textCell              // wrapped, at the top, as those below
	dayCell               // 2024-06-30
	percentCell           // 56.3%
	amountCell            // 1,234
)

const bookStyles = `<styleSheet xmlns="` + bookSpace + `"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/>` +
	`<numFmt numFmtId="165" formatCode="0.0%"/></numFmts>` +
	`<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>` +
	`<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill>` +
	`<fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFDDE6F0"/></patternFill></fill></fills>` +
	`<borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders>` +
	`<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="7"><xf xfId="0"/><xf fontId="1" applyFont="1" xfId="0"/>` +
	`<xf fontId="1" fillId="2" borderId="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" xfId="0"><alignment horizontal="center" vertical="center" wrapText="1"/></xf>` +
	topCell + `>` + wrapped + topCell + ` numFmtId="164" applyNumberFormat="1">` + wrapped + topCell + ` numFmtId="165" applyNumberFormat="1">` + wrapped +
	topCell + ` numFmtId="3" applyNumberFormat="1">` + wrapped + `</cellXfs>` +
	`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

const (
	topCell = `<xf borderId="1" applyBorder="1" applyAlignment="1" xfId="0"`
	wrapped = `<alignment vertical="top" wrapText="1"/></xf>`
)

// How a sheet is printed: on A4 across, as wide as the page, on as many of them as it takes.
const (
	sheetFits  = `<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`
	sheetPages = `<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>` +
		`<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>`
)

const (
	bookSpace      = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	bookRelations  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageSpace   = "http://schemas.openxmlformats.org/package/2006/"
	bookMain       = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	bookCommonHead = xml.Header + "<"
)

// bookSheet is one sheet while it is written. The first error of a write stays and is returned by end.
type bookSheet struct {
	book     *book
	name     string
	widths   []float64
	filtered bool // its columns can be filtered
	rows     int
	file     *os.File // packed
	written  int64
	segments []*bookSegment
	text     *bufio.Writer // not packed yet
	sum      uint32        // of what is being packed
	size     int64
}

// bookSegment is a part of a sheet, packed so that it needs nothing of what stands before it.
type bookSegment struct {
	from         io.ReaderAt // the file of the sheet, or an earlier book
	offset       int64       // there; once the book is closed, in it
	size         int
	packedSum    uint32 // of the packed bytes
	sum          uint32 // of the others, as zip counts it
	unpackedSize int64
	rows         int
}

// sheet begins a sheet whose columns have these widths, in characters, and whose first row stays in view.
func (b *book) sheet(name string, widths []float64) (*bookSheet, error) {
	if b.flat == nil {
		b.flat, _ = flate.NewWriter(nil, flate.DefaultCompression) // the level is right
	}
	f, err := os.CreateTemp(b.dir, "sheet-*")
	if err != nil {
		return nil, err
	}
	s := &bookSheet{book: b, name: name, widths: widths, file: f}
	s.text = bufio.NewWriterSize(s, 1<<16)
	b.sheets = append(b.sheets, s)
	s.begin()
	s.text.WriteString(bookCommonHead + `worksheet xmlns="` + bookSpace + `">` + sheetFits + `<sheetViews><sheetView workbookViewId="0">` +
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>`)
	for i, w := range widths {
		fmt.Fprintf(s.text, `<col min="%d" max="%[1]d" width="%g" customWidth="1"/>`, i+1, w)
	}
	s.text.WriteString(`</cols><sheetData>`)
	return s, nil
}

// begin begins a segment. One at a time can be written of all sheets.
func (s *bookSheet) begin() {
	s.book.segment.Reset()
	s.book.flat.Reset(&s.book.segment)
	s.sum, s.size = 0, 0
}

// end ends a segment of so many rows.
func (s *bookSheet) end(rows int) (*bookSegment, error) {
	err := errors.Join(s.text.Flush(), s.book.flat.Flush())
	return s.put(rows, err)
}

func (s *bookSheet) put(rows int, err error) (*bookSegment, error) {
	data := s.book.segment.Bytes()
	segment := &bookSegment{s.file, s.written, len(data), crc32.Checksum(data, castagnoli), s.sum, s.size, rows}
	s.segments = append(s.segments, segment)
	s.written += int64(len(data))
	if err == nil {
		_, err = s.file.Write(data)
	}
	return segment, err
}

// take takes over a segment of an earlier book.
func (s *bookSheet) take(segment *bookSegment) {
	s.segments = append(s.segments, segment)
	s.rows += segment.rows
}

// Write packs what the buffer of the sheet has gathered.
func (s *bookSheet) Write(p []byte) (int, error) {
	s.sum = crc32.Update(s.sum, crc32.IEEETable, p)
	s.size += int64(len(p))
	return s.book.flat.Write(p)
}

// bookCell is a number as it is printed, or a text, which is never taken for a formula.
type bookCell struct {
	text   string
	number bool
}

// row appends a row whose cells look the same. A cell without a text is empty.
func (s *bookSheet) row(cells []bookCell, style cellStyle) {
	s.appendRow(cells, func(int) cellStyle { return style }, 0)
}

// tallRow appends a row with a look for each cell, so high that their wrapped texts can be read. Not every program finds the
// height by itself.
func (s *bookSheet) tallRow(cells []bookCell, styles []cellStyle) {
	lines := 1
	for i, c := range cells {
		lines = max(lines, lineCount(c.text, int(s.widths[i])-1))
	}
	s.appendRow(cells, func(i int) cellStyle { return styles[i] }, min(lines*lineHeight, highestRow))
}

// What a row takes, in points.
const (
	lineHeight = 14
	highestRow = 409
)

// lineCount is how many lines a text takes in a column of that width. A character of East Asia takes two places.
func lineCount(text string, width int) int {
	const wide = 0x1100 // from here on, about
	lines, used := 1, 0
	for _, r := range text {
		places := 1
		if r >= wide {
			places = 2
		}
		if used += places; r == '\n' || used > width {
			lines, used = lines+1, places
		}
	}
	return lines
}

func (s *bookSheet) appendRow(cells []bookCell, styleOf func(int) cellStyle, height int) {
	s.rows++
	s.text.WriteString(`<row`)
	if height > 0 {
		fmt.Fprintf(s.text, ` ht="%d" customHeight="1"`, height)
	}
	s.text.WriteString(`>`)
	empty := 0
	for i, c := range cells {
		style := styleOf(i)
		if c.text == "" && style <= headCell {
			empty++
			continue
		}
		for ; empty > 0; empty-- {
			s.text.WriteString(`<c/>`)
		}
		s.text.WriteString(`<c`)
		if style != plainCell {
			s.text.WriteString(` s="` + strconv.Itoa(int(style)) + `"`)
		}
		if c.text == "" { // there for its lines
			s.text.WriteString(`/>`)
			continue
		}
		if c.number {
			s.text.WriteString(`><v>` + c.text + `</v></c>`)
			continue
		}
		s.text.WriteString(` t="inlineStr"><is><t xml:space="preserve">`)
		s.escape(c.text)
		s.text.WriteString(`</t></is></c>`)
	}
	s.text.WriteString(`</row>`)
}

// literal is what stands for a character in the texts of cells: _x000D_. In a text that has it itself, its line is escaped.
var literal = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`_(x[0-9A-Fa-f]{4}_)`) })

func (s *bookSheet) escape(text string) {
	if strings.Contains(text, "_x") {
		text = literal().ReplaceAllString(text, "_x005F_$1")
	}
	_ = xml.EscapeText(s.text, []byte(text)) // the writer keeps the error
}

// columnLetters names a column, from 0: A, Z, AA.
func columnLetters(i int) string {
	const letters = 26
	if i < letters {
		return string(rune('A' + i))
	}
	return columnLetters(i/letters-1) + string(rune('A'+i%letters))
}

// finish writes the end of the sheet.
func (s *bookSheet) finish() error {
	s.begin()
	s.text.WriteString(`</sheetData>`)
	if s.filtered {
		s.text.WriteString(`<autoFilter ref="A1:` + columnLetters(len(s.widths)-1) + strconv.Itoa(s.rows) + `"/>`)
	}
	s.text.WriteString(sheetPages + `</worksheet>`)
	_, err := s.put(0, errors.Join(s.text.Flush(), s.book.flat.Close()))
	return err
}

// close writes the book to a file of the folder.
func (b *book) close(name string) error {
	out, err := newFile(b.dir, name)
	if err != nil {
		return err
	}
	b.out = out
	return errors.Join(b.pack(zip.NewWriter(out)), out.close())
}

// pack writes the parts of the book.
func (b *book) pack(z *zip.Writer) error {
	var list, names, targets, types strings.Builder
	for i, s := range b.sheets {
		fmt.Fprintf(&names, `<definedName name="_xlnm.Print_Titles" localSheetId="%d">'%s'!$1:$1</definedName>`, i, s.name)
		fmt.Fprintf(&list, `<sheet name="%s" sheetId="%d" r:id="rId%[2]d"/>`, s.name, i+1)
		fmt.Fprintf(&targets, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%[1]d.xml"/>`, i+1, bookRelations)
		fmt.Fprintf(&types, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="%sworksheet+xml"/>`, i+1, bookMain)
	}
	fmt.Fprintf(&targets, `<Relationship Id="rId%d" Type="%s/styles" Target="styles.xml"/>`, len(b.sheets)+1, bookRelations)
	for _, part := range [][2]string{
		{"[Content_Types].xml", `Types xmlns="` + packageSpace + `content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="` + bookMain + `sheet.main+xml"/>` +
			`<Override PartName="/xl/styles.xml" ContentType="` + bookMain + `styles+xml"/>` + types.String() + `</Types>`},
		{"_rels/.rels", `Relationships xmlns="` + packageSpace + `relationships"><Relationship Id="rId1" Type="` + bookRelations + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `workbook xmlns="` + bookSpace + `" xmlns:r="` + bookRelations + `"><sheets>` + list.String() + `</sheets><definedNames>` + names.String() + `</definedNames></workbook>`},
		{"xl/_rels/workbook.xml.rels", `Relationships xmlns="` + packageSpace + `relationships">` + targets.String() + `</Relationships>`},
		{"xl/styles.xml", strings.TrimPrefix(bookStyles, "<")},
	} {
		w, err := z.Create(part[0])
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, bookCommonHead+part[1]); err != nil {
			return err
		}
	}
	for i, s := range b.sheets {
		if err := s.pack(z, i+1); err != nil {
			return err
		}
	}
	return z.Close()
}

// pack puts the packed sheet into the book as it is.
func (s *bookSheet) pack(z *zip.Writer, number int) error {
	if err := s.finish(); err != nil {
		return err
	}
	h := &zip.FileHeader{Name: fmt.Sprintf("xl/worksheets/sheet%d.xml", number), Method: zip.Deflate}
	for _, segment := range s.segments {
		h.CRC32 = joinedSum(h.CRC32, segment.sum, segment.unpackedSize)
		h.CompressedSize64 += uint64(segment.size)
		h.UncompressedSize64 += uint64(segment.unpackedSize)
	}
	w, err := z.CreateRaw(h)
	if err != nil {
		return err
	}
	if err := errors.Join(z.Flush(), s.book.out.Flush()); err != nil {
		return err
	}
	at := s.book.out.n
	for _, segment := range s.segments {
		if _, err := io.Copy(w, io.NewSectionReader(segment.from, segment.offset, int64(segment.size))); err != nil {
			return err
		}
		segment.offset = at
		at += int64(segment.size)
	}
	return nil
}

// joinedSum returns the checksum of zip (CRC-32) of two texts behind each other, by those of each and the length of the
// second. A checksum is a polynomial over bits; each zero bit behind its text multiplies it by x, and many do so by squaring.
func joinedSum(first, second uint32, length int64) uint32 {
	power := uint32(1) << 30 // x; the highest power is the lowest bit
	for bits := length * 8; bits > 0; bits >>= 1 {
		if bits&1 != 0 {
			first = product(first, power)
		}
		power = product(power, power)
	}
	return first ^ second
}

// product multiplies two polynomials, modulo that of the checksum of zip.
func product(a, b uint32) (p uint32) {
	for ; a != 0; a <<= 1 {
		p ^= b & uint32(int32(a)>>31)
		b = b>>1 ^ crc32.IEEE&-(b&1)
	}
	return p
}

// remove takes the files of the sheets away.
func (b *book) remove() {
	for _, s := range b.sheets {
		s.file.Close()
		os.Remove(s.file.Name())
	}
}
