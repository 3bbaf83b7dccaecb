package check

import (
	"context"
	"slices"
	"strings"

	"duban/internal/exact"
	"duban/internal/message"
	"duban/schema"
)

// This file sets the columns of rates against the two columns that they are made of. The header shows which two those are, or
// the rows in which they hold.

// wrongRate is a rate that does not come from its pair.
type wrongRate struct {
	rate, part, whole *entry
	others            []*entry // rates that are wrong in the same way
}

// ratePair is two columns, of which a third may be the rate. Where whole is a row, shares are taken of that row's figure.
type ratePair struct {
	part, whole int
	row         int  // -1 for none
	sure        bool // the header leaves no doubt
	named       bool // the header names a share of a total
}

// How far from a column of rates its pair is looked for.
const (
	mostLeft  = 6
	mostRight = 2
)

// wrongRates returns the rates of the annex that are not those of their pairs, and the totals that shares bear out.
func (g *grid) wrongRates(ctx context.Context) (wrong []*wrongRate, borneOut map[*entry]bool) {
	borneOut = map[*entry]bool{}
	totals := g.grandTotals()
	for k := range g.columns {
		if ctx.Err() != nil {
			return nil, nil
		}
		if g.isRate(k) {
			rates, total := g.wrongIn(k, g.ratePairs(k, totals))
			wrong = append(wrong, rates...)
			borneOut[total] = len(rates) == 0
		}
	}
	return wrong, borneOut
}

// isRate reports a column of rates that can come from two other columns.
func (g *grid) isRate(k int) bool {
	c := &g.columns[k]
	if !holdsFigures(c.Role) || otherRates.in(squeeze(c.Header)) {
		return false
	}
	return c.Role == schema.RoleRate || isShareKind(c.Kind)
}

// mostWholes is how many totals are tried as what shares are taken of.
const mostWholes = 4

// grandTotals returns the first and the last totals of the annex.
func (g *grid) grandTotals() []int {
	var rows []int
	for i, l := range g.lines {
		if l.total && !l.bare {
			rows = append(rows, i)
		}
	}
	if len(rows) > mostWholes {
		rows = append(rows[:mostWholes/2], rows[len(rows)-mostWholes/2:]...)
	}
	return rows
}

// ratePairs lists the pairs that column k may be the rates of.
func (g *grid) ratePairs(k int, totals []int) []ratePair {
	var near []int
	for i := max(0, k-mostLeft); i < min(len(g.columns), k+mostRight+1); i++ {
		if c := &g.columns[i]; i != k && c.isAmount() {
			near = append(near, i)
		}
	}
	var pairs []ratePair
	for _, part := range near {
		for _, whole := range near {
			if part != whole && sameUnit(&g.columns[part], &g.columns[whole]) {
				pairs = append(pairs, ratePair{part: part, whole: whole, row: -1})
			}
		}
	}
	if i, n := g.surePair(k, pairs); n == 1 {
		pairs[i].sure = true
	}
	if !shareLabels.in(g.columns[k].label) {
		return pairs
	}
	for _, part := range near {
		for _, t := range totals {
			named := part == k-1 && g.columns[part].group == g.columns[k].group
			pairs = append(pairs, ratePair{part: part, whole: part, row: t, named: named})
		}
	}
	return pairs
}

// surePair returns the only pair of what is to be reached and what is reached in the group of column k, and how many there are.
func (g *grid) surePair(k int, pairs []ratePair) (found, n int) {
	if !rateLabels.in(g.columns[k].label) || otherGoals.in(squeeze(g.columns[k].Header)) {
		return 0, 0
	}
	for i, x := range pairs {
		part, whole := &g.columns[x.part], &g.columns[x.whole]
		inGroup := part.group == g.columns[k].group && whole.group == part.group
		if inGroup && isReachedOf(part, whole) {
			found = i
			n++
		}
	}
	return found, n
}

// isReachedOf reports columns of what is reached and of what is to be reached of the same.
func isReachedOf(part, whole *column) bool {
	return isAim(whole) && isReached(part) && sameMeasure(part, whole)
}

func isAim(c *column) bool { return c.Role == schema.RoleTarget || c.State == schema.Target }

func isReached(c *column) bool {
	if c.Role == schema.RoleFigure {
		return c.State == schema.Actual
	}
	return c.Role == schema.RoleProgress
}

// sameMeasure reports columns of which one measures what the other does, as far as their headers say.
func sameMeasure(a, b *column) bool {
	return strings.Contains(a.Measure, b.Measure) || strings.Contains(b.Measure, a.Measure) // "" is in any
}

// wrongIn returns the rates of column k that are not those of the pair that most rows show to be meant, and the total
// that they are shares of.
func (g *grid) wrongIn(k int, pairs []ratePair) (wrong []*wrongRate, total *entry) {
	best := -1
	var most rateTally
	for i, x := range pairs {
		if t := g.tallyRates(k, x); best < 0 || t.isBetter(most) {
			best, most = i, t
		}
	}
	switch {
	case best < 0:
		return nil, nil
	case most.shows(pairs[best]):
		if x := pairs[best]; x.row >= 0 {
			total = g.figureAt(x.row, x.whole)
		}
		return most.wrong, total
	}
	if most.fits > 1 {
		return nil, nil
	}
	for _, x := range pairs { // where nothing shows another, what the header names
		switch t := g.tallyRates(k, x); {
		case x.sure && t.fitsOnce():
			return t.wrong, nil
		case x.named && t.whole:
			return t.ofOneTotal(), nil
		}
	}
	return nil, nil
}

// rateTally is how a pair fits the rates of a column.
type rateTally struct {
	fits  int
	plain int  // those that more than one pair is likely to give: 0% and 100%, and coarse ones
	whole bool // the row that shares are taken of is 100%
	wrong []*wrongRate
	pair  ratePair
}

func (t rateTally) isBetter(other rateTally) bool {
	switch {
	case t.fits-t.plain != other.fits-other.plain:
		return t.fits-t.plain > other.fits-other.plain
	case t.pair.sure != other.pair.sure:
		return t.pair.sure
	}
	return len(t.wrong) < len(other.wrong)
}

// fitsOnce reports a pair that one rate fits or none, of two at most.
func (t rateTally) fitsOnce() bool { return t.fits < 2 && len(t.wrong) <= t.fits+1 }

// shows reports whether the rows show that the pair is meant: most of them, or what the header says is borne out.
func (t rateTally) shows(x ratePair) bool {
	telling := t.fits - t.plain
	if x.sure {
		return t.fits >= len(t.wrong)
	}
	return telling >= 2 && telling >= 2*len(t.wrong)
}

// tallyRates sets the rates of column k against a pair.
func (g *grid) tallyRates(k int, x ratePair) rateTally {
	t := rateTally{pair: x}
	for _, r := range g.byCol[k] {
		if !r.isRate() {
			continue
		}
		row := r.row
		if x.row >= 0 {
			row = x.row
		}
		part, whole := g.figureAt(r.row, x.part), g.figureAt(row, x.whole)
		if part == whole && part != nil {
			t.whole = r.value.Cmp(hundred) == 0
			continue
		}
		if !g.canBePair(part, whole) {
			continue
		}
		w := &wrongRate{rate: r, part: part, whole: whole}
		if !w.holds() {
			t.wrong = append(t.wrong, w)
			continue
		}
		t.fits++
		if !w.tells() {
			t.plain++
		}
	}
	return t
}

// canBePair reports figures of which one can be a share of the other.
func (g *grid) canBePair(part, whole *entry) bool {
	if !part.isOperand() || !whole.isOperand() || whole.value.Sign() == 0 {
		return false
	}
	return g.sameThing(part, whole)
}

// sameThing reports figures in one unit, or that are compared with each other.
func (g *grid) sameThing(part, whole *entry) bool {
	if part.Unit == whole.Unit || part.row != whole.row {
		return part.Unit == whole.Unit
	}
	return slices.ContainsFunc(g.places[part.row].comparisons, func(c schema.Comparison) bool {
		return c.Target == whole.index && c.Actual == part.index && c.Ratio != nil
	})
}

// isRate reports a percentage of one value.
func (e *entry) isRate() bool {
	if e.figure == nil || e.Unit != "%" {
		return false
	}
	return e.exact() && isShareKind(e.Kind)
}

func isShareKind(k schema.IndicatorKind) bool { return k == schema.Completion || k == schema.Ratio }

// isOperand reports a figure that a rate can be taken of. An aim may be one to be exceeded.
func (e *entry) isOperand() bool {
	if e == nil || e.Kind != schema.Quantity || e.signedValue().Sign() < 0 {
		return false
	}
	return e.exact() || e.Modifier == schema.AtLeast
}

// mostLess is below what any rate of more than the whole may be printed as.
var mostLess = exact.NewRat(90, 1)

// leastTold is how many units of its last digit a rate has that few pairs can give.
var leastTold = exact.NewRat(15, 1)

// tells reports whether the rate fits its pair in a way that shows that it is of that pair: 8% of 99 and of 92 is the same.
func (w *wrongRate) tells() bool {
	r := w.rate
	switch {
	case r.value.Sign() == 0, r.value.Cmp(hundred) == 0:
		return false
	case w.part.rounded || w.whole.rounded, r.isFraction():
		return true
	}
	if new(exact.Rat).Quo(r.value, r.last).Cmp(leastTold) < 0 {
		return false
	}
	off := new(exact.Rat).Sub(percent(w.part.value, w.whole.value), r.value)
	return off.Abs(off).Cmp(new(exact.Rat).Mul(half, r.last)) <= 0
}

func (w *wrongRate) holds() bool { return rateHolds(w.rate, w.part.number, w.whole.number) }

// rateHolds reports whether the rate comes from its pair, or is cut off at 100%, or is printed as a fraction (0.75).
func rateHolds(r *entry, part, whole number) bool {
	more, rounded := part.value.Cmp(whole.value) > 0, part.rounded || whole.rounded
	if more && !rounded && r.value.Cmp(mostLess) < 0 { // at first sight
		return false
	}
	x := pair{&figure{number: part}, &figure{number: whole}}
	if x.gives(r.figure) {
		return true
	}
	if more && r.value.Cmp(hundred) == 0 {
		return true
	}
	fraction := *r.figure
	fraction.value, fraction.last = new(exact.Rat).Mul(r.value, hundred), new(exact.Rat).Mul(r.last, hundred)
	return r.isFraction() && x.gives(&fraction)
}

// isFraction reports a rate that is printed as a share of one.
func (e *entry) isFraction() bool { return e.decimals > 0 && e.value.Cmp(one) <= 0 }

// leastShares is how many shares must agree on another total.
const leastShares = 3

// ofOneTotal makes one finding of shares that were all taken of one other total.
func (t rateTally) ofOneTotal() []*wrongRate {
	if t.fits > 0 || len(t.wrong) < leastShares {
		return nil
	}
	var low, high *exact.Rat // that total
	for _, w := range t.wrong {
		if w.rate.value.Cmp(w.rate.last) <= 0 {
			return nil
		}
		least, most := w.wholeBetween()
		if low == nil || least.Cmp(low) > 0 {
			low = least
		}
		if high == nil || most.Cmp(high) < 0 {
			high = most
		}
	}
	if low.Cmp(high) > 0 {
		return nil
	}
	first := t.wrong[0]
	for _, w := range t.wrong[1:] {
		first.others = append(first.others, w.rate)
	}
	return []*wrongRate{first}
}

// wholeBetween returns the least and the most that the rate can be of, in hundredths. The rate is more than its last digit.
func (w *wrongRate) wholeBetween() (least, most *exact.Rat) {
	least = new(exact.Rat).Sub(w.part.value, w.part.slack)
	most = new(exact.Rat).Add(w.part.value, w.part.slack)
	least.Quo(least, new(exact.Rat).Add(w.rate.value, w.rate.last))
	most.Quo(most, new(exact.Rat).Sub(w.rate.value, w.rate.last))
	return least, most
}

// finding is the finding on the rate.
func (w *wrongRate) finding(g *grid) schema.Finding {
	percent := decimal(percent(w.part.value, w.whole.value), max(w.rate.decimals, 1))
	says := message.New("%s is printed in %q, but %s of %s is %s%%",
		w.rate.Text, squeeze(g.columns[w.rate.col].Header), w.part.Text, w.whole.Text, percent)
	if n := len(w.others); n > 0 {
		says = message.New("%s; %d more shares are of the same other total", says, n)
	}
	f := w.rate.finding(schema.TableRate, "%s", says)
	f.Computed, f.From = percent, arithmetic("/", w.part.figure, w.whole.figure)
	return f
}
