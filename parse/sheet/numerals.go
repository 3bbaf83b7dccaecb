package sheet

import (
	"strings"

	"duban/internal/char"
)

// numerals is the way in which digits are written: [DBNum1] 一百二十三, [DBNum2] 壹佰贰拾叁, [DBNum3] １２３.
type numerals uint8

const (
	arabic numerals = iota
	plainNumerals
	formalNumerals
	wideDigits
)

// signs are the digits of each, then ten, hundred and thousand.
var signs = [...][]string{
	plainNumerals:  strings.Split(char.CountingDigits+char.Powers, ""),
	formalNumerals: strings.Split(char.LegalDigits+char.LegalPowers, ""),
	wideDigits:     strings.Split(char.FullDigits, ""),
}

// digits writes each digit for itself: 2020 as 二〇二〇. What is no digit stays.
func (n numerals) digits(s string) string {
	if n == arabic {
		return s
	}
	var out strings.Builder
	for i := range len(s) {
		if c := s[i]; '0' <= c && c <= '9' {
			out.WriteString(signs[n][c-'0'])
		} else {
			out.WriteByte(c)
		}
	}
	return out.String()
}

// number writes a number by the values of its digits: 123 as 一百二十三; digits behind a point each for itself.
func (n numerals) number(s string) string {
	whole, rest, pointed := strings.Cut(s, ".")
	if n != plainNumerals && n != formalNumerals || len(whole) > 16 || strings.Contains(s, "E") {
		return n.digits(s)
	}
	out := n.whole(whole)
	if pointed {
		out += "." + n.digits(rest)
	}
	return out
}

// whole writes a number of up to sixteen digits in groups of four.
func (n numerals) whole(s string) string {
	if strings.Trim(s, "0") == "" {
		return signs[n][0]
	}
	var out strings.Builder
	zero := false // a 0 is to be written before the next digit
	for i := range len(s) {
		behind := len(s) - 1 - i
		if c := s[i] - '0'; c == 0 {
			zero = out.Len() > 0
		} else {
			if zero {
				out.WriteString(signs[n][0])
			}
			zero = false
			out.WriteString(signs[n][c])
			if behind%4 > 0 {
				out.WriteString(signs[n][9+behind%4])
			}
		}
		group := s[max(0, i-3) : i+1]
		if behind%4 == 0 && behind > 0 && (strings.Trim(group, "0") != "" || behind == 8) {
			out.WriteString([]string{char.Myriad, char.Myriads, char.Myriad}[behind/4-1])
		}
	}
	return out.String()
}

// ordinal writes the number of a day, a month or an hour: 十二, not 一十二.
func (n numerals) ordinal(s string) string {
	if n == arabic || n == wideDigits {
		return n.digits(s)
	}
	text := n.number(strings.TrimLeft(s, "0"))
	if n == plainNumerals && strings.HasPrefix(text, signs[n][1]+signs[n][10]) {
		return text[len(signs[n][1]):]
	}
	return text
}
