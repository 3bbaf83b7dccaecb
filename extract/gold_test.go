package extract_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/parse"
	"duban/schema"
)

// floors holds, by group of reports and measure, the share in percent that must be reached. What is not in the table
// is only logged.
var floors = map[string]map[string]float64{
	"dev": {"rows": 100, "cell target": 100, "cell progress": 100, "lead units": 100, "support units": 100,
		"indicators recall": 99, "indicators precision": 99, "  kind": 99, "  state": 97, "  modifier": 99, "  period": 98, "  basis": 98,
		"  subject": 87, "comparisons recall": 97, "comparisons precision": 96, "dates recall": 97, "dates precision": 97, "status": 96},
	"test": {"rows": 100, "cell target": 100, "cell progress": 100, "lead units": 100, "support units": 100,
		"indicators recall": 99, "indicators precision": 99, "  kind": 99, "  state": 97, "  modifier": 99, "  period": 98, "  basis": 98,
		"  subject": 85, "comparisons recall": 97, "comparisons precision": 91, "dates recall": 97, "dates precision": 97, "status": 93},
	"fresh": {"rows": 100, "cell target": 100, "cell progress": 100, "lead units": 100, "support units": 100,
		"indicators recall": 99, "indicators precision": 99, "  kind": 99, "  state": 98, "  modifier": 99, "  period": 98, "  basis": 98,
		"  subject": 85, "comparisons recall": 89, "comparisons precision": 96, "dates recall": 97, "dates precision": 97, "status": 93},
	"sample": {"rows": 100, "cell target": 100, "cell progress": 100, "lead units": 100, "support units": 100,
		"indicators recall": 100, "indicators precision": 100, "  kind": 99, "  state": 98, "  modifier": 100, "  period": 100, "  basis": 100,
		"  subject": 85, "comparisons recall": 96, "comparisons precision": 96, "dates recall": 100, "dates precision": 100, "status": 100},
}

var showMisses = flag.Bool("misses", false, "list what differs from the gold of the sample, the dev_ and the fresh_ reports: go test ./extract -run TestGold -v -args -misses")

// goldRecord is what a reader says of one row of an annex or of one paragraph of the narrative. Only the parts that a
// record has are compared; see testdata/reports/README.md.
type goldRecord struct {
	Annex int `json:"annex"` // number of the annex, and of the row, as printed
	Row   int `json:"row"`
	Index int `json:"index"` // of the row in its annex, where several rows share the printed number

	Section   int     `json:"section"` // from 1; then offsets count in Paragraph
	Paragraph string  `json:"paragraph"`
	Heading   *string `json:"heading"`

	Cells           map[string]string `json:"cells"`
	Texts           map[string]string `json:"texts"` // of cells without a field of their own, by the index of their column
	Pace            string            `json:"pace"`
	LeadUnits       *[]schema.Unit    `json:"lead_units"`
	SupportUnits    *[]schema.Unit    `json:"support_units"`
	Status          schema.Status     `json:"status"`
	Indicators      *[]goldIndicator  `json:"indicators"`
	Comparisons     *[][2]string      `json:"comparisons"`
	ComparisonsOpen [][2]string       `json:"comparisons_open"`
	Dates           *[][3]string      `json:"dates"` // field, value, role
}

// goldIndicator is an indicator whose Value is printed as a string. Open names what the text leaves in doubt; one that May
// be is neither asked nor a fault; PeriodAlso is a period that stands for none.
type goldIndicator struct {
	schema.Indicator
	Column     int      `json:"column"` // where the field is cell
	Value      string   `json:"value"`
	ValueMax   string   `json:"value_max"`
	PeriodAlso string   `json:"period_also"`
	May        bool     `json:"may"`
	Open       []string `json:"open"`
}

// fieldCell is the field of cells that have none of their own.
const fieldCell = "cell"

// outside is what the JSON of a row or an indicator says and its type need not.
type outside struct {
	Column int    `json:"column"`
	Pace   string `json:"pace"`
	Cells  []struct {
		Column int    `json:"column"`
		Text   string `json:"text"`
	} `json:"cells"`
}

func outsideOf(v any) (o outside) {
	data, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(data, &o)
	}
	if err != nil {
		panic(err) // what is read can be written
	}
	return o
}

// TestGold compares what is read from reports with what people read in them: those of testdata/reports, which were
// made up for the purpose, and the sample.
func TestGold(t *testing.T) {
	groups := map[string]*score{"dev": newScore(), "test": newScore(), "fresh": newScore(), "sample": newScore()}
	groups["dev"].listed, groups["fresh"].listed, groups["sample"].listed = true, true, true // what is only measured is not to be looked at
	golds, err := filepath.Glob("../testdata/reports/*.gold.jsonl")
	require.NoError(t, err)
	require.NotEmpty(t, golds)
	for _, gold := range golds {
		name := strings.TrimSuffix(filepath.Base(gold), ".gold.jsonl")
		group, _, _ := strings.Cut(name, "_")
		require.Contains(t, groups, group, "the name of a report says to which group it belongs")
		t.Run(name, func(t *testing.T) { compareFile(t, goldSource(t, gold), gold, groups[group]) })
	}
	for _, gold := range []string{"structure", "indicators"} {
		t.Run("sample_"+gold, func(t *testing.T) {
			compareFile(t, goldSample(t), "../testdata/gold/"+gold+".jsonl", groups["sample"])
		})
	}
	for _, group := range slices.Sorted(maps.Keys(groups)) {
		t.Logf("all of %s:\n%s", group, groups[group])
		for _, measure := range slices.Sorted(maps.Keys(floors[group])) {
			if have := groups[group].percent(measure); have < floors[group][measure] {
				t.Errorf("%s, %s: %.2f %%, and %.0f %% is the floor", group, strings.TrimSpace(measure), have, floors[group][measure])
			}
		}
	}
}

// goldSource returns the path of the report that gold speaks of: the other file of the same name.
func goldSource(t *testing.T, gold string) string {
	files, err := filepath.Glob(strings.TrimSuffix(gold, "gold.jsonl") + "*")
	require.NoError(t, err)
	files = slices.DeleteFunc(files, func(f string) bool { return f == gold })
	require.Len(t, files, 1)
	return files[0]
}

func goldSample(t *testing.T) string {
	files, err := filepath.Glob("../seeds/reports/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	return files[0]
}

func compareFile(t *testing.T, source, gold string, group *score) {
	data, err := os.ReadFile(source)
	require.NoError(t, err)
	doc, err := parse.Bytes(filepath.Base(source), data)
	require.NoError(t, err)
	s := newScore()
	report := extract.Report(doc, extract.Options{})
	for _, g := range readGold(t, gold) {
		s.record(g, report)
	}
	if *showMisses && group.listed {
		for _, m := range s.misses {
			t.Log(m)
		}
	}
	t.Logf("%s:\n%s", filepath.Base(source), s)
	group.add(s)
}

func readGold(t *testing.T, path string) []goldRecord {
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	var records []goldRecord
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var g goldRecord
		require.NoError(t, json.Unmarshal(lines.Bytes(), &g), lines.Text())
		g.requireSound(t)
		records = append(records, g)
	}
	require.NoError(t, lines.Err())
	return records
}

// requireSound fails where the offsets of a record do not point to the texts that it names.
func (g goldRecord) requireSound(t *testing.T) {
	if g.Indicators == nil {
		return
	}
	for _, i := range *g.Indicators {
		text, known := g.Cells[string(i.Field)]
		if i.Field == fieldCell {
			text, known = g.Texts[fmt.Sprint(i.Column)]
		}
		if g.Annex == 0 {
			text, known = g.Paragraph, true
		}
		if known {
			require.Equal(t, i.Text, string([]rune(text)[i.Start:i.End]))
		}
	}
}

// record compares one record with the part of the report that it speaks of.
func (s *score) record(g goldRecord, r *schema.Report) {
	if g.Annex > 0 {
		s.row(g, findRow(r, g))
		return
	}
	place := fmt.Sprintf("section %d %.30s", g.Section, g.Paragraph)
	section, at := findParagraph(r, g.Paragraph)
	s.tally("paragraphs", section != nil, place)
	if section == nil {
		section = &schema.Section{}
	}
	if g.Heading != nil {
		s.tally("headings", section.Heading == *g.Heading, place, section.Heading, *g.Heading)
	}
	end := at + len([]rune(g.Paragraph))
	s.indicators(*g.Indicators, within(section.Indicators, at, end), place)
	var dates []schema.Date
	for _, d := range section.Dates {
		if d.Field == schema.FieldText && d.Start >= at && d.End <= end {
			dates = append(dates, d)
		}
	}
	s.dates(*g.Dates, dates, place)
}

// findParagraph returns the section that holds the paragraph, and where in the section's text it begins.
func findParagraph(r *schema.Report, paragraph string) (*schema.Section, int) {
	for i := range r.Sections {
		text := r.Sections[i].Text
		if k := strings.Index(text, paragraph); k >= 0 {
			return &r.Sections[i], len([]rune(text[:k]))
		}
	}
	return nil, 0
}

// within returns the indicators between two offsets of a section's text, their own offsets counted from the first.
func within(all []schema.Indicator, start, end int) []schema.Indicator {
	var some []schema.Indicator
	for _, i := range all {
		if i.Field == schema.FieldText && i.Start >= start && i.End <= end {
			i.Start -= start
			i.End -= start
			some = append(some, i)
		}
	}
	return some
}

// findRow returns the row by its index where the record has one, else by the numbers that are printed; an annex without
// a number goes by its place.
func findRow(r *schema.Report, g goldRecord) *schema.Row {
	for _, a := range r.Annexes {
		if a.Number != g.Annex && (a.Number != 0 || a.Index != g.Annex) {
			continue
		}
		for i := range a.Rows {
			if g.Index == 0 && a.Rows[i].Number == g.Row || g.Index > 0 && a.Rows[i].Index == g.Index {
				return &a.Rows[i]
			}
		}
	}
	return nil
}

func (s *score) row(g goldRecord, r *schema.Row) {
	place := fmt.Sprintf("annex %d row %d", g.Annex, g.Row)
	found := r != nil
	s.tally("rows", found, place)
	if !found {
		r = &schema.Row{}
	}
	for _, cell := range slices.Sorted(maps.Keys(g.Cells)) {
		have := cellText(r, cell)
		s.tally("cell "+cell, found && have == g.Cells[cell], place, have, g.Cells[cell])
	}
	s.others(g, r, place)
	if g.LeadUnits != nil {
		s.tally("lead units", found && sameUnits(*g.LeadUnits, r.LeadUnits), place, r.LeadUnits, *g.LeadUnits)
	}
	if g.SupportUnits != nil {
		s.tally("support units", found && sameUnits(*g.SupportUnits, r.SupportUnits), place, r.SupportUnits, *g.SupportUnits)
	}
	if g.Status != "" {
		s.tally("status", r.Status == g.Status, place, r.Status, g.Status)
	}
	if g.Indicators != nil {
		s.indicators(*g.Indicators, r.Indicators, place)
	}
	if g.Comparisons != nil {
		s.comparisons(g, r, place)
	}
	if g.Dates != nil {
		s.dates(*g.Dates, r.Dates, place)
	}
}

// others compares what a row says beside its own fields.
func (s *score) others(g goldRecord, r *schema.Row, place string) {
	if g.Texts == nil && g.Pace == "" {
		return
	}
	have := outsideOf(r)
	for _, column := range slices.Sorted(maps.Keys(g.Texts)) {
		text := ""
		for _, c := range have.Cells {
			if fmt.Sprint(c.Column) == column {
				text = c.Text
			}
		}
		s.tally("cells of columns", text == g.Texts[column], place, column, text, g.Texts[column])
	}
	if g.Pace != "" {
		s.tally("pace", have.Pace == g.Pace, place, have.Pace, g.Pace)
	}
}

func cellText(r *schema.Row, cell string) string {
	return map[string]string{
		"category": r.Category, "item": r.Item, "target": r.Target, "progress": r.Progress,
		"rate": r.Rate, "deadline": r.Deadline, "note": r.Note,
	}[cell]
}

func sameUnits(a, b []schema.Unit) bool {
	return slices.EqualFunc(a, b, func(a, b schema.Unit) bool { return a.Name == b.Name && a.Note == b.Note })
}

// indicators counts one as found when its place, value and unit are right, and looks at its meaning only then.
func (s *score) indicators(want []goldIndicator, have []schema.Indicator, place string) {
	left := slices.Clone(have)
	for _, w := range want {
		k := slices.IndexFunc(left, w.found)
		if w.May {
			if k >= 0 {
				left = slices.Delete(left, k, k+1)
			}
			continue
		}
		s.tally("indicators recall", k >= 0, place, string(w.Field), w.Text, w.Value, w.Unit)
		if k < 0 {
			continue
		}
		s.meaning(w, left[k], place)
		s.tally("indicators precision", true, place)
		left = slices.Delete(left, k, k+1)
	}
	for _, i := range left {
		s.tally("indicators precision", false, place, i.Field, i.Text, i.Value, i.Unit)
	}
}

func (w goldIndicator) found(i schema.Indicator) bool {
	if w.Field != i.Field || w.Start != i.Start || w.End != i.End || w.Unit != i.Unit {
		return false
	}
	if w.Field == fieldCell && w.Column != outsideOf(i).Column {
		return false
	}
	valueMax := ""
	if i.ValueMax != nil {
		valueMax = i.ValueMax.String()
	}
	return slices.Contains(w.Open, "value") || w.Value == i.Value.String() && w.ValueMax == valueMax
}

func (s *score) meaning(w goldIndicator, i schema.Indicator, place string) {
	for _, p := range []struct{ name, want, have string }{
		{"kind", string(w.Kind), string(i.Kind)},
		{"state", string(w.State), string(i.State)},
		{"modifier", string(w.Modifier), string(i.Modifier)},
		{"period", w.Period, i.Period},
		{"basis", w.Basis, i.Basis},
	} {
		if !slices.Contains(w.Open, p.name) {
			also := p.name == "period" && w.PeriodAlso != "" && p.have == w.PeriodAlso
			s.tally("  "+p.name, also || p.have == p.want, place, w.Field, w.Text, p.have, p.want)
		}
	}
	if !slices.Contains(w.Open, "subject") {
		s.tally("  subject", alike(w.Subject, i.Subject), place, w.Field, w.Text, i.Subject, w.Subject)
	}
}

// alike reports whether two subjects have at least 60 % of their characters in common.
func alike(a, b string) bool {
	count := map[rune]int{}
	for _, c := range a {
		count[c]++
	}
	common := 0
	for _, c := range b {
		if count[c] > 0 {
			count[c]--
			common++
		}
	}
	return a == b || float64(2*common) >= 0.6*float64(len([]rune(a))+len([]rune(b))) && common > 0
}

func (s *score) comparisons(g goldRecord, r *schema.Row, place string) {
	var have [][2]string
	for _, c := range r.Comparisons {
		pair := [2]string{r.Indicators[c.Target].Text, r.Indicators[c.Actual].Text}
		if !slices.Contains(g.ComparisonsOpen, pair) && !slices.Contains(have, pair) {
			have = append(have, pair)
		}
	}
	for _, c := range *g.Comparisons {
		s.tally("comparisons recall", slices.Contains(have, c), place, c)
	}
	for _, c := range have {
		s.tally("comparisons precision", slices.Contains(*g.Comparisons, c), place, c)
	}
}

// dates compares all but those that name a plan or no date of their own. The role "?" stands for any.
func (s *score) dates(want [][3]string, have []schema.Date, place string) {
	left := slices.Clone(have)
	for _, sure := range []bool{true, false} {
		for _, w := range want {
			if sure == (w[2] == "?") {
				continue
			}
			k := slices.IndexFunc(left, func(d schema.Date) bool {
				return string(d.Field) == w[0] && d.Value == w[1] && (!sure || string(d.Role) == w[2])
			})
			s.tally("dates recall", k >= 0, place, w)
			if k >= 0 {
				s.tally("dates precision", true, place)
				left = slices.Delete(left, k, k+1)
			}
		}
	}
	for _, d := range left {
		if d.Role != schema.Plan && !nameless(d.Text) {
			s.tally("dates precision", false, place, d.Field, d.Text, d.Value, d.Role)
		}
	}
}

// TestGoldScore shows that the measure itself sees what is right, wrong, missing and too much.
func TestGoldScore(t *testing.T) {
	const line = `{"annex":1,"row":1,"dates":[["progress","2024-09-30","deadline"]],"comparisons":[["9个","6个"]],"indicators":[
		{"field":"target","text":"9个","start":2,"end":4,"value":"9","unit":"个","kind":"quantity","state":"target","subject":"泵站"},
		{"field":"progress","text":"6个","start":2,"end":4,"value":"6","unit":"个","kind":"quantity","state":"actual","subject":"泵站","open":["state"]}]}`
	var g goldRecord
	require.NoError(t, json.Unmarshal([]byte(line), &g))
	read := func() *schema.Row {
		row := &schema.Row{Number: 1, Comparisons: []schema.Comparison{{Target: 0, Actual: 1}},
			Dates: []schema.Date{{Field: schema.FieldProgress, Value: "2024-09-30", Role: schema.Deadline}}}
		for _, i := range *g.Indicators {
			v, err := schema.ParseDecimal(i.Value)
			require.NoError(t, err)
			i.Indicator.Value = v
			row.Indicators = append(row.Indicators, i.Indicator)
		}
		return row
	}
	for _, c := range []struct {
		name  string
		spoil func(*schema.Row)
		below []string // the measures that fall
	}{
		{"right", func(r *schema.Row) {}, nil},
		{"open property", func(r *schema.Row) { r.Indicators[1].State = schema.Ongoing }, nil},
		{"wrong state", func(r *schema.Row) { r.Indicators[0].State = schema.Actual }, []string{"  state"}},
		{"wrong subject", func(r *schema.Row) { r.Indicators[0].Subject = "道路" }, []string{"  subject"}},
		{"wrong value", func(r *schema.Row) { r.Indicators[0].Value = r.Indicators[1].Value }, []string{"indicators recall", "indicators precision"}},
		{"one too many", func(r *schema.Row) { r.Indicators = append(r.Indicators, r.Indicators[0]) }, []string{"indicators precision"}},
		{"wrong role", func(r *schema.Row) { r.Dates[0].Role = schema.Event }, []string{"dates recall", "dates precision"}},
		{"no comparison", func(r *schema.Row) { r.Comparisons = nil }, []string{"comparisons recall"}},
		{"turned comparison", func(r *schema.Row) { r.Comparisons[0] = schema.Comparison{Target: 1, Actual: 0} }, []string{"comparisons recall", "comparisons precision"}},
	} {
		row, s := read(), newScore()
		c.spoil(row)
		s.row(g, row)
		var below []string
		for _, measure := range s.order {
			if s.percent(measure) < 100 {
				below = append(below, measure)
			}
		}
		require.ElementsMatch(t, c.below, below, c.name)
	}
}

// nameless reports whether a time expression names no date of its own: 今年以来, 全年. The gold has none of them.
func nameless(text string) bool {
	return !strings.ContainsAny(text, "0123456789月季半底末") && strings.Contains(text, "年")
}
