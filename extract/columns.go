package extract

import (
	"cmp"
	"slices"

	"duban/parse"
	"duban/schema"
)

// column is one column of a sheet.
type column struct {
	label
	role  schema.Role
	looks columnLooks
	cells columnCells
}

// mostColumns is how many columns a sheet has at most whose labels are weighed against each other.
const mostColumns = 100

// columnCells sums up the cells of a column, in rows that have a cell for each.
type columnCells struct {
	rows    int
	looks   [looks]int
	grouped int // cells that are empty or merged with the one above
	short   int // rows that have left cells out
	size    int // of the texts, in bytes
}

// share is how many of the cells that are not empty have the look.
func (c columnCells) share(l look) float64 {
	if full := c.rows - c.looks[lookEmpty]; full > 0 {
		return float64(c.looks[l]) / float64(full)
	}
	return 0
}

// columns tells the columns of a sheet by their labels, and where these leave a doubt by their cells.
func (r *reader) columns(s *sheet) []column {
	labels := s.header.labels
	if len(labels) == 0 {
		labels = make([]label, s.width)
	}
	if s.tables[0].table.Layout != parse.LayoutGrid {
		labels = r.doubled(s, labels)
	}
	columns := make([]column, len(labels))
	for i, l := range labels {
		columns[i].label = l
		if l.timed && l.word.role == schema.RoleTarget {
			columns[i].word.rank = 1 // of this year, so none is more concrete
		}
	}
	r.columnCells(s, columns)
	r.guess(columns, s.header.found())
	claims(columns).resolve()
	for i := range columns {
		c := &columns[i]
		c.looks = expectation(c.role)
		for l, n := range c.cells.looks {
			c.looks[l] += float64(n)
		}
	}
	return columns
}

// doubled finds the label that covers two columns where the rows of a sheet without grid have one cell more than
// there are labels, and repeats it.
func (r *reader) doubled(s *sheet, labels []label) []label {
	wider, rows := 0, 0
	var samples [][]look
	for row := range s.rows() {
		switch len(row.Cells) {
		case len(labels) + 1:
			wider++
			if len(samples) < 50 && len(labels) <= mostColumns {
				samples = append(samples, r.rowLooks(row))
			}
			fallthrough
		case len(labels):
			rows++
		}
	}
	if !s.header.found() || len(labels) > mostColumns || s.tables[0].table.Layout == parse.LayoutFlat || wider == 0 || 2*wider < rows {
		return labels
	}
	best, at := 0.0, -1
	for i, l := range labels {
		roles := splitRoles(l.word.role)
		if !l.known || roles[0] == "" {
			continue
		}
		score := 0.0
		for _, sample := range samples {
			for c, look := range sample {
				e := expectation(splitRole(labels, i, c, roles))
				score += e.fit(look)
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

// splitRoles are the roles of the two columns that one label of a role covers.
func splitRoles(role schema.Role) [2]schema.Role {
	switch role {
	case schema.RoleCategory, schema.RoleItem, schema.RoleTarget:
		return [2]schema.Role{schema.RoleCategory, schema.RoleTarget}
	case schema.RoleLeadUnits, schema.RoleSupportUnits:
		return [2]schema.Role{schema.RoleLeadUnits, schema.RoleSupportUnits}
	case schema.RoleProgress:
		return [2]schema.Role{schema.RoleProgress, schema.RoleRate}
	}
	return [2]schema.Role{}
}

// splitRole returns the role of column c when label i covers the columns i and i+1.
func splitRole(labels []label, i, c int, roles [2]schema.Role) schema.Role {
	switch {
	case c == i || c == i+1:
		return roles[c-i]
	case c > i:
		c--
	}
	if !labels[c].known {
		return schema.RoleExtra
	}
	return labels[c].word.role
}

func (r *reader) rowLooks(row parse.Row) []look {
	l := make([]look, len(row.Cells))
	for i, c := range row.Cells {
		l[i] = r.lookOf(c.Text)
	}
	return l
}

// enoughRows is how many rows of a sheet tell what its columns look like.
const enoughRows = 300

// columnCells sums up the cells of each column.
func (r *reader) columnCells(s *sheet, columns []column) {
	above := make([]*parse.Cell, len(columns))
	seen, short := 0, 0
	for row := range s.rows() {
		if seen++; seen > enoughRows || r.stopped() {
			break
		}
		if len(row.Cells) < len(columns) && !row.LostLead {
			short++
		}
		if len(row.Cells) != len(columns) || row.LostLead || r.tellsNothing(row) {
			continue
		}
		for c, x := range row.Cells {
			columns[c].cells.add(r.lookOf(x.Text), x, above[c])
			above[c] = x
		}
	}
	for c := range columns {
		columns[c].cells.short = short
	}
}

// tellsNothing reports a row that is none of a task: a heading of a group, a total.
func (r *reader) tellsNothing(row parse.Row) bool {
	_, single := singleText(row)
	return single || r.isTotal(row.Cells[0].Text) || len(row.Cells) > 1 && r.isTotal(row.Cells[1].Text)
}

func (c *columnCells) add(l look, x, above *parse.Cell) {
	c.rows++
	c.looks[l]++
	c.size += len(x.Text)
	if l == lookEmpty || x == above || above != nil && x.Text == above.Text {
		c.grouped++
	}
}

// guess gives a word to labels that the vocabulary does not know, where the cells leave no doubt, and takes it from
// 单位 where that means units of measure.
func (r *reader) guess(columns []column, labelled bool) {
	for i := range columns {
		c := &columns[i]
		switch {
		case c.known && c.word.role == schema.RoleLeadUnits && c.word.rank >= 3 && c.cells.rows > 0 && c.cells.share(lookUnits) < 0.4 && c.cells.size <= 12*c.cells.rows:
			c.word = headerWord{schema.RoleExtra, 1}
			c.measure = true
		case c.known && c.word.role == schema.RoleExtra && r.is(wordUnit, removeSpace(c.text)):
			c.measure = true // 计量单位
		case c.known:
		case c.text == "" && i == 0 && c.cells.share(lookNumber) > 0.8:
			c.word, c.known = headerWord{schema.RoleNumber, 1}, true
		case c.text == "" && c.cells.share(lookUnits) > 0.6:
			c.word, c.known = headerWord{schema.RoleLeadUnits, 5}, true
		case c.text != "" && labelTime.ReplaceAllString(removeSpace(c.text), "") == "":
			c.word, c.known = headerWord{schema.RoleProgress, 5}, true
		}
	}
	if labelled {
		return
	}
	r.guessTexts(columns)
}

// guessTexts tells target and progress in a table without labels that has running numbers and units: the text in
// front of the units, and the one behind them.
func (r *reader) guessTexts(columns []column) {
	units := slices.IndexFunc(columns, func(c column) bool { return c.known && c.word.role == schema.RoleLeadUnits })
	if units < 1 || !columns[0].known || columns[0].word.role != schema.RoleNumber {
		return
	}
	longest := func(from, to int) int {
		best := -1
		for i := from; i < to; i++ {
			if !columns[i].known && columns[i].cells.size > 0 && (best < 0 || columns[i].cells.size > columns[best].cells.size) {
				best = i
			}
		}
		return best
	}
	if i := longest(0, units); i >= 0 {
		columns[i].word, columns[i].known = headerWord{schema.RoleTarget, 5}, true
		if i > 1 && !columns[i-1].known {
			columns[i-1].word, columns[i-1].known = headerWord{schema.RoleItem, 5}, true
		}
	}
	if i := longest(units, len(columns)); i >= 0 {
		columns[i].word, columns[i].known = headerWord{schema.RoleProgress, 5}, true
	}
}

// claims are the columns of a sheet while their roles are given out.
type claims []column

// resolve gives each column its role. Of several that claim the same, the one whose word has the smallest rank gets
// it; the others take what is near: the broader of two targets is the category or the item.
func (c claims) resolve() {
	for i := range c {
		c[i].role = schema.RoleExtra
	}
	for _, role := range []schema.Role{schema.RoleNumber, schema.RoleCategory, schema.RoleItem, schema.RoleTarget,
		schema.RoleSupportUnits, schema.RoleLeadUnits, schema.RoleProgress, schema.RoleRate, schema.RoleDeadline, schema.RoleNote} {
		claimants := c.claiming(role)
		for k, i := range claimants {
			switch {
			case k == 0:
				c[i].role = role
			case k > mostColumns: // no table of tasks
			case role == schema.RoleSupportUnits:
				c[i].role = role
			case role == schema.RoleLeadUnits && !c.has(schema.RoleSupportUnits):
				c[i].role = schema.RoleSupportUnits
			case role == schema.RoleCategory || role == schema.RoleItem || role == schema.RoleTarget:
				c[i].role = c.broader(i)
			}
		}
	}
	c.needTarget()
}

// claiming returns the columns whose word has the role, the best claim first.
func (c claims) claiming(role schema.Role) []int {
	var at []int
	for i := range c {
		if c[i].known && c[i].word.role == role && c[i].role == schema.RoleExtra {
			at = append(at, i)
		}
	}
	slices.SortStableFunc(at, func(a, b int) int {
		if r := cmp.Compare(c[a].word.rank, c[b].word.rank); r != 0 {
			return r
		}
		switch {
		case role == schema.RoleProgress && c[a].timed && c[b].timed:
			return cmp.Compare(b, a) // the later time
		case role == schema.RoleTarget || role == schema.RoleProgress:
			return cmp.Compare(c[b].cells.size, c[a].cells.size) // the fuller text
		}
		return 0
	})
	return at
}

func (c claims) has(role schema.Role) bool {
	return slices.ContainsFunc(c, func(x column) bool { return x.role == role })
}

// broader returns the role of a column that says what is to be done less closely than another: that of a group where
// its cells stand for several rows, else that of a name.
func (c claims) broader(i int) schema.Role {
	cells := c[i].cells
	grouped := cells.rows+cells.short > 0 && 4*(cells.grouped+cells.short) >= cells.rows+cells.short
	category, item := c.has(schema.RoleCategory), c.has(schema.RoleItem)
	switch {
	case grouped && !category:
		return schema.RoleCategory
	case !item:
		return schema.RoleItem
	case !c.has(schema.RoleTarget) && len(c.claiming(schema.RoleTarget)) == 0:
		return schema.RoleTarget
	}
	return schema.RoleExtra
}

// needTarget gives the first unknown label with texts below it to the target where nothing else says what is to be
// done.
func (c claims) needTarget() {
	if c.has(schema.RoleTarget) || c.has(schema.RoleItem) || !c.has(schema.RoleProgress) {
		return
	}
	for i := range c {
		if !c[i].known && c[i].cells.share(lookShort)+c[i].cells.share(lookPhrase)+c[i].cells.share(lookText) > 0.5 {
			c[i].role = schema.RoleTarget
			return
		}
	}
}
