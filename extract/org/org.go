// Package org reads the names of responsible units as table cells print them: one a line or run together, wrapped,
// with notes in brackets, and in several forms of one name.
package org

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"duban/internal/char"
)

// Unit is one unit as read from a cell.
type Unit struct {
	Name string // normalised
	Text string // as printed, line breaks taken out
	Note string // what stands in brackets behind it
}

// Ending is what a word at the end of a name tells.
type Ending int

// The kinds of endings.
const (
	NotEnding  Ending = iota
	NameEnding        // ends a name that something stands in front of
	Whole             // is a name by itself as well
	Bare              // only continues the name in the line above when it stands by itself
)

// Words are the vocabularies that a Reader needs.
type Words struct {
	Endings map[string]Ending
	Always  map[string]string   // form of a name -> name, without administrative prefix
	Both    map[string][]string // form of a name -> names, used where a document prints both
	Areas   map[rune]bool       // characters of administrative levels, which open a name: 区
	Fronts  []string            // other words that open one: 各, 相关
	Joints  map[rune]bool       // characters between two names: 和
}

// Reader reads the unit cells of one document. Show it all cells first with Learn, so that it knows the names that
// the document prints.
type Reader struct {
	words   Words
	known   map[string]bool // names that stand by themselves somewhere in the document
	longest int             // length of the longest ending, in characters
	last    map[rune]bool   // last characters of the endings
}

// NewReader returns a Reader for one document.
func NewReader(w Words) *Reader {
	r := &Reader{words: w, known: map[string]bool{}, last: map[rune]bool{}}
	for e := range w.Endings {
		r.longest = max(r.longest, utf8.RuneCountInString(e))
		last, _ := utf8.DecodeLastRuneInString(e)
		r.last[last] = true
	}
	return r
}

// Learn takes note of the names in one cell that stand by themselves.
func (r *Reader) Learn(cell string) {
	for _, p := range r.parts(cell) {
		if name, _ := cutNote(p); r.endsName(name) {
			r.known[name] = true
		}
	}
}

// Units returns the units of one cell, in order.
func (r *Reader) Units(cell string) []Unit {
	var units []Unit
	var notes, texts []string // of notes that stand by themselves behind the last unit
	addNotes := func() {
		if len(notes) == 0 {
			return
		}
		last := &units[len(units)-1]
		last.Text += strings.Join(texts, "")
		if last.Note != "" {
			notes = append([]string{last.Note}, notes...)
		}
		last.Note = strings.Join(notes, char.Semicolon)
		notes, texts = nil, nil
	}
	for _, p := range r.parts(cell) {
		name, note := cutNote(p)
		if name == "" {
			if note != "" && len(units) > 0 {
				notes, texts = append(notes, note), append(texts, p)
				continue
			}
			name, note = p, ""
		}
		addNotes()
		names := r.split(name)
		for i, n := range names {
			u := Unit{Name: r.Normal(n), Text: n}
			if i == len(names)-1 {
				u.Note = note
				u.Text = n + strings.TrimPrefix(p, name)
			}
			units = append(units, u)
		}
	}
	addNotes()
	return units
}

// parts cuts a cell at line breaks and separators, joins the lines that only continue the one above, and leaves
// brackets whole.
func (r *Reader) parts(cell string) []string {
	var parts []string
	line := ""
	for l := range strings.SplitSeq(balance(cell), "\n") {
		l = squeeze(l)
		switch {
		case l == "":
		case line != "" && r.continues(line, l):
			line += l
		default:
			parts = r.cut(parts, line)
			line = l
		}
	}
	return r.cut(parts, line)
}

// balance takes the line breaks out of brackets.
func balance(s string) string {
	if strings.IndexByte(s, '\n') < 0 {
		return s
	}
	depth := 0
	return strings.Map(func(c rune) rune {
		switch {
		case isOpen(c):
			depth++
		case isClose(c):
			depth = max(depth-1, 0)
		case c == '\n' && depth > 0:
			return -1
		}
		return c
	}, s)
}

func isOpen(c rune) bool  { return char.IsOpeningBracket(c) }
func isClose(c rune) bool { return char.IsClosingBracket(c) }

// squeeze trims a line and takes the white space out that stands in front of brackets.
func squeeze(s string) string {
	s = strings.TrimFunc(s, unicode.IsSpace)
	if strings.IndexByte(s, ' ') < 0 && !strings.Contains(s, "\u3000") {
		return s
	}
	for _, open := range []string{char.Open, "("} {
		for _, space := range []string{" ", "\u3000"} {
			s = strings.ReplaceAll(s, space+open, open)
		}
	}
	return s
}

// continues reports whether line only continues the one above: it is a note in brackets, it is a word that is no name
// by itself, or the line above is no name yet and this one is not known to be one.
func (r *Reader) continues(above, line string) bool {
	first, _ := utf8.DecodeRuneInString(line)
	last, _ := utf8.DecodeLastRuneInString(above)
	switch {
	case len(above) > 12*longestName: // no name, whatever it is
		return false
	case isOpen(first):
		return true
	case isSeparator(last) || isSeparator(first):
		return false
	}
	name, _ := cutNote(line)
	above, note := cutNote(above[lastCut(above):])
	if kind := r.words.Endings[name]; kind == Bare || kind == NameEnding {
		return r.ending(above) != Whole // nothing stands in front of the ending: no name
	}
	return note == "" && r.ending(above) == NotEnding && !r.known[name] && !r.hasPrefix(name)
}

// lastCut returns where the last name of a line with separators begins.
func lastCut(s string) int {
	at := 0
	for i, c := range s {
		if isSeparator(c) {
			at = i + len(string(c))
		}
	}
	return at
}

// separators part the names of units.
var separators = char.Of(map[string]bool{char.Pause + char.Commas + char.Semicolons + char.Strokes: true, char.Spaces + "\t|": true})

func isSeparator(c rune) bool {
	return separators.At(c)
}

// hasPrefix reports a name that begins with the word for an administrative level, or for several units at once.
func (r *Reader) hasPrefix(name string) bool {
	first, size := utf8.DecodeRuneInString(name)
	if r.words.Areas[first] && len(name) > size {
		return true
	}
	for _, p := range r.words.Fronts {
		if rest, ok := strings.CutPrefix(name, p); ok && rest != "" {
			return true
		}
	}
	return false
}

// cut parts a line at separators outside of brackets, and appends the parts. White space parts only where both sides are
// names; else it is left out.
func (r *Reader) cut(parts []string, line string) []string {
	if len(parts) == 0 && line != "" {
		parts = make([]string, 0, 1+strings.Count(line, char.Pause))
	}
	var front []byte // of the part: what stands in front of white space
	begin, depth := 0, 0
	for i, c := range line {
		switch {
		case isOpen(c):
			depth++
		case isClose(c):
			depth = max(depth-1, 0)
		case depth == 0 && unicode.IsSpace(c):
			front = append(front, line[begin:i]...)
			begin = i + utf8.RuneLen(c)
			if len(front) > 12*longestName || r.ending(lastName(string(front))) == NotEnding {
				continue
			}
			parts, front = appendPart(parts, string(front)), front[:0]
		case depth == 0 && isSeparator(c):
			parts, front = appendPart(parts, string(front)+line[begin:i]), front[:0]
			begin = i + utf8.RuneLen(c)
		}
	}
	return appendPart(parts, string(front)+line[begin:])
}

// appendPart appends a part without what may stand around names, if anything is left of it.
func appendPart(parts []string, part string) []string {
	if part = strings.TrimFunc(part, isAround); part != "" {
		return append(parts, part)
	}
	return parts
}

func isAround(c rune) bool { return unicode.IsSpace(c) || char.IsStop(c) || char.IsColon(c) }

func lastName(s string) string {
	name, _ := cutNote(s)
	return name
}

// cutNote parts a name from the bracket behind it.
func cutNote(s string) (name, note string) {
	for i, c := range s {
		if !isOpen(c) {
			continue
		}
		rest := s[i+len(string(c)):]
		if end := strings.LastIndexFunc(rest, isClose); end >= 0 {
			tail := rest[end:]
			if after := tail[len(string([]rune(tail)[0])):]; after != "" {
				return s, "" // a bracket inside a name: 区委（统战）部
			}
			rest = rest[:end]
		}
		return s[:i], rest
	}
	return s, ""
}

// ending tells how a name ends.
func (r *Reader) ending(name string) Ending {
	if last, _ := utf8.DecodeLastRuneInString(name); !r.last[last] { // as it is nearly everywhere in a name
		return NotEnding
	}
	i := len(name)
	for range r.longest {
		i = runeBefore(name, i)
	}
	for ; i < len(name); i = runeBehind(name, i) {
		kind, ok := r.words.Endings[name[i:]]
		switch {
		case !ok:
		case kind == Bare && i > 0:
			return NameEnding
		case kind == NameEnding && i == 0:
			// The word is all there is. 管委会 and the like may stand so; the caller knows from where.
			return Whole
		default:
			return kind
		}
	}
	return NotEnding
}

// runeBefore returns where the character begins that ends at byte i of s, 0 where there is none.
func runeBefore(s string, i int) int {
	for i--; i > 0 && !utf8.RuneStart(s[i]); i-- {
	}
	return max(i, 0)
}

// runeBehind returns where the character ends that begins at byte i of s.
func runeBehind(s string, i int) int {
	for i++; i < len(s) && !utf8.RuneStart(s[i]); i++ {
	}
	return i
}

// longestName is how many characters names may have that were printed without a break between them.
const longestName = 80

// split parts names that were printed without a break between them. It does so only where every part is a name that
// the document has by itself, or where the administrative prefix that opens the name stands again behind an ending:
// 区应急管理局区消防支队.
func (r *Reader) split(name string) []string {
	count := utf8.RuneCountInString(name)
	if count > longestName {
		return []string{name}
	}
	first, _ := utf8.DecodeRuneInString(name)
	i := 0
	for at, c := range name {
		left := count - i
		i++
		if i <= 3 || left < 3 {
			continue
		}
		before, after := name[:at], name[at:]
		if r.words.Joints[c] && left > 3 { // 区住建局和区城管局
			after = after[len(string(c)):]
		}
		if r.ending(before) == NotEnding || r.ending(after) == NotEnding {
			continue
		}
		next, _ := utf8.DecodeRuneInString(after)
		if next == first && r.words.Areas[first] || r.known[before] && r.known[after] {
			return append([]string{before}, r.split(after)...)
		}
	}
	return []string{name}
}

// Normal returns the name in the form that its other forms are brought to.
func (r *Reader) Normal(name string) string {
	if utf8.RuneCountInString(name) > longestName {
		return name
	}
	inArea := true
	for i, c := range name {
		begins := inArea // the core of a name, at its front or behind an administrative prefix
		if inArea = r.words.Areas[c]; !begins {
			continue
		}
		prefix, core := name[:i], name[i:]
		if to, ok := r.words.Always[core]; ok {
			return prefix + to
		}
		for _, to := range r.words.Both[core] {
			if r.known[prefix+to] {
				return prefix + to
			}
		}
	}
	return name
}

// IsName reports whether s ends as the names of units do, with something in front of the ending.
func (r *Reader) IsName(s string) bool {
	name, _ := cutNote(s)
	return r.endsName(name)
}

func (r *Reader) endsName(name string) bool {
	kind := r.ending(name)
	return kind == NameEnding || kind == Whole
}

// Looks reports whether a cell holds nothing but names of units.
func (r *Reader) Looks(cell string) bool {
	if !r.mayEnd(cell) {
		return false
	}
	parts := r.parts(cell)
	for _, p := range parts {
		if !r.IsName(p) {
			return false
		}
	}
	return len(parts) > 0
}

// mayEnd reports whether the last character of a cell that belongs to a name can be the end of one, as it is in few cells
// of other columns.
func (r *Reader) mayEnd(cell string) bool {
	end := strings.TrimRightFunc(cell, func(c rune) bool { return isAround(c) || isSeparator(c) })
	last, _ := utf8.DecodeLastRuneInString(end)
	return r.last[last] || isClose(last)
}
