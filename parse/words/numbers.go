package words

import (
	"slices"
	"strings"
)

// RowStarts returns the places of the running numbers in items. A bare number can also be a cell, so of all chains
// of rising numbers the one is taken that has the most numbers and then the most even rows.
func RowStarts(items []string, columns int) []int {
	return rowStarts(items, 1, mostMissing, max(2, min(columns-3, (columns-1)/2)), columns)
}

// ExcerptStarts is RowStarts for the excerpt of a table, whose numbers are those of the whole: they begin anywhere and leave others
// out.
func ExcerptStarts(items []string, columns int) []int {
	if len(items) == 0 {
		return nil
	}
	first, _ := RunningNumber(items[0])
	return rowStarts(items, first, mostLeftOut, max(2, columns-1), columns)
}

const (
	mostMissing = 2 // numbers that a conversion has lost
	mostLeftOut = 500
)

// rowStarts finds the chain that begins with that number as the first item, in which at most so many numbers are missing in one place, and
// that has as many items at least from one to the next.
func rowStarts(items []string, first, mostMissing, least, columns int) []int {
	type link struct {
		at, number, before int // before: index of the link before this, or -1
		length, cost       int
	}
	var links []link
	best := -1
	named := len(items) > 1 && !isFigure(items[1]) // words stand behind the numbers
	for i, item := range items {
		n, ok := RunningNumber(item)
		if !ok || named && i+1 < len(items) && isFigure(items[i+1]) {
			continue
		}
		l := link{at: i, number: n, before: -1, length: 1}
		if n != first || i != 0 {
			l.length = 0
		}
		for k := len(links) - 1; k >= 0 && k >= len(links)-200; k-- {
			p := links[k]
			if missing := n - p.number - 1; missing < 0 || missing > mostMissing || i-p.at < least {
				continue
			} else if cost := p.cost + abs(i-p.at-columns) + 20*min(missing, 3); p.length+1 > l.length || p.length+1 == l.length && cost < l.cost {
				l.before, l.length, l.cost = k, p.length+1, cost
			}
		}
		if l.length == 0 {
			continue
		}
		links = append(links, l)
		if best < 0 || l.length > links[best].length || l.length == links[best].length && l.cost < links[best].cost {
			best = len(links) - 1
		}
	}
	var starts []int
	for ; best >= 0; best = links[best].before {
		starts = append(starts, links[best].at)
	}
	slices.Reverse(starts)
	return starts
}

// isFigure reports an item of digits, with a point, a sign or a sign of per cent.
func isFigure(s string) bool { return s != "" && strings.Trim(s, "0123456789.,-+%％") == "" }

func abs(n int) int { return max(n, -n) }
