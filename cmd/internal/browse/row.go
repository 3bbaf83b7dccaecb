package browse

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"duban/internal/char"
	"duban/internal/shown"
	"duban/schema/dataset"
)

// row is a row of an annex, or a part of the narrative, with what was read of it.
type row struct {
	ID       string
	Name     string
	Status   string
	Issuer   string
	Units    string // with lines between them
	Report   string // what it is called
	Where    []string
	Link     string // to the row by itself
	Fields   []field
	Figures  []read
	Compared []compared
	Findings []dataset.Record
	History  []seen
}

// field is a text of the row with its figures marked.
type field struct {
	Label  string
	Lang   string // of the label
	Pieces []piece
}

type piece struct {
	Text  string
	ID    string // of a figure
	Class string
	About string
}

// read is what was read of a figure.
type read struct {
	ID    string // where it is marked nowhere
	Text  string
	Value string
	About string
}

type compared struct{ Target, Actual, Reached string }

// seen is the same task in another report.
type seen struct {
	Link, Period, Status string
	Here                 bool
}

// id names a place on the page.
func (p *page) id(at dataset.Place) string {
	n, ok := p.reports[at.Report]
	if !ok {
		n = len(p.reports) + 1
		p.reports[at.Report] = n
	}
	if at.Section != 0 {
		return fmt.Sprintf("r%d-s%d", n, at.Section)
	}
	return fmt.Sprintf("r%d-a%d-%d", n, at.Annex, at.Row)
}

// link returns what leads to a row, and to the figure of that position in it; "" where a finding is on no row.
func (p *page) link(at dataset.Place, position string) string {
	if at.Section == 0 && at.Row == 0 {
		return ""
	}
	if p.InFile {
		p.linked = append(p.linked, at)
		return "#" + p.id(at) + suffix(position)
	}
	to := "/row?" + query("report", at.Report, "annex", number(at.Annex), "row", number(at.Row), "section", number(at.Section))
	if position != "" {
		to += "#figure" + suffix(position)
	}
	return to
}

func suffix(position string) string {
	if position == "" {
		return ""
	}
	return "-p" + position
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// rows fills a part with the rows that are asked for; on one file with those that something leads to first, then with
// others as far as there is room.
func (p *page) rows(one *part, a ask) {
	f := a.rows(p.most.Rows)
	places, total, err := p.data.Rows(p.ctx, f)
	p.fail(err)
	if p.InFile {
		places = firstOf(append(slices.Clone(p.linked), places...), p.most.Rows)
		slices.SortStableFunc(places, func(a, b dataset.Place) int { return p.order(a) - p.order(b) })
	}
	for _, at := range places {
		p.there[at] = true
	}
	for _, at := range places {
		r, err := p.data.Row(p.ctx, at)
		if err != nil {
			p.fail(err)
			return
		}
		one.Rows = append(one.Rows, p.row(r))
	}
	one.Total, one.Shown = total, len(places)
	if p.InFile {
		p.unlink()
		return
	}
	p.turn(one, a, p.most.Rows)
}

// order is the number of the report that a place is in, which all rows of it have together.
func (p *page) order(at dataset.Place) int {
	p.id(at)
	return p.reports[at.Report]
}

// firstOf returns the first places, each once.
func firstOf(places []dataset.Place, most int) []dataset.Place {
	seen := map[dataset.Place]bool{}
	var first []dataset.Place
	for _, at := range places {
		if !seen[at] && len(first) < most {
			seen[at] = true
			first = append(first, at)
		}
	}
	return first
}

// unlink takes links away that would lead to rows for which there was no room.
func (p *page) unlink() {
	there := map[string]bool{}
	for at := range p.there {
		there[p.id(at)] = true
	}
	check := func(link *string) {
		id, _, _ := strings.Cut(strings.TrimPrefix(*link, "#"), "-p")
		if *link != "" && !there[id] {
			*link = ""
		}
	}
	for _, one := range p.Parts {
		for _, c := range one.Charts {
			c.eachLink(check)
		}
		if one.List == nil {
			continue
		}
		for _, l := range one.List.Lines {
			for i := range l.Cells {
				check(&l.Cells[i].Link)
			}
		}
	}
}

func (p *page) row(r *dataset.Row) *row {
	out := &row{ID: p.id(r.Place), Issuer: r.Report["issuer"], Status: r.Task["status"], Findings: r.Findings, Link: p.link(r.Place, "")}
	out.Name = short(r.Name)
	if out.Name == "" {
		out.Name = r.Section["heading"]
	}
	if out.Name == "" {
		out.Name = p.say("a part of the narrative")
		if r.Place.Row != 0 {
			out.Name = p.say("row %s", number(r.Place.Row))
		}
	}
	out.Name = shown.Visible(out.Name)
	out.Report = p.report(r.Report)
	out.Where = p.where(r)
	figures := p.figures(r, out)
	out.Fields = p.fields(r, figures, out)
	p.anchor(r, out)
	for _, c := range r.Compared {
		out.Compared = append(out.Compared, p.compared(c))
	}
	for _, h := range around(r) {
		at := h.Place()
		s := seen{Period: p.until(h), Status: h["status"], Here: at == r.Place}
		if !s.Here && (!p.InFile || p.there[at]) {
			s.Link = p.link(at, "")
		}
		out.History = append(out.History, s)
	}
	if len(out.History) < 2 {
		out.History = nil
	}
	return out
}

// short is the beginning of a text that serves as a name.
func short(text string) string {
	const most = 40 // characters
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

// around returns the rows of the same task in the reports around that of the row.
func around(r *dataset.Row) []dataset.Record {
	const most = 12
	here := slices.IndexFunc(r.History, func(h dataset.Record) bool { return h.Place() == r.Place })
	first := max(0, min(here-most/2, len(r.History)-most))
	return r.History[first:min(first+most, len(r.History))]
}

// report says which report a row is of: issuer, time, title.
func (p *page) report(r dataset.Record) string {
	var parts []string
	for _, text := range []string{shown.Visible(r["issuer"]), p.until(r), shown.Visible(r["title"])} {
		if text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, " · ")
}

func (p *page) until(r dataset.Record) string {
	if r["period_end"] == "" {
		return shown.Visible(r["period"])
	}
	return r["period_end"]
}

// where says where in the source a row stands.
func (p *page) where(r *dataset.Row) []string {
	report := r.Report
	where := []string{shown.Visible(report["source_name"])}
	if r.Place.Section != 0 {
		return append(where, p.say("narrative, part %d", r.Place.Section))
	}
	annex := strings.TrimSpace(shown.Visible(r.Annex["title"]))
	if annex == "" {
		annex = p.say("annex %d", r.Place.Annex)
	} else if n := r.Annex["number"]; n != "" {
		annex = p.say("annex %s: %s", n, annex)
	}
	where = append(where, annex)
	if n := r.Task["number"]; n != "" {
		where = append(where, p.say("no. %s", n))
	}
	return append(where, p.location(r.Task)...)
}

// location returns the place of a row in the file: page, sheet, lines, table and row.
func (p *page) location(t dataset.Record) []string {
	var parts []string
	add := func(text, column string) {
		if t[column] != "" {
			parts = append(parts, p.say(text, shown.Visible(t[column])))
		}
	}
	add("page %s", "page")
	add("sheet %s", "sheet")
	if end := t["end_line"]; end != "" && end != t["line"] {
		parts = append(parts, p.say("lines %s–%s", t["line"], end))
	} else {
		add("line %s", "line")
	}
	add("table %s", "source_table")
	add("row %s of the table", "source_row")
	return parts
}

func (p *page) compared(c dataset.Record) compared {
	out := compared{Target: measured(c["target_value"], "", c["unit"]), Actual: measured(c["actual_value"], "", c["unit"])}
	switch {
	case c["ratio"] != "":
		out.Reached = percent(c["ratio"])
	case c["difference"] != "":
		out.Reached = p.say("%s points", shown.Grouped(c["difference"]))
	}
	return out
}

// place of a figure in a row: its field, and its column where the field is a cell.
type inField struct{ field, column string }

func fieldOf(figure dataset.Record) inField {
	if figure["field"] == "cell" {
		return inField{"cell", figure["column_index"]}
	}
	return inField{figure["field"], ""}
}

// figures lists the figures of a row, and returns them by their fields.
func (p *page) figures(r *dataset.Row, out *row) map[inField][]dataset.Record {
	by := map[inField][]dataset.Record{}
	for _, f := range r.Figures {
		by[fieldOf(f)] = append(by[fieldOf(f)], f)
		out.Figures = append(out.Figures, read{Text: shown.Visible(f["text"]), Value: measured(f["value"], f["value_max"], f["unit"]), About: p.about(f)})
	}
	return by
}

// about says what was read of a figure besides its value.
func (p *page) about(f dataset.Record) string {
	said := []string{p.words(f["kind"]), p.words(f["state"])}
	for _, name := range []string{"modifier", "basis"} {
		if f[name] != "" {
			said = append(said, p.words(f[name]))
		}
	}
	for _, name := range []string{"measure", "subject", "period"} {
		if f[name] != "" && !slices.Contains(said, shown.Visible(f[name])) {
			said = append(said, shown.Visible(f[name]))
		}
	}
	return strings.Join(said, " · ")
}

// fields returns the texts of a row.
func (p *page) fields(r *dataset.Row, figures map[inField][]dataset.Record, out *row) []field {
	var all []field
	add := func(label, lang, text string, at inField) {
		if text != "" {
			all = append(all, field{label, lang, p.marked(text, figures[at], out.ID)})
		}
	}
	if r.Place.Section != 0 {
		if len(figures[inField{field: "heading"}]) > 0 { // else it is the name above
			add(p.say("Heading"), p.Tag(), r.Section["heading"], inField{field: "heading"})
		}
		add(p.say("Text"), p.Tag(), r.Section["text"], inField{field: "text"})
		return all
	}
	headers := map[string]string{}
	for _, c := range r.Columns {
		if headers[c["role"]] == "" {
			headers[c["role"]] = c["header"]
		}
	}
	for _, name := range []string{"category", "item", "target", "progress", "rate", "deadline", "note"} {
		label, lang := shown.Visible(headers[name]), "zh-Hans"
		if label == "" {
			label, lang = p.say(labels[name]), p.Tag()
		}
		add(label, lang, r.Task[name], inField{field: name})
	}
	for _, c := range r.Cells {
		label := p.say("column %s", c["column_index"])
		for _, k := range r.Columns {
			if k["column_index"] == c["column_index"] && k["header"] != "" {
				label = shown.Visible(k["header"])
			}
		}
		add(label, "zh-Hans", c["text"], inField{"cell", c["column_index"]})
	}
	for _, role := range []string{"lead", "support"} {
		names := unitsOf(r.Units, role)
		add(p.say(labels[role]), p.Tag(), strings.Join(names, char.Pause), inField{})
		out.Units += strings.Join(append(names, ""), "\n")
	}
	return all
}

// labels are what texts of a row are called where the table has no header for them.
var labels = map[string]string{"category": "Group", "item": "Task", "target": "Target", "progress": "Progress", "rate": "Completion", "deadline": "Due", "note": "Note",
	"lead": "In the lead", "support": "Supporting"}

func unitsOf(units []dataset.Record, role string) []string {
	var names []string
	for _, u := range units {
		if u["role"] == role && !slices.Contains(names, u["name"]) {
			names = append(names, u["name"])
		}
	}
	return names
}

// marked returns a text in pieces, those of figures marked. Offsets are code points.
func (p *page) marked(text string, figures []dataset.Record, row string) []piece {
	runes := []rune(text)
	figures = slices.SortedStableFunc(slices.Values(figures), func(a, b dataset.Record) int { return start(a) - start(b) })
	var pieces []piece
	at := 0
	for _, f := range figures {
		from, to := start(f), end(f)
		if from < at || to <= from || to > len(runes) {
			continue // within another one, whose mark shows it too
		}
		if from > at {
			pieces = append(pieces, piece{Text: shown.Visible(string(runes[at:from]))})
		}
		pieces = append(pieces, piece{Text: shown.Visible(string(runes[from:to])), ID: p.before(row) + suffix(f["position"]),
			Class: "m " + f["kind"] + " " + f["state"], About: measured(f["value"], f["value_max"], f["unit"]) + " · " + p.about(f)})
		at = to
	}
	if at < len(runes) {
		pieces = append(pieces, piece{Text: shown.Visible(string(runes[at:]))})
	}
	return pieces
}

// anchor has links to figures that are marked nowhere, such as one within another, lead to the list of figures.
func (p *page) anchor(r *dataset.Row, out *row) {
	marked := map[string]bool{}
	for _, f := range out.Fields {
		for _, one := range f.Pieces {
			marked[one.ID] = true
		}
	}
	for i, f := range r.Figures {
		if id := p.before(out.ID) + suffix(f["position"]); !marked[id] {
			out.Figures[i].ID = id
		}
	}
}

// before is what names of figures on the page begin with: on a page of one row always the same.
func (p *page) before(row string) string {
	if p.Here == "row" {
		return "figure"
	}
	return row
}

func start(f dataset.Record) int { n, _ := strconv.Atoi(f["text_start"]); return n }
func end(f dataset.Record) int   { n, _ := strconv.Atoi(f["text_end"]); return n }
