package doc

import (
	"slices"

	"duban/parse/block"
	"duban/parse/grid"
)

// near is how far apart, in twips, edges of cells may be to be one: less than a point, which no one sees.
const near = 20

// row is a row of a table as the document has it.
type row struct {
	cells [][]para
	props rowProps
	ended bool // it has a mark at its end
	gone  bool // that was deleted
}

// rowProps are the properties of a row: the edges of its cells, and how they merge.
type rowProps struct {
	edges  []int // one more than cells
	merges []merge
	gap    int // between the edge of a cell and its text
	header bool
	old    bool // as Word 6 and 95 have them
}

// merge says how a cell belongs to others.
type merge struct {
	across   mergeKind
	vertical mergeKind
}

type mergeKind int8

const (
	unmerged  mergeKind = iota
	starts              // it begins a merge
	continues           // it belongs to the cell above or before it
)

// readTable reads paragraphs that stand in tables so deep or deeper.
func (r *reader) readTable(paras []para, depth int) {
	r.endJoined()
	rows := r.rowsOf(paras, depth)
	t := tableReader{reader: r, top: r.w.InBody() && r.w.Depth() == 0}
	for i := range rows {
		if !r.alive() {
			return
		}
		t.row(&rows[i], depth)
	}
	if r.err != nil {
		return
	}
	if t.top {
		r.w.Row = 0
	}
	if len(t.rows) == 0 {
		return
	}
	table, err := grid.FromEdges(r.budget, t.rows, near)
	if err != nil {
		r.fail(err)
		return
	}
	t.finish(table)
	r.fail(r.w.Table(table))
}

// finish says of the rows what the grid does not. Where all rows were headers, none would be.
func (t *tableReader) finish(table *block.Table) {
	all := !slices.Contains(t.headers, false)
	for i := range table.Rows {
		table.Rows[i].Missing = 0 // each row says where it ends
		table.Rows[i].Header = t.headers[i] && !all
	}
}

// tableReader is a table that is being read.
type tableReader struct {
	*reader
	top     bool // it stands in the body
	rows    [][]grid.Edged
	headers []bool
	above   []place // of the row before, one that was deleted included
}

// place is what a row has between two edges.
type place struct {
	left, right int
	merged      bool // it is part of a vertical merge that shows
}

// rowsOf cuts paragraphs into rows and cells. What stands behind the last mark is a row as well.
func (r *reader) rowsOf(paras []para, depth int) []row {
	var rows []row
	var current row
	from := 0
	endCell := func(to int) {
		if from < to {
			current.cells = append(current.cells, paras[from:to])
		}
		from = to
	}
	for i := range paras {
		p := &paras[i]
		if p.depth != depth {
			continue
		}
		switch {
		case p.rowEnd:
			endCell(i)
			from = i + 1
			current.ended = true
			current.gone = r.isGone(p)
			current.props = r.readRow(p.row, len(current.cells))
			rows = append(rows, current)
			current = row{}
		case depth == 1 && p.mark == cellMark, depth > 1 && p.cellEnd:
			endCell(i + 1)
		}
	}
	endCell(len(paras))
	if len(current.cells) > 0 {
		current.props = r.readRow(nil, len(current.cells))
		rows = append(rows, current)
	}
	return rows
}

// isGone reports a mark that was deleted.
func (r *reader) isGone(p *para) bool {
	_, props := r.propsOf(p.to-1, p.to)
	return props.deleted
}

// readRow reads the properties of a row with so many cells.
func (f *file) readRow(lists [][]byte, cells int) rowProps {
	p := rowProps{old: f.old}
	for _, list := range lists {
		f.each(list, p.take)
	}
	if len(p.edges) == 0 { // nothing is said: cells side by side
		const usual = 1440
		for i := range cells + 1 {
			p.edges = append(p.edges, usual*i)
		}
	}
	for len(p.edges) <= cells {
		p.edges = append(p.edges, p.edges[len(p.edges)-1])
	}
	for len(p.merges) < cells {
		p.merges = append(p.merges, merge{})
	}
	return p
}

func (p *rowProps) take(s sprm, value []byte) {
	first, end := 0, 0
	if len(value) >= 2 {
		first, end = int(value[0]), min(int(value[1]), len(p.merges))
	}
	switch s {
	case rowHeader:
		p.header = value[0] != 0
	case rowCells, rowCellsOld:
		p.define(value)
	case rowLeft: // of the text in the first cell
		if len(p.edges) > 0 {
			p.shift(int(int16(u16(value, 0)))-p.edges[0]-p.gap, 0)
		}
	case rowGap:
		gap := int(int16(u16(value, 0)))
		if len(p.edges) > 0 {
			p.edges[0] += p.gap - gap
		}
		p.gap = gap
	case rowInsert:
		p.insert(first, int(value[1]), int(u16(value, 2)))
	case rowDelete:
		p.delete(first, end)
	case rowWidth:
		for i := first; i < end; i++ {
			p.shift(int(u16(value, 2))-(p.edges[i+1]-p.edges[i]), i+1)
		}
	case rowMerge:
		for i := first; i < end; i++ {
			p.merges[i].across = continues
		}
		if first < end {
			p.merges[first].across = starts
		}
	case rowSplit:
		for i := first; i < end; i++ {
			p.merges[i].across = unmerged
		}
	case rowVertMerge:
		if first < len(p.merges) && len(value) >= 2 {
			p.merges[first].vertical = verticalKind(int(value[1]))
		}
	}
}

// define reads the edges of the cells, and what is said of each (MS-DOC 2.9.321, TDefTableOperand).
func (p *rowProps) define(value []byte) {
	const mostCells, verticalAt = 64, 5
	cellSize := 20
	if p.old {
		cellSize = oldCellSize
	}
	n := min(u8(value, 0), mostCells)
	if len(value) < 1+2*(n+1) {
		return
	}
	p.edges, p.merges = make([]int, n+1), make([]merge, n)
	for i := range p.edges {
		p.edges[i] = int(int16(u16(value, 1+2*i)))
	}
	cells := value[1+2*(n+1):]
	for i := range p.merges {
		flags := int(u16(cells, cellSize*i))
		if p.merges[i].across = acrossKind(flags); !p.old {
			p.merges[i].vertical = verticalKind(flags >> verticalAt)
		}
	}
}

// acrossKind and verticalKind read two bits.

func acrossKind(flags int) mergeKind {
	switch flags & 3 {
	case 1:
		return starts
	case 2, 3:
		return continues
	}
	return unmerged
}

func verticalKind(flags int) mergeKind {
	switch flags & 3 {
	case 1:
		return continues
	case 2, 3:
		return starts
	}
	return unmerged
}

// shift moves the edges from one on.
func (p *rowProps) shift(by, from int) {
	for i := from; i < len(p.edges); i++ {
		p.edges[i] += by
	}
}

func (p *rowProps) insert(at, n, width int) {
	const mostCells = 64
	n = min(n, mostCells-len(p.merges))
	if n <= 0 || len(p.edges) == 0 {
		return
	}
	for at > len(p.merges) && len(p.merges) < mostCells {
		p.merges = append(p.merges, merge{})
		p.edges = append(p.edges, p.edges[len(p.edges)-1]+width)
	}
	at = min(at, len(p.merges))
	for range n {
		left := p.edges[at]
		p.shift(width, at+1)
		p.edges = slices.Insert(p.edges, at+1, left+width)
		p.merges = slices.Insert(p.merges, at, merge{})
	}
}

func (p *rowProps) delete(first, end int) {
	if first >= end {
		return
	}
	width := p.edges[end] - p.edges[first]
	p.edges = slices.Delete(p.edges, first+1, end+1)
	p.merges = slices.Delete(p.merges, first, end)
	p.shift(-width, first+1)
}

// row reads a row into the table.
func (t *tableReader) row(w *row, depth int) {
	if t.top {
		t.w.Row = len(t.rows) + 1
	}
	var cells []grid.Edged
	var places []place
	for i, paras := range w.cells {
		left, right, m := w.props.edges[i], w.props.edges[i+1], w.props.merges[i]
		across := m.across == continues && len(cells) > 0
		up := m.vertical == continues && !across && t.isMerged(left, w.props.rightOf(i, len(w.cells)))
		cell := t.readCell(paras, depth, w.gone, up || across)
		if across {
			last := len(cells) - 1
			cells[last].Right = max(cells[last].Right, right)
			places[last].right = cells[last].Right
			continue
		}
		cells = append(cells, grid.Edged{Cell: cell, Left: left, Right: right, Up: up})
		places = append(places, place{left, right, m.vertical != unmerged && (up || !w.gone)})
	}
	t.above = places
	if w.gone || len(cells) == 0 {
		return
	}
	t.rows = append(t.rows, cells)
	t.headers = append(t.headers, w.props.header)
}

// rightOf returns the right edge of cell i with those that it is merged with.
func (p *rowProps) rightOf(i, cells int) int {
	right := p.edges[i+1]
	for i++; i < cells && p.merges[i].across == continues; i++ {
		right = max(right, p.edges[i+1])
	}
	return right
}

// isMerged reports a cell in the row before, with about these edges, that goes on downwards.
func (t *tableReader) isMerged(left, right int) bool {
	for _, p := range t.above {
		if p.merged && isNear(p.left, left) && isNear(p.right, right) {
			return true
		}
	}
	return false
}

func isNear(a, b int) bool { return a-b <= near && b-a <= near }

// readCell reads what a cell holds. What a merge hides is reported and left out.
func (t *tableReader) readCell(paras []para, depth int, gone, hidden bool) *block.Cell {
	r := t.reader
	around := r.state
	cell := r.w.OpenCell()
	mute := r.w.Mute(true)
	r.w.Mute(mute || gone || hidden)
	r.state = state{beside: around.beside, merged: hidden && !mute && !gone}
	r.blocks(slices.Values(paras), depth)
	r.endJoined()
	r.w.CloseCell()
	r.w.Mute(mute)
	r.state = around
	if hidden && !gone && cell.Text != "" {
		r.w.Trouble("a merged cell hides the text “%s”, which was left out", block.Head(cell.Text, 60))
	}
	if hidden {
		cell.Text = ""
	}
	return cell
}
