package review

import (
	"strings"
	"testing"

	"duban/internal/testfields"
	"duban/schema"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"
)

// What the page shows of the report made by hand was read in ../testdata/report.json.
func TestFullReport(t *testing.T) {
	doc := document(t, page(t, testfields.Full(t)))
	for selector, want := range map[string]string{
		".head .facts":   "document number 渝府办〔2021〕15号",
		"#a1 .lines":     "unit 万元 = 10,000 元 · period 截至3月底 (2021-03-31)",
		"#a1 > .notes":   "table/sum the column 合计 is not what its parts give claimed 3 computed 2 from 1+1",
		"aside .unread":  "picture table 1, row 2 a picture hangs in annex 1, row 1, progress",
		"#a1-r1 th":      "1 inferred total underway behind page 3, sheet 表1, B7, lines 5–6, table 1, row 2",
		"#a1-r1-c1":      "50 % 20-30家 / 40家 · 25 % of the year gone",
		"#a1 th.rate":    "完成率% rate · % · completion",
		"#a1 th.figure":  "1-3月 / 累计增长（亿元） figure · 投资 · 亿元 · difference · actual · yoy · 1-3月 · cumulative · total",
		"td.lead_units":  "商务委 (牵头) 区商务委",
		"td.figure":      "-0.3 as in row 1",
		"td.extra":       "甲 乙",
		"td.category":    "一、消费",
		"aside .side li": "count/declared",
	} {
		require.Contains(t, spaced(doc.Find(selector).First()), want, selector)
	}
	require.Contains(t, spaced(doc.Find(".head .facts")), "region 沙坪坝区 (500106, county)")
	require.Equal(t, "figure · 投资 · 亿元 = 100,000,000 元 · difference · actual · yoy · 1-3月 (2021-01-01 – 2021-03-31) · cumulative · total",
		doc.Find("#a1 th.figure .meaning").AttrOr("title", ""))
	require.Equal(t, 1, doc.Find("tr.total").Length())
	require.Equal(t, "#a1-r1", doc.Find("td.shared a").AttrOr("href", ""))

	figure := doc.Find("td.figure .m")
	require.Equal(t, "-0.3", figure.Text())
	require.Equal(t, "m difference actual", figure.AttrOr("class", ""))
	require.Equal(t, []string{"cells/7/-0.3", "-30000000", "", "元", "", "商圈投资", "固定资产投资", "1-3月", "yoy", "difference from", "40家",
		"basis 增长 (header)"}, strings.Split(figure.AttrOr("data-r", ""), "\t"))
	require.Empty(t, figure.AttrOr("data-cues", ""), "the words stand in the header, not in the cell")
	require.Equal(t, "乙", doc.Find("td.extra .evidence.pace").Text())
	require.Equal(t, 1, doc.Find("td.extra .m.unexplained").Length())
	require.Equal(t, []string{"Any pace", "behind (1)"}, doc.Find("[name=pace] option").Map(textOfElement))
}

func textOfElement(_ int, s *goquery.Selection) string { return s.Text() }

// spaced returns the text of an element with a space wherever one of its elements ends, and no other white space.
func spaced(s *goquery.Selection) string {
	clone := s.Clone()
	clone.Find("*").AppendHtml(" ")
	return strings.Join(strings.Fields(clone.Text()), " ")
}

// Of two columns with one role the row's own field stands in the one in which the row has no other cell; where the row
// does not say which that is, in a column of its own.
func TestSeveralColumnsOfOneRole(t *testing.T) {
	a := schema.Annex{Index: 1,
		Columns: []schema.Column{{Header: "项目", Role: schema.RoleItem}, {Header: "一季度", Role: schema.RoleProgress}, {Header: "二季度", Role: schema.RoleProgress}},
		Rows: []schema.Row{
			{Index: 1, Item: "甲桥", Progress: "通车", Cells: []schema.Cell{{Column: 1, Text: "合龙"}}},
			{Index: 2, Item: "乙桥", Progress: "合龙", Cells: []schema.Cell{{Column: 2, Text: "通车"}}},
		}}
	cells := func() [][]string {
		doc := document(t, page(t, &schema.Report{Annexes: []schema.Annex{a}}))
		var rows [][]string
		doc.Find("tr.entry").Each(func(_ int, row *goquery.Selection) { rows = append(rows, row.Find("td").Map(textOfElement)) })
		return rows
	}
	require.Equal(t, [][]string{{"甲桥", "合龙", "通车"}, {"乙桥", "合龙", "通车"}}, cells())

	a.Rows = append(a.Rows, schema.Row{Index: 3, Item: "丙桥", Progress: "开工", Category: "一、桥梁"})
	require.Equal(t, [][]string{{"", "甲桥", "合龙", "通车", ""}, {"", "乙桥", "合龙", "通车", ""}, {"一、桥梁", "丙桥", "", "", "开工"}}, cells())
}

// A comparison stands at the figure that was reached, wherever that is.
func TestComparisonsStandAtTheActual(t *testing.T) {
	plan, done := 0, 1
	ratio, err := schema.ParseDecimal("0.5")
	require.NoError(t, err)
	a := schema.Annex{Index: 1, Columns: []schema.Column{{Header: "计划", Role: schema.RoleFigure}, {Header: "完成", Role: schema.RoleFigure}},
		Rows: []schema.Row{{Index: 1, Cells: []schema.Cell{{Column: 0, Text: "8"}, {Column: 1, Text: "4"}},
			Indicators: []schema.Indicator{
				{Field: schema.FieldCell, Column: &plan, Text: "8", End: 1}, {Field: schema.FieldCell, Column: &done, Text: "4", End: 1}},
			Comparisons: []schema.Comparison{{Target: 0, Actual: 1, Ratio: &ratio}}}}}
	doc := document(t, page(t, &schema.Report{Annexes: []schema.Annex{a}}))
	require.Equal(t, []string{"8", "450 % 4 / 8"}, doc.Find("tr.entry td").Map(textOfElement))
}

// Two findings about the same words, and one about words that are not shown, can all be gone to.
func TestEveryFindingCanBeGoneTo(t *testing.T) {
	a := schema.Annex{Index: 1, Columns: []schema.Column{{Role: schema.RoleProgress}}, Rows: []schema.Row{{Index: 1, Progress: "完成30个",
		Findings: []schema.Finding{
			{Code: schema.RateMismatch, Severity: schema.Error, Field: schema.FieldProgress, Start: 2, End: 5},
			{Code: schema.PartSum, Severity: schema.Error, Field: schema.FieldProgress, Start: 2, End: 4},
			{Code: schema.RowShape, Severity: schema.Info, Field: schema.FieldNote, Start: 0, End: 2},
			{Code: schema.TableRate, Severity: schema.Error, Field: schema.FieldCell, Column: new(int), Start: 0, End: 2},
		}}}}
	a.Findings = []schema.Finding{{Code: schema.TableSum, Severity: schema.Error, Field: schema.FieldCell, Column: new(int), Start: 0, End: 2}}
	doc := document(t, page(t, &schema.Report{Annexes: []schema.Annex{a}}))
	require.Equal(t, 5, doc.Find(".side a").Length())
	doc.Find(".side a").Each(func(_ int, link *goquery.Selection) {
		require.Equal(t, 1, doc.Find(link.AttrOr("href", "")).Length(), link.Text())
	})
}
