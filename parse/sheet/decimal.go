package sheet

import (
	"math"
	"strconv"
	"strings"
)

// decimal is a number of a cell, exactly as spreadsheets take it: with 15 digits that count, of which no further is shown.
type decimal struct {
	negative bool
	digits   string // from the first that is not 0 to the last that is not; empty for 0
	point    int    // how many of them stand before the decimal point: 12.5 is 125 with 2, 0.05 is 5 with -1
}

// decimalOf returns a finite number.
func decimalOf(v float64) decimal {
	const digits = 15
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(math.Abs(v), 'e', digits-1, 64), "e")
	n, _ := strconv.Atoi(exponent)
	return newDecimal(v < 0, mantissa[:1]+mantissa[2:], n+1)
}

// newDecimal takes digits that may have zeros at either end.
func newDecimal(negative bool, digits string, point int) decimal {
	point -= len(digits)
	digits = strings.TrimLeft(digits, "0")
	point += len(digits)
	digits = strings.TrimRight(digits, "0")
	if digits == "" {
		point = 0
	}
	return decimal{negative, digits, point}
}

func (d decimal) isZero() bool { return d.digits == "" }

// shift returns d times ten to the n-th.
func (d decimal) shift(n int) decimal {
	if !d.isZero() {
		d.point += n
	}
	return d
}

// round returns d with that many digits behind the point; halves are rounded away from 0. The sign stays, as -0.00 shows.
func (d decimal) round(places int) decimal {
	keep := d.point + places
	switch {
	case keep >= len(d.digits):
		return d
	case keep < 0, keep == 0 && d.digits[0] < '5':
		return decimal{negative: d.negative}
	}
	kept := []byte("0" + d.digits[:keep])
	if d.digits[keep] >= '5' {
		i := len(kept) - 1
		for ; kept[i] == '9'; i-- {
			kept[i] = '0'
		}
		kept[i]++
	}
	return newDecimal(d.negative, string(kept), d.point+1)
}

// whole returns the digits before the point, none of 0.
func (d decimal) whole() string {
	switch {
	case d.point <= 0:
		return ""
	case d.point <= len(d.digits):
		return d.digits[:d.point]
	}
	return d.digits + strings.Repeat("0", d.point-len(d.digits))
}

// fraction returns the digits behind the point, at least that many of them.
func (d decimal) fraction(places int) string {
	var s string
	switch {
	case d.isZero() || d.point >= len(d.digits):
	case d.point >= 0:
		s = d.digits[d.point:]
	default:
		s = strings.Repeat("0", -d.point) + d.digits
	}
	return s + strings.Repeat("0", max(places-len(s), 0))
}

// plain returns d without an exponent.
func (d decimal) plain() string {
	s := d.sign()
	if whole := d.whole(); whole != "" {
		s += whole
	} else {
		s += "0"
	}
	if f := d.fraction(0); f != "" {
		s += "." + f
	}
	return s
}

func (d decimal) sign() string {
	if d.negative {
		return "-"
	}
	return ""
}

// general returns d as the format General shows it: in eleven characters without its sign, if need be with an exponent; but large
// numbers have all digits that the program shows where they are edited.
func (d decimal) general() string {
	const width, mostDigits = 11, 15
	exponent := d.point - 1
	switch {
	case d.isZero():
		return "0"
	case exponent == width-1: // as many digits as there is room for
		if r := d.round(0); len(r.whole()) <= width {
			return r.plain()
		}
	case 0 <= exponent && exponent < width-1:
		if r := d.round(width - 1 - d.point); len(r.whole()) < width {
			return r.plain()
		}
		return d.round(0).plain()
	case -4 <= exponent && exponent < 0:
		return d.round(width - 2).plain()
	case -9 <= exponent && exponent < -4:
		if s := d.plain(); len(s) <= width+len(d.sign()) {
			return s
		}
	}
	if width-1 <= exponent && exponent < mostDigits {
		return d.plain() // of 1.23457E+11 the figure could not be told
	}
	return d.scientific()
}

// scientific returns d with an exponent: of numbers below one six digits that count, as their places are, 1.23457E-07.
func (d decimal) scientific() string {
	const digits = 6
	r := d
	if d.point <= 0 {
		r = d.round(digits - d.point)
	}
	m := decimal{r.negative, r.digits, 1}
	return m.plain() + exponentText(r.point-1, "E+", 2)
}

// exponentText returns an exponent with at least that many digits behind its mark, E+ or E-: the latter has no sign where it is
// positive.
func exponentText(exponent int, mark string, digits int) string {
	sign := mark[1:]
	if exponent < 0 {
		sign = "-"
		exponent = -exponent
	} else if sign == "-" {
		sign = ""
	}
	s := strconv.Itoa(exponent)
	return mark[:1] + sign + strings.Repeat("0", max(digits-len(s), 0)) + s
}
