package doc

import (
	"context"
	"encoding/binary"
	"unicode/utf16"

	"duban/parse/block"
)

// This file writes the streams of documents for the tests, as MS-DOC lays them out, without a compound file around them.

// chars are characters with the same properties.
type chars struct {
	text  string
	props []byte
}

// line is a paragraph: characters, the last of which is its mark, and properties.
type line struct {
	style int
	props []byte
	chars []chars
}

// builder collects what a document is made of.
type builder struct {
	lines   []line
	lengths [stories]int
	parts   map[int][]byte // tables in the table stream
	data    []byte
	packed  func(string) []byte // writes one byte a character; nil for UTF-16
	pieces  func(b *builder) []byte
	simple  bool // no table of pieces
	flags   int
	after   map[int][]byte // what stands behind a table, beyond its length
}

// prop writes a property with a value of as many bytes as the property says.
func prop(s sprm, value ...byte) []byte {
	return append([]byte{byte(s), byte(s >> 8)}, value...)
}

// props joins properties.
func props(list ...[]byte) []byte {
	var all []byte
	for _, p := range list {
		all = append(all, p...)
	}
	return all
}

func le16(n int) []byte { return binary.LittleEndian.AppendUint16(nil, uint16(n)) }
func le32(n int) []byte { return binary.LittleEndian.AppendUint32(nil, uint32(n)) }

// say is a paragraph of plain text.
func say(text string) line { return line{chars: []chars{{text + "\r", nil}}} }

// cellOf is the paragraph of a cell, which ends it.
func cellOf(text string) line {
	return line{props: prop(paraInTable, 1), chars: []chars{{text + "\a", nil}}}
}

// rowEnd is the paragraph at the end of a row with cells between edges.
func rowEnd(more []byte, flags []int, edges ...int) line {
	list := props(prop(paraInTable, 1), prop(paraRowEnd, 1), define(flags, edges...), more)
	return line{props: list, chars: []chars{{"\a", nil}}}
}

// define writes the edges and the flags of the cells of a row.
func define(flags []int, edges ...int) []byte {
	n := len(edges) - 1
	value := []byte{byte(n)}
	for _, e := range edges {
		value = append(value, le16(e)...)
	}
	for i := range n {
		cell := make([]byte, 20)
		if i < len(flags) {
			binary.LittleEndian.PutUint16(cell, uint16(flags[i]))
		}
		value = append(value, cell...)
	}
	return append(append([]byte{byte(rowCells & 0xFF), byte(rowCells >> 8)}, le16(len(value)+1)...), value...)
}

const textAt = 0x800

// file writes the streams.
func (d *builder) file() *file {
	f := &file{budget: block.NewBudget(context.Background(), block.Limits{})}
	encode := d.packed
	if encode == nil {
		encode = func(s string) []byte {
			var b []byte
			for _, u := range utf16.Encode([]rune(s)) {
				b = append(b, le16(int(u))...)
			}
			return b
		}
	}
	width := 2
	if d.packed != nil {
		width = 1
	}
	main := make([]byte, textAt)
	var charPages, paraPages pageWriter
	for _, l := range d.lines {
		from := len(main)
		for _, c := range l.chars {
			at := len(main)
			main = append(main, encode(c.text)...)
			charPages.add(at, len(main), c.props)
		}
		paraPages.add(from, len(main), append(le16(l.style), l.props...))
	}
	end := len(main)
	if d.parts == nil {
		d.parts = map[int][]byte{}
	}
	main, d.parts[charPagesPart] = charPages.write(main, false)
	main, d.parts[paraPagesPart] = paraPages.write(main, true)
	n := (end - textAt) / width
	if d.lengths == [stories]int{} {
		d.lengths[bodyStory] = n
	}
	if !d.simple {
		d.parts[piecePart] = onePieceTable(n, width, 0)
	}
	if d.pieces != nil {
		d.parts[piecePart] = d.pieces(d)
	}
	copy(main, props(le16(magic8), le16(version8)))
	copy(main[langAt:], le16(0x0804))
	copy(main[flagsAt:], le16(d.flags))
	copy(main[farEastLangAt:], le16(0x0804))
	copy(main[firstAt:], props(le32(textAt), le32(end)))
	for i, n := range d.lengths {
		copy(main[lengthsAt+4*i:], le32(n))
	}
	table := []byte{0}
	for i := range 128 {
		part := d.parts[i]
		if len(part) == 0 {
			continue
		}
		copy(main[partsAt+8*i:], props(le32(len(table)), le32(len(part))))
		table = append(append(table, part...), d.after[i]...)
	}
	f.main, f.table, f.data = main, table, d.data
	return f
}

// read reads the document that was built.
func (d *builder) read() (*block.Document, error) {
	f := d.file()
	if err := f.readHead(); err != nil {
		return nil, err
	}
	return f.read(nil)
}

// onePieceTable is a table of one piece that has all characters.
func onePieceTable(n, width, said int) []byte {
	at := textAt
	if width == 1 {
		at = 2*textAt | 1<<30
	}
	return pieceTable(nil, []int{0, n}, []int{at}, []int{said})
}

// pieceTable writes a table of pieces, with the lists of properties that they share in front.
func pieceTable(shared [][]byte, ends, at, said []int) []byte {
	var clx []byte
	for _, list := range shared {
		clx = append(append(append(clx, 1), le16(len(list))...), list...)
	}
	var plc []byte
	for _, e := range ends {
		plc = append(plc, le32(e)...)
	}
	for i := range at {
		plc = append(plc, props(le16(0), le32(at[i]), le16(said[i]))...)
	}
	return append(append(append(clx, 2), le32(len(plc))...), plc...)
}

// pageWriter writes pages of properties, one for each run: simple, and right.
type pageWriter struct {
	from, to []int
	props    [][]byte
}

func (w *pageWriter) add(from, to int, props []byte) {
	w.from, w.to, w.props = append(w.from, from), append(w.to, to), append(w.props, props)
}

// write appends the pages to the main stream, and returns the table of them.
func (w *pageWriter) write(main []byte, ofParas bool) (grown, table []byte) {
	for len(main)%pageSize != 0 {
		main = append(main, 0)
	}
	first := len(main) / pageSize
	for i := range w.from {
		page := make([]byte, pageSize)
		copy(page, props(le32(w.from[i]), le32(w.to[i])))
		at := (pageSize - 2 - len(w.props[i])) &^ 1
		page[8] = byte(at / 2)
		switch list := w.props[i]; {
		case !ofParas:
			page[at] = byte(len(list))
			copy(page[at+1:], list)
			if len(list) == 0 {
				page[8] = 0
			}
		case len(list)%2 == 1: // the length counts words, and itself as a byte
			page[at] = byte((len(list) + 1) / 2)
			copy(page[at+1:], list)
		default:
			at -= 2
			page[8] = byte(at / 2)
			page[at+1] = byte(len(list) / 2)
			copy(page[at+2:], list)
		}
		page[pageSize-1] = 1
		main = append(main, page...)
	}
	for _, from := range w.from {
		table = append(table, le32(from)...)
	}
	table = append(table, le32(w.to[len(w.to)-1])...)
	for i := range w.from {
		table = append(table, le32(first+i)...)
	}
	return main, table
}

// styleOf writes a style of paragraphs with its base.
func styleSheet(styles ...[]byte) []byte {
	const head, baseLength = 18, 10
	sheet := append(le16(head), props(le16(len(styles)), le16(baseLength), make([]byte, head-4))...)
	for _, s := range styles {
		sheet = append(append(sheet, le16(len(s))...), s...)
	}
	return sheet
}

// paraStyleOf writes a style: the number of a built-in one, its base, its name, properties of paragraphs and of characters.
func paraStyleOf(builtIn, base int, name string, paras, chars []byte) []byte {
	s := props(le16(builtIn), le16(1|base<<4), le16(2), le16(0), le16(0))
	units := utf16.Encode([]rune(name))
	s = append(s, le16(len(units))...)
	for _, u := range append(units, 0) {
		s = append(s, le16(int(u))...)
	}
	for _, list := range [][]byte{append(le16(0), paras...), chars} {
		s = append(append(s, le16(len(list))...), list...)
		if len(list)%2 == 1 {
			s = append(s, 0)
		}
	}
	return s
}
