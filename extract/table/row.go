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

// isText reports what is longer than a heading, or has the marks of sentences.
func isText(s string) bool {
	return text.Len(s) > longestHeading || strings.ContainsAny(s, char.Sentences)
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
// those of the most telling role.
func Home(columns []Column, row block.Row, c int) int {
	best := c
	for i := c + 1; i < len(row.Cells) && row.Cells[i] == row.Cells[c]; i++ {
		if telling(columns[i].As) > telling(columns[best].As) {
			best = i
		}
	}
	return best
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
