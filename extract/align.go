package extract

import (
	"math"
	"strings"

	"duban/parse"
	"duban/schema"
)

// This file finds out which column each cell of a row belongs to where the source has no grid: the cells stand in the
// order of the columns, but empty ones may be missing, and a cell of several paragraphs may be in several pieces. What
// the columns look like decides.

// fits reports whether each piece of a row looks like the column that it would stand in.
func (r *sheetReader) fits(row parse.Row) bool {
	for c, x := range row.Cells {
		if r.columns[c].looks.fit(r.lookOf(x.Text)) < -3.5 {
			return false
		}
	}
	return true
}

// align finds the columns of the pieces of a row that has another number of them than there are columns.
func (r *sheetReader) align(t *parse.Table, row parse.Row, d *draft) []int {
	n := len(row.Cells)
	if row.LostLead && n <= len(r.columns) {
		return rightmost(len(r.columns), n)
	}
	if len(r.columns)*n*n > mostWays {
		d.shape(schema.Warning, "%d cells under a header of %d columns, too many to tell where they belong", n, len(r.columns))
		return leftmost(len(r.columns), n)
	}
	looks := make([]columnLooks, len(r.columns))
	for i, c := range r.columns {
		looks[i] = c.looks
	}
	whole := t.Layout != parse.LayoutFlat && n <= len(r.columns)
	a, lead := align(looks, r.rowLooks(row), whole)
	if lead < clear || t.Layout != parse.LayoutFlat || r.skipsText(a.at) {
		severity := schema.Info
		if lead < clear {
			severity = schema.Warning
		}
		d.shape(severity, "%d cells under a header of %d columns, read as %s", n, len(r.columns), r.reading(a.at))
	}
	return a.at
}

// skipsText reports whether a reading leaves a column empty that is hardly ever so.
func (r *sheetReader) skipsText(at []int) bool {
	filled := make([]bool, len(r.columns))
	for _, c := range at {
		filled[c] = true
	}
	for c, x := range r.columns {
		switch x.role {
		case schema.RoleTarget, schema.RoleItem, schema.RoleLeadUnits, schema.RoleProgress:
			if !filled[c] {
				return true
			}
		}
	}
	return false
}

// reading says which columns the pieces of a row were read as.
func (r *sheetReader) reading(at []int) string {
	var names []string
	for i, c := range at {
		if i == 0 || at[i-1] != c {
			names = append(names, r.columns[c].name(c))
		}
	}
	return strings.Join(names, ", ")
}

// alignment is one way to put the pieces of a row into columns: piece i goes to column at[i].
type alignment struct {
	at    []int
	score float64
}

const (
	joinText  = -2.5 // cost of a further piece in a column, where its look lets that happen
	joinOther = -6.0
	lostCell  = -1.0 // cost of an empty cell that left nothing behind, beside that of its being empty
	clear     = 2.0  // lead of the best reading over the next that makes it certain
)

// align puts pieces with these looks into columns, in order, and returns the best way and its lead over the second.
// Where whole is set, no two pieces go into one column.
func align(columns []columnLooks, pieces []look, whole bool) (alignment, float64) {
	best := make([][]ranked, len(columns)+1)
	for c := range best {
		best[c] = make([]ranked, len(pieces)+1)
	}
	best[0][0].add(state{score: 0, from: -1})
	for c := range columns {
		empty := columns[c].fit(lookEmpty) + lostCell
		for p := range best[c] {
			for rank := range best[c][p].states() {
				s := best[c][p][rank].score
				best[c+1][p].add(state{score: s + empty, from: p, rank: rank})
				score := s
				for end := p + 1; end <= len(pieces); end++ {
					score += columns[c].fit(pieces[end-1])
					if end > p+1 {
						if whole {
							break
						}
						score += joinCost(pieces[end-1])
					}
					best[c+1][end].add(state{score: score, from: p, rank: rank})
				}
			}
		}
	}
	last := &best[len(columns)][len(pieces)]
	if last.states() == 0 {
		return alignment{}, 0
	}
	lead := math.Inf(1)
	if last.states() > 1 {
		lead = last[0].score - last[1].score
	}
	a := alignment{at: make([]int, len(pieces)), score: last[0].score}
	p, rank := len(pieces), 0
	for c := len(columns); c > 0; c-- {
		s := best[c][p][rank]
		for i := s.from; i < p; i++ {
			a.at[i] = c - 1
		}
		p, rank = s.from, s.rank
	}
	return a, lead
}

func joinCost(l look) float64 {
	if l == lookUnits || l == lookText {
		return joinText
	}
	return joinOther
}

// state is a way to place the first pieces of a row in the first columns.
type state struct {
	score      float64
	from, rank int  // of the state before: its pieces, and which of the two there
	set        bool // not the zero value
}

// ranked holds the best two states.
type ranked [2]state

func (r *ranked) states() int {
	switch {
	case r[1].set:
		return 2
	case r[0].set:
		return 1
	}
	return 0
}

func (r *ranked) add(s state) {
	s.set = true
	switch {
	case !r[0].set || s.score > r[0].score:
		r[0], r[1] = s, r[0]
	case !r[1].set || s.score > r[1].score:
		r[1] = s
	}
}

// mostWays bounds the work that align is given: columns times the square of pieces. Real rows stay below a hundredth.
const mostWays = 500_000

// leftmost puts n pieces into the first of the columns, and those beyond into the last.
func leftmost(columns, n int) []int {
	at := make([]int, n)
	for i := range at {
		at[i] = min(i, columns-1)
	}
	return at
}

// rightmost puts n pieces into the last of the columns.
func rightmost(columns, n int) []int {
	at := make([]int, n)
	for i := range at {
		at[i] = columns - n + i
	}
	return at
}
