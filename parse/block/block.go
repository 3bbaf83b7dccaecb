// Package block is what every reader of documents makes: headings, paragraphs and tables with their places, before any meaning.
package block

import (
	"cmp"
	"slices"
	"strings"

	"duban/internal/message"
)

// Format names what the bytes of a source are.
type Format string

// The formats that are read.
const (
	FormatText     Format = "text"
	FormatMarkdown Format = "markdown" // text with the marks of Markdown
	FormatHTML     Format = "html"
	FormatMHTML    Format = "mhtml" // a web page with all that it shows in one file
	FormatDOCX     Format = "docx"
	FormatWordML   Format = "wordml" // the XML of Word 2003
	FormatDOC      Format = "doc"    // Word 97 to 2003, WPS Writer
	FormatRTF      Format = "rtf"
	FormatODT      Format = "odt" // OpenDocument text, also flat
	FormatXLSX     Format = "xlsx"
	FormatXLS      Format = "xls" // Excel 95 to 2003, also as XML; WPS Spreadsheets
	FormatODS      Format = "ods" // spreadsheets of OpenDocument, also flat
	FormatCSV      Format = "csv"
	FormatTSV      Format = "tsv"
	FormatPDF      Format = "pdf"
	FormatOFD      Format = "ofd"
	FormatDocling  Format = "docling" // the JSON of Docling's documents
	FormatMinerU   Format = "mineru"  // the JSON of MinerU
)

// IsLines reports whether places in sources of the format are lines.
func (f Format) IsLines() bool { return f.isPlain() || f == FormatCSV || f == FormatTSV }

func (f Format) isPlain() bool { return f == FormatText || f == FormatMarkdown }

// IsPage reports whether sources of the format may be web pages, also such as were saved as text, with what these have around
// their articles.
func (f Format) IsPage() bool { return f.isPlain() || f == FormatHTML || f == FormatMHTML }

// Document is what a reader saw in the bytes of one source, before any meaning: blocks in reading order, each with
// its place.
type Document struct {
	Name        string // file name as given, without its folder
	Format      Format
	Encoding    string // IANA name, for text and HTML; empty for DOCX
	Size        int64  // of the source, in bytes
	SHA256      [32]byte
	Blocks      []Block
	Diagnostics []Diagnostic // what could not be read as it stood, in document order
	Unread      []Unread     // what shows and is not read, in document order
	Recognized  Recognized   // the pages whose text is not in the source
}

// Recognized are the pages whose text a program has recognised in their pictures, so that any figure there may be wrong.
type Recognized struct {
	By    string // the program, its version and language; empty where no page was recognised
	Pages []int  // from 1, in order
}

// Has reports whether something on a page may be of those. What has no page may be.
func (r *Recognized) Has(page int) bool {
	if len(r.Pages) == 0 {
		return false
	}
	_, found := slices.BinarySearch(r.Pages, page)
	return found || page == 0
}

// Block is one of *Heading, *Paragraph and *Table; the set is closed.
type Block interface {
	Pos() Place
	block()
}

// Heading is a paragraph that the source itself marks as a heading (an HTML h1 … h6, a DOCX outline level).
// Headings of plain text are paragraphs: what they head is a matter of meaning.
type Heading struct {
	Level int // from 1
	Text  string
	List  string // the automatic number that Text begins with, without the white space behind it; empty where there is none
	Place
}

// Paragraph is a run of text that stands for itself. Line breaks inside it are "\n".
type Paragraph struct {
	Text string
	List string // as in Heading
	Place
}

// Table is a grid of cells. With DOCX and HTML it is rectangular: every row has as many cells, and a merged cell is
// the same *Cell at each place that it covers. Text has no such certainty: there a row holds just the cells that the
// conversion left (see Layout), and which column each belongs to is for the caller to find out.
type Table struct {
	Layout  Layout
	Caption string // a caption that the source marks as such
	Records bool   // its rows were lines of a label and a value each, so that no cell is merged with the one above
	Rows    []Row
	Place
}

// Layout says how the cells of a table were told apart.
type Layout string

// The layouts of tables.
const (
	LayoutGrid    Layout = "grid"    // DOCX and HTML: a rectangular grid
	LayoutLines   Layout = "lines"   // text: one cell a line, each led by a tab
	LayoutTabs    Layout = "tabs"    // text: one row a line, cells parted by tabs or commas
	LayoutPipes   Layout = "pipes"   // text: Markdown pipes, and frames of + - | or box-drawing characters
	LayoutAligned Layout = "aligned" // text: columns aligned by runs of spaces, or marked by lines of dashes
	LayoutSpaced  Layout = "spaced"  // text: one row a line, its cells run together by single spaces, which texts of cells have too
	LayoutFlat    Layout = "flat"    // any format: one cell a paragraph with no mark at all
)

// Row is one row of a table.
type Row struct {
	Cells  []*Cell
	Header bool // the source marks the row as a header
	// LostLead says that the conversion swallowed an unknown number of empty cells at the front of the row.
	LostLead bool
	// Unsure says that it is not certain where the row begins and ends.
	Unsure bool
	// Missing is the number of cells at the end that the source does not have, though it does not say that the row ends
	// before the table does. Where they are missing is not known; those in Cells are empty. DOCX and HTML only.
	Missing int
	Place
}

// Cell is one cell. Row and Col are its first place in the grid, from 0; RowSpan and ColSpan are at least 1.
type Cell struct {
	Text             string // paragraphs parted by "\n"; a nested table's rows too, their cells parted by tabs
	List             string // the automatic number that Text begins with; empty where there is none
	Row, Col         int
	RowSpan, ColSpan int
	Tables           []*Table // tables nested in the cell, whose text is part of Text as well
	Place
}

// Place says where in the source a thing stands; what does not apply is 0.
type Place struct {
	Line, EndLine int // text: first and last line, from 1
	Paragraph     int // DOCX and HTML: the block's place among the paragraphs and headings outside tables, from 1
	Table, Row    int // the table's place among the document's tables, and the row's in it, from 1
	Page          int // PDF and OFD: from 1
	Book          *Book
}

// Book says where in a workbook a thing stands.
type Book struct {
	Sheet string // its name
	Cell  string // such as B7: a cell's own, or the first of a row
}

// or returns p with the Page and Book of own where that has such.
func (p Place) or(own Place) Place {
	p.Page = cmp.Or(own.Page, p.Page)
	p.Book = cmp.Or(own.Book, p.Book)
	return p
}

// Pos returns p itself, so that everything with a Place has one method to ask for it.
func (p Place) Pos() Place { return p }

func (*Heading) block()   {}
func (*Paragraph) block() {}
func (*Table) block()     {}

// Diagnostic is something that a reader could not take as it stood. The document is whole apart from it.
type Diagnostic struct {
	Place
	Message string // one sentence, lower case, with figures; in English

	told message.Text // what Message says, in each language
}

// Saying returns the diagnostic with its message: a text in English with verbs of package fmt.
func (d Diagnostic) Saying(format message.Format, args ...any) Diagnostic {
	d.told = message.New(format, args...)
	d.Message = strings.ToValidUTF8(d.told.String(), "…")
	return d
}

// Text returns the message, which can be told in each language.
func (d Diagnostic) Text() message.Text {
	if d.told.IsZero() {
		return message.Verbatim(d.Message)
	}
	return d.told
}

// TextSize returns the number of bytes of all texts. That of a cell counts for each row that the cell is in, as those
// who read the rows will repeat it.
func (d *Document) TextSize() (n int64) {
	for _, block := range d.Blocks {
		t, ok := block.(*Table)
		if !ok {
			n += int64(len(TextOf(block)))
			continue
		}
		for _, row := range t.Rows {
			var before *Cell
			for _, c := range row.Cells {
				if c != before {
					n += int64(len(c.Text))
				}
				before = c
			}
		}
	}
	return n
}

// Width returns the number of columns: the length of the longest row.
func (t *Table) Width() int {
	w := 0
	for _, r := range t.Rows {
		w = max(w, len(r.Cells))
	}
	return w
}

// Text returns the rows of a table parted by line ends, their cells by tabs, a merged cell once.
func (t *Table) Text() string {
	var sb strings.Builder
	for i := range t.Rows {
		if i > 0 {
			sb.WriteByte('\n')
		}
		first := true
		for j, c := range t.Rows[i].Cells {
			if c.Row != i || c.Col != j {
				continue
			}
			if !first {
				sb.WriteByte('\t')
			}
			first = false
			sb.WriteString(c.Text)
		}
	}
	return sb.String()
}

// NumberTables gives the tables of the document, their rows and cells their places, where lines do not, and what is not
// read the places of what it hangs in. The Page and Book that a reader gave to a row or a cell stay.
func (d *Document) NumberTables() {
	if d.Format.IsLines() {
		return
	}
	defer d.placeUnread()
	n := 0
	for _, b := range d.Blocks {
		t, ok := b.(*Table)
		if !ok {
			continue
		}
		n++
		t.Place = Place{Table: n, Page: t.Page, Book: t.Book}
		for r := range t.Rows {
			row := &t.Rows[r]
			row.Place = Place{Table: n, Row: r + 1, Page: row.Page, Book: row.Book}
			for _, c := range row.Cells {
				if c.Place.Table != n || c.Place.Row == 0 { // a merged cell keeps its first row
					c.Place = row.Place.or(c.Place)
				}
			}
		}
	}
}

// NumberParagraphs gives the paragraphs and headings outside tables their places.
func NumberParagraphs(blocks []Block) {
	n := 0
	for _, b := range blocks {
		switch b := b.(type) {
		case *Heading:
			n++
			b.Place = Place{Paragraph: n}
		case *Paragraph:
			n++
			b.Place = Place{Paragraph: n}
		}
	}
}

// TextOf returns the text of a block; of a table its caption.
func TextOf(b Block) string {
	switch b := b.(type) {
	case *Heading:
		return b.Text
	case *Paragraph:
		return b.Text
	case *Table:
		return b.Caption
	}
	return ""
}
