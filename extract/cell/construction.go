package cell

import (
	"cmp"
	"math/bits"
	"slices"

	"duban/schema"
)

// construction is a row of constructions.tsv: a pattern, and what is said where it fits.
type construction struct {
	id       string
	line     int
	pattern  pattern
	anchor   int // the element that the pattern is looked for at
	gives    []gift
	priority int
	cue      int // the element whose words are the cue
	early    bool
	reads    []string
	leaves   []string

	needs []need
	wide  bool     // the needs are of the whole text, as the pattern leaves the clause
	units []string // of the anchor, where they matter
}

// gift is one judgement on one figure or word of a pattern.
type gift struct {
	element int
	of      judgement
	value   string
	from    int  // the element whose text completes the value, or -1
	byWord  bool // the value is that of the word there
}

// judgement is what a construction can decide.
type judgement uint8

const (
	saysKind judgement = iota
	saysState
	saysSign
	saysModifier
	saysBasis
	saysRole
	saysUnit
	saysPeriod
	saysStep
	saysRelation
	saysPace
)

var judgementNames = map[string]judgement{
	"kind": saysKind, "state": saysState, "sign": saysSign, "modifier": saysModifier, "basis": saysBasis, "role": saysRole,
	"unit": saysUnit, "period": saysPeriod, "step": saysStep, "of": saysRelation, "pace": saysPace,
}

// verdict is what the best construction says in one judgement. The verdicts on one token are a list.
type verdict struct {
	row   *construction
	gift  *gift
	cue   span
	from  span  // the text that completes the value
	whole span  // the piece that the pattern fits to
	next  int32 // of the same token: its place from 1, or 0
}

func (v *verdict) size() int { return v.whole.end - v.whole.start }

// outweighs reports whether a construction that fits to so much text goes before another: by priority, then by size.
func (c *construction) outweighs(v *verdict, size int) bool {
	return cmp.Or(cmp.Compare(c.priority, v.row.priority), cmp.Compare(size, v.size())) > 0
}

// constructions are the rows of the table.
type constructions struct {
	rows   []*construction
	sieves []sieve
	words  class // of the anchors that are words
}

// constructsEarly finds what the early constructions say of the numbers of the text: what each is.
func (rd *reading) constructsEarly() {
	rd.summarize()
	wanted := figureClasses | rd.r.table.words
	for k := range rd.every() {
		if c := rd.tokens[k].classes; c&wanted != 0 {
			rd.anchors = append(rd.anchors, int32(k))
			rd.constructAt(k, c&figureClasses, tryEarly)
		}
	}
}

// constructsLate finds what is said of the indicators and of words.
func (rd *reading) constructsLate() {
	for f := range rd.eachNumber() { // of which more is known by now
		rd.tokens[f.token].classes = f.classes()
	}
	rd.anchors = slices.DeleteFunc(rd.anchors, func(k int32) bool { return rd.isIdle(int(k)) })
	for _, k := range rd.anchors {
		t := &rd.tokens[k]
		rd.holds(t)
	}
	for _, k := range rd.anchors {
		if rd.stopped() {
			return
		}
		rd.constructAt(int(k), rd.tokens[k].classes, tryLate)
	}
}

// shareVerdicts gives the figures of a list what is said of the first or last of them: 分别低于全市16.9、24.4个百分点.
func (rd *reading) shareVerdicts() {
	for f, next := range rd.neighbours(1) {
		rd.shareVerdict(f, next)
	}
	for f, next := range rd.neighbours(-1) {
		rd.shareVerdict(next, f)
	}
}

// shareVerdict gives g what is said of f, if the two stand in a list and nothing is said of g.
func (rd *reading) shareVerdict(f, g *figure) {
	switch {
	case !areFigures(f, g), f.isRate() != g.isRate(), !rd.listed(f, g) && !rd.listed(g, f):
		return
	}
	for _, of := range [...]judgement{saysKind, saysSign, saysBasis, saysModifier, saysPeriod} {
		if v := rd.verdict(f.token, of); v != nil && rd.verdict(g.token, of) == nil {
			rd.say(g.token, *v)
		}
	}
}

// isIdle reports a number that is no indicator.
func (rd *reading) isIdle(k int) bool {
	f := rd.numberOf(k)
	return f != &noFigure && f.role != indicator
}

// constructAt tries the constructions that can fit at token k, of which these classes are looked at.
func (rd *reading) constructAt(k int, of class, when int) {
	beside, unit := rd.beside(k), rd.numberOf(k).Unit
	clause := &rd.contents[rd.tokens[k].clause]
	for i := range rd.r.table.sieves {
		s := &rd.r.table.sieves[i]
		for left := s.pass(when, of, &beside); left != 0; left &= left - 1 {
			c := s.rows[bits.TrailingZeros64(left)]
			holds := clause
			if c.wide {
				holds = &rd.whole
			}
			if c.takes(unit) && holds.has(c.needs) {
				rd.try(c, k)
			}
		}
	}
}

// takes reports whether the anchor can have a unit.
func (c *construction) takes(unit string) bool {
	return c.units == nil || slices.Contains(c.units, unit)
}

// try notes what a construction says, if its pattern fits at token k.
func (rd *reading) try(c *construction, k int) {
	m := &rd.match
	m.rd = rd
	if !m.fit(&c.pattern, c.anchor, k) {
		return
	}
	if rd.tried != nil {
		*rd.tried = append(*rd.tried, trial{c, k})
	}
	whole := m.whole()
	for i := range c.gives {
		g := &c.gives[i]
		at := m.spans[g.element]
		if at.empty() {
			continue // an element that may be missing
		}
		v := verdict{row: c, gift: g, cue: m.spans[c.cue], whole: whole}
		if g.from >= 0 {
			v.from = m.spans[g.from]
		}
		rd.say(rd.tokenFrom(at.start), v)
	}
}

// trial is a construction that fits at a token.
type trial struct {
	row *construction
	k   int
}

// say keeps a verdict on token k, unless there is a better one.
func (rd *reading) say(k int, v verdict) {
	if old := rd.verdict(k, v.gift.of); old != nil {
		if v.row.outweighs(old, v.size()) {
			v.next = old.next
			*old = v
		}
		return
	}
	v.next = rd.tokens[k].verdict
	rd.verdicts = append(rd.verdicts, v)
	rd.tokens[k].verdict = int32(len(rd.verdicts))
}

// verdict returns what is said of token k in one judgement, or nil.
func (rd *reading) verdict(k int, of judgement) *verdict {
	i := rd.tokens[k].verdict
	for ; i > 0; i = rd.verdicts[i-1].next {
		if v := &rd.verdicts[i-1]; v.gift.of == of {
			return v
		}
	}
	return nil
}

// says reports a verdict that gives that.
func (v *verdict) says(what string) bool { return v != nil && v.gift.value == what }

// stepOf returns how far token k puts the task.
func (rd *reading) stepOf(k int) step {
	if v := rd.verdict(k, saysStep); v != nil {
		return stepNames[v.gift.value]
	}
	return rd.word(rd.tokens[k]).step
}

var stepNames = map[string]step{
	stepNone: noStep, "waiting": waiting, "stalled": stalled, "prepared": prepared, "going": going, "done": done,
	saysAllDone: done,
}

// stepNone is what a construction says of a verb that says nothing of how far the task is.
const stepNone = "none"

// saysAllDone is what a construction says by which all is done that was asked for.
const saysAllDone = "all"

// decided returns what a construction gives f in a judgement, and notes its cue.
func (rd *reading) decided(f *figure, of judgement, as schema.Judgement) (string, bool) {
	v := rd.verdict(f.token, of)
	if v == nil {
		return "", false
	}
	cue := v.cue
	if of == saysPeriod && v.gift.from >= 0 {
		cue = v.from
	}
	f.note(schema.Cue{For: as, Text: rd.printed(cue.start, cue.end), Start: cue.start, End: cue.end})
	switch {
	case v.gift.byWord:
		return rd.word(rd.tokenStarting(v.from.start)).basis, true
	case v.gift.from >= 0:
		return v.gift.value + rd.printed(v.from.start, v.from.end), true
	}
	return v.gift.value, true
}
