package numbering

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestWord follows the examples of ISO/IEC 29500-1, 17.18.59, and what Word shows beyond them.
func TestWord(t *testing.T) {
	cases := []struct {
		format string
		want   map[int]string
	}{
		{"decimal", map[int]string{0: "0", 1: "1", 101: "101"}},
		{"decimalZero", map[int]string{1: "01", 9: "09", 10: "10", 100: "100"}},
		{"001, 002, 003, ...", map[int]string{1: "001", 42: "042", 1000: "1000"}},
		{"chineseCounting", map[int]string{0: "○", 1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 99: "九十九", 100: "一○○", 101: "一○一", 110: "一一○"}},
		{"chineseCountingThousand", map[int]string{1: "一", 10: "十", 11: "十一", 20: "二十", 100: "一百", 101: "一百〇一", 110: "一百一十", 111: "一百一十一", 1001: "一千〇一", 10000: "一万"}},
		{"chineseLegalSimplified", map[int]string{1: "壹", 2: "贰", 10: "壹拾", 101: "壹佰零壹"}},
		{"ideographLegalTraditional", map[int]string{1: "壹", 2: "貳", 6: "陸"}},
		{"taiwaneseCounting", map[int]string{10: "十", 101: "一○一"}},
		{"taiwaneseCountingThousand", map[int]string{10: "十", 101: "一百零一"}},
		{"taiwaneseDigital", map[int]string{10: "一○"}},
		{"japaneseCounting", map[int]string{10: "十", 100: "百", 101: "百一", 1000: "千", 210: "二百十"}},
		{"ideographDigital", map[int]string{10: "一〇", 101: "一〇一"}},
		{"ideographTraditional", map[int]string{1: "甲", 2: "乙", 10: "癸", 11: "11"}},
		{"ideographZodiac", map[int]string{1: "子", 12: "亥", 13: "13"}},
		{"ideographEnclosedCircle", map[int]string{1: "㊀", 10: "㊉", 11: "11"}},
		{"decimalEnclosedCircle", map[int]string{1: "①", 20: "⑳", 21: "21"}},
		{"decimalEnclosedCircleChinese", map[int]string{1: "①", 10: "⑩", 21: "21"}},
		{"decimalEnclosedParen", map[int]string{1: "⑴", 20: "⒇", 21: "21"}},
		{"decimalEnclosedFullstop", map[int]string{1: "⒈", 20: "⒛", 21: "21"}},
		{"decimalFullWidth", map[int]string{10: "１０"}},
		{"upperLetter", map[int]string{1: "A", 26: "Z", 27: "AA", 28: "BB", 53: "AAA"}},
		{"lowerLetter", map[int]string{1: "a", 27: "aa"}},
		{"upperRoman", map[int]string{4: "IV", 19: "XIX", 1990: "MCMXC"}},
		{"lowerRoman", map[int]string{9: "ix"}},
		{"ordinal", map[int]string{1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 21: "21st", 112: "112th"}},
		{"numberInDash", map[int]string{1: "- 1 -"}},
		{"bullet", map[int]string{1: ""}},
		{"none", map[int]string{1: ""}},
		{"unknown", map[int]string{7: "7"}},
	}
	for _, c := range cases {
		for n, want := range c.want {
			require.Equal(t, want, Word(c.format, n), "%s %d", c.format, n)
		}
	}
}
