package sheet

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"time"

	"duban/parse/block"
)

// ReadXLSX reads a workbook of Excel 2007 or later, or of any program that writes such.
//
// github.com/xuri/excelize/v2 reads them too, but not what is needed: it takes what a
// cell shows from a float, knows neither the formats that divide by ten thousand nor which rows are hidden without unpacking
// all, and has one limit for all parts.
func ReadXLSX(b *block.Budget, data []byte) (*block.Document, error) {
	p, err := openParcel(b, data)
	if err != nil {
		return nil, err
	}
	r := &xlsxReader{parcel: p, book: book{budget: b, doc: &block.Document{Format: block.FormatXLSX}}, formats: newFormats()}
	r.keeper.budget = b
	if err := r.workbook(); err != nil {
		return nil, err
	}
	return r.finish()
}

type xlsxReader struct {
	*parcel
	book
	keeper
	*formats
	main     string
	parts    map[string]relation // that the workbook refers to
	sheets   []xlsxSheet
	from1904 bool
	styles   []cellStyle
	strings  []rich
	buf      []byte
}

// xlsxSheet is a sheet as the workbook names it.
type xlsxSheet struct {
	name, id string
	hidden   bool
}

// cellStyle is what a cell looks like, as far as it matters.
type cellStyle struct {
	format int
	ruled  bool
}

// workbook reads the main part and what it refers to.
func (r *xlsxReader) workbook() error {
	if err := r.findMain(); err != nil {
		return err
	}
	s, err := r.scan(r.main)
	if err != nil {
		return err
	}
	if !s.child(0) || s.name != "workbook" {
		if s.err != nil {
			return s.err
		}
		return block.Damaged(r.main, "the root element is %q, no workbook", s.name)
	}
	r.sheetList(s)
	if s.err != nil {
		return s.err
	}
	if r.parts, err = r.relations(r.main); err != nil {
		return err
	}
	if err := r.side("styles", r.readStyles); err != nil {
		return err
	}
	if err := r.side("sharedStrings", r.readStrings); err != nil {
		return err
	}
	return r.readSheets()
}

func (r *xlsxReader) findMain() error {
	r.main = "xl/workbook.xml"
	roots, err := r.relations("")
	if err != nil {
		return err
	}
	if all := targetsOf(roots, "officeDocument"); len(all) > 0 && r.Has(all[0]) {
		r.main = all[0]
	}
	if strings.HasSuffix(r.main, ".bin") || !r.Has(r.main) && r.Has("xl/workbook.bin") {
		return block.Unsupported("a binary Excel workbook (.xlsb)", "open it in Excel, WPS or LibreOffice and save it as .xlsx")
	}
	return nil
}

func (r *xlsxReader) sheetList(s *scanner) {
	for d := s.depth; s.child(d); {
		switch s.name {
		case "workbookPr":
			r.from1904 = s.isOn("date1904")
		case "sheets":
			for d := s.depth; s.child(d); {
				state := s.attr("state")
				r.sheets = append(r.sheets, xlsxSheet{s.attr("name"), s.attr("id"), state == "hidden" || state == "veryHidden"})
			}
		}
	}
}

// side reads a part that the workbook refers to. It need not be there; but where it is damaged, nothing is what it shows.
func (r *xlsxReader) side(kind string, read func(*scanner)) error {
	all := targetsOf(r.parts, kind)
	if len(all) == 0 {
		return nil
	}
	s, err := r.scan(all[0])
	if err != nil {
		return err
	}
	if s.child(0) {
		read(s)
	}
	return s.err
}

func (r *xlsxReader) readStyles(s *scanner) {
	var ruled []bool
	for d := s.depth; s.child(d); {
		switch s.name {
		case "numFmts":
			for d := s.depth; s.child(d); {
				r.codes[s.number("numFmtId", -1)] = s.attr("formatCode")
			}
		case "borders":
			for d := s.depth; s.child(d); {
				ruled = append(ruled, hasLines(s))
			}
		case "cellXfs":
			for d := s.depth; s.child(d); {
				style := cellStyle{format: s.number("numFmtId", 0)}
				if n := s.number("borderId", 0); n >= 0 && n < len(ruled) {
					style.ruled = ruled[n]
				}
				r.styles = append(r.styles, style)
			}
		}
	}
}

// hasLines reads a border.
func hasLines(s *scanner) (ruled bool) {
	for d := s.depth; s.child(d); {
		switch s.name {
		case "left", "right", "top", "bottom", "start", "end":
			if style := s.attr("style"); style != "" && style != "none" {
				ruled = true
			}
		}
	}
	return ruled
}

func (r *xlsxReader) readStrings(s *scanner) {
	for d := s.depth; s.child(d); {
		if s.name == "si" {
			r.strings = append(r.strings, r.richText(s))
		}
	}
}

// richText reads a text that may have runs. How it is pronounced does not show.
func (r *xlsxReader) richText(s *scanner) rich {
	var w richWriter
	for d := s.depth; s.child(d); {
		switch s.name {
		case "t":
			w.add(r.plain(s), false, false)
		case "r":
			raised, struck := false, false
			for d := s.depth; s.child(d); {
				switch s.name {
				case "rPr":
					raised, struck = runLook(s)
				case "t":
					w.add(r.plain(s), raised, struck)
				}
			}
		}
	}
	return w.rich()
}

func runLook(s *scanner) (raised, struck bool) {
	for d := s.depth; s.child(d); {
		switch s.name {
		case "vertAlign":
			raised = s.attr("val") == "superscript"
		case "strike":
			v := s.attr("val")
			struck = v == "" || s.isOn("val")
		}
	}
	return raised, struck
}

// plain returns the text of the element found, until the next call. Characters that XML cannot hold are written as _x000D_.
func (r *xlsxReader) plain(s *scanner) []byte {
	r.buf = s.content(r.buf[:0])
	if strings.Contains(string(r.buf), "_x") {
		return decodeEscapes(r.buf)
	}
	return r.buf
}

// decodeEscapes replaces _x000D_ by its character. One that is control shows nothing but as a line end or a tab.
func decodeEscapes(text []byte) []byte {
	const length = len("_x000D_")
	var out []byte
	for i := 0; i < len(text); i++ {
		if text[i] == '_' && i+length <= len(text) && text[i+1] == 'x' && text[i+length-1] == '_' {
			if n, err := strconv.ParseUint(string(text[i+2:i+length-1]), 16, 16); err == nil {
				switch c := rune(n); {
				case c >= ' ', c == '\n', c == '\t', c == '\r':
					out = append(out, string(c)...)
				}
				i += length - 1
				continue
			}
		}
		out = append(out, text[i])
	}
	return out
}

// readSheets reads the sheets in their order.
func (r *xlsxReader) readSheets() error {
	if len(r.sheets) > r.keeper.budget.Parts {
		return block.Exceeded(r.main, "more than the limit of %d sheets", r.keeper.budget.Parts)
	}
	for _, sh := range r.sheets {
		if sh.hidden {
			r.hidden = append(r.hidden, sh.name)
			continue
		}
		target := r.parts[sh.id].target
		p := r.start(sh.name)
		r.pages = append(r.pages, p)
		if target == "" || !r.Has(target) {
			p.damage = block.Damaged(sh.name, "the package has no part for the sheet")
			continue
		}
		s, err := r.scan(target)
		if err == nil {
			err = r.sheet(s, target)
		}
		if err != nil && !errors.Is(err, block.ErrDamaged) {
			return err
		}
		p.damage = err
	}
	return nil
}

// isoDate returns the number of a day as cells of type d have it.
func (r *xlsxReader) isoDate(s string) (float64, bool) { return dayOf(s, r.from1904) }

// dayOf returns the number of a day that is written as 2020-03-31T00:00:00.
func dayOf(s string, from1904 bool) (float64, bool) {
	s = strings.TrimSuffix(strings.TrimSpace(s), "Z")
	for _, layout := range []string{"2006-01-02T15:04:05.999", "2006-01-02T15:04", "2006-01-02"} {
		t, err := time.Parse(layout, s)
		if err != nil {
			continue
		}
		first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
		if from1904 {
			first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
		}
		return math.Round(t.Sub(first).Seconds()*1000) / 86400e3, true
	}
	return 0, false
}
