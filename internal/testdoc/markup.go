package testdoc

import (
	"html"
	"regexp"
	"strconv"
	"strings"
)

// Page is a document as the tests write it: headings, paragraphs and tables with merged and nested cells. It is read
// from simple HTML by a reader of its own, so that what is expected does not come from the code under test.
type Page []Part

// Part is one of a heading, a paragraph and a table.
type Part struct {
	Level int    // of a heading, from 1; 0 for a paragraph
	Text  string // of a heading or a paragraph; line breaks are "\n"
	Grid  *Grid  // a table, where there is no text
}

// Grid is a table: its cells in the order of the source, row by row.
type Grid struct{ Rows [][]*Box }

// Box is a cell with what it holds and how many columns and rows it covers.
type Box struct {
	Page       Page
	Cols, Rows int
	Head       bool // a cell of labels: <th>
}

// Text returns the paragraphs of a cell, parted by "\n"; the text of nested tables is not among them.
func (b *Box) Text() string {
	var lines []string
	for _, p := range b.Page {
		if p.Grid == nil {
			lines = append(lines, p.Text)
		}
	}
	return strings.Join(lines, "\n")
}

// NewBox returns a cell of one place that holds text.
func NewBox(text string) *Box { return &Box{Page: Page{{Text: text}}, Cols: 1, Rows: 1} }

var (
	markupPiece = regexp.MustCompile(`(?s)<[^>]*>|[^<]+`)
	markupSpan  = regexp.MustCompile(`(col|row)span="?(\d+)`)
	markupTag   = regexp.MustCompile(`^</?\s*([a-z]+[1-6]?)`)
)

// Markup reads HTML of h1 … h6, p, br, table, tr, td and th, of which the last three need not be closed. Other tags are
// passed over.
func Markup(source string) Page {
	r := &markup{pieces: markupPiece.FindAllString(source, -1)}
	return r.page(false)
}

type markup struct {
	pieces []string
	at     int
}

// next returns the piece at hand and the name of its tag, with "/" in front of one that closes.
func (r *markup) next() (piece, tag string) {
	piece = r.pieces[r.at]
	if m := markupTag.FindStringSubmatch(piece); m != nil {
		tag = m[1]
		if strings.HasPrefix(piece, "</") {
			tag = "/" + tag
		}
	}
	return piece, tag
}

// page reads on to the end, or, within a cell, to the tag that ends the cell.
func (r *markup) page(cell bool) Page {
	var page Page
	var text *Part
	end := func() { text = nil }
	for ; r.at < len(r.pieces); r.at++ {
		piece, tag := r.next()
		switch {
		case tag == "table":
			end()
			r.at++
			page = append(page, Part{Grid: r.grid()})
		case cell && endsCell(tag):
			return trimmed(page)
		case tag == "br":
			if text == nil {
				page = append(page, Part{})
				text = &page[len(page)-1]
			}
			text.Text += "\n"
		case tag == "p", len(tag) == 2 && tag[0] == 'h' && tag != "hr":
			page = append(page, Part{Level: levelOf(tag)})
			text = &page[len(page)-1]
		case tag != "":
			end()
		case !strings.HasPrefix(piece, "<") && strings.TrimSpace(piece) != "":
			if text == nil {
				page = append(page, Part{})
				text = &page[len(page)-1]
			}
			text.Text += html.UnescapeString(strings.Trim(piece, "\n"))
		}
	}
	return trimmed(page)
}

func endsCell(tag string) bool {
	switch tag {
	case "td", "th", "tr", "/td", "/th", "/tr", "/table":
		return true
	}
	return false
}

func levelOf(tag string) int {
	level, err := strconv.Atoi(tag[1:])
	if err != nil {
		return 0
	}
	return level
}

func trimmed(page Page) Page {
	for i := range page {
		page[i].Text = strings.TrimSpace(page[i].Text)
	}
	return page
}

// grid reads on behind the tag that ends the table.
func (r *markup) grid() *Grid {
	g := &Grid{}
	for r.at < len(r.pieces) {
		piece, tag := r.next()
		switch tag {
		case "/table":
			return g
		case "tr":
			g.Rows = append(g.Rows, nil)
			r.at++
		case "td", "th":
			r.at++
			box := &Box{Cols: 1, Rows: 1, Head: tag == "th"}
			for _, m := range markupSpan.FindAllStringSubmatch(piece, -1) {
				n, _ := strconv.Atoi(m[2])
				if m[1] == "col" {
					box.Cols = n
				} else {
					box.Rows = n
				}
			}
			box.Page = r.page(true)
			last := len(g.Rows) - 1
			g.Rows[last] = append(g.Rows[last], box)
		default:
			r.at++
		}
	}
	return g
}

// Places returns the cell at each place of the grid: a merged cell stands at all that it covers, nil where there is none.
func (g *Grid) Places() [][]*Box {
	places := make([][]*Box, len(g.Rows))
	for y, row := range g.Rows {
		x := 0
		for _, box := range row {
			for x < len(places[y]) && places[y][x] != nil {
				x++
			}
			for dy := 0; dy < box.Rows && y+dy < len(places); dy++ {
				for dx := range box.Cols {
					for len(places[y+dy]) <= x+dx {
						places[y+dy] = append(places[y+dy], nil)
					}
					places[y+dy][x+dx] = box
				}
			}
		}
	}
	return places
}

// Laid returns the grid of which each place holds the cell at it: the reverse of Places. The cells are new; a cell that stands
// at several places is merged over them, and nil is a blank cell.
func Laid(places [][]*Box) *Grid {
	g := &Grid{Rows: make([][]*Box, len(places))}
	seen := map[*Box]bool{}
	for y, row := range places {
		for x, box := range row {
			if box == nil {
				g.Rows[y] = append(g.Rows[y], NewBox(""))
				continue
			}
			if seen[box] {
				continue
			}
			seen[box] = true
			laid := *box
			laid.Cols, laid.Rows = 0, 0
			for x+laid.Cols < len(row) && row[x+laid.Cols] == box {
				laid.Cols++
			}
			for y+laid.Rows < len(places) && x < len(places[y+laid.Rows]) && places[y+laid.Rows][x] == box {
				laid.Rows++
			}
			g.Rows[y] = append(g.Rows[y], &laid)
		}
	}
	return g
}
