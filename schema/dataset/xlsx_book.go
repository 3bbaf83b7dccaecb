package dataset

import (
	"archive/zip"
	"bufio"
	"compress/flate"
	"encoding/xml"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// book writes a workbook in SpreadsheetML. Its sheets can be written side by side, each as one packed file until the book is
// closed, so that no more of a sheet is held in memory than a buffer. (Libraries for workbooks hold more, and what they set up
// when a program starts would cost every command more than all else.)
type book struct {
	dir    string
	sheets []*bookSheet
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

// bookSheet is one sheet while it is written. The first error of a write stays and is returned by close.
type bookSheet struct {
	name     string
	widths   []float64
	rows     int
	filtered bool // its columns can be filtered

	file *os.File // packed
	flat *flate.Writer
	text *bufio.Writer // not packed yet
	sum  uint32
	size uint64
}

// sheet begins a sheet whose columns have these widths, in characters, and whose first row stays in view.
func (b *book) sheet(name string, widths []float64) (*bookSheet, error) {
	f, err := os.CreateTemp(b.dir, "sheet-*")
	if err != nil {
		return nil, err
	}
	flat, err := flate.NewWriter(f, flate.DefaultCompression)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	s := &bookSheet{name: name, widths: widths, file: f, flat: flat}
	s.text = bufio.NewWriterSize(s, 1<<16)
	b.sheets = append(b.sheets, s)
	s.text.WriteString(bookCommonHead + `worksheet xmlns="` + bookSpace + `">` + sheetFits + `<sheetViews><sheetView workbookViewId="0">` +
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>`)
	for i, w := range widths {
		fmt.Fprintf(s.text, `<col min="%d" max="%[1]d" width="%g" customWidth="1"/>`, i+1, w)
	}
	s.text.WriteString(`</cols><sheetData>`)
	return s, nil
}

// Write packs what the buffer of the sheet has gathered.
func (s *bookSheet) Write(p []byte) (int, error) {
	s.sum = crc32.Update(s.sum, crc32.IEEETable, p)
	s.size += uint64(len(p))
	return s.flat.Write(p)
}

// bookCell is a number as it is printed, or a text, which is never taken for a formula.
type bookCell struct {
	text   string
	number bool
}

// row appends a row whose cells look the same. Cells without a text are left out.
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
	row := strconv.Itoa(s.rows)
	s.text.WriteString(`<row r="` + row + `"`)
	if height > 0 {
		fmt.Fprintf(s.text, ` ht="%d" customHeight="1"`, height)
	}
	s.text.WriteString(`>`)
	for i, c := range cells {
		style := styleOf(i)
		if c.text == "" && style <= headCell {
			continue
		}
		s.text.WriteString(`<c r="` + columnLetters(i) + row + `"`)
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

// end writes the end of the sheet.
func (s *bookSheet) end() error {
	s.text.WriteString(`</sheetData>`)
	if s.filtered {
		s.text.WriteString(`<autoFilter ref="A1:` + columnLetters(len(s.widths)-1) + strconv.Itoa(s.rows) + `"/>`)
	}
	s.text.WriteString(sheetPages + `</worksheet>`)
	return errors.Join(s.text.Flush(), s.flat.Close())
}

// close writes the book to a file of the folder.
func (b *book) close(name string) error {
	out, err := os.Create(filepath.Join(b.dir, name))
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(out, 1<<16)
	return errors.Join(b.pack(zip.NewWriter(w)), w.Flush(), out.Close())
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
	if err := s.end(); err != nil {
		return err
	}
	size, err := s.file.Seek(0, io.SeekCurrent)
	if err != nil {
		return err
	}
	w, err := z.CreateRaw(&zip.FileHeader{Name: fmt.Sprintf("xl/worksheets/sheet%d.xml", number), Method: zip.Deflate,
		CRC32: s.sum, CompressedSize64: uint64(size), UncompressedSize64: s.size})
	if err != nil {
		return err
	}
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err = io.Copy(w, s.file)
	return err
}

// remove takes the files of the sheets away.
func (b *book) remove() {
	for _, s := range b.sheets {
		s.file.Close()
		os.Remove(s.file.Name())
	}
}
