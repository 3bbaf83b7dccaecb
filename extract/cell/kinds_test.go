package cell_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestKindsOfSayings reads sentences of which each shows one way of saying a thing, or what only looks like it. Each line that is
// wanted begins one that is read; … in it stands for anything.
func TestKindsOfSayings(t *testing.T) {
	for _, c := range []struct {
		target, progress string
		want             []string
	}{
		// names that hold a word of state
		{"", "未成年人保护站建成6个", []string{"6个=6 个, quantity, actual"}},
		{"", "剩余劳动力转移就业1.6万人", []string{"1.6万人=16000 人, quantity, actual"}},
		{"", "拟上市企业培育12家", []string{"12家=12 家, quantity, actual"}},
		{"", "对未完成任务的9家单位进行通报", []string{"9家=9 家, quantity, actual"}},
		// what is left, under way, planned
		{"", "未验收的有3个乡镇、17个村", []string{"3个=3 个, quantity, remaining", "17个=17 个, quantity, remaining"}},
		{"", "在建水库2座、待建水库1座", []string{"2座=2 座, quantity, ongoing", "1座=1 座, quantity, remaining"}},
		{"", "在建项目16个（其中道路9个、桥梁7个）", []string{"9个=9 个, quantity, ongoing", "7个=7 个, quantity, ongoing"}},
		{"", "在建项目16个，其中9个竣工", []string{"9个=9 个, quantity, actual"}},
		{"", "原定改造80栋，实际改造52栋", []string{"80栋=80 栋, quantity, planned", "52栋=52 栋, quantity, actual"}},
		{"", "未达时间进度的2项：招商引资40亿元、外贸出口3亿美元", []string{"40亿元=4000000000 元, quantity, target", "3亿美元=300000000 美元, quantity, target"}},
		{"", "全年实现减排2万吨", []string{"2万吨=20000 吨, quantity, planned"}},
		{"新增车位500个", "汛期前完成车位500个，目前完成210个", []string{"500个=500 个, quantity, planned", "210个=210 个, quantity, actual", "underway"}},
		{"新建文化中心", "若资金到位可按时完成", []string{"unclear"}},
		{"新建文化中心", "还没有开工", []string{"not_started"}},
		// shares of an aim, of what is not done
		{"", "正在建设的占年度任务的22%", []string{"22%=22 %, ratio"}},
		{"", "尚未动工的占总任务的14%", []string{"14%=14 %, ratio"}},
		{"", "预算执行率78.4%", []string{"78.4%=78.4 %, completion"}},
		// amounts of change
		{"", "用水量较上年压减1.4万吨", []string{"1.4万吨=-14000 吨, difference"}},
		{"", "事故起数同比少发9起", []string{"9起=-9 起, difference"}},
		{"", "优良天数增加11天", []string{"11天=11 天, difference"}},
		{"", "增幅回升1.3个点，高于全省2个点，比全市低3个点", []string{
			"1.3个点=1.3 百分点, difference", "2个点=2 百分点, difference", "3个点=-3 百分点, difference"}},
		{"", "新增供水点6个", []string{"6个=6 个, quantity"}},
		// modifiers
		{"", "亩均投入约在3000元", []string{"3000元=3000 元, quantity, actual[投入], of 投入, about[约在]"}},
		{"", "至少完成3个", []string{"3个=3 个, quantity, actual[完成], at_least[至少]"}},
		{"", "进度不及四成", []string{"四成=40 %, completion[进度], actual, less_than[不及]"}},
		{"", "反馈不及时3件", []string{"3件=3 件, quantity, actual, of 反馈不及时"}},
		// periods
		{"", "受去年四季度高基数影响，工业增长2.6%", []string{"2.6%=2.6 %, growth[增长], actual, of 工业"}},
		{"", "1月检查36次，2月检查41次", []string{"36次=36 次, quantity, actual…in 1月", "41次=41 次, quantity, actual…in 2月"}},
		{"", "2016年投入1.2亿元，2017年投入1.5亿元", []string{
			"1.2亿元=120000000 元, quantity, actual…in 2016年", "1.5亿元=150000000 元, quantity, actual…in 2017年"}},
		{"", "2020年12月28日至2021年1月6日摸排隐患21处", []string{"21处=21 处", "2020年12月28日至2021年1月6日: 2020-12-28/2021-01-06 event"}},
		{"", "2月26日至3月6日检查8家", []string{"2月26日至3月6日: 2021-02-26/2021-03-06 event"}},
		{"", "2月3日、3月6日检查8家", []string{"2月3日: 2021-02-03 event", "3月6日: 2021-03-06 event"}},
		{"新建卫生室24所", "已建成\n18所，正在建设\n6所", []string{"18所=18 所, quantity, actual", "6所=6 所, quantity, ongoing", "18所 against 24所"}},
		{"", "治理水土流失32平方公\n里，占比提高0.3个百\n分点", []string{"32平方公\n里=32 平方公里", "0.3个百\n分点=0.3 百分点"}},
		{"新建篮球场20个", "新建足球场6个", []string{"6个=6 个, quantity, actual", "underway"}},
		// figures that are others than they seem
		{"", "亏损率－.7%，增幅-.6%", []string{"－.7%=-0.7 %, ratio", "-.6%=-0.6 %, growth"}},
		{"", "三十有六座", []string{"三十有六座=36 座, quantity"}},
		{"", "餐费每人二十五块", []string{"二十五块=25 元, quantity"}},
		{"", "更换井盖140副，任免副处长3名", []string{"140副=140 副, quantity", "3名=3 名, quantity"}},
		{"", "清理8大類61小類", []string{"8大類=8 大类, quantity", "61小類=61 小类, quantity"}},
	} {
		got := whole(readRow(t, c.target, c.progress))
		for _, want := range c.want {
			require.True(t, beginsOne(got, want), "%q: no line of %q begins with %q", c.progress, got, want)
		}
	}
}

// TestNoFigures reads sentences of which one figure counts nothing, or is not sure.
func TestNoFigures(t *testing.T) {
	for progress, not := range map[string]string{
		"C919大飞机配套企业6家":       "919",
		"王六家新房封顶":             "六家",
		"四公里枢纽建成通车":           "四公里",
		"三家店村完成4个":            "三家",
		"中央纪委四次全会后谈话32人次":     "四次",
		"票价三十一位":              "三十一位",
		"煤球九毛钱一个，电价五毛三一度":     "九",
		"种植二〇〇〇株":             "二〇〇〇株",
		"发生3.2级地震":            "3.2级",
		"垃圾桶240L×150个":        "150个",
		"每村补助5万元×12村，共60万元":   "12村",
		"利用外资USD 500万，EUR20万": "500万",
		"水费3块5一吨":             "3块5",
	} {
		require.False(t, beginsOne(whole(readRow(t, "", progress)), not+"="), progress)
	}
}

// beginsOne reports whether a line begins with a text; … in it stands for anything.
func beginsOne(lines []string, text string) bool {
	front, rest, _ := strings.Cut(text, "…")
	return slices.ContainsFunc(lines, func(l string) bool { return strings.HasPrefix(l, front) && strings.Contains(l, rest) })
}
