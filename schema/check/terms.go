package check

import "strings"

// terms is a class of words that say the same of the figures beside them; words.tsv lists them.
type terms []string

// is reports whether s is one of the words.
func (t terms) is(s string) bool {
	for _, w := range t {
		if s == w {
			return true
		}
	}
	return false
}

// in reports whether one of the words stands in s.
func (t terms) in(s string) bool {
	for _, w := range t {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// begins reports whether s begins with one of the words.
func (t terms) begins(s string) bool {
	for _, w := range t {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// ends reports whether s ends with one of the words.
func (t terms) ends(s string) bool {
	for _, w := range t {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// cutFront takes the words off the front of s, as many as stand there.
func (t terms) cutFront(s string) string {
	for i := 0; i < len(t); i++ {
		if rest, ok := strings.CutPrefix(s, t[i]); ok {
			s, i = rest, -1
		}
	}
	return s
}

// cutOne takes the first of the words that s begins with off it, and reports whether there is one.
func (t terms) cutOne(s string) (rest string, ok bool) {
	for _, w := range t {
		if rest, ok = strings.CutPrefix(s, w); ok {
			return rest, true
		}
	}
	return s, false
}

// cutEnd takes the words off the end of s, as many as stand there, and the spaces between them.
func (t terms) cutEnd(s string) string {
	s = strings.TrimRight(s, " ")
	for i := 0; i < len(t); i++ {
		if rest, ok := strings.CutSuffix(s, t[i]); ok {
			s, i = strings.TrimRight(rest, " "), -1
		}
	}
	return s
}

// cutLast takes the longest of the words that s ends with off it, and reports whether there is one.
func (t terms) cutLast(s string) (front string, ok bool) {
	front = s
	for _, w := range t {
		if rest, found := strings.CutSuffix(s, w); found && len(rest) < len(front) {
			front, ok = rest, true
		}
	}
	return front, ok
}

// cut cuts s at the first of the words, in the order of the class, that stands in it.
func (t terms) cut(s string) (before, after string, found bool) {
	for _, w := range t {
		if before, after, found = strings.Cut(s, w); found {
			return before, after, true
		}
	}
	return s, "", false
}

// without returns s without the words, which are taken out in their order.
func (t terms) without(s string) string {
	for _, w := range t {
		s = strings.ReplaceAll(s, w, "")
	}
	return s
}

func setOf(words terms) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[w] = true
	}
	return set
}
