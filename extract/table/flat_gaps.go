package table

import (
	"duban/extract/internal/text"
	"duban/parse/block"
)

// This file puts the lines of labels together that a conversion has left among cells which blank lines part from each other: 同比, 增减（%）.

// Limits of such labels.
const (
	longestPiece = 12 // characters
	gapWindow    = 6  // blocks on either side that show how cells are parted
)

// joinBrokenLines returns the blocks with two short lines in one where they stand right below each other and blank lines part nearly all
// others around them.
func (r *Reader) joinBrokenLines(blocks []block.Block) []block.Block {
	var out []block.Block // blocks up to done, once two were joined
	done := 0
	for i := 1; i+1 < len(blocks); i++ {
		if !isRightBelow(blocks, i) || isRightBelow(blocks, i-1) || isRightBelow(blocks, i+1) || !isParted(blocks, i) {
			continue
		}
		first, second := blocks[i-1].(*block.Paragraph), blocks[i].(*block.Paragraph)
		if !r.isPiece(first) || !r.isPiece(second) {
			continue
		}
		whole := *first
		whole.Text += second.Text
		whole.EndLine = second.EndLine
		out = append(append(out, blocks[done:i-1]...), &whole)
		done = i + 1
	}
	if done == 0 {
		return blocks
	}
	return append(out, blocks[done:]...)
}

// isPiece reports a short text that may be a piece of a label.
func (r *Reader) isPiece(p *block.Paragraph) bool {
	if text.Len(p.Text) > longestPiece || isFigureLook(r.Look(p.Text)) {
		return false
	}
	ok, _ := r.labelLike(p.Text)
	return ok
}

// isRightBelow reports whether block i is a line right below the one before it.
func isRightBelow(blocks []block.Block, i int) bool {
	if i < 1 || i >= len(blocks) {
		return false
	}
	above, ok := blocks[i-1].(*block.Paragraph)
	p, is := blocks[i].(*block.Paragraph)
	return ok && is && p.Line > 0 && p.Line == above.EndLine+1
}

// isParted reports whether blank lines part nearly all of the lines around block i, which are short.
func isParted(blocks []block.Block, i int) bool {
	const few = 4 // one in so many
	below, short, all := 0, 0, 0
	for k := max(1, i-gapWindow); k < min(len(blocks), i+gapWindow); k++ {
		p, ok := blocks[k].(*block.Paragraph)
		if !ok {
			continue
		}
		all++
		if isRightBelow(blocks, k) {
			below++
		}
		if text.Len(p.Text) <= longestPiece {
			short++
		}
	}
	return few*below <= all && 2*short > all && all > gapWindow
}
