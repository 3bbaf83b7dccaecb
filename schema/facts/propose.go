package facts

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"duban/schema"
)

// Propose writes the facts that hold for r: the counts, and of each row its units, status, figures, comparisons and
// findings. They are worth something once a person has set them against the source.
func Propose(r *schema.Report) []byte {
	w := &proposal{}
	w.comment("Facts as they were read from %s. Set each against the source, and take out what you do not check.", r.Source.Name)
	w.fact("annexes", strconv.Itoa(len(r.Annexes)))
	w.fact("sections", strconv.Itoa(len(r.Sections)))
	w.findings("", r.Findings)
	for i, s := range r.Sections {
		at := fmt.Sprintf("section/%d/", i+1)
		w.head(s.Heading, "section %d%s", i+1, where(s.Location))
		w.indicators(at, s.Indicators)
		w.findings(at, s.Findings)
	}
	for _, a := range r.Annexes {
		w.annex(&a)
	}
	return w.text.Bytes()
}

type proposal struct{ text bytes.Buffer }

func (w *proposal) annex(a *schema.Annex) {
	at := fmt.Sprintf("annex/%d/", a.Index)
	w.head(a.Title, "annex %d%s", a.Index, where(a.Location))
	w.fact(at+"kind", string(a.Kind))
	w.fact(at+"rows", strconv.Itoa(len(a.Rows)))
	for i := range a.Rows {
		w.row(at, &a.Rows[i])
	}
}

func (w *proposal) row(annex string, row *schema.Row) {
	at := fmt.Sprintf("%srow/%d/", annex, row.Index)
	w.head(row.Target, "row %d%s", row.Index, where(row.Location))
	w.fact(at+"lead_units", unitNames(row.LeadUnits))
	w.fact(at+"status", string(row.Status))
	w.indicators(at, row.Indicators)
	names := named(len(row.Comparisons), func(i int) string { return row.Indicators[row.Comparisons[i].Target].Text })
	for i, c := range row.Comparisons {
		name := at + "compare/" + names[i]
		if c.Ratio != nil {
			w.fact(name+"/ratio", c.Ratio.String())
		} else {
			w.fact(name+"/difference", optional(c.Difference))
		}
	}
	w.findings(at, row.Findings)
}

func (w *proposal) indicators(at string, list []schema.Indicator) {
	names := named(len(list), func(i int) string { return list[i].Text })
	for i, x := range list {
		name := at + "indicators/" + names[i]
		w.fact(name+"/value", x.Value.String())
		w.fact(name+"/state", string(x.State))
	}
}

// named returns the texts of n things, each with its number if others have the same.
func named(n int, textOf func(int) string) []string {
	of, nth := map[string]int{}, map[string]int{}
	for i := range n {
		of[textOf(i)]++
	}
	var names []string
	for i := range n {
		name := textOf(i)
		if of[name] > 1 {
			nth[name]++
			name = fmt.Sprintf("%s[%d]", name, nth[name])
		}
		names = append(names, name)
	}
	return names
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

// fact writes one line, unless the form of the file cannot hold it.
func (w *proposal) fact(path, expected string) {
	line := path + "\t" + expected
	if strings.ContainsAny(line, "\n\r") || strings.Count(line, "\t") != 1 || withoutComment(line) != line || expected != strings.TrimSpace(expected) {
		return
	}
	w.text.WriteString(line + "\n")
}

func (w *proposal) comment(format string, args ...any) {
	fmt.Fprintf(&w.text, "# "+format+"\n", args...)
}

// head writes a comment on what the facts below speak of, with the first words of its text.
func (w *proposal) head(text, format string, args ...any) {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most]) + "…"
	}
	w.text.WriteByte('\n')
	w.comment("%s: %s", fmt.Sprintf(format, args...), strings.Join(strings.Fields(text), " "))
}
