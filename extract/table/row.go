package table

import (
	"slices"
	"strings"

	"duban/extract/internal/text"
	"duban/internal/char"
	"duban/parse/block"
	"duban/schema"
)

// longestHeading is how many characters the heading of a group has at most.
const longestHeading = 60

// IsHeading reports whether the only text of a row heads the rows below it: one text over all columns, or one alone that is
// marked as a heading or stands in front. Marked says that it has the mark of a heading: 一、, （二）.
func (r *Reader) IsHeading(columns []Column, row block.Row, s string, marked bool) bool {
	if _, ok := text.Ordinal(s); ok || isBare(s) || len(columns) < 2 || isText(s) {
		return false
	}
	if label, _, ok := text.CutAny(s, char.Colons); r.IsTotal(s) || ok && r.IsTotal(label) {
		return false
	}
	if marked || len(row.Cells) == 1 {
		return true
	}
	first := row.Cells[0]
	leads := text.Trim(first.Text) == s
	switch {
	case first.ColSpan == len(row.Cells), first.ColSpan > 1 && leads:
		return true
	case !leads || row.LostLead:
		return false
	}
	return columns[0].As != schema.RoleCategory && columns[0].As != schema.RoleItem
}

// NumberedHeading returns the heading of a group that stands in one cell over all columns but that of the numbers, which has the
// heading's own: 一 | 产业项目（2个）. A number of digits may be that of a row, were it written in a merged cell.
func (r *Reader) NumberedHeading(columns []Column, row block.Row) (s string, ok bool) {
	n := len(row.Cells)
	if n <= 2 || n > len(columns) || row.Cells[n-1].ColSpan <= 1 { // most
		return "", false
	}
	number := -1
	for c, x := range distinct(row) {
		switch t := text.Trim(x.Text); {
		case number < 0 && columns[c].As == schema.RoleNumber && isGroupNumber(t):
			number = c
		case s == "" && number >= 0 && c == number+1 && x.ColSpan > 1 && c+x.ColSpan >= len(row.Cells):
			s = t
		default:
			return "", false
		}
	}
	return s, s != "" && !isText(s) && !isBare(s) && !r.IsTotal(s)
}

// isGroupRow reports a row in which such a number stands in front of a cell over most columns, whatever else is in it.
func isGroupRow(row block.Row) bool {
	number := -1
	for c, x := range distinct(row) {
		if c > 0 && c-1 == number && 2*x.ColSpan > len(row.Cells) {
			return true
		}
		if c+1 < len(row.Cells) && row.Cells[c+1].ColSpan > 1 && isGroupNumber(text.Trim(x.Text)) {
			number = c
		}
	}
	return false
}

// isGroupNumber reports the number of a group: 一, （二）, Ⅲ, but none of digits.
func isGroupNumber(s string) bool {
	_, ok := text.Ordinal(s)
	return ok && !strings.ContainsAny(s, char.Digits)
}

// isText reports what is longer than a heading, or has the marks of sentences.
func isText(s string) bool {
	return text.Len(s) > longestHeading || strings.ContainsAny(s, char.Sentences)
}

// OpensParts reports whether a name has the mark of the first of several parts: # 批发零售业.
func (r *Reader) OpensParts(name string) bool {
	return strings.TrimLeft(name, char.Hashes) != name
}

// IsPart reports whether a name is that of a part of the row above: 其中：规模以上.
func (r *Reader) IsPart(name string) bool {
	compact := text.RemoveSpace(name)
	if name = strings.TrimLeft(compact, char.Hashes); name != compact && name != "" {
		return true // of statistics: # 批发零售业
	}
	name = strings.TrimLeft(name, "—-")
	return slices.ContainsFunc(r.Words.Part, func(w string) bool { return strings.HasPrefix(name, w) })
}

// IsWhole reports whether a name is that of all places together: 全市.
func (r *Reader) IsWhole(name string) bool {
	name, _ = text.WithoutBrackets(text.RemoveSpace(name))
	return slices.Contains(r.Words.Whole, name)
}

// SumsUp reports whether a name ends as that of a row that sums up others does: 合计, 交通小计.
func (r *Reader) SumsUp(name string) bool {
	if len(name) > longestTotal {
		return false
	}
	name, _ = text.WithoutBrackets(text.RemoveSpace(name))
	name = strings.TrimRight(name, char.Colons)
	return slices.ContainsFunc(r.Words.Total, func(w string) bool { return strings.HasSuffix(name, w) })
}

// NamesSum reports whether a name begins as that of a sum does: 总收入.
func (r *Reader) NamesSum(name string) bool {
	name = text.RemoveSpace(name)
	return slices.ContainsFunc(r.Words.Sum, func(w string) bool { return strings.HasPrefix(name, w) })
}

// Home returns the column to which a cell belongs that begins in column c and may be merged over several: the first of
// those of the most telling role, or that of the items where it names a group.
func Home(columns []Column, row block.Row, c int) int {
	best := c
	if NamesGroup(columns, row, c) {
		for columns[best].As != schema.RoleItem {
			best++
		}
		return best
	}
	for i := c + 1; i < len(row.Cells) && row.Cells[i] == row.Cells[c]; i++ {
		if telling(columns[i].As) > telling(columns[best].As) {
			best = i
		}
	}
	return best
}

// NamesGroup reports a cell behind the number of a group that is merged over the items, so that it is the group's name: 一 | 产业项目,
// in front of the group's own figures.
func NamesGroup(columns []Column, row block.Row, c int) bool {
	x := row.Cells[c]
	if c == 0 || x.ColSpan <= 1 || columns[c-1].As != schema.RoleNumber || !isGroupNumber(text.Trim(row.Cells[c-1].Text)) {
		return false
	}
	for ; c < len(row.Cells) && row.Cells[c] == x; c++ {
		if columns[c].As == schema.RoleItem {
			return true
		}
	}
	return false
}

// Covered counts the labels that a cell stands below that begins in column c.
func Covered(columns []Column, row block.Row, c int) int {
	x := row.Cells[c]
	if x.ColSpan <= 1 {
		return 1
	}
	labels := map[string]bool{}
	for ; c < len(row.Cells) && row.Cells[c] == x; c++ {
		labels[columns[c].Header()] = true
	}
	return len(labels)
}

// telling orders roles by how much is lost when a text of the role is read as another.
func telling(role schema.Role) int {
	switch role {
	case schema.RoleTarget:
		return 3
	case schema.RoleItem, schema.RoleProgress, schema.RoleLeadUnits:
		return 2
	case schema.RoleExtra, schema.RoleNumber, schema.RoleFigure, schema.RoleMeasureUnit:
		return 0
	}
	return 1
}

// Progress returns the column of progress that speaks for a row, of those whose texts are not blank: the latest by the
// period that its label names, else the one with the best claim; or -1.
func Progress(columns []Column, texts []string) int {
	best := -1
	for i := range columns {
		if columns[i].As != schema.RoleProgress || columns[i].Next || IsBlank(texts[i]) {
			continue
		}
		if best < 0 || columns[i].later(&columns[best]) {
			best = i
		}
	}
	if best < 0 {
		return slices.IndexFunc(columns, func(c Column) bool { return c.As == schema.RoleProgress && !c.Next })
	}
	return best
}

// later reports whether a column of progress speaks for a row rather than another.
func (c *Column) later(other *Column) bool {
	switch {
	case c.Period != nil && other.Period != nil && c.Period.End != other.Period.End:
		return c.Period.End > other.Period.End
	case (c.Period == nil) != (other.Period == nil):
		return c.Period != nil
	}
	return c.Rank < other.Rank
}
