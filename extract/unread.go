package extract

import (
	"slices"

	"duban/parse"
	"duban/schema"
)

// This file says what the document holds and no reader reads, with a finding where it hangs.

// unread sets what is not read. It is called when sections and annexes are there.
func (r *reader) unread() {
	first, last := r.paragraphs()
	homes := r.unreadHomes()
	for _, u := range r.doc.Unread {
		between := u.Table == 0 && r.doc.Format == parse.FormatHTML
		if between && (u.Paragraph < first || u.Paragraph > last) {
			continue // the site's, not the report's
		}
		r.out.Unread = append(r.out.Unread, schema.Unread{What: schema.UnreadKind(u.What), Location: unreadLocation(u.Place)}.Saying(u.Text()))
		homes.add(u)
	}
}

// unreadLocation is nil for what stands between paragraphs, which have no places of their own in reports save on pages and in
// workbooks.
func unreadLocation(p parse.Place) *schema.Location {
	if p.Table == 0 && p.Line == 0 && p.Page == 0 && p.Book == nil {
		return nil
	}
	return location(p)
}

// paragraphs returns the places of the first and the last paragraph of the report.
func (r *reader) paragraphs() (first, last int) {
	for _, b := range r.blocks {
		n := b.Pos().Paragraph
		if first == 0 {
			first = n
		}
		last = max(last, n)
	}
	return first, last
}

// unreadHomes are the lists that findings on what is not read belong into.
type unreadHomes struct {
	rows     map[[2]int]*[]schema.Finding // by table and row
	annexes  map[int]*[]schema.Finding    // by table
	sections []sectionHome
	report   *[]schema.Finding
}

// sectionHome is a section with its first and last paragraph.
type sectionHome struct {
	first, last int
	findings    *[]schema.Finding
}

func (r *reader) unreadHomes() unreadHomes {
	h := unreadHomes{rows: map[[2]int]*[]schema.Finding{}, annexes: map[int]*[]schema.Finding{}, report: &r.out.Findings}
	if len(r.doc.Unread) == 0 {
		return h
	}
	for i, span := range r.sectionSpans {
		h.sections = append(h.sections, sectionHome{span[0], span[1], &r.out.Sections[i].Findings})
	}
	for i := range r.out.Annexes {
		a := &r.out.Annexes[i]
		h.annexes[tableOf(a.Location)] = &a.Findings
		for k := range a.Rows {
			if l := a.Rows[k].Location; l != nil {
				h.annexes[l.Table] = &a.Findings // an annex can go on in another table
				h.rows[[2]int{l.Table, l.Row}] = &a.Rows[k].Findings
			}
		}
	}
	return h
}

func tableOf(l *schema.Location) int {
	if l == nil {
		return 0
	}
	return l.Table
}

// of returns the list of the row, the annex or the section that a place is in, else that of the report.
func (h *unreadHomes) of(p parse.Place) *[]schema.Finding {
	if findings := h.rows[[2]int{p.Table, p.Row}]; findings != nil && p.Table > 0 {
		return findings
	}
	if findings := h.annexes[p.Table]; findings != nil && p.Table > 0 {
		return findings
	}
	for _, s := range h.sections {
		if s.first <= p.Paragraph && p.Paragraph <= s.last && p.Table == 0 {
			return s.findings
		}
	}
	return h.report
}

// add adds a finding. A place that has one already gets no other: the first says that something hangs there.
func (h *unreadHomes) add(u parse.Unread) {
	findings := h.of(u.Place)
	if !slices.ContainsFunc(*findings, func(f schema.Finding) bool { return f.Code == schema.SourceUnread }) {
		*findings = append(*findings, schema.Finding{Code: schema.SourceUnread, Severity: schema.Info}.Saying("%s", u.Text()))
	}
}
