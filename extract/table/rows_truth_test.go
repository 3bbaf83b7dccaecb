package table_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/internal/testcases"
	"duban/parse"
	"duban/schema"
)

// mostCellsMissed is how many cells of the rows of testdata/reports and of the sample may be read in another way than people have read them:
// in one report the label of what a row is about is read as its category. Who brings it down lowers it.
const mostCellsMissed = 10

// TestRowsOfReports reads the tables of the reports of testdata and of the sample: which cell of a row is its aim, what was done, its share,
// and by whom.
func TestRowsOfReports(t *testing.T) {
	golds, err := filepath.Glob("../../testdata/reports/*.gold.jsonl")
	require.NoError(t, err)
	require.NotEmpty(t, golds)
	sources := map[string]string{"../../testdata/gold/structure.jsonl": "../../seeds/reports/*.txt"}
	for _, gold := range golds {
		sources[gold] = strings.TrimSuffix(gold, ".gold.jsonl") + ".[^g]*" // the other file of the same name
	}
	var missed []string
	rows := 0
	for gold, pattern := range sources {
		files, err := filepath.Glob(pattern)
		require.NoError(t, err)
		require.Len(t, files, 1, gold)
		data, err := os.ReadFile(files[0])
		require.NoError(t, err)
		doc, err := parse.Bytes(files[0], data)
		require.NoError(t, err)
		r := extract.Report(doc, extract.Options{})
		for _, g := range testcases.Lines[rowTruth](t, gold) {
			if g.Annex == 0 {
				continue
			}
			rows++
			for _, miss := range g.missedIn(r) {
				missed = append(missed, fmt.Sprintf("%s %d.%d.%d: %s", filepath.Base(gold), g.Annex, g.Row, g.Index, miss))
			}
		}
	}
	require.Greater(t, rows, 400)
	require.LessOrEqual(t, len(missed), mostCellsMissed, strings.Join(missed, "\n"))
}

// rowTruth is what a person reads in a row; see testdata/reports/README.md.
type rowTruth struct {
	testcases.Place
	Cells        map[string]string
	LeadUnits    *[]schema.Unit `json:"lead_units"`
	SupportUnits *[]schema.Unit `json:"support_units"`
}

func (g rowTruth) missedIn(r *schema.Report) (missed []string) {
	row := g.RowIn(r)
	if row == nil {
		return []string{"the row is not there"}
	}
	have := map[string]string{"item": row.Item, "category": row.Category, "target": row.Target, "progress": row.Progress, "rate": row.Rate,
		"note": row.Note, "deadline": row.Deadline}
	for cell, text := range g.Cells {
		if have[cell] != text {
			missed = append(missed, fmt.Sprintf("%s is %q, not %q", cell, have[cell], text))
		}
	}
	for of, pair := range map[string][2]*[]schema.Unit{"lead units": {g.LeadUnits, &row.LeadUnits}, "support units": {g.SupportUnits, &row.SupportUnits}} {
		if want := pair[0]; want != nil && namesOf(*want) != namesOf(*pair[1]) {
			missed = append(missed, fmt.Sprintf("%s are %s, not %s", of, namesOf(*pair[1]), namesOf(*want)))
		}
	}
	return missed
}

func namesOf(units []schema.Unit) string {
	var names []string
	for _, u := range units {
		names = append(names, u.Name)
	}
	return strings.Join(names, "、")
}
