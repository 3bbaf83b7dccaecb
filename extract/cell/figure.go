package cell

import (
	"slices"

	"duban/extract/number"
	"duban/internal/exact"
	"duban/schema"
)

// token is a word of the vocabulary, a number, a date or a mark of punctuation. Tokens rise and do not overlap; what
// stands between them is plain text.
type token struct {
	start, end int
	kind       tokenKind
	id         int32 // of the word, number or date
	clause     int32
	verdict    int32 // the first of the verdicts on it, from 1
	classes    class // as constructions are looked for, see summarize
}

// isWord reports the word of that number.
func (t token) isWord(id int32) bool { return t.kind == wordToken && t.id == id }

type tokenKind uint8

const (
	wordToken tokenKind = iota
	numberToken
	dateToken
	markToken  // 、 and the marks that part clauses and sentences
	openToken  // of a bracket
	closeToken // of a bracket
)

// figure is one number of the text.
type figure struct {
	number.Number
	token    int // its place among the tokens
	role     role
	negative bool // because of the words around
	kind     schema.IndicatorKind
	state    schema.State
	stateBy  int  // the token that decided it, or -1
	stated   bool // a construction decided it, and nothing else may
	modifier schema.Modifier
	period   string
	former   bool // the period is before that of the report
	basis    string
	subject  span
	named    string // the subject, where it is no part of the text
	cues     []schema.Cue
	of       *figure // that it hangs on, or nil
	relation schema.Relation
	index    int  // among the indicators of its row or section
	alone    bool // stands for its cell as a bare figure does, whatever is in the bracket behind it
	prelim   bool // what is counted has only been prepared: 65个项目已完成方案设计
}

// noFigure stands for a number that is not there.
var noFigure = figure{Number: number.Number{Start: -1, End: -1, Bare: -1}, stateBy: -1}

// traits is a set of things that are so of a figure by how it is written, and by what it has been found to be.
type traits uint16

const (
	counts   traits = 1 << iota // it is an indicator
	plain                       // written in no way that would make its value doubtful, and no part of a name
	hasUnit                     // likewise the rest
	scaled                      // with 万 or 亿
	more                        // 余, 多
	ranged                      // 3至5
	fraction                    // without a value
	decimal                     // with decimals
	inOnes                      // in ones: neither decimals nor hundreds
	chinese                     // in numerals
	rated                       // in % or percentage points
)

// traits returns all that is so of a figure.
func (f *figure) traits() traits {
	t := traits(0)
	t.set(counts, f.role == indicator)
	t.set(plain, f.isPlain())
	t.set(hasUnit, f.Unit != "")
	t.set(scaled, f.Scaled)
	t.set(more, f.More)
	t.set(ranged, f.Range)
	t.set(fraction, f.Fraction)
	t.set(decimal, f.Value.Exponent < 0)
	t.set(inOnes, f.Value.Exponent == 0)
	t.set(chinese, f.Chinese)
	t.set(rated, f.isRate())
	return t
}

func (t *traits) set(of traits, is bool) {
	if is {
		*t |= of
	}
}

// is reports whether all of the traits are so of a figure, and none of the others.
func (f *figure) is(all, none traits) bool { return f.traits()&(all|none) == all }

// any reports whether one of the traits is so.
func (f *figure) any(of traits) bool { return f.traits()&of != 0 }

// isPlain reports a number that is written in no way that would make its value doubtful.
func (f *figure) isPlain() bool {
	switch {
	case f.Form != number.Plain, f.Fraction, f.role.isNamed():
		return false
	}
	return true
}

// isRate reports the units of rates.
func (f *figure) isRate() bool { return isOneOf(f.UnitKind, "rate", "point") }

// isMeant reports a figure that is planned, or expected.
func (f *figure) isMeant() bool { return isOneOf(f.state, schema.Planned, schema.Projected) }

// isCap reports a figure that the real one is not to be above.
func (f *figure) isCap() bool {
	switch f.modifier {
	case schema.AtMost, schema.LessThan:
		return f.UnitKind != "time"
	}
	return false
}

// isAhead reports a figure that is aimed at or planned.
func (f *figure) isAhead() bool { return isOneOf(f.state, schema.Target, schema.Planned) }

// isRelative reports a rate or a multiple, which has no unit of its own.
func (f *figure) isRelative() bool { return isOneOf(f.UnitKind, "rate", "point", "multiple") }

// isChange reports what has a basis.
func (f *figure) isChange() bool { return isOneOf(f.kind, schema.Growth, schema.Difference) }

// isYear reports a bare number, or a range of them, that can be of years.
func (f *figure) isYear() bool {
	v, err := f.Value.Int64()
	return err == nil && plausibleYear(int(v))
}

// isBareOne reports a 1 that is printed so, and not as 1.0.
func isBareOne(v *exact.Decimal) bool { return v.Exponent == 0 && v.Cmp(one) == 0 }

// digits returns how many characters the number has without its unit.
func (f *figure) digits() int { return f.Bare - f.Start }

// value returns v with the sign that the words around give it.
func (f *figure) value(v *exact.Decimal) schema.Decimal {
	d := *v
	if f.negative && d.Sign() > 0 {
		d.Negative = true
	}
	return schema.NewDecimal(d)
}

func (f *figure) note(c schema.Cue) { f.cues = append(f.cues, c) }

func (f *figure) hasCue(of schema.Judgement) bool {
	for _, c := range f.cues {
		if c.For == of {
			return true
		}
	}
	return false
}

// span is a piece of the text; empty where nothing was found.
type span struct{ start, end int }

func (s span) empty() bool { return s.start >= s.end }

// firstOf returns the first span that is not empty.
func firstOf(spans ...span) span {
	for _, s := range spans {
		if !s.empty() {
			return s
		}
	}
	return span{}
}

// noWord is a word that says nothing.
var noWord word

// word returns the word that token t is, or a word that says nothing.
func (rd *reading) word(t token) *word {
	if t.kind != wordToken {
		return &noWord
	}
	return &rd.r.words.byID[t.id]
}

// cue returns a cue for the words of a token.
func (rd *reading) cue(of schema.Judgement, t token) schema.Cue {
	return schema.Cue{For: of, Text: rd.printed(t.start, t.end), Start: t.start, End: t.end}
}

// stopped reports that nobody waits for the reading any more. Whoever goes through a text asks at each step.
func (rd *reading) stopped() bool {
	if rd.asked++; rd.asked%1024 != 0 {
		return false
	}
	select {
	case <-rd.ctx.Done:
		return true
	default:
		return false
	}
}

// cellColumn returns the column that is named beside a field cell, else nil.
func (rd *reading) cellColumn() *int {
	if rd.field != schema.FieldCell || rd.column == nil {
		return nil
	}
	return &rd.column.Index
}

// isUnsaidRate reports a rate of which no word beside it says what kind it is.
func (f *figure) isUnsaidRate() bool {
	return f.is(counts|hasUnit|rated, 0) && !f.hasCue(schema.ForKind)
}

// hasFigures reports a text in a column of bare figures.
func (rd *reading) hasFigures() bool { return rd.column != nil && rd.column.Figures }

// isAmount reports an indicator that is a quantity.
func (f *figure) isAmount() bool { return f.role == indicator && f.kind == schema.Quantity }

// isWithin reports a value from one bound to the other.
func isWithin(v, least, most *exact.Decimal) bool { return v.Cmp(least) >= 0 && v.Cmp(most) <= 0 }

// isStated reports a figure of which a construction says that state.
func (f *figure) isStated(s schema.State) bool { return f.stated && f.state == s }

// forget takes back what was noted of f for one of its judgements.
func (f *figure) forget(of schema.Judgement) {
	f.cues = slices.DeleteFunc(f.cues, func(c schema.Cue) bool { return c.For == of })
}
