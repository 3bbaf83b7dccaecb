package char

import "slices"

// The signs that numbers are written with, in their order; CountingDigits and those behind begin with zero.
const (
	numeralsToNine = "一二三四五六七八九"

	Numerals       = numeralsToNine + "十"
	CountingDigits = "〇" + numeralsToNine
	SpokenDigits   = "零" + numeralsToNine
	CircledDigits  = "○" + numeralsToNine
	LegalDigits    = "零壹贰叁肆伍陆柒捌玖"
	LegalOld       = "零壹貳參肆伍陸柒捌玖" // in traditional characters

	Powers      = "十百千" // ten, hundred, thousand
	LegalPowers = "拾佰仟"
	Myriad      = "万"
	MyriadOld   = "萬"
	Myriads     = "亿" // ten thousand of them
	Negative    = "负"

	Stems             = "甲乙丙丁戊己庚辛壬癸"
	Branches          = "子丑寅卯辰巳午未申酉戌亥"
	EnclosedNumerals  = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"
	FirstCircled      = firstCircled // of twenty
	FirstInBrackets   = '⑴'          // of twenty
	FirstWithPoint    = '⒈'          // of twenty
	lastWithPoint     = '⒛'
	secondCircled     = '㉑' // 21, and those up to 35
	thirdCircled      = '㊱' // 36, and those up to 50
	firstCircledWhite = '❶' // of ten
)

// Parts of the marks of points.
const (
	Ordinal = '第' // in front of the number: 第二
	Spoken  = '是' // behind it: 二是
	Hundred = '百'
	Zero    = '〇'
)

// Circles are the characters that stand for 〇 between Chinese digits.
const Circles = "○ＯOo◯"

// Numeral returns the number that a Chinese numeral stands for in the mark of an item, from 1 to 10, or 0.
func Numeral(c rune) int {
	if c < FirstIdeograph || !mayBeNumeral[c&0xFF] { // nearly all
		return 0
	}
	return 1 + slices.Index(numerals, c)
}

// mayBeNumeral has the last eight bits of the numerals.
var mayBeNumeral = func() (last [1 << 8]bool) {
	for _, c := range numerals {
		last[c&0xFF] = true
	}
	return last
}()

// numerals are those from one to ten.
var numerals = []rune(Numerals)

// IsEnclosed reports the numbers up to twenty that are one character each: ①, ⑴, ⒈, and the letters in brackets between them.
func IsEnclosed(c rune) bool { return firstCircled <= c && c <= lastWithPoint }

// IsCircled reports ① to ⑳.
func IsCircled(c rune) bool { return uint32(c-firstCircled) < 20 }

// Enclosed returns the number of ①…⑳, ⑴…⒇, ⒈…⒛, ❶…❿, ㉑…㊿; or 0.
func Enclosed(c rune) int {
	for _, r := range enclosed {
		if n := c - r.first; 0 <= n && n < r.count {
			return r.from + int(n)
		}
	}
	return 0
}

// enclosed are the runs of numbers that are one character each.
var enclosed = [...]struct {
	first, count rune
	from         int
}{
	{FirstCircled, 20, 1}, {FirstInBrackets, 20, 1}, {FirstWithPoint, 20, 1}, {firstCircledWhite, 10, 1},
	{secondCircled, 15, 21}, {thirdCircled, 15, 36},
}
