package schema

import (
	"encoding/json"
	"math/big"
	"regexp"
	"strings"
	"testing"

	"duban/internal/exact"
	"github.com/stretchr/testify/require"
)

func TestDecimalString(t *testing.T) {
	long := strings.Repeat("1234567890", 20)
	for in, want := range map[string]string{
		"0":         "0",
		"-0":        "0",
		"0.00":      "0",
		"34528892":  "34528892",
		"-17.45":    "-17.45",
		"8.50":      "8.5",
		"100":       "100",
		"100.0":     "100",
		"0.0000001": "0.0000001",
		"+3":        "3",
		".5":        "0.5",
		"12345678901234567890.12345678901234567890": "12345678901234567890.1234567890123456789",
		long:         long,
		"-0." + long: "-0." + strings.TrimSuffix(long, "0"),
	} {
		d, err := ParseDecimal(in)
		require.NoError(t, err, in)
		require.Equal(t, want, d.String(), in)
	}
}

// 21.5亿 is made as 215 with an exponent of 7; so are amounts that no float holds.
func TestDecimalIsPlainWhateverTheExponent(t *testing.T) {
	for _, c := range []struct {
		coefficient int64
		exponent    int32
		want        string
	}{
		{215, 7, "2150000000"},
		{-1745, -2, "-17.45"},
		{18, 30, "18" + strings.Repeat("0", 30)},
		{5, -30, "0." + strings.Repeat("0", 29) + "5"},
		{0, 5, "0"},
	} {
		require.Equal(t, c.want, NewDecimal(*exact.New(c.coefficient, c.exponent)).String())
	}
}

func TestParseDecimalRefuses(t *testing.T) {
	for _, s := range []string{"", "-", ".", "1,234", "1 2", "12亿", "NaN", "sNaN1", "Infinity", "-inf", "1e5", "1E999999999", "0x10", "null", "1.2.3", "１２"} {
		_, err := ParseDecimal(s)
		require.Error(t, err, s)
	}
}

func TestDecimalJSON(t *testing.T) {
	var v struct{ A, B Decimal }
	require.NoError(t, json.Unmarshal([]byte(`{"A": 90071992547409931234567890.5, "B": -3}`), &v))
	out, err := json.Marshal(v)
	require.NoError(t, err)
	require.Equal(t, `{"A":90071992547409931234567890.5,"B":-3}`, string(out))
	require.Error(t, json.Unmarshal([]byte(`{"A": "5"}`), &v), "a text is no number")
}

func TestExactIsACopy(t *testing.T) {
	d, err := ParseDecimal("12345678901234567890123456789012345678901234567890")
	require.NoError(t, err)
	c := d.Exact()
	require.NoError(t, c.Add(c, exact.New(1, 0)))
	require.Equal(t, 1, NewDecimal(*c).Cmp(d))
	require.Equal(t, "12345678901234567890123456789012345678901234567890", d.String())
}

// FuzzParseDecimal holds the decimal against the rationals of math/big.
func FuzzParseDecimal(f *testing.F) {
	for _, s := range []string{"0", "-0", "34528892", "-17.45", ".5", "5.", "1e5", "NaN", "00012.340", "+7"} {
		f.Add(s)
	}
	plain := regexp.MustCompile(`^(0|-?[1-9][0-9]*|-?(0|[1-9][0-9]*)\.[0-9]*[1-9])$`)
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDecimal(s)
		if err != nil {
			return
		}
		text := d.String()
		require.Regexp(t, plain, text)
		want, ok := new(big.Rat).SetString(s)
		require.True(t, ok, "%q is no number to math/big", s)
		got, _ := new(big.Rat).SetString(text)
		require.Zero(t, want.Cmp(got), "%q became %q", s, text)
		again, err := ParseDecimal(text)
		require.NoError(t, err)
		require.Zero(t, again.Cmp(d))
		require.Equal(t, want.Sign(), d.Sign())
	})
}
