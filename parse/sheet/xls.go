package sheet

import (
	"bytes"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"

	"duban/parse/block"
	"duban/parse/charset"
	"duban/parse/compound"
)

// ReadXLS reads a workbook of Excel 5 to 2003 or of WPS (.xls, .et): a BIFF stream in a compound file, or by itself.
func ReadXLS(b *block.Budget, data []byte) (*block.Document, error) {
	r := &xlsReader{book: book{budget: b, doc: &block.Document{Format: block.FormatXLS}}, formats: newFormats()}
	r.keeper.budget = b
	stream, err := workbookStream(b, data)
	if err != nil && len(stream) == 0 {
		return nil, err
	}
	if err != nil {
		r.trouble(block.Place{}, "%v; what stands before was read", err)
	}
	r.data = stream
	if err := r.workbook(); err != nil {
		return nil, err
	}
	return r.finish()
}

// workbookStream returns the stream that holds the workbook. With an error it can be a part of it.
func workbookStream(b *block.Budget, data []byte) ([]byte, error) {
	if !bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0")) {
		return data, nil
	}
	file, err := compound.Open(b, data)
	if err != nil {
		return nil, err
	}
	if file.Size("EncryptedPackage") > 0 {
		return nil, errEncrypted()
	}
	name := streamName(file)
	if name == "" {
		return nil, block.Damaged("", "a compound file without a workbook in it")
	}
	return file.Stream(name)
}

// streamName returns the name of the stream that holds the workbook, empty where there is none.
func streamName(file *compound.File) string {
	for _, name := range []string{"Workbook", "Book"} { // of Excel 5; files for both have two
		if file.Size(name) > 0 {
			return name
		}
	}
	return ""
}

// IsCompound reports whether a compound file has a workbook in it, and not in one of the objects that are embedded there.
func IsCompound(file *compound.File) bool { return streamName(file) != "" }

func errEncrypted() error {
	return block.Unsupported("an encrypted Excel workbook", "open it with its password and save it without one")
}

type xlsReader struct {
	book
	keeper
	*formats
	records
	unicode  bool              // BIFF8
	encoding encoding.Encoding // of texts before BIFF8
	from1904 bool
	fonts    []fontLook
	looks    []cellStyle // by the number of an XF
	strings  []rich
	sheets   []xlsSheet
	anchor   thing // where the drawing at hand is
	object   int   // its kind
	last     cell  // a formula whose text is in the record that follows
	lastRow  int
	lastXF   int
	waiting  bool // for that record
}

// fontLook is what a font does to figures.
type fontLook struct{ raised, struck bool }

// xlsSheet is a sheet as the workbook names it.
type xlsSheet struct {
	name   string
	at     int // of the stream
	hidden bool
	kind   int
}

// Kinds of sheets, and of streams.
const (
	sheetOfCells = 0
	sheetOfChart = 2

	streamGlobals = 0x0005
	streamSheet   = 0x0010
)

// workbook reads the globals and then each sheet.
func (r *xlsReader) workbook() error {
	first, ok := r.next()
	if !ok || first.kind&0xFF != recBOF&0xFF {
		return block.Damaged("", "a workbook that does not begin as one")
	}
	switch version := first.u16(0); {
	case first.kind != recBOF, version < 0x0500:
		return block.Unsupported("a workbook of Excel 4 or older", "open it in Excel, WPS or LibreOffice and save it as .xlsx")
	case version >= 0x0600:
		r.unicode = true
	}
	r.encoding = charmap.Windows1252
	if first.u16(2) == streamSheet { // one sheet without a workbook around it
		r.sheets = []xlsSheet{{name: "Sheet1", at: 0}}
		return r.readSheets()
	}
	if err := r.globals(); err != nil {
		return err
	}
	return r.readSheets()
}

func (r *xlsReader) globals() error {
	var names []record // whose code page may come later
	for {
		rec, ok := r.next()
		if !ok || rec.kind == recEOF {
			break
		}
		switch rec.kind {
		case recFilePass:
			r.data = bytes.Clone(r.data) // the source stays as it is
			if !decrypt(r.data, r.pos, rec) {
				return errEncrypted()
			}
		case recCodePage:
			r.encoding = charset.CodePage(rec.u16(0))
		case recDate1904:
			r.from1904 = rec.u16(0) == 1
		case recFont:
			r.font(rec)
		case recXF:
			r.looks = append(r.looks, r.look(rec))
		case recFormat:
			r.codes[rec.u16(0)] = r.formatCode(rec)
		case recBoundSheet:
			names = append(names, rec)
		case recSST:
			if err := r.sharedStrings(rec); err != nil {
				return err
			}
		}
	}
	for _, rec := range names {
		r.sheets = append(r.sheets, xlsSheet{r.sheetName(rec), rec.u32(0), rec.u8(4)&3 != 0, rec.u8(5)})
	}
	return nil
}

// font reads a font. There is none with the number 4.
func (r *xlsReader) font(rec record) {
	if len(r.fonts) == 4 {
		r.fonts = append(r.fonts, fontLook{})
	}
	r.fonts = append(r.fonts, fontLook{raised: rec.u16(8) == 1, struck: rec.u16(2)&8 != 0})
}

// look reads an XF.
func (r *xlsReader) look(rec record) cellStyle {
	style := cellStyle{format: rec.u16(2)}
	if r.unicode {
		style.ruled = rec.u16(10) != 0 // four bits for each side
	} else {
		const sides, below = 0x1FF, 0x1C0 // the other three, and that at the bottom
		style.ruled = rec.u16(12)&sides != 0 || rec.u16(10)&below != 0
	}
	return style
}

func (r *xlsReader) formatCode(rec record) string {
	if !r.unicode {
		return string(r.fromPage(firstBytes(rec.from(3), rec.u8(2))))
	}
	p := newPieces(rec.from(2), nil)
	units, _ := p.text()
	return string(fromUnits(units))
}

func (r *xlsReader) sheetName(rec record) string {
	if !r.unicode {
		return tidy(r.fromPage(firstBytes(rec.from(7), rec.u8(6))))
	}
	p := newPieces(rec.from(8), nil)
	return tidy(fromUnits(p.chars(rec.u8(6), rec.u8(7)&1 != 0)))
}

func firstBytes(data []byte, n int) []byte { return data[:min(n, len(data))] }

// fromPage decodes the bytes of a text of Excel 5.
func (r *xlsReader) fromPage(text []byte) []byte {
	out, err := r.encoding.NewDecoder().Bytes(text)
	if err != nil {
		return []byte(strings.ToValidUTF8(string(text), "\uFFFD"))
	}
	return out
}

// sharedStrings reads the texts of the workbook, which go on over several records.
func (r *xlsReader) sharedStrings(rec record) error {
	p := newPieces(rec.data, r.continued())
	p.skip(4)
	n := p.u32()
	for i := 0; i < n; i++ {
		if i%4096 == 0 {
			if err := r.book.budget.Live(); err != nil {
				return err
			}
		}
		units, runs := p.text()
		if p.ended {
			r.trouble(block.Place{}, "the workbook's list of texts breaks off after %d of %d", i, n)
			return nil
		}
		r.strings = append(r.strings, r.richText(units, runs))
	}
	return nil
}

// richText puts a text together of its runs.
func (r *xlsReader) richText(units []uint16, runs []run) rich {
	if len(runs) == 0 {
		return rich{text: tidy(fromUnits(units))}
	}
	var w richWriter
	var look fontLook
	at := 0
	for _, x := range runs {
		if x.start < at || x.start > len(units) {
			continue
		}
		w.add(fromUnits(units[at:x.start]), look.raised, look.struck)
		at, look = x.start, fontLook{}
		if x.font < len(r.fonts) {
			look = r.fonts[x.font]
		}
	}
	w.add(fromUnits(units[at:]), look.raised, look.struck)
	return w.rich()
}
