package check

import (
	"sort"

	"duban/internal/exact"
)

// This file adds up the figures of a column over ranges of rows, each in about the same time however long the range is.

// class is which rows of a range are added up.
type class int

const (
	classEntry   class = iota // neither total nor 其中
	classApart                // those of them that hold nothing that others may hold as well
	classOverlap              // the others
	classTotal                // totals of any rank
	classRank1                // totals of one rank: classRank1 + rank - 1
	classRank2
	classRank3
	classRank4
	classStyle1 // rows whose labels bear a mark of one style: classStyle1 + style - 1
	classStyle2
	classStyle3
	classStyle4
	classes
)

// in lists the classes that a line is of.
func (l line) in() []class {
	switch {
	case l.bare || l.part:
		return nil
	case l.total:
		return []class{classTotal, classRank1 + class(l.rank) - 1}
	}
	of := []class{classEntry}
	if l.overlap {
		of = append(of, classOverlap)
	} else {
		of = append(of, classApart)
	}
	if l.style > 0 {
		of = append(of, classStyle1+class(l.style)-1)
	}
	return of
}

// totalled are the figures of one column, added up from the top.
type totalled struct {
	rows   [classes][]int // all that have a cell, whether a figure or not
	shared [classes][]int // all whose cell is merged with one above
	byUnit map[string]*[classes]sums
	merged []*entry
}

// sums are the figures of one class and unit: sum[i] is that of the first i.
type sums struct {
	entries    []*entry
	sum, slack []*exact.Rat
	some       []int // how many of the first i are not 0
}

func (g *grid) totalled(col int) *totalled {
	c := &g.columns[col]
	if t := g.series[c]; t != nil {
		return t
	}
	t := &totalled{byUnit: map[string]*[classes]sums{}}
	g.series[c] = t
	for _, e := range g.byCol[col] {
		if e.merged {
			t.merged = append(t.merged, e)
			for _, k := range g.lines[e.row].in() {
				t.shared[k] = append(t.shared[k], e.row)
			}
			continue
		}
		for _, k := range g.lines[e.row].in() {
			t.rows[k] = append(t.rows[k], e.row)
			if e.adds() && !g.lines[e.row].mean {
				t.of(e.Unit)[k].add(e)
			}
		}
	}
	return t
}

func (t *totalled) of(unit string) *[classes]sums {
	if t.byUnit[unit] == nil {
		t.byUnit[unit] = &[classes]sums{}
	}
	return t.byUnit[unit]
}

func (s *sums) add(e *entry) {
	sum, slack, some := e.signedValue(), e.slack, 0
	if n := len(s.entries); n > 0 {
		sum, slack, some = new(exact.Rat).Add(s.sum[n], sum), new(exact.Rat).Add(s.slack[n], slack), s.some[n]
	} else {
		s.sum, s.slack, s.some = []*exact.Rat{zero}, []*exact.Rat{zero}, []int{0}
	}
	if e.signedValue().Sign() != 0 {
		some++
	}
	s.entries = append(s.entries, e)
	s.sum, s.slack, s.some = append(s.sum, sum), append(s.slack, slack), append(s.some, some)
}

// span returns the first and the last but one of the entries in rows lo to hi, without hi.
func (s *sums) span(lo, hi int) (from, to int) {
	from = sort.Search(len(s.entries), func(i int) bool { return s.entries[i].row >= lo })
	to = sort.Search(len(s.entries), func(i int) bool { return s.entries[i].row >= hi })
	return from, to
}

// countIn is how many of the sorted rows lie in lo to hi, without hi.
func countIn(rows []int, lo, hi int) int {
	return sort.SearchInts(rows, hi) - sort.SearchInts(rows, lo)
}

// term is a class of rows in a range: lo to hi, without hi.
type term struct {
	class
	lo, hi int
}

// amount is what figures add up to.
type amount struct {
	sum, slack *exact.Rat
	figures    int
	some       int  // those that are not 0
	empty      int  // blank cells among them
	unread     bool // something there can't be added
}

// amountOf adds up the figures of a column and unit in some ranges of rows.
func (s *sumTable) amountOf(terms []term, col int, unit string) amount {
	t := s.totalled(col)
	a := amount{sum: new(exact.Rat), slack: new(exact.Rat)}
	for _, x := range terms {
		cells := countIn(t.rows[x.class], x.lo, x.hi)
		a.empty += countIn(s.rows[x.class], x.lo, x.hi) - cells - countIn(t.shared[x.class], x.lo, x.hi)
		a.unread = a.unread || t.crosses(x)
		byUnit := t.byUnit[unit]
		if byUnit == nil {
			a.unread = a.unread || cells > 0
			continue
		}
		of := &byUnit[x.class]
		from, to := of.span(x.lo, x.hi)
		a.unread = a.unread || to-from != cells
		a.figures += to - from
		if to > from {
			a.sum.Add(a.sum, new(exact.Rat).Sub(of.sum[to], of.sum[from]))
			a.slack.Add(a.slack, new(exact.Rat).Sub(of.slack[to], of.slack[from]))
			a.some += of.some[to] - of.some[from]
		}
	}
	return a
}

// crosses reports whether a cell is merged over an end of the range, so that its figure is only partly of it.
func (t *totalled) crosses(x term) bool {
	from := sort.Search(len(t.merged), func(i int) bool { return t.merged[i].row >= x.lo })
	to := sort.Search(len(t.merged), func(i int) bool { return t.merged[i].row >= x.hi })
	if from < to && t.merged[from].first < x.lo {
		return true
	}
	return to < len(t.merged) && x.lo <= t.merged[to].first && t.merged[to].first < x.hi
}

// figuresOf lists the figures that are added up.
func (g *grid) figuresOf(terms []term, col int, unit string) []*entry {
	var out []*entry
	for _, x := range terms {
		if byUnit := g.totalled(col).byUnit[unit]; byUnit != nil {
			s := &byUnit[x.class]
			from, to := s.span(x.lo, x.hi)
			out = append(out, s.entries[from:to]...)
		}
	}
	return out
}

// fits reports whether the figure is the sum, within what rounding can do.
func (a amount) fits(e *entry) bool {
	d := new(exact.Rat).Sub(a.sum, e.signedValue())
	return d.Abs(d).Cmp(new(exact.Rat).Add(a.slack, e.slack)) <= 0
}
