package words

import "slices"

// RowStarts returns the places of the running numbers in items. A bare number can also be a cell, so of all chains
// of rising numbers the one is taken that has the most numbers and then the most even rows.
func RowStarts(items []string, columns int) []int {
	type link struct {
		at, number, before int // before: index of the link before this, or -1
		length, cost       int
	}
	least := max(2, columns-3)
	var links []link
	best := -1
	for i, item := range items {
		n, ok := RunningNumber(item)
		if !ok {
			continue
		}
		l := link{at: i, number: n, before: -1, length: 1}
		if n != 1 || i != 0 {
			l.length = 0
		}
		for k := len(links) - 1; k >= 0 && k >= len(links)-200; k-- {
			p := links[k]
			if missing := n - p.number - 1; missing < 0 || missing > 2 || i-p.at < least {
				continue
			} else if cost := p.cost + abs(i-p.at-columns) + 20*missing; p.length+1 > l.length || p.length+1 == l.length && cost < l.cost {
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

func abs(n int) int { return max(n, -n) }
