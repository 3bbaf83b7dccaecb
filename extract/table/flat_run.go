package table

import (
	"strings"

	"duban/extract/internal/text"
	"duban/internal/char"
	"duban/parse/block"
)

// This file finds tables that a conversion has run together in one line: the title, the labels and row upon row, with pipes or nothing
// but spaces between. Only where all rows have all their cells is it read.

// Limits of such a line.
const (
	leastRunPieces = 12
	mostRunPieces  = 5000
	mostRunTitle   = 12 // pieces in front of the labels
)

// unrun returns the blocks with such tables as tables of LayoutFlat.
func (r *Reader) unrun(blocks []block.Block) []block.Block {
	var out []block.Block // blocks up to done, once a table was found
	done := 0
	for i, b := range blocks {
		pieces := runPieces(b)
		if pieces == nil {
			continue
		}
		if parts := r.runTable(pieces, b.Pos()); parts != nil {
			out = append(append(out, blocks[done:i]...), parts...)
			done = i + 1
		}
	}
	if done == 0 {
		return blocks
	}
	return append(out, blocks[done:]...)
}

// runPieces returns what stands between the pipes or spaces of such a line, or in the cells of a table that pipes have made of it;
// nil where it can be none.
func runPieces(b block.Block) []string {
	var pieces []string
	switch b := b.(type) {
	case *block.Paragraph:
		pieces = linePieces(b.Text)
	case *block.Table:
		pieces = rowPieces(b)
	}
	if len(pieces) < leastRunPieces || len(pieces) > mostRunPieces {
		return nil
	}
	figures := 0
	for _, s := range pieces {
		if isBare(s) {
			figures++
		}
	}
	if 3*figures < len(pieces) {
		return nil
	}
	return pieces
}

func linePieces(s string) []string {
	if strings.ContainsAny(s, "\n"+char.Sentences) {
		return nil
	}
	if strings.Count(s, "|") < leastRunPieces {
		return strings.Fields(s)
	}
	return pipedPieces(s)
}

func pipedPieces(s string) []string {
	var pieces []string
	for piece := range strings.SplitSeq(s, "|") {
		if piece = text.Trim(piece); piece != "" {
			pieces = append(pieces, piece)
		}
	}
	return pieces
}

// rowPieces returns the cells of a table of text of which one row has the cells of many.
func rowPieces(t *block.Table) []string {
	const few, times = 3, 3
	if t.Layout != block.LayoutPipes || len(t.Rows) > few || t.Width() < times*len(t.Rows[0].Cells) {
		return nil
	}
	var pieces []string
	for _, row := range t.Rows {
		for _, x := range row.Cells {
			if s := text.Trim(x.Text); s != "" {
				pieces = append(pieces, s)
			}
		}
	}
	return pieces
}

// runTable returns the title, the lines below it and the table that the pieces are; nil where they are none.
func (r *Reader) runTable(pieces []string, place block.Place) []block.Block {
	blocks := make([]block.Block, len(pieces))
	for i, s := range pieces {
		blocks[i] = &block.Paragraph{Text: s, Place: place}
	}
	u := &unflattener{Reader: r, blocks: blocks, lines: make([]flatLine, len(blocks))}
	var best flat
	for i := range min(mostRunTitle, len(blocks)) {
		f, ok := u.at(i, mostFlatBody)
		if ok && f.end == len(blocks) && f.isEven() && (best.paths == nil || f.score > best.score) {
			best = f
		}
	}
	if best.paths == nil {
		return nil
	}
	var out []block.Block
	title := ""
	for i, s := range pieces[:best.start] {
		if u.isCaption(i) {
			out = append(out, blocks[i])
			continue
		}
		title = text.Trim(title + " " + s)
	}
	if title != "" {
		out = append([]block.Block{&block.Paragraph{Text: title, Place: place}}, out...)
	}
	return append(out, best.table())
}

// isEven reports whether all rows have all their cells, and nothing is unsure but the last, which may be a total without a number.
func (f *flat) isEven() bool {
	for k, row := range f.rows {
		missing := len(f.paths) - (row[1] - row[0])
		if missing != 0 && !(missing == 1 && k == len(f.rows)-1) {
			return false
		}
	}
	return true
}
