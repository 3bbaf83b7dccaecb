package parse

import (
	"strconv"
	"strings"
)

// tableRow is a row of an HTML table that has yet to be read.
type tableRow struct {
	at    int  // its node
	group int  // rows of one row group share a number
	head  bool // it stands in a thead
}

// rows returns the rows of table i in the order in which they show: those of the first thead, then all others, at
// last those of the first tfoot.
func (p *page) rows(i int) []tableRow {
	var first, middle, last []tableRow
	headSeen, footSeen := false, false
	group := 0
	var loose func(int)
	loose = func(c int) {
		switch n := &p.nodes[c]; n.display {
		case isRow:
			middle = append(middle, tableRow{at: c, group: group})
		case isHead, isRows, isFoot:
			group++
			rows := p.groupRows(c, group)
			switch {
			case n.display == isHead && !headSeen:
				headSeen, first = true, rows
			case n.display == isFoot && !footSeen:
				footSeen, last = true, rows
			default:
				middle = append(middle, rows...)
			}
			group++
		case isInline, isBlock: // the forms and other wrappers that stand in tables made of <div>
			for c := range p.children(c) {
				loose(c)
			}
		}
	}
	for c := range p.children(i) {
		loose(c)
	}
	return append(append(first, middle...), last...)
}

func (p *page) groupRows(i, group int) []tableRow {
	var rows []tableRow
	head := p.nodes[i].display == isHead
	for c := range p.children(i) {
		if p.nodes[c].display == isRow {
			rows = append(rows, tableRow{c, group, head})
		}
	}
	return rows
}

// cells returns the nodes of the cells of a row. In tables made of <div> every block in a row is one.
func (p *page) cells(row int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for c := range p.children(row) {
			if d := p.nodes[c].display; (d == isCell || d == isBlock) && !yield(c) {
				return
			}
		}
	}
}

// caption returns the node of the caption of table i, or -1.
func (p *page) caption(i int) int {
	for c := range p.children(i) {
		if p.nodes[c].display == isCaption {
			return c
		}
	}
	return -1
}

// spans returns the colspan and rowspan of a cell by the rules of the standard: what is no number, or 0, is 1, except
// that a rowspan of 0 means to the end of the row group.
func (p *page) spans(cell int) (cols, rows int) {
	const mostCols, mostRows = 1000, 65534
	n := p.nodes[cell].Node
	cols = leadingInt(or2(attr(n, "colspan"), attr(n, "aria-colspan")))
	if cols <= 0 {
		cols = 1
	}
	rows = leadingInt(or2(attr(n, "rowspan"), attr(n, "aria-rowspan")))
	if rows < 0 {
		rows = 1
	}
	return min(cols, mostCols), min(rows, mostRows)
}

func or2(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// leadingInt reads the digits that s begins with, or returns -1.
func leadingInt(s string) int {
	s = strings.TrimLeft(s, blanks)
	s = strings.TrimPrefix(s, "+")
	end := 0
	for end < len(s) && '0' <= s[end] && s[end] <= '9' {
		end++
	}
	if end == 0 {
		return -1
	}
	n, err := strconv.Atoi(s[:end])
	if err != nil {
		return 1 << 30
	}
	return n
}
