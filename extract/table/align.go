package table

import "math"

// This file puts the cells of a row into columns by what both look like: the best way, and whether another is as good.

// align puts pieces with these looks into columns, in order, and returns the best way, and for each piece whether no other way that is
// nearly as good puts it elsewhere. Where whole is set, no two pieces go into one column.
func align(columns []columnLooks, pieces []Look, whole bool) (best []int, sure []bool) {
	a := newAligner(columns, pieces, whole)
	a.look()
	total := a.behind[0][0]
	if math.IsInf(total, -1) {
		return leftmost(len(columns), len(pieces)), make([]bool, len(pieces))
	}
	best = a.trace()
	return best, a.sure(best, total)
}

// aligner holds how likely the best way is that puts the pieces from one on into the columns from one on. Each is found from the next
// ones, so that the work is columns times pieces.
type aligner struct {
	pieces []Look
	whole  bool
	fits   [][looks]float64 // by column
	behind [][]float64      // by column and piece; the column is still empty
	within [][]float64      // likewise; the column has the piece in front
}

func newAligner(columns []columnLooks, pieces []Look, whole bool) *aligner {
	a := &aligner{pieces: pieces, whole: whole, fits: make([][looks]float64, len(columns))}
	for c := range columns {
		for l := range looks {
			a.fits[c][l] = columns[c].fit(l)
		}
	}
	a.behind, a.within = grid(len(columns)+1, len(pieces)+1), grid(len(columns)+1, len(pieces)+1)
	return a
}

// levelEmpty makes it as likely of each column of figures that a cell is empty: how often it was so in the rows before tells little of
// which of two figures beside each other is missing.
func levelEmpty(columns []columnLooks) []columnLooks {
	most := 0.0
	for c := range columns {
		if columns[c].holdsFigures() {
			most = max(most, math.Exp(columns[c].fit(Empty)))
		}
	}
	for c := range columns {
		x := &columns[c]
		if share := math.Exp(x.fit(Empty)); x.holdsFigures() && share < most && most < 1 {
			x[Empty] *= most / share * (1 - share) / (1 - most)
		}
	}
	return columns
}

// holdsFigures reports whether most cells are figures, and not running numbers alone.
func (c *columnLooks) holdsFigures() bool {
	quantity := math.Exp(c.fit(Quantity))
	return quantity > 0.05 && quantity+math.Exp(c.fit(Running)) > 0.5
}

func grid(rows, columns int) [][]float64 {
	all := make([]float64, rows*columns)
	for i := range all {
		all[i] = math.Inf(-1)
	}
	out := make([][]float64, rows)
	for i := range out {
		out[i] = all[i*columns : (i+1)*columns]
	}
	return out
}

// look fills behind and within from the end.
func (a *aligner) look() {
	n, last := len(a.fits), len(a.pieces)
	a.behind[n][last] = 0
	for c := n - 1; c >= 0; c-- {
		for p := last; p >= 0; p-- {
			a.within[c][p] = max(a.behind[c+1][p], a.further(c, p))
			a.behind[c][p] = max(a.empty(c)+a.behind[c+1][p], a.first(c, p))
		}
	}
}

// empty is what it costs to leave column c empty.
func (a *aligner) empty(c int) float64 { return a.fits[c][Empty] + lostCell }

// first is how likely the best way is that begins column c with piece p.
func (a *aligner) first(c, p int) float64 {
	if p == len(a.pieces) {
		return math.Inf(-1)
	}
	return a.fits[c][a.pieces[p]] + a.within[c][p+1]
}

// further is how likely the best way is that goes on in column c with piece p.
func (a *aligner) further(c, p int) float64 {
	if a.whole || p == len(a.pieces) {
		return math.Inf(-1)
	}
	return a.first(c, p) + joinCost(a.pieces[p])
}

// level is the difference up to which two ways are as good: that of sums of the same numbers in another order.
const level = 1e-9

// trace follows the best way. Of ways that are as good, it takes the one with fewer pieces in the columns further to the left.
func (a *aligner) trace() []int {
	at := make([]int, len(a.pieces))
	p := 0
	for c := range a.fits {
		if a.first(c, p) <= a.empty(c)+a.behind[c+1][p]+level {
			continue
		}
		at[p] = c
		for p++; a.further(c, p) > a.behind[c+1][p]+level; p++ {
			at[p] = c
		}
	}
	return at
}

// sure reports for each piece whether all ways that are nearly as good as the best, of that total, have it in the same column.
func (a *aligner) sure(best []int, total float64) []bool {
	sure := make([]bool, len(a.pieces))
	for i := range sure {
		sure[i] = true
	}
	front := make([]float64, len(a.pieces)+1) // how likely the best way is that puts the pieces in front into the columns in front
	for p := range front {
		front[p] = math.Inf(-1)
	}
	front[0] = 0
	for c := range a.fits {
		held := math.Inf(-1) // likewise, with the last of the pieces in this column
		for p := range front {
			ended := held // in front of piece p
			if p < len(a.pieces) {
				look := a.pieces[p]
				held = a.begunOrJoined(front[p], held, look) + a.fits[c][look]
				sure[p] = sure[p] && (best[p] == c || held+a.within[c][p+1] <= total-clear)
			}
			front[p] = max(front[p]+a.empty(c), ended)
		}
	}
	return sure
}

// begunOrJoined is the better of a column that begins with a piece and one that goes on with it.
func (a *aligner) begunOrJoined(begun, joined float64, look Look) float64 {
	if a.whole {
		return begun
	}
	return max(begun, joined+joinCost(look))
}

func joinCost(l Look) float64 {
	if l == Offices || l == Sentence {
		return joinText
	}
	return joinOther
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
