package docx

import "duban/parse/numbering"

// listDefinitions are the automatic lists of a document.
type listDefinitions struct {
	abstract map[int]*abstractList
	lists    map[int]*listInUse
	linked   map[string]int              // by the id of a numbering style, the abstract list that defines it
	styles   map[*numbering.Level]string // the id of the paragraph style linked to a level
}

// abstractList is what lists that count on each other's numbers have in common.
type abstractList struct {
	numbering.Scheme
	style string // id of the numbering style that defines it instead, or ""
}

// listInUse is a list in use with the number of its abstract one.
type listInUse struct {
	*numbering.List
	abstract int
}

func readNumbering(s *xmlScanner) listDefinitions {
	n := listDefinitions{abstract: map[int]*abstractList{}, lists: map[int]*listInUse{}, linked: map[string]int{}, styles: map[*numbering.Level]string{}}
	for s.child(0) {
		for d := s.depth(); s.child(d); {
			switch {
			case s.is("abstractNum"):
				id := s.intAttr("abstractNumId", unset)
				n.abstract[id] = n.readAbstract(s, id)
			case s.is("num"):
				n.lists[s.intAttr("numId", unset)] = n.readList(s)
			}
		}
	}
	return n
}

func (n *listDefinitions) readAbstract(s *xmlScanner, id int) *abstractList {
	a := &abstractList{}
	for d := s.depth(); s.child(d); {
		switch {
		case s.is("lvl"):
			if i := s.intAttr("ilvl", unset); 0 <= i && i < numbering.Levels {
				a.Levels[i] = n.readLevel(s)
			}
		case s.is("numStyleLink"):
			a.style = string(s.attr("val"))
		case s.is("styleLink"):
			n.linked[string(s.attr("val"))] = id
		}
	}
	return a
}

func (n *listDefinitions) readList(s *xmlScanner) *listInUse {
	l := &listInUse{numbering.NewList(nil), unset}
	for d := s.depth(); s.child(d); {
		switch {
		case s.is("abstractNumId"):
			l.abstract = s.intAttr("val", unset)
		case s.is("lvlOverride"):
			i := s.intAttr("ilvl", unset)
			if i < 0 || i >= numbering.Levels {
				continue
			}
			for d := s.depth(); s.child(d); {
				switch {
				case s.is("startOverride"):
					l.Starts[i] = s.intAttr("val", unset)
				case s.is("lvl"):
					l.Levels[i] = n.readLevel(s)
				}
			}
		}
	}
	return l
}

func (n *listDefinitions) readLevel(s *xmlScanner) *numbering.Level {
	l := &numbering.Level{Format: "decimal", Restart: numbering.Unset}
	n.read(s, l)
	return l
}

func (n *listDefinitions) read(s *xmlScanner, l *numbering.Level) {
	for d := s.depth(); s.child(d); {
		switch {
		case s.is("start"):
			l.Start = s.intAttr("val", 0)
		case s.is("numFmt"):
			if l.Format = string(s.attr("val")); l.Format == "custom" {
				l.Format = string(s.attr("format"))
			}
		case s.is("lvlText"):
			l.Text = string(s.attr("val"))
		case s.is("suff"):
			l.Suffix = string(s.attr("val"))
		case s.is("lvlRestart"):
			l.Restart = s.intAttr("val", unset)
		case s.is("isLgl"):
			l.Legal = s.onOff() == on
		case s.is("pStyle"):
			n.styles[l] = string(s.attr("val"))
		case s.is("rPr"):
			for d := s.depth(); s.child(d); {
				if s.is("vanish") {
					l.Hidden = s.onOff() == on
				}
			}
		case s.space == spaceCompat && string(s.name) == "AlternateContent":
			// The choice holds a custom format, the fallback the nearest one that older programs know.
			for d := s.depth(); s.child(d); {
				if string(s.name) == "Choice" {
					n.read(s, l)
				}
			}
		}
	}
}

// find returns the list with that number, with the scheme that it counts in, or nil.
func (n *listDefinitions) find(num int) *numbering.List {
	l := n.lists[num]
	if l == nil {
		return nil
	}
	a := n.abstract[l.abstract]
	if a != nil && a.style != "" {
		if id, ok := n.linked[a.style]; ok {
			a = n.abstract[id]
		}
	}
	if a == nil {
		return nil
	}
	l.Scheme = &a.Scheme
	return l.List
}

// levelOf returns the level of a list that is linked to a paragraph style; unset if none is.
func (n *listDefinitions) levelOf(num int, style string) int {
	l := n.find(num)
	if l == nil || style == "" {
		return unset
	}
	for i := range numbering.Levels {
		if level := l.Level(i); level != nil && n.styles[level] == style {
			return i
		}
	}
	return unset
}
