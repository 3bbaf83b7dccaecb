package table

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"duban/extract/internal/text"
	"duban/internal/char"
	"duban/parse/block"
)

// This file gives a header of text back which labels stood above which others, where the conversion has left each label once, row
// by row. How many of the upper labels have others below follows from the width of the rows; which ones, from what the labels say
// and what the columns hold. Where a second way is nearly as good, it is not sure.

// Limits of such a header.
const (
	mostLostRows   = 3
	mostLostLabels = 60
	mostLostWidth  = 40
	lostMargin     = 1.0 // lead of the best way over the next that makes it certain
)

// lostLabels reads the labels that begin in row i and stand in several rows.
func (r *Reader) lostLabels(h *Head, t *block.Table, i int) bool {
	paths, end, sure, ok := r.lostTree(t, i)
	if !ok {
		return false
	}
	for _, row := range t.Rows[i:end] {
		h.rows = append(h.rows, compactTexts(row))
		if len(row.Cells) == len(paths) && r.isUnits(row) {
			h.Units = r.units(row)
		}
	}
	for _, path := range paths {
		h.Labels = append(h.Labels, r.Labels.Read(path))
	}
	h.End, h.Loose = end, !sure
	return true
}

// lostTree finds the paths of the labels that begin in row i, and the index of the row behind them; ok is false where the rows are
// no labels that have lost their columns.
func (r *Reader) lostTree(t *block.Table, i int) (paths [][]string, end int, sure, ok bool) {
	var rows [][]string
	known := 0.0
	end = i
	for ; end < len(t.Rows) && len(rows) < mostLostRows; end++ {
		labels, k, plain := r.lostRow(t.Rows[end], end == i)
		if !plain || len(labels) < 2 { // one may head a group of entries
			break
		}
		rows = append(rows, labels)
		known += k
	}
	for end < len(t.Rows) && (isNumbering(t.Rows[end]) || r.isUnits(t.Rows[end])) {
		end++
	}
	if len(rows) < 2 || end == len(t.Rows) {
		return nil, 0, false, false
	}
	width := bodyWidth(t.Rows[end:])
	if known < 3 && !(rows[0][0] == "" && figuresBehind(t.Rows[end:], width)) {
		return nil, 0, false, false
	}
	for k, labels := range rows {
		if len(labels) > width || len(labels) == width && k > 0 && !parts(labels, rows[0]) {
			return nil, 0, false, false
		}
	}
	most := width
	if t.Layout == block.LayoutSpaced { // empty cells have left nothing behind
		most++
	}
	var ways []lostWay
	for n := width; n <= most; n++ {
		l := r.newLost(rows, n, t.Rows[end:])
		ways = append(ways, l.best()...)
	}
	if len(ways) == 0 {
		return nil, 0, false, false
	}
	slices.SortStableFunc(ways, func(a, b lostWay) int { return cmp.Compare(b.score, a.score) })
	sure = len(ways) == 1 || ways[0].score-ways[1].score >= lostMargin
	return ways[0].paths(), end, sure, true
}

// figuresBehind reports whether rows have words in front and figures in all other cells, as they have below labels with a blank corner.
func figuresBehind(rows []block.Row, width int) bool {
	for c, x := range lostColumns(rows, width) {
		if x.cells == 0 || c == 0 && x.figures > 0 || c > 0 && x.figures < x.cells {
			return false
		}
	}
	return width > 2
}

// parts reports whether the labels repeat themselves below each of those above them.
func parts(labels, above []string) bool {
	n := period(labels)
	return n > 1 && len(labels) == n*len(above)
}

// lostRow returns the labels of a row that holds nothing else, none of them blank but the one in the corner, and how far the vocabulary
// knows them.
func (r *Reader) lostRow(row block.Row, first bool) (labels []string, known float64, ok bool) {
	row = Filled(row)
	for k, x := range row.Cells {
		s := joinLines(x.Text)
		if s == "" && first && k == 0 && len(row.Cells) > 2 {
			labels = append(labels, s)
			continue
		}
		ok, n := r.labelLike(x.Text)
		if s == "" || !ok || isBare(beforeBracket(s)) || n == 0 && r.dataLike(x.Text) && r.Look(x.Text) != Quantity || k > 0 && row.Cells[k-1] == x {
			return nil, 0, false
		}
		labels = append(labels, s)
		known += n
	}
	return labels, known, len(labels) > 0
}

// lost is a header whose tree is looked for.
type lost struct {
	*Reader
	rows    [][]string
	width   int
	columns []lostColumn
	read    map[string]*Label
	seen    map[lostState][]lostWay
}

// lostColumn is what the cells of a column look like.
type lostColumn struct {
	cells, figures      int
	whole, small, minus bool // all figures are whole, at most as many as there are rows, and some negative
	percent             int
	most                float64
}

// lostState is how many labels of each row and how many columns have been used up, and the group of labels in front.
type lostState struct {
	used   [mostLostRows]int
	width  int
	before string
}

// lostWay is one way to go on from a state: its score, and the columns of its first label.
type lostWay struct {
	score float64
	first [][]string
	next  *lostWay
}

func (w *lostWay) paths() [][]string {
	var all [][]string
	for ; w != nil; w = w.next {
		all = append(all, w.first...)
	}
	return all
}

func (r *Reader) newLost(rows [][]string, width int, body []block.Row) *lost {
	l := &lost{Reader: r, rows: rows, width: width, read: map[string]*Label{}, seen: map[lostState][]lostWay{}}
	l.columns = lostColumns(body, width)
	return l
}

// lostColumns looks at the rows that have a cell for each column.
func lostColumns(body []block.Row, width int) []lostColumn {
	columns := make([]lostColumn, width)
	for c := range columns {
		columns[c].whole, columns[c].small = true, true
	}
	rows := 0
	for _, row := range body[:min(len(body), mostBody)] {
		if len(row.Cells) != width {
			continue
		}
		rows++
		for c, x := range row.Cells {
			columns[c].add(x.Text)
		}
	}
	for c := range columns {
		x := &columns[c]
		x.small = x.whole && x.most <= float64(2*rows+2)
	}
	return columns
}

func (x *lostColumn) add(s string) {
	s = text.RemoveSpace(s)
	if IsBlank(s) {
		return
	}
	x.cells++
	if from, _, span := strings.Cut(s, "-"); !isBare(s) || span && isYear(from) { // 2021-2023
		return
	}
	x.figures++
	if strings.ContainsAny(s, char.Percents) {
		x.percent++
	}
	value, err := strconv.ParseFloat(strings.Trim(strings.ReplaceAll(s, ",", ""), char.Percents+"*+"), 64)
	if err != nil {
		return
	}
	x.whole = x.whole && value == math.Trunc(value)
	x.minus = x.minus || value < 0
	x.most = max(x.most, value)
}

// best returns the two best ways.
func (l *lost) best() []lostWay {
	total := 0
	for _, row := range l.rows {
		total += len(row)
	}
	if total > mostLostLabels || l.width > mostLostWidth {
		return nil
	}
	return l.from(lostState{})
}

// from returns the two best ways from a state on.
func (l *lost) from(s lostState) []lostWay {
	if s.used[0] == len(l.rows[0]) {
		if s.width == l.width && l.finished(s) {
			return []lostWay{{}}
		}
		return nil
	}
	if ways, ok := l.seen[s]; ok {
		return ways
	}
	label := l.rows[0][s.used[0]]
	var ways []lostWay
	add := func(score float64, columns [][]string, used [mostLostRows]int, group string) {
		for _, w := range l.from(lostState{used, s.width + len(columns), group}) {
			ways = append(ways, lostWay{score + w.score, columns, &w})
		}
	}
	after := s.used
	after[0]++
	own := 0.8
	if l.isLower(label) {
		own -= 2.5 // it stands in a group elsewhere
	}
	if s.width < l.width {
		add(l.plain(label, s.width)+own, [][]string{{label}}, after, s.before)
	}
	for n := 1; label != "" && after[1]+n <= len(l.rows[1]) && s.width+n <= l.width; n++ {
		for _, low := range l.below(label, s, n) {
			used := low.used
			used[0] = after[0]
			group := s.before
			if n > 1 {
				group = groupOf(l.rows[1][after[1] : after[1]+n])
			}
			score := low.score + l.covers(label, l.rows[1][after[1]:after[1]+n], s.width, s.before) + l.agrees(label, low.columns)
			add(own-0.8+score, low.columns, used, group)
		}
	}
	slices.SortStableFunc(ways, func(a, b lostWay) int { return cmp.Compare(b.score, a.score) })
	ways = ways[:min(2, len(ways))]
	l.seen[s] = ways
	return ways
}

// isLower reports whether a label stands in the second row, too, or is a time as others there are.
func (l *lost) isLower(label string) bool {
	same := func(s string) bool { return plainLabel(s) == plainLabel(label) }
	return slices.ContainsFunc(l.rows[1], same) || l.isTime(label) && slices.ContainsFunc(l.rows[1], l.isTime)
}

// isTime reports a label that names a time and nothing else.
func (l *lost) isTime(s string) bool {
	x := l.label(s)
	return x.Period != nil && x.Measure == "" && x.Kind == "" && x.State == ""
}

// groupOf is how a group of labels is remembered for the next.
func groupOf(labels []string) string {
	own := make([]string, len(labels))
	for i, s := range labels {
		own[i] = plainLabel(s)
	}
	return strings.Join(own, "|")
}

func (l *lost) finished(s lostState) bool {
	for i, row := range l.rows {
		if s.used[i] != len(row) {
			return false
		}
	}
	return true
}

// lower is a way to put n labels of the second row, and those of the third below them, under one of the first.
type lower struct {
	score   float64
	columns [][]string
	used    [mostLostRows]int
	before  string // the group of labels of the third row in front
}

// below returns the ways to put the next n labels of the second row below label.
func (l *lost) below(label string, s lostState, n int) []lower {
	ways := []lower{{used: s.used}}
	for _, sub := range l.rows[1][s.used[1] : s.used[1]+n] {
		var next []lower
		for _, w := range ways {
			w.used[1]++
			col := s.width + len(w.columns)
			if col < l.width {
				columns := append(slices.Clone(w.columns), []string{label, sub})
				next = append(next, lower{w.score + l.plain(sub, col, label), columns, w.used, w.before})
			}
			if len(l.rows) < mostLostRows {
				continue
			}
			third := l.rows[2][w.used[2]:]
			for k := 2; k <= len(third) && col+k <= l.width; k++ {
				score := w.score + l.covers(sub, third[:k], col, w.before)
				x := lower{score, slices.Clone(w.columns), w.used, groupOf(third[:k])}
				x.used[2] += k
				for m, leaf := range third[:k] {
					x.score += l.plain(leaf, col+m, label, sub)
					x.columns = append(x.columns, []string{label, sub, leaf})
				}
				next = append(next, x)
			}
		}
		slices.SortStableFunc(next, func(a, b lower) int { return cmp.Compare(b.score, a.score) })
		ways = next[:min(len(next), 6)]
	}
	return ways
}
