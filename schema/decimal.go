package schema

import (
	"duban/internal/exact"
)

// Decimal is an exact decimal number. In JSON it is a number in plain notation, without an exponent and without
// zeros at the end of a fraction. The zero value is 0. A Decimal is not changed once it is made, so copies of it may
// be kept.
type Decimal struct {
	d exact.Decimal
}

// NewDecimal returns d, which must be finite, as a Decimal.
func NewDecimal(d exact.Decimal) Decimal { return Decimal{d} }

// ParseDecimal reads a number in plain decimal notation of any length. Infinities and NaN are refused, and so are
// exponents, as a few bytes of them can ask for any amount of memory.
func ParseDecimal(s string) (Decimal, error) {
	d, err := exact.Parse(s)
	return Decimal{d}, err
}

// Exact returns the number for calculations. The caller may change what it gets.
func (d Decimal) Exact() *exact.Decimal { return &d.d }

// Rat returns the number as a fraction, which the caller may change.
func (d Decimal) Rat() *exact.Rat { return d.Fraction(new(exact.Rat)) }

// Fraction sets r to the number, and returns it.
func (d *Decimal) Fraction(r *exact.Rat) *exact.Rat { return r.SetDecimal(&d.d) }

// Cmp returns -1, 0 or +1 as d is less than, equal to or greater than other.
func (d Decimal) Cmp(other Decimal) int { return d.d.Cmp(&other.d) }

// Sign returns -1, 0 or +1.
func (d Decimal) Sign() int { return d.d.Sign() }

// String returns the number in plain notation: 34528892, -17.45.
func (d Decimal) String() string { return string(d.Append(nil)) }

// Append appends the number in plain notation to dst.
func (d Decimal) Append(dst []byte) []byte { return d.d.Append(dst) }

// MarshalJSON writes the number in plain notation.
func (d Decimal) MarshalJSON() ([]byte, error) { return d.Append(nil), nil }

// UnmarshalJSON reads a JSON number exactly.
func (d *Decimal) UnmarshalJSON(data []byte) error {
	v, err := ParseDecimal(string(data))
	if err != nil {
		return err
	}
	*d = v
	return nil
}
