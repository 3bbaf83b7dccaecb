package extract

import (
	"slices"
	"strings"

	"duban/extract/table"
	"duban/internal/char"
	"duban/parse"
	"duban/schema"
)

// This file parts a document into its narrative, the list of annexes below it, and the sheets: tables with the lines
// that head them.

// outline is a document by its parts.
type outline struct {
	lines  []line   // of the narrative
	below  bool     // all of them stand below the first table
	listed []listed // annexes that the narrative lists
	sheets []*sheet
}

// line is one paragraph or heading of the narrative.
type line struct {
	text  string
	level int // of a heading that the source marks as such; 0 for paragraphs
	place parse.Place
}

// listed is one annex as the list below the narrative names it.
type listed struct {
	number int
	title  string
}

// sheet is one annex table, which page breaks may have parted into several.
type sheet struct {
	number  int            // 附件N; 0 where there is none
	title   []string       // lines
	unit    string         // of the table's figures, as a line above the table gives it
	period  *schema.Period // that such a line names
	measure string         // likewise: 指标：服务业营业收入同比增速（%）
	group   string         // heading between the title and the table
	above   string         // heading of the narrative right above
	stated  []line         // lines above the labels that state something: 共安排项目28个
	tables  []tableRows
	place   parse.Place
	width   int
	head    *table.Head
	form    bool // each of the tables was a form
}

// tableRows are the rows of a table below its title and header.
type tableRows struct {
	table *parse.Table
	first int
	group string // heading above the table that is none of the annex: （一）续建项目
}

func (r *reader) outline() outline {
	var o outline
	var held []line // lines since the last table
	for _, b := range r.withRecords(r.blocks) {
		switch b := b.(type) {
		case *parse.Paragraph:
			held = append(held, r.line(b.Text, 0, b.Place))
		case *parse.Heading:
			held = append(held, r.line(b.Text, b.Level, b.Place))
		case *parse.Table:
			for _, part := range r.tables.Parts(b) {
				t, ok := part.(*parse.Table)
				if !ok {
					title := part.(*parse.Paragraph)
					held = append(held, r.line(title.Text, 0, title.Place))
					continue
				}
				o.table(r, t, held)
				held = nil
				o.below = o.below || len(o.sheets) == 1 && len(o.lines) == 0
			}
		}
	}
	o.lines = withoutFirstName(append(o.lines, held...))
	o.takeList(r.Vocabulary)
	return o
}

func (r *reader) line(text string, level int, place parse.Place) line {
	text = r.clean(text, r.documentResidue)
	if marks := len(text) - len(strings.TrimLeft(text, "#")); marks > 0 && marks < len(text) && text[marks] == ' ' { // Markdown
		level, text = marks, trim(text[marks:])
	}
	return line{text: text, level: level, place: place}
}

// table adds a table with the lines above it that are its own, and leaves the others to the narrative.
func (o *outline) table(r *reader, t *parse.Table, above []line) {
	name, above := takeSheetName(above)
	s, kept := r.heading(above)
	place := t.Place
	r.takeFooter(t)
	t, h, form := r.shaped(t)
	if form && o.continuesForms(s, h) {
		o.addForm(t, h, s, kept)
		return
	}
	if len(o.sheets) > 0 && sameSheet(o.sheets[len(o.sheets)-1].place, place) && len(s.title) == 0 && s.number == 0 && (len(kept) == 0 || len(kept) == 1 && isGroupLine(kept[0].text)) {
		last := o.sheets[len(o.sheets)-1]
		group := s.group
		if len(kept) == 1 {
			group = kept[0].text
		}
		if first, ok := r.continues(last, t, h, group); ok {
			if group != "" && last.tables[0].group == "" {
				last.tables[0].group = last.above
			}
			last.tables = append(last.tables, tableRows{t, first, group})
			return
		}
	}
	if len(kept) > 0 {
		if nearest := kept[len(kept)-1].text; isGroupLine(nearest) {
			s.above = nearest
		}
	}
	o.lines = append(o.lines, kept...)
	if c := trim(t.Caption); c != "" && len(s.title) == 0 {
		s.title = []string{c}
	}
	titled := len(s.title) > 0
	texts := h.Above
	if group, i := r.groupAbove(t, h); i >= 0 && s.group == "" {
		s.group, texts = group, slices.Concat(texts[:i], texts[i+1:])
	}
	if n := len(texts); n > 1 && s.group == "" && isGroupLine(texts[n-1]) {
		s.group, texts = texts[n-1], texts[:n-1]
	}
	for _, text := range texts {
		_, _, annex := r.annexLabel(text)
		if annex || r.endsTitle(text) || r.isCaption(text) {
			s.headLine(r, text)
			continue
		}
		p, ok := r.monthOf(text)
		switch {
		case ok:
			s.period = p
		case !titled:
			s.headLine(r, text)
		case strings.ContainsAny(text, char.Digits): // 共安排项目28个，总投资35亿元: what it states is read as text
			s.stated = append(s.stated, line{text: text, place: t.Place})
		}
	}
	s.headBySheet(r, name)
	s.head, s.width, s.place = h, t.Width(), t.Place
	s.tables, s.form = []tableRows{{t, h.End, s.group}}, form
	o.sheets = append(o.sheets, s)
}

// groupAbove returns the heading of a group that stands above the labels, 一 | 产业项目（2个）, and which of the texts there it is; -1 for
// none.
func (r *reader) groupAbove(t *parse.Table, h *table.Head) (group string, at int) {
	columns := make([]table.Column, len(h.Labels))
	for i, l := range h.Labels {
		columns[i].As = l.Role
	}
	for _, row := range t.Rows[:h.End] {
		if s, ok := r.tables.NumberedHeading(columns, row); ok {
			return s, slices.IndexFunc(h.Above, func(text string) bool { return strings.HasSuffix(text, " "+s) })
		}
	}
	return "", -1
}

// shaped reads the header of a table, and brings forms and tables that stand side by side to the usual shape.
func (r *reader) shaped(t *parse.Table) (_ *parse.Table, h *table.Head, form bool) {
	h = r.headOf(t)
	if sides, ok := r.tables.Sides(t, h); ok {
		return sides, r.headOf(sides), false
	}
	if f, ok := r.tables.Form(t); ok {
		return f, r.headOf(f), true
	}
	return t, h, false
}

// continuesForms reports whether a form has the labels of the one before, so that both are rows of one annex.
func (o *outline) continuesForms(s *sheet, h *table.Head) bool {
	if len(o.sheets) == 0 || s.number > 0 {
		return false
	}
	last := o.sheets[len(o.sheets)-1]
	return last.form && h.Same(last.head)
}

// addForm adds a form to those before. A heading between them heads its row.
func (o *outline) addForm(t *parse.Table, h *table.Head, s *sheet, kept []line) {
	last := o.sheets[len(o.sheets)-1]
	group := s.group
	if len(kept) == 1 && isGroupLine(kept[0].text) {
		group, kept = kept[0].text, nil
	}
	if len(s.title) > 0 && strings.Join(s.title, "") != strings.Join(last.title, "") {
		group = strings.Join(s.title, "")
	}
	if n := len(o.lines); group != "" && last.tables[0].group == "" && n > 0 && o.lines[n-1].text == last.above {
		last.tables[0].group = last.above
		o.lines = o.lines[:n-1]
	}
	o.lines = append(o.lines, kept...)
	last.tables = append(last.tables, tableRows{t, h.End, group})
}

// headOf reads the header of a table. Rows above that are no title belong to the entries where there are no labels.
func (r *reader) headOf(t *parse.Table) *table.Head {
	h := r.tables.Head(t)
	isTitle := func(s string) bool { _, _, ok := r.annexLabel(s); return ok || r.endsTitle(s) }
	if !h.Found() && !slices.ContainsFunc(h.Above, isTitle) {
		return &table.Head{}
	}
	return &h
}

// continues reports whether a table goes on where the sheet ends, and from which row: it has no header of its own, or
// the same once more with running numbers that do not begin again.
//
// With a heading of a group between them, the numbers may begin again where the sheet began with such a heading too.
func (r *reader) continues(s *sheet, t *parse.Table, h *table.Head, group string) (first int, ok bool) {
	if len(h.Above) > 0 {
		return 0, false
	}
	if !h.Found() {
		return 0, s.head.Found() && t.Width() == s.width
	}
	if !h.Same(s.head) {
		return 0, false
	}
	number := h.Column(schema.RoleNumber)
	if number < 0 || h.End >= len(t.Rows) || number >= len(t.Rows[h.End].Cells) {
		return h.End, true
	}
	n, ok := ordinal(t.Rows[h.End].Cells[number].Text)
	return h.End, !ok || n != 1 || group != "" && s.group != ""
}

// takeList takes the list of annexes out of the narrative: 附件：1.… and the lines below that go on counting.
func (o *outline) takeList(v *Vocabulary) {
	for i := 0; i < len(o.lines); i++ {
		number, rest, ok := v.annexLabel(o.lines[i].text)
		if !ok || number > 0 && len(o.sheets) == 0 || runeLen(rest) > longestListed {
			continue
		}
		end := i + 1
		if rest != "" {
			o.addListed(v, number, rest)
		}
		for ; end < len(o.lines); end++ {
			n, title, ok := v.listItem(o.lines[end].text)
			if !ok || n != len(o.listed)+1 {
				break
			}
			o.addListed(v, n, title)
		}
		if end > i+1 || rest != "" {
			o.lines = slices.Delete(o.lines, i, end)
			o.headByList()
			return
		}
	}
}

// longestListed is how many characters behind such a label are the name of an annex.
const longestListed = 120

// headByList gives the tables without a title the one that the list has for them.
func (o *outline) headByList() {
	if len(o.listed) != len(o.sheets) {
		return
	}
	for i, s := range o.sheets {
		if len(s.title) == 0 && (s.number == 0 || s.number == o.listed[i].number) {
			s.title = []string{o.listed[i].title}
		}
	}
}

func (o *outline) addListed(v *Vocabulary, number int, title string) {
	if n, rest, ok := v.listItem(title); ok {
		number, title = n, rest
	}
	o.listed = append(o.listed, listed{number, strings.TrimRight(title, char.Semicolons+char.Stop)})
}
