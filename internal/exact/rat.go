package exact

import (
	"math/big"
	"math/bits"
	"strconv"
)

// Rat is a fraction, with the methods of big.Rat as far as there is a use for them, and the same results. As long as numerator and
// denominator fit a word, which is so for nearly all that is printed, it needs no memory beside itself. The zero value is 0.
type Rat struct {
	num, den int64    // in lowest terms; a den of 0 stands for 1
	large    *big.Rat // the fraction where it does not fit; never changed
}

// NewRat returns a/b.
func NewRat(a, b int64) *Rat {
	r := new(Rat)
	r.set(a, b)
	return r
}

// set sets r to a/b, which need not be in lowest terms; b is not 0, and neither is the least of its type.
func (r *Rat) set(a, b int64) {
	if b < 0 {
		a, b = -a, -b
	}
	if g := int64(gcd(magnitude(a), uint64(b))); g > 1 {
		a, b = a/g, b/g
	}
	*r = Rat{num: a, den: b}
}

func gcd(a, b uint64) uint64 {
	if b == 1 {
		return 1
	}
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// denominator returns that of a small fraction.
func (r *Rat) denominator() int64 { return max(r.den, 1) }

// big returns r, which the caller must not change.
func (r *Rat) big() *big.Rat {
	if r.large != nil {
		return r.large
	}
	return big.NewRat(r.num, r.denominator())
}

// setBig sets r to x, which is not changed from now on.
func (r *Rat) setBig(x *big.Rat) *Rat {
	if x.Num().IsInt64() && x.Denom().IsInt64() && x.Num().Int64() != leastInt {
		*r = Rat{num: x.Num().Int64(), den: x.Denom().Int64()}
	} else {
		*r = Rat{large: x}
	}
	return r
}

// leastInt has no opposite.
const leastInt = -1 << 63

// Set sets r to x.
func (r *Rat) Set(x *Rat) *Rat {
	*r = *x
	return r
}

// SetDecimal sets r to d.
func (r *Rat) SetDecimal(d *Decimal) *Rat {
	switch {
	case d.large != nil:
	case d.Exponent >= 0:
		if n, ok := raised(d.small, d.Exponent); ok {
			*r = Rat{num: signed(n, d.Negative), den: 1}
			return r
		}
	case d.Exponent >= -smallDigits:
		r.set(signed(d.small, d.Negative), int64(powers[-d.Exponent]))
		return r
	}
	return r.setBig(d.Rat())
}

// SetString sets r to decimal digits that may have a point among them, and reports whether s is that.
func (r *Rat) SetString(s string) (*Rat, bool) {
	d, err := Parse(s)
	if err != nil {
		return nil, false
	}
	return r.SetDecimal(&d), true
}

// Sign returns -1, 0 or +1.
func (r *Rat) Sign() int {
	switch {
	case r.large != nil:
		return r.large.Sign()
	case r.num < 0:
		return -1
	case r.num > 0:
		return 1
	}
	return 0
}

// Cmp returns -1, 0 or +1 as r is less than, equal to or greater than x.
func (r *Rat) Cmp(x *Rat) int {
	if r.large != nil || x.large != nil {
		return r.big().Cmp(x.big())
	}
	a, b := r.Sign(), x.Sign()
	if a != b {
		if a < b {
			return -1
		}
		return 1
	}
	high, low := bits.Mul64(magnitude(r.num), uint64(x.denominator()))
	otherHigh, otherLow := bits.Mul64(magnitude(x.num), uint64(r.denominator()))
	switch {
	case high == otherHigh && low == otherLow:
		return 0
	case high < otherHigh || high == otherHigh && low < otherLow:
		return -a
	}
	return a
}

// Add sets r to a + b.
func (r *Rat) Add(a, b *Rat) *Rat { return r.add(a, b, 1) }

// Sub sets r to a - b.
func (r *Rat) Sub(a, b *Rat) *Rat { return r.add(a, b, -1) }

// add sets r to a + sign·b.
func (r *Rat) add(a, b *Rat, sign int64) *Rat {
	if a.large == nil && b.large == nil {
		p, ok := times(a.num, b.denominator())
		q, ok2 := times(sign*b.num, a.denominator())
		den, ok3 := times(a.denominator(), b.denominator())
		if n := p + q; ok && ok2 && ok3 { // no sum of two that times allows is too large
			r.set(n, den)
			return r
		}
	}
	if sign < 0 {
		return r.setBig(new(big.Rat).Sub(a.big(), b.big()))
	}
	return r.setBig(new(big.Rat).Add(a.big(), b.big()))
}

// times multiplies where the product, and the sum of two of such, fit.
func times(a, b int64) (int64, bool) {
	high, low := bits.Mul64(magnitude(a), magnitude(b))
	const most = 1 << 62
	return a * b, high == 0 && low < most
}

// Mul sets r to a times b.
func (r *Rat) Mul(a, b *Rat) *Rat {
	if a.large == nil && b.large == nil {
		num, ok := times(a.num, b.num)
		den, ok2 := times(a.denominator(), b.denominator())
		if ok && ok2 {
			r.set(num, den)
			return r
		}
	}
	return r.setBig(new(big.Rat).Mul(a.big(), b.big()))
}

// Quo sets r to a divided by b, which is not 0.
func (r *Rat) Quo(a, b *Rat) *Rat {
	if a.large == nil && b.large == nil {
		num, ok := times(a.num, b.denominator())
		den, ok2 := times(a.denominator(), b.num)
		if ok && ok2 && den != 0 {
			r.set(num, den)
			return r
		}
	}
	return r.setBig(new(big.Rat).Quo(a.big(), b.big()))
}

// Abs sets r to x without its sign.
func (r *Rat) Abs(x *Rat) *Rat {
	if x.Sign() < 0 {
		return r.Neg(x)
	}
	return r.Set(x)
}

// Neg sets r to -x.
func (r *Rat) Neg(x *Rat) *Rat {
	if x.large != nil {
		return r.setBig(new(big.Rat).Neg(x.large))
	}
	*r = Rat{num: -x.num, den: x.den}
	return r
}

// IsInt reports whether r is a whole number.
func (r *Rat) IsInt() bool {
	if r.large != nil {
		return r.large.IsInt()
	}
	return r.denominator() == 1
}

// Int64 returns a whole number that fits.
func (r *Rat) Int64() (n int64, ok bool) {
	if r.large != nil || r.denominator() != 1 {
		return 0, false
	}
	return r.num, true
}

// Num returns the numerator.
func (r *Rat) Num() *big.Int { return new(big.Int).Set(r.big().Num()) }

// FloatString returns r with so many decimals, halves rounded away from zero.
func (r *Rat) FloatString(decimals int) string {
	if n, ok := r.Int64(); ok && decimals == 0 {
		return strconv.FormatInt(n, 10)
	}
	return r.big().FloatString(decimals)
}

// FloatPrec returns how many decimals r has, and whether it has an end.
func (r *Rat) FloatPrec() (n int, exact bool) {
	if r.large == nil && r.denominator() == 1 {
		return 0, true
	}
	return r.big().FloatPrec()
}

// RatString returns r as a fraction in lowest terms, or as a whole number.
func (r *Rat) RatString() string {
	if n, ok := r.Int64(); ok {
		return strconv.FormatInt(n, 10)
	}
	return r.big().RatString()
}
