package check

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"duban/internal/exact"
	"duban/internal/message"
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
	fields := fieldColumns(annex)
	found := 0
	for i, p := range places {
		if ctx.Err() != nil {
			return nil
		}
		g.lines = append(g.lines, lineOf(p.row, annex))
		cells := entriesOf(p.row, i, len(g.columns), fields)
		g.byRow[i] = slices.DeleteFunc(cells, func(e *entry) bool { return !holdsFigures(g.columns[e.col].Role) })
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

// fieldColumns are the columns of each role that has a field of its own in a row.
func fieldColumns(annex *schema.Annex) map[schema.Field][]int {
	fields := map[schema.Field][]int{}
	for i, c := range annex.Columns {
		switch c.Role {
		case schema.RoleTarget:
			fields[schema.FieldTarget] = append(fields[schema.FieldTarget], i)
		case schema.RoleProgress:
			fields[schema.FieldProgress] = append(fields[schema.FieldProgress], i)
		case schema.RoleRate:
			fields[schema.FieldRate] = append(fields[schema.FieldRate], i)
		}
	}
	return fields
}

// mostOfRole is how many columns of one role are looked through for the one that gives a row its field.
const mostOfRole = 16

// cellOf is a cell of a row while its figures are gathered.
type cellOf struct {
	text       string
	indicators []int
	unread     bool
	first      int
	merged     bool
}

// entriesOf returns the cells of row i that are not blank, by column.
func entriesOf(row *schema.Row, i, columns int, fields map[schema.Field][]int) []*entry {
	cells := map[int]*cellOf{}
	for _, c := range row.Cells {
		if 0 <= c.Column && c.Column < columns {
			cells[c.Column] = &cellOf{text: c.Text}
		}
	}
	at := map[schema.Field]int{}
	for _, x := range []struct {
		field schema.Field
		text  string
	}{{schema.FieldTarget, row.Target}, {schema.FieldProgress, row.Progress}, {schema.FieldRate, row.Rate}} {
		if col, ok := columnFor(fields[x.field], cells); ok && x.text != "" {
			cells[col], at[x.field] = &cellOf{text: x.text}, col
		}
	}
	cellAt := func(field schema.Field, column *int) *cellOf {
		if field == schema.FieldCell && column != nil {
			return cells[*column]
		}
		if col, ok := at[field]; ok {
			return cells[col]
		}
		return nil
	}
	for k := range row.Indicators {
		if c := cellAt(row.Indicators[k].Field, row.Indicators[k].Column); c != nil {
			c.indicators = append(c.indicators, k)
		}
	}
	for k := range row.Coverage.Unexplained {
		if c := cellAt(row.Coverage.Unexplained[k].Field, row.Coverage.Unexplained[k].Column); c != nil {
			c.unread = true
		}
	}
	for _, s := range row.Shared {
		if c := cells[s.Column]; c != nil {
			c.merged, c.first = true, s.Row-1
		}
	}
	var entries []*entry
	for col, c := range cells {
		if e := c.entry(row, i, col); e != nil {
			entries = append(entries, e)
		}
	}
	slices.SortFunc(entries, func(a, b *entry) int { return a.col - b.col })
	return entries
}

// columnFor returns the column that a field of a row stands in: the only one of its role whose text is not among the cells.
func columnFor(columns []int, cells map[int]*cellOf) (int, bool) {
	found, n := 0, 0
	for _, c := range columns[:min(len(columns), mostOfRole)] {
		if cells[c] == nil {
			found = c
			n++
		}
	}
	return found, n == 1
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
	if len(c.indicators) != 1 || c.unread {
		return e
	}
	x := &row.Indicators[c.indicators[0]]
	if isBare(x, c.text) {
		e.figure = &figure{Indicator: x, index: c.indicators[0], bracket: -1, number: printed(x)}
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
