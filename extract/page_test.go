package extract_test

import (
	"fmt"
	"strings"
	"testing"

	"duban/schema"
)

// TestPages reads web pages as they are, and as they look when they are saved as text, and sets the head, the narrative and
// what is not read against what is written down beside them. The comment of each file says what it shows.
func TestPages(t *testing.T) { goldens(t, "testdata/pages", headOf) }

// headOf writes the head of a report, its narrative, the number of its rows and what is not read, only what is there.
func headOf(r *schema.Report) string {
	var sb strings.Builder
	put := func(name, value string) {
		if value != "" && value != "0" {
			fmt.Fprintf(&sb, "%s: %s\n", name, flat(value))
		}
	}
	put("title", r.Title)
	put("issuer", r.Issuer)
	put("serial", fmt.Sprint(r.Serial))
	put("date", r.Date)
	put("number", r.DocumentNumber)
	if p := r.Period; p != nil {
		put("period", strings.TrimSpace(fmt.Sprint(p.Text, " ", p.Year, " ", p.Start, "/", p.End)))
	}
	if r.Region != nil {
		put("region", r.Region.Code+" "+r.Region.Name)
	}
	for _, s := range r.Sections {
		put("section", s.Heading+" | "+s.Text)
		putUnread(put, s.Findings)
	}
	for _, a := range r.Annexes {
		put("annex of", fmt.Sprint(len(a.Rows), " rows"))
		putUnread(put, a.Findings)
		for _, row := range a.Rows {
			putUnread(put, row.Findings)
		}
	}
	for _, u := range r.Unread {
		put("unread", string(u.What)+" "+u.Message)
	}
	putUnread(put, r.Findings)
	return sb.String()
}

func putUnread(put func(name, value string), findings []schema.Finding) {
	for _, f := range findings {
		if f.Code == schema.SourceUnread {
			put("!", f.Message)
		}
	}
}
