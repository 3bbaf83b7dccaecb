package table

import (
	"cmp"
	"slices"
	"strings"

	"duban/extract/internal/text"
	"duban/internal/char"
	"duban/parse/block"
	"duban/schema"
)

// This file brings tables of other shapes to the usual one, a header above rows: forms, and tables that stand side by side.

// Form turns a form (label | value, or label | value | label | value) into a table of one row, whose header is the labels.
// It reports false where t is none.
func (r *Reader) Form(t *block.Table) (*block.Table, bool) {
	if t.Layout != block.LayoutGrid && !isRectangular(t) || len(t.Rows) < 2 || len(t.Rows) > mostFormRows {
		return nil, false
	}
	f := form{seen: map[string]bool{}}
	caption, rows := t.Caption, t.Rows
	if s, single := Single(rows[0]); single && len(rows) > 2 && rows[0].Cells[0].ColSpan == len(rows[0].Cells) {
		caption, rows = cmp.Or(caption, s), rows[1:] // the title
	}
	for _, row := range rows {
		if !f.row(r, row) {
			return nil, false
		}
	}
	if !f.isForm() {
		return nil, false
	}
	header, values := block.Row{Header: true, Place: t.Rows[0].Place}, block.Row{Place: t.Rows[0].Place}
	for c, label := range f.labels {
		header.Cells = append(header.Cells, alone(label, 0, c))
		values.Cells = append(values.Cells, alone(f.values[c], 1, c))
	}
	return &block.Table{Layout: t.Layout, Caption: caption, Rows: []block.Row{header, values}, Place: t.Place}, true
}

const mostFormRows = 60

// alone is a copy of a cell that is merged with no other.
func alone(x *block.Cell, row, col int) *block.Cell {
	c := *x
	c.Row, c.Col, c.RowSpan, c.ColSpan = row, col, 1, 1
	return &c
}

// form is what a form holds, as far as it has been read.
type form struct {
	labels, values []*block.Cell
	seen           map[string]bool // the texts of the labels
	known          int             // labels that claim a role
	odd            int             // values that could be labels
	bare           int             // values that are bare figures
	told           int             // of these, those whose label says that they are figures
	named          bool            // the first label is that of the thing, and its value a name
}

// row takes the pairs of a row. It reports false where the row has none.
func (f *form) row(r *Reader, row block.Row) bool {
	cells := runs(row)
	for len(cells) > 2 && text.Trim(cells[len(cells)-1].Text) == "" && len(cells)%2 == 1 {
		cells = cells[:len(cells)-1]
	}
	if len(cells)%2 == 1 || len(cells) == 0 {
		return false
	}
	for i := 0; i < len(cells); i += 2 {
		label, value := cells[i], cells[i+1]
		if text.Trim(label.Text) == "" && text.Trim(value.Text) == "" {
			continue
		}
		if ok, _ := r.labelLike(label.Text); !ok || text.Trim(label.Text) == "" {
			return false
		}
		name := joinLines(label.Text)
		l := r.Labels.Read([]string{name})
		if l.Role != "" {
			f.known++
		}
		if len(f.labels) == 0 {
			f.named = l.Role == schema.RoleItem && !isBare(value.Text) && !r.namesColumn(value.Text)
		}
		if isBare(value.Text) {
			f.bare++
			if l.Role != schema.RoleItem && l.says() && !f.seen[name] {
				f.told++
			}
		}
		if r.namesColumn(value.Text) {
			f.odd++
		}
		f.labels, f.values = append(f.labels, label), append(f.values, value)
		f.seen[name] = true
	}
	return true
}

// namesColumn reports whether a text is a word of the vocabulary for a column, and no more.
func (r *Reader) namesColumn(s string) bool {
	s = joinLines(s)
	return text.Len(s) <= longestName && !strings.ContainsAny(s, "0123456789"+char.Comma+char.Pause) && r.Labels.Read([]string{s}).Role != ""
}

const longestName = 8

// isForm reports whether most labels claim a role, and the values are neither labels nor a column of figures: these are those of a thing that
// has a name, and told by their labels.
func (f *form) isForm() bool {
	n := len(f.labels)
	few := 2*f.bare <= n || f.named && f.told == f.bare
	return n >= 2 && f.known >= 2 && 2*f.known > n && 3*f.odd <= n && few
}

// runs returns the cells of a row, a merged one once, blank ones too.
func runs(row block.Row) []*block.Cell {
	var cells []*block.Cell
	for _, x := range row.Cells {
		if len(cells) == 0 || cells[len(cells)-1] != x {
			cells = append(cells, x)
		}
	}
	return cells
}

// Sides parts a grid in which tables with the same labels stand side by side (指标 | 数值 | 指标 | 数值) into one that has the
// rows of the left, then those of the right. It reports false where there are none.
func (r *Reader) Sides(t *block.Table, h *Head) (*block.Table, bool) {
	if !h.Found() || t.Layout == block.LayoutFlat || t.Layout == block.LayoutLines {
		return nil, false
	}
	n := r.sides(t, h)
	if n < 2 {
		return nil, false
	}
	if t = padded(t, len(h.Labels)); t == nil {
		return nil, false
	}
	width := len(h.Labels) / n
	groups := sideGroups(h.Labels, width)
	out := &block.Table{Layout: t.Layout, Caption: t.Caption, Place: t.Place}
	for _, row := range t.Rows[:h.End] {
		_, single := Single(row)
		if groups != nil && !single && len(compactTexts(row)) == n {
			continue // the names of the sides
		}
		if !single {
			row.Cells = row.Cells[:width]
		}
		out.Rows = append(out.Rows, row)
	}
	for side := range n {
		if groups != nil {
			out.Rows = append(out.Rows, headingRow(groups[side], width, t.Rows[h.End].Place))
		}
		for _, row := range t.Rows[h.End:] {
			if _, single := Single(row); single && side > 0 && len(runs(row)) < n && goesOver(row, side*width) {
				continue // a note over the whole width
			}
			part := row
			part.Cells = row.Cells[side*width : (side+1)*width]
			if s, single := Single(part); single && s == "" {
				continue
			}
			part.Cells = ownCells(part.Cells, width)
			out.Rows = append(out.Rows, part)
		}
	}
	return out, true
}

// headingRow is a row of one text over the whole width.
func headingRow(s string, width int, place block.Place) block.Row {
	x := &block.Cell{Text: s, RowSpan: 1, ColSpan: width, Place: place}
	row := block.Row{Place: place}
	for range width {
		row.Cells = append(row.Cells, x)
	}
	return row
}

// sideGroups returns the labels over each side, where each has one of its own: 5月份 | 1-5月份; nil where they have none.
func sideGroups(labels []Label, width int) []string {
	var groups []string
	for i, l := range labels {
		switch {
		case len(l.Path) < 2:
			return nil
		case i%width == 0:
			if slices.Contains(groups, l.Path[0]) {
				return nil
			}
			groups = append(groups, l.Path[0])
		case l.Path[0] != groups[len(groups)-1]:
			return nil
		}
	}
	return groups
}

// padded returns a table whose rows have a cell for each label, those that end early with blank ones behind; nil where a row
// has more.
func padded(t *block.Table, width int) *block.Table {
	out := *t
	out.Rows = slices.Clone(t.Rows)
	for i := range out.Rows {
		row := &out.Rows[i]
		if _, single := Single(*row); len(row.Cells) > width && !(single && endsBefore(*row, width)) || row.LostLead {
			return nil
		}
		row.Cells = slices.Clone(row.Cells[:min(width, len(row.Cells))])
		for len(row.Cells) < width {
			row.Cells = append(row.Cells, &block.Cell{RowSpan: 1, ColSpan: 1, Row: i, Col: len(row.Cells), Place: row.Place})
		}
	}
	return &out
}

// goesOver reports whether a text stands over the columns in front of column n and over it.
func goesOver(row block.Row, n int) bool {
	return row.Cells[n] == row.Cells[n-1] && text.Trim(row.Cells[n].Text) != ""
}

// endsBefore reports whether no text begins in column n or behind it.
func endsBefore(row block.Row, n int) bool {
	return !slices.ContainsFunc(row.Cells[n:], func(x *block.Cell) bool { return x != row.Cells[n-1] && text.Trim(x.Text) != "" })
}

// ownCells gives cells that reach over the side of their table the width that they have in it.
func ownCells(cells []*block.Cell, width int) []*block.Cell {
	out := slices.Clone(cells)
	for i, x := range out {
		if x.ColSpan > width {
			c := *x
			c.ColSpan = width
			for k := i; k < len(out) && out[k] == x; k++ {
				out[k] = &c
			}
		}
	}
	return out
}

// sides returns how often the labels of a header repeat themselves, each time with a column of words among them.
func (r *Reader) sides(t *block.Table, h *Head) int {
	all := len(h.Labels)
	for n := 2; n <= all/2 && n <= mostSides; n++ {
		width := all / n
		if all%n != 0 || !repeats(h.Labels, width) {
			continue
		}
		grouped := sideGroups(h.Labels, width) != nil
		for i := range width {
			label := h.Labels[i]
			if grouped { // the time may stand over the whole side
				label = r.Labels.Read(label.Path[1:])
			}
			if label.isThing() && holdsWords(t, h, i) && holdsWords(t, h, i+width) {
				return n
			}
		}
	}
	return 1
}

const mostSides = 6

// holdsWords reports whether most cells of a column hold something else than figures.
func holdsWords(t *block.Table, h *Head, c int) bool {
	cells, words := 0, 0
	for _, row := range t.Rows[h.End:min(len(t.Rows), h.End+mostBody)] {
		if c >= len(row.Cells) || IsBlank(row.Cells[c].Text) {
			continue
		}
		cells++
		if _, ok := text.Ordinal(row.Cells[c].Text); !ok && !isBare(row.Cells[c].Text) {
			words++
		}
	}
	return 2*words > cells
}

// repeats reports whether the labels are those of the first columns over and over.
func repeats(labels []Label, width int) bool {
	skip := 0
	if sideGroups(labels, width) != nil {
		skip = 1
	}
	for i := width; i < len(labels); i++ {
		if !slices.Equal(labels[i].Path[min(skip, len(labels[i].Path)):], labels[i-width].Path[min(skip, len(labels[i-width].Path)):]) || len(labels[i].Path) == 0 {
			return false
		}
	}
	return true
}

// isThing reports whether a label is that of a column that says what its rows speak of.
func (l *Label) isThing() bool {
	return l.Kind == "" && l.State == "" && l.Unit.Base == "" && l.Period == nil && !l.Cumulative && !l.Current
}
