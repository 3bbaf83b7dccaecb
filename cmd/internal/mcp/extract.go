package mcp

import (
	"context"
	"encoding/json"
	"fmt"

	"duban/schema"
)

// extractInput is what extract is asked for.
type extractInput struct {
	Path     string `json:"path" jsonschema:"the report: plain text, web page, DOCX, DOC, RTF, OpenDocument, XLSX, XLS, CSV, OFD or PDF"`
	Annex    int    `json:"annex,omitempty" jsonschema:"index of an annex of the overview, from 1: gives its rows"`
	FirstRow int    `json:"first_row,omitempty" jsonschema:"index of the first row that is wanted, from 1"`
	Section  int    `json:"section,omitempty" jsonschema:"number of a section of the overview, from 1: gives its text and numbers"`

	FirstCharacter int `json:"first_character,omitempty" jsonschema:"the first character of that text that is wanted, from 0"`
}

// overview is a report without its rows and texts.
type overview struct {
	ID             string         `json:"id"`
	Source         schema.Source  `json:"source"`
	Title          string         `json:"title"`
	Issuer         string         `json:"issuer,omitempty"`
	DocumentNumber string         `json:"document_number,omitempty"`
	Region         *schema.Region `json:"region,omitempty"`
	Date           string         `json:"date,omitempty"`
	Period         *schema.Period `json:"period,omitempty"`
	Numbers        int            `json:"numbers"`
	Explained      int            `json:"explained"`
	Findings       int            `json:"findings"`
	Unread         int            `json:"unread"` // things that no reader reads

	Annexes      []annexLine   `json:"annexes"`
	MoreAnnexes  int           `json:"more_annexes,omitempty"` // that are left out
	Sections     []sectionLine `json:"sections"`
	MoreSections int           `json:"more_sections,omitempty"`
}

type annexLine struct {
	Annex   int         `json:"annex"`
	Kind    schema.Kind `json:"kind"`
	Title   string      `json:"title"`
	Rows    int         `json:"rows"`
	Columns []string    `json:"columns"`
}

type sectionLine struct {
	Section    int    `json:"section"`
	Heading    string `json:"heading"`
	Characters int    `json:"characters"`
	Numbers    int    `json:"numbers"`
}

// annexRows are rows of an annex.
type annexRows struct {
	Annex   int               `json:"annex"`
	Kind    schema.Kind       `json:"kind"`
	Title   string            `json:"title"`
	Unit    string            `json:"unit,omitempty"`
	Columns []schema.Column   `json:"columns"`
	Rows    []json.RawMessage `json:"rows"`
	OfRows  int               `json:"of_rows"`
	NextRow int               `json:"next_row,omitempty"` // to ask for next
}

func (t *tools) extract(ctx context.Context, in extractInput) (any, error) {
	r, err := t.report(ctx, in.Path)
	if err != nil {
		return nil, err
	}
	switch {
	case in.Annex != 0:
		return t.annex(r, in)
	case in.Section != 0:
		return t.section(r, in)
	}
	return t.overview(r), nil
}

// report reads the file at a path.
func (t *tools) report(ctx context.Context, path string) (*schema.Report, error) {
	data, err := t.source(path)
	if err != nil {
		return nil, err
	}
	return t.Read(ctx, path, data)
}

func (t *tools) overview(r *schema.Report) overview {
	o := overview{ID: r.ID, Source: r.Source, Title: short(r.Title), Issuer: short(r.Issuer),
		DocumentNumber: short(r.DocumentNumber), Region: r.Region, Date: r.Date, Period: r.Period,
		Numbers: r.Coverage.Numbers, Explained: r.Coverage.Explained, Findings: findings(r), Unread: len(r.Unread),
		Annexes: []annexLine{}, Sections: []sectionLine{}}
	half := (t.MaxAnswer - len(encoded(o))) / 2
	for i := range r.Annexes {
		a := &r.Annexes[i]
		line := annexLine{a.Index, a.Kind, short(a.Title), len(a.Rows), []string{}}
		for _, c := range a.Columns {
			line.Columns = append(line.Columns, short(c.Header))
		}
		o.Annexes = append(o.Annexes, line)
	}
	for i, s := range r.Sections {
		o.Sections = append(o.Sections, sectionLine{i + 1, short(s.Heading), len([]rune(s.Text)), len(s.Indicators)})
	}
	n := fitting(o.Annexes, half)
	o.Annexes, o.MoreAnnexes = o.Annexes[:n], len(o.Annexes)-n
	n = fitting(o.Sections, half)
	o.Sections, o.MoreSections = o.Sections[:n], len(o.Sections)-n
	return o
}

// findings counts all findings of a report.
func findings(r *schema.Report) int {
	n := len(r.Findings)
	for _, s := range r.Sections {
		n += len(s.Findings)
	}
	for i := range r.Annexes {
		n += len(r.Annexes[i].Findings)
		for k := range r.Annexes[i].Rows {
			n += len(r.Annexes[i].Rows[k].Findings)
		}
	}
	return n
}

func (t *tools) annex(r *schema.Report, in extractInput) (any, error) {
	if in.Annex < 1 || in.Annex > len(r.Annexes) {
		return nil, fmt.Errorf("there is no annex %d; the report has %d", in.Annex, len(r.Annexes))
	}
	a := &r.Annexes[in.Annex-1]
	first := max(in.FirstRow, 1)
	if first > len(a.Rows) && len(a.Rows) > 0 {
		return nil, fmt.Errorf("there is no row %d; annex %d has %d rows", first, in.Annex, len(a.Rows))
	}
	out := annexRows{Annex: in.Annex, Kind: a.Kind, Title: short(a.Title), Unit: a.Unit,
		Columns: a.Columns, Rows: []json.RawMessage{}, OfRows: len(a.Rows)}
	if out.Columns == nil {
		out.Columns = []schema.Column{}
	}
	room := t.MaxAnswer - len(encoded(out)) - len(`,"next_row":1000000000`)
	for i := first; i <= len(a.Rows); i++ {
		row := encoded(a.Rows[i-1])
		if room -= len(row) + 1; room < 0 {
			if i == first {
				return nil, tooLong(fmt.Sprintf("row %d", i), len(row))
			}
			out.NextRow = i
			break
		}
		out.Rows = append(out.Rows, row)
	}
	return out, nil
}

// sectionPart is a section, or a part of its text with the numbers and dates in it. Their offsets count in the whole text.
type sectionPart struct {
	Section        int                `json:"section"`
	Heading        string             `json:"heading"`
	FirstCharacter int                `json:"first_character"`
	OfCharacters   int                `json:"of_characters"`
	Text           string             `json:"text"`
	Indicators     []schema.Indicator `json:"indicators"`
	Dates          []schema.Date      `json:"dates"`
	NextCharacter  int                `json:"next_character,omitempty"` // to ask for as first_character
}

// section returns the text of a section from a character on, as much of it as fits.
func (t *tools) section(r *schema.Report, in extractInput) (any, error) {
	if in.Section < 1 || in.Section > len(r.Sections) {
		return nil, fmt.Errorf("there is no section %d; the report has %d", in.Section, len(r.Sections))
	}
	s := &r.Sections[in.Section-1]
	text, first := []rune(s.Text), max(in.FirstCharacter, 0)
	if first > len(text) {
		return nil, fmt.Errorf("there is no character %d; the text of section %d has %d", first, in.Section, len(text))
	}
	for end := len(text); ; end = first + (end-first)/2 {
		out := partOf(s, text, first, end)
		out.Section = in.Section
		size := len(encoded(out))
		switch {
		case size <= t.MaxAnswer:
			return out, nil
		case end-first <= 1:
			return nil, tooLong(fmt.Sprintf("character %d with what begins there", first), size)
		}
	}
}

// partOf returns the characters of a text between two places, and what begins among them.
func partOf(s *schema.Section, text []rune, first, end int) sectionPart {
	out := sectionPart{Heading: short(s.Heading), FirstCharacter: first, OfCharacters: len(text), Text: string(text[first:end]),
		Indicators: []schema.Indicator{}, Dates: []schema.Date{}}
	begins := func(field schema.Field, start int) bool {
		if field == schema.FieldHeading {
			return first == 0
		}
		return first <= start && start < end
	}
	for _, x := range s.Indicators {
		if begins(x.Field, x.Start) {
			out.Indicators = append(out.Indicators, x)
		}
	}
	for _, x := range s.Dates {
		if begins(x.Field, x.Start) {
			out.Dates = append(out.Dates, x)
		}
	}
	if end < len(text) {
		out.NextCharacter = end
	}
	return out
}
