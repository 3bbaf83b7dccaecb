package extract

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"duban/extract/internal/forms"
	"duban/internal/char"
	"duban/schema"
)

// periodForm is one way to write the period that a report speaks of.
type periodForm struct {
	pattern func() *regexp.Regexp
	read    func(p *schema.Period, m []string) (from, to int) // months; 0 where it says nothing of them
	title   bool                                              // tells the period in titles only
}

var periodForms = []periodForm{
	{pattern: forms.Of("quarters"), read: readQuarters},
	{pattern: forms.Of("quarter"), read: func(p *schema.Period, m []string) (int, int) {
		p.Quarter, _ = integer(m[1])
		return 3*p.Quarter - 2, 3 * p.Quarter
	}},
	{pattern: forms.Of("half"), read: func(p *schema.Period, m []string) (int, int) {
		p.Half = 1
		if m[1] != "" {
			p.Half = 2
		}
		return 6*p.Half - 5, 6 * p.Half
	}},
	{pattern: forms.Of("months"), read: func(_ *schema.Period, m []string) (int, int) {
		from, _ := integer(m[1])
		to, _ := integer(m[2])
		return from, to
	}},
	{pattern: forms.Of("until"), read: readUntil},
	{pattern: forms.Of("month"), title: true, read: func(p *schema.Period, m []string) (int, int) {
		month, _ := integer(m[2])
		if m[1] != "" || m[3] != "" { // 截至9月, 9月底
			return 0, month
		}
		p.Month = month
		return month, month
	}},
	{pattern: forms.Of("whole_year"), title: true, read: func(*schema.Period, []string) (int, int) { return 1, 12 }},
}

// readQuarters reads 前三季度 and 一至三季度.
func readQuarters(p *schema.Period, m []string) (from, to int) {
	last, ok := integer(m[1] + m[2])
	if !ok {
		last = 2
	}
	if last == 2 {
		p.Half = 1
	}
	return 1, 3 * last
}

// readUntil reads 截至6月底 and 截至6月25日, which name an end and no beginning.
func readUntil(p *schema.Period, m []string) (from, to int) {
	month, _ := integer(m[1])
	if m[2] == "" || p.Year == 0 {
		return 0, month
	}
	if day, _ := integer(m[2]); p.Year > 0 && month >= 1 && month <= 12 {
		p.End = fmt.Sprintf("%04d-%02d-%02d", p.Year, month, day)
	}
	return 0, 0
}

var yearText = forms.Of("year")

// firstLines is how many lines of the text may say which period it speaks of.
const firstLines = 3

// period finds the period that the report speaks of: in the title, the first lines of the text, the titles of the
// annexes, or the labels of their columns. The year comes from there, the title, or the date of issue.
func (r *reader) period(o outline, lines []line) {
	if r.out.Period = r.reviewed(lines); r.out.Period != nil {
		return
	}
	for _, s := range r.periodSources(o, lines) {
		if r.out.Period = r.periodIn(s.text, s.title); r.out.Period != nil {
			return
		}
	}
	for _, l := range lines[:min(len(lines), firstLines)] {
		if r.out.Period = r.monthAtFront(l.text); r.out.Period != nil {
			return
		}
	}
	if printed := yearText().FindString(r.out.Title); printed != "" { // the first: 2022年预算执行情况和2023年预算草案
		r.out.Period = &schema.Period{Text: printed, Year: r.year(printed)}
	}
}

// monthOfText is a month at the front of a text, which speaks of it where figures follow: 2024年5月，全县财政收入完成….
var monthOfText = forms.Of("month_of_text")

// monthAtFront returns the month that a text begins with, if it has figures of it.
func (r *reader) monthAtFront(s string) *schema.Period {
	m := monthOfText().FindStringSubmatch(s)
	if m == nil || !strings.ContainsAny(s[len(m[0]):], "0123456789") {
		return nil
	}
	month, _ := integer(m[2])
	if month < 1 || month > 12 {
		return nil
	}
	p := &schema.Period{Text: strings.TrimRight(m[0], char.Commas), Year: r.year(m[0]), Month: month}
	span(p, month, month)
	return p
}

// reviewed returns the year that a report on the work of a year looks back on. Its title and date are of the year that it
// plans.
func (r *reader) reviewed(lines []line) *schema.Period {
	const near, short = 40, 12 // lines; characters of a heading without a mark: 2022年工作回顾
	title, _ := withoutBrackets(r.out.Title)
	if title != "" && !r.ends(wordWork, trim(title)) {
		return nil
	}
	given := r.year(r.out.Title)
	for _, l := range lines[:min(len(lines), near)] {
		all := yearText().FindAllStringSubmatch(l.text, -1)
		heads := l.level > 0 || markLevel(l.text) > 0 || runeLen(l.text) <= short
		if !heads || runeLen(l.text) > mostHeading || all == nil || !r.contains(wordReview, l.text) {
			continue
		}
		last := all[len(all)-1]
		year, _ := integer(last[1])
		if given == 0 || year < given {
			p := &schema.Period{Text: last[0], Year: year}
			span(p, 1, 12)
			r.workYear = year
			return p
		}
	}
	return nil
}

// periodSource is a text that may name the period of the report.
type periodSource struct {
	text  string
	title bool
}

func (r *reader) periodSources(o outline, lines []line) []periodSource {
	sources := []periodSource{{r.out.Title, true}}
	first := lines[:min(len(lines), firstLines)]
	for _, l := range first {
		text := l.text
		if !r.announces(text) {
			text = periodInFront(text)
		}
		sources = append(sources, periodSource{text, false})
	}
	for _, l := range first {
		sources = append(sources, periodSource{l.text, false})
	}
	for _, s := range o.sheets {
		sources = append(sources, periodSource{strings.Join(s.title, ""), true})
	}
	for _, s := range o.sheets {
		for _, l := range slices.Backward(s.head.Labels) { // the last is the latest
			if l.Role == "" || l.Role == schema.RoleProgress || l.Role == schema.RoleRate {
				sources = append(sources, periodSource{l.Header(), false})
			}
		}
	}
	return sources
}

// announces reports a line that says what follows: 现将一季度进展情况通报如下：.
func (r *reader) announces(s string) bool {
	return r.ends(wordAnnounce, strings.TrimRight(s, char.Colons+char.Stop))
}

// clauseFront is what stands in front of a period at the front of a clause.
var clauseFront = forms.Of("clause_front")

const maxFront = 96 // bytes of a clause in front of its period: 2024年今年截至

// periodInFront returns the first clause of a text that begins with a period of which figures follow, up to the end of that
// period, or "": 上半年，生产总值73亿元，比一季度回落1.2个百分点, but not 谋划下半年工作.
func periodInFront(text string) string {
	start, end := len(text), 0
	lastDigit := strings.LastIndexAny(text, "0123456789")
	for _, f := range periodForms {
		if f.title {
			continue
		}
		for _, at := range f.pattern().FindAllStringIndex(text, -1) {
			if at[1] > lastDigit {
				break
			}
			if front := frontOf(text[:at[0]]); front >= 0 && front < start {
				start, end = front, at[1]
			}
		}
	}
	if end == 0 {
		return ""
	}
	return text[start:end]
}

// frontOf returns where the clause begins at whose front text ends, or -1. It looks no further back than a front is long.
func frontOf(text string) int {
	from := max(0, len(text)-maxFront)
	for from > 0 && !utf8.RuneStart(text[from]) {
		from--
	}
	at := clauseFront().FindStringIndex(text[from:])
	if at == nil || from > 0 && at[0] == 0 {
		return -1
	}
	return from + at[0]
}

// periodIn reads the first period that a text names.
func (r *reader) periodIn(text string, title bool) *schema.Period {
	for _, f := range periodForms {
		if f.title && !title {
			continue
		}
		at := f.pattern().FindStringIndex(text)
		if at == nil || goesOn().MatchString(text[at[1]:]) {
			continue
		}
		p := &schema.Period{Text: text[at[0]:at[1]], Year: r.year(text[:at[1]])}
		from, to := f.read(p, f.pattern().FindStringSubmatch(text))
		if from > to && to > 0 || to > 12 || from == 0 && to == 0 && p.End == "" {
			continue
		}
		span(p, from, to)
		return p
	}
	return nil
}

// periodAt finds the first period that a label or a line above a table names, with a year in front of it, or a year by
// itself, and where it stands in bytes.
func (r *reader) periodAt(s string) (p *schema.Period, start, end int, ok bool) {
	if !r.contains(wordTime, s) {
		return nil, 0, 0, false
	}
	for _, f := range periodForms[:len(periodForms)-1] { // 年度 and 全年 are part of what is planned
		at := f.pattern().FindStringIndex(s)
		if at == nil || isDigit(s[at[1]:]) {
			continue
		}
		start, end = at[0], at[1]
		if y := yearBefore().FindStringIndex(s[:start]); y != nil {
			start = y[0]
		}
		p = &schema.Period{Text: s[start:end], Year: r.year(s[:end])}
		from, to := f.read(p, f.pattern().FindStringSubmatch(s))
		if from > to && to > 0 || to > 12 || from == 0 && to == 0 && p.End == "" {
			continue
		}
		span(p, from, to)
		return p, start, end, true
	}
	if at := yearAlone().FindStringSubmatchIndex(s); at != nil && !isDigit(s[at[1]:]) { // 2024年8月31日 is a day
		year, _ := integer(s[at[2]:at[3]])
		p = &schema.Period{Text: s[at[0]:at[1]], Year: year}
		span(p, 1, 12)
		return p, at[0], at[1], true
	}
	return nil, 0, 0, false
}

var (
	yearBefore = forms.Of("year_before")
	yearAlone  = forms.Of("year_alone")
	goesOn     = forms.Of("goes_on") // stands behind what is no period
)

// monthOf finds the month that a line within a table names by figures at its end: 全县 2010.6.
func (r *reader) monthOf(s string) (*schema.Period, bool) {
	m := monthAtEnd().FindStringSubmatch(s)
	if m == nil {
		return nil, false
	}
	year, _ := integer(m[2])
	month, _ := integer(m[3])
	if month < 1 || month > 12 {
		return nil, false
	}
	p := &schema.Period{Text: m[1], Year: year, Month: month}
	span(p, month, month)
	return p, true
}

var monthAtEnd = compiled(`(?:^|[\s` + string(char.Space) + `])(((?:19|20)\d{2})[` + char.Points + `/\-](\d{1,2}))$`)

// isDigit reports a text that begins with a digit, full-width or not.
func isDigit(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.IsDigit(first)
}

// year returns the last year that text names; else that of the title; else that of the date of issue.
func (r *reader) year(text string) int {
	for _, s := range []string{text, r.out.Title} {
		if all := yearText().FindAllStringSubmatch(s, -1); all != nil {
			year, _ := integer(all[len(all)-1][1])
			return year
		}
	}
	if r.out.Date != "" {
		year, _ := integer(r.out.Date[:4])
		return year
	}
	return 0
}

// span gives the period its first and last day where its year is known.
func span(p *schema.Period, from, to int) {
	if p.Year == 0 {
		return
	}
	if from > 0 {
		p.Start = fmt.Sprintf("%04d-%02d-01", p.Year, from)
	}
	if to > 0 {
		p.End = time.Date(p.Year, time.Month(to)+1, 0, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	}
}
