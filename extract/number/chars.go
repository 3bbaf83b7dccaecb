package number

// The Chinese characters that numerals are made of, and those that say something of the number next to them. They are
// grammar: what is a word, as units are, stands in the vocabularies.

const (
	digitChars = "〇零○ 一壹 二贰貳两兩 三叁參 四肆 五伍 六陆陸 七柒 八捌 九玖" // by value
	powerChars = "十拾 百佰 千仟 万萬 亿億 兆"
	scoreChars = "廿 卅 卌" // twenty, thirty, forty
)

var exponents = [...]int8{1, 2, 3, 4, 8, 12} // of the powers

// class is a set of things that a character can be to a number.
type class uint32

const (
	more       class = 1 << iota // behind it: it is larger
	some                         // in place of a digit, or behind a power
	vague                        // in front of powers: they name no number
	point                        // of decimals
	two                          // the two that is a unit of weight as well
	ofWords                      // digits that mostly are part of a word: 陆续, 队伍
	minus                        // in front of it
	joint                        // of a range
	bounding                     // in front of a power: it bounds the real number
	notAbout                     // in front of 约: 签约
	announcing                   // the last of words behind which a sign can stand
	closing                      // may stand behind a spoken amount
	heading                      // in front of the mark of a point: 附件1.
	further                      // can go on a number
	beginning                    // can begin one
	currency                     // the sign in front of an amount
)

// signs are the characters of each class.
var signs = [...]struct {
	class class
	chars string
}{
	{more | further, "余多餘"}, {some | beginning, "几幾"}, {vague | beginning, "几幾数數"}, {point | further, "点點"},
	{two, "两兩"}, {ofWords, "陆陸伍"}, {minus | beginning, "负負"}, {joint | further, "至到"}, {joint, "-－−–—―~～"},
	{bounding, "近超逾过达破到约"}, {notAbout, "签履预节契违合"}, {heading, "件表"}, {further, "分之成折来"}, {currency, "￥¥$"},
	{announcing, " \t\n\u3000(（,，、:：;；=。“—~～为是至到达长率速比幅值约近在的"},
	{closing, "，。；：！？）)\n的左以每起长宽高深厚"},
	{beginning, "0123456789０１２３４５６７８９.．-－−￥¥$第半对"}, {beginning, digitChars + powerChars + scoreChars},
}

// Characters, and names of units, that have a rule of their own.
const (
	blank                                                  = ' '
	ordinal, one, half, again, contrary, about, below      = '第', '一', '半', '又', '对', '约', '下'
	parting, of, per, tenth, discount, hundred, thousand   = '分', '之', '每', '成', '折', '佰', '仟'
	ten, zero, piece, pieces, approach, level, bound, item = '拾', '零', '个', '個', '来', '级', '以', '、'

	yuan, dollars, renminbi, version         = "元", "美元", "人民币", "版"
	hours, monthsLong, dayLetter, yearLetter = "小时", "个月", "日", "年"
)

// char is what a character means in a numeral.
type char struct {
	digit int8 // its value, or -1
	power int8 // the exponent of ten that it stands for, or 0
	tens  int8 // how many tens it stands for by itself, or 0
	class class
}

// chars holds what each character below 1<<16 means, as an index of meanings, of which the first is nothing.
var chars, meanings = readChars()

func readChars() (*[1 << 16]uint8, [1 << 8]char) {
	index, all, n := new([1 << 16]uint8), [1 << 8]char{{digit: -1}}, 1
	meaning := func(c rune) *char {
		if index[c] == 0 {
			index[c] = uint8(n)
			all[n].digit = -1
			n++
		}
		return &all[index[c]]
	}
	inGroups(digitChars, func(c rune, n int) { meaning(c).digit = int8(n) })
	inGroups(powerChars, func(c rune, n int) { meaning(c).power = exponents[n] })
	inGroups(scoreChars, func(c rune, n int) { meaning(c).tens = int8(n + 2) })
	for _, s := range signs {
		for _, c := range s.chars {
			meaning(c).class |= s.class
		}
	}
	return index, all
}

// inGroups calls take with the characters of a list, and the number of the group that each stands in.
func inGroups(list string, take func(c rune, n int)) {
	n := 0
	for _, c := range list {
		if c == blank {
			n++
			continue
		}
		take(c, n)
	}
}

func meaningOf(c rune) *char {
	if uint32(c) >= uint32(len(chars)) {
		return &meanings[0]
	}
	return &meanings[chars[c]]
}

// is reports a character of one of the classes.
func is(c rune, of class) bool { return meaningOf(c).class&of != 0 }

// digit returns the value of a Chinese digit, or -1.
func digit(c rune) int { return int(meaningOf(c).digit) }

// power returns the exponent of ten that a character stands for, or 0.
func power(c rune) int { return int(meaningOf(c).power) }

// tens returns how many tens a character stands for by itself, or 0.
func tens(c rune) int64 { return int64(meaningOf(c).tens) }

// Digit returns the value of a Chinese digit, or -1.
func Digit(c rune) int { return digit(c) }

// Power returns the exponent of ten that a character like 百 or 万 stands for, or 0.
func Power(c rune) int { return power(c) }

func isSmall(exp int) bool { return 0 < exp && exp < 4 }

func isTwo(c rune) bool { return is(c, two) }

func isMore(c rune) bool { return is(c, more) }

func isSome(c rune) bool { return is(c, some) }

func isPoint(c rune) bool { return is(c, point) }

func isOfWords(c rune) bool { return is(c, ofWords) }

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

func isHan(c rune) bool { return 0x4E00 <= c && c <= 0x9FFF }

func isStroke(c rune) bool { return c == '/' || c == '／' }

func isHyphen(c rune) bool { return c == '-' || c == '－' || c == '−' }

// isIgnorable reports characters without width, which conversions leave inside of numbers.
func isIgnorable(c rune) bool {
	switch c {
	case '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF', '\u00AD':
		return true
	}
	return false
}

func isBlank(c rune) bool {
	switch c {
	case blank, '\u3000', '\u00A0', '\u202F':
		return true
	}
	return '\u2000' <= c && c <= '\u200A' || isIgnorable(c)
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

// runeAt returns the character at text[i], or 0 where the text ends before.
func runeAt(text []rune, i int) rune {
	if i < 0 || i >= len(text) {
		return 0
	}
	return text[i]
}
