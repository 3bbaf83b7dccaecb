package main

import (
	"io"
	"os"
	"strings"

	"duban/internal/message"
	"duban/schema"
)

// text writes a report for a person: the findings by annex, each with its words, then the facts and the coverage.
func (k checked) text(p palette) string {
	v := checkView{palette: p, language: k.language}
	r := k.report
	v.line("%s: %s", v.bold(printable(k.name)), k.summary())
	group := ""
	for _, f := range k.findings() {
		if title := f.group(r).In(k.language); title != group {
			group = title
			v.line("")
			v.line("%s", v.bold(printable(title)))
		}
		v.finding(f, r)
	}
	k.unreadLines(&v)
	k.factLines(&v)
	c := r.Coverage
	v.line("")
	v.line("%d of %s explained", c.Explained, message.Count(c.Numbers, "%d number", "%d numbers"))
	return v.text.String()
}

// summary says how much was read and found.
func (k checked) summary() message.Text {
	rows := 0
	for _, a := range k.report.Annexes {
		rows += len(a.Rows)
	}
	s := message.New("%s in %s", message.Count(rows, "%d row", "%d rows"),
		message.Count(len(k.report.Annexes), "%d annex", "%d annexes"))
	var parts []message.Text
	add := func(severity schema.Severity, one, many message.Format) {
		if n := k.count(severity); n > 0 {
			parts = append(parts, message.Count(n, one, many))
		}
	}
	add(schema.Error, "%d error", "%d errors")
	add(schema.Warning, "%d warning", "%d warnings")
	add(schema.Info, "%d remark", "%d remarks")
	if parts == nil {
		parts = []message.Text{message.New("nothing that does not add up")}
	}
	return message.New("%s; %s", s, message.Join(parts))
}

// group is the heading that a finding stands under.
func (f found) group(r *schema.Report) message.Text {
	switch {
	case f.annex != nil:
		return titled(message.New("annex %d", f.annex.Index), f.annex.Title)
	case f.section > 0:
		return titled(message.New("section %d", f.section), r.Sections[f.section-1].Heading)
	}
	return message.New("document")
}

// titled returns a thing with its title, if it has one.
func titled(thing message.Text, title string) message.Text {
	if title == "" {
		return thing
	}
	return message.New("%s: %s", thing, title)
}

// checkView writes findings for a reader at a terminal.
type checkView struct {
	palette
	language message.Language
	text     strings.Builder
	last     found // whose words are
	words    []rune
}

func (v *checkView) line(format message.Format, args ...any) {
	v.text.WriteString(strings.TrimRight(message.New(format, args...).In(v.language), " "))
	v.text.WriteByte('\n')
}

// finding writes a finding as compilers do: what and where, then the words with what is meant marked below.
func (v *checkView) finding(f found, r *schema.Report) {
	v.line("  %s %s", v.severity(f.Severity), message.New("%s: %s", f.at(), printable(f.Message)))
	words := v.wordsOf(f, r)
	if f.Field == "" || f.End > len(words) || f.Start > f.End || len(words) == 0 {
		return
	}
	before, marked, after := excerpt(words, f.Start, f.End)
	v.line("    │ %s%s%s", before, v.strong(f.Severity, marked), after)
	v.line("    │ %s%s", strings.Repeat(" ", screen.StringWidth(before)), v.strong(f.Severity, strings.Repeat("^", max(screen.StringWidth(marked), 1))))
}

// at names the place of a finding below its heading: the row, its place in the source and the cell.
func (f found) at() message.Text {
	var parts []message.Text
	if f.row != nil {
		n := message.New("row %d", f.row.Index)
		if f.row.Number > 0 && f.row.Number != f.row.Index {
			n = message.New("%s (序号 %d)", n, f.row.Number)
		}
		parts = append(parts, n)
	}
	if at := sourcePlace(f.location); !at.IsZero() {
		parts = append(parts, at)
	}
	if f.Field != "" {
		parts = append(parts, f.cell())
	}
	return message.Join(append(parts, message.Verbatim(string(f.Code))))
}

// sourcePlace names a place in the source.
func sourcePlace(l *schema.Location) message.Text {
	switch {
	case l == nil:
		return message.Text{}
	case l.Line > 0:
		return message.New("line %d", l.Line)
	case l.Sheet != "":
		return message.New("sheet %s", strings.TrimSuffix(printable(l.Sheet)+", "+printable(l.Cell), ", "))
	case l.Row > 0:
		return message.New("table %d, row %d", l.Table, l.Row)
	case l.Table > 0:
		return message.New("table %d", l.Table)
	case l.Page > 0:
		return message.New("page %d", l.Page)
	}
	return message.Text{}
}

// headerWidth is how many columns of a terminal the header of a column is shortened to.
const headerWidth = 30

// cell names the cell of a finding: its field, or the header of its column where the row has no field for it.
func (f found) cell() message.Text {
	if f.Column == nil || f.annex == nil || *f.Column >= len(f.annex.Columns) {
		return message.TermText("field", string(f.Field))
	}
	header := strings.Join(strings.Fields(f.annex.Columns[*f.Column].Header), " ")
	if header == "" {
		return message.New("%s of column %d", message.TermText("field", string(f.Field)), *f.Column)
	}
	return message.New("%s “%s”", message.TermText("field", string(f.Field)), screen.Truncate(printable(header), headerWidth, "…"))
}

// wordsOf are the words of a finding, which often are those of the one before.
func (v *checkView) wordsOf(f found, r *schema.Report) []rune {
	if v.last.Finding == nil || !f.isInTextOf(v.last) {
		v.last, v.words = f, f.words(r)
	}
	return v.words
}

// isInTextOf reports whether two findings are about words of the same text.
func (f found) isInTextOf(other found) bool {
	return f.row == other.row && f.section == other.section && f.Field == other.Field && f.column() == other.column()
}

// column is the column of field cell; 0 of all others.
func (f found) column() int {
	if f.Column == nil {
		return 0
	}
	return *f.Column
}

// words are the characters of the text that the offsets of a finding count in.
func (f found) words(r *schema.Report) []rune {
	if f.section > 0 {
		s := r.Sections[f.section-1]
		return []rune(map[schema.Field]string{schema.FieldHeading: s.Heading, schema.FieldText: s.Text}[f.Field])
	}
	if f.row == nil {
		return nil
	}
	return []rune(f.row.Text(f.Field, f.column()))
}

// excerptWidth is how many columns are shown on each side of the marked words; characters without width are counted as well.
const excerptWidth = 36

// excerpt returns the words of a text from start to end, and as many on both sides as there is room for, all of them
// safe to show.
func excerpt(words []rune, start, end int) (before, marked, after string) {
	from, to := start, end
	for from > 0 && start-from < excerptWidth && screen.StringWidth(printable(string(words[from-1:start]))) <= excerptWidth {
		from--
	}
	for to < len(words) && to-end < excerptWidth && screen.StringWidth(printable(string(words[end:to+1]))) <= excerptWidth {
		to++
	}
	before, marked, after = printable(string(words[from:start])), printable(string(words[start:end])), printable(string(words[end:to]))
	marked = screen.Truncate(marked, 2*excerptWidth, "…")
	if from > 0 {
		before = "…" + before
	}
	if to < len(words) {
		after += "…"
	}
	return before, marked, after
}

// unreadLines writes what the source holds and no reader reads.
func (k checked) unreadLines(v *checkView) {
	if len(k.report.Unread) == 0 {
		return
	}
	v.line("")
	v.line("%s", v.bold(message.Format("not read").In(v.language)))
	for _, u := range k.report.Unread {
		what := message.Verbatim(v.strong(schema.Warning, message.Term(v.language, "unread", string(u.What))))
		if at := sourcePlace(u.Location); !at.IsZero() {
			what = message.New("%s, %s", at, what)
		}
		v.line("  %s", message.New("%s: %s", what, printable(u.Message)))
	}
}

// factLines writes the facts that do not hold, and how many do.
func (k checked) factLines(v *checkView) {
	if len(k.facts) == 0 {
		return
	}
	v.line("")
	v.line("%s", v.bold(message.Format("facts").In(v.language)))
	for _, f := range k.facts {
		if f.Holds() {
			continue
		}
		first, rest, _ := strings.Cut(f.In(v.language), "\n")
		v.line("  %s %s", v.severity(schema.Error), printable(first))
		for line := range strings.SplitSeq(rest, "\n") {
			v.line("    │ %s", printable(strings.TrimPrefix(line, "\t")))
		}
	}
	v.line("  %s", message.New("%d of %s hold", len(k.facts)-k.failingFacts(), message.Count(len(k.facts), "%d fact", "%d facts")))
}

// palette colours words, or leaves them as they are.
type palette bool

// colours returns the palette for a writer: colours are for terminals whose user has not asked for none.
func colours(w io.Writer) palette {
	file, ok := w.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return false
	}
	info, err := file.Stat()
	return palette(err == nil && info.Mode()&os.ModeCharDevice != 0)
}

func (p palette) paint(code, s string) string {
	if !p || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func (p palette) bold(s string) string { return p.paint("1", s) }

// codes are the colours of the severities.
var codes = map[schema.Severity]string{schema.Error: "31", schema.Warning: "33", schema.Info: "36"}

func (v *checkView) severity(s schema.Severity) string {
	return v.paint("1;"+codes[s], message.Term(v.language, "severity", string(s)))
}

func (p palette) strong(s schema.Severity, words string) string { return p.paint(codes[s], words) }
