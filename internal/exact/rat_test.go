package exact_test

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/internal/exact"
)

// TestFractionsAreThoseOfBig sets fractions against those of math/big, around the limits of what fits a word too.
func TestFractionsAreThoseOfBig(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		x, p := fraction(t, r)
		y, q := fraction(t, r)
		requireFraction(t, p, x)
		requireFraction(t, new(big.Rat).Add(p, q), new(exact.Rat).Add(x, y))
		requireFraction(t, new(big.Rat).Sub(p, q), new(exact.Rat).Sub(x, y))
		requireFraction(t, new(big.Rat).Mul(p, q), new(exact.Rat).Mul(x, y))
		requireFraction(t, new(big.Rat).Abs(p), new(exact.Rat).Abs(x))
		requireFraction(t, new(big.Rat).Neg(p), new(exact.Rat).Neg(x))
		if q.Sign() != 0 {
			requireFraction(t, new(big.Rat).Quo(p, q), new(exact.Rat).Quo(x, y))
		}
		require.Equal(t, p.Cmp(q), x.Cmp(y), "%s, %s", p, q)
		z := new(exact.Rat).Set(x)
		requireFraction(t, new(big.Rat).Add(p, q), z.Add(z, y))
		requireFraction(t, p, x)
	}
}

func requireFraction(t *testing.T, want *big.Rat, got *exact.Rat) {
	require.Equal(t, want.RatString(), got.RatString())
	require.Equal(t, want.Sign(), got.Sign())
	require.Equal(t, want.IsInt(), got.IsInt())
	require.Zero(t, want.Num().Cmp(got.Num()))
	require.Equal(t, want.FloatString(3), got.FloatString(3))
	require.Equal(t, want.FloatString(0), got.FloatString(0))
	n, isExact := want.FloatPrec()
	m, isExact2 := got.FloatPrec()
	require.Equal(t, n, m)
	require.Equal(t, isExact, isExact2)
	whole, ok := got.Int64()
	require.Equal(t, want.IsInt() && want.Num().IsInt64() && want.Num().Int64() == whole, ok, want)
}

// fraction makes a printed number, or the quotient of two.
func fraction(t *testing.T, r *rand.Rand) (*exact.Rat, *big.Rat) {
	next := func() (*exact.Rat, *big.Rat) {
		s := printed(r)
		x, ok := new(exact.Rat).SetString(s)
		require.True(t, ok, s)
		p, ok := new(big.Rat).SetString(s)
		require.True(t, ok, s)
		return x, p
	}
	x, p := next()
	if y, q := next(); q.Sign() != 0 && r.IntN(2) == 0 {
		return x.Quo(x, y), p.Quo(p, q)
	}
	return x, p
}
