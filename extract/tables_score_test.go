package extract_test

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestTablesScore shows that the measure sees what is right, wrong, missing and too much: of what the truth itself says all
// is right, and each fault lowers what it should and nothing else.
func TestTablesScore(t *testing.T) {
	truths := readTruths(t)
	for _, truth := range truths {
		s := newScore()
		s.table(truth, truth.ideal())
		require.Empty(t, s.misses, truth.name)
	}
	k := slices.IndexFunc(truths, func(t *tableTruth) bool { return t.name == "money-pair" })
	require.GreaterOrEqual(t, k, 0)
	for _, c := range []struct {
		name  string
		spoil func(*tableAnnex)
		below []string // the measures that fall
	}{
		{"right", func(a *tableAnnex) {}, nil},
		{"wrong unit", func(a *tableAnnex) { a.Rows[0].Indicators[0].Unit = "万元" }, []string{"right values", "indicators recall", "indicators precision"}},
		{"wrong value", func(a *tableAnnex) { a.Rows[0].Indicators[0].Value = "18600" }, []string{"right values", "indicators recall", "indicators precision"}},
		{"no figure", func(a *tableAnnex) { a.Rows[1].Indicators = a.Rows[1].Indicators[:4] }, []string{"indicators recall"}},
		{"one too many", func(a *tableAnnex) { a.Rows[0].Indicators = append(a.Rows[0].Indicators, a.Rows[0].Indicators[0]) }, []string{"indicators precision"}},
		{"wrong place", func(a *tableAnnex) { a.Rows[0].Indicators[0].Column = 7 }, []string{"  place"}},
		{"wrong kind", func(a *tableAnnex) { a.Rows[0].Indicators[0].Kind = "growth" }, []string{"  kind"}},
		{"wrong state", func(a *tableAnnex) { a.Rows[0].Indicators[0].State = "actual" }, []string{"  state"}},
		{"wrong role", func(a *tableAnnex) { a.Columns[4].Role = "target" }, []string{"column role"}},
		{"header as a row", func(a *tableAnnex) { a.Rows = append([]tableRow{{Item: "项目名称"}}, a.Rows...) }, []string{"rows precision"}},
		{"no comparison", func(a *tableAnnex) { a.Rows[0].Comparisons = nil }, []string{"comparisons recall"}},
		{"turned comparison", func(a *tableAnnex) { a.Rows[0].Comparisons[0].Target, a.Rows[0].Comparisons[0].Actual = 2, 1 },
			[]string{"comparisons recall", "comparisons precision"}},
		{"wrong ratio", func(a *tableAnnex) { a.Rows[0].Comparisons[0].Ratio = "67.5" }, []string{"  ratio"}},
		{"no total", func(a *tableAnnex) { a.Rows[3].Total = false }, []string{"total"}},
		{"false finding", func(a *tableAnnex) { a.Findings = append(a.Findings, tableFinding{"table/sum", "error"}) }, []string{"findings precision"}},
		{"unexplained", func(a *tableAnnex) {
			a.Rows[0].Coverage.Unexplained = append(a.Rows[0].Coverage.Unexplained, struct {
				Text string `json:"text"`
			}{"18600"})
		}, []string{"explained"}},
	} {
		report, s := truths[k].ideal(), newScore()
		c.spoil(&report.Annexes[0])
		s.table(truths[k], report)
		var below []string
		for _, measure := range s.order {
			if s.percent(measure) < 100 {
				below = append(below, measure)
			}
		}
		require.ElementsMatch(t, c.below, below, c.name)
	}
}

// ideal returns the report that says what the truth does.
func (t *tableTruth) ideal() *tableReport {
	report := &tableReport{Findings: codesOf(t.findings)}
	for _, a := range t.annexes {
		unit := strings.Fields(a.parts["unit"])
		annex := tableAnnex{Kind: first(either(a.parts["kind"])), Title: a.parts["title"], Number: json.Number(a.parts["number"]),
			Declared: json.Number(a.parts["declared"]), Unit: at(unit, 0), UnitText: a.parts["unit_text"] + at(unit, 1),
			Factor: json.Number(at(unit, 2)), Findings: codesOf(a.findings)}
		if end := a.parts["period"]; end != "" {
			annex.Period = &tablePeriod{End: end}
		}
		for _, c := range a.columns {
			annex.Columns = append(annex.Columns, c.ideal())
		}
		for _, r := range a.rows {
			annex.Rows = append(annex.Rows, a.idealRow(r))
		}
		report.Annexes = append(report.Annexes, annex)
	}
	return report
}

func first(list []string) string { return at(list, 0) }

func codesOf(codes []string) []tableFinding {
	var findings []tableFinding
	for _, c := range codes {
		findings = append(findings, tableFinding{Code: first(either(c)), Severity: "error"})
	}
	return findings
}

func (c columnTruth) ideal() tableColumn {
	unit := strings.Fields(c.parts["unit"])
	_, total := c.parts["total"]
	_, cumulative := c.parts["cumulative"]
	column := tableColumn{Cumulative: cumulative, Header: c.header, Role: c.role, Measure: first(either(c.parts["measure"])), Unit: at(unit, 0), Factor: json.Number(at(unit, 2)),
		Kind: first(either(c.parts["kind"])), State: first(either(c.parts["state"])), Basis: c.parts["basis"], Total: total}
	if start, end, found := strings.Cut(c.parts["period"], " "); found {
		column.Period = &tablePeriod{start, end}
	}
	return column
}

func (a *annexTruth) idealRow(r *rowTruth) tableRow {
	_, total := r.parts["total"]
	row := tableRow{Number: json.Number(r.parts["number"]), Category: a.textOf(r, "category"), Item: a.textOf(r, "item"), Target: a.textOf(r, "target"),
		Progress: a.textOf(r, "progress"), Rate: a.textOf(r, "rate"), Deadline: a.textOf(r, "deadline"), Note: a.textOf(r, "note"),
		LeadUnits: unitsOf(r.parts["lead"]), SupportUnits: unitsOf(r.parts["support"]), Total: total, Pace: r.parts["pace"], Status: r.parts["status"],
		Findings: codesOf(r.findings)}
	for column, text := range a.cellsOf(r) {
		row.Cells = append(row.Cells, tableCell{column, text})
	}
	for _, s := range r.shared {
		row.Shared = append(row.Shared, tableShared{s.field, s.column, s.row})
	}
	for _, f := range r.figures {
		state := first(f.state)
		if state == "?" {
			state = "actual"
		}
		row.Indicators = append(row.Indicators, tableIndicator{Field: f.field, Column: f.column, Text: f.text, Value: json.Number(f.value),
			ValueMax: json.Number(f.max), Unit: first(f.units), Kind: first(f.kind), State: state, Modifier: f.modifier, Basis: f.basis, Period: f.period})
	}
	for _, c := range r.comparisons {
		row.Comparisons = append(row.Comparisons, tableComparison{Target: r.index(c.target), Actual: r.index(c.actual), Ratio: json.Number(c.ratio),
			Difference: json.Number(c.difference), Schedule: json.Number(c.schedule)})
	}
	return row
}

func unitsOf(names string) []tableUnit {
	var units []tableUnit
	for name := range strings.SplitSeq(names, "、") {
		if name != "" {
			units = append(units, tableUnit{name})
		}
	}
	return units
}

// index returns the index of the figure that a side of a comparison names.
func (r *rowTruth) index(side string) int {
	return slices.IndexFunc(r.figures, func(f figureTruth) bool { return strconv.Itoa(f.column)+":"+f.text == side })
}
