package check_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"duban/internal/exact"
	"github.com/stretchr/testify/require"

	"duban/schema"
	"duban/schema/check"
)

// figures makes a report of one annex from a table in a short notation:
//
//	区县:item | 年计划:figure 亿元 target m=投资 | 占年计划:rate % completion
//	甲县      | 12.5                            | 80.0
//	=合计     | 12.5                            | 80.0
//
// The first line has the columns: label, role and what the header says of bare figures. Cells are bare figures; words and
// blank signs give no figure, ^ is merged with the cell above, and a row whose first cell begins with = is a total. In the
// column of items [合计] gives a category: [一季度]甲县. An item with a unit in （） gives it to figures without one.
func figures(t testing.TB, table string) *schema.Report {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(table), "\n")
	annex := schema.Annex{Index: 1, Kind: schema.KindStatistics}
	for _, spec := range strings.Split(lines[0], "|") {
		annex.Columns = append(annex.Columns, columnIn(t, spec))
	}
	for i, line := range lines[1:] {
		annex.Rows = append(annex.Rows, rowIn(t, &annex, i, strings.Split(line, "|")))
	}
	return &schema.Report{SchemaVersion: schema.Version, Annexes: []schema.Annex{annex}}
}

var baseUnits = map[string]struct {
	base   string
	factor int64
}{"亿元": {"元", 100000000}, "万元": {"元", 10000}, "万人": {"人", 10000}}

func columnIn(t testing.TB, spec string) schema.Column {
	label, facts, _ := strings.Cut(strings.TrimSpace(spec), ":")
	c := schema.Column{Header: strings.ReplaceAll(label, "/", " / "), Role: schema.RoleFigure}
	for _, fact := range strings.Fields(facts) {
		switch fact {
		case "item", "target", "progress", "rate", "note", "number", "category":
			if c.Role = schema.Role(fact); fact == "target" {
				c.State = schema.Target
			}
		case "figure":
		case "aim":
			c.State = schema.Target
		case "actual", "planned", "remaining":
			c.State = schema.State(fact)
		case "completion", "ratio", "growth", "rank", "difference", "quantity":
			c.Kind = schema.IndicatorKind(fact)
		case "total":
			c.Total = true
		default:
			if m, ok := strings.CutPrefix(fact, "m="); ok {
				c.Measure = m
				continue
			}
			require.LessOrEqual(t, utf8.RuneCountInString(fact), 5, "a unit")
			c.Unit, c.UnitText, c.Factor = fact, fact, 1
			if u, ok := baseUnits[fact]; ok {
				c.Unit, c.Factor = u.base, u.factor
			}
		}
	}
	return c
}

func rowIn(t testing.TB, annex *schema.Annex, i int, cells []string) schema.Row {
	require.Len(t, cells, len(annex.Columns), cells)
	row := schema.Row{Index: i + 1}
	for k, cell := range cells {
		text, c := strings.TrimSpace(cell), annex.Columns[k]
		if rest, ok := strings.CutPrefix(text, "="); ok && k == 0 {
			row.Total, text = true, rest
		}
		if c.Role == schema.RoleItem || c.Role == schema.RoleCategory || c.Role == schema.RoleNumber {
			if rest, ok := strings.CutPrefix(text, "["); ok {
				row.Category, text, _ = strings.Cut(rest, "]")
			}
			if c.Role == schema.RoleItem {
				row.Item = text
			}
			continue
		}
		addCell(t, annex, &row, k, text)
	}
	return row
}

// addCell adds a cell and the figure in it.
func addCell(t testing.TB, annex *schema.Annex, row *schema.Row, k int, text string) {
	c, column := annex.Columns[k], k
	if text == "" {
		return
	}
	x := schema.Indicator{Field: schema.FieldCell, Column: &column, Text: text, Start: 0, End: utf8.RuneCountInString(text),
		Unit: c.Unit, Kind: c.Kind, State: schema.Actual}
	merged := text == "^"
	if merged {
		above := annex.Rows[len(annex.Rows)-1]
		for _, cell := range above.Cells {
			if cell.Column == k {
				text = cell.Text
			}
		}
		first := above.Index
		for _, s := range above.Shared {
			if s.Column == k {
				first = s.Row
			}
		}
		row.Shared = append(row.Shared, schema.Shared{Field: schema.FieldCell, Column: k, Row: first})
	}
	switch c.Role {
	case schema.RoleTarget:
		row.Target, x.Field, x.Column = text, schema.FieldTarget, nil
	case schema.RoleProgress:
		row.Progress, x.Field, x.Column = text, schema.FieldProgress, nil
	case schema.RoleRate:
		row.Rate, x.Field, x.Column = text, schema.FieldRate, nil
	case schema.RoleNote:
		row.Note, x.Field, x.Column = text, schema.FieldNote, nil
	default:
		row.Cells = append(row.Cells, schema.Cell{Column: k, Text: text})
	}
	if c.State != "" {
		x.State = c.State
	}
	if x.Kind == "" {
		x.Kind = schema.Quantity
	}
	number := strings.TrimPrefix(text, "约")
	if number != text {
		x.Modifier, x.Text, x.Start = schema.About, number, 1
	}
	if _, item, ok := strings.Cut(row.Item, "（"); ok && x.Unit == "" {
		x.Unit = strings.TrimSuffix(item, "）")
	}
	value, err := schema.ParseDecimal(strings.ReplaceAll(strings.TrimSuffix(number, "%"), ",", ""))
	if err != nil || merged {
		return
	}
	x.Value = times(t, value, max(c.Factor, 1))
	row.Indicators = append(row.Indicators, x)
}

// times multiplies exactly.
func times(t testing.TB, value schema.Decimal, factor int64) schema.Decimal {
	d := value.Exact()
	require.NoError(t, d.Mul(d, exact.New(factor, 0)))
	return schema.NewDecimal(*d)
}

// foundIn lists the findings on a table, those of the annex first: "合计[2000] table/sum 900+800+200".
func foundIn(t testing.TB, table string) []string {
	r := figures(t, table)
	check.Report(r)
	return listed(r)
}

func listed(r *schema.Report) []string {
	list := []string{}
	for _, a := range r.Annexes {
		for _, f := range a.Findings {
			list = append(list, fmt.Sprintf("annex %s %s", f.Code, f.From))
		}
		for _, row := range a.Rows {
			texts := map[schema.Field]string{schema.FieldTarget: row.Target, schema.FieldProgress: row.Progress, schema.FieldRate: row.Rate}
			for _, c := range row.Cells {
				texts[schema.FieldCell+schema.Field(fmt.Sprint(c.Column))] = c.Text
			}
			for _, f := range row.Findings {
				field := f.Field
				if f.Column != nil {
					field += schema.Field(fmt.Sprint(*f.Column))
				}
				list = append(list, fmt.Sprintf("%s[%s] %s %s", row.Item, string([]rune(texts[field])[f.Start:f.End]), f.Code, f.From))
			}
		}
	}
	return list
}
