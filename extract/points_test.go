package extract

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestPoints holds the points of texts as a reader marks them: what each begins and ends with.
func TestPoints(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"①甲。\n②乙。", []string{"①甲。", "②乙。"}},
		{"①甲。②乙3个。③丙。", []string{"①甲。", "②乙3个。", "③丙。"}},
		{"①甲。\n③丙。", []string{"①甲。", "③丙。"}},
		{"已完成：一是清淤5公里；二是改造泵站2座。", []string{"一是清淤5公里；", "二是改造泵站2座。"}},
		{"1.新建学校2所。2.改造3.5公里。3.绿化1.2万亩", []string{"1.新建学校2所。", "2.改造3.5公里。", "3.绿化1.2万亩"}},
		{"1、甲\n2、乙", []string{"1、甲", "2、乙"}},
		{"（1）甲；（2）乙。", []string{"（1）甲；", "（2）乙。"}},
		{"（一）甲\n（二）乙", []string{"（一）甲", "（二）乙"}},
		{"第一，甲；第二，乙。", []string{"第一，甲；", "第二，乙。"}},
		{"投资1.5亿元，2.3公里", nil},
		{"建成1号、2号楼", nil},
		{"2020年、2021年", nil},
		{"四是明确了范围。", nil},
		{"完成1、2、3号桥墩", nil},
		{"一季度、二季度", nil},
		{"", nil},
	} {
		var got []string
		runes := []rune(c.text)
		for _, p := range points(c.text) {
			got = append(got, string(runes[p.Start:p.End]))
		}
		require.Equal(t, c.want, got, c.text)
	}
}
