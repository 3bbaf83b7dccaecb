package extract

import (
	"slices"
	"strings"
	"unicode"

	"duban/extract/internal/forms"
	"duban/internal/char"
	"duban/parse"
)

// This file reads what a web page says of the report that it shows (索引号, 发布机构, 文号, 成文日期, 来源), line by line or as
// a table, in front of the text or behind it. None of it is text of the report; but where the report itself does not print
// its date, issuer, number or title, they come from there.

// page is what the page says of the report.
type page struct {
	title, issuer, number       string
	written, published, sitting string // days: of the document, of its publication, of the meeting where it was given
	subtitle                    string // the line that names the meeting
	filler, filled              string // who filled the first table in, and the day on which it was done
}

// date is the best of the days.
func (p *page) date() string {
	for _, day := range []string{p.written, p.published, p.sitting, p.filled} {
		if day != "" {
			return day
		}
	}
	return ""
}

// mostPageLines is how many lines above the text can be about the page.
const mostPageLines = 80

// content returns the blocks that are of the report.
func (r *reader) content() []parse.Block {
	blocks := parse.Content(r.doc)
	m := pageReader{reader: r, blocks: blocks}
	m.front()
	m.back()
	return m.kept
}

type pageReader struct {
	*reader
	blocks  []parse.Block
	next    int
	kept    []parse.Block
	waiting wordKind // the line before is a label that waits for its value
	ahead   string   // the line behind the one at hand
	sure    bool     // a label was seen that only pages have
}

// few is how many lines of the report may stand in front of what is about the page only by the looks of it.
const few = 5

// front reads up to the first sentence, heading or table of the report.
func (m *pageReader) front() {
	for ; m.next < min(len(m.blocks), mostPageLines); m.next++ {
		b := m.blocks[m.next]
		switch b := b.(type) {
		case *parse.Table:
			if !m.table(b) {
				m.keepRest()
				return
			}
			continue
		case *parse.Paragraph:
			if m.summary(b.Text) {
				continue
			}
			if strings.Contains(b.Text, char.Stop) || markLevel(trim(b.Text)) > 0 {
				m.keepRest()
				return
			}
			if m.paragraph(b) {
				continue
			}
		}
		m.waiting = ""
		m.kept = append(m.kept, b)
	}
	m.keepRest()
}

func (m *pageReader) keepRest() { m.kept = append(m.kept, m.blocks[m.next:]...) }

// paragraph takes the lines of b that are about the page. What is left of b is kept.
func (m *pageReader) paragraph(b *parse.Paragraph) bool {
	var left []string
	lines := strings.Split(b.Text, "\n")
	for i, l := range lines {
		m.ahead = m.lineBehind(lines[i+1:])
		if l = trim(l); !m.line(l) {
			left = append(left, l)
			m.waiting = ""
		}
	}
	if rest := strings.Join(left, "\n"); rest != "" && rest != b.Text {
		kept := *b
		kept.Text = rest
		m.kept = append(m.kept, &kept)
		return true
	}
	return len(left) == 0
}

// lineBehind returns the first of the lines that are left of a paragraph, else that of the next.
func (m *pageReader) lineBehind(left []string) string {
	if len(left) > 0 {
		return left[0]
	}
	if m.next+1 < len(m.blocks) {
		if p, ok := m.blocks[m.next+1].(*parse.Paragraph); ok {
			first, _, _ := strings.Cut(p.Text, "\n")
			return first
		}
	}
	return ""
}

// isLoose reports a label that texts have as well as pages.
func isLoose(kind wordKind) bool { return kind == wordLoose || kind == wordSummary }

// summary reports the sentences that a page tells of its text, behind labels that only pages have: 内容概述：….
func (m *pageReader) summary(s string) bool {
	label, _, ok := cutAny(s, char.Colons)
	if !ok || !m.sure {
		return false
	}
	kind, _ := m.labelOf(trim(label))
	return kind == wordSummary && strings.Contains(s, char.Stop)
}

// line takes one line, and reports whether it is about the page.
func (m *pageReader) line(s string) bool {
	if m.waiting != "" && m.awaited(s) {
		m.waiting = ""
		return true
	}
	pairs := m.pairs(s)
	if pairs == nil {
		if pairs = m.unmarkedPairs(s); pairs == nil {
			return m.day(s) || m.isUnknownLabel(s)
		}
	}
	if m.weakAll(pairs) {
		return false
	}
	m.takeAll(pairs)
	m.take(wordPublished, s[:pairs[0].at])
	if last := pairs[len(pairs)-1]; last.value == "" {
		m.waiting = last.kind
	}
	return true
}

// unmarkedPairs reads labels and values without colons: with the gaps of cells between them, or mere spaces. It is nil where none is sure.
func (m *pageReader) unmarkedPairs(s string) []pair {
	for _, pairs := range [...][]pair{m.cellPairs(columnGaps().Split(strings.Trim(s, "|"+char.Bar+" "), -1)), m.spacedPairs(s)} {
		if pairs != nil && (m.sure || isSure(pairs)) {
			return pairs
		}
	}
	return nil
}

// isUnknownLabel reports a short label with a short value among those of a page, in front of the title: 信息状态：有效.
func (m *pageReader) isUnknownLabel(s string) bool {
	const longest = 8 // characters of either
	label, value, ok := cutAny(s, char.Colons)
	if !ok || !m.sure || len(m.kept) > 0 {
		return false
	}
	return runeLen(trim(label)) <= longest && runeLen(trim(value)) <= longest && !m.endsTitle(s)
}

// isSure reports labels of which one stands on pages alone.
func isSure(pairs []pair) bool {
	return slices.ContainsFunc(pairs, func(p pair) bool { return p.kind != wordTimed && p.kind != wordName && !isLoose(p.kind) })
}

// isoDay is a day as pages print it, with the time or without: 2024-03-18 14:20:36.
var isoDay = forms.Of("day")

// readers is the number of readers: 1203人次.
var readers = forms.Of("readers")

// dayBehind is such a day behind the value of a label: 来源：某县融媒 2024-03-18 14:20.
var dayBehind = expression(`\s\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([\sT]+\d{1,2}:\d{2}(:\d{2})?)?$`)

// day takes a line that is nothing but a day, or one of those who published it.
func (m *pageReader) day(s string) bool {
	if !isoDay().MatchString(s) && !byline().MatchString(s) || len(m.kept) > few {
		return false
	}
	m.take(wordPublished, dayIn(s))
	return true
}

// dayIn returns the day that a line of those who published it gives, and what stands behind it.
func dayIn(s string) string {
	_, start, _ := dateIn(s)
	return s[start:]
}

// byline is a day with its time between who published it, an address of the site in front or not, and where: 某市发布 2024-03-02 18:00 某地.
var byline = forms.Of("byline")

// weakAll reports labels of which each is weak.
func (m *pageReader) weakAll(pairs []pair) bool {
	return !slices.ContainsFunc(pairs, func(p pair) bool { return !m.weak(p) })
}

// weak reports a label that other lines have too (时间：3月, 名称：…), without a sign that this one is of a page.
func (m *pageReader) weak(p pair) bool {
	switch p.kind {
	case wordTimed:
		timed := isoDay().FindStringSubmatch(p.value)
		if timed == nil && !isDateLine(p.value) || len(m.kept) > few {
			return true
		}
		return (timed == nil || timed[2] == "") && m.next+1 < len(m.blocks) && isTable(m.blocks[m.next+1]) // of its figures
	case wordName:
		return !m.sure && !isSure(m.pairs(m.ahead))
	case wordLoose, wordSummary:
		return !m.sure || strings.ContainsFunc(p.value, unicode.IsDigit)
	}
	return false
}

func isTable(b parse.Block) bool {
	_, is := b.(*parse.Table)
	return is
}

func (m *pageReader) takeAll(pairs []pair) {
	for _, p := range pairs {
		m.take(p.kind, p.value)
		if p.kind == wordMetadata {
			m.take(wordPublished, dayBehind().FindString(p.value))
		}
	}
	m.sure = m.sure || isSure(pairs)
}

// awaited takes a line as the value of the label above it, if it looks like one.
func (m *pageReader) awaited(s string) bool {
	if m.pairs(s) != nil {
		return false
	}
	switch m.waiting {
	case wordPublished, wordWritten, wordTimed:
		iso, start, _ := dateIn(s)
		if iso == "" || start > 0 {
			return false
		}
	case wordNumber:
		if documentNumber(s) == "" {
			return false
		}
	case wordIssuer:
		if !m.office(withoutTail(s)) {
			return false
		}
	case wordCount:
		return readers().MatchString(removeSpace(s))
	case wordName:
	default:
		if !isIndex(s) && !m.isFewWords(s) {
			return false
		}
	}
	m.take(m.waiting, s)
	return true
}

// isFewWords reports a line that can be the value of any label, and no title.
func (m *pageReader) isFewWords(s string) bool {
	const most = 15
	return runeLen(s) <= most && !m.endsTitle(s) && !strings.ContainsFunc(s, unicode.IsDigit)
}

// isIndex reports the number by which a site files a page: 11341700003244967K/202012-00140.
func isIndex(s string) bool {
	return strings.IndexFunc(s, func(c rune) bool { return c > unicode.MaxASCII || unicode.IsSpace(c) }) < 0
}

// take sets one thing that the page says. Of several the first holds.
func (m *pageReader) take(kind wordKind, value string) {
	set := func(field *string, value string) {
		if *field == "" {
			*field = value
		}
	}
	switch value = trim(value); kind {
	case wordPublished, wordTimed:
		iso, _, _ := dateIn(value)
		set(&m.page.published, iso)
	case wordWritten:
		iso, _, _ := dateIn(value)
		set(&m.page.written, iso)
	case wordIssuer:
		if m.office(withoutTail(value)) {
			set(&m.page.issuer, value)
		}
	case wordNumber:
		set(&m.page.number, documentNumber(value))
	case wordName:
		set(&m.page.title, value)
	}
}

// withoutTail returns the name of an office without the part of it in brackets at the end: 某市人民政府(办公室).
func withoutTail(s string) string {
	rest, inside := withoutBrackets(s)
	if len(inside) > 0 && strings.HasPrefix(s, rest) {
		return trim(rest)
	}
	return s
}

// documentNumber returns the number of a document with its brackets as 〔〕, or "" where s is none.
func documentNumber(s string) string {
	s = removeSpace(s)
	m := numberLine().FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	return strings.Map(numberBracket, m[1])
}

// numberBracket brings the brackets in the number of a document to those that it has by rule.
func numberBracket(c rune) rune {
	switch {
	case char.IsOpeningBracket(c):
		return char.OpenNumber
	case char.IsClosingBracket(c):
		return char.CloseNumber
	}
	return c
}

// table takes a table of labels and values, and reports whether it is one. Each row must begin with a label, so that no
// form of a report is taken for one.
func (m *pageReader) table(t *parse.Table) bool {
	const most = 15 // rows
	if len(t.Rows) > most {
		return false
	}
	var all []pair
	for i := range t.Rows {
		cells := rowTexts(&t.Rows[i])
		pairs := m.cellPairs(cells)
		if pairs == nil && len(cells) > 0 {
			return false
		}
		all = append(all, pairs...)
	}
	if len(all) < 2 || !isSure(all) {
		return false
	}
	m.takeAll(all)
	return true
}

// back takes the lines about the page below the text: （责任编辑：甲乙）, 来源：某县日报.
func (m *pageReader) back() {
	for n := len(m.kept); n > 0; n-- {
		p, ok := m.kept[n-1].(*parse.Paragraph)
		if !ok || strings.Contains(p.Text, "\n") || !m.foot(trim(p.Text)) {
			m.kept = m.kept[:n]
			return
		}
	}
	m.kept = nil
}

// foot takes a line below the text.
func (m *pageReader) foot(s string) bool {
	pairs := m.pairs(strings.TrimRight(s, char.Closing+char.CloseTag+"]"))
	if pairs == nil || m.weakAll(pairs) {
		return false
	}
	m.takeAll(pairs)
	return true
}
