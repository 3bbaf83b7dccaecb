package text

import (
	"strings"

	"duban/parse/block"
)

// This file reads tables drawn with box-drawing characters that have no frame at their sides, as yearbooks print them (LayoutPipes). All lines
// between the first two rules are the labels:
//
//	──────┬────┬────
//	      │ 汽车数 │ 客运量
//	 年份 │  (辆)  │ (万人)
//	──────┼────┼────
//	 2021 │    1470│    86

// openFrameAt returns the reader of such a table that begins with the rule in line i, or nil.
func (t *Reader) openFrameAt(i int) func(*rows) {
	const mostLabels = 8 // lines
	columns := joints(t.lines[i].text) + 1
	if columns < 2 {
		return nil
	}
	body := 0
	for n := i + 1; n < min(len(t.lines), i+1+mostLabels) && body == 0; n++ {
		switch cells := t.frameCells(n); {
		case joints(t.lines[n].text) == columns-1 && n > i+1:
			body = n + 1
		case len(cells) != columns:
			return nil
		}
	}
	if body == 0 || len(t.frameCells(body)) != columns {
		return nil
	}
	return func(r *rows) { r.readOpenFrame(body, columns) }
}

// frameCells returns what stands between the pipes of line i; none behind the last line.
func (t *Reader) frameCells(i int) []string {
	s := t.pipeLine(i)
	if s == "" || isRule(s) {
		return nil
	}
	return splitPipes(s, false)
}

// joints returns how many uprights meet a line that is a rule drawn without ends; 0 for other lines.
func joints(s string) int {
	s = block.Trim(s)
	if !strings.HasPrefix(s, "─") && !strings.HasPrefix(s, "━") || !strings.HasSuffix(s, "─") && !strings.HasSuffix(s, "━") {
		return 0
	}
	if strings.Trim(s, "─━┬┼┴┳╋┻") != "" {
		return 0
	}
	n := 0
	for _, joint := range []string{"┬", "┼", "┴", "┳", "╋", "┻"} {
		n += strings.Count(s, joint)
	}
	return n
}

func (r *rows) readOpenFrame(body, columns int) {
	r.table.Layout = block.LayoutPipes
	t := r.t
	for t.next++; t.next < body-1; t.next++ {
		r.frameLine(t.frameCells(t.next), t.lines[t.next].place())
	}
	r.row.Header = true
	for t.next = body; t.next < len(t.lines) && r.err == nil; t.next++ {
		cells := t.frameCells(t.next)
		if len(cells) == columns {
			r.end()
			for _, c := range cells {
				r.cell(c, t.lines[t.next].place())
			}
			continue
		}
		if joints(t.lines[t.next].text) == 0 {
			return
		}
	}
}
