package cell_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/internal/testcases"
	"duban/parse"
	"duban/schema"
)

// mostMissed is how many facts of testdata/reports and of the gold of the sample may be read in another way than people have read them: figures
// with their value, unit, kind, state, bound, time and basis; what they are of, to the letter; dates and comparisons with each that is too
// much; statuses; "extra" are figures that no person reads. Who brings one down lowers it.
var mostMissed = map[string]int{"figures": 23, "subjects": 516, "dates": 18, "comparisons": 24, "statuses": 6, "extra": 0}

// sampleGold is what two people read in the sample.
const sampleGold = "../../testdata/gold/indicators.jsonl"

// TestTruths reads the reports and the prose of testdata, by the package extract as a whole, whose own tests hold more of them: here a figure
// that is read in another way than before is seen beside the rules that read it.
func TestTruths(t *testing.T) {
	golds, err := filepath.Glob("../../testdata/reports/*.gold.jsonl")
	require.NoError(t, err)
	require.NotEmpty(t, golds)
	golds = append(golds, sampleGold)
	missed := map[string][]string{}
	for _, gold := range golds {
		r := reportOf(t, sourceOf(t, gold))
		var have []schema.Indicator
		for _, s := range r.Sections {
			have = append(have, s.Indicators...)
		}
		for _, a := range r.Annexes {
			for _, row := range a.Rows {
				have = append(have, row.Indicators...)
			}
		}
		miss := func(kind string, format string, parts ...any) {
			missed[kind] = append(missed[kind], filepath.Base(gold)+": "+fmt.Sprintf(format, parts...))
		}
		for _, g := range testcases.Lines[goldRecord](t, gold) {
			for _, want := range g.Indicators {
				k := slices.IndexFunc(have, want.isRead)
				switch {
				case want.May:
				case k < 0:
					miss("figures", "%s %s %s %s of %s", want.Text, want.Kind, want.State, want.Period, want.Subject)
				default:
					if have[k].Subject != want.Subject && !slices.Contains(want.Open, "subject") {
						miss("subjects", "%s of %s is of %s", want.Text, want.Subject, have[k].Subject)
					}
					have = slices.Delete(have, k, k+1)
				}
			}
			if row := g.RowIn(r); row != nil {
				g.compare(row, miss)
				g.more(row, miss)
			}
		}
	}
	for kind, most := range mostMissed {
		require.LessOrEqual(t, len(missed[kind]), most, "%s:\n%s", kind, strings.Join(missed[kind], "\n"))
	}
}

// goldRecord is what a person read in a row; see testdata/reports/README.md.
type goldRecord struct {
	testcases.Place
	Indicators  []goldFigure
	Status      schema.Status
	Comparisons *[][2]string // texts of the aim and of what was reached
	Open        [][2]string  `json:"comparisons_open"`
	Dates       *[][3]string // field, value, role
}

func (g goldRecord) compare(row *schema.Row, miss func(kind, format string, parts ...any)) {
	if g.Status != "" && row.Status != g.Status {
		miss("statuses", "%d.%d %s is %s", g.Annex, g.Row, g.Status, row.Status)
	}
	if g.Dates != nil {
		var have [][3]string
		for _, d := range row.Dates {
			have = append(have, [3]string{string(d.Field), d.Value, string(d.Role)})
		}
		differences(*g.Dates, have, nil, func(of [3]string) { miss("dates", "%d.%d %s", g.Annex, g.Row, of) })
	}
	if g.Comparisons != nil {
		var have [][2]string
		for _, c := range row.Comparisons {
			have = append(have, [2]string{row.Indicators[c.Target].Text, row.Indicators[c.Actual].Text})
		}
		differences(*g.Comparisons, have, g.Open, func(of [2]string) { miss("comparisons", "%d.%d %s", g.Annex, g.Row, of) })
	}
}

// more tells of figures of a row that no person reads there.
func (g goldRecord) more(row *schema.Row, miss func(kind, format string, parts ...any)) {
	known := map[string]int{}
	for _, f := range g.Indicators {
		known[f.Text]++
	}
	for _, x := range row.Indicators {
		if known[x.Text]--; known[x.Text] < 0 {
			miss("extra", "%d.%d %s", g.Annex, g.Row, x.Text)
		}
	}
}

// differences hands over what is in one list alone, and not open.
func differences[T comparable](want, have, open []T, each func(T)) {
	for _, x := range want {
		if !slices.Contains(have, x) {
			each(x)
		}
	}
	for _, x := range have {
		if !slices.Contains(want, x) && !slices.Contains(open, x) {
			each(x)
		}
	}
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
	pattern := strings.TrimSuffix(gold, ".gold.jsonl") + ".*"
	if gold == sampleGold {
		pattern = "../../seeds/reports/*.txt"
	}
	files, err := filepath.Glob(pattern)
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
