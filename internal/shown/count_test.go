package shown_test

import (
	"testing"

	"duban/internal/shown"

	"github.com/stretchr/testify/require"
)

func TestMyriads(t *testing.T) {
	for number, want := range map[string]string{"15000000": "1,500万", "0": "0万", "12345.67": "1.234567万", "-98000000": "−9,800万"} {
		require.Equal(t, want, shown.Myriads(number))
	}
}

func TestCounted(t *testing.T) {
	for _, c := range []struct {
		unit, before, after       string
		isUnit, isBefore, isAfter string
	}{
		{"元", "65000000", "178000000", "亿元", "0.65", "1.78"},
		{"元", "-1500000", "320000.5", "万元", "−150", "32.00005"},
		{"元", "0", "100000000", "亿元", "0", "1"},
		{"元", "7", "10", "元", "7", "10"},
		{"个", "99999", "450", "个", "99,999", "450"},
		{"个", "100000", "1", "万个", "10", "0.0001"},
		{"%", "250000", "4.2", "%", "250,000", "4.2"},
		{"", "12345678", "1", "", "12,345,678", "1"},
		{"元", "123456789012345", "1", "亿元", "1,234,567.89012345", "0.00000001"},
	} {
		numbers, unit := shown.Counted(c.unit, c.before, c.after)
		require.Equal(t, []string{c.isBefore, c.isAfter}, numbers)
		require.Equal(t, c.isUnit, unit)
	}
}
