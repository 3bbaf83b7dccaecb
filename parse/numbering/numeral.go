package numbering

import (
	"strconv"
	"strings"

	"duban/internal/char"
)

// This file writes the numbers of automatic lists, for HTML (CSS Counter Styles, level 3) and for DOCX
// (ISO/IEC 29500-1, 17.18.59, ST_NumberFormat).

// Word writes n in a format of ST_NumberFormat, or a custom one such as "001, 002, 003, ...". What it has no
// sign for is decimal, as the standard says.
func Word(format string, n int) string {
	switch format {
	case "none", "bullet":
		return ""
	case "decimalZero":
		return padded(n, 2)
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperLetter":
		return repeated("ABCDEFGHIJKLMNOPQRSTUVWXYZ", n)
	case "lowerLetter":
		return repeated("abcdefghijklmnopqrstuvwxyz", n)
	case "ordinal":
		return strconv.Itoa(n) + ordinalEnd(n)
	case "numberInDash":
		return "- " + strconv.Itoa(n) + " -"
	case "decimalFullWidth", "decimalFullWidth2":
		return digits(char.FullDigits, n)
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		return Circled(n)
	case "decimalEnclosedParen":
		return enclosed(char.FirstInBrackets, n)
	case "decimalEnclosedFullstop":
		return enclosed(char.FirstWithPoint, n)
	case "ideographEnclosedCircle":
		return oneOf(char.EnclosedNumerals, n)
	case "ideographTraditional":
		return oneOf(char.Stems, n)
	case "ideographZodiac":
		return oneOf(char.Branches, n)
	case "ideographDigital", "japaneseDigitalTenThousand":
		return digits(char.CountingDigits, n)
	case "taiwaneseDigital":
		return digits(char.CircledDigits, n)
	case "chineseCounting", "taiwaneseCounting":
		if 0 < n && n < 100 {
			return spoken(n, chineseNumerals)
		}
		return digits(char.CircledDigits, n)
	case "chineseCountingThousand":
		return spoken(n, countingNumerals)
	case "taiwaneseCountingThousand":
		return spoken(n, chineseNumerals)
	case "chineseLegalSimplified":
		return spoken(n, legalNumerals)
	case "ideographLegalTraditional":
		return spoken(n, traditionalNumerals)
	case "japaneseCounting":
		return spoken(n, japaneseNumerals)
	}
	if first, _, ok := strings.Cut(format, ","); ok && strings.Trim(first, "0") == "1" {
		return padded(n, len(first))
	}
	return strconv.Itoa(n)
}

// CSS writes a number in a style of CSS Counter Styles, level 3, with the style's suffix; a number outside the
// style's range is decimal. It returns "" for bullets and unknown styles.
func CSS(style string, n int) string {
	switch strings.ToLower(style) {
	case "decimal":
		return strconv.Itoa(n) + "."
	case "decimal-leading-zero":
		if 0 <= n && n < 10 {
			return "0" + strconv.Itoa(n) + "."
		}
		return strconv.Itoa(n) + "."
	case "lower-alpha", "lower-latin":
		return alphabetic("abcdefghijklmnopqrstuvwxyz", n) + "."
	case "upper-alpha", "upper-latin":
		return alphabetic("ABCDEFGHIJKLMNOPQRSTUVWXYZ", n) + "."
	case "lower-roman":
		return strings.ToLower(roman(n)) + "."
	case "upper-roman":
		return roman(n) + "."
	case "cjk-decimal":
		return chineseDigits(n) + char.Pause
	case "cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal":
		return chineseInformal(n) + char.Pause
	case "cjk-heavenly-stem":
		return cyclic(char.Stems, n) + char.Pause
	case "cjk-earthly-branch":
		return cyclic(char.Branches, n) + char.Pause
	}
	return ""
}

func padded(n, width int) string {
	s := strconv.Itoa(n)
	return strings.Repeat("0", max(width-len(s), 0)) + s
}

// repeated counts a, b … z, aa, bb … as Word does.
func repeated(letters string, n int) string {
	const most = 30 * 26 // beyond which nobody reads it
	if n < 1 || n > most {
		return strconv.Itoa(n)
	}
	return strings.Repeat(letters[(n-1)%len(letters):][:1], (n-1)/len(letters)+1)
}

// alphabetic counts a, b … z, aa, ab … as browsers do.
func alphabetic(letters string, n int) string {
	if n < 1 {
		return strconv.Itoa(n)
	}
	s := ""
	for ; n > 0; n = (n - 1) / len(letters) {
		s = letters[(n-1)%len(letters):][:1] + s
	}
	return s
}

func ordinalEnd(n int) string {
	if n/10%10 != 1 {
		switch n % 10 {
		case 1:
			return "st"
		case 2:
			return "nd"
		case 3:
			return "rd"
		}
	}
	return "th"
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	values := [...]int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	signs := [...]string{"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"}
	var sb strings.Builder
	for i, v := range values {
		for ; n >= v; n -= v {
			sb.WriteString(signs[i])
		}
	}
	return sb.String()
}

// Circled writes n in a circle, from ① to ⑳; what lies beyond is decimal.
func Circled(n int) string { return enclosed(char.FirstCircled, n) }

// enclosed takes the n-th of the twenty signs that begin with first.
func enclosed(first rune, n int) string {
	if n < 1 || n > 20 {
		return strconv.Itoa(n)
	}
	return string(first + rune(n) - 1)
}

// oneOf takes the n-th sign, from 1; beyond the last it is decimal.
func oneOf(signs string, n int) string {
	if s, ok := nth(signs, n); ok {
		return s
	}
	return strconv.Itoa(n)
}

// cyclic takes the n-th sign, from 1; beyond the last, CSS falls back to cjk-decimal.
func cyclic(signs string, n int) string {
	if s, ok := nth(signs, n); ok {
		return s
	}
	return chineseDigits(n)
}

func nth(signs string, n int) (string, bool) {
	runes := []rune(signs)
	if n < 1 || n > len(runes) {
		return "", false
	}
	return string(runes[n-1]), true
}

// chineseDigits writes the digits of n one by one.
func chineseDigits(n int) string { return digits(char.CountingDigits, n) }

// digits writes the digits of n one by one with ten signs.
func digits(signs string, n int) string {
	if n < 0 {
		return strconv.Itoa(n)
	}
	runes := []rune(signs)
	var sb strings.Builder
	for _, d := range strconv.Itoa(n) {
		sb.WriteRune(runes[d-'0'])
	}
	return sb.String()
}

// numerals are the signs with which a number is written as it is spoken.
type numerals struct {
	digits  []rune
	places  [4]string // from thousands down to ones
	myriad  string
	gap     bool // a gap between digits is filled by one zero
	bareTen bool // 十二, not 一十二
	bareOne bool // no one before any place: 百, 千
}

var (
	chineseNumerals  = plainNumerals(char.SpokenDigits)
	countingNumerals = plainNumerals(char.CountingDigits)
	japaneseNumerals = numerals{digits: []rune(char.CountingDigits), places: places(char.Powers), myriad: char.Myriad, bareTen: true, bareOne: true}
	legalNumerals    = numerals{digits: []rune(char.LegalDigits), places: places(char.LegalPowers), myriad: char.Myriad, gap: true}

	traditionalNumerals = numerals{digits: []rune(char.LegalOld), places: places(char.LegalPowers), myriad: char.MyriadOld, gap: true}
)

func plainNumerals(digits string) numerals {
	return numerals{digits: []rune(digits), places: places(char.Powers), myriad: char.Myriad, gap: true, bareTen: true}
}

// places are the signs of thousand, hundred, ten and one, of which the last has none.
func places(powers string) [4]string {
	p := []rune(powers)
	return [4]string{string(p[2]), string(p[1]), string(p[0]), ""}
}

// spoken writes n as one says it: 十二, 二十, 一百零三, 一万.
func spoken(n int, with numerals) string {
	switch {
	case n > 99_999_999 || n < 0:
		return strconv.Itoa(n)
	case n == 0:
		return string(with.digits[0])
	}
	s := ""
	if n >= 10_000 {
		s = with.group(n/10_000, false) + with.myriad
		if with.gap && n%10_000 > 0 && n%10_000 < 1000 {
			s += string(with.digits[0])
		}
	}
	return s + with.group(n%10_000, s != "")
}

// group writes up to four digits; inside says that others are before them.
func (with numerals) group(n int, inside bool) string {
	var sb strings.Builder
	gap := false // zeros passed since the last digit
	for i, value := range [4]int{1000, 100, 10, 1} {
		d := n / value % 10
		if d == 0 {
			gap = sb.Len() > 0
			continue
		}
		if gap && with.gap {
			sb.WriteRune(with.digits[0])
		}
		gap = false
		bare := with.bareOne && value > 1 || with.bareTen && value == 10 && n < 20 && !inside
		if d != 1 || !bare {
			sb.WriteRune(with.digits[d])
		}
		sb.WriteString(with.places[i])
	}
	return sb.String()
}

// chineseInformal is simp-chinese-informal of CSS, which has a range of ±9999.
func chineseInformal(n int) string {
	switch {
	case n > 9999 || n < -9999:
		return strconv.Itoa(n)
	case n < 0:
		return char.Negative + chineseInformal(-n)
	}
	return spoken(n, chineseNumerals)
}
