package extract_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"

	"duban/internal/testdoc"
)

// tableFloors holds, by writing and measure, the share in percent that must be reached; whole is for every writing but flattened
// text, of which the labels may be above other columns. What is not in the table is only logged.
var tableFloors = map[string]map[string]float64{
	"html":        whole,
	"docx":        whole,
	"xlsx":        whole,
	"bare.xlsx":   whole,
	testdoc.Tabs:  whole,
	testdoc.Pipes: whole,
	testdoc.Lines: whole,
	testdoc.Flat: {"rows precision": 98, "rows recall": 77, "column role": 79, "cell item": 78, "indicators precision": 100, "indicators recall": 75,
		"  kind": 100, "  state": 100, "comparisons precision": 100, "comparisons recall": 75, "explained": 95},
	testdoc.Bars: {"rows precision": 98, "rows recall": 97, "indicators precision": 100, "indicators recall": 98, "  kind": 99, "  state": 99,
		"comparisons precision": 99, "comparisons recall": 98},
	testdoc.Closed: {"rows precision": 98, "rows recall": 99, "indicators precision": 99, "indicators recall": 93, "  kind": 100, "  state": 98,
		"comparisons precision": 98, "comparisons recall": 94},
	testdoc.ClosedLines: {"rows precision": 96, "rows recall": 95, "indicators precision": 99, "indicators recall": 91, "  kind": 100, "  state": 98,
		"comparisons precision": 98, "comparisons recall": 93},
	"flat.txt": {"rows precision": 100, "rows recall": 100, "column role": 100, "cell item": 100, "indicators precision": 100,
		"indicators recall": 95, "  kind": 100, "  state": 100, "comparisons precision": 100, "comparisons recall": 96, "explained": 96},
}

var whole = map[string]float64{
	"rows recall": 100, "rows precision": 100, "column header": 100, "column role": 100, "column measure": 100, "column unit": 100,
	"column kind": 100, "column state": 97, "column basis": 100, "column period": 100, "column total": 100,
	"cell item": 100, "cell target": 100, "cell progress": 100, "cell rate": 100, "number": 100, "total": 100, "cells": 100,
	"indicators recall": 100, "indicators precision": 100, "  kind": 100, "  state": 100, "  period": 100,
	"comparisons recall": 95, "comparisons precision": 100, "findings recall": 100, "findings precision": 100, "pace": 100, "explained": 100,
}

// wrongCeilings holds, by writing, how many values may be read wrong: right text, other value or unit.
var wrongCeilings = map[string]int{"html": 0, "docx": 0, "xlsx": 0, "bare.xlsx": 0, testdoc.Tabs: 0, testdoc.Pipes: 0, testdoc.Lines: 0, testdoc.Flat: 0, "flat.txt": 0,
	testdoc.Bars: 0, testdoc.Closed: 0, testdoc.ClosedLines: 0}

// TestTables compares what is read from the tables of testdata/tables, in all their writings, with their truth.
func TestTables(t *testing.T) {
	scores := map[string]*score{}
	for _, truth := range readTruths(t) {
		for writing, data := range truth.written() {
			if scores[writing] == nil {
				scores[writing] = newScore()
			}
			t.Run(truth.name+"/"+writing, func(t *testing.T) {
				s := newScore()
				s.table(truth, readTable(t, fileName(truth.name, writing), data))
				if *showMisses {
					t.Logf("%s\n%s", s, strings.Join(s.misses, "\n"))
				}
				scores[writing].add(s)
			})
		}
	}
	for _, writing := range slices.Sorted(maps.Keys(scores)) {
		s := scores[writing]
		t.Logf("all tables as %s:\n%s", writing, s)
		for measure, floor := range tableFloors[writing] {
			require.GreaterOrEqual(t, s.percent(measure), floor, "%s, %s", writing, measure)
		}
		if ceiling, known := wrongCeilings[writing]; known {
			require.LessOrEqual(t, s.all["right values"]-s.hit["right values"], ceiling, "wrong values as %s", writing)
		}
	}
}

// written returns the table in each of its writings.
func (t *tableTruth) written() map[string][]byte {
	written := map[string][]byte{"html": t.page.HTML(), "docx": t.page.DOCX(),
		"xlsx": t.page.XLSX(true), "bare.xlsx": t.page.XLSX(false)}
	for _, way := range t.writings {
		written[way] = t.page.Plain(way)
	}
	if t.flat != nil {
		written["flat.txt"] = t.flat
	}
	if !t.open && !hasTables(t.page) {
		for _, way := range []string{testdoc.Bars, testdoc.Closed, testdoc.ClosedLines} {
			written[way] = t.page.Plain(way)
		}
	}
	return written
}

// hasTables reports whether tables stand in cells of the page.
func hasTables(page testdoc.Page) bool {
	isNested := func(p testdoc.Part) bool { return p.Grid != nil }
	return slices.ContainsFunc(page, func(p testdoc.Part) bool {
		return p.Grid != nil && slices.ContainsFunc(p.Grid.Rows, func(row []*testdoc.Box) bool {
			return slices.ContainsFunc(row, func(b *testdoc.Box) bool { return slices.ContainsFunc(b.Page, isNested) })
		})
	})
}

func fileName(name, writing string) string {
	switch writing {
	case "html", "docx":
		return name + "." + writing
	case testdoc.Pipes:
		return name + ".md"
	}
	return name + ".txt"
}

func (s *score) table(truth *tableTruth, have *tableReport) {
	s.findings(truth, have)
	s.tally("annexes", len(truth.annexes) == len(have.Annexes), "report", fmt.Sprint(len(have.Annexes), len(truth.annexes)))
	for i, a := range truth.annexes {
		var h tableAnnex
		if i < len(have.Annexes) {
			h = have.Annexes[i]
		}
		s.annex(a, h, fmt.Sprintf("annex %d", i+1))
	}
	for _, h := range have.Annexes[min(len(have.Annexes), len(truth.annexes)):] {
		for _, r := range h.Rows {
			s.tally("rows precision", false, "annex too many", r.Item, r.Target)
		}
	}
}

func (s *score) annex(a *annexTruth, h tableAnnex, place string) {
	unit := strings.Fields(a.parts["unit"])
	for _, p := range []struct{ name, want, have string }{
		{"title", a.parts["title"], h.Title},
		{"kind", a.parts["kind"], h.Kind},
		{"number", a.parts["number"], h.Number.String()},
		{"declared", a.parts["declared"], h.Declared.String()},
		{"unit", at(unit, 0), h.Unit},
		{"unit_text", a.parts["unit_text"] + at(unit, 1), h.UnitText},
		{"factor", at(unit, 2), h.Factor.String()},
	} {
		if p.want != "" {
			s.tally("annex "+p.name, slices.Contains(either(p.want), p.have), place, p.have, p.want)
		}
	}
	if want := a.parts["period"]; want != "" {
		s.tally("annex period", h.Period != nil && h.Period.End == want, place, want)
	}
	s.columns(a, h, place)
	partner := a.align(h.Rows)
	for i, r := range a.rows {
		rowPlace := fmt.Sprintf("%s row %d (%s%s)", place, i+1, r.parts["item"], r.parts["target"])
		k := partner[i]
		s.tally("rows recall", k >= 0, rowPlace)
		if k < 0 {
			s.tableRow(a, r, tableRow{}, rowPlace)
			continue
		}
		s.tally("rows precision", true, rowPlace)
		s.tableRow(a, r, h.Rows[k], rowPlace)
	}
	for k, r := range h.Rows {
		if !slices.Contains(partner, k) {
			s.tally("rows precision", false, place, r.Number, r.Category, r.Item, r.Target)
			s.figures(nil, r.Indicators, fmt.Sprintf("%s row %d too many", place, k+1))
		}
	}
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

func (s *score) columns(a *annexTruth, h tableAnnex, place string) {
	s.tally("column count", len(a.columns) == len(h.Columns), place, fmt.Sprint(len(h.Columns), len(a.columns)))
	for i, c := range a.columns {
		var have tableColumn
		if i < len(h.Columns) {
			have = h.Columns[i]
		}
		columnPlace := fmt.Sprintf("%s column %d %s", place, i, c.header)
		s.tally("column header", squeezed(have.Header) == squeezed(c.header), columnPlace, have.Header)
		s.tally("column role", have.Role == c.role, columnPlace, have.Role, c.role)
		unit := strings.Fields(c.parts["unit"])
		period := ""
		if have.Period != nil {
			period = have.Period.Start + " " + have.Period.End
		}
		for _, p := range []struct{ name, want, have string }{
			{"measure", c.parts["measure"], have.Measure},
			{"unit", at(unit, 0), have.Unit},
			{"kind", c.parts["kind"], have.Kind},
			{"state", c.parts["state"], have.State},
			{"basis", c.parts["basis"], have.Basis},
			{"period", c.parts["period"], period},
			{"factor", at(unit, 2), have.Factor.String()},
		} {
			sure := p.want != "" && p.want != "?" && p.want != "-"
			if sure {
				s.tally("column "+p.name, slices.Contains(either(p.want), p.have), columnPlace, p.have, p.want)
			}
		}
		_, total := c.parts["total"]
		if _, cumulative := c.parts["cumulative"]; cumulative {
			s.tally("column cumulative", have.Cumulative, columnPlace)
		}
		s.tally("column total", have.Total == total, columnPlace, fmt.Sprint(have.Total))
	}
}

// align returns for each row of the truth the index of the row that was read for it, or -1: in order, by their words.
func (a *annexTruth) align(have []tableRow) []int {
	partner := make([]int, len(a.rows))
	next := 0
	for i, r := range a.rows {
		partner[i] = -1
		for k := next; k < len(have); k++ {
			if a.same(r, have[k]) {
				partner[i], next = k, k+1
				break
			}
		}
	}
	return partner
}

// same reports whether a row that was read speaks of what the row of the truth does: its item, else its target.
func (a *annexTruth) same(r *rowTruth, h tableRow) bool {
	if item := squeezed(r.parts["item"]); item != "" {
		return squeezed(h.Item) == item || squeezed(h.Target) == item || squeezed(h.Category) == item && h.Item == ""
	}
	if target := squeezed(r.parts["target"]); target != "" {
		return squeezed(h.Target) == target || squeezed(h.Item) == target
	}
	return r.parts["number"] == h.Number.String()
}

var blankSign = regexp.MustCompile(`^[\s—\-–―…/／\\无]*$`)

func (s *score) tableRow(a *annexTruth, r *rowTruth, h tableRow, place string) {
	for _, p := range []struct{ name, have string }{
		{"category", h.Category}, {"item", h.Item}, {"target", h.Target}, {"progress", h.Progress},
		{"rate", h.Rate}, {"deadline", h.Deadline}, {"note", h.Note},
	} {
		want := a.textOf(r, p.name)
		ok := squeezed(p.have) == squeezed(want) || want == "" && blankSign.MatchString(p.have)
		if want != "" || !ok {
			s.tally("cell "+p.name, ok, place, p.have, want)
		}
	}
	for _, p := range []struct{ name, want, have string }{
		{"number", r.parts["number"], h.Number.String()},
		{"lead units", r.parts["lead"], namesOf(h.LeadUnits)},
		{"support units", r.parts["support"], namesOf(h.SupportUnits)},
		{"pace", r.parts["pace"], h.Pace},
		{"status", r.parts["status"], h.Status},
	} {
		if p.want != "" || p.have != "" && p.name != "status" && p.name != "pace" {
			s.tally(p.name, p.have == p.want, place, p.have, p.want)
		}
	}
	_, total := r.parts["total"]
	s.tally("total", h.Total == total, place, fmt.Sprint(h.Total))
	s.rowCells(a, r, h, place)
	s.figures(r.figures, h.Indicators, place)
	s.pairs(a, r, h, place)
	for _, code := range r.findings {
		s.tally("findings at row", slices.ContainsFunc(h.Findings, func(f tableFinding) bool { return slices.Contains(either(code), f.Code) }), place, code)
	}
	var unexplained []string
	for _, u := range h.Coverage.Unexplained {
		unexplained = append(unexplained, u.Text)
	}
	s.tally("explained", slices.Equal(unexplained, r.unexplained), place, unexplained)
	for _, want := range r.shared {
		s.tally("shared", slices.Contains(h.Shared, tableShared{want.field, want.column, want.row}), place, fmt.Sprint(want))
	}
}

func namesOf(units []tableUnit) string {
	var names []string
	for _, u := range units {
		names = append(names, u.Name)
	}
	return strings.Join(names, "、")
}

// textOf returns the text of a field: what the row's line says, else the one figure of the column of that role.
func (a *annexTruth) textOf(r *rowTruth, field string) string {
	if text := r.parts[field]; text != "" {
		return text
	}
	for _, f := range r.figures {
		if f.field == field {
			return f.text
		}
	}
	return ""
}

// cellsOf returns the texts of the cells that have no field of their own: those that are listed, those of figures, and units.
func (a *annexTruth) cellsOf(r *rowTruth) map[int]string {
	want := maps.Clone(r.cells)
	for _, f := range r.figures {
		if _, known := want[f.column]; f.field == "cell" && !known {
			want[f.column] = f.text
		}
	}
	for i, c := range a.columns {
		if unit := strings.Fields(r.parts["unit"]); c.role == "measure_unit" && len(unit) > 0 {
			want[i] = unit[max(0, len(unit)-2)]
		}
	}
	return want
}

// rowCells compares the cells that have no field of their own.
func (s *score) rowCells(a *annexTruth, r *rowTruth, h tableRow, place string) {
	want := a.cellsOf(r)
	for _, column := range slices.Sorted(maps.Keys(want)) {
		k := slices.IndexFunc(h.Cells, func(c tableCell) bool { return c.Column == column })
		have := ""
		if k >= 0 {
			have = h.Cells[k].Text
		}
		s.tally("cells", squeezed(have) == squeezed(want[column]), place, fmt.Sprint(column), have, want[column])
	}
}

var (
	digitRun = regexp.MustCompile(`[0-9.一二两三四五六七八九十百千零〇]+`)
	notDigit = regexp.MustCompile(`百分点`)
)

// digitsOf returns the digits of a text alone, or the text where it has none: what may differ harmlessly is left out.
func digitsOf(text string) string {
	text = squeezed(norm.NFKC.String(text))
	if digits := strings.Join(digitRun.FindAllString(notDigit.ReplaceAllString(text, ""), -1), ""); digits != "" {
		return digits
	}
	return text
}

func plainNumber(n json.Number) string {
	s := n.String()
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

func (f figureTruth) found(i tableIndicator) bool {
	return digitsOf(f.text) == digitsOf(i.Text) && plainNumber(json.Number(f.value)) == plainNumber(i.Value) &&
		plainNumber(json.Number(f.max)) == plainNumber(i.ValueMax) && slices.Contains(f.units, i.Unit)
}

func (f figureTruth) placed(i tableIndicator) bool {
	return f.field == i.Field && (f.field != "cell" || f.column == i.Column)
}

// figures counts an indicator as found when its text, value and unit are right, the one of the right place first. One of
// the same digits in the same place with another value or unit is a wrong value.
func (s *score) figures(want []figureTruth, have []tableIndicator, place string) {
	left := slices.Clone(have)
	missing := slices.Clone(want)
	for _, strict := range []bool{true, false} {
		missing = slices.DeleteFunc(missing, func(f figureTruth) bool {
			k := slices.IndexFunc(left, func(i tableIndicator) bool { return f.found(i) && (!strict || f.placed(i)) })
			if k >= 0 {
				s.meaningOf(f, left[k], place)
				left = slices.Delete(left, k, k+1)
			}
			return k >= 0
		})
	}
	for _, f := range missing {
		k := slices.IndexFunc(left, func(i tableIndicator) bool { return digitsOf(f.text) == digitsOf(i.Text) })
		if k >= 0 {
			s.tally("right values", false, place, fmt.Sprint(f.column), f.text, f.value, f.units, left[k].Value, left[k].Unit)
			s.tally("indicators precision", false, place, left[k].Field, left[k].Text, left[k].Value, left[k].Unit)
			left = slices.Delete(left, k, k+1)
		}
		if !f.may {
			s.tally("indicators recall", false, place, fmt.Sprint(f.column), f.text, f.value, f.units)
		}
	}
	for _, i := range left {
		s.tally("indicators precision", false, place, i.Field, i.Text, i.Value, i.Unit)
	}
}

func (s *score) meaningOf(f figureTruth, i tableIndicator, place string) {
	if f.may {
		return
	}
	s.tally("indicators recall", true, place)
	s.tally("indicators precision", true, place)
	s.tally("right values", true, place)
	s.tally("  place", f.placed(i), place, fmt.Sprint(f.column), f.text, i.Field, fmt.Sprint(i.Column))
	for _, p := range []struct {
		name string
		want []string
		have string
	}{{"kind", f.kind, i.Kind}, {"state", f.state, i.State}} {
		if !slices.Contains(p.want, "?") {
			s.tally("  "+p.name, slices.Contains(p.want, p.have), place, fmt.Sprint(f.column), f.text, p.have, p.want)
		}
	}
	s.tally("  modifier", f.modifier == i.Modifier, place, fmt.Sprint(f.column), f.text, i.Modifier, f.modifier)
	if f.basis != "?" && f.basis+i.Basis != "" {
		s.tally("  basis", f.basis == i.Basis, place, fmt.Sprint(f.column), f.text, i.Basis, f.basis)
	}
	if f.period != "" {
		s.tally("  period", f.period == i.Period, place, fmt.Sprint(f.column), f.text, i.Period, f.period)
	}
}

// pairs compares the comparisons of a row.
func (s *score) pairs(a *annexTruth, r *rowTruth, h tableRow, place string) {
	left := slices.Clone(h.Comparisons)
	side := func(k int) (column string, digits string) {
		if k < 0 || k >= len(h.Indicators) {
			return "", ""
		}
		return a.columnOf(r, h.Indicators[k]), digitsOf(h.Indicators[k].Text)
	}
	for _, c := range r.comparisons {
		k := slices.IndexFunc(left, func(have tableComparison) bool {
			targetColumn, target := side(have.Target)
			actualColumn, actual := side(have.Actual)
			return targetColumn+":"+target == digitsAt(c.target) && actualColumn+":"+actual == digitsAt(c.actual)
		})
		if k < 0 {
			if !c.may {
				s.tally("comparisons recall", false, place, c.target, c.actual)
			}
			continue
		}
		have := left[k]
		left = slices.Delete(left, k, k+1)
		if c.may {
			continue
		}
		s.tally("comparisons recall", true, place)
		s.tally("comparisons precision", true, place)
		right := plainNumber(have.Ratio) == plainNumber(json.Number(c.ratio)) && plainNumber(have.Difference) == plainNumber(json.Number(c.difference))
		s.tally("  ratio", right, place, c.target, c.actual, have.Ratio, have.Difference)
		if c.schedule != "" {
			s.tally("  schedule", have.Schedule.String() == c.schedule, place, c.target, c.actual, have.Schedule, c.schedule)
		}
	}
	for _, c := range left {
		_, target := side(c.Target)
		_, actual := side(c.Actual)
		s.tally("comparisons precision", false, place, target, actual)
	}
}

// columnOf returns the index of the column that an indicator stands in, as a text.
func (a *annexTruth) columnOf(r *rowTruth, i tableIndicator) string {
	for k := range a.columns {
		if field := a.fieldOf(r, k); field == i.Field && (field != "cell" || k == i.Column) {
			return fmt.Sprint(k)
		}
	}
	return ""
}

func digitsAt(side string) string {
	column, text, _ := strings.Cut(side, ":")
	return column + ":" + digitsOf(text)
}

// quietCodes say what was not read; they are no contradictions.
var quietCodes = []string{"number/unexplained", "source/unread", "text/residue"}

// findings compares the codes of all findings of the document, wherever they stand.
func (s *score) findings(truth *tableTruth, have *tableReport) {
	want, optional := slices.Clone(truth.findings), slices.Clone(truth.optional)
	all := slices.Clone(have.Findings)
	for _, a := range truth.annexes {
		want, optional = append(want, a.findings...), append(optional, a.optional...)
		for _, r := range a.rows {
			want, optional = append(want, r.findings...), append(optional, r.optional...)
		}
	}
	for _, a := range have.Annexes {
		all = append(all, a.Findings...)
		for _, r := range a.Rows {
			all = append(all, r.Findings...)
		}
	}
	var left []string
	for _, f := range all {
		if f.Severity != "info" && !slices.Contains(quietCodes, f.Code) {
			left = append(left, f.Code)
		}
	}
	for _, code := range want {
		k := slices.IndexFunc(left, func(c string) bool { return slices.Contains(either(code), c) })
		s.tally("findings recall", k >= 0, code)
		if k >= 0 {
			s.tally("findings precision", true, code)
			left = slices.Delete(left, k, k+1)
		}
	}
	for _, code := range left {
		if !slices.Contains(optional, code) {
			s.tally("findings precision", false, code)
		}
	}
}
