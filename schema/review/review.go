// Package review writes a report as a page on which a person checks it: the report as it reads, its numbers marked by
// what they were read as, and beside it what does not add up and what was reached of each target.
package review

import (
	"context"
	_ "embed"
	"fmt"
	"html/template"
	"slices"

	"duban/internal/message"
	"duban/internal/shown"
	"duban/schema"
)

// The style and the script of the page. The files of the script share one scope, in this order.
var (
	//go:embed page.html
	markup string
	//go:embed page.css
	style string
	//go:embed page.js
	pageScript string
	//go:embed card.js
	cardScript string
	//go:embed check.js
	checkScript string
	//go:embed file.js
	fileScript string
	//go:embed keys.js
	keysScript string
	//go:embed missing.js
	missingScript string
	//go:embed begin.js
	beginScript string
)

// Options say how a page is written. The zero value is a page in English.
type Options struct {
	Language message.Language // of what the page itself says
}

// Page returns r as one HTML page that needs no other file and no network, on which a person checks what was read and
// saves that as a facts file. Whatever the texts of r hold is shown as text: the template escapes it, and the page's
// Content-Security-Policy runs no script but its own. The error is that of a context which ended before the page did.
//
// r is not changed. Offsets of r that lie outside their text are drawn to its ends.
func Page(ctx context.Context, r *schema.Report, o Options) ([]byte, error) {
	v := newView(ctx, r, spoken(o.Language))
	page, err := shown.Execute(ctx, v.template(), v)
	if err != nil {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("the review page was not finished: %w", context.Cause(ctx))
		}
		panic("review: " + err.Error()) // a buffer takes everything, and the template is fixed
	}
	return page, nil
}

// view is a report as the template shows it.
type view struct {
	language
	Style    template.CSS
	Script   template.JS
	Policy   string
	Report   *schema.Report
	Title    []group
	Source   string
	Findings []*finding // of the document, its sections and rows, in this order
	Document []*finding // of these, the ones that belong to no section or row
	Compared []*comparison
	Sections []section
	Annexes  []annex
	Units    []choice
	Statuses []choice
	Paces    []choice
	Unread   []unread
	Rows     int
}

// unread is something in the source that no reader reads.
type unread struct{ What, Message, Place string }

func newView(ctx context.Context, r *schema.Report, in language) *view {
	v := &view{language: in, Report: r, Title: plain(r.Title), Source: in.source(r.Source)}
	for _, f := range r.Findings {
		v.Document = append(v.Document, v.finding(f, in.say("document")))
	}
	for i := range r.Sections {
		v.Sections = append(v.Sections, v.section(i, &r.Sections[i]))
	}
	for i := range r.Annexes {
		v.Annexes = append(v.Annexes, v.annex(ctx, &r.Annexes[i]))
		v.Rows += len(r.Annexes[i].Rows)
	}
	for _, u := range r.Unread {
		v.Unread = append(v.Unread, unread{in.words(u.What), shown.Visible(u.Text().In(in.Language)), in.place(u.Location)})
	}
	v.Units, v.Statuses, v.Paces = units(r), statuses(r), paces(r)
	v.fix()
	return v
}

// fix sets style and script, and the policy that lets nothing but these take effect.
func (v *view) fix() {
	css := shown.Style + style
	for i := range v.Annexes {
		css += v.Annexes[i].widths()
	}
	js := script()
	v.Style, v.Script = template.CSS(css), template.JS(js)
	v.Policy = "default-src 'none'; style-src " + shown.Hash(css) + "; script-src " + shown.Hash(js) +
		"; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
}

// script returns the script of the page.
func script() string {
	return "\"use strict\";\n(() => {\n" + pageScript + cardScript + checkScript + fileScript + keysScript + missingScript + beginScript + "})();\n"
}

// Worst returns the findings with the gravest first, as they are listed.
func (v *view) Worst() []*finding {
	order := []schema.Severity{schema.Error, schema.Warning, schema.Info}
	return slices.SortedStableFunc(slices.Values(v.Findings), func(a, b *finding) int {
		return slices.Index(order, a.Severity) - slices.Index(order, b.Severity)
	})
}

// number returns a figure of a finding.
func number(d schema.Decimal) string { return shown.Grouped(d.String()) }
