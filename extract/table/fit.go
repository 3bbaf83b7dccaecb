package table

import (
	"cmp"
	"iter"
	"slices"

	"duban/extract/internal/text"
	"duban/internal/message"
	"duban/parse/block"
	"duban/schema"
)

// This file finds out which column each cell of a row belongs to where the source has no grid: the cells stand in the
// order of the columns, but empty ones may be missing, and a cell of several paragraphs may be in several pieces. What
// the columns look like decides.

// Fit says which column each cell of a row belongs to.
type Fit struct {
	At       []int           // by cell: index of its column; it never falls
	Sure     []bool          // by cell: no other reading that is nearly as good puts it elsewhere; nil where all are sure
	Says     message.Text    // what a reader of the row should know; empty where nothing is to be said
	Severity schema.Severity // of the message
}

// misfit is the logarithm of the probability below which a cell does not look like its column.
const misfit = -3.5

// Fits reports whether each cell of a row looks like the column that it stands in.
func (r *Reader) Fits(columns []Column, row block.Row) bool {
	for c, x := range row.Cells {
		if columns[c].looks.without(r.Look(x.Text)) < misfit {
			return false
		}
	}
	return true
}

// Shifted reports whether the cells of a row stand further to the left than their columns: empty ones at the end, and columns further
// to the right that all look more like them.
func (r *Reader) Shifted(columns []Column, row block.Row) bool {
	if len(columns)*len(row.Cells)*len(row.Cells) > mostWays {
		return false
	}
	if byTexts(columns, Filled(row)) != nil {
		return true
	}
	if r.Fits(columns, row) {
		return false
	}
	return r.shifted(looksOf(columns), row, 0) != nil
}

// shifted returns the columns to which the cells of a row belong that has lost cells and has empty ones at the end in place of them; nil
// where it has not, or where the cells are not so much likelier there.
func (r *Reader) shifted(columns []columnLooks, row block.Row, margin float64) []int {
	last := len(row.Cells) - 1
	blank := last > 0 && text.Trim(row.Cells[last].Text) == "" && text.Trim(row.Cells[0].Text) != ""
	if !blank || r.coversBlanks(columns, row) {
		return nil
	}
	best, _ := align(columns, r.rowLooks(Filled(row)), true)
	if n := len(best); n == 0 || best[n-1] == n-1 { // where they stand
		return nil
	}
	if r.likelihoodAt(columns, row, best) < r.likelihoodOf(columns, row)+margin {
		return nil
	}
	return best
}

// coversBlanks reports a row that begins with a text merged over the columns behind it, with blanks in place of these: a total, or a
// heading that stands in front of figures in their columns.
func (r *Reader) coversBlanks(columns []columnLooks, row block.Row) bool {
	if text.Trim(row.Cells[1].Text) != "" {
		return false
	}
	if r.IsTotal(row.Cells[0].Text) {
		return true
	}
	figures := false
	for c, l := range r.rowLooks(row) {
		switch {
		case c == 0 && l != Short && l != Phrase:
			return false
		case c > 1 && l != Empty && columns[c].fit(l) < misfit:
			return false
		}
		figures = figures || isFigureLook(l)
	}
	return figures
}

// settled yields rows with the cells that the labels alone show to be shifted put into their columns.
func (r *Reader) settled(columns []Column, rows iter.Seq[block.Row]) iter.Seq[block.Row] {
	looks := labelLooks(columns)
	return func(yield func(block.Row) bool) {
		for row := range firstRows(rows) {
			n := len(row.Cells)
			if n == len(columns) && n*n*n <= mostWays {
				if at := r.shifted(looks, row, clear); at != nil {
					row = inColumns(Filled(row), at, n)
				}
			}
			if !yield(row) {
				return
			}
		}
	}
}

// likelihoodOf is how likely the cells of a row are where they stand.
func (r *Reader) likelihoodOf(columns []columnLooks, row block.Row) float64 {
	score := 0.0
	for c, l := range r.rowLooks(row) {
		score += columns[c].fit(l)
	}
	return score
}

// likelihoodAt is how likely the cells of a row that are not empty at its end are in the columns at.
func (r *Reader) likelihoodAt(columns []columnLooks, row block.Row, at []int) float64 {
	return r.likelihoodOf(columns, inColumns(Filled(row), at, len(columns))) + lostCell*float64(len(columns)-len(at))
}

// labelLooks is what the cells of columns look like by their labels alone.
func labelLooks(columns []Column) []columnLooks {
	looks := make([]columnLooks, len(columns))
	for i := range columns {
		looks[i] = expectation(cmp.Or(columns[i].Role, schema.RoleExtra))
	}
	return looks
}

// Filled returns a row without the blank cells at its end.
func Filled(row block.Row) block.Row {
	n := len(row.Cells)
	for n > 1 && text.Trim(row.Cells[n-1].Text) == "" {
		n--
	}
	row.Cells = row.Cells[:n]
	return row
}

func looksOf(columns []Column) []columnLooks {
	looks := make([]columnLooks, len(columns))
	for i := range columns {
		looks[i] = columns[i].looks
	}
	return looks
}

// Fit finds the columns of the cells of a row that has another number of them than there are columns.
func (r *Reader) Fit(columns []Column, layout block.Layout, row block.Row) Fit {
	n := len(row.Cells)
	if row.LostLead && n <= len(columns) {
		return Fit{At: rightmost(len(columns), n)}
	}
	if len(columns)*n*n > mostWays {
		return Fit{At: leftmost(len(columns), n), Sure: make([]bool, n), Severity: schema.Warning,
			Says: message.New("%d cells under a header of %d columns, too many to tell where they belong", n, len(columns))}
	}
	if at := r.totalAt(columns, layout, row); at != nil {
		return Fit{At: at}
	}
	if at := byTexts(columns, row); at != nil && hasCells(layout) {
		return Fit{At: at}
	}
	whole := layout != block.LayoutFlat && layout != block.LayoutSpaced && n <= len(columns)
	best, sure := align(levelEmpty(looksOf(columns)), r.rowLooks(row), whole)
	f := Fit{At: best}
	r.toUnits(columns, row, best)
	if r.strayTotal(columns, row, best) || n > len(columns) && (hasCells(layout) || r.figuresIn(row) > len(columns) || bareIn(row) > bareColumns(columns)) {
		sure = make([]bool, n)
	}
	if slices.Contains(sure, false) {
		f.Sure = sure
	}
	if f.Sure != nil || layout != block.LayoutFlat || skipsText(columns, best) {
		f.Severity = schema.Info
		if f.Sure != nil {
			f.Severity = schema.Warning
		}
		f.Says = message.New("%d cells under a header of %d columns, read as %s", n, len(columns), reading(columns, best))
	}
	return f
}

// bareIn counts the cells that are nothing but a figure.
func bareIn(row block.Row) int {
	n := 0
	for _, x := range row.Cells {
		if isBare(x.Text) {
			n++
		}
	}
	return n
}

// bareColumns counts the columns that hold nothing but figures, the running numbers among them.
func bareColumns(columns []Column) int {
	n := 0
	for c := range columns {
		if columns[c].IsFigures() || columns[c].As == schema.RoleNumber || columns[c].cells.bare > 0 {
			n++
		}
	}
	return n
}

// toUnits puts a cell that is nothing but a unit into the column of such, where that lies between those of the cells beside it.
func (r *Reader) toUnits(columns []Column, row block.Row, at []int) {
	for c := range columns {
		if columns[c].As != schema.RoleMeasureUnit || slices.Contains(at, c) {
			continue
		}
		for i, x := range row.Cells {
			between := (i == 0 || at[i-1] < c) && (i+1 == len(at) || at[i+1] > c)
			if _, ok := r.unitAlone(x.Text); ok && between {
				at[i] = c
				break
			}
		}
	}
}

// byTexts returns the columns of the cells of a row that has lost those in front, as the texts show that stand in whole rows: several of
// its cells hold such of columns further to the right, and none of its own; nil where they do not.
func byTexts(columns []Column, row block.Row) []int {
	const least, most = 3, 2
	n := len(row.Cells)
	moved := len(columns) - n
	if n < least || moved < 1 || moved > most {
		return nil
	}
	there := 0
	for i, x := range row.Cells {
		s := text.RemoveSpace(x.Text)
		switch own := columns[i].cells.texts[s]; {
		case own && !columns[i+moved].cells.texts[s]:
			return nil
		case !own && columns[i+moved].cells.texts[s]:
			there++
		}
	}
	if there < 2 {
		return nil
	}
	return rightmost(len(columns), n)
}

// figuresIn counts the cells that look like figures.
func (r *Reader) figuresIn(row block.Row) int {
	n := 0
	for _, x := range row.Cells {
		if isFigureLook(r.Look(x.Text)) {
			n++
		}
	}
	return n
}

// hasCells reports a layout of text whose marks part cells, blank ones too, and nothing else.
func hasCells(l block.Layout) bool {
	return l == block.LayoutPipes || l == block.LayoutTabs || l == block.LayoutAligned
}

// strayTotal reports a row of a total of which a figure stands in a column of something else.
func (r *Reader) strayTotal(columns []Column, row block.Row, at []int) bool {
	if !r.IsTotal(row.Cells[0].Text) {
		return false
	}
	for i, x := range row.Cells {
		if isBare(x.Text) && !columns[at[i]].IsFigures() {
			return true
		}
	}
	return false
}

// totalAt returns the columns of a row of a total whose label covers as many columns as cells are missing; nil where the cells behind it
// do not look like theirs then.
func (r *Reader) totalAt(columns []Column, layout block.Layout, row block.Row) []int {
	n := len(row.Cells)
	moved := len(columns) - n
	if !hasCells(layout) || n < 2 || moved < 1 || !r.IsTotal(row.Cells[0].Text) {
		return nil
	}
	at := make([]int, n)
	for i := 1; i < n; i++ {
		at[i] = i + moved
		if l := r.Look(row.Cells[i].Text); l != Empty && columns[at[i]].looks.fit(l) < misfit {
			return nil
		}
	}
	for c := 1; c <= moved; c++ {
		if columns[c].As == schema.RoleItem {
			at[0] = c
		}
	}
	return at
}

// skipsText reports whether a reading leaves a column empty that is hardly ever so.
func skipsText(columns []Column, at []int) bool {
	filled := make([]bool, len(columns))
	for _, c := range at {
		filled[c] = true
	}
	for c := range columns {
		switch columns[c].As {
		case schema.RoleTarget, schema.RoleItem, schema.RoleLeadUnits, schema.RoleProgress:
			if !filled[c] {
				return true
			}
		}
	}
	return false
}

// reading says which columns the cells of a row were read as.
func reading(columns []Column, at []int) message.Text {
	var names []message.Text
	for i, c := range at {
		if i == 0 || at[i-1] != c {
			names = append(names, columns[c].Name(c))
		}
	}
	return message.Join(names)
}

// placed yields the rows whose cells the labels alone put into columns for sure, each cell in its place: as many cells as columns say
// nothing where cells are lost and others in pieces.
func (r *Reader) placed(columns []Column, rows iter.Seq[block.Row]) iter.Seq[block.Row] {
	looks := labelLooks(columns)
	return func(yield func(block.Row) bool) {
		for row := range firstRows(rows) {
			n := len(row.Cells)
			if row.Unsure || len(columns)*n*n > mostWays {
				continue
			}
			at, sure := align(looks, r.rowLooks(row), false)
			out := row // which only says that it leaves cells out
			if n == len(columns) || !slices.Contains(sure, false) {
				out = inColumns(row, at, len(columns))
			}
			if !yield(out) {
				return
			}
		}
	}
}

// inColumns returns a row with its cells in the columns at.
func inColumns(row block.Row, at []int, columns int) block.Row {
	out := row
	out.Cells = make([]*block.Cell, columns)
	for i, c := range at {
		x := row.Cells[i]
		if above := out.Cells[c]; above != nil {
			whole := *above
			whole.Text += "\n" + x.Text
			x = &whole
		}
		out.Cells[c] = x
	}
	for c, x := range out.Cells {
		if x == nil {
			out.Cells[c] = &block.Cell{RowSpan: 1, ColSpan: 1}
		}
	}
	return out
}

// Apart reports whether few of the rows of text have as many cells as there are columns, but most as many as each other: then the
// labels are not those of their columns. Where empty cells leave nothing behind, only rows with more cells say so.
func Apart(columns []Column, layout block.Layout, rows iter.Seq[block.Row]) bool {
	if layout == block.LayoutFlat || layout == block.LayoutGrid {
		return false
	}
	leaves := layout == block.LayoutTabs || layout == block.LayoutPipes || layout == block.LayoutAligned
	counts := map[int]int{}
	all := 0
	for row := range rows {
		if _, single := Single(row); single || row.LostLead {
			continue
		}
		if all++; all > enoughRows {
			break
		}
		counts[len(row.Cells)]++
	}
	const few = 4 // one in so many
	if all < 2 || few*counts[len(columns)] > all {
		return false
	}
	for width, n := range counts {
		if 2*n > all {
			return leaves || width > len(columns)
		}
	}
	return false
}

// Crossed reports whether a column of rates holds thousands in most rows: then its label is that of another column.
func Crossed(columns []Column) bool {
	return slices.ContainsFunc(columns, func(c Column) bool {
		return c.IsRate() && c.Kind != schema.Rank && c.Figures && c.cells.bare > 1 && 2*c.cells.thousands > c.cells.bare
	})
}

const (
	joinText  = -2.5 // cost of a further piece in a column, where its look lets that happen
	joinOther = -6.0
	lostCell  = -1.0 // cost of an empty cell that left nothing behind, beside that of its being empty
	clear     = 2.0  // lead of the best reading over the next that makes it certain
)
