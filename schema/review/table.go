package review

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"duban/schema"
	"duban/schema/facts"
)

// section is a part of the narrative.
type section struct {
	ID       string
	Heading  []group
	Text     []group
	Place    string
	Findings []*finding
	Counts   string
}

func (v *view) section(i int, s *schema.Section) section {
	id := fmt.Sprintf("s%d", i+1)
	found := v.findings(s.Findings, v.say("section %d", i+1))
	read := v.readingsOf(s.Indicators, s.Dates, s.Coverage.Unexplained, found)
	return section{
		ID:       id,
		Heading:  cut(s.Heading, read[at{field: schema.FieldHeading}]),
		Text:     cut(s.Text, read[at{field: schema.FieldText}]),
		Place:    v.place(s.Location),
		Findings: found,
		Counts:   counts(s.Indicators, s.Dates),
	}
}

// table is an annex whose rows are made ready.
type table struct {
	*view
	annex   *schema.Annex
	columns []column
}

type row struct {
	ID         string
	Number     string
	NumberRead string // what a person can check of it, see checkable
	NumberNote string
	Total      bool
	Status     schema.Status
	StatusRead string
	Pace       schema.Pace
	PaceRead   string
	Place      string
	Units      string // names, one a line
	Findings   int
	Counts     string
	Cells      []cell
}

type cell struct {
	at       at
	text     string
	Column   string // of a cell that has no field of its own in the row
	Class    string
	Header   string
	Text     []group
	Units    []schema.Unit
	Read     string // what a person can check of the units
	Shared   *shared
	Findings []*finding
	Compared []*comparison
}

// shared is the first row that a merged cell stands in.
type shared struct {
	Row int
	ID  string
}

func (t *table) row(r *schema.Row) row {
	id := rowID(t.annex, r.Index)
	name := t.say("annex %d, row %d", t.annex.Index, r.Index)
	found := t.findings(r.Findings, name)
	out := row{ID: id, Number: "–", Total: r.Total, Status: r.Status, Pace: r.Pace, Place: t.place(r.Location),
		NumberRead: checkable("number", ""), StatusRead: checkable("status", string(r.Status)),
		PaceRead: checkable("pace", string(r.Pace)),
		Units:    strings.Join(unitNames(r), "\n"), Findings: len(found), Counts: counts(r.Indicators, r.Dates), Cells: t.cells(r)}
	if r.Number != 0 {
		out.Number = fmt.Sprint(r.Number)
		out.NumberRead = checkable("number", out.Number)
	}
	if r.NumberSource != schema.NumberPrinted {
		out.NumberNote = string(r.NumberSource)
	}
	t.mark(out.Cells, r, found)
	if len(out.Cells) == 0 {
		return out
	}
	main := &out.Cells[mainOf(out.Cells)]
	main.Findings = append(main.Findings, elsewhere(found, out.Cells)...)
	for i, c := range t.comparisons(r, name, id) {
		actual := &r.Indicators[r.Comparisons[i].Actual]
		in := cellAt(out.Cells, placeOf(actual.Field, actual.Column), main)
		in.Compared = append(in.Compared, c)
	}
	return out
}

// counts returns how many figures and dates there are, which a person can check as well: "4 2".
func counts(indicators []schema.Indicator, dates []schema.Date) string {
	return fmt.Sprintf("%d %d", len(indicators), len(dates))
}

func rowID(a *schema.Annex, index int) string { return fmt.Sprintf("a%d-r%d", a.Index, index) }

// mainOf returns the place of the cell at which stands what is about the row as a whole: that of the progress, else of
// the rate, else the first.
func mainOf(cells []cell) int {
	for _, f := range []schema.Field{schema.FieldProgress, schema.FieldRate} {
		if i := slices.IndexFunc(cells, func(c cell) bool { return c.at == at{field: f} }); i >= 0 {
			return i
		}
	}
	return 0
}

// cellAt returns the cell of a text; other if it is not shown.
func cellAt(cells []cell, in at, other *cell) *cell {
	if i := slices.IndexFunc(cells, func(c cell) bool { return c.at == in }); i >= 0 {
		return &cells[i]
	}
	return other
}

// cells returns what a row has in each column.
func (t *table) cells(r *schema.Row) []cell {
	cells := make([]cell, len(t.columns))
	byIndex := map[int]*cell{}
	for i := range cells {
		c := &t.columns[i]
		cells[i] = cell{at: at{schema.FieldCell, c.Index}, Class: c.Class, Header: c.Name}
		if c.Index >= 0 {
			byIndex[c.Index] = &cells[i]
		}
	}
	for _, c := range r.Cells {
		if in := byIndex[c.Column]; in != nil {
			in.text = c.Text
		}
	}
	others := filled(r)
	for _, role := range ownFields {
		if hasField(r, role) {
			in := &cells[t.holder(others, role)]
			in.at = at{field: schema.Field(role)}
			in.text, in.Units = content(r, role)
			if len(in.Units) > 0 {
				in.Read = checkable(string(role), facts.UnitNames(in.Units))
			}
		}
	}
	for _, s := range r.Shared {
		if in := byIndex[s.Column]; in != nil {
			in.Shared = &shared{s.Row, rowID(t.annex, s.Row)}
			in.Class += " shared"
		}
	}
	return cells
}

// holder returns the place of the column that holds the field of a role for a row that has other cells in some columns:
// that of the report, where one alone comes into question, else the one that was added for it.
func (t *table) holder(others map[int]bool, role schema.Role) int {
	places := withRole(t.columns, role)
	if of := free(others, t.columns, places); len(of) == 1 {
		return of[0]
	}
	return places[len(places)-1]
}

// mark puts what was read of a row into its cells.
func (t *table) mark(cells []cell, r *schema.Row, found []*finding) {
	read := t.readingsOf(r.Indicators, r.Dates, r.Coverage.Unexplained, found)
	progress := at{field: schema.FieldProgress}
	read[progress] = append(read[progress], labels(r.Points)...)
	if e := r.StatusEvidence; e != nil {
		read[progress] = append(read[progress], span{start: e.Start, end: e.End, class: "evidence"})
	}
	if e := r.PaceEvidence; e != nil {
		in := placeOf(e.Field, e.Column)
		read[in] = append(read[in], span{start: e.Start, end: e.End, class: "evidence pace"})
	}
	notes := map[at][]*finding{}
	for _, f := range found {
		in := placeOf(f.Field, f.Column)
		notes[in] = append(notes[in], f)
	}
	for i := range cells {
		c := &cells[i]
		c.Text, c.Findings = cut(c.text, read[c.at]), notes[c.at]
		if c.at.field == schema.FieldCell && c.text != "" {
			c.Column = strconv.Itoa(c.at.column)
		}
	}
}

// elsewhere returns the findings that are in none of the cells.
func elsewhere(found []*finding, cells []cell) []*finding {
	shown := map[at]bool{}
	for _, c := range cells {
		shown[c.at] = true
	}
	var out []*finding
	for _, f := range found {
		if !shown[placeOf(f.Field, f.Column)] {
			f.At = f.To // as its words are not shown
			out = append(out, f)
		}
	}
	return out
}
