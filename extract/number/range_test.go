package number_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract/number"
)

// bounds reads a text that is one range.
func bounds(t *testing.T, r *number.Reader, text string) (lower, upper string) {
	n := one(t, r, []rune(text))
	require.True(t, n.Range, text)
	require.Equal(t, [2]int{0, len([]rune(text))}, [2]int{n.Start, n.End}, text)
	return n.Value.String(), n.Max.String()
}

// TestRanges writes ranges with each sign, in digits and in numerals, with the unit behind the upper bound or both.
func TestRanges(t *testing.T) {
	r := load(t)
	for lower := int64(1); lower <= 15; lower++ {
		for upper := lower + 1; upper <= lower+8; upper++ {
			want := [2]string{fmt.Sprint(lower), fmt.Sprint(upper)}
			check := func(text string) {
				from, to := bounds(t, r, text)
				require.Equal(t, want, [2]string{from, to}, text)
			}
			for _, sign := range []string{"-", "—", "——", "~", "～", "至", "到", " - ", "–"} {
				check(fmt.Sprintf("%d%s%d家", lower, sign, upper))
				check(fmt.Sprintf("%d%%%s%d%%", lower, sign, upper))
			}
			check(numeral(lower) + "至" + numeral(upper) + "家")
			check(numeral(lower) + "家至" + numeral(upper) + "家")
			check(fmt.Sprintf("第%d至%d名", lower, upper))
			check(fmt.Sprintf("第%d至第%d名", lower, upper))
			want = [2]string{fmt.Sprintf("-%d", upper), fmt.Sprintf("-%d", lower)}
			check(fmt.Sprintf("-%d%%~-%d%%", upper, lower))
		}
	}
}

// TestRangesShareThePower writes ranges of which only the upper bound has its power: both have it, unless the lower bound
// would be the larger one then.
func TestRangesShareThePower(t *testing.T) {
	r := load(t)
	for _, power := range []struct {
		name string
		of   int64
	}{{"万", 1e4}, {"亿", 1e8}} {
		for _, lower := range []int64{1, 3, 20, 80, 100, 500, 9999} {
			for _, upper := range []int64{2, 5, 30, 80, 500} {
				text := fmt.Sprintf("%d-%d%s元", lower, upper, power.name)
				want := lower
				if lower < upper {
					want = lower * power.of
				}
				from, to := bounds(t, r, text)
				require.Equal(t, [2]string{fmt.Sprint(want), fmt.Sprint(upper * power.of)}, [2]string{from, to}, text)
				if lower < upper {
					from, to = bounds(t, r, fmt.Sprintf("%d%s-%d%s元", lower, power.name, upper, power.name))
					require.Equal(t, [2]string{fmt.Sprint(want), fmt.Sprint(upper * power.of)}, [2]string{from, to}, text)
				}
			}
		}
	}
}

// TestNoRanges has signs between numbers that are no bounds of one range.
func TestNoRanges(t *testing.T) {
	r := load(t)
	for text, want := range map[string][]string{
		"30-20家":       {"30 [30]", "20 家 [20家]"},
		"20-20家":       {"20 [20]", "20 家 [20家]"},
		"3家-5人":        {"3 家 [3家]", "5 人 [5人]"},
		"1-2-3":        {"1 [1]", "2 [2]", "3 [3]"},
		"2021-03-05":   {"2021 [2021]", "3 [03]", "5 [05]"},
		"023-6536":     {"23 [023]", "6536 [6536]"},
		"3-5G":         {"3 [3]", "5 [5]"},
		"3-5#":         {"3 [3]", "5 [5]"},
		"3-":           {"3 [3]"},
		"3- 个":         {"3 [3]"},
		"3至今":          {"3 [3]"},
		"三分之一至三分之二的企业": {"1/3 [三分之一]", "2/3 [三分之二]"},
	} {
		require.Equal(t, want, read(r, text), text)
	}
}
