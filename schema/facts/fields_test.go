package facts

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/internal/testfields"
	"duban/schema"
)

// What of a report no path leads to.
var onNoPath = map[string]string{
	"Finding.Severity":    "seen in the review; a fact counts findings",
	"Finding.Message":     "seen in the review; a fact counts findings",
	"Finding.Field":       "seen in the review; a fact counts findings",
	"Finding.Column":      "seen in the review; a fact counts findings",
	"Finding.Start":       "seen in the review; a fact counts findings",
	"Finding.End":         "seen in the review; a fact counts findings",
	"Finding.Claimed":     "seen in the review; a fact counts findings",
	"Finding.Computed":    "seen in the review; a fact counts findings",
	"Finding.From":        "seen in the review; a fact counts findings",
	"Unexplained.Annex":   "a fact counts the unexplained numbers",
	"Unexplained.Row":     "a fact counts the unexplained numbers",
	"Unexplained.Section": "a fact counts the unexplained numbers",
	"Unexplained.Field":   "a fact counts the unexplained numbers",
	"Unexplained.Column":  "a fact counts the unexplained numbers",
	"Unexplained.Text":    "a fact counts the unexplained numbers",
	"Unexplained.Start":   "a fact counts the unexplained numbers",
	"Unexplained.End":     "a fact counts the unexplained numbers",
	"Cue.For":             "how a number was read is no fact of the report",
	"Cue.Field":           "how a number was read is no fact of the report",
	"Cue.Column":          "how a number was read is no fact of the report",
	"Cue.Text":            "how a number was read is no fact of the report",
	"Cue.Start":           "how a number was read is no fact of the report",
	"Cue.End":             "how a number was read is no fact of the report",
	"Annex.Index":         "is the number in the path",
	"Row.Index":           "is the number in the path",
	"Unit.Text":           "a reader checks the name",
	"Unit.Note":           "a reader checks the name",
	"Point.Label":         "a fact counts the points",
	"Point.Start":         "a fact counts the points",
	"Point.End":           "a fact counts the points",
	"Evidence.Start":      "a reader checks the words, not their offsets",
	"Evidence.End":        "a reader checks the words, not their offsets",
	"PaceEvidence.Field":  "a reader checks the words, not their offsets",
	"PaceEvidence.Column": "a reader checks the words, not their offsets",
	"PaceEvidence.Start":  "a reader checks the words, not their offsets",
	"PaceEvidence.End":    "a reader checks the words, not their offsets",
	"Shared.Field":        "its column says it",
	"Unread.Message":      "a fact counts what is not read",
}

func TestEveryFieldIsOnAPath(t *testing.T) {
	testfields.Reach(t, testfields.Full(t), func(r *schema.Report) string {
		var lines []string
		for _, result := range Check(r, everyPath(r)) {
			require.NoError(t, result.Err, result.Path)
			lines = append(lines, result.Path+" "+result.Got)
		}
		return strings.Join(lines, "\n")
	}, onNoPath)
}

// everyPath returns all paths that lead somewhere in a report, from the tables that say what they end with.
func everyPath(r *schema.Report) []Fact {
	w := &paths{}
	each(w, "", reportParts)
	each(w, "source/", sourceParts)
	each(w, "region/", regionParts)
	each(w, "period/", periodParts)
	each(w, "coverage/", coverageParts)
	w.add("unread")
	for _, u := range r.Unread {
		w.add("unread/" + string(u.What))
	}
	w.findings("", r.Findings)
	for i, s := range r.Sections {
		at := fmt.Sprintf("section/%d/", i+1)
		each(w, at, sectionParts)
		each(w, at+"location/", locationParts)
		w.lists(at, s.Indicators, s.Dates, s.Findings)
	}
	for i, a := range r.Annexes {
		at := fmt.Sprintf("annex/%d/", i+1)
		each(w, at, annexParts)
		each(w, at+"period/", periodParts)
		each(w, at+"coverage/", coverageParts)
		each(w, at+"location/", locationParts)
		w.findings(at, a.Findings)
		for k := range a.Columns {
			column := fmt.Sprintf("%scolumn/%d/", at, k)
			each(w, column, columnParts)
			each(w, column+"period/", periodParts)
		}
		for k := range a.Rows {
			w.row(fmt.Sprintf("%srow/%d/", at, k+1), &a, &a.Rows[k])
		}
	}
	return w.list
}

type paths struct{ list []Fact }

func (w *paths) add(path string) { w.list = append(w.list, Fact{Path: path}) }

func each[T any](w *paths, at string, parts map[string]func(T) string) {
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w.add(at + name)
	}
}

func (w *paths) row(at string, a *schema.Annex, row *schema.Row) {
	each(w, at, rowParts)
	each(w, at+"coverage/", coverageParts)
	each(w, at+"location/", locationParts)
	w.lists(at, row.Indicators, row.Dates, row.Findings)
	for i := range a.Columns {
		w.add(fmt.Sprintf("%scells/%d", at, i))
		w.add(fmt.Sprintf("%sshared/%d", at, i))
	}
	for _, name := range named(len(row.Comparisons), func(i int) string { return row.Indicators[row.Comparisons[i].Target].Text }) {
		each(w, at+"compare/"+name+"/", comparisonParts)
	}
}

func (w *paths) lists(at string, indicators []schema.Indicator, dates []schema.Date, found []schema.Finding) {
	for _, name := range named(len(indicators), func(i int) string { return indicators[i].Text }) {
		each(w, at+"indicators/"+name+"/", indicatorParts)
		w.add(at + "indicators/" + name + "/of")
	}
	for _, name := range named(len(dates), func(i int) string { return dates[i].Text }) {
		each(w, at+"dates/"+name+"/", dateParts)
	}
	w.findings(at, found)
}

func (w *paths) findings(at string, found []schema.Finding) {
	w.add(at + "findings")
	for _, f := range found {
		w.add(at + "findings/" + string(f.Code))
	}
}
