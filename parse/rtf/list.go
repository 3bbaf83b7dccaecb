package rtf

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"duban/parse/numbering"
)

// lists are the automatic lists of a document.
type lists struct {
	byID map[int]*list
	used map[int]*usedList // by \ls

	list       *list            // that is being described
	count      int              // its levels so far
	level      *numbering.Level // that is being described
	override   *usedList
	overridden int // its levels so far
}

type list struct {
	numbering.Scheme
	id    int
	style int // the id of the list that defines it instead, or unset
}

// usedList is a list in use.
type usedList struct {
	*numbering.List
	number int // \ls
	id     int // of the list that it follows
	starts bool
}

func newLists() lists { return lists{byID: map[int]*list{}, used: map[int]*usedList{}} }

// find returns the list in use with that number, or nil.
func (l *lists) find(number int) *numbering.List {
	used := l.used[number]
	if number <= 0 || used == nil {
		return nil
	}
	of := l.byID[used.id]
	if of != nil && of.style != unset {
		if defined := l.byID[of.style]; defined != nil {
			of = defined
		}
	}
	if of == nil {
		return nil
	}
	used.Scheme = &of.Scheme
	return used.List
}

func (l *lists) beginLevel() {
	l.level = &numbering.Level{Format: "decimal", Restart: numbering.Unset}
}

func (l *lists) endLevel(hidden bool) {
	if l.level == nil {
		return
	}
	l.level.Hidden = hidden
	switch {
	case l.override != nil:
		if i := l.overridden - 1; 0 <= i && i < numbering.Levels {
			l.override.Levels[i] = l.level
		}
	case l.list != nil && l.count < numbering.Levels:
		l.list.Levels[l.count] = l.level
		l.count++
	}
	l.level = nil
}

func (l *lists) endList() {
	if l.list != nil {
		l.byID[l.list.id] = l.list
	}
	l.list, l.count = nil, 0
}

func (l *lists) beginOverride() {
	l.override, l.overridden = &usedList{List: numbering.NewList(nil), id: unset}, 0
}

func (l *lists) endOverride() {
	if l.override != nil {
		l.used[l.override.number] = l.override
	}
	l.override = nil
}

// levelText takes \leveltext: the number of characters, then these, with the numbers of levels for their places.
func (l *lists) levelText(text string) {
	units := utf16.Encode([]rune(text))
	if l.level == nil || len(units) == 0 {
		return
	}
	length := min(int(units[0]), len(units)-1)
	var sb strings.Builder
	for _, c := range utf16.Decode(units[1 : 1+length]) {
		if c < numbering.Levels {
			fmt.Fprintf(&sb, "%%%d", c+1)
		} else {
			sb.WriteRune(c)
		}
	}
	l.level.Text = sb.String()
}

// listWord takes the words of lists.
func (r *reader) listWord(w word) bool {
	if w.name == "ls" {
		if r.s.dest == inOverrides && r.lists.override != nil {
			r.lists.override.number = w.n
		} else {
			r.s.para.list = w.n
		}
		return true
	}
	if r.s.dest != inLists && r.s.dest != inOverrides {
		return false
	}
	return r.lists.levelWord(w) || r.lists.tableWord(w)
}

func (l *lists) levelWord(w word) bool {
	level := l.level
	if level == nil {
		return false
	}
	switch w.name {
	case "levelnfc", "levelnfcn":
		level.Format = numbering.ByCode(w.n)
	case "levelstartat":
		level.Start = w.n
	case "levelfollow":
		level.Suffix = [...]string{"tab", "space", "nothing"}[min(max(w.n, 0), 2)]
	case "levellegal":
		level.Legal = w.on()
	case "levelnorestart":
		if w.on() {
			level.Restart = 0
		}
	default:
		return false
	}
	return true
}

func (l *lists) tableWord(w word) bool {
	switch o := l.override; {
	case w.name == "listid" && o != nil:
		o.id = w.n
	case w.name == "listoverridestartat" && o != nil:
		o.starts = true
	case w.name == "levelstartat" && o != nil && o.starts && 0 < l.overridden && l.overridden <= numbering.Levels:
		o.Starts[l.overridden-1] = w.n
	case w.name == "listid" && l.list != nil:
		l.list.id = w.n
	case w.name == "liststyleid" && l.list != nil:
		l.list.style = w.n
	default:
		return false
	}
	return true
}
