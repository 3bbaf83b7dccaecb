package table

import (
	"slices"

	"duban/schema"
)

// readKind reads what sort of quantity the figures are, and drops a unit that this sort cannot have.
func (r *labelReader) readKind() {
	if i := r.lastIs(flagIndex); i >= 0 { // 环比 / 上月=100
		r.out.Kind, r.out.Basis, r.out.Earlier, r.out.EarlierIn, r.out.Cues = schema.Quantity, "", "", "", nil
		return
	}
	i, j := r.kindWords()
	if i >= 0 {
		r.out.Kind = r.kindAt(i)
	} else {
		i, j = r.completion()
		r.out.Derived = i >= 0
	}
	if r.out.Kind == "" && i < 0 {
		r.kindOfUnit()
		return
	}
	if r.out.Kind != "" {
		r.cue(schema.ForKind, i, j)
	}
	r.fitUnit(i)
}

// kindWords returns the place of the last word that says a kind, twice; -1 where none does. That something is counted
// is said by words within names, and holds only where nothing else is said.
func (r *labelReader) kindWords() (int, int) {
	counted := -1
	for i := len(r.tokens) - 1; i >= 0; i-- {
		t := &r.tokens[i]
		switch {
		case t.part == nil || t.used:
		case t.part.kind == schema.Quantity:
			counted = i
		case t.part.kind == schema.Ratio && t.is(flagName) && r.goesOn(i):
		case t.part.kind != "", t.is(flagChange):
			return i, i
		}
	}
	if counted < 0 {
		counted = r.counted()
	}
	return counted, counted
}

// readDecrease finds out whether all words for a change are of a decrease: 下降%, but not 增长（下降）%. A share of an aim is none:
// 完成下降目标%.
func (r *labelReader) readDecrease() {
	isOf := func(f flag) bool { return slices.ContainsFunc(r.tokens, func(t token) bool { return t.is(f) }) }
	if isOf(flagAim) && isOf(flagDone) || isOf(flagShare) {
		return
	}
	changes, less := 0, 0
	for i := range r.tokens {
		switch t := &r.tokens[i]; {
		case t.is(flagLess):
			changes, less = changes+1, less+1
		case t.isChange():
			changes++
		}
	}
	r.out.Less = less > 0 && less == changes
}

// goesOn reports whether the label names something more behind token i: 三率综合得分.
func (r *labelReader) goesOn(i int) bool {
	if i+1 >= len(r.tokens) {
		return false
	}
	next := &r.tokens[i+1]
	return next.level == r.tokens[i].level && next.names()
}

// kindAt returns the kind that the word at i says, among the others.
func (r *labelReader) kindAt(i int) schema.IndicatorKind {
	t := &r.tokens[i]
	switch {
	case t.is(flagCount):
		return schema.Quantity
	case t.isChange():
		return r.kindOfChange(i)
	case t.part.kind == schema.Ratio:
		return r.kindOfShare(i)
	}
	return t.part.kind
}

// kindOfChange tells rates of change from amounts: by the unit behind the word, or by words like 额.
func (r *labelReader) kindOfChange(i int) schema.IndicatorKind {
	t, unit := &r.tokens[i], r.unitBehind(i)
	amount := i+1 < len(r.tokens) && r.tokens[i+1].is(flagAmount|flagCount)
	r.out.OfRank = i > 0 && r.tokens[i-1].part != nil && r.tokens[i-1].part.kind == schema.Rank
	switch {
	case t.part.kind == schema.Difference, amount, unit.isOther():
		return schema.Difference
	case unit.isShare():
		return schema.Growth
	}
	r.out.Change = t.part.kind == ""
	return t.part.kind
}

// kindOfShare tells how far a thing is from what share it has.
func (r *labelReader) kindOfShare(i int) schema.IndicatorKind {
	for j := range r.tokens[:i] {
		if r.tokens[j].part != nil && r.tokens[j].part.state == schema.Remaining {
			return schema.Ratio
		}
	}
	if unit := r.unitBehind(i); unit.isOther() {
		return ""
	}
	if r.isBehindChange(i) || r.out.Basis != "" && r.tokens[i].is(flagName) {
		return schema.Growth
	}
	if from, _ := r.shareOfAim(); from >= 0 {
		return schema.Completion
	}
	for j := i - 1; j >= 0; j-- {
		t := &r.tokens[j]
		if t.is(flagDone) && t.part.state == schema.Actual {
			return schema.Completion
		}
		if t.is(flagShare) {
			break
		}
	}
	return schema.Ratio
}

// isBehindChange reports a word right behind one of change, or below it: 增减情况 / 比例（%）.
func (r *labelReader) isBehindChange(i int) bool {
	i--
	for i > 0 && (r.tokens[i].is(flagFiller) || r.tokens[i].tellsHow()) {
		i--
	}
	return i >= 0 && r.tokens[i].isChange()
}

// shareOfAim finds a share of an aim: 占年度计划; 完成年度任务, where what stands behind it or its unit says that it is one.
func (r *labelReader) shareOfAim() (from, to int) {
	for i := range r.tokens {
		if !r.tokens[i].is(flagShare | flagDone) {
			continue
		}
		aim, sharp, measure := r.aimBehind(i)
		if aim < 0 {
			continue
		}
		whole := sharp && !measure && aim == r.lastSaying()
		share := r.tokens[i].is(flagShare) || r.out.Unit.isShare() || r.hasShareWord(aim)
		if share || whole {
			r.aimed, r.out.Amount = true, !share
			return i, aim
		}
	}
	return -1, -1
}

// aimBehind returns the last of the words of an aim that stand right behind token i, and whether the year's is meant;
// and whether a measure stands between.
func (r *labelReader) aimBehind(i int) (aim int, sharp, measure bool) {
	aim = -1
	for j := i + 1; j < len(r.tokens); j++ {
		t := &r.tokens[j]
		switch {
		case t.is(flagAim):
			aim = j
		case t.is(flagSharp):
			sharp = true
		case t.is(flagMeasure) && aim < 0:
			measure = true
		case t.period != nil, t.is(flagFiller | flagBlunt | flagThing):
		default:
			return aim, sharp, measure
		}
	}
	return aim, sharp, measure
}

func (r *labelReader) hasShareWord(i int) bool {
	for ; i < len(r.tokens); i++ {
		if t := &r.tokens[i]; t.part != nil && t.part.kind == schema.Ratio {
			return true
		}
	}
	return false
}

// lastSaying returns the place of the last token that is no unit, filler or aside.
func (r *labelReader) lastSaying() int {
	for i := len(r.tokens) - 1; i >= 0; i-- {
		if t := &r.tokens[i]; t.unit == nil && !t.aside && !t.is(flagFiller) {
			return i
		}
	}
	return -1
}

// completion finds words that together say how far something is, and no word of a kind: 占全年计划, 完成目标(%), 进度%.
func (r *labelReader) completion() (from, to int) {
	from, to = r.shareOfAim()
	if from < 0 && r.out.Unit.isShare() && r.out.Basis == "" {
		from = max(r.lastIs(flagDone), r.lastIs(flagDegree))
		to = from
	}
	if from >= 0 {
		r.out.Kind = schema.Completion
	}
	return from, to
}

// kindOfUnit reads the kind out of a basis, where no other word says one: 比上年同期（%）. A share of something that is not
// the work is what it is: 占财政收入%.
func (r *labelReader) kindOfUnit() {
	unit := &r.out.Unit
	switch {
	case r.out.Basis == "":
		if r.lastIs(flagShare) >= 0 && unit.isShare() {
			r.out.Kind = schema.Ratio
		}
	case unit.isShare():
		r.out.Kind = schema.Growth
	case unit.isOther() && r.unitBehind(r.basisEnd()) != nil:
		r.out.Kind = schema.Difference
	default:
		r.out.Change = true
		r.dropUnit()
	}
}

// dropUnit keeps a unit apart that a change does not have, or has only where it is one of amounts.
func (r *labelReader) dropUnit() { r.out.dropped, r.out.Unit = r.out.Unit, Unit{} }

// basisEnd returns the place of the last token that the basis was read from.
func (r *labelReader) basisEnd() int {
	last := 0
	for i := range r.tokens {
		if t := &r.tokens[i]; t.used || t.part != nil && t.part.basis != "" {
			last = i
		}
	}
	return last
}

// fitUnit drops a unit that stands in front of the words of a kind and is of what they tell about: 投资（万元） / 占比.
func (r *labelReader) fitUnit(i int) {
	if r.out.Unit.Text == "" {
		return
	}
	unit := &r.out.Unit
	switch r.out.Kind {
	case schema.Rank, schema.Growth, schema.Completion, schema.Ratio:
		if !unit.isShare() && !(r.out.Kind == schema.Rank && r.unitBehind(i) != nil) {
			*unit = Unit{}
		}
	case schema.Difference:
		if unit.isShare() && r.unitBehind(i) == nil {
			*unit = Unit{}
		}
	case "":
		if r.out.Change {
			r.dropUnit()
		}
	}
}

// IsPlain reports a label of which the vocabulary knows nothing that a figure would be told by.
func (l *Label) IsPlain() bool {
	return l.Kind == "" && l.Unit.Base == "" && l.Basis == "" && l.Period == nil && !l.Change
}
