package converted

import (
	"strconv"
	"strings"

	"duban/internal/message"
	"duban/parse/block"
	"duban/parse/grid"
	"duban/parse/symbol"
)

// doclingDocument is what is read of a DoclingDocument: a tree of nodes that refer to each other by where they stand in the file.
type doclingDocument struct {
	Body     node
	Groups   []node
	Texts    []node
	Tables   []node
	Pictures []node
	Fields   []node `json:"key_value_items"`
	Forms    []node `json:"form_items"`
}

// node is a thing of any kind.
type node struct {
	Children []reference
	Layer    string `json:"content_layer"`
	Label    string
	Prov     []struct {
		Page int `json:"page_no"`
	}
	Captions  []reference
	Footnotes []reference

	Text       string
	Level      int
	Enumerated bool
	Marker     string
	Formatting *struct {
		Script string
	}

	Data tableData
}

type reference struct {
	Ref string `json:"$ref"`
}

type tableData struct {
	Cells []tableCell   `json:"table_cells"`
	Grid  [][]tableCell // each cell as often as it covers places
	Rows  int           `json:"num_rows"`
	Cols  int           `json:"num_cols"`
}

type tableCell struct {
	Text     string
	Top      int  `json:"start_row_offset_idx"`
	Bottom   int  `json:"end_row_offset_idx"`
	Left     int  `json:"start_col_offset_idx"`
	Right    int  `json:"end_col_offset_idx"`
	IsHeader bool `json:"column_header"`
	Ref      *reference
}

// docling reads a DoclingDocument.
type docling struct {
	*doclingDocument
	budget *block.Budget
	doc    *block.Document
	seen   map[*node]bool // each node is read once, so that none is read within itself
	forms  int
}

func readDocling(b *block.Budget, data []byte) (*block.Document, error) {
	r := docling{doclingDocument: &doclingDocument{}, budget: b, doc: &block.Document{Format: block.FormatDocling}, seen: map[*node]bool{}}
	if err := decode(b, data, r.doclingDocument); err != nil {
		return nil, err
	}
	if err := r.children(&r.Body, 0); err != nil {
		return nil, err
	}
	if r.forms > 0 {
		says := block.Diagnostic{}.Saying("fields of forms were not read: %d", r.forms)
		r.doc.Diagnostics = append(r.doc.Diagnostics, says)
	}
	if len(r.doc.Blocks) == 0 && len(r.doc.Unread) == 0 {
		return nil, block.Unsupported("a file without text", "pass a report")
	}
	numberParagraphs(r.doc)
	return r.doc, nil
}

// numberParagraphs gives paragraphs and headings their places; their pages stay.
func numberParagraphs(doc *block.Document) {
	n := 0
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *block.Heading:
			n++
			b.Place = block.Place{Paragraph: n, Page: b.Page}
		case *block.Paragraph:
			n++
			b.Place = block.Place{Paragraph: n, Page: b.Page}
		}
	}
}

// find returns the node that a reference names, as #/texts/12 does, or nil.
func (r *docling) find(ref string) *node {
	list, index, _ := strings.Cut(strings.TrimPrefix(ref, "#/"), "/")
	i, err := strconv.Atoi(index)
	if err != nil || i < 0 {
		return nil
	}
	nodes := map[string][]node{"groups": r.Groups, "texts": r.Texts, "tables": r.Tables, "pictures": r.Pictures,
		"key_value_items": r.Fields, "form_items": r.Forms}[list]
	if i >= len(nodes) {
		return nil
	}
	return &nodes[i]
}

// take returns the node that a reference names if it belongs to the body and was not read before, else nil.
func (r *docling) take(ref string) *node {
	n := r.find(ref)
	if n == nil || r.seen[n] || n.isFurniture() {
		return nil
	}
	r.seen[n] = true
	return n
}

// isFurniture reports what pages repeat at their edges, and what does not show.
func (n *node) isFurniture() bool {
	return n.Layer != "" && n.Layer != "body" || n.Label == "page_header" || n.Label == "page_footer"
}

// children reads what hangs on a node, in its order.
func (r *docling) children(n *node, depth int) error {
	if depth > r.budget.Depth {
		return block.Exceeded("", "nested deeper than the limit of %d", r.budget.Depth)
	}
	for _, c := range n.Children {
		if err := r.budget.Live(); err != nil {
			return err
		}
		child := r.take(c.Ref)
		if child == nil {
			continue
		}
		if err := r.node(child, c.Ref, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (r *docling) node(n *node, ref string, depth int) error {
	switch {
	case strings.HasPrefix(ref, "#/tables/"):
		return r.table(n, depth)
	case strings.HasPrefix(ref, "#/pictures/"):
		what, thing := block.Picture, message.Format("a picture")
		if n.Label == "chart" {
			what, thing = block.Chart, "a chart"
		}
		r.leave(n, what, thing)
		return r.beside(n.Captions, n.page())
	case strings.HasPrefix(ref, "#/key_value_items/"), strings.HasPrefix(ref, "#/form_items/"):
		r.forms++
		return nil
	case n.Label == "inline":
		r.paragraph(&block.Paragraph{Text: r.inline(n), Place: block.Place{Page: r.pageOf(n)}})
		return nil
	case strings.HasPrefix(ref, "#/texts/"):
		r.text(n)
	}
	return r.children(n, depth)
}

// text reads a text. One whose parts are written in several ways has these as its first child, and no text of its own.
func (r *docling) text(n *node) {
	if n.Label == "formula" {
		r.leave(n, block.Equation, "an equation")
		return
	}
	text := n.shown()
	if text == "" {
		text = r.firstInline(n)
	}
	at := block.Place{Page: n.page()}
	switch {
	case n.Label == "title", n.Label == "section_header":
		if text = tidy(text); text != "" {
			r.doc.Blocks = append(r.doc.Blocks, &block.Heading{Level: max(n.Level, 1), Text: text, Place: at})
		}
		return
	case n.Label == "list_item" && n.Enumerated && n.Marker != "" && text != "":
		r.paragraph(&block.Paragraph{Text: n.Marker + " " + text, List: n.Marker, Place: at})
		return
	case n.Label == "checkbox_selected":
		text = "☑ " + text
	case n.Label == "checkbox_unselected":
		text = "☐ " + text
	}
	r.paragraph(&block.Paragraph{Text: text, Place: at})
}

// firstInline returns the text of the parts that a text consists of, if these are the first that hang on it.
func (r *docling) firstInline(n *node) string {
	if len(n.Children) == 0 {
		return ""
	}
	first := r.find(n.Children[0].Ref)
	if first == nil || first.Label != "inline" || r.take(n.Children[0].Ref) == nil {
		return ""
	}
	return r.inline(first)
}

// inline returns the text of parts that stand in one line, of which the spaces between them are lost.
func (r *docling) inline(n *node) string {
	var parts []string
	for _, c := range n.Children {
		if part := r.take(c.Ref); part != nil && part.Label == "formula" {
			r.leave(part, block.Equation, "an equation")
			parts = append(parts, string(block.ObjectMark))
		} else if part != nil {
			parts = append(parts, part.shown())
		}
	}
	return join(parts)
}

// shown returns the text of a node, a raised number as superscript.
func (n *node) shown() string {
	if n.Formatting != nil && n.Formatting.Script == "super" {
		if raised, ok := symbol.AppendRaised(nil, strings.TrimSpace(n.Text)); ok {
			return string(raised)
		}
	}
	return n.Text
}

func (r *docling) paragraph(p *block.Paragraph) {
	if p.Text = tidy(p.Text); p.Text != "" {
		r.doc.Blocks = append(r.doc.Blocks, p)
	}
}

func tidy(s string) string { return string(block.Tidy([]byte(s))) }

func (n *node) page() int {
	if len(n.Prov) == 0 {
		return 0
	}
	return max(n.Prov[0].Page, 0)
}

// pageOf returns the page of a group, which is that of what is in it.
func (r *docling) pageOf(n *node) int {
	for _, c := range n.Children {
		if child := r.find(c.Ref); child != nil && child.page() > 0 {
			return child.page()
		}
	}
	return 0
}

func (r *docling) leave(n *node, what block.What, thing message.Format) {
	known := len(r.doc.Unread)
	r.doc.Leave(what, block.NotRead(thing, ""), nil)
	for i := range r.doc.Unread[known:] {
		r.doc.Unread[known+i].Place = block.Place{Page: n.page()}
	}
}

// beside reads captions and notes, of what stands on a page.
func (r *docling) beside(refs []reference, page int) error {
	for _, ref := range refs {
		if n := r.take(ref.Ref); n != nil {
			r.paragraph(&block.Paragraph{Text: n.shown(), Place: block.Place{Page: max(n.page(), page)}})
		}
	}
	return nil
}

// table reads a table, its captions before it and its notes behind it.
func (r *docling) table(n *node, depth int) error {
	if err := r.beside(n.Captions, n.page()); err != nil {
		return err
	}
	t, err := r.grid(n, depth)
	if err != nil {
		return err
	}
	if t != nil {
		r.doc.Blocks = append(r.doc.Blocks, t)
	}
	return r.beside(n.Footnotes, n.page())
}

// grid returns the table of a node, nil where it has no cells.
func (r *docling) grid(n *node, depth int) (*block.Table, error) {
	d := &n.Data
	if len(d.Cells) == 0 {
		for i, row := range d.Grid {
			for j, c := range row {
				if c.Top == i && c.Left == j {
					d.Cells = append(d.Cells, c)
				}
			}
		}
	}
	height, width := max(d.Rows, 0), max(d.Cols, 0)
	var spots []grid.Spot
	labels := make(map[int]bool)
	for i := range d.Cells {
		c := &d.Cells[i]
		text, err := r.cellText(c, depth)
		if err != nil {
			return nil, err
		}
		height, width = max(height, c.Top+1), max(width, c.Left+1) // some say less than there is
		spots = append(spots, grid.Spot{Cell: &block.Cell{Text: tidy(text)}, Row: c.Top, Col: c.Left,
			Rows: max(c.Bottom-c.Top, 1), Cols: max(c.Right-c.Left, 1)})
		if text != "" {
			isLabel, known := labels[c.Top]
			labels[c.Top] = c.IsHeader && (isLabel || !known)
		}
	}
	if height == 0 || width == 0 || len(spots) == 0 {
		return nil, nil
	}
	t, err := grid.Lay(r.budget, height, width, spots)
	if err != nil {
		return nil, err
	}
	t.Page = n.page()
	for i := range t.Rows {
		t.Rows[i].Page, t.Rows[i].Header = t.Page, labels[i]
	}
	return t, nil
}

// cellText returns the text of a cell; of one that refers to what is in it, that.
func (r *docling) cellText(c *tableCell, depth int) (string, error) {
	if c.Ref == nil || depth > r.budget.Depth {
		return c.Text, nil
	}
	n := r.take(c.Ref.Ref)
	if n == nil {
		return c.Text, nil
	}
	inner := docling{doclingDocument: r.doclingDocument, budget: r.budget, doc: &block.Document{}, seen: r.seen}
	if err := inner.node(n, c.Ref.Ref, depth+1); err != nil {
		return "", err
	}
	r.doc.Unread = append(r.doc.Unread, inner.doc.Unread...)
	var lines []string
	for _, b := range inner.doc.Blocks {
		if t, ok := b.(*block.Table); ok {
			lines = append(lines, t.Text())
			continue
		}
		lines = append(lines, block.TextOf(b))
	}
	if text := strings.Join(lines, "\n"); text != "" {
		return text, nil
	}
	return c.Text, nil
}
