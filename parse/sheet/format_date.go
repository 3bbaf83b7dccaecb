package sheet

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// moment is a number taken for a day and a time of day.
type moment struct {
	year, month, day int
	weekday          time.Weekday
	hour, min, sec   int
	parts            int     // of a second, as many digits as the format shows
	days             float64 // since the day 0, with the time, as it is rounded
}

// lastDay is the number of 9999-12-31, counted from 1900.
const lastDay = 2958465

// date returns what a section with parts of a date shows of a number of days.
func (s *section) date(v float64, from1904 bool) string {
	m, ok := s.moment(v, from1904)
	if !ok {
		return hashes
	}
	w := dateWriter{section: s, moment: m}
	for _, t := range s.tokens {
		if t.kind == halfOfDay || strings.HasPrefix(t.text, "am/") {
			w.halves = true
		}
	}
	for _, t := range s.tokens {
		w.token(t)
	}
	return w.out.String()
}

// moment rounds a number to what the section shows of it, and returns its day and time; false where no such day is.
func (s *section) moment(v float64, from1904 bool) (moment, bool) {
	unit, digits := s.precision()
	ticks := math.Round(v * 86400 * unit) // exact far beyond what a day needs
	days := math.Floor(ticks / (86400 * unit))
	if v < 0 || days > lastDay {
		return moment{}, false
	}
	rest := int64(ticks - days*86400*unit)
	m := moment{days: ticks / (86400 * unit)}
	perSecond := int64(unit)
	m.parts = int(rest % perSecond)
	if digits == 0 {
		m.parts = 0
	}
	seconds := int(rest / perSecond)
	m.hour, m.min, m.sec = seconds/3600, seconds/60%60, seconds%60
	m.setDay(int(days), from1904)
	return m, true
}

// precision returns the parts of a second to which the section rounds, and how many digits of these it shows. Times without
// seconds are cut off, not rounded.
func (s *section) precision() (unit float64, digits int) {
	seconds := false
	for _, t := range s.tokens {
		switch {
		case t.kind == parts:
			digits = min(len(t.text), 3)
		case t.text != "" && t.text[0] == 's' && (t.kind == datePart || t.kind == elapsed):
			seconds = true
		}
	}
	switch {
	case digits > 0:
		return math.Pow10(digits), digits
	case seconds:
		return 1, 0
	}
	return 1000, 0
}

// setDay sets the day of a number. Counted from 1900 there is a 29th of February in that year, and a 0th of January.
func (m *moment) setDay(days int, from1904 bool) {
	first := time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC)
	switch {
	case from1904:
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case days == 0:
		m.year, m.month, m.day, m.weekday = 1900, 1, 0, time.Saturday
		return
	case days == 60:
		m.year, m.month, m.day, m.weekday = 1900, 2, 29, time.Wednesday
		return
	case days > 60:
		days--
	}
	t := first.AddDate(0, 0, days)
	m.year, m.month, m.day, m.weekday = t.Year(), int(t.Month()), t.Day(), t.Weekday()
	if !from1904 && m.year == 1900 && days < 60 {
		m.weekday = (m.weekday + 6) % 7 // as the day that there was not moves them
	}
}

// dateWriter writes a day and a time into the places of a section.
type dateWriter struct {
	*section
	moment
	halves bool // of the day: hours go up to twelve
	out    strings.Builder
}

func (w *dateWriter) token(t token) {
	switch t.kind {
	case datePart:
		w.out.WriteString(w.part(t.text))
	case elapsed:
		w.out.WriteString(w.elapsed(t.text))
	case halfOfDay:
		am, pm, _ := strings.Cut(t.text, "/")
		if w.hour >= 12 {
			am = pm
		}
		w.out.WriteString(am)
	case parts:
		fmt.Fprintf(&w.out, ".%0*d", min(len(t.text), 3), w.parts)
		w.out.WriteString(strings.Repeat("0", len(t.text)-min(len(t.text), 3)))
	case general, textPlace:
	default:
		w.out.WriteString(t.text)
	}
}

// part returns what stands for letters: yyyy, mm, d, hh ….
func (w *dateWriter) part(letters string) string {
	n := len(letters)
	switch letters[0] {
	case 'y', 'e':
		return w.yearText(letters)
	case 'b': // of the Buddhist era
		return strconv.Itoa(w.year + 543)
	case 'm':
		return w.monthText(n)
	case 'd':
		if n > 2 {
			return w.weekdayText(n == 3)
		}
		return w.two(w.day, n)
	case 'a':
		return chineseWeekday(w.weekday, n == 3)
	case 'h':
		return w.two(w.hourShown(), n)
	case 'n':
		return w.two(w.min, n)
	case 's':
		return w.two(w.sec, n)
	}
	return "" // of an era
}

// two writes a number with as many digits as it has, or with two at least.
func (w *dateWriter) two(v, digits int) string {
	return w.numerals.ordinal(fmt.Sprintf("%0*d", min(digits, 2), v))
}

func (w *dateWriter) yearText(letters string) string {
	if letters[0] == 'y' && len(letters) <= 2 {
		return w.numerals.digits(fmt.Sprintf("%02d", w.year%100))
	}
	return w.numerals.digits(strconv.Itoa(w.year))
}

func (w *dateWriter) monthText(n int) string {
	name := time.Month(w.month).String()
	switch {
	case n <= 2:
		return w.two(w.month, n)
	case n == 5:
		return name[:1]
	case w.chinese:
		return plainNumerals.ordinal(strconv.Itoa(w.month)) + "月"
	case n == 3:
		return name[:3]
	}
	return name
}

func (w *dateWriter) weekdayText(short bool) string {
	switch {
	case w.chinese:
		return chineseWeekday(w.weekday, false)
	case short:
		return w.weekday.String()[:3]
	}
	return w.weekday.String()
}

// chineseWeekday returns 星期三, or 三.
func chineseWeekday(d time.Weekday, short bool) string {
	name := "日"
	if d != time.Sunday {
		name = plainNumerals.digits(strconv.Itoa(int(d)))
	}
	if short {
		return name
	}
	return "星期" + name
}

func (w *dateWriter) hourShown() int {
	if !w.halves {
		return w.hour
	}
	return (w.hour+11)%12 + 1
}

// elapsed returns the hours, minutes or seconds since the day 0.
func (w *dateWriter) elapsed(letters string) string {
	per := map[byte]float64{'h': 24, 'm': 1440, 's': 86400}[letters[0]]
	const half = 1e-6 // what a product of floats may be short of
	return fmt.Sprintf("%0*d", len(letters), int64(math.Floor(w.days*per+half)))
}
