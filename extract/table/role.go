package table

import (
	"cmp"
	"iter"
	"slices"

	"duban/parse/block"
	"duban/schema"
)

// mostColumns is how many columns a table has at most whose labels are weighed against each other.
const mostColumns = 100

// Sheet is a table that page breaks may have parted into several.
type Sheet struct {
	Head    *Head
	Width   int
	Layout  block.Layout
	Records bool                // an empty cell stands for none above it
	Rows    iter.Seq[block.Row] // below the header
}

// Columns tells the columns of a sheet, by their labels first, and refuted or settled by what their cells hold.
func (r *Reader) Columns(s Sheet) []Column {
	labels := s.Head.Labels
	if len(labels) == 0 {
		labels = make([]Label, s.Width)
	}
	if s.Layout != block.LayoutGrid {
		labels = r.doubled(s, labels)
	}
	columns := make([]Column, len(labels))
	for i, l := range labels {
		columns[i].Label = l
		if l.Role == schema.RoleTarget && l.Period != nil {
			columns[i].Rank = 1 // of this year, so none is more concrete
		}
		if i < len(s.Head.Units) && l.Unit.Base == "" {
			columns[i].Unit = s.Head.Units[i]
		}
	}
	rows := s.Rows
	switch s.Layout {
	case block.LayoutFlat, block.LayoutSpaced:
		rows = r.placed(columns, rows)
	case block.LayoutPipes, block.LayoutTabs, block.LayoutAligned:
		rows = r.settled(columns, rows)
	}
	r.sample(s.Head, columns, rows)
	c := claims(columns)
	for i := range columns {
		if s.Records {
			columns[i].cells.grouped = 0
		}
		columns[i].Figures = columns[i].holdsFigures()
	}
	r.umbrella(columns)
	c.refute()
	c.basis()
	c.begun()
	c.shares()
	c.changes()
	r.ofScores(c)
	c.sharesByFigures(rows)
	if !s.Head.Found() {
		c.guess()
	}
	c.resolve()
	for i := range columns {
		x := &columns[i]
		if x.As == schema.RoleProgress && x.isPerCent() && x.Degree {
			x.Kind = schema.Completion // 工程进度
		}
		x.looks = expectation(x.As)
		for l, n := range x.cells.looks {
			x.looks[l] += float64(n)
		}
	}
	return columns
}

// ofScores takes changes of scores for differences: 得分变化 is in points.
func (r *Reader) ofScores(c claims) {
	for i := range c {
		x := &c[i]
		if x.Change && x.Kind == "" && x.Unit.Base == "" && r.measureKind(x.Measure) == scoreUnit {
			x.Kind = schema.Difference
		}
	}
}

// scoreUnit is the unit of scores.
const scoreUnit = "分"

// claims are the columns of a sheet while their roles are given out: Role is what a column claims, As what it gets.
type claims []Column

// resolve gives each column its role.
func (c claims) resolve() {
	for i := range c {
		c[i].As = schema.RoleExtra
	}
	for _, role := range []schema.Role{schema.RoleNumber, schema.RoleDeadline, schema.RoleNote} {
		if at := c.claiming(role, any); len(at) > 0 {
			c[at[0]].As = role
		}
	}
	for _, role := range []schema.Role{schema.RoleStart, schema.RoleStatus, schema.RoleMeasureUnit} {
		for _, i := range c.claiming(role, any) {
			c[i].As = role
		}
	}
	c.groups()
	c.targets()
	c.units()
	c.progress()
	c.contents()
	c.reached()
	c.figures()
	c.things()
}

// any is every column.
func any(*Column) bool { return true }

// claiming returns the columns of the sort that claim the role and have none yet, the best claim first.
func (c claims) claiming(role schema.Role, sort func(*Column) bool) []int {
	var at []int
	for i := range c {
		if c[i].Role == role && c[i].As == schema.RoleExtra && sort(&c[i]) && len(at) <= mostColumns {
			at = append(at, i)
		}
	}
	slices.SortStableFunc(at, func(a, b int) int {
		if r := cmp.Compare(c[a].Rank, c[b].Rank); r != 0 {
			return r
		}
		if role == schema.RoleTarget || role == schema.RoleProgress {
			return cmp.Compare(c[b].cells.size, c[a].cells.size) // the fuller text
		}
		return 0
	})
	return at
}

func (c claims) has(role schema.Role) bool {
	return slices.ContainsFunc(c, func(x Column) bool { return x.As == role })
}

// groups gives out category and item. Of several columns of groups the outermost is the category; of two under one
// merged label the inner is the item.
func (c claims) groups() {
	categories := c.claiming(schema.RoleCategory, words)
	slices.Sort(categories)
	if len(categories) > 0 {
		c[categories[0]].As = schema.RoleCategory
	}
	items := c.claiming(schema.RoleItem, words)
	if len(items) == 0 {
		c.innermost(categories)
		return
	}
	item := items[0]
	for _, i := range items {
		if inner := c.inner(i); inner > i {
			item = inner
			break
		}
	}
	c[item].As = schema.RoleItem
	slices.Sort(items)
	for _, i := range items {
		if i != item && c[i].As == schema.RoleExtra && c[i].cells.isGrouped() && !c.has(schema.RoleCategory) {
			c[i].As = schema.RoleCategory
		}
	}
}

// innermost gives the item to the last of several columns of groups where no label claims it and the cells stand for a row
// each: 行业类别 over 产业 and 行业.
func (c claims) innermost(categories []int) {
	if n := len(categories); n > 1 && !c[categories[n-1]].cells.isGrouped() && !c.inWords(schema.RoleTarget) {
		c[categories[n-1]].As = schema.RoleItem
	}
}

// inner returns the last of the columns below the same label as column i: 项目内容 over a group and the thing itself.
func (c claims) inner(i int) int {
	for i+1 < len(c) && slices.Equal(c[i+1].Path, c[i].Path) && words(&c[i+1]) {
		i++
	}
	return i
}

// targets gives out the target of words. Of two columns that could be it, the broader is the category where its cells
// stand for several rows.
func (c claims) targets() {
	found := false
	for _, i := range c.claiming(schema.RoleTarget, words) {
		switch {
		case c[i].Next:
		case !found:
			c[i].As, found = schema.RoleTarget, true
		case c[i].cells.isGrouped() && !c.has(schema.RoleCategory):
			c[i].As = schema.RoleCategory
		}
	}
}

// contents takes a column of words for the item rather than the target where nothing else is the item and a column of figures
// says what is to be reached: 工程内容 beside 年度任务.
func (c claims) contents() {
	if c.has(schema.RoleItem) {
		return
	}
	target := slices.IndexFunc(c, func(x Column) bool { return x.As == schema.RoleTarget })
	aims := 0
	for i := range c {
		if x := &c[i]; x.As == schema.RoleExtra && x.Figures && x.figureRole() == schema.RoleTarget {
			aims++
		}
	}
	if target >= 0 && aims == 1 {
		c[target].As = schema.RoleItem
	}
}

func (c claims) units() {
	for _, i := range c.claiming(schema.RoleSupportUnits, any) {
		c[i].As = schema.RoleSupportUnits
	}
	for k, i := range c.claiming(schema.RoleLeadUnits, any) {
		switch {
		case k == 0:
			c[i].As = schema.RoleLeadUnits
		case !c.has(schema.RoleSupportUnits):
			c[i].As = schema.RoleSupportUnits
		}
	}
}

// progress gives out the columns that say in words how far things are, and what is to come beside that.
func (c claims) progress() {
	for _, i := range c.claiming(schema.RoleProgress, words) {
		c[i].As = schema.RoleProgress
	}
}

// things finds the column that says what the rows speak of, where no label does: of tables of figures the first column
// of words, be they names of offices; of tables of tasks the target.
func (c claims) things() {
	if c.has(schema.RoleItem) || c.has(schema.RoleTarget) && !c.isFigures(schema.RoleTarget) {
		return
	}
	role := schema.RoleItem
	if !c.has(schema.RoleFigure) && !c.has(schema.RoleTarget) && c.has(schema.RoleProgress) && !c.isFigures(schema.RoleProgress) {
		role = schema.RoleTarget
	}
	figures := c.has(schema.RoleFigure) || c.has(schema.RoleRate) || c.has(schema.RoleTarget)
	known := -1
	if figures {
		known = slices.IndexFunc(c, Column.isKnownThing)
	}
	isUnknown := func(x Column) bool { return x.Role == "" && x.As == schema.RoleExtra && x.isThing() }
	unknown := slices.IndexFunc(c, isUnknown)
	if corner := slices.IndexFunc(c, func(x Column) bool { return len(x.Path) == 0 && isUnknown(x) }); figures && corner > 0 && len(c[0].Path) > 0 {
		unknown = corner // names need no label
	}
	months := slices.IndexFunc(c, func(x Column) bool { return x.isMonths() })
	switch {
	case known >= 0 && (unknown < 0 || known < unknown || c[known].As == schema.RoleCategory):
		c[known].As = schema.RoleItem
	case unknown >= 0:
		c[unknown].As = role
	case figures && months >= 0:
		c[months].As = schema.RoleItem
	}
}

// isMonths reports whether a column without a word for it holds times, one a row: 1月, 2月.
func (x *Column) isMonths() bool {
	return x.Role == "" && x.As == schema.RoleExtra && x.cells.share(Date) > 0.5
}

// isKnownThing reports whether a column is one of groups or offices that can be what the rows speak of: none stands for several
// rows.
func (x Column) isKnownThing() bool {
	return (x.As == schema.RoleCategory || x.As == schema.RoleLeadUnits) && x.isThing() && !x.cells.isGrouped()
}

// isThing reports whether most cells are names or phrases.
func (x *Column) isThing() bool { return x.cells.words()+x.cells.share(Offices) > 0.5 }

// isFigures reports whether the column of the role holds bare figures.
func (c claims) isFigures(role schema.Role) bool {
	i := slices.IndexFunc(c, func(x Column) bool { return x.As == role })
	return i >= 0 && c[i].Figures
}
