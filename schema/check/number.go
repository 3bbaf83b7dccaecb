package check

import (
	"strings"

	"duban/internal/char"
	"duban/internal/exact"
	"duban/internal/message"
	"duban/schema"
)

// number is a figure as it is printed: 91304万户 has the digits 91304 and the scale 10000.
type number struct {
	value    *exact.Rat
	digits   *exact.Rat // what the digits say, before 万 and 亿; nil for Chinese numerals
	scale    *exact.Rat // what 万 or 亿 multiplies them by
	decimals int        // printed behind the point
	last     *exact.Rat // what one unit of the last printed place is worth
	rounded  bool       // may have been rounded: measured, or printed with a fraction or with 万 and 亿
	slack    *exact.Rat // how far the real figure may be from the printed one
}

var (
	one  = exact.NewRat(1, 1)
	zero = new(exact.Rat)
	half = exact.NewRat(1, 2)
)

// printed reads how an indicator is printed.
func printed(x *schema.Indicator) number {
	n := number{value: x.Value.Rat(), last: one, scale: one}
	n.value.Abs(n.value)
	digits, decimals := leadingDigits(x.Text)
	if d, ok := new(exact.Rat).SetString(digits); ok && d.Sign() > 0 {
		n.digits, n.decimals = d, decimals
		if scale := new(exact.Rat).Quo(n.value, d); scale.Cmp(one) != 0 {
			n.scale, n.rounded = scale, true
		}
		n.last = new(exact.Rat).Quo(n.scale, power(decimals))
	}
	n.rounded = n.rounded || decimals > 0 || measured[x.Unit]
	n.slack = zero
	if n.rounded {
		n.slack = new(exact.Rat).Mul(n.last, half)
	}
	return n
}

// leadingDigits returns the Arabic number that text begins with, and how many of its digits are decimals.
func leadingDigits(text string) (digits string, decimals int) {
	var b strings.Builder
	point := false
	for _, r := range text {
		if char.IsComma(r) {
			continue
		}
		if r = char.HalfWidth(r); r == '.' && !point {
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
	tenth := new(exact.Rat).Quo(n.digits, ten)
	return n.digits.Cmp(hundred) < 0 || tenth.IsInt()
}

// whole returns the figure as a whole number, if it is a small one.
func (n number) whole() (int, bool) {
	w, ok := n.value.Int64()
	return int(w), ok
}

func power(decimals int) *exact.Rat { return new(exact.Rat).SetDecimal(exact.New(1, int32(decimals))) }

// decimal returns r rounded to that many decimals.
func decimal(r *exact.Rat, decimals int) *schema.Decimal {
	d, err := schema.ParseDecimal(r.FloatString(decimals))
	if err != nil {
		return nil
	}
	return &d
}

// plain writes r exactly, or with four decimals where it has no end.
func plain(r *exact.Rat) string {
	if n, isExact := r.FloatPrec(); isExact {
		return r.FloatString(n)
	}
	return r.FloatString(4)
}

// sum adds the figures up, and their slack.
func sum(figures []*figure) (total, slack *exact.Rat) {
	total, slack = new(exact.Rat), new(exact.Rat)
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
func within(whole *figure, total, slack *exact.Rat) bool {
	difference := new(exact.Rat).Sub(total, whole.value)
	return difference.Abs(difference).Cmp(new(exact.Rat).Add(slack, whole.slack)) <= 0
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
func inTermsOf(f *figure, value *exact.Rat) string {
	unit := strings.TrimLeftFunc(f.Text, func(r rune) bool {
		return strings.ContainsRune("0123456789"+char.FullDigits+char.Points+char.Commas+" "+char.Hyphens+"+"+char.Plus, r)
	})
	if f.digits == nil {
		unit = f.Unit
	}
	return plain(new(exact.Rat).Quo(value, f.scale)) + unit
}

// texts joins figures as they are printed.
func texts(figures []*figure) message.Text {
	out := message.Verbatim(figures[0].Text)
	for _, f := range figures[1:] {
		out = message.New("%s and %s", out, f.Text)
	}
	return out
}
