package shown

import (
	"strings"

	"duban/internal/char"
)

// Counted returns numbers in plain notation and their unit as reports print large ones, counted in 万 or 亿 by the largest of
// them: 65000000 and 178000000 元 are 0.65 and 1.78 亿元. No digit is lost.
func Counted(unit string, numbers ...string) ([]string, string) {
	most := 0
	for _, n := range numbers {
		most = max(most, wholeDigits(n))
	}
	places, word := 0, ""
	switch {
	case unit == "%" || unit == "":
	case most > 8:
		places, word = 8, char.Myriads
	case most > 5:
		places, word = 4, char.Myriad
	}
	shown := make([]string, len(numbers))
	for i, n := range numbers {
		shown[i] = Grouped(divided(n, places))
	}
	return shown, word + unit
}

// Myriads returns a number in plain notation counted in 万, whatever its size, so that those of a column can be compared: 15000000 is
// 1,500万.
func Myriads(number string) string { return Grouped(divided(number, 4)) + char.Myriad }

// wholeDigits is the number of digits before the point.
func wholeDigits(number string) int {
	whole, _, _ := strings.Cut(strings.TrimPrefix(number, "-"), ".")
	return len(whole)
}

// divided moves the point of a number to the left.
func divided(number string, places int) string {
	if places == 0 {
		return number
	}
	digits, isNegative := strings.CutPrefix(number, "-")
	whole, fraction, _ := strings.Cut(digits, ".")
	if missing := places + 1 - len(whole); missing > 0 {
		whole = strings.Repeat("0", missing) + whole
	}
	point := len(whole) - places
	s := strings.TrimRight(strings.TrimRight(whole[:point]+"."+whole[point:]+fraction, "0"), ".")
	if isNegative {
		s = "-" + s
	}
	return s
}
