package check_test

import (
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
