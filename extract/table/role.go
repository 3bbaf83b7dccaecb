package table

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"

	"duban/parse/block"
	"duban/schema"
)

// Column is one column of a table, as its labels and its cells tell it.
type Column struct {
	Label
	As      schema.Role // what the column is, among the others of its table
	Figures bool        // its cells hold bare figures
	cells   Sample
	looks   columnLooks
}

// Name is how the column is called where its label may be missing.
func (c *Column) Name(i int) string {
	if h := c.Header(); h != "" {
		return h
	}
	return "column " + strconv.Itoa(i+1)
}

// IsFigures reports whether the column is one of figures.
func (c *Column) IsFigures() bool {
	switch c.As {
	case schema.RoleFigure:
		return true
	case schema.RoleTarget, schema.RoleProgress, schema.RoleRate:
		return c.Figures
	}
	return false
}

// IsRate reports whether the figures of the column are rates or places in an order, so that no unit of a count fits them.
func (c *Column) IsRate() bool {
	if c.As == schema.RoleRate {
		return true
	}
	return c.Kind != "" && c.Kind != schema.Quantity && c.Kind != schema.Difference
}

// IsPercent reports whether bare figures of the column can only be in per cent: rates of which one is too large to be a part of
// 1. Rates of change are written so whatever their size.
func (c *Column) IsPercent() bool {
	switch {
	case !c.IsRate() || c.Kind == schema.Rank || c.Amount:
		return false
	case c.Kind == schema.Growth:
		return true
	}
	return c.cells.large
}

// Words returns the measure with the word in front of it that says how real its figures are: 完成投资.
func (c *Column) Words() string {
	if c.Measure == "" {
		return ""
	}
	header := []rune(c.Header())
	for _, cue := range c.Cues {
		if cue.For == schema.ForState && strings.HasPrefix(string(header[min(cue.End, len(header)):]), c.Measure) {
			return string(header[cue.Start:cue.End]) + c.Measure
		}
	}
	return c.Measure
}

// Group returns the labels above the last, by which columns stand together.
func (c *Column) Group() []string { return c.Path[:max(0, len(c.Path)-1)] }

// mostColumns is how many columns a table has at most whose labels are weighed against each other.
const mostColumns = 100

// Sheet is a table that page breaks may have parted into several.
type Sheet struct {
	Head   *Head
	Width  int
	Layout block.Layout
	Rows   iter.Seq[block.Row] // below the header
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
	if s.Layout == block.LayoutFlat || s.Layout == block.LayoutSpaced {
		rows = r.placed(columns, rows)
	}
	r.sample(s.Head, columns, rows)
	c := claims(columns)
	for i := range columns {
		columns[i].Figures = columns[i].holdsFigures()
	}
	r.umbrella(columns)
	c.refute()
	c.basis()
	c.changes()
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

// holdsFigures reports whether the column holds bare figures, or where its label names a measure, figures with units.
func (c *Column) holdsFigures() bool {
	if c.cells.figures() {
		return true
	}
	return c.Measure != "" && c.cells.share(Quantity)+c.cells.share(Running) > 0.7
}

// isPerCent reports a column of bare figures that all have the sign of per cent, of which the label says no kind.
func (x *Column) isPerCent() bool {
	return x.Figures && x.Kind == "" && x.cells.percent > 0 && x.cells.percent == x.cells.bare
}

// umbrella reads the measures of columns anew without labels that stand above all of several levels: they name the table.
func (r *Reader) umbrella(columns []Column) {
	var deep []*Column
	for i := range columns {
		if len(columns[i].Path) > 2 {
			deep = append(deep, &columns[i])
		}
	}
	if len(deep) < 2 {
		return
	}
	shared := 0
	for shared < len(deep[0].Path)-2 {
		label := deep[0].Path[shared]
		if slices.ContainsFunc(deep, func(c *Column) bool { return len(c.Path) <= shared+2 || c.Path[shared] != label }) {
			break
		}
		shared++
	}
	for _, c := range deep {
		if shared > 0 {
			l := r.Labels.Read(c.Path[shared:])
			c.Measure, c.Thing = l.Measure, l.Thing
		}
	}
}

// claims are the columns of a sheet while their roles are given out: Role is what a column claims, As what it gets.
type claims []Column

// refute takes or changes the claims that the cells contradict.
func (c claims) refute() {
	for i := range c {
		c[i].refute(i)
	}
	if c.claims(schema.RoleProgress, words) || c.claims(schema.RoleTarget, words) {
		for i := range c {
			if x := &c[i]; x.Role == schema.RoleProgress && x.isPerCent() && c.others(i) {
				x.claim(schema.RoleRate) // 形象进度 in per cent beside words
			}
		}
	}
}

// others reports whether a column of words besides i says how far things are.
func (c claims) others(i int) bool {
	for k := range c {
		if k != i && c[k].Role == schema.RoleProgress && !c[k].Next {
			return true
		}
	}
	return false
}

// words reports whether the cells of a column hold no bare figures.
func words(c *Column) bool { return !c.Figures }

// claims reports whether a column of the sort claims the role.
func (c claims) claims(role schema.Role, sort func(*Column) bool) bool {
	for i := range c {
		if c[i].Role == role && sort(&c[i]) {
			return true
		}
	}
	return false
}

func (x *Column) claim(role schema.Role) { x.Role, x.Rank = role, 5 }

// officeShare is the share of names of offices below which a label 单位 means units of measure.
const officeShare = 0.4

func (x *Column) refute(at int) {
	cells := &x.cells
	switch x.Role {
	case schema.RoleLeadUnits, schema.RoleSupportUnits:
		switch {
		case cells.full() > 0 && cells.part(cells.units) > 0.5 && cells.share(Offices) < officeShare:
			x.claim(schema.RoleMeasureUnit)
		case x.Figures:
			x.claim(schema.RoleFigure)
		}
	case schema.RoleFigure:
		if at == 0 && !x.Figures && x.Unit.Base == "" && cells.words()+cells.share(Offices) > 0.7 {
			x.Role = "" // of the table: 现价工业产值 over names of industries
		}
	case schema.RoleItem, schema.RoleCategory, schema.RoleDeadline:
		if x.Role == schema.RoleDeadline && cells.part(cells.months+cells.years) > 0.5 {
			x.Figures = false // 2024.3
		}
		if x.Figures && !(x.Role == schema.RoleItem && at == 0 && cells.share(Running) > 0.9) {
			x.readFigures("")
		}
	case schema.RoleExtra:
		if x.Figures && !x.Code && !x.Next && !cells.isCoded() && cells.part(cells.years) < 0.5 {
			x.readFigures(schema.RoleFigure) // 建议 over counts of them
		}
	case schema.RoleNumber:
		if cells.full() > 0 && cells.words() > 0.7 {
			x.Role = ""
		}
	case schema.RoleMeasureUnit:
		if x.Figures {
			x.Role = ""
		}
	case "":
		x.guess(at)
	}
}

// readFigures takes the label of a column of words, whose cells are figures, for one of figures.
func (x *Column) readFigures(role schema.Role) {
	if f := x.figures; f != nil {
		label := *f
		label.Period, label.Total, label.Cues = x.Period, x.Total, append(label.Cues, x.Cues...)
		x.Label = label
	}
	x.Role, x.Rank = role, 5
}

// guess claims a role for a label that the vocabulary does not know, where the cells leave no doubt.
func (x *Column) guess(at int) {
	cells := &x.cells
	switch {
	case len(x.Path) == 0 && at == 0 && cells.share(Running) > 0.8:
		x.Role, x.Rank = schema.RoleNumber, 1
	case len(x.Path) == 0 && cells.share(Offices) > 0.6:
		x.claim(schema.RoleLeadUnits)
	case x.Period != nil && x.Measure == "" && x.Kind == "" && !x.Figures && cells.full() > 0:
		x.claim(schema.RoleProgress) // 一季度
	}
}

// guess tells target and progress in a table without labels that has running numbers and units: the text in front of
// the units, and the one behind them.
func (c claims) guess() {
	units := slices.IndexFunc(c, func(x Column) bool { return x.Role == schema.RoleLeadUnits })
	if units < 1 || c[0].Role != schema.RoleNumber {
		return
	}
	longest := func(from, to int) int {
		best := -1
		for i := from; i < to; i++ {
			if c[i].Role == "" && c[i].cells.size > 0 && (best < 0 || c[i].cells.size > c[best].cells.size) {
				best = i
			}
		}
		return best
	}
	if i := longest(0, units); i >= 0 {
		c[i].claim(schema.RoleTarget)
		if i > 1 && c[i-1].Role == "" {
			c[i-1].claim(schema.RoleItem)
		}
	}
	if i := longest(units, len(c)); i >= 0 {
		c[i].claim(schema.RoleProgress)
	}
}

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
	for k, i := range categories {
		if k == 0 {
			c[i].As = schema.RoleCategory
		}
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
	if n := len(categories); n > 1 && !c[categories[n-1]].cells.isGrouped() && !c.claims(schema.RoleTarget, words) {
		c[categories[n-1]].As = schema.RoleItem
	}
}

// basis gives changes whose label does not say what they are counted from the time of the figures that stand beside them:
// 本期, 同期, 增减额.
func (c claims) basis() {
	earlier := c.earlier()
	for i := range c {
		x := &c[i]
		if x.Basis != "" || x.Kind != schema.Growth && x.Kind != schema.Difference && !x.Change {
			continue
		}
		if earlier != "" {
			x.Basis = earlier
		}
	}
}

// earlier returns the time that columns of figures of a time before are of, where it is one for all of them.
func (c claims) earlier() string {
	found := ""
	for i := range c {
		switch x := &c[i]; {
		case x.Earlier == "" || !x.Figures:
		case found != "" && found != x.Earlier:
			return ""
		default:
			found = x.Earlier
		}
	}
	return found
}

// changes tells differences from rates of change, where only the figures do: beside a column in per cent the other is the
// amount; figures that are all near 100 are no rates, but an index.
func (c claims) changes() {
	for i := range c {
		x := &c[i]
		switch {
		case x.Kind == schema.Growth && x.Unit.Base == "" && x.cells.isIndex():
			x.Kind, x.Basis = schema.Quantity, ""
		case x.Change && x.Kind == "" && x.OfRank && x.Unit.Base == "":
			x.Kind = schema.Difference
		case x.Change && x.Kind == "" && x.isPerCent():
			x.Kind = schema.Growth
		case x.Change && x.Kind == "" && slices.ContainsFunc(c, func(other Column) bool {
			return other.Kind == schema.Growth && other.Unit.isShare() && len(x.Path) > 1 && slices.Equal(other.Group(), x.Group())
		}):
			x.Kind = schema.Difference
		}
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

// figures gives out the columns of bare figures: target, progress and rate only where the label names no measure of its
// own and no second column claims the role.
func (c claims) figures() {
	claimed := map[schema.Role][]int{}
	for i := range c {
		if x := &c[i]; x.As == schema.RoleExtra && x.Role != schema.RoleExtra && !x.isCode() && (x.Figures || x.figureLabel()) {
			role := x.figureRole()
			claimed[role] = append(claimed[role], i)
		}
	}
	grouped := c.grouped()
	for role, at := range claimed {
		sole := len(at) == 1 && !c.has(role) && !grouped
		for _, i := range at {
			c[i].As = schema.RoleFigure
			if sole && role != schema.RoleFigure {
				c[i].As = role
			}
		}
	}
}

// reached takes what was done in per cent for progress rather than a rate where the target is in per cent and nothing else says
// how far things are: 上半年完成（%） beside 年度目标（%）.
func (c claims) reached() {
	aims, done := 0, -1
	for i := range c {
		x := &c[i]
		switch {
		case x.As == schema.RoleProgress || !x.Figures || x.As != schema.RoleExtra:
		case x.figureRole() == schema.RoleTarget && x.Unit.Base == "%":
			aims++
		case x.figureRole() == schema.RoleProgress:
			return
		case x.Derived && done < 0 && x.Measure == "":
			done = i
		}
	}
	if aims == 1 && done >= 0 && !c.has(schema.RoleProgress) {
		x := &c[done]
		x.Kind = ""
		x.claim(schema.RoleProgress)
	}
}

// grouped reports whether columns of figures stand in groups under merged labels side by side.
func (c claims) grouped() bool {
	var first []string
	for i := range c {
		x := &c[i]
		if x.As != schema.RoleExtra || !x.Figures || len(x.Group()) == 0 {
			continue
		}
		if first == nil {
			first = x.Group()
		} else if !slices.Equal(first, x.Group()) {
			return true
		}
	}
	return false
}

// isCode reports whether the figures of a column of which the label says nothing may be codes or telephone numbers: whole
// numbers of many digits, all of one length, or with a zero in front.
func (x *Column) isCode() bool {
	return !x.says() && x.Unit.Base == "" && x.Figures && x.cells.isCoded()
}

// figureLabel reports whether the label is one of figures, though few or none of the cells hold bare ones.
func (x *Column) figureLabel() bool {
	if x.cells.words() > 0.5 || x.Next {
		return false
	}
	return x.Kind != "" || x.Unit.Base != "" || x.State != "" && x.Role != schema.RoleTarget && x.Role != schema.RoleProgress && x.Measure != ""
}

// figureRole is the role that a column of bare figures can claim.
func (x *Column) figureRole() schema.Role {
	switch {
	case x.Role == schema.RoleRate || x.Kind == schema.Completion:
		return schema.RoleRate
	case x.Measure != "" || x.Kind != "" && x.Kind != schema.Quantity:
		return schema.RoleFigure
	case x.State == schema.Target || x.Role == schema.RoleTarget:
		return schema.RoleTarget
	case x.Role == schema.RoleProgress:
		return schema.RoleProgress
	}
	return schema.RoleFigure
}

// things finds the column that says what the rows speak of, where no label does: of tables of figures the first column
// of words, be they names of offices; of tables of tasks the target.
func (c claims) things() {
	if c.has(schema.RoleItem) || c.has(schema.RoleTarget) && !c.targetOfFigures() {
		return
	}
	role := schema.RoleItem
	if !c.has(schema.RoleFigure) && !c.has(schema.RoleTarget) && c.has(schema.RoleProgress) && !c.progressOfFigures() {
		role = schema.RoleTarget
	}
	figures := c.has(schema.RoleFigure) || c.has(schema.RoleRate) || c.has(schema.RoleTarget)
	known := -1
	if figures {
		known = slices.IndexFunc(c, Column.isKnownThing)
	}
	unknown := slices.IndexFunc(c, func(x Column) bool { return x.Role == "" && x.As == schema.RoleExtra && x.isThing() })
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

func (c claims) targetOfFigures() bool { return c.isFigures(schema.RoleTarget) }

func (c claims) progressOfFigures() bool { return c.isFigures(schema.RoleProgress) }

// isFigures reports whether the column of the role holds bare figures.
func (c claims) isFigures(role schema.Role) bool {
	i := slices.IndexFunc(c, func(x Column) bool { return x.As == role })
	return i >= 0 && c[i].Figures
}
