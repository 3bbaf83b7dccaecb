package doc

import (
	"slices"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"

	"duban/internal/message"
	"duban/parse/block"
	"duban/parse/charset"
)

// text are the characters of all texts of a document, one behind the other, in UTF-16. What stands for nothing is 0.
type text struct {
	units  []uint16
	pieces []piece
	lost   int // characters that point outside of the file
}

// piece is a run of characters that stand side by side in the main stream.
type piece struct {
	from, to int    // among the characters
	at       int    // in the main stream
	wide     bool   // two bytes a character
	props    []byte // what is said of all its characters and paragraphs
}

// width returns the bytes of a character.
func (p piece) width() int {
	if p.wide {
		return 2
	}
	return 1
}

// readText puts the text together. Where there is no table of pieces, it stands in one.
func (f *file) readText() (*text, error) {
	t := &text{}
	table := f.part(piecePart)
	if len(table) == 0 {
		t.pieces = f.onePiece()
	} else if err := f.readPieces(t, table); err != nil {
		return nil, err
	}
	if len(t.pieces) == 0 {
		return nil, block.Damaged("", "neither a table of the pieces of its text nor a place where that begins")
	}
	n := t.pieces[len(t.pieces)-1].to
	if n > 2*len(f.main) { // pieces may share what they show, but not so much
		return nil, block.Damaged("", "pieces of %d characters in a stream of %d bytes", n, len(f.main))
	}
	t.units = make([]uint16, n)
	var page encoding.Encoding = charmap.Windows1252
	switch {
	case f.old:
		page = f.codePage()
	case f.isGBK(t.pieces):
		page = simplifiedchinese.GBK
	}
	for _, p := range t.pieces {
		if err := f.budget.Live(); err != nil {
			return nil, err
		}
		t.lost += p.to - p.from - f.decode(t.units[p.from:p.to], p, page)
	}
	return t, nil
}

func (f *file) onePiece() []piece {
	p := piece{at: f.first, wide: f.flags&isWide != 0}
	p.to = (min(f.end, len(f.main)) - f.first) / p.width()
	if f.first < 0 || p.to <= 0 {
		return nil
	}
	return []piece{p}
}

// readPieces reads the table of pieces, and in front of it the properties that pieces share (MS-DOC 2.9.38, Clx).
func (f *file) readPieces(t *text, clx []byte) error {
	const propsMark, tableMark = 1, 2
	var shared [][]byte
	for len(clx) > 0 && clx[0] == propsMark {
		n := int(u16(clx, 1))
		shared = append(shared, cut(clx, 3, n))
		clx = clx[min(3+n, len(clx)):]
	}
	if len(clx) < 5 || clx[0] != tableMark {
		return block.Damaged("", "its table of pieces is broken")
	}
	const size, packed = 8, 1 << 30
	list := readPLC(cut(clx, 5, int(i32(clx, 1))), size)
	for i := range list.n {
		p := piece{from: list.at(i), to: list.at(i + 1)}
		if p.from < 0 || p.to < p.from || len(t.pieces) == 0 && p.from != 0 {
			return block.Damaged("", "its table of pieces is out of order at piece %d", i+1)
		}
		at := int(i32(list.of(i), 2))
		p.wide = at&packed == 0
		if p.at = at &^ packed; !p.wide {
			p.at /= 2
		}
		if f.old {
			p.at, p.wide = at, f.flags&isWide != 0
		}
		p.props = f.pieceProps(u16(list.of(i), 6), shared)
		t.pieces = append(t.pieces, p)
	}
	return nil
}

// decode writes the characters of a piece, and returns how many there are.
func (f *file) decode(units []uint16, p piece, page encoding.Encoding) int {
	raw := cut(f.main, p.at, len(units)*p.width())
	if !p.wide {
		if single, ok := page.(*charmap.Charmap); ok {
			decodeSingle(units, raw, single)
		} else {
			decodeDouble(units, raw, page)
		}
		return len(raw)
	}
	for i := range len(raw) / 2 {
		units[i] = u16(raw, 2*i)
	}
	return len(raw) / 2
}

func decodeSingle(units []uint16, raw []byte, page *charmap.Charmap) {
	for i, c := range raw {
		if units[i] = uint16(c); c >= 0x80 {
			units[i] = uint16(page.DecodeByte(c))
		}
	}
}

// decodeDouble writes the character of two bytes in the place of the first; that of the second stands for nothing.
func decodeDouble(units []uint16, raw []byte, page encoding.Encoding) {
	d := page.NewDecoder()
	for i := 0; i < len(raw); i++ {
		if units[i] = uint16(raw[i]); raw[i] < 0x80 {
			continue
		}
		if char, ok := decodeOne(d, raw[i:i+1]); ok { // as half-width Katakana are
			units[i] = char
			continue
		}
		units[i] = utf8.RuneError
		if i+1 == len(raw) {
			return
		}
		if char, ok := decodeOne(d, raw[i:i+2]); ok {
			units[i] = char
			i++
		}
	}
}

// decodeOne returns the character that bytes stand for, if it is one.
func decodeOne(d *encoding.Decoder, b []byte) (uint16, bool) {
	decoded, err := d.Bytes(b)
	char, size := utf8.DecodeRune(decoded)
	isOne := err == nil && size == len(decoded) && char != utf8.RuneError
	return uint16(char), isOne && char <= 0xFFFF
}

// isGBK reports whether what has one byte a character is GBK, as old Chinese programs wrote it, and not what it should be: no
// piece has two bytes a character, the program was Chinese, and nearly all bytes beyond ASCII are pairs of the most usual
// Chinese characters.
func (f *file) isGBK(pieces []piece) bool {
	const chinese = 0x04
	if f.lang&0xFF != chinese || slices.ContainsFunc(pieces, func(p piece) bool { return p.wide }) {
		return false
	}
	paired, all := 0, 0
	for _, p := range pieces {
		raw := cut(f.main, p.at, p.to-p.from)
		for i := 0; i < len(raw); i++ {
			if raw[i] < 0x80 {
				continue
			}
			all++
			if i+1 < len(raw) && isUsual(raw[i], raw[i+1]) {
				i++
				all++
				paired += 2
			}
		}
	}
	return 10*paired > 8*all
}

// isUsual reports two bytes of GB2312: a character, a mark or a letter of full width.
func isUsual(lead, trail byte) bool {
	character := 0xB0 <= lead && lead <= 0xF7
	mark := 0xA1 <= lead && lead <= 0xA3
	return (character || mark) && 0xA1 <= trail && trail != 0xFF
}

// unify replaces characters by the ideographs that they look like, and returns a sentence that says so, if any was.
func (t *text) unify() message.Text {
	var alike []uint16
	isAlike := func(u uint16) bool { return 0x2E80 <= u && u <= 0x2FDF || 0xF900 <= u && u <= 0xFAFF }
	for _, u := range t.units {
		if isAlike(u) {
			alike = append(alike, u)
		}
	}
	unified, says := charset.WithIdeographs(string(utf16.Decode(alike)))
	if says.IsZero() {
		return message.Text{}
	}
	i, like := 0, []rune(unified)
	for at, u := range t.units {
		if !isAlike(u) {
			continue
		}
		if like[i] <= 0xFFFF {
			t.units[at] = uint16(like[i])
		}
		i++
	}
	return says
}
