package review

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"duban/internal/shown"
	"duban/schema"
)

// finding is a finding with where it is shown.
type finding struct {
	schema.Finding
	Where string // "annex 3, row 122"
	To    string // id of the words it is about, or of the note below them
	At    string // id of its note, if that is what To names
}

// finding adds f, which stands in what has that name, to the list.
func (v *view) finding(f schema.Finding, name string) *finding {
	to := fmt.Sprintf("f%d", len(v.Findings)+1)
	f.Message, f.From = f.Text().In(v.Language), f.FromText().In(v.Language)
	out := &finding{Finding: f, Where: name, To: to}
	if !out.hasWords() {
		out.At = to
	}
	v.Findings = append(v.Findings, out)
	return out
}

func (v *view) findings(list []schema.Finding, name string) []*finding {
	var out []*finding
	for _, f := range list {
		out = append(out, v.finding(f, name))
	}
	return out
}

// hasWords reports whether the finding is about words in a text that is shown as it is.
func (f *finding) hasWords() bool {
	switch f.Field {
	case "", schema.FieldNumber, schema.FieldLeadUnits, schema.FieldSupportUnits:
		return false
	}
	return f.End > f.Start
}

// comparison is a comparison as it is shown.
type comparison struct {
	ID      string
	Where   string
	Subject string
	Target  string // as written
	Actual  string
	State   schema.State // of what is set against the target
	Result  string       // "93.02 %" of the target, or "+50.2" percentage points
	Points  bool         // the result is a difference
	Draft   bool         // what is set against the target is no fact yet, but an estimate or a plan
	Limit   bool         // the target is one not to pass
	Value   string       // of the bar, and Max; "" where a bar would say nothing
	Max     string
	Elapsed string // share of the year that has gone, "25 %"; "" where it does not matter
}

func (v *view) comparisons(r *schema.Row, name, id string) []*comparison {
	var out []*comparison
	for i, c := range r.Comparisons {
		target, actual := r.Indicators[c.Target], r.Indicators[c.Actual]
		o := &comparison{ID: fmt.Sprintf("%s-c%d", id, i+1), Where: name, Subject: shown.Visible(cmp.Or(target.Subject, actual.Subject)),
			Target: written(target), Actual: written(actual), Draft: actual.State != schema.Actual && actual.State != "", State: actual.State,
			Limit: target.Modifier == schema.AtMost || target.Modifier == schema.LessThan}
		switch {
		case c.Ratio != nil:
			o.Result = percent(*c.Ratio)
		case c.Difference != nil:
			o.Points = true
			o.Result = signed(*c.Difference)
		}
		if c.Schedule != nil {
			o.Elapsed = percent(*c.Schedule)
		}
		if !o.Limit && target.Value.Sign() > 0 && actual.Value.Sign() >= 0 {
			o.Value, o.Max = actual.Value.String(), target.Value.String()
		}
		out = append(out, o)
	}
	v.Compared = append(v.Compared, out...)
	return out
}

// written returns a number as it is written, a decrease with its sign: 下降25% is −25%.
func written(i schema.Indicator) string {
	if i.Value.Sign() < 0 && !strings.HasPrefix(i.Text, "-") {
		return "−" + shown.Visible(i.Text)
	}
	return shown.Visible(i.Text)
}

// percent returns a ratio as a percentage: 0.9302 is "93.02%".
func percent(ratio schema.Decimal) string {
	d := ratio.Exact()
	d.Exponent += 2
	return shown.Grouped(schema.NewDecimal(*d).String()) + "%"
}

// signed returns a difference with its sign.
func signed(d schema.Decimal) string {
	if d.Sign() > 0 {
		return "+" + shown.Grouped(d.String())
	}
	return shown.Grouped(d.String())
}

// choice is something that rows can be chosen by, with how many rows have it.
type choice struct {
	Name string
	Rows int
}

// units returns the names of the responsible units, those of most rows first.
func units(r *schema.Report) []choice {
	return choices(r, unitNames)
}

func statuses(r *schema.Report) []choice {
	return choices(r, func(row *schema.Row) []string { return []string{string(row.Status)} })
}

func paces(r *schema.Report) []choice {
	return choices(r, func(row *schema.Row) []string {
		if row.Pace == "" {
			return nil
		}
		return []string{string(row.Pace)}
	})
}

func choices(r *schema.Report, of func(*schema.Row) []string) []choice {
	rows := map[string]int{}
	for _, a := range r.Annexes {
		for i := range a.Rows {
			for _, name := range of(&a.Rows[i]) {
				rows[name]++
			}
		}
	}
	var out []choice
	for _, name := range slices.Sorted(maps.Keys(rows)) {
		out = append(out, choice{name, rows[name]})
	}
	slices.SortStableFunc(out, func(a, b choice) int { return cmp.Compare(b.Rows, a.Rows) })
	return out
}

// unitNames returns the names of all units of a row, each once.
func unitNames(r *schema.Row) []string {
	var names []string
	seen := map[string]bool{}
	for _, u := range slices.Concat(r.LeadUnits, r.SupportUnits) {
		if name := shown.Visible(u.Name); !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	return names
}
