package char_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"

	"duban/internal/char"
)

// TestHalfWidth asks another library for the form of each character.
func TestHalfWidth(t *testing.T) {
	for c := rune(1); c <= 0xFFFF; c++ {
		want := c
		if narrow := width.Narrow.String(string(c)); 0xFF01 <= c && c <= 0xFF5E {
			want = []rune(narrow)[0]
		}
		require.Equal(t, want, char.HalfWidth(c), "%q", c)
		require.Equal(t, unicode.IsDigit(want) && want < 0x80, char.IsDigit(c), "%q", c)
		if char.IsDigit(c) {
			require.Equal(t, string(rune('0'+char.DigitValue(c))), string(want))
		}
	}
}

// TestPairs checks that the two forms of a mark are one set.
func TestPairs(t *testing.T) {
	for _, set := range []string{char.Commas, char.Semicolons, char.Colons, char.Points, char.Opening, char.Closing, char.Percents, char.Hashes,
		char.Stars, char.Tildes, char.Strokes, char.Yuan} {
		runes := []rune(set)
		require.Len(t, runes, 2, set)
		require.Equal(t, norm.NFKC.String(string(runes[0])), norm.NFKC.String(string(runes[1])), set)
	}
}

// TestEnclosed asks Unicode for the number in a sign: the form of compatibility of ⑴ is (1).
func TestEnclosed(t *testing.T) {
	for c := rune(0x2460); c <= 0x32FF; c++ {
		n := char.Enclosed(c)
		if n == 0 {
			continue
		}
		digits := strings.Trim(norm.NFKC.String(string(c)), "().")
		if '❶' <= c && c <= '❿' { // which have no such form
			digits = string([]rune("0①②③④⑤⑥⑦⑧⑨⑩")[n])
			digits = norm.NFKC.String(digits)
		}
		got := 0
		for _, d := range digits {
			got = 10*got + int(d-'0')
		}
		require.Equal(t, got, n, "%q", c)
	}
	for c, want := range map[rune]int{'①': 1, '⑳': 20, '⑴': 1, '⒛': 20, '❿': 10, '㉑': 21, '㊿': 50, 'Ⓐ': 0, '㊀': 0, '一': 0, '1': 0} {
		require.Equal(t, want, char.Enclosed(c), "%q", c)
	}
}

func TestNumeral(t *testing.T) {
	for n, c := range []rune("〇一二三四五六七八九十") {
		require.Equal(t, n, char.Numeral(c), "%q", c)
	}
	for _, c := range "百两甲a1。" {
		require.Zero(t, char.Numeral(c), "%q", c)
	}
}

func TestBrackets(t *testing.T) {
	open, shut := []rune(char.OpenBrackets), []rune(char.CloseBrackets)
	require.Len(t, shut, len(open))
	for i := range open {
		require.True(t, char.IsOpeningBracket(open[i]) && !char.IsClosingBracket(open[i]))
		require.True(t, char.IsClosingBracket(shut[i]) && !char.IsOpeningBracket(shut[i]))
		require.True(t, unicode.Is(unicode.Ps, open[i]) && unicode.Is(unicode.Pe, shut[i]), "%q %q", open[i], shut[i])
	}
	require.False(t, char.IsOpeningBracket('《'))
}

func TestTable(t *testing.T) {
	table := char.Of(map[string]int{"甲乙": 1, "a。": 2})
	for c, want := range map[rune]int{'甲': 1, '乙': 1, 'a': 2, '。': 2, '丙': 0, 'b': 0, -1: 0, 0x1F600: 0, 0x10FFFF: 0} {
		require.Equal(t, want, table.At(c), "%q", c)
	}
}

// TestDecode holds the readers of characters against those of unicode/utf8, on texts whole and broken.
func TestDecode(t *testing.T) {
	for _, s := range []string{"", "完成12.5亿元", "，。（１）", "a\u00e9\u0fff\u1000\uCFFF\uD000\uD7FF\uE000\uFFFD\U0001F600", "\xe5\xae", "\xe5\xae\x41", "\xff成\xed\xa0\x80", "\xe0\x80\x80成"} {
		require.Equal(t, []rune(s), append([]rune{}, char.AppendRunes(nil, s)...), "%q", s)
		for i := range len(s) {
			c, size := char.Decode(s, i)
			want, wanted := utf8.DecodeRuneInString(s[i:])
			require.Equal(t, want, c, "%q %d", s, i)
			require.Equal(t, wanted, size, "%q %d", s, i)
		}
	}
}
