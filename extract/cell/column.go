package cell

import (
	"strings"

	"github.com/cockroachdb/apd/v3"

	"duban/extract/number"
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
	for _, c := range t.Text {
		rd.text = append(rd.text, c)
	}
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
	value            apd.Decimal
	unit             string
}

// bareForm reads -3.4, 1,234.5, 95.00%, .8%, 6*: digits with commas between thousands, a point, a sign in front, a sign of
// per cent or of a note behind.
func bareForm(s string) (form, bool) {
	var f form
	var digits strings.Builder
	stage, group, groups := 0, 0, 0 // before, within and behind the digits; digits since a comma
	point := false
	i := -1
	for _, c := range s {
		i++
		c = halfWidth(c)
		switch {
		case stage == 0 && (isBlankRune(c) || c == '[' || c == '〔'): // [13.5]: cumulated
		case stage == 0 && strings.ContainsRune("+-−↑↓", c) && digits.Len() == 0:
			f.start = i
			if c != '+' && c != '↑' {
				digits.WriteByte('-')
			} else {
				digits.WriteByte('+')
			}
		case stage <= 1 && isDigit(c):
			if stage == 0 && digits.Len() == 0 {
				f.start = i
			}
			stage = 1
			group++
			digits.WriteRune(c)
			f.bare = i + 1
		case stage == 1 && c == ',' && !point && group > 0 && group <= 3 && (groups == 0 || group == 3):
			group, groups = 0, groups+1
		case stage <= 1 && c == '.' && !point && (groups == 0 || group == 3):
			if stage == 0 && digits.Len() == 0 {
				f.start = i
			}
			stage, point, group = 1, true, 0
			digits.WriteByte('.')
		case stage == 1 && (c == '%' || c == '‰') && f.bare == i:
			stage, f.unit, f.end = 2, string(c), i+1
		case stage >= 1 && (isBlankRune(c) || strings.ContainsRune("*＊★☆※]〕", c)):
			stage = 3
		default:
			return form{}, false
		}
	}
	if group == 0 || groups > 0 && !point && group != 3 {
		return form{}, false
	}
	if f.end == 0 {
		f.end = f.bare
	}
	if digits.Len() > number.MostDigits {
		return form{}, false
	}
	_, _, err := f.value.SetString(strings.TrimPrefix(digits.String(), "+"))
	return f, err == nil
}

// halfWidth returns the ASCII form of a character of a number.
func halfWidth(c rune) rune {
	if '！' <= c && c <= '～' {
		return c - '！' + '!'
	}
	return c
}

func isBlankRune(c rune) bool {
	return c == ' ' || c == '\t' || c == '\n' || c == '\u3000' || c == '\u00A0'
}

// hasFigures reports a text in a column of bare figures.
func (rd *reading) hasFigures() bool { return rd.column != nil && rd.column.Figures }

// byColumn gives the figures of a cell what the header says of them, as far as their own words say nothing.
func (rd *reading) byColumn(row *schema.Row) {
	c := rd.column
	if rd.field == schema.FieldItem {
		for i := range rd.numbers {
			rd.numbers[i].state = schema.Target
		}
	}
	if c == nil {
		return
	}
	sole := len(rd.numbers) == 1 && rd.numbers[0].role == indicator && (rd.sole || rd.fills(&rd.numbers[0]))
	for i := range rd.numbers {
		f := &rd.numbers[i]
		if f.role != indicator {
			continue
		}
		if f.stateBy < 0 && c.State != "" && !f.hasCue(schema.ForState) && rd.field != schema.FieldTarget {
			f.state = c.State
			f.noteColumn(c, schema.ForState)
		}
		if sole || f.alone {
			rd.soleByColumn(f, row)
		}
	}
}

// soleByColumn gives the only figure of a cell kind, basis and subject.
func (rd *reading) soleByColumn(f *figure, row *schema.Row) {
	c := rd.column
	if fits(c.Kind, f) && !f.hasCue(schema.ForKind) {
		f.kind = c.Kind
		f.noteColumn(c, schema.ForKind)
	}
	if f.period == "" && c.Period != "" && c.Figures {
		f.period = c.Period
		f.noteColumn(c, schema.ForPeriod)
	}
	if f.basis == "" && c.Basis != "" && (f.kind == schema.Growth || f.kind == schema.Difference) {
		f.basis = c.Basis
		f.noteColumn(c, schema.ForBasis)
	}
	if rd.field == schema.FieldCell && rd.plain(f.subject) == "" {
		f.named = row.Item + c.Measure
	}
}

// fits reports whether a figure can be of the kind that the header names.
func fits(kind schema.IndicatorKind, f *figure) bool {
	switch kind {
	case "":
		return false
	case schema.Growth, schema.Ratio, schema.Completion:
		return f.isRate() || f.UnitKind == "multiple"
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
