package parse

import (
	"slices"
	"strings"
	"unicode/utf8"

	"duban/parse/block"
)

// This file finds tables that a conversion has flattened: one cell a paragraph with no mark at all, first the labels
// of the columns, then row upon row. The running numbers give the rows back; which paragraph belongs to which column
// is for the caller to tell by their looks, because empty cells leave nothing behind and long ones several
// paragraphs.

// unflatten returns blocks with flattened tables put together to tables of LayoutFlat.
func unflatten(b *block.Budget, blocks []Block) ([]Block, error) {
	var out []Block // blocks up to done, once a table was found
	done := 0
	for i := 0; i < len(blocks); i++ {
		f, ok := flatHeader(blocks, i)
		if !ok {
			continue
		}
		if err := b.Live(); err != nil {
			return nil, err
		}
		table, end := f.table(blocks)
		if err := b.Grid(end - i); err != nil {
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

// mostGroupLabel is how many characters the label of a column of groups may have that stands in front of the numbers';
// a longer line there is the title of the table.
const mostGroupLabel = 6

// flatHeader reports a header at block i: three labels or more, 序号 first or second, and the number 1 behind them.
func flatHeader(blocks []Block, i int) (flat, bool) {
	f := flat{start: i, number: -1}
	words := 0
	for j := i; j < len(blocks) && j <= i+mostColumns; j++ {
		text, ok := paragraphText(blocks[j])
		if !ok || !shortLine(text) {
			return f, false
		}
		if n, ok := runningNumber(text); ok {
			f.body = j
			return f, n == 1 && f.number >= 0 && f.columns() >= 3 && 2*words >= f.columns()
		}
		switch isNumber := isNumberLabel(text); {
		case isNumber && f.number < 0:
			f.number = j - i
		case f.number < 0 && (j > i || !isHeaderWord(text) || utf8.RuneCountInString(text) > mostGroupLabel):
			return f, false
		}
		if isHeaderWord(text) {
			words++
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

// columns counts the columns. With the category before the number, the first row's category takes the place of the
// label that is not counted.
func (f flat) columns() int { return f.body - f.start - f.number }

// table puts the table together and returns the index behind its last block.
func (f flat) table(blocks []Block) (*Table, int) {
	end := f.end(blocks)
	starts := rowStarts(blockTexts(blocks[f.body:end]), f.columns())
	first := f.body // row; the category of the first row stands before its number
	if f.number > 0 && f.columns() > 3 && !isHeaderWord(blocks[f.body-1].(*Paragraph).Text) {
		first--
	}
	bounds := []int{first}
	for k, s := range starts[1:] {
		at := f.body + s
		switch row := blocks[f.body+starts[k] : at]; {
		case len(row) > f.columns() && isGroupHeading(row[len(row)-1].(*Paragraph).Text):
			bounds = append(bounds, at-1)
		case first < f.body && f.endsWithCategory(row, blocks[first-1]):
			at--
		}
		bounds = append(bounds, at)
	}
	bounds = f.lastRows(blocks[:end], starts, bounds)
	t := &Table{Layout: LayoutFlat, Rows: []Row{flatRow(blocks[f.start:first], true)}}
	for k, at := range bounds[:len(bounds)-1] {
		t.Rows = append(t.Rows, flatRow(blocks[at:bounds[k+1]], false))
	}
	end = bounds[len(bounds)-1]
	t.Place = span(blocks[f.start:end])
	return t, end
}

// endsWithCategory reports whether the last paragraph behind a row is the category of the next: the row is long
// enough without it, it reads like a heading, and the last column, headed by label, holds sentences.
func (f flat) endsWithCategory(row []Block, label Block) bool {
	if len(row) < f.columns() || headingRole(label.(*Paragraph).Text) != "progress" {
		return false
	}
	last, before := row[len(row)-1].(*Paragraph).Text, row[len(row)-2].(*Paragraph).Text
	return shortLine(last) && !strings.ContainsAny(last, "。；，,;0123456789") && (len(row) == f.columns() || endsSentence(before))
}

func endsSentence(s string) bool {
	return strings.HasSuffix(s, "。") || strings.HasSuffix(s, "；")
}

// lastRows closes bounds, the places where rows begin, with the place behind the last row. No number marks that: a row
// ends after as many blocks as rows have, at a total, and before what can be no cell.
func (f flat) lastRows(blocks []Block, starts, bounds []int) []int {
	size := f.columns()
	if n := len(starts); n > 1 {
		var sizes []int
		for k := 1; k < n; k++ {
			sizes = append(sizes, starts[k]-starts[k-1])
		}
		slices.Sort(sizes)
		size = max(size, sizes[len(sizes)/2])
	}
	begin := f.body + starts[len(starts)-1]
	end := begin + 1
	for end < len(blocks) && !isOutside(blocks[end], end-begin >= f.columns()-1) && (end < begin+size || isPoint(blocks[end].(*Paragraph).Text)) {
		end++
	}
	bounds = append(bounds, end)
	if end < len(blocks) && isTotal(blocks[end].(*Paragraph).Text) {
		for begin = end; end < len(blocks) && end < begin+size-1 && (end == begin || !isOutside(blocks[end], true)); end++ {
			if text := blocks[end].(*Paragraph).Text; !shortLine(text) || endsSentence(text) {
				break
			}
		}
		bounds = append(bounds, end)
	}
	return bounds
}

// isOutside reports a paragraph that is no cell of the last row: a total, a note below the table and, where the row
// can be full, the next heading.
func isOutside(b Block, full bool) bool {
	text := b.(*Paragraph).Text
	return isTotal(text) || full && isGroupHeading(text) || strings.HasPrefix(text, "注：") || strings.HasPrefix(text, "附：")
}

// isTotal reports the label of a row of totals.
func isTotal(s string) bool {
	switch headerLabel(s) {
	case "合计", "总计", "小计", "共计":
		return true
	}
	return false
}

// end returns the index of the first block behind body that can be no cell of the table.
func (f flat) end(blocks []Block) int {
	for i := f.body; i < len(blocks); i++ {
		text, ok := paragraphText(blocks[i])
		if !ok || annexLabel(text) {
			return i
		}
		if _, next := flatHeader(blocks, i); next {
			for i > f.body+1 && endsLikeTitle(blocks[i-1].(*Paragraph).Text) {
				i--
			}
			return i
		}
	}
	return len(blocks)
}

func blockTexts(blocks []Block) []string {
	texts := make([]string, len(blocks))
	for i, b := range blocks {
		texts[i], _ = paragraphText(b)
	}
	return texts
}

// rowStarts returns the places of the running numbers in items. A bare number can also be a cell, so of all chains
// of rising numbers the one is taken that has the most numbers and then the most even rows.
func rowStarts(items []string, columns int) []int {
	type link struct {
		at, number, before int // before: index of the link before this, or -1
		length, cost       int
	}
	least := max(2, columns-3)
	var links []link
	best := -1
	for i, item := range items {
		n, ok := runningNumber(item)
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
			} else if cost := p.cost + abs(i-p.at-columns) + 20*missing; p.length+1 > l.length || p.length+1 == l.length && cost < l.cost {
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

// isGroupHeading reports a line that heads a group of rows: 一、经济发展, （二）城市建设.
func isGroupHeading(text string) bool {
	label, _, ok := cutAny(text, "、.．）)")
	if !ok || !shortLine(text) {
		return false
	}
	label, _ = cutPrefixAny(label, "（(")
	_, chinese := chineseNumber(trim(label))
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
