package cell

import (
	"cmp"

	"duban/extract/number"
	"duban/internal/char"
	"duban/internal/exact"
	"duban/schema"
)

// nameBy gives the indicators whose text does not say what they measure a subject from the row: that of the first target
// of the same measure, else of the figure of that measure in the name of the row, else that name: 口袋公园 of 新建口袋公园6处.
func (rd *reading) nameBy(item string, target, told *reading) {
	for f := range rd.eachFigure() {
		verb := rd.isOneVerb(f.subject)
		name := item
		if told != nil && told != rd {
			name = cmp.Or(told.subjectLike(f), item)
		}
		switch {
		case rd.saysPlain(f.subject) && !verb:
		case rd == target:
			f.named = name
		case verb:
			f.named = cmp.Or(target.subjectLike(f), rd.namedAs(f))
		default:
			f.named = cmp.Or(target.subjectLike(f), rd.namedAs(f), name, target.topic())
		}
	}
}

// namedAs returns the name that the row gave to a figure in front of f in its sentence which the same verb is said of: 更新265台，占66.3%.
func (rd *reading) namedAs(f *figure) string {
	if !f.isRelative() {
		return ""
	}
	for g := range rd.formers(f, mostRespective) {
		if g.subject == f.subject {
			return g.named
		}
	}
	return ""
}

// subjectLike returns the subject of the first figure of a target cell that is measured like f.
func (rd *reading) subjectLike(f *figure) string {
	for g := range rd.firstFigures() {
		if g.Unit == f.Unit && g.kind == f.kind {
			if g.named != "" {
				return g.named
			}
			return rd.plain(g.subject)
		}
	}
	return ""
}

// topic returns what a target cell is about: its first clause without the verb in front.
func (rd *reading) topic() string {
	if len(rd.tree.Clauses) == 0 {
		return ""
	}
	c := rd.tree.Clauses[0]
	return rd.plain(rd.trim(span{c.Start, c.End}))
}

// bareCell reads a cell that holds nothing but a number, or one and a bracket: its unit comes from the heading of the column,
// or from the only figure of the target cell. The rates of a column for rates are of completion, as its heading says.
func (rd *reading) bareCell(row *schema.Row, target *reading) {
	if rd.field == schema.FieldRate {
		rd.completes()
	}
	if rd.unsure {
		return
	}
	n := rd.leading()
	for i := range n {
		rd.bareFigure(&rd.numbers[i], row, target)
		rd.numbers[i].alone = true
	}
}

// completes makes rates of completion of those of which nothing else is said.
func (rd *reading) completes() {
	for f := range rd.eachFigure() {
		if f.isRate() && f.kind == schema.Ratio {
			f.kind = schema.Completion
		}
	}
}

// leading returns how many of the figures stand for the cell as a bare one does: the only one, the one in front of a bracket (10
// （其中救灾6万元）), or that and the only one in the bracket (3.25（3.76）).
func (rd *reading) leading() int {
	switch count := len(rd.numbers); {
	case count == 0:
		return 0
	case count == 1:
		switch f := &rd.numbers[0]; {
		case rd.sole, rd.fills(f), rd.isPlace(f):
			return 1
		}
		return 0
	case rd.field != schema.FieldCell, !rd.hasFigures(), !rd.endsInBracket(&rd.numbers[0]):
		return 0
	case count == 2 && rd.fillsBracket(&rd.numbers[1]):
		return 2
	}
	return 1
}

// endsInBracket reports a figure at the front of the text with a bracket behind it that ends with the text.
func (rd *reading) endsInBracket(f *figure) bool {
	last := len(rd.text) - 1
	switch {
	case f.End >= last, !rd.adjacent(0, f.Start):
		return false
	}
	return char.IsOpening(rd.at(f.End)) && char.IsClosing(rd.at(last))
}

// fillsBracket reports the figure of such a bracket that holds nothing else.
func (rd *reading) fillsBracket(f *figure) bool {
	return f.Start == rd.numbers[0].End+1 && f.End == len(rd.text)-1
}

// isPlace reports the only number of a column of places in an order: 并列2.
func (rd *reading) isPlace(f *figure) bool {
	return f.Unit == "" && rd.hasFigures() && rd.column.Kind == schema.Rank
}

// bareFigure reads a figure that has nothing but the cell and the header to say what it is.
func (rd *reading) bareFigure(f *figure, row *schema.Row, target *reading) {
	if !rd.standsAlone(f) {
		if f.isUnsaidRate() && rd.r.isOfCompletion(row.Item) {
			f.kind = schema.Completion // 100% of 按期完成率
		}
		return
	}
	if f.Unit == "" && !rd.givenUnit(f) && !rd.targetUnit(f, target) {
		f.role = unexplained
		return
	}
	rd.modify(f)
	f.role, f.kind, f.state = indicator, schema.Quantity, schema.Actual
	if rd.field == schema.FieldTarget {
		f.state = schema.Target
	}
	switch {
	case f.isRate():
		f.kind = rd.bareRate(row, target)
	case f.UnitKind == "point":
		f.kind = schema.Difference
	}
}

// standsAlone reports a plain number without a unit, or a rate of which nothing but the header says what it is.
func (rd *reading) standsAlone(f *figure) bool {
	if f.Unit == "" {
		return f.isPlain()
	}
	return rd.isBareRate(f)
}

// isBareRate reports a rate of a column of figures, of which nothing but the header says what it is.
func (rd *reading) isBareRate(f *figure) bool {
	return rd.hasFigures() && f.isUnsaidRate()
}

// bareRate returns the kind of a bare rate: that of the rate it is set against, growth where the project is a growth
// rate, else completion, or for a target any ratio.
func (rd *reading) bareRate(row *schema.Row, target *reading) schema.IndicatorKind {
	kind := schema.Completion
	switch rd.field {
	case schema.FieldRate:
		return kind
	case schema.FieldProgress:
		if aim := target.only(); aim != nil && aim.isRate() {
			return aim.kind
		}
		if rd.r.grows(row.Target) {
			return schema.Growth
		}
	case schema.FieldTarget, schema.FieldCell:
		kind = schema.Ratio
	}
	switch {
	case rd.r.grows(row.Item), rd.column != nil && rd.r.grows(rd.column.Measure):
		return schema.Growth
	case rd.r.isOfCompletion(row.Item):
		return schema.Completion
	case rd.given.Base != "" && rd.r.isAmount(row.Item):
		return schema.Growth // of 固定资产投资 whose unit is said to be %
	case rd.r.isOfShare(row.Item):
		return schema.Ratio // 城镇化率 in a column of progress
	}
	return kind
}

// grows reports whether a name holds a word of growth: 地区生产总值增速.
func (r *Reader) grows(name string) bool {
	text := []rune(name)
	for i := range text {
		if id, _ := r.words.trie.Longest(text, i); id >= 0 && r.words.byID[id].kind == schema.Growth {
			return true
		}
	}
	return false
}

// isOfCompletion reports whether a name ends with a word of completion: 按期完成率.
func (r *Reader) isOfCompletion(name string) bool { return r.lastKind(name) == schema.Completion }

// isOfShare reports whether a name ends with a word of other shares, or is that of a measure that is one: 优良天数比例.
func (r *Reader) isOfShare(name string) bool {
	if m, ok := r.findMeasure(name); ok && m.unit == "%" {
		return true
	}
	return r.lastKind(name) == schema.Ratio
}

// lastKind returns the kind that the word says that a name ends with, or "".
func (r *Reader) lastKind(name string) schema.IndicatorKind {
	text := []rune(name)
	for i := range text {
		if id, end := r.words.trie.Longest(text, i); id >= 0 && end == len(text) {
			return r.words.byID[id].kind
		}
	}
	return ""
}

// givenUnit takes the unit that the header, the row or a line above the table gives.
func (rd *reading) givenUnit(f *figure) bool {
	if rd.given.Factor == 0 {
		return false
	}
	factor := exact.New(rd.given.Factor, 0)
	if err := f.Value.Mul(&f.Value, factor); err != nil {
		return false
	}
	if err := f.Max.Mul(&f.Max, factor); err != nil {
		return false
	}
	f.Unit, f.UnitKind = rd.given.Base, rd.given.Kind
	return true
}

// targetUnit takes the unit from the only figure of the target cell; where there is none, the number stands by itself. It
// reports false where it can't be told whether the number is written in the tens of thousands of the target: beside
// 10000万, 7965 are 万, but beside 2.6万人, 7383 are 人.
func (rd *reading) targetUnit(f *figure, target *reading) bool {
	g := target.only()
	switch rd.field {
	case schema.FieldCell:
		return rd.hasFigures()
	case schema.FieldTarget, schema.FieldProgress:
	default:
		return false
	}
	if rd == target || g == nil {
		return true
	}
	f.Unit, f.UnitKind = g.Unit, g.UnitKind
	if !g.Scaled {
		return true
	}
	if inReach(&f.Value, &g.Value) {
		return true
	}
	exp := target.scale(g)
	f.Value.Exponent += exp
	f.Max.Exponent += exp
	return inReach(&f.Value, &g.Value)
}

// scale returns the power of ten that the last character of a figure's number stands for.
func (rd *reading) scale(f *figure) int32 {
	const least = 4
	if exp := number.Power(rd.at(f.Bare - 1)); exp >= least {
		return int32(exp)
	}
	return 0
}

// inReach reports whether what was reached can be so much of a target: from a hundredth of it to five times as much.
func inReach(reached, target *exact.Decimal) bool {
	low := *target
	low.Exponent -= 2
	var high exact.Decimal
	if err := high.Mul(target, exact.New(5, 0)); err != nil || reached.Cmp(&low) < 0 {
		return false
	}
	return reached.Cmp(&high) <= 0
}
