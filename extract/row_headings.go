package extract

import (
	"slices"
	"strings"
	"unicode"

	"duban/extract/table"
	"duban/parse"
	"duban/schema"
)

// This file takes the rows that only head those below them for what they are, so that nothing they state is lost.

// endHeading keeps a heading row with figures that no row has for its category: another heads the rows below it, or they have
// categories of their own.
func (r *sheetReader) endHeading() {
	if l := r.pending; l != nil && hasFigures(l.text) {
		r.notes = append(r.notes, *l)
	}
	r.pending = nil
}

// hasFigures reports digits behind the mark of a heading.
func hasFigures(heading string) bool {
	runes := []rune(heading)
	_, _, end := pointAt(runes, 0)
	return slices.ContainsFunc(runes[end:], unicode.IsDigit)
}

// groupSums takes rows that are numbered 一, 二 among others that are numbered 1, 2 for the sums of the groups below them.
func (r *sheetReader) groupSums() {
	isSum := func(d *draft) bool {
		return d.chinese && d.Item != "" && !strings.ContainsFunc(d.Target, unicode.IsLetter)
	}
	isOther := func(d *draft) bool { return d.printed > 0 && !d.chinese }
	if !slices.ContainsFunc(r.drafts, isSum) || !slices.ContainsFunc(r.drafts, isOther) {
		return
	}
	group := ""
	for i, d := range r.drafts {
		switch {
		case isSum(d):
			d.printed, d.Number, d.NumberSource = 0, 0, ""
			d.Total, group, d.Category = true, d.Item, ""
		case group != "" && !d.Total && (d.Category == "" || d.Category == r.group):
			d.Category = group
		}
		d.opens = i == 0 || r.drafts[i-1].Total || r.drafts[i-1].Category != d.Category
		d.headed = i > 0 && r.drafts[i-1].Total && r.drafts[i-1].Item == d.Category
	}
}

// isGroupOverItems reports the heading of a group, with its mark, in a cell that is merged from the number on over the items, in front of
// the group's own figures: 一、续建项目 | 63600.
func (r *sheetReader) isGroupOverItems(row parse.Row, c int) bool {
	x := row.Cells[c]
	if r.columns[c].As != schema.RoleNumber || !isGroupMark(x.Text) {
		return false
	}
	for i := c + 1; i < len(row.Cells) && row.Cells[i] == x; i++ {
		if r.columns[i].As == schema.RoleItem {
			return true
		}
	}
	return false
}

// headsSums reports the heading of a group in place of a number, in front of a blank item and figures.
func (r *sheetReader) headsSums(d *draft, s string) bool {
	if !isGroupMark(s) {
		return false
	}
	for c := range r.columns {
		x := &r.columns[c]
		if x.As == schema.RoleItem && d.texts[c] == "" {
			return true
		}
	}
	return false
}

// isGroupMark reports a text with a mark as headings of groups have it: 一、 or （一）.
func isGroupMark(s string) bool {
	level := markLevel(s)
	return level == 1 || level == 2
}

// headings takes the rows out that only head those below: their figures are all blank, and their numbers are a series of
// their own beside that of the others.
func (r *sheetReader) headings() {
	var heads []*draft
	var own, others, all series
	for _, d := range r.drafts {
		all.add(d.printed)
		if r.isBare(d) {
			heads = append(heads, d)
			own.add(d.printed)
		} else {
			others.add(d.printed)
		}
	}
	if len(heads) == 0 || len(heads) == len(r.drafts) || !own.rising || !others.numbered || all.rising {
		return
	}
	group := ""
	kept := r.drafts[:0]
	for _, d := range r.drafts {
		if len(heads) > 0 && d == heads[0] {
			r.endHeading()
			group, heads = d.Item, heads[1:]
			r.pending = &line{text: d.Item, place: d.place}
			continue
		}
		first := false // below the heading
		if group != "" && !r.hasCategoryFigures(d) {
			first = r.pending != nil
			d.Category, r.pending = group, nil
		}
		d.Index = len(kept) + 1
		d.opens = first || len(kept) == 0 || kept[len(kept)-1].Category != d.Category
		kept = append(kept, d)
	}
	r.endHeading()
	r.drafts = kept
}

// hasCategoryFigures reports a row whose own category states something, so that no heading may stand in for it.
func (r *sheetReader) hasCategoryFigures(d *draft) bool {
	for c := range r.columns {
		if r.columns[c].As == schema.RoleCategory && strings.ContainsFunc(d.texts[c], unicode.IsDigit) {
			return true
		}
	}
	return false
}

// isBare reports a row of a table of figures that has a number and a name, and nothing in any other column.
func (r *sheetReader) isBare(d *draft) bool {
	if d.printed == 0 || d.Item == "" || r.hasCategoryFigures(d) {
		return false
	}
	figures := false
	for c := range r.columns {
		switch r.columns[c].As {
		case schema.RoleNumber, schema.RoleItem, schema.RoleCategory:
			continue
		case schema.RoleFigure, schema.RoleTarget, schema.RoleProgress, schema.RoleRate:
			figures = figures || r.columns[c].Figures
		}
		if !table.IsBlank(d.texts[c]) {
			return false
		}
	}
	return figures
}

// series tells whether numbers go 1, 2, 3 ….
type series struct {
	last     int
	rising   bool
	numbered bool
}

func (s *series) add(n int) {
	s.numbered = s.numbered || n > 0
	s.rising = n == s.last+1 && (s.rising || s.last == 0)
	s.last = n
}

// leadingText returns the first text of a row with several, which may be an item beside its figures; "" for other rows.
func (r *sheetReader) leadingText(row parse.Row) string {
	if _, single := table.Single(row); single {
		return ""
	}
	for _, x := range row.Cells {
		if s := trim(x.Text); s != "" {
			return s
		}
	}
	return ""
}

// isFollowedBy reports whether the mark of a text is the one in front of the mark of the next, of the same style: then it heads no group, but
// names an entry whose figures are blank: 1、因公出国（境）费用 above 2、公务接待费 | 15.
func isFollowedBy(s, next string) bool {
	if s == "" || next == "" {
		return false
	}
	style, n, _ := pointAt([]rune(s), 0)
	after, m, _ := pointAt([]rune(next), 0)
	return style != noPoint && style == after && m == n+1
}
