package check_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"duban/schema"
	"duban/schema/check"
)

// narrativeBeside adds a section to a report whose text holds figures as {text unit factor}.
func narrativeBeside(t testing.TB, r *schema.Report, text string) {
	var plain strings.Builder
	s := schema.Section{}
	for text != "" {
		before, rest, found := strings.Cut(text, "{")
		plain.WriteString(before)
		if !found {
			break
		}
		number, behind, _ := strings.Cut(rest, "}")
		text = behind
		var digits, unit, factor string
		n, err := fmt.Sscan(number, &digits, &unit, &factor)
		require.GreaterOrEqual(t, n, 2, err)
		start := utf8.RuneCountInString(plain.String())
		value, err := schema.ParseDecimal(digits)
		require.NoError(t, err)
		printed := digits + unit
		if u, ok := baseUnits[unit]; ok {
			value, unit = times(t, value, u.factor), u.base
		}
		plain.WriteString(printed)
		s.Indicators = append(s.Indicators, schema.Indicator{Field: schema.FieldText, Text: printed, Start: start,
			End: start + utf8.RuneCountInString(printed), Value: value, Unit: unit, Kind: schema.Quantity, State: schema.Actual})
	}
	s.Text = plain.String()
	r.Sections = append(r.Sections, s)
}

const projectsByPlace = `
隶 属:item | 项目个数:figure 个 | 年投资计划:figure 亿元 aim | 完成投资额:figure 亿元 | 年计划投资完成率:rate % completion
甲市 | 57 | 82.5 | 65.1 | 78.9
乙县 | 27 | 42.6 | 31.2 | 73.2
丙县 | 34 | 78.5 | 62.9 | 80.1
高新区 | 27 | 66.4 | 53.1 | 80.0
州 直 | 58 | 156.7 | 92.0 | 58.7`

// TestMentions sets a narrative against a table of its projects by place: 145 in the counties, for 212.3亿元.
func TestMentions(t *testing.T) {
	for _, c := range []struct {
		what, text string
		want       []string
	}{
		{"what holds", "州直项目{58 个}，完成投资{92 亿元}；县市区项目{145 个}，完成投资{212.3 亿元}。", []string{}},
		{"a row", "按隶属：州直项目{58 个}，完成投资{114.8 亿元}；县市区项目{145 个}，完成投资{212.3 亿元}。",
			[]string{"州 直[92.0] cross/disagree section 1"}},
		{"a sum of rows", "按隶属：州直项目{58 个}，完成投资{92.0 亿元}；县市区项目{145 个}，完成投资{220.3 亿元}。",
			[]string{"section cross/disagree 65.1+31.2+62.9+53.1"}},
		{"both", "州直项目{58 个}，完成投资{114.8 亿元}；县市区项目{145 个}，完成投资{220.3 亿元}。",
			[]string{"section cross/disagree 65.1+31.2+62.9+53.1", "州 直[92.0] cross/disagree section 1"}},
		{"all rows", "全州项目{203 个}，完成投资{324.3 亿元}。", []string{"section cross/disagree 65.1+31.2+62.9+53.1+92"}},
		{"a kind without the zone", "县市区项目{118 个}，完成投资{159.2 亿元}。", []string{}},
		{"nothing that shows the table to be meant", "州直项目{66 个}，完成投资{114.8 亿元}。", []string{}},
		{"another measure", "州直项目{58 个}，完成产值{114.8 亿元}。", []string{}},
		{"another thing of that place", "州直项目{58 个}，完成投资{92 亿元}；州直学校完成投资{14.8 亿元}。", []string{}},
		{"a part", "州直项目{58 个}，完成投资{92 亿元}，其中完成投资{14.8 亿元}。", []string{}},
		{"another unit", "州直项目{58 个}，完成投资{92 亿元}；乙县项目{27 个}，完成投资{3.1 亩}。", []string{}},
		{"rounded", "州直项目{58 个}，完成投资{92 亿元}；乙县项目{27 个}，完成投资{31 亿元}。", []string{}},
		{"another sentence", "州直项目{58 个}。完成投资{114.8 亿元}。", []string{}},
		{"in a bracket", "州直项目{58 个}（完成投资{114.8 亿元}）。", []string{}},
		{"more that differ than agree", "州直项目{58 个}，完成投资{114.8 亿元}；乙县完成投资{41.2 亿元}。", []string{}},
		{"as many that differ as agree", "州直项目{58 个}，完成投资{92 亿元}；乙县项目{37 个}，完成投资{41.2 亿元}。",
			[]string{"乙县[27] cross/disagree section 1", "乙县[31.2] cross/disagree section 1"}},
		{"what was planned", "州直项目{58 个}，年投资计划{114.8 亿元}。", []string{}},
	} {
		t.Run(c.what, func(t *testing.T) {
			r := figures(t, projectsByPlace)
			narrativeBeside(t, r, c.text)
			check.Report(r)
			list := []string{}
			for _, f := range r.Sections[0].Findings {
				list = append(list, fmt.Sprintf("section %s %s", f.Code, f.From))
			}
			require.Equal(t, c.want, append(list, listed(r)...))
		})
	}
}

// TestMentionsOfOtherTables sets narratives against tables with a sum of their own, with one row of a kind, and with few projects.
func TestMentionsOfOtherTables(t *testing.T) {
	const head = "\n隶 属:item | 项目个数:figure 个 | 完成投资额:figure 亿元\n"
	for _, c := range []struct {
		what, rows, text string
		want             []string
	}{
		{"all rows", "甲市 | 57 | 65.1\n州直 | 58 | 92.0", "全州项目{115 个}，完成投资{324.3 亿元}。", []string{"section cross/disagree 65.1+92"}},
		{"all rows, of which a row has the sum", "甲市 | 57 | 65.1\n州直 | 58 | 92.0\n合计 | 115 | 157.1", "全州项目{115 个}，完成投资{324.3 亿元}。", []string{}},
		{"the row of the sum", "甲市 | 57 | 65.1\n州直 | 58 | 92.0\n合计 | 115 | 157.1", "合计项目{115 个}，完成投资{324.3 亿元}。",
			[]string{"合计[157.1] cross/disagree section 1"}},
		{"one row alone", "甲市 | 57 | 65.1", "全州项目{57 个}，完成投资{324.3 亿元}。", []string{}},
		{"one row of a kind", "甲市 | 57 | 65.1\n州直 | 58 | 92.0", "县市区项目{57 个}，完成投资{324.3 亿元}。", []string{}},
		{"a count that shows the table to be meant", "甲市 | 10 | 65.1\n州直 | 58 | 92.0", "甲市项目{10 个}，完成投资{75.1 亿元}。",
			[]string{"甲市[65.1] cross/disagree section 1"}},
		{"a count that other things may have as well", "甲市 | 9 | 65.1\n州直 | 58 | 92.0", "甲市项目{9 个}，完成投资{75.1 亿元}。", []string{}},
	} {
		t.Run(c.what, func(t *testing.T) {
			r := figures(t, head+c.rows)
			narrativeBeside(t, r, c.text)
			check.Report(r)
			list := []string{}
			for _, f := range r.Sections[0].Findings {
				list = append(list, fmt.Sprintf("section %s %s", f.Code, f.From))
			}
			require.Equal(t, c.want, append(list, listed(r)...))
		})
	}
}

// TestMentionsOfTimes has the figures of a table for the time of the report, of the table or of the column: a figure of the narrative
// that is of another time says nothing of them.
func TestMentionsOfTimes(t *testing.T) {
	half, year := &schema.Period{Text: "上半年"}, &schema.Period{Text: "全年"}
	require.NoError(t, json.Unmarshal([]byte(`"2021-06-30"`), &half.End))
	require.NoError(t, json.Unmarshal([]byte(`"2021-12-31"`), &year.End))
	for _, c := range []struct {
		what                  string
		report, annex, column *schema.Period
		figures               string
		isFound               bool
	}{
		{"no times", nil, nil, nil, "", true},
		{"a figure of a time, beside a table of none", nil, nil, nil, "上半年", false},
		{"of the report", half, nil, nil, "", true},
		{"of the report, which the figure says", half, nil, nil, "上半年", true},
		{"of another time than the report", half, nil, nil, "全年", false},
		{"of the table", year, half, nil, "上半年", true},
		{"of the table, and the report is of another time", year, half, nil, "", false},
		{"of the table, as the report", half, half, nil, "", true},
		{"of the column", year, year, half, "上半年", true},
		{"of another time than the column", half, half, year, "上半年", false},
		{"of the column, and the report is of another time", half, half, year, "", false},
	} {
		t.Run(c.what, func(t *testing.T) {
			r := figures(t, projectsByPlace)
			narrativeBeside(t, r, "州直项目{58 个}，完成投资{114.8 亿元}。")
			r.Period, r.Annexes[0].Period = c.report, c.annex
			for i := range r.Annexes[0].Columns {
				r.Annexes[0].Columns[i].Period = c.column
			}
			for i := range r.Sections[0].Indicators {
				r.Sections[0].Indicators[i].Period = c.figures
			}
			check.Report(r)
			require.Equal(t, c.isFound, len(listed(r)) > 0, listed(r))
		})
	}
}
