package extract

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"duban/extract/cell"
	"duban/extract/internal/text"
	"duban/extract/table"
	"duban/internal/char"
	"duban/internal/exact"
	"duban/internal/message"
	"duban/parse"
	"duban/schema"
)

// rows yields the rows of a sheet below its headers.
func (s *sheet) rows() iter.Seq[parse.Row] {
	return func(yield func(parse.Row) bool) {
		for _, t := range s.tables {
			for _, row := range t.table.Rows[t.first:] {
				if !yield(row) {
					return
				}
			}
		}
	}
}

// draft is a row on its way: the texts by column, and what the number column said.
type draft struct {
	schema.Row
	place     parse.Place
	texts     []string      // by column
	cells     []*parse.Cell // by column; nil where the source has none
	unsure    []bool        // by column: the text may belong to another; nil where all are sure
	printed   int           // the number as printed; 0 where there is none
	grid      bool          // the source has a grid
	lost      bool          // the row has a column for it, and no number in it
	swallowed bool          // the conversion is known to have lost it
	blank     bool          // it stands blank in a table of text, maybe since that above is merged
	opens     bool          // is the first of its category
	headed    bool          // the row above is that of its category, which states what the name says
	sameCell  bool          // its number is the cell of the row above, merged
	unitCells []rolePart
	whole     string       // item of the row that this one is a part of
	unitAbove table.Unit   // of the item of a row above, where those without a unit take it
	ofList    bool         // the parts are marked in front of the first of them alone
	progress  int          // column of the progress that speaks for the row, or -1
	further   []table.Unit // by column: what a header among the rows above says; nil where there is none
	chinese   bool         // its number is a Chinese one
}

// sheetReader reads the rows of one sheet.
type sheetReader struct {
	*reader
	sheet        *sheet
	alone        bool // the report is this one table
	columns      []table.Column
	columnFacts  []cell.Column
	lines        table.Lines        // units that a line above the table gives
	beside       []table.Unit       // by column: that of a column beside it; nil where there is none
	columnValues [][]*exact.Decimal // by column, once they are asked for
	percent      cell.Unit
	drafts       []*draft
	group        string       // heading row that the rows stand below
	pending      *line        // that heading, as long as no row has it for its category
	above        string       // category of the row above
	footer       bool         // a note has ended the rows
	further      []table.Unit // of a header among the rows
	itemUnit     table.Unit   // that the item of the last row with one has in brackets
	ofThings     bool         // the names of the rows say nothing of what is measured, but of things that have a size
	byItem       bool         // the items say how real the figures are: 年度目标 and 实际完成 below each other
	loose        bool         // which labels stand above which cells is not certain
	ahead        string       // first text of the row behind the one that is read
	notes        []line       // lines of the table that are no rows of it
	textRoom     []cell.Text  // of the texts of one row
}

func (r *sheetReader) read() {
	for _, t := range r.sheet.tables {
		if t.group != "" {
			r.endHeading()
			r.group, r.above = t.group, ""
			if t.group != r.sheet.above { // which the narrative has
				r.pending = &line{text: t.group, place: t.table.Place}
			}
		}
		rows := t.table.Rows[t.first:]
		for i, row := range rows {
			if r.stopped() {
				return
			}
			r.ahead = ""
			if i+1 < len(rows) {
				r.ahead = r.leadingText(rows[i+1])
			}
			r.row(t.table, row)
		}
	}
	r.endHeading()
	r.headings()
	r.groupSums()
	r.totals()
}

// row reads one row of the source, which may be none of a thing.
func (r *sheetReader) row(t *parse.Table, row parse.Row) {
	s, single := table.Single(row)
	group, numbered := r.tables.NumberedHeading(r.columns, row)
	switch {
	case single && s == "":
	case r.tables.IsFurniture(r.sheet.head, row):
		r.further = nil
	case r.tables.IsFurtherHeader(r.sheet.head, row):
		r.further = r.furtherUnits(row)
	case single && r.tables.IsNote(s):
		r.notes = append(r.notes, line{text: s, place: row.Place})
		r.footer = true
	case single && r.tables.IsHeading(r.columns, row, s, markLevel(s) > 0) && !isFollowedBy(s, r.ahead):
		r.head(s, row.Place)
	case numbered:
		r.head(group, row.Place)
	case single && r.footer:
		r.notes = append(r.notes, line{text: s, place: row.Place})
	default:
		r.entry(t, row)
	}
}

// head takes the heading of a group of rows.
func (r *sheetReader) head(s string, place parse.Place) {
	r.endHeading()
	r.itemUnit = table.Unit{}
	r.group, r.above, r.pending = s, "", &line{text: s, place: place}
}

// furtherUnits returns the units that a header among the rows gives to the columns below it.
func (r *sheetReader) furtherUnits(row parse.Row) []table.Unit {
	units := make([]table.Unit, len(r.columns))
	for c, x := range row.Cells[:min(len(row.Cells), len(units))] {
		units[c] = r.tables.Labels.Read([]string{x.Text}).Unit
	}
	return units
}

// entry reads a row that speaks of a thing.
func (r *sheetReader) entry(t *parse.Table, row parse.Row) {
	n := len(r.columns)
	d := &draft{texts: make([]string, n), cells: make([]*parse.Cell, n), swallowed: row.LostLead, grid: t.Layout == parse.LayoutGrid, progress: -1}
	d.further = r.further
	d.place, d.Location = row.Place, location(row.Place)
	row.Cells = row.Cells[:len(row.Cells)-row.Missing]
	r.place(t, row, d)
	switch {
	case row.Unsure:
		d.doubt("cells that nothing parts from those of the rows around: where the row begins or ends is not certain")
	case r.loose: // which the annex says
		d.allUnsure()
	}
	r.fields(d)
	r.totalIn(d)
	d.Total = d.printed == 0 && (r.tables.IsTotal(d.Category) || r.tables.IsTotal(d.Target)) || r.tables.SumsUp(d.Item)
	if !d.Total {
		r.above = cmp.Or(d.Category, r.above)
		if r.above == "" {
			r.pending = nil
		}
		d.Category = cmp.Or(r.above, r.group)
	}
	if n := len(r.drafts); n > 0 && (r.tables.IsPart(d.Item) || r.isFurtherPart(d, r.drafts[n-1])) {
		d.whole = cmp.Or(r.drafts[n-1].whole, r.drafts[n-1].Item)
		d.ofList = r.drafts[n-1].ofList || r.tables.OpensParts(d.Item)
	}
	r.takeUnitAbove(d)
	d.opens = len(r.drafts) == 0 || r.drafts[len(r.drafts)-1].Category != d.Category
	r.drafts = append(r.drafts, d)
	d.Index = len(r.drafts)
	r.shared(d)
}

// isFurtherPart reports a row behind a part of a list that only its first row marks, which says nothing of its unit: # 批发业, 零售业.
func (r *sheetReader) isFurtherPart(d, above *draft) bool {
	if !above.ofList || d.printed > 0 || r.unitIn(d.Item).Base != "" {
		return false
	}
	return !r.tables.KnowsMeasure(d.Item) && !r.tables.IsTotal(d.Item)
}

// totalIn takes the label of a total that stands in a column without a field of its own for the item: 小计 among the villages.
func (r *sheetReader) totalIn(d *draft) {
	if d.Item != "" || d.Target != "" || d.printed > 0 {
		return
	}
	for i, c := range d.Cells {
		if r.columns[c.Column].IsFigures() {
			return
		}
		if r.tables.IsTotal(c.Text) {
			d.Item, d.Cells = c.Text, slices.Delete(d.Cells, i, i+1)
			return
		}
	}
}

func location(p parse.Place) *schema.Location {
	at := &schema.Location{Line: p.Line, EndLine: p.EndLine, Table: p.Table, Row: p.Row, Page: p.Page}
	if p.Book != nil {
		at.Sheet, at.Cell = p.Book.Sheet, p.Book.Cell
	}
	return at
}

// place puts the cells of a row into columns.
func (r *sheetReader) place(t *parse.Table, row parse.Row, d *draft) {
	grid := t.Layout == parse.LayoutGrid
	switch {
	case len(row.Cells) != len(r.columns), t.Layout == parse.LayoutLines && row.LostLead:
	case t.Layout == parse.LayoutFlat && !r.tables.Fits(r.columns, row):
	case !grid && r.tables.Shifted(r.columns, row):
		row = table.Filled(row)
	default:
		r.inPlace(row, d)
		return
	}
	r.fit(t, row, d)
}

// inPlace takes the cells of a row that has one for each column. A merged cell belongs to the most telling of its columns.
func (r *sheetReader) inPlace(row parse.Row, d *draft) {
	for c, x := range row.Cells {
		if c > 0 && row.Cells[c-1] == x {
			continue
		}
		home := r.home(row, c)
		d.texts[home], d.cells[home] = x.Text, x
		if table.NamesGroup(r.columns, row, c) || r.isGroupOverItems(row, c) {
			continue
		}
		if covered := table.Covered(r.columns, row, c); covered > 1 && !table.IsBlank(x.Text) && !r.tables.IsTotal(x.Text) {
			d.shape(schema.Info, "a cell over %d columns, read as %s", covered, r.columns[home].Name(home))
		}
	}
}

// home returns the column to which a cell belongs that begins in column c. The label of a total stands for the item, the heading of a
// group for the number.
func (r *sheetReader) home(row parse.Row, c int) int {
	if r.isGroupOverItems(row, c) {
		return c
	}
	if row.Cells[c].ColSpan > 1 && r.tables.IsTotal(row.Cells[c].Text) {
		for i := c; i < len(row.Cells) && row.Cells[i] == row.Cells[c]; i++ {
			if r.columns[i].As == schema.RoleItem {
				return i
			}
		}
	}
	return table.Home(r.columns, row, c)
}

// doubt makes all texts of the row unsure.
func (d *draft) doubt(says message.Format, args ...any) {
	d.Findings = slices.DeleteFunc(d.Findings, func(f schema.Finding) bool { return f.Code == schema.RowShape })
	d.shape(schema.Warning, says, args...)
	d.allUnsure()
}

func (d *draft) allUnsure() {
	d.unsure = make([]bool, len(d.texts))
	for c := range d.unsure {
		d.unsure[c] = true
	}
}

// fit takes the cells of a row that stand in the order of the columns, but not one for each.
func (r *sheetReader) fit(t *parse.Table, row parse.Row, d *draft) {
	f := r.tables.Fit(r.columns, t.Layout, row)
	if !f.Says.IsZero() {
		d.shape(f.Severity, "%s", f.Says)
	}
	if f.Sure != nil {
		d.unsure = make([]bool, len(r.columns))
	}
	for i, x := range row.Cells {
		c := f.At[i]
		if d.unsure != nil && !f.Sure[i] {
			d.unsure[c] = true
		}
		switch {
		case d.cells[c] == nil || d.texts[c] == "":
			d.texts[c] = x.Text
		default:
			d.texts[c] += "\n" + x.Text
		}
		d.cells[c] = x
	}
}

func (d *draft) shape(severity schema.Severity, format message.Format, args ...any) {
	d.Findings = append(d.Findings, schema.Finding{Code: schema.RowShape, Severity: severity}.Saying(format, args...))
}

// fields gives the row its texts by the roles of their columns. What has no field of its own is a cell.
func (r *sheetReader) fields(d *draft) {
	for c := range r.columns {
		r.cleanText(d, c)
	}
	d.progress = table.Progress(r.columns, d.texts)
	for c := range r.columns {
		r.field(d, c)
	}
}

// cleanText takes marks of an earlier conversion out of the text of a column.
func (r *sheetReader) cleanText(d *draft, c int) {
	field := fieldOf(r.columns[c].As)
	d.texts[c] = r.clean(d.texts[c], func(mark string, at int) {
		d.Findings = append(d.Findings, residueFinding(field, mark, at))
	})
}

// isUnsure reports whether the text of a column may belong to another.
func (d *draft) isUnsure(c int) bool { return d.unsure != nil && d.unsure[c] }

func (r *sheetReader) field(d *draft, c int) {
	s := d.texts[c]
	if r.unsureField(d, c) {
		d.keep(c, s)
		return
	}
	switch r.columns[c].As {
	case schema.RoleNumber:
		r.number(d, c, s)
	case schema.RoleCategory:
		d.Category = s
	case schema.RoleItem:
		d.Item = cmp.Or(s, d.Item)
	case schema.RoleTarget:
		d.Target = s
	case schema.RoleLeadUnits, schema.RoleSupportUnits:
		d.unitCells = append(d.unitCells, rolePart{r.columns[c].As, s})
		r.learn(s)
	case schema.RoleProgress:
		if c != d.progress {
			d.keep(c, s)
			return
		}
		d.Progress = s
	case schema.RoleRate:
		d.Rate = s
	case schema.RoleDeadline:
		d.Deadline = s
	case schema.RoleNote:
		d.Note = s
	default:
		d.keep(c, s)
	}
}

// unsureField reports whether the text of a column may belong to another, so that it gets no field whose figures would be
// compared.
func (r *sheetReader) unsureField(d *draft, c int) bool {
	return d.isUnsure(c) && fieldOf(r.columns[c].As) != ""
}

// keep puts the text of a column that has no field of its own among the cells of the row.
func (d *draft) keep(column int, s string) {
	if s != "" {
		d.Cells = append(d.Cells, schema.Cell{Column: column, Text: s})
	}
}

func fieldOf(role schema.Role) schema.Field {
	switch role {
	case schema.RoleTarget:
		return schema.FieldTarget
	case schema.RoleProgress:
		return schema.FieldProgress
	case schema.RoleRate:
		return schema.FieldRate
	case schema.RoleNote:
		return schema.FieldNote
	}
	return ""
}

// number reads the cell of the running number. What is none is kept.
func (r *sheetReader) number(d *draft, c int, s string) {
	x := d.cells[c]
	n, ok := ordinal(text.WithoutMark(s))
	switch {
	case ok:
		d.printed, d.Number, d.NumberSource = n, n, schema.NumberPrinted
		d.chinese = !strings.ContainsAny(s, char.Digits) && !strings.ContainsFunc(s, char.IsCircled)
		if x != nil && x.List != "" {
			d.NumberSource = schema.NumberList
		}
		if len(r.drafts) > 0 {
			above := r.drafts[len(r.drafts)-1]
			d.sameCell = x != nil && x.RowSpan > 1 && above.cells[c] == x
		}
	case s == "":
		d.lost = true
		d.blank = !d.grid && !d.swallowed
	case r.tables.IsTotal(s):
		d.Item = s
	case r.headsSums(d, s): // 一、产业项目 in front of the sums of its group
		d.Item, d.chinese = s, true
	default:
		d.keep(c, s)
	}
}

// shared notes the cells of a row that are merged with an earlier one. Categories, units and numbers are those of each.
func (r *sheetReader) shared(d *draft) {
	if len(r.drafts) < 2 {
		return
	}
	above := r.drafts[len(r.drafts)-2]
	for c, x := range d.cells {
		if x == nil || x.RowSpan < 2 || above.cells[c] != x || table.IsBlank(x.Text) {
			continue
		}
		field := r.fieldIn(d, c)
		if field == "" {
			continue
		}
		first := above.Index
		if i, ok := above.sharedIn(c); ok {
			first = above.Shared[i].Row
		}
		d.Shared = append(d.Shared, schema.Shared{Field: field, Column: c, Row: first})
	}
}

// sharedIn returns which of the shared cells of a row is that of a column; they stand in the order of the columns.
func (d *draft) sharedIn(c int) (int, bool) {
	return slices.BinarySearchFunc(d.Shared, c, func(s schema.Shared, c int) int { return cmp.Compare(s.Column, c) })
}

// fieldIn returns the field that the text of a column has in a row; empty for categories, units and numbers.
func (r *sheetReader) fieldIn(d *draft, c int) schema.Field {
	if r.unsureField(d, c) {
		return schema.FieldCell
	}
	switch role := r.columns[c].As; role {
	case schema.RoleNumber, schema.RoleCategory, schema.RoleLeadUnits, schema.RoleSupportUnits:
		return ""
	case schema.RoleItem:
		return schema.FieldItem
	case schema.RoleDeadline:
		return schema.FieldDeadline
	case schema.RoleProgress:
		if c != d.progress {
			return schema.FieldCell
		}
		return schema.FieldProgress
	default:
		return cmp.Or(fieldOf(role), schema.FieldCell)
	}
}

// totals tells the rows that sum others up by what stands around them: all places above each, a total above its parts.
func (r *sheetReader) totals() {
	for i, d := range r.drafts {
		if d.Total || d.Item == "" {
			continue
		}
		if i+1 == len(r.drafts) {
			d.Total = i > 0 && r.tables.IsWhole(d.Item) && d.printed == 0 && !r.tables.IsWhole(r.drafts[i-1].Item)
			continue
		}
		next := r.drafts[i+1]
		switch {
		case r.tables.IsWhole(d.Item) && !r.tables.IsWhole(next.Item):
			d.Total = true
		case r.tables.NamesSum(d.Item) && (r.tables.IsPart(next.Item) || markLevel(next.Item) > 0 && markLevel(d.Item) == 0):
			d.Total = true
		}
	}
}
