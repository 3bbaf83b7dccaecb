package text

import (
	"strings"
	"unicode/utf8"

	"duban/internal/char"
	"duban/parse/block"
	"duban/parse/words"
)

// This file reads tables whose labels are broken over several lines, each piece below the one that it goes on with, above rows whose cells
// runs of spaces part (LayoutAligned). The corner may be blank:
//
//	县区      居民健康      老年人
//	          档案建档率    体检人数
//	          （%）         （人）
//	安宁县    92.6          18420
//	石桥县    90.3          15105

// stacked is such a table: lines from head to body are its labels, those from body on its rows.
type stacked struct {
	columns []field // the labels
	rows    [][]string
	body    int
}

const (
	mostStacked  = 4 // lines of labels
	leastStacked = 3 // columns
)

// stackedAt returns the reader of such a table that begins at line i, or nil. The first line has a piece of each label.
func (t *Reader) stackedAt(i int) func(*rows) {
	n := len(labelsOf(t.lines[i].text, 2))
	if n < leastStacked || n > words.MostColumns {
		return nil
	}
	body := t.stackedBody(i, n)
	if body == 0 {
		return nil
	}
	for _, wide := range []int{2, 1} {
		if s, ok := t.stacked(i, body, wide); ok {
			return func(r *rows) { r.addStacked(s) }
		}
	}
	return nil
}

// stackedBody returns the first line of two with figures alike, a few lines of labels, n at most, below line i; 0 where there is none.
func (t *Reader) stackedBody(i, n int) int {
	for k := i + 1; k <= i+mostStacked && k+1 < len(t.lines); k++ {
		var pieces []string
		for _, f := range labelsOf(t.lines[k].text, 2) {
			pieces = append(pieces, f.text)
		}
		switch {
		case k > i+1 && len(pieces) >= n && figuresBehind(pieces, n-1) && figuresBehind(fieldTexts(t.lines[k+1].text), n-1):
			return k
		case len(pieces) < 2 || len(pieces) > n || t.lines[k].gap:
			return 0
		}
		for _, s := range pieces {
			if figureAlone().MatchString(s) || !words.IsShort(s) {
				return 0
			}
		}
	}
	return 0
}

// figuresBehind reports whether the last n pieces are figures, and others stand in front of them.
func figuresBehind(pieces []string, n int) bool {
	if len(pieces) <= n {
		return false
	}
	for _, s := range pieces[len(pieces)-n:] {
		if !figureAlone().MatchString(s) {
			return false
		}
	}
	return true
}

// stacked puts the pieces of the labels together by where they stand, and the rows below them.
func (t *Reader) stacked(i, body, wide int) (s stacked, ok bool) {
	s.columns, s.body = labelsOf(t.lines[i].text, wide), body
	if first := fields(t.lines[body].text, wide); first[0].end <= s.columns[0].start {
		s.columns = append([]field{{"", first[0].start, first[0].end}}, s.columns...)
	}
	for _, l := range t.lines[i+1 : body] {
		last := 0
		for _, p := range wordsOf(l.text, wide) {
			c := under(s.columns, p)
			if c < last {
				return s, false
			}
			s.columns[c].text += p.text
			last = c
		}
	}
	var labels []string
	units := 0
	for _, c := range s.columns {
		labels = append(labels, c.text)
		if strings.HasSuffix(c.text, ")") || strings.HasSuffix(c.text, char.Close) {
			units++
		}
	}
	if headerWords(labels) < 2 && 2*units < len(labels) {
		return s, false
	}
	for k := body; k < len(t.lines) && !(t.lines[k].gap && k > body); k++ {
		cells := s.cells(fields(t.lines[k].text, wide))
		if cells == nil {
			break
		}
		s.rows = append(s.rows, cells)
	}
	return s, len(s.rows) > 1
}

// cells puts the pieces of a row below the labels, those in front of the second into the first; nil where one stands below none or two.
func (s *stacked) cells(pieces []field) []string {
	cells := make([]string, len(s.columns))
	last := 0
	for _, p := range pieces {
		c := 0
		if p.end > s.columns[1].start {
			c = under(s.columns[1:], p) + 1
		}
		if c < last || c > 0 && (c == last || cells[c] != "") {
			return nil
		}
		cells[c], last = strings.TrimSpace(cells[c]+" "+p.text), c
	}
	if last == 0 || cells[0] == "" {
		return nil
	}
	return cells
}

// labelsOf returns the pieces of a line of labels. Characters by themselves beside each other are one that was padded: 在  校.
func labelsOf(s string, wide int) []field {
	const near = 4 // columns of the screen
	var all []field
	for _, f := range fields(s, wide) {
		if n := len(all); n > 0 && utf8.RuneCountInString(all[n-1].text) == 1 && utf8.RuneCountInString(f.text) == 1 && f.start-all[n-1].end <= near {
			all[n-1].text += f.text
			all[n-1].end = f.end
			continue
		}
		all = append(all, f)
	}
	return all
}

// wordsOf returns what spaces part in a line, single ones too.
func wordsOf(s string, wide int) []field {
	var all []field
	for _, f := range fields(s, wide) {
		at := f.start
		for i, word := range strings.Split(f.text, " ") {
			if i > 0 {
				at++
			}
			end := at
			for _, r := range word {
				end += runeWidth(r, wide)
			}
			if word != "" {
				all = append(all, field{word, at, end})
			}
			at = end
		}
	}
	return all
}

// under returns the column that a piece stands under, by where both begin or else what both cover; -1 where it is none, or two.
func under(columns []field, p field) int {
	found := -1
	for c, x := range columns {
		switch {
		case max(x.start-p.start, p.start-x.start) <= 1:
			return c
		case p.start >= x.end || x.start >= p.end:
		case found >= 0:
			return -1
		default:
			found = c
		}
	}
	return found
}

// addStacked makes the rows of the table.
func (r *rows) addStacked(s stacked) {
	r.table.Layout = block.LayoutAligned
	t := r.t
	place := block.Place{Line: t.lines[t.next].number, EndLine: t.lines[s.body-1].number}
	for _, label := range s.columns {
		r.cell(label.text, place)
	}
	for i, cells := range s.rows {
		if r.end(); r.err != nil {
			return
		}
		for _, text := range cells {
			r.cell(text, t.lines[s.body+i].place())
		}
	}
	t.next = s.body + len(s.rows)
}
