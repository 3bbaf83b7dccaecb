package cell

import (
	"cmp"
	"strings"

	"duban/extract/number"
	"duban/internal/char"
	"duban/internal/exact"
	"duban/schema"
)

// This file reads bare figures in columns of figures, and gives them what the header says.

// bare reads a cell that holds nothing but a figure, by its form alone: in a column of figures 2021 is no year and 2010.6
// no date. It returns nil where the cell holds anything else.
func (w *rowReading) bare(t *Text, c *Context) *reading {
	form, ok := bareForm(t.Text)
	if !ok {
		return nil
	}
	rd := w.Reader.read(t.Field, "", c)
	rd.take(t.Text)
	rd.column, rd.given, rd.sole = t.Column, t.Unit, true
	f := figure{role: indicator, kind: schema.Quantity, state: schema.Actual, stateBy: -1}
	f.Start, f.End, f.Bare = form.start, form.end, form.bare
	f.Value = form.value
	if form.unit != "" {
		f.Unit, f.UnitKind = form.unit, "rate"
	}
	rd.numbers = append(rd.numbers, f)
	rd.tokens = append(rd.tokens, token{start: f.Start, end: f.End, kind: numberToken})
	rd.structure()
	rd.pay(rd.room())
	return rd
}

// form is a bare figure by its characters.
type form struct {
	start, end, bare int // of the figure, and the end of its digits
	value            exact.Decimal
	unit             string
}

// bareForm reads -3.4, 1,234.5, 95.00%, .8%, 6*: digits with commas between thousands, a point, a sign in front, a sign of
// per cent or of a note behind.
func bareForm(s string) (form, bool) {
	var r formReader
	for _, c := range s {
		if !r.take(char.HalfWidth(c)) {
			return form{}, false
		}
		r.at++
	}
	return r.finish()
}

// formReader reads a bare figure character by character.
type formReader struct {
	form
	at     int // the place of the next character
	stage  stage
	digits strings.Builder // with the sign and the point
	group  int             // digits since a comma or the point
	groups int             // commas, or spaces, within the figure
	point  bool
	gap    bool // a space behind digits, which thousands may follow
	gaps   int  // such spaces within the figure; no commas stand beside them
	sure   bool // two figures would not be written so: 12 000, 1 234 567
}

type stage uint8

const (
	beforeDigits stage = iota
	withinDigits
	behindUnit
	behindAll
)

// take reads one more character, and reports whether it can belong to the cell of a bare figure.
func (r *formReader) take(c rune) bool {
	if char.IsDigit(c) {
		return r.digit(c)
	}
	if r.gap {
		r.gap, r.stage = false, behindAll
	}
	switch c {
	case '+', '-', '−', '↑', '↓':
		return r.sign(c)
	case ',':
		return r.comma()
	case '.':
		return r.decimalPoint()
	case '%', '‰':
		return r.percent(c)
	case '[', char.OpenNumber: // [13.5]: cumulated
		return r.stage == beforeDigits
	case ']', char.CloseNumber:
		return r.end()
	}
	switch {
	case strings.ContainsRune(char.NoteMarks, c):
		return r.end()
	case !isBlankRune(c):
		return false
	case r.groups == r.gaps && r.mayBeGroup(): // 12 000.5, or the end
		r.gap = true
		return true
	}
	return r.stage == beforeDigits || r.end()
}

// begin notes where the figure begins.
func (r *formReader) begin() {
	if r.digits.Len() == 0 {
		r.start = r.at
	}
}

func (r *formReader) digit(c rune) bool {
	switch {
	case r.stage > withinDigits:
		return false
	case r.gap:
		r.gap, r.group, r.groups, r.gaps = false, 0, r.groups+1, r.gaps+1
		r.sure = r.sure || c == '0' || r.gaps > 1
	}
	r.begin()
	r.stage = withinDigits
	r.group++
	r.digits.WriteRune(c)
	r.bare = r.at + 1
	return true
}

func (r *formReader) sign(c rune) bool {
	if r.stage > beforeDigits || r.digits.Len() > 0 {
		return false
	}
	r.begin()
	switch c {
	case '+', '↑':
		r.digits.WriteByte('+')
	default:
		r.digits.WriteByte('-')
	}
	return true
}

// isWhole reports that the digits since the last comma are a group of thousands, or that there was none.
func (r *formReader) isWhole() bool { return r.groups == 0 || r.group == thousands }

const thousands = 3 // digits of a group

// mayBeGroup reports whether the digits so far may be the thousands of those behind a comma or a space.
func (r *formReader) mayBeGroup() bool {
	switch {
	case r.stage != withinDigits, r.point, !r.isWhole(), r.group == 0, r.group > thousands:
		return false
	}
	return strings.Trim(r.digits.String(), "+-0") != ""
}

func (r *formReader) comma() bool {
	if r.gaps > 0 || !r.mayBeGroup() {
		return false
	}
	r.group, r.groups = 0, r.groups+1
	return true
}

func (r *formReader) decimalPoint() bool {
	switch {
	case r.stage > withinDigits, r.point, !r.isWhole():
		return false
	}
	r.begin()
	r.stage, r.point, r.group = withinDigits, true, 0
	r.digits.WriteByte('.')
	return true
}

func (r *formReader) percent(c rune) bool {
	if r.stage != withinDigits || r.bare != r.at {
		return false
	}
	r.stage, r.unit, r.form.end = behindUnit, string(c), r.at+1
	return true
}

// end reads what may stand behind a figure.
func (r *formReader) end() bool {
	if r.stage == beforeDigits {
		return false
	}
	r.stage = behindAll
	return true
}

// finish returns the figure, if there is one whole.
func (r *formReader) finish() (form, bool) {
	switch {
	case r.group == 0, r.digits.Len() > number.MostDigits, !r.point && !r.isWhole(), r.gaps > 0 && !r.sure: // 250 120 may be two
		return form{}, false
	}
	if r.form.end == 0 {
		r.form.end = r.bare
	}
	var err error
	r.value, err = exact.Parse(r.digits.String())
	return r.form, err == nil
}

// byColumn gives the figures of a cell what the header says of them, as far as their own words say nothing.
func (rd *reading) byColumn(row *schema.Row) {
	c := rd.column
	if rd.field == schema.FieldItem && !row.Total { // 合计（5个） counts its rows
		for f := range rd.eachNumber() {
			f.state = schema.Target
		}
	}
	if c == nil {
		return
	}
	sole := rd.isSole()
	for f := range rd.eachFigure() {
		rd.stateByColumn(f)
		switch {
		case sole, f.alone, rd.opensAlone(f):
			rd.soleByColumn(f, row)
		}
	}
}

// isSole reports a cell that holds one indicator and nothing else.
func (rd *reading) isSole() bool {
	f := rd.numberIn(0)
	if len(rd.numbers) != 1 || f.role != indicator {
		return false
	}
	return rd.sole || rd.fills(f)
}

// opensAlone reports a rate that a text begins with, apart from what explains it: 80%（新校区滞后）.
func (rd *reading) opensAlone(f *figure) bool {
	if !f.isUnsaidRate() || f.End == len(rd.text) {
		return false
	}
	return rd.adjacent(0, f.Start) && !char.IsIdeograph(rd.at(f.End))
}

// stateByColumn gives a figure of which no word says it the state that the header names.
func (rd *reading) stateByColumn(f *figure) {
	switch c := rd.column; {
	case c.State == "", rd.field == schema.FieldTarget, f.stateBy >= 0, f.hasCue(schema.ForState):
	default:
		f.state = c.State
		f.noteColumn(c, schema.ForState)
	}
}

// soleByColumn gives the only figure of a cell kind, basis and subject.
func (rd *reading) soleByColumn(f *figure, row *schema.Row) {
	c := rd.column
	if fits(c.Kind, f) && !f.hasCue(schema.ForKind) {
		f.kind = c.Kind
		f.noteColumn(c, schema.ForKind)
	}
	if c.Kind == "" && rd.growsByNature(f, row.Item, c.Measure) {
		f.kind = schema.Growth
	}
	if f.modifier == "" && f.state == schema.Target && c.Modifier != "" {
		f.modifier = c.Modifier
		f.noteColumn(c, schema.ForModifier)
	}
	if c.Figures {
		f.takeFrom(c, &f.period, c.Period, schema.ForPeriod)
	}
	if f.isChange() {
		f.takeFrom(c, &f.basis, c.Basis, schema.ForBasis)
		if c.Less {
			f.negative = true
		}
	}
	if rd.field == schema.FieldCell && rd.plain(f.subject) == "" {
		f.named = cmp.Or(rd.ctx.Name, row.Item) + c.Measure
	}
}

// growsByNature reports a rate of which no word says the kind, and which can only be one of growth, as what is measured is an amount
// itself: 固定资产投资 in per cent. A number of people or things in per cent may as well be the share of an aim.
func (rd *reading) growsByNature(f *figure, item, column string) bool {
	if f.kind != schema.Ratio || f.hasCue(schema.ForKind) {
		return false
	}
	return rd.r.isAmount(item+column) || rd.r.isAmount(column)
}

// isAmount reports the name of a measure that is an amount of money, energy or goods, so that a rate of it is one of growth.
func (r *Reader) isAmount(name string) bool {
	m, ok := r.findMeasure(name)
	if !ok {
		return false
	}
	usual, _ := r.Unit(m.unit)
	switch usual.Kind {
	case "money", "energy", "weight":
		return true
	}
	return false
}

// takeFrom gives a figure what a header says, if nothing else has said it.
func (f *figure) takeFrom(c *Column, to *string, value string, of schema.Judgement) {
	if *to == "" && value != "" {
		*to = value
		f.noteColumn(c, of)
	}
}

// fits reports whether a figure can be of the kind that the header names.
func fits(kind schema.IndicatorKind, f *figure) bool {
	switch kind {
	case "":
		return false
	case schema.Growth, schema.Ratio, schema.Completion:
		return f.isRelative()
	case schema.Quantity:
		return !f.isRate()
	case schema.Rank:
		return !f.isRate() && f.UnitKind != "money"
	}
	return true
}

// noteColumn notes the words of the header that decided a judgement, where it was words.
func (f *figure) noteColumn(c *Column, of schema.Judgement) {
	for _, cue := range c.Cues {
		if cue.For == of {
			cue.Field, cue.Column = schema.FieldHeader, &c.Index
			f.note(cue)
			return
		}
	}
}
