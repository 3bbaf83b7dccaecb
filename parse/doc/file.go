package doc

import (
	"encoding/binary"
	"errors"

	"duban/parse/block"
	"duban/parse/compound"
)

// file are the streams of a document, and what the head of the first says of them (MS-DOC 2.5, the FIB).
type file struct {
	budget *block.Budget
	main   []byte // WordDocument: the head, the text, the pages of properties
	table  []byte // 0Table or 1Table: where what is in the main stream, styles, lists
	data   []byte // Data: pictures, and properties that are too long for a page

	equations map[string]bool // the storages of embedded objects that are equations

	version int
	old     bool // Word 6 or 95
	flags   int
	lang    int // of the program that wrote it
	first   int // where the text begins and ends in the main stream, where nothing else says so
	end     int
	lengths [stories]int // of the texts, in characters

	err error // that ends the reading
}

// charge accounts for what the document makes us read or write more often than it has it: lists of properties that many pieces or
// paragraphs share, numbers of lists, whose form it gives once, and nested tables, which are text of each cell around them.
func (f *file) charge(n int) {
	if err := f.budget.Unpack("", int64(n)); err != nil && f.err == nil {
		f.err = err
	}
}

// The texts of a document, in their order. Each begins where the one before ends.
const (
	bodyStory = iota
	footnoteStory
	headerStory
	macroStory
	commentStory
	endnoteStory
	boxStory
	headerBoxStory
	stories
)

// Of the flags.
const (
	isEncrypted = 0x0100
	inTable1    = 0x0200 // the tables are in 1Table
	isWide      = 0x1000 // text without a table of pieces has two bytes a character
	isFarEast   = 0x4000
)

// Places in the head. The table of parts has 8 bytes for each: where it begins in the table stream, and how long it is.
const (
	magicAt, magic8 = 0x00, 0xA5EC
	versionAt       = 0x02
	langAt          = 0x06
	flagsAt         = 0x0A
	firstAt, endAt  = 0x18, 0x1C
	farEastLangAt   = 0x3C
	lengthsAt       = 0x4C
	partsAt         = 0x9A
	version8        = 0xC1  // Word 97; less is Word 95 and older
	headLength      = 0x100 // at least
	stylePart       = 1
	footnoteMarks   = 2
	footnoteTexts   = 3
	sectionPart     = 6
	charPagesPart   = 12
	paraPagesPart   = 13
	fontPart        = 15
	piecePart       = 33
	shapePart       = 40
	endnoteMarks    = 46
	endnoteTexts    = 47
	drawingPart     = 50
	textBoxPart     = 56
	listPart        = 73
	listInUsePart   = 74
)

// open takes the streams out of a compound file and reads the head.
func open(b *block.Budget, data []byte) (f *file, troubles []error, err error) {
	c, err := compound.Open(b, data)
	if err != nil {
		return nil, nil, err
	}
	f = &file{budget: b, equations: c.Holders("Equation Native")}
	stream := func(name string) []byte {
		s, err := c.Stream(name)
		if err != nil {
			troubles = append(troubles, err)
		}
		if err != nil && !errors.Is(err, block.ErrDamaged) && f.err == nil {
			f.err = err
		}
		return s
	}
	f.main = stream("WordDocument")
	if f.err != nil {
		return nil, nil, f.err
	}
	if err := f.readHead(); err != nil {
		return nil, nil, err
	}
	names := []string{"0Table", "1Table"}
	if f.flags&inTable1 != 0 {
		names[0], names[1] = names[1], names[0]
	}
	if !c.Has(names[0]) {
		names[0] = names[1]
	}
	f.table, f.data = f.main, f.main
	if !f.old {
		f.table, f.data = stream(names[0]), stream("Data")
	}
	return f, troubles, f.err
}

func (f *file) readHead() error {
	if len(f.main) < headLength {
		return block.Damaged("WordDocument", "%d bytes, less than the head of a document", len(f.main))
	}
	f.version, f.flags = f.u16(versionAt), f.u16(flagsAt)
	switch {
	case f.flags&isEncrypted != 0:
		return block.Unsupported("an encrypted Word document", "open it with its password and save it without one")
	case f.version < version6 && f.version > 0:
		return block.Unsupported("a document of Word 2 or older", block.SaveAsDOCX)
	case f.u16(magicAt) != magic8 && (f.version >= version8 || f.version == 0):
		return block.Damaged("WordDocument", "it does not begin as a document does")
	}
	f.old = f.version < version8
	f.lang = f.u16(langAt)
	if f.flags&isFarEast != 0 && !f.old {
		f.lang = f.u16(farEastLangAt)
	}
	f.first, f.end = f.i32(firstAt), f.i32(endAt)
	at := lengthsAt
	if f.old {
		at = oldLengthsAt
	}
	for i := range f.lengths {
		f.lengths[i] = max(f.i32(at+4*i), 0)
	}
	return nil
}

func (f *file) u16(at int) int { return int(u16(f.main, at)) }
func (f *file) i32(at int) int { return int(i32(f.main, at)) }

// partAt returns where in the head the place of a part is; negative where there is none.
func (f *file) partAt(part int) int {
	if f.old {
		return oldPartAt(part)
	}
	return partsAt + 8*part
}

// part returns one of the tables that the head points to; as much of it as there is.
func (f *file) part(i int) []byte {
	from := f.partFrom(i)
	length := f.i32(f.partAt(i) + 4)
	return from[:max(min(length, len(from)), 0)]
}

// partFrom returns a table with all that follows.
func (f *file) partFrom(i int) []byte {
	at, length := f.i32(f.partAt(i)), f.i32(f.partAt(i)+4)
	if f.partAt(i) < 0 || at < 0 || at > len(f.table) || length <= 0 {
		return nil
	}
	return f.table[at:]
}

// Numbers are little-endian; what stands outside of the bytes is 0.

func u16(b []byte, at int) uint16 {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return binary.LittleEndian.Uint16(b[at:])
}

func i32(b []byte, at int) int32 {
	if at < 0 || at+4 > len(b) {
		return 0
	}
	return int32(binary.LittleEndian.Uint32(b[at:]))
}

func u8(b []byte, at int) int {
	if at < 0 || at >= len(b) {
		return 0
	}
	return int(b[at])
}

// cut returns as much of n bytes from at as there is.
func cut(b []byte, at, n int) []byte {
	if at < 0 || at >= len(b) || n <= 0 {
		return nil
	}
	return b[at:min(at+n, len(b))]
}

// plc is a table of places in a text, each with data of one size behind them all (MS-DOC 2.2.2).
type plc struct {
	places []byte
	data   []byte
	size   int
	n      int
}

func readPLC(b []byte, size int) plc {
	n := (len(b) - 4) / (4 + size)
	if n <= 0 {
		return plc{}
	}
	return plc{b[:4*(n+1)], b[4*(n+1):], size, n}
}

// at returns place i, from 0 to n.
func (p plc) at(i int) int { return int(i32(p.places, 4*i)) }

// of returns the data of place i.
func (p plc) of(i int) []byte { return cut(p.data, i*p.size, p.size) }
