package cell

import (
	"duban/internal/clause"
	"duban/schema"
)

// What words of estimate say of the figures behind them.

// estimatesAt returns the word of a clause without a figure by which it estimates what a period brings, or -1: 预计全年.
func (rd *reading) estimatesAt(c int32) int {
	if rd.figuresIn(c) > 0 {
		return -1
	}
	for k := range rd.within(c) {
		if rd.wordOf(k).state == schema.Projected && rd.estimatesPeriod(k) {
			return k
		}
	}
	return -1
}

// estimateBefore returns the word of estimate that the clause in front of f is nothing but, or -1: 预计（下同），全镇产值6.4亿元.
func (rd *reading) estimateBefore(f *figure) int {
	c := rd.clauseOf(f.token).Before
	if c == clause.None {
		return -1
	}
	k := rd.beginning(rd.skip(rd.tree.Clauses[c].Start))
	if rd.wordOf(k).state != schema.Projected {
		return -1
	}
	end := rd.tokens[k].end
	for i := range rd.runAhead(k) { // 预计到年末
		if t := rd.tokens[i]; t.kind == dateToken || rd.isYearlong(i) || rd.isFiller(t) {
			end = t.end
			continue
		}
		break
	}
	if after := rd.bracketAhead(end); after > end {
		end = after
	}
	if end != rd.tree.Clauses[c].End {
		return -1
	}
	return k
}

// toldBefore reports a figure in the clauses in front of that of token k.
func (rd *reading) toldBefore(k int) bool {
	for c := range rd.clausesBefore(k) {
		if rd.figuresIn(c) > 0 {
			return true
		}
	}
	return false
}

// estimatesPeriod reports a word of estimate that a period follows: 预计一季度, 预计全年; or one behind the year: 全年预计. All
// figures of the sentence are part of the estimate then.
func (rd *reading) estimatesPeriod(k int) bool {
	next := k + 1
	if rd.touches(k) && rd.isFiller(rd.token(next)) {
		next++ // 预计到年末
	}
	if rd.touches(next - 1) {
		switch {
		case rd.isSpanToken(next), rd.isYearlong(next), rd.fillsClause(next):
			return true
		}
	}
	return rd.isYearlong(k-1) && rd.touches(k-1)
}

// isSpanToken reports a date that has two ends.
func (rd *reading) isSpanToken(k int) bool {
	d := rd.dateOf(k)
	return d != nil && d.span
}
