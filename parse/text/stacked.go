package text

import (
	"strings"

	"duban/parse/block"
	"duban/parse/words"
)

// This file reads tables whose labels are broken over several lines, each piece below the one that it goes on with, above rows whose cells
// runs of spaces part (LayoutAligned):
//
//	县区      居民健康      老年人
//	          档案建档率    体检人数
//	          （%）         （人）
//	安宁县    92.6          18420
//	石桥县    90.3          15105

// stacked is such a table: lines from head to body are its labels, those from body to end its rows.
type stacked struct {
	labels          []string
	body, end, wide int
}

const (
	mostStacked  = 4 // lines of labels
	leastStacked = 3 // columns
)

// stackedAt returns the reader of such a table that begins at line i, or nil. The first line has a piece of each label.
func (t *Reader) stackedAt(i int) func(*rows) {
	n := len(fields(t.lines[i].text, 2))
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

// stackedBody returns the first of two rows of n cells with figures in the same places, a few lines of labels below line i; 0 where there is
// none.
func (t *Reader) stackedBody(i, n int) int {
	for k := i + 1; k <= i+mostStacked && k+1 < len(t.lines); k++ {
		first, second := fieldTexts(t.lines[k].text), fieldTexts(t.lines[k+1].text)
		switch {
		case k > i+1 && len(first) == n && figuresAlike(first, second):
			return k
		case len(first) < 2 || len(first) > n || t.lines[k].gap:
			return 0
		}
		for _, s := range first {
			if figureAlone().MatchString(s) || !words.IsShort(s) {
				return 0
			}
		}
	}
	return 0
}

// stacked puts the pieces of the labels together by where they stand.
func (t *Reader) stacked(i, body, wide int) (s stacked, ok bool) {
	columns := fields(t.lines[i].text, wide)
	for _, c := range columns {
		s.labels = append(s.labels, c.text)
	}
	s.body, s.wide = body, wide
	for _, l := range t.lines[i+1 : body] {
		last := 0
		for _, p := range wordsOf(l.text, wide) {
			c := under(columns, p)
			if c < last {
				return s, false
			}
			s.labels[c] += p.text
			last = c
		}
	}
	if headerWords(s.labels) < 2 {
		return s, false
	}
	for s.end = body; s.end < len(t.lines); s.end++ {
		l := t.lines[s.end]
		if l.gap && s.end > body || len(fieldTexts(l.text)) != len(columns) {
			break
		}
	}
	return s, true
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
	for _, label := range s.labels {
		r.cell(label, place)
	}
	for t.next = s.body; t.next < s.end; t.next++ {
		if r.end(); r.err != nil {
			return
		}
		for _, text := range fieldTexts(t.lines[t.next].text) {
			r.cell(text, t.lines[t.next].place())
		}
	}
}
