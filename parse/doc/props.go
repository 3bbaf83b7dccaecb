package doc

// toggle is a property that is on, off, or left to the style to say.
type toggle int8

const (
	silent toggle = iota
	on
	off
	against // the opposite of what the style says
)

// or returns the toggle, or what the style says where that decides.
func (t toggle) or(style toggle) toggle {
	switch {
	case t == silent:
		return style
	case t == against && style == on:
		return off
	case t == against:
		return on
	}
	return t
}

func readToggle(value byte) toggle {
	switch value {
	case 0:
		return off
	case 0x80:
		return silent
	case 0x81:
		return against
	}
	return on
}

const unset = -1

// charProps are the properties of characters.
type charProps struct {
	style   int // of characters; unset where there is none
	deleted bool
	hidden  toggle
	raised  toggle // superscript
	struck  bool   // through
	special bool   // what stands for a thing that is no character does so
	form    bool   // what looks like a picture is the data of a field of a form
	font    int    // unset where only the style says
	symbol  rune   // what shows instead of a special character; 0 where there is none
	picture int    // where it is in the data stream; unset where it is not
}

func (p *charProps) take(s sprm, value []byte) {
	const superscript = 1
	switch s {
	case charDeleted:
		p.deleted = value[0] != 0
	case charHidden:
		p.hidden = readToggle(value[0])
	case charRaised:
		if p.raised = off; value[0] == superscript {
			p.raised = on
		}
	case charStrike, charStrike2:
		p.struck = value[0] == 1
	case charSpecial:
		p.special = value[0] != 0
	case charForm:
		p.form = value[0] != 0
	case charStyle:
		p.style = int(u16(value, 0))
	case charFont:
		p.font = int(u16(value, 0))
	case charSymbol:
		p.font, p.symbol, p.special = int(u16(value, 0)), rune(u16(value, 2)), true
	case charPicture:
		p.picture, p.special = int(i32(value, 0)), true
	case charPlain:
		*p = charProps{style: p.style, deleted: p.deleted, font: unset, special: p.special, picture: p.picture}
	}
}

// numRef is what is said of the list of a paragraph: its place among those in use, from 1, and the level from 0; unset where
// nothing is.
type numRef struct{ num, level int }

// paraProps are the properties of a paragraph.
type paraProps struct {
	style     int
	num       numRef
	outline   int  // 0 to 8, bodyOutline, or unset
	depth     int  // of tables that it stands in
	rowEnd    bool // it stands for the end of a row
	cellEnd   bool // it is the last of a cell of a nested table
	initial   bool // it is a large initial of the next
	inTable   bool
	elsewhere bool     // the list of properties in the data stream was read
	numbered  bool     // by the means of Word 95
	row       [][]byte // lists in which properties of a row may stand
}

const bodyOutline = 9

// noList are the values that stand for no list.
const noList = 0xF801

func (f *file) take(p *paraProps, s sprm, value []byte) {
	switch s {
	case paraStyle:
		p.style = int(u16(value, 0))
	case paraLevel:
		p.num.level = int(value[0])
	case paraList:
		if p.num.num = int(u16(value, 0)); p.num.num >= noList {
			p.num.num = 0
		}
	case paraOutline:
		p.outline = int(value[0])
	case paraInTable:
		p.inTable = value[0] != 0
	case paraDepth:
		p.depth = int(i32(value, 0))
	case paraDeeper:
		p.depth += int(i32(value, 0))
	case paraRowEnd, paraInnerRow:
		p.rowEnd = p.rowEnd || value[0] != 0
	case paraInnerCell:
		p.cellEnd = value[0] != 0
	case paraInitial:
		const kind = 7 // bits
		p.initial = value[0]&kind != 0
	case paraElsewhere, paraElseOld:
		if !p.elsewhere {
			p.elsewhere = true
			list := f.dataList(value)
			p.row = append(p.row, list)
			f.each(list, func(s sprm, value []byte) { f.take(p, s, value) })
		}
	case paraOldNumber:
		const formats = 5 // others are bullets
		p.numbered = f.old && u8(value, 0) < formats
	case paraTable:
		p.row = append(p.row, f.dataList(value))
	}
}

// dataList returns a list of properties in the data stream (MS-DOC 2.9.210, PrcData).
func (f *file) dataList(place []byte) []byte {
	at := int(i32(place, 0))
	list := cut(f.data, at+2, int(u16(f.data, at)))
	f.charge(len(list))
	return list
}
