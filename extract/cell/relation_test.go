package cell_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema"
)

// Parts hang on what they are parts of: the largest count of their unit in front of them in the sentence.
func TestParts(t *testing.T) {
	for _, test := range []struct{ text, part, whole string }{ // no whole: the part hangs on nothing
		{"办结信访事项16件，其中积案9件", "9件", "16件"},
		{"受理21件、办结16件，其中积案9件", "9件", "21件"},
		{"建成绿道140.01公里，其中：市本级8.5公里、甲区10公里", "8.5公里", "140.01公里"},
		{"进出口总值9.64亿元，同比增长12.7%，其中出口7.18亿元", "7.18亿元", "9.64亿元"},
		{"招聘医护人员97名,其中硕士8名、本科61名", "8名", "97名"},
		{"留言15件；来电80个，其中转办20件", "20件", ""},
		{"来电80个，其中转办20件", "20件", ""},
		{"签约项目9个，总投资67.8亿元，其中10亿元以上项目2个", "10亿元", ""},
		{"办结16件。其中积案9件", "9件", "16件"},
		{"办结16件。\n其中积案9件", "9件", ""},
		{"办结16件。回访20人，其中积案9件", "9件", ""},
		{"进出口684亿元，同比下降3%。其中，出口451亿元，增长2%", "451亿元", "684亿元"},
		{"招聘医护人员97名，其中硕士8名、本科61名", "61名", "97名"},
		{"建成绿道140公里，其中甲区8公里（5.7%）、乙区10公里和丙区12公里", "12公里", "140公里"},
		{"办结信访事项16件，其中积案9件，回访15件", "15件", ""},
		{"办结16件，积案9件", "9件", ""},
		{"建成公园12个，其中投资3亿元", "3亿元", ""},
		{"收入7亿元，为年初预算11亿元的63.6%，其中税收5亿元", "5亿元", "7亿元"},
		{"债务余额48.7亿元，控制在限额52.3亿元以内，其中一般债务20.5亿元", "20.5亿元", "48.7亿元"},
		{"计划新建公园12个，已建成3个，其中口袋公园2个", "2个", "3个"},
	} {
		require.Equal(t, test.whole, hangsOn(t, test.text, test.part, schema.RelationWhole), test.text)
	}
}

// Differences hang on the level in the bracket between them and what it is the level of.
func TestAnchors(t *testing.T) {
	for _, test := range []struct{ text, difference, level string }{
		{"增长13.8%，增幅比全省平均增幅（9.8%）高4个百分点", "4个百分点", "9.8%"},
		{"完成率为29.5%，比去年同期（24.1%）高5.4个百分点", "5.4个百分点", "24.1%"},
		{"增长13.8%，比全省平均增幅高4个百分点", "4个百分点", ""},
		{"完成投资12亿元（占年度计划的40%），同比提高4个百分点", "4个百分点", ""},
	} {
		require.Equal(t, test.level, hangsOn(t, test.text, test.difference, schema.RelationAnchor), test.text)
	}
}

// hangsOn returns the text of the figure on which that of a text hangs in one way, or "".
func hangsOn(t *testing.T, text, figure string, how schema.Relation) string {
	found := readRow(t, "", text).Indicators
	i := slices.IndexFunc(found, func(x schema.Indicator) bool { return x.Text == figure })
	require.GreaterOrEqual(t, i, 0, text)
	if found[i].Relation != how {
		return ""
	}
	return found[*found[i].Of].Text
}
