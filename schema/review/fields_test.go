package review

import (
	"testing"

	"duban/internal/testfields"
	"duban/schema"
)

// What of a report is nowhere on the page.
var notOnThePage = map[string]string{
	"Report.SchemaVersion": "tells programs what the fields mean",
	"Period.Year":          "its text and its days say it",
	"Period.Quarter":       "its text and its days say it",
	"Period.Month":         "its text and its days say it",
	"Period.Half":          "its text and its days say it",
	"Cue.Column":           "is the column that the figure stands in",
	"Evidence.Text":        "is marked in its text",
	"PaceEvidence.Text":    "is marked in its text",
	"Point.End":            "the next point begins there",
	"Shared.Field":         "its column says it",
	"Unexplained.Text":     "is marked in its text",
	"Unexplained.Annex":    "is marked in its row or section",
	"Unexplained.Row":      "is marked in its row or section",
	"Unexplained.Section":  "is marked in its row or section",
}

func TestEveryFieldReachesThePage(t *testing.T) {
	testfields.Reach(t, testfields.Full(t), func(r *schema.Report) string { return string(page(t, r)) }, notOnThePage)
}
