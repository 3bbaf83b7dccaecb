package sheet

import (
	"math"

	"duban/parse/block"
)

// readSheets reads the sheets in their order.
func (r *xlsReader) readSheets() error {
	seen := map[int]bool{}
	for _, sh := range r.sheets {
		switch {
		case sh.kind != sheetOfCells && sh.kind != sheetOfChart: // of macros
			continue
		case sh.hidden:
			r.hidden = append(r.hidden, sh.name)
			continue
		}
		p := r.start(sh.name)
		r.book.pages = append(r.book.pages, p)
		if sh.kind == sheetOfChart {
			p.things = append(p.things, thing{what: block.Chart})
			continue
		}
		if seen[sh.at] {
			p.damage = block.Damaged(sh.name, "the sheet stands where another does")
			continue
		}
		seen[sh.at] = true
		if err := r.sheet(sh); err != nil {
			return err
		}
	}
	return nil
}

// sheet reads the stream of a sheet.
func (r *xlsReader) sheet(sh xlsSheet) error {
	r.pos, r.broken = sh.at, false
	if first, ok := r.next(); !ok || first.kind != recBOF || first.u16(2) == streamGlobals {
		r.page.damage = block.Damaged(sh.name, "there is no sheet where the workbook says")
		return nil
	}
	r.waiting, r.anchor, r.object = false, thing{}, 0
	for depth := 1; depth > 0; {
		rec, ok := r.next()
		if !ok {
			r.page.damage = block.Damaged(sh.name, "the sheet breaks off")
			return nil
		}
		if err := r.book.budget.Unpack(sh.name, int64(len(rec.data))+4); err != nil {
			return err
		}
		switch rec.kind {
		case recBOF: // of a chart in the sheet
			depth++
		case recEOF:
			depth--
		default:
			if depth > 1 {
				continue
			}
			if err := r.record(rec); err != nil {
				return err
			}
		}
	}
	return nil
}

// record reads one of the records of a sheet.
func (r *xlsReader) record(rec record) error {
	p := r.page
	switch rec.kind {
	case recRow:
		const zero, height = 0x20, 0x7FFF
		if rec.u16(12)&zero != 0 || rec.u16(6)&height == 0 {
			p.hiddenRows = addSpan(p.hiddenRows, rec.u16(0))
		}
	case recColInfo:
		if rec.u16(8)&1 != 0 || rec.u16(4) == 0 {
			p.hiddenCols = append(p.hiddenCols, span{rec.u16(0), rec.u16(2)})
		}
	case recMergeCells:
		for i := range min(rec.u16(0), (len(rec.data)-2)/8) {
			at := 2 + 8*i
			top, bottom, left, right := rec.u16(at), rec.u16(at+2), rec.u16(at+4), rec.u16(at+6)
			p.merges = append(p.merges, area{min(top, bottom), min(left, right), max(top, bottom), max(left, right)})
		}
	case recWindow2:
		const zeros = 0x10
		p.zeroless = rec.u16(0)&zeros == 0
	case recNote:
		p.comments++
	case recDrawing, recObj, recTxO:
		r.drawn(rec)
	case recMulRk, recMulBlank:
		return r.several(rec)
	default:
		return r.one(rec)
	}
	return nil
}

// several reads a record with cells side by side.
func (r *xlsReader) several(rec record) error {
	size := 6
	if rec.kind == recMulBlank {
		size = 2
	}
	row, col := rec.u16(0), rec.u16(2)
	for at := 4; at+size <= len(rec.data)-2; at += size {
		c := cell{col: col, ruled: r.style(rec.u16(at)).ruled}
		if rec.kind == recMulRk {
			r.number(&c, rec.u16(at), rkNumber(rec.u32(at+2)))
		}
		if err := r.add(row, c); err != nil {
			return err
		}
		col++
	}
	return nil
}

func (r *xlsReader) style(xf int) cellStyle {
	if xf < len(r.looks) {
		return r.looks[xf]
	}
	return cellStyle{}
}

func (r *xlsReader) number(c *cell, xf int, v float64) {
	c.text, c.zero = r.of(r.style(xf).format).ofNumber(v, r.from1904), v == 0
}

// rkNumber returns a number in its short form: a whole one or the upper half of a float, maybe a hundred times as large.
func rkNumber(rk int) float64 {
	const hundredfold, whole = 1, 2
	var v float64
	if rk&whole != 0 {
		v = float64(int32(uint32(rk)) >> 2)
	} else {
		v = math.Float64frombits(uint64(rk&^3) << 32)
	}
	if rk&hundredfold != 0 {
		v /= 100
	}
	return v
}

// one reads a record of one cell, or the text that a formula gives.
func (r *xlsReader) one(rec record) error {
	row, col, xf := rec.u16(0), rec.u16(2), rec.u16(4)
	c := cell{col: col, ruled: r.style(xf).ruled}
	f := r.of(r.style(xf).format)
	var text rich
	switch rec.kind {
	case recString:
		return r.formulaText(rec)
	case recBlank:
	case recNumber:
		r.number(&c, xf, math.Float64frombits(rec.u64(6)))
	case recRK:
		r.number(&c, xf, rkNumber(rec.u32(6)))
	case recBoolErr:
		c.text = resultText(rec.u8(6), rec.u8(7) != 0)
	case recLabelSST:
		n := rec.u32(6)
		if n >= len(r.strings) {
			r.trouble(r.page.place(row, col), "the cell refers to a text that the workbook does not have; it was left out")
			break
		}
		text = r.strings[n]
		c.text = f.ofText(text.text)
	case recLabel, recRString:
		text = r.label(rec)
		c.text = f.ofText(text.text)
	case recFormula:
		return r.formula(rec, row, c, xf)
	default:
		return nil
	}
	if text.struck {
		r.trouble(r.page.place(row, col), "text that is struck through was read as text")
	}
	return r.add(row, c)
}

func resultText(value int, isError bool) string {
	if isError {
		return errorText(byte(value))
	}
	return boolText(value != 0)
}

// label reads a text that stands in its cell.
func (r *xlsReader) label(rec record) rich {
	p := newPieces(rec.from(6), r.continued())
	if r.unicode {
		units, runs := p.text()
		if rec.kind == recRString && len(runs) == 0 {
			for range p.u16() {
				start := p.u16()
				runs = append(runs, run{start, p.u16()})
				if p.ended {
					break
				}
			}
		}
		return r.richText(units, runs)
	}
	text := rec.from(8)
	text = text[:min(rec.u16(6), len(text))]
	var w richWriter
	var look fontLook
	at := 0
	if runs := rec.from(8 + len(text)); rec.kind == recRString && len(runs) > 0 {
		for i := 1; i+1 < len(runs); i += 2 {
			start := int(runs[i])
			if start < at || start > len(text) {
				continue
			}
			w.add(r.fromPage(text[at:start]), look.raised, look.struck)
			at, look = start, fontLook{}
			if font := int(runs[i+1]); font < len(r.fonts) {
				look = r.fonts[font]
			}
		}
	}
	w.add(r.fromPage(text[at:]), look.raised, look.struck)
	return w.rich()
}

// formula reads a formula by its stored result; a text comes in a record of its own.
func (r *xlsReader) formula(rec record, row int, c cell, xf int) error {
	const text, truth, failure, empty = 0, 1, 2, 3
	r.waiting = false
	if rec.u16(12) != 0xFFFF {
		r.number(&c, xf, math.Float64frombits(rec.u64(6)))
		return r.add(row, c)
	}
	switch rec.u8(6) {
	case text:
		r.last, r.lastRow, r.lastXF, r.waiting = c, row, xf, true
		return nil
	case truth:
		c.text = resultText(rec.u8(8), false)
	case failure:
		c.text = resultText(rec.u8(8), true)
	case empty:
	}
	return r.add(row, c)
}

func (r *xlsReader) formulaText(rec record) error {
	if !r.waiting {
		return nil
	}
	r.waiting = false
	var text []byte
	if p := newPieces(rec.data, r.continued()); r.unicode {
		units, _ := p.text()
		text = fromUnits(units)
	} else {
		text = r.fromPage(firstBytes(rec.from(2), rec.u16(0)))
	}
	c := r.last
	c.text = r.of(r.style(r.lastXF).format).ofText(tidy(text))
	return r.add(r.lastRow, c)
}
