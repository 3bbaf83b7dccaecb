// Package exact has decimal numbers that no calculation rounds unless it says so. Numbers of up to eighteen digits, which are
// nearly all that are printed, need no memory beside themselves.
package exact

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"math/big"
	"math/bits"
	"strconv"
	"strings"
)

// Decimal is a number: its digits times ten to the power of Exponent. The zero value is 0. Copies share nothing that is changed.
type Decimal struct {
	Negative bool
	Exponent int32
	small    uint64   // the digits, below limit
	large    *big.Int // the digits where they are more; never changed
}

const (
	smallDigits = 18
	limit       = 1e18    // above what small holds
	mostPower   = 100_000 // of ten, of the first digit of a result
)

// errLimit is returned where the first digit of a result would stand too far from the point.
var errLimit = errors.New("the number is too large or too small")

// New returns a number of so many powers of ten.
func New(digits int64, exponent int32) *Decimal {
	d := new(Decimal)
	d.SetFinite(digits, exponent)
	return d
}

// SetFinite sets d to a number of so many powers of ten.
func (d *Decimal) SetFinite(digits int64, exponent int32) {
	*d = Decimal{Negative: digits < 0, Exponent: exponent}
	d.setUint(magnitude(digits))
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

func (d *Decimal) setUint(n uint64) {
	if n < limit {
		d.small, d.large = n, nil
		return
	}
	d.small, d.large = 0, new(big.Int).SetUint64(n)
}

// setBig sets the digits to those of n, which is not negative and not changed from now on.
func (d *Decimal) setBig(n *big.Int) {
	if n.IsUint64() && n.Uint64() < limit {
		d.small, d.large = n.Uint64(), nil
		return
	}
	d.small, d.large = 0, n
}

// SetDigits sets d to what digits, which are ASCII, say with so many of them behind the point.
func (d *Decimal) SetDigits(digits string, behind int32) {
	*d = Decimal{Exponent: -behind}
	if n, err := strconv.ParseUint(digits, 10, 64); err == nil {
		d.setUint(n)
		return
	}
	if n, ok := new(big.Int).SetString(digits, 10); ok {
		d.setBig(n)
	}
}

// Parse reads digits that may have a sign in front and a point among them: -17.45.
func Parse(s string) (Decimal, error) {
	var d Decimal
	digits, negative := strings.CutPrefix(s, "-")
	if !negative {
		digits = strings.TrimPrefix(digits, "+")
	}
	whole, fraction, _ := strings.Cut(digits, ".")
	digits = whole + fraction
	if digits == "" || strings.Trim(digits, "0123456789") != "" || len(digits) > mostPower {
		return d, fmt.Errorf("%q is no decimal number", s)
	}
	d.SetDigits(digits, int32(len(fraction)))
	d.Negative = negative
	return d, nil
}

// Sign returns -1, 0 or +1.
func (d *Decimal) Sign() int {
	switch {
	case d.IsZero():
		return 0
	case d.Negative:
		return -1
	}
	return 1
}

// IsZero reports whether d is 0.
func (d *Decimal) IsZero() bool { return d.small == 0 && d.large == nil }

// digits returns the digits, which the caller must not change.
func (d *Decimal) digits() *big.Int {
	if d.large != nil {
		return d.large
	}
	return new(big.Int).SetUint64(d.small)
}

// count returns how many digits there are; 1 of 0.
func (d *Decimal) count() int {
	if d.large == nil {
		return countDigits(d.small)
	}
	return countBig(d.large)
}

func countDigits(n uint64) int {
	count := 1
	for ; n >= 10; n /= 10 {
		count++
	}
	return count
}

func countBig(n *big.Int) int {
	if n.IsUint64() {
		return countDigits(n.Uint64())
	}
	count := int(float64(n.BitLen()-1)*math.Log10(2)) + 1 // or one more
	if n.Cmp(power(count)) >= 0 {
		count++
	}
	return count
}

// power returns ten to the power of n.
func power(n int) *big.Int {
	if n <= smallDigits {
		return new(big.Int).SetUint64(powers[n])
	}
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
}

var powers = [smallDigits + 1]uint64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18}

// Cmp returns -1, 0 or +1 as d is less than, equal to or greater than x.
func (d *Decimal) Cmp(x *Decimal) int {
	sign := d.Sign()
	if other := x.Sign(); sign != other {
		if sign < other {
			return -1
		}
		return 1
	}
	if sign == 0 {
		return 0
	}
	return sign * d.cmpSize(x)
}

// cmpSize compares what is left without the signs of two numbers that are not 0.
func (d *Decimal) cmpSize(x *Decimal) int {
	first, other := int(d.Exponent)+d.count(), int(x.Exponent)+x.count()
	switch {
	case first < other:
		return -1
	case first > other:
		return 1
	}
	a, b, _, ok := aligned(d, x)
	if ok {
		switch {
		case a < b:
			return -1
		case a > b:
			return 1
		}
		return 0
	}
	p, q, _ := alignedBig(d, x)
	return p.Cmp(q)
}

// aligned returns the digits of both numbers for the smaller of their exponents; ok reports that they are below limit.
func aligned(d, x *Decimal) (a, b uint64, exponent int32, ok bool) {
	if d.large != nil || x.large != nil {
		return 0, 0, 0, false
	}
	exponent = min(d.Exponent, x.Exponent)
	a, fits := raised(d.small, d.Exponent-exponent)
	b, fit := raised(x.small, x.Exponent-exponent)
	return a, b, exponent, fits && fit
}

// raised returns n times ten to the power of exp, where that is below limit.
func raised(n uint64, exp int32) (uint64, bool) {
	switch {
	case n == 0 || exp == 0:
		return n, true
	case exp < 0 || exp > smallDigits, n > (limit-1)/powers[exp]:
		return 0, false
	}
	return n * powers[exp], true
}

func alignedBig(d, x *Decimal) (a, b *big.Int, exponent int32) {
	exponent = min(d.Exponent, x.Exponent)
	raise := func(d *Decimal) *big.Int {
		if d.Exponent == exponent || d.IsZero() {
			return d.digits()
		}
		return new(big.Int).Mul(d.digits(), power(int(d.Exponent-exponent)))
	}
	return raise(d), raise(x), exponent
}

// Add sets d to a + b.
func (d *Decimal) Add(a, b *Decimal) error {
	if far(a, b) {
		return errLimit
	}
	if p, q, exponent, ok := aligned(a, b); ok { // sums of these fit
		var sum Decimal
		sum.SetFinite(signed(p, a.Negative)+signed(q, b.Negative), exponent)
		*d = sum
		return nil
	}
	p, q, exponent := alignedBig(a, b)
	sum := new(big.Int)
	if a.Negative == b.Negative {
		sum.Add(p, q)
	} else {
		sum.Sub(p, q)
	}
	negative := sum.Sign() < 0 != a.Negative && sum.Sign() != 0
	*d = Decimal{Negative: negative, Exponent: exponent}
	d.setBig(sum.Abs(sum))
	return nil
}

func signed(n uint64, negative bool) int64 {
	if negative {
		return -int64(n)
	}
	return int64(n)
}

// far reports two numbers of which one has its first digit too far from the last of the other, so that the sum would have more
// digits than anybody prints.
func far(a, b *Decimal) bool {
	if a.IsZero() || b.IsZero() {
		return false
	}
	return int(max(a.Exponent, b.Exponent))-int(min(a.Exponent, b.Exponent)) > mostPower
}

// Sub sets d to a - b.
func (d *Decimal) Sub(a, b *Decimal) error {
	minus := *b
	minus.Negative = !b.Negative
	return d.Add(a, &minus)
}

// Mul sets d to a times b.
func (d *Decimal) Mul(a, b *Decimal) error {
	product := Decimal{Negative: a.Negative != b.Negative}
	if a.large == nil && b.large == nil && (a.small == 0 || b.small <= (limit-1)/a.small) {
		product.small = a.small * b.small
	} else {
		product.setBig(new(big.Int).Mul(a.digits(), b.digits()))
	}
	exponent := int64(a.Exponent) + int64(b.Exponent)
	first := exponent + int64(product.count())
	if first > mostPower || first < -mostPower {
		return errLimit
	}
	product.Exponent = int32(exponent)
	*d = product
	return nil
}

// Quo sets d to a divided by b, rounded to so many digits, halves away from zero, and reports whether it is exact.
func (d *Decimal) Quo(a, b *Decimal, digits int) (isExact bool, err error) {
	if b.IsZero() {
		return false, errors.New("division by zero")
	}
	// as many digits as are wanted, or one more
	shift := max(0, digits+b.count()-a.count()+1)
	n := a.digits()
	if shift > 0 {
		n = new(big.Int).Mul(n, power(shift))
	}
	q, rest := new(big.Int).QuoRem(n, b.digits(), new(big.Int))
	exponent := int64(a.Exponent) - int64(b.Exponent) - int64(shift)
	isExact = rest.Sign() == 0
	if over := countBig(q) - digits; over > 0 { // the rest is below what decides
		var zeros bool
		q, zeros = rounded(q, over)
		isExact, exponent = isExact && zeros, exponent+int64(over)
	}
	first := exponent + int64(countBig(q))
	if first > mostPower || first < -mostPower {
		return false, errLimit
	}
	*d = Decimal{Negative: a.Negative != b.Negative, Exponent: int32(exponent)}
	d.setBig(q)
	return isExact, nil
}

// QuoRound sets d to a divided by b, rounded to that exponent, halves away from zero.
func (d *Decimal) QuoRound(a, b *Decimal, exponent int32) error {
	const enough = 60 // digits, of which none that counts is lost by rounding twice
	if shift := a.Exponent - b.Exponent - exponent; a.large == nil && b.large == nil && b.small != 0 && 0 <= shift && shift < smallDigits {
		high, low := bits.Mul64(a.small, powers[shift])
		if high < b.small {
			q, rest := bits.Div64(high, low, b.small)
			if rest >= b.small-rest {
				q++ // not beyond its type, as b is 2 or more
			}
			*d = Decimal{Negative: a.Negative != b.Negative, Exponent: exponent}
			d.setUint(q)
			return nil
		}
	}
	if _, err := d.Quo(a, b, enough); err != nil {
		return err
	}
	return d.Round(d, exponent, enough)
}

// rounded returns n without its last digits, halves rounded up, and reports whether these were zeros.
func rounded(n *big.Int, last int) (*big.Int, bool) {
	unit := power(last)
	q, rest := new(big.Int).QuoRem(n, unit, new(big.Int))
	isExact := rest.Sign() == 0
	if rest.Lsh(rest, 1).Cmp(unit) >= 0 {
		q.Add(q, big.NewInt(1))
	}
	return q, isExact
}

// Round sets d to x rounded to that exponent, halves away from zero. It returns an error where that takes more digits than are
// allowed.
func (d *Decimal) Round(x *Decimal, exponent int32, digits int) error {
	out := Decimal{Negative: x.Negative, Exponent: exponent}
	over := int64(exponent) - int64(x.Exponent)
	switch {
	case x.IsZero():
	case -over > int64(digits):
		return errLimit
	case over <= 0:
		out.setBig(new(big.Int).Mul(x.digits(), power(int(-over))))
	case over > int64(x.count()): // less than half
	default:
		n, _ := rounded(x.digits(), int(over))
		out.setBig(n)
	}
	if out.count() > digits {
		return errLimit
	}
	*d = out
	return nil
}

// Reduce takes the zeros at the end of the digits away.
func (d *Decimal) Reduce() {
	if d.IsZero() {
		*d = Decimal{}
		return
	}
	if d.large != nil {
		digits := d.large.String()
		bare := strings.TrimRight(digits, "0")
		negative, exponent := d.Negative, d.Exponent+int32(len(digits)-len(bare))
		d.SetDigits(bare, 0)
		d.Negative, d.Exponent = negative, exponent
		return
	}
	for d.small%10 == 0 {
		d.small /= 10
		d.Exponent++
	}
}

// Floor returns the largest whole number that is not above d, and reports whether it fits an int64.
func (d *Decimal) Floor() (n int64, ok bool) {
	if d.Exponent >= 0 || d.IsZero() {
		n, err := d.Int64()
		return n, err == nil
	}
	whole, last := big.NewInt(0), int(-d.Exponent)
	isExact := false
	if last <= d.count() {
		rest := new(big.Int)
		whole, rest = new(big.Int).QuoRem(d.digits(), power(last), rest)
		isExact = rest.Sign() == 0
	}
	if d.Negative {
		if whole.Neg(whole); !isExact {
			whole.Sub(whole, big.NewInt(1))
		}
	}
	return whole.Int64(), whole.IsInt64()
}

// Int64 returns a whole number that fits.
func (d *Decimal) Int64() (int64, error) {
	if d.IsZero() {
		return 0, nil
	}
	if n, ok := raised(d.small, d.Exponent); ok && d.large == nil {
		return signed(n, d.Negative), nil
	}
	x := *d
	x.Reduce()
	if x.Exponent >= 0 && int(x.Exponent)+x.count() <= smallDigits+1 {
		n := new(big.Int).Mul(x.digits(), power(int(x.Exponent)))
		if x.Negative {
			n.Neg(n)
		}
		if n.IsInt64() {
			return n.Int64(), nil
		}
	}
	return 0, fmt.Errorf("%s is no whole number of 64 bits", d)
}

// Rat returns d as a fraction, which the caller may change.
func (d *Decimal) Rat() *big.Rat {
	r := new(big.Rat)
	n := d.digits()
	switch {
	case d.Exponent > 0:
		r.SetInt(new(big.Int).Mul(n, power(int(d.Exponent))))
	case d.Exponent == 0:
		r.SetInt(n)
	default:
		r.SetFrac(n, power(int(-d.Exponent)))
	}
	if d.Negative {
		r.Neg(r)
	}
	return r
}

// String returns the number in plain notation: 34528892, -17.45.
func (d *Decimal) String() string { return string(d.Append(nil)) }

// Append appends the number in plain notation to dst, without zeros at the end of a fraction.
func (d *Decimal) Append(dst []byte) []byte {
	if d.IsZero() {
		return append(dst, '0')
	}
	if d.Negative {
		dst = append(dst, '-')
	}
	from := len(dst)
	if d.large != nil {
		dst = d.large.Append(dst, 10)
	} else {
		dst = strconv.AppendUint(dst, d.small, 10)
	}
	if d.Exponent >= 0 {
		return append(dst, strings.Repeat("0", int(d.Exponent))...)
	}
	behind := int(-d.Exponent)
	if missing := behind + 1 - (len(dst) - from); missing > 0 {
		digits := string(dst[from:])
		dst = append(append(dst[:from], strings.Repeat("0", missing)...), digits...)
	}
	point := len(dst) - behind
	dst = append(dst, 0)
	copy(dst[point+1:], dst[point:])
	dst[point] = '.'
	return bytes.TrimSuffix(bytes.TrimRight(dst, "0"), []byte("."))
}
