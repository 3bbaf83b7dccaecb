package extract

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"duban/extract/internal/forms"
	"duban/internal/char"
	"duban/schema"
)

// This file reads the head of a report: title, issuer, serial and date. They stand above the text, or at its end.

// mostHeadLines is how many lines may stand above the text.
const mostHeadLines = 15

// head reads the head of the report and returns the lines that are left: the text.
func (r *reader) head(o outline) []line {
	h := &head{reader: r, lines: slices.Clone(o.lines)}
	if !o.below || len(o.sheets[0].title) == 0 {
		h.top()
	}
	h.bottom()
	if len(o.sheets) == 1 { // one heading is the title of both
		r.out.Title = cmp.Or(r.out.Title, strings.Join(o.sheets[0].title, ""))
	}
	r.out.Title = cmp.Or(r.out.Title, r.page.title)
	if r.out.Title == "" && len(o.sheets) > 0 {
		r.out.Title = strings.Join(o.sheets[0].title, "")
	}
	if r.out.Issuer == "" {
		r.out.Issuer = r.organOf(r.out.Title)
	}
	r.out.Issuer = cmp.Or(r.out.Issuer, r.page.issuer, r.page.filler)
	r.out.Date = cmp.Or(r.out.Date, r.page.date())
	r.out.DocumentNumber = cmp.Or(r.out.DocumentNumber, r.page.number)
	return h.lines
}

type head struct {
	*reader
	lines []line
}

// top takes the lines above the text: up to the salutation, the first heading, or the first sentence.
func (h *head) top() {
	var title []line
	end := h.named()
	for most := end + mostHeadLines; end < len(h.lines) && end < most; {
		l := h.lines[end]
		if h.isSigned(end) {
			break
		}
		if n := h.sitting(end); n > 0 {
			end += n
			continue
		}
		if h.headMeta(l.text) || h.isSite(l.text) || len(title) > 0 && h.spoken(title) && h.isSpeaker(l.text) {
			end++
			continue
		}
		if len(title) > 0 && h.page.subtitle != "" && h.office(l.text) { // who gave it, below the line of the meeting
			h.out.Issuer = cmp.Or(h.out.Issuer, l.text)
			end++
			continue
		}
		if h.isSalutation(l.text) {
			end++
			break
		}
		if h.beginsText(l, title) && !h.outranks(l, title) {
			n := h.untilSitting(end)
			if n == 0 {
				break
			}
			if h.ends(wordWork, removeSpace(l.text)) { // what stood above is the headline of a newspaper
				title = []line{l}
			}
			end += n
			continue
		}
		end++
		if len(title) > 0 && (isRepeated(title[0].text, l.text) || isSubtitle(l.text)) {
			continue
		}
		if len(title) == 1 && isWindowTitle(title[0].text, l.text) {
			title[0] = l
			continue
		}
		if h.isSeries(title) || h.outranks(l, title) {
			title = nil
		}
		title = append(title, l)
	}
	texts := make([]string, len(title))
	for i, l := range title {
		texts[i] = l.text
	}
	if len(texts) > 1 && !h.titleEnds(texts) && !h.begins(wordAbout, texts[len(texts)-1]) && !h.ends(wordReport, texts[0]) && !h.office(texts[0]) {
		end, texts = h.shortTitle(texts, end)
	}
	if len(texts) == 1 && h.isTime(texts[0]) { // the heading of what follows
		end, texts = slices.IndexFunc(h.lines, func(l line) bool { return l.text == texts[0] }), nil
	}
	h.setTitle(texts)
	h.lines = h.lines[end:]
}

// isSigned reports whether the text ends with line i and the next, an office and the day on which it signed.
func (h *head) isSigned(i int) bool {
	return i == len(h.lines)-2 && h.office(h.lines[i].text) && isDateLine(h.lines[i+1].text)
}

// named returns the line at which the title stands that the page says the report has. What stands above it is no title.
func (h *head) named() int {
	if h.page.title == "" {
		return 0
	}
	name := removeSpace(h.page.title)
	for i, l := range h.lines[:min(len(h.lines), mostHeadLines)] {
		if removeSpace(l.text) != name {
			continue
		}
		for _, above := range h.lines[:i] {
			h.headMeta(above.text)
		}
		return i
	}
	return 0
}

// sitting takes the lines that say at which meeting the report was given, and returns their number, 0 for none:
// ——2026年1月28日在某市第十六届人民代表大会第四次会议上.
func (h *head) sitting(i int) (lines int) {
	s := h.lines[i].text
	inner := strings.TrimFunc(s, func(c rune) bool { return unicode.IsSpace(c) || unicode.IsPunct(c) })
	iso, start, end := dateIn(inner)
	dashed := inner != "" && !strings.HasPrefix(s, inner)
	if iso == "" && !dashed || start > 0 || strings.ContainsAny(inner, char.Comma+char.Stop) {
		return 0
	}
	lines = 1
	if !h.contains(wordSitting, inner[end:]) && dashed && i+1 < len(h.lines) { // the line is broken
		inner += h.lines[i+1].text
		lines = 2
	}
	if !h.contains(wordSitting, inner[end:]) || runeLen(inner) > 80 {
		return 0
	}
	if iso == "" && !h.ends(wordSitting, inner) {
		return 0
	}
	h.page.sitting = cmp.Or(h.page.sitting, iso)
	h.page.subtitle = cmp.Or(h.page.subtitle, inner)
	return lines
}

// untilSitting returns how many lines below line i are in front of the one that says at which meeting the report was given,
// where that comes soon; 0 where it does not.
func (h *head) untilSitting(i int) int {
	const near = 4
	for n := range min(near, len(h.lines)-i) {
		switch l := h.lines[i+n]; {
		case n > 0 && h.sitting(i+n) > 0:
			return n
		case strings.ContainsAny(l.text, char.Sentences), h.isSalutation(l.text):
			return 0
		}
	}
	return 0
}

// isRepeated reports a title that stands there once more, as it is or with a piece of it lost: 关于2024年5月份…, 关于20245月份….
func isRepeated(title, again string) bool {
	const least = 10
	if title == again || runeLen(again) < least {
		return title == again
	}
	front := 0
	for front < min(len(title), len(again)) && title[front] == again[front] {
		front++
	}
	return strings.HasSuffix(title, again[front:])
}

// isWindowTitle reports the title that a window has, with the name of the site behind that of the page.
func isWindowTitle(window, title string) bool {
	const least = 6
	rest, ok := strings.CutPrefix(window, title)
	return ok && runeLen(title) >= least && strings.IndexAny(strings.TrimSpace(rest), "_-|–—") == 0
}

// isSite reports the name of the site that shows the report.
func (h *head) isSite(s string) bool {
	const longest = 20
	return runeLen(s) <= longest && h.ends(wordSite, s)
}

// withoutSitting takes the meeting off the end of a title: 政府工作报告（2026年1月28日在某市第十六届人民代表大会第四次会议上）.
func (h *head) withoutSitting(title string) string {
	at := strings.IndexAny(title, "—"+char.Opening+"-"+char.Hyphen)
	if at <= 0 {
		return title
	}
	tail := strings.TrimFunc(title[at:], func(c rune) bool { return unicode.IsSpace(c) || unicode.IsPunct(c) })
	iso, start, end := dateIn(tail)
	if iso == "" || start > 0 || !h.contains(wordSitting, tail[end:]) {
		return title
	}
	h.page.sitting, h.page.subtitle = cmp.Or(h.page.sitting, iso), cmp.Or(h.page.subtitle, tail)
	return trim(title[:at])
}

// spoken reports a report that was given at a meeting, by its title or the line that says so.
func (h *head) spoken(title []line) bool {
	last, _ := withoutBrackets(removeSpace(title[len(title)-1].text))
	return h.page.subtitle != "" || h.ends(wordWork, last)
}

// isSpeaker reports the line that names who gave the report: 某市人民政府市长　甲某.
func (h *head) isSpeaker(s string) bool {
	const longest, name = 24, 4 // characters of the line, of a name
	s = removeSpace(s)
	if runeLen(s) > longest || strings.ContainsAny(s, char.Comma+char.Stop+char.Colon+char.Semicolon+char.Pause) {
		return false
	}
	return slices.ContainsFunc(h.words[wordSpeaker], func(w string) bool {
		before, after, ok := strings.Cut(s, w)
		return ok && (runeLen(after) <= name && after != "" || after == "" && runeLen(before) <= name)
	})
}

// beginsText reports the first line of the text below the lines of the title so far.
func (h *head) beginsText(l line, title []line) bool {
	isText := isLeading(l.text) || h.tables.IsNote(l.text)
	if strings.ContainsAny(l.text, char.Sentences) || runeLen(l.text) > 80 || markLevel(l.text) > 0 || isText {
		return true
	}
	if _, _, ok := h.annexLabel(l.text); ok {
		return true
	}
	if len(title) == 0 || isMasthead(title[0].text) {
		return false
	}
	if l.level > 0 && l.level != title[0].level {
		return true
	}
	last := title[len(title)-1].text
	return h.titleEnds([]string{last}) && !h.begins(wordAbout, l.text) && l.text != title[0].text && !isSubtitle(l.text)
}

// isLeading reports a sentence that leads over to what follows: …，现将有关情况通报如下：
func isLeading(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return char.IsColon(last) && strings.ContainsAny(s, char.Commas)
}

// shortTitle keeps the first line as the title where the lines that follow do not make one with it.
func (h *head) shortTitle(title []string, end int) (int, []string) {
	for i, l := range h.lines[:end] {
		if l.text == title[0] {
			return i + 1, title[:1]
		}
	}
	return end, title[:1]
}

func (h *head) titleEnds(title []string) bool {
	last, _ := withoutBrackets(title[len(title)-1])
	return h.ends(wordReport, trim(last))
}

// outranks reports a line that the source marks as a heading and that names a report, below lines without a mark that name none: the
// slogan of a page.
func (h *head) outranks(l line, title []line) bool {
	if l.level == 0 || len(title) == 0 || !h.titleEnds([]string{l.text}) || h.begins(wordAbout, l.text) {
		return false
	}
	return !slices.ContainsFunc(title, func(t line) bool {
		return t.level > 0 || h.office(t.text) || h.titleEnds([]string{t.text})
	})
}

// isTime reports a line that names a time and nothing else: 今年上半年.
func (h *head) isTime(s string) bool {
	const longest = 2 // characters of a word for the year
	s = removeSpace(s)
	_, start, end, ok := h.periodAt(s)
	return ok && end == len(s) && runeLen(s[:start]) <= longest
}

// isSubtitle reports a line in brackets below a title: （2021年4月）.
func isSubtitle(s string) bool {
	rest, inside := withoutBrackets(s)
	return trim(rest) == "" && len(inside) > 0
}

func (h *head) setTitle(lines []string) {
	if len(lines) == 0 {
		return
	}
	if h.out.Issuer == "" && len(lines) > 1 && h.office(lines[0]) {
		h.out.Issuer = lines[0]
	}
	h.out.Title = h.withoutSitting(strings.Join(lines, ""))
	if title := strings.ReplaceAll(h.out.Title, "\n", ""); title != "" {
		h.out.Title = title
	}
	if fields := strings.Fields(h.out.Title); len(fields) > 3 && len(fields) == runeLen(removeSpace(h.out.Title)) {
		h.out.Title = removeSpace(h.out.Title) // 政 府 工 作 报 告
	}
}

var (
	serialLine  = forms.Of("serial")
	numberLine  = forms.Of("document_number")
	dateText    = forms.Of("date")
	dateSpacing = forms.Of("date_tail")
)

// dateIn finds a date in s and returns it in ISO 8601, and where it stands.
func dateIn(s string) (iso string, start, end int) {
	m := dateText().FindStringSubmatchIndex(s)
	if m == nil {
		return "", 0, 0
	}
	first := 2
	if m[2] < 0 {
		first = 8
	}
	var parts [3]int
	for i := range parts {
		parts[i], _ = integer(s[m[first+2*i]:m[first+2*i+1]])
	}
	if parts[1] < 1 || parts[1] > 12 || parts[2] < 1 || parts[2] > 31 {
		return "", 0, 0
	}
	return fmt.Sprintf("%04d-%02d-%02d", parts[0], parts[1], parts[2]), m[0], m[1]
}

// isDateLine reports a line that is nothing but a date, in brackets or not.
func isDateLine(s string) bool {
	s = strings.Trim(s, char.Brackets+char.Spaces)
	iso, start, end := dateIn(s)
	return iso != "" && start == 0 && end == len(s)
}

// headMeta takes a line of the head that is no title: the serial, the issuer with the date, a date, what a page says
// of the document.
func (h *head) headMeta(s string) bool {
	if m := serialLine().FindStringSubmatch(s); m != nil {
		h.out.Serial, _ = integer(m[1])
		return true
	}
	if n := documentNumber(s); n != "" {
		h.out.DocumentNumber = cmp.Or(h.out.DocumentNumber, n)
		return true
	}
	if h.heads(s) {
		return true
	}
	issuer, iso, ok := h.issue(s)
	if !ok {
		return false
	}
	h.out.Date = iso
	if issuer != "" {
		h.out.Issuer = issuer
	}
	return true
}

// issue reads a line that says when the report was issued, and maybe by whom: 区政府办公室 2024年4月8日.
func (r *reader) issue(s string) (issuer, iso string, ok bool) {
	iso, start, end := dateIn(s)
	if iso == "" || !dateSpacing().MatchString(s[end:]) && !isDateLine(s) {
		return "", "", false
	}
	issuer = trim(strings.Trim(s[:start], char.OpenBrackets))
	if issuer != "" && !r.office(issuer) {
		return "", "", false
	}
	return issuer, iso, true
}

// isIssue reports a line that says who issued the report, and when.
func (r *reader) isIssue(s string) bool {
	issuer, _, ok := r.issue(s)
	return ok && issuer != ""
}

// office reports the name of an office that can issue a report.
func (r *reader) office(s string) bool {
	s = removeSpace(s)
	return runeLen(s) >= 3 && runeLen(s) <= 30 && (r.ends(wordOffice, s) || r.org.IsName(s)) && !strings.ContainsAny(s, char.Comma+char.Stop+char.Colon+"_|")
}

// organOf returns the office that a title names in front of what it is about.
func (r *reader) organOf(title string) string {
	for _, w := range r.words[wordAbout] {
		if before, _, ok := strings.Cut(title, w); ok && r.office(before) {
			return trim(before)
		}
	}
	return ""
}

// isSalutation reports the line that addresses the readers: 区政府：, 各镇街、各部门：. A line with figures is text.
func (r *reader) isSalutation(s string) bool {
	const longest = 80
	last, _ := utf8.DecodeLastRuneInString(s)
	switch {
	case !char.IsColon(last), runeLen(s) > longest, markLevel(s) > 0:
		return false
	case strings.ContainsAny(s, char.Sentences), strings.ContainsFunc(s, unicode.IsDigit):
		return false
	}
	return !r.announces(s)
}

// bottom takes the issuer and the date below the text.
func (h *head) bottom() {
	for i := len(h.lines) - 1; i >= 0; i-- {
		iso, start, end := dateIn(h.lines[i].text)
		if iso == "" || trim(h.lines[i].text[end:]) != "" || runeLen(h.lines[i].text) > 50 {
			continue
		}
		issuer := trim(h.lines[i].text[:start])
		from := i
		for issuer == "" || from < i {
			if from == 0 || !h.office(h.lines[from-1].text) {
				break
			}
			from--
			issuer = trim(removeSpace(h.lines[from].text) + " " + issuer)
		}
		if issuer != "" && !h.office(issuer) {
			continue
		}
		if issuer == "" && i < len(h.lines)-1 && isoDay().MatchString(h.lines[i].text) { // a day among others
			continue
		}
		if h.out.Date == "" {
			h.out.Date = iso
		}
		if h.out.Issuer == "" {
			h.out.Issuer = issuer
		}
		h.lines = slices.Delete(h.lines, from, i+1)
		return
	}
}

// listFindings sets the list of annexes below the narrative against the titles that the annexes bear, and numbers
// those without a number of their own by it.
func (r *reader) listFindings(list []listed) {
	keys := make([]string, len(list))
	for k, l := range list {
		keys[k] = titleKey(l.title)
	}
	for i := range r.out.Annexes {
		a := &r.out.Annexes[i]
		title := titleKey(a.Title)
		for k, l := range list {
			same := keys[k] == title
			if a.Number == 0 && same && l.number > 0 {
				a.Number = l.number
			}
			if l.number > 0 && a.Number == l.number && !isNamedAs(title, keys[k]) {
				r.report(schema.AnnexTitle, schema.Warning, "annex %d is listed as %q, and is headed %q", a.Number, l.title, a.Title)
			}
		}
	}
}

// isNamedAs reports a title that says what the list says, but for an office or a year in front of either.
func isNamedAs(title, listed string) bool {
	return strings.HasSuffix(title, listed) || strings.HasSuffix(listed, title)
}

func titleKey(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) || unicode.IsPunct(c) {
			return -1
		}
		return c
	}, s)
}
