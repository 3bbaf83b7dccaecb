package html

import (
	"strings"

	"golang.org/x/net/html/atom"

	"duban/internal/char"
	"duban/parse/block"
	"duban/parse/furniture"
	"duban/parse/words"
)

// table reads node i, a table: as one if it is one of data, else as the blocks that its cells hold.
func (r *reader) table(i int) error {
	switch {
	case r.cell != nil:
		return r.nested(i)
	case r.page.isMetadata(i):
		return r.metadata(i)
	case r.page.nodes[i].marks&isData == 0 && !r.continues(i):
		return r.block(i)
	}
	r.flush()
	t, err := r.grid(i)
	if err != nil {
		return err
	}
	if len(t.Rows) > 0 {
		r.blocks = append(r.blocks, t)
	}
	return nil
}

// continues reports a table that goes on with the one before it, broken off by the end of a printed page. By itself
// a row or two show too little.
func (r *reader) continues(i int) bool {
	const between = 2 // blocks: a page number, 续表
	n := &r.page.nodes[i]
	s := r.page.shape(i)
	if s.columns < 3 || s.nested&(holdsTable|holdsTitle) != 0 || n.links > 0 || n.text > s.text || r.page.isFurniture(i) {
		return false
	}
	for k := len(r.blocks) - 1; k >= max(len(r.blocks)-1-between, 0); k-- {
		switch b := r.blocks[k].(type) {
		case *block.Table:
			return b.Width() == s.columns
		case *block.Paragraph:
			if !words.IsShort(b.Text) {
				return false
			}
		default:
			return false
		}
	}
	return false
}

// nested reads a table that stands in a cell of another. Its text is part of the cell's.
func (r *reader) nested(i int) error {
	r.flow.newLine()
	t, err := r.grid(i)
	if err != nil {
		return err
	}
	if len(t.Rows) > 0 {
		text := t.Text()
		if err := r.budget.Unpack("nested tables", int64(len(text))); err != nil { // it stands in each of them anew
			return err
		}
		r.cell.Tables = append(r.cell.Tables, t)
		r.flow.lines(text)
	}
	return nil
}

// metadata reads a table that pairs labels with values as lines like 索引号：0123.
func (r *reader) metadata(i int) error {
	r.flush()
	for _, row := range r.page.rows(i) {
		label := ""
		for c := range r.page.cells(row.at) {
			cell, err := r.readCell(c)
			if err != nil {
				return err
			}
			text := strings.ReplaceAll(cell.Text, "\n", " ")
			if isMetaLabel(strings.Join(strings.Fields(text), "")) {
				r.paragraph(label)
				label = strings.TrimRight(text, char.Colons+" ") + char.Colon
				continue
			}
			r.paragraph(label + text)
			label = ""
		}
		r.paragraph(label)
	}
	return nil
}

// This file tells tables of data from those that lay out a page or show the metadata of an article.

// shape is what a table looks like from afar.
type shape struct {
	rows    int   // that have cells
	columns int   // of the row with the most cells
	wide    int   // rows of two cells or more
	labels  int   // the most header words in one of the first rows
	labelOf int   // the cells of that row
	headers bool  // a row has header cells only
	text    int32 // characters of all cells
	longest int32 // characters of the longest cell
	blocks  bool  // the longest cell is built like a page: a heading, a list or many paragraphs
	nested  marks // what the cells hold
}

// isDataTable reports a table whose rows and columns mean something. Long texts in cells say nothing against it:
// reports are full of them. A label row, or header cells, settle it; else it is a table of several rows and columns
// that holds no other, no heading, and no more links than text, and is not one big cell with trimmings.
func (p *page) isDataTable(i int) bool {
	s := p.shape(i)
	n := &p.nodes[i]
	caption := p.caption(i)
	inCells := s.text
	if caption >= 0 {
		inCells += p.nodes[caption].text + p.nodes[caption].linked
	}
	switch role := attr(n.Node, "role"); {
	case s.columns < 2, n.text+n.linked > inCells: // a <div> made to look like a table may hold text outside of cells
		return false
	case s.labels >= 2 && 2*s.labels >= s.labelOf:
		return s.rows > 1 || s.labels >= 3
	case role == "presentation", role == "none", s.nested&holdsTitle != 0, s.rows < 2, s.wide < 2:
		return false
	case s.headers:
		return true
	case s.nested&holdsTable != 0:
		return false
	case caption >= 0:
		return true
	}
	mostlyLinks := n.linked > n.text && n.marks&holdsFile == 0
	bigCell := s.longest > 300 && 10*s.longest > 7*s.text && (s.rows <= 3 || s.blocks)
	return !mostlyLinks && !bigCell
}

func (p *page) shape(i int) shape {
	const labelRows = 3 // of which one may hold the labels; above it stand a title, a unit of measure
	var s shape
	for _, row := range p.rows(i) {
		columns, cells, headers, labels := 0, 0, 0, 0
		for c := range p.cells(row.at) {
			n := &p.nodes[c]
			span, _ := p.spans(c)
			columns += span
			cells++
			s.nested |= n.marks
			if n.marks&isHeader != 0 {
				headers++
			}
			if s.rows < labelRows && p.isLabel(c) {
				labels++
			}
			s.text += n.text + n.linked
			if n.text+n.linked > s.longest {
				s.longest = n.text + n.linked
				s.blocks = p.isBuilt(c)
			}
		}
		if cells == 0 {
			continue
		}
		s.rows++
		s.columns = max(s.columns, columns)
		if cells > 1 {
			s.wide++
		}
		s.headers = s.headers || headers == cells && cells > 1
		if labels > s.labels {
			s.labels, s.labelOf = labels, cells
		}
	}
	return s
}

// isLabel reports a cell that heads a column by its words.
func (p *page) isLabel(cell int) bool {
	n := &p.nodes[cell]
	if n.text > 30 || n.text == 0 || n.links > 0 || n.marks&holdsTable != 0 {
		return false
	}
	return words.IsHeader(p.plain(cell, 100))
}

// isBuilt reports a cell that is built like a page.
func (p *page) isBuilt(cell int) bool {
	paragraphs := 0
	for c := range p.children(cell) {
		switch p.nodes[c].DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.Ul, atom.Section, atom.Article:
			return true
		case atom.P, atom.Div:
			paragraphs++
		}
	}
	return paragraphs > 8
}

// isMetadata reports a table that pairs labels like 索引号 and 发文机关 with their values.
func (p *page) isMetadata(i int) bool {
	const most = 30 // rows
	pairs, cells := 0, 0
	rows := p.rows(i)
	if len(rows) > most {
		return false
	}
	for _, row := range rows {
		label := false
		for c := range p.cells(row.at) {
			cells++
			is := isMetaLabel(p.plain(c, 60))
			if label && !is {
				pairs++
			}
			label = is
		}
	}
	return pairs >= 2 && 3*pairs >= cells
}

// isMetaLabel reports a text that is such a label and nothing else. White space has been taken out of it.
func isMetaLabel(s string) bool {
	s = strings.Trim(s, char.Colons+"[]"+char.OpenTag+char.CloseTag+"\u00A0\u3000")
	s = strings.NewReplacer("\u00A0", "", "\u3000", "").Replace(s)
	return furniture.Words().Labels[s]
}
