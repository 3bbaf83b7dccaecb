package page

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"duban/internal/char"
	"duban/parse/block"
)

// textLine is a line of glyphs from left to right.
type textLine struct {
	Box
	glyphs    []Glyph
	base      int  // the base line of most
	size      int  // the size of most
	spaced    bool // it ends in a space
	stretched bool // its gaps part nothing
}

// textLines puts glyphs into lines, from top to bottom. A glyph belongs to the line whose base it shares, or in which it stands
// raised or lowered.
func textLines(glyphs []Glyph) []textLine {
	sorted := slices.Clone(glyphs)
	slices.SortStableFunc(sorted, func(a, b Glyph) int { return cmp.Or(b.Size-a.Size, a.Base-b.Base) })
	var out []textLine
	for _, g := range sorted { // the large first, so that the small hang on to them
		if k := lineOf(out, g); k >= 0 {
			out[k].Box = out[k].around(g.Box)
			out[k].glyphs = append(out[k].glyphs, g)
			continue
		}
		k, _ := slices.BinarySearchFunc(out, g.Base, func(l textLine, base int) int { return l.base - base })
		out = slices.Insert(out, k, textLine{Box: g.Box, glyphs: []Glyph{g}, base: g.Base, size: g.Size})
	}
	for i := range len(out) {
		out = append(out, out[i].splitOff()...)
	}
	slices.SortStableFunc(out, func(a, b textLine) int { return a.base - b.base })
	for i := range out {
		out[i].order()
	}
	return slices.DeleteFunc(out, func(l textLine) bool { return len(l.glyphs) == 0 })
}

// splitOff takes glyphs out of a line that are too small for it and stand over or under others: they are no raised or lowered ones but
// lines of their own beside a large one.
func (l *textLine) splitOff() (lines []textLine) {
	const most = 2000 // glyphs, as each is set against each
	if len(l.glyphs) > most {
		return nil
	}
	isSmall := func(g Glyph) bool { return g.Size*5 < l.size*4 }
	small := map[int][]Glyph{} // by base
	for _, g := range l.glyphs {
		if isSmall(g) && !isBlank(g) {
			small[g.Base] = append(small[g.Base], g)
		}
	}
	for _, base := range slices.Sorted(maps.Keys(small)) {
		own := small[base]
		if !slices.ContainsFunc(own, func(g Glyph) bool { return l.crosses(g) }) {
			continue
		}
		l.glyphs = slices.DeleteFunc(l.glyphs, func(g Glyph) bool { return isSmall(g) && g.Base == base })
		n := textLine{Box: own[0].Box, glyphs: own, base: base, size: own[0].Size}
		for _, g := range own {
			n.Box = n.around(g.Box)
		}
		lines = append(lines, n)
	}
	return lines
}

// crosses reports whether a glyph stands for the most part over or under one of the line that has another base.
func (l *textLine) crosses(g Glyph) bool {
	return slices.ContainsFunc(l.glyphs, func(o Glyph) bool {
		return o.Base != g.Base && !isBlank(o) && 2*(min(o.Right, g.Right)-max(o.Left, g.Left)) > min(g.width(), o.width())
	})
}

// lineOf returns the line, of such in the order of their bases, to which a glyph belongs, or -1.
func lineOf(sorted []textLine, g Glyph) int {
	k, _ := slices.BinarySearchFunc(sorted, g.Base, func(l textLine, base int) int { return l.base - base })
	best, distance := -1, 0
	for _, i := range []int{k - 1, k, k + 1} {
		if i < 0 || i >= len(sorted) {
			continue
		}
		l := &sorted[i]
		d := abs(l.base - g.Base)
		reach := l.size / 5
		if g.Size*5 < l.size*4 { // it may be raised or lowered
			reach = l.size / 2
		}
		if d <= reach && (best < 0 || d < distance) {
			best, distance = i, d
		}
	}
	return best
}

// order puts the glyphs of a line from left to right; such as are printed twice for a bold look are one.
func (l *textLine) order() {
	slices.SortStableFunc(l.glyphs, func(a, b Glyph) int { return a.Left - b.Left })
	kept := l.glyphs[:0]
	for _, g := range l.glyphs {
		if n := len(kept); n > 0 && kept[n-1].Text == g.Text && g.Left-kept[n-1].Left < g.Size/5 && abs(g.Base-kept[n-1].Base) < g.Size/5 {
			continue
		}
		kept = append(kept, g)
	}
	l.spaced = len(kept) > 0 && isBlank(kept[len(kept)-1])
	l.glyphs = slices.Clone(trimmed(kept)) // without the room that it grew by, as lines of all pages are kept
	if len(l.glyphs) > 0 {
		l.Left, l.Right = l.glyphs[0].Left, l.glyphs[len(l.glyphs)-1].Right
	}
}

// trimmed returns glyphs without the spaces at their ends.
func trimmed(glyphs []Glyph) []Glyph {
	for len(glyphs) > 0 && isBlank(glyphs[0]) {
		glyphs = glyphs[1:]
	}
	for len(glyphs) > 0 && isBlank(glyphs[len(glyphs)-1]) {
		glyphs = glyphs[:len(glyphs)-1]
	}
	return glyphs
}

func isBlank(g Glyph) bool { return strings.TrimFunc(g.Text, block.IsSpace) == "" }

// text returns what the line says: a space where words stand apart, a tab where a gap is wide, numbers that stand raised as such.
func (l *textLine) text() string {
	var sb strings.Builder
	label := l.label()
	for i, g := range l.glyphs {
		switch {
		case i > 0 && i == label:
			sb.WriteString(" ")
		case i > 0 && !l.stretched:
			sb.WriteString(between(l.glyphs[i-1], g))
		}
		sb.WriteString(l.shown(g))
	}
	return strings.TrimFunc(sb.String(), block.IsSpace)
}

// wide is the gap, in tenths of the size of a font, from which on two texts do not belong together.
const wide = 10

// between returns what parts two glyphs of a line.
func between(a, b Glyph) string {
	gap, size := b.Left-a.Right, max(a.Size, b.Size)
	switch {
	case 10*gap > wide*size:
		return "\t"
	case 5*gap > size && isLatin(a.Text) && isLatin(b.Text):
		return " "
	}
	return ""
}

// isLatin reports characters of texts in Latin letters, between which a gap is a space.
func isLatin(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return ' ' < r && r < 0x2000
}

// shown returns the text of a glyph, a digit above the line as superscript.
func (l *textLine) shown(g Glyph) string {
	if l.isRaised(g) && len(g.Text) == 1 {
		return raised.Replace(g.Text)
	}
	return g.Text
}

// isRaised reports a small glyph above the line.
func (l *textLine) isRaised(g Glyph) bool {
	return g.Size*5 < l.size*4 && 8*(l.base-g.Base) > l.size
}

var raised = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹",
	"+", "⁺", "-", "⁻", "−", "⁻")

// inner returns where a line ends without the mark at its end, which may hang over the edge of its place.
func (l *textLine) inner() int {
	n := len(l.glyphs)
	if n > 1 && strings.Contains(notFirst, l.glyphs[n-1].Text) {
		n--
	}
	return l.glyphs[n-1].Right
}

// lead returns the width of what a line begins with and cannot be parted: a number or word, or a character with the marks that
// must not begin a line behind it, or the character behind a mark that must not end one.
func (l *textLine) lead() int {
	glyphs := l.glyphs
	n := 1
	for n < len(glyphs) && !breaks(glyphs[n-1], glyphs[n]) {
		n++
	}
	return glyphs[n-1].Right - glyphs[0].Left
}

// breaks reports whether a line may end between two glyphs. Programs differ in what they do about quotation marks and dots
// between names; where one of them does not break, none is taken to.
func breaks(a, b Glyph) bool {
	before, _ := utf8.DecodeLastRuneInString(a.Text)
	behind, _ := utf8.DecodeRuneInString(b.Text)
	switch {
	case unicode.IsSpace(before), unicode.IsSpace(behind):
		return true
	case unicode.In(before, unicode.Ps, unicode.Pi, unicode.Pf), unicode.In(behind, unicode.Pe, unicode.Pi, unicode.Pf):
		return false
	case strings.ContainsRune(notFirst, behind), strings.ContainsRune(notLast, before), strings.ContainsRune("/\"'", behind):
		return false
	case strings.ContainsRune(pauses, before) && isWord(behind): // as LibreOffice has it
		return false
	}
	return !isWord(before) || !isWord(behind)
}

// notFirst are marks that do not begin a line, notLast such as do not end one. Pauses part the words and clauses of a sentence.
const (
	notFirst = pauses + char.Stop + char.Question + char.Exclamation + "…" + char.Percents + "‰℃·,.;:?!"
	notLast  = "·•\"'"
	pauses   = char.Pause + char.Comma + char.Semicolon + char.Colon
)

// isWord reports characters of numbers and of words in Latin letters, which are not broken: 2.9×10⁴ is one.
func isWord(r rune) bool {
	const superscripts, superscriptsEnd = 0x2070, 0x209F
	isOfWords := r < 0x2000 || superscripts <= r && r <= superscriptsEnd
	return isOfWords && (unicode.IsLetter(r) || unicode.IsNumber(r)) || strings.ContainsRune(".,:;%-+/#&*=@_~$×±¥￥°", r)
}
