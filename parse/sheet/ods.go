package sheet

import (
	"bytes"
	"strings"

	"duban/parse/block"
	"duban/parse/pack"
)

const (
	odsType     = "application/vnd.oasis.opendocument.spreadsheet"
	odsContent  = "content.xml"
	odsStyles   = "styles.xml"
	odsManifest = "META-INF/manifest.xml"
)

// IsODS reports whether a zip is a spreadsheet of OpenDocument: its type stands uncompressed at its beginning.
func IsODS(data []byte) bool { return bytes.Contains(block.Head(data, 256), []byte(odsType)) }

// IsFlatODS takes the beginning of an XML file and reports whether it is such a spreadsheet in one file.
func IsFlatODS(head string) bool {
	return strings.Contains(head, "<office:document") && strings.Contains(head, odsType)
}

// ReadODS reads a spreadsheet of OpenDocument, a package or flat. Cells have what they show beside their values.
func ReadODS(b *block.Budget, data []byte) (*block.Document, error) {
	r := &odsReader{book: book{budget: b, doc: &block.Document{Format: block.FormatODS}}, styles: map[string]odsStyle{}}
	r.keeper.budget = b
	if !bytes.HasPrefix(data, []byte("PK")) {
		if err := r.part(newScanner(b, "", data)); err != nil {
			return nil, err
		}
		return r.finish()
	}
	p, err := openParcel(b, data)
	if err != nil {
		return nil, err
	}
	if err := refuseEncrypted(p.Package); err != nil {
		return nil, err
	}
	for _, name := range []string{odsStyles, odsContent} {
		if name == odsStyles && !p.Has(name) {
			continue
		}
		s, err := p.scan(name)
		if err != nil {
			return nil, err
		}
		if err := r.part(s); err != nil {
			return nil, err
		}
	}
	return r.finish()
}

// refuseEncrypted refuses a package whose parts are encrypted, as its list of them says.
func refuseEncrypted(p *pack.Package) error {
	if !p.Has(odsManifest) {
		return nil
	}
	manifest, err := p.Bytes(odsManifest)
	if err != nil {
		return err
	}
	if bytes.Contains(manifest, []byte("encryption-data")) {
		return block.Unsupported("an encrypted OpenDocument", "open it with its password and save it without one")
	}
	return nil
}

type odsReader struct {
	book
	keeper
	styles map[string]odsStyle // by family and name
	cols   []string            // of the sheet, the styles of their cells
	row    int                 // the next, from 0
}

// odsStyle is what a style says, as far as it matters.
type odsStyle struct {
	ruled, raised, struck, hidden bool
}

// part reads the styles and the sheets of a part. Damage ends it: what stands before is kept, and the sheet at hand says so.
func (r *odsReader) part(s *scanner) error {
	if !s.child(0) {
		return s.err
	}
	for d := s.depth; s.child(d); {
		switch s.name {
		case "styles", "automatic-styles":
			for d := s.depth; s.child(d); {
				if s.name == "style" {
					r.style(s)
				}
			}
		case "body":
			if err := r.sheets(s); err != nil {
				return err
			}
		}
	}
	if s.err != nil && len(r.pages) > 0 && isDamage(s.err) {
		r.pages[len(r.pages)-1].damage = s.err
		return nil
	}
	return s.err
}

func (r *odsReader) style(s *scanner) {
	key := s.attr("family") + " " + s.attr("name")
	st := r.styles[s.attr("family")+" "+s.attr("parent-style-name")]
	st.hidden = false
	for d := s.depth; s.child(d); {
		switch s.name {
		case "table-cell-properties":
			for _, side := range []string{"border", "border-left", "border-right", "border-top", "border-bottom"} {
				if v := s.attr(side); v != "" {
					st.ruled = v != "none" || side != "border" && st.ruled
				}
			}
		case "text-properties":
			if v := s.attr("text-position"); v != "" {
				st.raised = strings.HasPrefix(v, "super") || v[0] >= '1' && v[0] <= '9'
			}
			if v := s.attr("text-line-through-style"); v != "" {
				st.struck = v != "none"
			}
		case "table-properties":
			st.hidden = s.attr("display") == "false"
		}
	}
	r.styles[key] = st
}

func (r *odsReader) sheets(s *scanner) error {
	for d := s.depth; s.child(d); {
		if s.name != "spreadsheet" {
			return block.Damaged(s.part, "it has a %s where a spreadsheet has its sheets", s.name)
		}
		for d := s.depth; s.child(d); {
			if s.name != "table" {
				continue
			}
			if len(r.pages)+len(r.hidden) >= r.keeper.budget.Parts {
				return block.Exceeded(s.part, "more than the limit of %d sheets", r.keeper.budget.Parts)
			}
			name := s.attr("name")
			if r.styles["table "+s.attr("style-name")].hidden {
				r.hidden = append(r.hidden, name)
				continue
			}
			r.pages = append(r.pages, r.start(name))
			r.cols, r.row = nil, 0
			if err := r.table(s); err != nil {
				return err
			}
		}
	}
	return nil
}

// table reads what a sheet, or a group of its rows or columns, holds.
func (r *odsReader) table(s *scanner) error {
	for d := s.depth; s.child(d); {
		var err error
		switch s.name {
		case "table-header-columns", "table-columns", "table-column-group", "table-header-rows", "table-rows", "table-row-group":
			err = r.table(s)
		case "table-column":
			r.column(s)
		case "table-row":
			err = r.tableRow(s)
		case "shapes":
			for d := s.depth; s.child(d); {
				r.shape(s, thing{})
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *odsReader) column(s *scanner) {
	first := len(r.cols)
	n := min(max(s.number("number-columns-repeated", 1), 1), mostCols-first)
	style := s.attr("default-cell-style-name")
	for range n {
		r.cols = append(r.cols, style)
	}
	if doesNotShow(s) && n > 0 {
		r.page.hiddenCols = append(r.page.hiddenCols, span{first, first + n - 1})
	}
}

func doesNotShow(s *scanner) bool {
	v := s.attr("visibility")
	return v == "collapse" || v == "filter"
}

// tableRow reads a row, which may stand for many. Those without texts are kept as far as they can part a table.
func (r *odsReader) tableRow(s *scanner) error {
	first := r.row
	times := min(max(s.number("number-rows-repeated", 1), 1), mostRows-first)
	r.row += max(times, 0)
	if times <= 0 {
		return block.Damaged(s.part, "more rows than a sheet has")
	}
	if doesNotShow(s) {
		r.page.hiddenRows = append(r.page.hiddenRows, span{first, first + times - 1})
	}
	cells, err := r.cellsOf(s, first)
	if err != nil {
		return err
	}
	isEmpty := true
	for _, c := range cells {
		isEmpty = isEmpty && c.text == ""
	}
	if isEmpty {
		times = min(times, mostBlank+1)
	}
	for i := range times {
		for _, c := range cells {
			if err := r.add(first+i, c); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *odsReader) cellsOf(s *scanner, row int) (cells []cell, err error) {
	const mostRuled = 256 // cells in sequence that have lines and no text
	col := 0
	for d := s.depth; s.child(d); {
		if s.name != "table-cell" && s.name != "covered-table-cell" {
			continue
		}
		times := max(s.number("number-columns-repeated", 1), 1)
		covered := s.name == "covered-table-cell"
		if col >= mostCols {
			return nil, block.Damaged(s.part, "a column number of %d", col+1)
		}
		c := r.cell(s, row, col)
		times = min(times, mostCols-col)
		n := times
		if covered { // what a merge hides
			n = 0
		} else if c.text == "" {
			n = min(n, mostRuled)
		}
		for i := range n {
			c.col = col + i
			cells = append(cells, c)
		}
		if len(cells) > r.keeper.budget.Cells {
			return nil, block.Exceeded("", "more than the limit of %d cells", r.keeper.budget.Cells)
		}
		col += times
	}
	return cells, nil
}

// cell reads a cell.
func (r *odsReader) cell(s *scanner, row, col int) cell {
	name := s.attr("style-name")
	if name == "" && col < len(r.cols) {
		name = r.cols[col]
	}
	style := r.styles["table-cell "+name]
	c := cell{col: col, ruled: style.ruled}
	if rows, cols := s.number("number-rows-spanned", 1), s.number("number-columns-spanned", 1); rows > 1 || cols > 1 {
		r.page.merges = append(r.page.merges, area{row, col, min(row+max(rows, 1), mostRows) - 1, min(col+max(cols, 1), mostCols) - 1})
	}
	kind, computed := s.attr("value-type"), s.attr("formula") != ""
	plain := valueOf(s, kind)
	c.zero = kind == "float" && plain == "0"
	var w richWriter
	lines := 0
	for d := s.depth; s.child(d); {
		switch s.name {
		case "p", "h":
			if lines++; lines > 1 {
				w.add([]byte("\n"), false, false)
			}
			r.inline(s, &w, style, thing{row: row, col: col})
		case "annotation":
			r.page.comments++
		default:
			r.shape(s, thing{row: row, col: col})
		}
	}
	text := w.rich()
	c.text = text.text
	switch {
	case lines > 0:
	case kind == "" && computed:
		r.page.uncomputed = append(r.page.uncomputed, r.page.place(row, col))
	default:
		c.text = plain
	}
	if text.struck {
		r.trouble(r.page.place(row, col), "text that is struck through was read as text")
	}
	return c
}

// valueOf returns the value that a cell has beside what it shows.
func valueOf(s *scanner, kind string) string {
	switch kind {
	case "string":
		return s.attr("string-value")
	case "date":
		return s.attr("date-value")
	case "time":
		return s.attr("time-value")
	case "boolean":
		return s.attr("boolean-value")
	case "percentage": // which needs a format to be shown
		return ""
	}
	return s.attr("value")
}
