package dataset

import (
	"strconv"
	"strings"
	"time"
)

// days returns the first and the last day of a date as the contract writes it (2021-04-10, 2021-08, 2021-Q1, 2021-H1,
// 2021 and two of them with a slash between), or nothing if it is none.
func days(value string) (first, last string) {
	from, to, isSpan := strings.Cut(value, "/")
	start, end, ok := span(from)
	if ok && isSpan {
		_, end, ok = span(to)
	}
	if !ok {
		return "", ""
	}
	return start.Format(time.DateOnly), end.Format(time.DateOnly)
}

// span returns the first and the last day of a day, month, quarter, half or year.
func span(value string) (first, last time.Time, ok bool) {
	if day, err := time.Parse(time.DateOnly, value); err == nil {
		return day, day, true
	}
	if month, err := time.Parse("2006-01", value); err == nil {
		return month, lastDay(month, 1), true
	}
	year, part, isPart := strings.Cut(value, "-")
	begin, err := time.Parse("2006", year)
	n, months := 1, 12
	if isPart {
		n, months = partOfYear(part)
	}
	if err != nil || n < 1 || n*months > 12 {
		return first, last, false
	}
	begin = begin.AddDate(0, (n-1)*months, 0)
	return begin, lastDay(begin, months), true
}

// partOfYear returns which part of a year Q2 or H1 is, and how many months such a part has; 0 if it is none.
func partOfYear(part string) (n, months int) {
	for letter, months := range map[string]int{"Q": 3, "H": 6} {
		if digits, ok := strings.CutPrefix(part, letter); ok {
			n, _ = strconv.Atoi(digits)
			return n, months
		}
	}
	return 0, 0
}

// lastDay returns the last day of some months that begin on a day.
func lastDay(begin time.Time, months int) time.Time { return begin.AddDate(0, months, -1) }

// quarterEnd returns the last day of the quarter that a day lies in; nothing if it is no day.
func quarterEnd(day string) string {
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	begin := time.Date(d.Year(), (d.Month()-1)/3*3+1, 1, 0, 0, 0, 0, time.UTC)
	return lastDay(begin, 3).Format(time.DateOnly)
}
