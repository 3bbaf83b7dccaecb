package cell_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/parse"
	"duban/schema"
)

// mostMissed is how many figures of testdata/reports may be read in another way than people have read them: the value, unit, kind, state,
// bound, time, basis or whether there is one at all. Who brings it down lowers it.
const mostMissed = 21

// TestTruths reads the reports and the prose of testdata, by the package extract as a whole, whose own tests hold more of them: here a figure
// that is read in another way than before is seen beside the rules that read it.
func TestTruths(t *testing.T) {
	golds, err := filepath.Glob("../../testdata/reports/*.gold.jsonl")
	require.NoError(t, err)
	require.NotEmpty(t, golds)
	figures, missed := 0, []string{}
	for _, gold := range golds {
		var have []schema.Indicator
		r := reportOf(t, sourceOf(t, gold))
		for _, s := range r.Sections {
			have = append(have, s.Indicators...)
		}
		for _, a := range r.Annexes {
			for _, row := range a.Rows {
				have = append(have, row.Indicators...)
			}
		}
		for _, want := range goldOf(t, gold) {
			figures++
			k := slices.IndexFunc(have, want.isRead)
			if k < 0 {
				missed = append(missed, fmt.Sprintf("%s: %s %s %s %s of %s", filepath.Base(gold), want.Text, want.Kind, want.State, want.Period, want.Subject))
				continue
			}
			have = slices.Delete(have, k, k+1)
		}
	}
	require.Greater(t, figures, 1000)
	require.LessOrEqual(t, len(missed), mostMissed, strings.Join(missed, "\n"))
}

func reportOf(t *testing.T, file string) *schema.Report {
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	doc, err := parse.Bytes(file, data)
	require.NoError(t, err)
	return extract.Report(doc, extract.Options{})
}

// sourceOf returns the path of the report that gold speaks of.
func sourceOf(t *testing.T, gold string) string {
	files, err := filepath.Glob(strings.TrimSuffix(gold, ".gold.jsonl") + ".*")
	require.NoError(t, err)
	files = slices.DeleteFunc(files, func(f string) bool { return f == gold })
	require.Len(t, files, 1, gold)
	return files[0]
}

// goldFigure is a figure as a person read it; see testdata/reports/README.md.
type goldFigure struct {
	schema.Indicator
	Column     int      `json:"column"`
	Value      string   `json:"value"`
	ValueMax   string   `json:"value_max"`
	PeriodAlso string   `json:"period_also"`
	May        bool     `json:"may"`
	Open       []string `json:"open"`
}

func goldOf(t *testing.T, file string) (figures []goldFigure) {
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, len(data)+1)
	for lines.Scan() {
		var record struct {
			Indicators []goldFigure `json:"indicators"`
		}
		require.NoError(t, json.Unmarshal(lines.Bytes(), &record))
		for _, f := range record.Indicators {
			if !f.May {
				figures = append(figures, f)
			}
		}
	}
	require.NoError(t, lines.Err())
	return figures
}

// isRead reports whether a figure was read as the person did, but for what the text leaves open.
func (f goldFigure) isRead(x schema.Indicator) bool {
	if x.Text != f.Text || x.Value.String() != f.Value {
		return false
	}
	for name, pair := range map[string][2]string{"unit": {x.Unit, f.Unit}, "kind": {string(x.Kind), string(f.Kind)}, "state": {string(x.State), string(f.State)},
		"modifier": {string(x.Modifier), string(f.Modifier)}, "basis": {x.Basis, f.Basis}} {
		if pair[0] != pair[1] && !slices.Contains(f.Open, name) {
			return false
		}
	}
	return slices.Contains([]string{f.Period, f.PeriodAlso}, x.Period) || slices.Contains(f.Open, "period")
}

var marks = regexp.MustCompile(`\{([^{}\s]+) ([qgdcrk/]+)\.([atpjom?/]+)((?: [^{}\s]+)*)\}`)

// TestMarkedProse reads the texts of testdata/prose, in which each figure is marked with its kind and its state by letters.
func TestMarkedProse(t *testing.T) {
	kinds := map[schema.IndicatorKind]string{schema.Quantity: "q", schema.Growth: "g", schema.Difference: "d", schema.Completion: "c", schema.Ratio: "r",
		schema.Rank: "k"}
	states := map[schema.State]string{schema.Actual: "a", schema.Target: "t", schema.Planned: "p", schema.Projected: "j", schema.Ongoing: "o", schema.Remaining: "m"}
	files, err := filepath.Glob("../../testdata/prose/*.*")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		if filepath.Base(file) == "README.md" {
			continue
		}
		marked, err := os.ReadFile(file)
		require.NoError(t, err)
		doc, err := parse.Bytes(file, marks.ReplaceAll(marked, []byte("$1")))
		require.NoError(t, err)
		var have []schema.Indicator
		for _, s := range extract.Report(doc, extract.Options{}).Sections {
			have = append(have, s.Indicators...)
		}
		for _, m := range marks.FindAllStringSubmatch(string(marked), -1) {
			if len(have) == 0 || have[0].Text != m[1] {
				require.Contains(t, m[4], " opt", "%s: %s is marked, and not read", file, m[1])
				continue
			}
			require.Contains(t, m[2], kinds[have[0].Kind], "%s: %s of %s", file, m[1], have[0].Subject)
			if m[3] != "?" {
				require.Contains(t, m[3], states[have[0].State], "%s: %s of %s", file, m[1], have[0].Subject)
			}
			have = have[1:]
		}
		require.Empty(t, have, "%s: figures that are not marked", file)
	}
}
