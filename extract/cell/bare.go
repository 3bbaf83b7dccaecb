package cell

import (
	"cmp"

	"github.com/cockroachdb/apd/v3"

	"duban/extract/number"
	"duban/schema"
)

// nameBy gives the indicators whose text does not say what they measure a subject from the row: that of the only target
// of the same measure, else the project.
func (rd *reading) nameBy(item string, target *reading) {
	for i := range rd.numbers {
		f := &rd.numbers[i]
		if f.role != indicator {
			continue
		}
		verb := rd.isOneVerb(f.subject)
		switch {
		case rd.saysPlain(f.subject) && !verb:
		case rd == target:
			f.named = item
		case verb:
			f.named = target.subjectLike(f)
		default:
			f.named = cmp.Or(target.subjectLike(f), item, target.topic())
		}
	}
}

// subjectLike returns the subject of the first figure of a target cell that is measured like f.
func (rd *reading) subjectLike(f *figure) string {
	for i := range rd.numbers[:min(mostCompared, len(rd.numbers))] {
		g := &rd.numbers[i]
		if g.role == indicator && g.kind == f.kind && g.Unit == f.Unit {
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

// bareCell reads a cell that holds nothing but a number, or one and a bracket: its unit comes from the heading of the column, or from the
// only figure of the target cell. The rates of a column for rates are of completion, as its heading says.
func (rd *reading) bareCell(row *schema.Row, target *reading) {
	if rd.field == schema.FieldRate {
		for i := range rd.numbers {
			if f := &rd.numbers[i]; f.role == indicator && f.isRate() && f.kind == schema.Ratio {
				f.kind = schema.Completion
			}
		}
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

// leading returns how many of the figures stand for the cell as a bare one does: the only one, the one in front of a bracket (10
// （其中救灾6万元）), or that and the only one in the bracket (3.25（3.76）).
func (rd *reading) leading() int {
	switch {
	case len(rd.numbers) == 0:
		return 0
	case len(rd.numbers) == 1:
		if rd.sole || rd.fills(&rd.numbers[0]) || rd.isPlace(&rd.numbers[0]) {
			return 1
		}
		return 0
	case rd.column == nil || !rd.column.Figures || rd.field != schema.FieldCell:
		return 0
	}
	first, second := &rd.numbers[0], &rd.numbers[1]
	open, last := first.End, len(rd.text)-1
	if !rd.adjacent(0, first.Start) || open >= last || !isOpening(rd.text[open]) || !isClosing(rd.text[last]) {
		return 0
	}
	if len(rd.numbers) == 2 && second.Start == open+1 && second.End == last {
		return 2
	}
	return 1
}

func isOpening(c rune) bool { return c == '（' || c == '(' }

func isClosing(c rune) bool { return c == '）' || c == ')' }

// isPlace reports the only number of a column of places in an order: 并列2.
func (rd *reading) isPlace(f *figure) bool {
	return rd.column != nil && rd.column.Figures && rd.column.Kind == schema.Rank && f.Unit == ""
}

// bareFigure reads a figure that has nothing but the cell and the header to say what it is.
func (rd *reading) bareFigure(f *figure, row *schema.Row, target *reading) {
	bare := f.Unit == ""
	switch {
	case !bare && !rd.isBareRate(f):
		if f.role == indicator && f.isRate() && !f.hasCue(schema.ForKind) && rd.r.isOfCompletion(row.Item) {
			f.kind = schema.Completion // 100% of 按期完成率
		}
		return
	case bare && !f.isPlain():
		return
	case bare && !rd.givenUnit(f) && !rd.targetUnit(f, target):
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

// isBareRate reports a rate of a column of figures, of which nothing but the header says what it is.
func (rd *reading) isBareRate(f *figure) bool {
	return rd.column != nil && rd.column.Figures && f.role == indicator && f.isRate() && !f.hasCue(schema.ForKind)
}

// fills reports whether the figure, with the words that bound it, is all that the cell holds: 5.5以内.
func (rd *reading) fills(f *figure) bool {
	for k, t := range rd.tokens {
		if w := rd.word(t); t.kind != numberToken && w.before == "" && w.after == "" || k > 0 && !rd.adjacent(rd.tokens[k-1].end, t.start) {
			return false
		}
	}
	last := len(rd.tokens) - 1
	return rd.adjacent(0, rd.tokens[0].start) && rd.adjacent(rd.tokens[last].end, len(rd.text)) && (f.token == 0 || rd.tokens[f.token-1].end == f.Start)
}

// bareRate returns the kind of a bare rate: that of the rate it is set against, growth where the project is a growth
// rate, else completion, or for a target any ratio.
func (rd *reading) bareRate(row *schema.Row, target *reading) schema.IndicatorKind {
	switch {
	case rd.field == schema.FieldRate:
		return schema.Completion
	case rd.field == schema.FieldProgress && target.only() != nil && target.only().isRate():
		return target.only().kind
	case rd.column != nil && rd.r.grows(rd.column.Measure), rd.r.grows(row.Item), rd.field == schema.FieldProgress && rd.r.grows(row.Target):
		return schema.Growth
	case rd.r.isOfCompletion(row.Item):
		return schema.Completion
	case rd.field == schema.FieldTarget, rd.field == schema.FieldCell:
		return schema.Ratio
	}
	return schema.Completion
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
func (r *Reader) isOfCompletion(name string) bool {
	text := []rune(name)
	for i := range text {
		if id, end := r.words.trie.Longest(text, i); id >= 0 && end == len(text) {
			return r.words.byID[id].kind == schema.Completion
		}
	}
	return false
}

// only returns the only indicator of the text, or nil.
func (rd *reading) only() *figure {
	var found *figure
	for i := range rd.numbers {
		if f := &rd.numbers[i]; f.role == indicator {
			if found != nil {
				return nil
			}
			found = f
		}
	}
	return found
}

// givenUnit takes the unit that the header, the row or a line above the table gives.
func (rd *reading) givenUnit(f *figure) bool {
	if rd.given.Base == "" {
		return false
	}
	factor := apd.New(rd.given.Factor, 0)
	if _, err := apd.BaseContext.Mul(&f.Value, &f.Value, factor); err != nil {
		return false
	}
	if _, err := apd.BaseContext.Mul(&f.Max, &f.Max, factor); err != nil {
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
	switch {
	case rd.field == schema.FieldCell && rd.column != nil && rd.column.Figures:
		return true
	case rd.field != schema.FieldTarget && rd.field != schema.FieldProgress:
		return false
	case rd == target, g == nil:
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
	switch rd.text[f.Bare-1] {
	case '万', '萬':
		return 4
	case '亿', '億':
		return 8
	}
	return 0
}

// inReach reports whether what was reached can be so much of a target: from a hundredth of it to five times as much.
func inReach(reached, target *apd.Decimal) bool {
	var low, high apd.Decimal
	low.Set(target)
	low.Exponent -= 2
	_, err := apd.BaseContext.Mul(&high, target, apd.New(5, 0))
	return err == nil && reached.Cmp(&low) >= 0 && reached.Cmp(&high) <= 0
}

// isPlain reports a number that is written in no way that would make its value doubtful.
func (f *figure) isPlain() bool { return f.Form == number.Plain && !f.Fraction && !f.role.isNamed() }
