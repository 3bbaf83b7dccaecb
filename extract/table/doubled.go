package table

import (
	"slices"

	"duban/parse/block"
	"duban/schema"
)

// doubled finds the label that covers two columns where the rows of a sheet without grid have one cell more than
// there are labels, and repeats it.
func (r *Reader) doubled(s Sheet, labels []Label) []Label {
	if !s.Head.Found() || len(labels) > mostColumns || s.Layout == block.LayoutFlat || labelPeriod(labels) > 0 || hasTwins(labels) {
		return labels
	}
	wider, rows := 0, 0
	for row := range s.Rows {
		switch len(row.Cells) {
		case len(labels) + 1:
			wider++
			fallthrough
		case len(labels):
			rows++
		}
	}
	if wider == 0 || 2*wider < rows {
		return labels
	}
	samples := r.samples(s, len(labels)+1)
	if runs := slices.ContainsFunc(labels, func(l Label) bool { return l.Role == schema.RoleNumber }); !runs && numbersLead(samples) {
		return slices.Insert(slices.Clone(labels), 0, Label{}) // running numbers without a label
	}
	best, at := 0.0, -1
	for i, l := range labels {
		roles := splitRoles(l.Role)
		if roles[0] == "" {
			continue
		}
		expectations := make([]columnLooks, len(labels)+1)
		for c := range expectations {
			expectations[c] = expectation(splitRole(labels, i, c, roles))
		}
		score := 0.0
		for _, sample := range samples {
			for c, look := range sample {
				score += fitOrFigure(&expectations[c], splitRole(labels, i, c, roles), look)
			}
		}
		if at < 0 || score > best {
			best, at = score, i
		}
	}
	if at < 0 {
		return labels
	}
	return slices.Insert(slices.Clone(labels), at, labels[at])
}

// fitOrFigure is how well a look fits a role, of which the cells may be figures alone as well.
func fitOrFigure(c *columnLooks, role schema.Role, l Look) float64 {
	switch role {
	case schema.RoleTarget, schema.RoleProgress:
		figure := expectation(schema.RoleFigure)
		return max(c.fit(l), figure.fit(l))
	}
	return c.fit(l)
}

// samples returns what the cells of the first rows with so many look like.
func (r *Reader) samples(s Sheet, width int) [][]Look {
	const enough = 50
	var samples [][]Look
	for row := range s.Rows {
		if len(row.Cells) == width {
			samples = append(samples, r.rowLooks(row))
		}
		if len(samples) == enough {
			break
		}
	}
	return samples
}

// labelPeriod returns the number of labels after which they repeat themselves; 0 where they do not.
func labelPeriod(labels []Label) int {
	headers := make([]string, min(len(labels), mostColumns))
	for i := range headers {
		headers[i] = labels[i].Header()
	}
	return period(headers)
}

// hasTwins reports whether two labels are the same: they stand below others that are lost.
func hasTwins(labels []Label) bool {
	for i, l := range labels {
		if slices.ContainsFunc(labels[:i], func(other Label) bool { return slices.Equal(other.Path, l.Path) }) {
			return true
		}
	}
	return false
}

// numbersLead reports whether each row begins with a running number and goes on with something else.
func numbersLead(samples [][]Look) bool {
	for _, s := range samples {
		if s[0] != Running || s[1] == Running || s[1] == Quantity {
			return false
		}
	}
	return len(samples) > 1
}

// splitRoles are the roles of the two columns that one label of a role covers.
func splitRoles(role schema.Role) [2]schema.Role {
	switch role {
	case schema.RoleItem:
		return [2]schema.Role{schema.RoleCategory, schema.RoleItem}
	case schema.RoleCategory, schema.RoleTarget:
		return [2]schema.Role{schema.RoleCategory, schema.RoleTarget}
	case schema.RoleLeadUnits, schema.RoleSupportUnits:
		return [2]schema.Role{schema.RoleLeadUnits, schema.RoleSupportUnits}
	case schema.RoleProgress:
		return [2]schema.Role{schema.RoleProgress, schema.RoleRate}
	}
	return [2]schema.Role{}
}

// splitRole returns the role of column c when label i covers the columns i and i+1.
func splitRole(labels []Label, i, c int, roles [2]schema.Role) schema.Role {
	switch {
	case c == i || c == i+1:
		return roles[c-i]
	case c > i:
		c--
	}
	if labels[c].Role == "" {
		return schema.RoleExtra
	}
	return labels[c].Role
}

func (r *Reader) rowLooks(row block.Row) []Look {
	l := make([]Look, len(row.Cells))
	for i, c := range row.Cells {
		l[i] = r.Look(c.Text)
	}
	return l
}
