package converted

import (
	"strings"

	"duban/parse/block"
	"duban/parse/markdown"
)

// item is an entry of MinerU's list of contents.
type item struct {
	Type      string
	Text      string
	Level     int      `json:"text_level"`
	Page      int      `json:"page_idx"` // from 0
	Picture   string   `json:"img_path"`
	Table     string   `json:"table_body"`
	Captions  []string `json:"table_caption"`
	Notes     []string `json:"table_footnote"`
	Titles    []string `json:"image_caption"`
	OldTitles []string `json:"img_caption"`
	Items     []string `json:"list_items"`
	Code      string   `json:"code_body"`
}

func readList(b *block.Budget, data []byte) (*block.Document, error) {
	var items []item
	if err := decode(b, data, &items); err != nil {
		return nil, err
	}
	return readItems(b, items)
}

// readItems reads entries as the Markdown that MinerU itself makes of them, since their texts have its marks and its formulas.
func readItems(b *block.Budget, items []item) (*block.Document, error) {
	var w pages
	for i := range items {
		w.item(&items[i])
	}
	if w.out.Len() == 0 {
		return nil, block.Unsupported("a file without text", "pass a report")
	}
	doc, err := markdown.Read(b, []byte(w.out.String()))
	if err != nil {
		return nil, err
	}
	doc.Format, doc.Encoding = block.FormatMinerU, ""
	w.place(doc)
	numberParagraphs(doc)
	return doc, nil
}

// pages writes Markdown, and knows on which page each line stands.
type pages struct {
	out   strings.Builder
	pages []int // by line, from 0
}

func (w *pages) item(x *item) {
	switch x.Type {
	case "header", "footer", "page_header", "page_footer", "page_number", "aside_text":
		return
	}
	if x.Text != "" {
		w.paragraph(x.Page, strings.Repeat("#", min(max(x.Level, 0), 6)), x.Text)
	}
	for _, texts := range [][]string{x.Captions, x.Titles, x.OldTitles, x.Items, {x.Code}} {
		for _, s := range texts {
			w.paragraph(x.Page, "", s)
		}
	}
	switch {
	case x.Table != "":
		w.paragraph(x.Page, "", x.Table)
	case x.Picture != "" && x.Text == "":
		w.paragraph(x.Page, "", "![]("+strings.NewReplacer("(", "", ")", "", "\n", "").Replace(x.Picture)+")")
	}
	for _, s := range x.Notes {
		w.paragraph(x.Page, "", s)
	}
}

// paragraph writes a text that begins with a mark, with an empty line behind it.
func (w *pages) paragraph(page int, mark, text string) {
	if text = block.Trim(text); text == "" {
		return
	}
	if mark != "" {
		text = mark + " " + strings.Join(strings.Fields(text), " ")
	}
	for line := range strings.SplitSeq(text+"\n", "\n") {
		w.out.WriteString(line + "\n")
		w.pages = append(w.pages, max(page, 0)+1)
	}
}

// place gives all that has a line the page on which that stands.
func (w *pages) place(doc *block.Document) {
	set := func(p *block.Place) {
		if 0 < p.Line && p.Line <= len(w.pages) {
			*p = block.Place{Page: w.pages[p.Line-1]}
		}
	}
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *block.Paragraph:
			set(&b.Place)
		case *block.Heading:
			set(&b.Place)
		case *block.Table:
			set(&b.Place)
			for i := range b.Rows {
				set(&b.Rows[i].Place)
				for _, c := range b.Rows[i].Cells {
					set(&c.Place)
				}
			}
		}
	}
	for i := range doc.Unread {
		set(&doc.Unread[i].Place)
	}
	for i := range doc.Diagnostics {
		set(&doc.Diagnostics[i].Place)
	}
}

// middle is MinerU's middle.json.
type middle struct {
	Pages []struct {
		Blocks []part `json:"para_blocks"`
		Page   int    `json:"page_idx"`
	} `json:"pdf_info"`
	Backend string `json:"_backend"`
	How     string `json:"_parse_type"`
	Version string `json:"_version_name"`
}

// part is a block of a page: with lines, or with blocks of its own.
type part struct {
	Type  string
	Level int
	Parts []part `json:"blocks"`
	Lines []struct {
		Spans []span
	}
}

type span struct {
	Type, Content, HTML string
	Picture             string `json:"image_path"`
}

func readMiddle(b *block.Budget, data []byte) (*block.Document, error) {
	var m middle
	if err := decode(b, data, &m); err != nil {
		return nil, err
	}
	var items []item
	for _, p := range m.Pages {
		for i := range p.Blocks {
			items = p.Blocks[i].items(items, p.Page)
		}
	}
	doc, err := readItems(b, items)
	if err != nil || !m.isRecognized() {
		return doc, err
	}
	doc.Recognized.By = strings.TrimSpace("MinerU " + m.Version)
	for _, p := range m.Pages {
		doc.Recognized.Pages = append(doc.Recognized.Pages, max(p.Page, 0)+1)
	}
	return doc, nil
}

// isRecognized reports that the texts are what a program has recognised in pictures of the pages.
func (m *middle) isRecognized() bool { return m.How == "ocr" || strings.HasPrefix(m.Backend, "vlm") }

// items appends the entries that a block makes.
func (p *part) items(all []item, page int) []item {
	if strings.HasSuffix(p.Type, "_caption") || len(p.Parts) == 0 {
		return append(all, p.item(page))
	}
	for _, captions := range []bool{true, false} { // which stand first, wherever they are in the page
		for i := range p.Parts {
			if strings.HasSuffix(p.Parts[i].Type, "_caption") == captions {
				all = p.Parts[i].items(all, page)
			}
		}
	}
	return all
}

// item makes an entry of the lines of a block.
func (p *part) item(page int) item {
	x := item{Type: "text", Page: page}
	if p.Type == "title" {
		x.Level = max(p.Level, 1)
	}
	var lines []string
	for _, l := range p.Lines {
		var texts []string
		for _, s := range l.Spans {
			switch {
			case s.HTML != "":
				x.Table += s.HTML
			case s.Picture != "" && s.Content == "":
				x.Picture = s.Picture
			case s.Type == "inline_equation":
				texts = append(texts, "$"+s.Content+"$")
			case s.Type == "interline_equation":
				texts = append(texts, "$$"+s.Content+"$$")
			default:
				texts = append(texts, block.Trim(s.Content))
			}
		}
		lines = append(lines, join(texts))
	}
	if p.Type == "list" || p.Type == "index" {
		x.Items = lines
		return x
	}
	x.Text = join(lines)
	return x
}
