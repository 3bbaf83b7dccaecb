package cell_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract/cell"
)

func TestUnit(t *testing.T) {
	r := load(t)
	for text, want := range map[string]cell.Unit{
		"万元": {Base: "元", Kind: "money", Factor: 10000}, "公顷": {Base: "公顷", Kind: "area", Factor: 1},
		"元/月/人": {Base: "元/月/人", Kind: "per", Factor: 1},
	} {
		u, ok := r.Unit(text)
		require.True(t, ok, text)
		require.Equal(t, want, u, text)
	}
	for _, text := range []string{"", "/人", "元/", "60公顷", "1.2亿元", ".5亿元", ",200元", "５个", "元旦"} {
		_, ok := r.Unit(text)
		require.False(t, ok, text)
	}
}
