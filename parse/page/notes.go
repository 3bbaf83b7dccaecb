package page

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"duban/internal/char"
	"duban/parse/block"
)

// This file takes footnotes out of the pages, so that paragraphs and tables go on over them: they follow the text.

// note is a footnote.
type note struct {
	mark  string
	lines []textLine
	page  int
}

// takeNotes takes the notes from the feet of the pages, and their marks from the texts.
func takeNotes(sheets []sheet) (notes []note) {
	for i := range sheets {
		s := &sheets[i]
		if len(s.rules) == 0 {
			continue
		}
		s.unpack()
		own := s.takeNotes()
		for _, n := range own {
			s.dropMark(n.mark)
		}
		s.pack()
		notes = append(notes, own...)
	}
	return notes
}

// takeNotes takes the notes of a page: the lines below a short line that is drawn from where texts begin. The first begins with a mark
// that stands raised in the text above.
func (s *sheet) takeNotes() (notes []note) {
	for _, rule := range slices.Backward(s.rules) {
		k := slices.IndexFunc(s.items, func(it item) bool { return it.Bottom > rule.at && it.Top+it.height()/2 > rule.at })
		if k < 1 || !s.areNotes(k, rule) {
			continue
		}
		for _, it := range s.items[k:] {
			if mark := it.line.noteMark(); mark != "" && s.hasMark(k, mark) {
				notes = append(notes, note{mark: mark, page: s.number})
			}
			last := &notes[len(notes)-1]
			last.lines = append(last.lines, *it.line)
		}
		s.items = s.items[:k]
		return notes
	}
	return nil
}

// areNotes reports whether the items from k on are notes below a rule.
func (s *sheet) areNotes(k int, rule line) bool {
	if slices.ContainsFunc(s.items[k:], func(it item) bool { return it.line == nil }) {
		return false
	}
	first := s.items[k].line
	length := rule.to - rule.from
	isShort := s.width/20 < length && 2*length < s.width
	mark := first.noteMark()
	return isShort && abs(first.Left-rule.from) < 2*first.size && mark != "" && s.hasMark(k, mark)
}

// noteMark returns the mark that a note begins with: its number, alone or in a circle, or a star; "" for none.
func (l *textLine) noteMark() string {
	const longest = 3
	n := 0
	for n < len(l.glyphs) && n <= longest && unicode.IsDigit(firstOf(l.glyphs[n].Text)) {
		n++
	}
	if n > 0 {
		if n > longest || n == len(l.glyphs) {
			return ""
		}
		return textOf(l.glyphs[:n])
	}
	if first := firstOf(l.glyphs[0].Text); char.IsEnclosed(first) || strings.ContainsRune(char.NoteMarks, first) {
		return l.glyphs[0].Text
	}
	return ""
}

func firstOf(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// eachLine calls visit with each line of the first items of the page, those in cells as well.
func (s *sheet) eachLine(items int, visit func(*textLine)) {
	for _, it := range s.items[:items] {
		if it.line != nil {
			visit(it.line)
			continue
		}
		for i := range it.table.cells {
			lines := it.table.cells[i].lines
			for k := range lines {
				visit(&lines[k])
			}
		}
	}
}

// hasMark reports whether a mark stands raised in the first items of the page.
func (s *sheet) hasMark(items int, mark string) (has bool) {
	s.eachLine(items, func(l *textLine) { has = has || l.findMark(mark) >= 0 })
	return has
}

// dropMark takes a mark out of the texts of the page.
func (s *sheet) dropMark(mark string) {
	n := len([]rune(mark))
	s.eachLine(len(s.items), func(l *textLine) {
		if k := l.findMark(mark); k >= 0 && len(l.glyphs) > n {
			l.glyphs = slices.Delete(slices.Clone(l.glyphs), k, k+n)
		}
	})
}

// findMark returns where a mark stands raised in a line, and not as the power of what is before it; -1 for nowhere.
func (l *textLine) findMark(mark string) int {
	n := len([]rune(mark))
	for k := 1; k+n <= len(l.glyphs); k++ {
		isMark := textOf(l.glyphs[k:k+n]) == mark && l.isRaised(l.glyphs[k]) && l.isRaised(l.glyphs[k+n-1])
		endsThere := k+n == len(l.glyphs) || !l.isRaised(l.glyphs[k+n])
		if isMark && endsThere && !isLatin(l.glyphs[k-1].Text) {
			return k
		}
	}
	return -1
}

// notes writes the notes, each as a paragraph without its mark.
func (w *writer) notes(all []note) {
	for _, n := range all {
		first := &n.lines[0]
		first.glyphs = trimmed(first.glyphs[len([]rune(n.mark)):])
		if text := tidy(w.flow().join(n.lines)); text != "" {
			w.emit(&block.Paragraph{Text: text, Place: block.Place{Page: n.page}})
		}
	}
}
