package number_test

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract/number"
)

// TestNumerals reads whole numbers as they are written in Chinese: all small ones, and some up to 10^16.
func TestNumerals(t *testing.T) {
	r := load(t)
	random := rand.New(rand.NewPCG(1, 2))
	for n := int64(1); n < 12_000; n++ {
		checkNumeral(t, r, n)
		checkNumeral(t, r, random.Int64N(1e9))
		checkNumeral(t, r, random.Int64N(1e16))
	}
}

var financial = strings.NewReplacer("一", "壹", "二", "贰", "三", "叁", "四", "肆", "五", "伍", "六", "陆", "七", "柒", "八", "捌", "九", "玖",
	"十", "拾", "百", "佰", "千", "仟")

func checkNumeral(t *testing.T, r *number.Reader, n int64) {
	want := strconv.FormatInt(n, 10)
	spoken := numeral(n)
	require.Equal(t, []string{want + " 户 [" + spoken + "户]"}, read(r, spoken+"户"))
	if n >= 10 {
		spoken = financial.Replace(spoken)
		require.Equal(t, []string{want + " 元 [" + spoken + "元]"}, read(r, spoken+"元"))
	}
}

// numeral writes a number below 10^16 in Chinese.
func numeral(n int64) string {
	digits := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	if n < 10 {
		return digits[n]
	}
	for _, p := range []struct {
		value int64
		name  string
	}{{1e8, "亿"}, {1e4, "万"}, {1000, "千"}, {100, "百"}, {10, "十"}} {
		if n < p.value {
			continue
		}
		front, rest := numeral(n/p.value), n%p.value
		if front == "一" && p.value == 10 {
			front = "" // 十五
		}
		zero := ""
		if rest > 0 && rest < p.value/10 {
			zero = "零"
		}
		return front + p.name + zero + inner(rest)
	}
	return ""
}

// inner writes what stands behind a power, where 十 has its 一: 一百一十.
func inner(n int64) string {
	if 10 <= n && n < 20 {
		return "一" + numeral(n)
	}
	return numeral(n)
}
