package testdoc

import (
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"
)

// XLSX writes the page as a workbook of one sheet. Figures are written as numbers with the format by which they show as in the
// page. With lines, those of the tables have lines around their cells, and titles are merged over the columns; without, nothing
// tells the tables from what stands above them.
func (p Page) XLSX(lines bool) []byte {
	p = p.flat()
	w := sheetWriter{lines: lines, formats: map[string]int{}}
	width := 1
	for _, part := range p {
		if part.Grid != nil {
			for _, row := range part.Grid.Places() {
				width = max(width, len(row))
			}
		}
	}
	for i, part := range p {
		switch {
		case part.Grid != nil:
			w.grid(part.Grid)
			if lines && i+1 < len(p) {
				w.row++ // an empty one
			}
		case part.Text != "":
			w.open()
			w.cell(0, part.Text, false)
			w.close()
			if lines && width > 1 {
				w.merge(w.row-1, 0, w.row-1, width-1)
			}
		}
	}
	return w.bytes()
}

// flat returns the page with what the tables that only lay it out hold in their place: no cell of a sheet holds a table.
func (p Page) flat() Page {
	var out Page
	for _, part := range p {
		if part.Grid == nil || !part.Grid.nests() {
			out = append(out, part)
			continue
		}
		for _, row := range part.Grid.Rows {
			for _, box := range row {
				out = append(out, box.Page.flat()...)
			}
		}
	}
	return out
}

// nests reports whether a grid is there to lay the page out: it has one column with tables in it.
func (g *Grid) nests() bool {
	holds := false
	for _, row := range g.Rows {
		if len(row) > 1 {
			return false
		}
		for _, part := range row[0].Page {
			holds = holds || part.Grid != nil
		}
	}
	return holds
}

type sheetWriter struct {
	lines   bool
	rows    strings.Builder
	merges  strings.Builder
	formats map[string]int // codes, by the number of their style
	codes   []string
	row     int
}

func (w *sheetWriter) open()  { fmt.Fprintf(&w.rows, `<row r="%d">`, w.row+1) }
func (w *sheetWriter) close() { w.rows.WriteString(`</row>`); w.row++ }

func (w *sheetWriter) grid(g *Grid) {
	top := w.row
	places := g.Places()
	for y, row := range places {
		w.open()
		for x, box := range row {
			if box == nil {
				w.cell(x, "", w.lines)
				continue
			}
			beside := x > 0 && row[x-1] == box
			below := y > 0 && x < len(places[y-1]) && places[y-1][x] == box
			if beside || below {
				w.cell(x, "", w.lines)
				continue
			}
			w.cell(x, box.Text(), w.lines)
			if box.Rows > 1 || box.Cols > 1 {
				w.merge(top+y, x, min(top+y+box.Rows, top+len(places))-1, x+box.Cols-1)
			}
		}
		w.close()
	}
}

func (w *sheetWriter) merge(top, left, bottom, right int) {
	fmt.Fprintf(&w.merges, `<mergeCell ref="%s:%s"/>`, sheetCell(top, left), sheetCell(bottom, right))
}

// sheetCell returns the name of a cell; up to 26 columns.
func sheetCell(row, col int) string { return string(rune('A'+col)) + strconv.Itoa(row+1) }

// figure is a number as it shows, with thousands parted or a sign of percent.
var figure = regexp.MustCompile(`^-?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|0|[1-9][0-9]{0,9})(\.[0-9]{1,6})?(%?)$`)

func (w *sheetWriter) cell(col int, text string, ruled bool) {
	name := sheetCell(w.row, col)
	m := figure.FindStringSubmatch(text)
	switch {
	case text == "":
		fmt.Fprintf(&w.rows, `<c r="%s" s="%d"/>`, name, w.style("General", ruled))
	case m == nil:
		fmt.Fprintf(&w.rows, `<c r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, name, w.style("General", ruled), html.EscapeString(text))
	default:
		value := strings.TrimSuffix(strings.ReplaceAll(text, ",", ""), "%")
		code := "0"
		if strings.Contains(text, ",") {
			code = "#,##0"
		}
		if m[1] != "" {
			code += "." + strings.Repeat("0", len(m[1])-1)
		}
		if m[2] != "" {
			code += "%"
			value = hundredth(value)
		}
		fmt.Fprintf(&w.rows, `<c r="%s" s="%d"><v>%s</v></c>`, name, w.style(code, ruled), value)
	}
}

// hundredth returns the nearest float, as a spreadsheet has it.
func hundredth(value string) string {
	v, err := strconv.ParseFloat(value+"e-2", 64)
	if err != nil {
		panic(err) // it is a figure
	}
	return strconv.FormatFloat(v, 'g', 17, 64)
}

// style returns the number of the style that has a format, and lines or none.
func (w *sheetWriter) style(code string, ruled bool) int {
	n, ok := w.formats[code]
	if !ok {
		n = len(w.codes)
		w.formats[code] = n
		w.codes = append(w.codes, code)
	}
	if ruled {
		return 2*n + 1
	}
	return 2 * n
}

func (w *sheetWriter) bytes() []byte {
	const main = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	var formats, styles strings.Builder
	for n, code := range w.codes {
		fmt.Fprintf(&formats, `<numFmt numFmtId="%d" formatCode="%s"/>`, 164+n, html.EscapeString(code))
		for border := range 2 {
			fmt.Fprintf(&styles, `<xf numFmtId="%d" borderId="%d"/>`, 164+n, border)
		}
	}
	merges := ""
	if w.merges.Len() > 0 {
		merges = `<mergeCells>` + w.merges.String() + `</mergeCells>`
	}
	const side = ` style="thin"/>`
	return Zip(map[string]string{
		"_rels/.rels": Relations("officeDocument", "xl/workbook.xml"),
		"xl/workbook.xml": xmlHead + `<workbook ` + main + ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` +
			`<sheets><sheet name="Sheet1" sheetId="1" r:id="rworksheet"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": Relations("worksheet", "worksheets/sheet1.xml", "styles", "styles.xml"),
		"xl/styles.xml": xmlHead + `<styleSheet ` + main + `><numFmts>` + formats.String() + `</numFmts>` +
			`<borders><border/><border><left` + side + `<right` + side + `<top` + side + `<bottom` + side + `</border></borders>` +
			`<cellXfs>` + styles.String() + `</cellXfs></styleSheet>`,
		"xl/worksheets/sheet1.xml": xmlHead + `<worksheet ` + main + `><sheetData>` + w.rows.String() + `</sheetData>` + merges + `</worksheet>`,
	})
}
