package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"duban/schema"
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
	Class string
	Note  string // one line a property: its name, a tab and its value
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
	text := []rune(visible(s))
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
func readingsOf(indicators []schema.Indicator, dates []schema.Date, unexplained []schema.Unexplained, found []*finding) readings {
	spans := readings{}
	add := func(field schema.Field, column *int, s span) {
		in := placeOf(field, column)
		spans[in] = append(spans[in], s)
	}
	for i := range indicators {
		x := &indicators[i]
		add(x.Field, x.Column, span{start: x.Start, end: x.End, mark: ofIndicator(x, indicators)})
	}
	for _, d := range dates {
		note := note("date", d.Value, "role", words(d.Role))
		add(d.Field, d.Column, span{start: d.Start, end: d.End, mark: &mark{Class: "m date", Note: note}})
	}
	for _, u := range unexplained {
		note := note("number", "not explained by any rule")
		add(u.Field, u.Column, span{start: u.Start, end: u.End, mark: &mark{Class: "m unexplained", Note: note}})
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

func ofIndicator(i *schema.Indicator, all []schema.Indicator) *mark {
	value := grouped(i.Value.String())
	if i.ValueMax != nil {
		value += " – " + grouped(i.ValueMax.String())
	}
	cues, places := cuesOf(i)
	return &mark{
		Class: "m " + string(i.Kind) + " " + string(i.State),
		Note: note("value", strings.TrimSpace(value+" "+i.Unit), "subject", i.Subject, "measure", i.Measure,
			"kind", string(i.Kind), "state", string(i.State), "modifier", words(i.Modifier), "period", i.Period, "basis", i.Basis,
			relation(i.Relation), textOf(all, i.Of), "decided by", strings.Join(cues, " · ")),
		Cues: strings.Join(places, " "),
	}
}

// cuesOf returns the words that decided how a number was read, and the places of those in its own text.
func cuesOf(i *schema.Indicator) (words, places []string) {
	for _, c := range i.Cues {
		switch {
		case c.For == schema.ForSource: // which stands in no text
			words = append(words, string(c.For)+" "+c.Text)
		case c.Field == "", c.Field == i.Field:
			words = append(words, string(c.For)+" "+c.Text)
			places = append(places, fmt.Sprintf("%d-%d", c.Start, c.End))
		default:
			words = append(words, string(c.For)+" "+c.Text+" ("+string(c.Field)+")")
		}
	}
	return words, places
}

// relation says how a figure hangs on another, in front of the text of that one.
func relation(r schema.Relation) string {
	switch r {
	case schema.RelationHost:
		return "in brackets of"
	case schema.RelationWhole:
		return "part of"
	case schema.RelationAim:
		return "share of"
	case schema.RelationAnchor:
		return "difference from"
	}
	return words(r)
}

// textOf returns the text of the figure that another hangs on.
func textOf(all []schema.Indicator, i *int) string {
	if i == nil || *i >= len(all) {
		return ""
	}
	return all[*i].Text
}

// note returns the properties that are not empty, given as names and values in turn.
func note(properties ...string) string {
	var lines []string
	for i := 0; i < len(properties); i += 2 {
		if value := strings.Join(strings.Fields(visible(properties[i+1])), " "); value != "" {
			lines = append(lines, properties[i]+"\t"+value)
		}
	}
	return strings.Join(lines, "\n")
}

// labels returns the spans of the marks of enumerated points.
func labels(points []schema.Point) []span {
	var spans []span
	for _, p := range points {
		spans = append(spans, span{start: p.Start, end: p.Start + utf8.RuneCountInString(p.Label), class: "label"})
	}
	return spans
}

// grouped returns a number in plain notation with its digits in threes: 2,150,000,000.
func grouped(number string) string {
	whole, fraction, _ := strings.Cut(number, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "−", whole[1:]
	}
	var groups []string
	for ; len(whole) > 3; whole = whole[:len(whole)-3] {
		groups = append([]string{whole[len(whole)-3:]}, groups...)
	}
	s := sign + strings.Join(append([]string{whole}, groups...), ",")
	if fraction != "" {
		s += "." + fraction
	}
	return s
}
