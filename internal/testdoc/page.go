package testdoc

import (
	"fmt"
	"html"
	"strings"
)

// HTML writes the page as HTML.
func (p Page) HTML() []byte {
	var sb strings.Builder
	sb.WriteString("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n")
	p.html(&sb)
	sb.WriteString("</body></html>\n")
	return []byte(sb.String())
}

func (p Page) html(sb *strings.Builder) {
	for _, part := range p {
		if part.Grid != nil {
			part.Grid.html(sb)
			continue
		}
		tag := "p"
		if part.Level > 0 {
			tag = fmt.Sprintf("h%d", part.Level)
		}
		fmt.Fprintf(sb, "<%s>%s</%[1]s>\n", tag, htmlText(part.Text))
	}
}

func htmlText(text string) string { return strings.ReplaceAll(html.EscapeString(text), "\n", "<br>") }

func (g *Grid) html(sb *strings.Builder) {
	sb.WriteString("<table border=\"1\">\n")
	for _, row := range g.Rows {
		sb.WriteString("<tr>")
		for _, box := range row {
			tag := "td"
			if box.Head {
				tag = "th"
			}
			fmt.Fprintf(sb, `<%s colspan="%d" rowspan="%d">`, tag, box.Cols, box.Rows)
			if len(box.Page) == 1 && box.Page[0].Grid == nil {
				sb.WriteString(htmlText(box.Page[0].Text))
			} else {
				box.Page.html(sb)
			}
			fmt.Fprintf(sb, "</%s>", tag)
		}
		sb.WriteString("</tr>\n")
	}
	sb.WriteString("</table>\n")
}

// DOCX writes the page as a document of Word, its merged cells by gridSpan and vMerge, its text in runs.
func (p Page) DOCX() []byte {
	w := writer{}
	w.page(p)
	return Package{Body: w.body.String(), Styles: styles()}.Bytes()
}

func (w *writer) page(p Page) {
	for _, part := range p {
		switch {
		case part.Grid != nil:
			w.grid(part.Grid)
		case part.Level > 0:
			w.paragraph(fmt.Sprintf(`<w:pStyle w:val="%d"/>`, part.Level), part.Text)
		default:
			w.paragraph("", part.Text)
		}
	}
}

func (w *writer) grid(g *Grid) {
	places := g.Places()
	width := 0
	for _, row := range places {
		width = max(width, len(row))
	}
	w.body.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>`)
	w.body.WriteString(strings.Repeat(`<w:gridCol w:w="1420"/>`, width) + `</w:tblGrid>`)
	for y, row := range places {
		w.body.WriteString(`<w:tr>`)
		for x := 0; x < len(row); x += max(1, cols(row[x])) {
			w.box(row[x], row[x] != nil && y > 0 && x < len(places[y-1]) && places[y-1][x] == row[x])
		}
		w.body.WriteString(`</w:tr>`)
	}
	w.body.WriteString(`</w:tbl>`)
	w.paragraph("", "")
}

func cols(box *Box) int {
	if box == nil {
		return 1
	}
	return box.Cols
}

// box writes one cell; covered says that it is the lower part of a merged one.
func (w *writer) box(box *Box, covered bool) {
	if box == nil {
		box = NewBox("")
	}
	w.body.WriteString(`<w:tc><w:tcPr><w:tcW w:w="1420" w:type="dxa"/>`)
	if box.Cols > 1 {
		fmt.Fprintf(&w.body, `<w:gridSpan w:val="%d"/>`, box.Cols)
	}
	switch {
	case covered:
		w.body.WriteString(`<w:vMerge/>`)
	case box.Rows > 1:
		w.body.WriteString(`<w:vMerge w:val="restart"/>`)
	}
	w.body.WriteString(`</w:tcPr>`)
	if covered || len(box.Page) == 0 {
		w.paragraph("", "")
	} else {
		w.page(box.Page)
	}
	w.body.WriteString(`</w:tc>`)
}

// The ways to write a page as text.
const (
	Tabs  = "tabs"  // one row a line, cells parted by tabs
	Pipes = "pipes" // tables of Markdown
	Lines = "lines" // one cell a line, led by a tab, a blank line between rows
	Flat  = "flat"  // one cell a line without any mark; blank cells are lost

	Closed      = "closed"       // a pipe behind each cell; a blank one breaks the line, and rows with merged cells are filled up with pipes
	ClosedLines = "closed lines" // the same, each cell in a line of its own
)

// Plain writes the page as text. A merged cell has its text at its first place and is blank at the others, as conversions
// leave it; a table of one cell is written as what it holds.
func (p Page) Plain(way string) []byte {
	var sb strings.Builder
	for _, part := range p {
		if part.Grid == nil {
			sb.WriteString(part.Text + "\n\n")
			continue
		}
		if only := part.Grid.only(); only != nil {
			sb.Write(only.Page.Plain(way))
			continue
		}
		part.Grid.plain(&sb, way)
		sb.WriteString("\n")
	}
	return []byte(sb.String())
}

func (g *Grid) only() *Box {
	if len(g.Rows) == 1 && len(g.Rows[0]) == 1 {
		return g.Rows[0][0]
	}
	return nil
}

func (g *Grid) plain(sb *strings.Builder, way string) {
	places := g.Places()
	if way == Closed || way == ClosedLines {
		g.closed(sb, way, places)
		return
	}
	for y, row := range places {
		var cells []string
		for x, box := range row {
			beside := x > 0 && row[x-1] == box
			below := y > 0 && x < len(places[y-1]) && places[y-1][x] == box
			if beside && way == Lines {
				continue
			}
			text := ""
			if box != nil && !beside && !below {
				text = box.Text()
			}
			cells = append(cells, text)
		}
		plainRow(sb, way, cells, y)
	}
}

func plainRow(sb *strings.Builder, way string, cells []string, y int) {
	for i, c := range cells {
		switch way {
		case Pipes:
			cells[i] = strings.ReplaceAll(c, "\n", "<br>")
		case Tabs:
			cells[i] = strings.ReplaceAll(c, "\n", "")
		}
	}
	switch way {
	case Tabs:
		sb.WriteString(strings.Join(cells, "\t") + "\n")
	case Pipes:
		sb.WriteString("| " + strings.Join(cells, " | ") + " |\n")
		if y == 0 {
			sb.WriteString("|" + strings.Repeat(" --- |", len(cells)) + "\n")
		}
	case Lines:
		for _, c := range cells {
			sb.WriteString("\t" + c + "\n")
		}
		sb.WriteString("\n")
	case Flat:
		for _, c := range cells {
			if c != "" {
				sb.WriteString(c + "\n\n")
			}
		}
	}
}

// closed writes each merged cell once, in the row that it begins in.
func (g *Grid) closed(sb *strings.Builder, way string, places [][]*Box) {
	width := 0
	for _, row := range places {
		width = max(width, len(row))
	}
	for _, row := range g.Rows {
		for i, box := range row {
			text := strings.ReplaceAll(box.Text(), "\n", " ")
			switch {
			case way == ClosedLines && text != "":
				sb.WriteString(text + " |\n")
			case way == ClosedLines:
				sb.WriteString("|\n")
			case text == "" && i > 0:
				sb.WriteString("\n| ")
			case text == "":
				sb.WriteString("| ")
			default:
				sb.WriteString(text + " | ")
			}
		}
		filled := strings.Repeat("|", max(0, width-len(row)))
		if filled != "" || way == Closed {
			sb.WriteString(filled + "\n")
		}
	}
}
