package cell

import (
	"fmt"
	"time"

	"duban/schema"
)

// date is a date or time expression. Months and days are those of its first and last day; what is not known is 0.
type date struct {
	start, end int
	year       int  // 0 where it is not printed and the text does not tell
	printed    bool // the year is printed
	relative   bool // the year is told by 去年, 今年, 明年: shift years from that of the report
	shift      int
	yearEnd    int // last year of a range of years
	shape      shape
	byReport   bool // a quarter that is so many behind that of the report
	quarters   int
	n          int // quarter, half or month; of 前N个月 the last month
	m          int // of a range of months: the last one
	day, last  int // days of the month
	edge       edge
	by         bool // 前: before it
	since      bool // 截至, 截止: up to that day
	isLong     bool // the word for the month is the longer one: 3月份
	role       schema.DateRole
	span       bool // it is a period, whatever its role: an indicator behind it speaks of it
}

type shape uint8

const (
	yearShape shape = iota
	yearsShape
	quarterShape
	quartersShape // 前三季度
	halfShape
	monthsShape // 1-2月, 前8个月
	monthShape
	tenDaysShape // 上旬
	dayShape
	yearEndShape // 年底, 年内
)

// edge is the part of a period that is meant.
type edge uint8

const (
	whole  edge = iota
	early       // 初
	late        // 底, 末
	before      // 前
)

// value returns the date in ISO 8601, or "" where its year is not known or it is no date of the calendar.
func (d *date) value() string {
	if d.year == 0 || d.byReport && d.n == 0 {
		return ""
	}
	day := func(month, day int) string { return fmt.Sprintf("%04d-%02d-%02d", d.year, month, day) }
	month := func(m int) string { return fmt.Sprintf("%04d-%02d", d.year, m) }
	end := d.edge == late
	switch d.shape {
	case yearShape:
		return fmt.Sprintf("%04d", d.year)
	case yearsShape:
		return fmt.Sprintf("%04d/%04d", d.year, d.yearEnd)
	case yearEndShape:
		return day(12, 31)
	case quarterShape:
		if end {
			return day(3*d.n, lastDay(d.year, 3*d.n))
		}
		return fmt.Sprintf("%04d-Q%d", d.year, d.n)
	case quartersShape:
		return month(1) + "/" + month(3*d.n)
	case halfShape:
		if end {
			return day(6*d.n, lastDay(d.year, 6*d.n))
		}
		return month(6*d.n-5) + "/" + month(6*d.n)
	case monthsShape:
		if d.yearEnd != 0 {
			return month(d.n) + "/" + fmt.Sprintf("%04d-%02d", d.yearEnd, d.m)
		}
		return month(d.n) + "/" + month(d.m)
	case monthShape:
		if end {
			return day(d.n, lastDay(d.year, d.n))
		}
		return month(d.n)
	}
	last := min(d.last, lastDay(d.year, d.n))
	switch {
	case !validDay(d.year, d.n, d.day):
		return ""
	case d.m != 0:
		return day(d.n, d.day) + "/" + fmt.Sprintf("%04d-%02d-%02d", max(d.year, d.yearEnd), d.m, d.last)
	}
	if d.shape == dayShape && d.day == d.last {
		return day(d.n, d.day)
	}
	return day(d.n, d.day) + "/" + day(d.n, last)
}

// isImpossible reports a day that the calendar does not have: 2023年2月29日.
func (d *date) isIn(year int) bool { return d.year != 0 && d.year == year }

// isBefore reports a date of an earlier year.
func (d *date) isBefore(year int) bool { return d.year != 0 && d.year < year }

func (d *date) isImpossible() bool { return d.shape == dayShape && d.year != 0 && d.value() == "" }

// from returns the first day of the date as until returns the last.
func (d *date) from() int {
	month, day := 1, 1
	switch d.shape {
	case quarterShape:
		month = 3*d.n - 2
	case halfShape:
		month = 6*d.n - 5
	case monthsShape, monthShape:
		month = d.n
	case tenDaysShape, dayShape:
		month, day = d.n, d.day
	}
	return d.year*10000 + month*100 + day
}

// until returns the last day of the date as a number that grows with time: yyyymmdd.
func (d *date) until() int {
	month, day := 12, 31
	switch d.shape {
	case quarterShape, quartersShape:
		month = 3 * d.n
	case halfShape:
		month = 6 * d.n
	case monthsShape:
		month = d.m
	case monthShape:
		month = d.n
	case tenDaysShape, dayShape:
		month, day = max(d.n, d.m), d.last
		if d.yearEnd != 0 {
			month = d.m
		}
	}
	year := max(d.year, d.yearEnd)
	return year*10000 + month*100 + min(day, lastDay(year, month))
}

// monthsGone returns how many months of its year had gone at the end of a period, or 0 where that is not known.
func monthsGone(p *schema.Period) int {
	const month = len("2021-")
	if p == nil || len(p.End) < month+2 {
		return 0
	}
	return int(p.End[month]-'0')*10 + int(p.End[month+1]-'0')
}

func plausibleYear(y int) bool { return 1949 <= y && y <= 2100 }

func validDay(y, m, day int) bool {
	if min(m, day) < 1 || m > 12 {
		return false
	}
	return day <= lastDay(y, m)
}

func lastDay(year, month int) int {
	if year == 0 {
		year = 2000
	}
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
