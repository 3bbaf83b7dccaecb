// Package sheet reads workbooks: XLSX, XLS of Excel 5 to 2003 and of WPS, and tables as separated values.
//
// A cell is what it shows: its number by its format, the stored result of its formula. What a sheet does not show — hidden sheets,
// rows and columns — is left out, and a diagnostic says so. Of each sheet come paragraphs, for lines that stand alone, and tables,
// one for each block of cells.
package sheet

import (
	"strconv"
	"strings"

	"duban/internal/message"
	"duban/parse/block"
)

// page is one sheet, by either format: what its cells show and where.
type page struct {
	name   string
	rows   []row  // that have something, from the top
	merges []area // of each the first cell counts
	things []thing

	hiddenRows, hiddenCols []span      // from the top and the left
	ruledCols              map[int]int // by column, its cells that have lines and no text
	zeroless               bool        // zeros do not show
	comments               int
	uncomputed             []block.Place // cells with a formula that has no stored result
	damage                 error         // why what follows could not be read
	lines                  []block.Place // of the rows, if they stand in a text
}

// row is a row of a sheet that has texts or lines around its cells.
type row struct {
	index int // from 0
	cells []cell
	ruled int // cells that have lines and no text
}

// cell is a cell that has a text.
type cell struct {
	col   int // from 0
	text  string
	ruled bool // lines are around it
	zero  bool // it is the number 0
}

// area is a rectangle of cells, from 0, the last ones included.
type area struct{ top, left, bottom, right int }

// span is a range of rows or columns, the last one included.
type span struct{ first, last int }

// thing is what floats above the cells: a picture, a chart or a text.
type thing struct {
	what     block.What // empty for a text
	text     string
	row, col int // of the cell that it begins in
}

// cellName returns what spreadsheets call a cell: B7.
func cellName(row, col int) string {
	var letters [4]byte
	i := len(letters)
	for col++; col > 0 && i > 0; col = (col - 1) / 26 {
		i--
		letters[i] = byte('A' + (col-1)%26)
	}
	return string(letters[i:]) + strconv.Itoa(row+1)
}

// place returns the place of a cell in the sheet.
func (p *page) place(row, col int) block.Place {
	if p.lines != nil {
		return p.lines[row]
	}
	return block.Place{Book: &block.Book{Sheet: p.name, Cell: cellName(row, col)}}
}

// keeper collects the cells of sheets as they are read, within the limits.
type keeper struct {
	budget *block.Budget
	page   *page
	blank  int // rows in sequence that have lines and no texts
	cells  int // of all sheets
	text   int64
}

// start begins a sheet.
func (k *keeper) start(name string) *page {
	k.page = &page{name: name, ruledCols: map[int]int{}}
	k.blank = 0
	return k.page
}

// mostBlank is how many rows without texts can part a table, if they have lines.
const mostBlank = 20

// row returns the row of that index, which is a new one unless it is the last.
func (k *keeper) row(index int) (*row, error) {
	p := k.page
	n := len(p.rows)
	if n > 0 && p.rows[n-1].index == index {
		return &p.rows[n-1], nil
	}
	if n > 0 && len(p.rows[n-1].cells) == 0 { // which is kept if a table can go on below it
		if k.blank++; k.blank > mostBlank {
			p.rows = p.rows[:n-1]
		}
	} else {
		k.blank = 0
	}
	if err := k.budget.Live(); err != nil {
		return nil, err
	}
	p.rows = append(p.rows, row{index: index})
	return &p.rows[len(p.rows)-1], nil
}

// add adds a cell, which may have no text.
func (k *keeper) add(index int, c cell) error {
	c.text = strings.TrimFunc(c.text, block.IsSpace) // which formats leave room with
	if c.text == "" && !c.ruled {
		return nil
	}
	r, err := k.row(index)
	if err != nil {
		return err
	}
	if c.text == "" {
		r.ruled++
		k.page.ruledCols[c.col]++
		return nil
	}
	k.text += int64(len(c.text))
	if err := k.budget.TakeText(k.text); err != nil {
		return err
	}
	if k.cells++; k.cells > k.budget.Cells {
		return block.Exceeded("", "more than the limit of %d cells", k.budget.Cells)
	}
	r.cells = append(r.cells, c)
	return nil
}

// book makes a document of sheets.
type book struct {
	budget *block.Budget
	doc    *block.Document
	pages  []*page // that show
	hidden []string
}

// trouble notes what could not be read as it stood, or does not show.
func (b *book) trouble(place block.Place, format message.Format, args ...any) {
	const most = 200 // of use
	if len(b.doc.Diagnostics) < most {
		b.doc.Diagnostics = append(b.doc.Diagnostics, block.Diagnostic{Place: place}.Saying(format, args...))
	}
}

// finish lays out the sheets in their order.
func (b *book) finish() (*block.Document, error) {
	for _, name := range b.hidden {
		b.trouble(block.Place{Book: &block.Book{Sheet: name}}, "the sheet is hidden and was left out")
	}
	shown := 0
	for _, p := range b.pages {
		if len(p.rows) > 0 {
			shown++
		}
	}
	for _, p := range b.pages {
		if err := b.lay(p, shown > 1); err != nil {
			return nil, err
		}
	}
	if !b.doc.Format.IsLines() {
		b.number()
	}
	if len(b.doc.Blocks) == 0 && len(b.doc.Unread) == 0 {
		for _, p := range b.pages {
			if p.damage != nil {
				return nil, p.damage
			}
		}
		return nil, block.Unsupported("a workbook that shows no text", "pass a report")
	}
	return b.doc, nil
}

// number numbers the paragraphs and headings.
func (b *book) number() {
	paragraphs := 0
	for _, x := range b.doc.Blocks {
		switch x := x.(type) {
		case *block.Heading:
			paragraphs++
			x.Place.Paragraph = paragraphs
		case *block.Paragraph:
			paragraphs++
			x.Place.Paragraph = paragraphs
		}
	}
}
