package page

import (
	"strconv"
	"strings"
	"unicode"
)

// edge is how much of a page, at its top and bottom, may be the running title and the page's number.
const edge = 8 // an eighth

// dropEdges takes out what pages repeat at their edges: the page's number, alone or with the number of all, and running titles.
func dropEdges(sheets []sheet) {
	counted := countedLines(sheets)
	titles := map[string]int{}
	for i := range sheets {
		for _, k := range sheets[i].outer() {
			titles[sheets[i].items[k].line.text()]++
		}
	}
	for i := range sheets {
		s := &sheets[i]
		drop := map[int]bool{}
		for _, k := range s.outer() {
			text := s.items[k].line.text()
			drop[k] = titles[text] > 1 && 2*titles[text] >= len(sheets) || s.isNumber(text, len(sheets)) || isBareNumber(text) || counted.has(s, k)
		}
		kept := s.items[:0]
		for k, it := range s.items {
			if !drop[k] {
				kept = append(kept, it)
			}
		}
		s.items = kept
	}
}

// outer returns the first and the last lines of a page that stand at its edges.
func (s *sheet) outer() (at []int) {
	for k, it := range s.items {
		if it.line == nil || it.Bottom > s.height/edge || s.isLabelled(k) {
			break
		}
		at = append(at, k)
	}
	for k := len(s.items) - 1; k >= len(at); k-- {
		if it := s.items[k]; it.line == nil || it.Top < s.height-s.height/edge {
			break
		}
		at = append(at, k)
	}
	return at
}

// isLabelled reports whether item k is a line of labels right above a line of as many texts: the header of a table without lines,
// which pages may repeat as they do running titles.
func (s *sheet) isLabelled(k int) bool {
	const fewest = 3
	if k+1 == len(s.items) || s.items[k+1].line == nil {
		return false
	}
	l, next := s.items[k].line, s.items[k+1].line
	return l.segments() >= fewest && next.segments() >= fewest && next.Top-l.Bottom < 2*l.size
}

// isNumber reports a line that holds the number of the page, maybe that of all pages, and few signs besides.
func (s *sheet) isNumber(text string, pages int) bool {
	const most, mostBeside = 16, 5
	numbers := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsDigit(r) })
	if len(numbers) == 0 || len(numbers) > 2 || len([]rune(text)) > most {
		return false
	}
	for _, beside := range strings.FieldsFunc(text, unicode.IsDigit) {
		if len([]rune(beside)) > mostBeside {
			return false
		}
	}
	if len(numbers) == 2 {
		return numbers[0] == strconv.Itoa(s.number) && numbers[1] == strconv.Itoa(pages)
	}
	return text == strconv.Itoa(s.number)
}

// isBareNumber reports a number between dashes; one behind a dash may be a figure below zero.
func isBareNumber(text string) bool {
	isMark := func(r rune) bool { return unicode.Is(unicode.Pd, r) || unicode.IsSpace(r) }
	inner := strings.TrimFunc(text, isMark)
	if inner == "" || strings.TrimLeftFunc(text, isMark) == text || strings.TrimRightFunc(text, isMark) == text {
		return false
	}
	return strings.IndexFunc(inner, func(r rune) bool { return !unicode.IsDigit(r) }) < 0
}
