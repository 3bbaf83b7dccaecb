package facts

import (
	"strconv"
	"strings"

	"duban/internal/message"
	"duban/schema"
)

// Figures and dates are found by their texts.

// figures are what a row or a section states.
type figures struct {
	indicators []schema.Indicator
	dates      []schema.Date
}

// place is where a figure of a row stands: a field, and of FieldCell the column.
type place struct {
	field  schema.Field
	column int
}

// has reports whether a figure that says so of itself stands there; anywhere if the place is nil.
func (at *place) has(field schema.Field, column *int) bool {
	switch {
	case at == nil:
		return true
	case field != schema.FieldCell || column == nil:
		return field == at.field
	}
	return *at == place{field, *column}
}

// indexes are the places of the things of each list by their texts.
type indexes map[listKey]map[string][]int

// listKey names a list by the first of its things, or what of it stands in one place.
type listKey struct {
	first any
	place place
}

func first[T any](list []T) any {
	if len(list) == 0 {
		return nil
	}
	return &list[0]
}

// of returns the index of a list of n things. Those without a text are left out.
func (x indexes) of(key listKey, n int, textOf func(int) string) map[string][]int {
	if x[key] == nil {
		x[key] = map[string][]int{}
		for i := range n {
			if text := textOf(i); text != "" {
				x[key][text] = append(x[key][text], i)
			}
		}
	}
	return x[key]
}

func keyOf(first any, at *place) listKey {
	if at == nil {
		return listKey{first: first}
	}
	return listKey{first, *at}
}

// property cuts the rest into a text and the property behind it.
func (p *path) property() (text, property string) {
	i := strings.LastIndexByte(p.rest, '/')
	if i < 0 {
		text, p.rest = p.rest, ""
		return text, ""
	}
	text, property, p.rest = p.rest[:i], p.rest[i+1:], ""
	return text, property
}

// indicator counts the figures of a place, or goes on into the one that the path names.
func (p *path) indicator(f figures, at *place) (string, error) {
	list := f.indicators
	if p.rest == "" {
		return p.end(count(list))
	}
	text, property := p.property()
	places := p.indexes.of(keyOf(first(list), at), len(list), func(i int) string {
		if !at.has(list[i].Field, list[i].Column) {
			return ""
		}
		return list[i].Text
	})
	i, err := find(places, text, "indicator")
	if err != nil {
		return "", err
	}
	if property == "of" { // told by its text, as nobody sees an index in a report
		return p.end(textOf(list, list[i].Of))
	}
	value, ok := part(indicatorParts, property, &list[i])
	if !ok {
		return unknown(property, "an indicator")
	}
	return p.end(value)
}

func textOf(list []schema.Indicator, i *int) string {
	if i == nil {
		return ""
	}
	return list[*i].Text
}

// date counts the dates of a place, or goes on into the one that the path names.
func (p *path) date(f figures, at *place) (string, error) {
	list := f.dates
	if p.rest == "" {
		return p.end(count(list))
	}
	text, property := p.property()
	places := p.indexes.of(keyOf(first(list), at), len(list), func(i int) string {
		if !at.has(list[i].Field, list[i].Column) {
			return ""
		}
		return list[i].Text
	})
	i, err := find(places, text, "date")
	if err != nil {
		return "", err
	}
	value, ok := part(dateParts, property, &list[i])
	if !ok {
		return unknown(property, "a date")
	}
	return p.end(value)
}

// find returns the place of the thing with that text. Of several, text says which: 2所[2].
func find(places map[string][]int, text string, what message.Format) (int, error) {
	switch found := places[text]; len(found) {
	case 0:
		plain, nth := cutNth(text)
		if found = places[plain]; 1 <= nth && nth <= len(found) {
			return found[nth-1], nil
		}
		return 0, message.Errorf("there is no %s %s", what, text)
	case 1:
		return found[0], nil
	default:
		return 0, message.Errorf("%d %ss read %s; write %s[1] to %s[%d]", len(found), what, text, text, text, len(found))
	}
}

// cutNth parts 2所[2] into 2所 and 2; 0 where there is no number.
func cutNth(text string) (plain string, nth int) {
	i := strings.LastIndexByte(text, '[')
	if i < 0 || !strings.HasSuffix(text, "]") {
		return text, 0
	}
	nth, err := strconv.Atoi(text[i+1 : len(text)-1])
	if err != nil {
		return text, 0
	}
	return text[:i], nth
}
