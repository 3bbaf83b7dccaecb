package ocr

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"duban/internal/message"
	"duban/parse/page"
)

// picture is what the program tells of one: its lines of words, in dots.
type picture struct {
	width, height int
	lines         []line
}

type line struct {
	page.Box
	words []word
}

type word struct {
	page.Box
	text string
}

// The levels of what the rows of the program's table speak of, and the columns that are asked for.
const (
	levelPage = 1
	levelLine = 4
	levelWord = 5

	columnLevel = 0
	columnLeft  = 6
	columnText  = 11
)

var errTable = message.Errorf("what it has written is not the table of words that was asked for")

// parse reads the table that the program writes: level, page, block, paragraph, line, word, left, top, width, height, confidence
// and text, parted by tabs. Rows are in reading order, what has others in it before these.
func parse(table string) (p picture, err error) {
	for row := range strings.Lines(table) {
		cells := strings.SplitN(strings.TrimRight(row, "\r\n"), "\t", columnText+1)
		if len(cells) < columnText || cells[columnLevel] == "level" {
			continue
		}
		level, box, err := placeOf(cells)
		if err != nil {
			return picture{}, err
		}
		switch level {
		case levelPage:
			p.width, p.height = box.Right, box.Bottom
		case levelLine:
			p.lines = append(p.lines, line{Box: box})
		case levelWord:
			if len(p.lines) == 0 || len(cells) <= columnText {
				return picture{}, errTable
			}
			if text := strings.TrimSpace(cells[columnText]); text != "" {
				last := &p.lines[len(p.lines)-1]
				last.words = append(last.words, word{box, text})
			}
		}
	}
	if p.width <= 0 || p.height <= 0 {
		return picture{}, errTable
	}
	return p, nil
}

func placeOf(cells []string) (level int, b page.Box, err error) {
	var n [4]int // left, top, width, height
	if level, err = strconv.Atoi(cells[columnLevel]); err != nil {
		return 0, b, errTable
	}
	const far = 1 << 20 // dots that no picture has
	for i := range n {
		if n[i], err = strconv.Atoi(cells[columnLeft+i]); err != nil || n[i] < 0 || n[i] > far {
			return 0, b, errTable
		}
	}
	return level, page.Box{Left: n[0], Top: n[1], Right: n[0] + n[2], Bottom: n[1] + n[3]}, nil
}

// glyphs returns the characters of all lines.
func (p *picture) glyphs() (out []page.Glyph) {
	for i := range p.lines {
		out = p.lines[i].glyphs(out)
	}
	return out
}

// glyphs appends the characters of a line, all on one base and of one size. Those of a word share its width. The boxes of words
// can overlap, and their order is what the program is surer of: each character stands to the right of the one before, and by so
// much that two digits of a kind are never taken for one that is printed twice.
func (l *line) glyphs(out []page.Glyph) []page.Glyph {
	size := l.size()
	step := size/4 + 1
	before := -step
	for i, w := range l.words {
		left, right := max(w.Left, before+step), w.Right
		if i+1 < len(l.words) {
			right = min(right, l.words[i+1].Left)
		}
		n := utf8.RuneCountInString(w.text)
		right = max(right, left+n*step)
		k := 0
		for _, r := range w.text {
			b := page.Box{Left: left + (right-left)*k/n, Top: l.Bottom - size, Right: left + (right-left)*(k+1)/n, Bottom: l.Bottom}
			before = b.Left
			out = append(out, page.Glyph{Text: string(r), Box: b, X: b.Left, Base: l.Bottom, Size: size})
			k++
		}
	}
	return out
}

// size returns how high the characters of a line are: that of the middle one of its words, as a line that is not quite level is
// higher and a dash is less high.
func (l *line) size() int {
	if len(l.words) == 0 {
		return 0
	}
	heights := make([]int, len(l.words))
	for i, w := range l.words {
		heights[i] = w.Bottom - w.Top
	}
	slices.Sort(heights)
	return max(heights[len(heights)/2], 1)
}
