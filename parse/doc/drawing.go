package doc

import (
	"sort"

	"duban/parse/block"
	"duban/parse/flow"
)

// drawings are what is drawn beside the body: of text boxes their text is read; the rest is said to be there.
type drawings struct {
	anchors plc // where in the body shapes hang
	shapes  map[int32][]shape
	boxes   []textBox
	byShape map[int32]int // the box of a shape, by its index
}

// shape is one, alone or as part of a group.
type shape struct {
	id      int32
	name    string // what its maker says that it shows
	picture bool
	object  bool
}

// textBox is a part of the text of the boxes.
type textBox struct {
	from, to int
	taken    bool
}

// Records of drawings (MS-ODRAW).
const (
	drawingRecord    = 0xF002
	groupRecord      = 0xF003
	shapeRecord      = 0xF004
	shapeHeadRecord  = 0xF00A
	shapePropsRecord = 0xF00B
	recordHead       = 8
)

func (r *reader) readDrawings() drawings {
	const anchorSize, boxSize = 26, 22
	d := drawings{anchors: readPLC(r.part(shapePart), anchorSize), shapes: map[int32][]shape{}, byShape: map[int32]int{}}
	d.readAll(r.part(drawingPart))
	base, end := r.story(boxStory)
	if r.old && base < end { // where they hang is not known
		d.boxes = []textBox{{from: base, to: end}}
	}
	list := readPLC(r.part(textBoxPart), boxSize)
	last := base
	for i := range list.n {
		b := textBox{from: base + list.at(i), to: min(base+list.at(i+1), end)}
		if b.from < last || b.to <= b.from {
			continue
		}
		last = b.to
		const shapeAt = 14
		if id := i32(list.of(i), shapeAt); id != 0 {
			d.byShape[id] = len(d.boxes)
		}
		d.boxes = append(d.boxes, b)
	}
	return d
}

// readAll reads what all drawings share, and those of the body and of the headers, each with a byte in front that tells
// which it is.
func (d *drawings) readAll(b []byte) {
	const ofBody = 0
	b = cut(b, recordHead+int(i32(b, 4)), len(b))
	for len(b) > recordHead {
		if u8(b, 0) == ofBody {
			d.readShapes(b[1:], 0, 0)
		}
		b = cut(b, 1+recordHead+max(int(i32(b, 5)), 0), len(b))
	}
}

// readShapes reads the records of shapes. Those of a group belong to the group, whose own shape is the first.
func (d *drawings) readShapes(b []byte, group int32, depth int) {
	const deepest, most = 50, 100_000
	for len(b) >= recordHead && depth < deepest && len(d.shapes) < most {
		kind, n := int(u16(b, 2)), int(i32(b, 4))
		inside := cut(b, recordHead, n)
		switch kind {
		case drawingRecord:
			d.readShapes(inside, 0, depth+1)
			return
		case groupRecord:
			outside := group
			if depth > 1 && group == 0 { // the outermost group holds all shapes of the drawing
				outside = firstShape(inside)
			}
			d.readShapes(inside, outside, depth+1)
		case shapeRecord:
			s := readShape(inside)
			at := s.id
			if group != 0 {
				at = group
			}
			d.shapes[at] = append(d.shapes[at], s)
		}
		b = cut(b, recordHead+max(n, 0), len(b))
	}
}

// firstShape returns the number of the first shape among records.
func firstShape(b []byte) int32 {
	if u16(b, 2) != shapeRecord {
		return 0
	}
	return readShape(cut(b, recordHead, int(i32(b, 4)))).id
}

func readShape(b []byte) shape {
	const isObject = 1 << 4
	var s shape
	for len(b) >= recordHead {
		n := int(i32(b, 4))
		inside := cut(b, recordHead, n)
		switch u16(b, 2) {
		case shapeHeadRecord:
			s.id = i32(inside, 0)
			s.object = u8(inside, 4)&isObject != 0
		case shapePropsRecord:
			s.readProps(inside, int(u16(b, 0)>>4))
		}
		b = cut(b, recordHead+max(n, 0), len(b))
	}
	return s
}

// readProps reads so many properties of six bytes. The values of those that are long stand behind all of them.
func (s *shape) readProps(b []byte, count int) {
	const size, nameBits, isLong, picture, description = 6, 0x3FFF, 1 << 15, 0x0104, 0x0381
	count = min(count, len(b)/size)
	long := b[size*count:]
	for i := range count {
		name, value := u16(b, size*i), int(i32(b, size*i+2))
		s.picture = s.picture || name&nameBits == picture
		if name&isLong == 0 {
			continue
		}
		if name&nameBits == description {
			s.name = utf16String(cut(long, 0, value))
		}
		long = cut(long, max(value, 0), len(long))
	}
}

// anchorAt returns what is said of the shape that hangs at a character of the body: its number first.
func (d *drawings) anchorAt(at int) []byte {
	i := sort.Search(d.anchors.n, func(i int) bool { return d.anchors.at(i) >= at })
	if i == d.anchors.n || d.anchors.at(i) != at {
		return nil
	}
	return d.anchors.of(i)
}

// drawn reads what hangs at a character.
func (r *reader) drawn(at int, shows bool) {
	const least = 200 // twips: 10 points, less than a line of text
	anchor := r.drawings.anchorAt(at)
	if anchor == nil || r.beside {
		return
	}
	width, height := i32(anchor, 12)-i32(anchor, 4), i32(anchor, 16)-i32(anchor, 8)
	for _, s := range r.drawings.shapes[i32(anchor, 0)] {
		r.takeBox(s.id, !shows)
		switch {
		case !shows, r.fields.objects > 0:
		case s.object:
			r.object("")
		case s.picture && min(width, height) >= least:
			r.w.Leave(block.Picture, block.NotRead("a picture", s.name))
		}
	}
}

// takeBox reads the text box of a shape, once.
func (r *reader) takeBox(id int32, mute bool) {
	i, ok := r.drawings.byShape[id]
	if !ok || r.drawings.boxes[i].taken {
		return
	}
	b := &r.drawings.boxes[i]
	b.taken = true
	r.aside(b.from, b.to, flow.Box, mute)
}

// skip passes what hangs at characters that were deleted.
func (d *drawings) skip(from, to int) {
	first := sort.Search(d.anchors.n, func(i int) bool { return d.anchors.at(i) >= from })
	for i := first; i < d.anchors.n && d.anchors.at(i) < to; i++ {
		for _, s := range d.shapes[i32(d.anchors.of(i), 0)] {
			if box, ok := d.byShape[s.id]; ok {
				d.boxes[box].taken = true
			}
		}
	}
}

// readStrayBoxes reads the text boxes of which it is not known where they hang, behind all else.
func (r *reader) readStrayBoxes() {
	told := false
	for i := range r.drawings.boxes {
		b := &r.drawings.boxes[i]
		if b.taken {
			continue
		}
		b.taken = true
		if r.aside(b.from, b.to, flow.Box, false); r.w.Pending() && !told {
			r.note("where a text box hangs is not known; it was read behind all other text")
			told = true
		}
	}
}

// picture notes a picture in the line (MS-DOC 2.9.192, PICF), unless it is less than a line of text.
func (r *reader) picture(c *run) {
	const least, whole = 200, 1000                  // twips; a scale
	if c.picture == unset || r.fields.objects > 0 { // a shape in the line
		return
	}
	p := cut(r.data, c.picture, int(i32(r.data, c.picture)))
	width := int(u16(p, 0x1C)) * int(u16(p, 0x20)) / whole
	height := int(u16(p, 0x1E)) * int(u16(p, 0x22)) / whole
	if p != nil && min(width, height) < least {
		return
	}
	head := int(u16(p, 4))
	for _, at := range []int{head, head + 1 + u8(p, head)} { // the name of a file may stand in front
		if record := cut(p, at, len(p)); u16(record, 2) == shapeRecord {
			inside := cut(record, recordHead, int(i32(record, 4)))
			r.charge(min(len(inside), 1<<15)) // many characters may show the same picture
			s := readShape(inside)
			r.w.Leave(block.Picture, block.NotRead("a picture", s.name))
			return
		}
	}
	r.w.Leave(block.Picture, block.NotRead("a picture", ""))
}
