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
	for text, factor := range map[string]int64{"万": 1e4, "亿": 1e8, "百万": 1e6, "万亿": 1e12, "千万": 1e7} {
		u, ok := r.Power(text)
		require.True(t, ok, text)
		require.Equal(t, cell.Unit{Factor: factor}, u, text)
	}
	for _, text := range []string{"", "千", "百", "万元", "十万亿", "1万", "万千"} {
		_, ok := r.Power(text)
		require.False(t, ok, text)
	}
	for _, text := range []string{"元/500克", "元/平方米/月", "毫克/立方米"} {
		u, ok := r.Unit(text)
		require.True(t, ok, text)
		require.Equal(t, text, u.Base)
	}
	for _, text := range []string{"元//人", "元/500", "元/，"} {
		_, ok := r.Unit(text)
		require.False(t, ok, text)
	}
}
