package change

import (
	"math/big"
	"strings"
)

// Figures is one figure of a task that both reports have.
type Figures struct {
	Before, After *Figure
	Difference    string // after − before, exact
}

// about is what a figure speaks of. Two figures of one task are compared where that is the same.
type about struct {
	place, measure, subject, unit, kind, state, basis, relation, modifier string
	time                                                                  string
}

// figuresOf pairs the figures of a task, in the order of the later report. A figure with which another one of its row could
// be confused has no partner.
func figuresOf(r1, r2 *Report, before, after *Task) []Figures {
	old, ambiguous := map[about]*Figure{}, map[about]bool{}
	for i := range before.Figures {
		a := aboutOf(r1, &before.Figures[i])
		ambiguous[a] = ambiguous[a] || old[a] != nil
		old[a] = &before.Figures[i]
	}
	count := map[about]int{}
	for i := range after.Figures {
		count[aboutOf(r2, &after.Figures[i])]++
	}
	var list []Figures
	for i := range after.Figures {
		f := &after.Figures[i]
		a := aboutOf(r2, f)
		was := old[a]
		if was == nil || ambiguous[a] || count[a] > 1 || beginsAnew(r1, r2, f) {
			continue
		}
		if difference, ok := minus(f.Value, was.Value); ok {
			list = append(list, Figures{was, f, difference})
		}
	}
	return list
}

// beginsAnew reports whether what a figure counts has begun at 0 between the reports: what is done in a year, as far as
// nothing says otherwise.
func beginsAnew(before, after *Report, f *Figure) bool {
	isAim := f.State == "target" || f.State == "planned"
	isRate := f.Kind == "growth" || f.Kind == "ratio" || f.Kind == "rank"
	return !isAim && !isRate && yearOf(before) != yearOf(after)
}

func yearOf(r *Report) string { return r.End[:min(4, len(r.End))] }

func aboutOf(r *Report, f *Figure) about {
	return about{bare(f.Place), f.Measure, f.Subject, f.Unit, f.Kind, f.State, f.Basis, f.Relation, f.Modifier, timeOf(r, f)}
}

// The times that move on with the reports.
const (
	untold     = ""         // the figure names none
	ofPeriod   = "period"   // that of the report
	ofYear     = "year"     // from the beginning of the year to the end of the report's period
	untilEnd   = "until"    // to the end of the report's period
	ofWholeOwn = "year/all" // a year that the period lies in
)

// timeOf tells of what time a figure speaks, by its place beside the time of its report: figures of one quarter are
// compared with those of another, and what is counted since January with what is. A first quarter is both; it is taken
// as the latter. Any other time is itself.
func timeOf(r *Report, f *Figure) string {
	switch year := yearOf(r); {
	case f.Start == "" && f.End == "":
		return untold
	case year == "":
	case f.Start == "" && f.End == r.End:
		return untilEnd
	case f.Start == year+"-01-01" && f.End == r.End:
		return ofYear
	case f.Start == r.Start && f.End == r.End:
		return ofPeriod
	case f.Start == year+"-01-01" && f.End == year+"-12-31":
		return ofWholeOwn
	}
	return f.Start + "/" + f.End
}

// minus returns a − b, exact, where both are decimals.
func minus(a, b string) (string, bool) {
	x, okX := new(big.Rat).SetString(a)
	y, okY := new(big.Rat).SetString(b)
	if !okX || !okY {
		return "", false
	}
	text := x.Sub(x, y).FloatString(max(scale(a), scale(b)))
	if strings.Contains(text, ".") {
		text = strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
	}
	if text == "-0" {
		text = "0"
	}
	return text, true
}

// scale is the number of digits behind the point.
func scale(decimal string) int {
	_, fraction, _ := strings.Cut(decimal, ".")
	return len(fraction)
}
