package exact_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/cockroachdb/apd/v3"
	"github.com/stretchr/testify/require"

	"duban/internal/exact"
)

// TestCalculationsAreThoseOfApd sets all calculations against those of a library for decimals, on numbers of few and of many digits.
func TestCalculationsAreThoseOfApd(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		a, b := printed(r), printed(r)
		x, y := parsed(t, a), parsed(t, b)
		p, q := apdOf(t, a), apdOf(t, b)
		require.Equal(t, plain(p), x.String(), a)
		require.Equal(t, p.Cmp(q), x.Cmp(y), "%s, %s", a, b)
		require.Equal(t, p.Sign(), x.Sign(), a)
		var got exact.Decimal
		var want apd.Decimal
		_, err := apd.BaseContext.Add(&want, p, q)
		require.NoError(t, err)
		require.NoError(t, got.Add(x, y))
		require.Equal(t, plain(&want), got.String(), "%s + %s", a, b)
		_, err = apd.BaseContext.Sub(&want, p, q)
		require.NoError(t, err)
		require.NoError(t, got.Sub(x, y))
		require.Equal(t, plain(&want), got.String(), "%s - %s", a, b)
		_, err = apd.BaseContext.Mul(&want, p, q)
		require.NoError(t, err)
		require.NoError(t, got.Mul(x, y))
		require.Equal(t, plain(&want), got.String(), "%s * %s", a, b)
		requireQuotient(t, x, y, p, q, 1+r.IntN(60))
		requireRounded(t, x, p, int32(r.IntN(12)-8), 1+r.IntN(60))
		requireShare(t, x, y, p, q, int32(r.IntN(10)-6))
		n, err := x.Int64()
		m, err2 := p.Int64()
		require.Equal(t, err2 == nil, err == nil, a)
		require.Equal(t, m, n, a)
		_, err = apd.BaseContext.WithPrecision(60).Floor(&want, p)
		require.NoError(t, err)
		m, err = want.Int64()
		n, ok := x.Floor()
		require.Equal(t, err == nil, ok, a)
		if ok {
			require.Equal(t, m, n, a)
		}
		text, _ := x.Rat().FloatPrec()
		require.Equal(t, plain(p), x.Rat().FloatString(text), a)
		x.Reduce()
		require.Equal(t, plain(p), x.String(), "%s reduced", a)
	}
}

func requireQuotient(t *testing.T, x, y *exact.Decimal, p, q *apd.Decimal, digits int) {
	var got exact.Decimal
	var want apd.Decimal
	isExact, err := got.Quo(x, y, digits)
	if q.Sign() == 0 {
		require.Error(t, err)
		return
	}
	require.NoError(t, err)
	condition, err := apd.BaseContext.WithPrecision(uint32(digits)).Quo(&want, p, q)
	require.NoError(t, err)
	require.Equal(t, plain(&want), got.String(), "%s / %s, %d digits", p, q, digits)
	require.Equal(t, !condition.Inexact(), isExact, "%s / %s, %d digits", p, q, digits)
}

func requireShare(t *testing.T, x, y *exact.Decimal, p, q *apd.Decimal, exponent int32) {
	var got exact.Decimal
	var want apd.Decimal
	context := apd.BaseContext.WithPrecision(60)
	if _, err := context.Quo(&want, p, q); err != nil {
		require.Error(t, got.QuoRound(x, y, exponent))
		return
	}
	if _, err := context.Quantize(&want, &want, exponent); err != nil {
		require.Error(t, got.QuoRound(x, y, exponent))
		return
	}
	require.NoError(t, got.QuoRound(x, y, exponent))
	require.Equal(t, plain(&want), got.String(), "%s / %s to %d", p, q, exponent)
}

func requireRounded(t *testing.T, x *exact.Decimal, p *apd.Decimal, exponent int32, digits int) {
	var got exact.Decimal
	var want apd.Decimal
	_, err := apd.BaseContext.WithPrecision(uint32(digits)).Quantize(&want, p, exponent)
	if err != nil {
		require.Error(t, got.Round(x, exponent, digits), "%s to %d of %d", p, exponent, digits)
		return
	}
	require.NoError(t, got.Round(x, exponent, digits), "%s to %d of %d", p, exponent, digits)
	require.Equal(t, plain(&want), got.String(), "%s to %d of %d", p, exponent, digits)
	require.Equal(t, exponent, got.Exponent)
}

// printed makes a number of up to forty digits, many of them zeros and nines.
func printed(r *rand.Rand) string {
	digits := func(n int) string {
		var sb strings.Builder
		for range n {
			sb.WriteByte("00012345678999"[r.IntN(14)])
		}
		return sb.String()
	}
	most := []int{3, 9, 18, 19, 20, 40}[r.IntN(6)]
	s := []string{"", "-"}[r.IntN(2)] + digits(1+r.IntN(most))
	if r.IntN(2) == 0 {
		s += "." + digits(1+r.IntN(most))
	}
	return s
}

func parsed(t *testing.T, s string) *exact.Decimal {
	d, err := exact.Parse(s)
	require.NoError(t, err, s)
	return &d
}

func apdOf(t *testing.T, s string) *apd.Decimal {
	d, _, err := apd.NewFromString(s)
	require.NoError(t, err, s)
	return d
}

// plain writes a number without zeros at the end of a fraction.
func plain(d *apd.Decimal) string {
	if d.Sign() == 0 {
		return "0"
	}
	s := d.Text('f')
	if strings.Contains(s, ".") {
		s = strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	}
	return s
}

func TestNumbersThatAreTooLargeAreRefused(t *testing.T) {
	far := exact.New(1, 90_000)
	var d exact.Decimal
	require.Error(t, d.Mul(far, far))
	require.Error(t, d.Add(far, exact.New(1, -90_000)))
	_, err := d.Quo(far, exact.New(1, -90_000), 5)
	require.Error(t, err)
	_, err = exact.Parse(strings.Repeat("1", 100_001))
	require.Error(t, err)
}
