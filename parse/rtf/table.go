package rtf

import (
	"slices"
	"strings"

	"duban/parse/block"
	"duban/parse/flow"
	"duban/parse/grid"
)

// story is a text of its own: the body, a box, a note.
type story struct {
	kind   flow.Story
	tables []*table // those that are open, outermost first
	listed string   // the number of the paragraph at hand as it is written
}

// table is one that is being read.
type table struct {
	rows []row
	row  row
	open bool // a cell is
}

type row struct {
	cells []*block.Cell
	def   *definition
}

// definition is what \trowd and the words behind it say about a row; it holds for the rows that follow as well.
type definition struct {
	left   int
	cells  []cellDef
	next   cellDef // the one that \cellx will end
	header bool
	last   bool // of its table
}

type cellDef struct {
	right        int
	across, down merge
	deleted      bool
}

type merge uint8

const (
	alone merge = iota
	starts
	continues
)

// definitions are those that hold for tables and for tables nested in others.
type definitions struct{ outer, nested *definition }

func (r *reader) story() *story { return r.stories[len(r.stories)-1] }

func (r *reader) beginStory(name string) {
	kind := flow.Box
	if name == "footnote" {
		kind = flow.Footnote
	}
	silent := r.silent()
	r.stories = append(r.stories, &story{kind: kind})
	r.w.EnterStory(silent)
	r.s.para, r.s.run, r.s.nested = plainParagraph, run{}, false
}

func (r *reader) endStory() {
	if len(r.stories) == 1 {
		return
	}
	if r.w.Pending() {
		r.endParagraph(r.level())
	}
	r.endTables(0)
	r.w.LeaveStory(r.story().kind)
	r.stories = r.stories[:len(r.stories)-1]
}

// level returns how many cells the paragraph at hand stands in.
func (r *reader) level() int {
	const deepest = 60
	p := &r.s.para
	switch tables := r.story().tables; {
	case p.nesting > 0:
		return min(p.nesting, deepest)
	case p.inTable, len(tables) > 0 && (tables[0].open || len(tables[0].row.cells) > 0):
		return 1
	}
	return 0
}

// openCells ends the tables that the paragraph at hand does not stand in, and opens the cells that it does.
func (r *reader) openCells(level int) error {
	r.endTables(level)
	s := r.story()
	for len(s.tables) < level {
		s.tables = append(s.tables, &table{})
	}
	for i, t := range s.tables {
		if t.open {
			continue
		}
		t.open = true
		t.row.cells = append(t.row.cells, r.w.OpenCell())
		if i == 0 && r.w.InBody() {
			r.w.Row = len(t.rows) + 1
		}
	}
	return r.err
}

// endCell takes \cell and \nestcell.
func (r *reader) endCell(level int) {
	if r.s.dest != inText {
		return
	}
	r.skip = 0
	r.endParagraph(level)
	if r.err == nil {
		r.closeCell(r.story().tables[level-1])
	}
}

func (r *reader) closeCell(t *table) {
	if t.open {
		t.open = false
		r.w.CloseCell()
	}
}

// endRow takes \row and \nestrow.
func (r *reader) endRow(level int, def *definition) {
	r.flush()
	r.skip = 0
	if r.s.dest != inText {
		return
	}
	if r.w.Pending() {
		r.endParagraph(level)
	}
	r.endTables(level)
	if s := r.story(); len(s.tables) == level {
		t := s.tables[level-1]
		r.closeCell(t)
		t.endRow(def)
	}
}

func (t *table) endRow(def *definition) {
	if len(t.row.cells) > 0 {
		t.row.def = def
		t.rows = append(t.rows, t.row)
	}
	t.row = row{}
}

// endTables ends the tables from level on, the innermost first.
func (r *reader) endTables(level int) {
	s := r.story()
	for len(s.tables) > level && r.err == nil {
		n := len(s.tables) - 1
		t := s.tables[n]
		rest := t.unfinished()
		r.closeCell(t)
		def := r.rows.outer
		if n > 0 {
			def = r.rows.nested
		}
		if rest != nil && len(rest.Tables) == 0 {
			t.row = row{}
		} else {
			rest = nil
		}
		t.endRow(def)
		s.tables = s.tables[:n]
		for _, part := range t.parts() {
			r.fail(r.endTable(part))
		}
		if r.err == nil && rest != nil {
			r.paragraphs(rest.Text)
		}
	}
}

// unfinished returns the cell that is open where the row has no other: as no \cell ended it, it is text behind the table, whose
// paragraphs some programs forget to tell apart.
func (t *table) unfinished() *block.Cell {
	if t.open && len(t.row.cells) == 1 {
		return t.row.cells[0]
	}
	return nil
}

func (r *reader) paragraphs(text string) {
	for line := range strings.SplitSeq(text, "\n") {
		r.w.Write(line, flow.Style{})
		r.fail(r.w.EndParagraph(flow.End{}))
	}
}

// parts parts the table where rows say that they are the last. Two with nothing between them and with the same edges are one.
func (t *table) parts() []*table {
	var parts []*table
	var before []int
	start := 0
	for i, row := range t.rows {
		if i+1 < len(t.rows) && (row.def == nil || !row.def.last) {
			continue
		}
		part := &table{rows: t.rows[start : i+1 : i+1]}
		start = i + 1
		edges := part.edges()
		if n := len(parts) - 1; n >= 0 && slices.Equal(before, edges) {
			parts[n].rows = append(parts[n].rows, part.rows...)
			continue
		}
		parts = append(parts, part)
		before = edges
	}
	return parts
}

// edges returns the edges of all its cells, in order.
func (t *table) edges() []int {
	var all []int
	var before *definition
	for _, row := range t.rows {
		if row.def == nil || row.def == before {
			continue
		}
		before = row.def
		all = append(all, row.def.left)
		for _, c := range row.def.cells {
			all = append(all, c.right)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// endTable makes a block of a table.
func (r *reader) endTable(t *table) error {
	if len(t.rows) == 0 {
		return nil
	}
	const near = 20 // twips, a point
	var rows [][]grid.Edged
	var heads []bool
	headers := 0
	var merged map[int]bool // by their left edges, the cells of the row before that are part of a merge
	for _, row := range t.rows {
		if cells := r.edges(row, &merged); len(cells) > 0 {
			rows = append(rows, cells)
			heads = append(heads, row.def != nil && row.def.header)
			if heads[len(heads)-1] {
				headers++
			}
		}
	}
	if len(rows) == 0 { // all deleted
		return nil
	}
	result, err := grid.FromEdges(r.budget, rows, near)
	if err != nil {
		return err
	}
	for i := range result.Rows {
		result.Rows[i].Header = heads[i] && headers < len(heads)
	}
	r.reportHidden(rows)
	return r.w.Table(result)
}

// reportHidden reports text of cells that go on with the one above.
func (r *reader) reportHidden(rows [][]grid.Edged) {
	outer := r.w.Row
	for i, row := range rows {
		if outer > 0 && len(r.story().tables) == 0 {
			r.w.Row = i + 1
		}
		for _, c := range row {
			if c.Up && c.RowSpan == 0 {
				r.hidden(c.Text)
			}
		}
	}
	r.w.Row = outer
}

func (r *reader) hidden(text string) {
	const longest = 60
	if text == "" {
		return
	}
	r.w.Trouble("a merged cell hides the text “%s”, which was left out", block.Head(text, longest))
}

// edges returns the cells of a row with their edges. What goes on with the cell above needs one that is part of a
// merge.
func (r *reader) edges(row row, merged *map[int]bool) []grid.Edged {
	const assumed = 1000 // the width of cells of which none is said
	def := row.def
	if def == nil || len(def.cells) == 0 {
		def = &definition{}
		for i := range row.cells {
			def.cells = append(def.cells, cellDef{right: assumed * (i + 1)})
		}
	}
	cells := make([]grid.Edged, 0, len(row.cells))
	above := *merged
	*merged = map[int]bool{}
	left := def.left
	for i, c := range row.cells {
		d := cellDef{right: left} // beyond the last: of no width
		if i < len(def.cells) {
			d = def.cells[i]
		}
		n := len(cells)
		switch {
		case d.deleted:
		case d.across == continues && n > 0:
			cells[n-1].Right = max(cells[n-1].Right, d.right)
			r.hidden(c.Text)
		default:
			c.RowSpan = 0 // until the grid says
			cells = append(cells, grid.Edged{Cell: c, Left: left, Right: d.right, Up: d.down == continues && above[left]})
			(*merged)[left] = d.down != alone
		}
		left = d.right
	}
	return cells
}

// tableWord takes the words of rows and cells.
func (r *reader) tableWord(w word) bool {
	switch w.name {
	case "trowd":
		r.define(&definition{})
	case "cell":
		r.endCell(1)
	case "row":
		r.endRow(1, r.rows.outer)
	case "nestcell":
		r.endCell(max(r.level(), 2))
	case "nestrow":
		r.endRow(max(r.level(), 2), r.rows.nested)
	default:
		return r.definitionWord(w)
	}
	return true
}

func (r *reader) define(def *definition) {
	if r.s.nested {
		r.rows.nested = def
	} else {
		r.rows.outer = def
	}
}

// definitionWord takes the words that describe a row.
func (r *reader) definitionWord(w word) bool {
	def := r.rows.outer
	if r.s.nested {
		def = r.rows.nested
	}
	if def == nil {
		def = &definition{} // which nobody asks for
	}
	switch w.name {
	case "trleft":
		def.left = w.n
	case "lastrow":
		def.last = w.on()
	case "trhdr":
		def.header = w.on()
	case "clmgf":
		def.next.across = starts
	case "clmrg":
		def.next.across = continues
	case "clvmgf":
		def.next.down = starts
	case "clvmrg":
		def.next.down = continues
	case "cldel":
		def.next.deleted = true
	case "cellx":
		def.next.right = w.n
		def.cells = append(def.cells, def.next)
		def.next = cellDef{}
	default:
		return false
	}
	return true
}
