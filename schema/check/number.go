package check

import (
	"math/big"
	"strings"

	"duban/internal/message"
	"duban/schema"
)

// number is a figure as it is printed: 91304万户 has the digits 91304 and the scale 10000.
type number struct {
	value    *big.Rat
	digits   *big.Rat // what the digits say, before 万 and 亿; nil for Chinese numerals
	scale    *big.Rat // what 万 or 亿 multiplies them by
	decimals int      // printed behind the point
	last     *big.Rat // what one unit of the last printed place is worth
	rounded  bool     // may have been rounded: measured, or printed with a fraction or with 万 and 亿
	slack    *big.Rat // how far the real figure may be from the printed one
}

var (
	one  = big.NewRat(1, 1)
	zero = new(big.Rat)
	half = big.NewRat(1, 2)
)

// printed reads how an indicator is printed.
func printed(x *schema.Indicator) number {
	n := number{value: new(big.Rat), last: one, scale: one}
	n.value.SetString(x.Value.String())
	n.value.Abs(n.value)
	digits, decimals := leadingDigits(x.Text)
	if d, ok := new(big.Rat).SetString(digits); ok && d.Sign() > 0 {
		n.digits, n.decimals = d, decimals
		if scale := new(big.Rat).Quo(n.value, d); scale.Cmp(one) != 0 {
			n.scale, n.rounded = scale, true
		}
		n.last = new(big.Rat).Quo(n.scale, power(decimals))
	}
	n.rounded = n.rounded || decimals > 0 || measured[x.Unit]
	n.slack = zero
	if n.rounded {
		n.slack = new(big.Rat).Mul(n.last, half)
	}
	return n
}

// leadingDigits returns the Arabic number that text begins with, and how many of its digits are decimals.
func leadingDigits(text string) (digits string, decimals int) {
	var b strings.Builder
	point := false
	for _, r := range text {
		switch {
		case '０' <= r && r <= '９':
			r += '0' - '０'
		case r == ',' || r == '，':
			continue
		case r == '．':
			r = '.'
		}
		if r == '.' && !point {
			point = true
		} else if r < '0' || r > '9' {
			if b.Len() > 0 {
				break
			}
			continue
		} else if point {
			decimals++
		}
		b.WriteRune(r)
	}
	return strings.TrimSuffix(b.String(), "."), decimals
}

// isRound reports a figure that was set so and is not the rounded form of another: 3亿元, 120公里.
func (n number) isRound() bool {
	if n.digits == nil || !n.digits.IsInt() {
		return false
	}
	digits := n.digits.Num()
	return digits.Cmp(big.NewInt(100)) < 0 || new(big.Int).Rem(digits, big.NewInt(10)).Sign() == 0
}

// whole returns the figure as a whole number, if it is a small one.
func (n number) whole() (int, bool) {
	return int(n.value.Num().Int64()), n.value.IsInt() && n.value.Num().IsInt64()
}

func power(decimals int) *big.Rat {
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
	return new(big.Rat).SetInt(ten)
}

// decimal returns r rounded to that many decimals.
func decimal(r *big.Rat, decimals int) *schema.Decimal {
	d, err := schema.ParseDecimal(r.FloatString(decimals))
	if err != nil {
		return nil
	}
	return &d
}

// plain writes r exactly, or with four decimals where it has no end.
func plain(r *big.Rat) string {
	if n, exact := r.FloatPrec(); exact {
		return r.FloatString(n)
	}
	return r.FloatString(4)
}

// sum adds the figures up, and their slack.
func sum(figures []*figure) (total, slack *big.Rat) {
	total, slack = new(big.Rat), new(big.Rat)
	for _, f := range figures {
		total.Add(total, f.value)
		slack.Add(slack, f.slack)
	}
	return total, slack
}

// adds reports whether the parts add up to the whole, within what rounding can do.
func adds(whole *figure, parts []*figure) bool {
	total, slack := sum(parts)
	return within(whole, total, slack)
}

// within reports whether a total is the whole, within what rounding can do to both.
func within(whole *figure, total, slack *big.Rat) bool {
	difference := new(big.Rat).Sub(total, whole.value)
	return difference.Abs(difference).Cmp(new(big.Rat).Add(slack, whole.slack)) <= 0
}

// arithmetic writes figures joined by op, without 万 and 亿 where all of them are printed in the same: 7.22+0.26.
func arithmetic(op string, figures ...*figure) string {
	same := true
	for _, f := range figures {
		same = same && f.digits != nil && f.scale.Cmp(figures[0].scale) == 0
	}
	var terms []string
	for _, f := range figures {
		if same {
			terms = append(terms, plain(f.digits))
		} else {
			terms = append(terms, plain(f.value))
		}
	}
	return strings.Join(terms, op)
}

// inTermsOf writes a value as the figure is printed: 26.1亿元 beside 25.6亿元.
func inTermsOf(f *figure, value *big.Rat) string {
	unit := strings.TrimLeftFunc(f.Text, func(r rune) bool {
		return strings.ContainsRune("0123456789０１２３４５６７８９.．,， -－−+＋", r)
	})
	if f.digits == nil {
		unit = f.Unit
	}
	return plain(new(big.Rat).Quo(value, f.scale)) + unit
}

// texts joins figures as they are printed.
func texts(figures []*figure) message.Text {
	out := message.Verbatim(figures[0].Text)
	for _, f := range figures[1:] {
		out = message.New("%s and %s", out, f.Text)
	}
	return out
}
