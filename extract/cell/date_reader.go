package cell

import (
	"duban/extract/number"
	"duban/internal/char"
)

// dateAt reads the date that begins at i, if one does.
func (rd *reading) dateAt(i int) (date, bool) {
	switch {
	case !rd.beginsDate(rd.at(i)), rd.continuesNumber(i), rd.continuesSpan(i):
		return date{}, false
	}
	d := dateReader{words: rd.r.words, text: rd.text, at: i}
	d.start = i
	d.since = d.has(partUntil)
	if !d.read() {
		return date{}, false
	}
	if !d.printed && !d.relative {
		d.shift, d.relative = rd.otherYear(i)
	}
	d.end = d.at
	return d.date, true
}

// otherYear reads the word for another year in front of a date at i, which may be the end of a longer word: 比去年 and
// 6月; 上年末 is 上 and 年末.
func (rd *reading) otherYear(i int) (shift int, ok bool) {
	words, year := &rd.r.words.dates, i
	if words.at(partYear, rd.text, i) == nil {
		if w := words.end(partLong, rd.text, i); w != nil {
			year -= len(w.text)
		}
		w := words.end(partYear, rd.text, year)
		if w == nil {
			return 0, false
		}
		year -= len(w.text)
	}
	if words.end(partNext, rd.text, year) != nil {
		return 1, true
	}
	w := words.end(partPast, rd.text, year)
	if w == nil {
		return 0, false
	}
	front := rd.at(year - len(w.text) - 1)
	if words.at(partBeside, w.text, 0) == nil || !char.IsIdeograph(front) {
		return -1, true
	}
	return -1, rd.is(front, signApartYear) // 上 of a longer word
}

// beginsDate reports the characters that a date can begin with.
func (rd *reading) beginsDate(c rune) bool { return char.IsDigit(c) || rd.is(c, signDate) }

// continuesNumber reports a place inside of a number, or behind a letter that makes the digits a code.
func (rd *reading) continuesNumber(i int) bool {
	if !char.IsDigit(rd.at(i)) {
		return false
	}
	c := rd.at(i - 1)
	return isCodeRune(c) || c == '.' && char.IsDigit(rd.at(i-2)) && !rd.isBehindMark(i)
}

// isBehindMark reports a place right behind the mark of a point: 2.2024年计划投资50亿元.
func (rd *reading) isBehindMark(i int) bool {
	const longest = 3 // digits of a mark
	first := i - 1
	for first > 0 && i-first <= longest && char.IsDigit(rd.at(first-1)) {
		first--
	}
	return rd.opensPoint(rd.skipBack(first))
}

// continuesSpan reports a place inside of a span of time: the 年内 of 半年内 and 三年内, the 前2个月 of 提前2个月.
func (rd *reading) continuesSpan(i int) bool {
	words, c := &rd.r.words.dates, rd.at(i-1)
	if rd.is(c, signAhead) && words.at(partFirst, rd.text, i) != nil {
		return true
	}
	if words.at(partYear, rd.text, i) == nil {
		return false
	}
	switch {
	case char.IsDigit(c), number.Digit(c) >= 0, number.Power(c) == 1:
		return true
	}
	return rd.is(c, signSpan)
}

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
	const first = 10
	from := d.at
	y, width := d.int(2)
	switch {
	case width != 2, y < first, !char.IsDigit(d.text[from]), !d.has(partYear), !d.withinYear(), d.n == 0:
		d.at = from
		return false
	}
	d.year, d.printed = 2000+y, true
	return true
}

// numeric reads 2021-04-10, 2021.4.10 and 2021/4/10.
func (d *dateReader) numeric() bool {
	was := d.date
	from := d.at
	if !d.numericDay() {
		d.date, d.at = was, from
		return false
	}
	d.printed, d.shape, d.last = true, dayShape, d.day
	return true
}

func (d *dateReader) numericDay() bool {
	const width = 4
	year, got := d.int(width)
	sep := d.next()
	switch {
	case got != width, !partsDay(sep), !plausibleYear(year):
		return false
	}
	d.at++
	d.year = year
	d.n, got = d.int(2)
	switch {
	case got == 0, d.next() != sep, !char.IsDigit(d.text[d.at-1]):
		return false
	}
	d.at++
	d.day, got = d.int(2)
	next := d.next()
	switch {
	case got == 0, next == sep, char.IsDigit(next):
		return false
	}
	return validDay(d.year, d.n, d.day)
}

// partsDay reports the signs between year, month and day.
func partsDay(c rune) bool {
	switch c {
	case '-', '.', '/':
		return true
	}
	return false
}

// readYear reads 2021年, 二〇二一年, 2021-2025年.
func (d *dateReader) readYear() bool {
	from := d.at
	year, last, ok := d.years()
	if !ok || !d.has(partYear) {
		d.at = from
		return false
	}
	d.year, d.printed, d.shape = year, true, yearShape
	if last != year {
		d.yearEnd, d.shape = last, yearsShape
	}
	d.has(partLong)
	return true
}

// years reads the digits of a year, or of the first and last of several.
func (d *dateReader) years() (first, last int, ok bool) {
	first, ok = d.fourDigits()
	if last = first; ok && d.joins() {
		last, ok = d.fourDigits()
	}
	return first, last, ok
}

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
	case d.has(partEnd):
		d.atEnd()
	case d.has(partEarly):
		d.edge = early
	default:
		d.before()
	}
}

// atEnd makes the date the end of a year.
func (d *dateReader) atEnd() {
	d.shape, d.edge = yearEndShape, late
	d.before()
}

// toNextYear reads the end of a span of months that lies in another year: 2023年11月至2024年2月.
func (d *dateReader) toNextYear() {
	at := d.at
	switch {
	case d.shape != monthShape, d.edge != whole, !d.joins():
	case d.endsIn(d.year):
		return
	}
	d.at = at
}

// endsIn reads the last month of a span in a year behind that one.
func (d *dateReader) endsIn(first int) bool {
	year, _ := d.fourDigits() // 0 where there are none
	if year <= first || !d.has(partYear) {
		return false
	}
	m, ok := d.monthAlone()
	if ok {
		d.shape, d.m, d.yearEnd = monthsShape, m, year
	}
	return ok
}

// withoutYear reads a date that does not print its year.
func (d *dateReader) withoutYear() bool {
	from := d.at
	switch {
	case d.has(partNow):
		d.relative = true
		if d.withinYear() {
			return true
		}
		if d.has(partEnd) {
			d.atEnd()
			return true
		}
		d.at = from
		return false
	case d.has(partAlone):
		d.atEnd()
		return true
	}
	return d.withinYear()
}
