package extract

import (
	"slices"
	"strings"

	"duban/extract/cell"
	"duban/extract/table"
	"duban/internal/char"
	"duban/schema"
)

// This file reads cells that part a sum of money by where it comes from, without a unit of their own: 中央180、县级20.

// bySource says of such a text that each of its figures is in the unit of the column, where that is one of money.
func (r *sheetReader) bySource(t *cell.Text, c int) {
	x := &r.columns[c]
	switch {
	case x.As != schema.RoleExtra && x.As != schema.RoleFigure, table.IsBlank(t.Text), !r.listsSources(t.Text):
		return
	}
	if t.Unit.Factor == 0 {
		t.Unit = unitAs(r.unitIn(x.Header()))
	}
	if u, ok := r.tables.Fitting(r.lines, x.Header()); ok && t.Unit.Factor == 0 {
		t.Unit = unitAs(u)
	}
	t.Each = t.Unit.Kind == "money"
}

func unitAs(u table.Unit) cell.Unit { return cell.Unit{Base: u.Base, Kind: u.Kind, Factor: u.Factor} }

// listsSources reports a text of pairs, each a source of money and a bare figure.
func (r *sheetReader) listsSources(s string) bool {
	const longest = 200 // bytes
	pairs := 0
	for len(s) > 0 && len(s) < longest {
		at := strings.IndexAny(s, char.Digits)
		if at < 0 {
			break
		}
		if !slices.Contains(r.words[wordSource], strings.Trim(removeSpace(s[:at]), betweenSources)) {
			return false
		}
		s = strings.TrimLeft(s[at:], char.Digits+".")
		pairs++
	}
	return pairs > 0 && strings.Trim(removeSpace(s), betweenSources) == ""
}

const betweenSources = char.Pause + char.Commas + char.Semicolons + char.Colons + char.Stop
