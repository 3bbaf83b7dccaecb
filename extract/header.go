package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"duban/parse"
	"duban/schema"
)

// header is what the rows above the first row of tasks say: the title, where it stands in the table itself, and the
// labels of the columns.
type header struct {
	above  []string // texts of rows above the labels
	labels []label  // one a column
	end    int      // index of the first row behind the header
}

// label is the heading of one column.
type label struct {
	text    string // as printed, line breaks taken out; of two rows joined
	word    headerWord
	known   bool // the vocabulary has a word for it
	timed   bool // names a year or a period
	unit    string
	measure bool // the cells are units of measure
}

func (h header) found() bool { return len(h.labels) > 0 }

func (h header) same(other header) bool {
	return slices.EqualFunc(h.labels, other.labels, func(a, b label) bool { return removeSpace(a.text) == removeSpace(b.text) })
}

func (h header) column(role schema.Role) int {
	return slices.IndexFunc(h.labels, func(l label) bool { return l.known && l.word.role == role })
}

// mostHead is how many rows the head of a table may have.
const mostHead = 8

// readHeader finds the header of a table. One without labels that the vocabulary knows has no header.
func (r *reader) readHeader(t *parse.Table) header {
	var h header
	for i := 0; i < min(len(t.Rows), mostHead); i++ {
		row := t.Rows[i]
		if r.isHeaderRow(row) {
			h.labels, h.end = r.labels(t, i)
			return h
		}
		text, single := singleText(row)
		if !single {
			if isLabelRow(t, i) {
				h.labels, h.end = r.labels(t, i)
				return h
			}
			break
		}
		if text != "" {
			h.above = append(h.above, text)
		}
		h.end = i + 1
	}
	if !slices.ContainsFunc(h.above, func(s string) bool { _, _, ok := annexLabel(s); return ok || r.endsTitle(s) }) {
		return header{}
	}
	return h
}

// isLabelRow reports labels that the vocabulary does not know: the source says so, or all are short words without
// figures above a row with some.
func isLabelRow(t *parse.Table, i int) bool {
	if i+1 >= len(t.Rows) {
		return false
	}
	for _, c := range t.Rows[i].Cells {
		text := trim(c.Text)
		if runeLen(text) > 12 || text == "" || strings.ContainsAny(text, "0123456789。，：") {
			return false
		}
	}
	return t.Rows[i].Header || slices.ContainsFunc(t.Rows[i+1].Cells, func(c *parse.Cell) bool { return strings.ContainsAny(c.Text, "0123456789。") })
}

// singleText returns the text of a row that has only one, and whether it has no more.
func singleText(row parse.Row) (string, bool) {
	text := ""
	var cell *parse.Cell
	for _, c := range row.Cells {
		if c == cell || trim(c.Text) == "" {
			continue
		}
		if cell != nil {
			return "", false
		}
		cell, text = c, trim(c.Text)
	}
	return text, true
}

// isHeaderRow reports a row of labels: short, no running number among them, and at least two and half of them known.
func (r *reader) isHeaderRow(row parse.Row) bool {
	texts, known := 0, 0
	var before *parse.Cell
	for _, c := range row.Cells {
		text := trim(c.Text)
		if c == before || text == "" {
			continue
		}
		before = c
		if _, ok := ordinal(text); ok || runeLen(text) > 24 || strings.Contains(text, "。") {
			return false
		}
		texts++
		if _, ok := r.headerWord(text); ok {
			known++
		}
	}
	return known >= 2 && 2*known >= texts || row.Header && texts > 1 && known > 0
}

// labels reads the labels that begin in row i, and returns the index behind their last row.
func (r *reader) labels(t *parse.Table, i int) ([]label, int) {
	upper := t.Rows[i].Cells
	end := i + 1
	var lower []*parse.Cell
	if end < len(t.Rows) && r.isLowerHeader(upper, t.Rows[end]) {
		lower = t.Rows[end].Cells
		end++
	}
	if lower != nil && t.Layout != parse.LayoutGrid {
		upper, lower = spread(r, upper, lower)
	}
	labels := make([]label, len(upper))
	for c := range upper {
		if lower == nil || c >= len(lower) || lower[c] == upper[c] {
			labels[c] = r.label(upper[c], nil)
			continue
		}
		labels[c] = r.label(upper[c], lower[c])
	}
	for len(labels) > 0 && t.Layout != parse.LayoutGrid && labels[len(labels)-1].text == "" && t.Width() < len(labels) {
		labels = labels[:len(labels)-1]
	}
	return labels, end
}

// isLowerHeader reports a second row of labels: cells of the first reach into it, or it has labels alone, and none in
// the column of the numbers.
func (r *reader) isLowerHeader(upper []*parse.Cell, row parse.Row) bool {
	shared, own, known := 0, 0, 0
	for c, x := range row.Cells {
		text := trim(x.Text)
		switch {
		case c < len(upper) && upper[c] == x:
			shared++
			continue
		case text == "":
			continue
		}
		if _, ok := ordinal(text); ok || runeLen(text) > 24 || strings.Contains(text, "。") {
			return false
		}
		own++
		if _, ok := r.headerWord(text); ok {
			known++
		}
	}
	if own == 0 {
		return false
	}
	return shared > 0 && 2*known >= own || own >= 2 && known == own && (len(row.Cells) < len(upper) || trim(row.Cells[0].Text) == "")
}

// spread brings two rows of labels that are no grid to the same columns. A label above an empty place covers it; where
// the lower row has labels alone, they stand below the label of the same role, or below the last.
func spread(r *reader, upper, lower []*parse.Cell) (up, low []*parse.Cell) {
	if len(lower) >= len(upper) {
		up = slices.Clone(upper)
		for c := range up {
			if c > 0 && trim(up[c].Text) == "" && trim(lower[c].Text) != "" {
				up[c] = up[c-1]
			}
		}
		return up, lower
	}
	at := len(upper) - 1
	first, _ := r.headerWord(lower[0].Text)
	for c, u := range upper {
		if w, ok := r.headerWord(u.Text); ok && w.role == first.role {
			at = c
		}
	}
	for c, u := range upper {
		if c != at {
			up, low = append(up, u), append(low, u)
			continue
		}
		for _, l := range lower {
			up, low = append(up, u), append(low, l)
		}
	}
	return up, low
}

// label reads the label of a column out of its upper cell and, where there are two rows, its lower one.
func (r *reader) label(upper, lower *parse.Cell) label {
	l := label{text: joinLines(upper.Text)}
	l.word, l.known = r.headerWord(upper.Text)
	l.unit = headerUnit(upper.Text)
	l.timed = labelTime.MatchString(removeSpace(l.text))
	if lower == nil || trim(lower.Text) == "" {
		return l
	}
	l.text = trim(l.text + " " + joinLines(lower.Text))
	if w, ok := r.headerWord(lower.Text); ok {
		l.word, l.known = w, true
	}
	l.timed = labelTime.MatchString(removeSpace(l.text))
	if unit := headerUnit(lower.Text); unit != "" {
		l.unit = unit
	}
	return l
}

// joinLines takes the line breaks out of a label.
func joinLines(s string) string { return strings.ReplaceAll(trimLines(s), "\n", "") }

// labelTime is what labels say of the time, in front of the word that counts.
var labelTime = compiled(`(?:[截至止到]{2})?(?:\d{4}|[〇○零一二三四五六七八九]{4})年(?:度(?:目标)?$|度)?|第?[一二三四1-4１-４](?:[-—、至](?:第)?[一二三四1-4１-４])?季度|[上下]半年|(?:[截至止到]{2})?\d{1,2}(?:月)?(?:[-—－–~～至到]+\d{1,2})?月(?:份|底|末|\d{1,2}日)?|前[二三]季度`)

// headerWord finds what a label says of its column. Brackets, years and periods do not count, unless they are all
// that the label has. The label as a whole decides, then the first part of it that joins others, then the longest word
// that it ends with, then the longest that it contains.
func (r *reader) headerWord(s string) (headerWord, bool) {
	s = removeSpace(s)
	if s == "" || runeLen(s) > 40 {
		return headerWord{}, false
	}
	outside, inside := withoutBrackets(s)
	for _, part := range append([]string{outside}, inside...) {
		part = strings.Trim(part, "%％：:*＊★|")
		for _, p := range []string{part, labelTime.ReplaceAllString(part, "")} {
			if w, ok := r.headerPart(p); ok {
				return w, true
			}
		}
	}
	return headerWord{}, false
}

func (r *reader) headerPart(s string) (headerWord, bool) {
	if w, ok := r.headers[s]; ok {
		return w, true
	}
	for _, sep := range []string{"及", "和", "与", "、", "/", "或"} {
		if before, _, ok := strings.Cut(s, sep); ok {
			if w, ok := r.headerPart(before); ok {
				return w, true
			}
		}
	}
	runes := []rune(s)
	for i := range runes {
		if w, ok := r.headers[string(runes[i:])]; ok && len(runes)-i > 1 {
			return w, true
		}
	}
	for n := len(runes) - 1; n > 1; n-- {
		for i := 0; i+n <= len(runes); i++ {
			if w, ok := r.headers[string(runes[i:i+n])]; ok {
				return w, true
			}
		}
	}
	return headerWord{}, false
}

// headerUnit returns the unit that a label gives to the bare figures of its column: 投资（万元）, 投资/万元, 完成率%. Where
// it names several (万元、%), the reader of the cells takes none of them.
func headerUnit(s string) string {
	s = strings.ReplaceAll(removeSpace(s), "％", "%")
	outside, inside := withoutBrackets(s)
	if i := strings.LastIndexAny(outside, "/：:"); i >= 0 {
		_, width := utf8.DecodeRuneInString(outside[i:])
		inside = append([]string{outside[i+width:]}, inside...)
	}
	for i := len(inside) - 1; i >= 0; i-- {
		unit := strings.TrimPrefix(strings.TrimPrefix(inside[i], "单位："), "单位:")
		if unit != "" && runeLen(unit) <= 6 && !strings.ContainsAny(unit, "0123456789，。一二三四五六七八九十年月季") {
			return unit
		}
	}
	for _, unit := range []string{"%", "万元", "亿元"} {
		if strings.HasSuffix(s, unit) {
			return unit
		}
	}
	return ""
}
