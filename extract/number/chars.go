package number

import (
	"duban/internal/char"
	"duban/seeds"
)

// The Chinese characters that numerals are made of, and those that say something of the number next to them. They are
// grammar: what is a word, as units are, stands in the vocabularies.

// signsFile has the characters of each class; those of no word are added below.
const signsFile = "numerals.tsv"

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

var classNames = map[string]class{
	"more": more, "some": some, "vague": vague, "point": point, "two": two, "of_words": ofWords, "minus": minus, "joint": joint,
	"bounding": bounding, "not_about": notAbout, "heading": heading, "announcing": announcing, "closing": closing, "further": further,
	"beginning": beginning,
}

// marks are the characters of each class that are no words.
var marks = map[string]class{
	"—" + char.Hyphens + "–―" + char.Tildes: joint,
	char.Yuan + "$": currency | beginning,
	"\t\n" + char.Spaces + char.Opening + char.ClauseMarks + char.Pause + char.Colons + "=“—" + char.Tildes: announcing,
	"\n" + char.Sentences + char.Comma + char.Colon + char.Exclamation + char.Question + char.Closing:       closing,
	char.Digits + char.Points + char.Hyphens: beginning,
}

// Characters, and names of units, that have a rule of their own.
const (
	blank                                                = ' '
	ordinal, one, half, again, contrary, about, below    = '第', '一', '半', '又', '对', '约', '下'
	besides                                              = '有' // likewise: 三十有六
	parting, of, per, tenth, discount, hundred, thousand = '分', '之', '每', '成', '折', '佰', '仟'
	ten, zero, piece, pieces, approach, level, bound     = '拾', '零', '个', '個', '来', '级', '以'

	yuan, dollars, renminbi, version         = "元", "美元", "人民币", "版"
	hours, monthsLong, dayLetter, yearLetter = "小时", "个月", "日", "年"
	monthLetter                              = "月"
)

// meaning is what a character is in a numeral.
type meaning struct {
	digit int8 // its value, or -1
	power int8 // the exponent of ten that it stands for, or 0
	tens  int8 // how many tens it stands for by itself, or 0
	class class
}

// index holds what each character below 1<<16 means, as the place of one of the meanings, of which the first is nothing.
var index, meanings = readChars()

func readChars() (*[1 << 16]uint8, [1 << 8]meaning) {
	places, all, n := new([1 << 16]uint8), [1 << 8]meaning{{digit: -1}}, 1
	of := func(c rune) *meaning {
		if places[c] == 0 {
			places[c] = uint8(n)
			all[n].digit = -1
			n++
		}
		return &all[places[c]]
	}
	lines, err := seeds.Read(seeds.FS, signsFile, "class", "characters", "comment")
	if err != nil {
		panic(err) // the file is part of the program and checked by a test
	}
	for _, l := range lines {
		inGroups(l.Fields[1], func(c rune, group int) { of(c).read(l.Fields[0], group) })
	}
	for chars, is := range marks {
		for _, c := range chars {
			of(c).class |= is
		}
	}
	return places, all
}

// read takes in that a character stands in a group of the line of a class.
func (m *meaning) read(class string, group int) {
	switch class {
	case "digit":
		m.digit = int8(group)
	case "power":
		m.power = exponents[group]
	case "tens":
		m.tens = int8(group + 2)
	}
	if m.class |= classNames[class]; m.isNumeral() {
		m.class |= beginning
	}
}

func (m *meaning) isNumeral() bool { return m.digit >= 0 || m.power > 0 || m.tens > 0 }

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

func meaningOf(c rune) *meaning {
	if uint32(c) >= uint32(len(index)) {
		return &meanings[0]
	}
	return &meanings[index[c]]
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

func digitValue(c rune) int64 { return int64(char.DigitValue(c)) }

// isNumeral reports the characters that Chinese and Arabic numerals are made of.
func isNumeral(c rune) bool { return char.IsDigit(c) || digit(c) >= 0 || power(c) > 0 }

func isLatin(c rune) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || 'ａ' <= c && c <= 'ｚ' || 'Ａ' <= c && c <= 'Ｚ'
}

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
