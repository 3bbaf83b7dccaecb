package extract

import (
	"cmp"
	"slices"
	"strings"

	"duban/extract/internal/forms"
	"duban/extract/table"
	"duban/internal/char"
	"duban/parse"
)

// This file reads the lines between the text and the table below it: title, caption, unit, period, heading of a group.

// mostTitleLines is how many lines can head a table, and mostTitle how long one of them can be.
const (
	mostTitleLines = 6
	mostTitle      = 60
)

// heading finds the lines that head the table below them: from an annex label on, or the nearest line that reads like
// a title. It returns the lines that are left.
func (r *reader) heading(above []line) (*sheet, []line) {
	s := &sheet{}
	from := len(above)
	for i := len(above) - 1; i >= 0 && len(above)-i <= mostTitleLines && r.titleLine(above[i].text); i-- {
		if _, rest, ok := r.annexLabel(above[i].text); ok {
			if !r.isListLine(rest, above[i+1:]) {
				from = i
			}
			break
		}
	}
	if from == len(above) {
		from = r.nearestTitle(above)
	}
	left := slices.Clip(above[:from])
	for _, l := range above[from:] {
		switch {
		case len(s.title) > 0 && isGroupLine(l.text):
			s.group = l.text
		case r.isIssue(l.text):
			left = append(left, l)
		default:
			s.headLine(r, l.text)
		}
	}
	return s, left
}

// isGroupLine reports a heading that can stand above the part of a table: （一）续建项目.
func isGroupLine(s string) bool {
	return markLevel(s) > 0 && runeLen(s) <= 30 && !strings.ContainsAny(s, char.Sentences)
}

// isListLine reports the line of a list of annexes, by the title behind its label and the lines that follow: the title
// of the table stands below it once more.
func (r *reader) isListLine(title string, below []line) bool {
	if _, _, ok := r.listItem(title); ok {
		return true
	}
	i := r.nearestTitle(below)
	return r.endsTitle(title) && i < len(below) && !r.isCaption(below[i].text)
}

// nearestTitle returns the index of the line that is the title of the table below: the last but for captions and the line
// of who issued it. A heading of the narrative or the head of the report is none.
func (r *reader) nearestTitle(above []line) int {
	i := len(above) - 1
	for i >= 0 && (r.isCaption(above[i].text) || r.isIssue(above[i].text)) {
		i--
	}
	if i < 0 || markLevel(above[i].text) > 0 || !r.titleLine(above[i].text) || !r.endsTitle(above[i].text) && !r.isShortTitle(above[i].text) {
		return i + 1
	}
	return i
}

func (r *reader) titleLine(s string) bool {
	return runeLen(s) <= mostTitle && !strings.ContainsAny(s, char.Stop+char.Semicolons) || r.isCaption(s)
}

// isShortTitle reports a line that can only be the title of the table below it, though no word says so.
func (r *reader) isShortTitle(s string) bool {
	if runeLen(s) > 24 || strings.ContainsAny(s, marksOfText) {
		return false
	}
	return !r.announces(s) && !r.office(s) && !isSubtitle(s)
}

// marksOfText are those that no title without a word for one has.
const marksOfText = char.Sentences + char.Comma + char.Colons + char.Exclamation + char.Question

// titleEnds are the kinds of words that a title can end with.
var titleEnds = []wordKind{wordReport, wordTable, wordLivelihood, wordTasks, wordTargets}

// endsTitle reports a line that can be the title of a table by itself.
func (v *Vocabulary) endsTitle(s string) bool {
	s, _ = withoutBrackets(s)
	s = trim(s)
	for _, kind := range titleEnds {
		if v.ends(kind, s) {
			return true
		}
	}
	return false
}

// isCaption reports a line between title and table that is neither: 单位：万元, 填报时间：…, 续表, a number of a page.
func (r *reader) isCaption(s string) bool {
	return r.isSingleCaption(s) || len(r.captions(s)) > 1
}

// isSingleCaption reports one that is no row of several.
func (r *reader) isSingleCaption(s string) bool {
	if r.isContinued(s) || isTableNumber(s) || isPageNumber(s) || isDateLine(s) || r.isPeriodLine(s) {
		return true
	}
	for _, kind := range []wordKind{wordCaption, wordUnit, wordMeasure} {
		if _, ok := r.cutLabel(kind, s); ok {
			return true
		}
	}
	inner := strings.Trim(s, char.Brackets)
	return inner != s && slices.ContainsFunc(r.words[wordCaption], func(w string) bool { return strings.HasPrefix(inner, w) })
}

// captions parts a line at its wide spaces where each part is a caption: 表一　　单位：万元, 截至9月末　　单位：亿元. Any other line
// is returned whole. A unit or measure behind a single space parts a line as well: 2010年6月 单位：万元.
func (r *reader) captions(s string) []string {
	parts := wideSpace().Split(trim(s), -1)
	if at := strings.LastIndex(s, " "); len(parts) == 1 && at > 0 && r.isOfFigures(s[at+1:]) {
		parts = []string{trim(s[:at]), s[at+1:]}
	}
	if words := strings.Fields(s); len(parts) == 1 && len(words) > 1 && !slices.ContainsFunc(words, func(w string) bool { return !r.isSingleCaption(w) }) {
		parts = words
	}
	givesUnit := slices.ContainsFunc(parts, r.isOfFigures)
	for _, part := range parts {
		known := r.isSingleCaption(part) || r.isUntil(part) || givesUnit && isFilledIn(part)
		if len(parts) > mostCaptions || !known {
			return []string{s}
		}
	}
	return parts
}

// isFilledIn reports a short label with what is filled in behind its colon: 编制单位：县国资中心.
func isFilledIn(s string) bool {
	label, _, ok := cutAny(s, char.Colons)
	return ok && runeLen(label) <= longestFilled && !strings.ContainsAny(s, marksOfFacts)
}

const longestFilled = 8 // characters of such a label

// marksOfFacts are those of a part of a line that states something.
const marksOfFacts = char.Sentences + char.Comma + char.Digits

const mostCaptions = 6 // in a line

// isOfFigures reports a caption that says what all figures of the table are of: 单位：万元.
func (r *reader) isOfFigures(s string) bool { return (&sheet{}).takeLabel(r, s) }

// wideSpace stands between the captions of a line.
var wideSpace = expression(`[\t\x{00A0}\x{3000}]+\s*|\s{2,}`)

// isUntil reports a part of a line that says up to when its table goes: 截至3月20日.
func (r *reader) isUntil(s string) bool {
	return runeLen(s) <= longestUntil && slices.ContainsFunc(r.words[wordCaption], func(w string) bool { return strings.HasPrefix(s, w) })
}

const longestUntil = 16 // characters

// isFilled reports the caption of when a table was filled in, and by whom.
func (r *reader) isFilled(s string) bool {
	label, _, ok := cutAny(s, char.Colons)
	return ok && r.is(wordFilled, removeSpace(label))
}

// isPeriodLine reports a line that names nothing but a period: 截至8月底, （1-6月）.
func (r *reader) isPeriodLine(s string) bool {
	s = strings.Trim(removeSpace(s), char.Brackets)
	_, start, end, ok := r.periodAt(s)
	return ok && start == 0 && end == len(s)
}

func (r *reader) isContinued(s string) bool {
	rest, inside := withoutBrackets(removeSpace(s))
	return r.is(wordContinued, strings.TrimRight(rest, "0123456789"+char.Colons)) ||
		rest == "" && len(inside) == 1 && r.is(wordContinued, inside[0])
}

// isTableNumber reports a line that gives a table its number and no more: 表1, 表一：.
func isTableNumber(s string) bool {
	m := tableNumber().FindStringSubmatch(removeSpace(s))
	if m == nil {
		return false
	}
	_, ok := ordinal(m[1])
	return ok
}

var tableNumber = forms.Of("table_number")

// isPageNumber reports the foot of a page: - 3 -, —3—.
func isPageNumber(s string) bool {
	inner := strings.Trim(s, "-—"+char.Hyphen+"–· ")
	_, ok := integer(inner)
	return ok && inner != s
}

// headLine takes one line above a table into the sheet.
func (s *sheet) headLine(r *reader, text string) {
	if parts := r.captions(text); len(parts) > 1 {
		for _, part := range parts {
			if !s.takeLabel(r, part) {
				r.takeFilled(part)
				s.takePeriod(r, part)
			}
		}
		return
	}
	switch {
	case s.takeLabel(r, text):
		return
	case r.isCaption(text):
		r.takeFilled(text)
		s.takePeriod(r, text)
		return
	}
	if n, rest, ok := r.annexLabel(text); ok {
		s.number = n
		if text = rest; text == "" {
			return
		}
	}
	s.title = append(s.title, s.takeUnit(r, text))
}

// takeFilled takes the office that filled a table in, or the day, for the report that says nothing else of who issued it and when.
func (r *reader) takeFilled(text string) {
	if name, ok := r.cutLabel(wordFiller, text); ok && r.office(name) {
		r.page.filler = cmp.Or(r.page.filler, removeSpace(name))
	}
	if r.isFilled(text) {
		iso, _, _ := dateIn(text)
		r.page.filled = cmp.Or(r.page.filled, iso)
	}
}

// takeFooter does the same with the last row of a table.
func (r *reader) takeFooter(t *parse.Table) {
	s, single := table.Single(t.Rows[len(t.Rows)-1])
	if !single || runeLen(s) > longestFooter {
		return
	}
	for _, part := range wideSpace().Split(trim(s), -1) {
		r.takeFilled(part)
	}
}

const longestFooter = 200 // characters

// takePeriod takes the time that a caption names, unless that is when the table was filled in.
func (s *sheet) takePeriod(r *reader, text string) {
	if p, _, _, ok := r.periodAt(text); ok && !r.isFilled(text) {
		s.period = p
	}
}

// takeUnit takes the bracket that gives the unit out of the end of a title: …情况（单位：亿元）.
func (s *sheet) takeUnit(r *reader, title string) string {
	at := strings.LastIndexAny(title, char.Opening)
	if at <= 0 || !strings.HasSuffix(title, char.Close) && !strings.HasSuffix(title, ")") {
		return title
	}
	unit, ok := r.cutLabel(wordUnit, title[at:])
	if !ok {
		return title
	}
	if s.unit == "" {
		s.unit = unit
	}
	return trim(title[:at])
}

// takeLabel takes a line that gives the unit or the measure of all figures of the table, maybe beside other things: 填报单位：
// 区住建局　单位：万元.
func (s *sheet) takeLabel(r *reader, text string) bool {
	if rest, ok := r.cutLabel(wordUnit, text); ok {
		s.unit = rest
		return true
	}
	if rest, ok := r.cutLabel(wordMeasure, text); ok {
		s.measure = rest
		return true
	}
	return false
}
