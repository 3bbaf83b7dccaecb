package facts

import (
	"bytes"
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"duban/internal/message"
	"duban/schema"
)

// Propose writes the facts that hold for r: the counts, the columns of each table, and of each row what it speaks of,
// its units, status, pace, figures, comparisons and findings. They are worth something once a person has set them
// against the source. Its comments are in a language.
func Propose(r *schema.Report, l message.Language) []byte {
	w := &proposal{language: l}
	w.comment(message.New("Facts as they were read from %s. Set each against the source, and take out what you do not check.", r.Source.Name))
	w.known("id", r.ID)
	w.fact("annexes", count(r.Annexes))
	w.fact("sections", count(r.Sections))
	w.known("document_number", r.DocumentNumber)
	if r.Region != nil {
		w.fact("region/code", r.Region.Code)
	}
	if len(r.Unread) > 0 {
		w.fact("unread", count(r.Unread))
	}
	w.findings("", r.Findings)
	for i, s := range r.Sections {
		at := fmt.Sprintf("section/%d/", i+1)
		w.head(s.Heading, message.New("section %d", i+1), s.Location)
		w.indicators(at, s.Indicators)
		w.findings(at, s.Findings)
	}
	for _, a := range r.Annexes {
		w.annex(&a)
	}
	return w.text.Bytes()
}

type proposal struct {
	text     bytes.Buffer
	language message.Language
}

func (w *proposal) annex(a *schema.Annex) {
	at := fmt.Sprintf("annex/%d/", a.Index)
	w.head(a.Title, message.New("annex %d", a.Index), a.Location)
	w.fact(at+"kind", string(a.Kind))
	w.fact(at+"rows", count(a.Rows))
	w.known(at+"unit_text", a.UnitText)
	if a.Period != nil {
		w.known(at+"period", a.Period.Text)
	}
	for i := range a.Columns {
		w.column(fmt.Sprintf("%scolumn/%d/", at, i), &a.Columns[i])
	}
	w.findings(at, a.Findings)
	for i := range a.Rows {
		w.row(at, &a.Rows[i])
	}
}

// column writes what a column is, and what its header says of the bare figures in it.
func (w *proposal) column(at string, c *schema.Column) {
	w.fact(at+"header", c.Header)
	w.fact(at+"role", string(c.Role))
	w.known(at+"measure", c.Measure)
	w.known(at+"unit_text", c.UnitText)
	w.known(at+"kind", string(c.Kind))
	w.known(at+"state", string(c.State))
	w.known(at+"basis", c.Basis)
	if c.Period != nil {
		w.known(at+"period", c.Period.Text)
	}
	w.holds(at+"cumulative", c.Cumulative)
	w.holds(at+"total", c.Total)
}

func (w *proposal) row(annex string, row *schema.Row) {
	at := fmt.Sprintf("%srow/%d/", annex, row.Index)
	w.head(cmp.Or(row.Item, row.Target), message.New("row %d", row.Index), row.Location)
	w.known(at+"item", row.Item)
	w.holds(at+"total", row.Total)
	w.known(at+"lead_units", UnitNames(row.LeadUnits))
	w.fact(at+"status", string(row.Status))
	w.known(at+"pace", string(row.Pace))
	for _, s := range row.Shared {
		w.fact(fmt.Sprintf("%sshared/%d", at, s.Column), strconv.Itoa(s.Row))
	}
	w.indicators(at, row.Indicators)
	names := named(len(row.Comparisons), func(i int) string { return row.Indicators[row.Comparisons[i].Target].Text })
	for i, c := range row.Comparisons {
		name := at + "compare/" + names[i]
		w.known(name+"/ratio", decimal(c.Ratio))
		w.known(name+"/difference", decimal(c.Difference))
	}
	w.findings(at, row.Findings)
}

// indicators writes the figures of a row or section; those of cells by their column, of which the state is said.
func (w *proposal) indicators(at string, list []schema.Indicator) {
	paths := IndicatorPaths(list)
	for i := range list {
		x, path := &list[i], at+paths[i]
		if paths[i] == "" {
			continue
		}
		w.fact(path+"/value", x.Value.String())
		if x.Column != nil {
			w.known(path+"/unit", x.Unit)
			continue
		}
		w.fact(path+"/state", string(x.State))
	}
}

// findings writes how many findings there are of each code.
func (w *proposal) findings(at string, list []schema.Finding) {
	counts := map[schema.Code]int{}
	for _, f := range list {
		counts[f.Code]++
	}
	for _, f := range list {
		if counts[f.Code] > 0 {
			w.fact(at+"findings/"+string(f.Code), strconv.Itoa(counts[f.Code]))
			counts[f.Code] = 0
		}
	}
}

// known writes a fact on what may be absent, if it is not.
func (w *proposal) known(path, expected string) {
	if expected != "" {
		w.fact(path, expected)
	}
}

// holds writes a fact on what is rarely so, if it is.
func (w *proposal) holds(path string, is bool) {
	if is {
		w.fact(path, "true")
	}
}

// fact writes one line, unless the form of the file cannot hold it.
func (w *proposal) fact(path, expected string) {
	if line, ok := Line(path, expected); ok {
		w.text.WriteString(line + "\n")
	}
}

func (w *proposal) comment(text message.Text) {
	w.text.WriteString("# " + text.In(w.language) + "\n")
}

// head writes a comment on what the facts below speak of and where that stands, with the first words of its text.
func (w *proposal) head(text string, what message.Text, l *schema.Location) {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most]) + "…"
	}
	w.text.WriteByte('\n')
	begins := strings.Join(strings.Fields(text), " ")
	if at := where(l); !at.IsZero() {
		w.comment(message.New("%s (%s of the report): %s", what, at, begins))
		return
	}
	w.comment(message.New("%s: %s", what, begins))
}
