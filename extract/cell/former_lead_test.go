package cell_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema"
)

// Amounts under a time before that of the report, which leads their clause.
func TestLeadingFormerTimes(t *testing.T) {
	for _, test := range []struct{ text, want string }{ // the subject of each figure and its time
		{"去年建成水渠8公里，今年建成水渠3公里。", "8公里 水渠 去年|3公里 水渠 "},
		{"上月完成投资6亿元，同期完成投资4亿元。", "6亿元 投资 上月|4亿元 投资 同期"},
		{"前年改造校舍3所；上年度改造校舍5所。", "3所 校舍 前年|5所 校舍 上年度"},
		{"去年，全县建成水渠8公里。", "8公里 水渠 去年"},
		{"去年开工的12个车站已完工8个。", "12个 车站 |8个 车站 "}, // the stations were begun then
		{"去年11月建成水渠8公里。去年底建成水渠2公里。", "8公里 水渠 |2公里 水渠 "},
		{"上年末登记车辆20台，上年三季度登记车辆8台。", "20台 车辆 |8台 车辆 三季度"},
		{"上年结转资金3亿元。", "3亿元 上年结转资金 "}, // an amount of this year
		{"水渠较去年增加3公里。", "3公里 水渠 "},
	} {
		subject := func(i schema.Indicator) string { return i.Subject + " " + i.Period }
		require.Equal(t, test.want, told(t, test.text, subject), test.text)
	}
}
