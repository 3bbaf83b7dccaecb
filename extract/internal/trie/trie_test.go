package trie

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestLongest(t *testing.T) {
	var set Trie
	words := []string{"平方", "平方米", "平方公里", "米", "㎡", "个百分点", "𠀀"}
	for i, w := range words {
		set.Add(w, int32(i))
	}
	for _, test := range []struct {
		text  string
		at    int
		value int32
		end   int
	}{
		{"平方米", 0, 1, 3},
		{"平方米", 2, 3, 3},
		{"平方公园", 0, 0, 2}, // the longer word breaks off
		{"平面", 0, none, 0},
		{"50㎡", 2, 4, 3},
		{"个百", 0, none, 0},
		{"𠀀", 0, none, 0}, // beyond the basic plane
		{"\u5173", 0, none, 0},
	} {
		value, end := set.Longest([]rune(test.text), test.at)
		require.Equal(t, [2]int{int(test.value), test.end}, [2]int{int(value), end}, test.text)
	}
	set.Add("平方", 9)
	value, _ := set.Longest([]rune("平方"), 0)
	require.Equal(t, int32(9), value)
}

// TestManyChildren has many words behind one character.
func TestManyChildren(t *testing.T) {
	var set Trie
	for i, r := range []rune("乙甲丙丁戊己庚辛壬癸子丑寅卯") {
		set.Add("第"+string(r), int32(i))
	}
	for i, r := range []rune("乙甲丙丁戊己庚辛壬癸子丑寅卯") {
		value, end := set.Longest([]rune{'第', r}, 0)
		require.Equal(t, [2]int{i, 2}, [2]int{int(value), end})
	}
	value, _ := set.Longest([]rune("第天"), 0)
	require.Equal(t, int32(none), value)
}
