package sheet

import (
	"encoding/binary"
	"unicode/utf16"
)

// recordKind is the kind of a record of a BIFF stream, as [MS-XLS] 2.3 numbers them.
type recordKind uint16

const (
	recFormula    recordKind = 0x0006
	recEOF        recordKind = 0x000A
	recNote       recordKind = 0x001C
	recDate1904   recordKind = 0x0022
	recFilePass   recordKind = 0x002F
	recFont       recordKind = 0x0031
	recContinue   recordKind = 0x003C
	recCodePage   recordKind = 0x0042
	recObj        recordKind = 0x005D
	recColInfo    recordKind = 0x007D
	recBoundSheet recordKind = 0x0085
	recMulRk      recordKind = 0x00BD
	recMulBlank   recordKind = 0x00BE
	recRString    recordKind = 0x00D6
	recXF         recordKind = 0x00E0
	recMergeCells recordKind = 0x00E5
	recDrawing    recordKind = 0x00EC
	recSST        recordKind = 0x00FC
	recLabelSST   recordKind = 0x00FD
	recTxO        recordKind = 0x01B6
	recBlank      recordKind = 0x0201
	recNumber     recordKind = 0x0203
	recLabel      recordKind = 0x0204
	recBoolErr    recordKind = 0x0205
	recString     recordKind = 0x0207
	recRow        recordKind = 0x0208
	recWindow2    recordKind = 0x023E
	recRK         recordKind = 0x027E
	recFormat     recordKind = 0x041E
	recBOF        recordKind = 0x0809
)

// record is one record of a BIFF stream. Its readers give 0 for what it is too short for.
type record struct {
	kind recordKind
	data []byte
}

func (r record) u8(at int) int {
	if at >= len(r.data) {
		return 0
	}
	return int(r.data[at])
}

func (r record) u16(at int) int { return r.u8(at) | r.u8(at+1)<<8 }

func (r record) u32(at int) int { return r.u16(at) | r.u16(at+2)<<16 }

func (r record) u64(at int) uint64 { return uint64(r.u32(at)) | uint64(r.u32(at+4))<<32 }

// from returns what follows at a place.
func (r record) from(at int) []byte { return r.data[min(at, len(r.data)):] }

// records reads a BIFF stream record by record.
type records struct {
	data   []byte
	pos    int
	broken bool // the stream ends within a record
}

func (s *records) next() (record, bool) {
	const head = 4
	if s.pos < 0 || s.pos+head > len(s.data) {
		return record{}, false
	}
	kind := binary.LittleEndian.Uint16(s.data[s.pos:])
	end := s.pos + head + int(binary.LittleEndian.Uint16(s.data[s.pos+2:]))
	if end > len(s.data) {
		s.broken = true
		return record{}, false
	}
	r := record{recordKind(kind), s.data[s.pos+head : end]}
	s.pos = end
	return r, true
}

// continued returns the bodies of the records that carry on the one that was read last.
func (s *records) continued() [][]byte {
	var all [][]byte
	for {
		at := s.pos
		r, ok := s.next()
		if !ok || r.kind != recContinue {
			s.pos = at
			return all
		}
		all = append(all, r.data)
	}
}

// pieces are the bodies of a record and of those that carry it on, to be read as one.
type pieces struct {
	data   []byte // the rest of the one at hand
	more   [][]byte
	ended  bool // something was to be read behind the end
	budget int  // characters that may be read: as many as there are bytes
}

func newPieces(first []byte, more [][]byte) *pieces {
	p := &pieces{data: first, more: more, budget: len(first)}
	for _, m := range more {
		p.budget += len(m)
	}
	return p
}

// fill goes to the next piece where the one at hand is used up.
func (p *pieces) fill() bool {
	for len(p.data) == 0 {
		if len(p.more) == 0 {
			p.ended = true
			return false
		}
		p.data, p.more = p.more[0], p.more[1:]
	}
	return true
}

func (p *pieces) u8() int {
	if !p.fill() {
		return 0
	}
	v := p.data[0]
	p.data = p.data[1:]
	return int(v)
}

func (p *pieces) u16() int {
	low := p.u8()
	return low | p.u8()<<8
}

func (p *pieces) u32() int {
	low := p.u16()
	return low | p.u16()<<16
}

func (p *pieces) skip(n int) {
	for n > 0 && p.fill() {
		k := min(n, len(p.data))
		p.data = p.data[k:]
		n -= k
	}
}

// chars reads n characters of one or two bytes. Where they go on in another piece, that begins with how wide they are there.
func (p *pieces) chars(n int, wide bool) []uint16 {
	units := make([]uint16, 0, min(n, p.budget))
	for len(units) < n {
		if len(p.data) == 0 {
			if !p.fill() {
				break
			}
			wide = p.data[0]&1 != 0
			p.data = p.data[1:]
			continue
		}
		if !wide {
			units = append(units, uint16(p.data[0]))
			p.data = p.data[1:]
			continue
		}
		units = append(units, uint16(p.u16()))
	}
	return units
}

// run says from which character on a text has a font.
type run struct{ start, font int }

// text reads a text of Excel 97 or later, with its length before it: [MS-XLS] 2.5.293. How it is pronounced is skipped.
func (p *pieces) text() (units []uint16, runs []run) {
	const wide, phonetic, formatted = 1, 4, 8
	n := p.u16()
	flags := p.u8()
	count, extra := 0, 0
	if flags&formatted != 0 {
		count = p.u16()
	}
	if flags&phonetic != 0 {
		extra = p.u32()
	}
	units = p.chars(n, flags&wide != 0)
	for range count {
		if p.ended {
			break
		}
		start := p.u16()
		runs = append(runs, run{start, p.u16()})
	}
	p.skip(extra)
	return units, runs
}

// fromUnits returns UTF-16 as text.
func fromUnits(units []uint16) []byte { return []byte(string(utf16.Decode(units))) }
