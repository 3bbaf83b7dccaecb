package extract

import (
	"cmp"
	"fmt"
	"iter"
	"strconv"
	"strings"

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
	cells     []*parse.Cell // by column; nil where the source has none
	printed   int           // the number as printed; 0 where there is none
	lost      bool          // the row has a column for it, and no number in it
	swallowed bool          // the conversion is known to have lost it
	total     bool          // sums up other rows
	opens     bool          // is the first of its category
	sameCell  bool          // its number is the cell of the row above, merged
	unitCells []rolePart
	units     map[schema.Field]string // of measure, of bare figures in a field
}

// sheetReader reads the rows of one sheet.
type sheetReader struct {
	*reader
	sheet   *sheet
	columns []column
	drafts  []*draft
	group   string // heading row that the rows stand below
	above   string // category of the row above
	footer  bool   // a note has ended the rows
	notes   []line // lines of the table that are no rows of it
}

func (r *sheetReader) read() {
	for _, t := range r.sheet.tables {
		if t.group != "" {
			r.group, r.above = t.group, ""
		}
		for _, row := range t.table.Rows[t.first:] {
			if r.stopped() {
				return
			}
			r.row(t.table, row)
		}
	}
}

// row reads one row of the source, which may be none of a task.
func (r *sheetReader) row(t *parse.Table, row parse.Row) {
	text, single := singleText(row)
	switch {
	case single && text == "":
	case r.isHeaderAgain(row):
	case single && r.isFootnote(text):
		r.notes = append(r.notes, line{text: text, place: row.Place})
		r.footer = true
	case single && r.isGroup(row, text):
		r.group, r.above = text, ""
	case single && r.footer:
		r.notes = append(r.notes, line{text: text, place: row.Place})
	default:
		r.task(t, row)
	}
}

// isHeaderAgain reports the header repeated on a further page.
func (r *sheetReader) isHeaderAgain(row parse.Row) bool {
	same := 0
	for c, x := range row.Cells {
		text := removeSpace(x.Text)
		if text == "" {
			continue
		}
		if c >= len(r.columns) || !strings.HasPrefix(removeSpace(r.columns[c].text), text) && !strings.HasSuffix(removeSpace(r.columns[c].text), text) {
			return len(r.sheet.header.labels) == len(row.Cells) && r.isSameLabels(row)
		}
		same++
	}
	return same >= 2
}

// isSameLabels reports the labels of a header without grid, which has fewer cells than there are columns.
func (r *sheetReader) isSameLabels(row parse.Row) bool {
	for c, x := range row.Cells {
		if removeSpace(x.Text) != removeSpace(r.sheet.header.labels[c].text) {
			return false
		}
	}
	return len(row.Cells) > 1
}

func (r *sheetReader) isFootnote(text string) bool {
	for _, w := range r.words[wordFootnote] {
		if rest, ok := strings.CutPrefix(text, w); ok && (strings.HasPrefix(rest, "：") || strings.HasPrefix(rest, ":")) {
			return true
		}
	}
	return false
}

// isGroup reports a row that heads the rows below it: one text over all columns, or one alone that is marked as a
// heading or stands in front.
func (r *sheetReader) isGroup(row parse.Row, text string) bool {
	if _, ok := ordinal(text); ok || len(r.columns) < 2 || runeLen(text) > mostTitle || strings.ContainsAny(text, "。；") {
		return false
	}
	if label, _, ok := cutAny(text, "：:"); r.isTotal(text) || ok && r.isTotal(label) {
		return false
	}
	if markLevel(text) > 0 || len(row.Cells) == 1 {
		return true
	}
	first := row.Cells[0]
	return first.ColSpan == len(row.Cells) || first.ColSpan > 1 && trim(first.Text) == text ||
		trim(first.Text) == text && !row.LostLead && r.columns[0].role != schema.RoleCategory
}

// isTotal reports the label of a row that sums up others.
func (r *reader) isTotal(text string) bool {
	text, _ = withoutBrackets(removeSpace(text)) // 总计（12个）
	return r.is(wordTotal, strings.Trim(text, "：:"))
}

// task reads a row of a task.
func (r *sheetReader) task(t *parse.Table, row parse.Row) {
	d := &draft{cells: make([]*parse.Cell, len(r.columns)), swallowed: row.LostLead}
	d.Location = location(row.Place)
	row.Cells = row.Cells[:len(row.Cells)-row.Missing]
	texts := r.place(t, row, d)
	for c := range r.columns {
		r.field(d, c, texts[c])
	}
	d.total = d.printed == 0 && (r.isTotal(d.Category) || r.isTotal(d.Item) || r.isTotal(d.Target))
	if !d.total {
		r.above = cmp.Or(d.Category, r.above)
		d.Category = cmp.Or(r.above, r.group)
	}
	d.opens = len(r.drafts) == 0 || r.drafts[len(r.drafts)-1].Category != d.Category
	r.drafts = append(r.drafts, d)
	d.Index = len(r.drafts)
}

func location(p parse.Place) *schema.Location {
	return &schema.Location{Line: p.Line, EndLine: p.EndLine, Table: p.Table, Row: p.Row}
}

// place puts the cells of a row into columns and returns the text of each.
func (r *sheetReader) place(t *parse.Table, row parse.Row, d *draft) []string {
	texts := make([]string, len(r.columns))
	n := len(row.Cells)
	if n == len(r.columns) && (t.Layout != parse.LayoutLines || !row.LostLead) && (t.Layout != parse.LayoutFlat || r.fits(row)) {
		for c, x := range row.Cells {
			if c > 0 && row.Cells[c-1] == x {
				continue
			}
			home := r.home(row, c)
			texts[home], d.cells[home] = x.Text, x
			if covered := r.covered(row, c); covered > 1 && trim(x.Text) != "" && !r.isTotal(x.Text) {
				d.shape(schema.Info, "a cell over %d columns, read as %s", covered, r.columns[home].name(home))
			}
		}
		return texts
	}
	at := r.align(t, row, d)
	for i := 0; i < n; {
		c := at[i]
		var pieces []string
		for ; i < n && at[i] == c; i++ { // at rises
			if x := row.Cells[i]; x.Text != "" || len(pieces) > 0 {
				pieces = append(pieces, x.Text)
			}
			d.cells[c] = row.Cells[i]
		}
		texts[c] = strings.Join(pieces, "\n")
	}
	return texts
}

// home returns the column to which a cell belongs that begins in column c and may be merged over several: the first of
// those of the most telling role.
func (r *sheetReader) home(row parse.Row, c int) int {
	best := c
	for i := c + 1; i < len(row.Cells) && row.Cells[i] == row.Cells[c]; i++ {
		if telling(r.columns[i].role) > telling(r.columns[best].role) {
			best = i
		}
	}
	return best
}

// covered counts the labels that a cell stands below that begins in column c.
func (r *sheetReader) covered(row parse.Row, c int) int {
	x := row.Cells[c]
	if x.ColSpan <= 1 {
		return 1
	}
	labels := map[string]bool{}
	for ; c < len(row.Cells) && row.Cells[c] == x; c++ {
		labels[r.columns[c].text] = true
	}
	return len(labels)
}

func (d *draft) shape(severity schema.Severity, format string, args ...any) {
	d.Findings = append(d.Findings, schema.Finding{Code: schema.RowShape, Severity: severity, Message: fmt.Sprintf(format, args...)})
}

// telling orders roles by how much is lost when a text of the role is read as another.
func telling(role schema.Role) int {
	switch role {
	case schema.RoleTarget:
		return 3
	case schema.RoleItem, schema.RoleProgress, schema.RoleLeadUnits:
		return 2
	case schema.RoleExtra, schema.RoleNumber:
		return 0
	}
	return 1
}

// name is how a column is called where its label may be missing.
func (c column) name(i int) string {
	if c.text != "" {
		return c.text
	}
	return fmt.Sprintf("column %d", i+1)
}

// field gives the row the text of a column.
func (r *sheetReader) field(d *draft, c int, text string) {
	col := &r.columns[c]
	field := fieldOf(col.role)
	text = r.clean(text, func(mark string, at int) {
		d.Findings = append(d.Findings, residueFinding(field, mark, at))
	})
	switch col.role {
	case schema.RoleNumber:
		r.number(d, c, text)
		return
	case schema.RoleCategory:
		d.Category = text
	case schema.RoleItem:
		d.Item = cmp.Or(text, d.Item)
	case schema.RoleTarget:
		d.Target = text
	case schema.RoleLeadUnits, schema.RoleSupportUnits:
		d.unitCells = append(d.unitCells, rolePart{col.role, text})
		r.learn(text)
	case schema.RoleProgress:
		d.Progress = text
	case schema.RoleRate:
		d.Rate = text
	case schema.RoleDeadline:
		d.Deadline = text
	case schema.RoleNote:
		d.Note = text
	default:
		d.keep(c, text)
	}
	r.unit(d, col, field, text)
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

// keep puts the text of a column that has no field of its own among the cells of the row.
func (d *draft) keep(column int, text string) {
	if text != "" {
		d.Cells = append(d.Cells, schema.Cell{Column: column, Text: text})
	}
}

// unit takes note of the unit of bare figures in a field: of the label, of a column of units, or of the whole table.
func (r *sheetReader) unit(d *draft, col *column, field schema.Field, text string) {
	set := func(f schema.Field, unit string) {
		if d.units == nil {
			d.units = map[schema.Field]string{}
		}
		if d.units[f] == "" {
			d.units[f] = unit
		}
	}
	switch {
	case col.measure && text != "":
		d.units = nil
		set(schema.FieldTarget, text)
		set(schema.FieldProgress, text)
	case field != "" && col.unit != "":
		set(field, col.unit)
	case field == schema.FieldRate && isPercent(col.text, text):
		set(field, "%")
	case (field == schema.FieldTarget || field == schema.FieldProgress) && r.sheet.unit != "":
		set(field, r.sheet.unit)
	}
}

// isPercent reports a bare rate under the label of one (完成率) that is too large to be written as a part of 1.
func isPercent(label, text string) bool {
	const least = 10
	v, err := strconv.ParseFloat(text, 64)
	return err == nil && v >= least && strings.ContainsAny(label, "率比")
}

// number reads the cell of the running number. What is none is kept.
func (r *sheetReader) number(d *draft, c int, text string) {
	x := d.cells[c]
	n, ok := ordinal(text)
	switch {
	case ok:
		d.printed, d.Number, d.NumberSource = n, n, schema.NumberPrinted
		if x != nil && x.List != "" {
			d.NumberSource = schema.NumberList
		}
		if len(r.drafts) > 0 {
			above := r.drafts[len(r.drafts)-1]
			d.sameCell = x != nil && x.RowSpan > 1 && above.cells[c] == x
		}
	case text == "":
		d.lost = true
	case r.isTotal(text):
		d.Item = text
	default:
		d.keep(c, text)
	}
}

// learn shows the names in a cell of responsible units to their reader.
func (r *reader) learn(text string) {
	for _, part := range r.byRole("", text) {
		r.org.Learn(part.text)
	}
}

// units reads a cell of responsible units. It may name their roles itself: 牵头单位：区住建局；配合单位：区城管局.
func (r *reader) units(row *schema.Row, cell rolePart) {
	for _, part := range r.byRole(cell.role, cell.text) {
		for _, u := range r.org.Units(part.text) {
			role := part.role
			if w, ok := r.headers[u.Note]; ok && role == schema.RoleLeadUnits { // 区城管局（配合）
				role = w.role
			}
			if role == schema.RoleSupportUnits {
				row.SupportUnits = append(row.SupportUnits, schema.Unit(u))
			} else {
				row.LeadUnits = append(row.LeadUnits, schema.Unit(u))
			}
		}
	}
}

// rolePart is a part of a unit cell whose units have one role.
type rolePart struct {
	role schema.Role
	text string
}

// byRole parts a unit cell at the rubrics in it.
func (r *reader) byRole(role schema.Role, text string) []rolePart {
	parts := []rolePart{{role: role}}
	rest := text
	for {
		i := strings.IndexAny(rest, "：:")
		if i < 0 {
			break
		}
		start := strings.LastIndexAny(rest[:i], "\n；;，,。、 　")
		if start < 0 {
			start = 0
		}
		label := strings.TrimLeft(rest[start:i], "\n；;，,。、 　")
		w, ok := r.headers[removeSpace(label)]
		if !ok || w.role != schema.RoleLeadUnits && w.role != schema.RoleSupportUnits {
			break
		}
		parts[len(parts)-1].text += rest[:start]
		parts = append(parts, rolePart{role: w.role})
		_, rest, _ = cutAny(rest[start:], "：:")
	}
	parts[len(parts)-1].text += rest
	if len(parts) == 1 {
		return r.byVerb(role, text)
	}
	return parts
}

// byVerb parts a unit cell at clauses that say the role behind the names: 区住建局牵头，区城管局、各街道配合.
func (r *reader) byVerb(role schema.Role, text string) []rolePart {
	var parts []rolePart
	found := false
	for clause := range strings.FieldsFuncSeq(text, func(c rune) bool { return strings.ContainsRune("，,；;。", c) }) {
		part := rolePart{role, trim(clause)}
		const verb = len("牵头")
		if at := len(part.text) - verb; at > 0 {
			w, ok := r.headers[part.text[at:]]
			if ok && (w.role == schema.RoleLeadUnits || w.role == schema.RoleSupportUnits) && r.org.IsName(trim(part.text[:at])) {
				part = rolePart{w.role, strings.TrimPrefix(trim(part.text[:at]), "由")}
				found = true
			}
		}
		parts = append(parts, part)
	}
	if !found {
		return []rolePart{{role, text}}
	}
	return parts
}
