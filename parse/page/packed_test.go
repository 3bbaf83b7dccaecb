package page

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestPacked: lines are what they were before they were packed, whatever their glyphs are.
func TestPacked(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	any := func() int { return random.IntN(5)*random.IntN(1000) - 300 }
	var lines []textLine
	for range 200 {
		l := textLine{Box: Box{any(), any(), any(), any()}, base: any(), size: any(), spaced: random.IntN(2) == 1, stretched: random.IntN(2) == 1, glyphs: []Glyph{}}
		for range random.IntN(9) {
			text := []string{"", "1", "县", "ffi", "\U00020000"}[random.IntN(5)]
			l.glyphs = append(l.glyphs, Glyph{text, Box{any(), any(), any(), any()}, any(), any(), any(), Turn(random.IntN(5))})
		}
		lines = append(lines, l)
	}
	require.Equal(t, lines, packLines(lines).lines())
	require.Nil(t, packLines(nil).lines())
}
