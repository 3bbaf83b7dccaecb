package page_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/parse/page"
)

// TestTangles: numbers that are printed one over the other are whole, in their cells, and not sure; what only looks so stays as it is.
func TestTangles(t *testing.T) {
	xs, ys := []int{100, 130, 200}, []int{100, 120, 140}
	table := func() *sheet { return newSheet().grid(xs, ys).write(102, 135, "8").write(132, 135, "9") }
	inOrder := func(s *sheet) *sheet { // as engines tell them
		slices.SortStableFunc(s.Glyphs, func(a, b page.Glyph) int { return a.Left - b.Left })
		return s
	}
	got, _ := read(t, inOrder(table().write(105, 115, "123456").write(132, 115, "7890")))
	require.Equal(t, "|\uFFFC123456\uFFFC|\uFFFC7890\uFFFC|\n|8|9|", got)

	got, _ = read(t, table().write(102, 115, "12").write(102, 115, "12").write(132, 115, "建成"))
	require.Equal(t, "|12|建成|\n|8|9|", got, "printed twice")

	s := table().write(102, 115, "1234")
	for i := range s.Glyphs {
		s.Glyphs[i].Right += em / 2
	}
	got, _ = read(t, s)
	require.Equal(t, "|1234||\n|8|9|", got, "a font whose digits are told to be as wide as they are high")
}
