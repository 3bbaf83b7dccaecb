// Package review writes a report as a page on which a person checks it: the report as it reads, its numbers marked by
// what they were read as, and beside it what does not add up and what was reached of each target.
package review

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"strings"
	"sync"
	"unicode"

	"duban/schema"
)

var (
	//go:embed page.html
	markup string
	//go:embed page.css
	style string
	//go:embed page.js
	script string
)

// page is parsed when it is first needed, as most runs of a program need none.
var page = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").Funcs(template.FuncMap{"words": words, "visible": visible, "number": number, "period": periodOf}).Parse(markup))
})

// Page returns r as one HTML page that needs no other file and no network. Whatever the texts of r hold is shown as
// text: the template escapes it, and the page's Content-Security-Policy runs no script but its own.
//
// r is not changed. Offsets of r that lie outside their text are drawn to its ends.
func Page(r *schema.Report) []byte {
	var b bytes.Buffer
	if err := page().Execute(&b, newView(r)); err != nil {
		panic("review: " + err.Error()) // a buffer takes everything, and the template is fixed
	}
	return b.Bytes()
}

// view is a report as the template shows it.
type view struct {
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

func newView(r *schema.Report) *view {
	v := &view{
		Style:  template.CSS(style),
		Script: template.JS(script),
		Policy: "default-src 'none'; style-src " + hash(style) + "; script-src " + hash(script) +
			"; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'",
		Report: r,
		Title:  plain(r.Title),
		Source: source(r.Source),
	}
	for _, f := range r.Findings {
		v.Document = append(v.Document, v.finding(f, "document"))
	}
	for i := range r.Sections {
		v.Sections = append(v.Sections, v.section(i, &r.Sections[i]))
	}
	for i := range r.Annexes {
		v.Annexes = append(v.Annexes, v.annex(&r.Annexes[i]))
		v.Rows += len(r.Annexes[i].Rows)
	}
	for _, u := range r.Unread {
		v.Unread = append(v.Unread, unread{visible(string(u.What)), visible(u.Message), place(u.Location)})
	}
	v.Units, v.Statuses, v.Paces = units(r), statuses(r), paces(r)
	return v
}

// hash returns what names an inline style or script in a Content-Security-Policy.
func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// source returns one line on the file that a report was read from.
func source(s schema.Source) string {
	parts := []string{s.Name, s.Format}
	if s.Encoding != "" {
		parts = append(parts, s.Encoding)
	}
	return visible(strings.Join(append(parts, grouped(fmt.Sprint(s.Size))+" bytes"), ", "))
}

// place returns where in the source a thing stands: "lines 934–941", "table 3, row 19", "page 3", "sheet 表1, B7".
func place(l *schema.Location) string {
	if l == nil {
		return ""
	}
	var parts []string
	number := func(name string, n int) {
		if n != 0 {
			parts = append(parts, fmt.Sprintf("%s %d", name, n))
		}
	}
	number("page", l.Page)
	if l.Sheet != "" {
		parts = append(parts, "sheet "+visible(l.Sheet))
	}
	if l.Cell != "" {
		parts = append(parts, visible(l.Cell))
	}
	if l.EndLine > l.Line {
		parts = append(parts, fmt.Sprintf("lines %d–%d", l.Line, l.EndLine))
	} else {
		number("line", l.Line)
	}
	number("table", l.Table)
	number("row", l.Row)
	return strings.Join(parts, ", ")
}

// visible returns s with each character that would hide or reorder the text around it as a replacement character, so
// that what is checked by eye is what was read. The number of characters stays the same.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// words returns a name of the contract as words: not_started is "not started".
func words(name any) string { return visible(strings.ReplaceAll(fmt.Sprint(name), "_", " ")) }

// number returns a figure of a finding.
func number(d schema.Decimal) string { return grouped(d.String()) }
