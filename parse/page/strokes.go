package page

import (
	"cmp"
	"slices"
)

// near is how far apart two lines may be that are one, and a line from one that it meets.
const near = 2 * Unit

// line is a merged line of a page: at is its place across, from and to its ends.
type line struct {
	at, from, to int
}

// lines are the merged lines of a page.
type lines struct {
	across, down []line // horizontal ones by their y, vertical ones by their x
}

// linesOf merges the strokes of a page. Slanted ones are no lines.
func linesOf(strokes []Stroke) lines {
	var across, down []line
	for _, s := range strokes {
		switch w, h := abs(s.X1-s.X0), abs(s.Y1-s.Y0); {
		case h <= near/2 && w > h:
			across = append(across, line{(s.Y0 + s.Y1) / 2, min(s.X0, s.X1), max(s.X0, s.X1)})
		case w <= near/2 && h > w:
			down = append(down, line{(s.X0 + s.X1) / 2, min(s.Y0, s.Y1), max(s.Y0, s.Y1)})
		}
	}
	return lines{merge(across), merge(down)}
}

func abs(n int) int { return max(n, -n) }

// merge joins lines at the same place that touch or overlap.
func merge(all []line) []line {
	slices.SortFunc(all, func(a, b line) int {
		return cmp.Or(a.at-b.at, a.from-b.from, a.to-b.to)
	})
	var merged []line
	for start := 0; start < len(all); {
		end := start
		for end < len(all) && all[end].at-all[start].at <= near {
			end++
		}
		merged = append(merged, joined(all[start:end])...)
		start = end
	}
	return merged
}

// joined joins lines that are at one place.
func joined(same []line) (out []line) {
	at := (same[0].at + same[len(same)-1].at) / 2
	slices.SortFunc(same, func(a, b line) int { return cmp.Or(a.from-b.from, a.to-b.to) })
	for _, l := range same {
		if n := len(out); n > 0 && l.from-out[n-1].to <= near {
			out[n-1].to = max(out[n-1].to, l.to)
			continue
		}
		out = append(out, line{at, l.from, l.to})
	}
	return out
}

// meets reports whether a horizontal and a vertical line touch.
func meets(across, down line) bool {
	return across.from-near <= down.at && down.at <= across.to+near &&
		down.from-near <= across.at && across.at <= down.to+near
}

// mostLines is how many lines a page may have for its tables to be looked for: more is a drawing.
const mostLines = 4000

// areDrawing reports lines that are too many for tables.
func (l lines) areDrawing() bool { return len(l.across)+len(l.down) > mostLines }

// frames returns the lines of a page in groups of such as hang together, from top to bottom: each may be a table.
func (l lines) frames() []lines {
	if l.areDrawing() {
		return nil
	}
	group := make([]int, len(l.across)+len(l.down))
	for i := range group {
		group[i] = i
	}
	root := func(i int) int {
		for group[i] != i {
			group[i] = group[group[i]]
			i = group[i]
		}
		return i
	}
	for i, a := range l.across {
		for j, d := range l.down {
			if meets(a, d) {
				group[root(i)] = root(len(l.across) + j)
			}
		}
	}
	byRoot := map[int]int{}
	var frames []lines
	of := func(i int) *lines {
		r := root(i)
		k, ok := byRoot[r]
		if !ok {
			k = len(frames)
			byRoot[r] = k
			frames = append(frames, lines{})
		}
		return &frames[k]
	}
	for i, a := range l.across { // in the order of their places
		f := of(i)
		f.across = append(f.across, a)
	}
	for j, d := range l.down {
		f := of(len(l.across) + j)
		f.down = append(f.down, d)
	}
	return frames
}

// places returns where the borders are that lines make, merged.
func places(all []line) (at []int) {
	for _, l := range all {
		if n := len(at); n == 0 || l.at-at[n-1] > near {
			at = append(at, l.at)
		}
	}
	return at
}

// covers reports whether a line at the place runs along most of the way between two borders.
func covers(all []line, at, from, to int) bool {
	k, _ := slices.BinarySearchFunc(all, at-near, func(l line, at int) int { return l.at - at })
	covered := 0
	for ; k < len(all) && all[k].at <= at+near; k++ {
		covered += max(0, min(all[k].to, to)-max(all[k].from, from))
	}
	return 5*covered >= 3*(to-from)
}
