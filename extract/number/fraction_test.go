package number_test

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract/number"
)

// rational returns the value of a number, exactly.
func rational(t *testing.T, n number.Number) *big.Rat {
	parse := func(s string) *big.Rat {
		v, ok := new(big.Rat).SetString(s)
		require.True(t, ok, s)
		return v
	}
	if n.Fraction {
		require.True(t, n.Value.IsZero(), "a fraction has no value beside its own")
		return new(big.Rat).Quo(parse(n.Num.String()), parse(n.Den.String()))
	}
	return parse(n.Value.String())
}

// TestFractions writes all fractions of small numbers in each way that there is, alone and behind a whole number.
func TestFractions(t *testing.T) {
	r := load(t)
	check := func(text string, want *big.Rat) {
		n := one(t, r, []rune(text))
		require.Zero(t, want.Cmp(rational(t, n)), "%s is read as %s", text, rational(t, n))
		require.Equal(t, len([]rune(text)), n.End, text)
	}
	for den := int64(2); den <= 24; den++ {
		for num := int64(1); num <= 24; num++ {
			want := big.NewRat(num, den)
			check(fmt.Sprintf("%d分之%d", den, num), want)
			check(fmt.Sprintf("%s分之%s", numeral(den), numeral(num)), want)
			check(fmt.Sprintf("%s分之负%s", numeral(den), numeral(num)), new(big.Rat).Neg(want))
			check(fmt.Sprintf("%d/%d", num, den), want)
			check(fmt.Sprintf("-%d/%d", num, den), new(big.Rat).Neg(want))
			whole := num%7 + 2
			mixed := new(big.Rat).Add(want, big.NewRat(whole, 1))
			check(fmt.Sprintf("%d又%d分之%d", whole, den, num), mixed)
			check(fmt.Sprintf("%s又%s分之%s", numeral(whole), numeral(den), numeral(num)), mixed)
			check(fmt.Sprintf("%d %d/%d", whole, num, den), mixed)
		}
	}
}

// TestPartsOfHundred writes rates whose unit stands in front: 百分之 and the like, of which 万分之 is turned into percent.
func TestPartsOfHundred(t *testing.T) {
	r := load(t)
	for _, c := range []struct {
		front, unit string
		over        int64 // what one is in hundredths, or thousandths
	}{{"百分之", "%", 1}, {"千分之", "‰", 1}, {"万分之", "%", 100}} {
		for n := int64(1); n < 120; n++ {
			for _, text := range []string{c.front + numeral(n), c.front + fmt.Sprint(n)} {
				got := one(t, r, []rune(text))
				require.Equal(t, c.unit, got.Unit, text)
				require.Zero(t, big.NewRat(n, c.over).Cmp(rational(t, got)), text)
			}
		}
	}
}

// TestNoFractions has strokes and 分 that make none.
func TestNoFractions(t *testing.T) {
	r := load(t)
	for text, want := range map[string][]string{
		"1/2/3":  {"1 [1]", "2 [2]", "3 [3]"},
		"A1/2":   {"1 [1]", "2 [2]"},
		"1/2A":   {"1 [1]", "2 [2]"},
		"1/0":    {"1 [1]", "0 [0]"},
		"1/":     {"1 [1]"},
		"1/个":    {"1 [1]"},
		"三又":     {"3 [三]"},
		"三又个":    {"3 [三]"},
		"3又5":    {"3 [3]", "5 [5]"},
		"12 3/5": {"12 [12]", "3/5 [3/5]"},
		"1  3/5": {"1 [1]", "3/5 [3/5]"},
		"1 3":    {"1 [1]", "3 [3]"},
		"1 3个5":  {"1 [1]", "3 个 [3个]", "5 [5]"},
		"1 3:5":  {"1 [1]", "3 [3]", "5 [5]"},
		"1 3、5个": {"1 [1]", "3 [3]", "5 个 [5个]"},
		"2 3月5日": {"2 [2]", "3 月 [3月]", "5 日 [5日]"},
		"1 0/5":  {"1 [1]", "0/5 [0/5]"},
		"0分之3":   {"0 分 [0分]", "3 [3]"},
		"百分之":    nil,
		"百分之个":   nil,
		"占比百分之负": nil,
		"百分之百":   {"100 % [百分之百]"},
		"百分之二五折": {"25 % [二五折]"},
	} {
		require.Equal(t, want, read(r, text), text)
	}
}
