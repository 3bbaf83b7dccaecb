package page_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestStretched has a cell whose lines are stretched to its edges, and cells in which texts stand apart.
func TestStretched(t *testing.T) {
	table := func() *sheet {
		return newSheet().grid([]int{70, 134, 300}, []int{90, 180, 210}).write(136, 102, "完成").write(72, 195, "甲").write(136, 195, "乙")
	}
	for name, test := range map[string]struct {
		cell *sheet
		want string
	}{
		"between all characters": {table().write(72, 102, "成").write(97, 102, "投").write(122, 102, "资").write(72, 117, "6027").write(122, 117, "万").write(72, 132, "元"), "成投资6027万元"},
		"a last line":            {table().write(72, 102, "建成").write(122, 102, "县"), "建成\t县"},
		"two texts":              {table().write(72, 102, "建成").write(122, 102, "县").write(72, 117, "修缮").write(122, 117, "乡").write(72, 132, "元"), "建成\t县修缮\t乡元"},
		"two numbers":            {table().write(72, 102, "12").write(122, 102, "34").write(72, 117, "56").write(122, 117, "78").write(72, 132, "元"), "12\t34\uFFFC56\t78元"},
		"gaps of two widths":     {table().write(72, 102, "成").write(94, 102, "投").write(122, 102, "资").write(72, 117, "元"), "成\t投\t资元"},
		"short of the edge":      {table().write(72, 102, "成").write(94, 102, "投").write(116, 102, "资").write(72, 117, "元"), "成\t投\t资元"},
	} {
		t.Run(name, func(t *testing.T) {
			got, _ := read(t, test.cell)
			require.Equal(t, "|"+test.want+"|完成|\n|甲|乙|", got)
		})
	}
}
