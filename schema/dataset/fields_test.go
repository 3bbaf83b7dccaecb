package dataset_test

import (
	"fmt"
	"testing"

	"duban/internal/testfields"
	"duban/schema"
	"duban/schema/dataset"
)

// What of a report is in no table; reports.ndjson has reports whole.
var notInTables = map[string]string{
	"Report.SchemaVersion": "stands once, in datapackage.json",
	"Source.Size":          "files has it",
	"Period.Quarter":       "its first and last day say it",
	"Period.Month":         "its first and last day say it",
	"Period.Half":          "its first and last day say it",
	"Region.Level":         "its code says it",
	"Point.Label":          "stands in progress",
	"Point.Start":          "for those who show the text",
	"Point.End":            "for those who show the text",
	"Evidence.Start":       "for those who show the text",
	"Evidence.End":         "for those who show the text",
	"PaceEvidence.Field":   "for those who show the text",
	"PaceEvidence.Column":  "for those who show the text",
	"PaceEvidence.Start":   "for those who show the text",
	"PaceEvidence.End":     "for those who show the text",
	"Unexplained.Annex":    "reports counts them",
	"Unexplained.Row":      "reports counts them",
	"Unexplained.Section":  "reports counts them",
	"Unexplained.Field":    "reports counts them",
	"Unexplained.Column":   "reports counts them",
	"Unexplained.Text":     "reports counts them",
	"Unexplained.Start":    "reports counts them",
	"Unexplained.End":      "reports counts them",
}

func TestEveryFieldReachesATable(t *testing.T) {
	testfields.Reach(t, testfields.Full(t), func(r *schema.Report) string {
		d, _ := dataset.NewReport(r)
		return fmt.Sprintf("%q", d.Rows)
	}, notInTables)
}
