package dataset

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"duban/schema"
)

// Values as the cells of tables.

// known returns a number, and nothing for 0, which stands for a number that is not known.
func known[T int | int64](n T) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(int64(n), 10)
}

// flag returns 1 for what holds, and nothing for what does not.
func flag(holds bool) string {
	if holds {
		return "1"
	}
	return ""
}

func optional(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

func decimal(d *schema.Decimal) string {
	if d == nil {
		return ""
	}
	return d.String()
}

// What a text can be in every format.

// The digits of a Decimal, before the point and behind it.
const (
	decimalWhole = 28
	decimalScale = 10
)

// fits reports whether a value can stand in a column of that type in every format. A text always can.
func fits(t Type, value string) bool {
	switch {
	case value == "":
		return true
	case t == Decimal:
		whole, fraction, _ := strings.Cut(strings.TrimPrefix(value, "-"), ".")
		return len(whole) <= decimalWhole && len(fraction) <= decimalScale
	case t == Date:
		_, err := time.Parse(time.DateOnly, value)
		return err == nil
	}
	return true
}

// shown returns a text as it can stand in every format: characters that XML and databases refuse are there as their
// control pictures (U+2400 for NUL), one for one, so that offsets hold.
func shown(s string) string {
	if strings.IndexFunc(s, isRefused) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case !isRefused(r):
			return r
		case r < ' ':
			return '\u2400' + r
		}
		return utf8.RuneError
	}, s)
}

// isRefused reports whether XML 1.0 has no way to write r. It also finds what stands for bytes that are no UTF-8.
func isRefused(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF || r == utf8.RuneError
}
