package number

import "github.com/cockroachdb/apd/v3"

// exact is the context of all sums: no rounding.
var exact = apd.BaseContext

// numeral is a number as read, without a unit.
type numeral struct {
	end     int
	value   apd.Decimal
	form    Form
	more    bool
	scaled  bool
	chinese bool
}

func (m numeral) number(start int) Number {
	return Number{Start: start, End: m.end, Bare: m.end, Value: m.value, Form: m.form, More: m.more, Scaled: m.scaled, Chinese: m.chinese}
}

// digit returns the value of a Chinese digit, or -1.
func digit(c rune) int {
	switch c {
	case '〇', '零', '○':
		return 0
	case '一', '壹', '幺':
		return 1
	case '二', '贰', '貳', '两', '兩', '俩':
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

func isTwo(c rune) bool { return c == '两' || c == '兩' || c == '俩' }

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

func isMore(c rune) bool { return c == '余' || c == '多' || c == '餘' }

func isSome(c rune) bool { return c == '几' || c == '幾' }

func isPoint(c rune) bool { return c == '点' || c == '點' }

func isDigit(c rune) bool { return '0' <= c && c <= '9' || isFullWidthDigit(c) }

func isFullWidthDigit(c rune) bool { return '０' <= c && c <= '９' }

func digitValue(c rune) int64 {
	if c >= '０' {
		return int64(c - '０')
	}
	return int64(c - '0')
}

func isLatin(c rune) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || 'ａ' <= c && c <= 'ｚ' || 'Ａ' <= c && c <= 'Ｚ'
}

// isIgnorable reports characters without width, which conversions leave inside of numbers.
func isIgnorable(c rune) bool {
	return c == '\u200B' || c == '\u200C' || c == '\u200D' || c == '\u2060' || c == '\uFEFF' || c == '\u00AD'
}

func isBlank(c rune) bool { return c == ' ' || c == '\u3000' || c == '\u00A0' || isIgnorable(c) }

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

// parser reads one numeral. The number so far is total + section + num: num is the digits that no power has followed
// yet, section what is below the next 万 or 亿, total the rest.
type parser struct {
	text []rune
	at   int

	total, section, num apd.Decimal

	pending   bool // num holds digits
	arabic    bool // of num: in Arabic digits
	width     int  // of num: how many digits
	begun     bool
	zero      bool // a 零 stands before num
	last      int  // exponent of the power that was read last
	small     int  // exponent of the last power of the section
	big       int  // exponent of the last 万 or 亿
	numStart  int  // where num begins
	anyDigit  bool // a Chinese digit was read
	out       numeral
	finalised bool
}

// readNumeral reads the number that begins at text[i].
func readNumeral(text []rune, i int) (numeral, bool) {
	p := parser{text: text, at: i}
	if n, ok := p.byPlace(); ok {
		return n, true
	}
	for p.at < len(text) && p.step() {
	}
	return p.finish(i)
}

// byPlace reads Chinese digits that are written by place, as years are: 二〇二一. Two digits that follow one another
// without a zero name no number: 三四个.
func (p *parser) byPlace() (numeral, bool) {
	j := p.at
	zeros := 0
	for j < len(p.text) && digit(p.text[j]) >= 0 && !(isTwo(p.text[j]) && j > p.at) {
		if digit(p.text[j]) == 0 {
			zeros++
		}
		j++
	}
	n := j - p.at
	if n < 2 || digit(p.text[p.at]) == 0 && n == 2 {
		return numeral{}, false
	}
	m := numeral{end: j, form: Digits, chinese: true}
	if j < len(p.text) && power(p.text[j]) > 0 { // 三四十, but also 二零二百 as nobody writes it
		for j < len(p.text) && power(p.text[j]) > 0 {
			j++
		}
		m.end, m.form = j, Vague
		return m, true
	}
	if n == 2 && zeros == 0 {
		m.form = Vague
		if j < len(p.text) && p.text[j] == '折' { // 五五折
			m.form = Plain
			m.value.SetInt64(int64(10*digit(p.text[p.at]) + digit(p.text[p.at+1])))
			m.value.Exponent = -1
		}
		return m, true
	}
	for _, c := range p.text[p.at:j] {
		appendDigit(&m.value, int64(digit(c)))
	}
	return m, true
}

// appendDigit makes v ten times as large and adds d.
func appendDigit(v *apd.Decimal, d int64) {
	v.Exponent++
	add(v, d, 0)
}

// add adds d times ten to the power of exp to v.
func add(v *apd.Decimal, d int64, exp int) {
	var x apd.Decimal
	x.SetFinite(d, int32(exp))
	exact.Add(v, v, &x) // exact: the context has no precision to round to
}

// step reads the next part of the numeral and reports whether there was one.
func (p *parser) step() bool {
	c := p.text[p.at]
	switch {
	case isDigit(c) || c == '.' || c == '．':
		return p.arabicDigits()
	case digit(c) == 0:
		return p.readZero()
	case digit(c) > 0:
		return p.chineseDigit(int64(digit(c)))
	case power(c) > 0:
		return p.readPower(power(c))
	case isPoint(c):
		return p.decimals()
	case isMore(c) || isSome(c):
		return p.readMore()
	case c == '个' || c == '個':
		return p.countedPower()
	case isBlank(c):
		return p.space()
	}
	return false
}

func (p *parser) arabicDigits() bool {
	if p.pending || p.out.more {
		return false
	}
	v, width, end, form := readArabic(p.text, p.at)
	if end == p.at {
		return false
	}
	p.num, p.width, p.numStart, p.at = v, width, p.at, end
	p.pending, p.arabic, p.begun = true, true, true
	p.out.form = form
	return form == Plain
}

// readZero reads 零, which says that the digit behind it stands for itself: 五亿零六.
func (p *parser) readZero() bool {
	if p.pending {
		return false
	}
	if !p.begun { // 零点五, 零
		if p.at+1 < len(p.text) && power(p.text[p.at+1]) == 1 {
			p.at++
			p.zero = true
			return true
		}
		p.begun, p.pending, p.numStart, p.width = true, true, p.at, 1
		p.arabic, p.anyDigit = false, true
		p.at++
		return true
	}
	j := skipSpaces(p.text, p.at+1)
	if j >= len(p.text) || digit(p.text[j]) <= 0 && power(p.text[j]) != 1 && !isDigit(p.text[j]) && !isSome(p.text[j]) {
		return false
	}
	p.zero = true
	p.at++
	return true
}

func (p *parser) chineseDigit(d int64) bool {
	if p.pending || p.out.more {
		return false
	}
	p.num.SetInt64(d)
	p.numStart, p.width = p.at, 1
	p.pending, p.arabic, p.begun, p.anyDigit = true, false, true, true
	p.at++
	return true
}

func (p *parser) readPower(exp int) bool {
	if p.unitFollows() {
		return false
	}
	if exp >= 4 {
		return p.bigPower(exp)
	}
	if p.small != 0 && exp >= p.small {
		return false // 五十千
	}
	if !p.pending {
		if exp > 1 && (p.begun || p.at+1 >= len(p.text) || digit(p.text[p.at+1]) <= 0) {
			return false // 百 by itself; but 百三 is 130
		}
		if exp == 1 && p.begun && !p.zero && p.section.Sign() != 0 {
			return false
		}
		p.num.SetInt64(1)
		p.numStart = p.at
	}
	p.num.Exponent += int32(exp)
	exact.Add(&p.section, &p.section, &p.num)
	p.take(exp)
	p.small = exp
	return true
}

func (p *parser) bigPower(exp int) bool {
	if !p.begun {
		return false
	}
	if p.pending {
		exact.Add(&p.section, &p.section, p.implied())
	}
	if p.section.Sign() == 0 && p.total.Sign() == 0 {
		return false
	}
	if p.big != 0 && exp >= p.big { // 一万五千亿: all that was read is so many 亿
		exact.Add(&p.total, &p.total, &p.section)
		p.total.Exponent += int32(exp)
	} else {
		p.section.Exponent += int32(exp)
		exact.Add(&p.total, &p.total, &p.section)
	}
	p.section = apd.Decimal{}
	p.small, p.big = 0, exp
	p.out.scaled = true
	p.take(exp)
	return true
}

// take closes num behind a power.
func (p *parser) take(exp int) {
	p.num = apd.Decimal{}
	p.pending, p.zero, p.begun = false, false, true
	p.last = exp
	p.at++
}

// implied returns num with the power that is left out behind a last digit: in 两千四百五 it is tens.
func (p *parser) implied() *apd.Decimal {
	if !p.arabic && !p.zero && p.last > 1 {
		p.num.Exponent += int32(p.last - 1)
	}
	return &p.num
}

// unitFollows reports a power that belongs to the unit behind it: 一千瓦 is one 千瓦, 12百分点 twelve 百分点.
func (p *parser) unitFollows() bool {
	if p.at+1 >= len(p.text) {
		return false
	}
	next := p.text[p.at+1]
	switch p.text[p.at] {
	case '千':
		return p.pending && (next == '瓦' || next == '克' || next == '米' || next == '伏' || next == '卡' || next == '帕' || next == '赫' ||
			next == '字' || next == '比' || next == '焦')
	case '兆':
		return next == '瓦' || next == '赫' || next == '帕' || next == '伏' || next == '焦' || next == '字' || next == '比'
	case '百':
		return p.pending && next == '分' && !(p.at+2 < len(p.text) && p.text[p.at+2] == '之')
	}
	return false
}

// decimals reads 点 with the digits behind it: 十五点七.
func (p *parser) decimals() bool {
	if !p.anyDigit && p.last == 0 || p.out.more || p.pending && p.arabic {
		return false
	}
	j := p.at + 1
	for j < len(p.text) && isBlank(p.text[j]) {
		j++
	}
	if j >= len(p.text) || digit(p.text[j]) < 0 || isTwo(p.text[j]) {
		return false
	}
	if p.pending {
		exact.Add(&p.section, &p.section, p.implied())
	}
	exact.Add(&p.total, &p.total, &p.section)
	p.section, p.num = apd.Decimal{}, p.total
	for exp := -1; j < len(p.text) && digit(p.text[j]) >= 0 && !isTwo(p.text[j]); j, exp = j+1, exp-1 {
		add(&p.num, int64(digit(p.text[j])), exp)
	}
	p.total = apd.Decimal{}
	p.at, p.pending, p.arabic, p.last, p.small, p.big = j, true, true, 0, 0, 0
	return true
}

// readMore reads 余, 多 and 几, behind which only further powers belong to the number: 五千余万.
func (p *parser) readMore() bool {
	if !p.begun || p.out.more {
		return false
	}
	if isSome(p.text[p.at]) && p.pending {
		return false
	}
	if p.pending {
		exact.Add(&p.section, &p.section, p.implied())
		p.num = apd.Decimal{}
		p.pending = false
	}
	p.out.more = true
	p.at++
	return true
}

// countedPower reads the 个 of 1个亿. In 5个亿元项目 the projects are counted, not the money.
func (p *parser) countedPower() bool {
	if !p.pending || p.at+1 >= len(p.text) {
		return false
	}
	j := p.at + 1
	if isMore(p.text[j]) && j+1 < len(p.text) {
		p.out.more = true
		j++
	}
	if power(p.text[j]) != 8 || j+1 < len(p.text) && (p.text[j+1] == '元' || p.text[j+1] == '级' || p.text[j+1] == '以') {
		p.out.more = false
		return false
	}
	p.at = j
	return true
}

// space passes over white space inside of a number: in front of a power, and between powers and Chinese digits.
func (p *parser) space() bool {
	j := skipSpaces(p.text, p.at)
	if j == p.at || j >= len(p.text) || !p.begun {
		return false
	}
	c := p.text[j]
	switch {
	case power(c) > 0 && (p.pending || p.out.more || p.zero):
	case !p.pending && p.last > 0 && !p.out.more && (digit(c) >= 0 || isMore(c) || isSome(c)):
	case p.pending && !p.arabic && isPoint(c):
	case p.pending && isMore(c) && j+1 < len(p.text) && power(p.text[skipSpaces(p.text, j+1)]) > 0:
	default:
		return false
	}
	p.at = j
	return true
}

func (p *parser) finish(start int) (numeral, bool) {
	if !p.begun {
		return numeral{}, false
	}
	m := p.out
	m.end, m.chinese = p.at, p.anyDigit || !isDigit(p.text[start]) && p.text[start] != '.' && p.text[start] != '．'
	if p.pending && p.arabic && p.last > 0 && !p.zero && p.width != p.last {
		// 3万50人 is two numbers: only digits that fill the power, as in 3万5000, belong to it.
		m.end = p.numStart
		p.pending = false
	}
	if p.pending {
		exact.Add(&p.section, &p.section, p.implied())
	}
	exact.Add(&m.value, &p.total, &p.section)
	for m.end > start && isBlank(p.text[m.end-1]) {
		m.end--
	}
	return m, m.end > start
}
