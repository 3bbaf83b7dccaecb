package cell

import (
	"slices"
	"strings"
	"time"
)

// dateReader reads one date from left to right.
type dateReader struct {
	text []rune
	at   int
	date
}

// untilWords stand in front of the last day that figures speak of.
var untilWords = []string{"截至", "截止到", "截止至", "截止"}

// dateAt reads the date that begins at i, if one does.
func (rd *reading) dateAt(i int) (date, bool) {
	if !beginsDate(rd.text[i]) || i > 0 && (continuesNumber(rd.text, i) || continuesSpan(rd.text, i)) {
		return date{}, false
	}
	d := dateReader{text: rd.text, at: i}
	d.start = i
	d.since = rd.text[i] == '截' && slices.ContainsFunc(untilWords, d.has)
	if !d.read() {
		return date{}, false
	}
	if !d.printed && !d.relative {
		d.shift, d.relative = otherYear(rd.text, i)
	}
	d.end = d.at
	return d.date, true
}

// otherYear reads the word for another year in front of a date at i, which may be the end of a longer word: 比去年 and
// 6月; 上年末 is 上 and 年末.
func otherYear(text []rune, i int) (shift int, ok bool) {
	k := i - 1
	if text[i] != '年' {
		if k > 0 && text[k] == '度' {
			k--
		}
		if k < 1 || text[k] != '年' {
			return 0, false
		}
		k--
	}
	if k < 0 {
		return 0, false
	}
	switch c := text[k]; {
	case c == '去', c == '上' && (k == 0 || !isCJK(text[k-1]) || strings.ContainsRune("比较与同从由自在至到和及", text[k-1])):
		return -1, true
	case c == '明', c == '次', c == '来':
		return 1, true
	}
	return 0, false
}

// beginsDate reports the characters that a date can begin with.
func beginsDate(c rune) bool {
	switch c {
	case '今', '上', '下', '前', '年', '本', '截', '第', '元', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十':
		return true
	}
	return isDigit(c)
}

func isDigit(c rune) bool { return '0' <= c && c <= '9' || '０' <= c && c <= '９' }

// continuesNumber reports a place inside of a number, or behind a letter that makes the digits a code.
func continuesNumber(text []rune, i int) bool {
	if !isDigit(text[i]) {
		return false
	}
	c := text[i-1]
	return isDigit(c) || isLatin(c) || c == '.' && i > 1 && isDigit(text[i-2])
}

// continuesSpan reports a place inside of a span of time: the 年内 of 半年内 and 三年内, the 前2个月 of 提前2个月.
func continuesSpan(text []rune, i int) bool {
	c := text[i-1]
	switch text[i] {
	case '年':
		return c == '半' || c == '多' || c == '几' || isDigit(c) || chineseDigit(c) >= 0 || c == '十'
	case '前':
		return c == '提'
	}
	return false
}

func isLatin(c rune) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func (d *dateReader) read() bool {
	switch {
	case d.numeric():
		return true
	case d.readYear():
		d.inYear()
		return true
	}
	return d.shortYear() || d.withoutYear()
}

// shortYear reads 23年6月: a year of two digits only where its month follows.
func (d *dateReader) shortYear() bool {
	from := d.at
	if y, width := d.int(2); width == 2 && y >= 10 && isDigit(d.text[from]) && d.has("年") {
		if d.withinYear() && d.n > 0 {
			d.year, d.printed = 2000+y, true
			return true
		}
	}
	d.at = from
	return false
}

// has passes over a word if it comes next.
func (d *dateReader) has(word string) bool {
	j := d.at
	for _, c := range word {
		if j >= len(d.text) || d.text[j] != c {
			return false
		}
		j++
	}
	d.at = j
	return true
}

// int reads up to most digits, Arabic, or Chinese up to 三十一, and restores the place where there are none.
func (d *dateReader) int(most int) (n, width int) {
	from := d.at
	for d.at < len(d.text) && isDigit(d.text[d.at]) {
		n = n*10 + int(d.text[d.at]&0xF)
		d.at++
		if d.at-from > most {
			break
		}
	}
	if width = d.at - from; width > most {
		d.at = from
		return 0, 0
	}
	if width == 0 {
		return d.chineseInt()
	}
	d.spaces()
	return n, width
}

func (d *dateReader) spaces() {
	for d.at < len(d.text) && d.at > 0 && d.text[d.at] == ' ' && d.at+1 < len(d.text) && isCJK(d.text[d.at+1]) {
		d.at++
	}
}

func isCJK(c rune) bool { return 0x4E00 <= c && c <= 0x9FFF }

func (d *dateReader) chineseInt() (n, width int) {
	const longest = 3 // 三十一
	from, ones := d.at, 0
	for ; d.at < len(d.text); d.at++ {
		if d.at-from > longest {
			d.at = from
			return 0, 0
		}
		v := chineseDigit(d.text[d.at])
		if d.text[d.at] == '十' {
			n += max(ones, 1) * 10
			ones = 0
			continue
		}
		if v <= 0 || ones > 0 {
			break
		}
		ones = v
	}
	return n + ones, d.at - from
}

func chineseDigit(c rune) int {
	for i, digit := range []rune("〇一二三四五六七八九") {
		if c == digit {
			return i
		}
	}
	switch c {
	case '○', '零':
		return 0
	case '两':
		return 2
	}
	return -1
}

// numeric reads 2021-04-10, 2021.4.10 and 2021/4/10.
func (d *dateReader) numeric() bool {
	from := d.at
	y, width := d.int(4)
	if width == 4 && d.at < len(d.text) && plausibleYear(y) {
		sep := d.text[d.at]
		if sep == '-' || sep == '.' || sep == '/' {
			d.at++
			m, mw := d.int(2)
			if mw > 0 && d.at < len(d.text) && d.text[d.at] == sep && isDigit(d.text[d.at-1]) {
				d.at++
				day, dw := d.int(2)
				if dw > 0 && validDay(y, m, day) && (d.at == len(d.text) || !isDigit(d.text[d.at]) && d.text[d.at] != sep) {
					d.year, d.printed, d.shape, d.n, d.day, d.last = y, true, dayShape, m, day, day
					return true
				}
			}
		}
	}
	d.at = from
	return false
}

func plausibleYear(y int) bool { return 1949 <= y && y <= 2100 }

func validDay(y, m, day int) bool {
	return 1 <= m && m <= 12 && 1 <= day && day <= lastDay(y, m)
}

func lastDay(year, month int) int {
	if year == 0 {
		year = 2000
	}
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// readYear reads 2021年, 二〇二一年, 2021-2025年.
func (d *dateReader) readYear() bool {
	from := d.at
	y, ok := d.fourDigits()
	if ok {
		to := y
		if d.joins() {
			if to, ok = d.fourDigits(); !ok {
				d.at = from
				return false
			}
		}
		if d.has("年") {
			d.year, d.printed, d.shape = y, true, yearShape
			if to != y {
				d.yearEnd, d.shape = to, yearsShape
			}
			d.has("度")
			return true
		}
	}
	d.at = from
	return false
}

func (d *dateReader) fourDigits() (int, bool) {
	from, y := d.at, 0
	for d.at < len(d.text) && d.at < from+4 {
		c := d.text[d.at]
		v := chineseDigit(c)
		if isDigit(c) {
			v = int(c & 0xF)
		}
		if v < 0 {
			break
		}
		y = y*10 + v
		d.at++
	}
	if d.at-from < 4 || !plausibleYear(y) {
		d.at = from
		return 0, false
	}
	d.spaces()
	return y, true
}

// joins passes over what parts the ends of a range.
func (d *dateReader) joins() bool {
	from := d.at
	for d.at < len(d.text) && d.at < from+longestJoint && strings.ContainsRune("-－–—~～至到", d.text[d.at]) {
		d.at++
	}
	return d.at > from
}

// longestJoint is how many signs may part the ends of a range: ——.
const longestJoint = 4

// inYear reads what follows a year.
func (d *dateReader) inYear() {
	if d.shape == yearsShape {
		return
	}
	from := d.date
	at := d.at
	d.spaces()
	if d.withinYear() {
		d.toNextYear()
		return
	}
	d.date, d.at = from, at
	switch {
	case d.has("年底"), d.has("底"), d.has("末"), d.has("内"):
		d.shape, d.edge = yearEndShape, late
		d.before()
	case d.has("初"):
		d.edge = early
	default:
		d.before()
	}
}

// toNextYear reads the end of a span of months that lies in another year: 2023年11月至2024年2月.
func (d *dateReader) toNextYear() {
	at := d.at
	if d.shape == monthShape && d.edge == whole && d.joins() {
		if year, ok := d.fourDigits(); ok && year > d.year && d.has("年") {
			if m, width := d.int(2); width > 0 && 1 <= m && m <= 12 && d.has("月") && !d.dayFollows() {
				d.shape, d.m, d.yearEnd = monthsShape, m, year
				return
			}
		}
	}
	d.at = at
}

// before reads 前 behind a date: 底前, 月前.
func (d *dateReader) before() {
	for _, w := range []string{"之前", "以前", "前"} {
		if d.has(w) {
			d.by = true
			return
		}
	}
}

// withoutYear reads a date that does not print its year.
func (d *dateReader) withoutYear() bool {
	from := d.at
	switch {
	case d.has("今年"), d.has("本年度"), d.has("本年"):
		d.relative = true
		at := d.at
		if d.withinYear() {
			return true
		}
		d.at = at
		if d.has("年底") || d.has("底") || d.has("末") || d.has("内") {
			d.shape, d.edge = yearEndShape, late
			d.before()
			return true
		}
		d.at = from
		return false
	case d.has("年底"), d.has("年内"), d.has("年末"):
		d.shape, d.edge = yearEndShape, late
		d.before()
		return true
	}
	return d.withinYear()
}
