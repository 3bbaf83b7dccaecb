package parse

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const listLevels = 9

// docxNumbering are the automatic lists of a document.
type docxNumbering struct {
	abstract map[int]*abstractList
	lists    map[int]*docxList
	linked   map[string]int // by the id of a numbering style, the abstract list that defines it
}

// abstractList is what lists that count on each other's numbers have in common.
type abstractList struct {
	levels [listLevels]*listLevel
	style  string // id of the numbering style that defines it instead, or ""
}

// listLevel is how one level of a list looks.
type listLevel struct {
	start   int
	format  string // of ST_NumberFormat
	text    string // with %1 … %9 for the numbers of the levels
	suffix  string // "", "tab", "space" or "nothing"
	restart int    // the level, from 1, after which it starts again; unset for any above, 0 for never
	legal   bool   // all numbers are decimal
	hidden  bool
	style   string // id of the paragraph style linked to it, or ""
}

// docxList is a list in use: an abstract one, with levels of its own in places.
type docxList struct {
	abstract int
	levels   [listLevels]*listLevel
	starts   [listLevels]int // unset, or the number that the level starts anew from
}

func readNumbering(s *xmlScanner) docxNumbering {
	n := docxNumbering{abstract: map[int]*abstractList{}, lists: map[int]*docxList{}, linked: map[string]int{}}
	for s.child(0) {
		for d := s.depth(); s.child(d); {
			switch {
			case s.is("abstractNum"):
				id := s.intAttr("abstractNumId", unset)
				n.abstract[id] = n.readAbstract(s, id)
			case s.is("num"):
				n.lists[s.intAttr("numId", unset)] = readList(s)
			}
		}
	}
	return n
}

func (n *docxNumbering) readAbstract(s *xmlScanner, id int) *abstractList {
	a := &abstractList{}
	for d := s.depth(); s.child(d); {
		switch {
		case s.is("lvl"):
			if i := s.intAttr("ilvl", unset); 0 <= i && i < listLevels {
				a.levels[i] = readLevel(s)
			}
		case s.is("numStyleLink"):
			a.style = string(s.attr("val"))
		case s.is("styleLink"):
			n.linked[string(s.attr("val"))] = id
		}
	}
	return a
}

func readList(s *xmlScanner) *docxList {
	l := &docxList{abstract: unset}
	for i := range l.starts {
		l.starts[i] = unset
	}
	for d := s.depth(); s.child(d); {
		switch {
		case s.is("abstractNumId"):
			l.abstract = s.intAttr("val", unset)
		case s.is("lvlOverride"):
			i := s.intAttr("ilvl", unset)
			if i < 0 || i >= listLevels {
				continue
			}
			for d := s.depth(); s.child(d); {
				switch {
				case s.is("startOverride"):
					l.starts[i] = s.intAttr("val", unset)
				case s.is("lvl"):
					l.levels[i] = readLevel(s)
				}
			}
		}
	}
	return l
}

func readLevel(s *xmlScanner) *listLevel {
	l := &listLevel{format: "decimal", restart: unset}
	l.read(s)
	return l
}

func (l *listLevel) read(s *xmlScanner) {
	for d := s.depth(); s.child(d); {
		switch {
		case s.is("start"):
			l.start = s.intAttr("val", 0)
		case s.is("numFmt"):
			if l.format = string(s.attr("val")); l.format == "custom" {
				l.format = string(s.attr("format"))
			}
		case s.is("lvlText"):
			l.text = string(s.attr("val"))
		case s.is("suff"):
			l.suffix = string(s.attr("val"))
		case s.is("lvlRestart"):
			l.restart = s.intAttr("val", unset)
		case s.is("isLgl"):
			l.legal = s.onOff() == on
		case s.is("pStyle"):
			l.style = string(s.attr("val"))
		case s.is("rPr"):
			for d := s.depth(); s.child(d); {
				if s.is("vanish") {
					l.hidden = s.onOff() == on
				}
			}
		case s.space == spaceCompat && string(s.name) == "AlternateContent":
			// The choice holds a custom format, the fallback the nearest one that older programs know.
			for d := s.depth(); s.child(d); {
				if string(s.name) == "Choice" {
					l.read(s)
				}
			}
		}
	}
}

// find returns the list with that number and the abstract list that it counts in, or nil.
func (n *docxNumbering) find(num int) (*docxList, *abstractList) {
	l := n.lists[num]
	if l == nil {
		return nil, nil
	}
	a := n.abstract[l.abstract]
	if a != nil && a.style != "" {
		if id, ok := n.linked[a.style]; ok {
			a = n.abstract[id]
		}
	}
	return l, a
}

func (l *docxList) level(a *abstractList, i int) *listLevel {
	if l.levels[i] != nil {
		return l.levels[i]
	}
	return a.levels[i]
}

// start returns the number that level i begins with.
func (l *docxList) start(a *abstractList, i int) int {
	if l.starts[i] != unset {
		return l.starts[i]
	}
	if level := l.level(a, i); level != nil {
		return level.start
	}
	return 0
}

// levelOf returns the level of a list that is linked to a paragraph style; unset if none is.
func (n *docxNumbering) levelOf(num int, style string) int {
	l, a := n.find(num)
	if a == nil || style == "" {
		return unset
	}
	for i := range listLevels {
		if level := l.level(a, i); level != nil && level.style == style {
			return i
		}
	}
	return unset
}

// counters are the numbers that the lists of one text have reached.
type counters struct {
	numbering *docxNumbering
	reached   map[*abstractList]*[listLevels]counter
	restarted map[*docxList]*[listLevels]bool // levels whose start override has been used
}

type counter struct {
	value   int
	running bool // the level has been counted since it last started anew
}

func newCounters(n *docxNumbering) counters {
	return counters{n, map[*abstractList]*[listLevels]counter{}, map[*docxList]*[listLevels]bool{}}
}

// next counts a paragraph in a list and returns its number, with what parts it from the text; "" where none shows.
func (c *counters) next(ref numRef) (number, suffix string) {
	l, a := c.numbering.find(ref.num)
	if a == nil || ref.level < 0 || ref.level >= listLevels || l.level(a, ref.level) == nil {
		return "", ""
	}
	c.count(l, a, ref.level)
	level := l.level(a, ref.level)
	if level.hidden || level.format == "bullet" {
		return "", ""
	}
	return string(tidy([]byte(c.write(l, a, level)))), level.suffix
}

// count moves the counters of a list on by one at a level.
func (c *counters) count(l *docxList, a *abstractList, i int) {
	at, done := c.reached[a], c.restarted[l]
	if at == nil {
		at = &[listLevels]counter{}
		c.reached[a] = at
	}
	if done == nil {
		done = &[listLevels]bool{}
		c.restarted[l] = done
	}
	for j := range i + 1 {
		switch {
		case !at[j].running || l.starts[j] != unset && !done[j]: // also a level above that shows before any of its own
			at[j], done[j] = counter{l.start(a, j), true}, true
		case j == i:
			at[j].value++
		}
	}
	for j := i + 1; j < listLevels; j++ {
		if level := l.level(a, j); level == nil || level.restart == unset || i < level.restart {
			at[j].running = false
		}
	}
}

// write fills the numbers of the levels into the text of one.
func (c *counters) write(l *docxList, a *abstractList, level *listLevel) string {
	at := c.reached[a]
	var sb strings.Builder
	for rest := level.text; rest != ""; {
		i := strings.IndexByte(rest, '%')
		if i < 0 || i+1 == len(rest) || rest[i+1] < '1' || rest[i+1] > '9' {
			sb.WriteString(rest[:i+1])
			rest = rest[i+1:]
			if i < 0 {
				sb.WriteString(rest)
				break
			}
			continue
		}
		sb.WriteString(rest[:i])
		k := int(rest[i+1] - '1')
		rest = rest[i+2:]
		of := l.level(a, k)
		if of == nil {
			continue
		}
		format := of.format
		if level.legal && format != "none" && format != "bullet" {
			format = "decimal"
		}
		sb.WriteString(docxNumber(format, at[k].value))
	}
	return sb.String()
}

// parted returns what stands between a number and the text behind it. Word leaves room there, which is nothing where
// the number ends in a mark of full width; but 1. in front of 5亿元 must not read 1.5亿元.
func parted(number, suffix string, text []byte) string {
	last, _ := utf8.DecodeLastRuneInString(number)
	first, _ := utf8.DecodeRune(text)
	wide := last >= utf8.RuneSelf && !unicode.IsLetter(last) && !unicode.IsDigit(last)
	if len(text) == 0 || wide || suffix == "nothing" && !unicode.IsDigit(first) {
		return ""
	}
	return " "
}
