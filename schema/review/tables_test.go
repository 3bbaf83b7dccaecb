package review

import (
	"context"
	"errors"
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
		"#a1-r1-c1":      "50% 20-30家 / 40家 · 25% of the year gone",
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
	require.Equal(t, []string{"8", "450% 4 / 8"}, doc.Find("tr.entry td").Map(textOfElement))
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

// The list has errors first, then warnings, each in the order of the document.
func TestGravestFindingsFirst(t *testing.T) {
	finding := func(code schema.Code, s schema.Severity) schema.Finding {
		return schema.Finding{Code: code, Severity: s}
	}
	r := &schema.Report{
		Findings: []schema.Finding{finding(schema.ReportEmpty, schema.Info), finding(schema.AnnexTitle, schema.Warning)},
		Sections: []schema.Section{{Findings: []schema.Finding{finding(schema.CountList, schema.Error), finding(schema.CountNarrative, schema.Warning)}}},
		Annexes:  []schema.Annex{{Index: 1, Rows: []schema.Row{{Index: 1, Findings: []schema.Finding{finding(schema.RateMismatch, schema.Error)}}}}},
	}
	require.Equal(t, []string{"count/list", "rate/mismatch", "annex/title", "count/narrative", "report/empty"},
		document(t, page(t, r)).Find(".side .code").Map(textOfElement))
}

// What is estimated, and what a limit is set against, is not drawn as if it were reached.
func TestForecastsAreNotDrawnAsReached(t *testing.T) {
	number := func(s string) schema.Decimal {
		d, err := schema.ParseDecimal(s)
		require.NoError(t, err)
		return d
	}
	half := number("0.5")
	compared := func(target schema.Modifier, actual schema.State) *goquery.Selection {
		r := &schema.Report{Annexes: []schema.Annex{{Index: 1, Rows: []schema.Row{{Index: 1, Target: "8起", Progress: "4起",
			Indicators: []schema.Indicator{
				{Field: schema.FieldTarget, Text: "8起", End: 2, Value: number("8"), State: schema.Target, Modifier: target},
				{Field: schema.FieldProgress, Text: "4起", End: 2, Value: number("4"), State: actual}},
			Comparisons: []schema.Comparison{{Target: 0, Actual: 1, Ratio: &half}}}}}}}
		return document(t, page(t, r)).Find("#a1-r1-c1")
	}
	require.Equal(t, 1, compared("", schema.Actual).Find("progress:not(.draft)").Length())
	require.Equal(t, "50% 4起 / 8起", compared("", schema.Actual).Text())
	require.Equal(t, 1, compared("", schema.Projected).Find("progress.draft").Length())
	require.Equal(t, "50% 4起 / 8起 projected", compared("", schema.Projected).Text())
	require.Zero(t, compared(schema.AtMost, schema.Actual).Find("progress").Length())
	require.Equal(t, "50% 4起 / 8起 · a limit", compared(schema.AtMost, schema.Actual).Text())
}

// A page whose context has ended is not written, and says why.
func TestPageEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(errors.New("the client has gone"))
	out, err := Page(ctx, sample(t), Options{})
	require.EqualError(t, err, "the review page was not finished: the client has gone")
	require.Nil(t, out)
}

// The widths of the columns stand in the style, and come from the lengths of texts alone.
func TestWidthsOfColumns(t *testing.T) {
	text := strings.Repeat("完成桥梁主体施工", 12)
	r := &schema.Report{Annexes: []schema.Annex{{Index: 1,
		Columns: []schema.Column{{Header: "项目", Role: schema.RoleItem}, {Header: "进展", Role: schema.RoleProgress}},
		Rows:    []schema.Row{{Index: 1, Item: "甲桥}", Progress: text}}}}}
	require.Contains(t, document(t, page(t, r)).Find("style").Text(), "#a1{--columns:7.5em minmax(5.5em,2.7fr) minmax(15.3em,10.8fr);--least:28.3em}")
}
