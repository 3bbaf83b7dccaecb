package page

import (
	"math"
	"regexp"
	"slices"
	"strconv"
)

// This file finds lines at the edges of pages that count these, whatever words and numbers stand beside, and whatever number the first has.

// counted says how many pages have a line that counts them, by what such lines have in common.
type counted map[count]int

// count is a line at the edge of a page but for one of its numbers.
type count struct {
	before, behind string
	first          int // what the number would be on the page in front of the first
	height         int // of the line above the foot of the page, in points; at its head below that, and less than 0
}

var counters = regexp.MustCompile(`[0-9]+`)

// mostCounters is how many numbers a line has that counts pages, at most.
const mostCounters = 16

// countedLines counts what the lines at the edges of the pages have in common.
func countedLines(sheets []sheet) counted {
	all := counted{}
	left, highest := math.MaxInt, math.MaxInt // where what is on the pages begins, and what is below their first lines
	for i := range sheets {
		for k, it := range sheets[i].items {
			left = min(left, it.Left)
			if k > 0 {
				highest = min(highest, it.Top)
			}
		}
	}
	for i := range sheets {
		s := &sheets[i]
		for _, k := range s.outer() {
			it := s.items[k]
			mayBegin := it.Left <= left+it.line.size || it.Bottom > highest // as the annexes do that each have a page
			if s.isAtHead(k) && mayBegin {
				continue
			}
			for _, c := range s.counts(k) {
				all[c]++
			}
		}
	}
	return all
}

// has reports whether another page has the line that is item k of this one with its own number.
func (c counted) has(s *sheet, k int) bool {
	return slices.ContainsFunc(s.counts(k), func(n count) bool { return c[n] > 1 })
}

// counts returns item k, a line, without each of its numbers.
func (s *sheet) counts(k int) (all []count) {
	line := s.items[k].line
	height := (s.height - line.base) / Unit
	if s.isAtHead(k) {
		height = -line.base / Unit
	}
	text := line.text()
	numbers := counters.FindAllStringIndex(text, mostCounters+1)
	if len(numbers) > mostCounters {
		return nil
	}
	for _, at := range numbers {
		if n, err := strconv.Atoi(text[at[0]:at[1]]); err == nil {
			all = append(all, count{text[:at[0]], text[at[1]:], n - s.number, height})
		}
	}
	return all
}

// isAtHead reports whether item k stands in the upper half of the page.
func (s *sheet) isAtHead(k int) bool { return s.items[k].Bottom < s.height/2 }
