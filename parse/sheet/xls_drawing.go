package sheet

import "duban/parse/block"

// Kinds of objects above the cells: [MS-XLS] 2.5.143.
const (
	objectBox     = 0x02
	objectOval    = 0x03
	objectChart   = 0x05
	objectText    = 0x06
	objectPicture = 0x08
	objectDrawing = 0x1E
)

// drawn reads the records of what floats above the cells: where it stands, what it is, and its text.
func (r *xlsReader) drawn(rec record) {
	const mostThings = 2000 // of a sheet
	if len(r.page.things) > mostThings {
		return
	}
	switch rec.kind {
	case recDrawing:
		r.findAnchor(rec)
	case recObj:
		r.object = rec.u16(4)
		t := r.anchor
		if !r.unicode {
			t.col, t.row = rec.u16(10), rec.u16(14)
		}
		switch r.object {
		case objectChart:
			t.what = block.Chart
		case objectPicture:
			t.what = block.Picture
			if isLinked(rec) {
				t.what = block.Embedded
			}
		default:
			return
		}
		r.page.things = append(r.page.things, t)
	case recTxO:
		r.shapeText(rec)
	}
}

// findAnchor looks for the last place that a part of a drawing gives: [MS-XLS] 2.5.193. Containers hold what follows them.
func (r *xlsReader) findAnchor(rec record) {
	const head, anchor, container = 8, 0xF010, 0xF
	for at := 0; at+head <= len(rec.data); {
		size := rec.u32(at + 4)
		if rec.u16(at+2) == anchor {
			r.anchor = thing{col: rec.u16(at + head + 2), row: rec.u16(at + head + 6)}
		}
		at += head
		if rec.u16(at-head)&0xF != container {
			at += size
		}
	}
}

// isLinked reports a picture that stands for an object of another program: it has a record of its formula.
func isLinked(rec record) bool {
	const formula = 0x09
	for at := 0; at+4 <= len(rec.data); at += 4 + rec.u16(at+2) {
		if rec.u16(at) == formula {
			return true
		}
	}
	return false
}

// shapeText reads the text of a shape. That of a comment or of a control does not show, or is no text of the sheet.
func (r *xlsReader) shapeText(rec record) {
	more := r.continued()
	switch r.object {
	case objectBox, objectOval, objectText, objectDrawing:
	default:
		return
	}
	p := newPieces(nil, more)
	if text := tidy(fromUnits(p.chars(rec.u16(10), false))); text != "" {
		t := r.anchor
		t.text = text
		r.page.things = append(r.page.things, t)
	}
}
