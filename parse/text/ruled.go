package text

import (
	"strings"

	"duban/parse/block"
)

// This file reads tables whose columns lines of dashes mark (LayoutAligned), as pandoc and reStructuredText write them:
//
//	 序号   任务         进展
//	------ ------------ --------
//	 1      新建学校     已开工
//
// Rows are lines, or stand between blank lines where the table begins and ends with a line of dashes.

// ruling is the columns that a line of dashes marks, each from start to end on the screen.
type ruling []field

// rulingOf reads a line of two or more runs of dashes; nil where it is none.
func rulingOf(s string) ruling {
	s = strings.TrimRight(s, " ")
	mark := strings.TrimLeft(s, " ")
	if len(mark) < 3 || mark[0] != '-' && mark[0] != '=' || strings.Trim(s, mark[:1]+" ") != "" {
		return nil
	}
	columns := fields(strings.ReplaceAll(s, " ", "  "), 1)
	if len(columns) < 2 || len(columns) > mostCells {
		return nil
	}
	out := make(ruling, 0, len(columns))
	at := 0
	for _, c := range columns {
		at += strings.Index(s[at:], c.text)
		out = append(out, field{c.text, at, at + len(c.text)})
		at += len(c.text)
	}
	return out
}

// isRuleLike reports a line that is led by dashes.
func isRuleLike(s string) bool {
	s = strings.TrimLeft(s, " ")
	return strings.HasPrefix(s, "--") || strings.HasPrefix(s, "==") || strings.HasPrefix(s, "- -")
}

// isFullRule reports one run of dashes, which begins and ends tables whose rows have several lines.
func isFullRule(s string) bool {
	s = block.Trim(s)
	return len(s) >= 10 && strings.Trim(s, "-") == ""
}

// cut parts a line by the columns; ok is false where a text stands between two of them.
func (c ruling) cut(s string, wide int) (cells []string, ok bool) {
	parts := make([]strings.Builder, len(c))
	at, k := 0, 0
	for _, r := range s {
		for k+1 < len(c) && at >= c[k+1].start {
			k++
		}
		inside := at >= c[k].start && (at < c[k].end || k+1 == len(c))
		switch {
		case inside:
			parts[k].WriteRune(r)
		case !block.IsSpace(r):
			return nil, false
		}
		at += runeWidth(r, wide)
	}
	cells = make([]string, len(c))
	for i := range parts {
		cells[i] = block.Trim(strings.TrimPrefix(block.Trim(parts[i].String()), `\ `)) // an empty cell of reStructuredText
		if cells[i] == `\` {
			cells[i] = ""
		}
	}
	return cells, true
}

// ruled is such a table: lines from head to body are its labels, those from body to end its rows.
type ruled struct {
	columns          ruling
	wide             int  // columns of the screen that a Chinese character covers
	head, body, last int  // lines; head == body where there are no labels; last is the closing line of dashes, or behind the rows
	end              int  // line behind the table
	apart            bool // blank lines part the rows
}

// ruledAt returns the reader of such a table that begins at line i, or nil.
func (t *Reader) ruledAt(i int) func(*rows) {
	rule := isRuleLike(t.lines[i].text) || i+1 < len(t.lines) && isRuleLike(t.lines[i+1].text) // or the labels above it
	if !rule {
		return nil
	}
	for _, wide := range []int{2, 1} {
		if f, ok := t.ruled(i, wide); ok {
			return func(r *rows) { r.addRuled(f) }
		}
	}
	return nil
}

const mostLabelLines = 10 // of the header of a ruled table

func (t *Reader) ruled(i, wide int) (ruled, bool) {
	f := ruled{wide: wide, head: i}
	rule := -1
	switch first := t.lines[i].text; {
	case isFullRule(first):
		f.head, f.apart = i+1, true
		for n := i + 1; n < min(len(t.lines), i+mostLabelLines) && rule < 0; n++ {
			if f.columns = rulingOf(t.lines[n].text); f.columns != nil {
				rule = n
			}
		}
	case rulingOf(first) != nil:
		f.columns, rule = rulingOf(first), i
		f.head = i + 1
		for n := i + 2; n < min(len(t.lines), i+mostLabelLines); n++ { // the labels stand between two rules
			if t.lines[n].gap && first[strings.IndexAny(first, "-=")] == '-' {
				break
			}
			if c := rulingOf(t.lines[n].text); c != nil && sameRule(c, f.columns) && t.followed(n) {
				rule = n
				break
			}
		}
		if rule == i {
			f.body = i + 1
			f.apart = t.apartAt(i + 2)
		}
	case i+1 < len(t.lines) && !t.lines[i+1].gap:
		f.columns, rule = rulingOf(t.lines[i+1].text), i+1
	}
	if f.columns == nil || rule < 0 {
		return f, false
	}
	if f.body == 0 {
		f.body = rule + 1
	}
	return f, t.ruledEnd(&f, rule)
}

// apartAt reports whether a blank line parts the rows of which the first begins above line n.
func (t *Reader) apartAt(n int) bool {
	for last := min(len(t.lines), n+mostLabelLines); n < last; n++ {
		if rulingOf(t.lines[n].text) != nil {
			return false
		}
		if t.lines[n].gap {
			return true
		}
	}
	return false
}

func sameRule(a, b ruling) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].start != b[i].start {
			return false
		}
	}
	return true
}

// followed reports whether lines that are no rules stand right below line i.
func (t *Reader) followed(i int) bool {
	return i+1 < len(t.lines) && !t.lines[i+1].gap && rulingOf(t.lines[i+1].text) == nil
}

// ruledEnd finds the end of the rows, and reports whether each of their lines has its texts below the dashes.
func (t *Reader) ruledEnd(f *ruled, rule int) bool {
	closed := f.apart || f.head == f.body || t.lines[rule].text[strings.IndexAny(t.lines[rule].text, "-=")] == '='
	f.last = -1
	for n := f.body; n < len(t.lines); n++ {
		text := t.lines[n].text
		if rulingOf(text) != nil || isFullRule(text) {
			f.last, f.end = n, n+1
			break
		}
		if !closed && t.lines[n].gap && n > f.body {
			f.last, f.end = n, n
			break
		}
		if _, ok := f.columns.cut(text, f.wide); !ok {
			if closed || n == f.body {
				return false
			}
			f.last, f.end = n, n
			break
		}
	}
	if f.last < 0 {
		if closed {
			return false
		}
		f.last, f.end = len(t.lines), len(t.lines)
	}
	for n := f.head; n < min(rule, f.body); n++ {
		if rulingOf(t.lines[n].text) != nil {
			continue
		}
		if _, ok := f.columns.cut(t.lines[n].text, f.wide); !ok {
			return false
		}
	}
	return f.last > f.body
}

// addRuled makes the rows of the table.
func (r *rows) addRuled(f ruled) {
	r.table.Layout = block.LayoutAligned
	if f.head < f.body {
		r.ruledRow(f, f.head, f.body)
		r.row.Header = true
		r.end()
	}
	for from := f.body; from < f.last && r.err == nil; {
		to := from + 1
		for f.apart && to < f.last && !r.t.lines[to].gap { // a row of several lines
			to++
		}
		r.ruledRow(f, from, to)
		r.end()
		from = to
	}
	r.t.next = f.end
}

// ruledRow opens the row of the lines from and up to to.
func (r *rows) ruledRow(f ruled, from, to int) {
	t := r.t
	for to > from+1 && rulingOf(t.lines[to-1].text) != nil { // the dashes below labels
		to--
	}
	place := block.Place{Line: t.lines[from].number, EndLine: t.lines[to-1].number}
	texts := make([]string, len(f.columns))
	for n := from; n < to; n++ {
		if rulingOf(t.lines[n].text) != nil {
			continue
		}
		cells, _ := f.columns.cut(t.lines[n].text, f.wide)
		for c, s := range cells {
			texts[c] = joinWrapped(texts[c], s)
		}
	}
	for _, s := range texts {
		r.cell(s, place)
	}
}
