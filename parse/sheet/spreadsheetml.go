package sheet

import (
	"strconv"
	"strings"

	"duban/parse/block"
	"duban/parse/charset"
)

// IsSpreadsheetML takes the beginning of an XML file, in lower case, and reports whether it is a workbook as Excel 2003 writes it in XML.
func IsSpreadsheetML(head string) bool {
	return strings.HasPrefix(head, "<?xml") && strings.Contains(head, "urn:schemas-microsoft-com:office:spreadsheet")
}

// ReadSpreadsheetML reads such a workbook.
func ReadSpreadsheetML(b *block.Budget, data []byte) (*block.Document, error) {
	text, err := charset.Read(b, data, "")
	if err != nil {
		return nil, err
	}
	r := &mlReader{book: book{budget: b, doc: &block.Document{Format: block.FormatXLS, Diagnostics: text.Trouble}},
		formats: newFormats(), styles: map[string]mlStyle{}}
	r.keeper.budget = b
	s := newScanner(b, "", []byte(text.Text))
	if s.child(0) {
		if err := r.workbook(s); err != nil {
			return nil, err
		}
	}
	if s.err != nil && (len(r.pages) == 0 || !isDamage(s.err)) {
		return nil, s.err
	}
	if s.err != nil {
		r.pages[len(r.pages)-1].damage = s.err
	}
	return r.finish()
}

type mlReader struct {
	book
	keeper
	*formats
	styles map[string]mlStyle
	from   bool           // days count from 1904
	cols   map[int]string // of the sheet, the styles of their cells
}

type mlStyle struct {
	format                int
	ruled, raised, struck bool
}

func (r *mlReader) workbook(s *scanner) error {
	for d := s.depth; s.child(d); {
		switch s.name {
		case "Styles":
			for d := s.depth; s.child(d); {
				r.style(s)
			}
		case "ExcelWorkbook":
			for d := s.depth; s.child(d); {
				r.from = r.from || s.name == "Date1904"
			}
		case "Worksheet":
			if len(r.pages)+len(r.hidden) >= r.keeper.budget.Parts {
				return block.Exceeded("", "more than the limit of %d sheets", r.keeper.budget.Parts)
			}
			if err := r.sheet(s); err != nil {
				return err
			}
		}
	}
	return nil
}

// ownFormats is the first number of the formats that the workbook brings along; those below are built in.
const ownFormats = 1 << 16

func (r *mlReader) style(s *scanner) {
	id := s.attr("ID")
	st := r.styles[s.attr("Parent")]
	for d := s.depth; s.child(d); {
		switch s.name {
		case "Borders":
			st.ruled = false
			for d := s.depth; s.child(d); {
				style := s.attr("LineStyle")
				st.ruled = st.ruled || style != "" && style != "None"
			}
		case "NumberFormat":
			st.format = r.formatOf(s.attr("Format"))
		case "Font":
			st.raised = s.attr("VerticalAlign") == "Superscript"
			st.struck = s.isOn("StrikeThrough")
		}
	}
	r.styles[id] = st
}

// formatOf returns the number of a format, which may be one of those with names.
func (r *mlReader) formatOf(code string) int {
	switch code {
	case "", "General":
		return 0
	case "Fixed":
		code = "0.00"
	case "Standard":
		code = "#,##0.00"
	case "Percent":
		code = "0.00%"
	case "Scientific":
		code = "0.00E+00"
	case "Short Date", "General Date":
		code = "yyyy/m/d"
	case "Short Time":
		code = "h:mm"
	case "Medium Date":
		code = "yyyy-mm-dd"
	case "Long Time":
		code = "h:mm:ss"
	}
	n := ownFormats + len(r.styles)
	r.codes[n] = code
	return n
}

func (r *mlReader) sheet(s *scanner) error {
	name := s.attr("Name")
	p := r.start(name)
	r.cols = map[int]string{}
	hidden := false
	for d := s.depth; s.child(d); {
		switch s.name {
		case "Table":
			if err := r.table(s); err != nil {
				return err
			}
		case "WorksheetOptions":
			var buf []byte
			for d := s.depth; s.child(d); {
				switch s.name {
				case "Visible":
					buf = s.content(buf[:0])
					hidden = strings.HasPrefix(strings.TrimSpace(string(buf)), "SheetHidden") || strings.TrimSpace(string(buf)) == "SheetVeryHidden"
				case "DoNotDisplayZeros":
					p.zeroless = true
				}
			}
		}
	}
	if hidden {
		r.hidden = append(r.hidden, name)
		return nil
	}
	r.pages = append(r.pages, p)
	return nil
}

func (r *mlReader) table(s *scanner) error {
	row, col := -1, -1
	for d := s.depth; s.child(d); {
		switch s.name {
		case "Column":
			col = s.number("Index", col+2) - 1
			last := col + max(s.number("Span", 0), 0)
			if col < 0 || last >= mostCols {
				return block.Damaged("", "a column number of %d", last+1)
			}
			if s.isOn("Hidden") {
				r.page.hiddenCols = append(r.page.hiddenCols, span{col, last})
			}
			style := s.attr("StyleID")
			for ; style != "" && col < last; col++ {
				r.cols[col] = style
			}
			r.cols[last], col = style, last
		case "Row":
			row = s.number("Index", row+2) - 1
			last := row + max(s.number("Span", 0), 0)
			if row < 0 || last >= mostRows {
				return block.Damaged("", "a row number of %d", last+1)
			}
			if s.isOn("Hidden") {
				r.page.hiddenRows = append(r.page.hiddenRows, span{row, last})
			}
			if err := r.cellsOf(s, row); err != nil {
				return err
			}
			row = last
		}
	}
	return nil
}

func (r *mlReader) cellsOf(s *scanner, row int) error {
	rowStyle := s.attr("StyleID")
	col := -1
	for d := s.depth; s.child(d); {
		if s.name != "Cell" {
			continue
		}
		col = s.number("Index", col+2) - 1
		across, down := max(s.number("MergeAcross", 0), 0), max(s.number("MergeDown", 0), 0)
		if col < 0 || col+across >= mostCols || row+down >= mostRows {
			return block.Damaged("", "a column number of %d", col+across+1)
		}
		if across+down > 0 {
			r.page.merges = append(r.page.merges, area{row, col, row + down, col + across})
		}
		style := r.styles["Default"]
		for _, id := range []string{s.attr("StyleID"), rowStyle, r.cols[col]} {
			if st, ok := r.styles[id]; ok && id != "" {
				style = st
				break
			}
		}
		if err := r.keeper.add(row, r.cell(s, style, row, col)); err != nil {
			return err
		}
		col += across
	}
	return nil
}

// cell reads <Cell>.
func (r *mlReader) cell(s *scanner, style mlStyle, row, col int) cell {
	c := cell{col: col, ruled: style.ruled}
	computed, valued := s.attr("Formula") != "", false
	for d := s.depth; s.child(d); {
		switch s.name {
		case "Data":
			valued = true
			kind := s.attr("Type")
			var w richWriter
			r.runs(s, &w, style)
			text := w.rich()
			c.text = r.shown(&c, style, kind, text.text)
			if text.struck {
				r.trouble(r.page.place(row, col), "text that is struck through was read as text")
			}
		case "Comment":
			r.page.comments++
		}
	}
	if computed && !valued {
		r.page.uncomputed = append(r.page.uncomputed, r.page.place(row, col))
	}
	return c
}

// runs reads the text of a value, in which marks of HTML say what is raised or struck through.
func (r *mlReader) runs(s *scanner, w *richWriter, style mlStyle) {
	var buf []byte
	for d := s.depth; ; {
		s.into = &buf
		more := s.child(d)
		s.into = nil
		w.add(buf, style.raised, style.struck)
		buf = buf[:0]
		if !more {
			return
		}
		inner := style
		switch s.name {
		case "Sup":
			inner.raised = true
		case "S":
			inner.struck = true
		}
		r.runs(s, w, inner)
	}
}

// shown returns what a cell shows of its value.
func (r *mlReader) shown(c *cell, style mlStyle, kind, value string) string {
	f := r.of(style.format)
	switch kind {
	case "Number":
		v, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil {
			return value
		}
		c.zero = v == 0
		return f.ofNumber(v, r.from)
	case "DateTime":
		if v, ok := dayOf(value, r.from); ok {
			return f.ofNumber(v, r.from)
		}
		return value
	case "Boolean":
		return boolText(strings.TrimSpace(value) != "0")
	}
	return f.ofText(value)
}
