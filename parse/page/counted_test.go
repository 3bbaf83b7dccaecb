package page_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestCountedPages has a table over three pages with a line at the edge of each.
func TestCountedPages(t *testing.T) {
	const rows = "|1|修路3公里|\n|2|建桥2座|\n|3|植树600亩|"
	for name, test := range map[string]struct {
		x, y  int
		lines [3]string
		gone  bool
	}{
		"a word about the number":  {280, 800, [3]string{"第1页", "第2页", "第3页"}, true},
		"a title beside it":        {280, 800, [3]string{"2024年督查 第1页", "2024年督查 第2页", "2024年督查 第3页"}, true},
		"the number of all":        {280, 800, [3]string{"第 1 页 共 3 页", "第 2 页 共 3 页", "第 3 页 共 3 页"}, true},
		"another first number":     {280, 800, [3]string{"17", "18", "19"}, true},
		"at the head":              {280, 40, [3]string{"第1页", "第2页", "第3页"}, true},
		"where texts begin":        {72, 40, [3]string{"附件1", "附件2", "附件3"}, false},
		"numbers that do not run":  {280, 800, [3]string{"投资3亿元", "投资5亿元", "投资9亿元"}, false},
		"two numbers that change":  {280, 800, [3]string{"3月5日", "4月6日", "5月7日"}, false},
		"words that are not there": {280, 800, [3]string{"附注1", "附录2", "附件3"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			var sheets []*sheet
			for i, row := range [][2]string{{"1", "修路3公里"}, {"2", "建桥2座"}, {"3", "植树600亩"}} {
				sheets = append(sheets, newSheet().grid([]int{70, 170, 500}, []int{90, 120}).
					write(72, 105, row[0]).write(172, 105, row[1]).write(test.x, test.y, test.lines[i]))
			}
			got, _ := read(t, sheets...)
			if test.gone {
				require.Equal(t, rows, got)
				return
			}
			for _, line := range test.lines {
				require.Contains(t, strings.Split(got, "\n"), line)
			}
		})
	}
}
