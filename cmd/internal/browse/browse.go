// Package browse shows a dataset that an import wrote: charts of figures over time, offices and their tasks, what
// slipped, came or vanished, and every row with what was read of it. It makes pages for a browser on the same machine,
// or one page that needs nothing else.
package browse

import (
	"context"
	_ "embed"
	"html/template"
	"strings"

	"duban/internal/message"
	"duban/internal/shown"
	"duban/schema/dataset"
)

var (
	//go:embed page.html
	markup string
	//go:embed page.css
	style string
	//go:embed page.js
	script string
)

// Options say what a page is called and how much of a dataset is on it.
type Options struct {
	Name     string           // of the dataset, for the title
	Language message.Language // of what the pages themselves say
	Most     Most             // that one file holds; pages that are served have as much as one can read
}

// Most is how much a page holds at most.
type Most struct {
	Charts int
	Points int // of a chart
	Lines  int // of a list
	Rows   int
}

// What a page that is served holds, and what one file does if nothing else is said.
var (
	served = Most{Charts: 12, Points: 200, Lines: 100, Rows: 25}
	InFile = Most{Charts: 120, Points: 120, Lines: 500, Rows: 3000}
)

// File returns the dataset as one HTML page that needs no other file and no network, with as much as the options say;
// the page says what it leaves out. Whatever the texts of reports hold is shown as text.
func File(ctx context.Context, d *dataset.Database, o Options) ([]byte, error) {
	p := newPage(ctx, d, o)
	p.InFile, p.most = true, o.Most
	if p.most == (Most{}) {
		p.most = InFile
	}
	for _, name := range parts {
		p.add(name, ask{})
	}
	return p.html()
}

// parts are the parts of the whole, in their order; rows come last, as they are what the others lead to.
var parts = []string{"reports", "charts", "offices", "late", "slipped", "moved", "unreached", "money", "copied", "findings", "rows"}

// page is what the template shows.
type page struct {
	language
	ctx  context.Context
	data *dataset.Database
	most Most
	err  error

	Name    string
	InFile  bool
	Here    string // the part that is shown, where not all are
	Parts   []*part
	Ask     ask
	Form    form
	Counts  dataset.Record
	Problem string
	Style   template.CSS
	Script  template.JS
	Policy  string

	reports map[string]int         // numbers of reports on the page, for short names of places
	linked  []dataset.Place        // that something on the page leads to, in this order
	there   map[dataset.Place]bool // rows on the page
}

// part is one of the parts: charts, a list or rows.
type part struct {
	Name    string
	Charts  []*chart
	List    *list
	Rows    []*row
	Shown   int
	Total   int
	From    int // rows that are left out first
	Earlier string
	Later   string
}

func newPage(ctx context.Context, d *dataset.Database, o Options) *page {
	p := &page{language: spoken(o.Language), ctx: ctx, data: d, most: served, Name: o.Name,
		reports: map[string]int{}, there: map[dataset.Place]bool{}, Style: template.CSS(shown.Style + style)}
	p.Counts = p.record(d.Counts(ctx))
	return p
}

// record keeps the first error.
func (p *page) record(r dataset.Record, err error) dataset.Record {
	p.fail(err)
	return r
}

func (p *page) fail(err error) {
	if p.err == nil {
		p.err = err
	}
}

// add adds a part with what is asked for.
func (p *page) add(name string, a ask) {
	if p.err != nil {
		return
	}
	one := &part{Name: name, From: a.From}
	switch name {
	case "charts":
		p.charts(one, a)
	case "rows":
		p.rows(one, a)
	default:
		p.list(one, a)
	}
	p.Parts = append(p.Parts, one)
}

// html returns the page, or the first error.
func (p *page) html() ([]byte, error) {
	if p.err == nil {
		p.Form = p.form()
	}
	if p.err != nil {
		return nil, p.err
	}
	code := ""
	if p.InFile {
		code = "\"use strict\";\n" + script
	}
	p.Script = template.JS(code)
	p.Policy = "default-src 'none'; style-src " + shown.Hash(string(p.Style)) + "; script-src " + shown.Hash(code) +
		"; img-src 'self'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'"
	return shown.Execute(p.ctx, p.template(), p)
}

// words returns the words of a text.
func words(q string) []string { return strings.Fields(q) }
