package table

import (
	"cmp"
	"slices"

	"duban/parse/block"
)

// This file finds the tree of a header whose labels stand one a line, so that not even their rows are known: each place at which the
// lower labels can begin is tried.

// lostSplit finds the paths of labels above rows of so many cells; ok is false where no way to divide them fits, sure where none
// other is nearly as good.
func (r *Reader) lostSplit(labels []string, width int, body []block.Row) (paths [][]string, sure, ok bool) {
	const least = 2 // labels of a row
	if len(labels) <= width || width < least || width > mostLostWidth || len(labels) > mostLostLabels {
		return nil, false, false
	}
	columns := lostColumns(body, width)
	var ways []lostWay
	for p := least; p <= min(width, len(labels)-least); p++ {
		l := r.newLost([][]string{labels[:p], labels[p:]}, width, nil)
		l.columns = columns
		ways = append(ways, l.best()...)
	}
	if len(ways) == 0 {
		return nil, false, false
	}
	slices.SortStableFunc(ways, func(a, b lostWay) int { return cmp.Compare(b.score, a.score) })
	sure = len(ways) == 1 || ways[0].score-ways[1].score >= lostMargin
	return ways[0].paths(), sure, true
}

// lostHeaders takes the first n lines for labels of which some stand below others, where the lines behind come round with fewer columns.
// decided says that nothing else can be right there.
func (u *unflattener) lostHeaders(texts []string, i, n int) (headers []flatHeader, decided bool) {
	labels := texts[:n]
	whole := joinBroken(labels, isBracket)
	width, strict := u.widthBehind(i+n, len(whole), false), true
	if width == 0 && u.groupedHeaders(labels) == nil {
		width, strict = u.widthBehind(i+n, len(whole), true), false
	}
	if width == 0 || len(whole) <= width {
		return nil, false
	}
	if !slices.ContainsFunc(whole, func(s string) bool { return plainLabel(s) == "" }) { // each stands right behind its label
		labels = whole
	}
	var body []block.Row
	for k := i + n; len(body) < mostBody && k+width <= len(u.blocks) && u.line(k+width-1).text != ""; k += width {
		var row block.Row
		for c := range width {
			row.Cells = append(row.Cells, &block.Cell{Text: u.line(k + c).text})
		}
		body = append(body, row)
	}
	paths, sure, ok := u.lostSplit(labels, width, body)
	if !ok || !sure || u.isTitle(i, leastFlatTitle) {
		groups := slices.DeleteFunc(u.groupedHeaders(texts[:n]), func(h flatHeader) bool { return len(h.labels) != width })
		return groups, strict || len(groups) > 0
	}
	return []flatHeader{{lines: n, labels: paths, lost: true}}, true
}

// widthBehind returns after how many lines from i on the looks of the lines come round, fewer than there are labels and more than
// half as many; 0 where they do not. blanks says that a sign for nothing looks like any other.
func (u *unflattener) widthBehind(i, labels int, blanks bool) int {
	const rows = 5
	for width := labels/2 + 1; width < labels; width++ {
		lines, alike := 0, 0
		for k := i; k < i+rows*width && u.line(k+width).text != ""; k++ {
			lines++
			blank := IsBlank(u.line(k).text) || IsBlank(u.line(k+width).text)
			if blanks && blank || isFigureLook(u.line(k).look) == isFigureLook(u.line(k+width).look) {
				alike++
			}
		}
		if lines >= 2*width && alike == lines {
			return width
		}
	}
	return 0
}
