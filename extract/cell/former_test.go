package cell_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema"
)

// Figures of a time before that of the report, and those that are only compared with it.
func TestFormerTimes(t *testing.T) {
	for _, test := range []struct{ text, want string }{ // each figure and its time
		{"财政收入3.8亿元，上年同期3.5亿元，去年全年5.1亿元。", "3.8亿元 |3.5亿元 上年同期|5.1亿元 去年全年"},
		{"收入4亿元，较上年同期3.5亿元增长14.3%。", "4亿元 |3.5亿元 上年同期|14.3% "},
		{"完成率为29.5%，比去年同期（24.1%）高5.4个百分点。", "29.5% |24.1% 去年同期|5.4个百分点 "},
		{"产值是去年同期的2.5倍，占去年全年的60%。", "2.5倍 |60% "},
		{"由去年同期的24.1%降到20%。", "24.1% 去年同期|20% "},
		{"比去年同期增加3个。", "3个 "},
	} {
		require.Equal(t, test.want, told(t, test.text, func(i schema.Indicator) string { return i.Period }), test.text)
	}
}
