package cell

import (
	"io/fs"
	"strings"

	"duban/internal/char"
	"duban/internal/message"
	"duban/schema"
	"duban/seeds"
)

const measuresFile = "measures.tsv"

// measure is a quantity with a standard name.
type measure struct {
	name string
	unit string // its usual base unit
}

// loadMeasures reads the names of measures from each of fsys in turn. A later line for the same name takes the place of an
// earlier one.
func loadMeasures(fsys []fs.FS) (map[string]measure, error) {
	const usual = 600 // names
	all := make(map[string]measure, usual)
	for i, f := range fsys {
		here := make(map[string]int, usual)
		err := eachLine(f, measuresFile, i > 0, func(l seeds.Line) error {
			name := l.Fields[0]
			for _, n := range append([]string{name}, split(l.Fields[1], char.Pause)...) {
				if n == "" || here[n] > 0 {
					return message.Errorf("the name %q is empty, or stands in line %d already", n, here[n])
				}
				here[n] = l.Number
				all[n] = measure{name, l.Fields[2]}
			}
			return nil
		}, "name", "other_names", "unit", "comment")
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// newcomers returns the word right in front of the subject of f by which it does not count all that there is: 新认定高新技术企业12家.
func (rd *reading) newcomers(f *figure) string {
	k := rd.tokenEnding(f.subject.start)
	if f.subject.start >= f.End { // 新认定12家高新技术企业
		k = f.token - 1
	}
	if !rd.wordOf(k).isOf(groupNew) || rd.tokens[k].clause != rd.tokens[f.token].clause {
		return ""
	}
	return rd.printed(rd.tokens[k].start, rd.tokens[k].end)
}

// measureOf returns the standard name of what a figure measures, or "" where its subject is no known name or its unit does
// not fit. Of a figure in a column that names what it measures, the words of the label count as well as the subject, which
// has the thing in front: 东镇城镇新增就业.
func (rd *reading) measureOf(ind *schema.Indicator, f *figure) string {
	newly := rd.newcomers(f)
	m, ok := rd.r.findMeasure(newly + ind.Subject)
	if !ok && newly == "" && rd.column != nil && strings.HasSuffix(ind.Subject, rd.column.Measure) {
		m, ok = rd.r.findMeasure(rd.column.Measure)
	}
	if !ok {
		return ""
	}
	switch ind.Kind {
	case schema.Growth, schema.Difference, schema.Completion:
		return m.name
	}
	if ind.Unit != m.unit {
		return ""
	}
	return m.name
}

// findMeasure looks a subject up, as it stands, without the place in front, and without the word of growth behind.
func (r *Reader) findMeasure(subject string) (measure, bool) {
	for {
		if m, ok := r.measures[subject]; ok {
			return m, true
		}
		next := r.withoutEnds(subject)
		if next == subject {
			return measure{}, false
		}
		subject = next
	}
}

// withoutEnds takes a bracket, a word of growth, or one that leads to names off a subject.
func (r *Reader) withoutEnds(subject string) string {
	if subject == "" {
		return ""
	}
	for _, open := range []string{char.Open, "("} {
		if before, _, ok := strings.Cut(subject, open); ok && before != "" {
			return before
		}
	}
	for _, end := range r.words.growthWords {
		if subject[len(subject)-1] != end[len(end)-1] {
			continue // nearly all
		}
		if before, ok := strings.CutSuffix(subject, end); ok && before != "" {
			return before
		}
	}
	for _, start := range r.words.ownWords {
		if rest, ok := strings.CutPrefix(subject, start); ok && rest != "" {
			return rest
		}
	}
	return subject
}
