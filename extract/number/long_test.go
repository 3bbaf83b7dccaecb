package number_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract/number"
)

// TestLongNumbers holds the limit of 100 digits, whichever way they are written. A longer number is found whole and has
// no value, so that no part of it is taken for one.
func TestLongNumbers(t *testing.T) {
	r := load(t)
	for _, test := range []struct {
		name       string
		front, row string
		digits     int // of a row
		back       string
	}{
		{"digits", "", "7", 1, ""},
		{"full-width digits", "", "７", 1, ""},
		{"digits with a unit", "", "7", 1, "万元"},
		{"digits with a sign", "-", "7", 1, "%"},
		{"digits behind a currency", "￥", "7", 1, ""},
		{"digits with unseen characters between", "", "7\u200B", 1, "7"},
		{"thousands", "777", ",777", 3, "个"},
		{"a fraction", "0.", "7", 1, "%"},
		{"numerals by place", "", "七", 1, "个"},
		{"a fraction in numerals", "三点", "七", 1, "亿"},
		{"a numerator", "百分之", "7", 1, ""},
		{"zeros", "", "0", 1, "1个"},
	} {
		t.Run(test.name, func(t *testing.T) {
			short := []rune(test.front + strings.Repeat(test.row, 96/test.digits) + test.back)
			require.True(t, hasValue(one(t, r, short)), "96 digits have a value")
			long := []rune(test.front + strings.Repeat(test.row, 102/test.digits) + test.back)
			n := one(t, r, long)
			require.Equal(t, number.Long, n.Form)
			require.True(t, n.Value.IsZero() && n.Max.IsZero(), "a long number has no value")
		})
	}
}

// TestMostDigits holds the limit to the digit, at the beginning of a text and behind more of it.
func TestMostDigits(t *testing.T) {
	r := load(t)
	for _, text := range []string{"", strings.Repeat("共", 120)} {
		for _, test := range [][2]string{{"", "7"}, {"", "七"}, {"三点", "七"}} {
			for digits, want := range map[int]bool{number.MostDigits: true, number.MostDigits + 1: false} {
				n := one(t, r, []rune(text+test[0]+strings.Repeat(test[1], digits)))
				require.Equal(t, want, hasValue(n), "%s%d %s", test[0], digits, test[1])
			}
		}
	}
}

// one reads the only number of a text.
func one(t *testing.T, r *number.Reader, text []rune) number.Number {
	found := r.Find(nil, text)
	require.Len(t, found, 1, string(text))
	return found[0]
}

// TestLongExponents holds the limit for digits that are not printed, but would be where the value is written out.
func TestLongExponents(t *testing.T) {
	r := load(t)
	for text, want := range map[string]number.Form{
		"1e1000": number.Long, "1e99999999999999999999个": number.Long, "1e99": number.Plain, "1e100": number.Long, "1e999": number.Long, "1e-99": number.Plain, "1e-100": number.Long, "1.5e-999个": number.Long,
	} {
		n := one(t, r, []rune(text))
		require.Equal(t, want, n.Form, text)
	}
}

// TestLongPartsOfOthers has long numbers where others go on: whatever holds their digits has no value.
func TestLongPartsOfOthers(t *testing.T) {
	r := load(t)
	long := strings.Repeat("7", 101)
	for _, frame := range []string{"3-%s家", "%s-3家", "%s至%s家", "1/%s", "%s/3", "三分之%s", "%s分之三", "3又%s分之一", "50元%s角", "%s万3千", "3万%s", "第%s", "1.2.%s", "2^%s"} {
		text := []rune(strings.ReplaceAll(frame, "%s", long))
		digits := 0
		for _, n := range r.Find(nil, text) {
			if strings.Contains(string(text[n.Start:n.End]), long) {
				digits++
				require.False(t, hasValue(n), frame)
			}
		}
		require.Equal(t, strings.Count(frame, "%s"), digits, frame)
	}
}

// grown are rows whose numbers grow with the text, in each way that numbers are written.
var grown = []struct{ name, front, row string }{
	{"digits", "", "7"}, {"thousands", "777", ",777"}, {"full-width thousands", "７７７", "，７７７"}, {"points", "7", ".7"}, {"a fraction", "0.", "7"},
	{"spaces", "777", " 777"}, {"words of spaces", "7", " 7"}, {"unseen characters", "7", "\u200B7"}, {"numerals by place", "", "七"},
	{"numerals", "", "三十"}, {"powers", "三", "万"}, {"tens", "", "十"}, {"hundreds", "", "一百零"}, {"a fraction in numerals", "三点", "七"},
	{"numerators", "百分之", "7"}, {"denominators", "1/", "7"}, {"fractions", "1", "/7"}, {"fractions in numerals", "三", "分之三"},
	{"ranges", "7", "-7"}, {"ranges of long numbers", "", "7777777777-"}, {"range signs", "7", "-"}, {"ranges in numerals", "三", "至五"},
	{"exponents", "2e", "7"}, {"powers of powers", "2", "^7"}, {"signs", "", "-7"}, {"currencies", "", "￥7"}, {"ordinals", "", "第7"},
	{"vague", "", "几十"}, {"units", "", "7元"}, {"compound units", "7元", "/人"}, {"decimals of months", "", "1.77777月"},
}

// BenchmarkGrowth reads rows of one, two and four times a size. The time for each character is to stay flat, but for
// caches.
func BenchmarkGrowth(b *testing.B) {
	r := load(b)
	for _, g := range grown {
		for _, size := range []int{1 << 16, 1 << 17, 1 << 18} {
			b.Run(fmt.Sprintf("%s/%dK", g.name, size>>10), func(b *testing.B) {
				text := []rune(g.front + strings.Repeat(g.row, size/len([]rune(g.row))))
				var found []number.Number
				for b.Loop() {
					found = r.Find(found[:0], text)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(text)), "ns/char")
			})
		}
	}
}
