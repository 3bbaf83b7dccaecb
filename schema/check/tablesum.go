package check

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"

	"duban/internal/exact"
	"duban/internal/message"
	"duban/schema"
)

// This file sets the total rows of an annex against their parts. Which rows are the parts is not said anywhere: a total may
// stand above or below them, sum up entries or subtotals, and some tables show only some of its parts. So each way to
// read a total is tried, and the columns in which it holds show which is meant.

// reading is one way to read which rows a total sums up.
type reading struct {
	name  string // equal for totals of one table that are read alike
	terms []term
}

// miss is a sum that does not hold.
type miss struct {
	total  *entry
	parts  []*entry
	amount amount
	column bool     // of a total column
	lone   bool     // nothing but the name of the total says that these are all its parts
	shares []*entry // rates that are wrong only because a figure of it is
}

// mostMisses is how many sums of one annex are looked at that do not hold: a table with more of them is read wrong.
const mostMisses = 100

// sumTable finds the sums of an annex.
type sumTable struct {
	*grid
	totals   []int          // rows, in order
	rows     [classes][]int // of each class
	readings map[int][]reading
	pooled   map[string]int // how many figures show a reading to be meant, by its name
	fits     map[int][]int  // by total and reading
	tried    int            // sums that did not hold
}

// rowSums returns the sums of total rows that do not hold.
func (g *grid) rowSums(ctx context.Context) []*miss {
	s := &sumTable{grid: g, readings: map[int][]reading{}, pooled: map[string]int{}, fits: map[int][]int{}}
	for i, l := range g.lines {
		if l.isSumOfOthers() {
			s.totals = append(s.totals, i)
		}
		for _, k := range l.in() {
			s.rows[k] = append(s.rows[k], i)
		}
	}
	for _, t := range s.totals {
		if ctx.Err() != nil {
			return nil
		}
		s.readings[t] = s.readingsOf(t)
		s.tally(t)
	}
	var misses []*miss
	for _, t := range s.totals {
		if ctx.Err() != nil || s.tried > mostMisses {
			return nil
		}
		misses = append(misses, s.missesOf(ctx, t)...)
	}
	return misses
}

// isSumOfOthers reports a total row whose figures can be sums of those of other rows.
func (l line) isSumOfOthers() bool {
	switch {
	case l.bare, l.mean, l.excepts:
		return false
	}
	return l.total
}

// readingsOf lists the ways to read total row t.
func (s *sumTable) readingsOf(t int) []reading {
	at := sort.SearchInts(s.totals, t)
	above, below := -1, len(s.lines) // the totals next to it
	if at > 0 {
		above = s.totals[at-1]
	}
	if at+1 < len(s.totals) {
		below = s.totals[at+1]
	}
	highAbove, highBelow := s.nextHigh(t, at, -1), s.nextHigh(t, at, 1)
	first, end := s.group(t)
	var all []reading
	add := func(name string, terms ...term) {
		terms = slices.DeleteFunc(terms, func(x term) bool { return x.lo >= x.hi })
		for _, r := range all {
			if slices.Equal(r.terms, terms) {
				return
			}
		}
		if len(terms) > 0 {
			all = append(all, reading{name, terms})
		}
	}
	for _, k := range []class{classTotal, s.rankBelow(t)} {
		add(fmt.Sprint("totals above ", k), term{k, highAbove + 1, t})
		add(fmt.Sprint("totals below ", k), term{k, t + 1, highBelow})
		add(fmt.Sprint("totals and entries above ", k), term{k, highAbove + 1, t}, term{classEntry, above + 1, t})
		add(fmt.Sprint("totals and entries below ", k), term{k, t + 1, highBelow}, term{classEntry, t + 1, below})
	}
	if k := classRank1 + class(s.lines[t].rank) - 1; len(s.rows[k]) > 2 { // several that are called alike, and one that sums them up
		add(fmt.Sprint("all totals above ", k), term{k, 0, t})
		add(fmt.Sprint("all totals below ", k), term{k, t + 1, len(s.lines)})
	}
	for _, k := range []class{classEntry, classApart} {
		add(fmt.Sprint("entries above ", k), term{k, above + 1, t})
		add(fmt.Sprint("entries below ", k), term{k, t + 1, below})
		add(fmt.Sprint("all above to a higher ", k), term{k, highAbove + 1, t})
		add(fmt.Sprint("all below to a higher ", k), term{k, t + 1, highBelow})
		add(fmt.Sprint("all above ", k), term{k, 0, t})
		add(fmt.Sprint("all below ", k), term{k, t + 1, len(s.lines)})
		add(fmt.Sprint("group above ", k), term{k, first, t})
		add(fmt.Sprint("group below ", k), term{k, t + 1, end})
	}
	for k := classStyle1; k < classes; k++ {
		if len(s.rows[k]) > 1 {
			add(fmt.Sprint("marked above ", k), term{k, highAbove + 1, t})
			add(fmt.Sprint("marked below ", k), term{k, t + 1, highBelow})
		}
	}
	return all
}

// mostTotals is how many totals are looked through for a higher one.
const mostTotals = 200

// nextHigh returns the next total row in a direction whose rank is not below that of the total at s.totals[at].
func (s *sumTable) nextHigh(t, at, step int) int {
	last, end := min(len(s.totals)-1, at+mostTotals), len(s.lines)
	if step < 0 {
		last, end = max(0, at-mostTotals), -1
	}
	for i := at; i != last; {
		i += step
		if s.lines[s.totals[i]].rank >= s.lines[t].rank {
			return s.totals[i]
		}
	}
	return end
}

// rankBelow is the class of the totals of the next rank below that of t.
func (s *sumTable) rankBelow(t int) class {
	for rank := s.lines[t].rank - 1; rank > 0; rank-- {
		if k := classRank1 + class(rank) - 1; len(s.rows[k]) > 0 {
			return k
		}
	}
	return classTotal
}

// mostGroup is how many rows of a group are looked at.
const mostGroup = 1000

// group returns the rows around t of its category: first to end, without end.
func (s *sumTable) group(t int) (first, end int) {
	category := s.places[t].row.Category
	first, end = t, t+1
	if category == "" {
		return first, end
	}
	for first > max(0, t-mostGroup) && s.places[first-1].row.Category == category {
		first--
	}
	for end < min(len(s.lines), t+mostGroup) && s.places[end].row.Category == category {
		end++
	}
	return first, end
}

// tally counts in how many columns each reading of total t holds.
func (s *sumTable) tally(t int) {
	s.fits[t] = make([]int, len(s.readings[t]))
	for i, r := range s.readings[t] {
		for _, e := range s.byRow[t] {
			if !s.canTotal(e) {
				continue
			}
			if a := s.amountOf(r.terms, e.col, e.Unit); a.shows(e, s.lines[t].sums) {
				s.fits[t][i]++
				s.pooled[r.name]++
			}
		}
	}
}

// canTotal reports an entry of a total row that can be a sum.
func (s *sumTable) canTotal(e *entry) bool { return e.adds() && s.columns[e.col].adds }

// isSmall reports a figure that some sum may be by chance.
func (e *entry) isSmall() bool { return e.digits == nil || e.digits.Cmp(hundred) < 0 }

// shows reports whether the sum holds, and could well not hold, as small ones may by chance unless named as sums.
func (a amount) shows(e *entry, named bool) bool {
	return (named || !e.isSmall()) && a.tells(e)
}

// tells reports whether the sum of several figures holds.
func (a amount) tells(e *entry) bool { return a.some > 1 && a.holds(e) }

// holds reports whether all parts could be read and give the figure.
func (a amount) holds(e *entry) bool { return a.figures > 0 && !a.unread && a.fits(e) }

// isWhole reports whether all parts could be read, and those without a figure are zero or not missed.
func (a amount) isWhole(e *entry, emptyIsZero bool) bool {
	if a.unread {
		return false
	}
	return a.empty == 0 || emptyIsZero || a.fits(e)
}

// missesOf returns the figures of total t that are not what their parts give.
func (s *sumTable) missesOf(ctx context.Context, t int) []*miss {
	best := s.best(t)
	if best < 0 {
		return nil
	}
	r := s.readings[t][best]
	emptyIsZero := slices.ContainsFunc(s.byRow[t], func(e *entry) bool {
		if !s.canTotal(e) {
			return false
		}
		a := s.amountOf(r.terms, e.col, e.Unit)
		return a.empty > 0 && a.tells(e)
	})
	var misses []*miss
	judged := 0
	for _, e := range s.byRow[t] {
		if !s.canTotal(e) {
			continue
		}
		a := s.amountOf(r.terms, e.col, e.Unit)
		if a.figures == 0 || !a.isWhole(e, emptyIsZero) {
			continue
		}
		if a.some > 0 || e.value.Sign() != 0 {
			judged++
		}
		if s.holdsSomehow(t, e) || s.overlapExplains(r, e, a) {
			continue
		}
		misses = append(misses, &miss{total: e, amount: a})
	}
	if len(misses) == 0 || !s.isSure(t, best, len(misses), judged) {
		return nil
	}
	s.tried += len(misses)
	for _, m := range misses {
		m.lone = s.fits[t][best] == 0
		m.parts = s.figuresOf(r.terms, m.total.col, m.total.Unit)
	}
	return slices.DeleteFunc(misses, func(m *miss) bool {
		return m.lone && m.rowsExplain() || m.partsExplain(ctx) || s.behindPartExplains(m)
	})
}

// best returns the reading of total t that holds in most columns, or else that of most other totals; -1 for none.
func (s *sumTable) best(t int) int {
	best := -1
	score := func(i int) [2]int { return [2]int{s.fits[t][i], s.pooled[s.readings[t][i].name]} }
	for i := range s.readings[t] {
		if best < 0 || slices.Compare(slicesOf(score(i)), slicesOf(score(best))) > 0 {
			best = i
		}
	}
	if best < 0 || score(best) != [2]int{} {
		return best
	}
	return s.only(t)
}

func slicesOf(x [2]int) []int { return x[:] }

// only returns the reading of a table's only total where nothing shows which is meant: the entries on one side of it.
func (s *sumTable) only(t int) int {
	if len(s.totals) > 1 {
		return -1
	}
	entries := s.rows[classEntry]
	above, below := countIn(entries, 0, t), countIn(entries, t+1, len(s.lines))
	if above > 0 == (below > 0) || max(above, below) < 2 {
		return -1
	}
	return slices.IndexFunc(s.readings[t], func(r reading) bool {
		return len(r.terms) == 1 && r.terms[0].class == classEntry && (r.terms[0].lo > t) == (below > 0)
	})
}

// isSure reports whether a reader would say that the total of row t is wrong: some of its figures show that the rows are all
// its parts, or other totals of the table do that are read alike, or it is one that says by its name that it is their sum.
func (s *sumTable) isSure(t, best, misses, judged int) bool {
	fits := s.fits[t][best]
	others := s.pooled[s.readings[t][best].name] - fits
	switch {
	case fits > 0:
		return misses <= fits
	case !s.lines[t].sums || misses != 1:
		return false
	}
	if others > 0 {
		return true
	}
	return judged == 1 && !s.hasParts()
}

// hasParts reports a table in which rows may be parts of others.
func (s *sumTable) hasParts() bool {
	return slices.ContainsFunc(s.lines, func(l line) bool { return l.part || l.style > 0 })
}

// holdsSomehow reports whether any reading of the total gives the figure.
func (s *sumTable) holdsSomehow(t int, e *entry) bool {
	return slices.ContainsFunc(s.readings[t], func(r reading) bool {
		a := s.amountOf(r.terms, e.col, e.Unit)
		return a.holds(e)
	})
}

// mostOverlap is of how many rows every choice is tried.
const mostOverlap = 6

// overlapExplains reports whether the sum holds with all or some of the rows that may hold what others hold as well.
func (s *sumTable) overlapExplains(r reading, e *entry, a amount) bool {
	terms := slices.Clone(r.terms)
	for i := range terms {
		if terms[i].class == classApart {
			terms[i].class = classEntry
			a = s.amountOf(terms, e.col, e.Unit)
		}
	}
	overlapping := 0
	for i := range terms {
		if terms[i].class == classEntry {
			terms[i].class = classOverlap
			overlapping += countIn(s.rows[classOverlap], terms[i].lo, terms[i].hi)
		} else {
			terms[i].hi = terms[i].lo
		}
	}
	if overlapping == 0 || overlapping > mostOverlap {
		return overlapping > 0
	}
	return without(a, e, s.figuresOf(terms, e.col, e.Unit))
}

// without reports whether the sum holds without some of its parts.
func without(a amount, e *entry, parts []*entry) bool {
	if len(parts) == 0 {
		return a.fits(e)
	}
	rest := a
	rest.sum = new(exact.Rat).Sub(a.sum, parts[0].signedValue())
	return without(a, e, parts[1:]) || without(rest, e, parts[1:])
}

// mostRun is how many rows next to each other are tried as all the parts of a total.
const mostRun = 300

// sumOf writes the parts of a sum: 1800+1200.
func sumOf(parts []*entry) string {
	var b strings.Builder
	same := sameScale(parts)
	for i, e := range parts {
		if i == mostWritten {
			b.WriteString("+…")
			break
		}
		value := e.value
		if same && e.digits != nil {
			value = e.digits
		}
		switch {
		case e.signedValue().Sign() < 0:
			b.WriteString("-")
		case i > 0:
			b.WriteString("+")
		}
		b.WriteString(plain(value))
	}
	return b.String()
}

// sameScale reports figures that are all printed in the same unit; 0 is in any.
func sameScale(parts []*entry) bool {
	var scale *exact.Rat
	for _, e := range parts {
		switch {
		case e.value.Sign() == 0:
		case e.digits == nil:
			return false
		case scale == nil:
			scale = e.scale
		case scale.Cmp(e.scale) != 0:
			return false
		}
	}
	return true
}

// finding is the finding on the sum.
func (m *miss) finding(g *grid) schema.Finding {
	computed := inTermsOf(m.total.figure, m.amount.sum)
	what := message.New("the parts of %s add up to %s, not to %s", g.nameOf(m.total), computed, m.total.Text)
	f := m.total.finding(schema.TableSum, "%s", what)
	f.Computed, f.From = decimal(m.amount.sum, 4), sumOf(m.parts)
	for i, e := range m.shares {
		f.From += [...]string{"; ", ", "}[min(i, 1)] + e.Text
	}
	if m.column {
		f.Field, f.Column, f.Start, f.End = "", nil, 0, 0
		return f.Saying("row %d (%s): %s", m.total.row+1, g.lines[m.total.row].label, what)
	}
	return f
}

// nameOf is how messages call a figure of a table: by its row where the columns make no total, else by its column.
func (g *grid) nameOf(e *entry) message.Text {
	if g.lines[e.row].total {
		return message.New("%s in %q", g.lines[e.row].label, squeeze(g.columns[e.col].Header))
	}
	return message.New("%q", squeeze(g.columns[e.col].Header))
}
