package doc

import (
	"unicode/utf16"

	"duban/parse/numbering"
)

// lists are the automatic lists of a document.
type lists struct {
	inUse  []*numbering.List         // by their numbers, from 1; nil where there is no scheme
	styles map[*numbering.Level]int  // the paragraph style that a level is linked to
	splits map[int]*numbering.Scheme // see split.go
}

// noLink stands for no style linked to a level.
const noLink = 0xFFF

// listHead is what a list says of itself (MS-DOC 2.9.149, LSTF); its levels stand behind all of them.
type listHead struct {
	id     int32
	styles [numbering.Levels]int
	simple bool // it has one level
}

// readLists reads the lists and those in use.
func (f *file) readLists() lists {
	const size, flagsAt = 28, 26
	l := lists{styles: map[*numbering.Level]int{}}
	rest := f.partFrom(listPart)
	count := min(int(u16(rest, 0)), len(rest)/size)
	heads := make([]listHead, count)
	rest = cut(rest, 2, len(rest))
	for i := range heads {
		heads[i] = listHead{id: i32(rest, 0), simple: u8(rest, flagsAt)&1 != 0}
		for j := range numbering.Levels {
			heads[i].styles[j] = int(u16(rest, 8+2*j))
		}
		rest = cut(rest, size, len(rest))
	}
	schemes := map[int32]*numbering.Scheme{}
	for _, h := range heads {
		scheme := &numbering.Scheme{}
		n := numbering.Levels
		if h.simple {
			n = 1
		}
		for j := range n {
			var level *numbering.Level
			if level, rest = readLevel(rest); level == nil {
				break
			}
			scheme.Levels[j] = level
			if h.styles[j] != noLink {
				l.styles[level] = h.styles[j]
			}
		}
		schemes[h.id] = scheme
	}
	f.readListsInUse(&l, schemes)
	return l
}

// levelHead is the length of what stands in front of the properties and the text of a level (MS-DOC 2.9.150, LVLF).
const levelHead = 28

// readLevel reads a level, and returns nil where it is broken.
func readLevel(b []byte) (level *numbering.Level, rest []byte) {
	const legal, noRestart = 1 << 2, 1 << 3
	charLength, paraLength := u8(b, 24), u8(b, 25)
	textAt := levelHead + paraLength + charLength
	n := int(u16(b, textAt))
	if len(b) < textAt+2+2*n {
		return nil, nil
	}
	flags := u8(b, 5)
	level = &numbering.Level{
		Start:   int(i32(b, 0)),
		Format:  numbering.ByCode(u8(b, 4)),
		Legal:   flags&legal != 0,
		Suffix:  [...]string{"tab", "space", "nothing"}[min(u8(b, 15), 2)],
		Restart: numbering.Unset,
	}
	if flags&noRestart != 0 {
		level.Restart = u8(b, 26)
	}
	var p charProps
	eachSprm(cut(b, levelHead+paraLength, charLength), p.take)
	level.Hidden = p.hidden == on
	level.Text = levelText(b[textAt+2 : textAt+2+2*n])
	return level, b[textAt+2+2*n:]
}

// levelText returns the text of a level, in which characters below 9 stand for the numbers of the levels.
func levelText(b []byte) string {
	var units []uint16
	for i := 0; i+1 < len(b); i += 2 {
		if u := u16(b, i); u < numbering.Levels {
			units = append(units, '%', '1'+u)
		} else {
			units = append(units, u)
		}
	}
	return string(utf16.Decode(units))
}

// readListsInUse reads the lists that paragraphs refer to (MS-DOC 2.9.192, PlfLfo): heads, and behind all of them what each says
// of its own.
func (f *file) readListsInUse(l *lists, schemes map[int32]*numbering.Scheme) {
	const size, countAt, most = 16, 12, 0xFFFF
	b := f.part(listInUsePart)
	n := min(int(i32(b, 0)), len(b)/size, most)
	if n <= 0 {
		return
	}
	heads, rest := cut(b, 4, size*n), cut(b, 4+size*n, len(b))
	l.inUse = make([]*numbering.List, n)
	for i := range n {
		var list *numbering.List
		list, rest = readListInUse(rest, u8(heads, size*i+countAt))
		if scheme := schemes[i32(heads, size*i)]; scheme != nil {
			list.Scheme = scheme
			l.inUse[i] = list
		}
	}
}

// readListInUse reads what a list in use says of count levels of its own.
func readListInUse(b []byte, count int) (*numbering.List, []byte) {
	const isStart, isLevel = 1 << 4, 1 << 5
	list := numbering.NewList(nil)
	b = cut(b, 4, len(b))
	for range count {
		if len(b) < 8 {
			break
		}
		start, flags := int(i32(b, 0)), u8(b, 4)
		i := flags & 0xF
		b = b[8:]
		var level *numbering.Level
		if flags&isLevel != 0 {
			level, b = readLevel(b)
		}
		if i >= numbering.Levels {
			continue
		}
		if list.Levels[i] = level; flags&isStart == 0 {
			continue
		}
		if list.Starts[i] = start; level != nil {
			list.Starts[i] = level.Start
		}
	}
	return list, b
}

// find returns a list in use by its number, or nil.
func (l *lists) find(num int) *numbering.List {
	if num < 1 || num > len(l.inUse) {
		return nil
	}
	return l.inUse[num-1]
}

// levelOf returns the level of a list that is linked to a paragraph style; unset if none is.
func (l *lists) levelOf(num, style int) int {
	list := l.find(num)
	if list == nil {
		return unset
	}
	for i := range numbering.Levels {
		level := list.Level(i)
		if level == nil {
			continue
		}
		if linked, ok := l.styles[level]; ok && linked == style {
			return i
		}
	}
	return unset
}
