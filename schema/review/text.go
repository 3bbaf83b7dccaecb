package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"duban/internal/shown"
	"duban/schema"
	"duban/schema/facts"
)

// A text is shown as groups, one after another: each is a mark or lies between two, and consists of pieces that differ
// in what else covers them.
type group struct {
	Mark   *mark // nil between marks
	Pieces []piece
}

type piece struct {
	Text  string
	Class string // "" where nothing covers it
	ID    string
}

// mark is what is shown of a number, a date or an unexplained number.
type mark struct {
	Class string // with the kind and the state of a figure, in this order
	Read  string // what was read, see checkable
	Cues  string // the places of the words that decided it: "0-2 5-8"
}

// span is a part of a text, in code points, with what is to be shown of it: a mark, or a class.
type span struct {
	start, end int
	mark       *mark
	class      string
	id         string
}

// plain returns s as a text without marks.
func plain(s string) []group { return cut(s, nil) }

// cut returns s with its spans marked. Marks do not overlap; where they do all the same, the first goes on to its end.
func cut(s string, spans []span) []group {
	text := []rune(shown.Visible(s))
	bounds := []int{0, len(text)}
	for i := range spans {
		p := &spans[i]
		p.start = min(max(p.start, 0), len(text))
		p.end = min(max(p.end, p.start), len(text))
		bounds = append(bounds, p.start, p.end)
	}
	slices.Sort(bounds)
	bounds = slices.Compact(bounds)
	slices.SortStableFunc(spans, func(a, b span) int { return cmp.Compare(a.start, b.start) })
	var groups []group
	var open []span
	for i, end := range bounds[1:] {
		start := bounds[i]
		open = slices.DeleteFunc(open, func(p span) bool { return p.end <= start })
		for len(spans) > 0 && spans[0].start == start {
			if spans[0].end > start {
				open = append(open, spans[0])
			}
			spans = spans[1:]
		}
		m, p := covering(open, start)
		p.Text = string(text[start:end])
		if len(groups) == 0 || groups[len(groups)-1].Mark != m {
			groups = append(groups, group{Mark: m})
		}
		last := &groups[len(groups)-1]
		last.Pieces = append(last.Pieces, p)
	}
	return groups
}

// covering returns the mark that a piece lies in, and the piece with what the other spans over it say.
func covering(open []span, start int) (m *mark, p piece) {
	var classes []string
	for _, s := range open {
		if s.mark != nil && m == nil {
			m = s.mark
		}
		if s.class != "" && !slices.Contains(classes, s.class) {
			classes = append(classes, s.class)
		}
		if s.start == start && p.ID == "" {
			p.ID = s.id
		}
	}
	p.Class = strings.Join(classes, " ")
	return m, p
}

// at is a text in a row or section: a field, and of FieldCell the column.
type at struct {
	field  schema.Field
	column int
}

func placeOf(field schema.Field, column *int) at {
	if field != schema.FieldCell || column == nil {
		return at{field: field}
	}
	return at{field, *column}
}

// readings are the spans of each text of a row or section.
type readings map[at][]span

// readingsOf returns what was read of a row or section, and the words that its findings are about. A finding whose
// words cannot be gone to, as others begin there too, is gone to where it is told.
func (in language) readingsOf(indicators []schema.Indicator, dates []schema.Date, unexplained []schema.Unexplained, found []*finding) readings {
	spans := readings{}
	add := func(field schema.Field, column *int, s span) {
		of := placeOf(field, column)
		spans[of] = append(spans[of], s)
	}
	paths := facts.IndicatorPaths(indicators)
	for i := range indicators {
		x := &indicators[i]
		add(x.Field, x.Column, span{start: x.Start, end: x.End, mark: in.ofIndicator(x, indicators, paths[i])})
	}
	paths = facts.DatePaths(dates)
	for i, d := range dates {
		add(d.Field, d.Column, span{start: d.Start, end: d.End,
			mark: &mark{Class: "m date", Read: checkable(paths[i], d.Value, string(d.Role))}})
	}
	for _, u := range unexplained {
		add(u.Field, u.Column, span{start: u.Start, end: u.End, mark: &mark{Class: "m unexplained"}})
	}
	type beginning struct {
		at
		start int
	}
	taken := map[beginning]bool{}
	for _, f := range found {
		begin := beginning{placeOf(f.Field, f.Column), f.Start}
		if !f.hasWords() {
			continue
		}
		s := span{start: f.Start, end: f.End, class: "found " + string(f.Severity), id: f.To}
		if taken[begin] {
			s.id, f.At = "", f.To
		}
		taken[begin] = true
		add(f.Field, f.Column, s)
	}
	return spans
}

func (in language) ofIndicator(i *schema.Indicator, all []schema.Indicator, path string) *mark {
	most := ""
	if i.ValueMax != nil {
		most = i.ValueMax.String()
	}
	cues, places := in.cuesOf(i)
	return &mark{
		Class: "m " + string(i.Kind) + " " + string(i.State),
		Read: checkable(path, i.Value.String(), most, i.Unit, in.words(i.Modifier), i.Subject, i.Measure, i.Period, in.basis(i.Basis),
			in.relation(i.Relation), textOf(all, i.Of), strings.Join(cues, " · ")),
		Cues: strings.Join(places, " "),
	}
}

// checkable returns what was read of a thing that a person can check, with tabs between: its path below that of the row or
// section ("" where no facts file can name it), then for the script of the page what it shows of it and writes into a facts
// file. The order is that of the script.
func checkable(path string, read ...string) string {
	var b strings.Builder
	b.WriteString(path)
	for _, value := range read {
		b.WriteByte('\t')
		b.WriteString(strings.Join(strings.Fields(value), " "))
	}
	return strings.TrimRight(b.String(), "\t")
}

// cuesOf returns the words that decided how a number was read, and the places of those in its own text.
func (in language) cuesOf(i *schema.Indicator) (words, places []string) {
	for _, c := range i.Cues {
		cue := in.words(c.For) + " " + c.Text
		switch {
		case c.For == schema.ForSource: // which stands in no text
		case c.Field == "", c.Field == i.Field:
			places = append(places, fmt.Sprintf("%d-%d", c.Start, c.End))
		default:
			cue += " (" + in.words(c.Field) + ")"
		}
		words = append(words, cue)
	}
	return words, places
}

// relation says how a figure hangs on another, in front of the text of that one.
func (in language) relation(r schema.Relation) string {
	switch r {
	case schema.RelationHost:
		return in.say("in brackets of")
	case schema.RelationWhole:
		return in.say("part of")
	case schema.RelationAim:
		return in.say("share of")
	case schema.RelationAnchor:
		return in.say("difference from")
	}
	return in.words(r)
}

// textOf returns the text of the figure that another hangs on.
func textOf(all []schema.Indicator, i *int) string {
	if i == nil || *i >= len(all) {
		return ""
	}
	return all[*i].Text
}

// labels returns the spans of the marks of enumerated points.
func labels(points []schema.Point) []span {
	var spans []span
	for _, p := range points {
		spans = append(spans, span{start: p.Start, end: p.Start + utf8.RuneCountInString(p.Label), class: "label"})
	}
	return spans
}
