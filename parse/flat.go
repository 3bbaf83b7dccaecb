package parse

import "slices"

// This file finds tables that a conversion has flattened: one cell a paragraph with no mark at all, first the labels
// of the columns, then row upon row. The running numbers give the rows back; which paragraph belongs to which column
// is for the caller to tell by their looks, because empty cells leave nothing behind and long ones several
// paragraphs.

// unflatten returns blocks with flattened tables put together to tables of LayoutFlat.
func unflatten(b *budget, blocks []Block) ([]Block, error) {
	var out []Block // blocks up to done, once a table was found
	done := 0
	for i := 0; i < len(blocks); i++ {
		f, ok := flatHeader(blocks, i)
		if !ok {
			continue
		}
		if err := b.live(); err != nil {
			return nil, err
		}
		table, end := f.table(blocks)
		if table == nil {
			continue
		}
		if err := b.grid("", end-i); err != nil {
			return nil, err
		}
		out = append(append(out, blocks[done:i]...), table)
		done, i = end, end-1
	}
	if done == 0 {
		return blocks, nil
	}
	return append(out, blocks[done:]...), nil
}

// flat is the header of a flattened table: blocks start to body, of which the one at start+number heads the running
// numbers.
type flat struct {
	start, body, number int
}

// flatHeader reports a header at block i: three labels or more, 序号 first or second, and the number 1 behind them.
func flatHeader(blocks []Block, i int) (flat, bool) {
	const mostColumns = 14
	f := flat{start: i, number: -1}
	words := 0
	for j := i; j < len(blocks) && j <= i+mostColumns; j++ {
		text, ok := paragraphText(blocks[j])
		if !ok || !shortLine(text) {
			return f, false
		}
		if n, ok := runningNumber(text); ok {
			f.body = j
			columns := j - i - max(f.number, 0)
			return f, n == 1 && f.number >= 0 && columns >= 3 && 2*words >= columns
		}
		switch label := headerLabel(text); {
		case label == "序号" || label == "编号" || label == "项次":
			if f.number < 0 {
				f.number = j - i
			}
			words++
		case isHeaderWord(text):
			words++
		case f.number < 0: // nothing but labels before the numbers' own
			return f, false
		}
		if f.number < 0 && j > i {
			return f, false
		}
	}
	return f, false
}

func paragraphText(b Block) (string, bool) {
	p, ok := b.(*Paragraph)
	if !ok {
		return "", false
	}
	return p.Text, true
}

func (f flat) columns() int { return f.body - f.start - f.number }

// table puts the table together and returns the index behind its last block.
func (f flat) table(blocks []Block) (*Table, int) {
	end := f.end(blocks)
	starts := f.rowStarts(blocks[f.body:end])
	if len(starts) == 0 {
		return nil, 0
	}
	t := &Table{Layout: LayoutFlat, Place: span(blocks[f.start : f.start+1])}
	// With the category before the number, what stands before the first number is the category of the first row.
	header := f.body
	if f.number > 0 {
		header = max(f.body-f.number, f.start+f.number+2)
	}
	t.Rows = append(t.Rows, flatRow(blocks[f.start:header], true))
	if header < f.body {
		t.Rows = append(t.Rows, flatRow(blocks[header:f.body], false))
	}
	for k, s := range starts {
		stop := end
		if k+1 < len(starts) {
			stop = f.body + starts[k+1]
		} else {
			stop = f.lastEnd(blocks[:end], starts)
			end = stop
		}
		row := blocks[f.body+s : stop]
		if group := len(row) - 1; len(row) > f.columns() && isGroupHeading(row[group]) {
			t.Rows = append(t.Rows, flatRow(row[:group], false), flatRow(row[group:], false))
			continue
		}
		t.Rows = append(t.Rows, flatRow(row, false))
	}
	t.EndLine = t.Rows[len(t.Rows)-1].EndLine
	return t, end
}

// end returns the index of the first block behind body that can be no cell of the table.
func (f flat) end(blocks []Block) int {
	for i := f.body; i < len(blocks); i++ {
		text, ok := paragraphText(blocks[i])
		if !ok || annexLabel(text) {
			return i
		}
		if _, next := flatHeader(blocks, i); next {
			for i > f.body {
				if text, _ := paragraphText(blocks[i-1]); !endsLikeTitle(text) {
					break
				}
				i--
			}
			return i
		}
	}
	return len(blocks)
}

// rowStarts returns the places of the running numbers in items. A bare number can also be a cell, so of all chains
// of rising numbers the one is taken that has the most numbers and then the most even rows.
func (f flat) rowStarts(items []Block) []int {
	type link struct {
		at, number, before int // before: index of the link before this, or -1
		length, cost       int
	}
	least := max(2, f.columns()-3)
	var links []link
	best := -1
	for i, item := range items {
		text, _ := paragraphText(item)
		n, ok := runningNumber(text)
		if !ok {
			continue
		}
		l := link{at: i, number: n, before: -1, length: 1}
		if n != 1 || i != 0 {
			l.length = 0
		}
		for k := len(links) - 1; k >= 0 && k >= len(links)-200; k-- {
			p := links[k]
			if missing := n - p.number - 1; missing < 0 || missing > 2 || i-p.at < least {
				continue
			} else if cost := p.cost + abs(i-p.at-f.columns()) + 20*missing; p.length+1 > l.length || p.length+1 == l.length && cost < l.cost {
				l.before, l.length, l.cost = k, p.length+1, cost
			}
		}
		if l.length == 0 {
			continue
		}
		links = append(links, l)
		if best < 0 || l.length > links[best].length || l.length == links[best].length && l.cost < links[best].cost {
			best = len(links) - 1
		}
	}
	var starts []int
	for ; best >= 0; best = links[best].before {
		starts = append(starts, links[best].at)
	}
	slices.Reverse(starts)
	return starts
}

func abs(n int) int { return max(n, -n) }

// lastEnd returns where the last row ends, which no number marks: after as many blocks as a row has, and further
// points of its last cell.
func (f flat) lastEnd(blocks []Block, starts []int) int {
	size := f.columns()
	if n := len(starts); n > 1 {
		var sizes []int
		for k := 1; k < n; k++ {
			sizes = append(sizes, starts[k]-starts[k-1])
		}
		slices.Sort(sizes)
		size = max(size, sizes[len(sizes)/2])
	}
	end := min(f.body+starts[len(starts)-1]+size, len(blocks))
	for end < len(blocks) {
		if text, _ := paragraphText(blocks[end]); !isPoint(text) {
			break
		}
		end++
	}
	return end
}

// isGroupHeading reports a line that heads a group of rows: 一、经济发展, （二）城市建设.
func isGroupHeading(b Block) bool {
	text, _ := paragraphText(b)
	label, _, ok := cutAny(text, "、.．）)")
	if !ok || !shortLine(text) {
		return false
	}
	_, chinese := chineseNumber(trim(cutPrefixAny(label, "（(")))
	return chinese
}

func flatRow(blocks []Block, header bool) Row {
	row := Row{Header: header, Place: span(blocks)}
	for c, b := range blocks {
		p := b.(*Paragraph)
		row.Cells = append(row.Cells, &Cell{Text: p.Text, List: p.List, Col: c, RowSpan: 1, ColSpan: 1, Place: p.Place})
	}
	return row
}

// span returns the place from the first of blocks to the last.
func span(blocks []Block) Place {
	p := blocks[0].(*Paragraph).Place
	p.EndLine = blocks[len(blocks)-1].(*Paragraph).EndLine
	return p
}
