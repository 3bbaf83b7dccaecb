package table

import (
	"fmt"
	"math"
	"strings"

	"duban/extract/internal/text"
	"duban/parse/block"
	"duban/schema"
)

// This file finds out which column each cell of a row belongs to where the source has no grid: the cells stand in the
// order of the columns, but empty ones may be missing, and a cell of several paragraphs may be in several pieces. What
// the columns look like decides.

// Fit says which column each cell of a row belongs to.
type Fit struct {
	At       []int           // by cell: index of its column; it never falls
	Sure     []bool          // by cell: no other reading that is nearly as good puts it elsewhere; nil where all are sure
	Message  string          // what a reader of the row should know; empty where nothing is to be said
	Severity schema.Severity // of the message
}

// misfit is the logarithm of the probability below which a cell does not look like its column.
const misfit = -3.5

// Fits reports whether each cell of a row looks like the column that it stands in.
func (r *Reader) Fits(columns []Column, row block.Row) bool {
	for c, x := range row.Cells {
		if columns[c].looks.without(r.Look(x.Text)) < misfit {
			return false
		}
	}
	return true
}

// Shifted reports whether the cells of a row stand further to the left than their columns: empty ones at the end, a cell that
// does not look like its column, and columns further to the right that all look more like it.
func (r *Reader) Shifted(columns []Column, row block.Row) bool {
	last := len(row.Cells) - 1
	blank := last > 0 && text.Trim(row.Cells[last].Text) == "" && text.Trim(row.Cells[0].Text) != ""
	if !blank || r.IsTotal(row.Cells[0].Text) || r.Fits(columns, row) || len(columns)*last*last > mostWays {
		return false
	}
	best, _, _ := align(looksOf(columns), r.rowLooks(Filled(row)), true)
	return len(best) > 0 && best[0] > 0
}

// Filled returns a row without the blank cells at its end.
func Filled(row block.Row) block.Row {
	n := len(row.Cells)
	for n > 1 && text.Trim(row.Cells[n-1].Text) == "" {
		n--
	}
	row.Cells = row.Cells[:n]
	return row
}

func looksOf(columns []Column) []columnLooks {
	looks := make([]columnLooks, len(columns))
	for i := range columns {
		looks[i] = columns[i].looks
	}
	return looks
}

// Fit finds the columns of the cells of a row that has another number of them than there are columns.
func (r *Reader) Fit(columns []Column, layout block.Layout, row block.Row) Fit {
	n := len(row.Cells)
	if row.LostLead && n <= len(columns) {
		return Fit{At: rightmost(len(columns), n)}
	}
	if len(columns)*n*n > mostWays {
		return Fit{At: leftmost(len(columns), n), Sure: make([]bool, n), Severity: schema.Warning,
			Message: fmt.Sprintf("%d cells under a header of %d columns, too many to tell where they belong", n, len(columns))}
	}
	whole := layout != block.LayoutFlat && n <= len(columns)
	best, second, lead := align(looksOf(columns), r.rowLooks(row), whole)
	f := Fit{At: best}
	if lead < clear {
		f.Sure = make([]bool, n)
		for i := range best {
			f.Sure[i] = best[i] == second[i]
		}
	}
	if lead < clear || layout != block.LayoutFlat || skipsText(columns, best) {
		f.Severity = schema.Info
		if lead < clear {
			f.Severity = schema.Warning
		}
		f.Message = fmt.Sprintf("%d cells under a header of %d columns, read as %s", n, len(columns), reading(columns, best))
	}
	return f
}

// skipsText reports whether a reading leaves a column empty that is hardly ever so.
func skipsText(columns []Column, at []int) bool {
	filled := make([]bool, len(columns))
	for _, c := range at {
		filled[c] = true
	}
	for c := range columns {
		switch columns[c].As {
		case schema.RoleTarget, schema.RoleItem, schema.RoleLeadUnits, schema.RoleProgress:
			if !filled[c] {
				return true
			}
		}
	}
	return false
}

// reading says which columns the cells of a row were read as.
func reading(columns []Column, at []int) string {
	var names []string
	for i, c := range at {
		if i == 0 || at[i-1] != c {
			names = append(names, columns[c].Name(c))
		}
	}
	return strings.Join(names, ", ")
}

const (
	joinText  = -2.5 // cost of a further piece in a column, where its look lets that happen
	joinOther = -6.0
	lostCell  = -1.0 // cost of an empty cell that left nothing behind, beside that of its being empty
	clear     = 2.0  // lead of the best reading over the next that makes it certain
)

// align puts pieces with these looks into columns, in order, and returns the best way, the second
// best (nil where there is none) and the lead of the one over the other.
// Where whole is set, no two pieces go into one column.
func align(columns []columnLooks, pieces []Look, whole bool) (first, second []int, lead float64) {
	best := make([][]twoBest, len(columns)+1)
	for c := range best {
		best[c] = make([]twoBest, len(pieces)+1)
	}
	best[0][0].add(state{score: 0, from: -1})
	for c := range columns {
		empty := columns[c].fit(Empty) + lostCell
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
	lead = math.Inf(1)
	if last.states() == 0 {
		return leftmost(len(columns), len(pieces)), nil, lead
	}
	first = trace(best, len(pieces), 0)
	if last.states() > 1 {
		lead = last[0].score - last[1].score
		second = trace(best, len(pieces), 1)
	}
	return first, second, lead
}

// trace follows a way back from its end: the state of that rank behind all columns and pieces.
func trace(best [][]twoBest, pieces, rank int) []int {
	at := make([]int, pieces)
	p := pieces
	for c := len(best) - 1; c > 0; c-- {
		s := best[c][p][rank]
		for i := s.from; i < p; i++ {
			at[i] = c - 1
		}
		p, rank = s.from, s.rank
	}
	return at
}

func joinCost(l Look) float64 {
	if l == Offices || l == Sentence {
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

// twoBest holds the best two states.
type twoBest [2]state

func (r *twoBest) states() int {
	switch {
	case r[1].set:
		return 2
	case r[0].set:
		return 1
	}
	return 0
}

func (r *twoBest) add(s state) {
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
