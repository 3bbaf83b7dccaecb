package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"duban/internal/char"
	"duban/parse"
)

// This file reads labels and values, as pages say with them what they know of a report: in a line, or in cells by turns.

// pair is a label of a page with its value.
type pair struct {
	kind  wordKind
	value string
	at    int // of the label in the line
}

// pageKinds are the kinds of words that are labels of a page.
var pageKinds = []wordKind{wordPublished, wordWritten, wordTimed, wordIssuer, wordNumber, wordName, wordCount, wordMetadata, wordLoose, wordSummary}

// pairs reads a line of labels and values: 发布时间：2020-12-24 09:12 来源：某市政府办 浏览次数：. It is nil for a line that
// begins with another thing than such a label or a date.
func (r *reader) pairs(s string) []pair {
	const longest = 300 // bytes
	s = bracketed().ReplaceAllString(s, "$1"+char.Colon)
	if len(s) > longest || !strings.ContainsAny(s, char.Colons) {
		return nil
	}
	var found []pair
	ends := 0 // of the last label's colon
	for i, c := range s {
		if !char.IsColon(c) {
			continue
		}
		kind, at := r.labelBefore(s[ends:i])
		if kind == "" {
			continue
		}
		at += ends
		if len(found) == 0 && !isLead(s[:at]) {
			return nil
		}
		if n := len(found); n > 0 {
			found[n-1].value = s[ends:at]
		}
		ends = i + len(string(c))
		found = append(found, pair{kind: kind, at: at})
	}
	if n := len(found); n > 0 {
		found[n-1].value = s[ends:]
	}
	for i := range found {
		found[i].value = strings.TrimFunc(found[i].value, isEdge)
	}
	return found
}

// bracketed is a label that brackets mark: 【索引号】.
var bracketed = expression(`[` + char.OpenTag + `\[]\s*(\p{Han}[\p{Han}\s]{0,8}\p{Han})\s*[` + char.CloseTag + `\]][` + char.Colons + `]?`)

// isEdge reports what stands around the labels and values of a line.
func isEdge(c rune) bool {
	return unicode.IsSpace(c) || strings.ContainsRune("|"+char.Bar+"[]"+char.OpenTag+char.CloseTag+"•·●"+char.Semicolons+char.Commas, c)
}

// isLead reports what may stand in front of the first label: nothing, a day with its time or without, or the address of a site.
func isLead(s string) bool {
	s = strings.TrimFunc(s, func(c rune) bool { return isEdge(c) || strings.ContainsRune(char.Opening, c) })
	return s == "" || isoDay().MatchString(s) || isDateLine(clock().ReplaceAllString(s, "")) || siteAddress().MatchString(s)
}

// clock is the time behind a day.
var clock = expression(`\s+\d{1,2}:\d{2}(:\d{2})?$`)

// siteAddress is the address of a site, behind its name: 某县人民政府网 www.mouxian.gov.cn.
var siteAddress = expression(`^(\p{Han}{2,20}\s+)?(www\.)?[\w-]+(\.[\w-]+)*\.(cn|com|net|org)$`)

// labelBefore returns the kind of the label that s ends with, white space in it or not, and where it begins.
func (r *reader) labelBefore(s string) (kind wordKind, at int) {
	best := 0
	for _, k := range pageKinds {
		for _, w := range r.words[k] {
			if n := endsSpaced(s, w); n > best && len(w) > 0 {
				best, kind = n, k
			}
		}
	}
	return kind, len(s) - best
}

// endsSpaced returns how many bytes of the end of s are word, white space between its characters or not; 0 where s ends
// with another.
func endsSpaced(s, word string) int {
	rest := s
	for i := len(word); i > 0; {
		rest = strings.TrimRightFunc(rest, unicode.IsSpace)
		c := lastRune(word[:i])
		if !strings.HasSuffix(rest, c) {
			return 0
		}
		rest = rest[:len(rest)-len(c)]
		i -= len(c)
	}
	return len(s) - len(rest)
}

func lastRune(s string) string {
	_, size := utf8.DecodeLastRuneInString(s)
	return s[len(s)-size:]
}

// cellPairs reads cells that are labels and values by turns, or lines of them; nil where they are not.
func (m *pageReader) cellPairs(cells []string) (found []pair) {
	for i := 0; i < len(cells); i++ {
		if pairs := m.pairs(cells[i]); pairs != nil && pairs[len(pairs)-1].value != "" {
			found = append(found, pairs...)
			continue
		}
		kind, ok := m.labelOf(cells[i])
		if !ok {
			return nil
		}
		p := pair{kind: kind}
		if i+1 < len(cells) {
			if _, another := m.labelOf(cells[i+1]); !another {
				i++
				p.value = cells[i]
			}
		}
		found = append(found, p)
	}
	return found
}

// spacedPairs reads labels and values that nothing but spaces part: 索引号 112233/2024-0012 发布机构 某县教育局; nil where the line does
// not begin with a label, or a value has a label in it that is not of a page.
func (m *pageReader) spacedPairs(s string) (found []pair) {
	words := strings.Fields(s)
	for i := 0; i < len(words); {
		kind, ok := m.labelOf(words[i])
		if !ok {
			return nil
		}
		from := i + 1
		for i = from; i < len(words); i++ {
			if _, ok := m.labelOf(words[i]); ok {
				break
			}
		}
		found = append(found, pair{kind: kind, value: trim(strings.Join(words[from:i], " "))})
	}
	return found
}

// labelOf returns the kind of a cell that is a label and nothing else.
func (m *pageReader) labelOf(cell string) (wordKind, bool) {
	s := strings.TrimFunc(cell, func(c rune) bool { return isEdge(c) || char.IsColon(c) })
	kind, at := m.labelBefore(s)
	return kind, kind != "" && at == 0
}

// rowTexts returns the cells of a row, a merged one once, without the empty ones.
func rowTexts(row *parse.Row) (texts []string) {
	var before *parse.Cell
	for _, c := range row.Cells {
		if s := trim(c.Text); c != before && s != "" {
			texts = append(texts, strings.ReplaceAll(s, "\n", " "))
		}
		before = c
	}
	return texts
}

// columnGaps part the cells of a row that a conversion left as a line.
var columnGaps = expression(`\s*[|` + char.Bar + `\t]\s*|\s{2,}`)
