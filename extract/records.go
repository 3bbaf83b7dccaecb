package extract

import (
	"slices"
	"strings"

	"duban/internal/char"
	"duban/parse"
	"duban/schema"
)

// This file makes tables of records: lines of a label and a value each, with the same labels for one thing after the other.
//
//	项目名称：滨河路改造
//	年度目标：完成10公里
//	进展情况：已完成7公里

// withRecords returns the blocks of a document with a table in place of each run of records.
func (r *reader) withRecords(blocks []parse.Block) []parse.Block {
	if !r.mayHoldRecords(blocks) {
		return blocks
	}
	out := make([]parse.Block, 0, len(blocks))
	for i := 0; i < len(blocks); {
		run := r.recordsAt(blocks[i:])
		if !run.isTable(r) {
			next := i + max(run.blocks, 1)
			out = append(out, blocks[i:next]...)
			i = next
			continue
		}
		if n := len(out); run.groups > 0 && n > 0 && run.headBy(out[n-1]) {
			out = out[:n-1]
		}
		out = append(out, run.table())
		i += run.blocks
	}
	return out
}

// mayHoldRecords reports whether lines begin records at all, which few documents have.
func (r *reader) mayHoldRecords(blocks []parse.Block) bool {
	n := 0
	for _, b := range blocks {
		if p, ok := b.(*parse.Paragraph); ok && r.entryIn(firstLine(p.Text)).role == schema.RoleItem {
			n++
		}
	}
	return n >= leastRecords
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return s
}

const (
	leastRecords = 2
	leastLabels  = 3 // of a record
	mostLabels   = 40
)

// entry is a line of a record; its role is empty where it has no label.
type entry struct {
	label, value string
	role         schema.Role
}

// entryIn reads a line of a label and a value, behind the mark of a point.
func (r *reader) entryIn(s string) entry {
	front, _, _ := cutAny(s, char.Colons)
	if len(front) == len(s) || len(front) > longestEntry {
		return entry{}
	}
	runes := []rune(trim(s))
	if len(runes) == 0 {
		return entry{}
	}
	if style, _, end := pointAt(runes, 0); style != noPoint {
		runes = runes[end:]
	}
	front, value, _ := cutAny(string(runes), char.Colons)
	label := removeSpace(front)
	if label == "" || strings.ContainsAny(label, char.Digits) {
		return entry{}
	}
	return entry{label, trim(value), r.tables.Labels.Read([]string{label}).Role}
}

// longestEntry is how many bytes the label of a record has at most, with the mark in front.
const longestEntry = 60

// records is a run of records with the headings of groups between them.
type records struct {
	labels []string
	roles  []schema.Role
	rows   []record
	rest   []*parse.Paragraph // of the last value, if another entry follows
	blocks int                // of the document
	groups int                // headings among the rows
}

// record is one record, or a heading where values is nil.
type record struct {
	heading string
	values  map[string]string
	place   parse.Place
}

// recordsAt reads the records that the blocks begin with.
func (r *reader) recordsAt(blocks []parse.Block) *records {
	var run records
	for i, b := range blocks {
		p, isParagraph := b.(*parse.Paragraph)
		switch {
		case isParagraph && run.take(r, p):
			run.blocks = i + 1
		case len(run.rows) == 0:
			return &run
		case r.opensRecord(blocks[i+1:], run.labels[0]):
			if !run.between(r, b, isParagraph) {
				return run.cut()
			}
		case isParagraph && run.goesOn(r, blocks[i+1:]) && !isGroupLine(p.Text):
			run.rest = append(run.rest, p)
		default:
			return run.cut()
		}
	}
	return run.cut()
}

// take takes a paragraph whose lines are all entries, as a whole or not at all.
func (run *records) take(r *reader, p *parse.Paragraph) bool {
	var entries []entry
	for s := range strings.SplitSeq(p.Text, "\n") {
		x := r.entryIn(s)
		if x.role == "" {
			return false
		}
		entries = append(entries, x)
	}
	if len(run.rows) == 0 && entries[0].role != schema.RoleItem || !run.fits(entries) {
		return false
	}
	run.extend()
	for _, x := range entries {
		run.add(x, p.Place)
	}
	return true
}

// fits reports whether entries go on with the records: none says anew what its record says, and none is of the heading of a group.
func (run *records) fits(entries []entry) bool {
	first, said, labels := entries[0].label, map[string]bool{}, slices.Clone(run.labels)
	if len(run.rows) > 0 {
		first = run.labels[0]
		for label := range run.last().values {
			said[label] = true
		}
		if run.last().values == nil && entries[0].label != first {
			return false
		}
	}
	for _, x := range entries {
		if x.label == first {
			clear(said)
		}
		if said[x.label] {
			return false
		}
		said[x.label] = true
		if !slices.Contains(labels, x.label) {
			labels = append(labels, x.label)
		}
	}
	return len(labels) <= mostLabels
}

func (run *records) add(x entry, place parse.Place) {
	if len(run.labels) == 0 || x.label == run.labels[0] {
		run.rows = append(run.rows, record{values: map[string]string{}, place: place})
	}
	if !slices.Contains(run.labels, x.label) {
		run.labels, run.roles = append(run.labels, x.label), append(run.roles, x.role)
	}
	last := run.last()
	last.values[x.label] = x.value
	last.place.EndLine = max(place.EndLine, place.Line)
	run.latest(x.label)
}

func (run *records) last() *record { return &run.rows[len(run.rows)-1] }

// latest notes the label whose value goes on with a line without one.
func (run *records) latest(label string) { run.last().heading = label }

// headBy takes the block above the run for the heading of its first group, where it is one.
func (run *records) headBy(b parse.Block) bool {
	above := lineIn(b)
	if !isGroupLine(above.text) {
		return false
	}
	run.rows = slices.Insert(run.rows, 0, record{heading: above.text, place: above.place})
	run.groups++
	return true
}

// lineIn returns the text of a paragraph or a heading with its place.
func lineIn(b parse.Block) line {
	switch b := b.(type) {
	case *parse.Paragraph:
		return line{text: b.Text, place: b.Place}
	case *parse.Heading:
		return line{text: b.Text, place: b.Place}
	}
	return line{}
}

// opensRecord reports whether the next block opens another record.
func (r *reader) opensRecord(blocks []parse.Block, label string) bool {
	if len(blocks) == 0 {
		return false
	}
	p, ok := blocks[0].(*parse.Paragraph)
	return ok && r.entryIn(firstLine(p.Text)).label == label
}

// between takes a block that stands between two records: the heading of a group, or the rest of a value. It reports false for the title
// of what follows.
func (run *records) between(r *reader, b parse.Block, isParagraph bool) bool {
	at := lineIn(b)
	_, _, annex := r.annexLabel(at.text)
	switch {
	case annex, r.endsTitle(at.text) && !isGroupLine(at.text):
		return false
	case isGroupLine(at.text):
		run.rows = append(run.rows, record{heading: at.text, place: at.place})
		run.groups++
		return true
	case isParagraph && run.last().values != nil:
		run.rest = append(run.rest, b.(*parse.Paragraph))
		return true
	}
	return false
}

// goesOn reports whether the next block with a label belongs to the last record, which has none of that label yet.
func (run *records) goesOn(r *reader, blocks []parse.Block) bool {
	for _, b := range blocks[:min(len(blocks), mostLines)] {
		p, ok := b.(*parse.Paragraph)
		if !ok || isGroupLine(p.Text) {
			return false
		}
		x := r.entryIn(firstLine(p.Text))
		if x.role == "" {
			continue
		}
		_, has := run.last().values[x.label]
		return !has && x.label != run.labels[0] && run.last().values != nil
	}
	return false
}

// mostLines is how many lines a value may go on for.
const mostLines = 8

// extend adds the rest to the last value. Only where the run goes on behind it, as it is a block of its own else.
func (run *records) extend() {
	at := len(run.rows) - 1
	for at > 0 && run.rows[at].values == nil {
		at--
	}
	for _, p := range run.rest {
		last := &run.rows[at]
		last.values[last.heading] += "\n" + p.Text
		last.place.EndLine = max(p.Place.EndLine, p.Place.Line)
	}
	run.rest = run.rest[:0]
}

// cut takes a heading off the end of the run.
func (run *records) cut() *records {
	for len(run.rows) > 0 && run.last().values == nil {
		run.rows = run.rows[:len(run.rows)-1]
		run.groups--
	}
	return run
}

// isTable reports a run of several records that say what is to be reached or what was, of which most have most labels.
func (run *records) isTable(r *reader) bool {
	n, filled := len(run.rows)-run.groups, 0
	for _, row := range run.rows {
		filled += len(row.values)
	}
	tells := slices.Contains(run.roles, schema.RoleTarget) || slices.Contains(run.roles, schema.RoleProgress)
	enough := n >= leastRecords && len(run.labels) >= leastLabels
	return tells && enough && 3*filled > 2*n*len(run.labels)
}

// table returns the records as a table.
func (run *records) table() *parse.Table {
	place := run.rows[0].place
	place.EndLine = place.Line
	t := &parse.Table{Layout: parse.LayoutGrid, Records: true, Place: place}
	header := parse.Row{Header: true, Place: place}
	for c, label := range run.labels {
		header.Cells = append(header.Cells, cellOf(label, 0, c, place))
	}
	t.Rows = append(t.Rows, header)
	for _, x := range run.rows {
		row := parse.Row{Place: x.place}
		at := len(t.Rows)
		group := &parse.Cell{Text: x.heading, Row: at, RowSpan: 1, ColSpan: len(run.labels), Place: x.place}
		for c, label := range run.labels {
			if x.values == nil {
				row.Cells = append(row.Cells, group)
				continue
			}
			row.Cells = append(row.Cells, cellOf(x.values[label], at, c, x.place))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func cellOf(text string, row, col int, place parse.Place) *parse.Cell {
	return &parse.Cell{Text: text, Row: row, Col: col, RowSpan: 1, ColSpan: 1, Place: place}
}
