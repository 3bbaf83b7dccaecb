package table

import (
	"math"
	"slices"

	"duban/schema"
)

// This file finds where the rows of a flattened table begin and end, and which of them could as well begin or end elsewhere.

// wind puts pieces into columns, row upon row, and returns the column of each, and how likely it all is. A row begins where the
// columns begin anew.
func wind(columns []columnLooks, pieces []Look) ([]int, float64) {
	n := len(columns)
	const late = -1.0             // cost of a row that does not begin with the first column
	empty := make([]float64, n+1) // of the columns in front of one
	for c := range columns {
		empty[c+1] = empty[c] + columns[c].fit(Empty) + lostCell
	}
	type state struct {
		score float64
		from  int
	}
	table := make([][]state, len(pieces))
	for i, look := range pieces {
		table[i] = make([]state, n)
		last, start := -1, math.Inf(-1) // the best end of a row in front
		if i == 0 {
			start = 0
		} else {
			for c, s := range table[i-1] {
				if score := s.score + empty[n] - empty[c+1]; score > start {
					last, start = c, score
				}
			}
		}
		before, ahead := -1, math.Inf(-1) // the best column further to the left in the same row
		for c := range columns {
			s := state{start + empty[c], last}
			if c > 0 {
				s.score += late
			}
			if i > 0 {
				if c > 0 {
					if score := table[i-1][c-1].score - empty[c]; score > ahead {
						before, ahead = c-1, score
					}
					if score := ahead + empty[c]; score > s.score {
						s = state{score, n + before}
					}
				}
				if score := table[i-1][c].score + joinCost(look); score > s.score {
					s = state{score, n + c}
				}
			}
			s.score += columns[c].fit(look)
			table[i][c] = s
		}
	}
	at := make([]int, len(pieces))
	best := 0
	final := func(c int) float64 { return table[len(pieces)-1][c].score + empty[n] - empty[c+1] }
	for c := range columns {
		if final(c) > final(best) {
			best = c
		}
	}
	score := final(best)
	for i := len(pieces) - 1; i >= 0; i-- {
		at[i] = best
		from := table[i][best].from
		if from >= n {
			best = from - n
			continue
		}
		at[i] += n // begins a row
		best = max(from, 0)
	}
	return mark(at, n), score
}

// mark turns the columns of pieces that begin a row into negative numbers: -1 is the first column.
func mark(at []int, n int) []int {
	for i, c := range at {
		if c >= n {
			at[i] = -1 - (c - n)
		}
	}
	return at
}

// column is the column of a piece, whether it begins a row or not.
func column(c int) int {
	if c < 0 {
		return -1 - c
	}
	return c
}

// seen returns what columns look like with the pieces in them.
func seen(columns []columnLooks, at []int, pieces []Look) []columnLooks {
	out := slices.Clone(columns)
	for i, c := range at {
		out[column(c)][pieces[i]]++
	}
	for _, row := range rowsOf(at) {
		filled := make([]bool, len(columns))
		for i := row[0]; i < row[1]; i++ {
			filled[column(at[i])] = true
		}
		for c, is := range filled {
			if !is {
				out[c][Empty]++
			}
		}
	}
	return out
}

// rowsOf returns where rows begin and end.
func rowsOf(at []int) [][2]int {
	var rows [][2]int
	for i, c := range at {
		if c < 0 {
			rows = append(rows, [2]int{i, i})
		}
		rows[len(rows)-1][1] = i + 1
	}
	return rows
}

// trim takes rows without figures off the end: they are text behind the table.
func (f *flat) trim(at []int, pieces []Look, columns []columnLooks) {
	for len(f.rows) > 0 {
		row := f.rows[len(f.rows)-1]
		if slices.ContainsFunc(pieces[row[0]:row[1]], isFigureLook) {
			break
		}
		f.rows = f.rows[:len(f.rows)-1]
		f.end = f.body + row[0]
	}
	if len(f.rows) == 0 {
		return
	}
	last := f.rows[len(f.rows)-1]
	for last[1] > last[0]+1 { // pieces behind the last row look like none of its columns
		i := last[1] - 1
		if look := pieces[i]; isFigureLook(look) || look == Empty || columns[column(at[i])].fit(look) > misfit {
			break
		}
		last[1]--
	}
	f.rows[len(f.rows)-1] = last
	f.end = f.body + last[1]
	f.lines = f.lines[:f.end-f.start]
}

// doubt notes the rows that could as well begin or end elsewhere. Rows that all have a cell for each column cannot.
func (f *flat) doubt(r *Reader, columns []columnLooks, pieces []Look, at []int) {
	f.unsure = make([]bool, len(f.rows))
	if f.isCrossed(r, pieces, at) {
		f.allUnsure()
		return
	}
	switch whole := f.whole(); {
	case f.rows[0][1]-f.rows[0][0] > len(f.paths), whole == 0: // nothing says where the labels end
		f.allUnsure()
		return
	case whole == 1:
		return
	}
	for k, row := range f.rows {
		f.unsure[k] = column(at[row[0]]) > 0 && !f.isGrouped(r) && !f.isTotal(r, k)
	}
	for k := 1; k < len(f.rows); k++ {
		a, b := f.rows[k-1], f.rows[k]
		if f.isTotal(r, k) {
			continue
		}
		if b[1]-a[0] > 3*len(columns) {
			f.unsure[k-1], f.unsure[k] = true, true
			continue
		}
		here := likelihood(columns, pieces[a[0]:a[1]]) + likelihood(columns, pieces[b[0]:b[1]])
		for _, cut := range []int{b[0] - 1, b[0] + 1} {
			if cut <= a[0] || cut >= b[1] {
				continue
			}
			if here-likelihood(columns, pieces[a[0]:cut])-likelihood(columns, pieces[cut:b[1]]) < clear {
				f.unsure[k-1], f.unsure[k] = true, true
			}
		}
	}
}

// isCrossed reports whether a figure stands where the names do, and words below a label of figures: then the cells are those of other columns.
func (f *flat) isCrossed(r *Reader, pieces []Look, at []int) bool {
	names := r.Labels.Read(f.paths[0])
	if names.Role == schema.RoleNumber || names.ofFigures() || isFigureLook(pieces[0]) {
		return false
	}
	figures, words := 0, 0
	for i, look := range pieces {
		c := column(at[i])
		switch {
		case c == 0 && isFigureLook(look):
			figures++
		case c > 0 && (look == Short || look == Offices):
			if l := r.Labels.Read(f.paths[c]); l.ofFigures() && l.Unit.Base != "" {
				words++
			}
		}
	}
	return figures > 0 && words > 0
}

// isTotal reports a row of all cells but the number, in place of which it begins with the label of a total.
func (f *flat) isTotal(r *Reader, k int) bool {
	row := f.rows[k]
	return row[1]-row[0] >= len(f.paths)-1 && r.IsTotal(f.lines[f.body-f.start+row[0]].Text)
}

// isGrouped reports whether the first column is one of groups, whose name stands in the first row of each.
func (f *flat) isGrouped(r *Reader) bool {
	l := r.Labels.Read(f.paths[0])
	return l.Role == schema.RoleCategory
}

// whole is the share of the rows that have a cell for each column.
func (f *flat) whole() float64 {
	n := 0
	for _, row := range f.rows {
		if row[1]-row[0] == len(f.paths) {
			n++
		}
	}
	return float64(n) / float64(len(f.rows))
}

// likelihood is how likely pieces are as one row.
func likelihood(columns []columnLooks, pieces []Look) float64 {
	at, _ := align(columns, pieces, false)
	score, next := 0.0, 0
	for c := range columns {
		if next == len(pieces) || at[next] != c {
			score += columns[c].fit(Empty) + lostCell
			continue
		}
		for k := 0; next < len(pieces) && at[next] == c; k++ {
			score += columns[c].fit(pieces[next])
			if k > 0 {
				score += joinCost(pieces[next])
			}
			next++
		}
	}
	return score
}
