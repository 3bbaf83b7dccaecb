package sheet

import (
	"slices"
	"strconv"
	"strings"

	"duban/parse/block"
)

// Limits of a sheet: rows and columns that there can be.
const (
	mostRows = 1 << 20
	mostCols = 1 << 14
)

// sheet reads the part of a sheet.
func (r *xlsxReader) sheet(s *scanner, part string) error {
	p := r.page
	relations, err := r.relations(part)
	if err != nil {
		return err
	}
	s.child(0)
	if s.name == "chartsheet" {
		p.things = append(p.things, thing{what: block.Chart})
		return s.err
	}
	for d := s.depth; s.err == nil && s.child(d); {
		switch s.name {
		case "sheetViews":
			for d := s.depth; s.child(d); {
				zeros := s.attr("showZeros")
				p.zeroless = zeros == "0" || zeros == "false"
			}
		case "cols":
			r.columns(s)
		case "sheetData":
			if err := r.sheetData(s); err != nil {
				return err
			}
		case "mergeCells":
			for d := s.depth; s.child(d); {
				if a, ok := parseArea(s.attr("ref")); ok {
					p.merges = append(p.merges, a)
				}
			}
		case "drawing":
			if err := r.drawing(relations[s.attr("id")].target); err != nil {
				return err
			}
		case "oleObjects":
			r.objects(s)
		}
	}
	if err := r.countComments(relations); err != nil {
		return err
	}
	return s.err
}

func (r *xlsxReader) columns(s *scanner) {
	for d := s.depth; s.child(d); {
		if s.isOn("hidden") || s.attr("width") == "0" {
			r.page.hiddenCols = append(r.page.hiddenCols, span{s.number("min", 1) - 1, s.number("max", 1) - 1})
		}
	}
}

func (r *xlsxReader) sheetData(s *scanner) error {
	index := -1
	for d := s.depth; s.child(d); {
		index = s.number("r", index+2) - 1
		if index < 0 || index >= mostRows {
			return block.Damaged(s.part, "a row number of %d", index+1)
		}
		if s.isOn("hidden") || s.attr("ht") == "0" {
			r.page.hiddenRows = addSpan(r.page.hiddenRows, index)
		}
		if err := r.cellsOf(s, index); err != nil {
			return err
		}
	}
	return s.err
}

// addSpan adds an index to ranges, of which the last may end before it.
func addSpan(spans []span, index int) []span {
	if n := len(spans); n > 0 && spans[n-1].last+1 == index {
		spans[n-1].last = index
		return spans
	}
	return append(spans, span{index, index})
}

func (r *xlsxReader) cellsOf(s *scanner, index int) error {
	col := -1
	for d := s.depth; s.child(d); {
		if s.name != "c" {
			continue
		}
		if at, _, ok := parseCell(s.attr("r")); ok {
			col = at
		} else {
			col++
		}
		if col >= mostCols {
			return block.Damaged(s.part, "a column number of %d", col+1)
		}
		style := cellStyle{}
		if n := s.number("s", 0); n >= 0 && n < len(r.styles) {
			style = r.styles[n]
		}
		c := r.cell(s, style, index, col)
		if s.err != nil {
			return s.err
		}
		if err := r.add(index, c); err != nil {
			return err
		}
	}
	return nil
}

// cell reads <c>.
func (r *xlsxReader) cell(s *scanner, style cellStyle, index, col int) cell {
	c := cell{col: col, ruled: style.ruled}
	kind := s.attr("t")
	var value string
	var text rich
	valued, computed, inline := false, false, false
	for d := s.depth; s.child(d); {
		switch s.name {
		case "v":
			value, valued = string(r.plain(s)), true
		case "f":
			computed = true
		case "is":
			text, inline = r.richText(s), true
		}
	}
	f := r.of(style.format)
	switch {
	case computed && !valued && !inline:
		r.page.uncomputed = append(r.page.uncomputed, r.page.place(index, col))
	case inline:
		c.text = f.ofText(text.text)
	case !valued:
	case kind == "s":
		n, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || n < 0 || n >= len(r.strings) {
			r.trouble(r.page.place(index, col), "the cell refers to a text that the workbook does not have; it was left out")
			break
		}
		text = r.strings[n]
		c.text = f.ofText(text.text)
	case kind == "str":
		c.text = r.formulaText(f, value, index, col)
	default:
		r.plainValue(&c, f, kind, value, index)
	}
	if text.struck {
		r.trouble(r.page.place(index, col), "text that is struck through was read as text")
	}
	return c
}

// formulaText returns what a formula shows that gives a text; the function of WPS that shows a picture gives none.
func (r *xlsxReader) formulaText(f *format, value string, index, col int) string {
	if strings.HasPrefix(value, "=DISPIMG(") {
		r.page.things = append(r.page.things, thing{what: block.Picture, row: index, col: col})
		return ""
	}
	return f.ofText(tidy([]byte(value)))
}

// plainValue reads a number, a day, a truth value or an error.
func (r *xlsxReader) plainValue(c *cell, f *format, kind, value string, index int) {
	value = strings.TrimSpace(value)
	switch kind {
	case "b":
		c.text = boolText(value != "0" && value != "false")
		return
	case "e":
		c.text = value
		return
	case "d":
		if v, ok := r.isoDate(value); ok {
			c.text = f.ofNumber(v, r.from1904)
			return
		}
	}
	v, err := strconv.ParseFloat(value, 64)
	if err != nil && value != "" {
		r.trouble(r.page.place(index, c.col), "the cell has a number that is none; it was read as text")
		c.text = tidy([]byte(value))
		return
	}
	if value != "" {
		c.text, c.zero = f.ofNumber(v, r.from1904), v == 0
	}
}

func boolText(v bool) string {
	if v {
		return "TRUE"
	}
	return "FALSE"
}

// parseCell reads the name of a cell: B7, $B$7.
func parseCell(name string) (col, row int, ok bool) {
	i := 0
	for ; i < len(name); i++ {
		c := name[i] &^ 0x20
		if name[i] == '$' {
			continue
		}
		if c < 'A' || c > 'Z' || col > mostCols {
			break
		}
		col = 26*col + int(c-'A') + 1
	}
	row, err := strconv.Atoi(name[i:])
	return col - 1, row - 1, err == nil && col > 0 && row > 0 && row <= mostRows && col <= mostCols
}

// parseArea reads the name of a rectangle: A1:C3.
func parseArea(ref string) (area, bool) {
	first, last, ok := strings.Cut(ref, ":")
	if !ok {
		return area{}, false
	}
	left, top, ok1 := parseCell(first)
	right, bottom, ok2 := parseCell(last)
	return area{min(top, bottom), min(left, right), max(top, bottom), max(left, right)}, ok1 && ok2
}

// countComments counts the comments of a sheet, which show when somebody points at their cells.
func (r *xlsxReader) countComments(relations map[string]relation) error {
	for _, target := range targetsOf(relations, "comments") {
		if !r.has(target) {
			continue
		}
		s, err := r.scan(target)
		if err != nil {
			return err
		}
		s.child(0)
		for d := s.depth; s.child(d); {
			if s.name != "commentList" {
				continue
			}
			for d := s.depth; s.child(d); {
				r.page.comments++
			}
		}
	}
	return nil
}

// objects reads the list of embedded objects.
func (r *xlsxReader) objects(s *scanner) {
	for d := s.depth; s.child(d); {
		switch s.name {
		case "AlternateContent", "Choice":
			r.objects(s)
		case "oleObject":
			t := thing{what: block.Embedded}
			for d := s.depth; s.child(d); {
				if s.name == "objectPr" {
					r.anchorIn(s, &t)
				}
			}
			if !slices.Contains(r.page.things, t) {
				r.page.things = append(r.page.things, t)
			}
		}
	}
}

// anchorIn looks for the cell that a thing begins in.
func (r *xlsxReader) anchorIn(s *scanner, t *thing) {
	for d := s.depth; s.child(d); {
		switch s.name {
		case "anchor":
			r.anchorIn(s, t)
		case "from":
			t.row, t.col = anchorCell(s)
		}
	}
}

func anchorCell(s *scanner) (row, col int) {
	var buf []byte
	for d := s.depth; s.child(d); {
		switch s.name {
		case "row":
			buf = s.content(buf[:0])
			row, _ = strconv.Atoi(strings.TrimSpace(string(buf)))
		case "col":
			buf = s.content(buf[:0])
			col, _ = strconv.Atoi(strings.TrimSpace(string(buf)))
		}
	}
	return min(max(row, 0), mostRows-1), min(max(col, 0), mostCols-1)
}
