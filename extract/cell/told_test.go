package cell_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema"
)

// Under a heading that speaks of plans, sentences that tell how things stand; and figures beside plans that are none.
func TestStatesOfWhatIsTold(t *testing.T) {
	const required = "二、工作要求"
	for _, test := range []struct{ heading, text, want string }{
		{required, "截至3月20日，26项完工，9项推进缓慢。", "26项 actual|9项 actual"},
		{required, "检查中发现，31件事项中，需要加快的4件。", "31件 actual|4件 actual"},
		{required, "截至目前，承担项目5个，列入清单3个，正在施工2个。", "5个 actual|3个 actual|2个 ongoing"},
		{required, "截至目前，新建公园5座。", "5座 planned"}, // says nothing of what came about
		{required, "截至3月20日，26项完工；今年改造小区8个。", "26项 actual|8个 planned"},
		{required, "新建公园5座。", "5座 planned"},
		{"", "竣工项目13个（主体已完工6个），完成投资31亿元，占年度计划的74%；前期项目已开工2个，完成投资4亿元。",
			"13个 actual|6个 actual|31亿元 actual|74% actual|2个 ongoing|4亿元 actual"},
		{"", "完成投资41亿元，完成年度投资计划的16%；续建项目已完成投资56亿元，完成年度投资计划的29%。",
			"41亿元 actual|16% actual|56亿元 actual|29% actual"},
		{"", "距离省市2.8万人的目标任务还差1.6万人。", "2.8万人 target|1.6万人 remaining"},
		{"", "完成投资3亿元，是其全年任务量的1.4倍。", "3亿元 actual|1.4倍 actual"},
		{"", "聚焦产值增长7%目标任务，产值增长8%。", "7% target|8% actual"},
		{"", "全县计划新建、续建项目90个，其中新建项目开工41个。", "90个 planned|41个 ongoing"},
		{"", "新开工项目18个，比去年同期增加5个。", "18个 ongoing|5个 actual"},
	} {
		section := schema.Section{Heading: test.heading, Text: test.text}
		load(t).Section(&section, firstQuarter)
		got := ""
		for _, i := range section.Indicators {
			got += "|" + i.Text + " " + string(i.State)
		}
		require.Equal(t, "|"+test.want, got, test.text)
	}
}

func TestPlansByTitle(t *testing.T) {
	for title, want := range map[string]bool{
		"2025年民生实事项目":     true,
		"提前完成2025年民生实事项目": false,
		"2025年民生实事项目进展情况": false,
	} {
		require.Equal(t, want, load(t).IsPlan(title), title)
	}
}

// Verbs in front of what is counted, and what is said behind it, are no part of its name.
func TestNamesWithoutVerbs(t *testing.T) {
	subject := func(i schema.Indicator) string { return i.Subject }
	for text, want := range map[string]string{
		"提交提案原件187件，其中农业方面提出提案36件。": "187件 提案原件|36件 提案",
		"开办托管点位4个，设置床位108张。":        "4个 托管点位|108张 床位",
		"县水利局负责水库项目5个。":             "5个 水库项目",
		"12个乡镇完成率低于80%。":            "12个 乡镇|80% 乡镇完成率",
	} {
		require.Equal(t, want, told(t, text, subject), text)
	}
}
