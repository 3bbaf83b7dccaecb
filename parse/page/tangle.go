package page

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"duban/parse/block"
)

// This file takes texts apart that are printed one over the other, as those are that are too wide for their cells. Engines tell their
// characters from left to right, and of two that are the same and nearly at one place just one, as it were printed twice for a bold look.

// untangle returns the glyphs of a page with such texts one behind the other. Marks stand about the numbers in them, as characters may be
// missing.
func untangle(glyphs []Glyph) []Glyph {
	moved := map[int][]Glyph{} // by the first glyph of a tangle, what stands in its place
	gone := map[int]bool{}
	for _, line := range onLines(glyphs) {
		for len(line) > 0 {
			n := wordOf(glyphs, line)
			if word := line[:n]; isTangled(glyphs, word) {
				moved[slices.Min(word)] = apart(glyphs, word)
				for _, i := range word {
					gone[i] = true
				}
			}
			line = line[n:]
		}
	}
	if len(moved) == 0 {
		return glyphs
	}
	var out []Glyph
	for i, g := range glyphs {
		out = append(out, moved[i]...)
		if !gone[i] {
			out = append(out, g)
		}
	}
	return out
}

// onLines returns the indexes of glyphs by the lines that they stand on, from left to right.
func onLines(glyphs []Glyph) (lines [][]int) {
	order := make([]int, len(glyphs))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return glyphs[a].Base - glyphs[b].Base })
	for start := 0; start < len(order); {
		end := start + 1
		for end < len(order) && glyphs[order[end]].Base-glyphs[order[end-1]].Base <= Unit/4 {
			end++
		}
		line := order[start:end]
		slices.SortStableFunc(line, func(a, b int) int { return glyphs[a].Left - glyphs[b].Left })
		lines = append(lines, line)
		start = end
	}
	return lines
}

// wordOf returns how many of the first glyphs of a line have no gap between them that one which is missing could not fill.
func wordOf(glyphs []Glyph, line []int) int {
	first := &glyphs[line[0]]
	right := first.Right
	for n, i := range line {
		g := &glyphs[i]
		if 5*(g.Left-right) > 3*first.Size || g.Turn != first.Turn {
			return n
		}
		right = max(right, g.Right)
	}
	return len(line)
}

// isTangled reports a word, from left to right, of which characters that are no marks stand over each other. Where all that follow on each
// other do so as far, it is the font whose widths are wrong.
func isTangled(glyphs []Glyph, word []int) bool {
	over, pairs := 0, 0
	pitches := map[int]int{}
	for k := 1; k < len(word); k++ {
		a, b := &glyphs[word[k-1]], &glyphs[word[k]]
		if !isWide(a) || !isWide(b) || isPrintedTwice(a, b) {
			continue
		}
		pairs++
		if 3*(a.Right-b.Left) > min(a.width(), b.width()) {
			over++
			pitches[10*(b.Left-a.Left)/max(a.Size, 1)]++
		}
	}
	most := 0
	for _, n := range pitches {
		most = max(most, n)
	}
	return over > 0 && !(over == pairs && over > 2 && 4*most >= 3*over)
}

// isWide reports characters that never reach into each other, as the letters of some words and marks do.
func isWide(g *Glyph) bool {
	r, _ := utf8.DecodeRuneInString(g.Text)
	return unicode.Is(unicode.Han, r) || unicode.IsDigit(r)
}

// isPrintedTwice reports two glyphs that are one.
func isPrintedTwice(a, b *Glyph) bool {
	return a.Text == b.Text && b.Left-a.Left < a.Size/5
}

// apart returns the glyphs of a tangled word as the texts that each go on from glyph to glyph.
func apart(glyphs []Glyph, word []int) (out []Glyph) {
	const most = 1000 // texts to look through
	var texts [][]Glyph
	for _, i := range word {
		g := glyphs[i]
		k := len(texts)
		if len(texts) > most {
			texts[0] = append(texts[0], g)
			continue
		}
		for j, t := range texts {
			last := &t[len(t)-1]
			if last.touches(&g) && (k == len(texts) || abs(last.Right-g.Left) < abs(texts[k][len(texts[k])-1].Right-g.Left)) {
				k = j
			}
		}
		if k == len(texts) {
			texts = append(texts, nil)
		}
		texts[k] = append(texts[k], g)
	}
	for _, t := range texts {
		markNumbers(t)
		out = append(out, t...)
	}
	return out
}

// markNumbers puts marks about the numbers in the text of glyphs.
func markNumbers(glyphs []Glyph) {
	for k := range glyphs {
		first := k == 0 || !isDigits(glyphs[k-1].Text)
		last := k+1 == len(glyphs) || !isDigits(glyphs[k+1].Text)
		if r, _ := utf8.DecodeRuneInString(glyphs[k].Text); unicode.IsDigit(r) && (first || last) || isDigits(glyphs[k].Text) && first != last {
			glyphs[k].Text = marked(glyphs[k].Text, first, last)
		}
	}
}

// marked returns a text with marks before and behind it.
func marked(text string, before, behind bool) string {
	mark := string(block.ObjectMark)
	var sb strings.Builder
	if before {
		sb.WriteString(mark)
	}
	sb.WriteString(text)
	if behind {
		sb.WriteString(mark)
	}
	return sb.String()
}
