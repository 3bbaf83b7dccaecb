package cell

import (
	"duban/extract/number"
	"duban/internal/char"
)

// These read what stands within a year: halves, quarters, months, days.

// withinYear reads a half, a quarter, months or a day.
func (d *dateReader) withinYear() bool {
	from := d.at
	ok := d.half() || d.quarter() || d.months()
	if !ok {
		d.at = from
	}
	return ok
}

func (d *dateReader) half() bool {
	w := d.word(partHalf)
	if w == nil {
		return false
	}
	d.shape, d.n = halfShape, w.value
	d.readEdge()
	return true
}

func (d *dateReader) quarter() bool {
	const last = 4
	from := d.at
	if d.otherQuarter() {
		return true
	}
	several := d.has(partFirst)
	d.has(partNth)
	n, width := d.int(1)
	switch {
	case width == 0, n < 1, n > last, !d.quarterWord(several):
		d.at = from
		return false
	}
	d.shape, d.n = quarterShape, n
	if several {
		d.shape = quartersShape
	}
	d.readEdge()
	return true
}

// quarterWord passes over the word for a quarter, or for several.
func (d *dateReader) quarterWord(several bool) bool {
	return d.has(partQuarter) || several && d.has(partQuarters)
}

// otherQuarter reads a quarter beside that of the report: 上一季度, 本季度.
func (d *dateReader) otherQuarter() bool {
	from := d.at
	w := d.word(partBeside)
	if w == nil {
		return false
	}
	if d.isOne(d.at) {
		d.at++
	}
	if !d.has(partQuarter) {
		d.at = from
		return false
	}
	d.shape, d.quarters, d.byReport = quarterShape, w.value, true
	d.readEdge()
	return true
}

func (d *dateReader) readEdge() {
	switch {
	case d.has(partLate):
		d.edge = late
	case d.has(partEarly):
		d.edge = early
		return
	}
	d.before()
}

// months reads 1-2月, 前8个月, 4月, 4月中旬, 4月10日.
func (d *dateReader) months() bool {
	from := d.at
	if d.has(partFirst) {
		return d.firstMonths(from)
	}
	m, ok := d.monthNumber()
	if !ok {
		return false
	}
	word := d.word(partMonth)
	at := d.at
	if d.joins() {
		if to, ok := d.monthAlone(); ok && m < to {
			d.shape, d.n, d.m = monthsShape, m, to
			d.readEdge()
			d.edge = whole // 7月至9月底
			return true
		}
	}
	if d.at = at; word == nil {
		return false
	}
	d.shape, d.n, d.isLong = monthShape, m, len(word.text) > 1
	d.inMonth()
	if d.shape != monthShape || !d.isOne(from) {
		return true
	}
	return !d.isOne(d.at) // 一月一调度
}

// firstMonths reads the rest of 前8个月.
func (d *dateReader) firstMonths(from int) bool {
	m, ok := d.upTo(12)
	switch {
	case !ok, !d.has(partMonths) && !d.has(partMonth):
		d.at = from
		return false
	}
	d.shape, d.n, d.m = monthsShape, 1, m
	return true
}

// monthNumber reads the number of a month: 4, 元.
func (d *dateReader) monthNumber() (int, bool) {
	if d.has(partJanuary) {
		return 1, true
	}
	return d.upTo(12)
}

// monthAlone reads a month with its word that no day follows.
func (d *dateReader) monthAlone() (int, bool) {
	m, ok := d.upTo(12)
	return m, ok && d.has(partMonth) && !d.dayFollows()
}

func (d *dateReader) dayFollows() bool {
	from := d.at
	_, width := d.int(2)
	is := width > 0 && d.has(partDay)
	d.at = from
	return is
}

// inMonth reads what follows a month.
func (d *dateReader) inMonth() {
	at := d.at
	d.spaces()
	if d.tenDays() || d.days() {
		return
	}
	d.at = at
	switch {
	case d.has(partMiddle):
		d.edge = early
	case d.has(partWithin):
		d.isLong = false
	default:
		d.readEdge()
	}
}

// tenDays reads a tenth of a month: 中旬.
func (d *dateReader) tenDays() bool {
	const last = 3
	w := d.word(partTenth)
	if w == nil {
		return false
	}
	d.shape, d.day, d.last = tenDaysShape, 10*w.value-9, 10*w.value
	if w.value == last {
		d.last = 31
	}
	d.before()
	return true
}

// days reads a day, or the first and last of several.
func (d *dateReader) days() bool {
	day, ok := d.upTo(31)
	if !ok {
		return false
	}
	said := d.has(partDay)
	at := d.at
	if d.joins() {
		if to, ok := d.upTo(31); ok && day < to && d.has(partDay) {
			d.shape, d.day, d.last = dayShape, day, to
			return true
		}
	}
	if d.at = at; said {
		d.shape, d.day, d.last = dayShape, day, day
		if !d.toOtherMonth() {
			d.at = at
			d.before()
		}
	}
	return said
}

// toOtherMonth reads the end of a span of days that lies in a later month: 2月28日至3月6日, 2023年12月28日至2024年1月6日.
func (d *dateReader) toOtherMonth() bool {
	if !d.joins() {
		return false
	}
	year, printed := d.fourDigits()
	if printed && !d.has(partYear) {
		return false
	}
	m, ok := d.monthNumber()
	if !ok || !d.has(partMonth) {
		return false
	}
	day, ok := d.upTo(31)
	until := date{shape: dayShape, year: max(year, d.year), n: m, day: day, last: day}
	switch {
	case !ok, !d.has(partDay), !validDay(until.year, m, day), until.from() <= d.from():
		return false
	}
	d.m, d.last, d.yearEnd = m, day, year
	return true
}

func (d *dateReader) fourDigits() (int, bool) {
	const width = 4
	from, y := d.at, 0
	for d.at < min(len(d.text), from+width) {
		c := d.text[d.at]
		v := number.Digit(c)
		if char.IsDigit(c) {
			v = int(c & 0xF)
		}
		if v < 0 {
			break
		}
		y = y*10 + v
		d.at++
	}
	if d.at-from < width || !plausibleYear(y) {
		d.at = from
		return 0, false
	}
	d.spaces()
	return y, true
}
