package table

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"duban/extract/internal/text"
	"duban/internal/char"
	"duban/schema"
)

// Lines are the units that a line above a table gives to its bare figures: 单位：个、亿元.
type Lines struct {
	Text  string // as printed
	Units []Unit
}

// Lines reads what stands behind 单位：. What is no unit gives none.
func (r *Reader) Lines(s string) Lines {
	l := Lines{Text: s}
	if u, ok := r.eachUnit(s); ok {
		l.Units = []Unit{u}
		return l
	}
	for part := range strings.FieldsFuncSeq(s, func(c rune) bool {
		return strings.ContainsRune(char.Pause+char.Commas+char.Semicolons+" "+string(char.Space)+"/", c)
	}) {
		u, ok := r.Labels.Units(strings.Trim(part, char.Brackets))
		if !ok {
			if u, ok = r.Labels.Units(text.RemoveSpace(s)); ok { // 元/人
				return Lines{Text: s, Units: []Unit{u}}
			}
			return Lines{Text: s}
		}
		l.Units = append(l.Units, u)
	}
	return l
}

// eachUnit reads a text that is the unit of a price or of a density: 元/公斤, 毫克/升. With a power of ten or a count it may as well
// be two units: 万元/个, 吨/头.
func (r *Reader) eachUnit(s string) (Unit, bool) {
	s = strings.Trim(text.RemoveSpace(s), char.Brackets)
	first, rest, _ := strings.Cut(s, "/")
	u, _ := r.Labels.Units(first)
	of, _ := r.Labels.Units(rest)
	if u.Factor != 1 || of.Kind == "count" || u.Kind != "money" && u.Kind != "weight" {
		return Unit{}, false
	}
	each, ok := r.Labels.Units(s)
	return each, ok && each.IsEach()
}

// IsEach reports the unit of an amount by the piece: 元/公斤.
func (u Unit) IsEach() bool { return strings.Contains(u.Base, "/") }

// each is the kind of what is measured by the piece, so that only such a unit fits: 均价, 浓度.
const each = "each"

// things is the kind of what may be counted, or be what money goes to: 项目.
const things = "things"

// acts is the kind of what is done to what a table is about, and counted where the name ends with it: 转办.
const acts = "acts"

// Fitting returns the unit that fits what is measured, where exactly one does.
func (r *Reader) Fitting(l Lines, measure string) (Unit, bool) {
	word, behind := r.measureIn(measure)
	kind, currency, _ := strings.Cut(word, moneyIn)
	switch {
	case kind == "", kind == things && len(l.Units) < 2, kind == acts && behind > 0:
		return Unit{}, false
	case kind == things, kind == acts:
		kind = "count"
	}
	var found []Unit
	for _, u := range l.Units {
		if fitsKind(&u, kind) {
			found = append(found, u)
		}
	}
	if len(found) > 1 && kind == "money" { // 单位：亿元、万美元
		currency = cmp.Or(currency, r.Words.Money)
		found = slices.DeleteFunc(found, func(u Unit) bool { return u.Base != currency })
	}
	if len(found) != 1 {
		return Unit{}, false
	}
	return found[0], true
}

// moneyIn stands between money and the currency that it is counted in where a line names several; any currency is none of them.
const moneyIn = " in "

// Counting gives a unit that is a power of ten alone the unit that what is measured has, where its words tell one: 游客人次（万）,
// 旅游收入（亿）. Any other unit is returned as it is.
func (r *Reader) Counting(u Unit, measure string) Unit {
	if !u.isPower() {
		return u
	}
	switch kind := r.measureKind(measure); kind {
	case "", things:
	case "money":
		u.Base, u.Kind = r.Words.Money, kind
	default:
		if of, ok := r.Labels.Units(strings.TrimPrefix(kind, countOf)); ok { // but not one of several
			u.Base, u.Kind = of.Base, of.Kind
		}
	}
	return u
}

// isPower reports a unit that is a power of ten alone: 万.
func (u *Unit) isPower() bool { return u.Base == "" && u.Factor > 1 }

// Counted returns the unit that the label of a column counts in by its own last word, for bare figures to which nothing else gives one: 人 for
// 参训人数, 亩 for 流转亩数. What is counted comes in ones; else the figures may be so many thousands.
func (r *Reader) Counted(c *Column) Unit {
	label := c.Header()
	kind, behind := r.measureIn(label)
	base := strings.TrimPrefix(kind, countOf)
	if base == "" || behind > 0 || c.Kind != schema.Quantity {
		return Unit{}
	}
	label, _ = text.WithoutBrackets(text.RemoveSpace(label))
	_, last := utf8.DecodeLastRuneInString(label)
	if !strings.HasSuffix(label, base) && !strings.HasSuffix(label[:len(label)-last], base) {
		return Unit{}
	}
	u, ok := r.Labels.Units(base)
	if !ok || u.Factor != 1 || u.Base != base || u.Kind == "count" && !c.cells.areWhole() {
		return Unit{}
	}
	return u
}

// fitsKind reports whether a unit is of a kind, is itself the only one that fits, or is one of the measure words behind count:.
func fitsKind(u *Unit, kind string) bool {
	if words, ok := strings.CutPrefix(kind, countOf); ok {
		return slices.Contains(strings.Split(words, ","), u.Base)
	}
	return u.Base == kind || u.Kind == kind && !u.IsEach() || u.IsEach() && kind == each
}

// countOf stands in front of the measure words that alone count a thing.
const countOf = "count:"

// EndsInMeasure reports whether the word that tells what sort of units goes with a name stands at its end: it does in 新增就业, and not in
// 企业职工养老保险.
func (r *Reader) EndsInMeasure(name string) bool {
	_, behind := r.measureIn(name)
	return behind == 0
}

// measureKind returns the kind of units of what is measured, or "" where no word tells it.
func (r *Reader) measureKind(measure string) string {
	kind, _, _ := strings.Cut(r.measureWord(measure), moneyIn)
	return kind
}

// measureWord returns what the vocabulary has for the word that decides what is measured, or "".
func (r *Reader) measureWord(measure string) string {
	word, _ := r.measureIn(measure)
	return word
}

// measureIn returns the same, and how many bytes stand behind the word.
func (r *Reader) measureIn(measure string) (kind string, behind int) {
	measure, _ = text.WithoutBrackets(text.RemoveSpace(measure))
	if len(measure) > longestMeasure {
		return "", 0
	}
	for end := len(measure); end > 0; {
		for start := 0; start < end; {
			if kind, ok := r.Words.Measures[measure[start:end]]; ok {
				return kind, len(measure) - end
			}
			_, size := utf8.DecodeRuneInString(measure[start:])
			start += size
		}
		_, size := utf8.DecodeLastRuneInString(measure[:end])
		end -= size
	}
	return "", 0
}

// IsThing reports whether what is measured is known by a thing alone, that has a size itself and may as well be what money goes to:
// 农村公路, 绿地.
func (r *Reader) IsThing(measure string) bool {
	kind := r.measureKind(measure)
	return kind == "length" || kind == "area"
}

// IsCount reports whether what is measured is a number of things: 项目数, 总数.
func (r *Reader) IsCount(measure string) bool {
	kind := r.measureKind(measure)
	return kind == "count" || strings.HasPrefix(kind, countOf)
}

// KnowsMeasure reports whether a word tells what sort of units goes with what is measured.
func (r *Reader) KnowsMeasure(measure string) bool {
	kind := r.measureKind(measure)
	return kind != "" && kind != things && kind != acts
}

const longestMeasure = 120 // bytes
