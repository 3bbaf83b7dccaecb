package table

import (
	"slices"
	"strings"

	"duban/extract/internal/text"
	"duban/internal/char"
	"duban/schema"
)

// This file tells what the labels of a flattened table can be: plain ones, broken ones, ones below groups, those of tables side by side.

// flatHeader is how the first lines of a table can be labels: how many of them are, and the path of each column.
type flatHeader struct {
	lines  int
	labels [][]string
	lost   bool // only rows that have all their cells bear it out
}

// headers returns the headers that can begin at block i: of lines that can be labels, those in front of the words that the first row
// begins with.
func (u *unflattener) headers(i, labels, figure int) []flatHeader {
	texts := make([]string, labels-i)
	for k := range texts {
		texts[k] = joinLines(u.line(i + k).text)
	}
	most, least := min(len(texts), figure-i-1), max(2, figure-i-mostLead)
	if u.numbersRows(texts[0], figure) {
		most, least = min(len(texts), figure-i), figure-i
	}
	all := u.corneredHeader(texts, figure, figure-i-1)
	for n := most; n >= least; n-- {
		if lost, decided := u.lostHeaders(texts, i, n); decided {
			all = append(all, lost...)
			continue
		}
		if groups := u.groupedHeaders(texts[:n]); groups != nil {
			all = append(all, groups...)
			continue
		}
		twin := u.isTwin(texts)
		if slices.ContainsFunc(texts[n:], twin) || period(texts[:n]) == 0 && slices.ContainsFunc(texts[:n], twin) {
			continue // some stand below others
		}
		all = append(all, u.plainHeaders(texts[:n])...)
	}
	return all
}

// corneredHeader takes the first n lines for labels of figures whose blank corner has left nothing behind, where the lines behind are a name
// and as many figures again and again.
func (u *unflattener) corneredHeader(texts []string, figure, n int) []flatHeader {
	const least, rows = 2, 3
	if n < least || n > len(texts) {
		return nil
	}
	labels := [][]string{{""}}
	for k, s := range texts[:n] {
		l := u.Labels.Read([]string{s})
		isName := l.Role != "" && !l.ofFigures() && !l.Total
		if isName || slices.Contains(texts[:k], s) {
			return nil
		}
		labels = append(labels, []string{s})
	}
	for k := range rows * (n + 1) {
		l := u.line(figure - 1 + k)
		if l.text == "" || isFigureLook(l.look) != (k%(n+1) > 0) {
			return nil
		}
	}
	return []flatHeader{{lines: n, labels: labels, lost: true}}
}

// corneredStart returns the index of the first label of such a table among the lines from i to labels that can be labels, by how many
// figures stand behind the first name; i where none begins there.
func (u *unflattener) corneredStart(i, labels int) int {
	figure, n := labels, 0
	for isFigureLook(u.line(figure+n).look) && n <= mostFlatLabels {
		n++
	}
	if start := figure - 1 - n; n > 1 && start > i {
		return start
	}
	return i
}

// numbersRows reports whether the first label is that of numbers of rows, or of places in an order, and the first figure is 1: it begins
// the first row.
func (u *unflattener) numbersRows(label string, figure int) bool {
	n, ok := text.Ordinal(u.line(figure).text)
	l := u.Labels.Read([]string{label})
	return ok && n == 1 && (l.Role == schema.RoleNumber || l.Kind == schema.Rank)
}

// plainHeaders takes each line for a label; one that was broken is joined again. Labels that repeat themselves stand for tables side by
// side, whose cells come one table after the other in each row.
func (r *Reader) plainHeaders(texts []string) []flatHeader {
	var all []flatHeader
	whole := joinBroken(texts, isBracket)
	for _, joined := range [][]string{whole, joinBroken(whole, r.continuesLabel)} {
		if len(all) > 0 && len(joined) == len(whole) {
			break
		}
		least := 3
		if n := period(joined); n >= 2 {
			joined, least = joined[:n], 2
		}
		known := 0.0
		labels := make([][]string, len(joined))
		for i, s := range joined {
			_, k := r.labelLike(s)
			known += k
			labels[i] = []string{s}
		}
		if slices.ContainsFunc(joined, IsBlank) {
			continue
		}
		if len(joined) >= least && known >= min(leastFlatKnown, float64(len(joined))/2) && 2*known >= float64(len(joined)) {
			all = append(all, flatHeader{lines: len(texts), labels: labels})
		}
	}
	return all
}

// isTwin returns what reports a known label that stands twice among texts, and is none of those that belong to the one in front of
// them: 本月, 同比, 累计, 同比.
func (u *unflattener) isTwin(texts []string) func(string) bool {
	return func(s string) bool {
		i := slices.Index(texts, s)
		if i < 0 || !slices.Contains(texts[i+1:], s) {
			return false
		}
		l := u.Labels.Read([]string{s})
		return l.says() && l.Kind == "" && !l.Change
	}
}

// period returns the number of labels after which they repeat themselves to the end; 0 where they do not.
func period(labels []string) int {
	for n := 2; n <= len(labels)/2; n++ {
		if len(labels)%n == 0 && slices.Equal(labels[n:], labels[:len(labels)-n]) {
			return n
		}
	}
	return 0
}

// joinBroken puts labels together of which the second goes on with the first.
func joinBroken(texts []string, goesOn func(label, s string) bool) []string {
	var out []string
	for _, s := range texts {
		if n := len(out); n > 0 && goesOn(out[n-1], s) {
			out[n-1] += s
			continue
		}
		out = append(out, s)
	}
	return out
}

// isBracket reports a piece that is a bracket, or stands within one that the label has opened.
func isBracket(label, s string) bool {
	if rest, inside := text.WithoutBrackets(s); rest == "" && len(inside) == 1 {
		return !strings.HasSuffix(label, char.Close) && !strings.HasSuffix(label, ")") // of two, each goes on with a label of its own
	}
	return strings.LastIndexAny(label, char.Opening) > strings.LastIndexAny(label, char.Closing)
}

// continuesLabel reports whether two pieces are known as a label together, and neither by itself.
func (r *Reader) continuesLabel(label, s string) bool {
	_, a := r.labelLike(label)
	_, b := r.labelLike(s)
	_, both := r.labelLike(label + s)
	return a == 0 && b == 0 && both >= 1
}

// groupedHeaders takes the last lines for labels that repeat themselves below each of the labels in front of them: 目标 | 完成 | 目标 |
// 完成 below 就业 | 参保. What stands further in front are columns of one label, to the left of the groups or to their right, and maybe one
// label over all the groups: each way is a header of its own.
func (r *Reader) groupedHeaders(texts []string) []flatHeader {
	size := repeated(texts)
	if size == 0 {
		return nil
	}
	leaves := texts[len(texts)-size:]
	groups := 1
	for (groups+1)*size < len(texts) && slices.Equal(texts[len(texts)-(groups+1)*size:len(texts)-groups*size], leaves) {
		groups++
	}
	front := texts[:len(texts)-groups*size]
	if groups < 2 || len(front) <= groups {
		return nil
	}
	heads := front[len(front)-groups:]
	front = front[:len(front)-groups]
	if r.haveUnits(heads) && r.areShares(leaves) {
		return nil
	}
	var all []flatHeader
	for _, leaves := range r.leaves(leaves) {
		for k := 1; k <= len(front); k++ {
			for over := k; over <= min(len(front), k+mostOver); over++ {
				labels := groupedLabels(front[:k], front[k:over], heads, leaves, front[over:])
				all = append(all, flatHeader{lines: len(texts), labels: labels})
			}
		}
	}
	return all
}

// haveUnits reports whether one of the labels gives a unit that is none of shares.
func (r *Reader) haveUnits(labels []string) bool {
	return slices.ContainsFunc(labels, func(s string) bool {
		l := r.Labels.Read([]string{s})
		return l.Unit.isOther() && l.Measure == ""
	})
}

// areShares reports labels of nothing but shares and places in an order.
func (r *Reader) areShares(labels []string) bool {
	return !slices.ContainsFunc(labels, func(s string) bool {
		l := r.Labels.Read([]string{s})
		return !l.isShareKind() && l.Kind != schema.Rank
	})
}

// mostOver is how many labels can stand above all groups, one above the other.
const mostOver = 2

// groupedLabels returns the paths of columns to the left of groups, of the groups, with labels over all of them, and of those to the
// right.
func groupedLabels(left, over, heads, leaves, right []string) [][]string {
	var labels [][]string
	for _, s := range left {
		labels = append(labels, []string{s})
	}
	for _, head := range heads {
		for _, leaf := range leaves {
			labels = append(labels, append(slices.Clone(over), head, leaf))
		}
	}
	for _, s := range right {
		labels = append(labels, []string{s})
	}
	return labels
}

// leaves returns the labels below a group, and each other way to read them with two that were broken put together: 目标, 任务.
func (r *Reader) leaves(labels []string) [][]string {
	all := [][]string{labels}
	for i := 1; i < len(labels) && len(labels) > 2; i++ {
		if !r.Labels.isWord(labels[i-1] + labels[i]) {
			continue
		}
		joined := slices.Concat(labels[:i-1], []string{labels[i-1] + labels[i]}, labels[i+1:])
		all = append(all, joined)
	}
	return all
}

// repeated returns how many labels at the end stand right in front of themselves once more; 0 for none.
func repeated(texts []string) int {
	for size := len(texts) / 2; size >= 2; size-- {
		n := len(texts)
		if slices.Equal(texts[n-size:], texts[n-2*size:n-size]) && period(texts[n-size:]) == 0 {
			return size
		}
	}
	return 0
}
