package check

import (
	"cmp"
	"slices"

	"duban/schema"
)

// This file leaves numbers alone that were read, though the coverage does not count them as explained: of a page that a program
// has recognised in a picture any figure may be wrong, which its cue and the report's unread say once.

// readSpan is where an indicator or a date stands.
type readSpan struct {
	field              schema.Field
	column, start, end int
}

// readAllTheSame tells numbers that an indicator or a date holds.
func (p *place) readAllTheSame() func(schema.Unexplained) bool {
	var spans []readSpan
	for i := range p.indicators {
		x := &p.indicators[i]
		spans = append(spans, readSpan{x.Field, placeOfColumn(x.Column), x.Start, x.End})
	}
	for _, d := range p.dates() {
		spans = append(spans, readSpan{d.Field, placeOfColumn(d.Column), d.Start, d.End})
	}
	order := func(a, b readSpan) int {
		return cmp.Or(cmp.Compare(a.field, b.field), a.column-b.column, a.start-b.start)
	}
	slices.SortFunc(spans, order)
	return func(u schema.Unexplained) bool {
		at := readSpan{field: u.Field, column: placeOfColumn(u.Column), start: u.Start}
		k, found := slices.BinarySearchFunc(spans, at, order)
		if !found {
			k--
		}
		return k >= 0 && spans[k].field == at.field && spans[k].column == at.column && u.Start < spans[k].end
	}
}

func (p *place) dates() []schema.Date {
	if p.row != nil {
		return p.row.Dates
	}
	return p.section.Dates
}
