package number

// digit returns the value of a Chinese digit, or -1.
func digit(c rune) int {
	switch c {
	case '〇', '零', '○':
		return 0
	case '一', '壹':
		return 1
	case '二', '贰', '貳', '两', '兩':
		return 2
	case '三', '叁', '參':
		return 3
	case '四', '肆':
		return 4
	case '五', '伍':
		return 5
	case '六', '陆', '陸':
		return 6
	case '七', '柒':
		return 7
	case '八', '捌':
		return 8
	case '九', '玖':
		return 9
	}
	return -1
}

func isTwo(c rune) bool { return c == '两' || c == '兩' }

// power returns the exponent of ten that a character stands for, or 0.
func power(c rune) int {
	switch c {
	case '十', '拾':
		return 1
	case '百', '佰':
		return 2
	case '千', '仟':
		return 3
	case '万', '萬':
		return 4
	case '亿', '億':
		return 8
	case '兆':
		return 12
	}
	return 0
}

// tens returns how many tens a character stands for by itself, or 0.
func tens(c rune) int64 {
	switch c {
	case '廿':
		return 2
	case '卅':
		return 3
	case '卌':
		return 4
	}
	return 0
}

func isSmall(exp int) bool { return 0 < exp && exp < 4 }

func isMore(c rune) bool { return c == '余' || c == '多' || c == '餘' }

func isSome(c rune) bool { return c == '几' || c == '幾' }

func isPoint(c rune) bool { return c == '点' || c == '點' }

func isDecimalPoint(c rune) bool { return c == '.' || c == '．' }

func isDigit(c rune) bool { return '0' <= c && c <= '9' || isFullWidthDigit(c) }

func isFullWidthDigit(c rune) bool { return '０' <= c && c <= '９' }

func digitValue(c rune) int64 {
	if isFullWidthDigit(c) {
		return int64(c - '０')
	}
	return int64(c - '0')
}

// isNumeral reports the characters that Chinese and Arabic numerals are made of.
func isNumeral(c rune) bool { return isDigit(c) || digit(c) >= 0 || power(c) > 0 }

func isLatin(c rune) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || 'ａ' <= c && c <= 'ｚ' || 'Ａ' <= c && c <= 'Ｚ'
}

func isHan(c rune) bool { return '一' <= c && c <= '鿿' }

func isStroke(c rune) bool { return c == '/' || c == '／' }

func isHyphen(c rune) bool { return c == '-' || c == '－' || c == '−' }

// isIgnorable reports characters without width, which conversions leave inside of numbers.
func isIgnorable(c rune) bool {
	return c == '\u200B' || c == '\u200C' || c == '\u200D' || c == '\u2060' || c == '\uFEFF' || c == '\u00AD'
}

func isBlank(c rune) bool {
	return c == ' ' || c == '\u3000' || c == '\u00A0' || '\u2000' <= c && c <= '\u200A' || c == '\u202F' || isIgnorable(c)
}

// skipSpaces returns the index of the first character from i on that is no space; more than three in a row part
// columns and are not passed over.
func skipSpaces(text []rune, i int) int {
	for j := i; j < len(text) && j <= i+3; j++ {
		if !isBlank(text[j]) {
			return j
		}
	}
	return i
}
