package check

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"duban/internal/exact"
	"duban/internal/message"
	"duban/internal/parallel"
	"duban/schema"
)

// This file lays the bare figures of an annex out by row and column, so that they can be set against each other.

// grid is the figures of an annex.
type grid struct {
	annex   *schema.Annex
	places  []*place
	lines   []line
	columns []column
	byRow   [][]*entry // by column
	byCol   [][]*entry // by row
	series  map[*column]*totalled
	new     []schema.Finding // of the annex as a whole
}

// entry is a cell that is not blank.
type entry struct {
	row, col int
	*figure       // nil where the cell holds anything but one bare figure
	first    int  // row that a merged cell begins in
	merged   bool // with an earlier row, where it counts
}

// mostDigits is how long a figure may be to be calculated with.
const mostDigits = 40

// gridOf lays out an annex; nil where it has no figures to set against each other.
func gridOf(ctx context.Context, annex *schema.Annex, places []*place) *grid {
	g := &grid{annex: annex, places: places, series: map[*column]*totalled{}}
	for i := range annex.Columns {
		g.columns = append(g.columns, columnOf(i, &annex.Columns[i]))
	}
	g.setGroups()
	g.byRow, g.byCol = make([][]*entry, len(places)), make([][]*entry, len(annex.Columns))
	g.lines = make([]line, len(places))
	parallel.Each(len(places), func() func(int) {
		cells := newRowCells(g.columns)
		return func(i int) {
			if ctx.Err() == nil {
				g.lines[i], g.byRow[i] = lineOf(places[i].row, annex), cells.entries(places[i].row, i)
			}
		}
	})
	if ctx.Err() != nil {
		return nil
	}
	found := 0
	for i := range places {
		g.lines[i].bare = true
		for _, e := range g.byRow[i] {
			g.roundedWithoutUnit(e)
			g.byCol[e.col] = append(g.byCol[e.col], e)
			if e.figure != nil || e.merged {
				found++
				g.lines[i].bare = false
			}
		}
	}
	if found < 2 {
		return nil
	}
	return g
}

// setGroups notes the columns that stand next to each other under the same labels.
func (g *grid) setGroups() {
	for first := 0; first < len(g.columns); {
		end := first + 1
		for end < len(g.columns) && g.columns[end].group == g.columns[first].group {
			end++
		}
		for i := first; i < end; i++ {
			g.columns[i].first, g.columns[i].end = first, end
		}
		first = end
	}
}

// holdsFigures reports whether the cells of a column are figures of the things in the rows.
func holdsFigures(r schema.Role) bool {
	switch r {
	case schema.RoleFigure, schema.RoleTarget, schema.RoleProgress, schema.RoleRate, schema.RoleExtra:
		return true
	}
	return false
}

// rowCells gathers the figures of the cells of one row after the other, in room that all of them share.
type rowCells struct {
	columns []column
	fields  [3]fieldColumns
	cells   []cellOf // by column
	used    []int    // the columns of those that the row at hand has
}

// fieldColumns are the columns of the role that has a field of its own in a row.
type fieldColumns struct {
	field   schema.Field
	columns []int
	at      int // that in which the field of the row at hand stands, or -1
}

func newRowCells(columns []column) *rowCells {
	r := &rowCells{columns: columns, cells: make([]cellOf, len(columns))}
	roles := [...]schema.Role{schema.RoleTarget, schema.RoleProgress, schema.RoleRate}
	for k, field := range [...]schema.Field{schema.FieldTarget, schema.FieldProgress, schema.FieldRate} {
		r.fields[k].field = field
		for i := range columns {
			if columns[i].Role == roles[k] {
				r.fields[k].columns = append(r.fields[k].columns, i)
			}
		}
	}
	return r
}

// mostOfRole is how many columns of one role are looked through for the one that gives a row its field.
const mostOfRole = 16

// cellOf is a cell of a row while its figures are gathered.
type cellOf struct {
	there      bool
	text       string
	indicators int
	last       int // of the indicators
	unread     bool
	first      int
	merged     bool
}

// entries returns the cells of row i that can hold figures and are not blank, by column.
func (r *rowCells) entries(row *schema.Row, i int) []*entry {
	for _, col := range r.used {
		r.cells[col].there = false
	}
	r.used = r.used[:0]
	for _, c := range row.Cells {
		r.put(c.Column, c.Text)
	}
	for k, text := range [...]string{row.Target, row.Progress, row.Rate} {
		r.fields[k].at = r.columnFor(r.fields[k].columns, text)
		r.put(r.fields[k].at, text)
	}
	for k := range row.Indicators {
		if c := r.cell(row.Indicators[k].Field, row.Indicators[k].Column); c != nil {
			c.indicators++
			c.last = k
		}
	}
	for k := range row.Coverage.Unexplained {
		if c := r.cell(row.Coverage.Unexplained[k].Field, row.Coverage.Unexplained[k].Column); c != nil {
			c.unread = true
		}
	}
	for _, s := range row.Shared {
		if c := r.in(s.Column); c != nil {
			c.merged, c.first = true, s.Row-1
		}
	}
	slices.Sort(r.used)
	var entries []*entry
	for _, col := range r.used {
		if !holdsFigures(r.columns[col].Role) {
			continue
		}
		if e := r.cells[col].entry(row, i, col); e != nil {
			entries = append(entries, e)
		}
	}
	return entries
}

// put takes in the text of a cell of the row.
func (r *rowCells) put(column int, text string) {
	if column < 0 || column >= len(r.cells) {
		return
	}
	if !r.cells[column].there {
		r.used = append(r.used, column)
	}
	r.cells[column] = cellOf{there: true, text: text}
}

// columnFor returns the column that a field of a row stands in: the only one of its role whose text is not among the cells; or -1.
func (r *rowCells) columnFor(columns []int, text string) int {
	found, n := 0, 0
	for _, c := range columns[:min(len(columns), mostOfRole)] {
		if !r.cells[c].there {
			found = c
			n++
		}
	}
	if n != 1 || text == "" {
		return -1
	}
	return found
}

// cell returns the cell that a figure stands in, or nil.
func (r *rowCells) cell(field schema.Field, column *int) *cellOf {
	if field == schema.FieldCell && column != nil {
		return r.in(*column)
	}
	for k := range r.fields {
		if r.fields[k].field == field {
			return r.in(r.fields[k].at)
		}
	}
	return nil
}

// in returns the cell of the row in a column, or nil.
func (r *rowCells) in(column int) *cellOf {
	if column < 0 || column >= len(r.cells) || !r.cells[column].there {
		return nil
	}
	return &r.cells[column]
}

// entry returns the cell as an entry; nil where it is blank.
func (c *cellOf) entry(row *schema.Row, i, col int) *entry {
	if isBlank(c.text) {
		return nil
	}
	e := &entry{row: i, col: col, first: i}
	if c.merged {
		e.merged, e.first = true, c.first
		return e
	}
	if c.indicators != 1 || c.unread {
		return e
	}
	x := &row.Indicators[c.last]
	if isBare(x, c.text) {
		e.figure = &figure{Indicator: x, index: c.last, bracket: -1, number: printed(x)}
	}
	return e
}

// isBlank reports the text of a cell that says nothing.
func isBlank(text string) bool {
	n := 0
	for _, r := range text {
		if unicode.IsSpace(r) {
			continue
		}
		if n++; n > longestBlank { // most cells of words
			return false
		}
	}
	text = squeeze(text)
	return text == "" || blanks.is(text)
}

// longestBlank is how many characters a word has at most that stands in a cell in place of nothing.
const longestBlank = 8

// mostBeside is how many characters may stand beside the figure of a cell.
const mostBeside = 4

// isBare reports a cell that holds nothing but a figure.
func isBare(x *schema.Indicator, text string) bool {
	beside := utf8.RuneCountInString(strings.TrimSpace(text)) - (x.End - x.Start)
	return len(x.Text) <= mostDigits && len(x.Value.String()) <= mostDigits && x.ValueMax == nil && beside <= mostBeside
}

// at returns the entry of a row in a column; nil where the cell is blank.
func (g *grid) at(row, col int) *entry {
	cells := g.byRow[row]
	i, found := slices.BinarySearchFunc(cells, col, func(e *entry, col int) int { return e.col - col })
	if !found {
		return nil
	}
	return cells[i]
}

// figureAt is at for cells with a figure.
func (g *grid) figureAt(row, col int) *entry {
	if e := g.at(row, col); e != nil && e.figure != nil {
		return e
	}
	return nil
}

// adds reports a figure that can be added to others: no rate, no rank, no mean.
func (e *entry) adds() bool {
	if e.figure == nil || !e.exact() || notAddedUnits.is(e.Unit) || strings.Contains(e.Unit, "/") {
		return false
	}
	return e.Kind == schema.Quantity || e.Kind == schema.Difference && !strings.HasPrefix(e.Basis, "vs:")
}

// signedValue is the figure with its sign.
func (e *entry) signedValue() *exact.Rat { return signed(e.figure) }

// finding is a finding that marks the figure of the entry.
func (e *entry) finding(code schema.Code, format message.Format, args ...any) schema.Finding {
	out := schema.Finding{Code: code, Severity: schema.Error, Field: e.Field, Column: e.Column, Start: e.Start, End: e.End, Claimed: &e.Value}
	return out.Saying(format, args...)
}
