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
		return section(r, in.Section)
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
	o := overview{ID: r.ID, Source: r.Source, Title: short(r.Title), Issuer: short(r.Issuer), DocumentNumber: short(r.DocumentNumber), Region: r.Region,
		Date: r.Date, Period: r.Period, Numbers: r.Coverage.Numbers, Explained: r.Coverage.Explained, Findings: findings(r), Unread: len(r.Unread),
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
	out := annexRows{Annex: in.Annex, Kind: a.Kind, Title: short(a.Title), Unit: a.Unit, Columns: a.Columns, Rows: []json.RawMessage{}, OfRows: len(a.Rows)}
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

func section(r *schema.Report, n int) (any, error) {
	if n < 1 || n > len(r.Sections) {
		return nil, fmt.Errorf("there is no section %d; the report has %d", n, len(r.Sections))
	}
	return r.Sections[n-1], nil
}
