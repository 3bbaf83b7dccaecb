package doc

// sprm names a property in the lists of those that differ from a style (MS-DOC 2.6): bits 13 to 15 tell how long its value is.
type sprm uint16

// Properties of characters.
const (
	charDeleted sprm = 0x0800
	charPicture sprm = 0x6A03
	charForm    sprm = 0x0806 // what looks like a picture is the data of a field of a form
	charSymbol  sprm = 0x6A09
	charStrike  sprm = 0x0837
	charStrike2 sprm = 0x2A53
	charHidden  sprm = 0x083C
	charRaised  sprm = 0x2A48
	charStyle   sprm = 0x4A30
	charFont    sprm = 0x4A4F
	charSpecial sprm = 0x0855
	charPlain   sprm = 0x2A33
	charOLE     sprm = 0x080A
)

// Properties of paragraphs.
const (
	paraStyle     sprm = 0x4600
	paraLevel     sprm = 0x260A
	paraList      sprm = 0x460B
	paraInTable   sprm = 0x2416
	paraRowEnd    sprm = 0x2417
	paraInitial   sprm = 0x442C
	paraOutline   sprm = 0x2640
	paraElsewhere sprm = 0x6646 // the properties stand in the data stream
	paraElseOld   sprm = 0x6645
	paraDepth     sprm = 0x6649
	paraDeeper    sprm = 0x664A
	paraInnerCell sprm = 0x244B
	paraInnerRow  sprm = 0x244C
	paraOldNumber sprm = 0xC63E // of Word 95
	paraTable     sprm = 0x646B // the properties of the row stand in the data stream
)

// Properties of rows.
const (
	rowLeft      sprm = 0x9601
	rowGap       sprm = 0x9602
	rowHeader    sprm = 0x3404
	rowCells     sprm = 0xD608
	rowCellsOld  sprm = 0xD606
	rowInsert    sprm = 0x7621
	rowDelete    sprm = 0x5622
	rowWidth     sprm = 0x7623
	rowMerge     sprm = 0x5624
	rowSplit     sprm = 0x5625
	rowVertMerge sprm = 0xD62B
	paraTabs     sprm = 0xC615
)

// each calls take for each property of a list, with its value. It ends where the list is broken.
func (f *file) each(list []byte, take func(s sprm, value []byte)) {
	if f.old {
		eachOldSprm(list, take)
	} else {
		eachSprm(list, take)
	}
}

func eachSprm(list []byte, take func(s sprm, value []byte)) {
	for len(list) >= 2 {
		s := sprm(u16(list, 0))
		list = list[2:]
		head, length := operand(s, list)
		if head+length > len(list) {
			if s == rowCells { // the length of long ones is one less in some programs
				take(s, list[min(head, len(list)):])
			}
			return
		}
		take(s, list[head:head+length])
		list = list[head+length:]
	}
}

// operand returns how many bytes tell the length of a value, and that length.
func operand(s sprm, list []byte) (head, length int) {
	switch s >> 13 {
	case 0, 1:
		return 0, 1
	case 2, 4, 5:
		return 0, 2
	case 3:
		return 0, 4
	case 7:
		return 0, 3
	}
	switch {
	case s == rowCells || s == rowCellsOld:
		return 2, max(int(u16(list, 0))-1, 0)
	case s == paraTabs && u8(list, 0) == 0xFF:
		deleted := u8(list, 1)
		added := u8(list, 2+4*deleted)
		return 1, 2 + 4*deleted + 3*added
	}
	return 1, u8(list, 0)
}

// shortProps are the properties that a piece can have in one byte with the value in another (MS-DOC 2.9.205, Prm0).
var shortProps = map[uint16]sprm{
	0x0C: paraLevel, 0x18: paraInTable, 0x19: paraRowEnd, 0x41: charDeleted, 0x47: charForm, 0x4B: charOLE, 0x53: charPlain,
	0x57: charStrike, 0x5C: charHidden, 0x68: charRaised, 0x73: charStrike2, 0x75: charSpecial, 0x78: paraOutline,
}

// pieceProps returns what is said of a piece: one property, or a list that pieces share.
func (f *file) pieceProps(said uint16, shared [][]byte) []byte {
	const isShared, nameBits = 1, 0x7F
	if said&isShared != 0 {
		if i := int(said >> 1); i < len(shared) {
			return shared[i]
		}
		return nil
	}
	if f.old {
		return []byte{byte(said >> 1 & nameBits), byte(said >> 8)}
	}
	s, ok := shortProps[said>>1&nameBits]
	if !ok {
		return nil
	}
	return []byte{byte(s), byte(s >> 8), byte(said >> 8)}
}
