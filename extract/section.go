package extract

import (
	"slices"
	"strings"

	"duban/extract/internal/forms"
	"duban/internal/char"
	"duban/schema"
)

// markLevel returns the level of a heading by its mark: 1 for 一、 and 第一部分, 2 for （一）, 3 for 1. and 1、; 0 for a
// line without such a mark.
func markLevel(s string) int {
	runes := []rune(s)
	if len(runes) < 3 {
		return 0
	}
	style, _, end := pointAt(runes, 0)
	switch style {
	case commaPoint:
		return 1
	case chinesePoint:
		return 2
	case arabicPoint, bracketPoint:
		if digitAt(runes, end) {
			return 0
		}
		return 3
	}
	if runes[0] == char.Ordinal && partOfText().MatchString(s) {
		return 1
	}
	return 0
}

// partOfText is the heading of a part: 第一部分.
var partOfText = forms.Of("part_of_text")

// mostHeading is how long the heading of a section may be where text follows in the same line.
const mostHeading = 45

// sections parts the text at the headings of the first level that it has.
func (r *reader) sections(lines []line) {
	level := firstLevel(lines)
	r.headedYears(lines, level)
	var open *schema.Section
	var texts []string // of the open section
	var pages []int    // that it is on
	closeSection := func() {
		if open != nil {
			open.Text = strings.Join(texts, "\n")
			r.addSection(open, pages)
			open, texts, pages = nil, nil, nil
		}
	}
	for _, l := range lines {
		if l.text == "" || isPageNumber(l.text) || r.isContinued(l.text) || r.isSalutation(l.text) && open == nil {
			continue
		}
		_, _, annex := r.annexLabel(l.text) // of an annex without a table
		if annex || isHeading(l, level) {
			closeSection()
			open = r.openSection(l)
			heading, text := cutHeading(l.text)
			open.Heading, texts, pages = heading, []string{text}, []int{l.place.Page}
			continue
		}
		if open == nil {
			open = r.openSection(l)
		}
		r.sectionSpans[len(r.sectionSpans)-1][1] = l.place.Paragraph
		texts = append(texts, l.text)
		pages = append(pages, l.place.Page)
		open.Location.EndLine = max(open.Location.EndLine, l.place.EndLine)
	}
	closeSection()
}

func (r *reader) openSection(l line) *schema.Section {
	r.sectionSpans = append(r.sectionSpans, [2]int{l.place.Paragraph, l.place.Paragraph})
	return &schema.Section{Location: location(l.place)}
}

// firstLevel returns the first level that headings of the text have, by their marks; -1 where only the source marks
// headings; 0 where there are none.
func firstLevel(lines []line) int {
	level := 0
	marked := false
	for _, l := range lines {
		marked = marked || l.level > 0
		m := markLevel(l.text)
		if m == 3 && isItem(l.text) {
			continue
		}
		if m > 0 && (level == 0 || m < level) {
			level = m
		}
	}
	if level == 0 && marked {
		return -1
	}
	return level
}

func isHeading(l line, level int) bool {
	if level < 0 {
		return l.level > 0
	}
	return level > 0 && markLevel(l.text) == level && (level < 3 || !isItem(l.text))
}

// isItem reports whether a line with the mark of the third level is an item of a list rather than a heading: a long one, or a
// sentence that says something: 1.东镇：8月12日，已全面完成3.6亩征地任务。
func isItem(s string) bool {
	if runeLen(s) > mostHeading {
		return true
	}
	whole := strings.TrimRight(s, char.Stop+char.Semicolons)
	return whole != s && strings.ContainsAny(whole, char.Commas+char.Colons) && !strings.Contains(whole, char.Stop)
}

// cutHeading parts a heading from the text that follows in the same line: 一、总体情况。今年以来，….
func cutHeading(s string) (heading, text string) {
	if before, after, ok := strings.Cut(s, "\n"); ok {
		return before, after
	}
	before, after, ok := strings.Cut(s, char.Stop)
	if !ok || trim(after) == "" || runeLen(before) > mostHeading {
		if ok && runeLen(before) > mostHeading { // no heading at all, but a point of text
			return "", s
		}
		return s, ""
	}
	return before, trim(after)
}

func (r *reader) addSection(s *schema.Section, pages []int) {
	s.Text = trim(s.Text)
	c := r.context("")
	if slices.ContainsFunc(pages, r.doc.Recognized.Has) {
		c.Source = r.doc.Recognized.By
	}
	c.Year = r.yearOf(s.Heading, c.Year)
	c.Past = slices.Contains(r.headed, yearNamed(s.Heading)+1)
	r.cells.Section(s, c)
	fill(&s.Indicators)
	fill(&s.Dates)
	fill(&s.Findings)
	fill(&s.Coverage.Unexplained)
	r.out.Sections = append(r.out.Sections, *s)
}

// headedYears notes the years that headings name.
func (r *reader) headedYears(lines []line, level int) {
	for _, l := range lines {
		if !isHeading(l, level) {
			continue
		}
		if heading, _ := cutHeading(l.text); yearNamed(heading) > 0 {
			r.headed = append(r.headed, yearNamed(heading))
		}
	}
}

// yearNamed returns the year that a heading names, 0 where that is none or several.
func yearNamed(heading string) int {
	all := yearText().FindAllStringSubmatch(heading, 2)
	if len(all) != 1 {
		return 0
	}
	year, _ := integer(all[0][1])
	return year
}

// yearOf returns the year that a section speaks of: in a report on the work of a year and the plans for the next it is the
// one that its heading names, or the one before it.
func (r *reader) yearOf(heading string, year int) int {
	if r.workYear == 0 {
		return year
	}
	if all := yearText().FindAllStringSubmatch(heading, -1); all != nil {
		named, _ := integer(all[len(all)-1][1])
		if named == year || named == year+1 {
			r.workYear = named
		}
	}
	return r.workYear
}
