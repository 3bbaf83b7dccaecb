// Package mend puts tables right that a conversion or a page has spoilt, whatever the format: flattened ones are put
// together, and those are taken out that stand in a table of one column.
package mend

import (
	"slices"
	"strings"
	"unicode/utf8"

	"duban/internal/char"
	"duban/parse/block"
	"duban/parse/words"
)

// Tables returns blocks with the tables put right that a conversion has flattened, or a page has wrapped in others.
func Tables(b *block.Budget, blocks []block.Block) ([]block.Block, error) {
	blocks, err := unflatten(b, blocks)
	return unwrap(blocks), err
}

// What follows finds tables that a conversion has flattened: one cell a paragraph with no mark at all, first the labels
// of the columns, then row upon row. The running numbers give the rows back; which paragraph belongs to which column
// is for the caller to tell by their looks, because empty cells leave nothing behind and long ones several
// paragraphs.

// unflatten returns blocks with flattened tables put together to tables of LayoutFlat.
func unflatten(b *block.Budget, blocks []block.Block) ([]block.Block, error) {
	var out []block.Block // blocks up to done, once a table was found
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

// flat is the header of a flattened table: blocks start to labels, of which the one at start+number heads the running
// numbers. The rows begin with body.
type flat struct {
	start, labels, body, number int // labels is the index behind the last label; headings of groups may stand in front of body
	excerpt                     bool
}

// mostGroupLabel is how many characters the label of a column of groups may have that stands in front of the numbers';
// a longer line there is the title of the table.
const mostGroupLabel = 6

// flatHeader reports a header at block i: three labels or more, 序号 first or second, and the number 1 behind them.
func flatHeader(blocks []block.Block, i int) (flat, bool) {
	f := flat{start: i, number: -1}
	heads := 0
	for j := i; j < len(blocks) && j <= i+words.MostColumns; j++ {
		text, ok := paragraphText(blocks[j])
		if !ok || !words.IsShort(text) {
			return f, false
		}
		if n, ok := words.RunningNumber(text); ok {
			f.begin(j, n)
			return f, f.number >= 0 && f.columns() >= 3 && 2*heads >= f.columns() && f.follows(blocks, n)
		}
		if f.number >= 0 && heads > 1 && words.IsGroupHeading(text) {
			if f.labels == 0 {
				f.labels = j
			}
			continue
		}
		if f.labels > 0 {
			return f, false
		}
		switch isNumber := words.IsNumberLabel(text); {
		case isNumber && f.number < 0:
			f.number = j - i
		case f.number < 0 && (j > i || !words.IsHeader(text) || utf8.RuneCountInString(text) > mostGroupLabel):
			return f, false
		}
		if words.IsHeader(text) {
			heads++
		}
	}
	return f, false
}

// begin notes that the rows begin with block i, of that number.
func (f *flat) begin(i, number int) {
	f.body, f.excerpt = i, number != 1
	if f.labels == 0 {
		f.labels = i
	}
}

// follows reports whether further rows follow the first one, where its number does not say so.
func (f *flat) follows(blocks []block.Block, number int) bool {
	if !f.excerpt {
		return true
	}
	for i := f.body + 1; i < len(blocks) && i <= f.body+2*f.columns(); i++ {
		text, ok := paragraphText(blocks[i])
		if !ok {
			return false
		}
		if n, ok := words.RunningNumber(text); ok && i >= f.body+f.columns()-1 {
			return f.number == 0 && n > number
		}
	}
	return false
}

func paragraphText(b block.Block) (string, bool) {
	p, ok := b.(*block.Paragraph)
	if !ok {
		return "", false
	}
	return p.Text, true
}

// columns counts the columns. With the category before the number, the first row's category takes the place of the
// label that is not counted.
func (f flat) columns() int { return f.labels - f.start - f.number }

// table puts the table together and returns the index behind its last block.
func (f flat) table(blocks []block.Block) (*block.Table, int) {
	end := f.end(blocks)
	rowStarts := words.RowStarts
	if f.excerpt {
		rowStarts = words.ExcerptStarts
	}
	starts := rowStarts(blockTexts(blocks[f.body:end]), f.columns())
	first := f.body // row; the category of the first row stands before its number
	if f.number > 0 && f.columns() > 3 && f.labels == f.body && !words.IsHeader(blocks[f.body-1].(*block.Paragraph).Text) {
		first--
	}
	bounds := []int{first}
	for k, s := range starts[1:] {
		at := f.body + s
		switch row := blocks[f.body+starts[k] : at]; {
		case f.headings(row) > 0:
			for n := f.headings(row); n > 0; n-- {
				bounds = append(bounds, at-n)
			}
		case first < f.body && f.endsWithCategory(row, blocks[first-1]):
			at--
		}
		bounds = append(bounds, at)
	}
	bounds = f.lastRows(blocks[:end], starts, bounds)
	t := &block.Table{Layout: block.LayoutFlat, Rows: []block.Row{flatRow(blocks[f.start:min(f.labels, first)], true)}}
	for i := f.labels; i < first; i++ {
		t.Rows = append(t.Rows, flatRow(blocks[i:i+1], false))
	}
	for k, at := range bounds[:len(bounds)-1] {
		t.Rows = append(t.Rows, flatRow(blocks[at:bounds[k+1]], false))
	}
	end = bounds[len(bounds)-1]
	t.Place = span(blocks[f.start:end])
	return t, end
}

// headings returns how many headings of groups stand behind the cells of a row.
func (f flat) headings(row []block.Block) int {
	n := 0
	for len(row)-n > f.columns()-1 && len(row)-n > 1 && words.IsGroupHeading(row[len(row)-n-1].(*block.Paragraph).Text) {
		n++
	}
	if n == 1 && len(row) <= f.columns() {
		return 0
	}
	return n
}

// endsWithCategory reports whether the last paragraph behind a row is the category of the next: the row is long
// enough without it, it reads like a heading, and the last column, headed by label, holds sentences.
func (f flat) endsWithCategory(row []block.Block, label block.Block) bool {
	if len(row) < f.columns() || words.Role(label.(*block.Paragraph).Text) != "progress" {
		return false
	}
	last, before := row[len(row)-1].(*block.Paragraph).Text, row[len(row)-2].(*block.Paragraph).Text
	return words.IsShort(last) && !strings.ContainsAny(last, char.Stop+char.Semicolon+char.Commas+";0123456789") && (len(row) == f.columns() || words.EndsSentence(before))
}

// lastRows closes bounds, the places where rows begin, with the place behind the last row. No number marks that: a row
// ends after as many blocks as rows have, at a total, and before what can be no cell.
func (f flat) lastRows(blocks []block.Block, starts, bounds []int) []int {
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
	for end < len(blocks) && !isOutside(blocks[end], end-begin >= f.columns()-1) && (end < begin+size || words.IsPoint(blocks[end].(*block.Paragraph).Text)) {
		end++
	}
	bounds = append(bounds, end)
	if end < len(blocks) && words.IsTotal(blocks[end].(*block.Paragraph).Text) {
		for begin = end; end < len(blocks) && end < begin+size-1 && (end == begin || !isOutside(blocks[end], true)); end++ {
			if text := blocks[end].(*block.Paragraph).Text; !words.IsShort(text) || words.EndsSentence(text) {
				break
			}
		}
		bounds = append(bounds, end)
	}
	return bounds
}

// isOutside reports a paragraph that is no cell of the last row: a total, a note below the table and, where the row
// can be full, the next heading.
func isOutside(b block.Block, full bool) bool {
	text := b.(*block.Paragraph).Text
	return words.IsTotal(text) || full && words.IsGroupHeading(text) || strings.HasPrefix(text, "注：") || strings.HasPrefix(text, "附：")
}

// end returns the index of the first block behind body that can be no cell of the table.
func (f flat) end(blocks []block.Block) int {
	for i := f.body; i < len(blocks); i++ {
		text, ok := paragraphText(blocks[i])
		if !ok || words.IsAnnexLabel(text) {
			return i
		}
		if _, next := flatHeader(blocks, i); next {
			for i > f.body+1 && words.EndsLikeTitle(blocks[i-1].(*block.Paragraph).Text) {
				i--
			}
			return i
		}
	}
	return len(blocks)
}

func blockTexts(blocks []block.Block) []string {
	texts := make([]string, len(blocks))
	for i, b := range blocks {
		texts[i], _ = paragraphText(b)
	}
	return texts
}

func flatRow(blocks []block.Block, header bool) block.Row {
	row := block.Row{Header: header, Place: span(blocks)}
	for c, b := range blocks {
		p := b.(*block.Paragraph)
		row.Cells = append(row.Cells, &block.Cell{Text: p.Text, List: p.List, Col: c, RowSpan: 1, ColSpan: 1, Place: p.Place})
	}
	return row
}

// span returns the place from the first of blocks to the last.
func span(blocks []block.Block) block.Place {
	p := blocks[0].(*block.Paragraph).Place
	p.EndLine = blocks[len(blocks)-1].(*block.Paragraph).EndLine
	return p
}
