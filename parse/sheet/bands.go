package sheet

import (
	"slices"
	"strings"
	"unicode/utf8"

	"duban/internal/char"
)

// This file parts the lines of a sheet into bands, and these into lines of text and tables.

// deepest is how often bands are parted again.
const deepest = 6

// bands parts lines where rows without texts lie between them, unless these are merged with the rows above or have lines as the
// rows of a table do.
func (l *layouter) bands(lines []line) [][]line {
	var out [][]line
	start, bottom := 0, -1 // of the merged cells so far
	for i, n := range lines {
		if i > start && l.parted(lines[i-1].index, n.index, bottom) {
			out = append(out, lines[start:i])
			start = i
		}
		for _, s := range n.spots {
			bottom = max(bottom, s.bottom)
		}
	}
	if start < len(lines) {
		out = append(out, lines[start:])
	}
	return out
}

// parted reports whether a row between two others parts them.
func (l *layouter) parted(above, below, bottom int) bool {
	if below-above > mostBlank+1 && bottom < below-1 {
		between, ok := firstShown(l.page.hiddenRows, max(above, bottom)+1, below-1)
		return ok && between < below
	}
	for row := max(above, bottom) + 1; row < below; row++ {
		if _, shown := firstShown(l.page.hiddenRows, row, row); shown && !l.ruled[row] {
			return true
		}
	}
	return false
}

// band reads lines with nothing empty between them: lines of text above a table, the table, lines below it, and so on.
func (l *layouter) band(lines []line, depth int) error {
	const most = 500 // tables of a band, as each look goes over all lines that are left
	for range most {
		if err := l.budget.Live(); err != nil {
			return err
		}
		f := l.look(lines)
		n := f.heading()
		for _, x := range lines[:n] {
			l.paragraph(x)
		}
		if lines = lines[n:]; len(lines) == 0 {
			return nil
		}
		f.lines = lines
		at := f.breakIn()
		if at == 0 {
			break
		}
		if err := l.tables(lines[:at], depth); err != nil {
			return err
		}
		lines = lines[at:]
	}
	end := l.look(lines).footing()
	if err := l.tables(lines[:end], depth); err != nil {
		return err
	}
	for _, n := range lines[end:] {
		l.paragraph(n)
	}
	return nil
}

// tables reads lines that are one table, or several side by side.
func (l *layouter) tables(lines []line, depth int) error {
	parts := l.beside(lines)
	if len(parts) < 2 || depth == deepest {
		return l.table(lines)
	}
	for _, part := range parts {
		for _, band := range l.bands(part) {
			if err := l.band(band, depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

// form is what a band looks like.
type form struct {
	lines       []line
	left, right int  // its columns
	ruled       bool // it has rows of cells with lines around them
}

func (l *layouter) look(lines []line) form {
	f := form{lines: lines, left: lines[0].spots[0].left}
	for _, n := range lines {
		f.left = min(f.left, n.spots[0].left)
		for _, s := range n.spots { // of those that are merged by their first column, as titles can reach beyond tables
			f.right = max(f.right, s.left)
		}
		f.ruled = f.ruled || n.isRuled()
	}
	return f
}

// isRuled reports a row of a table with lines around its cells.
func (n line) isRuled() bool { return len(n.spots) > 1 && n.ruledSpots()*2 > len(n.spots) }

func (n line) ruledSpots() (count int) {
	for _, s := range n.spots {
		if s.ruled {
			count++
		}
	}
	return count
}

// heading returns the number of lines at the top that are text; all of them where nothing is a table.
func (f form) heading() int {
	n := 0
	for n < len(f.lines) && f.isText(n) {
		n++
	}
	return n
}

// isText reports whether a line above a table is no row of it.
func (f form) isText(i int) bool {
	n := f.lines[i]
	alone := len(n.spots) == 1
	first := n.spots[0]
	switch {
	case f.ruled && n.ruledSpots() == 0:
		return alone || f.fewCells(n)
	case alone && f.ruled: // a title with lines around it, or a label above some columns
		return first.left == f.left && (first.right >= f.right || first.bottom == first.top && !f.hasLabelsBelow(i))
	case alone:
		return first.left == f.left || isCaption(first.text) || f.isBroad(first) || i+1 == len(f.lines)
	}
	return f.fewCells(n) && (len(f.lines) == 1 || allCaptions(n))
}

// isBroad reports a cell that is merged over most of the columns.
func (f form) isBroad(s spot) bool { return 3*(s.right-s.left+1) >= 2*(f.right-f.left+1) }

// fewCells reports a line with cells for few of the columns: who has filled the table in, and in what unit.
func (f form) fewCells(n line) bool {
	const most = 3 // captions
	if len(n.spots) > most || slices.ContainsFunc(n.spots, func(s spot) bool { return isFigure(s.text) }) {
		return false
	}
	return allCaptions(n) || 2*len(n.spots) <= f.right-f.left+1 && !f.isSpread(n)
}

// isSpread reports a line whose cells are merged so that they cover all columns, as labels do.
func (f form) isSpread(n line) bool {
	covered := 0
	for _, s := range n.spots {
		covered += min(s.right, f.right) - s.left + 1
	}
	return covered > f.right-f.left && !allCaptions(n)
}

// hasLabelsBelow reports whether the line below goes on to the left, as that below a label does not.
func (f form) hasLabelsBelow(i int) bool {
	return i+1 < len(f.lines) && f.lines[i+1].spots[0].left > f.left
}

// isCaption reports a text that has a colon, or brackets around it: 单位：万元, （万元）.
func isCaption(s string) bool {
	return strings.ContainsAny(s, char.Colons) || strings.HasPrefix(s, char.Open) || strings.HasPrefix(s, "(")
}

func allCaptions(n line) bool {
	return !slices.ContainsFunc(n.spots, func(s spot) bool { return !isCaption(s.text) })
}

// footing returns the line behind the last row: what follows are notes, signatures and dates, merged over all columns, or too long
// for an entry whose figures are blank.
func (f form) footing() int {
	const longest = 16 // characters of a name
	end := len(f.lines)
	for ; end > 1; end-- {
		n := f.lines[end-1]
		s := n.spots[0]
		if len(n.spots) > 1 || s.left != f.left {
			break
		}
		isLong := utf8.RuneCountInString(s.text) > longest || strings.ContainsAny(s.text, char.Colons+char.Stop)
		if s.right < f.right && (!isLong || s.ruled) {
			break
		}
	}
	if end < 2 { // lines and no rows
		return len(f.lines)
	}
	return end
}

// breakIn returns the line at which another table begins, with what heads it, or at which text below the table does; 0 where there
// is none. The first line is a row.
func (f form) breakIn() int {
	ruled := false
	for i := 0; i < len(f.lines); i++ {
		n := f.lines[i]
		if len(n.spots) > 1 {
			ruled = ruled || n.isRuled()
			continue
		}
		if ruled && n.ruledSpots() == 0 {
			return i
		}
		end := i
		for end < len(f.lines) && len(f.lines[end].spots) == 1 {
			end++
		}
		if i > 1 && end < len(f.lines) && n.spots[0].left == f.left && f.begins(i, end) {
			return i
		}
		i = end - 1
	}
	return 0
}

// begins reports whether the lines from below on are a table of its own, and those before above are another, with lines between
// that stand alone. Two of these can be a title; one can as well be a heading of rows.
func (f form) begins(above, below int) bool {
	end := below
	for end < len(f.lines) && len(f.lines[end].spots) > 1 {
		end++
	}
	first := func(i int) string { return f.lines[i].spots[0].text }
	titled := below-above > 1
	again := sameTexts(f.lines[0], f.lines[below])
	restarts := end-below > 1 && first(below+1) == "1" && !isNumber(first(below)) && isNumber(first(above-1))
	if again || restarts {
		return titled || !again
	}
	before, behind := lefts(f.lines[:above]), lefts(f.lines[below:end])
	shared := countShared(before, behind)
	switch {
	case titled:
		return 3*shared < 2*max(len(before), len(behind))
	case len(before) == 2 && len(behind) == 2: // forms, one below the other
		return withoutSpace(first(0)) == withoutSpace(first(below))
	}
	return shared+1 < min(len(before), len(behind)) // neither has the columns of the other
}

func withoutSpace(s string) string { return strings.Join(strings.Fields(s), "") }

// countShared returns how many of the columns of the one the other has.
func countShared(before, behind []int) (shared int) {
	for _, col := range behind {
		if _, ok := slices.BinarySearch(before, col); ok {
			shared++
		}
	}
	return shared
}

// isFigure reports a text that is a number and no more.
func isFigure(s string) bool {
	return strings.ContainsAny(s, "0123456789") && strings.Trim(s, "0123456789.,%+-") == ""
}

func sameTexts(a, b line) bool {
	return slices.EqualFunc(a.spots, b.spots, func(a, b spot) bool { return a.text == b.text && a.left == b.left })
}

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// lefts returns the columns at which cells begin in a tenth of the lines at least, sorted.
func lefts(lines []line) []int {
	count := map[int]int{}
	rows := 0
	for _, n := range lines {
		if len(n.spots) < 2 {
			continue
		}
		rows++
		for _, s := range n.spots {
			count[s.left]++
		}
	}
	var cols []int
	for col, n := range count {
		if 10*n >= rows {
			cols = append(cols, col)
		}
	}
	slices.Sort(cols)
	return cols
}

// beside parts a band at columns without texts between tables that stand side by side.
func (l *layouter) beside(lines []line) [][]line {
	groups := l.groups(lines)
	if len(groups) < 2 {
		return nil
	}
	parts := make([][]line, len(groups))
	for _, n := range lines {
		for _, s := range n.spots {
			k, _ := slices.BinarySearchFunc(groups, s.left+1, func(g span, at int) int { return g.first - at })
			parts[k-1] = addSpot(parts[k-1], n.index, s)
		}
	}
	for _, n := range lines {
		for _, s := range n.blank {
			k, _ := slices.BinarySearchFunc(groups, s.left+1, func(g span, at int) int { return g.first - at })
			if k == 0 {
				continue
			}
			if at := len(parts[k-1]) - 1; at >= 0 {
				if j, ok := slices.BinarySearchFunc(parts[k-1], n.index, func(n line, at int) int { return n.index - at }); ok {
					parts[k-1][j].blank = append(parts[k-1][j].blank, s)
				}
			}
		}
	}
	for i := 1; i < len(parts); i++ {
		if !areApart(parts[i-1], parts[i]) {
			return nil
		}
	}
	return parts
}

func addSpot(lines []line, index int, s spot) []line {
	if n := len(lines); n > 0 && lines[n-1].index == index {
		lines[n-1].spots = append(lines[n-1].spots, s)
		return lines
	}
	return append(lines, line{index: index, spots: []spot{s}})
}

// groups returns the ranges of columns between those that have no text, no merged cell and no lines.
func (l *layouter) groups(lines []line) []span {
	var all []span
	for _, n := range lines {
		for _, s := range n.spots {
			all = append(all, span{s.left, s.right})
		}
		if len(all) > 1<<16 {
			all = l.join(all, len(lines))
		}
	}
	return l.join(all, len(lines))
}

func (l *layouter) join(all []span, rows int) []span {
	slices.SortFunc(all, func(a, b span) int { return a.first - b.first })
	out := all[:0]
	for _, s := range all {
		if n := len(out); n > 0 && !l.apart(out[n-1].last, s.first, rows) {
			out[n-1].last = max(out[n-1].last, s.last)
			continue
		}
		out = append(out, s)
	}
	return out
}

// apart reports whether a column between two others shows and has no lines.
func (l *layouter) apart(left, right, rows int) bool {
	for col := left + 1; col < right; col++ {
		_, shown := firstShown(l.page.hiddenCols, col, col)
		if shown && 2*l.page.ruledCols[col] < rows {
			return true
		}
	}
	return false
}

// areApart reports tables side by side that are two: both have several columns, and either lines around their cells, or other
// rows than their neighbour, or several columns between them and names of their own. What else has the same rows and no lines may be
// one table, whose figures would lose their labels.
func areApart(a, b []line) bool {
	if widthOf(a) < 2 || widthOf(b) < 2 {
		return false
	}
	ruled := func(lines []line) bool { return slices.ContainsFunc(lines, line.isRuled) }
	if ruled(a) && ruled(b) {
		return true
	}
	if a[0].index != b[0].index && a[len(a)-1].index != b[len(b)-1].index {
		return true
	}
	const far = 3 // columns on
	return leftOf(b)-rightOf(a) >= far && hasNames(a) && hasNames(b)
}

// hasNames reports whether each row has a text of its own in the first column, or its number with one in the second.
func hasNames(lines []line) bool {
	left := leftOf(lines)
	seen := map[string]bool{}
	for _, n := range lines {
		name := n.spots[0]
		if isNumber(name.text) && len(n.spots) > 1 && name.left == left {
			name = n.spots[1]
			name.left--
		}
		if name.left != left || isFigure(name.text) || seen[name.text] {
			return false
		}
		seen[name.text] = true
	}
	return true
}

func leftOf(lines []line) int {
	left := lines[0].spots[0].left
	for _, n := range lines {
		left = min(left, n.spots[0].left)
	}
	return left
}

func rightOf(lines []line) (right int) {
	for _, n := range lines {
		for _, s := range n.spots {
			right = max(right, s.right)
		}
	}
	return right
}

func widthOf(lines []line) int {
	width := 0
	for _, n := range lines {
		width = max(width, len(n.spots))
	}
	return width
}
